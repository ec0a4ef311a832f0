"""The document's lines, with what their layout says; markup and residue removed. Does not join lines."""

import re
from collections import Counter
from itertools import pairwise

from ingest.cues import plain_cues
from ingest.facts import Span
from ingest.mapped import MappedText, map_span
from ingest.numbering import read_marker
from ingest.residue import heads_notes, is_about_file, is_footer, is_page_number, is_web_residue
from ingest.source import SourceDocument
from ingest.values import dataclass

_HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_QUOTE_OR_BULLET = re.compile(r"[ \t]{0,6}(?:>[ \t]?)*(?:[-*+•●■◆▪][ \t]+)?")
_BULLET = re.compile(r"[-*+•●■◆▪][ \t]+$")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|\\(?=[*_#\[\]().+-])|</?(?:b|strong|u|em|i|span|p)>", re.IGNORECASE)
_BOLD_MARKS = "*_\\<"
"""Characters of which every mark of bold has one."""
_RUNNING_HEAD_REPEATS = 3
_RUNNING_HEAD_LENGTH = 60
_NO_HEAD = re.compile(r"[，。；：]|、$|、[^、]{1,30}、|(?<![年稿行])）$|责任|牵头|配合|负责")
"""What sentences and lists have and running heads (titles, mostly) have not."""
_FOOTER_LINE = 40
"""Characters of the lines that a website's footer consists of."""
_ONE_LINE = 800
"""A line longer than this may hold a document whose line breaks were lost."""
_SHORT_DOCUMENT = 200
"""Characters from which on a line that is nearly the whole document may have lost its breaks."""
_COPY_LINES, _COPY_CHARACTERS = 8, 500
"""Lines and characters in a row from which on a repetition is a second copy and no phrase that plans repeat."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. width: in columns (a Chinese character is two). indent: columns before the first character.

    heading: its level where the format marks it as one (# in Markdown), else 0. bold_end: characters of a bold run that opens the line,
    0 without. gap: an empty line stands before it.
    """

    text: MappedText
    start: int
    end: int
    width: int
    indent: int
    heading: int
    bold_end: int
    gap: bool
    bullet: bool = False
    """It begins with the list mark of Markdown."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that carry the document, and the spans of those left out as residue; copies: those of them that say
    once more what was said before."""

    lines: tuple[Line, ...]
    residue: tuple[Span, ...]
    copies: tuple[Span, ...] = ()


def columns(text: str) -> int:
    """The width of `text` in columns: one for ASCII, two for everything else."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _indent(text: str) -> int:
    width = 0
    for character in text:
        if character == "\t":
            width += 4
        elif character.isspace():
            width += 1 if character.isascii() or character == "\xa0" else 2
        else:
            break
    return width


def _line(document: str, start: int, end: int, *, gap: bool) -> Line | None:
    raw = document[start:end]
    heading = _HEADING_MARK.match(raw)
    lead = heading or _QUOTE_OR_BULLET.match(raw)
    body = start + (lead.end() if lead else 0)
    skip: set[int] = set()
    bold_at: list[int] = []
    for match in _BOLD.finditer(document, body, end) if any(mark in raw for mark in _BOLD_MARKS) else ():
        skip.update(range(match.start(), match.end()))
        bold_at.append(match.start())
    text = plain_cues(map_span(document, body, end, skip=frozenset(skip)))
    if not text.text:
        return None
    bold_end = 0
    if len(bold_at) > 1 and not document[body : bold_at[0]].strip():
        bold_end = sum(1 for offset in text.origin if offset < bold_at[1])
    elif len(bold_at) > 1:
        marker = read_marker(text.text)
        if marker and sum(1 for offset in text.origin if offset < bold_at[0]) <= marker.length:
            bold_end = sum(1 for offset in text.origin if offset < bold_at[1])
    stripped = raw.strip()
    level = heading.group().count("#") if heading else 0
    bullet = heading is None and lead is not None and _BULLET.search(lead.group()) is not None
    return Line(
        text, text.origin[0], text.origin[-1] + 1, columns(stripped), _indent(raw), level, bold_end, gap, bullet
    )


_SOFT_BREAK = re.compile(
    r"[^\S\n](?:(?<=[);:\].\x80-\U0010ffff][^\S\n])[^\S\n]*(?=[^\x00-\x7f])|[^\S\n]+|(?=\d{1,3}[.、．](?:(?!\d)|\d{1,2}月)|[（(]))"
)


_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_CHAPTER_INSIDE = re.compile(
    r"(?<=[。；）)])[一二三四五六七八九十]{1,3}、(?=[\u4e00-\u9fff]{2})|(?<=\S)[（(][一二三四五六七八九十]{1,3}[）)](?=[\u4e00-\u9fff]{4})"
)
_HEADING_BEHIND = re.compile(
    r"(?<=。)[ \u3000]+(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；，：、\s]{2,24}\s*$)"
)
"""…发展格局。 五、保障措施: a heading that a page's text puts behind the last line of the paragraph above it."""
_FEWEST_CHAPTERS = 2


def _split_long(document: str, start: int, end: int) -> list[Span]:
    """Where a whole document stands on one line, its runs of spaces are where the lines ended."""
    whole = end - start > _SHORT_DOCUMENT and (end - start) * 10 >= len(document) * 9
    if end - start <= _ONE_LINE and not whole:
        heading = _HEADING_BEHIND.search(document, start, end) if document.find("。 ", start, end) >= 0 else None
        return [(start, heading.start()), (heading.end(), end)] if heading else [(start, end)]
    spans: list[Span] = []
    position = start
    for match in _SOFT_BREAK.finditer(document, start, end):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    spans = [span for span in spans if span[0] < span[1]]
    inside = sum(1 for _ in _CHAPTER_INSIDE.finditer(document, start, end))
    if inside >= _FEWEST_CHAPTERS and inside > sum(
        1 for first, last in spans if _CHAPTER.match(document, first, min(last, first + 8))
    ):
        # Its chapters begin where no space stands: its spaces are no breaks either.
        return [(start, end)]
    return spans


def _running_heads(lines: list[Line]) -> set[str]:
    """Short lines that come again and again and are no headings or lists: running heads and feet."""
    counts = Counter(
        line.text.text
        for line in lines
        if len(line.text) <= _RUNNING_HEAD_LENGTH
        and read_marker(line.text.text) is None
        and not _NO_HEAD.search(line.text.text)
    )
    return {text for text, count in counts.items() if count >= _RUNNING_HEAD_REPEATS and len(text) > 3}


def _said_again(lines: list[Line]) -> set[int]:
    """The lines of a second copy: pages that carry their text twice, once for the screen and once for the printer."""
    words = [line.text.text for line in lines]
    first: dict[str, int] = {}
    again: set[int] = set()
    index = 0
    while index < len(words):
        start = first.setdefault(words[index], index)
        length = 0
        while start + length < index and index + length < len(words) and words[start + length] == words[index + length]:
            length += 1
        if length >= _COPY_LINES and sum(map(len, words[index : index + length])) >= _COPY_CHARACTERS:
            again.update(range(index, index + length))
            index += length
        else:
            index += 1
    return again


def _in_footer(text: str) -> bool:
    """Whether a line right behind a footer's belongs to it: an address, a number to call, no sentence and no item."""
    return len(text) <= _FOOTER_LINE and "。" not in text and read_marker(text) is None


_CAPTION = re.compile(r"(?<=[\s。])(?:附件|附表|附)[\d一二三四五]{0,2}[：: ]?")
_LONGEST_CAPTION = 160


def _before_table(document: str, start: int, end: int) -> list[Span]:
    """The text before a table that begins inside a line, its captions (附件 …分工表) on lines of their own."""
    cuts = [match.start() for match in _CAPTION.finditer(document, max(start, end - _LONGEST_CAPTION), end)]
    places = [start, *(cut for cut in cuts if cut > start), end]
    return list(pairwise(places))


def read_lines(source: SourceDocument, regions: tuple[Span, ...]) -> Lines:
    """The lines outside `regions` (the tables), without page numbers, running heads and web residue."""
    found: list[Line] = []
    residue: list[Span] = []
    gap = footer = False
    position = 0
    skip = iter(regions)
    region = next(skip, None)
    for raw in source.text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        while region is not None and region[1] <= start:
            region = next(skip, None)
        outside = [(start, position)]
        while region is not None and region[0] < position:
            # A table may begin or end inside a line: what stands before and behind it is text.
            outside[-1:] = [*_before_table(source.text, outside[-1][0], region[0]), (region[1], position)]
            gap = True
            if region[1] >= position:
                break
            region = next(skip, None)
        outside = [(first, last) for first, last in outside if first < last]
        if not raw.strip():
            gap = True
            continue
        for piece in [piece for span in outside for piece in _split_long(source.text, *span)]:
            line = _line(source.text, *piece, gap=gap)
            gap = False
            if line is None:
                continue
            footer = footer or is_footer(line.text.text)
            if (
                is_page_number(line.text.text)
                or is_web_residue(line.text.text)
                or (footer and _in_footer(line.text.text))
                or (line.bullet and is_about_file(line.text.text))
                or (line.heading and heads_notes(line.text.text))
            ):
                residue.append((line.start, line.end))
                gap = True
            else:
                footer = False
                found.append(line)
    heads = _running_heads(found)
    residue.extend((line.start, line.end) for line in found if line.text.text in heads)
    plain = [line for line in found if line.text.text not in heads]
    again = _said_again(plain)
    copies = tuple((plain[index].start, plain[index].end) for index in sorted(again))
    residue.extend(copies)
    kept = [line for index, line in enumerate(plain) if index not in again]
    return Lines(tuple(kept), tuple(sorted(residue)), copies)
