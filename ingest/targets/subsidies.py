"""What is paid to someone: subsidies, rewards, fines, caps on them, who bears which share of a cost. Builds no target."""

import re

from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting

_SUBSIDY = re.compile(
    r"上浮|下浮|减征|减按|减半征|加收|征收|收取|最高(?:可)?支持|按[^，]{0,8}(?:水价|电价)|加计|补贴|补助|奖励|奖补|资助|罚款|处以|罚金|"
    r"享受|贴息|返还|补偿|奖金|给予|赔偿|让利|一次性奖|抵扣|"
    r"费率(?<!缴费率)|税率|加分|扣分|以奖代补|购房券|租金|奖给|兑付|按.{0,12}标准(?:补|奖|给)"
    r"|津贴|助学金|奖学金|救助金|抚恤金|慰问金|生活费"
)
_COMMITTED_MONEY = re.compile(
    r"(?:实现|确保|力争|帮助)[^，；。]{0,24}享受[^，；。]{0,20}贷款|发放|争取|兑现|拨付|撬动|投放|新增|安排|设立|到位|惠及|落实.{0,12}资金|发放.{0,12}贷款|筹集|"
    r"募集|减负|减税|降费|减费|补贴惠及"
)
_A_HEAD = re.compile("每(?:人|户|家|亩|头|辆|套|件|台|张)(?:每(?:月|年|日|天|次))?|标准(?:为|是|按)")
_RAISED = re.compile("(?:提高|提升|增加|增长|达)(?:到|至)|达到|突破|超过|力争|争取")
_OPENING = re.compile(
    r"(?:且|并|但|同时)?(?:按|最高|对|每[家个户人亩项]|分别|单个|不超过|累计不超过|上限|单[家户个]|同一)"
)
_GRANTS = re.compile("给予|奖励|补助|补贴|奖补|资助|罚款")
_ONE_EACH = re.compile("单(?:个|部|家|户|项|次|笔|本|件|人|只|台|届|场|集|篇|体|一企业|一项目|企业|项目)")
"""One of those that are paid: 单部, 单个项目."""
_CAP = re.compile("最高|最多|不超过|上限|封顶|不高于")
_BEARS = re.compile("(?:承担|负担|分担|自付|自缴|自筹|兜底)(?:比例)?(?:为|的)?$")
_GRANTED_SHARE = re.compile(
    "(?:支持|补助|补贴|贴息|奖励|资助|奖补|返还)(?:资金|金额|额度)?(?:比例|标准|上限)|额度上限|(?:补助|补贴|奖励|资助|支持)限额"
)
"""支持比例上限, 额度上限: what is granted at most."""
_BENEFIT = re.compile("(?:补差|基本生活标准|最低生活保障标准|供养标准|补助标准|养育标准)[^，；。]{0,60}$")
"""低保人均补差水平, 供养标准不低于低保标准的1.6倍: what each of them is paid."""
_PREMIUM = re.compile("保费(?!收入|规模|总额|总量)|缴费标准|收费标准|缴费(?:每|按)")
_PER_TIME = re.compile(
    "每(?<!达到每)(?<!高到每)(?<!高至每)(?<!低于每)(?<!加到每)人?每?(?:月|年|天|日|次|学期|学年|小时)(?:补|发|给|不超过|最高|约|为|按)*$"
)
_A_HEAD_BEFORE = re.compile(
    "每[人户亩头]每?[月年天日次](?:不低于|不超过|最高|补助|发放|按|为|约)?\\d[\\d.,]*元[，、；]$"
)
"""集中供养每人每月1800元，散居1400元."""
_EARNED = re.compile("收入|产值|工资|营收|利润|税收|成本|薪")
_LEVEL = re.compile("(?:率|比例|比重|占比|面)$")
_LOWERED = re.compile("(?:平均|综合|整体|总体)[^，；。]{0,20}(?:费率|利率|税率)$")
"""平均担保费率降至1%以下: a level that all of them together are brought to."""
_RATE_PAID = re.compile(
    "(?:(?<!担保)费率|税率|利率|(?:补助|补贴|奖励|贴息|资助|奖补|补偿|返还|支持)(?:比例|率)(?:上限)?|额度上限)$"
)


def is_subsidy(quantity: Quantity, at: Setting) -> bool:
    """Whether a quantity is what somebody gets, pays or bears; sums to be raised or handed out in all are none."""
    if quantity.unit == "折" or (quantity.kind == "share" and "LPR" in at.text[slice(*at.clause)]):
        return True
    if (
        quantity.kind == "share"
        and quantity.value == 100
        and at.text[quantity.end : quantity.end + 1] not in "的，。；、）"
    ):
        return False  # 残疾学生100%享受资助: all of them
    if quantity.kind not in ("money", "share") and quantity.unit not in ("倍", "折"):
        return False
    clause = at.masked[slice(*at.clause)]
    if _GRANTED_SHARE.search(at.text, at.clause[0], quantity.start):
        return True
    if _is_level(quantity, at):
        return False
    paid = quantity.unit in ("倍", "元")
    told = _BENEFIT.search(at.text, at.clause[0], quantity.start) if paid else None
    if told is not None and (
        quantity.unit == "倍" or (quantity.unit == "元" and told.group().startswith(("补差", "养育")))
    ):
        return True
    if quantity.kind == "money" and _is_rate_a_head(quantity, at, clause):
        return True
    if quantity.kind == "share" and _BEARS.search(at.text, at.clause[0], _stated(quantity, at)) is not None:
        return True
    if _SUBSIDY.search(clause):
        small = quantity.kind == "money" and quantity.unit == "元"
        return small or _COMMITTED_MONEY.search(at.text, at.clause[0], quantity.start) is None
    return _OPENING.match(clause) is not None and _GRANTS.search(at.text, *at.sentence) is not None


def _stated(quantity: Quantity, at: Setting) -> int:
    return read_before(at.text, at.clause[0], quantity.start).start


def _is_level(quantity: Quantity, at: Setting) -> bool:
    """补贴发放率达到100%: a share that is reached is no rate of payment."""
    if quantity.kind != "share" or read_before(at.text, at.clause[0], quantity.start).sense is None:
        return False
    begin, end = at.clause[0], _stated(quantity, at)
    if _LOWERED.search(at.text, begin, end) is not None:
        return True
    return _LEVEL.search(at.text, begin, end) is not None and _RATE_PAID.search(at.text, begin, end) is None


def _is_rate_a_head(quantity: Quantity, at: Setting, clause: str) -> bool:
    """护边员每月500元, 单部最高不超过600万元, 每袋保费0.1元."""
    if _A_HEAD.search(clause) and not _RAISED.search(clause):
        return True
    before = at.text[at.clause[0] : quantity.start]
    if quantity.unit == "元" and len(before) <= 10 and _A_HEAD_BEFORE.search(at.text, at.sentence[0], at.clause[0]):
        return True
    if _EARNED.search(before) is not None:
        return False
    if quantity.unit in ("元", "万元") and (_PREMIUM.search(before) or _PER_TIME.search(before)):
        return True
    capped = _CAP.search(before) is not None
    return capped and (_ONE_EACH.search(before) is not None or before.endswith(("最高", "最高不超过", "封顶")))
