"""PDF files: lines in reading order, pages, ruled tables, running heads taken out; knows nothing of plans."""

from hashlib import sha256
from typing import Any

from graph_schema.errors import DocumentError, MissingDependencyError
from ingest.readers.layout import Layout
from ingest.readers.ocr import OCR_PACKAGE, read_picture, require_ocr
from ingest.readers.page_text import arrange_pages, print_pages
from ingest.readers.pdf_page import PDFIUM_LOCK, PageContent, open_pdf, read_page
from ingest.readers.pdf_unembedded import UnembeddedText
from ingest.source import SourceDocument

_FEW_CHARS = 20
"""A page with fewer characters and a picture on it is a scan."""
_SCALE = 200 / 72
_LONGEST = 2600
"""A page is drawn for OCR at 200 dots an inch, a larger one with so many dots on its longer side."""


def read_pdf(data: bytes, path: str) -> SourceDocument:
    """Read a PDF that holds text; pages that are pictures are read by OCR where that is installed.

    Lines are as printed (hard-wrapped); an empty line stands where the print begins a paragraph. Raises
    DocumentError (encrypted, damaged, no text) and MissingDependencyError (a scan, and no OCR installed).
    """
    notes: list[str] = []
    with PDFIUM_LOCK:
        document = open_pdf(data, path)
        try:
            unembedded = UnembeddedText(data)
            pages = [read_page(document, index, path, unembedded) for index in range(len(document))]
            scans = [index for index, page in enumerate(pages) if _is_scan(page)]
            unread = _read_scans(document, scans, pages, path, notes)
        finally:
            document.close()
    if not any(page.chars for page in pages):
        _refuse(pages, path, unread)
    layout = Layout()
    print_pages(layout, arrange_pages(pages, notes), len(pages))
    tilted = sum(page.tilted for page in pages)
    if tilted:
        notes.append(f"{tilted} characters set aslant left out (a watermark or stamp)")
    layout.notes.extend(notes)
    return layout.to_document(path=path, sha256=sha256(data).hexdigest(), format="pdf", encoding=None)


def _is_scan(page: PageContent) -> bool:
    return (page.pictures > 0 and len(page.chars) < _FEW_CHARS) or page.unmapped > 2 * len(page.chars) + _FEW_CHARS


def _read_scans(document: Any, scans: list[int], pages: list[PageContent], path: str, notes: list[str]) -> bool:
    """Put what OCR reads in the place of the pages `scans`; True where it is not installed and they stay unread."""
    if not scans:
        return False
    numbers = _ranges(scans)
    try:
        require_ocr(path)
    except MissingDependencyError:
        notes.append(f"pictures that were not read: page {numbers}; for OCR: pip install {OCR_PACKAGE}")
        return True
    for index in scans:
        page = document[index]
        try:
            scale = min(_SCALE, _LONGEST / max(*page.get_size(), 1.0))
            picture = page.render(scale=scale).to_pil()
        finally:
            page.close()
        pages[index] = read_picture(picture, scale=1 / scale)
    notes.append(f"read by OCR: page {numbers}")
    return False


def _ranges(indices: list[int]) -> str:
    """Page numbers in words: "1-3, 7"."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return ", ".join(f"{first + 1}-{last + 1}" if last > first else f"{first + 1}" for first, last in runs)


def _refuse(pages: list[PageContent], path: str, unread: bool) -> None:
    if unread:
        raise MissingDependencyError(f"{path}: a scanned PDF; reading it needs OCR: pip install {OCR_PACKAGE}")
    what = "pictures without readable text" if any(page.pictures for page in pages) else "no text"
    raise DocumentError(f"{path}: the PDF holds {what}; give one with text in it")
