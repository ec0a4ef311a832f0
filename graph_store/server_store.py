"""A store on a Neo4j server: which version is in force, publishing the next one. The counterpart of snapshots.py."""

import secrets
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from graph_schema.checks import require_valid
from graph_schema.errors import StoreError
from graph_schema.tables import GraphTables
from graph_store import cypher_queries
from graph_store.cypher_queries import Labels
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_address import ServerAddress, parse_address
from graph_store.neo4j_connection import QUERY_SECONDS, Connection, Step
from graph_store.neo4j_state import ServerState, read_state
from graph_store.neo4j_store import Neo4jGraphStore
from graph_store.neo4j_writer import Writer, counts_of
from graph_store.searchable import Searchable
from graph_store.whole import check_graph

WAIT_FOR_WRITER = 10.0
_TRY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class ServerPublication:
    """What `publish` did: the snapshot now in force, whether anything was written, and the seconds of each stage."""

    id: str
    written: bool
    seconds: Mapping[str, float] = field(default_factory=dict)


class ServerSnapshot:
    """The version in force when it was opened."""

    def __init__(self, connection: Connection, state: ServerState) -> None:
        self._connection = connection
        self.state = state

    @property
    def id(self) -> str:
        """Hash of the graph's content."""
        return self.state.snapshot

    @property
    def built_with(self) -> Mapping[str, str]:
        """What it depends on besides its documents."""
        return self.state.built_with

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Where its documents were read from."""
        return self.state.documents

    def open_graph(self, *, on_close: Callable[[], None] | None = None) -> Neo4jGraphStore:
        """Its graph."""
        return Neo4jGraphStore(self._connection, self.state, on_close=on_close)

    def check(self) -> list[str]:
        """What is wrong with it, one line each: rows against schema, hash and documents."""
        with self.open_graph() as graph:
            problems = check_graph(graph)
            held = {node.id for node in graph.stream_nodes("Document")}
        if self.state.pending is not None:
            problems.append(f"{self._connection.address}: a run was stopped while it wrote; the next one repairs it")
        listed = {record.document for record in self.documents}
        problems.extend(f"{name}: is in the graph but not among the documents" for name in sorted(held - listed))
        problems.extend(f"{name}: is among the documents but not in the graph" for name in sorted(listed - held))
        return problems

    def close(self) -> None:
        """The connection is the store's."""

    def __enter__(self) -> "ServerSnapshot":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ServerFacts:
    """Facts of documents by key, kept on the server, so that any machine can add to the store (see ContentCache)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._labels = Labels(connection.address.name)

    def get(self, key: str) -> bytes | None:
        """The bytes put in under this key, or None."""
        rows = self._connection.rows(cypher_queries.facts_of_key(self._labels), key=key)
        try:
            return zlib.decompress(bytes(rows[0][0])) if rows else None
        except (zlib.error, TypeError):
            return None  # damaged: it is read from the document again and replaced

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under this key, in place of what was there."""
        query = cypher_queries.put_facts(self._labels)
        self._connection.write([Step(query, {"key": key, "value": zlib.compress(value)})])

    def keep_only(self, keys: Iterable[str]) -> int:
        """Delete all facts but those of `keys`; returns how many."""
        kept = set(keys)
        gone = [
            row[0] for row in self._connection.rows(cypher_queries.keys_of_facts(self._labels)) if row[0] not in kept
        ]
        if gone:
            rows = [{"key": key} for key in gone]
            self._connection.write([Step(cypher_queries.delete_facts(self._labels), {"rows": rows})])
        return len(gone)


class ServerStore:
    """The store at an address. Making this object connects to the server; close it or use it in a `with` statement."""

    def __init__(self, address: ServerAddress, *, seconds: float = QUERY_SECONDS) -> None:
        """Raises StoreError when the server is away, refuses us, or is too old."""
        self.address = address
        self.connection = Connection(address, seconds=seconds)
        self._writing = False

    def facts(self) -> ServerFacts:
        """The facts of its documents."""
        return ServerFacts(self.connection)

    def exists(self) -> bool:
        """Whether something was ever published here."""
        return read_state(self.connection).version > 0

    def open_current(self) -> ServerSnapshot:
        """The version in force. StoreError when there is none, StoreVersionError when it is too new."""
        state = read_state(self.connection)
        if state.version == 0:
            names = [row[0] for row in self.connection.rows(cypher_queries.STORE_NAMES)]
            others = f" (the database holds {', '.join(names)})" if names else ""
            raise StoreError(
                f"{self.address}: holds no store yet{others}; "
                f"make it with `python -m ingest add PATH... --store {self.address}`"
            )
        return ServerSnapshot(self.connection, state)

    @contextmanager
    def writing(self, *, wait: float = WAIT_FOR_WRITER) -> Iterator[None]:
        """Be the only writer, on any machine; a second one waits `wait` seconds and then gets a StoreError.

        The lock is one on the server, of a transaction that stays open: it is free again when this process ends.
        """
        if self._writing:
            yield
            return
        for query in cypher_queries.STORE_CONSTRAINTS if not self._is_prepared() else ():
            self.connection.schema(query)
        lock = {"store": self.address.name, "token": secrets.token_hex(8)}
        deadline = time.monotonic() + wait
        while not self.connection.can_run(cypher_queries.HOLD, seconds=_TRY_SECONDS, **lock):
            if time.monotonic() >= deadline:
                raise StoreError(f"{self.address}: another process is writing to this store; run again when it is done")
        with self.connection.held(cypher_queries.HOLD, **lock):
            self._writing = True
            try:
                yield
            finally:
                self._writing = False

    def _is_prepared(self) -> bool:
        return "plangraph_lock" in {row[0] for row in self.connection.rows(cypher_queries.SHOW_INDEXES)}

    def publish(
        self,
        tables: GraphTables,
        *,
        documents: Iterable[DocumentRecord],
        searchable: Searchable | None = None,
        built_with: Mapping[str, str] | None = None,
    ) -> ServerPublication:
        """Put this graph in force: what separates it from the version in force is written, and nothing else.

        Raises SchemaError for a graph that breaks the schema, StoreError when the server cannot take it; in both cases
        the old version stays in force.
        """
        require_valid(tables)
        with self.writing():
            writer = Writer(self.connection)
            state = read_state(self.connection)
            if state.pending is not None:
                writer.take_over()
                state = writer.repair(state)
            plan = writer.plan(state, tables, searchable)
            wanted = replace(
                state,
                snapshot=tables.content_hash(),
                counts=counts_of(tables),
                documents=tuple(sorted(set(documents), key=lambda row: (row.document, row.path))),
                built_with=dict(built_with or {}),
                encoder=searchable.encoder if searchable else state.encoder,
                vector_field=searchable.vector_field if searchable else state.vector_field,
                dimension=searchable.dimension if searchable else state.dimension,
                passages=sum(node.type == "Passage" for node in tables.nodes),
            )
            if not plan and wanted == state and state.version:
                return ServerPublication(state.snapshot, False, dict(writer.seconds))
            writer.take_over()
            if plan or wanted.vector_field != state.vector_field or not state.version:
                writer.prepare(ids_only=not state.version)
                writer.stage(state, plan, searchable)
                if not state.version:
                    writer.prepare()
                version = state.version + 1
                wanted = writer.switch(replace(wanted, version=version, oldest=version, pending=version))
                writer.settle(wanted)
            else:
                writer.switch(wanted)
            return ServerPublication(wanted.snapshot, True, dict(writer.seconds))

    def close(self) -> None:
        """Hang up; doing it twice does no harm."""
        self.connection.close()

    def __enter__(self) -> "ServerStore":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_server_graph(location: object, *, seconds: float = QUERY_SECONDS) -> Neo4jGraphStore:
    """The graph in force in the store at an address; the connection ends with it."""
    store = ServerStore(parse_address(location), seconds=seconds)
    try:
        return store.open_current().open_graph(on_close=store.close)
    except BaseException:
        store.close()
        raise
