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
    r"【(?P<title>(?![^】]{0,6}(?:责任|牵头|配合|单位|部门|时限|注))[\u4e00-\u9fff“”、]{2,16})】"
)
"""【重点任务】 on a line of its own: a chapter."""
_ITEMS = frozenset({"arabic", "arabic_bracket"})
_FEWEST = 2


def find_plain_headings(items: Sequence[Paragraph | Table]) -> frozenset[int]:
    """The offsets of the lines that head numbered items without bearing a number; empty where fewer than two do."""
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
