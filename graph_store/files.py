"""Files that are whole or not there, and locks between processes. Knows nothing of graphs. POSIX only (flock)."""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.05


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` at `path`: whoever reads sees the old content or the new, never a part.

    durable: on disk when this returns, so that it also survives a power cut.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See that the folder's list of names is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """See that everything in the folder, at any depth, is on disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        elif path.is_dir():
            sync_folder(path)
    sync_folder(folder)


class FileLock:
    """A lock on a file, held until `release` or until the process ends, however it ends."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor: int | None = descriptor
        self._path = path

    @classmethod
    def shared(cls, path: Path) -> "FileLock | None":
        """Lock an existing file beside others who do the same; None while one holds it alone, or it is not there."""
        try:
            return cls._taken(os.open(path, os.O_RDONLY | os.O_CLOEXEC), path, fcntl.LOCK_SH)
        except FileNotFoundError:
            return None

    @classmethod
    def alone(cls, path: Path, *, create: bool = False) -> "FileLock | None":
        """Lock a file for oneself; None while anyone holds it. Raises FileNotFoundError unless it may be created."""
        flags = os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if create else 0)
        return cls._taken(os.open(path, flags, 0o666), path, fcntl.LOCK_EX)

    @classmethod
    def _taken(cls, descriptor: int, path: Path, kind: int) -> "FileLock | None":
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except OSError:
            os.close(descriptor)
            raise
        return cls(descriptor, path)

    def is_in_place(self) -> bool:
        """Whether the file that is locked is still the one under its name."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let go; doing it twice does no harm."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)


@contextmanager
def held_alone(path: Path, *, wait: float, on_timeout: Callable[[], Exception]) -> Iterator[None]:
    """Hold a lock file for oneself, made when missing; after `wait` seconds raise what `on_timeout` returns."""
    deadline = time.monotonic() + wait
    while (lock := _in_place(FileLock.alone(path, create=True))) is None:
        if time.monotonic() >= deadline:
            raise on_timeout()
        time.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()


def _in_place(lock: FileLock | None) -> FileLock | None:
    """The lock, unless its file was taken away while it was being locked: then the lock keeps nobody out."""
    if lock is None or lock.is_in_place():
        return lock
    lock.release()
    return None
