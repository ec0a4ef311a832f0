"""An update's place on a Neo4j server; imported only where a server is named."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from graph_schema.tables import GraphTables
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_address import parse_address
from graph_store.server_store import ServerStore
from pipeline.facts_cache import FactsCache, facts_key
from pipeline.places import Embedded, InForce, Published
from search.encoders import Encoder
from search.indexing import embed_graph
from search.server_index import embeddings_folder, searchable_of


class ServerPlace:
    """A store on a Neo4j server; the facts of its documents are kept there too, so that any machine can add to it."""

    def __init__(self, location: object) -> None:
        self._store = ServerStore(parse_address(location))

    @property
    def facts(self) -> FactsCache:
        """See Place."""
        return self._store.facts()

    def writing(self) -> AbstractContextManager[None]:
        """See Place."""
        return self._store.writing()

    def in_force(self) -> InForce | None:
        """See Place. What a stopped run has left is not in force: it is repaired by publishing."""
        if not self._store.exists():
            return None
        with self._store.open_current() as snapshot:
            counts = snapshot.state.counts
            built_with = {} if snapshot.state.pending is not None else snapshot.built_with
            return InForce(snapshot.documents, built_with, snapshot.id, counts.all_nodes, counts.all_edges)

    def history(self) -> tuple[str, ...]:
        """See Place. A server keeps what is in force only."""
        now = self.in_force()
        return (now.snapshot,) if now else ()

    def documents_of(self, snapshot: str) -> tuple[DocumentRecord, ...]:
        """See Place."""
        with self._store.open_current() as found:
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
        records = tuple(documents)
        whole = embed_graph(tables, encoder, embeddings_folder(), embedded)
        searchable = searchable_of(whole)
        done = self._store.publish(whole.tables, documents=records, searchable=searchable, built_with=built_with)
        self._store.facts().keep_only(facts_key(Path(record.path), record.document) for record in records)
        return Published(done.id, len(whole.tables.nodes), len(whole.tables.edges), done.written)

    def forget(self) -> None:
        """See Place. A server keeps one snapshot, and `publish` keeps only the facts of its documents."""

    def close(self) -> None:
        """See Place."""
        self._store.close()
