"""A piece of the graph goes through py2neo into a real server and comes back equal; nothing else there is touched."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import py2neo
import pytest

from graph_schema.errors import MissingDependencyError, SchemaError, StoreError
from graph_schema.ids import edge_id, make_id
from graph_schema.tables import GraphTables
from graph_store.neo4j_server import LocalServer
from graph_store.py2neo_bridge import LABEL, from_py2neo, merge_into, read_from, to_py2neo
from graph_store.server_store import ServerStore
from graph_store.walk import Subgraph, neighbourhood
from search.results import Evidence, GraphEdge, GraphNode, Neighbourhood
from tests.graph_store.sample import documents_for, tables_for

TASK = make_id("task", "清江", "1")


@pytest.fixture
def graph(neo4j_server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Somebody's py2neo graph on the tests' server."""
    monkeypatch.setattr("py2neo.NEO4J_URI", None)  # py2neo takes it from the environment, and knows no neo4j://
    found = py2neo.Graph(neo4j_server.uri.replace("neo4j://", "bolt://"), auth=("neo4j", neo4j_server.password))
    yield found
    found.run(f"MATCH (n) WHERE n:{LABEL} OR n:Mine DETACH DELETE n")
    found.service.connector.close()


@pytest.fixture
def piece(server_store: ServerStore) -> Subgraph:
    """What lies around a task, in a store of ours on the same server."""
    server_store.publish(GraphTables(), documents=[])
    server_store.publish(tables_for(["清江", "白石"]), documents=documents_for(["清江", "白石"]))
    with server_store.open_current().open_graph() as opened:
        return replace(neighbourhood(opened, [TASK], hops=3), omitted={})


def test_a_piece_merged_into_a_graph_is_read_back_equal(graph: Any, piece: Subgraph) -> None:
    assert len(piece.nodes) > 9
    merged = merge_into(graph, piece)
    assert (len(merged.nodes), len(merged.relationships)) == (len(piece.nodes), len(piece.edges))
    assert read_from(graph, [node.id for node in piece.nodes]) == piece


def test_merging_again_changes_nothing_and_a_larger_piece_joins_on(graph: Any, piece: Subgraph) -> None:
    small = Subgraph(piece.nodes[:1], ())
    merge_into(graph, small)
    merge_into(graph, piece)
    merge_into(graph, piece)
    numbers = graph.run(f"MATCH (n:{LABEL}) OPTIONAL MATCH (n)-[e]->() RETURN count(DISTINCT n), count(e)").to_table()
    assert [tuple(row) for row in numbers] == [(len(piece.nodes), len(piece.edges))]


def test_neither_our_store_nor_nodes_of_others_are_met(graph: Any, piece: Subgraph, server_store: ServerStore) -> None:
    graph.run("CREATE (:Mine:Task {id: $id, title: 'mine'})", id=TASK)
    merge_into(graph, piece)
    [[properties, labels]] = graph.run("MATCH (n:Mine) RETURN properties(n), labels(n)").to_table()
    assert properties == {"id": TASK, "title": "mine"}
    assert sorted(labels) == ["Mine", "Task"]
    assert server_store.open_current().check() == []


def test_a_subgraph_alone_keeps_types_lists_and_numbers(piece: Subgraph) -> None:
    subgraph = to_py2neo(piece)
    back = from_py2neo(subgraph)
    assert back.edges == piece.edges
    assert {node.id: node for node in back.nodes} == {node.id: node for node in piece.nodes}
    task = next(node for node in subgraph.nodes if node["id"] == TASK)
    assert set(task.labels) == {LABEL, "Task"}
    assert to_py2neo(Subgraph()) == py2neo.Subgraph()


def test_an_answers_neighbourhood_brings_its_evidence(graph: Any) -> None:
    said = Evidence("plans/清江.txt", "document-1", (3, 8), "县农业农村局", 2)
    nodes = (
        GraphNode("unit-1", "Unit", "局", {"name": "局", "names": ("甲", "乙")}),
        GraphNode("task-1", "Task", "事"),
    )
    edge = GraphEdge("unit-1", "task-1", "LEADS", {"basis": "stated"}, (said,))
    answer = Neighbourhood(nodes, (edge,))
    merge_into(graph, answer)
    [[found]] = graph.run(f"MATCH (:{LABEL} {{id: 'unit-1'}})-[e:LEADS]->() RETURN properties(e)").to_table()
    assert found == {
        "id": edge_id("LEADS", "unit-1", "task-1"), "basis": "stated", "evidence_document": ["document-1"],
        "evidence_start": [3], "evidence_end": [8], "evidence_page": [2], "evidence_quote": ["县农业农村局"],
    }  # fmt: skip
    assert read_from(graph, ["unit-1"]).nodes[0].properties == {"name": "局", "names": ("甲", "乙")}


def test_an_edge_that_leads_out_of_the_piece_is_refused(piece: Subgraph) -> None:
    with pytest.raises(SchemaError, match="has an end outside the piece"):
        to_py2neo(replace(piece, nodes=piece.nodes[:1]))


@dataclass(frozen=True)
class Service:
    uri: str = "bolt://nowhere:7687"


@dataclass(frozen=True)
class BrokenGraph:
    """A graph whose server has gone, as py2neo behaves then."""

    service: Service = Service()

    def run(self, *_: object, **__: object) -> None:
        raise ConnectionError("connection\nlost")


def test_what_py2neo_raises_is_one_line_of_ours(piece: Subgraph) -> None:
    with pytest.raises(StoreError, match="bolt://nowhere:7687: py2neo could not do it \\(connection lost\\)"):
        merge_into(BrokenGraph(), piece)


def test_without_py2neo_it_says_what_to_install(piece: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)
    with pytest.raises(MissingDependencyError, match="pip install py2neo"):
        to_py2neo(piece)
