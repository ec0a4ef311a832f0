"""Notices that wrap a plan (关于印发《…》的通知; 关于公开征求《…》意见的公告): found, and the plan's title in them."""

import re
from dataclasses import dataclass, replace

from ingest.header.bodies import names_before
from ingest.header.lines import BRACKETS, HeadLines, title_key, unquoted
from ingest.header.metadata import without_site
from ingest.mapped import MappedText, join

_NOUN = (
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|通知|决定|条例|细则|规定|清单|任务|安排|政策|举措|行动|分工|指南|指引|报告|公告|批复|目标|路线图|任务书|责任书|"
    r"预案|制度|体系|重点工作|台账|一览表|分解表|若干事项|工作|工程|项目|实事|战略|蓝图|设想|思路|倡议|机制|函|建议|事项|条|须知|规则|规程|标准|分解|部署|表)"
)
_ENDS_LIKE_TITLE = re.compile(rf"{_NOUN}{BRACKETS}[》〉”]?{BRACKETS}$")
_NUMBER_BEFORE = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,14}[〔\[（【]\d{4}[〕\]）】]第?\d{1,5}号[：，_\-—–]{0,2}(?=[《\u4e00-\u9fff])"
)
_OF_A_BODY = re.compile(
    r"[\u4e00-\u9fff、]{1,30}(?:局|委|办|厅|部|支队|大队|总队|中心|署|院|会|部门|单位)(?:等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位))?"
    r"(?:(?:联合|牵头|研究)?(?:制定|制订|起草|拟订|拟定|编制|修订|草拟|提出|报送|上报)(?:了|好)?)?(?:的|关于)?"
)
"""转发区消防支队《…》的通知, 转发区消防支队制订的《…》的通知: whose paper is forwarded."""
_SENDS = r"印发|转发|批转|下发|发布|公布|颁发|颁布"
_NOTICE = re.compile(
    rf"(?P<who>[^，。；：《》]{{0,90}}?)(?:关于)?(?P<verb>{_SENDS})(?P<inner>.{{4,240}}?)"
    r"的?(?P<kind>通知|函|公告|通告|决定|通报)(?P<rest>（[^（）]{2,30}）)?"
)
_SHORT_NOTICE = re.compile(
    rf"(?P<who>[^，。；：《》]{{0,90}}?)关于(?P<verb>{_SENDS})(?P<inner>.{{4,240}}?(?:方案|计划|规划|意见|办法|措施|要点)"
    rf"[》〉]?{BRACKETS}[》〉]?)(?P<kind>)"
)
_NEWS = re.compile(
    rf"(?P<who>[^，。；：《》]{{4,60}}?)(?P<verb>出台|{_SENDS})(?P<inner>《[^《》]{{6,120}}》)(?P<kind>)"
)
_ASKS_WITHOUT_MARKS = re.compile(
    r"(?P<who>[^，。；：《》]{0,60}?)关于(?:面?向?社会|公开|再次|广泛|公众|向|就|对)*(?:征求|征集|听取)(?:对|关于)?(?P<inner>[^《》]{6,120}?)"
    r"(?:的)?(?:修改)?(?:意见|建议)(?:建议|的)*(?:公告|通知|函|启事|公示|通告)"
)
_ASKS = re.compile(r"征求.{0,90}意见|征集.{0,90}(?:意见|建议)|听取.{0,90}意见|意见.{0,6}征集")
_ASK_KIND = re.compile(r"(?:意见|建议)(?:建议|的)*(?:公告|通知|函|启事|公示|通告)$|》.{0,10}征求.{0,10}意见$")
_SEVERAL = re.compile(r"等[\d一二三四五六七八九十两]+(?:个|项|部|件)")
_AND = re.compile(
    rf"(?P<head>.{{2}}).{{4,}}?(?:方案|计划|规划|意见|办法|措施|要点|清单){BRACKETS}(?:和|及|与|以及|、)(?=(?P=head)|关于)"
)
_SENT_TOGETHER = re.compile(
    r"(?:现将|现就|将)?((?:《[^《》]{4,80}》[、和及与]{0,2}){2,9})[^《》。]{0,40}(?:印发|转发|下发|发给)"
)
_QUOTED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉")
_TEXT_LINES = 12
_BROKEN_REST = 3
"""Characters of a title's last word that a full line leaves over."""
_LAST_WORDS = re.compile(r"通知|函|公告|通告|决定|通报|意见|》|〉|建议|公示|启事|方案|计划|规划|办法|措施|要点")


@dataclass(frozen=True, slots=True)
class Notice:
    """What wraps a plan: the notice's own title, who stands before it, the plan's title in it, its lines.

    several: it carries more than one plan. solicits: it asks the public for opinions.
    """

    text: MappedText
    who: MappedText
    inner: MappedText
    first: int
    last: int
    several: bool
    solicits: bool


def find_notice(lines: HeadLines) -> Notice | None:
    """The first notice title in the head, with the bodies named on lines of their own above it."""
    for last in lines.view.head:
        if lines.kind(last) not in ("text", "bracket") or not _LAST_WORDS.search(_last_words(lines, last)):
            continue
        for first, _ in lines.windows(last, ("text", "org", "bracket")):
            notice = _as_notice(lines.join(first, last), first, last)
            if notice is not None:
                notice = _with_bodies_above(lines, notice)
                return replace(notice, several=notice.several or _sends_several(lines, notice))
    return None


def is_notice(text: str) -> bool:
    """Whether a line is a notice's title: 关于印发《某某方案》的通知."""
    return _NOTICE.fullmatch(text) is not None


def _last_words(lines: HeadLines, last: int) -> str:
    """A line's text; with the end of the line above where the width of the page broke a word: …方案的通 / 知"""
    text = lines.text(last).text
    return lines.text(last - 1).text[-4:] + text if last and len(text) <= _BROKEN_REST else text


def _sends_several(lines: HeadLines, notice: Notice) -> bool:
    """Whether the notice's text sends more than one plan (现将《A》《B》印发给你们), none of them its title's own."""
    last = min(notice.last + 1 + _TEXT_LINES, lines.view.head.stop) - 1
    sent = _SENT_TOGETHER.search(lines.join(notice.last + 1, last).text) if last > notice.last else None
    keys = {title_key(name) for name in re.findall(r"《([^《》]+)》", sent[1])} if sent else set()
    return len(keys) > 1 and title_key(notice.inner.text) not in keys


def _as_notice(joined: MappedText, first: int, last: int) -> Notice | None:
    number = _NUMBER_BEFORE.match(joined.text)
    text = joined.slice(number.end() if number else 0, len(joined))
    text = unquoted(text.slice(0, len(without_site(text.text))))
    match = _NOTICE.fullmatch(text.text) or _NEWS.fullmatch(text.text) or _SHORT_NOTICE.fullmatch(text.text)
    if match is not None:
        return _sends(text, match, first, last)
    if _ASKS.search(text.text) and _ASK_KIND.search(text.text):
        return _asks(text, first, last)
    return None


def _asks(text: MappedText, first: int, last: int) -> Notice | None:
    """A notice that asks for opinions on 《X（征求意见稿）》, or on X without 《》."""
    quoted = list(_QUOTED.finditer(text.text))
    if quoted:
        about = re.match(r"[^《》，。]{0,60}?(?=关于|就|对|公开征求|征求|《)", text.text)
        who = text.slice(0, about.end() if about else 0)
        several = len(quoted) > 1
        start, end = (quoted[0].start(), quoted[-1].end()) if several else quoted[0].span()
        return Notice(text, who, unquoted(text.slice(start, end)), first, last, several, solicits=True)
    match = _ASKS_WITHOUT_MARKS.fullmatch(text.text)
    if match is None:
        return None
    who, inner = text.slice(*match.span("who")), text.slice(*match.span("inner"))
    return Notice(text, who, inner, first, last, several=False, solicits=True)


def _sends(text: MappedText, match: re.Match[str], first: int, last: int) -> Notice | None:
    who = text.slice(*match.span("who"))
    if len(who) > 2 and not names_before(who) and not who.text.endswith(("部门", "单位")):
        return None
    inner, several = _inner(text, *match.span("inner"))
    if match["verb"] not in ("印发", "转发", "批转") and not _ENDS_LIKE_TITLE.search(inner.text):
        return None
    return Notice(text, who, inner, first, last, several, solicits=False)


def _inner(text: MappedText, start: int, end: int) -> tuple[MappedText, bool]:
    """The plan's title inside a notice's, without its outer 《》, and whether there are several plans."""
    inner = text.slice(start, end)
    names = list(_QUOTED.finditer(inner.text))
    if len(names) > 1 and names[0].start() == 0:
        return inner, True
    if names and names[0].start() <= 1:
        name = names[0]
        rest = inner.text[name.end() :]
        if not rest or _SEVERAL.match(rest) or re.fullmatch(rf"{BRACKETS}(?:的|等)?", rest):
            return unquoted(inner.slice(*name.span())), _SEVERAL.match(rest) is not None
    if len(names) == 1 and names[0].end() == len(inner) and _OF_A_BODY.fullmatch(inner.text, 0, names[0].start()):
        return unquoted(inner.slice(*names[0].span())), False
    return inner, _SEVERAL.search(inner.text) is not None or _AND.match(inner.text) is not None


def _with_bodies_above(lines: HeadLines, notice: Notice) -> Notice:
    first = notice.first
    while len(notice.who) == 0 and first > 0 and lines.kind(first - 1) == "org" and notice.first - first < 8:
        first -= 1
    if first == notice.first or not notice.text.text.startswith(("关于", "印发", "转发")):
        return notice
    who = lines.join(first, notice.first - 1)
    return Notice(join((who, notice.text)), who, notice.inner, first, notice.last, notice.several, notice.solicits)
