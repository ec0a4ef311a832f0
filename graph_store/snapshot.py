"""One snapshot on disk, open for reading. Knows nothing of how snapshots come and go."""

from collections.abc import Callable
from pathlib import Path

from graph_store import manifest as small_files
from graph_store.files import FileLock
from graph_store.manifest import DocumentRecord, Manifest
from graph_store.sqlite_store import SqliteGraphStore
from graph_store.whole import check_graph

GRAPH = "graph.sqlite"
READERS = "readers.lock"


class Snapshot:
    """A snapshot open for reading. It stays whole on disk until it is closed, whatever is published meanwhile."""

    def __init__(self, folder: Path, manifest: Manifest, lock: FileLock) -> None:
        self.folder = folder
        self.manifest = manifest
        self._lock = lock

    @property
    def id(self) -> str:
        """Hash of the graph's content."""
        return self.manifest.snapshot

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """Where its documents were read from."""
        return small_files.read_documents(self.folder)

    def open_graph(self, *, on_close: Callable[[], None] | None = None) -> SqliteGraphStore:
        """Its graph; close it before the snapshot. `on_close` is called when it is closed."""
        return SqliteGraphStore(self.folder / GRAPH, on_close=on_close)

    def check(self) -> list[str]:
        """What is wrong with it, one line each: files against the manifest, rows against schema, hash and documents."""
        if problems := small_files.misfits(self.folder, self.manifest.files, by_hash=True):
            return problems
        with self.open_graph() as graph:
            problems = check_graph(graph)
            held = {node.id for node in graph.stream_nodes("Document")}
        listed = {record.document for record in self.documents}
        problems.extend(
            f"{document}: is in the graph but not among the documents" for document in sorted(held - listed)
        )
        problems.extend(
            f"{document}: is among the documents but not in the graph" for document in sorted(listed - held)
        )
        return problems

    def close(self) -> None:
        """Let others remove it; doing it twice does no harm."""
        self._lock.release()

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
