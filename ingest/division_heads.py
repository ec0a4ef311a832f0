"""The head of a table: how many rows it takes, what each column holds, and whether the table divides labour.

Reads heads and what kind of cells stand below them; rows, `ingest.division_tables` reads.
"""

import re

from ingest.source import Table
from ingest.table_columns import UNIT_COLUMNS, Column, column_of
from ingest.targets.labels import holds_figure
from ingest.values import dataclass

_OFFICES = re.compile("处室|科室|股室")
"""Offices within a body, of a column beside the bodies' own (牵头单位 | 市卫健委内牵头处室): no units."""
_SHORTEST_WORK = 5.0
"""Characters that a column of work has in the mean at least."""
_GOALS = re.compile("(?:年度|工作|预期|主要|阶段|任务|发展)?(?:目标|成效|成果|效果)值?")
_YEAR_GOAL = re.compile(r"(?:20\d\d年?(?:度|底)?(?:[^，。]{0,4}(?:目标|计划|任务)(?:值|数)?)?|目标|指标)值?")
_GOAL_OF_YEAR = re.compile(
    r"(?:到|至)?20\d\d年?[底末]?(?:年度|度)?(?:目标|任务|计划)?(?:值|数|量)?(?:（[^（）]{1,6}）)?"
)
_YEAR_OF_WORK = re.compile(
    "(?:到|至)?(?P<year>20\\d\\d)年(?:年?[底末]|度)?(?:主要|重点|年度|工作|目标|建设|实施|推进|计划|任务|项目|安排|内容|措施|举措|要求|前)*$"
)
_FEWEST_YEARS = 2
_CLASSES = re.compile("类别|类型|分类|领域|方面|板块")
"""Columns that sort the rows and name none of them."""
_WORK_HEAD = re.compile(r"举措|措施|建设内容|建设规模|工作内容|工作任务|项目名称|重点项目|事项")
_FIGURES = 0.3
"""From this share of mere numbers on, a table is one of targets."""
_DATA_NUMBER = re.compile(r"\d{1,3}[.、]?")


@dataclass(frozen=True, slots=True)
class DivisionHead:
    """The head of `table`: so many rows, and what each column holds."""

    table: Table
    rows: int
    columns: tuple[Column, ...]


def read_head(table: Table) -> DivisionHead:
    """The head of a table that may divide labour."""
    rows = _header_rows(table)
    return DivisionHead(table, rows, tuple(_columns(table, rows)))


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
    return _repair(_with_work(_of_years(columns, table, rows), table, rows), table, rows)


def _of_years(columns: list[Column], table: Table, rows: int) -> list[Column]:
    """2024年工作项目 | 2025年计划: columns beside the work that say what of it each year is to bring."""
    years = {
        index: found
        for index, column in enumerate(columns)
        if column not in UNIT_COLUMNS and (found := year_of_column(_head(table, rows, index))) is not None
    }
    work = any(column in ("title", "content") for index, column in enumerate(columns) if index not in years)
    if len(set(years.values())) < _FEWEST_YEARS or len(set(years.values())) < len(years) or not work:
        return columns
    return ["year" if index in years else column for index, column in enumerate(columns)]


def year_of_column(head: str) -> int | None:
    """The one year that the head of a column of work names."""
    found = _YEAR_OF_WORK.match(head)
    return int(found["year"]) if found is not None and head.count("20") == 1 else None


def _with_work(columns: list[Column], table: Table, rows: int) -> list[Column]:
    """Where no head is known to name the work beside the bodies, it is the column with the longest texts."""
    if {"title", "content"} & set(columns) or not UNIT_COLUMNS & set(columns):
        return columns
    others = [index for index, column in enumerate(columns) if column == "other" and _head(table, rows, index)]
    if any(_holds_figures(table, rows, index) or _holds_numbers(table, rows, index) for index in others):
        return columns  # what is measured, with the bodies that answer for it
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


def _is_goal(head: str) -> bool:
    """Whether a column's words say that it holds how far something is to come: 目标值, 2024年目标, 2025年."""
    return _GOALS.fullmatch(head) is not None or _YEAR_GOAL.fullmatch(head) is not None


def _head(table: Table, header: int, column: int) -> str:
    return "".join("".join(dict.fromkeys(row[column].text for row in table.rows[:header])).split())


def _holds_figures(table: Table, header: int, column: int) -> bool:
    """Whether most cells of a column are figures with their measures."""
    cells = [row[column].text for row in table.rows[header:] if row[column].text]
    return 2 * sum(map(holds_figure, cells)) > len(cells)


def _holds_numbers(table: Table, header: int, column: int) -> bool:
    """Whether most cells of a column are mere numbers or ranges of them."""
    cells = ["".join(row[column].text.split()) for row in table.rows[header:] if row[column].text]
    return 2 * sum(1 for text in cells if _NUMBERS.fullmatch(text)) > len(cells)


def _mean_length(table: Table, header: int, column: int) -> float:
    lengths = [len(row[column].text) for row in table.rows[header:] if row[column].text]
    return sum(lengths) / len(lengths) if lengths else 0.0


_NUMBERS = re.compile(r"[\d.,]+(?:[-—–~～至][\d.,]+)?")
_NUMERIC = re.compile(r"[-+]?[\d.,]+(?:%|以上|左右)?")


def _numeric_share(head: DivisionHead) -> float:
    """Share of the filled data cells (numbers of rows aside) that are mere numbers."""
    cells = [
        cell.text
        for row in head.table.rows[head.rows :]
        for cell, column in zip(row, head.columns, strict=True)
        if column != "number" and cell.text
    ]
    return sum(1 for text in cells if _NUMERIC.fullmatch(text)) / len(cells) if cells else 0.0


def is_division_table(table: Table) -> bool:
    """Whether the table names bodies (a unit column) for work (a title or content column) and is not one of figures."""
    if len(table.rows) < 2:
        return False
    head = read_head(table)
    work = bool({"title", "content"} & set(head.columns))
    if not work or not UNIT_COLUMNS & set(head.columns) or _measures(head):
        return False
    return _numeric_share(head) < _FIGURES or _names_work(head)


def _measures(head: DivisionHead) -> bool:
    """Whether the rows are indicators, the columns beside them how far each is to come, and no time limit says that
    they are work: a table of targets with the bodies that answer for them."""
    table, header, columns = head.table, head.rows, head.columns
    if "deadline" in columns:
        return False
    heads = [_head(table, header, index) for index, column in enumerate(columns) if column in ("title", "content")]
    if not any("指标" in head for head in heads[:1]):
        return not re.search("任务|内容|举措|措施|项目|事项", heads[0]) and _by_year(head)
    goals = [i for i, _ in enumerate(columns) if _is_goal(_head(table, header, i)) and columns[i] not in UNIT_COLUMNS]
    rows = table.rows[header:]
    return any(2 * sum(1 for row in rows if holds_figure(row[index].text)) > len(rows) for index in goals)


def _by_year(head: DivisionHead) -> bool:
    """Whether two columns or more are goals of one year each, and their cells figures."""
    rows = head.table.rows[head.rows :]
    years = [
        index
        for index, column in enumerate(head.columns)
        if column not in UNIT_COLUMNS and _GOAL_OF_YEAR.fullmatch(_head(head.table, head.rows, index))
    ]
    return len(years) > 1 and all(
        2 * sum(1 for row in rows if holds_figure(row[index].text)) > len(rows) for index in years
    )


def goes_on(previous: Table, table: Table) -> bool:
    """Whether `table` has no head of its own and goes on with the rows of `previous`: as many columns, the next number."""
    if len(table.rows[0]) != len(previous.rows[0]):
        return False
    columns = read_head(previous).columns
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
    return _numeric_share(read_head(table)) >= _FIGURES


def _names_work(head: DivisionHead) -> bool:
    """Whether the head calls the rows measures or projects, and not indicators, though most cells are figures."""
    heads = [
        "".join(cell.text for row in head.table.rows[: head.rows] if (cell := row[index]).text)
        for index, column in enumerate(head.columns)
        if column in ("title", "content", "group")
    ]
    named = any(_WORK_HEAD.search(head) for head in heads) and not any("指标" in head for head in heads)
    return named and "number" in head.columns
