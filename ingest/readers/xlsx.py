"""Spreadsheets and comma-separated files: each sheet as its title line and one table; knows nothing of plans."""

import csv
import datetime
import io
import itertools
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from graph_schema.errors import DocumentError
from ingest.readers.layout import GridCell, Layout
from ingest.readers.ooxml import Package, attribute, local_name
from ingest.readers.text import decode
from ingest.source import SourceDocument

MAX_ROWS = 1_048_576
MAX_CELLS = 2_000_000
_MAX_MERGED = 100_000
_COLOURS = re.compile(r"\[[^\]]{0,40}\]|\"[^\"]{0,200}\"|\\.|_.")
_DECIMALS = re.compile(r"\.(0{1,10})")


def read_xlsx(data: bytes, path: str) -> SourceDocument:
    """Read every sheet of a workbook, hidden ones too (noted), values as Excel shows them. Raises DocumentError."""
    package = Package(data, path)
    layout = Layout()
    with warnings.catch_warnings():
        # openpyxl warns of extensions that it leaves out; none of them holds text.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        merged = _merged_ranges(package)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = _read_rows(sheet, path)
            _add_sheet(layout, sheet.title, sheet.sheet_state, _merge(rows, merged.get(sheet.title, []), path))
        book.close()
    if not layout.tables and layout.length == 0:
        raise DocumentError(f"{path}: the workbook holds no text; give one that does")
    return layout.to_document(
        path=path,
        sha256=sha256(data).hexdigest(),
        format="xlsx",
        encoding=None,
        lines_are_paragraphs=True,
    )


def read_csv(data: bytes, path: str) -> SourceDocument:
    """Read comma- or tab-separated values as one table. Raises DocumentError."""
    text, encoding = decode(data, path)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=lambda sign: (first.count(sign), sign == ","))
    try:
        rows = [[GridCell(value) for value in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as exc:
        raise DocumentError(f"{path}: not a table of separated values ({exc}); save it as xlsx or txt") from exc
    layout = Layout()
    _add_grid(layout, rows)
    return layout.to_document(
        path=path,
        sha256=sha256(data).hexdigest(),
        format="csv",
        encoding=encoding,
        lines_are_paragraphs=True,
    )


def _add_sheet(layout: Layout, title: str, state: str, grid: list[list[GridCell]]) -> None:
    if not any(cell.text for row in grid for cell in row):
        return
    if state != "visible":
        layout.notes.append(f"sheet {title} is hidden")
    layout.add_line(title)
    for part in _parts(grid):
        _add_grid(layout, part)


def _parts(grid: list[list[GridCell]]) -> Iterator[list[list[GridCell]]]:
    """The tables of a sheet: a new one begins where an empty row is followed by a title of its own."""
    begin = 0
    for i in range(1, len(grid)):
        if _texts(grid[i]) == 1 and _texts(grid[i - 1]) == 0:
            yield grid[begin:i]
            begin = i
    yield grid[begin:]


def _texts(row: list[GridCell]) -> int:
    """How many different cells of a row hold text."""
    return len({id(cell) for cell in row if cell.text})


def _add_grid(layout: Layout, grid: list[list[GridCell]]) -> None:
    """Rows with one text only, before and after the table proper, are lines: a title, a unit of measure, a note."""
    single = [_texts(row) <= 1 for row in grid]
    first = next((i for i, alone in enumerate(single) if not alone), len(grid))
    last = next((i for i in range(len(grid) - 1, -1, -1) if not single[i]), first - 1)
    _add_lines(layout, grid[:first])
    if first <= last:
        layout.add_table(grid[first : last + 1])
    _add_lines(layout, grid[last + 1 :] if first <= last else [])


def _add_lines(layout: Layout, rows: list[list[GridCell]]) -> None:
    printed: set[int] = set()
    for row in rows:
        for cell in row:
            if cell.text and id(cell) not in printed:
                printed.add(id(cell))
                for line in filter(None, map(str.strip, cell.text.split("\n"))):
                    layout.add_line(line)


def _read_rows(sheet: Any, path: str) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = []
    filled = cells = 0
    for row in itertools.islice(sheet.iter_rows(), MAX_ROWS):
        line = [GridCell(_show(cell)) for cell in row]
        while line and not line[-1].text:
            line.pop()
        rows.append(line)
        cells += len(line)
        if line:
            filled = len(rows)
        if cells > MAX_CELLS:
            raise DocumentError(
                f"{path}: sheet {sheet.title} has over MAX_CELLS = {MAX_CELLS} cells; split the workbook"
            )
    return rows[:filled]


def _show(cell: Any) -> str:
    """A cell's value as Excel shows it, kept simple: 35, 35.5, 40%, 2024-06-30."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _show_number(value, str(cell.number_format or "General"))
    if isinstance(value, datetime.datetime):
        return _show_date(value, str(cell.number_format or ""))
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _show_date(value: datetime.datetime, number_format: str) -> str:
    plain = _COLOURS.sub("", number_format).lower()
    if "y" in plain and "d" not in plain:
        return f"{value.year}年{value.month}月" if "m" in plain else f"{value.year}年"
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="minutes")


def _show_number(value: float, number_format: str) -> str:
    plain = _COLOURS.sub("", number_format.partition(";")[0])
    suffix = "".join(re.findall(r"\"([^\"]{1,20})\"\s{0,3}$", number_format.partition(";")[0]))
    if "%" in plain:
        return _digits(value * 100, plain) + "%"
    return _digits(value, plain) + suffix


def _digits(value: float, plain: str) -> str:
    """The number rounded as the format asks, without digits that say nothing."""
    decimals = _DECIMALS.search(plain)
    if decimals:
        return f"{value:.{len(decimals.group(1))}f}".rstrip("0").rstrip(".")
    if plain.strip("#,%_ ") == "0":
        return f"{value:.0f}"
    return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.15g}"


def _merged_ranges(package: Package) -> dict[str, list[tuple[int, int, int, int]]]:
    """Sheet title -> its merged ranges as (first column, first row, last column, last row), from 1."""
    book = package.targets("").get("officeDocument", "xl/workbook.xml")
    parts = package.targets_by_id(book)
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    root = package.xml(book)
    sheets = [e for e in root.iter() if local_name(e) == "sheet"] if root is not None else []
    for sheet in sheets:
        part = package.xml(parts.get(attribute(sheet, "id") or "", ""))
        merges = (e for e in part.iter("{*}mergeCell")) if part is not None else ()
        found[attribute(sheet, "name") or ""] = [
            (left, top, right, bottom)
            for merge in itertools.islice(merges, _MAX_MERGED)
            for left, top, right, bottom in [range_boundaries(merge.get("ref") or "A1")]
            if left is not None and top is not None and right is not None and bottom is not None
        ]
    return found


def _merge(rows: list[list[GridCell]], ranges: list[tuple[int, int, int, int]], path: str) -> list[list[GridCell]]:
    """The rows as a rectangle of the columns that hold text; a merged range is its first cell in every place."""
    used = sorted({column for row in rows for column, cell in enumerate(row) if cell.text})
    if len(rows) * len(used) > MAX_CELLS:
        raise DocumentError(f"{path}: a sheet of over MAX_CELLS = {MAX_CELLS} cells; split the workbook")
    grid = [[row[column] if column < len(row) else GridCell("") for column in used] for row in rows]
    places = 0
    for left, top, right, bottom in ranges:
        first, end = bisect_left(used, left - 1), bisect_right(used, right - 1)
        places += max(min(bottom, len(grid)) - top + 1, 0) * (end - first)
        if first < end and top <= len(grid) and places <= MAX_CELLS:
            cell = grid[top - 1][first]
            for row in grid[top - 1 : bottom]:
                row[first:end] = [cell] * (end - first)
    return grid
