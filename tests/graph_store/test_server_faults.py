"""What goes wrong with a server is one clear line, and no password is in it."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.errors import InputError, MissingDependencyError, StoreError
from graph_schema.ids import make_id
from graph_schema.tables import Edge, GraphTables, Node
from graph_store import neo4j_connection
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_address import ServerAddress, is_address, parse_address
from graph_store.neo4j_connection import Connection, require_version
from graph_store.neo4j_server import LocalServer
from graph_store.neo4j_server.parts import class_path, find_java
from graph_store.opening import open_store
from graph_store.server_store import ServerStore
from graph_store.whole import tables_of
from tests.graph_store.sample import documents_for, tables_for
from tests.graph_store.server_data import run, searchable
from tests.neo4j_server import Address

SECRET = "hunter2-and-more"


@pytest.fixture
def address(new_address: Address) -> ServerAddress:
    return new_address()


def test_an_address_is_taken_apart_and_the_rest_comes_from_the_environment() -> None:
    given = {"NEO4J_USERNAME": "reader", "NEO4J_PASSWORD": SECRET, "NEO4J_DATABASE": "plans"}
    found = parse_address("neo4j+s://example.org/north", environment=given)
    assert found == ServerAddress("neo4j+s://example.org:7687", "north", "plans", "reader", SECRET)
    assert parse_address("bolt://[::1]:7000", environment={}).uri == "bolt://[::1]:7000"
    assert parse_address(Path("neo4j://localhost:7688"), environment={}).uri == "neo4j://localhost:7688"
    assert SECRET not in f"{found} {found!r}"


def test_a_folder_is_no_address() -> None:
    assert not any(is_address(text) for text in (".store", "C:store", "/srv/plans", "a:b", Path("x") / "y"))
    assert is_address("neo4j://localhost")
    assert is_address(Path("bolt+s://localhost"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("http://localhost:7474", "cannot be at a http:// address; name a folder, or one of neo4j"),
        (f"neo4j://neo4j:{SECRET}@localhost", "give them as NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("neo4j://localhost:port", "has no proper port"),
        ("neo4j://", "is not whole; write neo4j://host:7687"),
        ("neo4j://localhost/a-b", "letters, digits and _"),
        ("neo4j://localhost/a/b", "letters, digits and _"),
        ("neo4j://localhost?policy=x", "is not whole"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse_address(text, environment={})
    assert SECRET not in str(caught.value)


def test_a_wrong_password_says_which_variables_to_set(address: ServerAddress, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreError, match="refuses the user neo4j with this password; set NEO4J_USERNAME") as caught:
        Connection(replace(address, password=SECRET))
    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value) + caplog.text


def test_a_wrong_database_is_named(address: ServerAddress) -> None:
    with pytest.raises(StoreError, match="has no database nowhere; set NEO4J_DATABASE to one that it has"):
        Connection(replace(address, database="nowhere"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_is_not_there_is_named(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    uri = f"{scheme}://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=f"{uri}: the server does not answer; see that it runs") as caught:
        open_store(uri)
    assert SECRET not in str(caught.value)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []

        def accept() -> None:
            try:
                while True:
                    taken.append(server.accept()[0])
            except OSError:
                return

        listener = threading.Thread(target=accept, daemon=True)
        listener.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
        listener.join()
        for connection in taken:
            connection.close()


@pytest.fixture
def short_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """For servers that will not answer however long one waits."""
    monkeypatch.setattr(neo4j_connection, "_GRACE_SECONDS", 1.0)


@pytest.mark.usefixtures("short_grace")
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_never_answers_is_given_up(silent_port: int, scheme: str) -> None:
    address = ServerAddress(f"{scheme}://127.0.0.1:{silent_port}", user="neo4j", password=SECRET)
    with pytest.raises(StoreError, match=r"does not answer|did not answer within 1 s"):
        Connection(address, seconds=1.0)


def test_a_query_that_takes_too_long_is_ended_and_the_time_named(address: ServerAddress) -> None:
    connection = Connection(address, seconds=2.0)
    with pytest.raises(StoreError, match="did not finish a query within 2 s; see whether it is overloaded"):
        connection.rows("UNWIND range(1, 100000000000) AS n RETURN max(n)")
    assert connection.rows("RETURN 1") == [[1]]
    connection.close()


@pytest.fixture(scope="module")
def own_server() -> Iterator[LocalServer]:
    """A server that no other module uses: it is frozen, killed, and holds what would disturb others."""
    with LocalServer(memory="512m", java_options=["-XX:TieredStopAtLevel=1"]) as server:
        yield server


@pytest.fixture
def own_address(own_server: LocalServer) -> ServerAddress:
    """A store on it; the database is empty."""
    address = ServerAddress(own_server.uri, "default", "neo4j", "neo4j", own_server.password)
    with ServerStore(address) as store:
        run(store.connection, "MATCH (n) DETACH DELETE n")
    return address


@pytest.mark.usefixtures("short_grace")
def test_a_server_that_freezes_is_given_up(own_server: LocalServer, own_address: ServerAddress) -> None:
    connection = Connection(own_address, seconds=2.0)
    os.kill(own_server.pid, signal.SIGSTOP)
    try:
        with pytest.raises(StoreError, match="did not answer within 2 s"):
            connection.rows("RETURN 1")
    finally:
        os.kill(own_server.pid, signal.SIGCONT)
    connection.close()


@pytest.mark.usefixtures("short_grace")
def test_a_users_query_that_a_frozen_server_leaves_unanswered_did_not_finish(
    own_server: LocalServer, own_address: ServerAddress
) -> None:
    with closing(Connection(own_address)) as connection:
        try:
            with (
                pytest.raises(InputError, match="the Cypher did not finish within 1 s; narrow it"),
                connection.read_only(seconds=1.0) as transaction,
            ):
                os.kill(own_server.pid, signal.SIGSTOP)
                transaction.run("RETURN 1").consume()
        finally:
            os.kill(own_server.pid, signal.SIGCONT)


def test_a_constraint_of_others_that_ours_break_is_named_and_nothing_is_lost(own_address: ServerAddress) -> None:
    task = make_id("task", "白石", "1")
    before, after = tables_for(["清江"]), tables_for(["清江", "白石"])
    with ServerStore(own_address) as store:
        store.publish(before, documents=documents())
        run(store.connection, "CREATE (t:Task {id: $task, text: 'mine'})", task=task)
        store.connection.schema("CREATE CONSTRAINT theirs FOR (t:Task) REQUIRE t.id IS UNIQUE")
        try:
            with pytest.raises(
                StoreError, match=r"holds data of somebody else that ours clash with .*task-.*NEO4J_DATABASE"
            ):
                store.publish(after, documents=documents_for(["清江", "白石"]))
            with store.open_current().open_graph() as graph:
                assert tables_of(graph) == before
            assert store.connection.rows("MATCH (t:Task {id: $task}) RETURN t.text", task=task) == [["mine"]]
        finally:
            store.connection.schema("DROP CONSTRAINT theirs")
        run(store.connection, "MATCH (t:Task {text: 'mine'}) DELETE t")
        assert store.publish(after, documents=documents_for(["清江", "白石"])).written
        assert store.open_current().check() == []


@pytest.mark.parametrize("version", ["4.4.38", "5.12.0", "5", "unknown"])
def test_an_older_server_is_refused_with_what_is_missing(version: str) -> None:
    with pytest.raises(
        StoreError, match=f"is Neo4j {version}; the vector index needs 5.13 or newer: update the server"
    ):
        require_version(version, "neo4j://host:7687")


@pytest.mark.parametrize("version", ["5.13.0", "5.26.30", "5.27-aura", "2025.10.1", "2026.01.0"])
def test_newer_servers_are_taken(version: str) -> None:
    assert require_version(version, "neo4j://host:7687") >= (5, 13)


def wide_graph(tasks: int) -> GraphTables:
    """The sample graph with many more places, so that writing it takes a while."""
    tables = tables_for(["清江"])
    above = next(node.id for node in tables.nodes if node.properties.get("name") == "东川市")
    towns = [
        Node(f"jurisdiction-{number:05}", "Jurisdiction", {"name": f"第{number}镇", "level": "town"})
        for number in range(tasks)
    ]
    edges = [Edge("PART_OF", town.id, above) for town in towns]
    return GraphTables.of([*tables.nodes, *towns], [*tables.edges, *edges], tables.provenance)


def documents() -> list[DocumentRecord]:
    return documents_for(["清江"])


def test_a_server_killed_in_the_middle_is_complete_after_the_next_run(
    own_server: LocalServer, own_address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """kill -9 in the middle of a publication, start again on the same data, run again."""
    monkeypatch.setattr("graph_store.neo4j_writer.ROWS_A_TRANSACTION", 100)
    tables = wide_graph(1_000)
    with ServerStore(own_address, seconds=20.0) as store:
        store.publish(tables_for(["清江"]), documents=documents())
        sent = 0
        write = Connection.write

        def counted(self: Connection, steps: object) -> object:
            nonlocal sent
            sent += 1
            if sent == 15:  # nodes are there, edges are coming
                own_server.kill()
            return write(self, steps)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(Connection, "write", counted)
            with pytest.raises(StoreError, match="the server does not answer; see that it runs"):
                store.publish(tables, documents=documents(), searchable=searchable(tables))
    own_server.start()
    with ServerStore(own_address) as store:
        with store.open_current().open_graph() as graph:
            assert tables_of(graph) == tables_for(["清江"])
        assert store.publish(tables, documents=documents(), searchable=searchable(tables)).written
        assert store.open_current().check() == []
        assert not store.publish(tables, documents=documents(), searchable=searchable(tables)).written


def test_without_java_or_maven_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(
        MissingDependencyError, match=r"needs Java 17, and there is none on the PATH: install a Java 17"
    ):
        find_java()
    with pytest.raises(MissingDependencyError, match="needs Maven to fetch its parts, and mvn is not there"):
        class_path(cache=tmp_path / "cache")


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.2"])
def test_an_older_java_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MissingDependencyError, match=f"needs Java 17 or newer, found {version.split('.')[0]}: install"):
        find_java()


def test_a_port_in_use_is_said(neo4j_server: LocalServer, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=f"port {neo4j_server.port} of this machine is in use; choose another"):
        LocalServer(tmp_path / "data", port=neo4j_server.port, memory="512m")


def test_a_folder_in_use_is_said(neo4j_server: LocalServer) -> None:
    with pytest.raises(StoreError, match="another server uses these data; stop it"):
        LocalServer(neo4j_server.folder, memory="512m")
