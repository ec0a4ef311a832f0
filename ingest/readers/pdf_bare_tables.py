"""Tables that no rule draws: columns by the white that runs down a page, rows by the cells of one column. Knows no words.

A cell set in the middle of several rows is taken as merged over them where all cells of its column then fill it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_lines import Row
from ingest.readers.pdf_page import Char
from ingest.readers.pdf_tables import RuledTable

_FEWEST_PIECES, _FEWEST_SEEDS = 3, 3
_FEWEST_COLUMNS, _FEWEST_ROWS, _MOST_ROWS = 3, 3, 200
_SEED_GAP = 7
"""Lines that may stand between two that show columns."""
_STRIP = 0.3
"""Heights of a character that part two columns at least."""
_SPANNING = 0.2
"""Share of the lines that may run across a strip: headings over all columns."""
_LEADING = 1.3
_WIDEST_LEADING = 1.75
"""In heights of a character: lines further apart are no lines of one cell."""
_STEPS = 9


@dataclass(frozen=True, slots=True)
class _Blob:
    """The lines of one cell: its first and last column, its edges."""

    first: int
    last: int
    top: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def find_bare_tables(rows: Sequence[Row]) -> list[RuledTable]:
    """The tables with at least three columns among the lines of a page, from top to bottom."""
    found = []
    for first, last in _regions(rows):
        table = _table(rows, first, last)
        if table is not None:
            found.append(table)
    return found


def _regions(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The first and last lines of runs in which lines of three pieces and more come again and again."""
    seeds = [i for i, row in enumerate(rows) if len(row) >= _FEWEST_PIECES and row[0].table is None]
    runs: list[list[int]] = []
    for seed in seeds:
        if runs and seed - runs[-1][-1] <= _SEED_GAP:
            runs[-1].append(seed)
        else:
            runs.append([seed])
    return [(run[0], run[-1]) for run in runs if len(run) >= _FEWEST_SEEDS]


def _chars(row: Row) -> list[Char]:
    return [char for piece in row for char in piece.chars if char.text != " "]


def _runs(row: Row, size: float) -> list[tuple[float, float]]:
    """From where to where a line's characters stand without a strip between them."""
    runs: list[tuple[float, float]] = []
    for char in sorted(_chars(row), key=lambda char: char.x0):
        if runs and char.x0 - runs[-1][1] <= _STRIP * size:
            runs[-1] = runs[-1][0], max(runs[-1][1], char.x1)
        else:
            runs.append((char.x0, char.x1))
    return runs


def _crosses(row: Row, x: float, size: float) -> bool:
    """Whether a line's words run across `x` without a strip there."""
    left = max((char.x1 for char in _chars(row) if (char.x0 + char.x1) / 2 < x), default=float("-inf"))
    right = min((char.x0 for char in _chars(row) if (char.x0 + char.x1) / 2 >= x), default=float("inf"))
    return right - left <= _STRIP * size


def _strips(rows: Sequence[Row], size: float) -> list[float]:
    """The middles of the strips that no words cross but a few that stand alone at their height, or first in their line:
    headings over all columns, totals."""
    lines = [_runs(row, size) for row in rows]
    edge = min((runs[0][0] for runs in lines if runs), default=0.0) + size
    heads = [(left, right) for runs in lines for left, right in runs if len(runs) == 1 or left < edge]
    others = [(left, right) for runs in lines for left, right in runs if len(runs) > 1 and left >= edge]
    events = sorted(
        (x, step * (not several), step * several)
        for several, group in ((False, heads), (True, others))
        for left, right in group
        for x, step in ((left, 1), (right, -1))
    )
    most = max(1.0, _SPANNING * len(rows))
    strips: list[float] = []
    parts: list[tuple[int, float, float]] = []
    alone = beside = 0
    previous = events[0][0] if events else 0.0
    for x, single, several in events:
        free = beside == 0 and 0 <= alone <= most
        if free and x - previous > _STRIP * size:
            parts.append((alone, previous - x, (previous + x) / 2))
        alone, beside, previous = alone + single, beside + several, x
        if parts and (beside > 0 or alone > most):
            strips.append(min(parts)[2])  # where the fewest headings cross, the widest part
            parts = []
    return strips


def _table(rows: Sequence[Row], first: int, last: int) -> RuledTable | None:
    size = median(char.size for row in rows[first : last + 1] for char in _chars(row))
    strips = _strips(rows[first : last + 1], size)
    if len(strips) + 1 < _FEWEST_COLUMNS:
        return None
    first, last = _extend(rows, first, last, strips, size)
    lines = rows[first : last + 1]
    blobs = _blobs(lines, strips, size)
    anchors = _anchors(blobs, len(strips) + 1)
    if not _FEWEST_ROWS <= len(anchors) <= _MOST_ROWS:
        return None
    ys = _floors(anchors, blobs, size)
    if ys is None:
        return None
    left = min(piece.x0 for row in lines for piece in row) - 1
    right = max(piece.x1 for row in lines for piece in row) + 1
    cells = _cells(blobs, ys, len(strips) + 1, size)
    filled = [sum(1 for blob in blobs if top < blob.middle < bottom) for top, bottom in pairwise(ys)]
    if sum(1 for count in filled if count > 1) * 2 < len(filled):
        return None
    return RuledTable((left, *strips, right), tuple(ys), cells)


def _extend(rows: Sequence[Row], first: int, last: int, strips: list[float], size: float) -> tuple[int, int]:
    """The lines above and below that keep to the columns and stand near."""

    def fits(row: Row, beside: Row) -> bool:
        reach = 2.4 if len(_runs(row, size)) > 1 else 1.2
        near = abs(row[0].bottom - beside[0].bottom) < reach * size
        return near and row[0].table is None and not any(_crosses(row, x, size) for x in strips)

    while first > 0 and fits(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and fits(rows[last + 1], rows[last]):
        last += 1
    return first, last


def _blobs(rows: Sequence[Row], strips: list[float], size: float) -> list[_Blob]:
    """The cells: lines of one column that follow each other as closely as lines of a cell do."""
    edges = [float("-inf"), *strips, float("inf")]
    columns: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for row in rows:
        parts: dict[tuple[int, int], list[Char]] = {}
        crossed = [_crosses(row, x, size) for x in strips]
        if crossed and crossed[0] and len(_runs(row, size)) == 1:
            crossed = [True] * len(strips)  # a heading over all columns, however short
        for char in _chars(row):
            middle = (char.x0 + char.x1) / 2
            low = high = next(number for number in range(len(edges) - 1) if middle < edges[number + 1])
            while low and crossed[low - 1]:
                low -= 1
            while high < len(strips) and crossed[high]:
                high += 1
            parts.setdefault((low, high), []).append(char)
        for place, chars in parts.items():
            solid = [char for char in chars if char.text != " "]
            if solid:
                top, bottom = min(c.base - 0.88 * c.size for c in solid), max(c.base + 0.12 * c.size for c in solid)
                columns.setdefault(place, []).append((top, bottom, "".join(c.text for c in solid)))
    steps = [b[0] - a[0] for lines in columns.values() for a, b in pairwise(lines)]
    leading = min((step for step in steps if step > 0), default=0.0)
    if any(
        _counts_up([line[2] for line in lines]) and _step(lines) <= _LEADING * leading for lines in columns.values()
    ):
        leading = 0.0  # rows stand as near as lines of a cell would: every line is a row
    blobs: list[_Blob] = []
    for (low, high), lines in columns.items():
        run: list[tuple[float, float, str]] = []
        for line in lines:
            if run and line[0] - run[-1][0] > min(_LEADING * leading, _WIDEST_LEADING * size):
                blobs.append(_blob(low, high, run))
                run = []
            run.append(line)
        blobs.append(_blob(low, high, run))
    return sorted(blobs, key=lambda blob: (blob.top, blob.first))


def _step(lines: list[tuple[float, float, str]]) -> float:
    return median(b[0] - a[0] for a, b in pairwise(lines))


def _blob(low: int, high: int, run: list[tuple[float, float, str]]) -> _Blob:
    return _Blob(low, high, run[0][0], run[-1][1], "".join(line[2] for line in run))


def _anchors(blobs: list[_Blob], columns: int) -> list[_Blob]:
    """One cell of each row: of the column that numbers the rows, else of the one with the most cells; a cell that runs
    over all columns is a row of its own."""
    by_column = [[blob for blob in blobs if blob.first == blob.last == column] for column in range(columns)]
    numbered = [column for column in range(columns) if _counts(by_column[column])]
    most = max(len(cells) for cells in by_column)
    key = numbered[0] if numbered else next(c for c in range(columns) if len(by_column[c]) == most)
    whole = [blob for blob in blobs if blob.first == 0 and blob.last > blob.first and blob.last >= key]
    return sorted([*by_column[key], *whole], key=lambda blob: blob.middle)


def _counts(cells: list[_Blob]) -> bool:
    return _counts_up([cell.text for cell in cells])


def _counts_up(words: list[str]) -> bool:
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 4]
    return len(numbers) >= _FEWEST_ROWS - 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _floors(anchors: list[_Blob], blobs: list[_Blob], size: float) -> list[float] | None:
    """The heights between which the rows stand: between two anchors where the fewest cells are cut."""
    top = min(blob.top for blob in blobs) - 0.2 * size
    bottom = max(blob.bottom for blob in blobs) + 0.2 * size
    ys = [top]
    for above, below in pairwise(anchors):
        low, high = above.bottom, below.top
        if high <= low:
            return None
        near = [blob for blob in blobs if blob.bottom > above.top and blob.top < below.bottom]
        places = [low + (high - low) * step / _STEPS for step in range(_STEPS + 1)]
        ys.append(min(places, key=lambda y: (_cut(y, near), abs(y - (low + high) / 2))))
    return [*ys, bottom]


def _cut(y: float, blobs: list[_Blob]) -> int:
    return sum(1 for blob in blobs if blob.top < y < blob.bottom)


def _cells(blobs: list[_Blob], ys: list[float], columns: int, size: float) -> tuple[tuple[int, ...], ...]:
    """The number of the cell at each row and column; what stands in several rows or columns is one cell."""
    rows = len(ys) - 1
    numbers = [[row * columns + column for column in range(columns)] for row in range(rows)]

    def merge(top: int, bottom: int, first: int, last: int) -> None:
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                numbers[row][column] = numbers[top][first]

    for blob in blobs:
        inside = [row for row in range(rows) if min(blob.bottom, ys[row + 1]) - max(blob.top, ys[row]) > 0.3 * size]
        if inside:
            merge(inside[0], inside[-1], blob.first, blob.last)
    for column in range(columns):
        cells = [blob for blob in blobs if blob.first <= column <= blob.last]
        for first, last in _merged(cells, ys, size):
            if last > first:
                merge(first, last, column, column)
    return tuple(tuple(row) for row in numbers)


def _merged(cells: list[_Blob], ys: list[float], size: float) -> list[tuple[int, int]]:
    """The first and last row of each cell of a column, where each stands in the middle of rows that nothing else fills;
    [] where some do not."""
    rows = len(ys) - 1
    if not cells or len(cells) >= rows:
        return []
    spans: list[tuple[int, int]] = []
    row = 0
    for blob in sorted(cells, key=lambda blob: blob.top):
        if row >= rows:
            return []
        floor = 2 * blob.middle - ys[row]
        last = min(range(row, rows), key=lambda number: abs(ys[number + 1] - floor))
        if abs(ys[last + 1] - floor) > 1.1 * size or not ys[row] < blob.middle < ys[last + 1]:
            return []
        spans.append((row, last))
        row = last + 1
    return spans if row == rows else []
