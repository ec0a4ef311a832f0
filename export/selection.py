"""A piece of the graph, streamed out of a store in one fixed order. Knows no format, no file and no question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal, TypeVar

from graph_schema.schema import load_schema
from graph_schema.tables import Edge, Node, Provenance
from graph_store.protocol import GraphStore

Kind = Literal["question", "nodes", "plan", "jurisdiction", "all"]

_BATCH = 500
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node, the label to show for it (never its id), and where documents say that it is so."""

    node: Node
    label: str
    evidence: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge, its id, and where documents say that it is so."""

    id: str
    edge: Edge
    evidence: tuple[Provenance, ...]


@dataclass(frozen=True)
class Selection:
    """What is exported: nodes by id, and all edges between them. Make one with the functions of export.choose.

    title: the question, the plan's title, the place's name, or what the nodes are called.
    ids: of its nodes; None for the whole graph, which is then never held in memory.
    documents: ids of the documents whose sentences are given as evidence; None for all.
    """

    store: GraphStore
    kind: Kind
    title: str
    ids: frozenset[str] | None = None
    documents: frozenset[str] | None = None

    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.store.counts().all_nodes if self.ids is None else self.ids)

    def nodes(self, *, large: bool = False) -> Iterator[NodeRow]:
        """Its nodes, by type in the schema's order, then by id. large: with the properties marked large."""
        for name in load_schema().nodes:
            yield from self.nodes_of(name, large=large)

    def nodes_of(self, name: str, *, large: bool = False) -> Iterator[NodeRow]:
        """Its nodes of one type, by id."""
        for batch in in_batches(self._nodes_of(name, large=large), _BATCH):
            yield from self._with_evidence(batch)

    def nodes_by_id(self, ids: Iterable[str]) -> Iterator[NodeRow]:
        """Those of these nodes that are there, in the order of `ids`."""
        for batch in in_batches(ids, _BATCH):
            yield from self._with_evidence(list(self.store.nodes(batch).values()))

    def edges(self) -> Iterator[EdgeRow]:
        """Its edges, by type in the schema's order, then by source and target."""
        for name in load_schema().edges:
            yield from self.edges_of(name)

    def edges_of(self, name: str) -> Iterator[EdgeRow]:
        """Its edges of one type, by source and target."""
        for batch in in_batches(self._edges_of(name), _BATCH):
            ids = [edge.id for edge in batch]
            said = self._evidence(ids)
            for identifier, edge in zip(ids, batch, strict=True):
                yield EdgeRow(identifier, edge, said.get(identifier, ()))

    def node_counts(self) -> dict[str, int]:
        """How many nodes of each type it has; types with none are left out."""
        if self.ids is None:
            return {name: count for name, count in self.store.counts().nodes.items() if count}
        groups = self._ids_by_type
        return {name: len(groups[name]) for name in load_schema().nodes if groups.get(name)}

    def edge_counts(self) -> dict[str, int]:
        """How many edges of each type it has; types with none are left out. Reads them, unless it is the whole graph."""
        if self.ids is None:
            return {name: count for name, count in self.store.counts().edges.items() if count}
        counts = {name: sum(1 for _ in self._edges_of(name)) for name in load_schema().edges}
        return {name: count for name, count in counts.items() if count}

    @cached_property
    def _ids_by_type(self) -> dict[str, list[str]]:
        return _by_type(self.ids or ())

    def _with_evidence(self, nodes: list[Node]) -> Iterator[NodeRow]:
        said = self._evidence([node.id for node in nodes])
        for node in nodes:
            yield NodeRow(node, label_of(node), said.get(node.id, ()))

    def _nodes_of(self, name: str, *, large: bool) -> Iterator[Node]:
        if self.ids is None:
            yield from self.store.stream_nodes(name, large=large)
            return
        for batch in in_batches(self._ids_by_type.get(name, []), _BATCH):
            yield from self.store.nodes(batch, large=large).values()

    def _edges_of(self, name: str) -> Iterator[Edge]:
        if self.ids is None:
            yield from self.store.stream_edges(name)
            return
        kind = load_schema().edge(name)
        groups = self._ids_by_type
        sources = sorted(identifier for end in kind.sources for identifier in groups.get(end, ()))
        if not any(groups.get(end) for end in kind.targets):
            return
        for batch in in_batches(sources, _BATCH):
            edges = self.store.edges(sources=batch, types=[name])
            yield from (edge for edge in edges if edge.target in self.ids)

    def _evidence(self, subjects: list[str]) -> dict[str, tuple[Provenance, ...]]:
        said = self.store.provenance(subjects)
        if self.documents is None:
            return said
        return {subject: tuple(row for row in rows if row.document in self.documents) for subject, rows in said.items()}


def label_of(node: Node) -> str:
    """What to write on a node: its caption, else its number, else what sort of thing it is. Never its id."""
    kind = load_schema().node(node.type)
    return kind.caption_of(node.properties) or str(node.properties.get("number") or kind.labels.zh)


def in_batches(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The rows in lists of at most `size`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def _by_type(ids: Iterable[str]) -> dict[str, list[str]]:
    """Sorted ids by the node type that their prefix names."""
    schema = load_schema()
    groups: dict[str, list[str]] = {}
    for identifier in ids:
        kind = schema.node_type_of(identifier)
        if kind is not None:
            groups.setdefault(kind.name, []).append(identifier)
    for group in groups.values():
        group.sort()
    return groups
