"""The Cypher script, run on a real Neo4j server, rebuilds the same nodes and edges, and runs nothing else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import neo4j
import pytest

import export
from graph_schema.tables import GraphTables
from graph_store.neo4j_server import LocalServer
from graph_store.server_store import ServerStore
from graph_store.sqlite_store import SqliteGraphStore
from tests.export.reading import SCHEMA, Content, expected
from tests.export.test_choose import QINGJIANG_TASK
from tests.graph_store.test_neo4j_store import put
from tests.neo4j_server import Address

_OWN = "MATCH (n:PlanGraphExport)"


@pytest.fixture
def session(neo4j_server: LocalServer) -> Iterator[Any]:
    with (
        neo4j.GraphDatabase.driver(neo4j_server.uri, auth=("neo4j", neo4j_server.password)) as driver,
        driver.session() as session,
    ):
        yield session
        session.run(f"{_OWN} DETACH DELETE n").consume()


def statements(path: Path) -> Iterator[str]:
    """As cypher-shell takes them: each ends with a semicolon at the end of a line; texts hold no line breaks."""
    held: list[str] = []
    for line in path.read_bytes().decode().split("\n"):
        held.append(line)
        if line.endswith(";") and not line.startswith("//"):
            yield "\n".join(held)
            held = []
    assert held == [""]


def run_script(session: Any, path: Path) -> None:
    for statement in statements(path):
        session.run(statement).consume()


def read_server(session: Any) -> Content:
    content = Content()
    for labels, held in session.run(f"{_OWN} RETURN labels(n), properties(n)").values():
        (type,) = set(labels) - {"PlanGraphExport"}
        content.nodes[held["id"]] = (type, _without_evidence(content, held, SCHEMA.node(type).properties))
    query = "MATCH (a:PlanGraphExport)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)"
    for type, source, target, held in session.run(query).values():
        properties = _without_evidence(content, held, SCHEMA.edge(type).properties)
        content.edges[held["id"]] = (type, source, target, properties)
    return content


def _without_evidence(content: Content, held: dict[str, Any], known: Any) -> dict[str, Any]:
    parts = [held.get(f"evidence_{part}", []) for part in ("document", "start", "end", "quote", "page")]
    for document, start, end, quote, page in zip(*parts, strict=True):
        content.evidence[held["id"]].append((document, start, end, quote, page or None))
    values = {name: value for name, value in held.items() if name in known}
    assert set(held) - set(values) <= {"id", *(name for name in held if name.startswith("evidence_"))}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def test_the_script_rebuilds_the_graph_however_often_it_runs(
    session: Any, store: SqliteGraphStore, tables: GraphTables, tmp_path: Path
) -> None:
    path = tmp_path / "graph.cypher"
    export.write(export.select_all(store), "cypher", path)
    wanted = expected(tables)
    for _ in range(2):
        run_script(session, path)
        found = read_server(session)
        assert found.nodes == wanted.nodes
        assert found.edges == wanted.edges
        assert {key: sorted(rows) for key, rows in found.evidence.items()} == {
            key: sorted(rows) for key, rows in wanted.evidence.items()
        }


def test_the_script_leaves_other_nodes_of_the_same_id_alone(
    session: Any, store: SqliteGraphStore, tmp_path: Path
) -> None:
    mine = {"id": QINGJIANG_TASK, "name": "mine"}
    session.run("CREATE (n:Bystander:Task) SET n = $mine", mine=mine).consume()
    path = tmp_path / "graph.cypher"
    export.write(export.select_plan(store, "清江"), "cypher", path)
    try:
        run_script(session, path)
        assert session.run("MATCH (n:Bystander) RETURN properties(n), count {(n)--()}").values() == [[mine, 0]]
    finally:
        session.run("MATCH (n:Bystander) DETACH DELETE n").consume()


def test_a_question_does_not_get_out_of_its_comment(session: Any, store: SqliteGraphStore, tmp_path: Path) -> None:
    question = "谁牵头\\u000aCREATE (:Intruder); //\\u000d\\\\u000aCREATE (:Intruder) //\nCREATE (:Intruder); //\u2028CREATE (:Intruder);"
    answer = {"question": question, "status": "answered", "tasks": [{"id": QINGJIANG_TASK}]}
    export.write(export.select_answer(store, answer), "cypher", tmp_path / "graph.cypher")
    run_script(session, tmp_path / "graph.cypher")
    assert session.run("MATCH (n:Intruder) RETURN count(n)").values() == [[0]]
    assert read_server(session).nodes.keys() >= {QINGJIANG_TASK}


def test_a_store_on_a_server_gives_the_same_files(
    new_address: Address, store: SqliteGraphStore, tables: GraphTables
) -> None:
    server = ServerStore(new_address())
    put(server, tables)
    try:
        with closing(server.open_current().open_graph()) as graph:
            for format in ("jsonl", "graphml"):
                assert export.to_bytes(export.select_all(graph), format) == export.to_bytes(
                    export.select_all(store), format
                )
                there, here = export.select_plan(graph, "清江"), export.select_plan(store, "清江")
                assert export.to_bytes(there, format) == export.to_bytes(here, format)
    finally:
        server.close()
