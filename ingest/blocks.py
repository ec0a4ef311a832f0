"""Paragraphs and tables in the document's order: hard-wrapped lines joined, sentences mended over page breaks.

Knows how lines end and begin; does not know what a paragraph means.
"""

import re
from collections.abc import Mapping
from dataclasses import field, replace
from itertools import pairwise

from ingest.bare_numbers import find_bare_numbers
from ingest.cues import HEAD, PREFIX, heads_list
from ingest.facts import Span
from ingest.lines import Line, columns, read_lines
from ingest.mapped import MappedText, join
from ingest.numbering import Marker, read_marker
from ingest.source import SourceDocument, Table
from ingest.text_tables import find_text_tables
from ingest.unit_shape import looks_like_unit
from ingest.values import dataclass

OPENING = "（〔【[<《「『“"
CLOSING = "）〕】]>》」』”"
CUE_LINE = re.compile(
    r"[（〔【\[]?(?:主要|业务|行业|技术|第一|[省市县区州]级?)?(?:责任|牵头|配合|主办|协办|承办|主责|参与|参加|实施|落实|协同|协助|协作|支持|支撑|保障|联动|推进|联系|分管|督导|督办|指导|主管)"
    r"(?:责任)?(?:单位|部门|主体|领导|科室|处室|人)(?:及[^：]{0,8})?[（〔][^：]{0,30}[）〕]?[：]|"
    r"[（〔【\[]?(?:主要|业务|行业|技术|第一|[省市县区州]级?)?(?:责任|牵头|配合|主办|协办|承办|主责|参与|参加|实施|落实|协同|协助|协作|支持|支撑|保障|联动|推进|联系|分管|督导|督办|指导|主管)"
    r"(?:责任)?(?:单位|部门|主体|领导|科室|处室|人)(?:及[^：]{0,8})?[：]|(?:牵头|主责|主办|配合|协办)：|"
    rf"[（〔【\[]?{PREFIX}{HEAD}(?:（[^（）]{{1,24}}）)?：|"
    r"完成(?:时限|时间)[：]|时间(?:节点|进度)[：]"
)
CHAPTER_NAME = re.compile(
    "(?:指导思想|总体要求|总体思路|总体目标|基本原则|工作(?:目标|要求|安排|步骤|任务|措施|重点|内容|原则|机制)|(?:主要|重点|具体)(?:任务|措施|目标|工作|内容|举措)"
    "|(?:重点)?(?:整治|治理|建设|改革|创建|检查|排查)(?:内容|任务|重点|目标|措施|范围)|(?:组织|政策)(?:保障|实施|领导|措施)|保障措施|(?:实施|进度|时间)(?:步骤|安排|进度)|(?:有关|相关)要求"
    "|职责分工|任务分工|考核评价|附则)"
)
"""The usual names of chapters."""
_LABEL_LINE = re.compile(
    r"(?:工作|任务|年度|阶段|整改|主要|具体|重点)?(?:目标|任务|内容|举措|措施|要求|进度|安排|成效|标准|节点)(?:任务|要求|安排|内容)?：|备注：|序时进度：|时间(?:节点|安排|要求)："
)
_ENDS_PARAGRAPH = re.compile(
    r"[。！？；：][”’」』）〕】\])]?$|(?:单位|部门|负责|牵头|配合|下同|列出)[^（(]{0,80}[）〕】\]]$"
)
_STANDS_ALONE = re.compile(
    r"附件[\d一二三四五六七八九十]*[：:]?|附件[：:].{2,36}|(?:附件|附表|附录)[\d一二三四五六七八九十]{1,3}.{0,36}|抄送：.*|主送：.*|（?此件.{2,12}）?|（?征求意见稿）?|（?草案）?|（?送审稿）?|"
    r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?|[〇○零一二三四五六七八九十]{4}年.{2,4}月.{1,3}日|注：.*|联系人.*|联系电话.*|"
    r".{1,24}[〔\[（【]\d{4}[〕\]）】]第?\d+号|(?:附)?表[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?[：:.]?[^。；，：]{3,32}表"
)
_TITLE_END = re.compile(
    r"(?:通知|方案|意见|计划|规划|办法|措施|纲要|决定|公告|通告|函|批复|报告|清单|要点|规定|细则|目标体系|职责分工|任务分解)(?:（.{1,24}）)*$"
)
_ADDRESSEES = re.compile(r"(?:各|市|县|区|省|有关|国务院).{2,200}：$")
_FULL_SHARE = 0.4
_RAGGED = 8
"""Columns by which a full line may fall short: no line begins with a stop, no word or number is cut."""
_NARROWEST = 36
"""Columns below which lines are not wrapped but short: a list of headings."""
_JOIN_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: joined lines. heading: its level where the format marks it as one, else 0. bold_end: characters of its opening bold run."""

    text: MappedText
    heading: int
    bold_end: int
    bullet: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character in the document."""
        return self.text.origin[0]


@dataclass(frozen=True, slots=True)
class Blocks:
    """What the document consists of: paragraphs and tables by position; residue: spans left out; copies: those of them that
    repeat the document's own text; numbers: of items that print them without a mark, by where their lines begin."""

    items: tuple[Paragraph | Table, ...]
    residue: tuple[Span, ...]
    copies: tuple[Span, ...] = ()
    numbers: Mapping[int, Marker] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Whether lines are hard-wrapped, and the width at which they are."""

    wrapped: bool
    width: int
    indented: bool


def _wrap_profile(lines: tuple[Line, ...], *, lines_are_paragraphs: bool) -> _Wrap:
    widths = sorted(line.width + line.indent for line in lines if line.width > 8)
    if lines_are_paragraphs or len(widths) < 8:
        return _Wrap(wrapped=False, width=10**9, indented=False)
    width = widths[int(len(widths) * 0.9)]
    full = sum(1 for value in widths if value >= width - 6)
    wrapped = _NARROWEST <= width <= 140 and full / len(widths) >= _FULL_SHARE
    indented = sum(1 for line in lines if line.indent >= 2) >= max(3, len(lines) // 20)
    return _Wrap(wrapped, width, indented)


def _depth(text: str) -> int:
    depth = 0
    for character in text:
        if character in "（〔【":
            depth += 1
        elif character in "）〕】" and depth:
            depth -= 1
    return depth


def _is_spaced(text: MappedText, marker: Marker) -> bool:
    """Whether white space stands behind a number: 2.1 建设冷库 is a heading, 2.1公里 a length."""
    return marker.length < len(text.gaps) and text.gaps[marker.length].isspace()


def _stands_alone(text: str) -> bool:
    return len(text) <= 40 and _STANDS_ALONE.fullmatch(text) is not None


def _is_bare_heading(line: Line, marker: Marker | None, wrap: _Wrap) -> bool:
    """A heading line without running text: marked by the format, or a number and a short phrase."""
    if line.heading:
        return True
    text = line.text.text
    if marker is None or len(text) > 45 or re.search(r"[，；：]$", text):
        return False
    return not (wrap.wrapped and line.width + line.indent >= wrap.width - _RAGGED) and "。" not in text[:-1]


class _Joiner:
    """Builds paragraphs line by line."""

    def __init__(self, wrap: _Wrap, numbers: Mapping[int, Marker]) -> None:
        self._wrap = wrap
        self._numbers = numbers
        self._lines: list[Line] = []
        self._marker: Marker | None = None
        self._depth = 0
        self._in_outline = False
        self.paragraphs: list[Paragraph] = []

    def add(self, line: Line) -> None:
        marker = read_marker(line.text.text) or self._numbers.get(line.text.origin[0])
        if self._lines and not self._continues(line, marker):
            self.flush()
        if not self._lines:
            self._marker = marker
            self._in_outline = self._in_outline or (
                marker is not None and marker.style in ("han", "chapter", "part", "article")
            )
        self._lines.append(line)
        self._depth = max(0, self._depth + _depth_change(line.text.text))

    def flush(self) -> None:
        if self._lines:
            first = self._lines[0]
            self.paragraphs.append(Paragraph(self._joined(), first.heading, first.bold_end, first.bullet))
        self._lines, self._marker, self._depth = [], None, 0

    def _joined(self) -> MappedText:
        """The lines one after another; that a line of a list ended is kept where not the width of the page ended it."""
        lines = self._lines
        if len(lines) == 1 or not any(heads_list(line.text.text) for line in lines):
            return join(line.text for line in lines)
        texts = [lines[0].text]
        for before, line in pairwise(lines):
            full = self._wrap.wrapped and before.width + before.indent >= self._wrap.width - _RAGGED
            text = line.text
            gaps = text.gaps or "." * len(text)
            texts.append(text if full else replace(text, gaps="\n" + gaps[1:]))
        return join(texts)

    def _continues(self, line: Line, marker: Marker | None) -> bool:
        last = self._lines[-1]
        text = last.text.text
        open_bracket = self._depth > 0
        if (
            line.heading
            or line.bullet
            or last.heading
            or _LABEL_LINE.match(line.text.text)
            or (CUE_LINE.match(line.text.text) and not (open_bracket and text.endswith(tuple("（〔【["))))
            or _stands_alone(line.text.text)
            or (text.endswith("。") and CHAPTER_NAME.fullmatch(line.text.text))
        ):
            return False
        if marker is not None:
            return self._accidental(last, line, marker)
        if self._marker is not None and len(self._lines) == 1 and self._marker.length == len(text):
            return True
        if open_bracket or _closes_more(line.text.text) or _breaks_name(text):
            return True
        if (
            CUE_LINE.match(self._lines[0].text.text)
            and text[-1] not in "。；：）】"
            and _goes_on_listing(line.text.text)
        ):
            return True
        if _stands_alone(text) or (CUE_LINE.match(text) and _ENDS_PARAGRAPH.search(text)):
            return False
        if self._wrap.wrapped:
            return self._continues_wrapped(last, line)
        if _ENDS_PARAGRAPH.search(text):
            return False
        return self._continues_unwrapped(last)

    def _accidental(self, last: Line, line: Line, marker: Marker) -> bool:
        """A wrapped line that begins like an item by accident (`…建设\\n3.5亩` never; `达到\\n8、10亩`)."""
        if marker.style in ("decimal", "decimal3") and not line.gap:
            if not self._wrap.wrapped and (_is_spaced(line.text, marker) or last.text.text.endswith("）")):
                return False
            return not _ENDS_PARAGRAPH.search(last.text.text) and not _is_bare_heading(last, self._marker, self._wrap)
        if marker.style not in ("arabic", "arabic_half", "arabic_bracket") or not self._wrap.wrapped:
            return False
        full = last.width + last.indent >= self._wrap.width - _RAGGED
        return full and not _ENDS_PARAGRAPH.search(last.text.text) and line.indent < 2 and marker.value > 30

    def _continues_wrapped(self, last: Line, line: Line) -> bool:
        text = last.text.text
        full = last.width + last.indent >= self._wrap.width - _RAGGED
        if _is_bare_heading(last, self._marker if len(self._lines) == 1 else None, self._wrap):
            return False
        if self._wrap.indented and line.indent >= 2 and last.indent < line.indent and _ENDS_PARAGRAPH.search(text):
            return False
        if _ENDS_PARAGRAPH.search(text):
            return full and not (self._wrap.indented and line.indent >= 2)
        if self._wrap.indented and line.indent < 2 and self._in_outline:
            return True
        return full or text.endswith(("，", "、")) or (self._in_outline and len(self._lines) > 1 and last.gap)

    def _continues_unwrapped(self, last: Line) -> bool:
        text = last.text.text
        if _is_bare_heading(last, self._marker if len(self._lines) == 1 else None, self._wrap):
            return False
        length = sum(len(line.text) for line in self._lines)
        if not self._in_outline:
            return length >= _JOIN_LENGTH and "，" in text and _TITLE_END.search(text) is None
        return length >= _JOIN_LENGTH


def _breaks_name(text: str) -> bool:
    """A line that ends inside the name of a document: 按照《中共某省委 / 某省人民政府关于…》"""
    return text.rfind("《") > text.rfind("》")


def _closes_more(text: str) -> bool:
    """A line that closes a bracket it never opened: the end of a list that a page break cut in two."""
    first = re.search("[（）〔〕【】]", text)
    return first is not None and first.group() in "）〕】"


def _goes_on_listing(text: str) -> bool:
    """A line of nothing but names: it goes on with the list that the width of the page broke."""
    names = re.split("[、，]", text.rstrip("。；"))
    return len(names) > 1 and all(looks_like_unit(name) or not name for name in names)


def _depth_change(text: str) -> int:
    return sum(text.count(mark) for mark in "（〔【[") - sum(text.count(mark) for mark in "）〕】]")


def read_blocks(source: SourceDocument) -> Blocks:
    """Paragraphs and tables of `source` in order of position."""
    tables = find_text_tables(source.text, source.tables)
    regions = tuple((table.start, table.end) for table in tables)
    lines = read_lines(source, regions)
    wrap = _wrap_profile(lines.lines, lines_are_paragraphs=source.lines_are_paragraphs)
    numbers = find_bare_numbers(line.text for line in lines.lines)
    joiner = _Joiner(wrap, numbers)
    boundary = iter(regions)
    region = next(boundary, None)
    for line in lines.lines:
        while region is not None and region[0] < line.start:
            joiner.flush()
            region = next(boundary, None)
        joiner.add(line)
    joiner.flush()
    items: list[Paragraph | Table] = [*joiner.paragraphs, *tables]
    items.sort(key=lambda item: item.start)
    return Blocks(tuple(items), lines.residue, lines.copies, numbers)


__all__ = ["CLOSING", "CUE_LINE", "OPENING", "Blocks", "Paragraph", "columns", "read_blocks"]
