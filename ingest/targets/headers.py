"""What the columns of a table of targets are: header rows of one or more levels read into column roles.

Knows header words, nothing of cells' values beyond whether they hold figures.
"""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.mapped import MappedText, map_span
from ingest.source import Cell, Table
from ingest.targets.measures import kind_of

Role = Literal["index", "group", "indicator", "unit", "nature", "units", "present", "growth", "value", "place", "note"]

_EMPTY = frozenset(["", "-", "--", "—", "——", "———", "/", "//", "\\", "无", "…", "……", "*", "·", "."])
_INDEX = re.compile(r"序号?|编号|项次|序列")
_GROUP = re.compile(
    r"一级指标|类别|领域|分类|方面|维度|指标类别|指标类型|重点领域|大类|板块|工作领域|类型|指标分类|项目类别|目标类别|体系"
)
_INDICATOR = re.compile(
    r"(?:[二三四]级指标|具体|主要|核心|量化|考核|发展|目标|指标|工作|任务|建设|预期|评价)*(?:指标|指标名称|指标内容|指标项|目标名称|项目名称|工作目标|内容|名称|项目|任务名称|建设内容|工作任务|指标体系|任务指标|目标内容|指标（单位）|指标名称（单位）|事项)"
)
_UNIT = re.compile(r"计量单位|单位|计算单位|指标单位|度量单位|单位名称（计量）")
_NATURE = re.compile(r"(?:指标)?(?:属性|性质)|指标属性|约束性.{0,4}预期性|预期性.{0,4}约束性|指标类型|类型")
_UNITS = re.compile(
    r".{0,6}(?:责任|牵头|主管|配合|负责|承办|实施|落实|统计|填报|主办|协办)(?:单位|部门|科室|处室|领导|主体|人).{0,6}|数据来源|来源|责任人|部门"
)
_PRESENT = re.compile(
    r"实际|现状|基期|基准|完成值|完成数|现值|已完成|初值|实绩|基础值|预计完成|现有|当前|基数|完成情况|实现值|上年"
)
_GROWTH = re.compile(r"年均|累计|增速|增长|增幅|提高|五年|变化")
_NOTE = re.compile(
    r"备注|说明|依据|计算方法|计算公式|指标解释|指标说明|内涵|定义|时限|完成时间|进度|考核标准|评分标准|分值|权重"
)
_VALUE = re.compile(
    r"目标值?|目标数|指标值|任务数?量?|计划数?|年度目标|任务目标|指标数|数量|规划目标|规划值|预期值|预期目标|目标任务|下达数|总数|总量|指标任务|标准值?"
)
_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d)(?:年?[-—~至到](?P<last>(?:19|20)\d\d))?年?")
_PLAN_YEARS = (("十三五", 2020), ("十四五", 2025), ("十五五", 2030))
_PLACES = re.compile(
    r"(?:地区|区域|辖区|镇街|县区|市县|县（市、区）|市（县、区）|县市区|区县|乡镇|镇（街道）|乡镇（街道）|街镇|各地|行政区|所属地|属地|板块|园区|单位|区划|地市|市州|旗县|属地单位|镇（街道、平台）|责任区域|平台)(?:名称)?"
)
_TOTAL = re.compile(
    r"(?:全[市县区省州盟旗镇国]|合计|总计|小计|总数|全域|[一-龥]{2,6}(?:全市|合计))(?:合计|总计|目标|目标值|总量)?"
)
_PLACE_NAME = re.compile(
    r"[一-龥]{1,10}(?:[市县区镇乡旗州盟省]|街道|新区|开发区|经开区|高新区|园区|城|农场|办事处|管委会|林场|度假区|示范区|集团|港区|组团|片区)(?:（[^（）]{1,12}）)?"
)
_BRACKET_UNIT = re.compile(r"[（\[]([^（）\[\]]{1,14})[）\]]$")


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
    title: str = ""


def cell_text(document: str, cell: Cell) -> MappedText:
    """A cell's text, mapped."""
    return map_span(document, cell.start, cell.end)


def is_empty(text: str) -> bool:
    """Whether a cell's words mean "nothing here"."""
    return text in _EMPTY


def holds_figure(text: str) -> bool:
    """Whether a cell is a short statement with a figure."""
    return len(text) <= 40 and re.search(r"\d", text) is not None and _YEAR.fullmatch(text) is None


def year_of(label: str) -> int | None:
    """The year that a header names; of a span its last."""
    found = None
    for match in _YEAR.finditer(label):
        found = int(match["last"] or match["first"])
    if found is None:
        for words, year in _PLAN_YEARS:
            if words in label:
                return year
    return found


def year_text(label: str) -> str:
    """The words of a header that name its year, "" for none."""
    match = _YEAR.search(label)
    return match.group() if match is not None else ""


def is_total(label: str) -> bool:
    """Whether a place's name means all of them (全市, 合计)."""
    return _TOTAL.fullmatch(label) is not None


def split_unit(label: str) -> tuple[str, str]:
    """An indicator's name and the unit in the bracket at its end: 规模（亿元） is 规模, 亿元."""
    match = _BRACKET_UNIT.search(label)
    if match is None or not label[: match.start()]:
        return label, ""
    unit = match.group(1).removeprefix("单位：")
    return (label[: match.start()], unit) if looks_like_unit(unit) else (label, "")


def looks_like_unit(words: str) -> bool:
    """Whether words in a bracket or a unit column are a measure."""
    if kind_of(words) != "unknown" or words in ("‰", "万", "亿"):
        return True
    if "/" in words or words.startswith("每"):
        return len(words) <= 14 and not re.search(r"[，、。]", words)
    return re.fullmatch(r"(?:[百千万亿]{1,2})?[一-龥]{1,2}", words) is not None and kind_of(words[-1]) != "unknown"


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
    columns = _mark_present(columns, period_start)
    columns = _one_indicator(columns, body)
    title = "".join(dict.fromkeys(text for row in grid[:first] for text in row))
    header = Header(last + 1, columns, by_place, title)
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
        if splits and (merged > 0 or blank_start):
            last = index
        else:
            break
    return last


def _is_label(text: str) -> bool:
    if _YEAR.search(text) and len(text) <= 14:
        return True
    if _PLACE_NAME.fullmatch(text) or _TOTAL.fullmatch(text):
        return True
    words = (_VALUE, _PRESENT, _GROWTH, _UNIT, _NATURE, _UNITS, _NOTE)
    return len(text) <= 14 and not holds_figure(text) and any(pattern.search(text) for pattern in words)


def _labels(table: Table, grid: list[list[str]], first: int, last: int, column: int) -> tuple[str, ...]:
    parts: list[str] = []
    spans: set[tuple[int, int]] = set()
    for index in range(first, last + 1):
        cell = table.rows[index][column]
        text = grid[index][column]
        if text and (cell.start, cell.end) not in spans:
            parts.append(text)
            spans.add((cell.start, cell.end))
    return tuple(parts)


def _is_by_place(labels: list[tuple[str, ...]], body: list[list[str]]) -> bool:
    """Rows are places where the first worded column holds names of places and no column holds indicators."""
    for index, label in enumerate(labels):
        text = "".join(label)
        if _INDEX.fullmatch(text):
            continue
        cells = [row[index] for row in body if not is_empty(row[index])]
        named = sum(1 for cell in cells if _PLACE_NAME.fullmatch(cell) or _TOTAL.fullmatch(cell))
        if _PLACES.fullmatch(text) or text == "":
            return bool(cells) and 2 * named >= len(cells)
        return bool(cells) and named == len(cells) and not _INDICATOR.fullmatch(text)
    return False


def _column(index: int, parts: tuple[str, ...], body: list[list[str]], by_place: bool) -> Column:
    label, leaf = "".join(parts), parts[-1] if parts else ""
    cells = [row[index] for row in body if index < len(row) and not is_empty(row[index])]
    figures = sum(1 for cell in cells if holds_figure(cell))
    mostly = bool(cells) and 2 * figures >= len(cells)
    role = _plain_role(label, cells)
    if role is not None:
        return Column(role, label, leaf=leaf)
    if by_place and (_PLACES.fullmatch(label) or not mostly) and not _PRESENT.search(label):
        return Column("place" if index <= 2 else "note", label, leaf=leaf)
    year = year_of(label)
    if _PRESENT.search(label) and (mostly or year is not None):
        return Column("present", label, year, leaf=leaf)
    if not by_place and year is None and _GROWTH.search(label) and mostly and not _INDICATOR.fullmatch(label):
        return Column("growth", label, leaf=leaf)
    if year is not None and (mostly or _VALUE.search(label) or len(label) <= 12):
        return Column("value", label, year, _scope(parts), leaf)
    if not by_place and _INDICATOR.fullmatch(label) and not mostly:
        return Column("indicator", label, leaf=leaf)
    if _VALUE.fullmatch(label) and (mostly or not by_place):
        return Column("value", label, leaf=leaf)
    if mostly and (by_place or _PLACE_NAME.fullmatch(leaf) or _TOTAL.fullmatch(leaf) or _VALUE.search(label)):
        return Column("value", label, None, _scope(parts), leaf)
    return Column(
        "value" if mostly and len(label) <= 10 and not _INDICATOR.search(label) else "note",
        label,
        None,
        _scope(parts) or (leaf or None),
        leaf,
    )


def _plain_role(label: str, cells: list[str]) -> Role | None:
    if _INDEX.fullmatch(label):
        return "index"
    if _UNIT.fullmatch(label):
        measures = sum(1 for cell in cells if looks_like_unit(cell))
        return "unit" if 2 * measures >= len(cells) else "units"
    if _UNITS.fullmatch(label):
        return "units"
    if _NATURE.fullmatch(label) and all(len(cell) <= 4 for cell in cells):
        return "nature"
    if _NOTE.search(label) and not _YEAR.search(label):
        return "note"
    return "group" if _GROUP.fullmatch(label) else None


def _scope(parts: tuple[str, ...]) -> str | None:
    for part in reversed(parts):
        if _TOTAL.fullmatch(part):
            return None
        if _PLACE_NAME.fullmatch(part) and year_of(part) is None:
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


def _one_indicator(columns: tuple[Column, ...], body: list[list[str]]) -> tuple[Column, ...]:
    """Of several indicator columns (一级指标, 指标) the last names the row; the others group."""
    named = [index for index, column in enumerate(columns) if column.role == "indicator"]
    if not named:
        worded = [index for index, column in enumerate(columns) if column.role in ("group", "note") and index <= 3]
        worded = [
            index for index in worded if any(len(row[index]) >= 3 and not holds_figure(row[index]) for row in body)
        ]
        named = worded[-1:]
    marked = list(columns)
    for index in named:
        role: Role = "indicator" if index == named[-1] else "group"
        marked[index] = Column(role, columns[index].label, leaf=columns[index].leaf)
    return tuple(marked)


def _states_targets(header: Header, body: list[list[str]]) -> bool:
    values = [index for index, column in enumerate(header.columns) if column.role == "value"]
    if not values or not (header.by_place or any(column.role == "indicator" for column in header.columns)):
        return False
    if header.by_place and not any(column.role == "place" for column in header.columns):
        return False
    long_cells = sum(1 for row in body for index in values if len(row[index]) > 60)
    figures = sum(1 for row in body for index in values if re.search(r"\d", row[index]))
    return figures > 0 and figures > 2 * long_cells
