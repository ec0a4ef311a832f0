"""The whole graph out of a store, as rows, and whether it is what it says it is."""

from graph_schema.checks import check_tables
from graph_schema.schema import load_schema
from graph_schema.tables import GraphTables
from graph_store.protocol import GraphStore


def tables_of(store: GraphStore) -> GraphTables:
    """All rows of a store, large properties and all: what was published."""
    schema = load_schema()
    return GraphTables.of(
        (node for name in schema.nodes for node in store.stream_nodes(name, large=True)),
        (edge for name in schema.edges for edge in store.stream_edges(name)),
        store.stream_provenance(),
    )


def check_graph(store: GraphStore) -> list[str]:
    """What is wrong with a store's content, one line each; empty where it is whole. Reads everything."""
    tables = tables_of(store)
    problems = [str(problem) for problem in check_tables(tables)]
    content = tables.content_hash()
    if content != store.snapshot_id:
        problems.append(f"the graph's content is {content}, not the published {store.snapshot_id}")
    counts = store.counts()
    held = (len(tables.nodes), len(tables.edges), len(tables.provenance))
    if held != (counts.all_nodes, counts.all_edges, counts.provenance):
        problems.append(f"the graph holds {held} nodes, edges and quotes, not the published {counts}")
    return problems
