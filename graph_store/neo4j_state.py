"""What a store on a server says of itself: the node that names the version in force. Read and checked here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph_schema.errors import StoreError, StoreVersionError
from graph_schema.validation import explain
from graph_store import cypher_queries
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_connection import Connection
from graph_store.protocol import Counts

SERVER_FORMAT = 1
_CURE = "run `python -m ingest add` on your documents to build it anew"


@dataclass(frozen=True, slots=True)
class ServerState:
    """A version of a store. version: counts publications, 0 while there was none. oldest: of those that can still be
    read. pending: the version that a writer has begun and not settled. vector_field: the property of passages that
    holds their vectors, made by `encoder`; staged_field: the one that a pending version brings.
    """

    version: int = 0
    oldest: int = 0
    snapshot: str = ""
    pending: int | None = None
    counts: Counts = field(default_factory=lambda: Counts({}, {}, 0))
    documents: tuple[DocumentRecord, ...] = ()
    built_with: Mapping[str, str] = field(default_factory=dict)
    encoder: str = ""
    vector_field: str = ""
    staged_field: str = ""
    dimension: int = 0
    passages: int = 0

    def values(self) -> dict[str, Any]:
        """As the server holds it."""
        return {
            "version": self.version,
            "oldest": self.oldest,
            "snapshot": self.snapshot,
            "pending": self.pending,
            "counts": _dump(_COUNTS.dump_python(self.counts)),
            "documents": _dump(_DOCUMENTS.dump_python(self.documents)),
            "built_with": _dump(dict(self.built_with)),
            "encoder": self.encoder,
            "vector_field": self.vector_field,
            "staged_field": self.staged_field,
            "dimension": self.dimension,
            "passages": self.passages,
        }


_COUNTS = TypeAdapter(Counts)
_DOCUMENTS = TypeAdapter(tuple[DocumentRecord, ...])
_STATE = TypeAdapter(ServerState)
_NESTED = ("counts", "documents", "built_with")


def read_state(connection: Connection) -> ServerState:
    """The store's state; that of an empty store where nothing was ever published.

    Raises StoreVersionError for one that a newer version of this program wrote, StoreError for a damaged one.
    """
    rows = connection.rows(cypher_queries.STORE_STATE, store=connection.address.name)
    if not rows:
        return ServerState()
    held: dict[str, Any] = dict(rows[0][0])
    where = f"{connection.address}, database {connection.database}"
    written = held.pop("format", None)
    if not isinstance(written, int):
        raise StoreError(f"{where}: what the store says of itself is damaged (no format); {_CURE}")
    if written > SERVER_FORMAT:
        raise StoreVersionError(
            f"{where}: the store is written in format {written}, this program reads {SERVER_FORMAT}; "
            "update the program or choose another store with --store"
        )
    try:
        for name in _NESTED:
            if name in held:
                held[name] = json.loads(held[name])
        known = {name: value for name, value in held.items() if name in ServerState.__dataclass_fields__}
        return _STATE.validate_python(known)
    except ValidationError as exc:
        raise StoreError(f"{where}: what the store says of itself is damaged ({explain(exc)}); {_CURE}") from exc
    except ValueError as exc:
        raise StoreError(f"{where}: what the store says of itself is damaged ({exc}); {_CURE}") from exc


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
