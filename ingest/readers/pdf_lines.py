"""Characters on a page put together to lines in the order of reading, columns included; knows nothing of plans."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.readers.pdf_page import Char
from ingest.readers.pdf_tables import RuledTable

_GUTTER = 1.5
"""A gap of so many heights parts two pieces of a row."""
_COLUMN_GAP = 0.7
_MIN_COLUMN_LINES = 5
_BROKEN_OFF = 8
"""A line that ends so many characters before the edge ends a paragraph, whatever its last character is."""


@dataclass(eq=False, slots=True)
class Piece:
    """A run of text in one row, or a table, with its edges. `size` is the height of its characters in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    table: RuledTable | None = None
    chars: tuple[Char, ...] = ()

    def covers(self, x: float) -> bool:
        """Whether a vertical line at `x` would run through the text, not through a gap in it."""
        if not self.x0 < x < self.x1:
            return False
        left = max((c.x1 for c in self.chars if c.x0 < x and c.text != " "), default=self.x0)
        right = min((c.x0 for c in self.chars if c.x0 >= x and c.text != " "), default=self.x1)
        return self.table is not None or left > x or right - left < _COLUMN_GAP * self.size

    def cut(self, x: float) -> "Row":
        """The piece parted at `x`; itself where `x` is outside."""
        if not self.x0 < x < self.x1 or self.table is not None:
            return [self]
        sides = ([c for c in self.chars if c.x0 < x], [c for c in self.chars if c.x0 >= x])
        return [piece for side in sides for piece in _pieces(side)]


Row = list[Piece]
"""Pieces side by side, from left to right."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow one another in one column between two edges."""

    rows: tuple[Row, ...]
    left: float
    right: float


def make_rows(chars: Iterable[Char]) -> list[Row]:
    """Rows from top to bottom, each parted where a wide gap is."""
    rows: list[list[Char]] = []
    base = size = 0.0
    for char in sorted(chars, key=lambda c: (c.base, c.x0)):
        if rows and char.base - base <= 0.5 * max(size, char.size):
            rows[-1].append(char)
            if char.size > size:
                base, size = char.base, char.size
        else:
            rows.append([char])
            base, size = char.base, char.size
    made = (_pieces(sorted(_raised(row), key=lambda c: c.x0)) for row in rows)
    return [row for row in made if row]


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _raised(row: list[Char]) -> list[Char]:
    """The row with the small digits set above its line (marks of footnotes, m²) as what they are: no part of a number."""
    if not any(char.size < 0.72 * row[0].size or char.size > row[0].size for char in row):
        return row
    size = max(char.size for char in row)
    base = max(char.base for char in row if char.size > 0.72 * size)
    return [
        replace(char, text=char.text.translate(_RAISED))
        if char.size < 0.72 * size and base - char.base > 0.2 * size and char.text.isdigit()
        else char
        for char in row
    ]


def _pieces(chars: list[Char]) -> Row:
    runs: list[list[Char]] = []
    spaced = False
    for char in chars:
        if char.text.isspace():
            spaced = True
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and last.text == char.text and abs(last.x0 - char.x0) < 0.25 * char.size:
            continue  # bold by printing twice
        gap = char.x0 - last.x1 if last is not None else 0.0
        if last is None or gap > _GUTTER * max(last.size, char.size):
            runs.append([char])
        else:
            if spaced or _is_gap(last, char, gap):
                runs[-1].append(Char(" ", last.x1, char.x0, char.base, char.size))
            runs[-1].append(char)
        spaced = False
    return [_piece(run) for run in runs]


def _is_gap(last: Char, char: Char, gap: float) -> bool:
    size = max(last.size, char.size)
    return gap > (0.25 if last.text.isascii() and char.text.isascii() else 0.8) * size


def _piece(run: list[Char]) -> Piece:
    size = median(char.size for char in run)
    base = median(char.base for char in run)
    text = "".join(char.text for char in run)
    return Piece(
        text, run[0].x0, max(char.x1 for char in run), base - 0.88 * size, base + 0.12 * size, size, None, tuple(run)
    )


def join_row(row: Row) -> str:
    """A row's text; three or more pieces in it are the columns of a table without lines, parted by tabs."""
    texts = [piece.text for piece in row]
    tabular = len(texts) >= 3 and sum(map(len, texts)) >= 2 * len(texts)
    return ("\t" if tabular else " ").join(texts)


def order_rows(rows: Sequence[Row]) -> list[Flow]:
    """The page's flows in reading order: above two columns, the left one, the right one, below them."""
    if not rows:
        return []
    left = min(piece.x0 for row in rows for piece in row)
    right = max(piece.x1 for row in rows for piece in row)
    gutter = _find_gutter(rows, left, right)
    if gutter is None:
        return [Flow(tuple(rows), left, right)]
    flows: list[Flow] = []
    band: list[Row] = []
    for row in [*rows, None]:
        if row is not None and not any(piece.covers(gutter) for piece in row):
            band.append([part for piece in row for part in piece.cut(gutter)])
            continue
        flows.extend(_split(band, left, gutter, right))
        band = []
        if row is not None:
            flows.append(Flow((row,), left, right))
    return _merge_full_width(flows)


def _split(band: list[Row], left: float, gutter: float, right: float) -> list[Flow]:
    sides = [
        [part for row in band if (part := [p for p in row if (p.x1 <= gutter) == is_left])] for is_left in (True, False)
    ]
    if min(map(len, sides)) < 2:
        return [Flow(tuple(band), left, right)] if band else []
    edges = [max(p.x1 for row in sides[0] for p in row), min(p.x0 for row in sides[1] for p in row)]
    return [Flow(tuple(sides[0]), left, edges[0]), Flow(tuple(sides[1]), edges[1], right)]


def _merge_full_width(flows: list[Flow]) -> list[Flow]:
    merged: list[Flow] = []
    for flow in flows:
        if merged and (merged[-1].left, merged[-1].right) == (flow.left, flow.right):
            merged[-1] = Flow(merged[-1].rows + flow.rows, flow.left, flow.right)
        else:
            merged.append(flow)
    return merged


def _find_gutter(rows: Sequence[Row], left: float, right: float) -> float | None:
    """Where the page is parted into two columns of running text, None where it is not."""
    width = right - left
    candidates = [left + width * part / 100 for part in range(35, 66)]
    crossing = [sum(piece.covers(x) for row in rows for piece in row) for x in candidates]
    fewest = min(crossing)
    best = [x for x, count in zip(candidates, crossing, strict=True) if count == fewest]
    gutter = best[len(best) // 2]
    pieces = [
        part
        for row in rows
        for piece in row
        if piece.table is None and not piece.covers(gutter)
        for part in piece.cut(gutter)
    ]
    lefts = [p for p in pieces if p.x1 <= gutter]
    rights = [p for p in pieces if p.x0 >= gutter]
    if fewest > 0.35 * len(rows) or min(len(lefts), len(rights)) < _MIN_COLUMN_LINES:
        return None
    wide_left = median(p.x1 - p.x0 for p in lefts) >= 0.6 * (gutter - left)
    wide_right = median(p.x1 - p.x0 for p in rights) >= 0.6 * (right - gutter)
    overlap = min(lefts[-1].bottom, rights[-1].bottom) - max(lefts[0].top, rights[0].top)
    beside = overlap > 0.5 * min(lefts[-1].bottom - lefts[0].top, rights[-1].bottom - rights[0].top)
    return gutter if wide_left and wide_right and beside else None


def flow_lines(flow: Flow, *, goes_on: bool = False) -> list[str | RuledTable]:
    """The flow's lines and tables; an empty line stands where the print begins a new paragraph.

    `goes_on`: text of another flow or page stands before it, so that its first line may begin a paragraph too.
    """
    lines: list[str | RuledTable] = []
    above: Row | None = None
    for row in flow.rows:
        at_first = not lines and goes_on
        if (above and _begins_paragraph(row, above, flow)) or (at_first and _is_indented(row, flow)):
            lines.append("")
        table = row[0].table
        lines.append(join_row(row) if table is None else table)
        above = row if table is None else None
    return lines


def _begins_paragraph(row: Row, above: Row, flow: Flow) -> bool:
    if row[0].table is not None:
        return False
    if _is_centred(row, flow) and _is_centred(above, flow):
        return False
    short = (flow.right - above[-1].x1) / row[0].size
    ended = short > 3 and above[-1].text.endswith(("。", "；", "："))
    return _is_indented(row, flow) or ended or (short > _BROKEN_OFF and _is_flush(above, flow) and _is_flush(row, flow))


def _is_flush(row: Row, flow: Flow) -> bool:
    """One piece of text that begins at the left edge or is indented like a paragraph."""
    return len(row) == 1 and row[0].table is None and row[0].x0 - flow.left < 3.2 * row[0].size


def _is_indented(row: Row, flow: Flow) -> bool:
    return row[0].table is None and 1.3 * row[0].size <= row[0].x0 - flow.left <= 3.2 * row[0].size


def _is_centred(row: Row, flow: Flow) -> bool:
    left, right = row[0].x0 - flow.left, flow.right - row[-1].x1
    return left > 0.8 * row[0].size and abs(left - right) < 0.7 * row[0].size
