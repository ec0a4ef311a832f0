"""Names that several values share: A、B和C分别达到…, 县、乡、村道…, A、B均达到…. Knows no quantities."""

import re

from ingest.targets.leaning import NOUN, TWIN, complete

_LEVELS = re.compile("[国省市州县区乡镇村组]+")
_FARM_ACT = re.compile(
    "种植|播种|栽植|栽插|收获|收割|采收|采摘|烘干|灌溉|加工|运输|生产|销售|进口|出口|新建|改建|开工|竣工"
)
_ATTRIBUTED = re.compile("的[^的]{1,10}(?:占比|比重|比例|率|数量|面积|数)$")
"""有研发机构、研发活动的企业占比: the first takes 的企业占比."""
_LEVEL_END = re.compile("(?:国家|[省市县区镇村])级?$")
_LEVEL_OF = re.compile("(?:国家|[省市县区镇村])级(?P<noun>.{2,})")
"""国家、省级试点各2个."""
_OF_WHOM = re.compile("(?:患者|居民|企业|人口|家庭|儿童|学生|产品|用户|群众|农户|机构)(?=.)")
"""高血压、糖尿病患者规范管理率: what is said of them begins with who they are."""
_WHERE = re.compile("(?P<list>[^在]{4,40})(?P<rest>在[^在]{2,24}的[^的、]{2,10})")
"""甲和乙在新建、改建绿地的比例: what stands behind 在 belongs to both."""
_WORK_END = re.compile(
    "(?<=..)(?:(?:升级|更新|提升|提质|综合|节能)?(?:改造|整治|治理|修缮|维修|改建|扩建|更新)|建设)(?:工程|项目)?$"
)
_WORK = re.compile("改造|整治|治理|修缮|维修|改建|扩建|更新|建设|新建|新增|建成|培训|率$|数$|量$|面积$|规模$")
"""完成老旧管网、换热站改造各30处: what is done closes the list and holds for all of it."""
_AND = re.compile("、|以及|(?<![共饱温调祥])和(?![谐睦平气解])|(?<!参)与(?!会)|(?<![普涉波惠触遍以])及(?![其时格以])")


def each_of(subject: str) -> tuple[str, ...]:
    """The subjects of "A、B均达到X"; one where the words do not list."""
    count = len([part for part in _AND.split(subject) if part])
    return split_subjects(subject, count) if 1 < count <= 6 else (subject,)


def split_subjects(subject: str, count: int) -> tuple[str, ...]:
    """The `count` subjects of "A、B和C分别达到…"; where the words do not name as many, all share the whole."""
    where = _WHERE.fullmatch(subject)
    if where is not None and len([part for part in _AND.split(where["list"]) if part]) == count:
        return tuple(part + where["rest"] for part in _AND.split(where["list"]) if part)
    parts = [part for part in _AND.split(subject) if part]
    if len(parts) > count and len(parts) > 1:
        parts = [part for part in subject.split("、") if part]
    if len(parts) != count:
        return (subject,) * count
    last = parts[-1]
    if (levels := _levels(parts)) is not None:
        return levels
    whole = [_stretched(part, last) for part in parts[:-1]]
    first = whole[0]
    last = _with_opening(first, parts[0], last)
    return tuple(
        complete(part, "", first, "", counted=False) if index else part for index, part in enumerate([*whole, last])
    )


def _levels(parts: list[str]) -> tuple[str, ...] | None:
    """县、乡、村道养护资金: levels of one character share all that follows the last."""
    if len(parts[-1]) < 3 or not _LEVELS.fullmatch(parts[0][-1:] + "".join(parts[1:-1]) + parts[-1][0]):
        return None
    return (*(part[-1] + parts[-1][1:] for part in parts[:-1]), parts[-1])


def _with_opening(whole: str, first: str, last: str) -> str:
    """马铃薯种植、收获机械化率, 单位增加值能耗、水耗: what the first opens with belongs to the last as well."""
    if len(last) == 2 and len(whole) >= 5 and whole.endswith(last[-1]) and not TWIN.match(last):
        return whole[: -len(last)] + last
    act = _FARM_ACT.search(first)
    if act is not None and act.start() > 0 and act.end() == len(first) and _FARM_ACT.match(last):
        return first[: act.start()] + last
    return last


def _stretched(part: str, last: str) -> str:
    """城镇、农村居民人均可支配收入: the short one takes what the last one shares."""
    if TWIN.fullmatch(part) and TWIN.match(last):
        return TWIN.sub(part, last, count=1)
    head = _ATTRIBUTED.search(last)
    if head is not None and not NOUN.search(part):
        return part + head.group()
    work = _WORK_END.search(last)
    if work is not None and not _WORK.search(part):
        return part + work.group()
    if NOUN.search(part) or len(part) > 8:
        return part
    level = _LEVEL_OF.match(last) if _LEVEL_END.search(part) is not None else None
    if level is not None:
        return part.removesuffix("级") + "级" + level["noun"]
    whom = _OF_WHOM.search(last, 2)
    if whom is not None:
        return part + last[whom.start() :]
    noun = NOUN.search(last)
    return part + noun.group() if noun is not None else part
