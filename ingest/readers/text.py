"""Plain text and Markdown: bytes to text with the encoding found and recorded; knows nothing of plans."""

import codecs
from hashlib import sha256

from graph_schema.errors import DocumentError
from ingest.source import SourceDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_SAMPLE = 1 << 20
_DAMAGED = 0.3
"""Up to this share of unreadable spots a text is taken for damaged UTF-8, not for another encoding."""


def read_text(data: bytes, path: str) -> SourceDocument:
    """Read plain text exactly as it decodes; only line ends become "\\n". Raises DocumentError."""
    return _read(data, path, "txt")


def read_markdown(data: bytes, path: str) -> SourceDocument:
    """Read Markdown as it stands, front matter and pipe tables included. Raises DocumentError."""
    return _read(data, path, "md")


def _read(data: bytes, path: str, format_: str) -> SourceDocument:
    text, encoding = decode(data, path)
    return SourceDocument(path, sha256(data).hexdigest(), format_, encoding, text)


def decode(data: bytes, path: str, *, declared: str | None = None) -> tuple[str, str]:
    """Decode a text file's bytes.

    Returns the text (line ends as "\\n", no byte order mark) and the Python name of its encoding. `declared` is the
    encoding that the file claims for itself; it is believed after a byte order mark and UTF-8, where it fits.
    Raises DocumentError for binary data, undecodable bytes (their offset named) and text of white space only.
    """
    encoding = _find_encoding(data, path, declared)
    text = _decode_strictly(data, encoding, path)
    if "\0" in text:
        raise DocumentError(
            f"{path}: a binary file (zero byte at character {text.index(chr(0))}); give a text or document file"
        )
    if not text.strip():
        raise DocumentError(f"{path}: the file holds no text; give a file that holds a plan")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode_strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise DocumentError(
            f"{path}: byte {exc.start} (0x{data[exc.start]:02x}) is not valid {encoding}; save the file as UTF-8"
        ) from exc


def _find_encoding(data: bytes, path: str, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if 0 in data:
        return _find_utf16(data, path)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * 100 > len(data):
        raise DocumentError(f"{path}: a binary file ({controls} control bytes); give a text or document file")
    if _decodes(data, "utf-8"):
        return "gb18030" if _only_looks_like_utf8(data) else "utf-8"
    if declared is not None and _decodes(data, declared):
        return declared
    return _find_legacy(data)


def _only_looks_like_utf8(data: bytes) -> bool:
    """A few characters of GBK can form valid two-byte UTF-8 (联通, 通知): no Han among them, but all everyday GBK."""
    sample = data[:_SAMPLE]
    if sample.isascii() or any(c > "\u07ff" for c in sample.decode("utf-8", "ignore")):
        return False
    return _share_common(sample, "gb18030") > 0.9 and _decodes(data, "gb18030")


def _find_utf16(data: bytes, path: str) -> str:
    """UTF-16 without a byte order mark, told by which reading gives Chinese or ASCII text."""
    even = data[: min(len(data), _SAMPLE) // 2 * 2]
    scores = {name: _share_of_usual(even.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda name: scores[name])
    if len(data) % 2 or scores[best] < 0.8:
        raise DocumentError(
            f"{path}: a binary file (zero byte at offset {data.index(0)}); give a text or document file"
        )
    return best


def _share_of_usual(text: str) -> float:
    """Share of characters that Chinese documents are made of: Han, CJK and full-width signs, printable ASCII."""
    usual = sum(
        "\u4e00" <= c <= "\u9fff" or " " <= c <= "~" or c in "\n\r\t" or "\u3000" <= c <= "\u303f"
        or "\uff00" <= c <= "\uffef" or "\u2010" <= c <= "\u2027"
        for c in text
    )  # fmt: skip
    return usual / max(len(text), 1)


def _find_legacy(data: bytes) -> str:
    """GB18030 or Big5, or damaged UTF-8 (whose strict decoding then names the bad byte)."""
    sample = data[:_SAMPLE]
    damage = {name: _damage(sample, name) for name in ("utf-8", "gb18030", "big5")}
    if damage["utf-8"] <= _DAMAGED:
        return "utf-8"
    if _decodes(data, "gb18030"):
        clearly_big5 = _share_common(sample, "gb18030") < 0.6 and _share_common(sample, "big5") > 0.85
        return "big5" if clearly_big5 and _decodes(data, "big5") else "gb18030"
    if _decodes(data, "big5") and _share_common(sample, "big5") > 0.85:
        return "big5"
    return min(("utf-8", "gb18030"), key=lambda name: damage[name])


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _damage(sample: bytes, encoding: str) -> float:
    """Share of undecodable spots among all that is not ASCII, from 0 to 1."""
    text = sample.decode(encoding, "replace")
    bad = text.count("\ufffd")
    other = sum(c > "\x7f" for c in text)
    return bad / other if other else 0.0


def _share_common(sample: bytes, encoding: str) -> float:
    """Share of the everyday characters of `encoding` (its first level of Han, its signs) among all not ASCII."""
    text = [c for c in sample.decode(encoding, "ignore") if c > "\x7f"]
    first_level = (0xA1, 0xD7) if encoding == "gb18030" else (0xA1, 0xC6)
    coded = (c.encode(encoding, "ignore") for c in text)
    trail_from = 0xA1 if encoding == "gb18030" else 0x40
    common = sum(len(b) == 2 and first_level[0] <= b[0] <= first_level[1] and b[1] >= trail_from for b in coded)
    return common / max(len(text), 1)
