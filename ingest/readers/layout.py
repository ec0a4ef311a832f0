"""Lines and tables put together into one text whose every cell has its span; knows nothing of formats or plans."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.source import Cell, SourceDocument, Table


@dataclass(eq=False, slots=True)
class GridCell:
    """One cell before it has a place in the text. A merged cell is the same object in every position it covers."""

    text: str


Grid = Sequence[Sequence[GridCell]]


@dataclass(slots=True)
class Layout:
    """The text of a document as it grows, with the tables printed into it and where its pages begin."""

    _parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_line(self, line: str) -> None:
        """Append one line (its end is added)."""
        self._append(line + "\n")

    def add_page(self) -> None:
        """Begin a page here."""
        self.pages.append(self.length)

    def add_table(self, grid: Grid, *, page_breaks: Sequence[int] = ()) -> None:
        """Print a table, one line a row, cells separated by tabs, a merged cell once; nothing where it is empty.

        A page begins before each row whose index is in `page_breaks`, and after the table where it has fewer rows.
        """
        kept, rows = _square(grid)
        placed: dict[int, Cell] = {}
        printed: list[tuple[Cell, ...]] = []
        breaks = list(page_breaks)
        for index, row in zip(kept, rows, strict=True):
            while breaks and breaks[0] <= index:
                self.pages.append(self.length)
                breaks.pop(0)
            printed.append(self._print_row(row, placed))
        if printed:
            self.tables.append(Table(tuple(printed), printed[0][0].start, self.length - 1))
        self.pages.extend(self.length for _ in breaks)

    def _print_row(self, row: Sequence[GridCell], placed: dict[int, Cell]) -> tuple[Cell, ...]:
        cells = []
        for column, cell in enumerate(row):
            if column:
                self._append("\t")
            if id(cell) not in placed:
                text = one_line(cell.text)
                placed[id(cell)] = Cell(text, self.length, self.length + len(text))
                self._append(text)
            cells.append(placed[id(cell)])
        self._append("\n")
        return tuple(cells)

    def _append(self, part: str) -> None:
        self._parts.append(part)
        self.length += len(part)

    def to_document(self, **fields: Any) -> SourceDocument:
        """The finished document; `fields` are those of SourceDocument that the layout does not hold."""
        return SourceDocument(
            text="".join(self._parts),
            pages=tuple(self.pages),
            tables=tuple(self.tables),
            notes=tuple(self.notes),
            **fields,
        )


def one_line(text: str) -> str:
    """A cell's text on one line: tabs and line breaks become single spaces."""
    if "\n" not in text and "\t" not in text:
        return text.strip()
    parts = (part.strip() for part in text.replace("\t", " ").split("\n"))
    return " ".join(part for part in parts if part)


def _square(grid: Grid) -> tuple[list[int], list[list[GridCell]]]:
    """The grid with rows of one length, without rows and columns that only repeat a merged cell or are all empty.

    Returns the indices of the rows that are kept, and these rows.
    """
    width = max((len(row) for row in grid), default=0)
    rows = [[*row, *(GridCell("") for _ in range(width - len(row)))] for row in grid]
    kept: list[int] = []
    for index, row in enumerate(rows):
        if any(cell.text.strip() for cell in row) and not (kept and _same(rows[kept[-1]], row)):
            kept.append(index)
    columns = list(zip(*(rows[index] for index in kept), strict=True))
    wanted = [c for c, column in enumerate(columns) if c == 0 or not _same(columns[c - 1], column)]
    wanted = [c for c in wanted if any(cell.text.strip() for cell in columns[c])]
    return kept, [[rows[index][c] for c in wanted] for index in kept]


def _same(first: Sequence[GridCell], second: Sequence[GridCell]) -> bool:
    return all(a is b for a, b in zip(first, second, strict=True))


_MAX_WIDTH = 256
_MAX_SPANNED = 200_000


def expand_spans(rows: Sequence[Sequence[tuple[GridCell, int, int]]]) -> Grid:
    """A rectangular grid from rows of (cell, columns it covers, rows it covers), as HTML writes tables.

    A row count of 0 means down to the last row. Spans that would blow the grid up are cut to single places.
    """
    grid: list[list[GridCell]] = []
    open_cells: dict[int, tuple[GridCell, int]] = {}
    spanned = 0
    for index, row in enumerate(rows):
        line: list[GridCell] = []
        for cell, wide, deep in row:
            _fill(line, open_cells)
            below = len(rows) - index
            deep = below if deep == 0 else min(deep, below)
            wide = max(min(wide, _MAX_WIDTH - len(line)), 1)
            spanned += wide * deep - 1
            if spanned > _MAX_SPANNED:
                wide = deep = 1
            if deep > 1:
                open_cells.update((column, (cell, deep)) for column in range(len(line), len(line) + wide))
            line.extend([cell] * wide)
        _fill(line, open_cells)
        while open_cells and len(line) <= max(open_cells):
            line.append(GridCell(""))
            _fill(line, open_cells)
        open_cells = {column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1}
        grid.append(line)
    return grid


def _fill(line: list[GridCell], open_cells: dict[int, tuple[GridCell, int]]) -> None:
    """Lengthen a row by the cells that reach down into it from above."""
    while len(line) in open_cells:
        line.append(open_cells[len(line)][0])
