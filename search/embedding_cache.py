"""Vectors kept by encoder and text in one SQLite file, so that only new text is embedded; knows no index."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from graph_schema.errors import EncoderError, StoreError
from search.encoders import Encoder, Vectors

_CHUNK = 256  # texts embedded and stored at a time: what an interrupted run loses at most
_VARIABLES = 500

_TABLE = """
CREATE TABLE IF NOT EXISTS embedding (
    encoder TEXT NOT NULL, text_hash BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (encoder, text_hash)
) WITHOUT ROWID
"""


class EmbeddingCache:
    """A file of embeddings; close it or use it in a `with` statement. It can be deleted at any time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises StoreError when it cannot be opened or is no cache of ours."""
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._connection.execute(_TABLE)
        except (OSError, sqlite3.Error) as exc:
            raise self._broken(exc) from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def get(self, encoder: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        """The vectors known for these text hashes, each as the bytes of its float32 values."""
        found: dict[bytes, bytes] = {}
        try:
            for start in range(0, len(hashes), _VARIABLES):
                part = hashes[start : start + _VARIABLES]
                marks = ",".join("?" * len(part))
                found.update(
                    self._connection.execute(
                        f"SELECT text_hash, vector FROM embedding WHERE encoder = ? AND text_hash IN ({marks})",
                        (encoder, *part),
                    )
                )
        except sqlite3.Error as exc:
            raise self._broken(exc) from exc
        return found

    def put(self, encoder: str, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Store (text hash, vector bytes) pairs in one transaction."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)",
                    ((encoder, key, value) for key, value in vectors),
                )
        except sqlite3.Error as exc:
            raise self._broken(exc) from exc

    def keep_only(self, hashes: Iterable[bytes]) -> int:
        """Delete the vectors of all texts but those with these hashes; returns how many rows went."""
        kept = set(hashes)
        try:
            known = {row[0] for row in self._connection.execute("SELECT DISTINCT text_hash FROM embedding")}
            gone = sorted(known - kept)
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                self._connection.executemany("DELETE FROM embedding WHERE text_hash = ?", ((key,) for key in gone))
        except sqlite3.Error as exc:
            raise self._broken(exc) from exc
        return len(gone)

    def _broken(self, exc: Exception) -> StoreError:
        if getattr(exc, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return StoreError(f"{self._path}: no room on the disk ({exc}); free some and run again")
        return StoreError(f"{self._path}: the embedding cache cannot be used ({exc}); delete this file and run again")


def text_hash(text: str) -> bytes:
    """The key of a text: 32 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def embed_all(
    texts: Sequence[str], encoder: Encoder, cache: EmbeddingCache, progress: Callable[[int, int], None] | None = None
) -> Vectors:
    """The passages' vectors in the order of `texts`, float32 [texts, dimension]; only new texts are embedded.

    Vectors that come from the cache equal those first computed bit for bit. `progress` is called with the number of
    new texts done and the number there are, also when there are none.
    """
    keys = [text_hash(text) for text in texts]
    by_key = dict(zip(keys, texts, strict=True))
    size = 4 * encoder.dimension
    known = {key: value for key, value in cache.get(encoder.name, list(by_key)).items() if len(value) == size}
    new = [key for key in by_key if key not in known]
    report = progress or (lambda done, total: None)
    report(0, len(new))
    for start in range(0, len(new), _CHUNK):
        part = new[start : start + _CHUNK]
        vectors = encoder.encode_document([by_key[key] for key in part])
        if vectors.shape != (len(part), encoder.dimension):
            raise EncoderError(f"{encoder.name}: vectors of shape {vectors.shape} for {len(part)} texts")
        rows = {key: row.astype("<f4").tobytes() for key, row in zip(part, vectors, strict=True)}
        cache.put(encoder.name, rows.items())
        known.update(rows)
        report(start + len(part), len(new))
    joined = b"".join(known[key] for key in keys)
    return np.frombuffer(joined, "<f4").reshape(len(keys), encoder.dimension).astype(np.float32)
