"""Numbers in decimals: 2.1 under a heading 2, 2.1.1 under 2.1, chapters that print a bare 2. Knows lines, no tree."""

import re
from collections.abc import Iterable, Sequence

from ingest.blocks import Paragraph
from ingest.numbering import Marker

_NUMBERS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_FIRST_OF_CHAPTER = re.compile(r"(\d{1,2})\.1[.、]?(?=[\u4e00-\u9fff“《])")
_BARE_CHAPTER = re.compile(r"(\d{1,2})[\u4e00-\u9fff“][^。；，：]{1,24}")
_FEWEST = 2
"""Chapters that must hold items in decimals before a bare number heads one."""


class Decimals:
    """Which decimals go on with those before them; one object a document, asked in the document's order."""

    def __init__(self, paragraphs: Iterable[Paragraph] = ()) -> None:
        starts = (_FIRST_OF_CHAPTER.match(paragraph.text.text) for paragraph in paragraphs)
        self._bare = len({match[1] for match in starts if match}) >= _FEWEST
        self._chapter = 0
        self._last: tuple[int, ...] = ()

    def follows(self, text: str, holders: Sequence[int], *, open_: bool) -> bool:
        """Whether the decimal that begins `text` is a number of the outline: 14.4公里 is a length.

        holders: the values of the open headings that bear no decimal. open_: whether a decimal stands open.
        """
        match = _NUMBERS.match(text)
        number = tuple(int(part) for part in match.group().split(".")) if match else ()
        known = self._last
        if len(number) == 3:
            follows = number[:2] == known[:2] and number[2] == (known[2] + 1 if len(known) == 3 else 1)
        elif len(number) == 2 and not (holders and number[0] not in holders):
            whole = known[0] if known else 0
            follows = number[1] == (known[1] + 1 if open_ and known and number[0] == whole else 1)
            follows = follows and bool(holders or number[0] in (whole, whole + 1))
        else:
            follows = False
        self._last = number if follows else known
        return follows

    def chapter(self, paragraph: Paragraph) -> Marker | None:
        """The bare number of a chapter's heading (2 主要任务) in a document whose items are 2.1, 2.2."""
        match = _BARE_CHAPTER.fullmatch(paragraph.text.text) if self._bare else None
        if match is None or int(match[1]) != self._chapter + 1:
            return None
        if not paragraph.heading and not paragraph.text.gaps[len(match[1]) : len(match[1]) + 1].strip("."):
            return None
        self._chapter += 1
        return Marker("chapter", self._chapter, len(match[1]))
