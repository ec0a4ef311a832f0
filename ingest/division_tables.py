"""Division-of-labour tables: rows of work with the bodies responsible, in whatever order and wording of columns.

Reads rows; which task of the text a row belongs to, `ingest.table_tasks` decides.
"""

import re
from dataclasses import dataclass

from ingest.facts import ParseWarning, Span, UnitMention
from ingest.mapped import EMPTY, MappedText, map_span
from ingest.numbering import printed_number, read_marker
from ingest.reading import RuleState
from ingest.responsibility import read_list
from ingest.source import Cell, Table
from ingest.table_columns import UNIT_COLUMNS, Column, column_of
from ingest.targets.labels import holds_figure
from ingest.unit_roles import NameGroup, assign_roles

_OFFICES = re.compile("处室|科室|股室")
"""Offices within a body, of a column beside the bodies' own (牵头单位 | 市卫健委内牵头处室): no units."""
_SHORTEST_WORK = 5.0
"""Characters that a column of work has in the mean at least."""
_GOALS = re.compile("(?:年度|工作|预期|主要|阶段|任务|发展)?(?:目标|成效|成果|效果)值?")
_YEAR_GOAL = re.compile(r"(?:20\d\d年?(?:度|底)?(?:[^，。]{0,4}(?:目标|计划|任务)(?:值|数)?)?|目标|指标)值?")
_GOAL_OF_YEAR = re.compile(
    r"(?:到|至)?20\d\d年?[底末]?(?:年度|度)?(?:目标|任务|计划)?(?:值|数|量)?(?:（[^（）]{1,6}）)?"
)
_CLASSES = re.compile("类别|类型|分类|领域|方面|板块")
"""Columns that sort the rows and name none of them."""
_EMPTY_CELL = re.compile(r"[/／\-—－–~无\s]*")
_WORK_HEAD = re.compile(r"举措|措施|建设内容|建设规模|工作内容|工作任务|项目名称|重点项目|事项")
_FIGURES = 0.3
"""From this share of mere numbers on, a table is one of targets."""
_DATA_NUMBER = re.compile(r"\d{1,3}[.、]?")


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


@dataclass(frozen=True, slots=True)
class DivisionTable:
    """The rows of a division-of-labour table in order."""

    rows: tuple[DivisionRow, ...]
    collective: tuple[UnitMention, ...]
    warnings: tuple[ParseWarning, ...]
    titles_head: bool = False
    """The titles stand before the numbers (类别 | 序号 | 工作内容): they head groups of rows where the text has no tasks."""


def _header_rows(table: Table) -> int:
    """How many rows at the top are header: up to the first row that carries data."""
    for count, row in enumerate(table.rows[:4]):
        words = [cell.text for cell in row if cell.text]
        distinct = {(cell.start, cell.end) for cell in row if cell.text}
        if count and any(_DATA_NUMBER.fullmatch(word) for word in words[:1]):
            return count
        if count and (any(len(word) > 18 for word in words) or len(distinct) < 2):
            return count
        if count and not all(column_of("".join(word.split())) != "other" or not word for word in words):
            return count
    return 1


def _columns(table: Table, rows: int) -> list[Column]:
    columns, offices = [], set()
    for index in range(len(table.rows[0])):
        parts = list(dict.fromkeys("".join(row[index].text.split()) for row in table.rows[:rows] if row[index].text))
        columns.append(_by_lowest(parts))
        if any(_OFFICES.search(part) for part in parts):
            offices.add(index)
    if any(column in UNIT_COLUMNS for index, column in enumerate(columns) if index not in offices):
        columns = ["other" if index in offices else column for index, column in enumerate(columns)]
    return _repair(_with_work(columns, table, rows), table, rows)


def _with_work(columns: list[Column], table: Table, rows: int) -> list[Column]:
    """Where no head is known to name the work beside the bodies, it is the column with the longest texts."""
    if {"title", "content"} & set(columns) or not UNIT_COLUMNS & set(columns):
        return columns
    others = [index for index, column in enumerate(columns) if column == "other" and _head(table, rows, index)]
    lengths = {index: _mean_length(table, rows, index) for index in others}
    longest = max(others, key=lambda index: lengths[index], default=None)
    if longest is None or lengths[longest] < _SHORTEST_WORK:
        return columns
    return ["title" if index == longest else column for index, column in enumerate(columns)]


def _by_lowest(parts: list[str]) -> Column:
    """A header of two levels is read from below: 责任分工 over 牵头单位 is a lead column."""
    for part in reversed(parts):
        column = column_of(re.sub(r"[（(].*?[）)]", "", part) or part)
        if column != "other":
            return column
    return "other"


def _repair(columns: list[Column], table: Table, header: int) -> list[Column]:
    """Of several columns of work the one with the longest texts is the content, the one before it the title, those
    further left group headings."""
    work = [index for index, column in enumerate(columns) if column in ("title", "content")]
    if len(work) < 2:
        return columns
    named = [index for index in work if columns[index] == "content"]
    body = max(named or work, key=lambda index: (_mean_length(table, header, index), index))
    goals = [index for index in work if index > body and _GOALS.fullmatch(_head(table, header, index))]
    if goals and body == work[0] and ("指标" in _head(table, header, body) or _holds_figures(table, header, goals[0])):
        # 指标 | 目标: what is measured names the row, and how far it is to come is its text.
        columns[body], columns[goals[0]] = "title", "content"
        return columns
    titles = [index for index in work if index < body] or [i for i in work if i != body and i not in goals]
    if not titles:
        for index in goals:
            columns[index] = "goal"
        columns[body] = "content"
        return columns
    for index in work:
        # A column of goals behind the work is no heading.
        columns[index] = "group" if index < body else "goal"
    columns[body], columns[titles[-1]] = "content", "title"
    if _CLASSES.search(_head(table, header, titles[-1])) and titles[-1] < body:
        columns[titles[-1]] = "group"
    return columns


def is_goal(head: str) -> bool:
    """Whether a column's words say that it holds how far something is to come: 目标值, 2024年目标, 2025年."""
    return _GOALS.fullmatch(head) is not None or _YEAR_GOAL.fullmatch(head) is not None


def _head(table: Table, header: int, column: int) -> str:
    return "".join("".join(dict.fromkeys(row[column].text for row in table.rows[:header])).split())


def _holds_figures(table: Table, header: int, column: int) -> bool:
    """Whether most cells of a column are figures with their measures."""
    cells = [row[column].text for row in table.rows[header:] if row[column].text]
    return 2 * sum(map(holds_figure, cells)) > len(cells)


def _mean_length(table: Table, header: int, column: int) -> float:
    lengths = [len(row[column].text) for row in table.rows[header:] if row[column].text]
    return sum(lengths) / len(lengths) if lengths else 0.0


_NUMERIC = re.compile(r"[-+]?[\d.,]+(?:%|以上|左右)?")


def _numeric_share(table: Table, header: int, columns: list[Column]) -> float:
    """Share of the filled data cells (numbers of rows aside) that are mere numbers."""
    cells = [
        cell.text
        for row in table.rows[header:]
        for cell, column in zip(row, columns, strict=True)
        if column != "number" and cell.text
    ]
    return sum(1 for text in cells if _NUMERIC.fullmatch(text)) / len(cells) if cells else 0.0


def is_division_table(table: Table) -> bool:
    """Whether the table names bodies (a unit column) for work (a title or content column) and is not one of figures."""
    if len(table.rows) < 2:
        return False
    header = _header_rows(table)
    columns = _columns(table, header)
    work = bool({"title", "content"} & set(columns))
    if not work or not UNIT_COLUMNS & set(columns) or _measures(table, header, columns):
        return False
    return _numeric_share(table, header, columns) < _FIGURES or _names_work(table, header, columns)


def _measures(table: Table, header: int, columns: list[Column]) -> bool:
    """Whether the rows are indicators, the columns beside them how far each is to come, and no time limit says that
    they are work: a table of targets with the bodies that answer for them."""
    if "deadline" in columns:
        return False
    heads = [_head(table, header, index) for index, column in enumerate(columns) if column in ("title", "content")]
    if not any("指标" in head for head in heads[:1]):
        return not re.search("任务|内容|举措|措施|项目|事项", heads[0]) and _by_year(table, header, columns)
    goals = [i for i, _ in enumerate(columns) if is_goal(_head(table, header, i)) and columns[i] not in UNIT_COLUMNS]
    rows = table.rows[header:]
    return any(2 * sum(1 for row in rows if holds_figure(row[index].text)) > len(rows) for index in goals)


def _by_year(table: Table, header: int, columns: list[Column]) -> bool:
    """Whether two columns or more are goals of one year each, and their cells figures."""
    rows = table.rows[header:]
    years = [
        index
        for index, column in enumerate(columns)
        if column not in UNIT_COLUMNS and _GOAL_OF_YEAR.fullmatch(_head(table, header, index))
    ]
    return len(years) > 1 and all(
        2 * sum(1 for row in rows if holds_figure(row[index].text)) > len(rows) for index in years
    )


def goes_on(previous: Table, table: Table) -> bool:
    """Whether `table` has no head of its own and goes on with the rows of `previous`: as many columns, the next number."""
    if len(table.rows[0]) != len(previous.rows[0]):
        return False
    columns = _columns(previous, _header_rows(previous))
    if "number" not in columns:
        return False
    at = columns.index("number")
    numbers = [row[at].text.strip(" .、") for row in previous.rows]
    last = next((number for number in reversed(numbers) if number), "")
    first = next((text for row in table.rows[:2] if (text := row[at].text.strip(" .、"))), "")
    return last.isdecimal() and first.isdecimal() and len(last) < 5 and first == str(int(last) + 1)


def continued(previous: Table, table: Table) -> Table:
    """`table` under the head of `previous`."""
    return Table((*previous.rows[: _header_rows(previous)], *table.rows), table.start, table.end)


def holds_figures(table: Table) -> bool:
    """Whether a division-of-labour table also carries columns of figures (years, investments)."""
    header = _header_rows(table)
    return _numeric_share(table, header, _columns(table, header)) >= _FIGURES


def _names_work(table: Table, header: int, columns: list[Column]) -> bool:
    """Whether the head calls the rows measures or projects, and not indicators, though most cells are figures."""
    heads = [
        "".join(cell.text for row in table.rows[:header] if (cell := row[index]).text)
        for index, column in enumerate(columns)
        if column in ("title", "content", "group")
    ]
    named = any(_WORK_HEAD.search(head) for head in heads) and not any("指标" in head for head in heads)
    return named and "number" in columns


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
        self._header = _header_rows(table)
        self._columns = _columns(table, self._header)
        self.rows: list[DivisionRow] = []
        self.collective: list[UnitMention] = []
        self.warnings: list[ParseWarning] = []
        self._above: dict[int, Cell] = {}
        self._group = EMPTY

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
        if not printed and "number" not in self._columns and not len(title):
            printed, content = self._item_number(content)
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
        self.rows.append(DivisionRow(printed.rstrip(".、"), title, content, units, deadline, self._group, own, goal))

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

    def _item_number(self, content: MappedText) -> tuple[str, MappedText]:
        """The number that an item's text begins with under a numbered heading, and the text behind it."""
        marker = read_marker(content.text) if len(self._group) else None
        if marker is None or marker.style not in _ITEMS or read_marker(self._group.text) is None:
            return "", content
        rest = content.slice(marker.length, len(content)).strip("、.： ")
        return printed_number(content.raw, marker), rest

    def _units(self, row: tuple[Cell, ...]) -> tuple[tuple[UnitMention, ...], str | None]:
        groups: list[NameGroup] = []
        deadline: str | None = None
        support_beside = any(
            name == "lead" and cell.text and not _EMPTY_CELL.fullmatch(cell.text)
            for name, cell in zip(self._columns, row, strict=True)
        )
        for index, name in enumerate(self._columns):
            cell = row[index]
            if name == "deadline" and cell.text and not _EMPTY_CELL.fullmatch(cell.text):
                deadline = deadline or "".join(cell.text.split())
            if name not in UNIT_COLUMNS or not cell.text or _EMPTY_CELL.fullmatch(cell.text):
                continue
            found = read_list(self._mapped(cell))
            self._note(found.declares)
            self.collective.extend(found.collective)
            self.warnings.extend(found.warnings)
            kind = {"lead": "lead", "support": "support"}.get(name, "support" if support_beside else "neutral")
            groups.extend(
                NameGroup(group.names, group.kind if group.kind != "neutral" else kind, group.place)
                for group in found.groups
            )
        return assign_roles(groups, rule=bool(self._state.declared)), deadline


def read_division_table(table: Table, document: str, state: RuleState) -> DivisionTable:
    """The rows of `table`; a rule that its header or a cell declares is in force from there on."""
    reader = _RowReader(table, document, state)
    reader.read()
    return DivisionTable(
        tuple(reader.rows), tuple(reader.collective), tuple(reader.warnings), reader.titles_stand_before_numbers()
    )
