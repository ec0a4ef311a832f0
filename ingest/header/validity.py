"""The plan's own span of years, and from when to when it is in force. Knows titles and sentences, not the outline."""

import re
from dataclasses import dataclass

from ingest.facts import Period, Span, Validity
from ingest.header.dates import DATE_TEXT, add_days, add_years, find_date, month_end, year_value
from ingest.numbering import han_value

_TO = r"\s*[—\-~至到―─－–]{1,3}\s*"
_MONTH = r"(?:\s*年?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|末|初)?)?"
_RANGE = re.compile(rf"(?<!\d)((?:19|20)\d\d)(?:{_MONTH}\s*年?度?){_TO}((?:19|20)\d\d|\d\d(?=年))(?!\d|[〕\]）】]\s*第?\s*\d+\s*号)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!前|底前|以前|版|本|修订|第|末|底|\d)")
_BEFORE_YEAR = re.compile(r"(?:到|至|截至|自|对|较|比)$")
_HAN_YEAR = re.compile(r"[一二][九〇○零][〇○零一二三四五六七八九]{2}年(?=[^前]{0,3}(?:度|工作|重点|政府|全|实施|行动|要点|计划))")
_FIVE = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_FIVE_YEAR = re.compile(r"[“\"「『]?(十[一二三四五六]五)[”\"」』]?(?!以来|期间以来)")
_NTH_FIVE = re.compile(r"第(十[一二三四五六])个五年(?:规划|计划)")
_SPAN_SENTENCE = re.compile(
    r"(?:规划|计划|方案|行动|实施|建设|创建|攻坚|工作|整治|试点|改革|纲要|执行)\s*(?:的)?\s*(?:实施)?\s*(?:期限?|周期|时限|年限|时间|期间|时段|时间安排|时间跨度)\s*"
    rf"(?:为|是|：|从|自|定为|安排为|确定为)?\s*(?:[一二三四五六七八九十\d]{{1,2}}年)?\s*[，（(]?\s*(?:为|即|从|自)?\s*(?P<start>(?:19|20)\d\d)\s*年?{_MONTH}\s*(?:起|开始)?{_TO}"
    rf"(?P<end>(?:19|20)\d\d)(?!\d)"
)
_DECIDED = re.compile(
    rf"(?:决定|计划|拟|利用|用|通过|开展|实施|组织)[^。；\n]{{0,24}}?(?P<start>(?:19|20)\d\d)\s*年?{_MONTH}{_TO}(?P<end>(?:19|20)\d\d)\s*年[^。；\n]{{0,6}}?(?:在|，|）|开展|实施|组织|期间|三年|两年|五年|的?时间)"
)
_FROM_YEARS = re.compile(
    r"(?:从|自)\s*(?P<start>20\d\d)\s*年(?:\d{1,2}月)?(?:起|开始)[，]?(?:利用|力争用|用|通过|集中|计划用)?\s*(?P<years>[两二三四五六\d])\s*年(?:左右)?(?:的)?(?:时间|努力|行动|攻坚)"
)
_N_YEARS = re.compile(rf"(?:利用|用|通过|为期)\s*[两二三四五六\d]\s*年(?:左右)?(?:的)?(?:时间)?\s*[（]\s*(?P<start>20\d\d)\s*年?{_MONTH}{_TO}(?P<end>20\d\d)")
_SUBJECT = (
    r"(?:本|该|此)?(?:实施|行动|工作|暂行|管理|若干|三年|专项)*(?:方案|意见|办法|计划|规划|措施|通知|细则|规定|政策|文件|行动|要点|纲要|举措|条例|指引|预案|制度)(?:（[^（）]{1,12}）)?"
)
_BEGIN = re.compile(
    rf"(?:^|[。；\n，：]|{_SUBJECT})\s*(?:从|自|于)\s*(?P<when>(?:印发|发布|公布|下发|发文|颁布|公开发布|签发|通过|即)之?日|{DATE_TEXT}|20\d\d年\d{{1,2}}月|即日)"
    r"\s*(?:起)?\s*(?:(?:满)?(?P<days>三十|十五|[1-6]?\d|一个月|1个月)日?(?:之)?后)?\s*(?:起)?(?:正式|开始|试)?(?:施行|实施|执行|生效|试行|起效|施用)"
)
_TERM = re.compile(
    r"(?:有效期限?|施行期限?|试行期限?|实施期限?|执行期限?|有效时间|期限|暂定)(?:为|：|暂定|暂定为|是)?(?P<years>[一二三四五六七八九十两]{1,2}|\d{1,2})\s*(?P<unit>年|个月)"
)
_UNTIL = re.compile(
    rf"(?:有效期限?|施行期限?|试行期限?|实施期限?|执行期限?|期限|施行|实施|执行|生效|起|，)\s*(?:自[^，。；\n]{{4,16}})?\s*(?:截止到|截至|截止|止于|至|到)\s*"
    rf"(?P<when>{DATE_TEXT.replace('sep', 'sep2')}|20\d\d\s*年\s*\d{{1,2}}\s*月|20\d\d\s*年)(?:底|末)?(?:止|结束|废止|失效|终止|为止|期满)?"
)
_WHOLE_TERM = re.compile(
    rf"(?:有效期限?|施行期限?|试行期限?|执行期限?|实施期限?)(?:为|：)?\s*(?:自|从)?\s*(?P<from>{DATE_TEXT.replace('sep', 'sep3')})\s*(?:起)?\s*(?:至|到|-|—|~)\s*(?P<to>{DATE_TEXT.replace('sep', 'sep4')})"
)
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Dated:
    """A reading of period or validity with the place that says so, None where it was not found in the text."""

    period: Period
    span: Span | None


def _pair(start: int, end_text: str) -> Period:
    end = int(end_text) if len(end_text) == 4 else start // 100 * 100 + int(end_text)
    return Period(start, end)


def period_of_title(title: str) -> tuple[Period, int, int] | None:
    """The span of years that a title (normal form) names, and the characters that do."""
    match = _RANGE.search(title)
    if match and _pair(int(match[1]), match[2]).end is not None:
        period = _pair(int(match[1]), match[2])
        if period.start is not None and period.end is not None and 0 <= period.end - period.start <= 30:
            return period, match.start(), match.end()
    nth = _NTH_FIVE.search(title)
    five = _FIVE_YEAR.search(title)
    year = next((m for m in _YEAR.finditer(title) if not _BEFORE_YEAR.search(title[: m.start()])), None)
    if year:
        return Period(int(year[1]), int(year[1])), year.start(), year.end()
    han = _HAN_YEAR.search(title)
    if nth:
        begin = _FIVE[nth[1] + "五"]
        return Period(begin, begin + 4), nth.start(), nth.end()
    if five:
        begin = _FIVE[five[1]]
        return Period(begin, begin + 4), five.start(), five.end()
    if han:
        value = year_value(han.group()[:4])
        return Period(value, value), han.start(), han.end()
    return None


def period_of_text(normal: str, end: int) -> tuple[Period, Span] | None:
    """The plan's span where a sentence before `end` gives it (实施期限为2023年至2025年; 从2023年起，用三年时间)."""
    for pattern in (_SPAN_SENTENCE, _N_YEARS, _DECIDED, _FROM_YEARS):
        match = pattern.search(normal, 0, end)
        if match is None:
            continue
        start = int(match["start"])
        if pattern is _FROM_YEARS:
            years = {"两": 2}.get(match["years"]) or (int(match["years"]) if match["years"].isdigit() else han_value(match["years"]))
            last = start + years - 1
        else:
            last = int(match["end"])
        if 0 <= last - start <= 30:
            return Period(start, last), match.span()
    return None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return 2 if text == "两" else han_value(text.replace("两", "二"))


def _end_of(text: str) -> str | None:
    found = find_date(text)
    if found:
        return found.iso
    compact = re.sub(r"\s", "", text)
    return month_end(compact) or (f"{compact[:4]}-12-31" if re.match(r"20\d\d年", compact) else None)


def _begin_of(match: re.Match[str], issued_on: str | None) -> str | None:
    found = find_date(match["when"])
    start = found.iso if found else None
    if start is None:
        month = re.fullmatch(r"(20\d\d)年(\d{1,2})月", match["when"])
        start = f"{month[1]}-{int(month[2]):02d}-01" if month else issued_on
    if start and match["days"]:
        days = {"三十": 30, "十五": 15, "一个月": 30, "1个月": 30}.get(match["days"])
        return add_days(start, days or int(match["days"]))
    return start


def read_validity(normal: str, issued_on: str | None) -> tuple[Validity, Span | None]:
    """From when to when the plan is in force: 自…起施行，有效期至…; counted from the signature where it says 印发之日.

    normal: the document in the normal form. The last sentence of that kind counts, since such sentences close a plan.
    """
    text = normal
    whole = None
    for whole in _WHOLE_TERM.finditer(text):
        pass
    if whole is not None:
        return Validity(_end_of(whole["from"]), _end_of(whole["to"])), whole.span()
    best: tuple[Validity, Span] | None = None
    for match in _BEGIN.finditer(text):
        start = _begin_of(match, issued_on)
        stop = match.end()
        window = text[stop : stop + _NEAR].split("\n\n")[0]
        until, term = _UNTIL.search(window), _TERM.search(window)
        before = text[max(0, match.start() - 40) : match.start()]
        end = None
        if until and (not term or until.start() <= term.start()):
            end, stop = _end_of(until["when"]), stop + until.end()
        elif term and start:
            end, stop = _term_end(start, term), stop + term.end()
        elif re.search(r"废止|办法》|意见》|方案》|通知》", before):
            continue
        if best is None or end or not best[0].to:
            best = Validity(start, end), (match.start("when"), stop)
    if best:
        return best
    for until in re.finditer(rf"有效期限?(?:为|：)?(?:至|到|截至|截止到?)\s*(?P<when>{DATE_TEXT}|20\d\d\s*年\s*\d{{1,2}}\s*月|20\d\d\s*年)", text):
        return Validity(None, _end_of(until["when"])), until.span()
    return _term_alone(text, issued_on)


def _term_end(start: str, term: re.Match[str]) -> str:
    amount = _number(term["years"])
    if term["unit"] == "年":
        return add_years(start, amount)
    year, month, day = (int(part) for part in start.split("-"))
    months = year * 12 + month - 1 + amount
    moved = f"{months // 12:04d}-{months % 12 + 1:02d}-{min(day, 28):02d}"
    return add_days(moved, -1)


def _term_alone(text: str, issued_on: str | None) -> tuple[Validity, Span | None]:
    for match in re.finditer(rf"{_SUBJECT}有效期限?(?:为|：)?(?P<years>[一二三四五六七八九十两]{{1,2}}|\d{{1,2}})\s*(?P<unit>年)", text):
        if issued_on:
            return Validity(issued_on, _term_end(issued_on, match)), match.span()
    return Validity(), None
