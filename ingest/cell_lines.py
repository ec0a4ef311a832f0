"""Tables that a text carries with one cell a line, or with blanks between its cells: which of them make a row.

What the lines of a row look like and which column each stood in, `ingest.flat_cells` decides. Knows no meaning.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress

from ingest.cell_line_heads import HEADING, CellLines, Head, HeadFinder
from ingest.cell_line_rows import Row, Spans, fill_merged
from ingest.facts import Span
from ingest.flat_cells import FIGURE, NUMBER, OTHER, TEXT, UNITS, Piece, kind_of_piece, settle_bodies
from ingest.residue import is_page_number
from ingest.run_heads import find_parted
from ingest.source import Cell, Table
from ingest.targets.labels import is_total

_STOP = re.compile(
    r"附件|附表|抄送|#|注[：:]|备注[：:]|说明[：:]|第[一二三四五六七八九十]{1,3}[章节部]|来源：|主送|此件|联系人|\d{4}年\d{1,2}月\d{1,2}日$"
)
_CELL_WORD = re.compile(r"\S+")
_REACH = 60_000
"""Characters behind a head in which its rows stand."""
_EDGES = " \t　|\xa0\r"
_MOST_PIECES = 40
_FEWEST_ROWS = 2
_MOST_FAILURES = 200
"""After so many heads without a table below them no more are tried: bounds the time."""
_FITTING = 0.7
"""Share of the rows that have to fit the head."""


def find_cell_lines(text: str, lines: Sequence[Span]) -> list[Table]:
    """The tables in `text` that have one cell a line, in order."""
    cells = _filled(text, lines)
    heads, reader = HeadFinder(cells), _Reader(cells)
    tables: list[Table] = []
    index = 0
    failures = 0
    while index < len(cells.spans) and failures < _MOST_FAILURES:
        head = heads.find(index)
        table = reader.table(head) if head is not None else None
        failures += head is not None and table is None
        index += 1
        if table is not None:
            tables.append(table)
            while index < len(cells.spans) and cells.spans[index][0] < table.end:
                index += 1
    return tables


def find_cell_words(text: str) -> list[Table]:
    """The tables in `text` whose cells blanks part, on one line or a row a line, in order."""
    tables: list[Table] = []
    end = failures = 0
    for start in find_parted(text):
        if start < end or failures >= _MOST_FAILURES // 10:
            continue
        spans = [match.span() for match in _CELL_WORD.finditer(text, start, start + _REACH)]
        cells = CellLines(text, spans, [text[slice(*span)] for span in spans])
        head = HeadFinder(cells).find(0)
        table = _Reader(cells).table(head) if head is not None else None
        failures += table is None
        if table is not None:
            tables.append(table)
            end = table.end
    return tables


def _filled(text: str, lines: Sequence[Span]) -> CellLines:
    """The lines that hold something, the marks of columns and blanks at their ends left out, without page numbers and
    running heads: lines beside a page number that stand elsewhere too."""
    spans: list[Span] = []
    words: list[str] = []
    for start, end in lines:
        raw = text[start:end]
        body = raw.strip(_EDGES)
        if body or "|" in raw:
            begin = start + len(raw) - len(raw.lstrip(_EDGES)) if body else start
            spans.append((begin, begin + len(body)))
            words.append("".join(body.split()))
    page = [is_page_number(word) and not word.isdigit() for word in words]
    if any(page):
        counts = Counter(words)
        kept = [
            not page[i] and not (any(page[max(0, i - 1) : i + 2]) and counts[words[i]] > 1 and len(words[i]) > 8)
            for i in range(len(page))
        ]
        spans, words = list(compress(spans, kept)), list(compress(words, kept))
    return CellLines(text, spans, words)


class _Reader:
    def __init__(self, lines: CellLines) -> None:
        self._lines = lines
        self._text = lines.text

    def table(self, head: Head) -> Table | None:
        """The table below a head, None where the lines are no rows of it."""
        rows = self._numbered(head) if NUMBER in head.kinds else self._plain(head)
        grid = self._grid(head, rows)
        if grid is None:
            return None
        cells = [tuple(self._lines.cell(span) for span in words) for words in (head.years, head.words) if words]
        for row in grid:
            at = next(span for span in row if span)[0]
            cells.append(tuple(self._lines.cell(span) if span else Cell("", at, at) for span in row))
        end = max(span[1] for row in grid for span in row if span)
        return Table(tuple(cells), cells[0][0].start, end)

    def _piece(self, head: Head, index: int) -> Piece:
        start, end = self._lines.spans[index]
        return Piece(start, end, kind_of_piece(self._lines.words[index], head.kinds) if start < end else OTHER)

    def _grid(self, head: Head, rows: list[Row]) -> list[Spans] | None:
        """The rows' cells; None where too many rows do not fit the head."""
        grid: list[Spans] = []
        fitting = 0
        for row in rows:
            cells = row.cells(head.kinds, self._text)
            if cells is None:
                continue
            fitting += not row.heads
            grid.append(cells)
        data = [row for row in rows if not row.heads]
        if len(data) < _FEWEST_ROWS or fitting < _FITTING * len(data):
            return None
        bodies = [index for index, kind in enumerate(head.kinds) if kind == UNITS]
        if FIGURE not in head.kinds and not any(row[index] for row in grid for index in bodies):
            return None
        fill_merged(grid, head.kinds)
        settle_bodies(grid, head.kinds, self._text)
        return grid

    def _repeats(self, head: Head, index: int) -> int:
        """How many lines from `index` on repeat the head, as on a new page."""
        if self._lines.words[index] != "".join(self._text[slice(*head.words[0])].split()):
            return 0
        count = 0
        words = {"".join(self._text[slice(*word)].split()) for word in head.words}
        while index + count < len(self._lines.spans) and self._lines.words[index + count] in words:
            count += 1
        return count if count >= min(3, len(head.words)) else 0

    def _numbered(self, head: Head) -> list[Row]:
        """Rows that each hold the next number alone on a line."""
        at, width = head.kinds.index(NUMBER), len(head.kinds)
        rows: list[Row] = []
        before: list[Piece] = []
        row: Row | None = None
        index, count = head.first, 0
        while index < len(self._lines.spans):
            repeated = self._repeats(head, index)
            if repeated:
                index += repeated
                continue
            word = self._lines.words[index]
            expected = str(count + 1)
            if word.rstrip(".．、") == expected and (row is None or row.is_full(head.kinds)):
                if row is not None:
                    before = row.give_back(head.kinds, self._text, at)
                    rows.append(row)
                rows.extend(_heading_row(before, head.kinds) if not at else [])
                row, count = Row(self._lines.spans[index], before if at else [], []), count + 1
            elif row is not None and is_total(word) and row.is_full(head.kinds) and FIGURE in head.kinds:
                rows.append(row)
                row = Row(None, [], [self._piece(head, index)])
            elif row is None:
                before.append(self._piece(head, index))
                if len(before) > at + 1:
                    return []
            else:
                if row.is_full(head.kinds) and self._ends(index, expected, width):
                    break
                row.pieces.append(self._piece(head, index))
                if len(row.pieces) > _MOST_PIECES:
                    break
            index += 1
        if row is not None:
            row.cut(head.kinds, self._text)
            rows.append(row)
        return rows

    def _ends(self, index: int, expected: str, width: int) -> bool:
        """Whether the table ends before a line: it begins something else, or no further number follows."""
        word = self._lines.words[index]
        stops = _STOP.match(word) is not None
        if not stops and HEADING.match(word) is None and len(word) <= 2 * _MOST_PIECES:
            return False
        following = [word.rstrip(".．、") for word in self._lines.words[index + 1 : index + 3 * width]]
        return expected not in following or (stops and following.index(expected) > 1)

    def _plain(self, head: Head) -> list[Row]:
        """Rows without numbers: each begins where the columns of the one above are filled."""
        rows: list[Row] = []
        row = Row(None, [], [])
        index = head.first
        while index < len(self._lines.spans):
            repeated = self._repeats(head, index)
            if repeated:
                index += repeated
                continue
            word = self._lines.words[index]
            if _STOP.match(word) or (row.is_whole(head.kinds) and len(word) > 2 * _MOST_PIECES and "。" in word):
                break
            piece = self._piece(head, index)
            if row.is_exact(head.kinds, self._text) or (
                row.is_whole(head.kinds) and piece.kind in (head.kinds[0], TEXT)
            ):
                rows.append(row)
                if HEADING.match(word) and FIGURE not in head.kinds:
                    row = Row(None, [], [])
                    break
                row = Row(None, [], [])
            row.pieces.append(piece)
            if len(row.pieces) > _MOST_PIECES or (len(rows) < 1 and len(row.pieces) > 2 * len(head.kinds)):
                break
            index += 1
        if row.is_whole(head.kinds):
            row.cut(head.kinds, self._text)
            rows.append(row)
        return rows


def _heading_row(pieces: list[Piece], kinds: str) -> list[Row]:
    """What stands between two rows heads those below it: one cell over all columns."""
    if not pieces or pieces[-1].end - pieces[0].start > 2 * _MOST_PIECES:
        return []
    return [Row((pieces[0].start, pieces[-1].end), [], [], heads=True)]
