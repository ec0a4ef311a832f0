"""Writing an export to a path: whole or not at all, and never over something without being told to."""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from export.archive import pack
from export.citation import Citation, cite
from export.formats import Format, format_named
from export.job import Job
from export.selection import Selection
from export.values import json_text
from graph_schema.errors import InputError

CITATION_FILES = ("citation.txt", "citation.bib", "citation.json")
_OURS = frozenset({"nodes.csv", "edges.csv", "evidence.csv", "nodes.parquet", "edges.parquet", *CITATION_FILES})


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, how many nodes, edges and quotes, how many bytes, and how to cite it."""

    path: Path
    nodes: int
    edges: int
    evidence: int
    bytes: int
    citation: Citation


def write(
    selection: Selection,
    format: str,
    path: str | Path,
    *,
    force: bool = False,
    text: bool = False,
    day: str | None = None,
) -> Written:
    """Write a selection to `path`; formats of several files write a folder, or a zip file where the path ends in .zip.

    force: replace what is there (a folder only where all in it is of an earlier export). text: with the full text of
    the documents. day: date of the citation, YYYY-MM-DD. Raises InputError, MissingDependencyError, StoreError; then
    nothing is written and what was there stays.
    """
    chosen = format_named(format)
    target = Path(path)
    job = _job(selection, text=text, day=day)
    as_folder = _as_folder(chosen, target)
    with _our_words(target):
        _require_free(target, force=force, as_folder=as_folder)
        aside = target.with_name(f".export-{os.getpid()}-{threading.get_ident()}.part")
        try:
            (_write_folder if as_folder else _write_file)(job, chosen, aside)
            size = _size(aside)
            _require_free(target, force=force, as_folder=as_folder)
            _put_in_place(aside, target)
        finally:
            _remove(aside)
    return Written(target, job.node_count, job.edge_count, job.evidence_count, size, job.citation)


def require_free(path: str | Path, format: str, *, force: bool = False) -> None:
    """Raise InputError where `write` would refuse this path: no such folder, something there that must not go."""
    target = Path(path)
    with _our_words(target):
        _require_free(target, force=force, as_folder=_as_folder(format_named(format), target))


def to_bytes(selection: Selection, format: str, *, text: bool = False, day: str | None = None) -> tuple[str, bytes]:
    """A selection as one file (several are packed), with a name for it: what a browser downloads."""
    chosen = format_named(format)
    job = _job(selection, text=text, day=day)
    with tempfile.TemporaryFile() as file:
        _write_packed(job, chosen, file)
        file.seek(0)
        return f"{job.citation.program}-{job.citation.key}{chosen.suffix}", file.read()


def _as_folder(chosen: Format, target: Path) -> bool:
    return chosen.write_folder is not None and target.suffix.lower() != ".zip"


def _job(selection: Selection, *, text: bool, day: str | None) -> Job:
    if selection.is_empty():
        raise InputError("nothing to export: the selection is empty; choose another, or add documents to the store")
    return Job(selection, cite(selection, day=day), text)


@contextmanager
def _our_words(target: Path) -> Iterator[None]:
    """What the operating system refuses, said in one line."""
    try:
        yield
    except OSError as exc:
        raise InputError(f"{target}: cannot be written ({exc.strerror or exc}); choose another path with -o") from exc
    except ValueError as exc:
        if "null byte" not in str(exc):
            raise
        raise InputError("the path holds a null character; choose another with -o") from exc


def _require_free(target: Path, *, force: bool, as_folder: bool) -> None:
    if str(target) == "-":
        raise InputError("-: an export is not written to standard output; name a file with -o, like -o export.json")
    if not target.name or target.name == "..":
        raise InputError(f"{target}: is no name for a file; name one with -o, like -o {target / 'export.json'}")
    if not target.parent.is_dir():
        raise InputError(f"{target.parent}: no such folder; make it first, or choose another path with -o")
    if not target.exists():
        return
    if target.is_dir() and not as_folder:
        raise InputError(f"{target}: is a folder; name a file in it, like -o {target / 'export'}")
    if not target.is_dir() and (as_folder or not target.is_file()):
        what = "a file, and this format writes a folder (or a .zip)" if target.is_file() else "no ordinary file"
        raise InputError(f"{target}: is {what}; choose another path with -o")
    if as_folder and not any(target.iterdir()):
        return
    if not force:
        raise InputError(f"{target}: is there already; --force replaces it, or choose another path with -o")
    if as_folder and (others := sorted(path.name for path in target.iterdir() if path.name not in _OURS)):
        raise InputError(
            f"{target}: holds {others[0]}, which is of no export, and is not replaced; choose another folder with -o"
        )


def _write_file(job: Job, chosen: Format, aside: Path) -> None:
    with aside.open("x+b") as file:
        _write_packed(job, chosen, file)
        file.flush()
        os.fsync(file.fileno())


def _write_packed(job: Job, chosen: Format, file: BinaryIO) -> None:
    if chosen.write_file is not None:
        chosen.write_file(job, file)
        return
    with tempfile.TemporaryDirectory() as folder:
        _fill(job, chosen.write_folder, Path(folder))
        pack(Path(folder), file, top=f"{job.citation.program}-{job.citation.key}")


def _write_folder(job: Job, chosen: Format, aside: Path) -> None:
    aside.mkdir()
    _fill(job, chosen.write_folder, aside)
    for path in sorted(aside.iterdir()):
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _fill(job: Job, writer: Callable[[Job, Path], None] | None, folder: Path) -> None:
    if writer is not None:
        writer(job, folder)
    citation = job.citation
    (folder / "citation.txt").write_text(_READ_ME.format(name=citation.name, text=citation.text()), encoding="utf-8")
    (folder / "citation.bib").write_text("\n".join(citation.bibtex), encoding="utf-8")
    (folder / "citation.json").write_text(json_text(citation.to_json()) + "\n", encoding="utf-8")


_READ_ME = """{name}

id, source, target, subject and document are ids; evidence leads from a node or edge to the words of a document, start
and end count characters of its text. In CSV files an apostrophe stands before text that a spreadsheet would take for a
formula (it begins with = + - @ ' or a tab): take one away to have the text as it is written.

{text}"""


def _put_in_place(aside: Path, target: Path) -> None:
    if not target.is_dir():
        aside.replace(target.resolve() if target.is_symlink() else target)
        return
    old = aside.with_suffix(".old")
    target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)
