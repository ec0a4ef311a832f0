"""Quantities that stand before a noun: whether they count it or only describe it (亿元以上项目, 占地100亩的园区)."""

import re

from ingest.facts import NotTargetReason
from ingest.targets.conditions import WHOLE
from ingest.targets.descriptions import DONE_FOR_ALL
from ingest.targets.exclusions import DAILY, SERVED, is_promise
from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting
from ingest.targets.verbs import acts, closing_verb

_REFERENCE = re.compile(
    r"(?:重点)?(?:围绕|聚焦|紧盯|依托|针对|利用|瞄准|面向|立足|根据|按照|结合|对标|贯彻|紧扣|锚定|"
    r"坚持(?!每年)|遵循|突出|涵盖|包括|覆盖(?!率)|涉及|明确|作为|以(?!上|下|内))"
)
_MADE_OF = re.compile(r"(?:构成|组成|(?<![有射备])引领(?!作用)|支撑(?!作用|能力)|为主体|为主导|为核心|为重点|为基础)")
_MAKES_OF = re.compile("(?:建成|形成|构建|打造|组建|建设)由$")
"""建成由35颗卫星组成的系统: so many are to be there."""
_MONEY_HEAD = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z“”\u0001（）、]{0,24}?)(?:资金|贷款|经费|基金|投资|融资|信贷|授信|"
    r"补助|补贴|产值|债券|消费券|交易额|订单|税收|"
    r"采购|投入|收入|产业规模|市场规模|交易规模|融资总量|信贷规模|授信额度|贷款额度|融资额度)(?:$|[，。；、的用支作保])"
)
_AROUND = re.compile("(?:距离?|周边|半径|方圆|沿线|纵深(?!推进|发展|拓展|实施|开展)|范围(?!内))[^，]{0,8}$")
_THING_OF = re.compile(
    r"(?:占地|用地|面积|规模|投资|投资额|产值|营收|收入|年销售|能耗|年产|建筑面积|总投资|容量|"
    r"总价|单价|税收|贡献|纳税|年薪|缴税|注册资本|年龄|工龄|满|不足|超过|低于|"
    r"高于|不低于|超|不超过|大于|小于)$"
)
_FORBIDDEN = re.compile("禁止|不得|严禁|禁(?:养|捕|采|燃)|须|必须|应当")
_BACKING = re.compile("(?:的支持|支持|作用|的需求|的问题|的要求|为导向|为引领|实施情况)$")
_FUND = re.compile("的[^，。；、]{0,20}(?:基金|资金|经费|贷款)(?:$|[，。；、支用投])")
_SETS_UP = re.compile("设立|组建|发起|成立|统筹|安排|投入|筹集|落实|设置")
_DIMENSION = re.compile("(?:级)?(?:直径|口径|宽度|高度|长度|厚度|深度|跨度|幅宽|层高|行距|株距)")
_OVER = re.compile("(?<![不得少])(?:超|超过|突破|达|达到)$")
_DIRECTED = re.compile("(?:[向往在]|(?<![低少高大小短优])于)$")
"""向两个新城区: where something goes, not how many there are to be."""
_TOWARDS = re.compile("向[^，；。]{2,24}、$")
_MOVES = re.compile("(?:配置|倾斜|流动|延伸|下沉|集聚|转移|覆盖|拓展|辐射)$")
"""向两个新区、三个副中心配置."""
_LISTED_FIELDS = re.compile("[^，；。、]{0,8}(?:指标|环节|领域|方面|要素|维度|阶段)")
"""起数、损失、伤亡三项指标: the number only closes the list."""
_RULES = re.compile("(?:落实|执行|规范|加强|严格|强化|完善|健全|推行|实行)$")
_KEEPS = re.compile("(?:完善|健全|落实|优化|加强|强化|严格|执行)")
_SYSTEM = re.compile("(?:机制|制度|体系|办法|管理|管护|监管|保护|养护|运行)$")
_OUTPUT = re.compile("[百千万亿]{0,2}(?:吨|蒸吨|吨级|千瓦|兆瓦|千伏|立方米)")
_PLANT = re.compile("(?:级)?[^，；。、]{0,4}(?:水厂|电站|电厂|码头|泊位|机组|生产线|装置|项目|锅炉|污水处理厂)")
"""10万吨水厂: how large a plant is."""
_REACHES = re.compile("(?:达到|实现|完成|通过|得到)..")
_AREA = re.compile("(?:面积|里程|长度)(?:共|合|总)?计?$")
_LENGTHS = ("公里", "千米", "km")
"""建设50公里的绿道: so much of it is to be there; 100亩的园区 only says how large one is."""
_OPENS = re.compile("[^，；。的]{2,24}(?:达到|实现|完成|通过|得到)..")
"""50平方公里以上建设用地达到目标要求: how much is to be brought there."""
_NOTE = re.compile("^（[^（）]{1,60}）(?=的)")
_RISES = re.compile("超过|不低于|高于|具备")
_TAKES = re.compile(
    "^(?:提取|计提|拿出|划出|安排)|(?:提取|计提|拿出|划出|切块|预留|列支|安排|投入|统筹)[^，；。的]{0,6}$"
)
_PURPOSE = re.compile("(?:专项)?(?:用于|投入|投向|作为)(?=..)")
_RADIUS = re.compile("(?:按照?|以|依照)")
_REMOVES = re.compile("(?:消除|化解|杜绝|取缔|禁止)$")
_ALL_OF = re.compile("对(?:全[市县区省镇乡州]|辖区|辖内|所有|现有)")
_DOES = re.compile("(?:开展|进行|实施|实行|予以|逐一)")
"""对全县18个乡镇开展巡查: all that there are."""
_SETTLED = re.compile("(?:的)?(?:行政|自然)?(?:村(?!民)|屯|村民小组|居民点|聚居点|聚集点|院落|小区|组)")
"""20户以上自然村: how large each of them is."""
_STOCK = re.compile("(?:存栏|出栏|饲养量?|养殖量?|常年存栏)$")
"""存栏1500头以上养殖场."""
_PEOPLE = re.compile(
    "(?:[^，；。、]{0,12}?)(?:农户|农民工?|农牧民|群众|人口|学生|居民|职工|市民|旅客|游客|妇女|儿童|老人|老年人|党员|村民"
    "|用户|家庭|人才|劳动力|就业|患者|考生|师生|移民|残疾人|劳动者|毕业生|参保人|乡亲|青少年)(?!及?以[上下]|的[县市乡镇村区])"
)
"""带动20万农户: people are counted without a measure."""
_USES = re.compile("(?:发挥|利用|依托|针对|对)")


def attribute_reason(quantity: Quantity, at: Setting) -> NotTargetReason | None:
    """What a quantity before a noun is when it only describes the noun; None where it counts it."""
    before, after = at.text[at.clause[0] : quantity.start], at.text[quantity.end : at.clause[1]]
    opening = before.lstrip("，、；和及与并—")
    after = _NOTE.sub("", after, count=1)
    if quantity.unit in ("名", "位", "强") and before.endswith(("后", "末", "前", "列")):
        return "threshold"
    if opening.endswith("连续") or _AROUND.search(before) or (_FORBIDDEN.search(after) and quantity.after is not None):
        return "threshold"
    if quantity.kind == "size" and (_DIMENSION.match(after) or before.endswith("每")):
        return "threshold"
    if quantity.written == "words" and quantity.after is None and _DIRECTED.search(opening):
        return "other"
    if _TOWARDS.search(opening) and _MOVES.search(after):
        return "other"
    if quantity.written == "words" and "、" in opening and _LISTED_FIELDS.match(after):
        return "other"
    if quantity.kind in ("money", "size", "unknown", "bare"):
        return None if _is_amount(quantity, at, opening, after) else "threshold"
    if quantity.kind == "share":
        if _PURPOSE.match(after) is not None:
            return None if _TAKES.search(opening) is not None else "threshold"
        if after.startswith("的") and (not opening or WHOLE.fullmatch(opening)):
            return None if acts(after) or _RISES.search(after) else "threshold"
        return "threshold" if _THING_OF.search(before) or _share_of_each(before, after, quantity) else None
    if quantity.kind == "time":
        served = quantity.after == "<=" and (SERVED.match(after) is not None or is_promise(quantity, at))
        return None if served or DAILY.search(opening) else "date"
    return _counted_reason(quantity, at, opening, after)


def _share_of_each(before: str, after: str, quantity: Quantity) -> bool:
    """研发投入占比3%以上的企业: what each of them has to reach."""
    return (
        quantity.after is not None
        and after.startswith("的")
        and before.endswith(("占比", "比重", "比例", "率", "增速"))
    )


def _counted_reason(quantity: Quantity, at: Setting, opening: str, after: str) -> NotTargetReason | None:
    """推动100家以上的企业上云 counts; 年出栏50头以上的养殖场 describes; 围绕8大场景 only names."""
    if quantity.after is not None and _STOCK.search(opening) and quantity.unit in ("头", "只", "羽", "匹"):
        return "threshold"
    if quantity.after is not None and quantity.unit in ("户", "人") and _SETTLED.match(after):
        return "threshold"
    if quantity.after == "<=" and not opening and not acts(after):
        return "threshold"
    if quantity.after is not None and after.startswith("的") and opening and not _commits(opening, at, quantity):
        return "threshold"
    if quantity.after is not None and (_RULES.search(opening) or _REMOVES.search(opening)):
        return "threshold"
    if (
        _ALL_OF.match(at.text, at.clause[0], quantity.start)
        and _DOES.search(after)
        and not DONE_FOR_ALL.search(at.text, quantity.end, at.clause[1])
    ):
        return "present"
    if after.startswith("的") and _OVER.search(opening) and not closing_verb(opening):
        return "threshold"
    if opening.endswith(("与", "跟", "同")) and "、" not in opening:
        return "other"
    if _BACKING.search(after) or (_KEEPS.match(opening) and _SYSTEM.search(after)):
        return "other"
    if opening.endswith("等") and not _REFERENCE.match(opening) and not _MADE_OF.search(after):
        return None
    if opening.endswith("由") and _MAKES_OF.search(opening) is not None:
        return None
    if _REFERENCE.match(opening) or _MADE_OF.search(after) or opening.endswith(("其他", "等", "这", "上述", "以上")):
        return "other"
    return None


def _commits(opening: str, at: Setting, quantity: Quantity) -> bool:
    sense = read_before(at.text, at.clause[0], quantity.start).sense
    return closing_verb(opening) != "" or sense is not None or opening.endswith(("开发", "为", "对", "有", "每年"))


def _is_amount(quantity: Quantity, at: Setting, opening: str, after: str) -> bool:
    """Whether money or a size before a noun is what is committed (盘活1200亩土地, 投放5亿元贷款)."""
    if not opening:
        large = quantity.unit[:1] in ("万", "亿") or quantity.unit in ("平方公里", "公里", "公顷")
        return quantity.kind == "size" and large and _OPENS.match(after) is not None
    if quantity.kind == "bare":
        return quantity.after is not None and after.startswith("容积率")
    if quantity.kind == "unknown":
        doing = closing_verb(opening) != "" or opening.endswith(("惠及", "免费", "确保", "让", "使"))
        return doing and quantity.unit == "万" and _PEOPLE.match(after) is not None
    if quantity.kind == "money":
        if after.startswith(("用于", "专项用于", "支持")):
            return acts(opening) and not _THING_OF.search(opening)
        if _FUND.match(after) is not None:
            return _SETS_UP.search(opening) is not None
        begin = read_before(at.text, at.clause[0], quantity.start).start
        done = closing_verb(at.text[at.clause[0] : begin]) != "" and begin < quantity.start
        describes = _THING_OF.search(opening) is not None and not done
        return _MONEY_HEAD.match(after) is not None and not describes and not after.startswith("的")
    if (_KEEPS.match(opening) and _SYSTEM.search(after)) or _RADIUS.fullmatch(opening):
        return False
    if quantity.unit in ("岁", "周岁") or _THING_OF.search(opening) or after.startswith("级"):
        return False
    if after.startswith("的") and not (quantity.unit in _LENGTHS and closing_verb(opening)):
        return False
    if _OUTPUT.match(quantity.unit) and _PLANT.match(after):
        return False
    if opening in ("共计", "合计", "总计", "共") or (_REACHES.match(after) and _AREA.search(opening)):
        return True
    return quantity.after is None or (_USES.search(opening) is None and _commits(opening, at, quantity))
