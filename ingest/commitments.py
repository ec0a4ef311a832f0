"""All quantified commitments of a document: of its objectives, its tasks, its tables; each once, with its owner.

Calls `ingest.targets` paragraph by paragraph and joins what is said twice; finds where two places disagree.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from operator import ge, gt, le, lt

from ingest.facts import (
    Action,
    Contradiction,
    NotTarget,
    ParseWarning,
    Period,
    Span,
    Subtask,
    Target,
    Task,
)
from ingest.mapped import MappedText, map_span
from ingest.source import SourceDocument, Table
from ingest.targets import ReadUnits, TargetContext, TargetReading, opens_timetable, read_target_table, read_targets
from ingest.task_reading import TaskReading

_SAME_INDICATOR = 0.72
_SITUATION = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.]?|第[一二三四五六七八九十]{1,3}[章节])?.{0,14}"
    r"(?:形势|现状|发展基础|现实基础|工作基础|建设基础|基本情况|回顾|成就|成效|规划背景|编制背景|发展背景|主要成绩|存在问题|主要问题|面临的?挑战)[。：]?"
)
"""The head of a chapter that tells how things are."""
_LONGEST_TITLE = 60
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_OF_GOALS = re.compile(r"(?<![-—至到\d])(?P<year>20\d\d)年(?![-—至])[^，。；]{0,16}(?:目标|任务|计划|指标)")
"""2025年经济社会发展主要预期目标: the year of what stands below."""
_SHARED = 0.8
"""Share of the characters of the shorter of two names that the other one has as well."""
_MEASURE_LINE = re.compile("[（(]?(?:计量)?单位：[^，。；]{1,16}[）)]?")
"""The measure of a table's figures, above it."""
_ADDITIVE = (
    "家",
    "个",
    "项",
    "件",
    "亩",
    "万亩",
    "亿元",
    "万元",
    "人",
    "万人",
    "户",
    "套",
    "公里",
    "万吨",
    "吨",
    "万吨标准煤",
    "处",
    "座",
    "台",
    "条",
    "名",
    "所",
)


_WHOLE_PLACE = re.compile("^[全我本](?:省|市|州|县|区|旗|盟|镇|乡|街道|域)的?")
_SENTENCE_END = re.compile("[。；\n]")
_TELLING = 3
"""Characters of an indicator that may be told from another of the same name."""
_HOLDS = {">=": ge, "<=": le, ">": gt, "<": lt}


@dataclass(slots=True)
class Commitments:
    """Targets in the document's order, what is no target and why, disagreements, warnings."""

    targets: list[Target] = field(default_factory=list)
    not_targets: list[NotTarget] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


class _Collector:
    def __init__(self, source: SourceDocument, period: Period) -> None:
        self._document = source.text
        self._titles: set[Span] = set()
        self.yearly: Mapping[Span, Sequence[tuple[int, MappedText]]] = {}
        self._period = period
        self.found = Commitments()

    def _take(self, reading: TargetReading) -> None:
        self.found.targets.extend(reading.targets)
        self.found.not_targets.extend(reading.not_targets)
        self.found.warnings.extend(reading.warnings)

    def objectives(self, runs: list[list[MappedText]]) -> None:
        """Objectives belong to the plan; a year that opens a run (…以下目标：) governs the items below it."""
        for run in runs:
            year: int | None = None
            goes_on = opened = timetable = False
            situation = bool(run) and _SITUATION.fullmatch(run[0].text) is not None
            for paragraph in run:
                if not len(paragraph):
                    continue
                if timetable:
                    break
                timetable = opens_timetable(paragraph.text)
                if not goes_on and not opened:
                    year = None
                reading = self._objective(paragraph, TargetContext("plan", self._period, year, "objective"))
                self._take(self._of_the_past(reading) if situation else reading)
                goes_on = paragraph.text.endswith("；")
                heads = paragraph.text.endswith("：") or not reading.targets
                if reading.opens_year is not None and (heads or goes_on):
                    year, opened = reading.opens_year, heads

    def _objective(self, paragraph: MappedText, context: TargetContext) -> TargetReading:
        """A paragraph's prose; the measure that stands above a table's figures states nothing."""
        if _MEASURE_LINE.fullmatch(paragraph.text):
            return TargetReading()
        return read_targets(paragraph, context, self._document)

    def _of_the_past(self, reading: TargetReading) -> TargetReading:
        """A chapter of the situation tells figures of the present; only what it dates within the plan's span counts."""
        start = self._period.start or 0
        kept = tuple(target for target in reading.targets if start and (target.year or 0) > start)
        told = [NotTarget(target.quote, target.span, "present") for target in reading.targets if target not in kept]
        return replace(reading, targets=kept, not_targets=(*reading.not_targets, *told))

    def task(self, task: Task, texts: list[MappedText], year: int | None = None) -> None:
        """A task's own text, then the table rows that repeat or add to it; a row's own cell for the title comes first."""
        own: list[Target] = []
        title = self._cell_above(task, texts)
        headed: list[Target] = []
        for text in [*title, *texts]:
            reading = read_targets(text, TargetContext(task.id, self._period, year, "task"), self._document)
            for target in _once(text, reading.targets):
                twin = next((one for one in headed if text not in title and _repeats(one, target)), None)
                if twin is None or twin not in own:
                    own.append(target)
                else:
                    own[own.index(twin)] = replace(twin, also=(*twin.also, target.span))
            headed = headed if text not in title else list(own)
            self.found.not_targets.extend(reading.not_targets)
            self.found.warnings.extend(reading.warnings)
        for row in task.subtasks:
            if any(start <= row.span[0] < end for start, end in (_bounds(text) for text in texts if len(text))):
                continue
            self._row(task, row, own)
        for span in (task.span, *(row.span for row in task.subtasks)):
            own.extend(self._of_years(task, span))
        self.found.targets.extend(own)

    def _of_years(self, task: Task, work: Span) -> list[Target]:
        """The targets of the cells that say what each year is to bring; a bare figure measures what the work does."""
        found: list[Target] = []
        if work not in self.yearly:
            return found
        context = TargetContext(task.id, self._period, None, "task")
        named = read_targets(map_span(self._document, *work), context, self._document).targets
        subject = named[0].indicator if named else ""
        for year, cell in self.yearly[work]:
            reading = read_targets(cell, replace(context, year=year, subject=subject), self._document)
            found.extend(reading.targets)
            self.found.not_targets.extend(reading.not_targets)
        return found

    def _cell_above(self, task: Task, texts: list[MappedText]) -> list[MappedText]:
        """The cell of a table's row that titles its text, once also where it is merged over several rows."""
        span = task.title_span
        if span is None or task.path[:1] != ("table",) or span in self._titles:
            return []
        self._titles.add(span)
        if any(len(text) and _bounds(text)[0] <= span[0] < _bounds(text)[1] for text in texts):
            return []
        return [map_span(self._document, *span)]

    def _row(self, task: Task, row: Subtask, own: list[Target]) -> None:
        text = map_span(self._document, *row.span)
        reading = read_targets(text, TargetContext(task.id, self._period, None, "task"), self._document)
        for target in reading.targets:
            twin = next((known for known in own if _same_value(known, target)), None) or next(
                (known for known in own if _says_again(known, target)), None
            )
            if twin is not None:
                own[own.index(twin)] = replace(twin, also=(*twin.also, target.span))
                continue
            other = next((known for known in own if _disagrees(known, target)), None)
            if other is not None:
                self.found.contradictions.append(_contradiction(other, target))
            own.append(target)

    def table(self, table: Table, heading: MappedText | None, read_units: ReadUnits) -> bool:
        """A target table's cells; False where the table is none."""
        reading = read_target_table(
            table, heading=heading, document_text=self._document, period=self._period, read_units=read_units
        )
        if reading is None:
            return False
        self._take(reading)
        self._totals(reading.targets)
        return True

    def _totals(self, targets: tuple[Target, ...]) -> None:
        """A total that is not the sum of its places."""
        rows: dict[tuple[str, int | None], list[Target]] = {}
        for target in targets:
            rows.setdefault((target.indicator, target.year), []).append(target)
        for (indicator, _), row in rows.items():
            total = next((target for target in row if target.scope is None), None)
            parts = [target for target in row if target.scope is not None]
            if total is None or len(parts) < 3 or total.unit not in _ADDITIVE:
                continue
            added = sum(part.value for part in parts)
            if abs(added - total.value) > 0.051 * max(abs(total.value), 1):
                what = f"{indicator}: the places add up to {added:g}, the total says {total.value:g} {total.unit}"
                self.found.contradictions.append(Contradiction(what, (parts[0].span, total.span)))


def _bounds(text: MappedText) -> Span:
    return text.origin[0], text.origin[-1] + 1


def _once(text: MappedText, targets: tuple[Target, ...]) -> list[Target]:
    """A title that the text repeats (新增床位300张。…全年新增床位300张) states its targets once, with both quotes."""
    stop = text.text.find("。")
    if not 0 < stop < _LONGEST_TITLE or stop + 1 >= len(text.text):
        return list(targets)
    end = text.span(0, stop)[1]
    kept: list[Target] = []
    for target in targets:
        twin = next((one for one in kept if one.span[1] <= end <= target.span[0] and _repeats(one, target)), None)
        if twin is None:
            kept.append(target)
        else:
            kept[kept.index(twin)] = replace(target, span=twin.span, quote=twin.quote, also=(*twin.also, target.span))
    return kept


def _repeats(title: Target, text: Target) -> bool:
    """Whether the text says the title's target again, a year perhaps added."""
    return (
        _same_value(title, text)
        and title.year in (None, text.year)
        and (title.frequency, title.scope) == (text.frequency, text.scope)
    )


def _heading_year(title: str) -> int | None:
    """The one year of a heading that says it holds goals of that year."""
    found = _YEAR_OF_GOALS.search(title)
    return int(found["year"]) if found is not None and len(_ANY_YEAR.findall(title)) == 1 else None


def _near(left: Target, right: Target) -> bool:
    return SequenceMatcher(None, left.indicator, right.indicator, autojunk=False).ratio() >= _SAME_INDICATOR


def _same_value(left: Target, right: Target) -> bool:
    same = (left.op, left.value, left.value_to, left.unit) == (right.op, right.value, right.value_to, right.unit)
    return same and _near(left, right)


def _says_again(text: Target, row: Target) -> bool:
    """Whether a row repeats a target of its task's text, the words in another order perhaps (300条精品路建设)."""
    same = (text.op, text.value, text.value_to, text.unit) == (row.op, row.value, row.value_to, row.unit)
    words = sorted((set(text.indicator), set(row.indicator)), key=len)
    return same and len(words[0] & words[1]) >= _SHARED * len(words[0])


def _disagrees(left: Target, right: Target) -> bool:
    same = (left.unit, left.year, left.frequency, left.op) == (right.unit, right.year, right.frequency, right.op)
    return (
        same
        and left.value != right.value
        and SequenceMatcher(None, left.indicator, right.indicator, autojunk=False).ratio() >= 0.85
    )


def _said_twice(targets: Sequence[Target], document: str) -> list[Contradiction]:
    """The same indicator of the same year with values that cannot both hold, in different sentences."""
    groups: dict[tuple[str, str, int, str | None, str | None], list[Target]] = {}
    for target in targets:
        indicator = _WHOLE_PLACE.sub("", target.indicator)
        if target.year is not None and len(indicator) >= _TELLING:
            groups.setdefault((indicator, target.unit, target.year, target.frequency, target.scope), []).append(target)
    found = []
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            apart = _SENTENCE_END.search(document, first.span[1], max(first.span[1], other.span[0])) is not None
            if apart and _exclude_each_other(first, other):
                found.append(_contradiction(first, other))
    return found


def _exclude_each_other(left: Target, right: Target) -> bool:
    if left.value_to is not None or right.value_to is not None:
        return False
    if left.op == right.op:
        return left.value != right.value
    for bound, other in ((left, right), (right, left)):
        if other.op == "=" and bound.op in _HOLDS:
            return not _HOLDS[bound.op](other.value, bound.value)
    return False


def _contradiction(left: Target, right: Target) -> Contradiction:
    what = f"{left.indicator}: {left.op} {left.value:g} {left.unit} and {right.op} {right.value:g} {right.unit}"
    return Contradiction(what, (left.span, right.span))


def _unit_contradictions(tasks: tuple[Task, ...]) -> list[Contradiction]:
    """A task whose own list and whose table rows name different bodies."""
    found = []
    for task in tasks:
        own = {mention.name for mention in task.units}
        inside = any(mention.span[0] < task.span[1] + 400 and mention.span[0] >= task.span[0] for mention in task.units)
        table = [m for row in task.subtasks for m in row.units if row.path[:1] and row.path[0].startswith("row ")]
        rows = {mention.name for mention in table}
        if own and table and inside and own != rows and not {m.span for m in task.units} <= {m.span for m in table}:
            what = f"{task.title or task.number}: the text names {'、'.join(sorted(own))}, the table {'、'.join(sorted(rows))}"
            found.append(Contradiction(what, (task.units[0].span, table[0].span)))
    return found


def read_commitments(
    source: SourceDocument,
    reading: TaskReading,
    tasks: tuple[Task, ...],
    tables: list[tuple[Table, MappedText | None]],
    period: Period,
    read_units: ReadUnits,
    actions: Sequence[Action] = (),
    years: Mapping[str, int] | None = None,
    yearly: Mapping[Span, Sequence[tuple[int, MappedText]]] | None = None,
) -> Commitments:
    """Every target of the document with its owner, numbered in the text's order.

    tables: those that are no division of labour, each with the heading above it. actions: the headings of the tasks,
    whose year governs what stands below them (2025年主要预期目标); years: of tasks that are rows of a table, that in its title;
    yearly: what the years of a row are to bring, by the place of its work.
    """
    collector = _Collector(source, period)
    collector.yearly = yearly or {}
    collector.objectives(reading.objectives)
    of_actions = {action.id: year for action in actions if (year := _heading_year(action.title)) is not None}
    for task in tasks:
        texts = reading.paragraphs(task.id) or [map_span(source.text, *task.span)]
        year = of_actions.get(task.action or "") or (years or {}).get(task.id)
        collector.task(task, texts, year)
    for table, heading in tables:
        if not collector.table(table, heading, read_units):
            message = f"a table that is neither division of labour nor targets: {table.rows[0][0].text[:30]}"
            collector.found.warnings.append(ParseWarning("table_unread", message, (table.start, table.end)))
    found = collector.found
    ordered = sorted(found.targets, key=lambda target: (target.span, target.year or 0, target.indicator))
    found.targets = [
        replace(target, id=f"g{number}", page=source.page_of(target.span[0]))
        for number, target in enumerate(ordered, start=1)
    ]
    found.not_targets = sorted(set(found.not_targets), key=lambda item: item.span)
    found.contradictions.extend(_unit_contradictions(tasks))
    known = {item.spans for item in found.contradictions}
    found.contradictions.extend(item for item in _said_twice(found.targets, source.text) if item.spans not in known)
    return found
