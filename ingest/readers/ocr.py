"""Text of pictures and scanned pages by OCR, where `rapidocr-onnxruntime` is installed; knows nothing of plans."""

import importlib.util
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from graph_schema.errors import DocumentError, MissingDependencyError
from ingest.readers.layout import Layout
from ingest.readers.pdf_lines import flow_lines, make_rows, order_rows
from ingest.readers.pdf_page import Char
from ingest.source import SourceDocument

OCR_PACKAGE = "rapidocr-onnxruntime"
_SCALE = 200 / 72
_MAX_PIXELS = 60_000_000
_MAX_FRAMES = 200


def read_image(data: bytes, path: str) -> SourceDocument:
    """Read a picture of text (png, jpg, tif, bmp), page by page. Raises DocumentError, MissingDependencyError."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    _require(path)
    layout = Layout()
    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise DocumentError(f"{path}: over {_MAX_PIXELS // 1_000_000} million pixels; save the picture smaller")
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number < _MAX_FRAMES:
                    layout.add_page()
                    _add_page(layout, _recognise(frame.convert("RGB"), 1.0))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as exc:
        raise DocumentError(f"{path}: damaged picture ({exc}); save it again") from exc
    if not layout.length:
        raise DocumentError(f"{path}: no text was recognised in the picture; give a sharper scan")
    layout.notes.append("read by OCR")
    return layout.to_document(path=path, sha256=sha256(data).hexdigest(), format="image", encoding=None)


def ocr_page(document: Any, index: int, path: str) -> tuple[Char, ...]:
    """The characters of a PDF page that is a picture, in points. Raises MissingDependencyError."""
    _require(path)
    page = document[index]
    try:
        bitmap = page.render(scale=_SCALE)
        return _recognise(bitmap.to_pil().convert("RGB"), 1 / _SCALE)
    finally:
        page.close()


def _add_page(layout: Layout, chars: tuple[Char, ...]) -> None:
    for flow in order_rows(make_rows(chars)):
        for line in flow_lines(flow):
            if isinstance(line, str):
                layout.add_line(line)


def _require(path: str) -> None:
    if importlib.util.find_spec("rapidocr_onnxruntime") is None:
        raise MissingDependencyError(f"{path}: reading pictures needs OCR; pip install {OCR_PACKAGE}")


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def _recognise(image: Any, scale: float) -> tuple[Char, ...]:
    """The characters of an RGB image; each line's are spread evenly over its box. `scale`: points a pixel."""
    import numpy

    found, _ = _engine()(numpy.asarray(image))
    chars: list[Char] = []
    for box, text, _ in found or []:
        xs, ys = [point[0] * scale for point in box], [point[1] * scale for point in box]
        height = max(ys) - min(ys)
        base = max(ys) - 0.15 * height
        weights = [1 if char.isascii() else 2 for char in text]
        step = (max(xs) - min(xs)) / max(sum(weights), 1)
        x = min(xs)
        for char, weight in zip(text, weights, strict=True):
            chars.append(Char(char, x, x + step * weight, base, height))
            x += step * weight
    return tuple(chars)
