"""Running heads, footers and page numbers, known by standing at one place on many pages. Nothing of plans."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Row, join_row

_ZONE = 0.13
"""Running heads stand in this part of the page's height at its top and bottom."""
_NEAR = 6.0
_MARKED_NUMBER = re.compile(
    r"[-—–－―·•~～_－\s]{1,6}\d{1,4}[-—–－―·•~～_－\s]{1,6}|第\s?\d{1,4}\s?页.{0,12}|Page\s?\d{1,4}.{0,12}"
)
_BARE_NUMBER = re.compile(r"\d{1,4}(?:\s?/\s?\d{1,4})?")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near the top or bottom edge of a page."""

    page: int
    row: Row
    y: float
    text: str
    at_top: bool


def remove_furniture(pages: Sequence[list[Row]], heights: Sequence[float]) -> tuple[list[list[Row]], list[str]]:
    """The pages' rows without running heads and page numbers, and one note for each kind that was taken out."""
    edges = [edge for i, rows in enumerate(pages) for edge in _edges(i, rows, heights[i])]
    gone: set[int] = set()
    notes: list[str] = []
    numbers = [edge for edge in edges if _is_page_number(edge, edges)]
    if numbers:
        gone.update(id(edge.row) for edge in numbers)
        notes.append(f"page numbers removed from {len({edge.page for edge in numbers})} pages")
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if id(edge.row) not in gone:
            groups[(edge.at_top, _DIGITS.sub("#", "".join(edge.text.split())))].append(edge)
    for (_, key), group in sorted(groups.items()):
        repeated = _at_one_place(group)
        if key and len(repeated) >= max(2, 0.3 * len(pages)):
            gone.update(id(edge.row) for edge in repeated)
            notes.append(f"running head removed from {len(repeated)} pages: {repeated[0].text[:60]}")
    return [[row for row in rows if id(row) not in gone] for rows in pages], notes


def _edges(page: int, rows: list[Row], height: float) -> list[_Edge]:
    """The outermost three rows at top and bottom, as far as they stand in the zone of running heads."""
    found = []
    for index, row in enumerate(rows):
        text, y = join_row(row), row[0].bottom
        if index < 3 and y < _ZONE * height:
            found.append(_Edge(page, row, y, text, at_top=True))
        elif index >= len(rows) - 3 and y > (1 - _ZONE) * height:
            found.append(_Edge(page, row, y, text, at_top=False))
    return found


def _is_page_number(edge: _Edge, edges: list[_Edge]) -> bool:
    text = edge.text.strip()
    if _MARKED_NUMBER.fullmatch(text):
        return True
    if not _BARE_NUMBER.fullmatch(text):
        return False
    number = int(_DIGITS.findall(text)[0])
    others = (
        e for e in edges if e.page != edge.page and e.at_top == edge.at_top and _BARE_NUMBER.fullmatch(e.text.strip())
    )
    return any(int(_DIGITS.findall(e.text)[0]) - number == e.page - edge.page for e in others)


def _at_one_place(group: list[_Edge]) -> list[_Edge]:
    """The largest set of the group's rows that stand at one height, one a page."""
    best: list[_Edge] = []
    for edge in group[:50]:
        near = {other.page: other for other in group if abs(other.y - edge.y) <= _NEAR}
        if len(near) > len(best):
            best = list(near.values())
    return best
