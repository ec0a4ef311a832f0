"""What stands behind the last item's list and speaks of the whole plan: 各地区、各部门要高度重视… Knows no tasks."""

import re
from collections.abc import Sequence

from ingest.mapped import MappedText
from ingest.reading import NodeReading, read_deadline

_SPEAKS_TO_ALL = re.compile(
    r"(?:各地区|各地|各级|各部门|各有关|各相关|各单位|各市|各县|各区|各省|各乡镇|各镇|本(?:方案|计划|意见|措施|行动|规划|办法|政策|通知|条款)|各项(?:条款|政策)|以上|上述|国务院|省|市|县|区)"
)
_APPEALS = re.compile(
    r"(?:各地区|各地方|各地|各级|各部门|各有关|各相关|各单位|各市|各县|各区|各省|各乡镇|各镇)[^。]{0,40}(?:要|应|须)(?:充分认识|高度重视|进一步统一|按照|根据|结合|切实|加强|认真|强化|把|将|精心|严格)"
)
"""各地区、各部门要充分认识…, which closes a plan."""
_IN_FORCE = re.compile(
    r"本(?:[^，。]{0,12})(?:方案|意见|办法|计划|规划|措施|通知|细则|规定|政策)[^，。]{0,10}(?:自.{2,40}(?:施行|实施|执行|生效)|由.{2,30}(?:负责)?解释)|"
    r"本(?:[^，。]{0,12})(?:方案|意见|办法|计划|规划|措施|通知|细则|规定|政策)有效期"
)
_FEWEST_ALIKE = 5
_FEWEST = 2
"""Items that must end with their lists before what follows the last one's list is no part of it."""


def take_closing(chapters: Sequence[NodeReading]) -> list[MappedText]:
    """The text behind the list that ends the part's last item, taken away from that item."""
    leaves = [leaf for chapter in chapters for leaf in _leaves(chapter)]
    end = _end_of_last(leaves) or _before_appeal(leaves)
    if end is None or not leaves[-1].body:
        return []
    last = leaves[-1]
    kept: list[MappedText] = []
    closing: list[MappedText] = []
    for text in last.body:
        cut = sum(1 for offset in text.origin if offset < end)
        before, behind = text.slice(0, cut), text.slice(cut, len(text))
        same_paragraph = 0 < cut < len(text)
        if len(behind.strip("。；")) and (not same_paragraph or _SPEAKS_TO_ALL.match(behind.text)):
            closing.append(behind)
            text = before
        if len(text):
            kept.append(text)
    if closing and (kept or len(last.title)):
        last.body = kept
        last.deadline = next((found.deadline for found in last.own_lists if found.deadline), None)
        read_deadline(last)
        return closing
    return []


def drop_in_force(chapters: list[NodeReading]) -> list[NodeReading]:
    """Articles at the end that say from when the document is in force and who explains it, taken away from `chapters`."""
    taken: list[NodeReading] = []
    while len(chapters) > 1 and _says_in_force(chapters[-1]):
        taken.insert(0, chapters.pop())
    return taken


def _says_in_force(reading: NodeReading) -> bool:
    """Whether a top-level item without a list and without items says nothing else."""
    if reading.children or reading.any_list or len(reading.title) or len(reading.body) != 1:
        return False
    return _IN_FORCE.match(reading.body[0].text) is not None


def _end_of_last(leaves: Sequence[NodeReading]) -> int | None:
    """The offset at which the text of the last item ends: that of its list where items end with lists, that of its
    first paragraph where no item of its kind has a second one."""
    if len([leaf for leaf in leaves[:-1] if _ends_with_list(leaf)]) >= _FEWEST:
        return _list_end(leaves[-1])
    alike = [leaf for leaf in leaves[:-1] if leaf.node.style == leaves[-1].node.style] if leaves else []
    if len(alike) < _FEWEST_ALIKE or any(len(leaf.node.paragraphs) > 1 for leaf in alike):
        return None
    first = leaves[-1].node.paragraphs[:1]
    return first[0].text.origin[-1] + 1 if first and len(first[0].text) and "。" in first[0].text.text else None


def _before_appeal(leaves: Sequence[NodeReading]) -> int | None:
    """The offset at which the last item ends where its text is followed by a paragraph that tells all what they must do."""
    paragraphs = leaves[-1].node.paragraphs if leaves else []
    if len(paragraphs) < _FEWEST or "。" not in paragraphs[0].text.text[:-1]:
        return None
    appeals = (at for at, paragraph in enumerate(paragraphs) if at and _APPEALS.match(paragraph.text.text))
    first = next(appeals, None)
    return paragraphs[first - 1].text.origin[-1] + 1 if first else None


def _leaves(reading: NodeReading) -> list[NodeReading]:
    if not reading.children:
        return [reading]
    return [leaf for child in reading.children for leaf in _leaves(child)]


def _ends_with_list(leaf: NodeReading) -> bool:
    return bool(leaf.own_lists and leaf.own_lists[-1].groups)


def _list_end(leaf: NodeReading) -> int | None:
    """The offset at which the last list of the item ends."""
    places = [group.place for found in leaf.own_lists for group in found.groups if group.place]
    return max((place[1] for place in places), default=None)
