"""Tables drawn with ruling lines: which lines form a grid and which of its places are one cell. Nothing of text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_page import Char, Segment

_NEAR = 3.0
_SHORT = 6.0
_OPEN_SIDE = 12.0
_MAX_LINES = 600
_FEWEST_RULES = 4
_GAP = 6.0
"""Points that part two columns where no rule does."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid on a page: its vertical and horizontal lines, and for each row and column the number of its cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point, None outside the table."""
        column, row = _slot(self.xs, x), _slot(self.ys, y)
        return None if column is None or row is None else self.cells[row][column]

    def edges(self) -> dict[int, tuple[float, float]]:
        """The left and right edge of each cell by its number."""
        found: dict[int, tuple[float, float]] = {}
        for row in self.cells:
            for column, number in enumerate(row):
                left, right = self.xs[column], self.xs[column + 1]
                known = found.get(number, (left, right))
                found[number] = min(left, known[0]), max(right, known[1])
        return found


def find_tables(segments: Sequence[Segment]) -> list[RuledTable]:
    """The tables with at least two columns that `segments` draw, from top to bottom."""
    across = _join([(s.y0, s.x0, s.x1) for s in segments if s.y0 == s.y1 and s.x1 - s.x0 > _SHORT])
    down = _join([(s.x0, s.y0, s.y1) for s in segments if s.x0 == s.x1 and s.y1 - s.y0 > _SHORT])
    if not 2 <= len(across) <= _MAX_LINES or not 1 <= len(down) <= _MAX_LINES:
        return []
    tables = [_grid(rows, columns) for rows, columns in _components(across, down)]
    found = [table for table in tables if table is not None]
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def find_open_tables(segments: Sequence[Segment], chars: Sequence[Char]) -> list[RuledTable]:
    """The tables that rules part into rows only: their columns are where no character stands in any row."""
    across = _join([(s.y0, s.x0, s.x1) for s in segments if s.y0 == s.y1 and s.x1 - s.x0 > _SHORT])
    groups: dict[tuple[int, int], list[_Line]] = {}
    for line in across:
        groups.setdefault((round(line[1] / _NEAR), round(line[2] / _NEAR)), []).append(line)
    found = []
    for lines in groups.values():
        if not _FEWEST_RULES <= len(lines) <= _MAX_LINES:
            continue
        top, bottom = lines[0][0], lines[-1][0]
        left, right = min(line[1] for line in lines), max(line[2] for line in lines)
        inside = [c for c in chars if left <= c.x0 and c.x1 <= right and top < c.base - 0.4 * c.size < bottom]
        places = [left, *_gaps(inside, left, right), right]
        if len(places) > 3 and not any(s.x0 == s.x1 and left < s.x0 < right and top < s.y1 < bottom for s in segments):
            table = _grid(lines, [(place, top, bottom) for place in places])
            found.extend([table] if table is not None else [])
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def _gaps(chars: Sequence[Char], left: float, right: float) -> list[float]:
    """The middles of the strips between `left` and `right` in which no character stands."""
    gaps: list[float] = []
    reach = left
    for char in sorted(chars, key=lambda char: char.x0):
        if char.x0 - reach > _GAP and reach > left:
            gaps.append((reach + char.x0) / 2)
        reach = max(reach, char.x1)
    return gaps


_Line = tuple[float, float, float]
"""A line's place, and from where to where it runs."""


def _join(lines: Iterable[_Line]) -> list[_Line]:
    """Lines on (nearly) one place that touch become one."""
    joined: list[_Line] = []
    groups: list[list[_Line]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][0][0] <= _NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        place = sum(line[0] for line in group) / len(group)
        runs: list[list[float]] = []
        for _, start, end in sorted(group, key=lambda line: line[1:]):
            if runs and start <= runs[-1][1] + _NEAR:
                runs[-1][1] = max(runs[-1][1], end)
            else:
                runs.append([start, end])
        joined.extend((place, start, end) for start, end in runs)
    return joined


def _components(across: list[_Line], down: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Sets of lines that cross or touch one another."""
    parents = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, start=len(across)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                parents[root(i)] = root(j)
    sets: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, line in enumerate(across):
        sets.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down, start=len(across)):
        sets.setdefault(root(j), ([], []))[1].append(line)
    return list(sets.values())


def _grid(across: list[_Line], down: list[_Line]) -> RuledTable | None:
    if len(across) < 2 or not down:
        return None
    top, bottom = min(line[0] for line in across), max(line[0] for line in across)
    left, right = min(line[1] for line in across), max(line[2] for line in across)
    for edge in (left, right):
        # Statistical tables are often open at the sides.
        if min(abs(line[0] - edge) for line in down) > _OPEN_SIDE:
            down = [*down, (edge, top, bottom)]
    across = [*across, *_open_ends(down, top, bottom, left, right)]
    xs, ys = _places(down), _places(across)
    if len(xs) < 3 or len(ys) < 2:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    parents = list(range(columns * rows))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    walls = {(_index(xs, x), r) for x, y0, y1 in down for r in range(rows) if y0 - _NEAR < _middle(ys, r) < y1 + _NEAR}
    floors = {
        (_index(ys, y), c) for y, x0, x1 in across for c in range(columns) if x0 - _NEAR < _middle(xs, c) < x1 + _NEAR
    }
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and (c + 1, r) not in walls:
                parents[root(r * columns + c + 1)] = root(r * columns + c)
            if r + 1 < rows and (r + 1, c) not in floors:
                parents[root((r + 1) * columns + c)] = root(r * columns + c)
    cells = tuple(tuple(root(r * columns + c) for c in range(columns)) for r in range(rows))
    if all(len(set(row)) == 1 for row in cells):
        return None
    return RuledTable(tuple(xs), tuple(ys), cells)


def _open_ends(down: list[_Line], top: float, bottom: float, left: float, right: float) -> list[_Line]:
    """A line above and below where most of the columns reach further: a row that a page break cut has no rule there."""
    above = [line[1] for line in down if line[1] < top - _OPEN_SIDE]
    below = [line[2] for line in down if line[2] > bottom + _OPEN_SIDE]
    ends = [(min(above), above)] if above else []
    if below:
        ends.append((max(below), below))
    return [(place, left, right) for place, reach in ends if len(reach) >= 3 and 2 * len(reach) > len(down)]


def _places(lines: Iterable[_Line]) -> list[float]:
    places: list[float] = []
    for place, _, _ in sorted(lines):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


def _index(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - value))


def _middle(places: Sequence[float], i: int) -> float:
    return (places[i] + places[i + 1]) / 2


def _slot(places: Sequence[float], value: float) -> int | None:
    if not places[0] <= value <= places[-1]:
        return None
    return next(i for i in range(len(places) - 1) if value <= places[i + 1])
