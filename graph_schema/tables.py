"""The graph as rows: nodes, edges and where each is said. Values only; knows no document format and no engine."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from typing import TypeVar

from graph_schema.errors import SchemaError
from graph_schema.ids import edge_id
from graph_schema.schema import PropertyType, Schema, load_schema

Value = str | int | float | bool | tuple[str, ...]
"""What a property may hold. A property without a value is left out: there is no None in a row."""

_SNAPSHOT_BYTES = 10
_Row = TypeVar("_Row", "Node", "Edge")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the graph. `id` begins with its type's prefix (graph_schema.ids.make_id)."""

    id: str
    type: str
    properties: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, named by their ids. Type and ends are its identity: two such edges are one."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        """The edge's id, made of its type and ends."""
        return edge_id(self.type, self.source, self.target)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document says that a node or an edge is so.

    subject: id of the node or edge. document: id of the Document node. start, end: character offsets into its text.
    quote: the words there (white space may differ). page: from 1, where the format has pages.
    """

    subject: str
    document: str
    start: int
    end: int
    quote: str
    page: int | None = None


@dataclass(frozen=True)
class GraphTables:
    """All rows of a graph, normalised: sorted, nothing twice. Make it by `GraphTables.of`, never from raw rows."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @classmethod
    def of(
        cls,
        nodes: Iterable[Node],
        edges: Iterable[Edge],
        provenance: Iterable[Provenance],
        *,
        schema: Schema | None = None,
    ) -> "GraphTables":
        """Sort and merge rows, whatever their order. Pass the rows of all documents at once.

        Rows of one identity become one: sets of strings are united, of listed values the strongest is kept, for all
        else the row with most properties speaks first (ties by text). Missing values (None, "") are left out.
        Raises SchemaError for a type or property that the schema does not have, and for one id with two types.
        """
        known = schema or load_schema()
        return cls(
            nodes=_merged(nodes, lambda row: (row.id,), lambda row: known.node(row.type).properties),
            edges=_merged(
                edges, lambda row: (row.type, row.source, row.target), lambda row: known.edge(row.type).properties
            ),
            provenance=tuple(sorted(set(provenance), key=provenance_order)),
        )

    @cached_property
    def node_by_id(self) -> dict[str, Node]:
        """Every node by its id."""
        return {row.id: row for row in self.nodes}

    def content_hash(self) -> str:
        """Hash of all rows: the same graph has the same one, on any machine. It names the snapshot."""
        return self._content

    @cached_property
    def _content(self) -> str:
        digest = blake2b(digest_size=_SNAPSHOT_BYTES)
        for node in self.nodes:
            digest.update(_line("node", node.id, node.type, node.properties))
        for edge in self.edges:
            digest.update(_line("edge", edge.type, edge.source, edge.target, edge.properties))
        for row in self.provenance:
            digest.update(_line("said", row.subject, row.document, row.start, row.end, row.quote, row.page))
        return digest.hexdigest()


def provenance_order(row: Provenance) -> tuple[str, str, int, int, str, int]:
    """The sort key of provenance: by subject, then document, then place in it."""
    return row.subject, row.document, row.start, row.end, row.quote, row.page or 0


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def _line(*values: object) -> bytes:
    return _ENCODER.encode(values).encode("utf-8", "surrogatepass") + b"\n"


def _merged(
    rows: Iterable[_Row],
    identity: Callable[[_Row], tuple[str, ...]],
    properties_of: Callable[[_Row], Mapping[str, PropertyType]],
) -> tuple[_Row, ...]:
    normal = [_normalised(row, properties_of(row)) for row in rows]
    normal.sort(key=identity)
    result: list[_Row] = []
    for key, group in groupby(normal, key=identity):
        same = list(group)
        if len({row.type for row in same}) > 1:
            raise SchemaError(f"{key[0]}: is both a {' and a '.join(sorted({row.type for row in same}))}")
        if len(same) > 1:
            same.sort(key=_fullest_first)
            merged = _merged_values([row.properties for row in same], properties_of(same[0]))
            same[0] = _with_properties(same[0], merged)
        result.append(same[0])
    return tuple(result)


def _fullest_first(row: Node | Edge) -> tuple[int, bytes]:
    return -len(row.properties), _line(row.properties)


def _with_properties(row: _Row, properties: Mapping[str, Value]) -> _Row:
    if isinstance(row, Node):
        return Node(row.id, row.type, properties)
    return Edge(row.type, row.source, row.target, properties)


def _normalised(row: _Row, types: Mapping[str, PropertyType]) -> _Row:
    properties: dict[str, Value] = {}
    for name, value in row.properties.items():
        if name not in types:
            raise SchemaError(f"{row.type} {row.id}: the schema has no property {name!r}; it has {', '.join(types)}")
        if value is None or value == "" or value == () or value == []:
            continue
        properties[name] = _normal_value(value, types[name])
    return _with_properties(row, properties)


def _normal_value(value: Value | Sequence[str], kind: PropertyType) -> Value:
    if kind.type == "strings" and isinstance(value, list | tuple):
        return tuple(sorted(set(value)))
    if kind.type == "number" and type(value) in (int, float):
        return float(value) + 0.0  # type: ignore[arg-type]  # 3 and 3.0, 0.0 and -0.0 are one value
    return value  # type: ignore[return-value]  # a value of the wrong type is for the checks to report


def _merged_values(rows: Sequence[Mapping[str, Value]], types: Mapping[str, PropertyType]) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for name, kind in types.items():
        values = [row[name] for row in rows if name in row]
        if not values:
            continue
        if kind.type == "strings":
            merged[name] = tuple(sorted({text for value in values if isinstance(value, tuple) for text in value}))
        elif kind.values:
            merged[name] = min(values, key=lambda value: _strength(value, kind))
        else:
            merged[name] = values[0]
    return merged


def _strength(value: Value, kind: PropertyType) -> int:
    return kind.values.index(value) if value in kind.values else len(kind.values)
