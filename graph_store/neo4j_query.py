"""Somebody's own Cypher over a store on a Neo4j server: it reads, in bounded time, and can do nothing else.

Two locks: the server is asked what the query would do before it is run (EXPLAIN), and it runs in a transaction in
which the server refuses to write. It sees the whole database, as its author does elsewhere.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graph_schema.errors import InputError, StoreError
from graph_store.neo4j_address import is_address, parse_address
from graph_store.neo4j_state import ServerState, read_state
from graph_store.query_table import DEFAULT_ROWS, DEFAULT_SECONDS, QueryTable, table_of
from graph_store.server_store import ServerStore

_BEYOND_THE_GRAPH = frozenset({"LoadCSV", "TerminateTransactions"})
_NO_DEEDS = frozenset({"ProduceResults", "EmptyResult", "EmptyRow", "Argument", "AllNodesScan", "NodeByLabelScan"})
_OURS = "PlanGraph"


def run_cypher(
    location: object, query: str, *, limit: int = DEFAULT_ROWS, seconds: float = DEFAULT_SECONDS
) -> QueryTable:
    """The first `limit` rows of one query over the database of the store at `location`.

    Raises InputError for a store in a folder, a query that would write or is no Cypher; StoreError when the server
    is away, did not finish within `seconds`, or the store was brought up to date meanwhile.
    """
    if not is_address(location):
        raise InputError(f"--cypher asks a Neo4j server; {location} is a folder: ask it with --sql")
    with ServerStore(parse_address(location)) as store:
        state = store.open_current().state
        _require_settled(store, state, state)
        with store.connection.read_only(seconds=seconds) as transaction:
            _require_reading(transaction.run(f"EXPLAIN\n{query}").consume())
            result = transaction.run(query)
            columns = list(result.keys())
            rows = [[_plain(value) for value in record.values()] for record in result.fetch(limit + 1)]
        _require_settled(store, state, read_state(store.connection))
        return table_of(columns, rows, limit=limit, snapshot=state.snapshot)


def _require_settled(store: ServerStore, before: ServerState, after: ServerState) -> None:
    """A query that knows nothing of versions may only run while there is one."""
    if after.pending is not None:
        raise StoreError(
            f"{store.address}: the store is being brought up to date; ask again when that is done "
            "(if a run was stopped in the middle, run `python -m ingest add` again)"
        )
    if after.version != before.version:
        raise StoreError(f"{store.address}: the store was brought up to date meanwhile; ask again")


def _require_reading(summary: Any) -> None:
    operators = {operator.split("@")[0] for operator in _operators(summary.plan or {})}
    if summary.query_type != "r" or operators & _BEYOND_THE_GRAPH:
        deeds = ", ".join(sorted(operators & _BEYOND_THE_GRAPH or operators - _NO_DEEDS))
        raise InputError(f"the Cypher would do more than read ({deeds}), and --cypher only reads: use MATCH ... RETURN")


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    if "operatorType" in plan:
        yield str(plan["operatorType"])
    for child in plan.get("children", ()):
        yield from _operators(child)


def _plain(value: Any) -> Any:
    """A value of the server's as JSON has it; what we keep on nodes for ourselves (vectors, versions) is left out."""
    if hasattr(value, "nodes") and hasattr(value, "relationships"):
        return {
            "nodes": [_plain(node) for node in value.nodes],
            "edges": [_plain(edge) for edge in value.relationships],
        }
    if hasattr(value, "labels"):
        labels = sorted(label for label in value.labels if not label.startswith(_OURS))
        return {"labels": labels, **_properties(value)}
    if hasattr(value, "start_node"):
        return {"type": value.type, **_properties(value)}
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if hasattr(value, "srid"):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _properties(entity: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in sorted(entity.items()) if not name.startswith("_")}
