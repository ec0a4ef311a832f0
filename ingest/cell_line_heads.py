"""Heads of tables that have one cell a line: which lines are its words, and what stands in each column below.

Knows the words of heads, nothing of rows.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts import Span
from ingest.flat_cells import DEADLINE, FIGURE, MEASURE, NATURE, NUMBER, OTHER, TEXT, UNITS
from ingest.source import Cell
from ingest.table_columns import UNIT_COLUMNS, column_of
from ingest.targets.labels import INDICATOR, PLACES, YEAR, YEARS, holds_figure

_HEADER_WORD = re.compile(
    r"序号|编号|项次|(?:.{0,8})(?:清单|任务|内容|措施|举措|指标|单位|部门|时限|时间|进度|目标值?|备注|项目|事项|名称|类别|领导|责任人|现状值?|"
    r"基期值?|属性|性质|主体|分工|增速|增长|要求|期限|节点|领域|工作|安排)(?:（.{1,12}）|\(.{1,12}\))?|"
    r"(?:19|20)\d\d年?(?:底|末)?.{0,6}|地区|县（市、区）|区县|乡镇|年份|合计|总计|分类|方面|行动|工程"
)
_FIGURE_HEAD = re.compile(
    r"“?十[二三四五]五”?.{0,8}|(?:19|20)\d\d年?.{0,8}|.{0,4}(?:目标|现状|基期|指标|预期)值.{0,6}|(?:年均)?(?:增长|增速).{0,6}|合计|总计|数量"
)
_NATURE_HEAD = re.compile("(?:指标)?(?:属性|性质)")
_BODY_PARENT = re.compile("责任(?:分工|单位|部门|主体)?|分工|单位|部门")
_IN_A_SENTENCE = re.compile("[，。；！]|.{25}")
_WIDEST = 12
_NUMBER_WORDS = frozenset({"序号", "编号", "项次"})
_LONGEST_HEAD = 16
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
"""What heads a group of rows."""


@dataclass(frozen=True, slots=True)
class CellLines:
    """The filled lines of a text: where each stands, and its words without white space."""

    text: str
    spans: list[Span]
    words: list[str]

    def cell(self, span: Span) -> Cell:
        """A cell of the table."""
        return Cell(self.text[slice(*span)], *span)


@dataclass(frozen=True, slots=True)
class Head:
    """The words of a head, the kind of each column, the line behind it."""

    words: tuple[Span, ...]
    kinds: str
    first: int
    """The line behind the head."""
    years: tuple[Span, ...] = ()
    """Of a head of two levels the year above each of the words, () without."""


@lru_cache(maxsize=1 << 12)
def _is_header_word(word: str) -> bool:
    return len(word) <= _LONGEST_HEAD and _HEADER_WORD.fullmatch(word) is not None


def _kinds(words: list[str]) -> str:
    figures = [word for word in words if _FIGURE_HEAD.fullmatch(word) and column_of(word) not in UNIT_COLUMNS]
    measured = bool(figures) and any("指标" in word or PLACES.fullmatch(word) for word in words)
    return "".join(_kind(word, measured=measured) for word in words)


def _kind(word: str, *, measured: bool) -> str:
    if measured and _NATURE_HEAD.fullmatch(word):
        return NATURE
    if measured and word in ("单位", "计量单位"):
        return MEASURE
    column = column_of(re.sub(r"[（(].*", "", word) or word)
    if column in UNIT_COLUMNS and not (measured and PLACES.fullmatch(word)):
        return UNITS
    if measured and _FIGURE_HEAD.fullmatch(word):
        return FIGURE
    if YEARS.fullmatch(word) or PLACES.fullmatch(word):
        return TEXT if measured else DEADLINE if column == "deadline" else TEXT
    return {"number": NUMBER, "title": TEXT, "content": TEXT, "deadline": DEADLINE}.get(column, OTHER)


class HeadFinder:
    """Looks for a head at a line."""

    def __init__(self, lines: CellLines) -> None:
        self._text = lines.text
        self._lines = lines

    def find(self, index: int) -> Head | None:
        """The head that begins at a line, None for any other line."""
        start, end = self._lines.spans[index]
        if not 0 < end - start <= _LONGEST_HEAD + 4 or not _is_header_word(self._lines.words[index]):
            return None
        numbered = self._lines.words[index] in _NUMBER_WORDS
        if not numbered and index and _is_header_word(self._lines.words[index - 1]):
            return None  # a head begins with its first word
        count = self._width(index)
        if count < 3:
            return None
        spans, words = self._words(index, count)
        if len(words) > _WIDEST:
            return None
        spans, words = _levelled(spans, words)
        kinds = _kinds(words)
        works = UNITS in kinds and TEXT in kinds
        measures = FIGURE in kinds and (NUMBER in kinds or INDICATOR.fullmatch(words[0]) or PLACES.fullmatch(words[0]))
        if len(words) < 3 or kinds.count(NUMBER) > 1 or not (works or measures):
            return None
        split = self._split_years(spans, words, index + count)
        return split or Head(tuple(spans), kinds, index + count)

    def _split_years(self, spans: list[Span], words: list[str], first: int) -> Head | None:
        """A head whose years each stand over the same few words: 2023年, 2024年 | 新建, 改造, 新建, 改造."""
        years = len([word for word in words if YEAR.match(word)])
        lead = len(words) - years
        if years < 2 or not all(YEAR.match(word) for word in words[lead:]):
            return None
        stop = min(len(self._lines.spans), first + 4 * years)
        below = [self._lines.words[i] for i in range(first, stop)]
        count = next((n for n in range(2 * years, len(below) - lead, years) if holds_figure(below[n + lead])), 0)
        part = count // years
        if not count or below[:count] != below[:part] * years or any(map(holds_figure, below[:count])):
            return None
        upper = [*spans[:lead], *(span for span in spans[lead:] for _ in range(part))]
        lower = [*spans[:lead], *self._lines.spans[first : first + count]]
        kinds = _kinds(words)[:lead].replace(OTHER, TEXT) + FIGURE * count
        return Head(tuple(lower), kinds, first + count, tuple(upper))

    def _width(self, first: int) -> int:
        """How many lines from `first` on are the head: all before the row number 1, or as many as are known words."""
        stop = min(len(self._lines.spans), first + 2 * _WIDEST)
        words = [self._lines.words[i] for i in range(first, stop)]
        known = 1
        while known < len(words) and (
            _is_header_word(words[known]) or (words[known][:1] in "（(" and len(words[known]) <= 12)
        ):
            known += 1
        if "1" in words and words[0] in _NUMBER_WORDS:
            header = words[: words.index("1")]
            while HEADING.match(header[-1]):
                header.pop()
            if 2 * sum(map(_is_header_word, header)) > len(header) and not any(map(_IN_A_SENTENCE.search, header)):
                return len(header)
        return known

    def _words(self, first: int, count: int) -> tuple[list[Span], list[str]]:
        """The words of the head; a bracket on a line of its own belongs to the word above it."""
        spans: list[Span] = []
        for index in range(first, first + count):
            if spans and self._lines.words[index][:1] in ("（", "("):
                spans[-1] = spans[-1][0], self._lines.spans[index][1]
            else:
                spans.append(self._lines.spans[index])
        return spans, ["".join(self._text[slice(*span)].split()) for span in spans]


def _levelled(spans: list[Span], words: list[str]) -> tuple[list[Span], list[str]]:
    """A head of two levels (责任分工 over 牵头单位, 配合单位), whose lower words stand behind all upper ones, in one."""
    for parent, word in enumerate(words[:-2]):
        if _BODY_PARENT.fullmatch(word) is None or not any(
            column_of(w) not in UNIT_COLUMNS for w in words[parent + 1 :]
        ):
            continue
        below = len(words)
        while below > parent + 1 and column_of(words[below - 1]) in ("lead", "support", "responsible", "person"):
            below -= 1
        if len(words) - below >= 2 and below > parent + 1:
            order = [*range(parent), *range(below, len(words)), *range(parent + 1, below)]
            return [spans[i] for i in order], [words[i] for i in order]
    return spans, words
