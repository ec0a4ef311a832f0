"""Where an update goes: a folder of snapshots, or a Neo4j server. The update itself (update.py) knows neither."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph_schema.errors import StoreError, StoreVersionError
from graph_schema.tables import GraphTables
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_address import is_address
from graph_store.snapshots import SnapshotStore
from pipeline.facts_cache import FactsCache, facts_key
from search.embedding_cache import EmbeddingCache, text_hash
from search.encoders import Encoder
from search.indexing import EMBEDDINGS, embed_graph

FACTS_CACHE = "facts"
Embedded = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class InForce:
    """What is in force: where each document was read from, what it was built with, and how much it is."""

    documents: tuple[DocumentRecord, ...]
    built_with: Mapping[str, str]
    snapshot: str
    nodes: int
    edges: int


@dataclass(frozen=True, slots=True)
class Published:
    """The snapshot now in force, how much it is, and whether anything was written."""

    id: str
    nodes: int
    edges: int
    written: bool


class Place(Protocol):
    """A store that an update goes to."""

    @property
    def facts(self) -> FactsCache:
        """What was read of documents before."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Be the only writer."""
        ...

    def in_force(self) -> InForce | None:
        """What is in force; None where nothing was ever published."""
        ...

    def history(self) -> tuple[str, ...]:
        """Ids of the snapshots that are kept, the one in force first."""
        ...

    def documents_of(self, snapshot: str) -> tuple[DocumentRecord, ...]:
        """The documents of one of them."""
        ...

    def publish(
        self,
        tables: GraphTables,
        documents: Iterable[DocumentRecord],
        encoder: Encoder,
        built_with: Mapping[str, str],
        embedded: Embedded,
    ) -> Published:
        """Put a graph in force, with its search indexes."""
        ...

    def forget(self) -> None:
        """Leave nothing of what is no longer in force: older snapshots, cached facts, vectors of its texts."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


class FolderPlace:
    """A folder of snapshots."""

    def __init__(self, root: Path) -> None:
        self._store = SnapshotStore(root)

    @property
    def facts(self) -> FactsCache:
        """See Place."""
        return self._store.cache(FACTS_CACHE)

    def writing(self) -> AbstractContextManager[None]:
        """See Place."""
        return self._store.writing()

    def in_force(self) -> InForce | None:
        """See Place."""
        if not self._store.exists():
            return None
        try:
            with self._store.open_current() as snapshot, snapshot.open_graph() as graph:
                counts = graph.counts()
                built_with = snapshot.manifest.built_with
                return InForce(snapshot.documents, built_with, snapshot.id, counts.all_nodes, counts.all_edges)
        except StoreVersionError:
            raise
        except StoreError:
            # Built with nothing that is known: the update builds it anew, as the error tells whoever reads the store.
            return InForce(self._store.documents_in_force(), {}, "", 0, 0)

    def history(self) -> tuple[str, ...]:
        """See Place."""
        return self._store.history() if self._store.exists() else ()

    def documents_of(self, snapshot: str) -> tuple[DocumentRecord, ...]:
        """See Place."""
        with self._store.open_snapshot(snapshot) as found:
            return found.documents

    def publish(
        self,
        tables: GraphTables,
        documents: Iterable[DocumentRecord],
        encoder: Encoder,
        built_with: Mapping[str, str],
        embedded: Embedded,
    ) -> Published:
        """See Place."""
        whole = embed_graph(tables, encoder, self._store.root / "cache", embedded)
        done = self._store.publish(
            whole.tables, documents=documents, extra_writers=[whole.write], built_with=built_with
        )
        return Published(done.id, len(whole.tables.nodes), len(whole.tables.edges), done.written)

    def forget(self) -> None:
        """See Place."""
        self._store.forget_older()
        with self._store.open_current() as snapshot, snapshot.open_graph() as graph:
            texts = [str(node.properties["text"]) for node in graph.stream_nodes("Passage")]
            records = snapshot.documents
        self._store.cache(FACTS_CACHE).keep_only(facts_key(Path(record.path), record.document) for record in records)
        with EmbeddingCache(self._store.root / "cache" / EMBEDDINGS) as known:
            known.keep_only(text_hash(text) for text in texts)

    def close(self) -> None:
        """Nothing is held open."""


def place_at(location: str | Path) -> Place:
    """The store that `--store` names. Raises StoreError when a server does not answer or refuses us."""
    if is_address(location):
        # The driver takes as long to import as everything else: only who names a server waits for it.
        from pipeline.server_place import ServerPlace

        return ServerPlace(location)
    return FolderPlace(Path(location))
