"""Bringing a store up to date: add and remove documents. One act: read what changed, assemble all, publish.

Nothing is patched in place; the store changes at one moment, or not at all.
"""

import hashlib
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from graph_schema.checks import require_valid
from graph_schema.errors import (
    DocumentError,
    InputError,
    MissingDependencyError,
    PlanGraphError,
    SchemaError,
    StoreError,
)
from graph_schema.ids import make_id
from graph_store.manifest import DocumentRecord
from ingest.aliases import ALIASES
from ingest.assemble import Assembly, DocumentFacts, assemble
from ingest.corrections import CORRECTIONS, apply_corrections, corrections_of, load_corrections
from ingest.facts import Facts
from ingest.readers import expand_paths
from pipeline.facts_cache import ReadDocument, file_hash, find_cached, parser_fingerprint, read_cached
from pipeline.places import FACTS_CACHE, Place, place_at
from search.encoders import Encoder, make_encoder
from search.indexing import INDEX_VERSION

__all__ = ["FACTS_CACHE", "FileResult", "Progress", "Silent", "UpdateReport", "add", "document_id", "remove"]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. status: "added", "updated", "unchanged" or "failed"; counts are of its facts."""

    path: str
    status: str
    tasks: int = 0
    units: int = 0
    targets: int = 0
    warnings: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did. seconds: wall time. written: whether a new snapshot came into force."""

    files: tuple[FileResult, ...]
    snapshot: str
    nodes: int
    edges: int
    seconds: float
    written: bool
    removed: tuple[str, ...] = ()
    doubts: dict[str, list[str]] = field(default_factory=dict)

    def count(self, status: str) -> int:
        """How many files have this status."""
        return sum(1 for result in self.files if result.status == status)


class Progress(Protocol):
    """Told of every step of an update; the commands and the app show it."""

    def file(self, done: int, total: int, result: FileResult) -> None:
        """One more file is read."""

    def stage(self, name: str) -> None:
        """A new stage begins: "assemble", "embed", "publish"."""

    def embedded(self, done: int, total: int) -> None:
        """So many of the new passages are embedded."""


class Silent:
    """A progress that shows nothing."""

    def file(self, done: int, total: int, result: FileResult) -> None:
        """Nothing."""

    def stage(self, name: str) -> None:
        """Nothing."""

    def embedded(self, done: int, total: int) -> None:
        """Nothing."""


def document_id(sha256: str) -> str:
    """The id of the Document node of a file with this content."""
    return make_id("document", sha256)


def _built_with(encoder: Encoder) -> dict[str, str]:
    """What a snapshot depends on besides its documents: when any of it changes, the next update builds anew."""
    by_people = [ALIASES, *sorted(CORRECTIONS.glob("*.y*ml"))]
    decided = hashlib.sha256(b"".join(path.read_bytes() for path in by_people if path.exists())).hexdigest()[:16]
    return {"encoder": encoder.name, "index": INDEX_VERSION, "parser": parser_fingerprint(), "decisions": decided}


def _record(path: Path, sha256: str) -> DocumentRecord:
    real = path if path.exists() else Path(str(path).split("!/")[0])  # a member of an archive has none of its own
    stat = real.stat()
    return DocumentRecord(document_id(sha256), str(path), stat.st_size, stat.st_mtime_ns)


def _require_name(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError as exc:
        raise DocumentError(f"{path}: the name is no UTF-8, and could not be written down; rename the file") from exc


def _result(path: Path, status: str, facts: Facts) -> FileResult:
    units = {unit.name for task in facts.tasks for unit in task.units}
    return FileResult(str(path), status, len(facts.tasks), len(units), len(facts.targets), len(facts.warnings))


_SHOWN = 160


class _Update:
    """One update of a store, from reading to publication. Use it while the store is locked for writing."""

    def __init__(self, place: Place, encoder: Encoder, progress: Progress) -> None:
        self._place = place
        self._encoder = encoder
        self._progress = progress
        self._cache = place.facts
        self._in_force = place.in_force()
        self._records = list(self._in_force.documents) if self._in_force else []
        self._read: dict[str, ReadDocument] = {}
        self._started = time.monotonic()
        self.results: list[FileResult] = []

    def add(self, paths: Sequence[Path]) -> list[DocumentRecord]:
        """Read the files; the records of all documents that are to be in force."""
        before = {_spot(record.path): record for record in self._records}
        after = dict(before)
        for number, path in enumerate(paths, start=1):
            result = self._file(path, before.get(_spot(path)), after)
            self.results.append(result)
            self._progress.file(number, len(paths), result)
        return list(after.values())

    def _file(self, path: Path, known: DocumentRecord | None, after: dict[str, DocumentRecord]) -> FileResult:
        try:
            _require_name(path)
            sha256 = file_hash(path)
            read = read_cached(path, document_id(sha256), self._cache)
        except (DocumentError, MissingDependencyError) as exc:
            return FileResult(str(path), "failed", error=str(exc))
        except (PlanGraphError, OSError):
            raise  # of the store or the machine, not of this document
        except Exception as exc:  # noqa: BLE001
            # A fault of ours in one document: the others are read all the same, and the report says which it was.
            fault = f"{path}: internal fault in reading it ({type(exc).__name__}: {str(exc)[:_SHOWN]})"
            return FileResult(str(path), "failed", error=f"{fault}; report it with the file")
        record = _record(path, sha256)
        self._read[record.document] = read
        same = known is not None and known.document == record.document
        after[_spot(path)] = known if same and known is not None else record
        status = "unchanged" if same else "updated" if known else "added"
        return _result(path, status, read.facts)

    def remove(self, selectors: Sequence[str]) -> tuple[list[DocumentRecord], tuple[str, ...]]:
        """The records that stay when what `selectors` name (path, folder, file name or id) goes; and what went."""
        kept = list(self._records)
        gone: list[str] = []
        for selector in selectors:
            hit = [record for record in kept if _names(selector, record)]
            if not hit:
                known = ", ".join(Path(record.path).name for record in kept[:5]) or "none"
                raise InputError(
                    f"{selector}: no such document in the store; it holds {known}; see `python -m ingest list`"
                )
            gone.extend(record.path for record in hit)
            kept = [record for record in kept if record not in hit]
        return kept, tuple(gone)

    def publish(self, records: list[DocumentRecord], removed: tuple[str, ...] = ()) -> UpdateReport:
        """Assemble all documents and put the graph in force; what is in force already is left alone."""
        wanted = _built_with(self._encoder)
        now = self._in_force
        if now is not None and now.built_with == wanted and _same(records, self._records):
            return self._report(now.snapshot, now.nodes, now.edges, False, (), None)
        try:
            return self._put_in_force(records, wanted, removed)
        except SchemaError:
            refused = self._refused(records)
            if not refused:
                raise
        records = self._without(records, refused)
        if not records:
            raise InputError(f"{next(iter(refused.values()))}; nothing was added")
        return self.publish(records, removed)

    def _put_in_force(
        self, records: list[DocumentRecord], wanted: dict[str, str], removed: tuple[str, ...]
    ) -> UpdateReport:
        assembly = self._assemble(records)
        self._progress.stage("embed")
        publication = self._place.publish(assembly.tables, records, self._encoder, wanted, self._progress.embedded)
        self._progress.stage("publish")
        return self._report(
            publication.id, publication.nodes, publication.edges, publication.written, removed, assembly
        )

    def _refused(self, records: list[DocumentRecord]) -> dict[str, str]:
        """Why documents that this update brings cannot be taken, by document: their rows break the schema."""
        refused: dict[str, str] = {}
        stored = {record.document for record in self._records}
        for record in records:
            if record.document not in self._read or record.document in stored:
                continue
            try:
                require_valid(self._assemble([record]).tables)
            except SchemaError as exc:
                refused[record.document] = (
                    f"{record.path}: what was read of it cannot be stored ({exc}); report it with the file"
                )
        return refused

    def _without(self, records: list[DocumentRecord], refused: dict[str, str]) -> list[DocumentRecord]:
        """`records` without the refused documents; where an earlier version of one is in force, that stays."""
        before = {_spot(record.path): record for record in self._records}
        kept: list[DocumentRecord] = []
        for record in records:
            if record.document not in refused:
                kept.append(record)
                continue
            known = before.get(_spot(record.path))
            if known is not None:
                kept.append(known)
            failed = FileResult(record.path, "failed", error=refused[record.document])
            self.results = [failed if result.path == record.path else result for result in self.results]
            self._progress.file(len(self.results), len(self.results), failed)
        return kept

    def _report(
        self, snapshot: str, nodes: int, edges: int, written: bool, removed: tuple[str, ...], assembly: Assembly | None
    ) -> UpdateReport:
        seconds = round(time.monotonic() - self._started, 3)
        doubts = assembly.doubts if assembly else {}
        return UpdateReport(tuple(self.results), snapshot, nodes, edges, seconds, written, removed, doubts)

    def _assemble(self, records: list[DocumentRecord]) -> Assembly:
        self._progress.stage("assemble")
        first: dict[str, DocumentRecord] = {}
        for record in sorted(records, key=lambda row: row.path):
            first.setdefault(record.document, record)
        documents = []
        corrections = load_corrections()
        for identifier, record in sorted(first.items()):
            read = self._read.get(identifier) or self._reread(record)
            name = Path(record.path).name
            facts = apply_corrections(read.facts, read.text, corrections_of(read.facts, name, corrections))
            documents.append(DocumentFacts(name, read.text, facts))
        return assemble(documents)

    def _reread(self, record: DocumentRecord) -> ReadDocument:
        """A document that this update does not touch: from the cache, else from its file if that is still the same."""
        path = Path(record.path)
        stored = find_cached(path, record.document, self._cache)
        if stored is not None:
            return stored
        try:
            sha256 = file_hash(path)
        except DocumentError as exc:
            raise StoreError(
                f"{path}: needed to rebuild the store and cannot be read; restore it or remove it ({exc})"
            ) from exc
        if document_id(sha256) != record.document:
            raise StoreError(f"{path}: has changed since it was added; run `python -m ingest add {path}` as well")
        return read_cached(path, record.document, self._cache)


def _spot(path: str | Path) -> str:
    """One name for a file however its path is spelt: a file that was added by another path is updated, not doubled."""
    return str(Path(path).resolve())


def _same(new: list[DocumentRecord], old: list[DocumentRecord]) -> bool:
    return {(row.document, row.path) for row in new} == {(row.document, row.path) for row in old}


def _names(selector: str, record: DocumentRecord) -> bool:
    path = Path(record.path)
    if selector in (record.document, record.path, path.name):
        return True
    wanted = Path(selector)
    return wanted.resolve() == path.resolve() or wanted.resolve() in path.resolve().parents


def add(
    store: str | Path, paths: Iterable[Path], *, encoder: str = "bundled", progress: Progress | None = None
) -> UpdateReport:
    """Add or update the documents at `paths` (files, folders, archives) and publish in `store`, a folder or an address.
    Files that cannot be read are reported as failed and change nothing; raises InputError where there is no file at all.
    """
    files = expand_paths(paths)
    if not files:
        raise InputError(
            f"no document found in {', '.join(str(path) for path in paths)}; name files or folders with plans"
        )
    with closing(place_at(store)) as place, place.writing():
        update = _Update(place, make_encoder(encoder), progress or Silent())
        records = update.add(files)
        if not records:
            first, *others = update.results
            all_of = f"none of the {len(others) + 1} files could be read, the first because: " if others else ""
            raise InputError(f"{all_of}{first.error}; nothing was added")
        return update.publish(records)


def remove(
    store: str | Path, selectors: Sequence[str], *, encoder: str = "bundled", progress: Progress | None = None
) -> UpdateReport:
    """Remove documents by path, file name or id and publish; nothing of them is left in the store: earlier snapshots
    and what the caches hold of them go too."""
    if not all(selector.strip() for selector in selectors):  # would name the folder one is in, and all within it
        raise InputError("a document's name is empty; name it by path, file name or id; nothing was removed")
    with closing(place_at(store)) as place:
        if place.in_force() is None:
            raise StoreError(f"{store}: holds no store yet; make it with `python -m ingest add PATH...`")
        return _remove(place, selectors, make_encoder(encoder), progress or Silent())


def _remove(place: Place, selectors: Sequence[str], encoder: Encoder, progress: Progress) -> UpdateReport:
    with place.writing():
        update = _Update(place, encoder, progress)
        records, gone = update.remove(selectors)
        report = update.publish(records, gone)
        place.forget()
        return report
