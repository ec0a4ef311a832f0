"""Headings without a number: short lines that stand, group by group, above numbered items. Knows paragraphs, no tree."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import CUE_LINE, Paragraph
from ingest.numbering import read_marker
from ingest.part_ends import closes
from ingest.source import Table
from ingest.unit_shape import looks_like_unit

_SHAPE = re.compile(r"[\u4e00-\u9fff“][^。；：！？|]{2,31}")
_NO_HEADING = re.compile(
    r"[、，）]$|\d|附件|附表|专栏|(?:方案|计划|意见|规划|办法|措施|纲要|要点|通知|决定|清单|一览表)$|"
    r"^(?:主要|具体|重点|工作)*(?:任务|目标|措施|举措|内容|要求|安排|步骤)$|完成|责任|单位|负责"
)
"""Titles of documents, labels of parts of an item, lists of bodies, time limits."""
BRACKETED_HEADING = re.compile(
    r"【(?P<title>(?![^】]{0,14}(?:责任|负责|牵头|配合|分工|单位|部门|时限|注))[\u4e00-\u9fff“”、]{2,16})】"
)
"""【重点任务】 on a line of its own: a chapter."""
_CHAPTER_LINE = re.compile(
    r"(?:总体|工作|主要|重点|基本|指导|实施|组织|保障|具体|任务|整治|治理|检查|排查|创建|建设|发展|行动|活动|推进|目标|职责|责任|时间|方法|进度|监督|政策|考核|督导|宣传|专项){1,4}"
    r"(?:要求|思想|思路|目标|原则|任务|内容|安排|步骤|措施|保障|方法|分工|领导|实施|范围|阶段|机制|重点|职责|节点|举措|进度|考核)：?"
)
"""What plans call their chapters everywhere."""
_OF_CHAPTERS = frozenset({"han", "chapter", "part", "section"})
_ITEMS = frozenset({"arabic", "arabic_bracket"})
_FEWEST = 2
_FEWEST_CHAPTERS = 3


def find_plain_headings(items: Sequence[Paragraph | Table]) -> dict[int, str]:
    """The offsets of the lines that are headings without bearing a number, each with its style: chapters, and what heads
    numbered items; none where too few are."""
    return dict.fromkeys(_over_items(items), "dash") | dict.fromkeys(_chapter_lines(items), "heading2")


def _chapter_lines(items: Sequence[Paragraph | Table]) -> list[int]:
    """The chapters of a plan that numbers none: 总体要求, 工作安排, 工作要求, the first of them before any item."""
    found: list[Paragraph] = []
    for paragraph in items:
        marker = read_marker(paragraph.text.text) if isinstance(paragraph, Paragraph) else None
        if isinstance(paragraph, Table) or (marker is None and not _CHAPTER_LINE.fullmatch(paragraph.text.text)):
            continue
        if marker is not None and (marker.style in _OF_CHAPTERS or not found):
            return []
        if marker is None:
            if paragraph.heading:
                return []
            found.append(paragraph)
    names = {paragraph.text.text for paragraph in found}
    return [paragraph.start for paragraph in found] if len(names) == len(found) >= _FEWEST_CHAPTERS else []


def _over_items(items: Sequence[Paragraph | Table]) -> frozenset[int]:
    """The lines that head numbered items, and 【重点任务】."""
    found = [
        paragraph
        for paragraph, following in pairwise(items)
        if isinstance(paragraph, Paragraph) and isinstance(following, Paragraph) and _could_head(paragraph, following)
    ]
    chapters = [item for item in items if isinstance(item, Paragraph) and BRACKETED_HEADING.fullmatch(item.text.text)]
    counts = Counter(paragraph.text.text for paragraph in found)
    found = [paragraph for paragraph in found if counts[paragraph.text.text] == 1]
    groups = (group for group in (found, chapters) if len({item.text.text for item in group}) >= _FEWEST)
    return frozenset(paragraph.start for group in groups for paragraph in group)


def _could_head(paragraph: Paragraph, following: Paragraph) -> bool:
    text = paragraph.text.text
    if paragraph.heading or paragraph.bullet or not _SHAPE.fullmatch(text) or _NO_HEADING.search(text):
        return False
    below = read_marker(following.text.text)
    if below is None or below.style not in _ITEMS or read_marker(text) is not None:
        return False
    if CUE_LINE.match(text) or closes(text):
        return False
    return not all(looks_like_unit(name) for name in re.split("[、，]", text))
