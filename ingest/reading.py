"""One outline node, read: its title, its text without responsibility lists, its lists. Does not know what is a task."""

import re
from dataclasses import dataclass, field

from ingest.blocks import Paragraph
from ingest.brackets import depths
from ingest.facts import ParseWarning, UnitMention
from ingest.mapped import EMPTY, MappedText, join
from ingest.outline import Node
from ingest.responsibility import NameGroup, Responsibility, assign_roles, read_responsibility

_TITLE_LENGTH = 60
_COLON_TITLE_LENGTH = 24
_DEADLINE_BRACKET = re.compile(
    r"[（〔【]((?:完成时[限间][：])?(?:(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|中旬|上旬|下旬)?前?(?:完成|取得|实现)?[^（）]{0,12}|长期坚持|持续推进|持续实施|长期|"
    r"全年推进|常态化[^（）]{0,8}))[）〕】]$"
)
_DEADLINE = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|上半年|中旬)?(?:以?前)(?=[^\d])|(?<![\d第])[\d一二三四五两六七八九十]{1,3}(?:年|个月)(?:之)?内"
)
_YEAR_OR_MONTH = re.compile(r"20\d\d年|\d{1,2}月|年底|年末")


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
    children: list["NodeReading"] = field(default_factory=list)
    own_lists: list[Responsibility] = field(default_factory=list)

    @property
    def mentions(self) -> tuple[UnitMention, ...]:
        """The node's own bodies with their roles."""
        return assign_roles(self.groups, rule=self.rule)

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
    """Whether a rule that the first-listed body leads is in force, at this point of the reading."""

    def __init__(self) -> None:
        self.declared = False


def read_node(node: Node, state: RuleState) -> NodeReading:
    """`node` and everything below it, read in the document's order."""
    reading = NodeReading(node, EMPTY, [])
    for index, paragraph in enumerate(node.paragraphs):
        found = read_responsibility(paragraph.text)
        state.declared = state.declared or found.declares
        reading.rule = reading.rule or state.declared
        reading.groups.extend(found.groups)
        reading.collective.extend(found.collective)
        reading.warnings.extend(found.warnings)
        reading.deadline = reading.deadline or found.deadline
        reading.own_lists.append(found)
        if found.groups and index > 0 and not len(found.body.strip("。；")):
            reading.list_apart = True
        body = found.body
        if index == 0:
            reading.title, body = split_title(paragraph, found.body, alone=node.style.startswith("heading"))
        if len(body.strip("。；，、：")):
            reading.body.append(body)
    reading.children = [read_node(child, state) for child in node.children]
    _read_deadline(reading)
    return reading


def split_title(paragraph: Paragraph, text: MappedText, *, alone: bool = False) -> tuple[MappedText, MappedText]:
    """The title of an item and the text behind it: a bold run, a heading line, or the words before the first 。"""
    plain = text.text
    if paragraph.bold_end and paragraph.bold_end < len(plain):
        return text.slice(0, paragraph.bold_end).strip("。：；"), text.slice(paragraph.bold_end, len(text)).strip(
            "。："
        )
    if paragraph.heading or alone:
        return text.strip("。：；"), text.slice(0, 0)
    level = depths(plain)
    stop = next(
        (i for i, character in enumerate(plain) if character == "。" and level[i] == 0 and not _quoted(plain, i)), -1
    )
    if stop == -1:
        if len(plain) <= _TITLE_LENGTH and not plain.endswith("；"):
            return text.strip("：；"), text.slice(0, 0)
        return _colon_title(text) or (text.slice(0, 0), text)
    if stop <= _TITLE_LENGTH:
        rest = text.slice(stop + 1, len(text))
        if len(rest.strip("。；")):
            return _colon_title(text) or (text.slice(0, stop), rest)
        return (
            (text.slice(0, stop), text.slice(0, 0))
            if stop <= 36 and plain.count("，") <= 2
            else (text.slice(0, 0), text)
        )
    return _colon_title(text) or (text.slice(0, 0), text)


def _colon_title(text: MappedText) -> tuple[MappedText, MappedText] | None:
    """加强组织领导：成立… : a short phrase before a colon is the title."""
    stop = text.text.find("：")
    if 2 <= stop <= _COLON_TITLE_LENGTH and not set(text.text[:stop]) & set("，。；、《（") and stop + 1 < len(text):
        return text.slice(0, stop), text.slice(stop + 1, len(text))
    return None


def _quoted(text: str, index: int) -> bool:
    """Whether the character stands inside quotation marks."""
    return text.count("“", 0, index) > text.count("”", 0, index)


def _read_deadline(reading: NodeReading) -> None:
    """The time limit that a bracket at the end of the text gives, else the first one the text states."""
    if reading.deadline is not None:
        return
    for position in (len(reading.body) - 1,) if reading.body else ():
        text = reading.body[position]
        match = _DEADLINE_BRACKET.search(text.text.rstrip("。"))
        if match and (_YEAR_OR_MONTH.search(match.group(1)) or "长期" in match.group(1) or "持续" in match.group(1)):
            reading.deadline = text.raw[match.start(1) : match.end(1)].removeprefix("完成时限：")
            reading.body[position] = text.slice(0, match.start())
            return
    for text in (reading.title, *reading.body):
        for match in _DEADLINE.finditer(text.text):
            if _YEAR_OR_MONTH.search(match.group()) or match.group().endswith("内"):
                reading.deadline = text.raw[match.start() : match.end()]
                return
