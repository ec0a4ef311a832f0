"""From a file to one decoded text with its pages and tables (`ingest.source`); knows nothing of plans.

A reader is a function of a file's bytes and its path. `read_document` picks it by content first (a saved page named
.doc is HTML), then by suffix.
"""

from collections.abc import Callable
from pathlib import Path

from graph_schema.errors import DocumentError
from ingest.readers.limits import check_file_size
from ingest.readers.text import read_markdown, read_text
from ingest.source import SourceDocument

__all__ = ["READERS", "expand_paths", "read_document"]

READERS: dict[str, Callable[[bytes, str], SourceDocument]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def read_document(path: Path) -> SourceDocument:
    """Read one file. Raises DocumentError (missing, empty, too large, damaged), MissingDependencyError."""
    try:
        check_file_size(path.stat().st_size, str(path))
        data = path.read_bytes()
    except OSError as exc:
        raise DocumentError(f"{path}: cannot be read ({exc.strerror}); check the path") from exc
    return READERS.get(path.suffix.lower(), read_text)(data, str(path))


def expand_paths(paths: list[Path]) -> list[Path]:
    """Files for the given files and folders: folders recursively, sorted, hidden files skipped."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inner = (
                p
                for p in path.rglob("*")
                if p.is_file() and not any(q.startswith(".") for q in p.relative_to(path).parts)
            )
            found.extend(sorted(p for p in inner if p.suffix.lower() in READERS))
        elif path.exists():
            found.append(path)
        else:
            raise DocumentError(f"{path}: no such file or folder; check the path")
    return list(dict.fromkeys(found))
