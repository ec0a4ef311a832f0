"""Somebody's own SQL over the embedded store: it reads, in bounded time and space, and can do nothing else.

Three locks: the file is opened read-only, the connection is set to query_only, and SQLite asks `_Guard` before it
compiles anything, so that neither another file nor a temporary table can come into being. Knows no tables.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from graph_schema.errors import InputError, StoreError
from graph_store.neo4j_address import is_address
from graph_store.query_table import DEFAULT_ROWS, DEFAULT_SECONDS, QueryTable, table_of
from graph_store.snapshot import GRAPH
from graph_store.snapshots import SnapshotStore

_STEPS_BETWEEN_LOOKS = 10_000
_LONGEST_VALUE = 64 * 1024 * 1024
_READING = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)  # fmt: skip
_TELLING = frozenset({"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list"})
_CALLED = {
    sqlite3.SQLITE_INSERT: "INSERT",
    sqlite3.SQLITE_UPDATE: "UPDATE",
    sqlite3.SQLITE_DELETE: "DELETE",
    sqlite3.SQLITE_ATTACH: "ATTACH",
    sqlite3.SQLITE_DETACH: "DETACH",
    sqlite3.SQLITE_PRAGMA: "PRAGMA",
    sqlite3.SQLITE_TRANSACTION: "a transaction",
    sqlite3.SQLITE_SAVEPOINT: "a savepoint",
    sqlite3.SQLITE_ANALYZE: "ANALYZE",
    sqlite3.SQLITE_REINDEX: "REINDEX",
    sqlite3.SQLITE_ALTER_TABLE: "ALTER",
}
# A table of values that comes with SQLite is declared at its first use, and that looks like CREATE to the guard.
_TABLES_OF_VALUES = ("json_each('[]')", "json_tree('[]')", *(f"pragma_{name}" for name in sorted(_TELLING)))
_TABLES = "`python -m graph_schema --sql` prints the tables and views"


class _Guard:
    """Says to SQLite what a query may do, and ends it when its time is over."""

    def __init__(self, seconds: float) -> None:
        self.refused: str | None = None
        self.late = False
        self._deadline = time.monotonic() + seconds

    def allows(self, action: int, first: str | None, *_: object) -> int:
        if action in _READING or (action == sqlite3.SQLITE_PRAGMA and first in _TELLING):
            return sqlite3.SQLITE_OK
        if self.refused is None:
            self.refused = _CALLED.get(action, "CREATE or DROP")
        return sqlite3.SQLITE_DENY

    def is_over(self) -> bool:
        self.late = self.late or time.monotonic() >= self._deadline
        return self.late


def run_sql(
    location: str | Path, query: str, *, limit: int = DEFAULT_ROWS, seconds: float = DEFAULT_SECONDS
) -> QueryTable:
    """The first `limit` rows of one SELECT over the graph in force in the store at `location`.

    Raises InputError for a store on a server, a query that would write, is no SQL, or takes longer than `seconds`;
    StoreError for a store that is missing or damaged.
    """
    if is_address(location):
        raise InputError(f"--sql asks a store in a folder; {location} is a Neo4j server: ask it with --cypher")
    with SnapshotStore(Path(location)).open_current() as snapshot:
        path = snapshot.folder / GRAPH
        snapshot.open_graph().close()  # says what is wrong with a file that is none of ours
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            guard = _guarded(connection, seconds)
            try:
                found = connection.execute(query)
                rows = found.fetchmany(limit + 1)
            except (sqlite3.Error, sqlite3.Warning, ValueError) as exc:
                raise _explained(exc, guard, path, seconds) from exc
            if found.description is None:
                raise InputError(f"the SQL gives no table; begin it with SELECT or WITH ({_TABLES})")
            names = [column[0] for column in found.description]
            return table_of(names, rows, limit=limit, snapshot=snapshot.id)


def _guarded(connection: sqlite3.Connection, seconds: float) -> _Guard:
    for name in _TABLES_OF_VALUES:
        connection.execute(f"SELECT 1 FROM {name} LIMIT 0")
    guard = _Guard(seconds)
    connection.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(guard.allows)
    connection.set_progress_handler(guard.is_over, _STEPS_BETWEEN_LOOKS)
    return guard


def _explained(exc: Exception, guard: _Guard, path: Path, seconds: float) -> InputError | StoreError:
    if guard.refused is not None:
        return InputError(f"the SQL would do {guard.refused}, and --sql only reads: use SELECT ({_TABLES})")
    if guard.late:
        return InputError(f"the SQL did not finish within {seconds:g} s; narrow it, or give it more with --seconds")
    if getattr(exc, "sqlite_errorname", "") in ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR"):
        return StoreError(f"{path}: is damaged or cannot be read ({exc}); run `python -m ingest check`")
    return InputError(f"the SQL cannot be run ({exc}); {_TABLES}")
