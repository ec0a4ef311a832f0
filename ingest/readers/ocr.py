"""What stands on a picture of a page and where, by OCR where `rapidocr` is installed; knows nothing of plans.

Its predecessor `rapidocr-onnxruntime` serves too. Both carry their models: nothing is fetched.
"""

import importlib.util
import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from PIL import Image

from graph_schema.errors import MissingDependencyError
from ingest.readers.pdf_page import Char, PageContent
from ingest.readers.ruling import find_segments

OCR_PACKAGE = "rapidocr"
_TEXT_SIZE = 14.0
"""Height in points that the text of a picture of unknown scale is taken to have."""
_LEVEL = 0.15
"""Pages that lean by fewer degrees are left as they are."""
_LEGIBLE = 0.7
"""Below, a page is tried the other ways round."""
Corners = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that was recognised: its corners and those of each character, in dots; how sure the engine is (0 to 1)."""

    corners: Corners
    characters: list[tuple[str, Corners]]
    score: float


Engine = Callable[[Any], list[_Line]]


def require_ocr(path: str) -> None:
    """Raise MissingDependencyError where no OCR is installed; `path` is the file that needs it."""
    if not any(importlib.util.find_spec(name) for name in _LOADERS):
        raise MissingDependencyError(f"{path}: reading pictures needs OCR; pip install {OCR_PACKAGE}")


def read_picture(image: Image.Image, *, scale: float | None) -> PageContent:
    """The characters and ruling lines of a page. `scale`: points a dot; None: told by the height of the text."""
    import numpy

    image, lines = _upright(image.convert("RGB"))
    turn = _Turn(lines, image.size)
    heights = [turn.height(line.corners) for line in lines]
    if scale is None:
        scale = _TEXT_SIZE / max(median(heights), 1.0) if heights else 1.0
    chars = tuple(char for line in lines for char in _chars(line, turn, scale))
    grey = image.convert("L")
    if turn.degrees:
        grey = grey.rotate(turn.degrees, resample=Image.Resampling.BILINEAR, fillcolor=255)
    segments = find_segments(numpy.asarray(grey), text_height=median(heights), scale=scale) if heights else ()
    return PageContent(image.width * scale, image.height * scale, chars, segments, 1, 0, 0)


def _upright(image: Image.Image) -> tuple[Image.Image, list[_Line]]:
    """The picture turned so that its text can be read, with its lines; most pages are so already."""
    import numpy

    lines = _engine()(numpy.asarray(image))
    found = [(image, lines)]
    sideways = sum(map(_is_flat, lines)) < 0.5 * len(lines)
    turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270) if sideways else (Image.Transpose.ROTATE_180,)
    for turn in turns:
        if not lines or _legible(found[-1][1]) >= _LEGIBLE:
            break
        turned = image.transpose(turn)
        found.append((turned, _engine()(numpy.asarray(turned))))
    return max(found, key=lambda one: _legible(one[1]))


def _legible(lines: list[_Line]) -> float:
    """The part of the lines that lie flat and were read with confidence."""
    return sum(line.score for line in lines if _is_flat(line)) / max(len(lines), 1)


def _is_flat(line: _Line) -> bool:
    wide, high = math.dist(*line.corners[:2]), math.dist(*line.corners[1:3])
    return wide >= high or len(line.characters) < 2


def _chars(line: _Line, turn: "_Turn", scale: float) -> list[Char]:
    ys = [turn.point(corner)[1] * scale for corner in line.corners]
    height = max(max(ys) - min(ys), 1.0)
    base = max(ys) - 0.15 * height
    found = []
    for text, (_, corners) in zip(_mended("".join(text for text, _ in line.characters)), line.characters, strict=True):
        xs = [turn.point(corner)[0] * scale for corner in corners]
        found.append(Char(text, min(xs), max(xs), base, height))
    return found


def _mended(text: str) -> str:
    """A line as it must have been, character for character: what looks alike in print is told by its neighbours."""
    text = _DASH.sub("—", text)
    return text.translate(_BRACKETS) if _HAN.search(text) else text


_HAN = re.compile("[\u4e00-\u9fff]")
_DASH = re.compile(r"(?<=[\d年])一(?=\d)")
_BRACKETS = str.maketrans("()", "（）")


class _Turn:
    """Sets a page upright that leans a little, as its long lines of text do."""

    def __init__(self, lines: list[_Line], size: tuple[int, int]) -> None:
        self._middle = size[0] / 2, size[1] / 2
        leaning = [_lean(line.corners) for line in lines if _is_long(line.corners)]
        degrees = math.degrees(median(leaning)) if leaning else 0.0
        self.degrees = degrees if abs(degrees) > _LEVEL else 0.0
        self._sine, self._cosine = math.sin(math.radians(self.degrees)), math.cos(math.radians(self.degrees))

    def point(self, corner: tuple[float, float]) -> tuple[float, float]:
        """Where a dot stands on the page set upright."""
        x, y = corner[0] - self._middle[0], corner[1] - self._middle[1]
        return (
            x * self._cosine + y * self._sine + self._middle[0],
            y * self._cosine - x * self._sine + self._middle[1],
        )

    def height(self, corners: Corners) -> float:
        """How high a line of text is, in dots."""
        ys = [self.point(corner)[1] for corner in corners]
        return max(ys) - min(ys)


def _is_long(corners: Corners) -> bool:
    (ax, ay), (bx, by) = corners[0], corners[1]
    return abs(bx - ax) > 6 * max(math.dist(corners[1], corners[2]), 1.0) and abs(by - ay) < abs(bx - ax)


def _lean(corners: Corners) -> float:
    (ax, ay), (bx, by) = corners[0], corners[1]
    return math.atan2(by - ay, bx - ax)


@cache
def _engine() -> Engine:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # its ONNX Runtime would send events to its maker, from import on
    loader = next(loader for name, loader in _LOADERS.items() if importlib.util.find_spec(name))
    return loader()


def _load_rapidocr() -> Engine:
    from rapidocr import RapidOCR

    # Its own test of which way up a line stands now and then turns a good one over; see _upright.
    engine: Any = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})

    def recognise(image: Any) -> list[_Line]:
        found = engine(image, return_word_box=True, return_single_char_box=True)
        if found.boxes is None:
            return []
        lines = []
        for box, text, words, score in zip(found.boxes, found.txts, found.word_results, found.scores, strict=True):
            corners = _corners(box)
            characters = [(word, _corners(place)) for word, _, place in words if place is not None]
            same = "".join(word for word, _ in characters) == text
            lines.append(_Line(corners, characters if same else _spread(text, corners), float(score)))
        return lines

    return recognise


def _load_predecessor() -> Engine:
    from rapidocr_onnxruntime import RapidOCR

    engine = RapidOCR(use_cls=False)

    def recognise(image: Any) -> list[_Line]:
        found, _ = engine(image)
        return [_Line(_corners(box), _spread(text, _corners(box)), float(score)) for box, text, score in found or []]

    return recognise


_LOADERS: dict[str, Callable[[], Engine]] = {
    "rapidocr": _load_rapidocr,
    "rapidocr_onnxruntime": _load_predecessor,
}


def _corners(box: Any) -> Corners:
    return [(float(x), float(y)) for x, y in box]


def _spread(text: str, corners: Corners) -> list[tuple[str, Corners]]:
    """A line's characters set evenly over its box, Latin letters and digits half as wide as Chinese characters."""
    (ax, ay), (bx, by) = corners[0], corners[1]
    weights = [1 if char.isascii() else 2 for char in text]
    total = max(sum(weights), 1)
    placed, at = [], 0
    for char, weight in zip(text, weights, strict=True):
        ends = [at / total, (at + weight) / total]
        placed.append((char, [(ax + (bx - ax) * part, ay + (by - ay) * part) for part in ends]))
        at += weight
    return placed
