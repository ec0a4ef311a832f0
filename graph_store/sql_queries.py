"""All SQL of this package. Values are parameters; table and column names come from the schema alone.

Lists of ids are one parameter each: a JSON list, opened by json_each, so that a query's text never depends on how
many there are. CROSS JOIN keeps that list the outer loop: a look-up in an index for each id, never a scan.
"""

from collections.abc import Iterable

from graph_schema.schema import EdgeType, NodeType
from graph_schema.sql import columns, edge_table, node_table

APPLICATION_ID = 0x504C414E  # "PLAN": how `file` and we know the format
FORMAT_VERSION = 1

# A file that is only renamed into place when it is whole needs neither journal nor syncing while it is filled.
PREPARE_WRITING = (
    "PRAGMA page_size = 4096",
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA auto_vacuum = NONE",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT_VERSION}",
)
PREPARE_READING = ("PRAGMA query_only = ON", "PRAGMA mmap_size = 1073741824")
BEGIN = "BEGIN"
COMMIT = "COMMIT"
ANALYZE = "ANALYZE"
APPLICATION_ID_OF_FILE = "PRAGMA application_id"
VERSION_OF_FILE = "PRAGMA user_version"

INSERT_ABOUT = "INSERT INTO about (name, value) VALUES (?, ?)"
SELECT_ABOUT = "SELECT name, value FROM about ORDER BY name"

INSERT_PROVENANCE = (
    'INSERT INTO provenance (subject, position, document, "start", "end", quote, page) VALUES (?, ?, ?, ?, ?, ?, ?)'
)
_PROVENANCE = 'SELECT p.subject, p.document, p."start", p."end", p.quote, p.page FROM'
PROVENANCE_OF_SUBJECTS = (
    f"{_PROVENANCE} json_each(?) AS k CROSS JOIN provenance AS p ON p.subject = k.value ORDER BY p.subject, p.position"
)
ALL_PROVENANCE = f"{_PROVENANCE} provenance AS p ORDER BY p.subject, p.position"
PROVENANCE_OF_DOCUMENT = (
    f'{_PROVENANCE} provenance AS p WHERE p.document = ? ORDER BY p."start", p."end", p.subject, p.position'
)


def insert_node(kind: NodeType) -> str:
    """One node: its id, then the properties in the order of the columns."""
    return _insert(node_table(kind.name), ("id", *columns(kind)))


def insert_edge(kind: EdgeType) -> str:
    """One edge: source, target, id, then the properties in the order of the columns."""
    return _insert(edge_table(kind.name), ("source", "target", "id", *columns(kind)))


def nodes_by_id(kind: NodeType, *, large: bool) -> str:
    """Nodes of a JSON list of ids: id, properties."""
    return (
        f"SELECT n.id{_named('n', columns(kind, large=large))} FROM json_each(?) AS k"
        f" CROSS JOIN {node_table(kind.name)} AS n ON n.id = k.value"
    )


def all_nodes(kind: NodeType, *, where: Iterable[str], large: bool) -> str:
    """All nodes of a type by id, or those with one value each for the properties `where`: id, properties."""
    condition = " AND ".join(f'n."{name}" IS ?' for name in where)
    return (
        f"SELECT n.id{_named('n', columns(kind, large=large))} FROM {node_table(kind.name)} AS n"
        f"{' WHERE ' + condition if condition else ''} ORDER BY n.id"
    )


def all_edges(kind: EdgeType) -> str:
    """All edges of a type: source, target, properties."""
    return f"{_edge_columns(kind)} FROM {edge_table(kind.name)} AS e ORDER BY e.source, e.target"


def edges_from(kind: EdgeType) -> str:
    """Edges that start at a JSON list of ids."""
    return f"{_edges_at(kind, 'source')} ORDER BY e.source, e.target"


def edges_to(kind: EdgeType) -> str:
    """Edges that end at a JSON list of ids."""
    return f"{_edges_at(kind, 'target')} ORDER BY e.source, e.target"


def first_edges_from(kind: EdgeType) -> str:
    """The first edges of each of a JSON list of sources; the second parameter is how many, less one."""
    return f"{_first_edges_at(kind, 'source', 'target')} ORDER BY e.source, e.target"


def first_edges_to(kind: EdgeType) -> str:
    """The first edges of each of a JSON list of targets; the second parameter is how many, less one."""
    return f"{_first_edges_at(kind, 'target', 'source')} ORDER BY e.source, e.target"


def edges_between(kind: EdgeType, *, from_sources: bool) -> str:
    """Edges from one JSON list of ids to another: first the list to go out from, then the list that must hold the
    other end. `from_sources`: the first list are sources."""
    near, far = ("source", "target") if from_sources else ("target", "source")
    # The plus keeps the second list a filter: looked up in the index it would cost a look-up for every pair.
    return f"{_edges_at(kind, near)} WHERE +e.{far} IN (SELECT value FROM json_each(?)) ORDER BY e.source, e.target"


def degrees(kind: EdgeType, *, of_sources: bool) -> str:
    """For each of a JSON list of ids how many edges start there (or end there): id, number."""
    end = "source" if of_sources else "target"
    return (
        f"SELECT k.value, (SELECT count(*) FROM {edge_table(kind.name)} WHERE {end} = k.value) FROM json_each(?) AS k"
    )


def _insert(table: str, names: tuple[str, ...]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"


def _named(alias: str, names: Iterable[str]) -> str:
    return "".join(f', {alias}."{name}"' for name in names)


def _edge_columns(kind: EdgeType) -> str:
    return f"SELECT e.source, e.target{_named('e', columns(kind))}"


def _edges_at(kind: EdgeType, end: str) -> str:
    table = edge_table(kind.name)
    return f"{_edge_columns(kind)} FROM json_each(?) AS k CROSS JOIN {table} AS e ON e.{end} = k.value"


def _first_edges_at(kind: EdgeType, near: str, far: str) -> str:
    """The last edge wanted is found by its place in the index, so that a hub with a million costs no more."""
    last = f"SELECT {far} FROM {edge_table(kind.name)} WHERE {near} = k.value ORDER BY {far} LIMIT 1 OFFSET ?"
    return f"{_edges_at(kind, near)} AND e.{far} <= coalesce(({last}), char(1114111))"
