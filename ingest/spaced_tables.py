"""Tables of indicators that a text carries as lines of words and figures between spaces, as a copy of a page leaves them.

Makes grids; does not know what they say. A line is a row only where figures close it, and a head must name their columns.
"""

import re
from collections.abc import Sequence

from ingest.facts import Span
from ingest.source import Cell, Table

_FIGURE = re.compile(
    r"[\[〔【（(]?[<>≥≤≧≦＞＜~～≈约]?-?\d[\d.,]{0,15}(?:[%％‰]|[\u4e00-\u9fff/]{1,4})?(?:左右|以上|以下|以内)?[\]〕】）)]?|[\[〔【（(][<>≥≤＞＜]-?\d[\d.,]{0,15}[%％]?[\]〕】）)]|[—－–\-/]{1,3}"
)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d年?(?:[上下]?半年|底|末)?")
_COLUMN = re.compile(
    r"(?:19|20)\d\d年?.{0,8}|.{0,6}(?:目标|现状|基期|实际|完成|指标)值?|年均.{2,6}|累计.{0,6}|.{0,4}(?:增长|增速|增幅).{0,6}|“?十[二三四五]五”?.{0,8}"
)
_UNIT_HEAD = re.compile("(?:计量)?单位")
_NAME_HEAD = re.compile(
    "(?:序号)?(?:[一二三]级|主要|具体|核心|发展)?(?:指标|项目)(?:名称|内容)?(?:（单位）|\\(单位\\))?"
)
_NATURE = re.compile("(?:指标)?(?:属性|性质|类型)")
_NUMBER = re.compile(r"[（(]?\d{1,3}[）)]?[.．、]?")
_LEADS = re.compile(r"(?P<number>[（(]?\d{1,3}[）)]?[.．、]\s*)(?=\S)")
_SENTENCE = re.compile("[。；！？]")
_WORD = re.compile(r"\S+")
_LONGEST = 160
_FEWEST = 3
_HEAD_LINES = 6
_GAP = 3

Tokens = list[Span]


def _tokens(text: str, start: int, end: int) -> Tokens:
    return [(start + match.start(), start + match.end()) for match in _WORD.finditer(text[start:end])]


def _cell(text: str, span: Span) -> Cell:
    return Cell(text[slice(*span)], *span)


def _closing_figures(text: str, tokens: Tokens) -> tuple[int, int]:
    """The run of figures that closes a line (a word of nature may stand behind it): first and last token, or (0, 0)."""
    last = len(tokens)
    while last > 1 and _FIGURE.fullmatch(text[slice(*tokens[last - 1])]) is None and len(tokens) - last < 1:
        last -= 1
    first = last
    while first > 0 and _FIGURE.fullmatch(text[slice(*tokens[first - 1])]) is not None:
        first -= 1
    return (first, last) if last > first else (0, 0)


class _Reader:
    """Collects rows below a head; lines without figures between them are groups or the first half of a name."""

    def __init__(self, text: str, lines: Sequence[Span]) -> None:
        self.text = text
        self.lines = lines

    def find(self) -> list[Table]:
        tables: list[Table] = []
        index = 0
        while index < len(self.lines):
            labels, first = self._head(index)
            if labels is None:
                index += 1
                continue
            table, stop = self._body(index, first, labels)
            if table is not None:
                tables.append(table)
            index = stop if table is not None else index + 1
        return tables

    def _head(self, index: int) -> tuple[list[Span] | None, int]:
        """The labels of the columns of figures, where a head begins at `index`, and the line behind it."""
        start, end = self.lines[index]
        if end - start > _LONGEST or _YEAR_LIKE.search(self.text, start, end) is None:
            return None, 0
        words = _joined(self.text, _tokens(self.text, start, end))
        if not words or _NAME_HEAD.fullmatch("".join(self.text[slice(*words[0])].split())) is None:
            return None, 0
        labels = words[1:]
        line = index + 1
        while line < min(len(self.lines), index + _HEAD_LINES):
            begin, stop = self.lines[line]
            following = _tokens(self.text, begin, stop)
            if not following:
                line += 1
                continue
            if len(following) > 1 or not self._continues(following[0]):
                break
            if self.text[following[0][0]] in "（(" and labels:
                labels[-1] = (labels[-1][0], following[0][1])
            else:
                labels.append(following[0])
            line += 1
        known = [label for label in labels if self._is_column(label) or self._is_unit(label)]
        return (known, line) if sum(map(self._is_column, known)) >= 1 else (None, 0)

    def _continues(self, span: Span) -> bool:
        word = self.text[slice(*span)]
        return word[0] in "（(" or (_COLUMN.fullmatch(word) is not None and len(word) <= 12)

    def _is_column(self, span: Span) -> bool:
        return _COLUMN.fullmatch("".join(self.text[slice(*span)].split())) is not None

    def _is_unit(self, span: Span) -> bool:
        return _UNIT_HEAD.fullmatch(self.text[slice(*span)]) is not None

    def _body(self, head: int, first: int, labels: list[Span]) -> tuple[Table | None, int]:
        columns = [label for label in labels if not self._is_unit(label)]
        has_unit = len(columns) < len(labels)
        rows: list[tuple[Cell, ...]] = []
        begun: Span | None = None
        index, since, stop = first, 0, first
        while index < len(self.lines) and since <= _GAP:
            start, end = self.lines[index]
            tokens = _tokens(self.text, start, end)
            index += 1
            if not tokens:
                continue
            if end - start > _LONGEST or _SENTENCE.search(self.text, start, end) is not None:
                break
            low, high = _closing_figures(self.text, tokens)
            if high - low != len(columns):
                since += 1
                leads = _LEADS.match(self.text, tokens[0][0]) is not None
                begun = (start, end) if leads else None if begun is None else (begun[0], end)
                continue
            name = (tokens[0][0], tokens[low - 1][1]) if low else begun
            if name is None or (low == 1 and _NUMBER.fullmatch(self.text[slice(*tokens[0])])):
                since += 1
                continue
            rows.append(self._row(name, tokens[low:high], has_unit=has_unit))
            begun, since, stop = None, 0, index
        if len(rows) < _FEWEST:
            return None, head + 1
        return Table((self._header(head, labels), *rows), self.lines[head][0], rows[-1][-1].end), stop

    def _header(self, head: int, labels: list[Span]) -> tuple[Cell, ...]:
        start = self.lines[head][0]
        name = _joined(self.text, _tokens(self.text, *self.lines[head]))[0]
        units = [label for label in labels if self._is_unit(label)]
        columns = [label for label in labels if not self._is_unit(label)]
        return (
            _cell(self.text, (max(start, name[0]), name[1])),
            *(_cell(self.text, span) for span in (*units, *columns)),
        )

    def _row(self, name: Span, figures: Tokens, *, has_unit: bool) -> tuple[Cell, ...]:
        lead = _LEADS.match(self.text, name[0], name[1])
        begin = lead.end() if lead is not None else name[0]
        words = _tokens(self.text, begin, name[1])
        if len(words) > 1 and _NUMBER.fullmatch(self.text[slice(*words[0])]) is not None:
            words = words[1:]
        values = tuple(_cell(self.text, span) for span in figures)
        if has_unit and len(words) > 1:
            return (_cell(self.text, (words[0][0], words[-2][1])), _cell(self.text, words[-1]), *values)
        empty = (Cell("", figures[0][0], figures[0][0]),) if has_unit else ()
        return (_cell(self.text, (words[0][0], words[-1][1])), *empty, *values)


def _joined(text: str, tokens: Tokens) -> Tokens:
    """Characters set apart (指 标) are one word; a number's head (序号) belongs to the name's."""
    joined: Tokens = []
    for span in tokens:
        word = text[slice(*span)]
        before = text[slice(*joined[-1])] if joined else ""
        apart = len(word) == 1 and joined and len(before.split()[-1]) == 1
        if joined and (apart or before in ("序号", "编号", "类别") or word[0] in "（("):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def find_spaced_tables(text: str, lines: Sequence[Span]) -> list[Table]:
    """The tables of indicators in `text` whose cells only spaces part, in order."""
    return _Reader(text, lines).find()
