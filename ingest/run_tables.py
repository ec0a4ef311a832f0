"""Division tables that a text carries without their cells: one cell a line, cells between spaces, or all run together.

Finds head and rows; what the pieces of a row look like, `ingest.flat_cells` decides. Does not know what a table says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.facts import Span
from ingest.flat_cells import DEADLINE, LEVEL, LIMIT, NAMES, NUMBER, OTHER, TEXT, UNITS, Piece, align, kind_of_piece
from ingest.source import Cell, Table
from ingest.table_columns import UNIT_COLUMNS, column_of

_NOUN = (
    "(?:主要|重点|具体)工作(?:任务|措施|举措|内容)|工作任务|目标任务|任务来源|任务分解|任务清单|工作内容|工作措施|工作举措|工作目标|工作要点|工作要求|工作事项|工作类别|工作进度|"
    "重点工作|主要工作|项目名称|指标名称|建设地址|责任主体|责任分工|责任领导|时间节点|时间安排|时间要求|进度安排|进度要求|完成时间|责任人|"
    "任务|内容|措施|举措|事项|要点|名称|单位|部门|主体|时限|时间|期限|进度|节点|目标值?|实事|类别|领域|分工|来源|指标|备注|片区|地址|地点|说明|"
    "套数|户数|规模|投资|处室|科室|领导|工作|项目"
)
_MODIFIER = (
    "主要|重点|具体|本?年度|目标|责任|牵头|配合|协同|协办|会办|主办|承办|参与|参加|负责|落实|实施|主责|[省市县区][级直]|时间|进度|完成|所属|"
    "所在|第一|其他|其它|任务|改革|政策|整改|建设|推进|细化|分解|项目|发展|预期|攻坚|整治|治理|创建|惠民|民生|序时"
)
_WORD = rf"(?:序号|编号|项次|(?:{_MODIFIER}){{0,3}}?(?:{_NOUN})(?:\s?[（(][^（）()\n]{{1,14}}[）)])?)"
_PARTED = re.compile(rf"(?<!\S){_WORD}(?:\s{{1,8}}{_WORD}){{2,9}}(?!\S)")
_JOINED = re.compile(rf"(?:序号|编号|项次){_WORD}{{2,9}}")
_WORDS = re.compile(_WORD)
_TOKEN = re.compile(r"\S+")
_STOP = re.compile(
    r"附件|附表|抄送|抄报|#|注[：:]|备注[：:]|说明[：:]|第[一二三四五六七八九十]{1,3}[章节部]|来源：|主送|此件|联系人|\d{4}年\d{1,2}月\d{1,2}日"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_LONGEST_PIECE, _LONGEST_LISTS, _LONGEST_TITLE = 600, 240, 40
_IDLE_ROWS = 12
"""So many rows at the head of a table without any bodies show that it is none."""
_FEWEST_ROWS = 2
_NUMBER = (
    r"(?<![\d.．%％年第/-])(?P<number>\d{1,4})(?=[\u4e00-\u9fff《“‘（(A-Z]|\s[\u4e00-\u9fff《“（]|[、.．](?!\d))"
    r"(?![年月日号个项家亿万次人套户米所座件]|公里)"
)
_ANY_NUMBER = re.compile(_NUMBER)
_BARE_NUMBER = re.compile(_NUMBER + r"(?![.．、])")
_ITEM = re.compile(r"(?<!\d)(?P<number>\d{1,4})[、.．](?!\d)")
_FOLLOWING = re.compile(r"(?<=[局委办部厅院会府心站处司团队道镇联行）底前末年月展进施持/—])\s?" + _NUMBER)
_ALONE = re.compile(r"(?P<number>\d{1,4})(?:[.、．]?$|[.、．]?(?=[\u4e00-\u9fff《“]))")
_FIRST_ITEM = re.compile(r"\s?1(?![\d.．、])[^1]{2,40}1[、.．](?!\d)")
_LIMIT_ENDS = re.compile(rf"(?:{LIMIT.pattern})(?=\s?$)")
_NONE_ENDS = re.compile(r"[/／—－–-]{1,2}$")
_LEVEL = re.compile(LEVEL)
_END = re.compile(r"\n\s*\n|\s(?:注[：:]|备注[：:]|附件|来源：)|\s\S{4,24}\s{0,4}\d{4}年\d{1,2}月\d{1,2}日")
_BODY = re.compile(rf"{LEVEL}|人民银行|人行|国家|国网|中国|团[省市县区]委|武警|各(?=市、|县、|区、)")
_SEAM = re.compile(rf"(?<!总局)(?<=[局委办部厅院会府心站处司团队道镇联行）])(?={LEVEL}|各市、)")


@dataclass(frozen=True, slots=True)
class _Head:
    words: tuple[Span, ...]
    kinds: str
    joined: bool
    """The words stand without white space between them, and so may the cells."""


def find_run_tables(text: str) -> list[Table]:
    """The division tables in `text` that lost their cells, in order."""
    tables: list[Table] = []
    end = 0
    for head in _heads(text):
        if head.words[0][0] < end:
            continue
        reader = _Joined(text, head) if head.joined else _Parted(text, head)
        rows = reader.rows()
        if len(rows) >= _FEWEST_ROWS and any(row[head.kinds.find(UNITS)] for row in rows):
            tables.append(_table(text, head, rows))
            end = tables[-1].end
    return tables


def _heads(text: str) -> Iterator[_Head]:
    found = [(match.span(), False) for match in _PARTED.finditer(text)]
    found += [(match.span(), True) for match in _JOINED.finditer(text)]
    for (start, end), joined in sorted(found):
        words = tuple(match.span() for match in _WORDS.finditer(text, start, end))
        kinds = "".join(_kind(text[slice(*word)]) for word in words)
        if UNITS in kinds and TEXT in kinds and kinds.count(NUMBER) <= 1:
            yield _Head(words, kinds, joined)


def _kind(word: str) -> str:
    column = column_of(re.sub(r"\s|[（(].*", "", word))
    if column in UNIT_COLUMNS:
        return UNITS
    return {"number": NUMBER, "title": TEXT, "content": TEXT, "deadline": DEADLINE}.get(column, OTHER)


_Spans = list[Span | None]


def _table(text: str, head: _Head, rows: list[_Spans]) -> Table:
    grid = [tuple(_cell(text, word) for word in head.words)]
    for row in rows:
        at = next(span for span in row if span)[0]
        grid.append(tuple(_cell(text, span) if span else Cell("", at, at) for span in row))
    return Table(tuple(grid), head.words[0][0], max(span[1] for span in rows[-1] if span))


def _cell(text: str, span: Span) -> Cell:
    raw = text[slice(*span)]
    start = span[0] + len(raw) - len(raw.lstrip())
    return Cell(raw.strip(), start, start + len(raw.strip()))


class _Parted:
    """Rows whose cells white space parts: with numbers they begin where the next number stands alone, without them where
    work follows bodies."""

    def __init__(self, text: str, head: _Head) -> None:
        self._text = text
        self._head_kinds = head.kinds
        self._plain = head.kinds.replace(NUMBER, "")
        self._at = head.kinds.find(NUMBER)
        self._start = head.words[-1][1]
        self._head_text = text[head.words[0][0] : self._start]
        self._gaps = "\n\n" in _blank(text[head.words[0][0] : self._start])
        """Empty lines stand between the cells, so that none of them ends the table."""

    def rows(self) -> list[_Spans]:
        rows: list[_Spans] = []
        row: list[Piece] = []
        number: Span | None = None
        expected = 1
        for start, end in self._tokens():
            token = self._text[start:end]
            if self._is_full(row) and rows and "\n\n" in _blank(self._text[row[-1].end : start]) and not self._gaps:
                break
            self._gaps = self._gaps or (bool(row) and "\n\n" in _blank(self._text[row[-1].end : start]))
            digits = _ALONE.match(token) if self._at >= 0 else None
            if digits and digits.group("number") != str(expected):
                digits = None
            if digits and (number is None or self._is_full(row)):
                carried = self._close(rows, number, row)
                number, expected = (start, start + len(str(expected))), expected + 1
                row = carried
                start += digits.end()
                if start >= end:
                    continue
            elif self._at >= 0 and number is None:
                if start - self._start > _LONGEST_TITLE:
                    return []
                row.append(Piece(start, end, TEXT))
                continue
            if _STOP.match(token) and self._is_full(row):
                break
            kind = kind_of_piece(self._text[start:end])
            if self._at < 0 and self._is_full(row) and self._begins_row(row, kind):
                self._close(rows, None, row)
                row = []
            row.append(Piece(start, end, kind))
            if end - start > _LONGEST_PIECE or len(row) > 60 or self._is_idle(rows):
                break
        self._close(rows, number, row)
        return rows

    def _tokens(self) -> Iterator[Span]:
        for match in _TOKEN.finditer(self._text, self._start):
            yield match.span()

    def _begins_row(self, row: list[Piece], kind: str) -> bool:
        """Whether a piece of `kind` behind a full row without a number begins the next."""
        ended = self._plain[-1] == row[-1].kind == DEADLINE
        return row[-1].kind != TEXT and (kind == TEXT or (ended and kind == UNITS))

    def _is_idle(self, rows: list[_Spans]) -> bool:
        bodies = self._head_kinds.find(UNITS)
        return len(rows) == _IDLE_ROWS and not any(row[bodies] for row in rows)

    def _is_full(self, row: list[Piece]) -> bool:
        kinds = {piece.kind for piece in row}
        return TEXT in kinds and (
            UNITS in kinds or (self._at >= 0 and self._plain[-1] in (OTHER, DEADLINE)) or len(row) >= len(self._plain)
        )

    def _close(self, rows: list[_Spans], number: Span | None, row: list[Piece]) -> list[Piece]:
        """Put a finished row behind `rows`; what stands behind its last column is the beginning of the next."""
        if self._at > 0 and not rows and number is None:
            return row
        if self._at == 0 and number is None:
            self._head_rows(rows, row)
            return []
        carried: list[Piece] = []
        if self._plain[-1] in (UNITS, DEADLINE):
            while row and row[-1].kind == TEXT and any(piece.kind in (UNITS, DEADLINE) for piece in row):
                carried.insert(0, row.pop())
        cells = align(row, self._plain, self._text) if row else None
        while row and cells is None and row[-1].kind != TEXT and len(row) > len(self._plain):
            row = row[:-1]  # a signature behind the last row
            cells = align(row, self._plain, self._text)
        if row and cells is None:
            cells = self._work_only(row)
        if cells is not None and (self._at < 0 or number is not None):
            rows.append([*cells[: self._at], number, *cells[self._at :]] if self._at >= 0 else cells)
        if self._at == 0 and carried and _HEADING.match(self._text, carried[0].start):
            self._head_rows(rows, carried)
        return carried if self._at > 0 else []

    def _head_rows(self, rows: list[_Spans], row: list[Piece]) -> None:
        """What stands between rows with numbers heads those below it: one cell over all columns."""
        if row and row[-1].end - row[0].start <= _LONGEST_TITLE:
            rows.append([(row[0].start, row[-1].end)] * len(self._head_kinds))

    def _work_only(self, row: list[Piece]) -> _Spans:
        """A row whose pieces fit no columns: its work, and no bodies rather than wrong ones."""
        cells: _Spans = [None] * len(self._plain)
        stop = next((index for index, piece in enumerate(row) if piece.kind != TEXT and index), len(row))
        cells[self._plain.rfind(TEXT)] = row[0].start, row[stop - 1].end
        return cells


class _Joined(_Parted):
    """Rows that nothing parts: each ends in bodies, before the next number."""

    def rows(self) -> list[_Spans]:
        if re.search(f"{DEADLINE}{UNITS}", self._plain):
            return self._limited_rows()
        return self._numbered_rows()

    def _limited_rows(self) -> list[_Spans]:
        """Where a time limit stands before the bodies, each such pair ends a row."""
        rows: list[_Spans] = []
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

    def _numbered_rows(self) -> list[_Spans]:
        rows: list[_Spans] = []
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

    def _row(self, number: Span | None, title: Span | None, pieces: list[Piece]) -> _Spans:
        cells = align(pieces, self._plain, self._text) or self._work_only(pieces)
        if title and self._plain.count(TEXT) > 1:
            cells[self._plain.find(TEXT)] = title
        return [*cells[: self._at], number, *cells[self._at :]]


def _blank(text: str) -> str:
    return re.sub(r"[^\S\n]+", "", text)


def _first(pattern: re.Pattern[str], text: str, start: int, end: int, number: int) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text, start, end) if m.group("number") == str(number)), None)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int, number: int | None = None) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        if number is None or match.group("number") == str(number):
            found = match
    return found
