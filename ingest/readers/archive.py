"""Files, folders and zip archives as one list of paths, and their bytes; nothing is ever unpacked to disk.

A member of an archive has the path `plans.zip!/folder/inner.docx`, an archive in an archive `a.zip!/b.zip!/c.txt`.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from graph_schema.errors import DocumentError
from ingest.readers.limits import MAX_MEMBERS, MAX_NESTED_ZIPS, check_file_size, check_unpacked_size
from ingest.source import SourceDocument

READ = frozenset({
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".docx", ".docm",
    ".doc", ".rtf", ".wps", ".odt", ".pdf", ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".csv", ".tsv", ".png",
    ".jpg", ".jpeg", ".tif", ".tiff", ".bmp",
})  # fmt: skip
"""Suffixes of what is taken from folders and archives; a file that is named itself is always read."""
PACKED = frozenset({".rar", ".7z"})
REFUSED = PACKED | {".ofd", ".ceb", ".caj", ".ppt", ".pptx", ".dps", ".odp"}
"""What may hold a plan and has no reader: taken too, so that its refusal is seen and it is not passed over in silence."""
_MARK = "!/"
_NOTES = frozenset({"readme", "license", "licence", "changelog"})


def expand_paths(paths: Iterable[Path]) -> list[Path]:
    """The documents behind the given files, folders and archives, each once.

    Folders are walked recursively in the order of names. Skipped in them are hidden files, README files, the
    `_files` folder beside a saved page, and whatever is no document by its suffix. An archive that is damaged, over the
    limits or without documents stands for itself: reading it says what is wrong. Raises DocumentError for a path that
    does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if _is_folder(path):
            for inner in _walk(path):
                found.extend(_members(inner) if _is_archive_name(inner.name) else [inner])
        elif _MARK in path.as_posix() or not _looks_like_archive(path):
            found.append(path)
        else:
            found.extend(_members(path))
    return list(dict.fromkeys(found))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as exc:  # a name that no file system takes
        raise DocumentError(f"{str(path)[:80]}…: cannot be looked at ({exc.strerror}); check the path") from exc


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        pages = {Path(name).stem for name in files if Path(name).suffix.lower() in {".html", ".htm"}}
        folders[:] = sorted(name for name in folders if not _is_hidden(name) and not _belongs_to_page(name, pages))
        for name in sorted(files):
            if _is_document_name(name) or _is_archive_name(name):
                yield Path(root) / name
    # A folder that cannot be looked into stands for itself: reading it says why.
    yield from sorted(Path(error.filename) for error in closed)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))


def _belongs_to_page(folder: str, pages: set[str]) -> bool:
    return any(folder in {f"{page}_files", f"{page}.files"} for page in pages)


def _is_document_name(name: str) -> bool:
    path = PurePosixPath(name)
    return not _is_hidden(name) and path.suffix.lower() in READ | REFUSED and path.stem.lower() not in _NOTES


def _is_archive_name(name: str) -> bool:
    return not _is_hidden(name) and name.lower().endswith(".zip")


def _looks_like_archive(path: Path) -> bool:
    if not path.is_file():
        raise DocumentError(f"{path}: no such file or folder; check the path")
    return path.suffix.lower() == ".zip"


def _members(path: Path) -> list[Path]:
    """The paths of all documents in an archive, those in archives inside it included, in the order of names."""
    try:
        names = _inner_names(read_bytes(path), str(path), 1)
    except DocumentError:
        return [path]
    return [Path(f"{path}{_MARK}{name}") for name in names] or [path]


def refuse_archive(data: bytes, path: str) -> SourceDocument:
    """Raise DocumentError that says what is wrong with an archive, or that its documents have to be named."""
    names = _inner_names(data, path, 1)
    if not names:
        raise DocumentError(f"{path}: the archive holds no documents; give one that does")
    raise DocumentError(f"{path}: an archive of {len(names)} documents; name one, such as {path}{_MARK}{names[0]}")


def _inner_names(data: bytes, path: str, depth: int) -> list[str]:
    names: list[str] = []
    with _open(data, path) as archive:
        for info in _infos(archive, path):
            name = _name_of(info)
            parts = PurePosixPath(name).parts
            if info.is_dir() or ".." in parts or name.startswith("/") or any(map(_is_hidden, parts)):
                continue
            if _is_document_name(parts[-1]):
                names.append(name)
            elif _is_archive_name(parts[-1]) and depth < MAX_NESTED_ZIPS:
                inner = _read_member(archive, info, f"{path}{_MARK}{name}")
                names.extend(
                    f"{name}{_MARK}{deeper}" for deeper in _inner_names(inner, f"{path}{_MARK}{name}", depth + 1)
                )
    return sorted(names)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file or of an archive's member. Raises DocumentError (missing, empty, too large, damaged)."""
    outer, inner = str(path), list[str]()
    try:
        if not path.is_file():
            outer, *inner = path.as_posix().split(_MARK)
        check_file_size(Path(outer).stat().st_size, outer)
        data = Path(outer).read_bytes()
    except OSError as exc:
        raise DocumentError(f"{outer}: cannot be read ({exc.strerror}); check the path") from exc
    if len(inner) > MAX_NESTED_ZIPS:
        raise DocumentError(f"{path}: archives in archives more than {MAX_NESTED_ZIPS} deep (MAX_NESTED_ZIPS)")
    for name in inner:
        with _open(data, outer) as archive:
            member = next((info for info in _infos(archive, outer) if _name_of(info) == name), None)
            outer = f"{outer}{_MARK}{name}"
            if member is None:
                raise DocumentError(f"{outer}: no such file in the archive; check the path")
            data = _read_member(archive, member, outer)
    return data


def _open(data: bytes, path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise DocumentError(f"{path}: damaged zip archive ({exc}); pack it again") from exc


def _infos(archive: zipfile.ZipFile, path: str) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise DocumentError(f"{path}: {len(infos)} members, over the limit MAX_MEMBERS = {MAX_MEMBERS}")
    check_unpacked_size(sum(info.file_size for info in infos), sum(info.compress_size for info in infos), path)
    return infos


def _name_of(info: zipfile.ZipInfo) -> str:
    """The member's name. Archives made on Chinese Windows write names in GBK without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = info.filename.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = info.filename
    return name.replace("\\", "/")


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> bytes:
    """A member's bytes, never more than its header says, so that a bomb costs nothing."""
    check_unpacked_size(info.file_size, info.compress_size, path)
    check_file_size(info.file_size, path)
    if info.flag_bits & 1:
        raise DocumentError(f"{path}: encrypted; unpack the archive with its password first")
    try:
        with archive.open(info) as member:
            return member.read(info.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as exc:
        raise DocumentError(f"{path}: damaged in the archive ({exc}); pack it again") from exc
