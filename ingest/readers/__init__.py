"""From a file to one decoded text with its pages and tables (`ingest.source`); knows nothing of plans.

A reader is a function of a file's bytes and its path. `read_document` picks it by content first (a saved page named
.doc is HTML), then by suffix.
"""

from collections.abc import Callable
from pathlib import Path

from graph_schema.errors import DocumentError, PlanGraphError
from ingest.readers.archive import PACKED, REFUSED, expand_paths, read_bytes, refuse_archive
from ingest.readers.doc import read_doc, read_xls
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html, read_mhtml
from ingest.readers.image import read_image
from ingest.readers.pdf import read_pdf
from ingest.readers.sniff import sniff
from ingest.readers.text import read_markdown, read_text
from ingest.readers.xlsx import read_csv, read_xlsx
from ingest.source import SourceDocument

__all__ = ["READERS", "expand_paths", "read_document"]

Reader = Callable[[bytes, str], SourceDocument]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".shtml": read_html,
    ".xhtml": read_html,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".docx": read_docx,
    ".docm": read_docx,
    ".pdf": read_pdf,
    ".png": read_image,
    ".jpg": read_image,
    ".jpeg": read_image,
    ".tif": read_image,
    ".tiff": read_image,
    ".bmp": read_image,
    ".doc": read_doc,
    ".rtf": read_doc,
    ".wps": read_doc,
    ".odt": read_doc,
    ".xls": read_xls,
    ".et": read_xls,
    ".ods": read_xls,
    ".xlsb": read_xls,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".zip": refuse_archive,
}


def read_document(path: Path) -> SourceDocument:
    """Read one file; a member of an archive is named `plans.zip!/inner.docx`.

    Raises DocumentError (missing, empty, too large, damaged, no text) and MissingDependencyError.
    """
    name = str(path)
    data = read_bytes(path)
    suffix = path.suffix.lower()
    kind = sniff(data, suffix)
    if kind == ".encrypted":
        raise DocumentError(f"{name}: encrypted with a password; save it without one")
    if suffix in PACKED and kind == ".txt":
        raise DocumentError(f"{name}: {suffix[1:]} archives are not opened; unpack it, or pack it as zip")
    if kind not in READERS or (suffix in REFUSED and kind == ".txt"):
        shown = suffix if suffix in REFUSED else kind
        raise DocumentError(f"{name}: no reader for {shown[1:]} files; save it as docx, pdf, xlsx, html or txt")
    try:
        return READERS[kind](data, name)
    except PlanGraphError:
        raise
    except Exception as exc:
        # The seam to other people's parsers: what they raise on damaged files is beyond counting.
        reason = " ".join(str(exc).split())[:200] or type(exc).__name__
        raise DocumentError(f"{name}: damaged {kind[1:]} file ({reason}); save it again from its program") from exc
