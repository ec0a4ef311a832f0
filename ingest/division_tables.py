"""Division-of-labour tables: rows of work with the bodies responsible, in whatever order and wording of columns.

Reads rows; which task of the text a row belongs to, `ingest.table_tasks` decides.
"""

import re

from ingest.deadlines import of_columns
from ingest.division_heads import read_head, year_of_column
from ingest.facts import ParseWarning, Span, UnitMention
from ingest.mapped import EMPTY, MappedText, map_span
from ingest.numbering import printed_number, read_marker
from ingest.reading import RuleState
from ingest.responsibility import read_list
from ingest.source import Cell, Table
from ingest.table_columns import UNIT_COLUMNS, Column
from ingest.unit_roles import NameGroup, assign_roles, of_column
from ingest.values import dataclass

_EMPTY_CELL = re.compile(r"[/／\-—－–~无\s]*")


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One row: its number and title (filled down from merged cells), its text, its bodies with their roles."""

    number: str
    title: MappedText
    content: MappedText
    units: tuple[UnitMention, ...]
    deadline: str | None
    group: MappedText
    """The heading row above it, empty without."""
    title_is_own: bool
    """The title stands in this very row and is not filled down."""
    goal: MappedText = EMPTY
    """What the work is to reach, where a column of its own says so (年度目标)."""
    merged: bool = False
    """Its title stands in a cell that the format itself merges with the one above."""
    yearly: tuple[tuple[int, MappedText], ...] = ()
    """What each year is to bring, where columns of their own say so (2024年 | 2025年)."""


@dataclass(frozen=True, slots=True)
class DivisionTable:
    """The rows of a division-of-labour table in order."""

    rows: tuple[DivisionRow, ...]
    collective: tuple[UnitMention, ...]
    warnings: tuple[ParseWarning, ...]
    titles_head: bool = False
    """The titles stand before the numbers (类别 | 序号 | 工作内容): they head groups of rows where the text has no tasks."""


_HAN_NUMBER = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?")
_HEADING_CELLS = 2
_ITEMS = frozenset({"arabic", "arabic_bracket", "arabic_half", "circled"})


def _heads_items(title: MappedText, content: MappedText) -> bool:
    """Whether a cell is the numbered heading of a group whose items are numbered in the cells beside it."""
    head, item = read_marker(title.text), read_marker(content.text)
    return head is not None and item is not None and head.style in ("han", "han_bracket") and item.style in _ITEMS


class _RowReader:
    def __init__(self, table: Table, document: str, state: RuleState) -> None:
        self._table = table
        self._document = document
        self._state = state
        head = read_head(table)
        self._header, self._columns = head.rows, head.columns
        self._heads = ["".join(cell.text.split()) for cell in table.rows[head.rows - 1]]
        self._years = {
            index: year_of_column("".join("".join(row[index].text for row in table.rows[: head.rows]).split()))
            for index, name in enumerate(head.columns)
            if name == "year"
        }
        self.rows: list[DivisionRow] = []
        self.collective: list[UnitMention] = []
        self.warnings: list[ParseWarning] = []
        self._above: dict[int, Cell] = {}
        self._group = EMPTY
        self._heading_bodies = self._before_work()

    def _before_work(self) -> frozenset[int]:
        """The columns of bodies before the number or the work: their cells head the rows below them too."""
        work = [i for i, name in enumerate(self._columns) if name in ("number", "title", "content")]
        first = min(work, default=0)
        return frozenset(i for i, name in enumerate(self._columns[:first]) if name in UNIT_COLUMNS)

    def read(self) -> None:
        self._declare(self._table.rows[: self._header])
        header = [cell.text for cell in self._table.rows[0]]
        for row in self._table.rows[self._header :]:
            if [cell.text for cell in row] == header:
                continue
            self._row(row)

    def titles_stand_before_numbers(self) -> bool:
        """Whether the columns are in the order title, number, content."""
        order = [self._columns.index(name) for name in ("title", "number", "content") if name in self._columns]
        return len(order) == len({"title", "number", "content"}) and order == sorted(order)

    def _declare(self, rows: tuple[tuple[Cell, ...], ...]) -> None:
        for row in rows:
            for index, cell in enumerate(row):
                if self._columns[index] in UNIT_COLUMNS and cell.text:
                    self._note(read_list(self._mapped(cell)).declares)

    def _note(self, declares: Span | None) -> None:
        self._state.declared = self._state.declared or declares

    def _mapped(self, cell: Cell) -> MappedText:
        return map_span(self._document, cell.start, cell.end)

    def _row(self, row: tuple[Cell, ...]) -> None:
        filled = [cell for cell in row if cell.text]
        if not filled:
            return
        if len({(cell.start, cell.end) for cell in filled}) == 1:
            self._group = self._mapped(filled[0])
            self._above = {}
            return
        units, deadline = self._units(row)
        content, title, own = self._texts(row)
        number = self._cell(row, "number")
        printed = "".join(number.text.split()) if number else ""
        if not printed and "number" not in self._columns:
            printed, content = self._item_number(title, content)
        if (
            _HAN_NUMBER.fullmatch(printed)
            and not units
            and len({(cell.start, cell.end) for cell in filled}) == _HEADING_CELLS
        ):
            # 一 | 工业经济 | | |: a row that heads those below it.
            self._group = title if len(title) else content
            self._above = {}
            return
        if not len(content) and not len(title):
            span = min(cell.start for cell in filled), max(cell.end for cell in filled)
            self.warnings.append(ParseWarning("table_row", f"a row without work: {filled[0].text[:40]}", span))
            return
        if not units and not any(
            cell.text for cell, name in zip(row, self._columns, strict=True) if name in UNIT_COLUMNS
        ):
            span = min(cell.start for cell in filled), max(cell.end for cell in filled)
            message = f"a row of the table names no body, or not in which column it stands: {filled[0].text[:40]}"
            self.warnings.append(ParseWarning("row_without_unit", message, span))
        cell = self._cell(row, "goal")
        goal = self._mapped(cell) if cell and not _EMPTY_CELL.fullmatch(cell.text) else EMPTY
        number_printed = printed.rstrip(".、")
        merged = not own and any(row[i].text for i, name in enumerate(self._columns) if name == "title")
        yearly = tuple(
            (year, self._mapped(row[index]))
            for index, year in self._years.items()
            if year is not None and not _EMPTY_CELL.fullmatch(row[index].text)
        )
        self.rows.append(
            DivisionRow(number_printed, title, content, units, deadline, self._group, own, goal, merged, yearly)
        )

    def _cell(self, row: tuple[Cell, ...], column: Column) -> Cell | None:
        return next((row[i] for i, name in enumerate(self._columns) if name == column and row[i].text), None)

    def _texts(self, row: tuple[Cell, ...]) -> tuple[MappedText, MappedText, bool]:
        """(content, title, whether the title stands in this row). Merged title cells are filled down."""
        content = self._cell(row, "content")
        own = True
        title = EMPTY
        for index, name in enumerate(self._columns):
            if name == "title":
                cell = row[index]
                previous = self._above.get(index)
                if not cell.text and previous is not None:
                    cell, own = previous, False
                elif previous is not None and cell.text and (cell.start, cell.end) == (previous.start, previous.end):
                    own = False
                if cell.text:
                    self._above[index] = cell
                    title = self._mapped(cell)
            elif name == "group" and row[index].text:
                self._group = self._mapped(row[index])
        if content is None:
            return title if own else EMPTY, EMPTY, own
        text = self._mapped(content)
        if _heads_items(title, text):
            # 一、加强公开 | 1.公布清单…: the cell on the left heads a group of numbered items.
            self._group = title
            return text, EMPTY, own
        return text, title, own

    def _item_number(self, title: MappedText, content: MappedText) -> tuple[str, MappedText]:
        """The number that an item's text begins with under a numbered heading, and the text behind it."""
        above = title if len(title) else self._group
        marker, head = read_marker(content.text), read_marker(above.text)
        finer = marker is not None and head is not None and (not len(title) or marker.style != head.style)
        if marker is None or marker.style not in _ITEMS or not finer:
            return "", content
        rest = content.slice(marker.length, len(content)).strip("、.： ")
        return printed_number(content.raw, marker), rest

    def _units(self, row: tuple[Cell, ...]) -> tuple[tuple[UnitMention, ...], str | None]:
        groups: list[NameGroup] = []
        limits: list[tuple[str, str]] = []
        support_beside = any(
            name == "lead" and cell.text and not _EMPTY_CELL.fullmatch(cell.text)
            for name, cell in zip(self._columns, row, strict=True)
        )
        for index, name in enumerate(self._columns):
            cell = row[index]
            if index in self._heading_bodies:
                cell = self._above[index] = cell if cell.text else self._above.get(index, cell)
            if name == "deadline" and cell.text and not _EMPTY_CELL.fullmatch(cell.text):
                limits.append((self._heads[index], cell.text))
            if name not in UNIT_COLUMNS or not cell.text or _EMPTY_CELL.fullmatch(cell.text):
                continue
            found = read_list(self._mapped(cell))
            self._note(found.declares)
            self.collective.extend(found.collective)
            self.warnings.extend(found.warnings)
            groups.extend(of_column(found.groups, name, beside_lead=support_beside))
        return assign_roles(groups, rule=bool(self._state.declared)), of_columns(limits)


def read_division_table(table: Table, document: str, state: RuleState) -> DivisionTable:
    """The rows of `table`; a rule that its header or a cell declares is in force from there on."""
    reader = _RowReader(table, document, state)
    reader.read()
    return DivisionTable(
        tuple(reader.rows), tuple(reader.collective), tuple(reader.warnings), reader.titles_stand_before_numbers()
    )
