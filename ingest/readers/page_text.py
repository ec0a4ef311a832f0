"""Pages of characters and ruling lines put into one text: reading order, ruled tables, running heads taken out.

Serves PDF and pictures alike; knows neither where the characters come from nor anything of plans.
"""

import re
from dataclasses import dataclass, field

from ingest.readers.layout import GridCell, Layout
from ingest.readers.pdf_bare_tables import find_bare_tables
from ingest.readers.pdf_footnotes import split_footnotes
from ingest.readers.pdf_furniture import remove_furniture
from ingest.readers.pdf_lines import Piece, Row, flow_lines, join_row, make_rows, order_rows
from ingest.readers.pdf_page import Char, PageContent
from ingest.readers.pdf_tables import RuledTable, find_open_tables, find_tables


@dataclass(slots=True)
class TablePart:
    """The rows of a table that stand on one page."""

    page: int
    ruled: RuledTable
    rows: list[list[GridCell]]


@dataclass(slots=True)
class _Joined:
    """A table with its parts on one page or several, in order."""

    parts: list[TablePart] = field(default_factory=list)


def arrange_pages(pages: list[PageContent], notes: list[str]) -> list[list[str | TablePart]]:
    """For each page its lines and table parts in reading order."""
    tables = [find_tables(page.segments) or find_open_tables(page.segments, page.chars) for page in pages]
    loose = [[c for c in page.chars if _holder(c, tables[i]) is None] for i, page in enumerate(pages)]
    rows, removed = remove_furniture([make_rows(chars) for chars in loose], [page.height for page in pages])
    notes.extend(removed)
    feet = [split_footnotes(page_rows) for page_rows in rows]
    arranged: list[list[str | TablePart]] = []
    for i, page in enumerate(pages):
        above = feet[i].above
        if not tables[i] and (bare := find_bare_tables(above)):
            tables[i] = bare
            above = [row for row in above if not any(t.ys[0] < row[0].bottom < t.ys[-1] + row[0].size for t in bare)]
        parts = {table: _fill(i, page, table) for table in tables[i]}
        filled = [table for table in tables[i] if any(cell.text for row in parts[table].rows for cell in row)]
        flows = order_rows(_insert(above, filled))
        lines = [line for n, flow in enumerate(flows) for line in flow_lines(flow, goes_on=i + n > 0)]
        arranged.append([parts[line] if isinstance(line, RuledTable) else line for line in lines])
    below = [foot for foot in feet if foot.below]
    for foot in below:
        # Behind the last page: at the foot of theirs they would part sentences and tables that go on overleaf.
        arranged[-1].extend(["", *(join_row(row) for row in foot.below)])
    if below:
        notes.append(f"footnotes of {len(below)} pages set behind the text")
    return arranged


def _holder(char: Char, tables: list[RuledTable]) -> RuledTable | None:
    x, y = (char.x0 + char.x1) / 2, char.base - 0.4 * char.size
    return next((table for table in tables if table.cell_at(x, y) is not None), None)


def _insert(rows: list[Row], tables: list[RuledTable]) -> list[Row]:
    """The rows with the page's tables among them, by height."""
    placed = [[Piece("", t.xs[0], t.xs[-1], t.ys[0], t.ys[-1], 0.0, t)] for t in tables]
    return sorted([*rows, *placed], key=lambda row: row[0].top)


def _fill(page_index: int, page: PageContent, table: RuledTable) -> TablePart:
    """The table's cells with the characters that stand in them."""
    inside: dict[int, list[Char]] = {}
    for char in page.chars:
        number = table.cell_at((char.x0 + char.x1) / 2, char.base - 0.4 * char.size)
        if number is not None:
            inside.setdefault(number, []).append(char)
    cells = {number: GridCell(_cell_text(inside.get(number, []), *edges)) for number, edges in table.edges().items()}
    return TablePart(page_index, table, [[cells[number] for number in row] for row in table.cells])


def _cell_text(chars: list[Char], left: float, right: float) -> str:
    """The lines of a cell between two edges; one that fills the cell goes on in the next, others end where a person
    ended them."""
    text = ""
    rows = make_rows(chars)
    margin = min((row[0].x0 - left for row in rows), default=0.0)
    for i, row in enumerate(rows):
        line = " ".join(piece.text for piece in row)
        text += line
        if i + 1 < len(rows):
            wide = _width(row)
            room = right - min(margin, 0.8 * wide) - row[-1].x1
            following = rows[i + 1][0].text
            words = line[-1].isascii() and line[-1].isalpha() and following[0].isascii()
            text += "" if room < _unbroken(following) * wide and not words else "\n"
    return text


def _width(row: Row) -> float:
    """How wide a Chinese character of a row is."""
    return max((char.x1 - char.x0 for piece in row for char in piece.chars), default=row[0].size)


_OPENING = re.compile(r"[（(〔\[【《“‘]*(?:[A-Za-z0-9.%％/-]+|.)[，。、；：！？）)〕\]】》”’]*")


def _unbroken(text: str) -> float:
    """Characters at the head of a line that may not be parted: words, and marks that end no line or begin none."""
    head = _OPENING.match(text)
    return sum(0.5 if char.isascii() else 1.0 for char in head.group()) if head else 1.0


def print_pages(layout: Layout, pages: list[list[str | TablePart]], count: int) -> None:
    """Print all pages; a table that goes on over a page break is printed as one."""
    begun = 0
    open_table: _Joined | None = None
    for index in range(count):
        items = pages[index]
        if open_table is not None and not _continues(open_table.parts[-1], items):
            begun = _print_table(layout, open_table, begun)
            open_table = None
        if open_table is None and begun <= index:
            layout.add_page()
            begun = index + 1
        for position, item in enumerate(items):
            if isinstance(item, str):
                layout.add_line(item)
            elif open_table is not None and position == 0:
                open_table.parts.append(item)
            else:
                open_table = _Joined([item])
            if open_table is not None and (position + 1 < len(items)):
                begun = _print_table(layout, open_table, begun)
                open_table = None
    if open_table is not None:
        _print_table(layout, open_table, begun)


def _continues(part: TablePart, items: list[str | TablePart]) -> bool:
    """Whether the next page begins with the rest of the table that ended this one: the same columns."""
    first = items[0] if items else None
    if not isinstance(first, TablePart) or first.page != part.page + 1:
        return False
    old, new = part.ruled.xs, first.ruled.xs
    return len(old) == len(new) and all(abs((a - old[0]) - (b - new[0])) < 6 for a, b in zip(old, new, strict=True))


def _print_table(layout: Layout, joined: _Joined, begun: int) -> int:
    """Print a table's parts as one; returns the number of pages begun so far."""
    rows = list(joined.parts[0].rows)
    breaks: list[int] = []
    for part in joined.parts[1:]:
        more = _without_header(part.rows, joined.parts[0].rows)
        more = _join_cut_row(rows, more)
        breaks.append(len(rows))
        rows.extend(more)
    layout.add_table(rows, page_breaks=breaks)
    return begun + len(breaks)


def _without_header(rows: list[list[GridCell]], first: list[list[GridCell]]) -> list[list[GridCell]]:
    """The rows of a later page without the header rows that it repeats."""
    same = 0
    while same < min(len(rows), len(first), 4) and _texts(rows[same]) == _texts(first[same]):
        same += 1
    if same < len(rows) and first and _begins_with_header(rows[same], first[0]):
        # A row cut by the page break has no rule above it: it stands in one cell with the head.
        for column, cell in enumerate(rows[same]):
            cell.text = cell.text[len(first[0][column].text) :].strip()
    return rows[same:]


def _begins_with_header(row: list[GridCell], header: list[GridCell]) -> bool:
    if len(row) != len(header) or len({id(cell) for cell in row}) != len(row):
        return False
    return all(above.text and cell.text.startswith(above.text) for cell, above in zip(row, header, strict=True))


def _texts(row: list[GridCell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _join_cut_row(rows: list[list[GridCell]], more: list[list[GridCell]]) -> list[list[GridCell]]:
    """Mend what a page break cut: a row whose number is empty goes on; a merged cell reaches over the break."""
    if not more or not rows:
        return more
    above, below = rows[-1], more[0]
    if _goes_on(above, below) or (len(rows) > 1 and _is_numbered_below(rows[-2], above, below)):
        for upper, lower in dict(zip(above, below, strict=True)).items():
            upper.text += lower.text
        return more[1:]
    for column in range(len(above)):
        if below[column].text:
            break
        empty = below[column]
        for row in more:
            if row[column] is empty:
                row[column] = above[column]
    return more


def _is_numbered_below(before: list[GridCell], above: list[GridCell], below: list[GridCell]) -> bool:
    """Whether the number of a cut row, set in the middle of its height, stands on its lower part."""
    for earlier, upper, lower in zip(before, above, below, strict=True):
        if earlier.text.strip().isdigit() and lower.text.strip().isdigit():
            return not upper.text and int(lower.text) == int(earlier.text) + 1
    return False


def _goes_on(above: list[GridCell], below: list[GridCell]) -> bool:
    """Whether a row is the rest of the one above: its number is empty, or most of it is and nothing in it is new."""
    numbered = [c for c in range(len(above)) if above[c].text.strip().isdigit()]
    if numbered:
        return all(not below[c].text for c in numbered)
    filled = [c for c in range(len(below)) if below[c].text]
    return bool(filled) and filled[0] > 0 and 2 * len(filled) < len(below) and all(above[c].text for c in filled)
