"""Tells what sort of body a name is, and which names stand for groups. Rules on the name alone, no lexicon."""

import re

from reference.patterns import lazy_pattern

_SPACE = lazy_pattern(r"\s+")
_BRACKET = lazy_pattern(r"[（(〔\[【<＜][^（()）〔〕\[\]【】<>＜＞]{0,60}[）)〕\]】>＞]")
_PLACES = (
    "乡镇|镇街|街镇|街道|乡|镇|县市区|市县区|县区市|市县|区县|县区|市区|县|区|市|州|盟|旗|省|村|社区|村居|地区|地|"
    "园区|功能区|开发区|平台"
)
_BODIES = (
    f"{_PLACES}|部门|单位|政府|企业|国有企业|国企|机构|委办局|科室|管委会|银行|学校|高校|公司|集团|方面|机关|系统|"
    "行业|协会|商会|医院|站所"
)
_ANY = f"{_BODIES}|局|办|委|中心|队|组|专班|专项组"
_SORT = "(?:各级|职能|业务|行业|主管|成员|责任|有关|相关){0,3}"
_GROUP = lazy_pattern(
    "^(?:.{0,4}各|全体|所有)|各(?:成员|有关|相关|专项|镇|乡|县|区|街道|部门|单位)|"
    f"(?:有关|相关|相应|涉及|其他|其它|所涉|对应)的?{_SORT}(?:{_ANY}){{1,3}}$|"
    "(?:职能|主管|成员|监管|执法|业务|属地|地方|当地|所在|牵头|(?<!有限)责任|配合|参与|基层|上级|下级|涉[海农企外]|"
    f"驻?[省市县区]级|[省市县区]直|[省市县区]属|驻[省市县区]){_SORT}(?:{_BODIES}){{1,3}}$|"
    "[省市县区]直[\u4e00-\u9fff]{0,4}单位$|各工作组$|(?:环卫|物业|建筑|施工|运营|燃气经营|公交|物流|重点|用能|通信|骨干|龙头)企业$|(?:公共|党政)(?:机构|机关)$|"
    "有关方面$|责任主体$|实施主体$|等(?:部门|单位|地)$|^(?:省辖|设区|设区的|省直管|地级|县级)[市县](?:人民政府|政府|党委)?$"
)
_BARE = lazy_pattern(
    "^(?:沿海|中心城区|主城区|城区)?(?:乡镇|镇街|街镇|乡镇街道|镇街道|街道乡镇|镇乡街道|街道镇|镇乡|街道|县市区|市县区|"
    "区县|县区|市县|县区市|区县市|市区|市州|州市|村|社区|村居|村社区|功能区|产业平台|产业园区|开发区|园区|重点平台|平台|"
    "企业|高校|科研院所|金融机构|银行|医疗机构|学校|国有企业|国企|行业协会|商会|社会组织|保险机构|通信运营商|施工单位|"
    "建设单位|业主单位)(?:人民政府|政府|办事处|街道办事处|管委会|管理委员会|党委政府|党委|党工委){0,2}$"
)
_LEVELS = lazy_pattern(
    "^(?:沿海)?(?:省|自治区|市|州|盟|地|县|区|旗|镇|乡|街道|村|社区|居){2,6}(?:人民政府|政府|管委会|办事处|党委|街道办事处){0,2}$"
)
_PERSON = lazy_pattern(
    "(?:同志|书记|市长|县长|区长|省长|局长|主任|领导|负责人|专员|秘书长|处长|科长|院长|会长|镇长|乡长)$"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范石廖贾韦付方白邹孟熊秦邱江尹薛闫雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("court", "法院|检察院|检察机关|审判机关|法庭"),
    ("military", "人武部|武装部|军分区|警备区|部队|武警|驻军|预备役|海警|军区|战区|军委[^，]*部"),
    ("assembly", "人大|政协|人大常委会|人民代表大会"),
    (
        "association",
        ("协会|商会|学会|联合会|总商会|促进会|研究会|基金会|联盟|总工会|工会|妇联|残联|科协|文联|侨联|社科联|工商联|团委|"
        "红十字会|供销社|合作社|联社"),
    ),
    ("company", "公司|集团|银行|支行|企业|电厂|工厂|厂|钢铁|石化|国企|城投|交投|农商行|信用社|运营商|保险|证券"),
    ("university", "大学|学院|研究院|研究所|科学院|高校|科研院所|职业技术学校|党校|设计院"),
    ("institution", "中心|医院|卫生院|保健院|学校|中学|小学|幼儿园|馆|站|所|台|报社|电台|电视台|院|社|队"),
    (
        "party",
        ("党委|党工委|党组|纪委|纪工委|组织部|宣传部|统战部|政法委|社会工作部|[市县区省州]委|工委|编办|网信办|巡察办|"
        "委[^员]{0,12}办"),
    ),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, lazy_pattern(f"(?:{pattern})$")) for kind, pattern in _KINDS)
_NOT_IN_UNIT = lazy_pattern(r"[。；;！？!?：:，,\"“”0-9０-９%％]")
_LONGEST = 50


def _core(name: str) -> str:
    text = _SPACE.sub("", name)
    return _BRACKET.sub("", text) or text


def is_collective(name: str) -> bool:
    """Whether a name stands for a group of bodies: 各乡镇, 各县（市、区）政府, 市级有关部门, 产业平台."""
    text = _SPACE.sub("", name)[:_LONGEST]
    core = re.sub("[、<>＜＞（）()/]", "", text)
    plain = _core(text)
    return any(
        _GROUP.search(form) or _BARE.match(form) or _LEVELS.match(form) for form in (core, plain)
    ) and not _PERSON.search(plain)


def _is_person(core: str) -> bool:
    return bool(_PERSON.search(core)) and len(core) <= 20


def unit_kind(name: str, known: str | None) -> str:
    """The kind of a unit from its name: group, person, the kind its body is known to have, or what its ending says."""
    if is_collective(name):
        return "group"
    core = _core(name)
    if known is not None and known != "group":
        return known
    if _is_person(core):
        return "person"
    for kind, pattern in _KIND_PATTERNS:
        if pattern.search(core):
            return kind
    if 2 <= len(core) <= 3 and core[0] in _SURNAMES and core[-1] not in "局办部委厅院署处区县市镇乡旗州村":
        return "person"
    return "government"


def looks_like_unit(name: str, always: tuple[str, ...], guarded: tuple[str, ...]) -> bool:
    """Whether a name ends like a unit's; endings in `guarded` count only after a level word (县城管队)."""
    core = _core(name)
    if not 2 <= len(core) <= _LONGEST or _NOT_IN_UNIT.search(core):
        return False
    if core.endswith(always) or is_collective(name):
        return True
    return core.endswith(guarded) and bool(re.match("[市县区省州旗镇乡]|.{2,8}[市县区省州旗镇乡]", core))
