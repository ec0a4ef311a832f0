"""What a file is, by its content first and its name second; reads no further than it must."""

import io
import re
import zipfile
import zlib

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200}){0,3}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\b")
_MIME = re.compile(rb"\A\s{0,200}(?:From:|MIME-Version:|Subject:|Date:|Content-Type:)", re.IGNORECASE)


def sniff(data: bytes, suffix: str) -> str:
    """The suffix (".pdf", ".docx", ".html" …) whose reader fits the content; `suffix` where content does not tell."""
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if data.startswith(_PICTURES) and not (data.startswith(b"BM") and suffix in _TEXT):
        return ".png"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    head = _as_bytes(data[:8192])
    if _WORD_XML.search(head):
        return ".doc"
    if _HTML.match(head):
        return ".html"
    if _MIME.match(head) and b"multipart/related" in head:
        return ".mht"
    return suffix if suffix in _TEXT else ".txt"


_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".csv", ".tsv"})


def _as_bytes(head: bytes) -> bytes:
    """The beginning with UTF-16's zero bytes and any byte order mark gone, so that ASCII patterns match."""
    return head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "content.xml" in names:
                return _sniff_open_document(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = {name for name in _PARTS if name.encode() in data}
    for part, suffix in _PARTS.items():
        if part in names:
            return suffix
    return ".zip"


def _sniff_open_document(archive: zipfile.ZipFile) -> str:
    """Its kind stands in a member of its own, uncompressed."""
    try:
        with archive.open("mimetype") as member:
            kind = member.read(100)
    except (KeyError, zipfile.BadZipFile, ValueError, NotImplementedError, OSError, zlib.error):
        return ".odt"
    return next((suffix for word, suffix in _OPEN_DOCUMENTS.items() if word in kind), ".odt")


_OPEN_DOCUMENTS = {b"opendocument.spreadsheet": ".ods", b"opendocument.presentation": ".odp"}
_PARTS = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "xl/workbook.bin": ".xlsb",
    "ppt/presentation.xml": ".pptx",
    "OFD.xml": ".ofd",
    "content.xml": ".odt",
}


def _sniff_ole(data: bytes) -> str:
    """Old Office files, told by the names in the directory of their compound file."""
    for name, suffix in (
        ("EncryptedPackage", ".encrypted"),
        ("WordDocument", ".doc"),
        ("Workbook", ".xls"),
        ("Book", ".xls"),
    ):
        if name.encode("utf-16-le") in data:
            return suffix
    return ".ole"
