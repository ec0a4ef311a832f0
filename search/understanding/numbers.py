"""Years, periods, document numbers and limits on values in a question."""

import re
from dataclasses import dataclass, field, replace

from reference.patterns import lazy_pattern
from search.understanding.query import NumberLimit
from search.understanding.text import Reading

_DOC_NUMBER = lazy_pattern(
    r"(?P<issuer>[\u4e00-\u9fff]{1,8})(?P<number>[〔\[(【{<]?\s?(?:19|20)\d\d\s?年?[〕\])】}>]?\s?(?:第\s?)?\d{1,4}\s?号)"
)
# What can stand before the issuer's sign: 引用了浙政发.
_BEFORE_ISSUER = lazy_pattern(
    ".*(?:引用了?|依据|根据|贯彻|执行|遵循|承接|援引|引用|落实|按照|照着|依照|参照|遵照|按|跟|到|没|对|由|据|号|关于|文件|方案|通知|印发|是|的|在|和|与|查|把|了)"
)
_DATE = lazy_pattern(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})[日号]|\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})\b")
_LAST_DAY = lazy_pattern(
    r"((?:19|20)\d\d)年(?:的)?(?:最后一[天日]|末日)|\blast day of ((?:19|20)\d\d)\b", re.IGNORECASE
)
_FIRST_DAY = lazy_pattern(
    r"((?:19|20)\d\d)年(?:的)?(?:第一[天日]|首日|元旦)|\bfirst day of ((?:19|20)\d\d)\b", re.IGNORECASE
)
_MONTH_ZH = lazy_pattern(r"((?:19|20)\d\d)年(\d{1,2})月(?:份|底|末|初|中旬|上旬|下旬)?(?!\d)")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(_MONTHS)
_ORDINAL = "(?:st|nd|rd|th)?"
_DATE_EN = lazy_pattern(
    rf"\b(?:(?P<day>\d{{1,2}}){_ORDINAL}(?: of)? (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}){_ORDINAL})"
    r",? (?P<year>(?:19|20)\d\d)\b"
)
_MONTH_EN = lazy_pattern(rf"\b(?:(?:end|beginning|start|middle) of )?(?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)\b")
_PERIOD = lazy_pattern(
    r"(?<!\d)((?:19|20)\d\d)\s?年?\s?(?:-|—{1,2}|–|~|至|到|to|through|until)\s?((?:19|20)\d\d)(?!\d)\s?年?",
    re.IGNORECASE,
)
_YEAR = lazy_pattern(
    r"(?<![\d.])((?:19|20)\d\d)(?!\d|\.\d)\s?(?:年底|年末|年)?|(?<!\d)(2[0-9]|3[0-5])年(?:底|末)?(?!\s?[内来以间])"
)
_BASE_YEAR = lazy_pattern(
    r"(?:比|较|同|与|相比于?|相对于?)(?:19|20)\d\d年(?:底|末)?(?:的水平|水平)?(?:相比|相较|比)?"
    r"|\b(?:compared (?:with|to)|against|relative to|than(?: in)?|below|above|from)(?: the)?(?: levels? (?:of|in))? (?:19|20)\d\d"
    r"(?! ?(?:to|until|through|till|-|–|—|on\b|onwards?))(?: levels?)?\b",
    re.IGNORECASE,
)
"""The year that a change is measured from, which is not that of the value."""
_PLANS_BEFORE = lazy_pattern(
    r"\b(?:plans?|documents?|notices?|programmes?)\s+(?:(?:that |which )?(?:are|were|is|was|come|came|date|dates|dating)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a year from which plans are, not a change."""
_FIVE_YEARS = lazy_pattern(
    r"[“\"]?(十四五|十五五|十三五)[”\"]?(?:末|期间|时期)?|\b(13th|14th|15th) five[- ]year(?: plan)?", re.IGNORECASE
)
_FIVE_YEAR_END = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "13th": 2020, "14th": 2025, "15th": 2030}


def _ops_by_word(listed: dict[str, str], separator: str) -> dict[str, str]:
    return {word: op for op, words in listed.items() for word in words.split(separator)}


_BEFORE_ZH = _ops_by_word(
    {
        ">=": "不低于 不少于 不小于 至少 达到 ≥ >=",
        ">": "超过 大于 高于 多于 超 >",
        "<=": "不超过 不高于 不大于 不多于 至多 最多 ≤ <=",
        "<": "低于 小于 少于 <",
        "=": "等于 =",
    },
    " ",
)
_AFTER_ZH = {"及以上": ">=", "以上": ">=", "及以下": "<=", "以下": "<=", "以内": "<="}
_AFTER_EN = _ops_by_word(
    {
        ">=": "or more|or above|or higher|or over|and above|and over|and more|plus",
        "<=": "or less|or fewer|or below|or lower|and below",
    },
    "|",
)
_BEFORE_EN = _ops_by_word(
    {
        ">=": "at least|no less than|not less than|no lower than|minimum",
        ">": "more than|over|above|exceeding|greater than|higher than|larger than",
        "<=": "at most|no more than|not more than|up to",
        "<": "less than|under|below|lower than|fewer than",
        "=": "equal to|exactly",
    },
    "|",
)
_SCALES = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "万": 1e4,
    "billion": 1e9,
    "million": 1e6,
    "thousand": 1e3,
}
_MEASURES = (
    "元|%|％|个百分点|百分点|percent|per cent|yuan|rmb|mu|家|个|项|亩|件|人|倍|吨|米|平方米|公里|户|套|座|台|次|场"
)
_NOUN_MEASURES = {"enterprises": "家", "firms": "家", "companies": "家", "projects": "个"}
_MEASURE_NAMES = {"％": "%", "percent": "%", "per cent": "%", "yuan": "元", "rmb": "元", "mu": "亩"}


def _choices(words: dict[str, str] | dict[str, float]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_VALUE = rf"(?P<value>\d{{1,12}}(?:\.\d{{1,6}})?)\s?(?P<scale>{_choices(_SCALES)})?\s?(?P<unit>{_MEASURES})?"
_LIMITS = (
    lazy_pattern(rf"(?P<op>{_choices(_BEFORE_ZH)})\s?{_VALUE}(?P<after>{_choices(_AFTER_ZH)})?"),
    lazy_pattern(rf"(?P<op>\b(?:{_choices(_BEFORE_EN)}))\s{_VALUE}"),
    lazy_pattern(
        r"(?P<op>\b(?:are|is))\s(?P<value>\d{1,3}(?:\.\d{1,6})?)(?P<scale>)\s?(?P<unit>%|percent|per cent)"
        r"(?! (?:or|and) (?:more|above|higher|over|less|below|lower|fewer))"
    ),
    lazy_pattern(
        rf"(?<![\d.]){_VALUE}\s?(?P<after>{_choices(_AFTER_ZH | _AFTER_EN)})(?:\s(?P<noun>enterprises|firms|companies|projects))?"
    ),
)


@dataclass(slots=True)
class Numbers:
    """What was read: years in order, a period, document numbers as written, limits, days (YYYY-MM-DD)."""

    years: list[int] = field(default_factory=list)
    period: tuple[int, int] | None = None
    doc_numbers: list[str] = field(default_factory=list)
    limits: list[NumberLimit] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    """Days YYYY-MM-DD, months YYYY-MM."""


def doc_number_key(number: str) -> str:
    """A document number without brackets, blanks and 第, so that all its spellings are one."""
    return re.sub(r"[〔〕\[\]()（）【】{}<>＜＞\s第]|(?<=\d)年(?=\d)", "", number)


def read_numbers(reading: Reading) -> Numbers:
    """Read and mark document numbers and days."""
    found = Numbers()
    for match in _DOC_NUMBER.finditer(reading.text):
        issuer = match["issuer"]
        lead = _BEFORE_ISSUER.match(issuer)
        start = match.start() + (lead.end() if lead and lead.end() < len(issuer) else 0)
        start = max((start, *(piece.end for piece in reading.pieces if piece.end < match.end("issuer"))))
        if reading.take(start, match.end(), "number"):
            found.doc_numbers.append(reading.text[start : match.end()])
    _read_dates(reading, found)
    return found


def read_years(reading: Reading, found: Numbers, *, lists_targets: bool, is_reached: bool = False) -> None:
    """Read and mark periods, limits and years, once plans and places are marked.

    lists_targets: whether a list of targets is asked for; then every comparison is a limit on them, otherwise only one
    that is said of the target itself (目标高于35%). is_reached: the question is when a value will have been reached.
    """
    for match in _PERIOD.finditer(reading.text):
        if reading.take(match.start(), match.end(), "year"):
            found.period = (int(match[1]), int(match[2]))
    if is_reached:
        _read_reached(reading, found)
    else:
        _read_limits(reading, found, lists_targets=lists_targets)
    for match in _AMOUNT_EN.finditer(reading.text):
        reading.take(match.start(), match.end(), "limit")  # the plans write 1000亿元: its words are no topic
    for match in _FIVE_YEARS.finditer(reading.text):
        if reading.take(match.start(), match.end(), "year"):
            found.years.append(_FIVE_YEAR_END[(match[1] or match[2]).lower()])
    for match in _BASE_YEAR.finditer(reading.text):
        if _PLANS_BEFORE.search(reading.text, 0, match.start()) is None:
            reading.take(match.start(), match.end(), "year")
    for match in _YEAR.finditer(reading.text):
        if reading.take(match.start(), match.end(), "year"):
            found.years.append(int(match[1]) if match[1] else 2000 + int(match[2]))
    found.years = list(dict.fromkeys(found.years))


def _read_dates(reading: Reading, found: Numbers) -> None:
    for match in _DATE.finditer(reading.text):
        year, month, day = [part for part in match.groups() if part]
        if reading.take(match.start(), match.end(), "date"):
            found.dates.append(f"{year}-{int(month):02}-{int(day):02}")
    for match in _DATE_EN.finditer(reading.lower):
        month_name, day = match["month"] or match["month2"], match["day"] or match["day2"]
        if reading.take(match.start(), match.end(), "date"):
            found.dates.append(f"{match['year']}-{_MONTHS.index(month_name) + 1:02}-{int(day):02}")
    for pattern, day in ((_LAST_DAY, "12-31"), (_FIRST_DAY, "01-01")):
        for match in pattern.finditer(reading.text):
            if reading.take(match.start(), match.end(), "date"):
                found.dates.append(f"{match[1] or match[2]}-{day}")
    for match in _MONTH_ZH.finditer(reading.text):
        if reading.take(match.start(), match.end(), "date"):
            found.dates.append(f"{match[1]}-{int(match[2]):02}")
    for match in _MONTH_EN.finditer(reading.lower):
        if reading.take(match.start(), match.end(), "date"):
            found.dates.append(f"{match['year']}-{_MONTHS.index(match['month']) + 1:02}")


_IN_BRACKETS = lazy_pattern(r"\s*[(（](?:[^()（）]{0,20}\d[^()（）]{0,20}|[\u4e00-\u9fff]{1,2})[)）]")
_AMOUNT_EN = lazy_pattern(
    r"\b\d{1,12}(?:\.\d{1,6})?\s(?:billion|million|thousand)(?:\s(?:yuan|rmb|mu|people|tonnes|tons))?\b", re.IGNORECASE
)
_SAID_OF_TARGET = lazy_pattern("(?:目标|指标|要求)(?:值|是|为|在)?$")
_THEN_OVER = lazy_pattern(r"\s*(?:[(（][^()（）]*[)）])?\s*(?:的?(?:目标|指标|地方|地区|县|市|区|是|有)|[?？。.!]|$)")


def _is_of_target(text: str, match: re.Match[str]) -> bool:
    """Whether a comparison is said of a target: 目标高于35%, a target of at least 35%?"""
    if _SAID_OF_TARGET.search(text, 0, match.start()):
        return True
    return (
        re.search(r"目标|指标|\b(?:target|goal)s?\b", text) is not None
        and _THEN_OVER.match(text, match.end()) is not None
    )


def _read_limits(reading: Reading, found: Numbers, *, lists_targets: bool) -> None:
    for pattern in _LIMITS:
        for match in pattern.finditer(reading.lower):
            groups = match.groupdict()
            scale, unit = groups["scale"], groups["unit"] or ""
            value = float(groups["value"])
            if not scale and not unit and 1900 <= value <= 2100:
                continue
            if not lists_targets and not (groups.get("op") and _is_of_target(reading.lower, match)):
                continue
            if not reading.take(match.start(), match.end(), "limit"):
                continue
            same = _IN_BRACKETS.match(reading.lower, match.end())
            if same:  # 300,000 yuan (30万元)
                reading.take(same.start(), same.end(), "limit")
            word = groups.get("op")
            op = (
                (_AFTER_ZH | _AFTER_EN).get(groups.get("after") or "")
                if not word
                else _BEFORE_ZH.get(word) or _BEFORE_EN.get(word, "=")
            )
            unit = unit or _NOUN_MEASURES.get(groups.get("noun") or "", "")
            measure = _MEASURE_NAMES.get(unit, unit) or ("元" if scale in ("billion", "million") else "")
            found.limits.append(NumberLimit(op or ">=", value * _SCALES.get(scale or "", 1.0), measure))


_AMOUNT = lazy_pattern(
    rf"(?<![\d.])(?P<value>\d{{1,12}}(?:\.\d{{1,6}})?)\s?(?P<scale>{_choices(_SCALES)})\s?(?P<unit>{_MEASURES})?(?![a-z])"
)


def _read_reached(reading: Reading, found: Numbers) -> None:
    """The amounts that a question asks the time of: by when will output reach 300 billion yuan, 300亿产值哪年达到."""
    _read_limits(reading, found, lists_targets=True)
    for match in _AMOUNT.finditer(reading.lower):
        if reading.take(match.start(), match.end(), "limit"):
            unit = _MEASURE_NAMES.get(match["unit"] or "", match["unit"] or "")
            measure = unit or ("元" if match["scale"] in ("billion", "million") else "")
            found.limits.append(NumberLimit("=", float(match["value"]) * _SCALES[match["scale"]], measure))
    found.limits = [replace(limit, op="=") for limit in found.limits]


_UNIT_SCALES = ("万亿", "千亿", "百亿", "亿", "千万", "百万", "万")


def base_value(value: float, unit: str) -> tuple[float, str]:
    """A target's value and measure without the measure's multiplier: (150, 亿元) is (1.5e10, 元)."""
    for scale in _UNIT_SCALES:
        if unit.startswith(scale):
            return value * _SCALES[scale], unit[len(scale) :]
    return value, unit
