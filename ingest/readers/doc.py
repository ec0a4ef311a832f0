"""Old and other office formats (.doc, .wps, .rtf, .odt, .xls, .et, .ods …), turned into new ones by LibreOffice where it is installed."""

import dataclasses
import shutil
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path

from graph_schema.errors import DocumentError, MissingDependencyError
from ingest.readers.docx import read_docx
from ingest.readers.sniff import sniff
from ingest.readers.xlsx import read_xlsx
from ingest.source import SourceDocument

TIMEOUT_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def read_doc(data: bytes, path: str) -> SourceDocument:
    """Read a text document through LibreOffice. Raises MissingDependencyError where it is not installed."""
    return _read_converted(data, path, "docx")


def read_xls(data: bytes, path: str) -> SourceDocument:
    """Read an old or OpenDocument workbook through LibreOffice. Raises MissingDependencyError where it is not installed."""
    return _read_converted(data, path, "xlsx")


def _read_converted(data: bytes, path: str, target: str) -> SourceDocument:
    """Convert to `target` ("docx" or "xlsx") and read that; hash and format are those of the file itself.

    LibreOffice goes by the suffix first, so it is given the one that fits the content, whatever the file is called.
    """
    suffix = sniff(data, Path(path).suffix.lower())
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise MissingDependencyError(
            f"{path}: {suffix[1:]} files need LibreOffice (soffice); install it, or save the file as {target}"
        )
    converted = _convert(program, data, path, suffix, target)
    document = (read_docx if target == "docx" else read_xlsx)(converted, path)
    return dataclasses.replace(document, sha256=sha256(data).hexdigest(), format=suffix[1:])


def _convert(program: str, data: bytes, path: str, suffix: str, target: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        source = folder / f"document{suffix}"
        source.write_bytes(data)
        # A profile of its own: a LibreOffice that the user has open would otherwise take the request and ignore it.
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(folder / "out"), str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT_SECONDS, check=True)
        except subprocess.TimeoutExpired as exc:
            raise DocumentError(f"{path}: LibreOffice took over {TIMEOUT_SECONDS} s; save it as {target}") from exc
        except (subprocess.CalledProcessError, OSError) as exc:
            raise DocumentError(f"{path}: LibreOffice could not convert it ({exc}); save it as {target}") from exc
        result = folder / "out" / f"document.{target}"
        if not result.is_file():
            raise DocumentError(f"{path}: LibreOffice could not read it; the file is damaged or encrypted")
        return result.read_bytes()
