"""The embedded store: one SQLite file, opened for reading only. Implements GraphStore; knows nothing of snapshots."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

from graph_schema.errors import SchemaError, StoreError, StoreVersionError
from graph_schema.ids import prefix_of
from graph_schema.schema import EdgeType, NodeType, load_schema
from graph_schema.sql import SqlValue, columns, from_sql, is_encoded, to_sql
from graph_schema.tables import Edge, Node, Provenance, Value
from graph_store import sql_queries
from graph_store.protocol import Counts
from graph_store.recent import Recent

_STATEMENTS_CACHED = 512
_REMEMBERED = 20_000  # nodes, and as many subjects of provenance, about a KB each
_ENDS = attrgetter("source", "target")
_CURE = "run `python -m ingest add` on your documents to build it anew"


class _Columns:
    """The property columns of one table as they are read, and which of them SQL holds in another form."""

    def __init__(self, kind: NodeType | EdgeType, *, large: bool = True) -> None:
        self.type = kind.name
        self.names = columns(kind, large=large)
        self.encoded = [(name, kind.properties[name]) for name in self.names if is_encoded(kind.properties[name])]

    def decoded(self, held: dict[str, Value]) -> dict[str, Value]:
        for name, kind in self.encoded:
            if name in held:
                held[name] = from_sql(held[name], kind)
        return held


_BESIDE_REMEMBERED = 10_000
"""Nodes whose edges of one type and direction are remembered."""
_MOST_REMEMBERED = 200
"""Edges of one node and type, or where one node or edge is said to be so; those of hubs are read each time."""


class SqliteGraphStore:
    """A graph file, open for reading (see GraphStore). Any number of threads may ask at a time."""

    def __init__(self, path: Path, *, on_close: Callable[[], None] | None = None) -> None:
        """Open `path`; `on_close` is called once, when the store is closed.

        Raises StoreError when the file is missing or no graph, StoreVersionError when a newer version wrote it.
        """
        self.path = path
        self._schema = load_schema()
        self._on_close = on_close
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._held: dict[tuple[str, bool], _Columns] = {}
        self._types = {kind.prefix: kind.name for kind in self._schema.nodes.values()}
        self._known: Recent[str, Node] = Recent(_REMEMBERED)
        self._said: Recent[str, tuple[Provenance, ...]] = Recent(_REMEMBERED)
        self._beside: dict[tuple[str, bool], Recent[str, tuple[Edge, ...]]] = {}
        self._closed = False
        try:
            self._about = self._read_about()
            self._counts = Counts(
                nodes=json.loads(self._about["nodes"]),
                edges=json.loads(self._about["edges"]),
                provenance=json.loads(self._about["provenance"]),
            )
        except (KeyError, ValueError) as exc:
            self._close_connections()
            raise StoreError(f"{path}: is damaged (what it says of itself cannot be read); {_CURE}") from exc
        except StoreError:
            self._close_connections()
            raise

    @property
    def snapshot_id(self) -> str:
        """Hash of the graph's content."""
        return self._about["snapshot"]

    def counts(self) -> Counts:
        """How many rows there are, as counted when they were written."""
        return self._counts

    def nodes(self, ids: Iterable[str], *, large: bool = False) -> dict[str, Node]:
        """See GraphStore."""
        wanted = list(dict.fromkeys(ids))
        found = {} if large else self._known.known(wanted)
        new: dict[str, Node] = {}
        for name, group in self._ids_by_type(identifier for identifier in wanted if identifier not in found).items():
            kind = self._schema.node(name)
            held = self._columns(kind, large=large)
            query = sql_queries.nodes_by_id(kind, large=large)
            new |= {row[0]: self._node(row, held) for row in self._rows(query, json.dumps(group))}
        if not large:
            self._known.keep(new)
        found |= new
        return {identifier: found[identifier] for identifier in wanted if identifier in found}

    def edges(
        self,
        *,
        sources: Iterable[str] | None = None,
        targets: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        limit: int | None = None,
    ) -> list[Edge]:
        """See GraphStore."""
        if sources is None and targets is None:
            raise ValueError("edges() needs sources or targets; stream_edges() gives all")
        if limit is not None and sources is not None and targets is not None:
            raise ValueError("edges() takes a limit with sources or with targets, not with both")
        kinds = [kind for kind in self._edge_types(types) if self._counts.edges.get(kind.name)]
        if not kinds:
            return []
        starts = None if sources is None else self._ids_by_type(sources)
        stops = None if targets is None else self._ids_by_type(targets)
        found: list[Edge] = []
        for kind in kinds:
            from_ids = None if starts is None else _of_types(starts, kind.sources)
            to_ids = None if stops is None else _of_types(stops, kind.targets)
            if limit is None and (from_ids is None) != (to_ids is None):
                found.extend(self._edges_beside(kind, from_ids, to_ids))
            elif from_ids != [] and to_ids != []:
                held = self._columns(kind)
                found.extend([self._edge(row, held) for row in self._edge_rows(kind, from_ids, to_ids, limit)])
        return found

    def degrees(self, ids: Iterable[str], *, types: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
        """See GraphStore."""
        groups = self._ids_by_type(ids)
        result: dict[str, dict[str, int]] = {}
        for kind in self._edge_types(types):
            for of_sources, ends in ((True, kind.sources), (False, kind.targets)):
                if not (group := _of_types(groups, ends)):
                    continue
                for identifier, count in self._rows(
                    sql_queries.degrees(kind, of_sources=of_sources), json.dumps(group)
                ):
                    if count:
                        by_type = result.setdefault(identifier, {})
                        by_type[kind.name] = by_type.get(kind.name, 0) + count
        return result

    def provenance(self, subjects: Iterable[str]) -> dict[str, tuple[Provenance, ...]]:
        """See GraphStore."""
        wanted = sorted(set(subjects))
        found = self._said.known(wanted)
        read: dict[str, list[Provenance]] = {subject: [] for subject in wanted if subject not in found}
        if read:
            for row in self._rows(sql_queries.PROVENANCE_OF_SUBJECTS, json.dumps(list(read))):
                read[row[0]].append(Provenance(*row))
            new = {subject: tuple(rows) for subject, rows in read.items()}
            self._said.keep({subject: rows for subject, rows in new.items() if len(rows) <= _MOST_REMEMBERED})
            found |= new
        return {subject: found[subject] for subject in wanted if found[subject]}

    def stream_nodes(
        self, type: str, *, where: Mapping[str, Value | None] | None = None, large: bool = False
    ) -> Iterator[Node]:
        """See GraphStore."""
        kind = self._schema.node(type)
        conditions = where or {}
        if unknown := [name for name in conditions if name not in kind.properties]:
            raise SchemaError(f"{type} has no property {', '.join(unknown)}; it has {', '.join(kind.properties)}")
        query = sql_queries.all_nodes(kind, where=conditions, large=large)
        values = (to_sql(value) for value in conditions.values())
        held = self._columns(kind, large=large)
        return (self._node(row, held) for row in self._rows(query, *values))

    def stream_edges(self, type: str) -> Iterator[Edge]:
        """See GraphStore."""
        kind = self._schema.edge(type)
        held = self._columns(kind)
        return (self._edge(row, held) for row in self._rows(sql_queries.all_edges(kind)))

    def stream_provenance(self, *, document: str | None = None) -> Iterator[Provenance]:
        """See GraphStore."""
        if document is None:
            return (Provenance(*row) for row in self._rows(sql_queries.ALL_PROVENANCE))
        return (Provenance(*row) for row in self._rows(sql_queries.PROVENANCE_OF_DOCUMENT, document))

    def close(self) -> None:
        """See GraphStore. What is being streamed ends in peace, and then lets go of its connection."""
        if self._close_connections() and self._on_close is not None:
            self._on_close()

    def __enter__(self) -> "SqliteGraphStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_about(self) -> dict[str, str]:
        if not self.path.is_file():
            raise StoreError(f"{self.path}: no such graph file; {_CURE}")
        if next(self._rows(sql_queries.APPLICATION_ID_OF_FILE))[0] != sql_queries.APPLICATION_ID:
            raise StoreError(f"{self.path}: is not a graph file of this program; {_CURE}")
        version = next(self._rows(sql_queries.VERSION_OF_FILE))[0]
        if version > sql_queries.FORMAT_VERSION:
            raise StoreVersionError(
                f"{self.path}: is written in format {version}, this program reads {sql_queries.FORMAT_VERSION};"
                " update the program or choose another store"
            )
        return dict(self._rows(sql_queries.SELECT_ABOUT))

    def _close_connections(self) -> bool:
        with self._lock:
            first, self._closed = not self._closed, True
            while self._idle:
                self._idle.pop().close()
        return first

    def _connect(self) -> sqlite3.Connection:
        # Immutable: the file never changes while it is there; SQLite need not lock it, nor look for a journal.
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro&immutable=1",
            uri=True,
            isolation_level=None,
            check_same_thread=False,  # threads hand connections on; none is used by two at a time
            cached_statements=_STATEMENTS_CACHED,
        )
        for statement in sql_queries.PREPARE_READING:
            connection.execute(statement)
        return connection

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one query: an idle one, else a new one."""
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.path}: the store is closed")
            connection = self._idle.pop() if self._idle else self._connect()
        try:
            yield connection
        finally:
            with self._lock:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    def _rows(self, query: str, *parameters: SqlValue) -> Iterator[tuple[Any, ...]]:
        try:
            with self._connection() as connection:
                yield from connection.execute(query, parameters)
        except sqlite3.Error as exc:
            other = str(exc).startswith(("no such table", "no such column"))
            what = "was written by another version of this program" if other else "is damaged or cannot be read"
            raise StoreError(f"{self.path}: {what} ({exc}); {_CURE}") from exc

    def _edge_rows(
        self, kind: EdgeType, sources: list[str] | None, targets: list[str] | None, limit: int | None
    ) -> Iterator[tuple[Any, ...]]:
        if sources is not None and targets is not None:
            from_sources = self._reaches_less(kind, sources, targets)
            near, far = (sources, targets) if from_sources else (targets, sources)
            query = sql_queries.edges_between(kind, from_sources=from_sources)
            return self._rows(query, json.dumps(near), json.dumps(far))
        ids = json.dumps(sources if sources is not None else targets)
        if limit is None:
            return self._rows((sql_queries.edges_to if sources is None else sql_queries.edges_from)(kind), ids)
        first = sql_queries.first_edges_to if sources is None else sql_queries.first_edges_from
        return self._rows(first(kind), ids, limit - 1)

    def _reaches_less(self, kind: EdgeType, sources: Sequence[str], targets: Sequence[str]) -> bool:
        """Whether fewer edges leave the sources than enter the targets, as it is on average in this graph."""
        from_nodes = sum(self._counts.nodes.get(name, 0) for name in kind.sources)
        to_nodes = sum(self._counts.nodes.get(name, 0) for name in kind.targets)
        return len(sources) * to_nodes <= len(targets) * from_nodes

    def _edges_beside(self, kind: EdgeType, sources: list[str] | None, targets: list[str] | None) -> list[Edge]:
        """All edges that start at `sources` or end at `targets`, in order; those asked for before are remembered."""
        starts = sources is not None
        ids = (sources if sources is not None else targets) or []
        beside = self._beside.setdefault((kind.name, starts), Recent(_BESIDE_REMEMBERED))
        known = beside.known(ids)
        missing = [identifier for identifier in ids if identifier not in known]
        if missing:
            held = self._columns(kind)
            read: dict[str, list[Edge]] = {identifier: [] for identifier in missing}
            query = (sql_queries.edges_from if starts else sql_queries.edges_to)(kind)
            for edge in [self._edge(row, held) for row in self._rows(query, json.dumps(missing))]:
                read[edge.source if starts else edge.target].append(edge)
            new = {identifier: tuple(edges) for identifier, edges in read.items()}
            beside.keep({identifier: edges for identifier, edges in new.items() if len(edges) <= _MOST_REMEMBERED})
            known |= new
        return sorted(chain.from_iterable(map(known.__getitem__, ids)), key=_ENDS)

    def _columns(self, kind: NodeType | EdgeType, *, large: bool = True) -> "_Columns":
        key = (kind.name, large)
        if key not in self._held:
            self._held[key] = _Columns(kind, large=large)
        return self._held[key]

    def _node(self, row: Sequence[Any], columns: "_Columns") -> Node:
        return Node(row[0], columns.type, self._properties(row[1:], columns))

    def _edge(self, row: Sequence[Any], columns: "_Columns") -> Edge:
        return Edge(columns.type, row[0], row[1], self._properties(row[2:], columns))

    def _properties(self, values: Sequence[Any], columns: "_Columns") -> dict[str, Value]:
        if not columns.names:
            return {}
        held: dict[str, Value] = {
            name: value for name, value in zip(columns.names, values, strict=True) if value is not None
        }
        try:
            return columns.decoded(held)
        except ValueError as exc:
            raise StoreError(f"{self.path}: is damaged (a {columns.type} cannot be read); {_CURE}") from exc

    def _edge_types(self, names: Iterable[str] | None) -> list[EdgeType]:
        if names is None:
            return list(self._schema.edges.values())
        wanted = {self._schema.edge(name).name for name in names}
        return [kind for name, kind in self._schema.edges.items() if name in wanted]

    def _ids_by_type(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Ids, each once and in order, by the node type that their prefix names; others belong to no node."""
        groups: dict[str, list[str]] = {}
        for identifier in sorted(set(ids)):
            name = self._types.get(prefix_of(identifier))
            if name is not None:
                groups.setdefault(name, []).append(identifier)
        return groups


def _of_types(groups: Mapping[str, list[str]], types: frozenset[str]) -> list[str]:
    return [identifier for name in sorted(types) for identifier in groups.get(name, ())]
