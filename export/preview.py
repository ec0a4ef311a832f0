"""What an export would hold and how big it would be, before it is written. Writes no files."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from export.selection import Selection
from export.values import edge_json, json_text, node_json

_SAMPLE = 100
_SIZES: Mapping[str, tuple[float, int]] = {
    "graphml": (1.3, 6_000), "gexf": (1.8, 6_000), "csv": (1.2, 8_000), "json": (1.05, 1_000), "jsonl": (1.0, 1_000),
    "cypher": (1.0, 4_000), "turtle": (1.55, 20_000), "parquet": (0.2, 40_000), "xlsx": (0.6, 12_000),
}  # fmt: skip
"""For each format: bytes a byte of JSON, and bytes that every file has. Measured on the five plans and on a made graph."""


@dataclass(frozen=True, slots=True)
class Preview:
    """nodes, edges: counts by type, in the schema's order; types with none are left out.

    bytes: about how big each format would be, without the full text of documents.
    """

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
    """Counts, and sizes judged by the first hundred rows of each type (most often within a third)."""
    nodes, edges = selection.node_counts(), selection.edge_counts()
    size = 0.0
    for name, count in nodes.items():
        lines = [len(json_text(node_json(row)).encode()) for row in islice(selection.nodes_of(name), _SAMPLE)]
        size += count * sum(lines) / max(1, len(lines))
    for name, count in edges.items():
        lines = [len(json_text(edge_json(row)).encode()) for row in islice(selection.edges_of(name), _SAMPLE)]
        size += count * sum(lines) / max(1, len(lines))
    return Preview(nodes, edges, {name: round(factor * size) + base for name, (factor, base) in _SIZES.items()})
