"""Names of indicators: what is counted or measured, in the text's own words, and where its quote begins."""

import re
from collections.abc import Mapping
from typing import Literal

from ingest.facts import Frequency
from ingest.targets.verbs import ANY_VERB, CAUSING, VERB
from ingest.targets.years import YearPhrase
from ingest.values import dataclass

_VERB = re.compile(f"(?:{ANY_VERB})")
_LEAD = re.compile(
    r"(?:[、，；：和与及并且或\s—]|以及|全年|今年|明年|本年度?|年内|今明两年|年底前?(?=[达实完建新竣开引培]|$)|当年(?=[完实新])|同时|此外|另外|其中|其它|(?<=（)内?含|具体为|即|"
    r"“\d{1,4}”是|[一二三四五六七八九十](?:是|要)|"
    r"第[一二三四五六七八九十]，|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}\.(?!\d)|[①-⑳]|"
    r"[●■◆▪•·▲★※|>]|（[^（）]{0,80}）|"
    r"【[^【】]{0,40}】|<br>)"
    r"|\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末初])?(?:(?:-|—|~|至|到)\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末初])?)?(?:之?前|以前|起)?"
    r"|(?:主汛期|汛期?|春节|国庆节?|秋季开学|开学|入冬|供暖[期季]?|采暖[期季]?)前(?=[完建新投全基改修])"
    r"|力争|争取(?!上级|中央|国家|省)|确保|努力|积极|加快|着力|大力|进一步|不断|稳步|有序|深入|"
    r"扎实|切实|原则上|预计|逐步|必须|应当|应(?!急|用|届|收|对|纳)|将|"
    r"在[^，；。、在]{2,12}(?=(?:建设|新建|建成|布局|设立|设置|新增|改造|实施|开展|打造)(?!中|的|用地))|"
    r"(?:推动|推进|促进|督促)(?=将|把)|继续(?!教育)|全力|分批|进而|最终|总体上|率先|再(?!生|造|就业|制造|利用)|要(?!素)"
    r"|(?:高标准|高质量|高水平|高起点|高效|重点|统筹|基本|一般|主动|持续|平均|系统|普遍|严格|全面|"
    r"计划|实际|共|新一轮|优先|集中|尽快|直接|常态化|分类|精准|靶向)(?=" + ANY_VERB + r")"
    r"|(?:全[市县区省州盟旗镇乡](?:及各县（[市区、]{1,4}）)?|我[市县区省州]|全市各[县镇]|"
    r"本[市县区省])(?:范围内)?(?!场|际|域|性|覆盖|级|长|民|政府|上下|国)"
    r"|完成(?:国家|省|市|上级)(?:级)?下达的|(?:使|把|让|保持|推动实现|实现|做到|保证|推动形成)(?=[\u4e00-\u9fff“A-Z]|20\d\d年)"
)
_MARK = re.compile(
    r"(?P<annual>平均每年|一年(?=至少|不少于|组织|开展|举办)|年平均(?!浓度|值|气温|降水|降雨|水位|含量|流量|径流|风速|温度)|每年度|每年|年均(?!浓度|值|气温|降水|降雨|水位|含量|流量|径流|[^，；。、]{0,8}(?:指数|浓度|水位))|年度(?=新增|投资|制造业|(?:计划|完成)投资)|每个年度|各年度)|(?P<total>累计)"
)
_WITHIN = re.compile(
    r"至少(?=.)|[一二三四五六两3-6]年(?=累计)|力争|争取|确保|累计|每年(?!度)|平均每年|将(?=达|占|超)|分别$|原则上|预计|(?<![人生户亩村床次])均$|都$|"
    r"年均(?!增|提|下|降|递|复合|浓度|值|气温|降水|降雨|水位|含量|流量|径流|[^，；。、]{0,8}(?:指数|浓度|水位))|(?:逐步|稳步)?(?:提高|"
    r"提升|降低|压缩)(?:到|至)(?=..)"
)
_COMPARED = re.compile(
    r"(?:较|比|与|相较于?|相比)(?:(?:19|20)\d\d年[底末]?|上年度?|去年|上一年|上年同期|"
    r"上一?个?[^，、]{1,5}[期年]|同期|基期|"
    r"“?十[一二三四]五”?末)(?:水平|相比|同期)?(?:分别)?|(?:在|以)(?:19|"
    r"20)\d\d年[底末]?(?:的?基础上|为基数|为基期)|同比|环比"
)
_SHARE_NOUNS = ("比重", "比例", "占比", "比率", "率", "份额", "比", "面积", "百分比")
_NEXT_PREDICATE = re.compile(
    "、(?P<verb>新增|新建|建成|培育|引进|打造|创建|建设|完成|实施|改造|盘活|招引|开展|组织|选派|培训)"
)
_FROM = re.compile(
    r"(?<=..)(?:由|从)(?:(?:目前|现在|现有|原来|原有|现行)的?|"
    r"20\d\d年的)?[\d.一二三四五六七八九十百千万亿]{1,8}[^，；、]{0,8}$|(?:动态|基本|全部|全面)$"
)
_AGAINST_WHOLE = re.compile(
    "(?P<part>.{2,40}?)(?:不高于|不低于|不少于|不超过|不得低于|不得高于|高于|低于|超过)(?P<whole>.{3,30})"
)
_OF_WHOLE = re.compile(
    "(?P<part>.{2,40}?)(?:达到|占到|占)(?P<whole>.{3,30}(?:总量|总数|总额|总面积|总产值|总人口|收入))的?"
)
_RANKED = re.compile(
    "(?:排名|排位)?(?:进入|跻身|位居|挤进|迈入|挺进|进到|位列|保持|稳居|列|居)(?P<where>全[国省市]|全省各市|全国同类)?$"
)
_YEAR_AT_END = re.compile("(?<=..)(?:到|至|在|于)?(?:19|20)\\d\\d年?(?:\\d{1,2}月)?(?:年?[底末])?(?:之?前|以前)?$")
_LIMIT = re.compile(r"(?:上限|下限)(?:指标|标准|值)?(?:统一|一般|原则上)?(?:按|为)?$")
_TAIL = re.compile(
    r"(?:、|，|：|的|达|为|占比为|在|由|从|至|到|和|与|(?<![涉普惠可波触])及|共|总数|累计|不|约|宜高则高|应|一般|"
    r"实际|分别|按|[一二三四五两3-5]年内?|\s)+$"
    r"|^(?:但|且|而|并|则|约|应)(?:是|且)?$|(?<=.{4})应(?=占|不低于|达)"
)
_RATE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”（）]{0,24}?(?:率|占比|比重|比例|增速|强度|密度|水平|能力|浓度|"
    r"规模|总量|产值|增加值|收入|面积|指数)"
)
_PREDICATE = re.compile(
    r"[^、，]{2,40}(?:领先[^、，]{0,6}|位居[^、，]{0,8}|前列|(?:逐年|明显|显著|稳步|持续|"
    r"不断)(?:提高|增长|下降|降低|提升)|显著提升|持续提升|"
    r"稳步提升|不断增强|持续增强|不断优化)[、，]"
)
_EXAMPLES = re.compile(r"[^，；。等]{2,80}等(?=[^，；。、级待]{4,})")
_JOINED = re.compile("(?:(?<![涉普惠可波触])及|和|与|、)$")
Shape = Literal["value_last", "value_first"]


@dataclass(frozen=True, slots=True)
class Subject:
    """The words before a value, cleaned: `name`, its place `start`, where a quote of it begins, the verb it opens
    with ("" for none) and the frequency that it states."""

    name: str
    start: int
    quote_start: int
    verb: str
    frequency: Frequency | None
    joined: bool = False
    """It ends in an "and": what stands before is a list that the number only closes."""


def read_subject(text: str, begin: int, end: int, years: Mapping[int, YearPhrase]) -> Subject:
    """The subject in `text[begin:end]`: leading particles, places, years and marks of frequency removed."""
    position = begin
    quote_start = -1
    frequency: Frequency | None = None
    while position < end:
        phrase = years.get(position)
        if phrase is not None and phrase.end <= end:
            position = phrase.end
            continue
        if (mark := _MARK.match(text, position, end)) is not None:
            frequency = _frequency(mark, frequency)
            quote_start = position if quote_start < 0 else quote_start
            position = mark.end()
            continue
        lead = _LEAD.match(text, position, end)
        if lead is None or lead.end() == position:
            break
        position = lead.end()
    position, quote_start = _last_predicate(text, position, end, quote_start)
    for mark in _MARK.finditer(text, position, end):
        frequency = _frequency(mark, frequency)
    verb = VERB.match(text, position, end)
    start = quote_start if quote_start >= 0 else position
    return Subject(
        tidy(text[position:end]),
        position,
        start,
        verb.group() if verb else "",
        frequency,
        _JOINED.search(text, position, end) is not None,
    )


def _last_predicate(text: str, position: int, end: int, quote_start: int) -> tuple[int, int]:
    """建成创新中心、新增平台 (5个): what is counted begins with the last verb of such a row of predicates."""
    if VERB.match(text, position, end) is None:
        return position, quote_start
    last = None
    for match in _NEXT_PREDICATE.finditer(text, position, end):
        last = match
    return (position, quote_start) if last is None else (last.start("verb"), -1)


def tidy(name: str) -> str:
    """A name without marks of frequency, comparisons and trailing particles."""
    short = _COMPARED.sub("", _WITHIN.sub("", name)).replace("中，", "中").replace("内，", "内")
    listed = _PREDICATE.match(short) if "，" in short or "、" in short else None
    short = short[listed.end() :] if listed is not None else short
    short = _YEAR_AT_END.sub("", short) if "20" in short or "19" in short else short
    short = _LIMIT.sub("", short) if "限" in short else short
    return _TAIL.sub("", _FROM.sub("", short)).strip("，、；：— ")


def value_first_name(subject: Subject, noun: str) -> str:
    """The name where the number stands before its noun: 引导5家规上企业导入… is 规上企业导入…."""
    noun = noun.strip("，、；：的 ")
    if subject.joined:
        return tidy(noun)
    if subject.name.endswith("等") and "、" in subject.name:
        return subject.verb + tidy(noun)
    if subject.name == subject.verb and CAUSING.fullmatch(subject.verb) and VERB.search(noun, 2):
        return shortened(tidy(noun), "")
    return shortened(tidy(subject.name + noun), subject.verb)


def grouped_name(subject: Subject, noun: str) -> str:
    """A、B和C三大集群 are named by the groups alone: the members are no part of what is counted."""
    listed = "、" in subject.name or "和" in subject.name
    return subject.verb + tidy(noun) if listed else value_first_name(subject, noun)


def shortened(name: str, verb: str) -> str:
    """Examples before 等 left out: 引进A、B等重大项目 is 引进重大项目, 导入卓越绩效等先进方法 is 导入先进方法."""
    begin = len(verb) if verb and name.startswith(verb) else 0
    inner = None
    for match in VERB.finditer(name, begin + 1):
        inner = match
        if _EXAMPLES.match(name, match.end()) is not None:
            break
    if inner is not None and (examples := _EXAMPLES.match(name, inner.end())) is not None:
        return name[: inner.end()] + name[examples.end() :]
    examples = _EXAMPLES.match(name, begin)
    if examples is not None and "、" in examples.group():
        return name[:begin] + name[examples.end() :]
    return name


def share_taken_name(subject: Subject, purpose: str) -> str:
    """从X中提取1%作为Y is named X中提取Y比例."""
    return subject.name.removeprefix("从").removesuffix("的") + tidy(purpose) + "比例"


def of_whole(name: str) -> str:
    """收费不高于可支配收入的 (15%) is named 收费占可支配收入比重."""
    match = _AGAINST_WHOLE.fullmatch(name)
    return name if match is None else f"{match['part']}占{match['whole']}比重"


def as_rank(name: str) -> str:
    """综合实力进入全省 (前5名) is named 综合实力全省排名."""
    match = _RANKED.search(name)
    return name if match is None else f"{name[: match.start()]}{match['where'] or ''}排名"


def as_share(name: str) -> str:
    """A share that only says of what (“戴帽”指标占全市) is named a 比重."""
    reached = _OF_WHOLE.fullmatch(name)
    if reached is not None:
        return f"{reached['part']}占{reached['whole']}比重"
    if "占" not in name or name.endswith(_SHARE_NOUNS):
        return name
    return name.removesuffix("的") + "比重"


def from_clause_before(text: str) -> str:
    """What the clause before a bare value names (容积率宜高则高，一般不低于1.5)."""
    match = _RATE.match(text)
    return tidy(match.group() if match is not None else text[-24:])


def _frequency(mark: re.Match[str], current: Frequency | None) -> Frequency:
    found: Frequency = "annual" if mark["annual"] else "cumulative"
    return current if current == "annual" else found
