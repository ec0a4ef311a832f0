"""Tables that a text carries as tabs, Markdown pipes, or one cell a line. Makes grids; does not know what they say."""

import re
from collections import Counter
from dataclasses import dataclass

from ingest.facts import Span
from ingest.residue import is_page_number
from ingest.run_tables import find_run_tables
from ingest.source import Cell, Table
from ingest.spaced_tables import find_spaced_tables

_PIPE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_HEADER_WORD = re.compile(
    r"序号|编号|(?:.{0,8})(?:任务|内容|措施|举措|指标|单位|部门|时限|时间|进度|目标|备注|项目|事项|名称|类别|领导|责任人|现状值?|基期值?|属性|性质|责任主体|分工)(?:（.{1,12}）|\(.{1,12}\))?|20\d\d年.{0,4}"
)
_NOT_A_CELL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|附件|抄送|#|注：|第[一二三四五六七八九十]{1,3}[章节部]|（[一二三四五六七八九十]{1,3}）)"
)
_IN_A_SENTENCE = re.compile("[，。；！]|.{25}")
_WIDEST = 12
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


def _flat_tables(text: str, lines: list[Span]) -> list[Table]:
    """One cell a line: a header 序号 … of at least three words, then rows that each begin with the next number."""
    filled = _without_page_marks(text, [span for span in lines if text[slice(*span)].strip()])
    tables: list[Table] = []
    index = 0
    while index < len(filled):
        if text[slice(*filled[index])].strip() not in ("序号", "编号"):
            index += 1
            continue
        width = _header_width(text, filled, index)
        table, index = _flat_table(text, filled, index, width) if width >= 3 else (None, index + 1)
        if table is not None:
            tables.append(table)
    return tables


def _header_width(text: str, lines: list[Span], first: int) -> int:
    """How many lines from 序号 on are header words: all before the row number 1, or as many as are known words."""
    words = [text[slice(*span)].strip() for span in lines[first : first + _WIDEST + 1]]
    if "1" in words:
        header = words[: words.index("1")]
        known = sum(map(_is_header_word, header))
        if known >= 3 and 2 * known > len(header) and not any(_IN_A_SENTENCE.search(word) for word in header):
            return len(header)
    width = 1
    while width < len(words) and _is_header_word(words[width]):
        width += 1
    return width


def _without_page_marks(text: str, lines: list[Span]) -> list[Span]:
    """Without page numbers, and without running heads: lines beside a page number that stand elsewhere too."""
    words = ["".join(text[slice(*span)].split()) for span in lines]
    counts = Counter(words)
    page = [is_page_number(word) and not word.isdigit() for word in words]
    kept = []
    for index, span in enumerate(lines):
        beside = any(page[max(0, index - 1) : index + 2])
        if not page[index] and not (beside and counts[words[index]] > 1 and len(words[index]) > 8):
            kept.append(span)
    return kept


def _is_header_word(word: str) -> bool:
    return len(word) <= 16 and _HEADER_WORD.fullmatch(word) is not None


def _flat_table(text: str, lines: list[Span], first: int, width: int) -> tuple[Table | None, int]:
    header = [_cell(text, *span) for span in lines[first : first + width]]
    rows = [_Row(header[0].start, header[-1].end, tuple(header))]
    index, number = first + width, 1
    while index < len(lines) and text[slice(*lines[index])].strip() == str(number):
        stop = index + 1
        following = str(number + 1)
        while stop < len(lines) and stop - index < 4 * width and text[slice(*lines[stop])].strip() != following:
            if _NOT_A_CELL.match(text[slice(*lines[stop])]):
                break
            stop += 1
        cells = [_cell(text, *span) for span in lines[index:stop]]
        if len(cells) > width:
            # The last row of a page, or cells broken over lines: what is too much belongs to the longest cell's text.
            cells = cells[:width]
        taken = len(cells)
        cells = _filled_down(cells, list(rows[-1].cells), width) if len(rows) > 1 else cells
        rows.append(_Row(cells[0].start, cells[-1].end, tuple(cells)))
        index, number = index + taken, number + 1
    return (_grid(rows), index) if len(rows) >= 3 else (None, first + width)


def _filled_down(cells: list[Cell], above: list[Cell], width: int) -> list[Cell]:
    """A row that lacks cells behind its number, where a merged cell of the row above stands for both (类别)."""
    lacking = width - len(cells)
    if lacking <= 0 or len(above) != width or len(cells) < 2:
        return cells
    merged = [cells[0], *above[1 : 1 + lacking], *cells[1:]]

    def alike(row: list[Cell]) -> int:
        return sum(_kind(cell.text) == _kind(up.text) for cell, up in zip(row, above, strict=False))

    return merged if alike(merged) > alike(cells) else cells


def _kind(text: str) -> tuple[bool, bool]:
    """What a cell looks like: whether it holds a figure, and whether it is long."""
    return bool(re.search(r"\d", text)) and len(text) <= 12, len(text) > 12


def find_text_tables(text: str) -> tuple[Table, ...]:
    """The tables in a plain text, in order. Where two forms would overlap, the earlier one stands."""
    lines = _line_spans(text)
    found = sorted(
        (
            *_tab_tables(text, lines),
            *_pipe_tables(text, lines),
            *_flat_tables(text, lines),
            *find_spaced_tables(text, lines),
            *find_run_tables(text),
        ),
        key=lambda t: t.start,
    )
    tables: list[Table] = []
    for table in found:
        if not tables or table.start >= tables[-1].end:
            tables.append(table)
    return tuple(tables)
