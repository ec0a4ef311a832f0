"""The store as the app asks it: one snapshot opened once for all visitors, replaced when another comes into force."""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import streamlit as st

from app.captions import row_text
from graph_schema.errors import PlanGraphError
from graph_schema.tables import Provenance
from graph_store.neo4j_address import is_address
from graph_store.opening import open_snapshot
from graph_store.protocol import GraphStore
from graph_store.snapshots import SnapshotStore
from search.catalogue import Catalogue
from search.engine import Engine as SearchEngine
from search.engine import open_store

_SECONDS_BETWEEN_LOOKS = 10.0


@dataclass(frozen=True)
class Engine:
    """A snapshot that answers: questions, the graph, and what the graph knows by name."""

    location: str
    store: SearchEngine

    @property
    def graph(self) -> GraphStore:
        """The graph of this snapshot."""
        return self.store.graph

    @property
    def catalogue(self) -> Catalogue:
        """Its places, units and plans."""
        return self.store.catalogue

    @property
    def snapshot(self) -> str:
        """Hash of the graph's content."""
        return self.store.graph.snapshot_id

    def said(self, subjects: list[str]) -> dict[str, tuple[Provenance, ...]]:
        """Where documents say that these nodes and edges are so."""
        return self.graph.provenance(subjects)


@dataclass
class _Shelf:
    """The engine in force at a location, and the one before it, which a visitor may still be reading.

    A folder is looked at each time, a server at most every few seconds, and after a change made here.
    """

    location: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    engine: Engine | None = None
    before: Engine | None = None
    looked: float = 0.0

    def current(self) -> Engine:
        with self.lock:
            if self.engine is None or self._is_outdated(self.engine):
                opened = Engine(self.location, open_store(self.location))
                if self.before is not None:
                    self.before.store.close()
                self.before, self.engine = self.engine, opened
                threading.Thread(target=_warm, args=[opened], daemon=True).start()
            return self.engine

    def _is_outdated(self, engine: Engine) -> bool:
        if is_address(self.location):
            if time.monotonic() - self.looked < _SECONDS_BETWEEN_LOOKS:
                return False
            self.looked = time.monotonic()
        with open_snapshot(self.location) as snapshot:
            return snapshot.id != engine.snapshot


def _warm(engine: Engine) -> None:
    """Load the model and the other pages before the first visitor asks, while the start page is being read."""
    with suppress(PlanGraphError):  # whoever asks is told what is wrong
        engine.store.ask("牵头", limit=1)
    for page in ("explore", "compare", "documents"):
        import_module(f"app.views.{page}")


@st.cache_resource(show_spinner=False)
def _shelf(location: str) -> _Shelf:
    return _Shelf(location)


def open_engine(location: str) -> Engine:
    """The engine of the snapshot in force. Raises StoreError where there is no store, or a broken one."""
    return _shelf(location).current()


@st.cache_resource(show_spinner=False, max_entries=16)
def text_of(_engine: Engine, snapshot: str, document: str) -> str:
    """A document's text; "" where the snapshot does not have it."""
    node = _engine.graph.nodes([document], large=True).get(document)
    return str(node.properties["text"]) if node else ""


def is_open(location: str) -> bool:
    """Whether a visitor's page need not wait for the store."""
    return _shelf(location).engine is not None


def look_again(location: str) -> None:
    """Make sure that the next who asks is answered by what is in force: something was changed here."""
    _shelf(location).looked = 0.0


def row_quote(engine: Engine, document: str, start: int, end: int) -> str:
    """Words of a table with strokes between its cells, so that 12 and 15 are not read as 1215; "" for all other text."""
    said = text_of(engine, engine.snapshot, document)[start:end]
    return row_text(said) if "\t" in said else ""


def store_exists(location: str) -> bool:
    """Whether there is a store to open (a server is taken to be there)."""
    return is_address(location) or SnapshotStore(Path(location)).exists()
