"""Which figures are of the present or the past: what there is, was counted, or is started from. Builds no target."""

import re

from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.setting import Setting
from ingest.targets.verbs import acts

_PRESENT = re.compile(
    "目前(?<![由从照据合]目前)|上一?轮(?!次)|上一(?:阶段|周期)|过去[一二三四五六七八九十两\\d]{1,2}年|年来，|据(?:不完全)?统计|近年来|近[一二三四五六七八九十两\\d]{1,2}年|十三五”?(?:以来|期间|末)"
)
"""What places a whole sentence in the present."""
_PRESENT_HERE = re.compile(
    r"共有(?!产权)|[市县区省镇乡]有(?!关|序|效|望|力|所|机|利|条件|能力)(?=[^，。；、])|登记在册|地处(?![置理罚])|位于|[东西]经|[南北]纬|现有(?![^，；。]{0,14}(?:改造|改培|提升|改建|整治|扩建|更新|培育))|现状|现已"
    r"|(?:新增|增加|建成|完成|培育|引进|投入|实施|开展|形成|获得|创建|实现|打造|发展|减少|下降|增长|提高|发生|改造|举办|达到|突破|超过|获批|查处|处理|解决|办理|取得|吸引)了"
    r"|(?:^|(?<=[，。；：）]))现(?:将|对|就|予|把|面向|公布|确认|公开)|获得认定|共发生|先后(?!次)|荣获|荣膺|被(?:评为|授予|确定为|列为|认定为)(?![^，。；]{0,30}(?:力争|争取))|全部(?:摘帽|出列|脱贫)"
    r"|(?<![比较于与同在])(?:上年度?|去年|当前|原有|历史(?:最高|水平))(?!度?(?:增|提|下|减|降|末|同|水|基|的))"
    r"|已(?:有|建|完成|达|累计|近|占|培育|引进|成功|形成|实现|投|开|发|获|入|签|吸|超|突破|创建|认定|落地|集聚|拥有)"
)
"""What places a clause in the present, and one that goes on with 其中."""
_PEOPLE = re.compile("(?:^|[省市县区，；。]|其中)[^，；。]{0,8}(?:常住人口|户籍人口|总人口|残疾人|老年人口?|户籍居民)$")
_FROM = re.compile("[由从]$")
_FROM_BASE = re.compile(r"[由从](?:原来?的?|目前的?|现有的?|现行的?|上年度?的?|20\d\d年度?[底末]?的?)?$")
_LONGEST_BASE = 10
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
_PART_OF_YEAR = re.compile(
    r"(?:上半年|前三季度|第?一季度|\d{1,2}[-—至]\d{1,2}月份?)[，，]?(?!完成|实现|启动|建成|开工)"
)
_PARTS_OF_YEAR = ("上半年", "季度", "月")
_RANKED = re.compile("高于全[国省市]|低于全[国省市]|(?:增速|总量|排名)?[位排]?居全[国省市]|同比|环比|列全[国省市]")
_UP_TO_NOW = re.compile(r"截[至止]到?(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?[底末份]?")
_ONLY = re.compile("(?:仅|仅仅|只)(?:为|占|有|达|达到|相当于)?$")
"""仅为23%: what is still lacking, never what is aimed at."""
_LONGEST_ONLY = 5


def is_present(quantity: Quantity, at: Setting) -> bool:
    """Whether `quantity` is a figure of the present or the past."""
    if _FROM.search(at.text, max(at.clause[0], quantity.start - 1), quantity.start) and _CHANGES.match(
        at.text, quantity.end
    ):
        return True
    if _FROM_BASE.search(
        at.text, max(at.clause[0], quantity.start - _LONGEST_BASE), quantity.start
    ) and _GOES_TO.search(at.text, quantity.end, at.clause[1]):
        return True
    if at.text.startswith("已", quantity.end) or _FORMER.search(
        at.text, max(at.clause[0], quantity.start - 3), quantity.start
    ):
        return True
    if at.year is not None and at.period.start is not None and at.year < at.period.start:
        return True
    before = at.masked[at.sentence[0] : quantity.start]
    if _was_counted(at, quantity) and not _FUTURE.search(before):
        return True
    if _ONLY.search(before[-_LONGEST_ONLY:]) or _is_up_to_now(quantity, at) or _is_base_list(quantity, at):
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


def _was_counted(at: Setting, quantity: Quantity) -> bool:
    """一季度产值同比增长8%, 一季度产值增长8%，高于全市平均: what a part of a year came to."""
    begin, end = at.sentence[0], quantity.start
    if all(at.text.find(word, begin, end) < 0 for word in _PARTS_OF_YEAR):
        return False
    if _HALF_YEAR.search(at.text, begin, end):
        return True
    part = _PART_OF_YEAR.search(at.text, begin, end)
    return part is not None and _RANKED.search(at.text, part.end(), at.sentence[1]) is not None


def _is_base_list(quantity: Quantity, at: Setting) -> bool:
    """在第一批列入名单的28个小镇基础上: what there is to build on."""
    return at.text[at.clause[0]] in "在以从除" and _BASIS.search(at.text[quantity.end : at.clause[1]]) is not None


def _is_up_to_now(quantity: Quantity, at: Setting) -> bool:
    """截至2022年底全国…: a count taken, unless the year lies within the plan's own span."""
    said = at.text.find("截", at.sentence[0], quantity.start)
    counted = _UP_TO_NOW.search(at.text, said, quantity.start) if said >= 0 else None
    if counted is None or (at.period.start is not None and int(counted["year"]) >= at.period.start):
        return False
    return _FUTURE.search(at.text, counted.end(), quantity.start) is None


def _is_bare_fact(quantity: Quantity, at: Setting) -> bool:
    """受威胁群众3.1万人: a noun and its number, no verb and no comparison; it goes on with what the clause before said."""
    if quantity.after is not None or read_before(at.text, at.clause[0], quantity.start).word:
        return False
    return not acts(at.text[at.clause[0] : quantity.start])
