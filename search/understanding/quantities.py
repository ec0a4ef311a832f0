"""Whether a question without a question word names a quantity (森林覆盖率, the enrolment rate of X): its value is asked for.

Knows words only, no place, unit or index.
"""

import re
from functools import lru_cache

from reference.patterns import lazy_pattern
from search.understanding.numbers import base_value

MEASURE_WORDS = (
    "节|顿|餐|座|所|支|辆|艘|架|枚|台|批次|批|轮次|轮|场次|场|期|届|次|套|户|名|人|间|片|块|亩|公顷|吨|公里|千米|米|平方米|处|件|栋|幢|层|张|款"
    "|小时|分钟|工作日|周|门|类|种|棵|株|头|只|盏|根|眼|对|队|班|席|篇|部|册|项|个|家|条|份|倍|成"
)
HOW_MANY_ZH = lazy_pattern(
    rf"(?<![哪好这那十百千万])几(?:百|千|万|亿|十)?(?:{MEASURE_WORDS})(?!(?:月|年|号|日|天|时|人)(?:底|前|内)?)"
)
"""几座, 几百亩: a number of things is asked for."""
_ENDS_ZH = lazy_pattern(
    "(?:率|占比|比例|比重|增速|增幅|涨幅|降幅|总量|总额|总数|数量|产量|单产|浓度|系数|强度|密度|里程|产值|增加值|销售额|交易额|成交额|零售额"
    "|贸易额|营业收入|主营收入|旅游收入|财政收入|可支配收入|纯收入|吞吐量|装机容量|装机|蓄积量|保有量|用水量|排放量|消费量|减排量|抽检量|存栏量?|出栏量?|面积"
    "|人数|户数|家数|个数|人次|床位数|学位数|托位数|车位数|时长|水平线|参保数|覆盖面|密集度|满意度|指数|年均增长|增长)$"
)
_WORK_FIRST = lazy_pattern(
    "^(?:提高|提升|降低|扩大|增加|推进|推动|加快|加强|促进|保障|稳定|控制|减少|优化|完善|落实|实施|开展|发展|抓好)"
)
"""提高秸秆综合利用率 is a thing to do, as titles of tasks are."""
_ENDS_EN = (
    r"(?:share|rate|ratio|proportion|percentage|number|amount|volume|total|length|level|output|value|capacity|coverage|turnover|sales"
    r"|revenue|income|concentration|growth|intensity|cap|ceiling|minimum|maximum|limit|quota|size|area|frequency|stock|density"
    r"|consumption|throughput|investment|reduction|increase|decrease|cut|loan|lending|spending|budget|funding|bandwidth|expectancy|price|cost|hour"
    r"|day|time|speed|mileage|pass rate)s?"
)
_NAMED_EN = lazy_pattern(
    rf"\b{_ENDS_EN}(?= (?:of|for|per|by|at|in|on|to|among|to be|aimed|wanted|required)\b|\s*[,:?.!]|\s*$)",
    re.IGNORECASE,
)
NAMED_FIRST = lazy_pattern(rf"^(?:(?:the|target|planned|total) )*{_ENDS_EN} (?:of|for)\b", re.IGNORECASE)
_NEW_THINGS_EN = lazy_pattern(
    r"\b(?:new|extra|additional|more) (?!energy|materials?|quality|generation|town|infrastructure|era)"
    r"(?:[\w'-]+ ){0,3}?(?:places|spaces|beds|jobs|seats|homes"
    r"|flats|schools|kindergartens|stations|lines|routes|kilomet(?:re|er)s|parks|toilets|lifts|bays|firms|companies|patents)\b",
    re.IGNORECASE,
)
"""New parking spaces: as many as are to be made."""
_ASKS_EN = lazy_pattern(r"\b(?:who|which|what|how|where|when|why|whose|does|do|is there|are there)\b", re.IGNORECASE)
_TARGETS_EN = lazy_pattern(r"\b(?:targets?|goals?)\b(?! (?:group|people|population))", re.IGNORECASE)
_TO_BE_DONE = lazy_pattern(
    r"\bto be (?:built|added|raised|trained|treated|set up|created|opened|renovated|planted|completed|recruited|restored|cultivated"
    r"|introduced|reached|installed|provided|employed|cut|closed|reduced|covered|rebuilt|renewed|replaced|repaired|upgraded|converted|laid|paved|hired|bought"
    r"|demolished|moved|relocated|screened|vaccinated|connected|extended|enlarged|supplied|resettled|granted|issued|held|opened up)\b",
    re.IGNORECASE,
)


def names_quantity(text: str, topic: str, *, english: bool) -> bool:
    """Whether a question in which no word asks names a quantity. topic: what is left of it beside names."""
    if not english:
        last = topic.split()[-1] if topic.split() else ""
        return _ENDS_ZH.search(last) is not None and _WORK_FIRST.match(topic) is None
    if _ASKS_EN.search(text):
        return False
    return any(pattern.search(text) is not None for pattern in (_NAMED_EN, _TARGETS_EN, _TO_BE_DONE, _NEW_THINGS_EN))


_CHANGE_ZH = lazy_pattern(
    "(?:增长|增速|增幅|涨幅|降幅|上升|提高|提升|下降|降低|减少|压减|削减|缩短|压缩)(?!(?:到|至|为|在|成))|翻番|翻几番|涨多少|[降减压](?:掉|下来)?(?:了)?(?:多少|几)"
    "|个百分点"
)
_SHARE_ZH = lazy_pattern(
    "(?<!效)率|占比|比例|比重|百分之|百分比|几成|%|占[^，。？?]{0,16}(?:多少|多大|几)|多大(?:一)?部分"
)
_CHANGE_EN = lazy_pattern(
    r"\b(?:grow(?:th|s|ing)?|by how (?:much|many)|how much (?:faster|more|less|higher|lower)|how fast\b(?=.*\b(?:grow|rise|increase|expand))"
    r"|increase[sd]? by|percentage points|rise by"
    r"|(?:fall|drop|decline|reduction|decrease) (?:in|of|by))\b",
    re.IGNORECASE,
)
_SHARE_EN = lazy_pattern(
    r"\b(?:shares?|rates?|per ?cent(?:age)?|proportion|ratio|coverage|what part)\b|%", re.IGNORECASE
)
_ONE_ZH = lazy_pattern("多少|几|多大|多高|多长|多宽|多快|多久|率|占比|比例|比重|多远|多重|数量|数值")
_ONE_EN = lazy_pattern(
    r"\b(?:how (?:many|much|high|large|big|long|often|fast|far|big|low|soon)|what (?:share|rate|percentage|proportion|number|ratio|level"
    r"|amount|area|length|value|output|size|total|part|percent)|by how)\b",
    re.IGNORECASE,
)
_TARGETS_ASKED = lazy_pattern(r"\b(?:targets|goals|indicators|figures|objectives)\b", re.IGNORECASE)
_MANY = lazy_pattern(
    "哪些(?:[^，。？?]{0,8})(?:目标|指标|数字)|目标(?:值)?(?:分别)?(?:是|为)?(?:多少|什么)|(?:目标|指标)(?:有|是)?(?:哪些|什么)|什么(?:目标|指标)|所有(?:的)?(?:目标|指标)"
    r"|\b(?:what|which|all|list|any)(?: (?:are|were|of))?(?: the| its| their)?(?: [\w-]+){0,4} (?:targets|goals|indicators|figures|numbers)\b",
    re.IGNORECASE,
)


_THINGS_ZH = lazy_pattern("(?:多少|几)(?:个|座|所|支|家|处|台|辆|条|项|件|场|名|人|套|户|栋|期|间|艘)(?!百分点)")
_THINGS_EN = lazy_pattern(
    r"\bhow many (?!(?:[\w-]+ ){0,3}(?:mu|hectares?|kilomet(?:er|re)s?|met(?:er|re)s|tons?|tonnes|yuan|days|hours|minutes|percentage|basis"
    r"|million|billion|square|cubic)\b)",
    re.IGNORECASE,
)


def kind_asked(text: str, *, english: bool) -> str | None:
    """What kind of value a question asks for: "change" (增长多少), "share" (占比), "things" (多少座); None where it does not say."""
    kinds = (("change", _CHANGE_EN), ("share", _SHARE_EN), ("things", _THINGS_EN))
    if not english:
        kinds = (("change", _CHANGE_ZH), ("share", _SHARE_ZH), ("things", _THINGS_ZH))
    return next((kind for kind, pattern in kinds if pattern.search(text)), None)


def asks_for_one(text: str, topic: str, *, english: bool) -> bool:
    """Whether the value of one indicator is asked for (how many X), and not all that is promised on a topic."""
    if _MANY.search(text) or numbers_asked(text, english=english) > 1:
        return False
    if english and not _TARGETS_ASKED.search(text):
        return True
    if (_ONE_EN if english else _ONE_ZH).search(text) is not None:
        return True
    return _NAMED_EN.search(text) is not None if english else names_quantity(text, topic, english=False)


def numbers_asked(text: str, *, english: bool) -> int:
    """How many numbers a question asks for: 新建几家，每年培训多少人 asks for two."""
    return len((_HOW_MANY_EN if english else _HOW_MUCH_ZH).findall(text))


_HOW_MUCH_ZH = lazy_pattern("多少|(?<![哪好这那])几(?=[^年月号日]|$)|多大|多高|多长")
_HOW_MANY_EN = lazy_pattern(
    r"\b(?:how (?:many|much|high|large|long|often|big)|what (?:share|rate|percentage|proportion))\b", re.IGNORECASE
)


_OF_AMOUNTS = frozenset("元亩吨米斤天日年月分秒平立公千担倍度")
"""How units begin by which amounts are measured: money, land, weight, length, time."""
_IS_CHANGE = lazy_pattern(
    "(?:增长|增速|增幅|涨幅|降幅|下降|减少|提升|提高|下降率|增长率|增加|压减比例|压缩比)(?:比例|幅度|率|数)?$|^(?:年均)?增长"
)


@lru_cache(maxsize=1 << 13)
def kind_of(indicator: str, op: str, unit: str) -> str:
    """What kind of value a target has: "change", "share", "things" (that are counted) or "amount"."""
    if op in ("increase", "decrease") or (unit[:1] in "%‰" and unit and _IS_CHANGE.search(indicator)):
        return "change"
    if unit[:1] in ("%", "‰"):
        return "share"
    return "things" if unit and base_value(0.0, unit)[1][:1] not in _OF_AMOUNTS else "amount"


# Only where a list of targets is asked for is a number a condition on them; elsewhere it belongs to the topic.
LIST_OF_TARGETS = lazy_pattern(
    r"(?:哪些|多少个?项?|什么样的|列出[^，。]{0,8}|所有)(?:量化|百分比|百分数|百分率|数量)?(?:类|型|性)?的?(?:目标|指标)|(?:目标|指标)(?:有哪些|有多少)"
    r"|哪(?:些|几?个)(?:镇街|街镇|乡镇|街道|镇|乡|县|区|市|旗|地方|园区)[^。？?]{1,24}(?:超过|高于|大于|多于|不低于|不少于|至少)\d"
    r"|哪(?:些|几?个)(?:镇街|街镇|乡镇|街道|镇|乡|县|区|市|旗|地方|园区)[^。？?]{1,24}\d[^。？?]{0,4}(?:以上|以下|以内)"
    r"|\bwhich (?:towns|townships|counties|districts|sub-?districts|cities|places|streets)\b[^?.;]{1,80}"
    r"\b(?:above|over|exceeding|at least|at most|no less than|(?:more|less|higher|lower|fewer) than) \d"
    r"|\b(?:which|what|list|all|how many)\b[^?.;,]{0,40}\b(?:targets|goals|indicators)\b"
    r"|\b(?:targets|goals|indicators)\b[^?.;]{0,30}\b(?:above|over|below|under|exceeding|at least|at most|(?:more|less|higher|lower) than)\b",
    re.IGNORECASE,
)
