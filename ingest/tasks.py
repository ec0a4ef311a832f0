"""Which nodes of the outline are actions, tasks and subtasks, and which state only the situation and the goals.

Follows the annotation guide: a task is the lowest printed level that carries text of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.closing import drop_in_force, take_closing
from ingest.duties import give_duties, read_duties
from ingest.facts import Action, ParseWarning, Subtask, Task, UnitMention
from ingest.mapped import EMPTY, MappedText, full_stop, join
from ingest.outline import Outline, Part
from ingest.reading import NodeReading, RuleState, read_node
from ingest.responsibility import NameGroup, assign_roles, union
from ingest.sentence_roles import read_sentences
from ingest.titles import is_clean_title, split_title

_NO_TASKS = re.compile(
    r"总体(?:要求|思路|目标|考虑|安排|部署)|指导思想|(?:基本|工作|总体|实施|主要)原则|思路$|^(?:.{0,8}(?:主要|工作|发展|总体|实施|行动|年度|阶段|阶段性|具体|建设|预期|攻坚|整治|规划|创建|奋斗|战略|改革|任务))?目标(?:任务|定位|要求|指标)?$|"
    r"发展目标|工作目标|主要目标|行动目标|总体目标|形势|现状|基本情况|背景|意义|发展基础|工作基础|面临|概况|名词解释|编制依据|适用范围|^附则|^总则|有关说明|主要指标|指标体系|"
    r"^(?:.{0,6}(?:时间|地点|场地|主题|口号))(?:(?:和|及|与|、).{0,4}(?:时间|地点|场地|主题))?$|^(?:主(?:、)?承办|主办|承办|协办|支持)单位$|"
    r"^(?:明确|确定)?(?:适用|实施|整治|工作|创建|治理|试点|活动|检查|行动|服务|保障|推进|建设|改革)?(?:对象)?(?:和|及|与)?范围(?:和|及|与)?(?:定义|界定|划定|说明|对象)?$"
)
_TASK_WORDS = re.compile(r"(?<!目标)任务(?!目标)|措施|举措|行动(?!目标)|工程|保障|组织(?:领导|实施)|重点工作|主要工作")
_GOALS_RUN_IN = re.compile(
    r"(?:工作|发展|总体|主要|行动)?目标(?:任务)?(?=到20|动员|通过|力争|以|按|坚持|全面|努力|实现|用)"
)
"""A chapter of goals whose heading nothing parts from its text."""
_FINE = frozenset({"arabic_bracket", "arabic_half", "circled"})
_MINIMUM_TEXT = 6
_PLAN_WORDS = re.compile(r"方案|计划|意见|措施|规划|办法|要点|行动")


@dataclass(slots=True)
class TaskReading:
    """Actions and tasks in order, the paragraphs that state the plan's objectives, bodies named for every task."""

    actions: list[Action] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    objectives: list[list[MappedText]] = field(default_factory=list)
    """Runs of paragraphs outside tasks; a year that opens a run governs it."""
    collective: list[UnitMention] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)
    texts: dict[str, list[MappedText]] = field(default_factory=dict)
    """Each task's paragraphs by task id."""
    titles: dict[str, MappedText] = field(default_factory=dict)

    def paragraphs(self, task: str) -> list[MappedText]:
        """A task's paragraphs for the reading of targets: its title opens the first one."""
        title, texts = self.titles.get(task, EMPTY), self.texts.get(task, [])
        if not len(title):
            return texts
        return [join([title, full_stop(title.origin[-1]), *texts[:1]]), *texts[1:]]


def read_tasks(outline: Outline, state: RuleState) -> TaskReading:
    """The actions and tasks of all parts of the document that carry tasks."""
    builder = _Builder(state)
    for index, part in enumerate(outline.parts):
        if index and builder.reading.tasks and not _is_plan_part(part):
            builder.leave(part)
            continue
        builder.part(part)
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
    def __init__(self, state: RuleState) -> None:
        self._state = state
        self.reading = TaskReading()
        self._paths: dict[tuple[str, ...], int] = {}

    def part(self, part: Part) -> None:
        """Read the part's opening and its nodes."""
        self._opening(part)
        chapters = [read_node(node, self._state) for node in part.nodes]
        for ending in drop_in_force(chapters):
            self.reading.objectives.append(_texts(ending))
        closing = take_closing(chapters)
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

    def leave(self, part: Part) -> None:
        """An annex that is no plan: its prose may still state objectives; its lists are warned of."""
        texts = [paragraph.text for paragraph in part.opening]
        for node in part.nodes:
            texts.extend(paragraph.text for inner in node.walk() for paragraph in inner.paragraphs)
        for text in texts:
            self._state.read(text)

    def _opening(self, part: Part) -> None:
        """Paragraphs before the first heading; those that carry a list of their own are tasks without a number."""
        duties = [] if part.nodes else read_duties([paragraph.text for paragraph in part.opening[1:]])
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
        section = _printed(chapter)
        if _states_only(chapter):
            self._objective(chapter)
            return
        self._build(chapter, section, None, (chapter.node.number or _raw(chapter.title),), ())

    def _objective(self, reading: NodeReading) -> None:
        """A chapter of situation, principles, goals: no tasks, except items that name who does them."""
        if not reading.any_list:
            self.reading.objectives.append([*([reading.title] if len(reading.title) else []), *_texts(reading)])
            return
        self.reading.objectives.append([reading.title, *reading.body])
        path = (reading.node.number or _raw(reading.title),)
        own = _Heading(reading, _printed(reading), path)
        for child in reading.children:
            if child.any_list and not _states_only(child):
                self._build(child, _printed(reading), own, (*path, child.node.number), ())
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
        if _is_task(reading) or _enumerates(reading, beside) or _has_labelled_parts(reading):
            self._task(reading, action, path, inherited)
            return
        if reading.deadline:
            for child in reading.children:
                child.deadline = child.deadline or reading.deadline
        shared = reading.mentions or _hoisted(reading) or inherited
        give_duties(reading.children)
        self._take_shared(reading)
        if reading.body:
            self.reading.objectives.append([reading.title, *reading.body])
        own = _Heading(reading, section, path)
        for child in reading.children:
            below = (*path, child.node.number or _raw(child.title))
            if _states_only(child) and not child.any_list:
                self._objective(child)
            else:
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
        separate = [(duty.title, duty.text, (duty.group,)) for duty in duties] or _separate_paragraphs(reading)
        if separate:
            self._take_shared(reading)
            own = _Heading(reading, section, path)
            for number, (title, text, groups) in enumerate(separate, start=1):
                units = assign_roles(groups, rule=reading.rule)
                self._add_task(own, "", title, [text], units, None, path=(*path, f"§{number}"))
            return
        if not reading.body and not len(reading.title):
            return
        if not reading.body and action is None and not reading.has_list:
            # A chapter heading over tables only: the tables are read elsewhere.
            return
        self._task(reading, action, path, inherited)

    def _task(
        self, reading: NodeReading, action: "_Heading | None", path: tuple[str, ...], inherited: tuple[UnitMention, ...]
    ) -> None:
        for below in _all(reading):
            self._take_shared(below)
        subtasks, units = _split(reading)
        texts = _texts(reading) if subtasks is None else list(reading.body)
        found = self._add_task(
            action,
            reading.node.number,
            reading.title,
            texts,
            units or inherited,
            reading.deadline,
            path=path,
            subtasks=subtasks or (),
        )
        if found is not None and not found.units and not found.subtasks:
            sentence = read_sentences(join([reading.title, full_stop(found.span[0]), *texts])) if texts else ()
            if sentence:
                self.reading.tasks[-1] = replace(found, units=sentence)

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
                Action(heading.id, reading.node.number, _raw(title), heading.section, span, path)
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
            title=_raw(title) or None,
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


def _released(chapters: list[NodeReading]) -> Iterator[NodeReading]:
    """The chapters one by one, taken out of the list: what is read from each takes the place of its reading."""
    chapters.reverse()
    while chapters:
        yield chapters.pop()


def _raw(text: MappedText) -> str:
    return text.raw.strip("。：；:; 　")


def _printed(reading: NodeReading) -> str:
    """The heading as printed, number and all: 二、主要任务."""
    lead = reading.node.lead
    if not len(reading.title):
        return lead.raw[:40].rstrip("。：；")
    end = lead.origin.index(reading.title.origin[-1]) + 1 if reading.title.origin[-1] in lead.origin else len(lead)
    return lead.slice(0, end).raw


def _states_only(reading: NodeReading) -> bool:
    """Whether the heading announces situation, principles or goals and nothing to do."""
    heading = reading.title.text or reading.text.text[:12]
    if _GOALS_RUN_IN.match(heading):
        return True
    return _NO_TASKS.search(heading) is not None and _TASK_WORDS.search(heading) is None


def _all(reading: NodeReading) -> list[NodeReading]:
    return [reading, *(below for child in reading.children for below in _all(child))]


def _texts(reading: NodeReading) -> list[MappedText]:
    """All paragraphs of a node and below, numbers included, lists left out."""
    texts = list(reading.body)
    for child in reading.children:
        for below in _all(child):
            rest = below.body if len(below.title) or not below.body else below.body[1:]
            first = _first_paragraph(below)
            texts.extend([first, *(text for text in rest if not _within(text, first))])
    return texts


def _first_paragraph(reading: NodeReading) -> MappedText:
    return reading.lead if len(reading.lead) else reading.node.lead


def _within(text: MappedText, whole: MappedText) -> bool:
    return len(text) > 0 and len(whole) > 0 and whole.origin[0] <= text.origin[0] <= whole.origin[-1]


def _is_task(reading: NodeReading) -> bool:
    """Whether a node with items below it is one task (its items are pieces or subtasks) and not a heading over tasks."""
    children = reading.children
    with_lists = [child for child in children if child.any_list]
    if all(child.node.inline for child in children):
        return True
    if reading.has_list and with_lists:
        return len(reading.text) >= _MINIMUM_TEXT or len(with_lists) == len(children)
    fine = all(child.node.style in _FINE for child in children)
    if reading.has_list:
        return bool(reading.body) or (fine and not all(len(child.title) and child.body for child in children))
    if with_lists and with_lists == children[-1:] and len(children) > 1:
        return len(reading.text) >= _MINIMUM_TEXT and fine
    if not with_lists and fine:
        return len(reading.text) >= _MINIMUM_TEXT and not all(len(child.title) and child.body for child in children)
    return False


_CONDITIONS = re.compile(r"(?:条件|情形|标准|原则|材料|对象|情况|之一|要件|程序|流程)(?:如下|之一)?(?:的)?：?$")
"""What announces a list of conditions and no work: 试点村应具备以下条件："""
_FEWEST_BESIDE = 3


def _enumerates(reading: NodeReading, beside: Sequence[NodeReading]) -> bool:
    """Whether a node with a title and a text of its own only enumerates pieces of that text below it: conditions, or
    items without titles where its siblings are tasks without items. Who names bodies in the items gives tasks."""
    if not len(reading.title) or not reading.body or any(child.any_list for child in reading.children):
        return False
    if any(child.children for child in reading.children):
        return False
    if _CONDITIONS.search(reading.body[-1].text):
        return True
    leaves = sum(1 for node in beside if not node.children and node.body)
    titled = all(len(child.title) and child.body for child in reading.children)
    return not titled and len(beside) >= _FEWEST_BESIDE and leaves * 2 > len(beside)


_PART_LABEL = re.compile(
    r"(?:行动|工作|主要|重点|建设|发展|实施|具体|总体|改革|任务|预期)*"
    r"(?:目标|任务|内容|措施|举措|要求|步骤|路径|思路|方向|成效|责任单位|责任分工|进度安排|时间安排|完成时限|保障|现状)(?=[。：，\s]|$|.{12})"
)


def _has_labelled_parts(reading: NodeReading) -> bool:
    """Whether the items below are the parts of one task (1.行动目标 2.主要任务) and no tasks of their own."""
    words = [child.node.first.text for child in reading.children]
    if len(words) < 2 or any(child.children for child in reading.children) or not len(reading.title):
        return False
    return all(_PART_LABEL.match(word) for word in words) and _PART_LABEL.match(reading.title.text) is None


def _hoisted(reading: NodeReading) -> tuple[UnitMention, ...]:
    """A list on a line of its own behind the last of several items that name no one is the whole group's."""
    children = reading.children
    for child in children:
        if child.backward:
            return child.mentions
        if child.closing_groups:
            return assign_roles(child.closing_groups, rule=child.rule)
    if len(children) < 2 or any(child.any_list for child in children[:-1]):
        return ()
    last = children[-1]
    return last.mentions if last.list_apart and not last.children else ()


def _split(reading: NodeReading) -> tuple[tuple[Subtask, ...] | None, tuple[UnitMention, ...]]:
    """The subtasks of a task whose items each name bodies (else None), and the task's own bodies."""
    with_lists = [child for child in reading.children if child.any_list]
    own = reading.mentions
    if len(with_lists) >= 2 or (own and with_lists):
        parts = tuple(_subtask(child) for child in reading.children if child.body or len(child.title))
        return parts, own
    if own or not with_lists:
        return None, own
    return None, with_lists[0].mentions or tuple(m for child in with_lists[0].children for m in child.mentions)


def _subtask(reading: NodeReading) -> Subtask:
    text = join([reading.title, *_texts(reading)] if len(reading.title) else _texts(reading))
    mentions = reading.mentions or tuple(mention for child in reading.children for mention in child.mentions)
    return Subtask(
        "", reading.node.number or None, text.raw, text.span(), mentions, reading.deadline, (reading.node.number,)
    )


def _separate_paragraphs(reading: NodeReading) -> list[tuple[MappedText, MappedText, tuple[NameGroup, ...]]]:
    """Paragraphs under one heading that each have a title and a list of their own: tasks without a number.

    Without titles they are pieces of the heading's one task.
    """
    found = []
    titled = 0
    if reading.own_lists[:1] and reading.own_lists[0].groups and reading.body:
        # The heading's own paragraph has a text: the item is one task.
        return []
    for paragraph, lists in zip(reading.node.paragraphs, reading.own_lists, strict=True):
        if lists.groups and len(lists.body.strip("。；")) >= _MINIMUM_TEXT:
            title, text = split_title(paragraph, lists.body)
            titled += is_clean_title(title.text, text.text) and len(text) > 0
            found.append((title, text, lists.groups))
    return found if len(found) >= 2 and titled * 2 > len(found) else []
