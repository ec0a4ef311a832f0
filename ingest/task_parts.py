"""The pieces of a task: its texts, its heading as printed, its subtasks. Does not decide what is a task."""

from ingest.facts import Subtask, UnitMention
from ingest.mapped import MappedText, join
from ingest.reading import NodeReading
from ingest.task_shape import MINIMUM_TEXT
from ingest.titles import is_clean_title, split_title
from ingest.unit_roles import NameGroup


def raw_title(text: MappedText) -> str:
    """A title as printed, without the marks at its ends."""
    return text.raw.strip("。：；:; 　")


def printed_heading(reading: NodeReading) -> str:
    """The heading as printed, number and all: 二、主要任务."""
    lead = reading.node.lead
    if not len(reading.title):
        return lead.raw[:40].rstrip("。：；")
    end = lead.origin.index(reading.title.origin[-1]) + 1 if reading.title.origin[-1] in lead.origin else len(lead)
    return lead.slice(0, end).raw.strip("【】")


def all_below(reading: NodeReading) -> list[NodeReading]:
    """The node and everything below it, in order."""
    return [reading, *(below for child in reading.children for below in all_below(child))]


def all_texts(reading: NodeReading) -> list[MappedText]:
    """All paragraphs of a node and below, numbers included, lists left out."""
    texts = list(reading.body)
    for child in reading.children:
        for below in all_below(child):
            rest = below.body if len(below.title) or not below.body else below.body[1:]
            first = _first_paragraph(below)
            texts.extend([first, *(text for text in rest if not _within(text, first))])
    return texts


def _first_paragraph(reading: NodeReading) -> MappedText:
    return reading.lead if len(reading.lead) else reading.node.lead


def _within(text: MappedText, whole: MappedText) -> bool:
    return len(text) > 0 and len(whole) > 0 and whole.origin[0] <= text.origin[0] <= whole.origin[-1]


def split_subtasks(reading: NodeReading) -> tuple[tuple[Subtask, ...] | None, tuple[UnitMention, ...]]:
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
    text = join([reading.title, *all_texts(reading)] if len(reading.title) else all_texts(reading))
    mentions = reading.mentions or tuple(mention for child in reading.children for mention in child.mentions)
    return Subtask(
        "", reading.node.number or None, text.raw, text.span(), mentions, reading.deadline, (reading.node.number,)
    )


def separate_paragraphs(reading: NodeReading) -> list[tuple[MappedText, MappedText, tuple[NameGroup, ...]]]:
    """Paragraphs under one heading that each have a title and a list of their own: tasks without a number.

    Without titles they are pieces of the heading's one task.
    """
    bullets = _titled_bullets(reading)
    if bullets:
        return bullets
    found = []
    titled = 0
    if reading.own_lists[:1] and reading.own_lists[0].groups and reading.body:
        # The heading's own paragraph has a text: the item is one task.
        return []
    for paragraph, lists in zip(reading.node.paragraphs, reading.own_lists, strict=True):
        if lists.groups and len(lists.body.strip("。；")) >= MINIMUM_TEXT:
            title, text = split_title(paragraph, lists.body)
            titled += is_clean_title(title.text, text.text) and len(text) > 0
            found.append((title, text, lists.groups))
    return found if len(found) >= 2 and titled * 2 > len(found) else []


def _titled_bullets(reading: NodeReading) -> list[tuple[MappedText, MappedText, tuple[NameGroup, ...]]]:
    """Bullets below a chapter's heading that all open with a title (- 强化宣传。…): its items, with a list or without."""
    paragraphs = reading.node.paragraphs[1:]
    if reading.node.style not in ("han", "chapter") or len(paragraphs) < 2 or reading.children:
        return []
    if not all(paragraph.bullet for paragraph in paragraphs) or "。" in reading.node.first.text:
        return []
    found = []
    for paragraph, lists in zip(paragraphs, reading.own_lists[1:], strict=True):
        title, text = split_title(paragraph, lists.body)
        if not len(title) or not is_clean_title(title.text, text.text) or not (len(text) or lists.groups):
            return []
        found.append((title, text, lists.groups))
    return found
