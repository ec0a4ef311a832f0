"""The places that a plan applies to, from the names of those who issued it, its title and its number."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reference.places import Gazetteer, load_gazetteer

NATIONAL = "全国"
_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区)")
_CITY = re.compile(r"[\u4e00-\u9fff]{1,11}?(?:自治州|地区|盟|市)")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,13}?(?:自治县|自治旗|林区|特区|县|区|市|旗)")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,9}?(?:街道|镇|乡|苏木)(?=人民政府|政府|办事处|党|委|$)")
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,20}?(?:新区|开发区|高新区|经开区|保税港?区|产业园区?|工业园区?|园区|示范区|实验区|试验区|度假区|合作区|功能区|风景名胜区|"
    r"管理区|集聚区|新城|自贸区|自贸片区|片区|科学城|科技城|生态城|航空港区|港区)(?=管理?委员?会|党工委|工作委员会|管理办公室|管理局|$)"
)
_ZONE_BODY = re.compile(r"(?:管理委员会|管委会|党工委|党工委管委会|管理办公室|管理局)")
_BARE_ZONE = re.compile(r"(?:经济|高新|高新技术|经济技术|高新技术产业|产业|工业|综合)?(?:新区|开发区|高新区|经开区|保税区|产业园区?|工业园区?|园区|示范区|新城)")
_BODY = re.compile(r"人民政府|政府|委|党|人大|人民代表|政协|纪|行政公署|人民法院|人民检察院|办")
_NO_PLACE = re.compile(
    r"(?:.*(?:城|全|我|本|都|超|门|强|各|上|股|楼|菜|夜|集|农贸|互联网|资本)市|.*(?:社|园|地|景|山|库|校|片|小|灾|自治|开发|高新|经开|示范|保护|试验|实验|功能|城|牧|矿|郊|聚居|控制|核心|老|灌|全|我|各)区"
    r"|.*(?:全|我|各|本|强|示范|先进|重点|试点)县|红旗|国旗|升旗)$|.*(?:工业|农业|制造|管理|建设|发展|领导|推进|创建|打造|加快|关于|实施|数字|文明|卫生|生态环境|产业|人民|政府|委员|和|与|及|的|等)"
)
_NATIONAL = re.compile(
    r"(?:中共中央|中央|国务院|国家|全国|最高人民|中华人民共和国|中华全国|中国(?!.{0,12}(?:省|市|县|区|分行|支行|分公司)))|"
    r"(?:外交|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|住房和?城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部|"
    r"(?:市场监管|海关|税务|体育|广电|金融监管|国家.{2,10})总[局署]|(?:审计|海关总|金融监管总)署|人民银行$|证监会|中国"
)
_PROVINCE_SIGNS = dict(
    zip("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新", (
        "北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省", "浙江省", "安徽省",
        "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "广西壮族自治区", "海南省", "重庆市", "四川省", "贵州省",
        "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区",
    ), strict=True)
)  # fmt: skip
_PROVINCE_NUMBER = re.compile(rf"([{''.join(_PROVINCE_SIGNS)}])(?:政|府|委|厅|发改|经信|环|工信|教|科|农|商)")
_LEVELS = ("province", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class Chain:
    """Places named one within the other at the beginning of a text, outermost first, and where they end."""

    places: tuple[str, ...]
    level: int
    end: int


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def _known(name: str) -> bool:
    return bool(_gazetteer().by_name(name))


def _acceptable(name: str, rest: str) -> bool:
    if _known(name):
        return True
    stem = re.sub(r"(?:自治.|地区|林区|特区|[省市县区旗盟])$", "", name)
    if not stem or _NO_PLACE.fullmatch(name) or _NO_PLACE.match(stem):
        return False
    return len(stem) <= 5 or name.endswith(("自治县", "自治州", "自治旗", "自治区")) or _BODY.match(rest) is not None


def _segment(pattern: re.Pattern[str], text: str, start: int) -> str | None:
    match = pattern.match(text, start)
    while match is not None:
        name, after = match.group(), text[match.end() :]
        longer = pattern.match(text, start) if not after else re.match(r"[市区县镇](?=人民|政府|委|党|$)", after)
        if longer is not None and after and after[0] in "市区县" and len(name) <= 3:
            name += after[0]
            after = after[1:]
        if longer is not None and after and after[0] == "镇" and not _known(name):
            return None
        return name if _acceptable(name, after) else None
    return None


def read_chain(text: str) -> Chain:
    """The chain of places that `text` begins with (浙江省舟山市定海区…); `places` is empty where it names none."""
    position = len("中共") if text.startswith("中共") else 0
    places: list[str] = []
    level = -1
    for rank, pattern in enumerate((_PROVINCE, _CITY, _COUNTY, _TOWN)):
        name = _segment(pattern, text, position) if rank < 3 else None
        if rank == 3:
            match = pattern.match(text, position)
            name = match.group() if match else None
        if name:
            places.append(name)
            position += len(name)
            level = rank
    return Chain(tuple(places), level, position if places else 0)


def place_of_issuer(name: str) -> str | None:
    """The place whose body `name` is: 舟山市定海区人民政府办公室 → 定海区; None where the name does not say (市教育局)."""
    chain = read_chain(name)
    rest = name[chain.end :]
    zone = _ZONE.match(rest)
    if zone and zone.group() and _ZONE_BODY.match(rest, zone.end()):
        bare = _BARE_ZONE.fullmatch(zone.group()) is not None
        return (chain.places[-1] if bare and chain.places else "") + zone.group()
    if chain.places:
        return chain.places[-1]
    if _NATIONAL.match(name):
        return NATIONAL
    return None


def place_of_title(title: str) -> Chain:
    """The chain of places that a title begins with, after 关于 and the like."""
    return read_chain(re.sub(r"^(?:中共|关于)?(?:印发|加快|推进|支持|推动|促进|进一步)?", "", title).lstrip("《“"))


def read_jurisdictions(issuers: tuple[str, ...], title: str, number: str | None, beside: tuple[str, ...]) -> tuple[str, ...]:
    """Official names of the places a plan applies to, each once, in the order of the issuers.

    beside: further names to try in order where issuers and title are silent (the site's name, the notice's title).
    """
    places = [place for issuer in issuers if (place := place_of_issuer(issuer))]
    titled = place_of_title(title)
    if not places:
        if titled.places:
            return (titled.places[-1],)
        return _fallback(title, number, beside)
    unique = tuple(dict.fromkeys(places))
    if len(unique) == 1 and titled.places and titled.places[-1] != unique[0] and _is_inside(titled, unique[0]):
        return (titled.places[-1],)
    return unique


def _is_inside(titled: Chain, place: str) -> bool:
    """Whether the place a title begins with is a known one inside `place`."""
    gazetteer = _gazetteer()
    if place == NATIONAL:
        return _known(titled.places[-1])
    outer = gazetteer.by_name(place)
    return len(outer) == 1 and bool(gazetteer.by_name(titled.places[-1], outer[0].code))


def _fallback(title: str, number: str | None, beside: tuple[str, ...]) -> tuple[str, ...]:
    for name in beside:
        place = place_of_issuer(name)
        if place:
            return (place,)
    if _NATIONAL.match(title):
        return (NATIONAL,)
    mentions = [mention for mention in _gazetteer().find_in_text(title) if mention.certain]
    if mentions and mentions[0].start <= 2:
        return (mentions[0].place.name,)
    sign = _PROVINCE_NUMBER.match(number) if number else None
    return (_PROVINCE_SIGNS[sign[1]],) if sign else ()
