"""One row of a table that has one cell a line: when it is full, what does not belong to it, its cells."""

from dataclasses import dataclass

from ingest.cell_line_heads import HEADING
from ingest.facts import Span
from ingest.flat_cells import FIGURE, NUMBER, OTHER, TEXT, UNITS, Piece, fit

_BROKEN_LINES = 6
"""So many lines more than columns the last row may have."""

Spans = list[Span | None]
"""Where each column of a row stands, None for an empty one."""


@dataclass(slots=True)
class Row:
    """The lines of a row: its number, what stands before the number, what behind it."""

    number: Span | None
    before: list[Piece]
    pieces: list[Piece]
    heads: bool = False

    def _figures(self) -> int:
        return sum(1 for piece in self.pieces if piece.kind in (FIGURE, OTHER))

    def is_full(self, kinds: str) -> bool:
        """Whether the next number may begin a row: all figures are there, or bodies, or as many cells as columns."""
        if FIGURE in kinds:
            return self._figures() >= kinds.count(FIGURE) or len(self.pieces) >= len(kinds) - 1
        found = {piece.kind for piece in self.pieces}
        return (UNITS in found and len(self.pieces) > 1) or (TEXT in found and len(self.pieces) >= len(kinds) - 2)

    def is_whole(self, kinds: str) -> bool:
        """Whether a row without a number holds something in its last columns."""
        if not self.pieces:
            return False
        if FIGURE in kinds and self._figures() < kinds.count(FIGURE):
            return False
        plain = kinds.rstrip(OTHER)
        return len(self.pieces) >= len(kinds) or (len(self.pieces) > 1 and self.pieces[-1].kind == plain[-1])

    def is_exact(self, kinds: str, text: str) -> bool:
        """Whether there is a line for each column and each looks like what stands there."""
        return len(self.pieces) == len(kinds) and self._cost(self.pieces, kinds, text) < 2.0

    def give_back(self, kinds: str, text: str, at: int) -> list[Piece]:
        """Take off what stands behind the last column: cells before the next number, or the heading of the next rows."""
        behind = kinds[at + 1 :]
        best, count = self._cost(self.pieces, behind, text), 0
        for taken in range(1, min(max(at, 1), len(self.pieces) - 1) + 1):
            kept, given = self.pieces[:-taken], self.pieces[-taken:]
            heading = not at and HEADING.match(text, given[0].start) is not None
            if not at and not heading and (given[0].kind != TEXT or len(kept) < len(behind)):
                continue
            cost = self._cost(kept, behind, text) + (self._cost(given, kinds[:at], text) if at else 0.6)
            if cost < best - 0.2 or heading:
                best, count = cost, taken
        given = self.pieces[len(self.pieces) - count :]
        self.pieces = self.pieces[: len(self.pieces) - count]
        return given

    @staticmethod
    def _cost(pieces: list[Piece], kinds: str, text: str) -> float:
        found = fit(pieces, kinds, text)
        return float("inf") if found is None else found[0]

    def cut(self, kinds: str, text: str) -> None:
        """The last row: what stands behind as many cells as there are columns is no part of the table."""
        behind = kinds[kinds.find(NUMBER) + 1 :]
        lengths = range(min(len(behind), len(self.pieces)), min(len(behind) + _BROKEN_LINES, len(self.pieces)) + 1)
        del self.pieces[min(lengths, key=lambda length: (self._cost(self.pieces[:length], behind, text), length)) :]

    def cells(self, kinds: str, text: str) -> Spans | None:
        """The cells of the row, None where its lines fit no columns."""
        if self.heads:
            return [self.number] * len(kinds)
        at = kinds.find(NUMBER)
        if at < 0:
            return self._fitted(self.pieces, kinds, text)
        behind = self._fitted(self.pieces, kinds[at + 1 :], text)
        before = self._fitted(self.before, kinds[:at], text) if self.before else [None] * at
        if behind is None or before is None:
            return None
        return [*before, self.number, *behind]

    @staticmethod
    def _fitted(pieces: list[Piece], kinds: str, text: str) -> Spans | None:
        found = fit(pieces, kinds, text)
        if found is None:
            return None
        figures = sum(1 for span, kind in zip(found[1], kinds, strict=True) if kind == FIGURE and span)
        return None if 0 < figures < kinds.count(FIGURE) else found[1]


def fill_merged(rows: list[Spans], kinds: str) -> None:
    """What a merged cell says stands for all rows that it covers: bodies before the number, classes before a name."""
    before = max(kinds.find(NUMBER), 0)
    for column, kind in enumerate(kinds):
        is_class = FIGURE in kinds and kind == TEXT and column != kinds.rfind(TEXT)
        if not (is_class or (kind == UNITS and column < before)):
            continue
        above: Span | None = None
        for row in rows:
            if row[0] != row[-1]:
                above = row[column] = row[column] or above
