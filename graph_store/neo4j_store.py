"""The store on a Neo4j server, one version of it, for reading. Implements GraphStore; knows nothing of writing."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from graph_schema.errors import SchemaError, StoreError
from graph_schema.schema import EdgeType, NodeType, load_schema
from graph_schema.tables import Edge, Node, Provenance, Value, provenance_order
from graph_store import cypher_queries
from graph_store.cypher_queries import Labels
from graph_store.neo4j_connection import Connection, Row
from graph_store.neo4j_state import ServerState
from graph_store.protocol import Counts
from graph_store.recent import Recent

_NODES_A_PAGE = 2_000
_SOURCES_A_PAGE = 500
_SUBJECTS_A_PAGE = 2_000
_IDS_A_QUERY = 10_000
_REMEMBERED = 20_000
_MOST_REMEMBERED = 200

_Beside = tuple[str, str, bool]
"""A node's id, an edge type, whether the edges start there."""


class Neo4jGraphStore:
    """One version of a store, open for reading (see GraphStore). Threads may share it.

    When the store is brought up to date meanwhile, and rows of this version are taken away, it answers nothing more:
    StoreError says to ask again, on the new version.
    """

    def __init__(
        self, connection: Connection, state: ServerState, *, on_close: Callable[[], None] | None = None
    ) -> None:
        """Read the version of `state`; `on_close` is called once, when the store is closed."""
        self.connection = connection
        self.state = state
        self.labels = Labels(connection.address.name)
        self._schema = load_schema()
        self._on_close = on_close
        self._closed = False
        # A version never changes: what was read once need not be asked for again.
        self._nodes: Recent[str, Node] = Recent(_REMEMBERED)
        self._edges: Recent[_Beside, tuple[Edge, ...]] = Recent(_REMEMBERED)
        self._said: Recent[str, tuple[Provenance, ...]] = Recent(_REMEMBERED)

    @property
    def snapshot_id(self) -> str:
        """Hash of the graph's content."""
        return self.state.snapshot

    def counts(self) -> Counts:
        """How many rows there are, as counted when they were written."""
        counts = self.state.counts
        nodes = {name: counts.nodes.get(name, 0) for name in self._schema.nodes}
        return Counts(nodes, {name: counts.edges.get(name, 0) for name in self._schema.edges}, counts.provenance)

    def nodes(self, ids: Iterable[str], *, large: bool = False) -> dict[str, Node]:
        """See GraphStore."""
        self._require_open()
        wanted = list(dict.fromkeys(ids))
        found = {} if large else self._nodes.known(wanted)
        query = cypher_queries.nodes_by_id(self.labels, large=large)
        lacking = [identifier for identifier in wanted if identifier not in found]
        read = {row["id"]: self.node(row) for part in _parts(lacking) for row in self.ask(query, ids=part)}
        if not large:
            self._nodes.keep(read)
        found |= read
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
        starts = None if sources is None else sorted(set(sources))
        stops = None if targets is None else sorted(set(targets))
        if starts is None and stops is None:
            raise ValueError("edges() needs sources or targets; stream_edges() gives all")
        if limit is not None and starts is not None and stops is not None:
            raise ValueError("edges() takes a limit with sources or with targets, not with both")
        self._require_open()
        kinds = self._possible(self._edge_types(types), starts, stops)
        near = starts if starts is not None else stops
        if not kinds or not near or stops == []:
            return []
        if limit is None and (starts is None or stops is None):
            return self._sorted(self._edges_beside(kinds, near, of_sources=starts is not None))
        if limit is not None:
            query = cypher_queries.first_edges_at(self.labels, kinds, of_sources=starts is not None)
            rows = [row for part in _parts(near) for row in self.ask(query, ids=part, limit=limit)]
        else:
            query = cypher_queries.edges_at(self.labels, kinds, sources=True, targets=True)
            rows = [row for part in _parts(near) for row in self.ask(query, sources=part, targets=stops)]
        return self._sorted(map(self._edge, rows))

    def _edges_beside(self, kinds: Sequence[str], ids: Sequence[str], *, of_sources: bool) -> list[Edge]:
        """All edges of these types that start (or end) at these nodes; what was read lately is not read again."""
        keys = [(identifier, kind, of_sources) for identifier in ids for kind in kinds]
        known = self._edges.known(keys)
        lacking = sorted({key[0] for key in keys if key not in known})
        query = cypher_queries.edges_at(self.labels, kinds, sources=of_sources, targets=not of_sources)
        for part in _parts(lacking):
            read: dict[_Beside, list[Edge]] = {(key, kind, of_sources): [] for key in part for kind in kinds}
            for edge in map(self._edge, self.ask(query, **{"sources" if of_sources else "targets": part})):
                read[edge.source if of_sources else edge.target, edge.type, of_sources].append(edge)
            self._edges.keep({key: tuple(edges) for key, edges in read.items() if len(edges) <= _MOST_REMEMBERED})
            known.update({key: tuple(edges) for key, edges in read.items()})
        return [edge for key in keys for edge in known.get(key, ())]

    def degrees(self, ids: Iterable[str], *, types: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
        """See GraphStore."""
        kinds = [kind.name for kind in self._edge_types(types)]
        result: dict[str, dict[str, int]] = {}
        if not kinds:
            return result
        query = cypher_queries.degrees(self.labels, kinds)
        order = {name: place for place, name in enumerate(self._schema.edges)}
        rows = [row for part in _parts(sorted(set(ids))) for row in self.ask(query, ids=part)]
        for identifier, kind, number in sorted(rows, key=lambda row: (row[0], order[row[1]])):
            result.setdefault(identifier, {})[kind] = number
        return result

    def provenance(self, subjects: Iterable[str]) -> dict[str, tuple[Provenance, ...]]:
        """See GraphStore."""
        self._require_open()
        wanted = sorted(set(subjects))
        found = self._said.known(wanted)
        query = cypher_queries.provenance_of_subjects(self.labels)
        for part in _parts([subject for subject in wanted if subject not in found]):
            rows = sorted((Provenance(*row) for row in self.ask(query, ids=part)), key=provenance_order)
            read = {subject: tuple(group) for subject, group in groupby(rows, key=lambda row: row.subject)}
            read = dict.fromkeys(part, ()) | read
            self._said.keep(read)
            found |= read
        return {subject: found[subject] for subject in wanted if found.get(subject)}

    def stream_nodes(
        self, type: str, *, where: Mapping[str, Value | None] | None = None, large: bool = False
    ) -> Iterator[Node]:
        """See GraphStore."""
        kind = self._schema.node(type)
        conditions = dict(where or {})
        if unknown := [name for name in conditions if name not in kind.properties]:
            raise SchemaError(f"{type} has no property {', '.join(unknown)}; it has {', '.join(kind.properties)}")
        if not self.state.counts.nodes.get(type):
            return iter(())
        query = cypher_queries.page_of_nodes(self.labels, type, where=conditions, large=large)
        values = {
            f"is_{name}": list(value) if isinstance(value, tuple) else value for name, value in conditions.items()
        }
        nodes = map(self.node, self.pages(query, kind, _NODES_A_PAGE, **values))
        return (node for node in nodes if all(node.properties.get(name) == value for name, value in conditions.items()))

    def stream_edges(self, type: str) -> Iterator[Edge]:
        """See GraphStore."""
        kind = self._schema.edge(type)
        if not self.state.counts.edges.get(type):
            return
        query = cypher_queries.page_of_edges(self.labels, type)
        for source in sorted(kind.sources):
            for identifier, edges in self.pages(query, self._schema.node(source), _SOURCES_A_PAGE):
                yield from (self._edge([type, identifier, *edge]) for edge in edges)

    def stream_provenance(self, *, document: str | None = None) -> Iterator[Provenance]:
        """See GraphStore."""
        if document is not None:
            query = cypher_queries.provenance_of_document(self.labels)
            rows = [Provenance(*row) for row in self.ask(query, document=document)]
            yield from sorted(rows, key=lambda row: (row.start, row.end, *provenance_order(row)))
            return
        query = cypher_queries.page_of_provenance(self.labels)
        for _, said in self._paged(query, "", _SUBJECTS_A_PAGE):
            yield from sorted((Provenance(*row) for row in said), key=provenance_order)

    def close(self) -> None:
        """See GraphStore."""
        if not self._closed:
            self._closed = True
            if self._on_close is not None:
                self._on_close()

    def __enter__(self) -> "Neo4jGraphStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, query: str, /, **parameters: Any) -> list[Any]:
        """The rows of one of our queries, of this version; StoreError when it is there no longer."""
        self._require_open()
        answer = self.connection.rows(
            query, store=self.connection.address.name, version=self.state.version, **parameters
        )
        if not answer or answer[0][1] > self.state.version:
            raise StoreError(f"{self.connection.address}: the store was brought up to date meanwhile; ask again")
        rows: list[Any] = answer[0][0]
        return rows

    def _require_open(self) -> None:
        if self._closed:
            raise StoreError(f"{self.connection.address}: the store is closed")

    def pages(self, query: str, kind: NodeType, size: int, **parameters: Any) -> Iterator[Any]:
        """The rows of a paged query over the ids of a node type."""
        return self._paged(query, f"{kind.prefix}-", size, end=f"{kind.prefix}.", **parameters)

    def _paged(self, query: str, after: str, size: int, **parameters: Any) -> Iterator[Any]:
        while True:
            rows = self.ask(query, after=after, limit=size, **parameters)
            yield from rows
            if len(rows) < size:
                return
            after = rows[-1]["id"] if isinstance(rows[-1], dict) else rows[-1][0]

    def node(self, held: Mapping[str, Any]) -> Node:
        """The node with these properties on the server."""
        kind = self._schema.node_type_of(held["id"])
        if kind is None:
            raise StoreError(
                f"{self.connection.address}: the node {held['id']!r} is not of this program but bears the label "
                f"{self.labels.node}; take the label from it"
            )
        return Node(held["id"], kind.name, self._properties(held, kind))

    def _edge(self, row: Row) -> Edge:
        name, source, target, held = row
        return Edge(name, source, target, self._properties(held, self._schema.edge(name)))

    def _properties(self, held: Mapping[str, Any], kind: NodeType | EdgeType) -> dict[str, Value]:
        current = self.current(held)
        return {
            name: tuple(current[name]) if isinstance(current[name], list) else current[name]
            for name in kind.properties
            if current.get(name) is not None
        }

    def current(self, held: Mapping[str, Any]) -> Mapping[str, Any]:
        """A row's properties in this version: those that it has, or those that it bears to get."""
        since = held.get("_next_since")
        if since is None or since > self.state.version:
            return held
        current: dict[str, Any] = json.loads(held["_next"])
        return current

    def _sorted(self, edges: Iterable[Edge]) -> list[Edge]:
        order = {name: place for place, name in enumerate(self._schema.edges)}
        unique = {(order[edge.type], edge.source, edge.target): edge for edge in edges}
        return [unique[key] for key in sorted(unique)]

    def _edge_types(self, names: Iterable[str] | None) -> list[EdgeType]:
        if names is None:
            return list(self._schema.edges.values())
        wanted = {self._schema.edge(name).name for name in names}
        return [kind for name, kind in self._schema.edges.items() if name in wanted]

    def _possible(self, kinds: Iterable[EdgeType], starts: list[str] | None, stops: list[str] | None) -> list[str]:
        """The edge types that can join nodes of these types, told by their ids."""
        from_types, to_types = (
            None if ids is None else {kind.name for kind in map(self._schema.node_type_of, ids) if kind is not None}
            for ids in (starts, stops)
        )
        return [
            kind.name
            for kind in kinds
            if (from_types is None or kind.sources & from_types) and (to_types is None or kind.targets & to_types)
        ]


def _parts(ids: Sequence[str]) -> Iterator[list[str]]:
    """Ids in pieces that one query may have; what cannot be text on the server is left out."""
    proper = [identifier for identifier in ids if not _HALF_A_PAIR.search(identifier)]
    for start in range(0, len(proper), _IDS_A_QUERY):
        yield proper[start : start + _IDS_A_QUERY]


_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
