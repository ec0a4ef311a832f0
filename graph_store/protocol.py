"""What every store of a graph can be asked. Knows no engine; walks over the graph are built on it (walk.py)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from graph_schema.tables import Edge, Node, Provenance, Value


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a graph has: nodes and edges by type (types without rows count 0), and provenance."""

    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    provenance: int

    @property
    def all_nodes(self) -> int:
        """Nodes of all types together."""
        return sum(self.nodes.values())

    @property
    def all_edges(self) -> int:
        """Edges of all types together."""
        return sum(self.edges.values())


class GraphStore(Protocol):
    """One state of the graph, for reading. It does not change while it is open; threads may share it.

    Every order is fixed: nodes by id, edges by type (in the schema's order), source, target, provenance by subject,
    document and place. Ids that are not there are left out of the result. `types` are names of edge types; None is
    all. A name that the schema does not have raises SchemaError; a store that is damaged or away, StoreError.
    """

    @property
    def snapshot_id(self) -> str:
        """Hash of the graph's content (`GraphTables.content_hash`)."""
        ...

    def counts(self) -> Counts:
        """How many rows there are, at no cost."""
        ...

    def nodes(self, ids: Iterable[str], *, large: bool = False) -> dict[str, Node]:
        """The nodes with these ids, in the order of `ids`. Properties marked large only when asked for."""
        ...

    def edges(
        self,
        *,
        sources: Iterable[str] | None = None,
        targets: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        limit: int | None = None,
    ) -> list[Edge]:
        """The edges that start at one of `sources` and end at one of `targets`; at least one of the two is given.

        limit: at most so many, the first in order, of each type for each given end; only with one of the two.
        """
        ...

    def degrees(self, ids: Iterable[str], *, types: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
        """For each id, how many edges of each type meet it (both directions; types with none left out)."""
        ...

    def provenance(self, subjects: Iterable[str]) -> dict[str, tuple[Provenance, ...]]:
        """Where it is said that these nodes and edges (by id) are so; subjects without provenance are left out."""
        ...

    def stream_nodes(
        self, type: str, *, where: Mapping[str, Value | None] | None = None, large: bool = False
    ) -> Iterator[Node]:
        """All nodes of a type, one by one; `where` names properties and the values they must have (None: missing)."""
        ...

    def stream_edges(self, type: str) -> Iterator[Edge]:
        """All edges of a type, one by one."""
        ...

    def stream_provenance(self, *, document: str | None = None) -> Iterator[Provenance]:
        """All provenance, one by one; of one document, in the order of its text."""
        ...

    def close(self) -> None:
        """Let go of files and connections. A closed store answers nothing more; closing twice does no harm."""
        ...
