"""Which nodes of the outline are actions, tasks and subtasks, and which state only the situation and the goals.

Follows the annotation guide: a task is the lowest printed level that carries text of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.closing import drop_in_force, take_closing
from ingest.duties import give_duties, read_duties
from ingest.facts import Action, Subtask, Task, UnitMention
from ingest.group_lists import left_to_last, take_group_lists
from ingest.mapped import EMPTY, MappedText, full_stop, join
from ingest.outline_tree import Outline, Part
from ingest.reading import NodeReading, RuleState, read_node
from ingest.sentence_roles import read_sentences
from ingest.task_parts import all_below, all_texts, printed_heading, raw_title, separate_paragraphs, split_subtasks
from ingest.task_reading import TaskReading
from ingest.task_shape import enumerates, has_labelled_parts, is_task, states_only
from ingest.titles import split_title
from ingest.unit_annexes import join_duties, join_units
from ingest.unit_roles import assign_roles, union

_PLAN_WORDS = re.compile(r"方案|计划|意见|措施|规划|办法|要点|行动")


def read_tasks(outline: Outline, state: RuleState, title: str = "", document: str = "") -> TaskReading:
    """The actions and tasks of all parts of the document that carry tasks. title: the plan's, which is no action's.

    document: its text, for the tables of annexes.
    """
    builder = _Builder(state, title, document)
    for index, part in enumerate(outline.parts):
        if index and builder.reading.tasks and not _is_plan_part(part):
            builder.leave(part)
            continue
        builder.part(part)
    builder.share_out()
    return builder.reading


def _is_plan_part(part: Part) -> bool:
    """Whether an annex is a plan of its own: a title that says so, and an outline."""
    heading = "".join(paragraph.text.text for paragraph in part.opening[:3])
    return len(part.nodes) >= 2 and _PLAN_WORDS.search(heading) is not None


@dataclass(slots=True)
class _Heading:
    """A heading that holds items; an action as soon as a task stands straight under it."""

    reading: NodeReading
    section: str
    path: tuple[str, ...]
    id: str = ""


class _Builder:
    def __init__(self, state: RuleState, title: str, document: str) -> None:
        self._state = state
        self._document = document
        self._title = title
        self.reading = TaskReading()
        self._paths: dict[tuple[str, ...], int] = {}

    def part(self, part: Part) -> None:
        """Read the part's opening and its nodes."""
        self._opening(part)
        chapters = self._below_title([read_node(node, self._state) for node in part.nodes])
        for ending in drop_in_force(chapters):
            self.reading.objectives.append(all_texts(ending))
        closing = take_closing(chapters)
        take_group_lists(chapters)
        give_duties(chapters)
        for chapter in _released(chapters):
            self._chapter(chapter)
        if closing:
            self.reading.objectives.append(closing)
        for box in part.boxes:
            self.reading.objectives.append([paragraph.text for paragraph in box])
            for paragraph in box:
                self._state.read(paragraph.text)
        self._closing(part)

    def share_out(self) -> None:
        """Leave out tasks that only say which body has which of the others, and the headings that hold nothing else."""
        joined = join_duties(self.reading.tasks, self._document)
        left_out = {task.action for task in self.reading.tasks if task not in joined} - {task.action for task in joined}
        if len(joined) < len(self.reading.tasks):
            self.reading.tasks = joined
            self.reading.actions = [action for action in self.reading.actions if action.id not in left_out]

    def _below_title(self, chapters: list[NodeReading]) -> list[NodeReading]:
        """What stands below the only heading where that is the plan's title with a number: an excerpt of a longer text."""
        only = chapters[0] if len(chapters) == 1 else None
        if only is None or not only.children or not self._title or raw_title(only.title) != self._title:
            return chapters
        self._take_shared(only)
        if only.body:
            self.reading.objectives.append(only.body)
        return only.children

    def leave(self, part: Part) -> None:
        """An annex that is no plan: its prose may still state objectives; its lists are warned of."""
        if join_units(self.reading.tasks, part, self._document):
            return
        texts = [paragraph.text for paragraph in part.opening]
        for node in part.nodes:
            texts.extend(paragraph.text for inner in node.walk() for paragraph in inner.paragraphs)
        for text in texts:
            self._state.read(text)

    def _opening(self, part: Part) -> None:
        """Paragraphs before the first heading; those that carry a list of their own are tasks without a number."""
        duties = [] if part.nodes else read_duties([paragraph.text for paragraph in part.opening[bool(self._title) :]])
        if duties:
            for number, duty in enumerate(duties, start=1):
                units = assign_roles([duty.group], rule=False)
                self._add_task(None, "", duty.title, [duty.text], units, None, path=("opening", f"§{number}"))
            return
        run: list[MappedText] = []
        previous: MappedText | None = None
        for paragraph in part.opening:
            found = self._state.read(paragraph.text)
            self.reading.collective.extend(found.collective)
            body = found.body.strip("。；")
            if found.groups and (len(body) or previous is not None):
                title, text = split_title(paragraph, found.body) if len(body) else (EMPTY, previous or EMPTY)
                if not len(body) and run:
                    run.pop()
                self._add_task(
                    None,
                    "",
                    title,
                    [text],
                    assign_roles(found.groups, rule=bool(self._state.declared)),
                    found.deadline,
                    path=("opening",),
                )
            else:
                run.append(paragraph.text)
            previous = paragraph.text
        if run:
            self.reading.objectives.append(run)

    def _closing(self, part: Part) -> None:
        for paragraph in part.closing:
            self.reading.collective.extend(self._state.read(paragraph.text).collective)

    def _chapter(self, chapter: NodeReading) -> None:
        section = printed_heading(chapter)
        if states_only(chapter):
            self._objective(chapter)
            return
        self._build(chapter, section, None, (chapter.node.number or raw_title(chapter.title),), ())

    def _objective(self, reading: NodeReading) -> None:
        """A chapter of situation, principles, goals: no tasks, except items that name who does them."""
        if not reading.any_list:
            self.reading.objectives.append([*([reading.title] if len(reading.title) else []), *all_texts(reading)])
            return
        self.reading.objectives.append([reading.title, *reading.body])
        path = (reading.node.number or raw_title(reading.title),)
        own = _Heading(reading, printed_heading(reading), path)
        for child in reading.children:
            if child.any_list and not states_only(child):
                self._build(child, printed_heading(reading), own, (*path, child.node.number), ())
            else:
                self._objective(child)
        if reading.has_list:
            self._take_shared(reading)

    def _take_shared(self, reading: NodeReading) -> None:
        self.reading.collective.extend(reading.collective)
        self.reading.warnings.extend(reading.warnings)

    def _build(
        self,
        reading: NodeReading,
        section: str,
        action: "_Heading | None",
        path: tuple[str, ...],
        inherited: tuple[UnitMention, ...],
        beside: Sequence[NodeReading] = (),
    ) -> None:
        """Add what `reading` is: a task, or an action with what stands below it. beside: it and its siblings."""
        if not reading.children:
            self._leaf(reading, section, action, path, inherited)
            return
        if is_task(reading) or enumerates(reading, beside) or has_labelled_parts(reading):
            self._task(reading, action, path, inherited)
            return
        if reading.deadline:
            for child in reading.children:
                child.deadline = child.deadline or reading.deadline
        give_duties(reading.children)
        self._take_shared(reading)
        self.reading.warnings.extend(left_to_last(reading))
        if reading.body:
            self.reading.objectives.append([reading.title, *reading.body])
        own = _Heading(reading, section, path)
        for child in reading.children:
            below = (*path, child.node.number or raw_title(child.title))
            if states_only(child) and not child.any_list:
                self._objective(child)
            else:
                shared = reading.mentions or child.behind or inherited
                self._build(child, section, own, below, shared, reading.children)

    def _leaf(
        self,
        reading: NodeReading,
        section: str,
        action: "_Heading | None",
        path: tuple[str, ...],
        inherited: tuple[UnitMention, ...],
    ) -> None:
        duties = [] if reading.has_list else read_duties(reading.body)
        separate = [(duty.title, duty.text, (duty.group,)) for duty in duties] or separate_paragraphs(reading)
        if separate:
            self._take_shared(reading)
            own = _Heading(reading, section, path)
            for number, (title, text, groups) in enumerate(separate, start=1):
                units = assign_roles(groups, rule=reading.rule) or (read_sentences(text) if len(text) else ())
                self._add_task(own, "", title, [text], units, None, path=(*path, f"§{number}"))
            return
        if not reading.body and not len(reading.title):
            return
        bare = not reading.body and not reading.has_list and not reading.node.first.text.endswith("。")
        if bare and action is None and not _is_item(reading):
            # A chapter heading over tables only: the tables are read elsewhere.
            return
        self._task(reading, action, path, inherited)

    def _task(
        self, reading: NodeReading, action: "_Heading | None", path: tuple[str, ...], inherited: tuple[UnitMention, ...]
    ) -> None:
        for below in all_below(reading):
            self._take_shared(below)
        subtasks, units = split_subtasks(reading)
        texts = all_texts(reading) if subtasks is None else list(reading.body)
        found = self._add_task(
            action,
            reading.node.number,
            reading.title,
            texts,
            units,
            reading.deadline,
            path=path,
            subtasks=subtasks or (),
        )
        if found is not None and not found.units and not found.subtasks:
            sentence = read_sentences(join([reading.title, full_stop(found.span[0]), *texts])) if texts else ()
            self.reading.tasks[-1] = replace(found, units=sentence or inherited)
        elif found is not None and not found.subtasks and texts and all(unit.role == "support" for unit in found.units):
            # 由县民政局牵头制定（县财政局配合）: the bracket names who helps, the sentence around it who leads.
            sentence = read_sentences(join([reading.title, full_stop(found.span[0]), *texts]))
            leads = [unit for unit in sentence if unit.role == "lead"]
            leads = [unit for unit in leads if all(other.name != unit.name for other in found.units)]
            self.reading.tasks[-1] = replace(found, units=(*leads, *found.units))

    def _action(self, heading: "_Heading | None") -> str | None:
        """The id of the action that `heading` is; it becomes one with its first task."""
        if heading is None:
            return None
        if not heading.id:
            heading.id = f"a{len(self.reading.actions) + 1}"
            reading = heading.reading
            title = reading.title if len(reading.title) else reading.text
            span = title.span() if len(title) else reading.node.lead.span()
            path = self._unique(heading.path)
            self.reading.actions.append(
                Action(heading.id, reading.node.number, raw_title(title), heading.section, span, path)
            )
        return heading.id

    def _add_task(
        self,
        action: "_Heading | None",
        number: str,
        title: MappedText,
        texts: list[MappedText],
        units: tuple[UnitMention, ...],
        deadline: str | None,
        *,
        path: tuple[str, ...],
        subtasks: tuple[Subtask, ...] = (),
    ) -> Task | None:
        body = join(texts).strip("　 ")
        printed = body if len(body) else title
        if len(printed) < 2:
            return None
        identifier = f"t{len(self.reading.tasks) + 1}"
        task = Task(
            id=identifier,
            action=self._action(action),
            number=number or None,
            title=raw_title(title) or None,
            text=printed.raw,
            span=printed.span(),
            deadline=deadline,
            units=units or union(subtasks),
            subtasks=tuple(replace(part, id=f"{identifier}.{index}") for index, part in enumerate(subtasks, start=1)),
            title_span=title.span() if len(title) else None,
            path=self._unique(path),
        )
        self.reading.tasks.append(task)
        self.reading.texts[identifier] = texts
        self.reading.titles[identifier] = title
        return task

    def _unique(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """The path in the outline; a second occurrence (two plans in one file) gets its ordinal."""
        count = self._paths[path] = self._paths.get(path, 0) + 1
        return path if count == 1 else (*path, f"#{count}")


def _is_item(reading: NodeReading) -> bool:
    """Whether a line without a stop that no heading holds is an item all the same: 03.改造老旧小区175个"""
    node = reading.node
    return node.style == "arabic" and not node.tables and len(node.first) >= _ITEM_LENGTH


_ITEM_LENGTH = 6


def _released(chapters: list[NodeReading]) -> Iterator[NodeReading]:
    """The chapters one by one, taken out of the list: what is read from each takes the place of its reading."""
    chapters.reverse()
    while chapters:
        yield chapters.pop()
