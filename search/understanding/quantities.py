"""Whether a question without a question word names a quantity (森林覆盖率, the enrolment rate of X): its value is asked for.

Knows words only, no place, unit or index.
"""

import re

MEASURE_WORDS = (
    "座|所|支|辆|艘|架|枚|台|批次|批|轮次|轮|场次|场|期|届|次|套|户|名|人|间|片|块|亩|公顷|吨|公里|千米|米|平方米|处|件|栋|幢|层|张|款"
    "|门|类|种|棵|株|头|只|盏|根|眼|对|队|班|席|篇|部|册|项|个|家|条|份|倍|成"
)
HOW_MANY_ZH = re.compile(
    rf"(?<![哪好这那十百千万])几(?:百|千|万|亿|十)?(?:{MEASURE_WORDS})(?!(?:月|年|号|日|天|时|人)(?:底|前|内)?)"
)
"""几座, 几百亩: a number of things is asked for."""
_ENDS_ZH = re.compile(
    "(?:率|占比|比例|比重|增速|增幅|涨幅|降幅|总量|总额|总数|数量|产量|单产|浓度|系数|强度|密度|里程|产值|增加值|销售额|交易额|成交额|零售额"
    "|贸易额|营业收入|主营收入|旅游收入|财政收入|可支配收入|纯收入|吞吐量|装机容量|装机|蓄积量|保有量|用水量|排放量|消费量|减排量|抽检量|存栏量?|出栏量?|面积"
    "|人数|户数|家数|个数|人次|床位数|学位数|托位数|车位数|时长|水平线|参保数|覆盖面|密集度|满意度|指数|年均增长|增长)$"
)
_WORK_FIRST = re.compile(
    "^(?:提高|提升|降低|扩大|增加|推进|推动|加快|加强|促进|保障|稳定|控制|减少|优化|完善|落实|实施|开展|发展|抓好)"
)
"""提高秸秆综合利用率 is a thing to do, as titles of tasks are."""
_ENDS_EN = (
    r"(?:share|rate|ratio|proportion|percentage|number|amount|volume|total|length|level|output|value|capacity|coverage|turnover|sales"
    r"|revenue|income|concentration|growth|intensity|cap|ceiling|minimum|maximum|limit|quota|size|area|frequency|stock|density"
    r"|consumption|throughput|investment)s?"
)
_NAMED_EN = re.compile(
    rf"\b{_ENDS_EN}(?= (?:of|for|per|by|at|in|among|to be|aimed|wanted|required)\b|\s*[,:?.!]|\s*$)", re.IGNORECASE
)
_ASKS_EN = re.compile(r"\b(?:who|which|what|how|where|when|why|whose|does|do|is there|are there)\b", re.IGNORECASE)
_TARGETS_EN = re.compile(r"\b(?:targets?|goals?)\b(?! (?:group|people|population))", re.IGNORECASE)
_TO_BE_DONE = re.compile(
    r"\bto be (?:built|added|raised|trained|treated|set up|created|opened|renovated|planted|completed|recruited|restored|cultivated"
    r"|introduced|reached|installed|provided|employed|cut|closed|reduced|covered)\b",
    re.IGNORECASE,
)


def names_quantity(text: str, topic: str, *, english: bool) -> bool:
    """Whether a question in which no word asks names a quantity. topic: what is left of it beside names."""
    if not english:
        last = topic.split()[-1] if topic.split() else ""
        return _ENDS_ZH.search(last) is not None and _WORK_FIRST.match(topic) is None
    if _ASKS_EN.search(text):
        return False
    return any(pattern.search(text) is not None for pattern in (_NAMED_EN, _TARGETS_EN, _TO_BE_DONE))
