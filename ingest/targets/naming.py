"""Which numbers are parts of names: of meetings, rules, slogans, circles of minutes, levels. Builds no target."""

import re

from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting
from ingest.targets.verbs import acts, closing_verb

_MEETING = re.compile("(?:[、和][一二三四五六七八九十]{1,3}次){0,5}(?:全体|全委|全委扩大)?(?:会议|全会|代表大会)")
_SESSIONS = re.compile("(?:[一二三四五六七八九十]{1,3}次[、和])+$")
_BODY = re.compile("(?:届|人大|政协|党代会|常委会|委员会|中央|省委|市委|县委|区委|州委)$")
_SET_PHRASE = re.compile(
    "[两二三四](?:个|种)(?:市场|空间|资源|大局|确立|维护|毫不动摇|先行|意识|自信|一以贯之|循环|轮子|文明|务必|服从|结合|转变"
    "|清单|责任)(?=[，。；、”）和与及的]|$|更|共|贯|落)"
)
"""Numbers in phrases of politics and of speech (两个市场、两种资源): nothing is counted."""
_BUILDS = re.compile(
    "打造|建设|培育|构建|形成|建成|做[大强优]|壮大|发展|创建|布局|新增|聚力|聚焦|推进|实施|引育|集聚|塑造|提升|拥有|重点|推动|培强|锻造"
)
_EVENT = re.compile("(?:冬季|现代|北欧|铁人|田径|游泳|自由式)$")
"""冬季两项, 现代五项, 铁人三项: the number is part of a sport's name."""
_ONCE_DONE = re.compile("(?:最多|只|就|仅)(?:需|要|用)?(?:跑|来|交|填|进|看|办)$")
"""最多跑一次, 只进一扇门: a slogan of service."""
_IN_NAMES = ("里", "站", "棵", "村")
"""九里亭, 三棵树, 十八村森林公园."""
_ONE_OF_A_KIND = re.compile("一(?:平台|网|窗口?|门|码|站)(?=[一-龥]{2})")
"""一平台共享, 一网通办: one in all, a slogan."""
_CANON = re.compile("(?:规定|基本原则|禁令|纪律|铁律|红线)(?![^，；。]{0,6}[\\d])")
_NAME_AFTER = re.compile(
    r"[”\"]?(?:计划|工程|行动|战略|政策|活动|生活圈|交通圈|服务圈|经济圈|通勤圈|商圈|都市圈|办结|"
    r"热线|机制|制度|模式|级|城市群|客厅|阅读圈|健身圈|养老圈|就医圈|"
    r"物流圈|高铁圈|服务(?!企|中|站|点|窗|网|平|机|对|项|人|业|组|队|能|满|覆)|小时|全天|响应)"
)


def is_name(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    """Whether `quantity` belongs to a name; `terminal` where it stands behind what it measures."""
    text = at.text
    if at.masked[quantity.start] == "\u0001":
        return True
    before = text[max(0, quantity.start - 2) : quantity.start]
    if quantity.kind == "rank" and quantity.unit == "强":
        return not before.endswith("前")
    if quantity.kind == "label":
        return not (_counts_groups(quantity, at) or _counts_issues(quantity, at, terminal=terminal))
    if not terminal and _NAME_AFTER.match(text, quantity.end) and quantity.after is None:
        return quantity.written != "arabic" or quantity.kind == "time"
    if quantity.written == "words" and quantity.unit in _IN_NAMES and not terminal and quantity.after is None:
        return True
    if _ONE_OF_A_KIND.match(text, quantity.start) or (
        quantity.unit == "轮" and before.endswith(("电动", "燃油", "机动"))
    ):
        return True
    if quantity.written == "words" and _is_title(quantity, at):
        return True
    return text[quantity.end : quantity.end + 1] in ("”", "版")


def _is_title(quantity: Quantity, at: Setting) -> bool:
    """人大四次会议, 中央八项规定, 冬季两项, 最多跑一次: numbers in the names of meetings, rules, sports, slogans."""
    if quantity.unit == "次" and _MEETING.match(at.text, quantity.end):
        return _BODY.search(_SESSIONS.sub("", at.text[at.clause[0] : quantity.start])) is not None
    if quantity.unit == "项" and _EVENT.search(at.text, at.clause[0], quantity.start):
        return True
    if quantity.value == 1 and _ONCE_DONE.search(at.text, at.clause[0], quantity.start):
        return True
    if _SET_PHRASE.match(at.text, quantity.start) and not acts(at.text[at.clause[0] : quantity.start][-4:]):
        return True
    return quantity.unit in ("项", "条", "个") and _CANON.match(at.text, quantity.end) is not None


def _counts_issues(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    """播出手语新闻不少于3期: 期, 类, 层 count only in figures and behind what they count."""
    if quantity.written != "arabic" or quantity.unit not in ("期", "类", "层", "届", "档"):
        return False
    if not terminal:
        return (
            quantity.unit == "类" and quantity.value >= 5 and closing_verb(at.text[at.clause[0] : quantity.start]) != ""
        )
    return quantity.after is not None or read_before(at.text, at.clause[0], quantity.start).sense is not None


def _counts_groups(quantity: Quantity, at: Setting) -> bool:
    """三大千亿级产业集群 after a verb of building counts; 六大行动 is a name."""
    if not at.text[: quantity.plain_end].endswith("大") or quantity.unit != "个":
        return False
    after = at.text[quantity.end : at.clause[1]]
    if _BUILDS.search(at.text, at.sentence[0], quantity.start) is None or at.text[at.clause[0]] == "对":
        return False
    return (
        re.search(
            "(?:集群|园区?|平台|基地|产业|中心|项目|片区|市场|品牌|企业|枢纽|产业链|产业带|城市群|数据库)(?:建设)?$",
            after,
        )
        is not None
    )
