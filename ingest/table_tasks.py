"""Joins the rows of division-of-labour tables to the tasks of the text, or makes tasks of them where the text has none."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, pairwise

from ingest.blocks import Paragraph
from ingest.deadlines import find_deadline
from ingest.division_tables import DivisionRow, DivisionTable
from ingest.facts import Action, ParseWarning, Span, Subtask, Task
from ingest.mapped import EMPTY, MappedText, join, normalise
from ingest.numbering import printed_number, read_marker
from ingest.titles import is_clean_title, split_title
from ingest.unit_roles import union

_GRAM = 4
_CONTENT_SHARE = 0.5
_NEAR_SHARE = 0.16
_TITLE_SHARE = 0.6
_SHORT_ROW = 30
_TELLING = 5
"""Characters of a title that tell which task is meant."""
_MOST_HOLDERS, _MOST_LOOKED_AT = 1000, 24
"""Tasks that share a run of characters, and tasks whose titles are compared: bounds the time that a row takes."""


def _grams(text: str, length: int = _GRAM) -> set[str]:
    letters = re.sub(r"[^\w]", "", text)
    return {letters[i : i + length] for i in range(len(letters) - length + 1)}


class TaskIndex:
    """Finds the task whose text a row repeats, by shared runs of four characters.

    Keeps only the runs that occur in the rows of `tables`: all that can be asked for.
    """

    def __init__(self, tables: Iterable[DivisionTable]) -> None:
        rows = [row for table in tables for row in table.rows]
        self._asked = {gram for row in rows for gram in _grams(_text(row).text)}
        self._asked_titles = {pair for row in rows for pair in _grams((row.title.text or row.content.text), 2)}
        self._tasks: list[Task] = []
        self._holders: dict[str, list[int]] = {}
        self._titles: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}

    def add(self, tasks: Iterable[Task]) -> None:
        """Know `tasks` too; their numbers go on from those known."""
        for number, task in enumerate(tasks, start=len(self._tasks)):
            self._tasks.append(task)
            self._named.setdefault(normalise(task.title or ""), []).append(number)
            if not self._asked and not self._asked_titles:
                continue
            for gram in _grams((task.title or "") + task.text) & self._asked:
                self._hold(self._holders, gram, number)
            for pair in _grams(task.title or "", 2) & self._asked_titles:
                self._hold(self._titles, pair, number)

    @staticmethod
    def _hold(holders: dict[str, list[int]], gram: str, number: int) -> None:
        known = holders.setdefault(gram, [])
        if len(known) < _MOST_HOLDERS:
            known.append(number)

    def by_content(self, content: str, *, within: Span | None = None) -> int | None:
        """The number of the task that holds at least half of the runs of `content`; of those from the first to the last of
        `within`, a sixth is enough."""
        grams = _grams(content)
        if not grams:
            return None
        hits = Counter(chain.from_iterable(self._holders.get(gram, ()) for gram in grams))
        if within is not None:
            near = {number: count for number, count in hits.items() if within[0] <= number <= within[1]}
            best = max(near.values(), default=0)
            return min(n for n, count in near.items() if count == best) if best >= _NEAR_SHARE * len(grams) else None
        most = max(hits.values(), default=0)
        if not most or most < _CONTENT_SHARE * len(grams):
            return None
        return min(number for number, count in hits.items() if count == most)

    def by_whole_title(self, title: str) -> int | None:
        """The number of the only task that has this very title: a cell that says it heads rows of this task."""
        named = self._named.get(title, []) if len(title) >= _TELLING else []
        return named[0] if len(named) == 1 else None

    def by_title(self, title: str) -> int | None:
        """The number of the task whose title is most like `title`."""
        if not title:
            return None
        best, share = None, _TITLE_SHARE
        hits = Counter(chain.from_iterable(self._titles.get(pair, ()) for pair in _grams(title, 2)))
        nearest = sorted(hits, key=lambda number: (-hits[number], number))[:_MOST_LOOKED_AT]
        for number in sorted(nearest):
            ratio = SequenceMatcher(None, title, self._tasks[number].title or "", autojunk=False).ratio()
            if ratio > share:
                best, share = number, ratio
        return best


def join_rows(
    tasks: list[Task], table: DivisionTable, index: TaskIndex
) -> tuple[list[DivisionRow], list[ParseWarning]]:
    """The rows that belong to `tasks` become their subtasks, in place; the rows that belong to none.

    index: of the texts of all `tasks`, in their order.
    """
    parts: dict[int, list[Subtask]] = {}
    loose: list[DivisionRow] = []
    for row, number in zip(table.rows, _holders(table.rows, index), strict=True):
        if number is None:
            loose.append(row)
        else:
            parts.setdefault(number, []).append(_subtask(row, _text(row)))
    for number, rows in parts.items():
        tasks[number] = _with_rows(tasks[number], rows)
    warnings = []
    if tasks:
        warnings = [
            ParseWarning(
                "table_row_without_task", f"no task of the text says this: {_text(row).raw[:50]}", _text(row).span()
            )
            for row in loose
        ]
    return loose, warnings


def _holders(rows: tuple[DivisionRow, ...], index: TaskIndex) -> list[int | None]:
    """The number of the task that each row belongs to: by what it says, by its title, else with the rows around it."""
    found: list[int | None] = []
    for row in rows:
        number = index.by_whole_title(row.title.text) if row.merged else None
        if number is None:
            number = index.by_content(_text(row).text)
        found.append(number if number is not None else index.by_title(row.title.text or row.content.text))
    heads = [(row.title if len(row.title) else row.group).raw for row in rows]
    following: list[int | None] = [None] * len(rows)
    known: int | None = None
    for at in range(len(rows) - 1, -1, -1):
        following[at] = known if at + 1 < len(rows) and heads[at] == heads[at + 1] else None
        known = found[at] if found[at] is not None else following[at]
    for at, number in enumerate(found):
        before = found[at - 1] if at and heads[at] == heads[at - 1] else None
        if number is None and heads[at]:
            # One merged cell heads them all: they belong to one task.
            found[at] = before if before is not None else following[at]
    return _between(rows, found, index)


def _between(rows: tuple[DivisionRow, ...], found: list[int | None], index: TaskIndex) -> list[int | None]:
    """Where most rows repeat the tasks in their order, a row that says it in other words belongs to a task between those
    of its neighbours."""
    known = [number for number in found if number is not None]
    if 2 * len(known) < len(rows) or any(a > b for a, b in pairwise(known)):
        return found
    after: list[int | None] = [None] * len(rows)
    for at in range(len(rows) - 2, -1, -1):
        after[at] = found[at + 1] if found[at + 1] is not None else after[at + 1]
    before: int | None = None
    placed: list[int | None] = []
    for row, number, last in zip(rows, found, after, strict=True):
        if number is None and before is not None and last is not None:
            number = index.by_content(_text(row).text, within=(before, last))
        placed.append(number)
        before = number if number is not None else before
    return placed


def _text(row: DivisionRow) -> MappedText:
    return row.content if len(row.content) else row.title


def _subtask(row: DivisionRow, content: MappedText) -> Subtask:
    return Subtask("", row.number or None, content.raw, content.span(), row.units, row.deadline, (f"row {row.number}",))


def _with_rows(task: Task, rows: list[Subtask]) -> Task:
    first = len(task.subtasks) + 1
    subtasks = (*task.subtasks, *(replace(row, id=f"{task.id}.{first + i}") for i, row in enumerate(rows)))
    limits = {row.deadline for row in subtasks}
    only = next(iter(limits)) if len(limits) == 1 else None
    return replace(task, subtasks=subtasks, units=task.units or union(subtasks), deadline=task.deadline or only)


def tasks_from_rows(
    rows: list[DivisionRow], section: str, actions: list[Action], first_task: int
) -> tuple[list[Action], list[Task]]:
    """Rows that are tasks themselves; heading rows (or the leftmost merged cells) above them are their actions."""
    known = list(actions)
    tasks: list[Task] = []
    group = ""
    style = _style_of(rows)
    for row in _headed(rows):
        if len(row.group) and row.group.raw != group:
            group = row.group.raw
            known.append(_action(row.group, section, f"a{len(known) + 1}"))
        action = known[-1].id if len(row.group) else None
        tasks.append(_task(row, action, f"t{first_task + len(tasks)}", len(tasks) + 1, style))
    return known, tasks


@dataclass(frozen=True, slots=True)
class _Style:
    """How the rows of a table without a column of titles name their work: what most of them do holds for all."""

    run_in: bool
    """A title and a full stop before the text."""
    short: bool
    """A few words that are the whole text and the title."""


def without_sentences(rows: list[DivisionRow]) -> list[DivisionRow]:
    """Where the cells before the texts are sentences (新建学校7所，新增学位900个。), they open the texts and are no titles."""
    sentences = [row.title.text.endswith("。") and row.title_is_own and len(row.content) > 0 for row in rows]
    if sum(sentences) * 2 <= len(rows):
        return rows
    return [
        replace(row, title=EMPTY, content=join([row.title, row.content])) if sentence else row
        for row, sentence in zip(rows, sentences, strict=True)
    ]


def _style_of(rows: list[DivisionRow]) -> _Style:
    run_in = sum(1 for row in rows if is_clean_title(*_run_in(row)) and _run_in(row)[1])
    short = sum(1 for row in rows if _is_short(_text(row)))
    return _Style(2 * run_in >= len(rows), 2 * short >= len(rows))


def _is_short(text: MappedText) -> bool:
    return len(text) <= _SHORT_ROW and not set("，。") & set(text.text)


def _headed(rows: list[DivisionRow]) -> list[DivisionRow]:
    """Where one merged cell heads several rows whose texts bring titles of their own, it is their group's heading."""
    merged = sum(1 for row in rows if not row.title_is_own)
    own_titles = sum(1 for row in rows if is_clean_title(*_run_in(row)) and _run_in(row)[1])
    if not merged or (own_titles * 2 < len(rows) and merged * 2 < len(rows)):
        return rows
    return [row if len(row.group) else replace(row, group=row.title, title=EMPTY) for row in rows]


def _run_in(row: DivisionRow) -> tuple[str, str]:
    """The title with which the row's own text begins, and what follows it; "" without."""
    title, rest = split_title(Paragraph(row.content, 0, 0), row.content) if len(row.content) else (EMPTY, EMPTY)
    return title.text, rest.text


def _action(heading: MappedText, section: str, identifier: str) -> Action:
    marker = read_marker(heading.text)
    number = printed_number(heading.raw, marker) if marker else ""
    title = heading.raw[marker.length if marker else 0 :].strip("、.．：。 ")
    return Action(identifier, number, title, section, heading.span(), ("table", heading.raw))


def _task(row: DivisionRow, action: str | None, identifier: str, position: int, style: _Style) -> Task:
    title = row.title if len(row.content) else EMPTY
    text = _text(row)
    if not len(title) and style.run_in and is_clean_title(*_run_in(row)) and _run_in(row)[1]:
        title, text = split_title(Paragraph(row.content, 0, 0), row.content)
    marker = read_marker(title.text)
    name = title.raw[marker.length if marker else 0 :].strip("、.．：。；: ") or None
    if name is None and style.short and _is_short(text):
        name = text.raw.strip("。；")
    return Task(
        identifier,
        action,
        row.number or None,
        name,
        text.raw,
        text.span(),
        row.deadline or find_deadline(text),
        row.units,
        title_span=title.span() if len(title) else None,
        path=("table", row.group.raw, row.number or str(position)),
    )
