"""What a format is given to write: the rows of a selection and its citation, and what was counted. Knows no format."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from export.citation import Citation
from export.selection import EdgeRow, NodeRow, Selection


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
        for row in self.selection.nodes(large=self.text):
            self.node_count += 1
            self._quotes["nodes"] += len(row.evidence)
            yield row

    def edges(self) -> Iterator[EdgeRow]:
        """The selection's edges, counted."""
        self.edge_count = self._quotes["edges"] = 0
        for row in self.selection.edges():
            self.edge_count += 1
            self._quotes["edges"] += len(row.evidence)
            yield row

    def document_names(self) -> dict[str, str]:
        """File names of the documents that are cited, by id."""
        return {document.id: document.name for document in self.citation.documents}
