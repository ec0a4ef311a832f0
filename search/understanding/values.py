"""What values a question asks for: counted in what, each year or in all, beside which amounts in words. Knows words only."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reference.patterns import lazy_pattern
from search.understanding.frame import compiled
from search.understanding.numbers import base_value
from search.understanding.quantities import kind_asked

_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")
_SCALES = {
    "trillion": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "thousand": 1e3,
    "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4,
}  # fmt: skip
_AMOUNT = lazy_pattern(
    r"(?<![\d.])(\d{1,12}(?:\.\d{1,6})?)[ -]?(trillion|billion|bn|million|thousand|万亿|千亿|百亿|亿|千万|百万|万)?(?![\d.])"
)
_BARE_SCALE = lazy_pattern("(?<![\\d十百千万亿])(万亿|千亿|百亿|十亿|千万|百万)(?=级|元|以上|产)")
_MEASURES = (
    ("share", "[%‰]|个?百分点|成$"),
    ("money", "元|美元|英镑"),
    ("time", "(?:个)?(?:工作日|天|日|小时|学时|分钟|周|月|年|秒|岁)"),
    ("length", "公里|千米|米|km"),
    ("area", "亩|公顷|平方"),
    ("people", "人|名|位"),
    ("weight", "吨|公斤|千克|斤|担|克"),
    ("volume", "立方"),
    ("times", "次|轮|场"),
    ("power", "千瓦|兆瓦|瓦|[kMG]W"),
)
_UNITS_EN = {
    "time": "working days|business days|calendar days|days|hours|minutes|weeks|months|seconds|years",
    "length": "kilomet(?:re|er)s|km|met(?:re|er)s|miles",
    "area": "mu|hectares|acres|square (?:kilo)?met(?:re|er)s|sq(?:uare)? km",
    "money": "yuan|rmb|renminbi",
    "weight": "tons|tonnes|kilograms|jin",
    "volume": "cubic met(?:re|er)s|litres|liters",
    "power": "kilowatts|megawatts|gigawatts|[kmg]w",
    "share": "per ?cent|percentage points",
    "people": "people|persons?|workers|teachers|doctors|students|residents|farmers|officers|cadres|villagers|experts|staff"
    "|visitors|tourists|passengers|trainees|professionals|children|women|veterans|patients|pupils|herders|employees",
}
_HOW_MANY_EN = tuple(
    (measure, rf"(?i)\bhow many (?:[\w-]+ ){{0,2}}?(?:{words})\b") for measure, words in _UNITS_EN.items()
)
_SPENT = "spen[dt]|invest(?:ed)?|set aside|budget|put into|earmark|pay|paid|raise|hand out|cost|worth"
_MONEY = r"money|fund\w*|invest\w*|capital|cost|revenue|income|budget|lending|loans?"
_GROWS = "grow|rise|increase|expand"
_LAND = "land|space|floor|forest|farmland|cropland|afforestation"
_POWER = "power|solar|wind|storage|pv|photovoltaic"
_ASKED_EN = tuple(
    (measure, f"(?i){pattern}")
    for measure, pattern in (
        ("times", r"\bhow (?:often|many (?:times|rounds))\b"),
        ("things", r"\bhow many\b"),
        ("time", rf"\bhow (?:fast|soon|quick(?:ly)?)\b(?!.*\b(?:{_GROWS})\b)|^(?:hours|days|minutes) of\b"),
        ("time", r"\bhow long (?:may|does|can|should|will|must) (?:it|the|a\w*)\b"),
        ("length", r"\bhow (?:long|far)\b|\blength\b|\bmileage\b"),
        ("area", r"\b(?:floor|land|planted|forest|total|site) area\b|\barea (?:of|for|under|to be|planned|covered)\b"),
        ("area", rf"\bhow (?:large|big)\b|\bhow much (?:[\w-]+ ){{0,3}}?(?:{_LAND})\b"),
        ("money", rf"\bhow much (?:[\w-]+ ){{0,3}}?(?:{_MONEY})\b"),
        ("money", rf"\bhow much (?:will|does|is|do|are|should|must|can)\b.{{0,60}}\b(?:{_SPENT})\b"),
        ("share", r"\b(?:shares?|rates?|per ?cent(?:age)?|proportion|ratio|coverage|what part|fraction)\b|%"),
        ("power", rf"\bcapacity\b(?=.{{0,40}}\b(?:{_POWER})\b)|\b(?:{_POWER}) capacity\b"),
        ("money", r"\b(?:investment|turnover|revenue|sales|funding|loans?|lending|output value|income|yuan)\b"),
        ("things", r"\bnumber of\b"),
    )
)
_UNITS_ZH = {
    "time": "个?(?:天|工作日|小时|分钟|周|秒)",
    "length": "公里|千米|米",
    "area": "亩|公顷|平方",
    "money": "元|钱|资金|投资",
    "people": "人|名|位",
    "weight": "吨|斤|担",
    "share": "%|个?百分点",
    "things": "个|座|所|支|家|处|台|辆|条|项|件|场|套|户|栋|间|艘|款|种|对|片|棵|株|部|口|次|批",
}
_HOW_MANY_ZH = tuple(
    (measure, f"(?:几|多少)(?:十|百|千)?(?:万|亿)?(?:{words})") for measure, words in _UNITS_ZH.items()
)
_ASKED_ZH = (
    ("time", "多久|多快|多长时间"),
    ("length", "多长|多远|里程|长度"),
    ("area", "多大面积|面积"),
    ("share", "(?<!效)率|占比|比例|比重|百分之|几成|%|占[^，。？?]{0,12}(?:多少|多大|几)"),
    ("money", "资金|产值|营收|收入|投资额|贷款|零售额|交易额|营业额|销售额|贸易额"),
)
_SHARE = lazy_pattern(
    r"\bwhat (?:share|proportion|fraction)\b|\bper ?cent(?:age)?s?\b|占比|比例|比重|百分之|几成|占[^，。？?]{0,12}(?:多少|多大|几)",
    re.IGNORECASE,
)
_SUM = lazy_pattern(
    r"\bhow much (?:money|funding|capital)\b|多少(?:钱|资金|经费)|(?:资金|经费)(?:是|有)?多少", re.IGNORECASE
)
_YEARLY = lazy_pattern(
    r"\b(?:each|every|per|a) year\b|\b(?:annual|annually|yearly)\b|每年|一年|年均|年度|逐年", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ValueAsked:
    """kind: "change", "share", "things" or None (`kind_asked`); measure: what values are counted in (`measure_of`), None where it
    is not said; yearly: whether one year's value is asked for; amounts: those in the question, in plain numbers; share: whether a
    part of a whole is asked for in so many words; money: whether a sum of money is."""

    kind: str | None = None
    measure: str | None = None
    yearly: bool = False
    amounts: frozenset[float] = frozenset()
    share: bool = False
    money: bool = False

    def excludes(self, indicator: str, unit: str) -> bool:
        """Whether a value cannot answer: a sum of money or a length where a part of a whole is asked for, a part where a sum is."""
        measure = measure_of(unit)
        if self.money and measure in _NO_SUMS:
            return True
        return self.share and measure in _NO_SHARES and _RATIO.search(indicator) is None


def read_value_asked(text: str, *, english: bool) -> ValueAsked:
    """What a question says of the values that it asks for."""
    ways = (*_HOW_MANY_EN, *_ASKED_EN) if english else (*_HOW_MANY_ZH, *_ASKED_ZH)
    measure = next((measure for measure, pattern in ways if compiled(pattern).search(text)), None)
    return ValueAsked(
        kind_asked(text, english=english),
        measure,
        _YEARLY.search(text) is not None,
        amounts_in(_YEAR.sub(" ", text)),
        _SHARE.search(text) is not None,
        _SUM.search(text) is not None,
    )


@lru_cache(maxsize=1 << 13)
def amounts_in(text: str) -> frozenset[float]:
    """The numbers of a text with their multipliers: 10亿元, 1-billion-plus; 百亿级 has one too."""
    found = {float(number) * _SCALES.get(scale or "", 1.0) for number, scale in _AMOUNT.findall(text.lower())}
    bare = {"十亿": 1e9, **_SCALES}
    return frozenset(found | {bare[scale] for scale in _BARE_SCALE.findall(text)})


@lru_cache(maxsize=1 << 10)
def measure_of(unit: str) -> str:
    """What a target's unit counts in: share, money, time, length, area, people, weight, volume, times, power or things."""
    bare = base_value(0.0, unit)[1]
    return next((measure for measure, pattern in _MEASURES if compiled(pattern).match(bare)), "things")


_NO_SHARES = frozenset(("money", "time", "length", "area", "weight", "volume", "power"))
_NO_SUMS = _NO_SHARES - {"money"} | {"share", "people"}
_RATIO = lazy_pattern("[率比占]")
_COUNTED = frozenset(("things", "people", "times"))
_FOR_EACH = lazy_pattern("[/／每]")


def suits(asked: str, measure: str, unit: str) -> float:
    """How well a value counted in one measure can answer for another, 1, .5 or -1: people are things as well, and so much for
    each of something is a rate."""
    if asked == measure:
        return 1.0
    if (asked in _COUNTED and measure in _COUNTED) or (asked == "share" and _FOR_EACH.search(unit) is not None):
        return 0.5
    return -1.0
