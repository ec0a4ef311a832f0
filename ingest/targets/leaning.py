"""Names that lean on the one before (增速, 其中省级, 50万元以上的) made whole. Knows no quantities."""

import re

from ingest.targets.verbs import VERB

_ACTS_INSIDE = re.compile("(?:惠及|优化|受益|筹集|筹建|新增|新建|建成|增设|引进|创建|实施|开展|完成|新改建|扩建)(?=..)")
_STANDS_ALONE = re.compile("年均|.{2,6}总(?:量|数|额|规模)$")
_MONEY_OPENING = re.compile(r"[\d.]+[百千万亿]{0,2}(?:美元|元)(?:以上|以下)?")
_MONEY_AT = re.compile(r"[\d.]+[百千万亿]{0,2}(?:美元|元)")
_PRESENT = re.compile(
    "(?:截至目前|截至|目前|当前|现有|现已|仅有|只有|已经|已)(?:全[市县区省州])?(?:已经|已)?|"
    "(?:累计)?(?:建成|完成|达到|培育)(?=.{2})"
)
TWIN = re.compile(
    "城镇|农村|城市|乡村|县城|城区|男性|女性|国家级|省级|市级|县级|第一产业|第二产业|第三产业|"
    "中心城区|建制镇|地级市|县级市|公办|民办|街道|社区|乡镇|行政村|自然村|小学|初中|高中|本科|高职"
)
_LEVELS = "(?:国家级|省部级|部级|省级|市级|县级|区级|州级|镇级|村级)(?:及?以上)?"
_LEVEL = re.compile(_LEVELS)
NEXT_LEVEL = re.compile(
    rf"(?:、|，|和|以及|及)(?:\d{{1,5}}|[一二两三四五六七八九十]{{1,3}})[个家处座项条所名户批支](?:{_LEVELS})(?P<noun>[^，；。、和及与0-9]{{2,30}})?"
)
_NEEDS_HEAD = re.compile(
    "(?:占(?!地)|总(?:产值|市值|额|量|规模|投资|数|面积|人数|收入)|其(?![他它余中])|超(?!级|大|高|低|市|算|声|"
    "充)|增速|占比|增长|同比|比重|数量|面积|人数|产值$)"
)
_BUILDS_ONLY = re.compile("(?:新|续|改|扩|再)?[建造种修]")
_GROWS = re.compile("(?:年均|年度|同比|累计|复合)*(?:增长|增速|增幅|递增)$")
"""园区产值年均增长10%以上，占全市比重提高到86%: it is the output that has the share, not its growth."""
NOUN = re.compile(
    r"(?:(?:居民)?人均可支配收入|(?:重点工程)?减排量|排放总量|排放量|排放浓度|平均浓度|浓度|占比|"
    r"比重|比例|增速|增长率|覆盖率|[\u4e00-\u9fff]{2}化率|办理时间|办理时限|时间|时限|时长|"
    r"[\u4e00-\u9fff]{1,2}率|密度|强度|产值|总产值|营业收入|营收|收入|税收|面积|数量|总量|总额|规模|"
    r"拥有量|普及率|投资|能耗|水平|能力|增加值|经费|交易额|人数|户数|"
    r"总装机容量|装机容量|装机规模|容量|总数|单产|亩产|产量|数|额|量|值|浓度)$"
)


_RATIO = re.compile("(?:率|占比|比重|比例|浓度|增速|增长|增幅|指数|系数|强度)$")
"""城镇调查失业率 begins as 新增城镇就业 goes on, and takes nothing from it."""


_SUM = re.compile("(?:投资|资金|产值|收入|贷款|营收|税收)$")
_AMOUNT = re.compile("(?:量|数|次数|人数|户数|产值|收入|投资额|营业额)$")
"""送餐量8万餐次: a quantity of its own, which nobody builds or opens."""


def is_level(noun: str) -> bool:
    """Whether a noun only names a level (国家级, 省级以上)."""
    return _LEVEL.fullmatch(noun) is not None


def complete(name: str, verb: str, previous: str, previous_verb: str, *, counted: bool) -> str:
    """A name that leans on the one before it, made whole: its head noun or its verb carried over."""
    if not previous:
        return name
    if name in ("涉及", "共涉及"):
        return previous.removesuffix("涉及") + "涉及"
    if TWIN.fullmatch(name) and TWIN.match(previous):
        return TWIN.sub(name, previous, count=1)
    if (name == verb and name) or _BUILDS_ONLY.fullmatch(name):
        return _same_object(name, previous, previous_verb)
    if _LEVEL.fullmatch(name) and not _LEVEL.search(previous) and previous_verb and previous.startswith(previous_verb):
        return previous_verb + name + previous[len(previous_verb) :]
    if _LEVEL.fullmatch(name) and _LEVEL.search(previous):
        return _LEVEL.sub(name, previous, count=1)
    if _MONEY_OPENING.match(name) and not verb:
        place = _MONEY_AT.search(previous)
        if place is not None and place.start() > 0:
            return previous[: place.start()] + name
    if _NEEDS_HEAD.match(name):
        return _head(previous, name) + name.removeprefix("其")
    shared = (
        previous.find(name[:2]) if len(name) >= 2 and not counted and not verb and not _STANDS_ALONE.match(name) else -1
    )
    if shared == len(previous_verb) > 0 or (_RATIO.search(name) and not _RATIO.search(previous)):
        shared = -1
    if (shared > 1 or (shared == 1 and previous[0] == "有")) and len(name) <= len(previous) - shared + 6:
        return previous[:shared] + name
    own = _ACTS_INSIDE.search(name) or _AMOUNT.search(name)
    if counted and not verb and previous_verb and not name.startswith(previous_verb) and not own:
        return previous_verb + name
    return name


def _same_object(verb: str, previous: str, previous_verb: str) -> str:
    """建设农田5万亩，其中新建2万亩: another verb, what it is done to stays."""
    if previous.startswith(verb):
        return previous
    opening = previous_verb if previous_verb and previous.startswith(previous_verb) else ""
    if not opening and (found := VERB.match(previous)) is not None:
        opening = found.group()
    thing = previous[len(opening) :]
    if _SUM.search(thing) is not None:
        return verb  # 完成投资13亿元，竣工20个: what is finished is no investment
    return verb if NOUN.search(thing) is not None and not opening else verb + thing


def without_present(name: str) -> str:
    """A name without the words that place it in the present (目前已建成充电桩 is 充电桩)."""
    return _PRESENT.sub("", name)


def _head(previous: str, name: str) -> str:
    if name.startswith("超"):
        over = previous.find("超")
        return previous[:over] if over > 0 else ""
    if name.startswith("占") and not name.startswith("占比"):
        return _GROWS.sub("", previous)
    if name.startswith(("增长", "同比")):
        opening = VERB.match(previous)
        return previous[opening.end() :] if opening is not None else previous
    return NOUN.sub("", previous) if name.startswith(("占比", "增速", "比重", "增长", "数量", "面积")) else previous
