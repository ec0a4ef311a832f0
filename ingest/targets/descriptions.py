"""Numbers that describe and commit to nothing: lists that they close, what a text itself holds, papers to hand in,
posts, conditions of persons, sums of a single project. Builds no target."""

import re

from ingest.facts import NotTargetReason
from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting
from ingest.targets.verbs import ANY_VERB, acts

_LIST = re.compile("、|以及|和|与|及|暨")
_MAKES = re.compile(
    "(?:打造|建设|培育|形成|构建|[新改扩]建|创建|建成|布局|发展|引进|做[大强优]|壮大|实施|完成|推进|开展|组建|设立|举办|争创|新增|改造|建立"
    "|申报|创成|引育|招引|成立|建好|办好|培养|开通|编制|研发|推广|达到|突破|分别|共(?:建|计|有)?$)"
)
_NAMES_THEM = re.compile("确认|认定(?=.{4})|同意|批准|公布|公示|授予|评为|命名|列为|确定|选择|选取|选定|表彰")
_CONTENT = re.compile(
    "[^，；。、的]{0,8}(?:任务|重点工作|措施|举措|指标|条款|内容|方面|要求|意见|板块|章节|部分|环节|步骤|阶段)(?:清单)?(?:$|[，；。：])"
)
_CONTAINS = re.compile(
    "包括|包含|涵盖|涉及|梳理|列出|提出|部署|分为|细化|分解|划分|明确|制定|出台|印发|发布|共$|共计$|等$|推出|从$"
)
_RULES_OF_A_TITLE = re.compile(
    '(?:政策)?(?:措施|意见|举措|规定|办法|政策)(?:$|[，；。》”"]|的(?:通知|实施|意见|函|公告))'
)
_GOOD_WORKS = re.compile("(?:民心工程|民生实事|实事项目|为民实事|为民办实事|惠民实事|重点民生)")
_ASPECT = re.compile("(?:方面|领域|环节|部分|类|事项)(?:共|计|有)?$")
_PAPERS = re.compile("复印件|原件|照片|材料|文件|证件|证明|名单|申报[书表]|申请[书表]|登记表|近照|彩照|汇总表")
_POST = re.compile("设(?:立|置)?[^，；。]{0,16}(?:组长|主任|董事长|秘书长|召集人|会长|理事长|领队|主席)$")
_PER_ACT = re.compile(f"每(?:新|多|少|再)?(?:{ANY_VERB}|下降|缺少|发生|发现|获)$")
_OF_STANDARD = re.compile("(?:标准|基准|评估价|额度?|费用?|总量|实际\\S{0,6})的$")
_IS_RECKONED = re.compile(
    "[^，；。、]{0,10}?(?:予以|给予|收取|清退|退还|执行|发放|计[发算提]|补足|确定|估算|测算|核定|支付|拨付|折算)|(?:税前|加计|全额)?扣除"
)
_BY = re.compile("按照?|根据|参照|依照")
_AGE = re.compile("(?<!平均)年龄[^，；。]{0,10}$")
_NOTICE_PERIOD = re.compile("公[示告](?:期限?|时间)[^，；。]{0,6}$")
_GROUP_OF_A_VILLAGE = re.compile("(?:社区|村|居|屯|大队)$")
_STAGES = re.compile("(?:个?阶段|步骤|环节|层次|批次?|期)?(?=[，。；：]|$|进行|实施|推进|开展|组织|完成|落实)")
"""分三个阶段进行: how the work is cut up."""
_NAMES_PERSON = re.compile("(?:明确|指定|确定|落实|安排|配备|选派|报送)$")
_PERSON_NAMED = re.compile(
    "[^，；。、]{0,10}(?:联系人|联络员|联络人|责任人|负责人|分管领导|班子成员|专人|业务骨干|工作人员|信息员)"
)
"""明确1名联系人: how the work is organised."""
_EACH_GETS = re.compile("每[人户家](?:每[年月次])?(?:办理|发放|配发|赠送|购买|给予|配备|领取|赠)?$")
"""为医务人员每人办理1份保险."""
_MERGED = re.compile("(?:合并|整合|归并|合|统)(?:为|成)$")
_EXPERTS = re.compile("[^，；。、]{0,12}(?:组成|构成)")
_BODY_OF = re.compile(
    "(?:为成员|组成|参加|参与)(?:单位)?的?[^，；。]{0,12}(?:领导小组|专班|工作组|指挥部|联席会议|委员会|协调机制|推进组)"
)
"""18个部门为成员的领导小组: who sits on it."""
_A_BATCH = re.compile("(?:一批|若干|多个|一系列|部分)[^，；。、]{0,24}$")
_EVERY_TIME = re.compile(
    "(?:原则上)?每[次批届期轮](?:原则上|评选|推荐|申报|补助|奖励)*(?:不超过|最多|不得超过|限)(?:评选|推荐|申报)?"
)
_PER_MORE = re.compile("每(?:增加|新增|超过|超出|减少|降低|提高|下降)[\\d一二两三四五六七八九十]")
_CONDITIONS = re.compile("(?:条件|资格|要求)(?:之一)?：|(?:具备|符合|满足)(?:下列|以下|如下)")
_SCALE_OF_WORK = re.compile("建设规模(?:为|是|：)")
_BUILT = re.compile("(?:项目|工程)?(?:总?建筑面积|地上|地下|总建面)(?:面积)?(?:约|为|达|是)*$")
_INHABITANTS = re.compile("(?:人口|户数|人数)(?:在|达到?|超过)?$")
_WITHIN_WORK = re.compile(
    "[^，；。]{0,60}?(?:建设|区域|范围|过程|领域|工作|路段|场所|地区|项目|街区|区|镇)(?:之?[中内上里间])"
)
_THERE = re.compile("(?:既有|现有|原有|已有|在建|在册|存量)的?约?$")
_YEARS_OF = re.compile("(?:完整|连续|自然)?(?:会计|自然|纳税|预算)?(?:年度|学年|学期|财年|月份|季度)")
_COPULA = re.compile("(?:是|属于|作为|成为|视为|算作|分成)$")
_OR_MORE = re.compile("或(?:多|数|几|者|若干)")
_RULED_PART = re.compile("的(?:部分|政策|规定|做法|优惠|支持|补助|资助|奖励|折扣)")
_CAPPED = re.compile("(?:但|且|并且)?最[多长高](?:不得?|不应|不能)?(?:超过)?$")
_TOTAL_OF_ONE = re.compile(
    "(?:该|本|整个|每个|单个)?(?:项目|工程|一期|二期|三期)?(?:计划|预计|估算|概算|规划|匡算|静态|动态)?(?:总投资|投资估算|概算)(?:额|约|为|达|是)*$"
)
_MANY = re.compile(
    r"(?:\d|[两二三四五六七八九十百])(?:余|多)?(?:个|项|条|家|座|处|所|批|类|大|件|宗|款|段)|一批|若干|一系列|[^，；。]等|项目群|、"
)
_ONE_BEGUN = re.compile("(?:启动|开工|推进|加快|加速)[^，；。]{2,30}(?:建设|工程|项目)，$")
_SITE = re.compile("(?:项目|工程|总|规划|园区|选址)?(?:总?占地|用地)(?:总?面积)?(?:约|为|达|是)*$")
_ONE_OF = re.compile("(?:一[支个种]|以下|任意|其中|任一|上述)$")
_ACCIDENT = ("事故", "案件", "事件", "火灾", "矛盾", "纠纷")
_USES_FUND = re.compile("(?:用好|用足|用够|用活|管好|运用|发挥|利用|盘活用好)[^，；。、]{0,16}$")
"""用好3亿元应急转贷资金: what there is."""
DONE_FOR_ALL = re.compile(
    "改造|升级|整治|提升|修缮|维修|修复|更新|加固|治理|绿化|硬化|亮化|全覆盖(?!检查|排查|督查|巡查|走访|监督|摸排|监测|调研|执法)|清淤|疏浚|体检|筛查|接种|保险|关爱|培训|配备|安装|救助|补贴发放"
)
"""对全市290家食堂进行改造: what is done for each of them is a commitment, inspecting them is none."""
_POINTS = ("站点", "车站", "路口", "出入口", "校门", "学校", "医院", "站口")
"""站点50米公交配套: how far around a point."""
_CAPACITY = re.compile("[百千万亿]{0,2}(?:蒸?吨级?|载重吨|[千兆吉]?瓦|千伏安?|立方米?|方)(?:/[年日天])?")
_WORKS_LIKE = re.compile("[^，；。]{2,40}等[^，；。、]{0,10}(?:项目|工程)")
"""20万吨深水航道、10万吨码头等港航工程: how large each of them is."""
_GETS_DONE = re.compile(
    "[^，；。、]{0,16}?(?:全部|全面|尽快|尽早|早日|加快|如期|按期|顺利|年内|同步)*"
    "(?:竣工|开工|动工|投产|投用|投入使用|投入运[营行]|建成|完工|落地|入驻|达产|通车|投运|交付)"
    "(?:建设|投用|投产|使用|见效|达效|运营|投运)?(?:$|[，；。、])"
)
"""甲、乙等6个项目尽快开工: so many of them are to be done."""
_COUNTING = ("count", "label", "unknown", "bare")


def described(quantity: Quantity, at: Setting, *, terminal: bool) -> NotTargetReason | None:
    """Why a quantity only describes, None where nothing says so."""
    before = at.text[at.clause[0] : quantity.start].lstrip("，、；和及与并")
    after = at.text[quantity.end : at.clause[1]]
    if (
        quantity.kind in _COUNTING
        and (reason := _counts_itself(quantity, before, after, terminal=terminal)) is not None
    ):
        return reason
    if quantity.kind == "money" and terminal and _TOTAL_OF_ONE.fullmatch(before) and not _several(_said_before(at)):
        return "other"
    if terminal and quantity.after is None and _is_of_one_project(quantity, at, before):
        return "threshold"
    if quantity.kind == "share" and before.rstrip()[-1:] in tuple("xX×*"):
        return "threshold"
    if quantity.kind == "money" and not terminal and _USES_FUND.search(before) is not None:
        return "present"
    if quantity.unit in ("米", "公里", "千米") and not terminal and before.endswith(_POINTS):
        return "threshold"
    if quantity.kind == "size" and _is_capacity(quantity, at, after, terminal=terminal):
        return "threshold"
    if quantity.kind == "share" and _is_reckoned(before, after):
        return "threshold"
    return _is_required(quantity, at, before, after, terminal=terminal)


def _is_capacity(quantity: Quantity, at: Setting, after: str, *, terminal: bool) -> bool:
    """220千伏东郊变等5个工程: what a single work is built for."""
    if quantity.unit == "千伏":
        return read_before(at.text, at.clause[0], quantity.start).sense is None
    return not terminal and _CAPACITY.fullmatch(quantity.unit) is not None and _WORKS_LIKE.match(after) is not None


def _several(said: str) -> bool:
    """Whether what was said to be done is done to more than one: 实施项目50个，总投资200亿元."""
    return acts(said) and _MANY.search(said) is not None


def _is_of_one_project(quantity: Quantity, at: Setting, before: str) -> bool:
    """占地120亩, 总建筑面积3万平方米: how large one project is, where nothing was said to be done."""
    if _SCALE_OF_WORK.search(at.text, at.sentence[0], quantity.start):
        return True
    if quantity.kind != "size":
        return False
    said = at.text[at.sentence[0] : at.clause[0]]
    return _SITE.fullmatch(before) is not None or (
        _BUILT.fullmatch(before.removeprefix("其中")) is not None
        and (not acts(said) or (_ONE_BEGUN.search(said) is not None and not _several(said)))
    )


def _said_before(at: Setting) -> str:
    return at.text[at.sentence[0] : at.clause[0]]


def _counts_itself(quantity: Quantity, before: str, after: str, *, terminal: bool) -> NotTargetReason | None:
    """What a text holds, what a list names, papers, posts."""
    if quantity.unit in ("份", "张", "页", "本", "套") and (before.endswith("一式") or _PAPERS.search(before + after)):
        return "other"
    if quantity.unit in ("名", "人") and _POST.search(before):
        return "other"
    if (
        quantity.unit == "起"
        and quantity.written == "words"
        and quantity.value == 1
        and not after.startswith(_ACCIDENT)
    ):
        return "other"
    if _YEARS_OF.match(after) and quantity.unit == "个":
        return "date"
    if quantity.unit == "组" and quantity.written == "words" and _GROUP_OF_A_VILLAGE.search(before):
        return "name"
    if quantity.value == 1 and _MERGED.search(before):
        return "other"
    if quantity.value == 1 and _EACH_GETS.search(before):
        return "other"
    if quantity.unit in ("人", "名", "位") and before.endswith("由") and _EXPERTS.match(after):
        return "other"
    if before.endswith("分") and _STAGES.match(after) is not None:
        return "other"
    if quantity.value == 1 and _PERSON_NAMED.match(after) is not None and _NAMES_PERSON.search(before) is not None:
        return "other"
    if _BODY_OF.search(after) is not None:
        return "other"
    if _OR_MORE.match(after) or (quantity.written == "words" and not terminal and _COPULA.search(before)):
        return "other"
    if _THERE.search(before):
        return "present"
    if _PER_ACT.search(before):
        return "threshold"
    return _names_content(quantity, before, after, terminal=terminal) or _closes_list(quantity, before, after)


def _names_content(quantity: Quantity, before: str, after: str, *, terminal: bool) -> NotTargetReason | None:
    """梳理出22项任务, 知识产权方面5项：, 九条措施: what the text itself holds."""
    if (
        quantity.unit not in ("项", "条", "个", "件", "大", "类", "款")
        or quantity.after is not None
        or quantity.value < 2
    ):
        return None
    if quantity.unit in ("条", "项") and (rules := _RULES_OF_A_TITLE.match(after)) is not None:
        if quantity.written != "words":
            return "name" if quantity.unit == "条" and rules.end() == len(after) else None
        return None if "制定" in before or "出台" in before or ("落实" in before[-4:] and "完成" in before) else "name"
    if _CONTENT.match(after) and _CONTAINS.search(before) and "完成" not in before and "落实" not in before:
        return "other"
    if after.startswith("实事") and before.endswith("为民办"):
        return "name"
    if _GOOD_WORKS.match(after) and not re.search("完成|办好|办成|办实|落实好|抓好|实施好", before):
        return "other"
    sense = read_before(before, 0, len(before)).sense
    return "other" if terminal and sense is None and _ASPECT.search(before) else None


def _closes_list(quantity: Quantity, before: str, after: str) -> NotTargetReason | None:
    """北京、上海、重庆3个直辖市, 甲、乙两个关口: a number that only closes the list before it."""
    if quantity.after is not None or quantity.value < 2 or not after:
        return None
    if before.endswith("”") and before.count("“") == quantity.value and not acts(before.split("“", 1)[0]):
        return "other"
    if _LIST.search(before) is None:
        return None
    if before.endswith("等"):
        head = before.split("、", 1)[0]
        named = _NAMES_THEM.search(head) is not None
        if before.startswith(("对", "为")) and DONE_FOR_ALL.search(after) is not None and not named:
            return None
        done = acts(before) or _MAKES.search(before) is not None or _GETS_DONE.match(after) is not None
        return "other" if named or not done else None
    if _MAKES.search(before) or not before or before[-1] in "、和与及":
        return None
    items = [part for part in _LIST.split(before) if part]
    return "other" if len(items) == quantity.value else None


def _is_reckoned(before: str, after: str) -> bool:
    """按收费标准的70%予以清退, 8%的部分: a rule of reckoning."""
    if _RULED_PART.match(after):
        return True
    by = _BY.search(before) is not None
    return _IS_RECKONED.match(after) is not None and (by or _OF_STANDARD.search(before) is not None)


def _is_required(quantity: Quantity, at: Setting, before: str, after: str, *, terminal: bool) -> NotTargetReason | None:
    """What persons, bodies or places have to be like, and caps on what is allowed."""
    if quantity.unit in ("岁", "周岁") and _AGE.search(before):
        return "threshold"
    if quantity.kind == "time" and _NOTICE_PERIOD.search(before):
        return "date"
    if (not terminal and before.endswith("每")) or _PER_MORE.match(before) or _CONDITIONS.search(_said_before(at)):
        return "threshold"
    if _EVERY_TIME.fullmatch(before) is not None:
        return "threshold"
    if not terminal and _INHABITANTS.search(before) and re.match("或|的", after):
        return "threshold"
    bounded = quantity.after is not None or quantity.value_to is not None or quantity.kind in ("size", "money")
    if not terminal and bounded and _A_BATCH.search(before):
        return "threshold"
    if not terminal and before.startswith("在") and quantity.after is None and _WITHIN_WORK.match(after):
        return "other"
    if terminal and _CAPPED.fullmatch(before) and "可" in _said_before(at):
        return "threshold"
    return None
