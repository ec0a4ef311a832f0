"""What stands on the pages of a PDF and where: characters, ruling lines, pictures. The only file that knows pdfium.

Coordinates are points from the top left corner of the page as it is read, whatever way it is turned.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from rapidfuzz.distance import Levenshtein

from graph_schema.errors import DocumentError
from ingest.readers.pdf_unembedded import Box, UnembeddedText

MAX_PAGES = 3000
_MAX_SEGMENTS = 20_000
_MAX_CHARS = 200_000
_THIN = 3.0
RawChar = tuple[float, str, Box, tuple[float, float]]
"""Angle in degrees, text ("" without meaning), box, origin; in the coordinates of the page before it is turned."""
_MEANINGLESS = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
PDFIUM_LOCK = Lock()
"""pdfium may be used by one thread at a time."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character: its left and right edge, its base line, its height."""

    text: str
    x0: float
    x1: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A ruling line, horizontal (y0 == y1) or vertical (x0 == x1), from the smaller to the larger coordinate."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything on one page. `tilted`: characters set aslant (a watermark); `unmapped`: those without a meaning."""

    width: float
    height: float
    chars: tuple[Char, ...]
    segments: tuple[Segment, ...]
    pictures: int
    tilted: int
    unmapped: int


def open_pdf(data: bytes, path: str) -> Any:
    """Open a PDF; the caller closes it. Raises DocumentError where it is encrypted, damaged or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as exc:
        if "assword" in str(exc) or "ecurity" in str(exc):
            raise DocumentError(f"{path}: encrypted PDF; save it without a password") from exc
        raise DocumentError(f"{path}: damaged PDF ({exc}); save it again from its program") from exc
    if not 0 < count <= MAX_PAGES:
        document.close()
        raise DocumentError(f"{path}: {count} pages; from 1 to MAX_PAGES = {MAX_PAGES} can be read")
    return document


def read_page(document: Any, index: int, path: str, unembedded: UnembeddedText) -> PageContent:
    """The content of the page `index` (from 0). Raises DocumentError where it is damaged."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError as exc:
        raise DocumentError(f"{path}: page {index + 1} is damaged ({exc}); save the PDF again") from exc
    try:
        raw = list(_raw_chars(page))
        if _loses_chars(page):
            raw = _united(list(unembedded.raw_chars(index)), raw)
        upright: Counter[int] = Counter()
        known: list[tuple[int, str, Box, tuple[float, float]]] = []
        for degrees, text, box, origin in raw:
            if text and text >= " ":
                angle = round(degrees / 90) * 90 % 360 if abs((degrees + 45) % 90 - 45) < 5 else -1
                upright[angle] += angle >= 0
                known.append((angle, text, box, origin))
        turn = _Turn(page.get_bbox(), max(upright, key=lambda angle: (upright[angle], -angle)) if upright else 0)
        chars = tuple(turn.char(text, box, origin) for angle, text, box, origin in known if angle == turn.angle)
        segments = tuple(turn.segment(*ends) for ends in _raw_segments(page))
        pictures = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        unmapped = sum(not text for _, text, _, _ in raw)
        return PageContent(turn.width, turn.height, chars, segments, pictures, len(known) - len(chars), unmapped)
    except pypdfium2.PdfiumError as exc:
        raise DocumentError(f"{path}: page {index + 1} is damaged ({exc}); save the PDF again") from exc
    finally:
        page.close()


def _united(mined: list[RawChar], native: list[RawChar]) -> list[RawChar]:
    """What either reader of a page found (each loses others): pdfium's places, where its characters have a width."""
    texts = ["".join(char[1] or "\0" for char in chars) for chars in (mined, native)]
    united: list[RawChar] = []
    for change in Levenshtein.opcodes(*texts):
        ours = mined[change.src_start : change.src_end]
        theirs = native[change.dest_start : change.dest_end]
        if change.tag == "equal":
            united.extend(right if _is_wide(right) else left for left, right in zip(ours, theirs, strict=True))
        else:
            united.extend(ours or theirs)
    return united


def _is_wide(char: RawChar) -> bool:
    left, bottom, right, top = char[2]
    return abs(right - left) > 0.01 and abs(top - bottom) > 0.01


def _loses_chars(page: Any) -> bool:
    """Whether a font of the page is not in the file: pdfium then drops characters, or not, by the fonts of the machine."""
    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4)
    return any(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(shape)) == 0 for shape in shapes)


class _Turn:
    """From the page's own coordinates to those of a reader who holds it so that most text is upright."""

    def __init__(self, box: Box, angle: int) -> None:
        self.angle = angle
        self._left, self._bottom, right, top = box
        self._width, self._height = right - self._left, top - self._bottom
        sideways = angle in {90, 270}
        self.width, self.height = (self._height, self._width) if sideways else (self._width, self._height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        if self.angle == 90:
            return y, x
        if self.angle == 180:
            return self._width - x, y
        if self.angle == 270:
            return self._height - y, self._width - x
        return x, self._height - y

    def char(self, text: str, box: Box, origin: tuple[float, float]) -> Char:
        (ax, ay), (bx, by) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return Char(text, min(ax, bx), max(ax, bx), self.point(*origin)[1], max(abs(by - ay), 1.0))

    def segment(self, ax: float, ay: float, bx: float, by: float) -> Segment:
        (ax, ay), (bx, by) = self.point(ax, ay), self.point(bx, by)
        if abs(ax - bx) < abs(ay - by):
            return Segment((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by))
        return Segment(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2)


def _raw_chars(page: Any) -> Iterator[RawChar]:
    """(angle in degrees, text, box, origin) of each character; the text is "" where it has no meaning."""
    text_page = page.get_textpage()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(min(text_page.count_chars(), _MAX_CHARS)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        meant = "" if code in _MEANINGLESS or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF else chr(code)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        degrees = -math.degrees(pdfium.FPDFText_GetCharAngle(text_page, index)) % 360  # pdfium turns clockwise
        yield degrees, meant, (box.left, box.bottom, box.right, box.top), (x.value, y.value)
    text_page.close()


def _raw_segments(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight horizontal and vertical strokes of the page, thin filled boxes as strokes."""
    count = 0
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        for ends in _strokes(shape):
            count += 1
            if count > _MAX_SEGMENTS:
                return
            yield ends


def _strokes(shape: Any) -> Iterator[tuple[float, float, float, float]]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(shape)
    if not (fill.value or stroke.value) or not 2 <= count <= 2000:
        return
    points = list(_points(shape, count))
    if fill.value and not stroke.value:
        yield from _thin_boxes(points)
        return
    for (ax, ay, _), (bx, by, drawn) in pairwise(points):
        if drawn and (abs(ax - bx) < 0.5) != (abs(ay - by) < 0.5):
            yield ax, ay, bx, by


def _thin_boxes(points: list[tuple[float, float, bool]]) -> Iterator[tuple[float, float, float, float]]:
    """A filled box thinner than a ruling line's usual width is that line, drawn as Word draws borders."""
    starts = [i for i, (_, _, drawn) in enumerate(points) if not drawn] + [len(points)]
    for start, end in pairwise(starts):
        part = points[start:end]
        xs, ys = [x for x, _, _ in part], [y for _, y, _ in part]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) <= _THIN < max(wide, high):
            x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            yield (min(xs), y, max(xs), y) if wide > high else (x, min(ys), x, max(ys))


def _points(shape: Any, count: int) -> Iterator[tuple[float, float, bool]]:
    """The corners of a path on the page, each with whether a straight stroke leads to it."""
    matrices = []
    holder = shape
    while holder is not None:
        matrices.append(holder.get_matrix())
        holder = holder.container
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        for matrix in matrices:
            point = matrix.on_point(*point)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        yield (*point, kind == pdfium.FPDF_SEGMENT_LINETO)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        if start is not None and pdfium.FPDFPathSegment_GetClose(segment):
            yield (*start, True)
