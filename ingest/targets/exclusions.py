"""Why a quantity is no target: names, dates, subsidies, thresholds and conditions, figures of the present.

Each rule looks at one clause or sentence and is told where the quantity stands; none builds a target.
"""

import re

from ingest.facts import NotTargetReason
from ingest.targets.descriptions import described
from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting
from ingest.targets.subsidies import is_subsidy
from ingest.targets.verbs import acts

_BY_STANDARD = re.compile(
    "[^，；。]{0,12}的(?:标准|比例|比率|维修率|费率|系数)[^，；。]{0,4}|(?:计入|计算|计征|计提|确定|折算|核定|收取|缴纳)"
)
_REQUIRED_FOR = re.compile("[^。；]{0,60}的?(?:必要|前提|基本|先决|准入|申报|入选)条件(?=[，。；）]|$)")
"""…达到30%，是企业可作为…的必要条件: what somebody has to fulfil first."""
_RULED = re.compile("[^，；。]{0,60}的(?:规定|法律要求|强制性要求)(?=[，。；]|$)")
_RULED_BY = re.compile("(?:国家|国务院|上级|法律法规|条例|标准)(?:有关|关于|对)")
"""落实国家对…应当100%建设…的规定: a rule of others that is cited."""
_ONLY_THEN = re.compile("[^，；。]{0,4}(?:方可|方能|方准|才能|才可)")
_PRESENT = re.compile("目前|据(?:不完全)?统计|近年来|近[一二三四五六七八九十两\\d]{1,2}年|“?十三五”?(?:以来|期间|末)")
"""What places a whole sentence in the present."""
_PRESENT_HERE = re.compile(
    r"共有(?!产权)|[市县区省镇乡]有(?!关|序|效|望|力|所|机|利|条件|能力)(?=[^，。；、])|登记在册|地处|位于|[东西]经|[南北]纬|现有(?![^，；。]{0,14}(?:改造|改培|提升|改建|整治|扩建|更新|培育))|现状|现已"
    r"|(?:新增|增加|建成|完成|培育|引进|投入|实施|开展|形成|获得|创建|实现|打造|发展|减少|下降|增长|提高|发生|改造|举办|达到|突破|超过|获批|查处|处理|解决|办理|取得|吸引)了"
    r"|(?:^|[，。；）])现(?:将|对|就|予|把|面向|公布|确认|公开)|获得认定|共发生|先后(?!次)|荣获|全部(?:摘帽|出列|脱贫)"
    r"|(?<![比较于与同在])(?:上年度?|去年|当前|原有|历史(?:最高|水平))(?!度?(?:增|提|下|减|降|末|同|水|基|的))"
    r"|已(?:有|建|完成|达|累计|近|占|培育|引进|成功|形成|实现|投|开|发|获|入|签|吸|超|突破|创建|认定|落地|集聚|拥有)"
)
"""What places a clause in the present, and one that goes on with 其中."""
_PEOPLE = re.compile("(?:^|[省市县区，；。]|其中)[^，；。]{0,8}(?:常住人口|户籍人口|总人口|残疾人|老年人口?|户籍居民)$")
_FROM = re.compile("[由从]$")
_FROM_BASE = re.compile("[由从](?:原来?的?|目前的?|现有的?|现行的?)?$")
_GOES_TO = re.compile("扩大|提[高升]|增加|拓展|延[长伸]|降|压|减|调整|扩展|推广")
_FORMER = re.compile("(?:对|将|把)原(?:有)?$")
"""对原18个贫困乡镇: how many there were."""
_CHANGES = re.compile(
    "(?:左右|以上|的)?(?:逐步|稳步)?(?:提高|提升|压缩|增加|下降|减少|缩短|降|扩大|增长|增至|上升|减|压减|调整|至|到)"
)
_FUTURE = re.compile(r"力争|争取|确保|(?<!截至)(?<!截止)(?<!截)[到至]20\d\d|将|预计|计划")
_BASIS = re.compile("基础[上之]|(?:之外|以外|外)$")
_MEASURED_BY = re.compile("(?:[低少高多]于|不超过|超过|占|达到|较|比)[^，；。]{0,8}$")
"""不低于我市上年度收入的60%: last year is only what it is measured by."""
_HALF_YEAR = re.compile("(?:上半年|前三季度|第?一季度)，?[^，；。]{0,20}同比")
_UP_TO_NOW = re.compile(r"截[至止]到?(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?[底末份]?")
_ONLY = re.compile("(?:仅|仅仅|只)(?:为|占|有|达|达到|相当于)?$")
"""仅为23%: what is still lacking, never what is aimed at."""
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
_CANON = re.compile("(?:规定|基本原则|禁令|纪律|铁律|红线)(?![^，；。]{0,6}[\\d])")
_GRANTED_TIMES = re.compile("(?:享受|申请|申领|领取|申报|资助|补助|奖励)(?:不超过|最多|限)?$")
"""每人只享受一次: how often something is granted."""
_LISTED_TITLES = re.compile("》等$")
_SETS_UP = re.compile("(?:下设|分设|内设)[^，；。]{0,80}$")
_STAFF = re.compile("[^，；。、]{0,8}(?:专班|工作组|小组|专项组|专责组)")
_COUNTER = re.compile("(?:浏览|阅读|点击|访问|下载|打印|查看|转发|点赞)(?:次数|人次|量|数)?[：:]?$")
_PLACE_SIZE = re.compile(
    "(?:建筑|营业|使用|经营|占地|场地|室内|用地|单体|套内|经营场所)面积$|(?:厚度|宽度|深度|层高|净高|间距|直径)$"
)
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
_PERMISSION = re.compile(
    r"可将|可按|可以|允许|可在|可享|可由|可适当|最高可|方可|不再|可给予|可申请|可上浮|可提高|可放宽|可提前"
)
_CONDITION = re.compile(
    r"(?:对(?:于)?|[^，；。]{0,8}口径|凡|若|如(?!期)|当(?![年地前期日])|符合|满足|未达|经认定|"
    r"达不到|逾期|以上年度|首次)(?!标|接|口|外|照|台|华|俄|日|韩|欧)"
)
_NAME_AFTER = re.compile(
    r"[”\"]?(?:计划|工程|行动|战略|政策|活动|生活圈|交通圈|服务圈|经济圈|通勤圈|商圈|都市圈|办结|"
    r"热线|机制|制度|模式|级|城市群|客厅|阅读圈|健身圈|养老圈|就医圈|"
    r"物流圈|高铁圈|服务(?!企|中|站|点|窗|网|平|机|对|项|人|业|组|队|能|满|覆)|小时|全天|响应)"
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
    r"压缩|缩短|压减|控制|不超过|压至|提速|减至|缩至|降至|降到|减少|限时|最多|压到|不少于|不低于|"
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
    if _is_name(quantity, at, terminal=terminal):
        return "name"
    if _PERMISSION.search(at.text, at.sentence[0], quantity.start) and not is_subsidy(quantity, at):
        return "threshold"
    if _is_present(quantity, at):
        return "present"
    if _is_counter(quantity, at) or _is_machinery(quantity, at):
        return "other"
    if is_subsidy(quantity, at):
        return "subsidy"
    if (reason := described(quantity, at, terminal=terminal)) is not None:
        return reason
    if _is_condition(quantity, at, terminal=terminal) or _is_size_word(quantity, terminal=terminal):
        return "threshold"
    return "other" if _is_slogan(quantity, at, terminal=terminal) else None


def _is_date(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
    if quantity.kind != "time":
        return False
    before = at.text[at.clause[0] : quantity.start]
    if quantity.unit in ("年", "年度", "月", "日", "季度", "周", "个季度", "个月"):
        stated = _VALUE_YEARS.search(before) if quantity.value < 1900 else None
        if stated is not None and _LASTS.search(before):
            return True
        return stated is None and _LIMIT_OF_WORK.search(before) is None
    if (quantity.after == "<=" and SERVED.match(at.text, quantity.end)) or _DAYS.search(before):
        return False
    if not terminal and (DAILY.search(before) and _EXERCISE.match(at.text, quantity.end)):
        return False
    comparison = read_before(at.text, at.clause[0], quantity.start)
    return not (
        _QUICKER.search(before) and (comparison.sense is not None or quantity.after == "<=" or "分别" in before)
    )


def _is_name(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
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
    if quantity.written == "words" and quantity.unit in ("里", "站", "棵") and not terminal and quantity.after is None:
        return True  # 九里亭, 三棵树
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
    if quantity.written != "arabic" or quantity.unit not in ("期", "类", "层", "届", "档") or not terminal:
        return False
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


def _is_present(quantity: Quantity, at: Setting) -> bool:
    if _FROM.search(at.text, max(at.clause[0], quantity.start - 1), quantity.start) and _CHANGES.match(
        at.text, quantity.end
    ):
        return True
    if _FROM_BASE.search(at.text, at.clause[0], quantity.start) and _GOES_TO.search(
        at.text, quantity.end, at.clause[1]
    ):
        return True
    if _FORMER.search(at.text, max(at.clause[0], quantity.start - 3), quantity.start):
        return True
    if at.year is not None and at.period.start is not None and at.year < at.period.start:
        return True
    before = at.masked[at.sentence[0] : quantity.start]
    if _HALF_YEAR.search(at.text, at.sentence[0], quantity.start) and not _FUTURE.search(before):
        return True
    if _ONLY.search(before) or _is_up_to_now(quantity, at) or _is_base_list(quantity, at):
        return True
    if quantity.unit.endswith(("人", "户", "名")) and _PEOPLE.search(at.text, at.clause[0], quantity.start):
        return True
    last = None
    for match in _PRESENT.finditer(before):
        last = match
    if last is None:
        goes_on = at.text.startswith("其中", at.clause[0]) or _is_bare_fact(quantity, at)
        begin = at.sentence[0] if goes_on else at.clause[0]
        here = _PRESENT_HERE.search(at.masked, begin, quantity.start)
        if here is not None and _MEASURED_BY.search(at.text, begin, here.start()):
            return False
        return here is not None and _FUTURE.search(at.text, here.end(), quantity.start) is None
    return _FUTURE.search(before, last.end()) is None and "基础上" not in before[last.start() :]


def _is_base_list(quantity: Quantity, at: Setting) -> bool:
    """在第一批列入名单的28个小镇基础上: what there is to build on."""
    return at.text[at.clause[0]] in "在以从除" and _BASIS.search(at.text[quantity.end : at.clause[1]]) is not None


def _is_up_to_now(quantity: Quantity, at: Setting) -> bool:
    """截至2022年底全国…: a count taken, unless the year lies within the plan's own span."""
    counted = _UP_TO_NOW.search(at.text, at.sentence[0], quantity.start)
    if counted is None or (at.period.start is not None and int(counted["year"]) >= at.period.start):
        return False
    return _FUTURE.search(at.text, counted.end(), quantity.start) is None


def _is_bare_fact(quantity: Quantity, at: Setting) -> bool:
    """受威胁群众3.1万人: a noun and its number, no verb and no comparison; it goes on with what the clause before said."""
    if quantity.after is not None or read_before(at.text, at.clause[0], quantity.start).word:
        return False
    return not acts(at.text[at.clause[0] : quantity.start])


def _is_condition(quantity: Quantity, at: Setting, *, terminal: bool) -> bool:
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
    if _BY_STANDARD.match(text, quantity.end, end) and re.search("按照?|根据|参照|以", text[begin : quantity.start]):
        return True
    counted = quantity.kind in ("count", "unknown", "label")
    return _CONDITION.match(text, begin) is not None and not counted and not (terminal and _states(quantity, at))


def _is_standard(quantity: Quantity, at: Setting) -> bool:
    """What each one has to be like (建筑面积不低于100平方米), and attributes of what is supported."""
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
    if quantity.kind == "money":
        by_rule = _TO_STANDARD.search(at.text, at.sentence[0], quantity.start)
        near = by_rule is not None and (quantity.unit == "元" or by_rule.group().count("，") == 1)
        return comparison.sense == "<=" and near
    return _PLACE_SIZE.search(before) is not None and _A_SET.search(before) is None and quantity.unit[:1] not in "万亿"


def _states(quantity: Quantity, at: Setting) -> bool:
    """A clause that opens like a condition but ends in a stated level (对…的抽查比例不低于5%)."""
    before = at.text[at.clause[0] : quantity.start]
    return (
        "的" in before
        and re.search("(?:率|比例|比重|占比|面|数)(?:达到|不低于|达|为|不少于|提高到|提升至)?$", before) is not None
    )


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
