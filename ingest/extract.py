"""A document's facts: outline, header, tasks, tables, targets, put together. Pure: the same text, the same facts."""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ingest.blocks import read_blocks
from ingest.commitments import read_commitments
from ingest.division_heads import continued, goes_on, holds_figures, is_division_table
from ingest.division_tables import DivisionRow, DivisionTable, read_division_table
from ingest.facts import Action, Facts, ParseWarning, Plan, SourceInfo, Span, Task, UnitMention
from ingest.header import read_header
from ingest.mapped import EMPTY, MappedText, join, map_span
from ingest.outline import read_outline
from ingest.outline_tree import Outline
from ingest.readers import read_document
from ingest.reading import RuleState
from ingest.responsibility import read_list
from ingest.source import SourceDocument, Table
from ingest.table_columns import column_of
from ingest.table_tasks import TaskIndex, join_rows, tasks_from_rows, without_sentences
from ingest.targets.labels import holds_figure, year_above
from ingest.task_reading import TaskReading
from ingest.tasks import read_tasks
from ingest.unit_roles import assign_roles, of_column


def extract_file(path: Path) -> Facts:
    """The facts of the document at `path`. Raises DocumentError where it cannot be read."""
    return extract(read_document(path))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for unreachable cycles: the parser makes none, and looking again and again at all it made takes a tenth
    of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def extract(source: SourceDocument) -> Facts:
    """The facts of a decoded document."""
    blocks = read_blocks(source)
    copies, outline = blocks.copies, read_outline(blocks)
    del blocks  # what the next stages do not read any more makes room for what they make
    header = read_header(source, outline)
    state = RuleState(outline)
    reading = read_tasks(outline, state, header.plan.title, source.text)
    tables = _Tables(source, outline, reading, state)
    del outline
    tables.read()
    tasks = tuple(_on_page(task, source) for task in tables.tasks)
    commitments = read_commitments(
        source,
        reading,
        tasks,
        tables.others,
        header.plan.period,
        tables.read_units,
        tables.actions,
        tables.years,
        tables.yearly,
    )
    plan = replace(
        header.plan,
        lead_rule="declared" if state.declared else "none",
        collective_units=_names([*reading.collective, *tables.collective]),
        spans=(*header.plan.spans, *((("lead_rule", state.declared),) if state.declared else ())),
    )
    warnings = [
        *header.warnings,
        *reading.warnings,
        *state.warnings,
        *state.unused(tasks),
        *tables.warnings,
        *commitments.warnings,
        *_copied(copies),
        *_plan_warnings(plan, tasks, source),
    ]
    return Facts(
        document=SourceInfo(source.path, source.sha256, source.format, source.encoding, len(source.text)),
        plan=plan,
        actions=tuple(tables.actions),
        tasks=tasks,
        targets=tuple(commitments.targets),
        not_targets=tuple(commitments.not_targets),
        contradictions=tuple(commitments.contradictions),
        warnings=tuple(sorted(set(warnings), key=lambda warning: (warning.span, warning.kind, warning.message))),
        collective_mentions=(*reading.collective, *tables.collective),
    )


def _on_page(task: Task, source: SourceDocument) -> Task:
    return replace(task, page=source.page_of(task.span[0])) if source.pages else task


def _plan_warnings(plan: Plan, tasks: tuple[Task, ...], source: SourceDocument) -> list[ParseWarning]:
    whole = (0, len(source.text))
    warnings = [ParseWarning("reader", note, whole) for note in source.notes]
    if not tasks:
        warnings.append(
            ParseWarning("no_plan", f"no task found: {plan.title[:40] or source.path} may be no plan", whole)
        )
    return warnings


def _copied(copies: tuple[Span, ...]) -> list[ParseWarning]:
    """One warning for the text that the page says twice and that is read once."""
    if not copies:
        return []
    message = f"{len(copies)} lines say once more what stands above them word for word; they are read once"
    return [ParseWarning("repeated_text", message, (copies[0][0], copies[-1][1]))]


def _names(mentions: list[UnitMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def _placed_tables(outline: Outline) -> list[tuple[Table, MappedText | None, str]]:
    """Every table in the document's order with the heading above it and the chapter it stands in."""
    placed: list[tuple[Table, MappedText | None, str]] = []
    for part in outline.parts:
        for table in part.tables:
            above = [paragraph.text for paragraph in part.opening if paragraph.start < table.start]
            placed.append((table, join(above[-3:]) if above else None, part.annex or ""))
        for root in part.nodes:
            for node in root.walk():
                placed.extend((table, node.lead, root.lead.raw.rstrip("。：")) for table in node.tables)
    return sorted(placed, key=lambda item: item[0].start)


def _measured(row: DivisionRow, task: str) -> dict[str, list[MappedText]]:
    """What a row's targets are read from, where a cell of its own says how far the work is to come: a mere figure
    belongs behind the words that it measures."""
    work = row.content if len(row.content) else row.title
    if len(row.goal):
        return {task: [join([work, row.goal])] if _is_mere_figure(row.goal.text) else [work, row.goal]}
    if len(row.title) and _is_mere_figure(row.content.text):
        return {task: [join([row.title, row.content])]}
    return {}


_BEFORE_FIGURE = re.compile(
    "(?:达到|达|实现|完成|不低于|不少于|不超过|超过|力争|累计|年内|全年|计划|目标|新增|新建|建设|建成|改造|培育|引进|约|以上|共|各)*"
)


def _is_mere_figure(text: str) -> bool:
    """Whether a cell is a figure that says nothing of what it measures (30部, 新增300个); 加装电梯30部 says it itself."""
    figure = re.search(r"\d", text)
    if figure is None or not holds_figure(text):
        return False
    before = text[: figure.start()]
    named = before[_BEFORE_FIGURE.match(before).end() :]  # type: ignore[union-attr]
    return re.search("[\u4e00-\u9fff]{2}", named) is None


class _Tables:
    """Reads the document's tables in order: division of labour into tasks, the rest left for targets."""

    def __init__(self, source: SourceDocument, outline: Outline, reading: TaskReading, state: RuleState) -> None:
        self._document = source.text
        self._placed = _placed_tables(outline)
        self._state = state
        self._texts = reading.texts
        self.actions: list[Action] = list(reading.actions)
        self.tasks: list[Task] = list(reading.tasks)
        self.collective: list[UnitMention] = []
        self.warnings: list[ParseWarning] = []
        self.others: list[tuple[Table, MappedText | None]] = []
        self._years: list[int | None] = []
        self.years: dict[str, int] = {}
        """The year in the title of the table that a task is a row of."""
        self.yearly: dict[Span, tuple[tuple[int, MappedText], ...]] = {}
        """What the years of a row are to bring, by the place of its work."""

    def read(self) -> None:
        """Read every table. A rule that one declares holds for those behind it."""
        found: list[tuple[DivisionTable, str]] = []
        previous: Table | None = None
        for table, heading, section in self._placed:
            if previous is not None and not is_division_table(table) and goes_on(previous, table):
                table = continued(previous, table)
            if is_division_table(table):
                previous = table
                found.append((read_division_table(table, self._document, self._state), section))
                self._years.append(year_above(self._document, table.start))
                if holds_figures(table):
                    self.others.append((table, heading))
            else:
                self.others.append((table, heading))
                self._declare(table)
        for division, _ in found:
            self.collective.extend(division.collective)
            self.warnings.extend(division.warnings)
        self._take_rows(found)

    def _take_rows(self, found: list[tuple[DivisionTable, str]]) -> None:
        """Rows that repeat a task of the text are its subtasks, the others are tasks themselves."""
        from_text = bool(self.tasks)
        index = TaskIndex(division for division, _ in found)
        index.add(self.tasks)
        for (division, section), year in zip(found, self._years, strict=True):
            rows = list(division.rows)
            self.yearly.update(
                ((row.content if len(row.content) else row.title).span(), row.yearly) for row in rows if row.yearly
            )
            if from_text:
                rows, warnings = join_rows(self.tasks, division, index)
                self.warnings.extend(warnings)
            elif division.titles_head:
                rows = [replace(row, group=row.title if len(row.title) else row.group, title=EMPTY) for row in rows]
            if not from_text:
                rows = without_sentences(rows)
            if rows:
                self.actions, added = tasks_from_rows(rows, section, self.actions, len(self.tasks) + 1)
                self.tasks.extend(added)
                if year is not None:
                    self.years.update((task.id, year) for task in added)
                for row, task in zip(rows, added, strict=True):
                    self._texts.update(_measured(row, task.id))
                index.add(added)

    def _declare(self, table: Table) -> None:
        """A target table may say how the lists behind it are to be read, and name bodies for everything."""
        for row in table.rows:
            for cell in {(cell.start, cell.end): cell for cell in row if len(cell.text) > 8}.values():
                found = read_list(map_span(self._document, cell.start, cell.end))
                self._state.declared = self._state.declared or found.declares
                if found.declares or found.collective:
                    self.collective.extend(found.collective)

    def read_units(self, cells: Sequence[tuple[str, MappedText]]) -> tuple[UnitMention, ...]:
        """The bodies that a row of a target table names; the headings of the cells' columns may say their roles."""
        groups = [
            group
            for heading, cell in cells
            for group in of_column(read_list(cell).groups, column_of(heading), beside_lead=False)
        ]
        return assign_roles(groups, rule=bool(self._state.declared))
