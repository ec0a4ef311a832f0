"""Which figures are conditions and standards: what somebody has to fulfil or what each thing has to be like. Builds no target."""

import re

from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting

_WATCHED = re.compile(
    "(?:目标|任务|指标)(?:的)?(?:完成|落实|执行|推进)情况|(?:进行|开展|加强)(?:监测|考核|督导|督查|调度|通报)"
)
"""对生产总值增长5%以上等目标完成情况进行监测: what is watched are the targets themselves."""
_WORKS_ON = re.compile("对[^，；。的]{2,20}(?:实施|开展|进行|完成|改造|整治|修缮|治理|绿化|硬化|亮化)")
"""对农村公路实施路面改善80公里: the work itself, no condition."""
_GRANTED = re.compile("给予|补贴|补助|奖励|奖补|资助|贴息|减免|免收|免征|优先|予以|享受")
"""对吸纳10人以上就业的车间给予补助: who is given something."""
_MEASURED = re.compile("(?:率|比例|比重|占比|面|数|度)$")
_GROWN = re.compile("(?:增长|增速)$")
_BY_STANDARD = re.compile(
    "[^，；。]{0,12}的(?:标准|比例|比率|维修率|费率|系数)[^，；。]{0,4}|(?:计入|计算|计征|计提|确定|折算|核定|收取|缴纳)"
)
_REQUIRED_FOR = re.compile("[^。；]{0,60}的?(?:必要|前提|基本|先决|准入|申报|入选)条件(?=[，。；）]|$)")
"""…达到30%，是企业可作为…的必要条件: what somebody has to fulfil first."""
_RULED = re.compile("[^，；。]{0,60}的(?:规定|法律要求|强制性要求)(?=[，。；]|$)")
_RULED_BY = re.compile("(?:国家|国务院|上级|法律法规|条例|标准)(?:有关|关于|对)")
"""落实国家对…应当100%建设…的规定: a rule of others that is cited."""
_ONLY_THEN = re.compile("[^，；。]{0,4}(?:方可|方能|方准|才能|才可)")
WHOLE = re.compile("(?:(?:全[市县区省镇乡州旗]|我[市县区省]|力争|确保|推动|实现|使|有|至少|力促|促使)+)?")
"""What may stand before 80%以上的村."""
_SHARE_OF = re.compile(
    WHOLE.pattern
    + r"(?:\d{1,3}(?:\.\d+)?%|[一二三四五六七八九]成|一半|半数)(?:及?以上|左右)?的"
    + "[^，；。、]{2,24}(?:收入|产值|利润|营收|面积|人数)[^，；。、]{0,8}(?:达到?|超过?|突破|不低于|不少于|高于)$"
)
"""80%以上的村收入超过20万元: the share is the target, the sum says what each has to reach."""
_ACCORDING = re.compile("按照?[^。；]{0,60}$")
"""按照50年一遇标准，推进…: by what the work is done."""
_CONDITIONS_OF = re.compile(
    "(?:降低|放宽|调整|设置|明确)[^，；。]{0,20}(?:申请|申报|准入|认定|入选)(?:条件|门槛|标准)，"
)
_LINE = re.compile(
    "(?:(?:收入线|认定|准入|起付|起征|申报|申请|入库|入规|评定)(?:标准|门槛|条件)|起征点|起付线|最低工资标准)[^，；。]{0,40}$"
)
"""收入线标准由9600元提高到15600元: who falls under a rule."""
_PLACE_SIZE = re.compile(
    "(?:建筑|营业|使用|经营|占地|场地|室内|用地|单体|套内|经营场所)面积$|(?:厚度|宽度|深度|层高|净高|间距|直径)$"
)
_EACH_WITH = re.compile(
    "[\\d一二两三四五六七八九十百][个家户][^，；。、]{0,6}(?:产值|营收|营业收入|主营业务收入|销售额|税收|投资|规模|市值)(?:超|超过|过|突破|达到?)$"
)
"""2个产值超千亿元和3个产值超百亿元的集群: the money says what the two are like."""
_A_SET = re.compile("[均每总率]|新增|累计|改造|建成")
_MODIFIES = re.compile(
    "、[^，；。、的]{2,24}(?:强|高|好|大|广|多|优|齐全|完善|规范|良好|突出|健全|完备|先进|明显|较低|合理|以上|以下|以内|不足)的(?=.)"
)
_ONE_OF_TRAITS = re.compile(
    "、[^，；。的]{2,30}的[^，；。、]{1,20}[\\d一二三四五六七八九十百两][\\d.百千万]{0,6}[家个名户]"
)
_TRAIT = re.compile(
    "(?:产值|营收|收入|投资|投资额|规模|税收|纳税|市值|估值|面积|用地|能力|占比)"
    "(?:超|超过|达|达到|不低于|突破|大于|高于|在)$"
)
"""培育年产值超100亿元、竞争力强的龙头企业2家: the money describes the two."""
_CHOOSES = re.compile("[，、]?(?:优先|重点|择优)?(?:支持|鼓励|引导|扶持|遴选|选择|选取|推荐|对)")
_ONE_OF_SEVERAL = re.compile("、[^，；。、的]{2,24}的(?=..)")
_MAKES = re.compile("新建|新增|建成|培育|引进|打造|创建|完成|改造")
_OWN = re.compile("(?:不得|不应|不)(?:低于|少于|高于|超过)本(?:单位|企业|机构|公司|校)[^，；。]*$")
_TO_STANDARD = re.compile("(?:执行|落实|遵守|按照)[^，；。]{0,20}(?:标准|规定|要求)，[^；。]*$")
_REPAIRS = re.compile(
    "(?:约|左右)?的?[^，；。]{0,12}(?:进行|实施|开展|予以)(?:修复|改造|整治|更新|治理|修缮|提升|加固|绿化)"
)
"""对其中的24公里进行修复: the work itself."""
_CONDITION = re.compile(
    r"(?:对(?:于)?|[^，；。]{0,8}口径|凡|若|如(?!期)|当(?![年地前期日])|符合|满足|未达|经认定|"
    r"达不到|逾期|以上年度|首次)(?!标|接|口|外|照|台|华|俄|日|韩|欧)"
)


def is_condition(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    """Whether `quantity` is a condition or a standard; `terminal` where it stands behind what it measures."""
    text, (begin, end) = at.text, at.clause
    if _ONLY_THEN.match(text, quantity.end, end):
        return True
    if _RULED.match(text, quantity.end, end) and _RULED_BY.search(text, begin, quantity.start):
        return True
    if _REQUIRED_FOR.match(text, quantity.end, at.sentence[1]):
        return True
    if text[end - 1] == "的" and end > quantity.end and text[end : end + 1] in "，、；":
        return True
    if _is_standard(quantity, at):
        return True
    if (
        quantity.kind in ("money", "size", "share", "count")
        and _SHARE_OF.match(text, begin, quantity.start) is not None
    ):
        return True
    if quantity.unit == "年一遇" and _ACCORDING.search(text, at.sentence[0], quantity.start) is not None:
        return True
    if _CONDITIONS_OF.search(text, at.sentence[0], begin) is not None:
        return True
    if quantity.kind == "money" and _LINE.search(text, begin, quantity.start) is not None:
        return True
    if _BY_STANDARD.match(text, quantity.end, end) and re.search("按照?|根据|参照|以", text[begin : quantity.start]):
        return True
    if (
        quantity.kind == "share"
        and quantity.value == 100
        and not terminal
        and text[quantity.end : quantity.end + 1] != "的"
    ):
        return False  # 符合条件的100%参加保险: all of them
    if quantity.kind == "size" and text[begin] == "对" and _REPAIRS.match(text, quantity.end) is not None:
        return False
    if _CONDITION.match(text, begin) is None or _WATCHED.search(text, quantity.end, end) is not None:
        return False
    if terminal and quantity.kind == "size" and _WORKS_ON.match(text, begin, quantity.start) is not None:
        return _GRANTED.search(text, quantity.end, at.sentence[1]) is not None
    if quantity.kind in ("count", "unknown", "label"):
        return (
            not terminal
            and quantity.after is not None
            and _GRANTED.search(text, quantity.end, at.sentence[1]) is not None
        )
    return not (terminal and _states(quantity, at))


def _is_standard(quantity: Quantity, at: Setting) -> bool:
    """What each one has to be like (建筑面积不低于100平方米), and attributes of what is supported."""
    if quantity.kind == "money" and _EACH_WITH.search(at.text, at.clause[0], quantity.start) is not None:
        return True
    made = quantity.kind in ("count", "money") and _MAKES.search(at.text, at.clause[0], quantity.start) is not None
    if quantity.after is not None and not made:
        chosen = _CHOOSES.match(at.text, at.clause[0]) is not None and quantity.kind in ("size", "money", "share")
        if (_ONE_OF_SEVERAL if chosen else _MODIFIES).match(at.text, quantity.end, at.clause[1]):
            return True
    trait = quantity.kind in ("money", "size", "share") and _TRAIT.search(at.text, at.clause[0], quantity.start)
    if trait and _ONE_OF_TRAITS.match(at.text, quantity.end, at.clause[1]) is not None:
        return True
    if quantity.kind == "share" and _OWN.search(at.text, at.clause[0], quantity.start) is not None:
        return True
    comparison = read_before(at.text, at.clause[0], quantity.start)
    bounded = comparison.sense in (">=", "<=") or quantity.after is not None
    if not bounded or quantity.kind not in ("size", "money"):
        return False
    before = at.text[at.clause[0] : comparison.start]
    if quantity.kind == "size" and before.lstrip("，、；0123456789.").startswith(("单个", "单体", "单处")):
        return True
    if quantity.kind == "money":
        by_rule = _TO_STANDARD.search(at.text, at.sentence[0], quantity.start)
        near = by_rule is not None and (quantity.unit == "元" or by_rule.group().count("，") == 1)
        return comparison.sense == "<=" and near
    return _PLACE_SIZE.search(before) is not None and _A_SET.search(before) is None and quantity.unit[:1] not in "万亿"


def _states(quantity: Quantity, at: Setting) -> bool:
    """A clause that opens like a condition but ends in a stated level (对…的抽查比例不低于5%)."""
    stated = read_before(at.text, at.clause[0], quantity.start)
    before = at.text[at.clause[0] : stated.start]
    if _GROWN.search(before) is not None:
        return _GRANTED.search(at.text, quantity.end, at.sentence[1]) is None and at.text[at.clause[1] - 1] != "的"
    return ("的" in before or stated.sense is not None) and _MEASURED.search(before) is not None
