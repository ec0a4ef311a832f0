"""A document cut into lines for the header's rules, also where its line breaks were lost. Knows layout, no fields."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from ingest.facts import Span
from ingest.mapped import MappedText, map_span, normalise
from ingest.source import SourceDocument

HEAD_LENGTH = 20_000
"""Characters from the start within which a notice, its signature and the plan's title stand."""
_LONG = 1500
_HALF_A_DOCUMENT = 300
_WHOLE_DOCUMENT = 150
"""Characters from which on a line that is nearly all there is may have lost its breaks."""
_MOST = 1000
"""No more than so many characters of one line are looked at."""
_MARKUP = re.compile(
    r"^[ \t]*#{1,6}[ \t]+|^[ \t]*(?:>[ \t]?)+|\*\*|\\(?=[*_#\[\]().+-])"
    r"|</?(?:b|strong|u|em|i|span|p|br|div|center|font|h\d)(?:[ /][^<>]{0,80})?>|&nbsp;|[★☆]",
    re.IGNORECASE,
)
_MARKUP_MARKS = "#>*\\<&★☆"
"""Characters of which all markup has one."""
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]")
_TAG_BREAK = re.compile(r"</(?:p|div|h\d|li|tr)>|<br[ /]{0,2}>", re.IGNORECASE)
_SOFT_BREAK = re.compile(
    r"\s(?:(?<=[^\x00-\x7f]\s)\s*(?=[^\x00-\x7f])|\s+|(?<=[^\x00-\x7f]\s)(?=\d{4}年)|(?<=[日号]\s)|(?=[\[【][\u4e00-\u9fff]{2,6}[\]】]))"
)
_NUMBER_BEHIND = re.compile(
    r"(?<=意见|方案|计划|规划|办法|措施|要点|细则|规定|通知|决定|纲要)(?=[\u4e00-\u9fff]{2,12}[〔\[（【]20\d\d[〕\]）】]第?\d{1,4}号\s*$)"
)
"""The document's number run into its title on one line."""
_SIGNED_TAIL = re.compile(
    r"(?<=[。）])(?=(?:国务院|中共中央|[\u4e00-\u9fff]{2,24}(?:政府|办公室|办公厅|委员会|管委会|[局厅委部]))20\d\d年\d{1,2}月\d{1,2}日(?:（[^（）]{2,12}）)?\s*$)"
)
"""A signature run into the last line of the text: …信心。国务院2023年7月25日（本文有删减）."""
_TAIL = 70
_OPENS_BODY = r"(?:为(?!主|了主|导|期)[\u4e00-\u9fff]|根据|按照|一、|第一[章条])"
_LOST_BREAK = re.compile(
    r"(?<=[。：；])(?=[^）”’」』〕】\"'<>a-z])"
    r"|(?<=的通知)(?=各|有关|市|县|区|省|国务院)"
    r"|(?<=号)(?=[\u4e00-\u9fff]{2,30}关于)"
    r"|(?<=文件)(?=[\u4e00-\u9fff]{2,12}[〔\[（【]\d{4})"
    r"|(?<=\d日)(?![，。前后起止至底、）印下内]|以[前后])"
    r"|(?<=意见|方案|计划|规划|办法|措施|要点|细则|规定|通知|决定|纲要)(?=[\u4e00-\u9fff]{2,12}[〔\[（【]20\d\d[〕\]）】]第?\d{1,4}号)"
    r"|(?<=号)(?=(?:各|有关|省|市|县|区|自治区|国务院)[^。：；]{2,120}：)"
    r"|(?<=[》。）])(?=[\u4e00-\u9fff]{2,24}(?:政府|办公室|办公厅|委员会|管委会|[局厅委部])(?:20\d\d年\d{1,2}月(?:\d{1,2}日|\s*$)|二[〇○零]..年))"
    r"|(?<=[。）])(?=(?:国务院|中共中央)[\u4e00-\u9fff]{0,8}20\d\d年\d{1,2}月\d)"
    r"|(?<=月[一二三四五六七八九十]日)(?=[\u4e00-\u9fff（\d])|(?<=月[二三]十日)(?=[\u4e00-\u9fff（\d])|(?<=月十[一二三四五六七八九]日)(?=[\u4e00-\u9fff（\d])"
    r"|(?<=月[二三]十[一二三四五六七八九]日)(?=[\u4e00-\u9fff（\d])|(?<=（此件公开发布）)|(?<=（此件主动公开）)|(?<=（此件依申请公开）)"
    rf"|(?<=[案划见法施点要定则）])(?={_OPENS_BODY})"
    r"|(?<=[\u4e00-\u9fff）])(?<![统单唯专逐万同合归其如初期])(?=一、[\u4e00-\u9fff])"
    r"|(?<=[项事程单表])(?=(?:1[.、]|（1）)[\u4e00-\u9fff“])"
)


class View:
    """The document's lines as offsets, and each line's text in the normal form (made when asked for).

    normal: the document in the normal form, offset for offset.
    """

    def __init__(self, source: SourceDocument) -> None:
        self.document = source.text
        self.normal = _about(normalise(source.text))
        self._texts: dict[int, MappedText] = {}

    @cached_property
    def spans(self) -> list[Span]:
        """Where each line that holds anything stands, in order."""
        return [piece for start, end in _raw_lines(self.normal) for piece in self._pieces(start, end)]

    @cached_property
    def head(self) -> range:
        """Indices of the lines that begin within the first HEAD_LENGTH characters."""
        return range(sum(1 for start, _ in self.spans if start < HEAD_LENGTH))

    @property
    def head_end(self) -> int:
        """The offset at which those lines end."""
        return self.spans[self.head.stop - 1][1] if self.head else 0

    def text(self, index: int) -> MappedText:
        """Line `index` without white space and markup (its first 1,000 characters)."""
        if index not in self._texts:
            start, end = self.spans[index]
            self._texts[index] = self.printing(start, min(end, start + _MOST))
        return self._texts[index]

    def printing(self, start: int, end: int) -> MappedText:
        """What stands between two offsets, without white space and markup."""
        raw = self.document[start:end]
        skip = frozenset(
            offset
            for match in (_MARKUP.finditer(raw) if any(mark in raw for mark in _MARKUP_MARKS) else ())
            for offset in range(start + match.start(), start + match.end())
        )
        text = map_span(self.document, start, end, skip=skip)
        return replace(text, text=_about(text.text))

    def raw(self, index: int) -> str:
        """Line `index` in the normal form, with its white space."""
        start, end = self.spans[index]
        return self.normal[start:end]

    def heading(self, index: int) -> int:
        """The level of a Markdown heading, 0 for other lines."""
        start, end = self.spans[index]
        match = _HEADING.match(self.normal, start, end)
        return len(match[1]) if match else 0

    def _pieces(self, start: int, end: int) -> list[Span]:
        length = end - start
        cuts = {match.end() for match in _TAG_BREAK.finditer(self.normal, start, end)}
        share = length / len(self.normal)
        lost = (length >= _HALF_A_DOCUMENT and share >= 0.5) or (length >= _WHOLE_DOCUMENT and share >= 0.9)
        if length > _LONG or lost:
            cuts.update(match.start() for match in _LOST_BREAK.finditer(self.normal, start, end))
            cuts.update(match.end() for match in _SOFT_BREAK.finditer(self.normal, start, end))
        elif length < _HALF_A_DOCUMENT and self.normal[end - 1] == "号":
            cuts.update(match.start() for match in _NUMBER_BEHIND.finditer(self.normal, start, end))
        elif self.normal[end - 1] in "日）":
            cuts.update(match.end() for match in _SIGNED_TAIL.finditer(self.normal, max(start, end - _TAIL), end))
        if not cuts:
            return [(start, end)]
        bounds = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        return [(left, right) for left, right in pairwise(bounds) if self.normal[left:right].strip()]


def _about(text: str) -> str:
    """关於 of traditional texts as 关于; 於 alone stays, since names of places have it."""
    return text.replace("关於", "关于")


def _raw_lines(text: str) -> list[Span]:
    spans: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((position, position + len(line.rstrip())))
        position += len(line)
    return spans
