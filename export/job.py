"""What a format is given to write: the rows of a selection and its citation, and what was counted. Knows no format."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from export.citation import Citation
from export.selection import EdgeRow, NodeRow, Selection
from graph_schema.schema import load_schema


@dataclass(slots=True)
class Job:
    """One export in the making.

    text: with the full text of the documents, which the spans of evidence refer to.
    node_count, edge_count, evidence_count: rows given out in the last walk over them.
    """

    selection: Selection
    citation: Citation
    text: bool = False
    node_count: int = 0
    edge_count: int = 0
    _quotes: dict[str, int] = field(default_factory=lambda: {"nodes": 0, "edges": 0})

    @property
    def evidence_count(self) -> int:
        """Quotes of nodes and edges together."""
        return sum(self._quotes.values())

    def nodes(self) -> Iterator[NodeRow]:
        """The selection's nodes, counted."""
        self.node_count = self._quotes["nodes"] = 0
        for name in load_schema().nodes:
            yield from self.nodes_of(name)

    def nodes_of(self, name: str) -> Iterator[NodeRow]:
        """The selection's nodes of one type, counted: ask for each type once."""
        for row in self.selection.nodes_of(name, large=self.text):
            self.node_count += 1
            self._quotes["nodes"] += len(row.evidence)
            yield row

    def edges(self) -> Iterator[EdgeRow]:
        """The selection's edges, counted."""
        self.edge_count = self._quotes["edges"] = 0
        for name in load_schema().edges:
            yield from self.edges_of(name)

    def edges_of(self, name: str) -> Iterator[EdgeRow]:
        """The selection's edges of one type, counted: ask for each type once."""
        for row in self.selection.edges_of(name):
            self.edge_count += 1
            self._quotes["edges"] += len(row.evidence)
            yield row

    def document_names(self) -> dict[str, str]:
        """File names of the documents that are cited, by id."""
        return {document.id: document.name for document in self.citation.documents}
