"""The small files of a store, read and written: the pointer, a snapshot's manifest, its list of documents.

CURRENT          the store's format, then the names of its snapshots, the one in force first
manifest.json    what a snapshot is and which files it has (size and sha256 each)
documents.json   where each document was read from; not part of a snapshot's identity
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph_schema.errors import StoreError, StoreVersionError
from graph_schema.schema import load_schema
from graph_schema.sql import data_definition
from graph_schema.validation import explain

STORE_FORMAT = 1
POINTER = "CURRENT"
MANIFEST = "manifest.json"
DOCUMENTS = "documents.json"

_T = TypeVar("_T")
_HEADER = "plan-graph-store"
_NAME = re.compile(r"[0-9a-f]{20}(\.[0-9]{1,9})?")
_CURE = "run `python -m ingest add` on your documents to build it anew"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A file that a Document node was read from. Two files of one content are two records of one document.

    document: id of the node. path: as the user named it. size: bytes. mtime_ns: time of its last change.
    """

    document: str
    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of a snapshot as it was published."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is. `snapshot` is the hash of its graph, `schema` of the tables' definition.

    built_with: what else its files depend on (the encoder of an index). files: by path within the snapshot.
    """

    format: int
    snapshot: str
    schema: str
    built_with: dict[str, str] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)


def schema_hash() -> str:
    """Hash of all table definitions: a graph file of another one must be written anew."""
    return hashlib.blake2b(data_definition(load_schema()).encode(), digest_size=10).hexdigest()


def is_snapshot_name(name: str) -> bool:
    """Whether a folder of this name can be a snapshot: its id, and a number where it was built more than once."""
    return _NAME.fullmatch(name) is not None


def pointer_bytes(names: Iterable[str]) -> bytes:
    """The pointer file that names these snapshots, the one in force first."""
    return "".join(f"{line}\n" for line in (f"{_HEADER} {STORE_FORMAT}", *names)).encode()


def read_pointer(root: Path) -> tuple[str, ...]:
    """The names in the pointer file; empty where there is none."""
    path = root / POINTER
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except PermissionError as exc:
        raise _not_allowed(path, exc) from exc
    except NotADirectoryError as exc:
        raise StoreError(f"{root}: is a file or lies in one, and a store is a folder; name one with --store") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise StoreError(f"{path}: cannot be read ({exc}); move it away, then {_CURE}") from exc
    header, _, version = lines[0].partition(" ") if lines else ("", "", "")
    if header != _HEADER or not version.isdecimal():
        raise StoreError(f"{path}: is damaged or not of this program; move it away, then {_CURE}")
    _require_readable(int(version), path)
    if len(lines) < 2 or not all(is_snapshot_name(name) for name in lines[1:]):
        raise StoreError(f"{path}: is damaged (it names no snapshot); move it away, then {_CURE}")
    return tuple(lines[1:])


def read_manifest(folder: Path) -> Manifest:
    """A snapshot's manifest; StoreError when it is missing or damaged, StoreVersionError when it is too new."""
    value = _read_json(folder / MANIFEST)
    if isinstance(value, dict) and isinstance(value.get("format"), int):
        _require_readable(value["format"], folder / MANIFEST)
    return _validated(TypeAdapter(Manifest), value, folder / MANIFEST)


def read_documents(folder: Path) -> tuple[DocumentRecord, ...]:
    """Where a snapshot's documents were read from, by document and path."""
    path = folder / DOCUMENTS
    cure = f"move {folder.parent.parent} away, then {_CURE}"  # what has to be read again is not known any more
    return _validated(TypeAdapter(tuple[DocumentRecord, ...]), _read_json(path, cure), path, cure)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest's file."""
    return _json_bytes(asdict(manifest))


def documents_bytes(documents: Iterable[DocumentRecord]) -> bytes:
    """The file of documents; the same for the same records in any order."""
    return _json_bytes([asdict(row) for row in sorted(set(documents), key=lambda row: (row.document, row.path))])


def file_records(folder: Path, *, leave_out: Iterable[str]) -> dict[str, FileRecord]:
    """Size and hash of every file in the folder, at any depth."""
    skipped = set(leave_out)
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: FileRecord(path.stat().st_size, file_hash(path)) for name, path in paths.items() if name not in skipped
    }


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def misfits(folder: Path, files: Mapping[str, FileRecord], *, by_hash: bool) -> list[str]:
    """Files of a snapshot that are missing, of another size or (by_hash, which reads them) of other content."""
    problems: list[str] = []
    for name, record in files.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"{path}: is missing")
        elif path.stat().st_size != record.size:
            problems.append(f"{path}: has {path.stat().st_size} bytes, not {record.size}")
        elif by_hash and file_hash(path) != record.sha256:
            problems.append(f"{path}: is not what was published")
    return problems


def _not_allowed(path: Path, exc: PermissionError) -> StoreError:
    return StoreError(
        f"{path}: may not be read ({exc.strerror}); see whose it is, or choose another store with --store"
    )


def _require_readable(version: int, path: Path) -> None:
    if version > STORE_FORMAT:
        raise StoreVersionError(
            f"{path}: the store is written in format {version}, this program reads {STORE_FORMAT};"
            " update the program or choose another store with --store"
        )


def _read_json(path: Path, cure: str = _CURE) -> Any:
    try:
        return json.loads(path.read_bytes())
    except PermissionError as exc:
        raise _not_allowed(path, exc) from exc
    except (OSError, ValueError) as exc:
        raise StoreError(f"{path}: is missing or damaged ({exc}); {cure}") from exc


def _validated(adapter: TypeAdapter[_T], value: Any, path: Path, cure: str = _CURE) -> _T:
    try:
        return adapter.validate_python(value)
    except ValidationError as exc:
        raise StoreError(f"{path}: is damaged ({explain(exc)}); {cure}") from exc


def _json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
