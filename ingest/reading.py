"""One outline node, read: its title, its text without responsibility lists, its lists. Does not know what is a task."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.deadlines import find_deadline, take_bracket
from ingest.facts import ParseWarning, Span, Task, UnitMention
from ingest.mapped import EMPTY, MappedText, join
from ingest.names_below import join_names_below
from ingest.outline_tree import Node, Outline
from ingest.responsibility import Responsibility, read_responsibility
from ingest.title_levels import TitleLevels, has_sentence, is_one_sentence
from ingest.titles import is_clean_title, split_title, tells_someone
from ingest.unit_roles import NameGroup, assign_list_by_list
from ingest.unread_cues import says_who, unread_list, unread_sentences


@dataclass(slots=True)
class NodeReading:
    """What a node says by itself, its children left out.

    body: its paragraphs without title and lists. groups: bodies by role word, in order. rule: whether the rule that
    position decides was in force at its list. list_apart: its list stands in a paragraph of its own.
    """

    node: Node
    title: MappedText
    body: list[MappedText]
    groups: list[NameGroup] = field(default_factory=list)
    collective: list[UnitMention] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)
    deadline: str | None = None
    rule: bool = False
    list_apart: bool = False
    closing_groups: list[NameGroup] = field(default_factory=list)
    """Bodies of a list that closes the group this node is the last of."""
    backward: bool = False
    """Its list says that it holds for the items before it too."""
    behind: tuple[UnitMention, ...] = ()
    """Bodies of a list that stands behind the group of items to which it belongs."""
    children: list["NodeReading"] = field(default_factory=list)
    own_lists: list[Responsibility] = field(default_factory=list)

    @property
    def lead(self) -> MappedText:
        """Its first paragraph with the number, without lists."""
        return _whole(self.node, self.own_lists[0].body) if self.own_lists else EMPTY

    @property
    def mentions(self) -> tuple[UnitMention, ...]:
        """The node's own bodies with their roles."""
        return assign_list_by_list(self.groups, rule=self.rule)

    @property
    def has_list(self) -> bool:
        """Whether the node itself names bodies."""
        return bool(self.groups)

    @property
    def any_list(self) -> bool:
        """Whether the node or anything below it names bodies."""
        return self.has_list or any(child.any_list for child in self.children)

    @property
    def text(self) -> MappedText:
        """Its body as one run."""
        return join(self.body)


class RuleState:
    """What holds from some point of the document on: a rule that the first-listed body leads.

    titles: which items have titles, in this document. Also keeps every list that was met, so that none is lost silently.
    """

    def __init__(self, outline: Outline | None = None) -> None:
        self.declared: Span | None = None
        self.titles = TitleLevels(outline)
        self.warnings: list[ParseWarning] = []
        self._lists: list[tuple[tuple[Span, str], ...]] = []
        self._sentences: list[tuple[Span, str]] = []

    def read(self, paragraph: MappedText) -> Responsibility:
        """What `paragraph` says of responsibility; a rule that it declares is in force from here on."""
        found = self.titles.take(paragraph) or read_responsibility(paragraph)
        self.declared = self.declared or found.declares
        self.warnings.extend(found.warnings)
        if found.groups:
            self._lists.append(tuple((name.span, name.name) for group in found.groups for name in group.names))
        self._note_unread(found)
        return found

    def _note_unread(self, found: Responsibility) -> None:
        """What the text without its lists still says of responsibility."""
        left = unread_list(found.body)
        if left is not None:
            self.warnings.append(left)
        place = None if found.found or left else says_who(found.body)
        if place is not None:
            self._sentences.append((place, found.body.raw[:60]))

    def unused(self, tasks: Sequence[Task]) -> list[ParseWarning]:
        """A warning for each list of which no body is a body of any of `tasks`: of a group whose items all have their
        own, of a chapter without tasks; and for sentences that seem to name bodies of a task that has none."""
        used: set[Span] = set()
        known: list[tuple[int, set[str]]] = []
        for task in tasks:
            mentions = [*task.units, *(mention for part in task.subtasks for mention in part.units)]
            used.update(mention.span for mention in mentions)
            known.append((task.span[0], {mention.name for mention in mentions}))
        known.sort(key=lambda item: item[0])
        starts = [start for start, _ in known]
        warnings = unread_sentences(self._sentences, tasks)
        for places in self._lists:
            spans = [span for span, _ in places]
            if not spans or not used.isdisjoint(spans):
                continue
            before = bisect_right(starts, spans[0][0])
            repeats = before and {name for _, name in places} <= known[before - 1][1]
            kind = "list_repeated" if repeats else "list_unused"
            message = "a list that repeats bodies of its task" if repeats else "a list of bodies that no task takes"
            warnings.append(ParseWarning(kind, message, (min(spans)[0], max(spans)[1])))
        return warnings


def read_node(node: Node, state: RuleState) -> NodeReading:
    """`node` and everything below it, read in the document's order."""
    node.paragraphs = join_names_below(node.paragraphs)
    reading = NodeReading(node, EMPTY, [])
    for index, paragraph in enumerate(node.paragraphs):
        found = state.read(paragraph.text)
        reading.rule = reading.rule or bool(state.declared)
        apart = index > 0 and not len(found.body.strip("。；"))
        if apart and not reading.list_apart and _begins_anew(reading.groups, found.groups):
            # Behind an item that has a list of its own, a list on lines of its own closes the whole group.
            reading.closing_groups.extend(found.groups)
        elif apart and found.groups and reading.closing_groups:
            reading.closing_groups.extend(found.groups)
        else:
            reading.groups.extend(found.groups)
        reading.collective.extend(found.collective)
        reading.warnings.extend(found.warnings)
        reading.deadline = reading.deadline or found.deadline
        reading.own_lists.append(found)
        reading.backward = reading.backward or found.backward
        if found.groups and apart and not reading.closing_groups:
            reading.list_apart = True
        body = found.body
        cut = state.titles.glued(node) if index == 0 else 0
        if cut:
            reading.title, body = paragraph.text.slice(0, cut), body.slice(cut, len(body))
        elif index == 0 and (state.titles.has_title(node) or (node.children and not has_sentence(node))):
            title, body = split_title(paragraph, found.body, alone=node.style.startswith("heading"))
            if not _is_sentence(node, title, body, found.body):
                reading.title = title
            else:
                body = found.body
        if node.children and index == len(node.paragraphs) - 1:
            body = _without_lead_in(body)
        if len(body.strip("。；，、：")):
            reading.body.append(body)
    reading.children = [read_node(child, state) for child in node.children]
    read_deadline(reading)
    return reading


def _is_sentence(node: Node, title: MappedText, rest: MappedText, whole: MappedText) -> bool:
    """Whether the words before the first 。 of an item are a sentence and no title, though its level has titles."""
    if len(rest):
        return tells_someone(title.text) and not node.children
    return is_one_sentence(node, whole) and not is_clean_title(title.text, title.text)


_LEAD_IN = re.compile(r"(?:(?<=[。）])|^)(?:具体|主要|重点|工作)(?:措施|举措|任务|内容)(?:如下|包括)?：?$")


def _without_lead_in(body: MappedText) -> MappedText:
    """The text without the words that only announce the items below it (具体措施：)."""
    found = _LEAD_IN.search(body.text)
    return body.slice(0, found.start()) if found else body


def _begins_anew(known: list[NameGroup], more: tuple[NameGroup, ...]) -> bool:
    """Whether a second list names leads (or bodies in general) again, and does not merely go on with 配合单位."""
    return bool({group.kind for group in known} & {group.kind for group in more} & {"lead", "main", "neutral"})


def _whole(node: Node, body: MappedText) -> MappedText:
    """The first paragraph's text with the printed number before it."""
    first = node.first
    if not len(first) or first.origin[0] not in node.lead.origin:
        return body
    return join([node.lead.slice(0, node.lead.origin.index(first.origin[0])), body])


def read_deadline(reading: NodeReading) -> None:
    """The time limit of its list, else of a bracket at the end of its text, else the first one the text states."""
    if reading.deadline is not None:
        return
    bracket = take_bracket(reading.body[-1]) if reading.body else None
    if bracket is not None:
        reading.deadline, reading.body[-1] = bracket
        return
    found = (find_deadline(text) for text in (reading.title, *reading.body))
    reading.deadline = next((limit for limit in found if limit), None)
