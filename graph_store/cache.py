"""A cache on disk: bytes by key, one file each, safe against damage. What is in it can always be made again."""

import logging
import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from graph_schema.errors import StoreError
from graph_store.files import write_atomically

_LOG = logging.getLogger(__name__)
_DIGEST_BYTES = 20


class ContentCache:
    """Bytes by key in a folder. Any text may be a key; name in it all that the bytes depend on.

    Several processes may use one folder. An entry is written whole or not at all; one that was damaged on disk is
    dropped with a warning in the log and is then missing like any other.
    """

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is made when the first entry is put in."""
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The bytes put in under this key, or None."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise StoreError(f"{path}: the cache cannot be read ({exc.strerror}); correct it or delete it") from exc
        digest, value = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        if digest != _digest(key, value):
            _LOG.warning("%s: a damaged cache entry is dropped and will be made again", path)
            path.unlink(missing_ok=True)
            return None
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under this key, in place of what was there."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Not made durable: a power cut may damage an entry, and get() would notice.
            write_atomically(path, _digest(key, value) + value, durable=False)
        except OSError as exc:
            raise StoreError(f"{path}: the cache cannot be written ({exc.strerror})") from exc

    def keep_only(self, keys: Iterable[str]) -> int:
        """Delete all entries but those of `keys`, so that nothing of removed documents stays; returns how many."""
        kept = {self._path(key) for key in keys}
        removed = [path for path in self._entries() if path not in kept]
        for path in removed:
            path.unlink(missing_ok=True)
        return len(removed)

    def _entries(self) -> Iterator[Path]:
        for part in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            with os.scandir(part) as files:
                yield from sorted(Path(file.path) for file in files)

    def _path(self, key: str) -> Path:
        name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
        return self.folder / name[:2] / name[2:]


def _digest(key: str, value: bytes) -> bytes:
    return blake2b(
        value, digest_size=_DIGEST_BYTES, key=blake2b(key.encode("utf-8", "surrogatepass")).digest()
    ).digest()
