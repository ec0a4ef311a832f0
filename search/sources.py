"""Where documents were read from, and evidence made of provenance. Knows no question."""

from collections.abc import Iterable, Mapping

from graph_schema.tables import Provenance
from graph_store.protocol import GraphStore
from search.catalogue import text_of
from search.results import Evidence


class Sources:
    """Turns the rows that say where a node or edge is stated into evidence with the document's path."""

    def __init__(self, graph: GraphStore, paths: Mapping[str, str]) -> None:
        """`paths`: where each document was read from, by its id; documents without one go by their file name."""
        self._graph = graph
        self._paths = dict(paths)

    def path(self, document: str) -> str:
        """The path a document was read from, else its file name."""
        if document not in self._paths:
            node = self._graph.nodes([document]).get(document)
            self._paths[document] = text_of(node, "name") if node else document
        return self._paths[document]

    def evidence(self, row: Provenance) -> Evidence:
        """One row as evidence."""
        return Evidence(self.path(row.document), row.document, (row.start, row.end), row.quote, row.page)

    def all_of(self, subjects: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """All evidence of nodes and edges, by id."""
        found = self._graph.provenance(subjects)
        return {subject: tuple(self.evidence(row) for row in rows) for subject, rows in found.items()}

    def first_of(self, subjects: Iterable[str]) -> dict[str, Evidence]:
        """The first evidence of each node or edge, by id."""
        return {subject: self.evidence(rows[0]) for subject, rows in self._graph.provenance(subjects).items() if rows}
