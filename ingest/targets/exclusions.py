"""Why a quantity is no target: names, dates, subsidies, thresholds and conditions, figures of the present.

Each rule looks at one clause or sentence and is told where the quantity stands; none builds a target.
"""

import re

from ingest.facts import NotTargetReason
from ingest.targets.conditions import is_condition
from ingest.targets.descriptions import described
from ingest.targets.naming import is_name
from ingest.targets.operators import read_before
from ingest.targets.present import is_present
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting
from ingest.targets.subsidies import is_subsidy

_GRANTED_TIMES = re.compile("(?:享受|申请|申领|领取|申报|资助|补助|奖励)(?:不超过|最多|限)?$")
"""每人只享受一次: how often something is granted."""
_LISTED_TITLES = re.compile("》等$")
_SETS_UP = re.compile("(?:下设|分设|内设)[^，；。]{0,80}$")
_STAFF = re.compile("[^，；。、]{0,8}(?:专班|工作组|小组|专项组|专责组)")
_COUNTER = re.compile("(?:浏览|阅读|点击|访问|下载|打印|查看|转发|点赞)(?:次数|人次|量|数)?[：:]?$")
_PERMISSION = re.compile(
    r"(?<![许认])(?:可将|可按|可以|允许|可在|可享|可由|可适当)|最高可|方可|不再|可给予|可申请|可上浮|可提高|可放宽|可提前"
)
_MAY_BE = ("可", "允许", "不再", "方可")
_MAY = re.compile("(?<![许尚认不])可(?:通过|自助|在线|凭|免(?!疫)|再(?!生|次生|利用))")
_REACHES = re.compile(
    "(?:到|至)?20\\d\\d年?[底末]?[^，。；]{2,}(?:达到?|超过|突破|实现|完成|不低于|力争)|力争[^，。；]{2,}(?:达到?|超过|突破)"
)
_LASTS = re.compile(
    "(?:建设|项目|合同|采购|培训|试点|实施|工程|执行|优惠|减免|免收)?(?:周期|工期|(?:实施|执行|优惠|减免|免收)时[长间])(?:一般|原则上)?(?:为|约|是)?$"
)
"""周期为1年: how long something lasts."""
_VALUE_YEARS = re.compile(
    r"(?:年限|寿命|周期|时长|时间|龄|[年月]数)(?:达到|达|提高到|提升至|提高至|提升到|至|超过|增加到|不低于|不少于|"
    r"为|稳定在|保持在|控制在|约|延长至|延长到){0,3}$"
)
_LIMIT_OF_WORK = re.compile(
    "(?:审查|审批|办理|办结|处置|审核|处理|答复|响应)(?:期限|时限|时间|周期)[^，]{0,4}(?:不超过|控制在)$"
    "|(?:期限|时限|时间|周期|用时|时长|耗时)[^，；。]{0,12}(?:分别)?(?:压缩|缩短|压减|减|降|缩减)[至到为]"
    "(?:\\d{1,3}个?[周月]、)?$"
)
SERVED = re.compile("办结|办理|响应|处置|答复|反馈|到达|叫应|送达|审结|得到|启动|出车|出动|到场|到位|抵达|救援|受理")
"""What is done within hours or days: a promise of service, no deadline."""
_DAYS = re.compile(
    "(?:天数|时间|时长|时数|学时|课时)(?:延长|提高|增加|缩短|压缩|压减)?"
    "(?:不少于|不低于|达到|达|为|至|到|不超过|超过|控制在)$"
)
DAILY = re.compile("每[天日周年]|保证|确保")
"""What is to be kept up for hours a day or a week."""
_EXERCISE = re.compile("[^，；。]{0,8}(?:活动|锻炼|运动|培训|学习|阅读|休息)")
_QUICKER = re.compile(
    r"压缩|缩短|压减|控制|不超过|少于|低于|短于|压至|提速|减至|缩至|降至|降到|减少|限时|最多|压到|不少于|不低于|"
    r"达到|累计|时长|学时|年均|超过"
)
_SLOGAN = re.compile(r"良好|有力|崭新|新的|完整|统一|优质|工作班子|责任领导|推进计划|专班|方案|台账|清单|抓到底|龙头")
_FOUNDS = re.compile("(?:建成|新建|组建|创建|创成|设立|建设|引进|建有|开设|开通)$")
_FOR_EACH = re.compile(
    "每(?:个|所|家|座|处)?[^，；。、]{1,20}(?:培育|建设|打造|配备|建成|设立|选派|升级改造|新建|创建|建立|培养)$"
)
"""每个县培育一家: one each."""
_ABSTRACT = re.compile("(?:机制|体系|制度|格局|氛围|环境|模式|方案|清单|台账|标准|环境|生态|网络|通道)$")
_LISTED_ONES = re.compile(r"一[个名支套家条张份项座位本块批片处]")
_BUDGET = re.compile("(?:共需|所需|尚需|需要?|预算|概算)(?:安排|投入|项目)?(?:经费|资金|费用|投资)[^，；。]{0,4}$")


def reason_against(quantity: Quantity, at: Setting, *, terminal: bool) -> NotTargetReason | None:
    """Why `quantity` cannot be a target, None where nothing speaks against it."""
    if _is_date(quantity, at, terminal=terminal):
        return "date"
    if is_name(quantity, at, terminal=terminal):
        return "name"
    if _is_permitted(quantity, at, terminal=terminal) and not is_subsidy(quantity, at):
        return "threshold"
    if is_present(quantity, at):
        return "present"
    if _is_counter(quantity, at) or _is_machinery(quantity, at):
        return "other"
    if is_subsidy(quantity, at):
        return "subsidy"
    if (reason := described(quantity, at, terminal=terminal)) is not None:
        return reason
    if is_condition(quantity, at, terminal=terminal) or _is_size_word(quantity, terminal=terminal):
        return "threshold"
    return "other" if _is_slogan(quantity, at, terminal=terminal) else None


def _is_permitted(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    """What is allowed; a clause that reaches a year or a level of its own behind it commits all the same."""
    if all(at.text.find(word, at.sentence[0], quantity.start) < 0 for word in _MAY_BE):
        return False
    last = None
    for match in _PERMISSION.finditer(at.text, at.sentence[0], quantity.start):
        last = match
    if last is None:
        return _MAY.search(at.text, at.clause[0], quantity.start) is not None
    own = terminal and last.end() <= at.clause[0] and at.text[last.end() : quantity.start].count("，") > 0
    return not (own and _REACHES.search(at.text, at.clause[0], quantity.start) is not None)


def is_promise(quantity: Quantity, at: Setting) -> bool:
    """不动产登记5个工作日内完成: how long a service takes, where the clause says nothing else."""
    named = at.text[at.clause[0] : quantity.start]
    return (
        quantity.unit.endswith(("工作日", "小时", "分钟"))
        and at.text[quantity.end : at.clause[1]] in ("完成", "办完", "办好", "办成", "出具", "完成审批")
        and 4 <= len(named) <= 20
        and not named.endswith(("后", "起", "之日"))
    )


def _is_date(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    if quantity.kind != "time" or quantity.unit[:1] in tuple("万千百"):
        return False  # 上门服务16万小时 counts
    before = at.text[at.clause[0] : quantity.start]
    if quantity.unit in ("年", "年度", "月", "日", "季度", "周", "个季度", "个月"):
        stated = _VALUE_YEARS.search(before) if quantity.value < 1900 else None
        if stated is not None and _LASTS.search(before):
            return True
        return stated is None and _LIMIT_OF_WORK.search(before) is None
    if (quantity.after == "<=" and (SERVED.match(at.text, quantity.end) or is_promise(quantity, at))) or _DAYS.search(
        before
    ):
        return False
    if not terminal and (DAILY.search(before) and _EXERCISE.match(at.text, quantity.end)):
        return False
    comparison = read_before(at.text, at.clause[0], quantity.start)
    return not (
        _QUICKER.search(before) and (comparison.sense is not None or quantity.after == "<=" or "分别" in before)
    )


def _is_counter(quantity: Quantity, at: Setting) -> bool:
    """浏览次数：1286次: a page's own counter, no sentence."""
    if quantity.unit not in ("次", "人次", "") or quantity.after is not None:
        return False
    counter = _COUNTER.search(at.text, max(0, quantity.start - 12), quantity.start)
    return counter is not None and (counter.group().endswith("：") or counter.start() == at.clause[0])


def _is_machinery(quantity: Quantity, at: Setting) -> bool:
    """《A》《B》等5个方案, 下设6个专班: what the notice itself encloses, what the work is organised by."""
    if quantity.kind == "money" and _BUDGET.search(at.text, at.clause[0], quantity.start) is not None:
        return True
    if _LISTED_TITLES.search(at.text, max(0, quantity.start - 2), quantity.start):
        return True
    if quantity.unit == "次" and _GRANTED_TIMES.search(at.text, at.clause[0], quantity.start):
        return True
    return (
        _SETS_UP.search(at.text, at.clause[0], quantity.start) is not None
        and _STAFF.match(at.text, quantity.end) is not None
    )


def _is_size_word(quantity: Quantity, *, terminal: bool) -> bool:
    """亿元以上项目, 千亿产业: a size without a figure describes; 百家企业 counts."""
    if quantity.written != "implicit":
        return False
    if not terminal:
        return quantity.unit[:1] in tuple("亿万千百")
    return quantity.kind == "money" and quantity.value == 1


def _is_slogan(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    """一个重点项目、一名责任领导: a mechanism; 组建一支志愿服务队伍, 培育企业一家 commit to one."""
    if quantity.written != "words" or quantity.value != 1 or quantity.kind != "count" or quantity.after is not None:
        return False
    if quantity.value_to is not None:
        return False
    if _FOR_EACH.search(at.masked, at.clause[0], quantity.start):
        return False
    clause = at.text[slice(*at.clause)]
    if len(_LISTED_ONES.findall(clause)) > 1 or _SLOGAN.search(clause):
        return True
    before = at.text[at.clause[0] : quantity.start]
    if terminal and len(before.strip("，、 ")) < 2:
        return True
    if terminal or "至少" in before or read_before(at.text, at.clause[0], quantity.start).sense == ">=":
        return False
    if at.year is not None or at.annual:
        return False
    return _FOUNDS.search(before) is None or _ABSTRACT.search(at.text[quantity.end : at.clause[1]]) is not None
