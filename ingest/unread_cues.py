"""What a paragraph still says of responsibility when its lists are taken out of it: nothing of it is left unsaid."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.cues import HEAD, PREFIX
from ingest.facts import ParseWarning, Span, Task
from ingest.mapped import MappedText
from ingest.unit_shape import looks_like_unit

_NO_DOERS = "主送|抄送|抄报|报送|发文|发布|印发|填报|编制|申报|试点|示范|各|有关|相关|[省市县区州]"
_MARK = "(?:[^\u4e00-\u9fffA-Za-z0-9、，；。）]{1,3}|(?=(?!责任)[\u4e00-\u9fff]))"
_LABEL = re.compile(f"{PREFIX}{HEAD}(?:（[^（）]{{1,24}}）)?{_MARK}(?P<name>[\u4e00-\u9fff]{{2,24}})?")
"""责任单位～县民政局; the mark may fail where names begin with their level."""
_OTHER_LABEL = re.compile(
    f"(?<![\u4e00-\u9fff])(?!{_NO_DOERS})[\u4e00-\u9fff]{{2,6}}(?:单位|部门)：(?P<name>[\u4e00-\u9fff]{{2,24}})"
)
"""职能部门：县民政局."""
_CLAUSE_BEFORE = re.compile("(?:^|[^\u4e00-\u9fffA-Za-z0-9])$")
_SAYS_WHO = re.compile(
    "(?:局|委|办|厅|署|院|联|政府|中心|公司|集团|街道|乡镇|[部厅]门|单位|委会|协会|工会)(?:（[^（）]{1,8}）)?(?:等(?:部门|单位)?)?(?:要|应|须)?"
    "(?:按照?[^，。；]{0,10})?(?:具体|共同|分别|积极|主动|切实|全力|密切|统一|总)*"
    "(?:牵头|负责(?!人|同志|的)|配合|主抓|主办|协办|承担[^，。；]{0,4}责任|抓好落实|为(?:牵头|责任|配合))"
)
_LONGEST_QUOTE = 60
_HAS_NOUN = re.compile("单位|部门|主体|[处科股]室|司局")
_LEVEL = re.compile("[省市县区州旗镇各]")


def unread_list(body: MappedText) -> ParseWarning | None:
    """A warning of the first cue of a list that is still in the text: no form of list that is known."""
    for pattern in (_LABEL, _OTHER_LABEL) if _HAS_NOUN.search(body.text) else ():
        for found in pattern.finditer(body.text):
            name = found.group("name")
            begins = _CLAUSE_BEFORE.search(body.text[max(0, found.start() - 1) : found.start()])
            parted = body.gaps[found.start() : found.start() + 1] not in ("", ".")
            names = name is not None and (looks_like_unit(name) or _LEVEL.match(name) is not None)
            bare = pattern is _LABEL and "：" in found.group()
            if (begins or parted) and (names or bare):
                quote = body.raw[found.start() : found.start() + _LONGEST_QUOTE]
                return ParseWarning(
                    "cue_unread", f"a list of bodies in no known form: {quote}", body.span(found.start())
                )
    return None


def says_who(body: MappedText) -> Span | None:
    """Where a sentence seems to say who does something."""
    found = _SAYS_WHO.search(body.text)
    return body.span(*found.span()) if found else None


def unread_sentences(places: Sequence[tuple[Span, str]], tasks: Sequence[Task]) -> list[ParseWarning]:
    """Warnings of sentences that seem to say who does a task, of which no body is known."""
    without = sorted(task.span for task in tasks if not task.units and not task.subtasks)
    starts = [start for start, _ in without]
    warnings = []
    for place, quote in places:
        before = bisect_right(starts, place[0])
        if before and place[0] < without[before - 1][1]:
            warnings.append(ParseWarning("sentence_unread", f"may say who does it: {quote}", place))
    return warnings
