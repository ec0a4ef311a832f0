"""Lines of a document's head that make up a title: where it begins and ends, joined. Knows lines, chooses among few."""

import re

from ingest.header.lines import DRAFT_MARK, JOIN_MOST, LINK, NAVIGATION, TITLE_BRACKET, HeadLines, title_key
from ingest.header.metadata import without_site
from ingest.mapped import MappedText, join

Block = tuple[int, int]
"""The first and the last line of a title."""
_STRONG = re.compile(
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|通知|决定|清单|政策|举措|条例|细则|规定|安排|分工|任务|目标|责任书|任务书|工作法|若干条|\d+条|(?:分解|计划|任务|目标|分工|安排|进度|责任|清单|一览|汇总)表|"
    r"实事|图谱|路线图|指引|指南|行动|预案|制度)[》”〉]?(?:（[^（）]{1,40}）)*$"
)
OPENS_TITLE = re.compile(
    r"关于|中共|国务院|国家|全国|[\u4e00-\u9fff]{1,10}?(?:省|自治区|自治州|市|县|自治县|镇|街道|新区|区(?!块|域))(?!场)|\d{4}年|“"
)
_GENERIC = re.compile(
    r"(?:重点|主要|工作|目标|任务|责任|分工|实施|行动|年度|附|清单|一览|分解|台账|汇总|计划|方案|措施|表|进度|安排|具体|民生|实事|项目|指标|sheet|工作表|\d)+",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"(?:(?:和|及|与|暨|以及).{4,40}|(?:项目|任务|工作|事项)(?:和|及|与|暨).{2,20}(?:单位|分工|清单|名单|表)|(?:三年|五年|两年|专项|重点|工作|实施|行动|攻坚|建设|发展|任务)*"
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|清单|分工|分解表))(?:（[^（）]{1,40}）)*$"
)
_REPORTS = re.compile(r"出台|推出|发布|公布")
"""What a newspaper writes above a document."""
_BROKEN_REST = 3
"""Characters of a title's last word that a full line leaves over."""
_PATH = re.compile(r"https?：?|[A-Za-z0-9_]+/[A-Za-z0-9_]+|\.(?:s?html?|pdf|docx?)\b")
"""Addresses and folders of files, which end like the title that they are named after."""


def own_heading(lines: HeadLines) -> Block | None:
    """The title of a document that no notice wraps: a marked heading before all, else the first title block."""
    plain: Block | None = None
    generic: Block | None = None
    signed: Block | None = None
    for last in lines.view.head:
        kind = lines.kind(last)
        if kind == "chapter" and plain is not None:
            break
        if kind == "sentence" and signed is not None:
            break
        block = block_at(lines, last) if kind in ("text", "org") else None
        if block is None:
            continue
        if _GENERIC.fullmatch(joined_lines(lines, block).text):
            generic = generic or block
        elif lines.view.heading(block[0]) == 1:
            return block
        else:
            plain = plain or block
            if lines.kind(block[0]) == "org" and block[0] != block[1]:
                signed = signed or block
    if plain and plain[1] + 1 in lines.view.head:
        plain = _in_full(lines, plain)
    if plain and signed and _REPORTS.search(joined_lines(lines, plain).text):
        return signed
    return plain or generic


def _in_full(lines: HeadLines, block: Block) -> Block:
    """The line below where it says the same with more before it: a sheet's short name above its title."""
    below = block[1] + 1
    short, long = title_key(joined_lines(lines, block).text), title_key(lines.text(below).text)
    full = lines.kind(below) == "text" and len(long) > len(short) and long.endswith(short)
    return (below, below) if full else block


def block_at(lines: HeadLines, last: int) -> Block | None:
    """The lines of a title that ends at `last`, a bracket below it included; None where it is none."""
    text = DRAFT_MARK.sub("", without_site(lines.text(last).text))
    first = last - 1 if _ends_broken_title(lines, last) else last
    if first == last and (lines.kind(last) not in ("text", "org") or not _STRONG.search(text) or len(text) < 4):
        return None
    if LINK.search(text) or NAVIGATION.search(text) or _PATH.search(text):
        return None
    while first > 0 and last - first < JOIN_MOST - 2 and _joins_upward(lines, first):
        first -= 1
    below = last + 1
    if below in lines.view.head and lines.kind(below) == "text" and _goes_on(text, lines.text(below).text):
        last = below
    return first, with_bracket(lines, last)


def _goes_on(text: str, below: str) -> bool:
    """Whether the line below a title belongs to it: 关于贯彻《某某条例》 / 推进分类投放的实施方案."""
    if _CONTINUES.match(below):
        return True
    named = text.find("《")
    return (
        named > _SHORTEST_ABOUT
        and text.endswith(("》", "〉"))
        and text.startswith("关于")
        and bool(_STRONG.search(below))
    )


_SHORTEST_ABOUT = 3
"""Characters of 关于 and a verb before the document that a title names."""


def _ends_broken_title(lines: HeadLines, last: int) -> bool:
    """Whether a line is the rest of a title that the width of the page broke inside its last word: …指导意 / 见"""
    text = lines.text(last).text
    if not 0 < len(text) <= _BROKEN_REST or last == 0 or lines.kind(last - 1) != "text":
        return False
    above = lines.text(last - 1).text
    return len(above) > _BROKEN_REST and not _STRONG.search(above) and _STRONG.search(above[-8:] + text) is not None


def _joins_upward(lines: HeadLines, first: int) -> bool:
    """Whether the line above `first` is the beginning of the same title."""
    above, here = lines.text(first - 1).text, lines.text(first).text
    if lines.view.heading(first) and not lines.view.heading(first - 1):
        return False
    if lines.kind(first - 1) == "org":
        return here.startswith(("关于", "印发")) or lines.kind(first) == "org"
    if lines.kind(first - 1) != "text" or _STRONG.search(above) or NAVIGATION.search(above) or LINK.search(above):
        return False
    if re.match(r"关于|中共|国务院", here) and "关于" not in above:
        return False
    if title_key(re.split("[，,|_-]", above)[0]) in title_key(here):
        return False  # the page's own name above the title: 关于…的意见，国务院
    return len(above) >= 6 and (OPENS_TITLE.match(above) is not None or OPENS_TITLE.match(here) is None)


def joined_lines(lines: HeadLines, block: Block) -> MappedText:
    """The title that these lines print, marks of a draft left out."""
    return join(lines.text(at) for at in range(block[0], block[1] + 1) if lines.kind(at) != "draft")


def with_bracket(lines: HeadLines, last: int) -> int:
    """The next line too where it is the title's bracket of years or trial."""
    below = last + 1
    if below in lines.view.head and TITLE_BRACKET.fullmatch(lines.text(below).text):
        return below
    return last
