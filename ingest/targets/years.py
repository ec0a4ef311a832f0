"""Which year governs which place of a paragraph. Knows the plan's period, nothing of quantities."""

import re
from bisect import bisect_right

from ingest.facts import Period
from ingest.targets.numerals import chinese_value
from ingest.values import dataclass

_DIGITS = "〇零○一二三四五六七八九"
_YEAR = re.compile(
    r"(?=[自从较比以在与对相同到至截于力争12二])"  # it begins with no other character: most places are left at once
    rf"(?P<before>(?:自|从|较|比|以|在|与|对比|相比于?|相对于?|相较于?|同)?(?:到|至|截至|截止到?|于|力争|争取)?)"
    rf"(?:(?P<first>(?:19|20)\d\d)年?(?:-|—|~|至|到){{1,2}})?"
    rf"(?:(?P<year>(?:19|20)\d\d)|(?P<words>二[〇零○][{_DIGITS}]{{2}}))(?P<kind>年度?)"
    rf"(?P<after>(?:上半年|下半年|年?(?:底|末|终)|第?[一二三四]季度|\d{{1,2}}月(?:底|末|份|"
    rf"\d{{1,2}}日)?)?(?:之前|以前|前)?(?:为基期|为基数|基础上|的?水平|相比)?)"
)
_FIVE_YEARS = re.compile(r"“?(?P<plan>十[一二三四五六七])五”?(?P<after>期末|末|期间|时期|规划期|规划)?")
_LEAD = re.compile("(?:力争|通过|经过?|用|争取|未来|今后|确保|实施|计划|在)$")
_LONGEST_LEAD = 2
_SPAN = re.compile(
    r"(?P<count>[一二两三四五六七八九十\d](?:(?<=1)\d)?)(?P<kind>年(?:之内|内|时间|左右时间|期间)?|个年度)"
    r"(?!度|以上|以下|期|前|来|左右[^时]|一|行动|规划|计划|任务|为期|任期|级|龄|限|均|会|产|制|过渡|免|租|的)"
)
_WHOLE_PARAGRAPH = ("通过", "经", "用", "未来", "今后")
_TAKES = re.compile(
    "(?:利用|用|通过|经过|未来|今后)\\d{0,2}[-—~至到]?(?:[一二两三四五六七八九十]|\\d{1,2})年(?:左右)?的?(?:时间|努力|内)?$"
)
"""利用3-5年时间: a length that is not the plan's leaves open which year it means."""
_LISTED = re.compile(r"20(?<!\d20)\d\d(?=[、和](?:20\d\d[、和]){0,6}20\d\d年)")
"""到2024、2025、2026年: 年 stands once."""
_SUMS_UP = re.compile("累计|共(?!同|享|建)|合计|总计")
_BASELINES = ("自", "从", "较", "比", "以", "与", "对比", "相比", "相比于", "相对", "相对于", "相较", "相较于", "同")
_BASE_AFTER = ("为基期", "为基数", "基础上", "水平", "的水平", "相比")
_BOUNDARY = "，。；：、！（——\u0001"
_PLAN_END = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040}
_GIVEN = re.compile(r"(?:期|规划)?(?:末|期末|期间|时期)")
_ON_BASIS = re.compile("[^，。；]{0,40}的?基础[上之]")
"""在2015年重点项目的基础上: what is built on."""
_OF_THING = re.compile("(?<=前)[^，。；：、\\d]{1,14}的(?=[一-龥])")
_AIMS_AT = re.compile("(?:对|支持|保障|用于|针对|将|把|给予|优先)$")
"""优先支持2020年6月底前开工的项目: a year that says which."""
_EVENT_OF = re.compile("(?:办好|办实|承办|举办|协办|筹办|筹备|组织|参加|参与|迎接|备战|申办)(?:好|了)?(?:“|‘)?$")
"""举办2025年冰雪节。: a year that is part of an event's name is over with its sentence."""
_SENTENCE_STOP = re.compile("[。；]")
_COMPARES = re.compile("(?:较|比|与|同|相比于?|相较于?|相对于?|对比)$")


@dataclass(frozen=True, slots=True)
class YearPhrase:
    """A phrase at `start` to `end` that puts `year` in force for what follows (None: it ends what was in force).

    baseline: the year is one to compare with (较2020年), it governs nothing. span: it is a length (三年). event: it is
    part of an event's name. resumes: what was in force before the paragraph holds again.
    """

    start: int
    end: int
    year: int | None
    baseline: bool = False
    span: bool = False
    event: bool = False
    resumes: bool = False


def find_years(text: str, masked: str, period: Period) -> tuple[YearPhrase, ...]:
    """The year phrases of a paragraph in order. In `masked`, titles and quoted names are blanked out."""
    found: list[YearPhrase] = []
    found.extend(_read_year(masked, match, period) for match in _YEAR.finditer(masked))
    found.extend(YearPhrase(match.start(), match.end(), int(match.group())) for match in _LISTED.finditer(masked))
    for match in _FIVE_YEARS.finditer(text) if "五" in text else ():
        if match["after"] in (None, "规划"):
            continue
        if match["plan"] == "十五" and match.start() and text[match.start() - 1] in "二三四五六七八九":
            continue
        baseline = _COMPARES.search(text, max(0, match.start() - 4), match.start()) is not None
        found.append(YearPhrase(match.start(), match.end(), _PLAN_END[match["plan"]], baseline))
    spans: list[YearPhrase] = []
    for match in _SPAN.finditer(masked):
        lead = _LEAD.search(masked, max(0, match.start() - _LONGEST_LEAD), match.start())
        begin = lead.start() if lead else match.start()
        year = _span_end(match, begin, masked, period)
        if year is not None or _TAKES.search(masked, max(0, begin - 3), match.end()) is not None:
            spans.append(YearPhrase(begin, match.end(), year, span=True))
    if spans:
        taken = {position for phrase in found for position in range(phrase.start, phrase.end)}
        spans = [phrase for phrase in spans if phrase.start not in taken]
    return tuple(sorted(found + spans, key=lambda phrase: phrase.start))


@dataclass(frozen=True, slots=True)
class Years:
    """The year phrases of a paragraph, in order. starts: those that govern, by where they begin."""

    phrases: tuple[YearPhrase, ...]
    starts: dict[int, YearPhrase]

    def at(self, position: int, default: int | None) -> int | None:
        """The year in force at `position`; `default` before the first phrase."""
        index = bisect_right(self.phrases, position, key=lambda phrase: phrase.start) - 1
        return default if index < 0 or self.phrases[index].resumes else self.phrases[index].year

    def before(self, position: int, count: int) -> tuple[YearPhrase, ...]:
        """The last `count` phrases that begin before `position`."""
        index = bisect_right(self.phrases, position, key=lambda phrase: phrase.start)
        return self.phrases[max(0, index - count) : index]


def read_years(text: str, masked: str, period: Period) -> Years:
    """The phrases that put a year in force; years only compared with (较2020年) are left out."""
    phrases = tuple(phrase for phrase in find_years(text, masked, period) if not phrase.baseline)
    starts = {phrase.start: phrase for phrase in phrases}
    return Years(_with_ends(masked, phrases), starts)


def _with_ends(text: str, phrases: tuple[YearPhrase, ...]) -> tuple[YearPhrase, ...]:
    """A span of years ends where the text goes over to every year (三年新增15个，每年组织…), and with its sentence
    where it only says how long what follows it takes (三年新增15个。)."""
    ended: list[YearPhrase] = []
    for index, phrase in enumerate(phrases):
        ended.append(phrase)
        if phrase.event:
            over = _SENTENCE_STOP.search(text, phrase.end)
            ends = len(text) if over is None else over.end()
            if ends < len(text) and (index + 1 == len(phrases) or phrases[index + 1].start >= ends):
                last = phrases[index - 1].year if index else None
                ended.append(YearPhrase(ends, ends, last, resumes=index == 0))
            continue
        if not phrase.span:
            continue
        stop = phrases[index + 1].start if index + 1 < len(phrases) else len(text)
        place = text.find("每年", phrase.end, stop)
        if place > phrase.end + 1:
            ended.append(YearPhrase(place, place, None))
            continue
        close = text.find("。", phrase.end, stop)
        opens = text.startswith(_WHOLE_PARAGRAPH, phrase.start) or text[phrase.end : phrase.end + 1] in "，："
        if 0 <= close < stop - 1 and not opens:
            ended.append(YearPhrase(close + 1, close + 1, None))
    return tuple(ended)


def _read_year(text: str, match: re.Match[str], period: Period) -> YearPhrase:
    year = int(match["year"]) if match["year"] else int(chinese_value(match["words"].replace("○", "〇")) or 0)
    before, after = match["before"], match["after"]
    following = text[match.end() : match.end() + 2]
    if following[:1] == "起" or following == "以来" or (before in ("自", "从") and following[:1] == "开"):
        return YearPhrase(match.start(), match.end(), None)
    baseline = before in _BASELINES or any(after.endswith(word) for word in _BASE_AFTER)
    if before in ("在", "以") and not any(after.endswith(word) for word in _BASE_AFTER):
        baseline = before == "以" or following[:1] in "基的"
    if following[:1] == "的" or following in ("基础", "为基", "水平", "相比"):
        baseline = True
    if text.startswith("远景", match.end()):
        baseline = True
    if not before.endswith(("到", "至")) and (_ON_BASIS.match(text, match.end()) or _is_attribute(text, match)):
        baseline = True
    if after.endswith("前") and period.start is not None and year < period.start:
        baseline = True
    bracket = text.rfind("（", max(0, match.start() - 12), match.start())
    inside = match["first"] is not None and bracket >= 0 and text.find("）", bracket, match.start()) < 0
    event = inside or (
        not before and not after and _EVENT_OF.search(text, max(0, match.start() - 4), match.start()) is not None
    )
    return YearPhrase(match.start(), match.end(), year, baseline, event=event)


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    begin = match.start()
    return _AIMS_AT.search(text, max(0, begin - 4), begin) is not None and (
        _OF_THING.match(text, match.end()) is not None
    )


def _span_end(match: re.Match[str], begin: int, text: str, period: Period) -> int | None:
    """三年 in a plan of three years is its last year; any other number of years says nothing. It begins at `begin` with
    the word that leads up to it, if one does."""
    if period.start is None or period.end is None:
        return None
    before = text[begin - 1] if begin else "，"
    if before in "第0123456789一二三四五六七八九十每满近余数几上下.-—":
        return None
    sums_up = _SUMS_UP.match(text, match.end()) is not None
    if not (sums_up or before in _BOUNDARY or begin < match.start() or match["kind"].endswith(("内", "时间", "期间"))):
        return None
    count = match["count"]
    value = float(count) if count.isdigit() else chinese_value(count)
    return period.end if value == period.end - period.start + 1 else None
