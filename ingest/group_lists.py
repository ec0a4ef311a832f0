"""Lists that stand behind the last of several items and speak of all of them. Builds no tasks.

Such a list looks the same as one of the last item alone: it is taken for the group's only where the document shows
that it prints its lists so, and no item says by itself who does it.
"""

import re
from collections.abc import Sequence

from ingest.facts import ParseWarning, UnitMention
from ingest.reading import NodeReading
from ingest.task_parts import all_below
from ingest.unit_roles import assign_roles

_FEWEST_GROUPS = 2
"""Groups that end in a list and have none before it, from which on this is how the document prints its lists."""
_FEWEST_PIECES = 3
"""Items without titles: pieces of one text, whose bodies stand below it."""
_BODY = "局|委|办|厅|署|院|联|政府|中心|公司|集团|银行|部门|单位|乡镇|镇街|街道|各[镇乡县市区村州]|工会|协会|学校|医院|支队|大队"
_HAS_CUE = re.compile(
    "牵头|负责|配合|责任|主办|协办|主责|主抓|承办|会同|会商|职责|分工|参与|参加|协助|由|实施单位|落实单位"
)
_HAS_BODY = re.compile(_BODY)
_SUBJECT = re.compile(f"(?:^|[，：])(?:请|并|其中)?(?:[省市县区州旗镇各]|自治区)[^，：]{{0,14}}(?:{_BODY})")
"""县民政局要…: a clause that begins with a body."""
_SENTENCE = re.compile("[^。；]+")


def take_group_lists(chapters: Sequence[NodeReading]) -> None:
    """Give the items of each group the list that stands behind it (`NodeReading.behind`)."""
    below = [reading for chapter in chapters for reading in all_below(chapter)]
    groups = [reading for reading in below if len(reading.children) > 1]
    shaped = [reading for reading in groups if _ends_in_list(reading)]
    usual = _prints_so(below, shaped)
    for reading in shaped:
        if (usual or _are_pieces(reading)) and not any(map(_names_someone, reading.children)):
            _hand_on(reading.children[:-1], _of_group(reading.children[-1]))
            reading.children[-1].closing_groups.clear()
    for reading in groups:
        for index, child in enumerate(reading.children):
            if child.backward:
                _hand_on(reading.children[:index], child.mentions)
    for reading in below:
        # What is no group's is the item's own.
        reading.groups.extend(reading.closing_groups)
        reading.closing_groups.clear()


def _prints_so(below: Sequence[NodeReading], shaped: Sequence[NodeReading]) -> bool:
    """Whether lists on lines of their own stand only behind groups, and the document shows it: it has several such
    groups, or items whose own lists stand in their text."""
    last = [reading.children[-1] for reading in shaped]
    leaves = [reading for reading in below if not reading.children]
    known = {id(leaf) for leaf in last}
    if any(leaf.list_apart and id(leaf) not in known for leaf in leaves):
        return False
    within = sum(1 for leaf in leaves if leaf.own_lists and leaf.own_lists[0].groups)
    return len(shaped) >= _FEWEST_GROUPS or (within >= _FEWEST_GROUPS and not any(map(_in_bracket, last)))


def _in_bracket(last: NodeReading) -> bool:
    """Whether the item's last line is a list in brackets: these stand on lines of their own by chance, too."""
    return last.node.paragraphs[-1].text.text.startswith(("（", "〔", "【", "["))


def left_to_last(reading: NodeReading) -> list[ParseWarning]:
    """A warning where the list behind the last item of a heading may be that of items before it, which name no one."""
    if len(reading.children) < 2 or not _ends_in_list(reading):
        return []
    if all(child.behind or _names_someone(child) for child in reading.children[:-1]):
        return []
    place = reading.children[-1].groups[-1].place
    message = "a list behind the last of several items that name no one: read as that item's own"
    return [ParseWarning("list_of_last_item", message, place)] if place else []


def _ends_in_list(reading: NodeReading) -> bool:
    """Whether the last item ends in a list on lines of its own, and no item before it has one."""
    last = reading.children[-1]
    if any(child.any_list for child in reading.children[:-1]) or last.children or last.backward:
        return False
    return bool(last.closing_groups) or (last.list_apart and not last.own_lists[0].groups)


def _of_group(last: NodeReading) -> tuple[UnitMention, ...]:
    return assign_roles(last.closing_groups, rule=last.rule) if last.closing_groups else last.mentions


def _hand_on(items: Sequence[NodeReading], mentions: tuple[UnitMention, ...]) -> None:
    for item in items:
        item.behind = item.behind or mentions


def _are_pieces(reading: NodeReading) -> bool:
    """Whether the items are pieces of one text: no item has a title and a text."""
    return len(reading.children) >= _FEWEST_PIECES and not any(
        child.children or (len(child.title) and child.body) for child in reading.children
    )


def _names_someone(reading: NodeReading) -> bool:
    """Whether a sentence of an item may say, in whatever words, who does it."""
    return any(
        _SUBJECT.search(sentence) or (_HAS_CUE.search(sentence) and _HAS_BODY.search(sentence))
        for below in all_below(reading)
        for text in (below.title, *below.body)
        for sentence in _SENTENCE.findall(text.text)
    )
