"""A store on disk: a folder of snapshots, one of them in force, switched atomically.

    CURRENT              the pointer: which snapshot is in force, and those kept behind it
    snapshots/<id>/      graph.sqlite, manifest.json, documents.json, and what other stages add (an index)
    cache/               what can be made again: facts, embeddings
    writer.lock          held by the one process that writes

A snapshot is written aside, made durable, renamed, and only then pointed to: whatever happens at whatever moment, the
pointer names a whole snapshot. Knows no documents' formats and no index's content.
"""

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph_schema.checks import require_valid
from graph_schema.errors import StoreError
from graph_schema.tables import GraphTables
from graph_store import manifest as small_files
from graph_store.cache import ContentCache
from graph_store.files import FileLock, held_alone, sync_folder, sync_tree, write_atomically
from graph_store.manifest import DocumentRecord, Manifest
from graph_store.snapshot import GRAPH, READERS, Snapshot
from graph_store.sqlite_writer import write_graph

SNAPSHOTS_KEPT = 3
WAIT_FOR_WRITER = 10.0

_LOG = logging.getLogger(__name__)
_WRITER = "writer.lock"
_ASIDE = ".writing-"
_DOOMED = ".removing-"
_OWN_NAMES = {small_files.POINTER, "snapshots", "cache", _WRITER}
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.01

ExtraWriter = Callable[[Path], None]
"""Adds files to a snapshot that is being written; its folder already holds graph.sqlite."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What `publish` did: the snapshot now in force, and whether it had to be written."""

    id: str
    folder: Path
    written: bool


class SnapshotStore:
    """The store in the folder `root`. Making this object touches nothing on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._snapshots = root / "snapshots"
        self._turn = threading.RLock()
        self._writing = False

    def cache(self, name: str) -> ContentCache:
        """The store's cache of this name ("facts")."""
        return ContentCache(self.root / "cache" / name)

    def exists(self) -> bool:
        """Whether something was ever published here."""
        return (self.root / small_files.POINTER).exists()

    def history(self) -> tuple[str, ...]:
        """Ids of the snapshots kept, the one in force first."""
        return tuple(_id_of(name) for name in small_files.read_pointer(self.root))

    def open_current(self) -> Snapshot:
        """The snapshot in force. StoreError when there is none or it is damaged; StoreVersionError when too new."""
        for _ in range(_ATTEMPTS):
            names = small_files.read_pointer(self.root)
            if not names:
                raise StoreError(f"{self.root}: holds no store yet; make it with `python -m ingest add PATH...`")
            if snapshot := self._try_to_open(names[0]):
                return snapshot
            time.sleep(_PAUSE_SECONDS)  # between reading the pointer and opening, the snapshot was replaced
        raise StoreError(
            f"{self.root / small_files.POINTER}: names the snapshot {names[0]}, which is not there or lacks {READERS};"
            " run `python -m ingest add` on your documents to build it anew"
        )

    def documents_in_force(self) -> tuple[DocumentRecord, ...]:
        """Where the documents in force were read from, also where all else of their snapshot is damaged."""
        names = small_files.read_pointer(self.root)
        return small_files.read_documents(self._snapshots / names[0]) if names else ()

    def open_snapshot(self, identifier: str) -> Snapshot:
        """A snapshot that is still kept, by its id; StoreError when it is not."""
        for name in small_files.read_pointer(self.root):
            if _id_of(name) == identifier and (snapshot := self._try_to_open(name)):
                return snapshot
        raise StoreError(f"{self.root}: holds no snapshot {identifier}; it holds {', '.join(self.history()) or 'none'}")

    @contextmanager
    def writing(self, *, wait: float = WAIT_FOR_WRITER) -> Iterator[None]:
        """Be the only writer: hold it around reading the documents' state, changing it and publishing.

        A second writer waits `wait` seconds for its turn and then gets a StoreError. `publish` within it does not wait.
        """
        with ExitStack() as stack:
            if not self._turn.acquire(timeout=wait):
                raise self._busy()
            stack.callback(self._turn.release)
            if not self._writing:
                try:
                    made = self._lock_root(stack, wait)
                except (FileExistsError, NotADirectoryError) as exc:
                    raise StoreError(
                        f"{self.root}: is a file or lies in one, and a store is a folder; name one with --store"
                    ) from exc
                except OSError as exc:
                    raise StoreError(f"{self.root}: the store cannot be written ({exc.strerror})") from exc
                self._writing = True
                stack.callback(setattr, self, "_writing", False)
                stack.callback(self._leave_nothing, made)
            yield

    def publish(
        self,
        tables: GraphTables,
        *,
        documents: Iterable[DocumentRecord],
        extra_writers: Sequence[ExtraWriter] = (),
        built_with: Mapping[str, str] | None = None,
    ) -> Publication:
        """Put this graph in force. What is published already, and whole, is not written again.

        documents: where every Document of the graph was read from. extra_writers: each adds its files to the
        snapshot's folder; what they raise is passed on. built_with: what those files depend on besides the graph (the
        encoder's name): when it differs, they are written anew. Raises SchemaError for a graph that breaks the
        schema, StoreError when the store cannot be written; in both cases the old snapshot stays in force.
        """
        require_valid(tables)
        records = tuple(documents)
        with self.writing():
            try:
                self._sweep()
                names = small_files.read_pointer(self.root)
                expected = Manifest(
                    format=small_files.STORE_FORMAT,
                    snapshot=tables.content_hash(),
                    schema=small_files.schema_hash(),
                    built_with=dict(built_with or {}),
                )
                name = self._find_published(expected, names)
                written = name is None
                if name is None:
                    name = self._write(tables, expected, records, extra_writers)
                else:
                    self._update_documents(name, records)
                kept = self._point_to(name, names)
            except OSError as exc:
                raise StoreError(f"{self.root}: the store could not be written ({exc}); nothing was changed") from exc
            self._prune(kept)
            return Publication(expected.snapshot, self._snapshots / name, written)

    def forget_older(self) -> None:
        """Keep only the snapshot in force, so that nothing of a removed document stays. One that somebody is reading is
        left for the next writer."""
        with self.writing():
            names = small_files.read_pointer(self.root)
            try:
                if len(names) > 1:
                    write_atomically(self.root / small_files.POINTER, small_files.pointer_bytes(names[:1]))
            except OSError as exc:
                raise StoreError(f"{self.root}: the store cannot be written ({exc.strerror})") from exc
            self._prune(names[:1])

    def _try_to_open(self, name: str) -> Snapshot | None:
        folder = self._snapshots / name
        lock = FileLock.shared(folder / READERS)
        if lock is None:
            return None
        try:
            if not lock.is_in_place():
                lock.release()
                return None
            manifest = small_files.read_manifest(folder)
            problems = small_files.misfits(folder, manifest.files, by_hash=False)
            if manifest.snapshot != _id_of(name):
                problems.append(f"{folder}: is the snapshot {manifest.snapshot}")
            if problems:
                raise StoreError(f"{problems[0]}; run `python -m ingest add` on your documents to build it anew")
            return Snapshot(folder, manifest, lock)
        except BaseException:
            lock.release()
            raise

    def _lock_root(self, stack: ExitStack, wait: float) -> list[Path]:
        """Be the only writer until the stack is left; returns the folders that were made for it, the innermost first."""
        while True:
            try:
                made = self._prepare_root()
                stack.enter_context(held_alone(self.root / _WRITER, wait=wait, on_timeout=self._busy))
            except FileNotFoundError:
                continue  # a writer that came to nothing took the folder away with it
            except FileExistsError:
                if self.root.is_symlink() or (self.root.exists() and not self.root.is_dir()):
                    raise
                continue  # it was there a moment ago, and was taken away in the same way
            return made

    def _prepare_root(self) -> list[Path]:
        """Make the folder; refuse one that holds other files, for a store deletes what it no longer needs."""
        missing = [folder for folder in (self.root, *self.root.parents) if not folder.exists()]
        if missing and self.root.is_absolute() and len(missing[-1].parts) == 2:
            raise StoreError(
                f"{self.root}: {missing[-1]} is not there, and no folder is made at the top of the file system;"
                " see that no variable in --store is empty, or make the folder first"
            )
        self.root.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in self.root.iterdir()}
        if names and not names & _OWN_NAMES:
            raise StoreError(f"{self.root}: is no store and not empty; name a new or empty folder with --store")
        return missing

    def _leave_nothing(self, made: Sequence[Path]) -> None:
        """Where an update has come to nothing, take back what it made: the lock, and the folders that were not there."""
        with suppress(OSError):  # what cannot be taken back does no harm
            if {path.name for path in self.root.iterdir()} == {_WRITER}:
                (self.root / _WRITER).unlink()
                for folder in made:
                    folder.rmdir()

    def _busy(self) -> StoreError:
        return StoreError(f"{self.root}: another process is writing to this store; run again when it is done")

    def _sweep(self) -> None:
        """Remove what a writer left that was stopped in the middle."""
        self._snapshots.mkdir(exist_ok=True)
        for path in sorted(self._snapshots.iterdir()):
            if path.name.startswith((_ASIDE, _DOOMED)):
                shutil.rmtree(path)

    def _find_published(self, expected: Manifest, names: Sequence[str]) -> str | None:
        """A snapshot on disk that is what is expected, read to the last byte, so that a damaged one is replaced."""
        on_disk = sorted(path.name for path in self._snapshots.iterdir() if small_files.is_snapshot_name(path.name))
        for name in dict.fromkeys((*names, *on_disk)):
            folder = self._snapshots / name
            if _id_of(name) != expected.snapshot or not (folder / READERS).is_file():
                continue
            try:
                found = small_files.read_manifest(folder)
            except StoreError as exc:
                _LOG.warning("%s", exc)
                continue
            same = (found.snapshot, found.format, found.schema, found.built_with) == (
                expected.snapshot,
                expected.format,
                expected.schema,
                expected.built_with,
            )
            if same and not small_files.misfits(folder, found.files, by_hash=True):
                return name
        return None

    def _write(
        self,
        tables: GraphTables,
        expected: Manifest,
        documents: Sequence[DocumentRecord],
        extra_writers: Sequence[ExtraWriter],
    ) -> str:
        name = self._free_name(expected.snapshot)
        aside = self._snapshots / f"{_ASIDE}{name}"
        try:
            aside.mkdir()
            write_graph(aside / GRAPH, tables)
            for writer in extra_writers:
                writer(aside)
            files = small_files.file_records(aside, leave_out=(small_files.DOCUMENTS,))
            whole = Manifest(expected.format, expected.snapshot, expected.schema, expected.built_with, files)
            (aside / small_files.MANIFEST).write_bytes(small_files.manifest_bytes(whole))
            (aside / small_files.DOCUMENTS).write_bytes(small_files.documents_bytes(documents))
            (aside / READERS).touch()
            sync_tree(aside)
            aside.rename(self._snapshots / name)
            sync_folder(self._snapshots)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return name

    def _free_name(self, snapshot: str) -> str:
        name, number = snapshot, 1
        while (self._snapshots / name).exists():
            number += 1
            name = f"{snapshot}.{number}"
        return name

    def _update_documents(self, name: str, documents: Sequence[DocumentRecord]) -> None:
        path = self._snapshots / name / small_files.DOCUMENTS
        data = small_files.documents_bytes(documents)
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)

    def _point_to(self, name: str, names: Sequence[str]) -> tuple[str, ...]:
        """Switch to `name`; returns what is kept. Another build of the same graph is not."""
        older = [other for other in names if _id_of(other) != _id_of(name) and (self._snapshots / other).is_dir()]
        kept = (name, *older)[:SNAPSHOTS_KEPT]
        if kept != tuple(names):
            write_atomically(self.root / small_files.POINTER, small_files.pointer_bytes(kept))
        return kept

    def _prune(self, kept: Sequence[str]) -> None:
        """Remove what is not kept. What cannot be removed now only takes up room."""
        for folder in sorted(self._snapshots.iterdir()):
            if small_files.is_snapshot_name(folder.name) and folder.name not in kept:
                try:
                    _remove_unless_read(folder)
                except OSError as exc:
                    _LOG.warning("%s: an old snapshot could not be removed (%s)", folder, exc.strerror)


def _remove_unless_read(folder: Path) -> None:
    """Remove a snapshot that nobody has open; one that is open is left for a later writer."""
    try:
        lock = FileLock.alone(folder / READERS)
    except FileNotFoundError:
        shutil.rmtree(folder)
        return
    if lock is None:
        return
    try:
        # Renamed first: a reader that finds it under its name finds it whole.
        doomed = folder.with_name(f"{_DOOMED}{folder.name}")
        folder.rename(doomed)
        shutil.rmtree(doomed)
    finally:
        lock.release()


def _id_of(name: str) -> str:
    return name.partition(".")[0]
