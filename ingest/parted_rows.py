"""Rows of a division table whose cells white space parts: where each begins and ends."""

import re
from collections.abc import Iterator

from ingest.facts import Span
from ingest.flat_cells import DEADLINE, NUMBER, OTHER, TEXT, UNITS, Piece, align, kind_of_piece
from ingest.run_heads import RunHead

_TOKEN = re.compile(r"\S+")
_STOP = re.compile(
    r"附件|附表|抄送|抄报|#|注[：:]|备注[：:]|说明[：:]|第[一二三四五六七八九十]{1,3}[章节部]|来源：|主送|此件|联系人|\d{4}年\d{1,2}月\d{1,2}日"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_ALONE = re.compile(r"(?P<number>\d{1,4})(?:[.、．]?$|[.、．]?(?=[\u4e00-\u9fff《“]))")
_LONGEST_PIECE, _LONGEST_TITLE = 600, 40
_IDLE_ROWS = 12
"""So many rows at the head of a table without any bodies show that it is none."""

Spans = list[Span | None]
"""Where each column of a row stands, None for an empty one."""


class PartedRows:
    """Rows whose cells white space parts: with numbers they begin where the next number stands alone, without them where
    work follows bodies."""

    def __init__(self, text: str, head: RunHead) -> None:
        self._text = text
        self._head_kinds = head.kinds
        self._plain = head.kinds.replace(NUMBER, "")
        self._at = head.kinds.find(NUMBER)
        self._start = head.words[-1][1]
        self._head_text = text[head.words[0][0] : self._start]
        self._gaps = "\n\n" in _blank(text[head.words[0][0] : self._start])
        """Empty lines stand between the cells, so that none of them ends the table."""

    def rows(self) -> list[Spans]:
        """The cells of each row."""
        rows: list[Spans] = []
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

    def _is_idle(self, rows: list[Spans]) -> bool:
        bodies = self._head_kinds.find(UNITS)
        return len(rows) == _IDLE_ROWS and not any(row[bodies] for row in rows)

    def _is_full(self, row: list[Piece]) -> bool:
        kinds = {piece.kind for piece in row}
        return TEXT in kinds and (
            UNITS in kinds or (self._at >= 0 and self._plain[-1] in (OTHER, DEADLINE)) or len(row) >= len(self._plain)
        )

    def _close(self, rows: list[Spans], number: Span | None, row: list[Piece]) -> list[Piece]:
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

    def _head_rows(self, rows: list[Spans], row: list[Piece]) -> None:
        """What stands between rows with numbers heads those below it: one cell over all columns."""
        if row and row[-1].end - row[0].start <= _LONGEST_TITLE:
            rows.append([(row[0].start, row[-1].end)] * len(self._head_kinds))

    def _work_only(self, row: list[Piece]) -> Spans:
        """A row whose pieces fit no columns: its work, and no bodies rather than wrong ones."""
        cells: Spans = [None] * len(self._plain)
        stop = next((index for index, piece in enumerate(row) if piece.kind != TEXT and index), len(row))
        cells[self._plain.rfind(TEXT)] = row[0].start, row[stop - 1].end
        return cells


def _blank(text: str) -> str:
    return re.sub(r"[^\S\n]+", "", text)
