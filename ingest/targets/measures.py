"""Units of measure as they follow a number, as data, and how to read one. Knows nothing of sentences.

A measure word of counting is an open class: `read_measure` also takes an unknown character that is followed by a
word of comparison (以上, 左右), and says so by the kind "unknown".
"""

import re
from typing import Literal

from ingest.values import dataclass

Kind = Literal["count", "share", "money", "size", "time", "label", "rank", "unknown", "bare"]

_WORDS: dict[Kind, str] = {
    "share": "个百分点 百分点 个基点 基点 % ‰ ‱",
    "money": "元人民币 人民币 美元 美金 欧元 港元 港币 英镑 日元 元",
    "count": (
        "家 个 项 件 种 条 名 人 位 户 所 座 处 台套 台 套 辆 艘 架 只 头 匹 羽 株 棵 场 次 支 枚 张 "
        "份 部 篇 幅 册 间 栋 幢 床 席"
        " 起 宗 例 款 门 块 片 根 口 眼 盏 组 对 双 队 班 节 堂 批 轮次 轮 人次 人日 人天 人年 人月 "
        "家次 户次 场次 批次 班次 架次 车次 台次 艘次 件次 项次"
        " 标准箱 标箱 TEU 床位 学位 泊位 车位 标准机架 机架 平台 "
        "站 倍 粒 盆 桌 尾 个等级 等级"
        " 颗 发 枝 吨位 户籍 户数 头只 辆次 人头 剂次 剂 盒 人份 单 笔 餐次 课次 例次 床日 工日 本 令 箱 桶 瓶 袋 包 重 村 折"
    ),
    "size": (
        "平方公里 平方千米 平方米 平方厘米 公顷 亩次 亩 公里 千米 海里 英里 米 厘米 毫米 里 立方米 立方 "
        "空方 方 升 毫升 克标准煤 千克标准煤 公斤标准煤 吨标准煤 吨标煤 标准煤 蒸吨 吨碳 标煤"
        " 吨二氧化碳当量 吨二氧化碳 吨当量 吨 公斤 千克 克 毫克 微克 斤 担 石 千瓦时 兆瓦时 吉瓦时 "
        "千瓦 兆瓦 吉瓦 瓦 千伏安 兆伏安 MVA kVA 千伏 伏 度电 度 焦耳 吉焦"
        " kWh MWh GWh kW MW GW MWp GWp kV PB TB GB MB EB Gbps Mbps Tbps PFlops EFlops PFLOPS EFLOPS P 兆 ℃ 摄氏度 分贝 帕"
        " km² m² km³ m³ km2 m2 km3 m3 km m kg mg ug μg cm mm 岁 分 年一遇 周岁 载重吨 综合吨 总吨 标台 马力"
    ),
    "time": (
        "个工作日 工作日 个自然日 自然日 个月 个小时 小时 分钟 秒钟 秒 毫秒 天 日 周 学时 课时 年 年度 月 季度 个季度"
    ),
    "label": "级 类 期 层 线 档 代 星 版 号 届 强县 方面 周年 大道 路 产业 环节",
    "rank": "强 名 位",
}
_FORMS: dict[str, Kind] = {}
for _kind, _words in _WORDS.items():
    for _word in _words.split():
        _FORMS.setdefault(_word, _kind)
_BASE = "|".join(re.escape(word) for word in sorted(_FORMS, key=lambda word: (-len(word), word)))
_SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦克米伏帕卡赫])|百(?!分点|帕)"
_MEASURE = re.compile(
    rf"(?P<scale>{_SCALE})?(?P<more>[余多])?(?P<base>{_BASE})"
    rf"(?P<or>（(?:个|家|项|套|台|次|件|种|户|处|所|座|人|名|条|平台|辆|只|组|支|间|人次|门|条|幢|栋)）)?"
    rf"(?P<per>(?:/|每(?=[\u4e00-\u9fff]{{1,3}}(?:以|左|，|。|；|、|）|"
    rf"$)))(?:\d{{1,3}})?(?:{_SCALE})?(?:{_BASE})?(?:·(?:{_BASE}))?)?"
)
_BARE_SCALE = re.compile("万亿|亿|万")
_COMPARED = "(?:以上|以下|以内|左右|及以上)"
_UNKNOWN = re.compile(rf"(?:{_SCALE})?[\u4e00-\u9fff](?={_COMPARED}|[，。；）]|$)")
_UNKNOWN_COMPARED = re.compile(rf"(?:{_SCALE})?[\u4e00-\u9fff](?={_COMPARED})")
_NOT_A_MEASURE = frozenset("番版年月日的和及与以为在于从至到由对将其中个之者等或上下余多")
_COUNTED = re.compile(r"大(?!致|概|约|力|幅|于|小|学|多|量|部|型|规|宗|众|棚|豆|米|麦|道|桥|厦|会|赛|数|气|病)")
_SCALE_ONLY = re.compile(_SCALE)
_BLOCKED = re.compile(
    r"(?:位一体|重一大|台河|台区|门峡|门县|人制|部委|重庆|重点|重大|对应|对接|起来|轮车|轮驱动|轮摩托|轮电动|轮货车|轮载|里街|里镇|里乡|里村|里庄|里屯|里桥|里店|里河|里铺|里坪|里路|里湾|次性|家庭|人均|人工|人才|人大|人民|人口|名单|名牌|名师|名校|名企|名品|名医|条件|条例|"
    r"条款|位居|位列|位置|项目|户外|户籍|只有|对一|对口|对接|对标|片区|"
    r"门类|口径|方面|方针|方案|方式|方向|方法|分类|分之|分别|级别|类别|组织|组团|部门|部分|台风|"
    r"台湾|站式|座谈|处置|处理|节能|节点|节水|节约|起来|件套|件事|"
    r"发(?:展|放|布|明|现|生|电|挥|射|掘|行|动|证|达|改|票|酵|酵|育|文|起|热|包|送|光|病|言|车|货|稿|运)|日常|日前|周边|周期|度假|克服|套餐|套路|石化|石油|石材|天然|元旦|元素|里程|里面|班子|班组|米粉|亩均|项制度|"
    r"P[A-Za-z]|场景|场所|重点|重大|重要|重型|重新|村庄|村居|村镇|镇村|镇街|县域|县区|校园|校区|环境|环保|"
    r"环节|品质|单位|单项|单元|本地|本市|本级|本县|团队|团结|包括|包含|味道)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure read from the text: `unit` as written with its multiplier, `end` behind it."""

    unit: str
    end: int
    kind: Kind
    more: bool = False


def read_measure(text: str, position: int, scale: str = "", *, figures: bool = True) -> Measure | None:
    """The measure that begins at `position`, with a multiplier `scale` that was read as part of the number."""
    more = text[position : position + 1] in ("余", "多")
    begin = position + (1 if more else 0)
    match = _MEASURE.match(text, begin)
    if match is not None and not _blocked(text, match):
        unit = scale + (match["scale"] or "") + match["base"] + (match["or"] or "") + _per(match["per"])
        return Measure(unit, match.end(), _FORMS[match["base"]], more or match["more"] is not None)
    if (counted := _COUNTED.match(text, begin)) is not None and not scale:
        return Measure("个", counted.end(), "label", more)
    return _loose(text, begin, scale, more, figures=figures)


def kind_of(unit: str) -> Kind:
    """The kind of a measure that stands alone (a table's column), "unknown" where it is none of the list."""
    match = _MEASURE.fullmatch(unit)
    return _FORMS[match["base"]] if match is not None else "unknown"


def _blocked(text: str, match: re.Match[str]) -> bool:
    """A measure word that begins a longer word is none: 五项目标 is, 5项目 is not."""
    blocked = _BLOCKED.match(text, match.start("base"))
    return blocked is not None and blocked.end() > match.end("base") and match["per"] is None


def _per(written: str | None) -> str:
    if not written:
        return ""
    return "/" + written[1:] if written[0] in "/每" else written


def _loose(text: str, begin: int, scale: str, more: bool, *, figures: bool) -> Measure | None:
    unknown = (_UNKNOWN if figures else _UNKNOWN_COMPARED).match(text, begin)
    if unknown is not None and unknown.group()[-1] not in _NOT_A_MEASURE and not _SCALE_ONLY.fullmatch(unknown.group()):
        return Measure(scale + unknown.group(), unknown.end(), "unknown", more)
    bare = _BARE_SCALE.match(text, begin)
    if bare is not None:
        return Measure(scale + bare.group(), bare.end(), "unknown", more)
    return Measure(scale, begin, "unknown", more) if scale else None
