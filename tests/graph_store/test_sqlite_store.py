import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_schema.errors import StoreError, StoreVersionError
from graph_schema.ids import make_id
from graph_schema.schema import load_schema
from graph_schema.tables import GraphTables
from graph_store import sql_queries
from graph_store.sqlite_store import SqliteGraphStore
from graph_store.sqlite_writer import write_graph
from graph_store.whole import tables_of
from tests.graph_store.contract import GraphStoreContract, Opened
from tests.graph_store.sample import tables_for


class TestSqliteStore(GraphStoreContract):
    @pytest.fixture
    def opened(self, tmp_path: Path) -> Iterator[Opened]:
        stores: list[SqliteGraphStore] = []

        def open_tables(tables: GraphTables) -> SqliteGraphStore:
            path = tmp_path / f"graph {len(stores)} %20?#.sqlite"
            write_graph(path, tables)
            stores.append(SqliteGraphStore(path))
            return stores[-1]

        yield open_tables
        for store in stores:
            store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_graph(tmp_path / "graph.sqlite", tables_for(["清江", "白石"]))
    return tmp_path / "graph.sqlite"


def test_the_same_tables_give_the_same_bytes_and_leave_nothing_beside(path: Path) -> None:
    write_graph(path.with_name("again.sqlite"), tables_for(["白石", "清江"]))
    assert path.read_bytes() == path.with_name("again.sqlite").read_bytes()
    assert sorted(file.name for file in path.parent.iterdir()) == ["again.sqlite", "graph.sqlite"]


def test_a_graph_file_is_never_written_over(path: Path) -> None:
    with pytest.raises(StoreError, match="is there already"):
        write_graph(path, GraphTables())


def test_the_open_file_cannot_be_changed(path: Path) -> None:
    store = SqliteGraphStore(path)
    with store._connection() as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM node_task")
    store.close()


def test_what_is_streaming_ends_in_peace_when_the_store_is_closed(path: Path) -> None:
    store = SqliteGraphStore(path)
    units = store.stream_nodes("Unit")
    next(units)
    store.close()
    assert len(list(units)) == 5


def test_closing_calls_back_once(path: Path) -> None:
    calls: list[str] = []
    store = SqliteGraphStore(path, on_close=lambda: calls.append("closed"))
    store.close()
    store.close()
    assert calls == ["closed"]


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no such graph file; run `python -m ingest add`"):
        SqliteGraphStore(tmp_path / "graph.sqlite")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbfplain text" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_graph_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "graph.sqlite").write_bytes(data)
    with pytest.raises(StoreError, match=r"graph\.sqlite: is (not a graph|damaged)"):
        SqliteGraphStore(tmp_path / "graph.sqlite")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as connection:
        connection.execute("CREATE TABLE node_task (id TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="is not a graph file of this program"):
        SqliteGraphStore(tmp_path / "other.sqlite")


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreVersionError, match="format 99, this program reads 1; update the program"):
        SqliteGraphStore(path)


def test_a_file_cut_short_gives_an_error_not_a_shorter_answer(path: Path) -> None:
    whole = tables_of(SqliteGraphStore(path))
    data = path.read_bytes()
    for kept in range(0, len(data), 4096):
        path.write_bytes(data[:kept])
        try:
            store = SqliteGraphStore(path)
            assert tables_of(store) == whole
        except StoreError as error:
            assert "python -m ingest add" in str(error)
        else:
            store.close()


def test_page_after_page_of_rubbish_gives_an_error_or_the_truth_about_what_is_left(path: Path) -> None:
    data = path.read_bytes()
    for page in range(0, len(data), 4096):
        path.write_bytes(data[:page] + b"\xa5" * 4096 + data[page + 4096 :])
        try:
            with SqliteGraphStore(path) as store:
                damaged = tables_of(store).content_hash() != store.snapshot_id
        except StoreError:
            damaged = True
        assert damaged or page >= 4096 * 2  # an index that tables_of does not read


def test_the_views_read_well(path: Path) -> None:
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT unit, role, basis, name_as_written, task_number, task, plan, jurisdiction, quote, document"
        " FROM view_responsibilities WHERE plan LIKE '清江%' ORDER BY role, unit"
    ).fetchall()
    place = ("1", "开展耕地核查", "清江县耕地保护方案", "清江县")
    assert rows == [
        ("清江县农业农村局", "lead", "stated", "县农业农村局", *place, "县农业农村局", "清江.txt"),
        ("各乡镇", "support", "stated", "各乡镇", *place, "各乡镇", "清江.txt"),
        ("清江县财政局", "support", "stated", "县财政局", *place, "县财政局", "清江.txt"),
    ]
    assert connection.execute(
        "SELECT indicator, op, value, unit, year, task, plan, quote FROM view_targets WHERE document = '清江.txt'"
    ).fetchall() == [("核查耕地", ">=", 12.0, "万亩", 2026, "开展耕地核查", "清江县耕地保护方案", "核查耕地12万亩以上")]
    assert connection.execute(
        "SELECT title, leads, supports FROM view_tasks WHERE jurisdiction = '清江县'"
    ).fetchall() == [("开展耕地核查", "清江县农业农村局", "各乡镇、清江县财政局")]
    assert connection.execute(
        "SELECT title, jurisdiction, tasks, document FROM view_plans ORDER BY title"
    ).fetchall() == [
        ("清江县耕地保护方案", "清江县", 1, "清江.txt"),
        ("白石县耕地保护方案", "白石县", 1, "白石.txt"),
    ]
    assert connection.execute(
        "SELECT type, caption FROM view_nodes WHERE id = ?", [make_id("task", "清江", "1")]
    ).fetchall() == [("Task", "开展耕地核查")]
    counts = connection.execute("SELECT count(*), count(DISTINCT id) FROM view_edges").fetchone()
    assert counts == (len(tables_for(["清江", "白石"]).edges),) * 2
    connection.close()


def test_look_ups_use_an_index_and_never_scan(tmp_path: Path) -> None:
    """What keeps fifty tasks out of a million under a millisecond. (A table of one row may well be scanned.)"""
    path = tmp_path / "graph.sqlite"
    tables = tables_for([f"清{n}" for n in range(60)])
    write_graph(path, tables)
    queries = [
        (sql_queries.nodes_by_id(load_schema().node(name), large=False), 1)
        for name in {row.type for row in tables.nodes} - {"Indicator"}
    ]
    for kind in (load_schema().edge(name) for name in {row.type for row in tables.edges}):
        queries += [(sql_queries.edges_from(kind), 1), (sql_queries.edges_to(kind), 1)]
        queries += [(sql_queries.first_edges_from(kind), 2), (sql_queries.first_edges_to(kind), 2)]
        queries += [(sql_queries.degrees(kind, of_sources=side), 1) for side in (True, False)]
        queries += [(sql_queries.edges_between(kind, from_sources=side), 2) for side in (True, False)]
    queries.append((sql_queries.PROVENANCE_OF_SUBJECTS, 1))
    connection = sqlite3.connect(path)
    for query, parameters in queries:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", ["[]"] * parameters).fetchall()
        scanned = [row[3] for row in plan if row[3].startswith("SCAN") and "VIRTUAL TABLE" not in row[3]]
        assert scanned == [], query
    connection.close()
