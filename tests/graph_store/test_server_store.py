"""Publishing to a real Neo4j server: differences only, readers on one version, crashes repaired, others' data intact."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph_schema.errors import SchemaError, StoreError, StoreVersionError
from graph_schema.ids import make_id
from graph_schema.tables import Edge, GraphTables, Node
from graph_store.cypher_queries import Labels
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_connection import Connection
from graph_store.neo4j_state import read_state
from graph_store.neo4j_writer import Writer
from graph_store.server_store import ServerStore
from graph_store.whole import tables_of
from tests.graph_store.sample import documents_for, tables_for
from tests.graph_store.server_data import dump, run, searchable
from tests.neo4j_server import Address

PLACES = ("清江", "白石", "云岭")


@pytest.fixture
def store(server_store: ServerStore) -> Iterator[ServerStore]:
    """The shared store, emptied by a publication of nothing."""
    server_store.publish(GraphTables(), documents=[])
    yield server_store


def publish(store: ServerStore, places: tuple[str, ...]) -> bool:
    tables = tables_for(places)
    return store.publish(tables, documents=documents_for(places), searchable=searchable(tables)).written


def held(store: ServerStore) -> GraphTables:
    with store.open_current().open_graph() as graph:
        return tables_of(graph)


def test_a_second_publication_writes_nothing(store: ServerStore) -> None:
    assert publish(store, PLACES)
    before = dump(store.connection)
    assert not publish(store, PLACES)
    assert dump(store.connection) == before


def test_differences_in_turn_give_what_a_build_from_nothing_gives(store: ServerStore) -> None:
    for places in (("清江",), ("清江", "白石", "云岭"), ("云岭",), ("白石", "云岭"), ()):
        publish(store, places)
        assert held(store) == tables_for(places)
        assert store.open_current().check() == []
    with store.open_current().open_graph() as graph:
        for label in (graph.labels.node, graph.labels.said, graph.labels.staged, graph.labels.removed):
            assert run(store.connection, f"MATCH (n:{label}) RETURN count(n)") == [[0]]


def test_nothing_that_stays_is_written_again(store: ServerStore) -> None:
    publish(store, ("清江",))
    before = set(dump(store.connection)[0])
    publish(store, ("清江", "白石"))
    after = set(dump(store.connection)[0])
    changed = {text for text in before - after if "PlanGraphStore" not in text}
    assert changed == set()


def changed_graph() -> GraphTables:
    """The graph of one place with other properties: some more, some other, some gone."""
    tables = tables_for(["清江"])
    town = make_id("jurisdiction", "东川市")
    nodes = [
        Node(node.id, node.type, {"name": "东川市", "level": "city", "name_en": "Dongchuan"})
        if node.id == town
        else node
        for node in tables.nodes
    ]
    edges = [
        Edge(edge.type, edge.source, edge.target, {"basis": "declared"}) if edge.type == "LEADS" else edge
        for edge in tables.edges
    ]
    return GraphTables.of(nodes, edges, tables.provenance)


def test_changed_properties_take_the_place_of_the_old_ones(store: ServerStore) -> None:
    publish(store, ("清江",))
    elements = {text.split(",")[0] for text in dump(store.connection)[0]}
    store.publish(changed_graph(), documents=documents_for(["清江"]))
    assert held(store) == changed_graph()
    assert {text.split(",")[0] for text in dump(store.connection)[0]} == elements
    assert not any("_next" in text for part in dump(store.connection) for text in part)


def test_readers_see_one_version_or_the_next_and_never_half(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_store.neo4j_writer.ROWS_A_TRANSACTION", 3)
    publish(store, ("清江",))
    published = {tables_for(places).content_hash() for places in (("清江",), ("清江", "白石"), ("白石",))}
    done = threading.Event()
    seen: list[str] = []
    turned_away: list[str] = []

    def read() -> None:
        while not done.is_set():
            try:
                with store.open_current().open_graph() as graph:
                    content = tables_of(graph).content_hash()
                    assert content == graph.snapshot_id
                    seen.append(content)
            except StoreError as exc:
                turned_away.append(str(exc))

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for places in (("清江", "白石"), ("白石",), ("清江",), ("清江", "白石"), ("清江",)):
            publish(store, places)
        done.set()
        for reader in readers:
            reader.result()
    assert len(seen) > 5
    assert set(seen) <= published
    assert all("brought up to date meanwhile; ask again" in text for text in turned_away)


def test_a_reader_of_an_older_version_is_told_to_ask_again(store: ServerStore) -> None:
    publish(store, ("清江",))
    graph = store.open_current().open_graph()
    publish(store, ("白石",))
    with pytest.raises(StoreError, match="was brought up to date meanwhile; ask again"):
        graph.nodes([make_id("task", "清江", "1")])


class ClientDied(BaseException):
    """Stands for the end of the writing process: nothing of ours catches it."""


def died(store: ServerStore, places: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, *, after: int) -> bool:
    """Publish by small transactions with a writer that dies when `after` are sent; whether it did."""
    write, sent = Connection.write, 0

    def dying(self: Connection, steps: object) -> object:
        nonlocal sent
        sent += 1
        if sent > after:
            raise ClientDied
        return write(self, steps)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "write", dying)
        patch.setattr("graph_store.neo4j_writer.ROWS_A_TRANSACTION", 8)
        try:
            publish(store, places)
        except ClientDied:
            return True
    return False


def test_a_writer_that_dies_at_any_transaction_is_repaired_by_the_next_run(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, other = ("清江",), ("清江", "白石")
    publish(store, now)
    for step in range(1, 100):
        if not died(store, other, monkeypatch, after=step):
            break
        assert held(store) in (tables_for(now), tables_for(other))
        if step % 2:  # the next run wants the same, or what was there before
            now, other = other, now
        publish(store, now)
        assert held(store) == tables_for(now)
        assert store.open_current().check() == []
    assert step > 10


def test_a_first_publication_that_dies_leaves_no_store_and_the_next_run_makes_it(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = Labels(store.address.name)
    wipe = f"""MATCH (n) WHERE n:{label.node} OR n:{label.said} OR (n:PlanGraphStore AND n.name = $name)
    DETACH DELETE n"""
    for step in range(1, 100, 3):
        run(store.connection, wipe, name=store.address.name)
        if not died(store, ("白石",), monkeypatch, after=step):
            break
        if read_state(store.connection).version == 0:
            with pytest.raises(StoreError, match="holds no store yet"):
                store.open_current()
        publish(store, ("清江",))
        assert held(store) == tables_for(["清江"])
        assert store.open_current().check() == []
    assert step > 6


def test_a_writer_that_was_overtaken_can_write_nothing_more(store: ServerStore) -> None:
    slow = Writer(store.connection)
    slow.take_over()
    publish(store, ("清江",))
    tables = tables_for(["白石"])
    state = read_state(store.connection)
    before = dump(store.connection)
    with pytest.raises(StoreError, match="another process has taken over writing this store"):
        slow.stage(state, slow.plan(state, tables, None), None)
    assert dump(store.connection) == before


def test_a_second_writer_waits_and_then_says_so(store: ServerStore, new_address: Address) -> None:
    address = replace(new_address(), name=store.address.name)
    busy = pytest.raises(StoreError, match="another process is writing to this store; run again when it is done")
    with ServerStore(address) as other, store.writing(), busy, other.writing(wait=0.0):
        pass
    with ServerStore(address) as other, other.writing(wait=0.0):
        pass


def test_a_graph_that_breaks_its_schema_is_refused_before_anything_is_written(store: ServerStore) -> None:
    before = dump(store.connection)
    with pytest.raises(SchemaError, match="breaks its schema"):
        store.publish(GraphTables.of([Node("task-1", "Task", {})], [], []), documents=[])
    assert dump(store.connection) == before


def test_where_documents_lie_changes_without_a_new_version(store: ServerStore) -> None:
    publish(store, ("清江",))
    version = read_state(store.connection).version
    moved = [DocumentRecord(make_id("document", "清江"), "elsewhere/清江.txt", 10, 1)]
    tables = tables_for(["清江"])
    assert store.publish(tables, documents=moved, searchable=searchable(tables)).written
    assert read_state(store.connection).version == version
    assert store.open_current().documents == tuple(moved)


def test_stores_of_one_database_stay_apart(store: ServerStore, new_address: Address) -> None:
    publish(store, ("清江",))
    with ServerStore(new_address()) as other:
        publish(other, ("白石",))
        assert held(store) == tables_for(["清江"])
        assert held(other) == tables_for(["白石"])
        other.publish(GraphTables(), documents=[])
        assert held(store) == tables_for(["清江"])
        assert store.open_current().check() == []


FOREIGN = """CREATE (t:Task:Note {id: $task, text: 'mine'}), (m:Note {text: 'on a task'}), (p:PlanGraphs {id: $task})
WITH t, m MATCH (ours:%s {id: $task}), (unit:%s {id: $unit})
CREATE (m)-[:ON {since: 1}]->(ours), (unit)-[:LEADS {basis: 'mine'}]->(t), (m)-[:LEADS]->(ours)
SET ours.remark = 'keep me'"""
_THEIRS = (
    "MATCH (n:Note) RETURN labels(n), properties(n) ORDER BY n.text",
    "MATCH (n:PlanGraphs) RETURN labels(n), properties(n)",
    "MATCH (m:Note)-[e]->(x) RETURN type(e), properties(e), x.remark ORDER BY type(e)",
    "MATCH ()-[e:LEADS {basis: 'mine'}]->() RETURN properties(e)",
)


def test_data_of_others_are_neither_read_nor_touched(store: ServerStore) -> None:
    publish(store, ("清江",))
    task, unit = make_id("task", "清江", "1"), make_id("unit", "清江", "县农业农村局")
    node = Labels(store.address.name).node
    run(store.connection, FOREIGN % (node, node), task=task, unit=unit)

    def theirs() -> list[list[object]]:
        return [store.connection.rows(query) for query in _THEIRS]  # type: ignore[misc]

    before = theirs()
    assert len(before[0]) == 2
    assert len(before[2]) == 2
    try:
        assert held(store) == tables_for(["清江"])
        store.publish(changed_graph(), documents=documents_for(["清江"]))
        assert held(store) == changed_graph()
        assert theirs() == before
        publish(store, ("白石",))  # our task and unit go, though others have joined something to them
        assert theirs() == before
        assert held(store) == tables_for(["白石"])
        assert store.open_current().check() == []
        publish(store, ("清江",))
        assert theirs() == before
        assert held(store) == tables_for(["清江"])
    finally:
        run(store.connection, "MATCH (n) WHERE n:Note OR n:PlanGraphs OR $label IN labels(n) DETACH DELETE n",
            label=Labels(store.address.name).removed)  # fmt: skip


def test_what_somebody_deleted_is_put_back_by_the_next_publication(store: ServerStore) -> None:
    publish(store, ("清江",))
    run(store.connection, f"MATCH (n:{Labels(store.address.name).node}:Unit) DETACH DELETE n")
    assert store.open_current().check() != []
    publish(store, ("清江",))
    assert store.open_current().check() == []


def test_a_store_of_a_newer_program_is_not_touched(store: ServerStore) -> None:
    publish(store, ("清江",))
    set_format = "MATCH (s:PlanGraphStore {name: $name}) SET s.format = $format"
    run(store.connection, set_format, name=store.address.name, format=99)
    try:
        before = dump(store.connection)
        with pytest.raises(
            StoreVersionError, match="is written in format 99, this program reads 1; update the program"
        ):
            store.open_current()
        with pytest.raises(StoreVersionError):
            publish(store, ("白石",))
        assert dump(store.connection) == before
    finally:
        run(store.connection, set_format, name=store.address.name, format=1)


def test_a_damaged_state_is_named(store: ServerStore) -> None:
    publish(store, ("清江",))
    set_counts = "MATCH (s:PlanGraphStore {name: $name}) WITH s, s.counts AS old SET s.counts = $counts RETURN old"
    [[old]] = run(store.connection, set_counts, name=store.address.name, counts="{]")
    with pytest.raises(StoreError, match="what the store says of itself is damaged"):
        store.open_current()
    run(store.connection, set_counts, name=store.address.name, counts=old)


def test_a_store_that_is_not_there_says_how_to_make_it(store: ServerStore, new_address: Address) -> None:
    publish(store, ("清江",))
    with (
        ServerStore(new_address()) as other,
        pytest.raises(StoreError, match=r"holds no store yet \(the database holds"),
    ):
        other.open_current()
