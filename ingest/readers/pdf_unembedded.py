"""Characters of PDF pages whose fonts are not in the file: pdfium loses single ones of those, pdfminer does not."""

import io
import logging
import math
from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

Box = tuple[float, float, float, float]
logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # else its remarks on damage reach standard error


class UnembeddedText:
    """Reads pages of one PDF on demand. Its coordinates are those of the page before it is turned."""

    def __init__(self, data: bytes) -> None:
        self._file = io.BytesIO(data)
        self._resources = PDFResourceManager()
        self._pages: list[PDFPage] | None = None

    def raw_chars(self, index: int) -> Iterator[tuple[float, str, Box, tuple[float, float]]]:
        """(angle in degrees, text, box, origin) of each character on the page `index` (from 0).

        The text is "" where the font gives the character no meaning.
        """
        if self._pages is None:
            self._pages = list(PDFPage.get_pages(self._file, check_extractable=False))
        page = self._pages[index]
        page.rotate = 0
        left, bottom = page.mediabox[:2]
        device = PDFPageAggregator(self._resources, laparams=None)
        PDFPageInterpreter(self._resources, device).process_page(page)
        for char in _chars(device.get_result()):
            a, b, _, _, x, y = char.matrix
            box = (char.x0 + left, char.y0 + bottom, char.x1 + left, char.y1 + bottom)
            text = char.get_text()
            meant = "" if text.startswith("(cid:") else text
            yield math.degrees(math.atan2(b, a)) % 360, meant, box, (x + left, y + bottom)


def _chars(holder: Any) -> Iterator[LTChar]:
    for item in holder:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _chars(item)
