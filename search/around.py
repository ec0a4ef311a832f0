"""The neighbourhood of an answer: a small connected piece of the graph, the most relevant first, with its quotes."""

from collections.abc import Iterable, Sequence

from graph_schema.schema import load_schema
from graph_schema.tables import Node
from graph_store.protocol import GraphStore
from graph_store.walk import Subgraph
from search.catalogue import Catalogue
from search.results import GraphEdge, GraphNode, Neighbourhood
from search.selected import Pick
from search.sources import Sources

MOST_NODES = 60
_SHOWN_BY_TARGET = ("LEADS", "SUPPORTS", "ACCOUNTABLE_FOR", "HAS_ACTION", "HAS_TASK", "HAS_SUBTASK", "SETS")
_SHOWN_BY_SOURCE = ("FOR", "APPLIES_TO", "CITES", "REPLACES", "BELONGS_TO", "BRANCH_OF", "PART_OF", "ALIGNED_WITH")
"""The edges that are shown, by the end at which few of them meet: a unit leads hundreds of tasks, a task has few units."""
_LABEL_LENGTH = 60


def answer_nodes(
    graph: GraphStore,
    catalogue: Catalogue,
    picks: Sequence[Pick],
    units: Iterable[str],
    targets: Iterable[tuple[str, str]],
    plans: Sequence[str],
    *,
    limit: int = MOST_NODES,
) -> list[str]:
    """Ids of the nodes that show an answer, connected and at most `limit`.

    targets: pairs of a target and who sets it. First what holds all together (plans, places), then task after task
    with its heading and units, then targets.
    """
    chosen: dict[str, None] = {}
    shown_plans = list(dict.fromkeys([*plans, *(pick.plan for pick in picks)]))[: max(1, limit // 6)]
    _add_frame(chosen, catalogue, shown_plans)
    kept = set(shown_plans)
    picks = [pick for pick in picks if pick.plan in kept]
    holders = {
        edge.target: edge.source for edge in graph.edges(targets=[pick.id for pick in picks], types=["HAS_TASK"])
    }
    by_task: dict[str, list[str]] = {}
    owners = [owner for pick in picks for owner in (pick.id, *pick.parts)]
    asked = frozenset(units)
    for edge in graph.edges(targets=owners, types=["LEADS", "SUPPORTS"]):
        if edge.source in asked:
            by_task.setdefault(edge.target, []).append(edge.source)
    for pick in picks:
        wanted = [holders.get(pick.id, pick.plan), pick.id, *pick.parts]
        wanted += [unit for owner in (pick.id, *pick.parts) for unit in by_task.get(owner, ())]
        new = [identifier for identifier in dict.fromkeys(wanted) if identifier not in chosen]
        if len(chosen) + len(new) > limit:
            break
        chosen.update(dict.fromkeys(new))
    for target, owner in targets:
        if len(chosen) >= limit:
            break
        if owner in chosen:
            chosen[target] = None
    return list(chosen)


def _add_frame(chosen: dict[str, None], catalogue: Catalogue, plans: Sequence[str]) -> None:
    """The plans, their places and the places above these up to the one that they share."""
    chains: list[list[str]] = []
    for plan in plans:
        entry = catalogue.plans.get(plan)
        if entry is None:
            continue
        chosen[plan] = None
        chains += [[place, *catalogue.above(place)] for place in entry.places]
    if not chains:
        return
    shared = [place for place in chains[0] if all(place in chain for chain in chains)]
    for chain in chains:
        end = chain.index(shared[0]) + 1 if shared else len(chain)
        chosen.update(dict.fromkeys(chain[:end]))


def as_neighbourhood(subgraph: Subgraph, sources: Sources) -> Neighbourhood:
    """A piece of the graph as it is shown, every edge with where it is said."""
    said = sources.all_of([edge.id for edge in subgraph.edges])
    nodes = tuple(_node(node, subgraph.omitted.get(node.id, 0)) for node in subgraph.nodes)
    edges = tuple(
        GraphEdge(edge.source, edge.target, edge.type, dict(edge.properties), said.get(edge.id, ()))
        for edge in subgraph.edges
    )
    return Neighbourhood(nodes, edges)


def piece_of(graph: GraphStore, ids: Sequence[str]) -> Subgraph:
    """The nodes with these ids and the edges between them that are worth showing."""
    nodes = graph.nodes(ids)
    edges = [edge for edge in graph.edges(targets=nodes, types=_SHOWN_BY_TARGET) if edge.source in nodes]
    edges += [edge for edge in graph.edges(sources=nodes, types=_SHOWN_BY_SOURCE) if edge.target in nodes]
    order = {name: place for place, name in enumerate(load_schema().edges)}
    edges.sort(key=lambda edge: (order[edge.type], edge.source, edge.target))
    return Subgraph(tuple(nodes.values()), tuple(edges), {})


def _node(node: Node, omitted: int) -> GraphNode:
    return GraphNode(node.id, node.type, label_of(node), dict(node.properties), omitted)


def label_of(node: Node) -> str:
    """What a node is called: the first property of its type's caption that it has, shortened."""
    for name in load_schema().node(node.type).caption:
        value = node.properties.get(name)
        if isinstance(value, str) and value:
            return value if len(value) <= _LABEL_LENGTH else value[: _LABEL_LENGTH - 1] + "…"
    return node.id
