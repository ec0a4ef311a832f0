"""Reads tables of targets: one target a row and year (or place). Knows a table's grid, nothing of outlines."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts import Frequency, NotTarget, NotTargetReason, Operator, Period, Span, Target, UnitMention
from ingest.mapped import MappedText, quote
from ingest.source import Cell, Table
from ingest.targets import headers, labels
from ingest.targets.headers import Column, Header
from ingest.targets.indicators import tidy
from ingest.targets.model import TargetContext, TargetReading
from ingest.targets.operators import operator, read_before
from ingest.targets.prose import read_targets
from ingest.targets.quantities import Quantity, find_quantities

ReadUnits = Callable[[Sequence[tuple[str, MappedText]]], tuple[UnitMention, ...]]
"""From the cells of a row that name bodies, each with its column's heading, the bodies with their roles."""

_TOTAL_MARK = re.compile(r"[\[〔【（(](-?[\d.,]+)([^\]〕】）)]{0,4})[\]〕】）)]")
_MERE_NUMBER = re.compile(r"[<>≥≤]?(?P<figure>\d{1,9}\.\d{1,4})")
_SIGNED = re.compile(r"[+-](?=\d)")
_TABLE_UNIT = re.compile(r"(?<![任头合导责])单位：([^）)，。；、\s]{1,10})")
_TITLE_NOISE = re.compile(
    r"^(?:附件|附表|表|专栏)[\d一二三四五六七八九十\-—.]*[：:]?|(?:19|"
    r"20)\d\d年?(?:[-—~至到](?:19|20)\d\d年?)?|（[^（）]*）"
    r"|(?:目标任务|目标|任务|指标|计划)?(?:分解|分配|安排|汇总|一览|明细|计划|体系)*表?$"
)
_LEAD = re.compile(r"(?:[（(]?\d{1,3}[.、）)]|[①-⑳]|其中：?|#|—+|-)+")
_MARKS = re.compile(r"累计|每年(?!度)|年均(?!增|提|下|降|递|浓度|值|气温|降水|降雨|水位|含量|流量|径流)")
_NUMBERED = re.compile("(?:附[表件录]|专栏|表)?[（(]?[一二三四五六七八九十\\d]{0,3}[）)]?[、.．：:]")
_ALL_PLACES = re.compile("各?(?:市|县|区|乡|镇|乡镇|街道|地|镇街|县区|市县|地区|单位|部门)+")
_ANNUAL = re.compile("每年(?!度)|年均(?!浓度|值|气温|降水|降雨|水位|含量|流量|径流)")
_TOTALS_NOTE = re.compile(
    r"(?:[\[〔【（(][^\]〕】）)]{0,4}[\]〕】）)]|括号|方括号|中括号)[^，。\n]{0,8}(?:累计|总计|合计)"
)
_NOTE_REACH = 160
"""How far behind a table a note about its figures may stand, in characters."""
_LONGEST_QUOTE = 600
_LONGEST_HEADING = 160
"""Longer words above a table are prose: their years are not the table's."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row says besides its values."""

    name: str
    unit: str
    scope: str | None
    frequency: Frequency | None
    anchor: Cell | None
    units: tuple[UnitMention, ...]
    year: int | None = None


def is_target_table(table: Table, document_text: str = "") -> bool:
    """Whether a table states targets (rows of indicators with figures by year or place, or rows of places)."""
    text = document_text or _own_text(table)
    placed = table if document_text else _moved(table)
    return headers.read_header(placed, text, None) is not None


def read_target_table(
    table: Table,
    *,
    heading: MappedText | None,
    document_text: str,
    period: Period,
    read_units: ReadUnits,
) -> TargetReading | None:
    """The targets of a table, None where it states none.

    heading: the title above the table, whose year governs the rows. read_units: reads a row's cells of responsible bodies.
    """
    header = headers.read_header(table, document_text, period.start)
    if header is None:
        return None
    reader = _TableReader(table, header, heading, document_text, period, read_units)
    reader.read()
    return TargetReading(tuple(reader.targets), tuple(reader.others))


class _TableReader:
    def __init__(
        self,
        table: Table,
        header: Header,
        heading: MappedText | None,
        document: str,
        period: Period,
        read_units: ReadUnits,
    ) -> None:
        self.table, self.header, self.document, self.period = table, header, document, period
        self.read_units = read_units
        named = heading.text if heading is not None and len(heading) <= _LONGEST_HEADING else ""
        caption = "" if header.title else labels.caption_above(document, table.start)
        above = "；".join(words for words in (named, header.title, caption) if words)
        self.title = header.title or caption or (heading.text if heading is not None else "")
        self.year = _governing_year(header.title + caption, period) or _governing_year(above, period)
        unit = _TABLE_UNIT.search(above)
        _, own_unit = labels.split_unit(self.title)
        self.unit = unit.group(1) if unit is not None and labels.looks_like_unit(unit.group(1)) else own_unit
        around = above + document[table.start : table.end + _NOTE_REACH]
        self.marks_totals = _TOTALS_NOTE.search(around) is not None
        self.targets: list[Target] = []
        self.others: list[NotTarget] = []

    def read(self) -> None:
        for row in self.table.rows[self.header.rows :]:
            described = None if self._is_note(row) else self._describe(row)
            if described is None:
                continue
            seen: set[Span] = set()
            for column, cell in zip(self.header.columns, row, strict=False):
                if column.role not in ("value", "growth", "present"):
                    continue
                words = headers.cell_text(self.document, cell)
                if labels.is_empty(words.text):
                    continue
                merged_words = (cell.start, cell.end) in seen and not re.search(r"\d", words.text)
                seen.add((cell.start, cell.end))
                if not merged_words:
                    self._read_cell(column, cell, words, self._for_column(described, column))

    def _is_note(self, row: tuple[Cell, ...]) -> bool:
        """Whether a row is a remark on the table; figures in it are no targets."""
        if not labels.NOTE_ROW.fullmatch("".join(row[0].text.split())):
            return False
        for cell in dict.fromkeys(cell for cell in row[1:] if re.search(r"\d", cell.text)):
            self._set_aside(cell, "other")
        return True

    def _describe(self, row: tuple[Cell, ...]) -> _Row | None:
        """The row's indicator or place, its unit and its responsible bodies."""
        name, unit, scope, anchor, group = "", "", None, None, ""
        bodies: list[tuple[str, MappedText]] = []
        for column, cell in zip(self.header.columns, row, strict=False):
            words = headers.cell_text(self.document, cell)
            if column.role == "indicator" and words.text:
                name, anchor = words.text, cell
            elif column.role == "place" and words.text:
                scope, anchor = words.text, cell
            elif column.role == "group" and words.text:
                group = words.text
            elif column.role == "unit":
                unit = "" if labels.is_empty(words.text) else words.text
            elif column.role == "units" and len(words):
                bodies.append((column.label, words))
            elif column.role == "index" and labels.is_total(words.text):
                scope, anchor = words.text, cell  # 全市合计, set across the number and the place
        units = self.read_units(bodies) if bodies else ()
        if self.header.by_place:
            return None if scope is None else _placed(scope, unit, anchor, units)
        name = name or group
        if self.header.names_columns and (not name or labels.is_total(name)):
            total = next((cell for cell in row if labels.is_total("".join(cell.text.split()))), None)
            return _Row("", "", None, None, total, units) if total is not None else None
        if not name or labels.is_empty(name):
            return None
        plain, own_unit = labels.split_unit(_LEAD.sub("", name, count=1) if _LEAD.match(name) else name)
        own = labels.OWN_YEAR.match(plain)
        year = int(own["year"]) if own is not None and len(plain) > own.end() + 1 else None
        plain = plain[own.end() :] if own is not None and year is not None else plain
        return _Row(_clean(plain), unit or own_unit, None, _frequency(plain), anchor, units, year)

    def _for_column(self, row: _Row, column: Column) -> _Row:
        """In a table of places the column names the indicator; elsewhere it may name the place."""
        if not self.header.by_place:
            row = replace(row, scope=column.scope) if column.scope is not None else row
            measured = labels.measured(column.label) if self.header.names_columns else ""
            return replace(row, name=row.name + measured if row.name else f"{measured}合计") if measured else row
        label = column.label
        year = labels.year_text(label)
        plain, unit = labels.split_unit(label.replace(year, "", 1) if year else label)
        name = _clean(plain.replace("目标值", "").strip("（）")) or self._title_name()
        return replace(
            row, name=name, unit=row.unit or unit, frequency=_frequency(plain) or self._title_frequency(name)
        )

    def _title_frequency(self, name: str) -> Frequency | None:
        """高标准农田累计建成…分解表: the title says it of the column."""
        place = self.title.find(name)
        after = self.title[place + len(name) :] if place >= 0 else ""
        return (
            "cumulative"
            if after.startswith("累计")
            or (place >= 2 and self.title[:place].endswith(("累计", "累计建成", "累计完成")))
            else None
        )

    def _title_name(self) -> str:
        plain = _NUMBERED.sub("", self.title)
        name = _clean(_TITLE_NOISE.sub("", _TITLE_NOISE.sub("", plain)))
        return name if 2 <= len(name) <= 30 and _ALL_PLACES.fullmatch(name) is None else "目标任务"

    def _read_cell(self, column: Column, cell: Cell, words: MappedText, row: _Row) -> None:
        if column.role == "present":
            if re.search(r"\d", words.text):
                self._set_aside(cell, "present")
            return
        quantity = _only_quantity(words.text)
        if quantity is not None:
            self._add(column, cell, row, words.text, quantity)
            return
        if not re.search(r"[\d一二三四五六七八九十百]", words.text):
            self._set_aside(cell, "other")
            return
        self._read_words(column, cell, words, row)

    def _read_words(self, column: Column, cell: Cell, words: MappedText, row: _Row) -> None:
        """A cell of several statements is read as prose."""
        context = TargetContext("plan", self.period, column.year or self.year, "objective", row.name)
        reading = read_targets(words, context, self.document)
        for target in reading.targets:
            name = target.indicator or row.name
            self.targets.append(replace(target, indicator=name, scope=row.scope, units=row.units))
        self.others.extend(reading.not_targets)
        if not reading.targets and not reading.not_targets:
            self._set_aside(cell, "other")

    def _add(self, column: Column, cell: Cell, row: _Row, text: str, quantity: Quantity) -> None:
        comparison = read_before(text, 0, quantity.start)
        op: Operator = operator(comparison.sense, quantity.after, ranged=quantity.value_to is not None)
        value, name, frequency = quantity.value, row.name, row.frequency
        own = labels.OWN_YEAR.search(text)
        year = int(own["year"]) if own is not None else column.year or row.year or self.year
        unit = quantity.unit or row.unit or labels.split_unit(column.label)[1] or self.unit
        if column.role == "growth":
            name, frequency, unit = _growth(column, text, row, unit)
            year = year or self.period.end
        elif self.marks_totals and _TOTAL_MARK.fullmatch(text):
            frequency = "cumulative"
        if text[max(0, quantity.start - 1) : quantity.start] == "-" and op == "=":
            op = "decrease"
        span = self._span(row.anchor, cell)
        self.targets.append(
            Target(
                "",
                "plan",
                name,
                op,
                value,
                quantity.value_to,
                unit,
                year,
                frequency,
                row.scope,
                quote(self.document, span),
                span,
                row.units,
            )
        )

    def _span(self, anchor: Cell | None, cell: Cell) -> Span:
        """From the row's name to the value where they stand together, else the value alone."""
        if anchor is not None and anchor.start < cell.start and cell.end - anchor.start <= _LONGEST_QUOTE:
            return anchor.start, cell.end
        return cell.start, cell.end

    def _set_aside(self, cell: Cell, reason: NotTargetReason) -> None:
        span = (cell.start, cell.end)
        if all(other.span != span for other in self.others[-12:]):
            self.others.append(NotTarget(quote(self.document, span), span, reason))


def _placed(scope: str, unit: str, anchor: Cell | None, units: tuple[UnitMention, ...]) -> _Row:
    """A row of a place, of all places, or of a year."""
    own = labels.OWN_YEAR.fullmatch(scope)
    if own is not None:
        return _Row("", unit, None, None, anchor, units, int(own["year"]))
    return _Row("", unit, None if labels.is_total(scope) else scope, None, anchor, units)


def _only_quantity(text: str) -> Quantity | None:
    """The one figure of a cell (≥95%, 1250, 50%以上, [15]), None where it holds none or several."""
    marked = _TOTAL_MARK.fullmatch(text)
    plain = marked.group(1) + marked.group(2) if marked is not None else text
    plain = plain.removeprefix("(").removeprefix("（") if plain[:1] in "（(" and plain.endswith(("）", ")")) else plain
    found = [quantity for quantity in find_quantities(plain) if quantity.kind != "time" or quantity.unit != "年"]
    if not found and (mere := _MERE_NUMBER.fullmatch(plain)) is not None:
        # 2086.4 is a month in prose, and a figure in a column of figures.
        figure = mere.span("figure")
        return Quantity(*figure, float(mere["figure"]), None, "", "bare", None, "arabic", figure[1])
    if len(found) != 1 or len(text) > 40:
        return None
    return found[0]


def _growth(column: Column, text: str, row: _Row, unit: str) -> tuple[str, Frequency | None, str]:
    """A column of yearly growth; a figure in square brackets is the total over the span."""
    if _TOTAL_MARK.fullmatch(text):
        return row.name, "cumulative", unit
    if "年均" in column.label:
        label = labels.split_unit(column.label)[0]
        grows = "" if row.name.endswith(("增长", "增速")) else "年均增长"
        share = "%" if "%" in column.label or "增" in label else unit
        return row.name + grows, "annual", share
    return row.name, "cumulative" if "累计" in column.label else row.frequency, unit


def _frequency(name: str) -> Frequency | None:
    if _ANNUAL.search(name):
        return "annual"
    return "cumulative" if "累计" in name else None


def _clean(name: str) -> str:
    return tidy(_MARKS.sub("", name))


def _governing_year(above: str, period: Period) -> int | None:
    """The year of a table's heading; the span of years in a plan's title is no table's year."""
    spans = re.search(r"(?:19|20)\d\d年?[-—~至到](?:19|20)\d\d", above)
    rest = above[: spans.start()] + above[spans.end() :] if spans is not None else above
    return labels.year_of(rest)


def _own_text(table: Table) -> str:
    return "\n".join(cell.text for row in table.rows for cell in row)


def _moved(table: Table) -> Table:
    """The same table with its cells placed in a text made of them alone; merged cells stay merged."""

    def placed() -> Iterator[tuple[Cell, ...]]:
        offset = 0
        for row in table.rows:
            cells: list[Cell] = []
            for cell in row:
                cells.append(Cell(cell.text, offset, offset + len(cell.text)))
                offset += len(cell.text) + 1
            yield tuple(cells)

    return Table(tuple(placed()), 0, 0)
