"""The plan's own span of years, from its title or from a sentence that gives it. Knows no goals and no validity."""

import re

from ingest.facts import Period, Span
from ingest.header.dates import year_value
from ingest.numbering import han_value

_TO = r"\s*[—\-~至到―─－–]{1,3}\s*"
_LISTED = re.compile(r"(?<!\d)(?P<start>20\d\d)年?[、和及与](?P<end>20\d\d)(?!\d)")
"""（2015、2016）, 2024年和2025年"""
_MONTH = r"(?:\s*年?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|末|初)?)?"
_RANGE = re.compile(
    rf"(?<!\d)(?P<start>(?:19|20)\d\d)(?:{_MONTH}\s*年?度?){_TO}(?P<end>(?:19|20)\d\d|\d\d(?=年))(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!前|底前|以前|版|本|修订|第|末|底|远景|\d{1,2}月)")
_GOAL_YEAR = re.compile(r"(?:到|至|截至|自|(?<!关于)对|较|比)$")
_HAN_YEAR = re.compile(r"[一二][九〇○零][〇○零一二三四五六七八九]{2}年(?!前|底|远景|版)")
_FIVE = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_FIVE_YEAR = re.compile(r"(十[一二三四五六]五)[”\"」』’]?(?!以来|期间以来|时期以来)")
_NTH_FIVE = re.compile(r"第(十[一二三四五六])个五年(?:规划|计划)")
_QUOTED_PLAN = re.compile(r"[《〈<][^《》〈〉<>]{4,}[》〉>]")
_YEARS = r"(?P<start>(?:19|20)\d\d)\s*年?" + _MONTH + r"\s*(?:起|开始)?" + _TO + r"(?P<end>(?:19|20)\d\d)(?!\d)"
_COUNT = r"[两二三四五六七八九十\d]{1,2}\s*(?:个)?年(?:左右)?(?:的)?"
# 实施期限为2023年至2025年; 规划期为2021—2025年; 三、行动时间 2023年3月—2025年12月
_TERM = re.compile(
    r"(?:规划|计划|方案|行动|实施|建设|创建|攻坚|工作|整治|试点|改革|纲要|执行|活动)\s*的?\s*(?:实施)?\s*"
    r"(?:期限?|周期|时限|年限|时间|期间|时段|时间安排|时间跨度)\s*(?:为|是|：|从|自|定为|安排为|确定为)?\s*"
    r"(?:[一二三四五六七八九十\d]{1,2}年)?\s*[，（(]?\s*(?:为|即|从|自)?\s*" + _YEARS
)
# 本规划期限为2021—2025年 counts wherever it stands.
_OWN_TERM = re.compile(
    r"本(?:次|轮)?[^，。；\n]{0,10}(?:规划|计划|方案|行动|纲要|意见|攻坚|改革)\s*的?\s*(?:实施|执行)?\s*(?:期限?|周期|时限|年限|时间)\s*(?:为|是|：)?\s*"
    + _YEARS
)
# 用三年时间（2023—2025年）
_COUNTED = re.compile(rf"(?:利用|用|通过|为期|开展|实施)\s*{_COUNT}(?:时间|行动|攻坚|努力)?\s*[（]\s*" + _YEARS)
# 决定于2023年至2025年在全县开展…
_DECIDED = re.compile(
    r"(?:决定|计划(?![：中内])|拟|定)[^。；\n《》]{0,24}?"
    + _YEARS
    + r"\s*年[^。；\n《》]{0,4}?(?:在|，|）|开展|实施|组织|集中|期间|时间)"
)
_FROM_YEAR = re.compile(
    r"(?:从|自)\s*(?P<start>20\d\d)\s*年(?:\d{1,2}月)?(?:起|开始)\s*[，]?\s*(?:计划|力争|集中)?(?:利用|用|通过|开展)?\s*"
    r"(?P<years>[两二三四五六\d])\s*年(?:左右)?(?:的)?(?:时间|努力|行动|攻坚)"
)
# 2012年起5年内; 自2024年开始三年内
_WITHIN = re.compile(
    r"(?<!\d)(?P<start>20\d\d)\s*年(?:\d{1,2}月)?(?:起|开始)\s*[，]?\s*(?P<years>[两二三四五六七八十\d])\s*年(?:之?内|时间内|间)"
)
_CARRIES_OUT = re.compile(r"(?:贯彻|落实|实施)[^《]{0,6}《[^》]{0,6}十[一二三四五六]五")
"""What carries out a five-year plan runs as long as it does."""
_NAMED_YEAR = re.compile(r"将(?P<start>20\d\d)年(?:确定|定|作)为[“「][^”」\n]{2,24}年[”」]")
_LONGEST = 30
"""A plan spans no more years than this."""


def period_of_title(title: str) -> tuple[Period, int, int] | None:
    """The span of years that a title (normal form) names, and the positions of what names it.

    Years in the names of other plans (落实《…（2021—2025年）》) are not the plan's own.
    """
    own = _QUOTED_PLAN.sub(lambda match: "\0" * len(match.group()), title) if len(title) > 20 else title
    for pattern in (_RANGE, _LISTED):
        match = pattern.search(own)
        period = _period(match) if match else None
        if match and period:
            return period, match.start(), match.end()
    for year in _YEAR.finditer(own):
        if not _GOAL_YEAR.search(own[: year.start()]):
            return Period(int(year[1]), int(year[1])), year.start(), year.end()
    return _period_in_words(own) or (_period_in_words(title) if _CARRIES_OUT.search(title) else None)


def _period_in_words(title: str) -> tuple[Period, int, int] | None:
    nth, five, year = _NTH_FIVE.search(title), _FIVE_YEAR.search(title), _HAN_YEAR.search(title)
    match = nth or five
    if match is not None:
        begin = _FIVE[match[1] + ("五" if nth else "")]
        return Period(begin, begin + 4), match.start(), match.end()
    if year is not None and not _GOAL_YEAR.search(title[: year.start()]):
        value = year_value(year.group()[:4])
        return Period(value, value), year.start(), year.end()
    return None


def _period(match: re.Match[str]) -> Period | None:
    start = int(match["start"])
    end = int(match["end"]) if len(match["end"]) == 4 else start // 100 * 100 + int(match["end"])
    return Period(start, end) if 0 <= end - start <= _LONGEST else None


def period_of_text(normal: str, chapters: tuple[int, ...]) -> tuple[Period, Span] | None:
    """The plan's span where a sentence gives it (实施期限为2023年至2025年; 从2023年起，用三年时间).

    chapters: where the plan's chapters begin. What stands behind the first two speaks of single tasks, unless it names
    the plan itself.
    """
    first, second = _limit(normal, chapters, 1), _limit(normal, chapters, 2)
    for pattern, end in ((_OWN_TERM, len(normal)), (_TERM, second), (_COUNTED, second), (_DECIDED, first)):
        for match in pattern.finditer(normal, 0, end):
            period = _period(match)
            if period:
                return period, match.span()
    named = _NAMED_YEAR.search(normal, 0, first)
    if named:
        return Period(int(named["start"]), int(named["start"])), named.span()
    counted = _FROM_YEAR.search(normal, 0, first) or _WITHIN.search(normal, 0, first)
    if counted is None:
        return None
    years = int(counted["years"]) if counted["years"].isdigit() else han_value(counted["years"].replace("两", "二"))
    start = int(counted["start"])
    return Period(start, start + years - 1), counted.span()


def _limit(normal: str, chapters: tuple[int, ...], count: int) -> int:
    """Where the first `count` chapters end."""
    return chapters[count] if len(chapters) > count else len(normal)
