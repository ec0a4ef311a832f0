"""Rows of a division table that nothing parts: each ends in bodies, before the next number."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.facts import Span
from ingest.flat_cells import DEADLINE, LEVEL, LIMIT, NAMES, NUMBER, OTHER, TEXT, UNITS, Piece, align, kind_of_piece
from ingest.run_heads import RunHead

Spans = list[Span | None]
"""Where each column of a row stands, None for an empty one."""
_LONGEST_PIECE, _LONGEST_LISTS, _LONGEST_TITLE = 600, 240, 40
_NUMBER = (
    r"(?<![\d.．%％年第/-])(?P<number>\d{1,4})(?=[\u4e00-\u9fff《“‘（(A-Z]|\s[\u4e00-\u9fff《“（]|[、.．](?!\d))"
    r"(?![年月日号个项家亿万次人套户米所座件]|公里)"
)
_ANY_NUMBER = re.compile(_NUMBER)
_BARE_NUMBER = re.compile(_NUMBER + r"(?![.．、])")
_ITEM = re.compile(r"(?<!\d)(?P<number>\d{1,4})[、.．](?!\d)")
_FOLLOWING = re.compile(r"(?<=[局委办部厅院会府心站处司团队道镇联行）底前末年月展进施持/—])\s?" + _NUMBER)
_FIRST_ITEM = re.compile(r"\s?1(?![\d.．、])[^1]{2,40}1[、.．](?!\d)")
_LIMIT_ENDS = re.compile(rf"(?:{LIMIT.pattern})(?=\s?$)")
_NONE_ENDS = re.compile(r"[/／—－–-]{1,2}$")
_LEVEL = re.compile(LEVEL)
_END = re.compile(r"\n\s*\n|\s(?:注[：:]|备注[：:]|附件|来源：)|\s\S{4,24}\s{0,4}\d{4}年\d{1,2}月\d{1,2}日")
_BODY = re.compile(rf"{LEVEL}|人民银行|人行|国家|国网|中国|团[省市县区]委|武警|各(?=市、|县、|区、)")
_SEAM = re.compile(rf"(?<!总局)(?<=[局委办部厅院会府心站处司团队道镇联行）])(?={LEVEL}|各市、)")


class JoinedRows:
    """Rows that nothing parts: each ends in bodies, before the next number."""

    def __init__(self, text: str, head: RunHead) -> None:
        self._text = text
        self._plain = head.kinds.replace(NUMBER, "")
        self._at = head.kinds.find(NUMBER)
        self._start = head.words[-1][1]
        self._head_text = text[head.words[0][0] : self._start]

    def rows(self) -> list[Spans]:
        """The cells of each row."""
        if re.search(f"{DEADLINE}{UNITS}", self._plain):
            return self._limited_rows()
        return self._numbered_rows()

    def _limited_rows(self) -> list[Spans]:
        """Where a time limit stands before the bodies, each such pair ends a row."""
        rows: list[Spans] = []
        position, expected, inner = self._start, 1, 1
        title: Span | None = None
        number: Span | None = None
        pattern = _ANY_NUMBER
        items = _FIRST_ITEM.match(self._text, self._start) is not None
        if items:
            pattern = _BARE_NUMBER  # 1、 numbers the work and not the row
        for limit, bodies in self._limited_bodies():
            start = limit.start
            if start - position > 2 * _LONGEST_PIECE:
                break
            item = _last(_ITEM, self._text, position, start, inner) if items else None
            nearest = max(position, item.start() - _LONGEST_TITLE) if item else position
            outer = _last(pattern, self._text, nearest, item.start() if item else start, expected)
            if outer:
                number, expected, title = outer.span(), expected + 1, None
            elif item is None:
                break
            begin = item.end() if item else outer.end() if outer else position
            if item:
                inner += 1
                if outer:
                    title = outer.end(), item.start()
            pieces = [Piece(begin, start, TEXT), limit, bodies]
            printed = (item.start(), item.end() - 1) if item else number
            rows.append(self._row(printed, title, pieces))
            position = bodies.end
        return rows

    def _limited_bodies(self) -> Iterator[tuple[Piece, Piece]]:
        reach = self._start
        for match in NAMES.finditer(self._text, self._start):
            start, end = match.span()
            if start - reach > 2 * _LONGEST_PIECE:
                return
            before = _last(_LIMIT_ENDS, self._text, max(self._start, start - 16), start)
            if before:
                reach = end
                yield Piece(*before.span(), DEADLINE), Piece(start, end, UNITS)

    def _numbered_rows(self) -> list[Spans]:
        rows: list[Spans] = []
        first = _first(_ANY_NUMBER, self._text, self._start, self._start + _LONGEST_TITLE, 1)
        number = first.span("number") if first else None
        while number is not None:
            stop = number[1] + 2 * _LONGEST_PIECE
            following = _first(_FOLLOWING, self._text, number[1], stop, len(rows) + 2)
            end = following.start() if following else self._end_of_last(number[1])
            again = self._text.find(self._head_text, number[1], end)
            if again >= 0:
                # The head said again on a new page: the row ends before it, the next begins behind it.
                end, behind = again, again + len(self._head_text)
                following = _first(_ANY_NUMBER, self._text, behind, behind + 4, len(rows) + 2)
            rows.append(self._row(number, None, self._pieces(number[1], end)))
            number = following.span("number") if following else None
        return rows

    def _end_of_last(self, start: int) -> int:
        found = _END.search(self._text, start, start + _LONGEST_PIECE)
        return found.start() if found else min(len(self._text), start + _LONGEST_PIECE)

    def _pieces(self, start: int, end: int) -> list[Piece]:
        """Work, bodies and a time limit at the end of a row; only work where its bodies do not stand apart."""
        end -= len(self._text[start:end]) - len(self._text[start:end].rstrip())
        limit = _last(_LIMIT_ENDS, self._text, max(start, end - 20), end)
        stop = limit.start() if limit else end
        tail = [Piece(limit.start(), end, DEADLINE)] if limit else []
        sentence = self._text.rfind("。", start, stop) + 1
        starts = (
            [sentence]
            if sentence
            else [match.start() for match in _BODY.finditer(self._text, max(start, stop - _LONGEST_LISTS), stop)]
        )
        none = _NONE_ENDS.search(self._text, start, stop)
        if none:
            tail.insert(0, Piece(*none.span(), OTHER))
            stop = none.start()
        columns = self._plain.count(UNITS) - (1 if none else 0)
        for begin in starts:
            if self._are_bodies(begin, stop, columns):
                lists = [Piece(*span, UNITS) for span in self._lists(begin, stop)]
                return [Piece(start, begin, TEXT), *lists, *tail]
        return [Piece(start, stop, TEXT), *tail]

    def _are_bodies(self, start: int, stop: int, columns: int) -> bool:
        """Whether nothing but the lists of so many columns stands from `start` on, no word before it cut."""
        text = self._text[start:stop]
        first = re.split("[、，]", text)[0]
        seam = _SEAM.search(first)
        apart = (
            len(_SEAM.findall(text)) == columns - 1
            if columns > 1 or "、" in text or self._plain.count(UNITS) > 1
            else True
        )
        first = first[: seam.start()] if seam else first
        cut = _LEVEL.search(first, 1) is not None and first[0] not in "各相有国中人"
        return apart and not cut and kind_of_piece(text) == UNITS and self._text[start - 1] not in "、，和及与"

    def _lists(self, start: int, end: int) -> list[Span]:
        """Where several columns of bodies run together, a new list begins where no mark parts two names."""
        if self._plain.count(UNITS) == 1:
            return [(start, end)]
        cuts = [start, *(match.end() for match in _SEAM.finditer(self._text, start + 1, end)), end]
        return list(pairwise(cuts))

    def _work_only(self, row: list[Piece]) -> Spans:
        """A row whose pieces fit no columns: its work, and no bodies rather than wrong ones."""
        cells: Spans = [None] * len(self._plain)
        stop = next((index for index, piece in enumerate(row) if piece.kind != TEXT and index), len(row))
        cells[self._plain.rfind(TEXT)] = row[0].start, row[stop - 1].end
        return cells

    def _row(self, number: Span | None, title: Span | None, pieces: list[Piece]) -> Spans:
        cells = align(pieces, self._plain, self._text) or self._work_only(pieces)
        if title and self._plain.count(TEXT) > 1:
            cells[self._plain.find(TEXT)] = title
        return [*cells[: self._at], number, *cells[self._at :]]


def _first(pattern: re.Pattern[str], text: str, start: int, end: int, number: int) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text, start, end) if m.group("number") == str(number)), None)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int, number: int | None = None) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        if number is None or match.group("number") == str(number):
            found = match
    return found
