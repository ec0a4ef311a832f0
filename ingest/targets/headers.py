"""What the columns of a table of targets are: header rows of one or more levels read into column roles.

Knows header words, nothing of cells' values beyond whether they hold figures.
"""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.mapped import MappedText, map_span
from ingest.source import Cell, Table
from ingest.targets.labels import (
    GROUP,
    GROWTH,
    INDEX,
    INDICATOR,
    NATURE,
    NOTE,
    OWN_YEAR,
    PERSONS,
    PLACE_NAME,
    PLACES,
    PRESENT,
    TOTAL,
    UNIT,
    UNITS,
    VALUE,
    YEAR,
    YEARS,
    holds_figure,
    is_empty,
    looks_like_unit,
    split_unit,
    year_of,
)

Role = Literal["index", "group", "indicator", "unit", "nature", "units", "present", "growth", "value", "place", "note"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its `role`, its header's words, the year they name and whether that year's figure is a past one."""

    role: Role
    label: str
    year: int | None = None
    scope: str | None = None
    leaf: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: how many rows it takes and what each column is. by_place: rows are places, columns
    indicators."""

    rows: int
    columns: tuple[Column, ...]
    by_place: bool
    """Rows are places, or years, and columns name what is counted."""
    title: str = ""
    names_columns: bool = False
    """No column is headed 指标: the rows name what is planned (地铁), the columns what of it is measured (装机计划)."""


def cell_text(document: str, cell: Cell) -> MappedText:
    """A cell's text, mapped."""
    return map_span(document, cell.start, cell.end)


def read_header(table: Table, document: str, period_start: int | None) -> Header | None:
    """The header of a table that states targets, None for any other table."""
    if len(table.rows) < 2:
        return None
    grid = [[cell_text(document, cell).text for cell in row] for row in table.rows]
    first = _first_header_row(table, grid)
    if first is None:
        return None
    last = _last_header_row(table, grid, first)
    if last + 1 >= len(grid):
        return None
    labels = [_labels(table, grid, first, last, column) for column in range(len(grid[0]))]
    body = grid[last + 1 :]
    by_place = _is_by_place(labels, body)
    columns = tuple(_column(index, label, body, by_place) for index, label in enumerate(labels))
    title = "".join(dict.fromkeys(text for row in grid[:first] for text in row))
    columns = _mark_present(columns, period_start or _opening_year(columns))
    headed = by_place or any(column.role == "indicator" for column in columns)
    columns = _one_indicator(columns, body)
    header = Header(last + 1, columns, by_place, title, not headed)
    return header if _states_targets(header, body) else None


def _first_header_row(table: Table, grid: list[list[str]]) -> int | None:
    """The first row that is not one merged title."""
    for index, row in enumerate(table.rows[:4]):
        spans = {(cell.start, cell.end) for cell in row if cell.start != cell.end}
        if len(spans) >= 2:
            return index
    return None


def _last_header_row(table: Table, grid: list[list[str]], first: int) -> int:
    """A header goes on over rows that repeat merged header cells or only split columns into years and places."""
    last = first
    for index in range(first + 1, min(first + 3, len(grid))):
        row, above = table.rows[index], table.rows[index - 1]
        merged = sum(
            1
            for cell, up in zip(row, above, strict=True)
            if cell.start != cell.end and (cell.start, cell.end) == (up.start, up.end)
        )
        words = [
            text for text, up in zip(grid[index], grid[index - 1], strict=True) if text != up and not is_empty(text)
        ]
        splits = bool(words) and all(_is_label(text) for text in words)
        blank_start = is_empty(grid[index][0]) or grid[index][0] == grid[index - 1][0]
        if (splits and (merged > 0 or blank_start)) or (blank_start and _splits_years(grid, index)):
            last = index
        else:
            break
    return last


def _splits_years(grid: list[list[str]], index: int) -> bool:
    """Whether a row parts columns of years, each over several columns, by words of any kind: 2024年 | 公共桩, 换电站."""
    above, row = _across(grid[index - 1]), grid[index]
    under = [(up, text) for up, text in zip(above, row, strict=True) if YEAR.search(up) and len(up) <= 14]
    if len(under) < 4 or 2 * len({up for up, _ in under}) > len(under) or index + 1 >= len(grid):
        return False
    figures = [text for up, text in zip(above, grid[index + 1], strict=True) if YEAR.search(up)]
    return all(text and not holds_figure(text) and len(text) <= 14 for _, text in under) and all(
        holds_figure(text) or is_empty(text) for text in figures
    )


def _across(row: list[str]) -> list[str]:
    """A header row whose merged cells left blanks behind them, each filled from its left."""
    filled: list[str] = []
    for text in row:
        filled.append(text or (filled[-1] if filled and YEAR.search(filled[-1]) else ""))
    return filled


def _is_label(text: str) -> bool:
    if YEAR.search(text) and len(text) <= 14:
        return True
    if PLACE_NAME.fullmatch(text) or TOTAL.fullmatch(text) or (split_unit(text)[1] and not holds_figure(text)):
        return True
    words = (VALUE, PRESENT, GROWTH, UNIT, NATURE, UNITS, NOTE)
    return len(text) <= 14 and not holds_figure(text) and any(pattern.search(text) for pattern in words)


def _labels(table: Table, grid: list[list[str]], first: int, last: int, column: int) -> tuple[str, ...]:
    parts: list[str] = []
    spans: set[tuple[int, int]] = set()
    for index in range(first, last + 1):
        cell = table.rows[index][column]
        text = grid[index][column]
        if not text and index < last and grid[last][column]:
            parts.append(_across(grid[index])[column])
        elif text and (cell.start, cell.end) not in spans:
            parts.append(text)
            spans.add((cell.start, cell.end))
    return tuple(parts)


def _is_by_place(labels: list[tuple[str, ...]], body: list[list[str]]) -> bool:
    """Rows are places where the first worded column holds names of places and no column holds indicators."""
    for index, label in enumerate(labels):
        text = "".join(label)
        if INDEX.fullmatch(text):
            continue
        cells = [row[index] for row in body if not is_empty(row[index])]
        named = sum(1 for cell in cells if PLACE_NAME.fullmatch(cell) or TOTAL.fullmatch(cell))
        if YEARS.fullmatch(text) or (text == "" and not named):
            named = sum(1 for cell in cells if TOTAL.fullmatch(cell) or OWN_YEAR.fullmatch(cell))
            return bool(cells) and named == len(cells)
        if PLACES.fullmatch(text) or text == "":
            return bool(cells) and 2 * named >= len(cells)
        return bool(cells) and named == len(cells) and not INDICATOR.fullmatch(text)
    return False


def _column(index: int, parts: tuple[str, ...], body: list[list[str]], by_place: bool) -> Column:
    label, leaf = "".join(parts), parts[-1] if parts else ""
    cells = [row[index] for row in body if index < len(row) and not is_empty(row[index])]
    figures = sum(1 for cell in cells if holds_figure(cell))
    mostly = bool(cells) and 2 * figures >= len(cells)
    role = None if by_place and YEARS.fullmatch(label) else _plain_role(label, cells)
    if role is not None:
        return Column(role, label, leaf=leaf)
    if by_place and YEARS.fullmatch(label):
        return Column("place", label, leaf=leaf)
    if by_place and (PLACES.fullmatch(label) or not mostly) and not PRESENT.search(label):
        return Column("place" if index <= 2 else "note", label, leaf=leaf)
    year = year_of(label)
    if PRESENT.search(label) and (mostly or year is not None):
        return Column("present", label, year, leaf=leaf)
    if not by_place and year is None and GROWTH.search(label) and mostly and not INDICATOR.fullmatch(label):
        return Column("growth", label, leaf=leaf)
    if year is not None and (mostly or VALUE.search(label) or len(label) <= 12):
        return Column("value", label, year, _scope(parts), leaf)
    if not by_place and INDICATOR.fullmatch(label) and not mostly:
        return Column("indicator", label, leaf=leaf)
    if VALUE.fullmatch(label) and (mostly or not by_place):
        return Column("value", label, leaf=leaf)
    if mostly and (by_place or PLACE_NAME.fullmatch(leaf) or TOTAL.fullmatch(leaf) or VALUE.search(label)):
        return Column("value", label, None, _scope(parts), leaf)
    if mostly and len(label) <= 10 and not INDICATOR.search(label) and figures == len(cells):
        return Column("value", label, None, _scope(parts) or (leaf or None), leaf)
    return Column("note", label, leaf=leaf)


def _plain_role(label: str, cells: list[str]) -> Role | None:
    if INDEX.fullmatch(label):
        return "index"
    if UNIT.fullmatch(label):
        measures = sum(1 for cell in cells if looks_like_unit(cell))
        return "unit" if 2 * measures >= len(cells) else "units"
    if UNITS.fullmatch(label):
        return "note" if PERSONS.search(label) else "units"
    if NATURE.fullmatch(label) and all(len(cell) <= 4 for cell in cells):
        return "nature"
    if NOTE.search(label) and not YEAR.search(label):
        return "note"
    return "group" if GROUP.fullmatch(label) else None


def _scope(parts: tuple[str, ...]) -> str | None:
    for part in reversed(parts):
        if TOTAL.fullmatch(part):
            return None
        if PLACE_NAME.fullmatch(part) and year_of(part) is None:
            return part
    return None


def _mark_present(columns: tuple[Column, ...], period_start: int | None) -> tuple[Column, ...]:
    """A year before the plan's span is a year of the present, also where its header does not say so."""
    marked = list(columns)
    for index, column in enumerate(columns):
        past = column.year is not None and period_start is not None and column.year < period_start
        if column.role == "value" and past:
            marked[index] = Column("present", column.label, column.year, column.scope, column.leaf)
    return tuple(marked)


_PLAN_SPAN = 5


def _opening_year(columns: tuple[Column, ...]) -> int | None:
    """Where the only years are the last of one five-year plan and of the next (2020 | 2025): the first of the latter."""
    years = sorted({column.year for column in columns if column.role == "value" and column.year is not None})
    if len(years) == 2 and years[1] - years[0] == _PLAN_SPAN and years[1] % _PLAN_SPAN == 0:
        return years[0] + 1
    return None


def _one_indicator(columns: tuple[Column, ...], body: list[list[str]]) -> tuple[Column, ...]:
    """Of several indicator columns (一级指标, 指标) the last names the row; the others group."""
    named = [index for index, column in enumerate(columns) if column.role == "indicator"]
    if not named:
        near = [index for index, column in enumerate(columns) if column.role in ("group", "note") and index <= 3]
        short, worded = (
            [index for index in near if any(len(row[index]) >= least and not holds_figure(row[index]) for row in body)]
            for least in (2, 3)
        )
        single = [index for index in worded if not _lists(body, index)]
        named = (single or [index for index in short if not _lists(body, index)] or worded)[-1:]
    marked = list(columns)
    for index in named:
        role: Role = "indicator" if index == named[-1] else "group"
        marked[index] = Column(role, columns[index].label, leaf=columns[index].leaf)
    return tuple(marked)


def _lists(body: list[list[str]], index: int) -> bool:
    """Whether most cells of a column list several things: where something is built, and not what it is."""
    cells = [row[index] for row in body if index < len(row) and not is_empty(row[index])]
    return 2 * sum(1 for cell in cells if "、" in cell) > len(cells)


def _states_targets(header: Header, body: list[list[str]]) -> bool:
    values = [index for index, column in enumerate(header.columns) if column.role == "value"]
    if not values or not (header.by_place or any(column.role == "indicator" for column in header.columns)):
        return False
    if header.by_place and not any(column.role == "place" for column in header.columns):
        return False
    long_cells = sum(1 for row in body for index in values if len(row[index]) > 60)
    if len(values) == 1 and _is_loose(header.columns[values[0]]):
        return False
    figures = sum(1 for row in body for index in values if re.search(r"\d", row[index]))
    return figures > 0 and figures > 2 * long_cells


def _is_loose(column: Column) -> bool:
    """A column of figures whose header says neither year, nor place, nor target: alone it makes no table of targets."""
    stated = (
        column.year is not None or VALUE.search(column.label) is not None or TOTAL.fullmatch(column.leaf) is not None
    )
    return not stated and PLACE_NAME.fullmatch(column.leaf) is None and split_unit(column.label)[1] == ""
