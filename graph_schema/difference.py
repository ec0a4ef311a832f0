"""What separates two graphs, row by row, and applying it. Stores are brought up to date with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_schema.tables import Edge, GraphTables, Node, Provenance, provenance_order

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Change(Generic[_Row]):
    """A row whose identity stayed and whose properties did not."""

    old: _Row
    new: _Row


@dataclass(frozen=True, slots=True)
class RowDifference(Generic[_Row]):
    """Rows of one kind that came, went or changed, each in the order of the tables."""

    added: tuple[_Row, ...] = ()
    removed: tuple[_Row, ...] = ()
    changed: tuple[Change[_Row], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class TableDifference:
    """All that separates two graphs. False where they are the same. A provenance row is never changed: it is
    removed and another added."""

    nodes: RowDifference[Node]
    edges: RowDifference[Edge]
    provenance: RowDifference[Provenance]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.provenance)


def difference(old: GraphTables, new: GraphTables) -> TableDifference:
    """What must be added, removed and changed to make `new` of `old`."""
    return TableDifference(
        nodes=_compared(_nodes(old), _nodes(new)),
        edges=_compared(_edges(old), _edges(new)),
        provenance=_compared({row: row for row in old.provenance}, {row: row for row in new.provenance}),
    )


def apply_difference(old: GraphTables, change: TableDifference) -> GraphTables:
    """`old` with the change made: `apply_difference(a, difference(a, b)) == b`."""
    return GraphTables(
        nodes=tuple(_applied(_nodes(old), change.nodes, _node_key)),
        edges=tuple(_applied(_edges(old), change.edges, _edge_key)),
        provenance=tuple(
            sorted(
                (set(old.provenance) - set(change.provenance.removed)) | set(change.provenance.added),
                key=provenance_order,
            )
        ),
    )


def _node_key(row: Node) -> tuple[str, ...]:
    return (row.id,)


def _edge_key(row: Edge) -> tuple[str, ...]:
    return row.type, row.source, row.target


def _nodes(tables: GraphTables) -> dict[tuple[str, ...], Node]:
    return {_node_key(row): row for row in tables.nodes}


def _edges(tables: GraphTables) -> dict[tuple[str, ...], Edge]:
    return {_edge_key(row): row for row in tables.edges}


_Key = TypeVar("_Key")


def _compared(old: Mapping[_Key, _Row], new: Mapping[_Key, _Row]) -> RowDifference[_Row]:
    return RowDifference(
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        changed=tuple(Change(old[key], row) for key, row in new.items() if key in old and old[key] != row),
    )


def _applied(
    rows: dict[tuple[str, ...], _Row], change: RowDifference[_Row], key_of: Callable[[_Row], tuple[str, ...]]
) -> Iterable[_Row]:
    for row in change.removed:
        del rows[key_of(row)]
    rows |= {key_of(row): row for row in change.added}
    rows |= {key_of(row.new): row.new for row in change.changed}
    return (rows[key] for key in sorted(rows))
