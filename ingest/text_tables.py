"""Tables that a text carries as tabs, Markdown pipes, or one cell a line. Makes grids; does not know what they say."""

import re
from dataclasses import dataclass

from ingest.cell_lines import find_cell_lines, find_cell_words
from ingest.facts import Span
from ingest.glued_figures import find_glued_figures
from ingest.run_tables import find_run_tables
from ingest.source import Cell, Table
from ingest.spaced_tables import find_spaced_tables

_PIPE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_NOT_A_CELL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|附件|抄送|#|注：|第[一二三四五六七八九十]{1,3}[章节部]|（[一二三四五六七八九十]{1,3}）)"
)
_LONGEST_BROKEN_CELL = 60


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    cells: tuple[Cell, ...]


def _cell(document: str, start: int, end: int) -> Cell:
    raw = document[start:end]
    body = raw.strip()
    begin = start + (len(raw) - len(raw.lstrip())) if body else start
    return Cell(body, begin, begin + len(body))


def _cells(document: str, start: int, end: int, separator: str) -> tuple[Cell, ...]:
    cells = []
    position = start
    for piece in document[start:end].split(separator):
        cells.append(_cell(document, position, position + len(piece)))
        position += len(piece) + len(separator)
    return tuple(cells)


def _grid(rows: list[_Row]) -> Table:
    width = max(len(row.cells) for row in rows)
    padded = tuple(row.cells + tuple(Cell("", row.end, row.end) for _ in range(width - len(row.cells))) for row in rows)
    return Table(padded, rows[0].start, rows[-1].end)


def _line_spans(text: str) -> list[Span]:
    spans = []
    position = 0
    for line in text.splitlines(keepends=True):
        spans.append((position, position + len(line.rstrip("\r\n"))))
        position += len(line)
    return spans


class _TabTables:
    """Collects rows of tab-separated cells; an empty line inside is a page break when the columns go on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[_Row] = []
        self._broken: list[Span] = []
        self._blank = False
        self.tables: list[Table] = []

    def add(self, start: int, end: int) -> None:
        line = self._text[start:end]
        if "\t" in line.strip(" "):
            cells = _cells(self._text, start, end, "\t")
            if self._rows and self._blank and not self._same_columns(cells):
                self.flush()
            self._absorb()
            self._rows.append(_Row(start, end, cells))
            self._blank = False
        elif not line.strip():
            self._blank = True
        elif self._rows and not self._blank and len(line) <= _LONGEST_BROKEN_CELL and not _NOT_A_CELL.match(line):
            self._broken.append((start, end))
        else:
            self.flush()

    def _same_columns(self, cells: tuple[Cell, ...]) -> bool:
        widths = [len(row.cells) for row in self._rows[-3:]]
        return len(cells) in widths

    def _absorb(self) -> None:
        """Lines without a tab between two rows go on in the last cell of the row above."""
        for start, end in self._broken:
            row = self._rows[-1]
            last = row.cells[-1]
            begin = last.start if last.text else start
            cell = _cell(self._text, begin, end)
            self._rows[-1] = _Row(row.start, end, (*row.cells[:-1], cell))
        self._broken = []

    def flush(self) -> None:
        self._broken = []
        if len(self._rows) >= 2 and max(len(row.cells) for row in self._rows) >= 2 and not _is_outline(self._rows):
            self.tables.append(_grid(self._rows))
        self._rows, self._blank = [], False


def _is_outline(rows: list[_Row]) -> bool:
    """Whether the lines are items of an outline, a tab behind each number: （一）<tab>建设冷库。…"""
    return all(
        len(row.cells) == 2 and "。" in row.cells[1].text and _OUTLINE_NUMBER.fullmatch(row.cells[0].text.strip())
        for row in rows
    )


_OUTLINE_NUMBER = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]")


def _tab_tables(text: str, lines: list[Span]) -> list[Table]:
    collector = _TabTables(text)
    for start, end in lines:
        collector.add(start, end)
    collector.flush()
    return collector.tables


def _pipe_tables(text: str, lines: list[Span]) -> list[Table]:
    tables: list[Table] = []
    index = 1
    while index < len(lines):
        rule = text[slice(*lines[index])]
        if "|" not in rule or "|" not in text[slice(*lines[index - 1])] or not _PIPE_RULE.match(rule):
            index += 1
            continue
        first = last = index - 1
        while last + 1 < len(lines) and "|" in text[slice(*lines[last + 1])]:
            last += 1
        rows = [_pipe_row(text, *lines[number]) for number in range(first, last + 1) if number != index]
        tables.append(_grid(rows))
        index = last + 2
    return tables


def _pipe_row(text: str, start: int, end: int) -> _Row:
    raw = text[start:end]
    begin = start + len(raw) - len(raw.lstrip())
    stop = start + len(raw.rstrip())
    if text[begin:stop].startswith("|"):
        begin += 1
    if text[begin:stop].endswith("|"):
        stop -= 1
    return _Row(start, end, _cells(text, begin, stop, "|"))


def find_text_tables(text: str, marked: tuple[Table, ...] = ()) -> tuple[Table, ...]:
    """The tables in a text, in order: those that its format marked, and those whose cells it lost.

    Tabs and pipes part cells only where the format marks no tables. Where two would overlap, the marked one stands, else
    the earlier one.
    """
    if 10 * sum(table.end - table.start for table in marked) > 9 * len(text):
        return marked  # a sheet: nothing stands beside its tables
    lines = _line_spans(text)
    found = [
        *find_cell_lines(text, lines),
        *find_glued_figures(text),
        *find_cell_words(text),
        *find_run_tables(text),
    ]
    if not marked:
        found = [*_tab_tables(text, lines), *_pipe_tables(text, lines), *found, *find_spaced_tables(text, lines)]
    tables: list[Table] = []
    for table in sorted(found, key=lambda table: table.start):
        free = all(table.end <= other.start or table.start >= other.end for other in marked)
        if free and (not tables or table.start >= tables[-1].end):
            tables.append(table)
    return tuple(sorted((*tables, *marked), key=lambda table: table.start))
