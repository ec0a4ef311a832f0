"""The places that a plan applies to, from the names of those who issued it, its title and its number."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.header.place_within import is_national, named_in_text
from reference.places import Gazetteer, load_gazetteer

NATIONAL = "全国"
_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区)|新疆生产建设兵团")
_CITY = re.compile(r"[\u4e00-\u9fff]{1,11}?(?:自治州|地区|盟|市)")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,13}?(?:自治县|自治旗|林区|特区|县|区|市|旗)")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,9}?(?:街道|镇|乡|苏木)(?=人民政府|政府|办事处|党|委|人大|$)")
_DIVISIONS = (_PROVINCE, _CITY, _COUNTY)
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,20}?(?:新区|开发区|高新区|经开区|保税港?区|产业园区?|工业园区?|园区|示范区|实验区|试验区|度假区|合作区|功能区|"
    r"风景名胜区|管理区|集聚区|新城|自贸区|自贸片区|片区|科学城|科技城|生态城|航空港区|港区|服务区|枢纽)"
    r"(?=管理?委员?会|执行委员会|执委会|党工委|党委|工作委员会|管理办公室|管理局|$)"
)
_ZONE_OFFICE = re.compile(
    r"(?![省市县区])(?P<zone>[\u4e00-\u9fff]{2,12}?(?:新区|开发区|高新区|经开区|保税港?区|工业园区|示范区|实验区|试验区|度假区|合作区|片区))"
    r"(?!领导|工作|推进|协调|创建|申报)(?:[\u4e00-\u9fff]{2,14}(?:局|办公室|委员会|委|厅|部|中心|大队|支队)|办公室)$"
)
"""平潭综合实验区农村发展局: an office of a zone's own."""
_ZONE_BODY = re.compile(r"管理委员会|管委会|执行委员会|执委会|党工委|党委|工作委员会|管理办公室|管理局")
_NO_ZONE_OF = re.compile(
    "[局委厅部办院]|公司|集团|国家|全国|中国|各|^(?:经济|高新|开发|产业|工业|综合|保税|自由贸易|城乡|全面|可持续)"
)
_BARE_ZONE = re.compile(
    r"(?:国家级?|省级)?(?:经济|高新|高新技术|经济技术|高新技术产业|产业|工业|综合|现代产业|旅游)?"
    r"(?:新区|开发区|高新区|经开区|保税区|产业园区?|工业园区?|园区|示范区|新城|度假区)"
)
_BODY = re.compile(r"人民政府|政府|委|党|人大|人民代表|政协|纪|行政公署|人民法院|人民检察院|办")
_NO_PLACE = re.compile(
    r"(?:.*(?:城|全|我|本|都|超|门|强|各|上|股|楼|菜|夜|集|农贸|互联网|资本)市"
    r"|.*(?:社|园|地|景|山|库|校|片|小|灾|自治|开发|高新|经开|示范|保护|试验|实验|功能|城|牧|矿|郊|聚居|控制|核心|老|灌|全|我|各)区"
    r"|.*(?:全|我|各|本|强|示范|先进|重点|试点)县|红旗|国旗|升旗)$"
    r"|.*(?:工业|农业|制造|管理|建设|发展|领导|推进|创建|打造|加快|关于|实施|数字|文明|卫生|生态环境|产业|人民|政府|委员|和|与|及|的|等)"
)
_NO_NAME = re.compile(r"国家|全国|中国|中央|国务院|[\u4e00-\u9fff][省市县区旗盟]$")
"""What begins or is no division that the gazetteer does not know: 国家市场…, 一市."""
_GOES_ON = re.compile(r"市[场容域]|[区县]域|区[块间]")
_RANK_WORD = re.compile(r"(?:自治.|地区|林区|特区|[省市县区旗盟])$")
_NATIONAL = re.compile(
    r"中共中央|中央|国务院|国家|全国|最高人民|中华人民共和国|中华全国|"
    r"(?:外交|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|住房和?城乡建设|交通运输|水利|农业农村|"
    r"商务|文化和旅游|退役军人事务|应急管理|工信|人社|住建|文旅)部|"
    r"(?:市场监管|海关|税务|体育|广电|金融监管|市场监督管理|广播电视)总[局署]|审计署|海关总署|人民银行$|证监会|中国(?!共产党)"
)
_BRANCH = re.compile(r"(?:总局|总署|银行|公司|证监会|海关|邮政局|能源局)(?=[\u4e00-\u9fff]{2,})")
_PROVINCE_SIGNS = {
    word[0]: word[1:]
    for word in (
        "京北京市 津天津市 冀河北省 晋山西省 蒙内蒙古自治区 内内蒙古自治区 辽辽宁省 吉吉林省 黑黑龙江省 沪上海市 "
        "苏江苏省 浙浙江省 皖安徽省 闽福建省 赣江西省 鲁山东省 豫河南省 鄂湖北省 湘湖南省 粤广东省 "
        "桂广西壮族自治区 琼海南省 渝重庆市 川四川省 黔贵州省 滇云南省 云云南省 藏西藏自治区 陕陕西省 "
        "甘甘肃省 青青海省 宁宁夏回族自治区 新新疆维吾尔自治区"
    ).split()
}
"""The sign with which a province's documents are numbered (浙政发〔2023〕4号), and the province."""
_PROVINCE_NUMBER = re.compile(
    rf"([{''.join(_PROVINCE_SIGNS)}])(?:政|府|办|委|厅|发改|经信|环|工信|教|科|农|商|文旅|卫|建|交|人社|民|自然资|财)"
)
_DIVISION_OF_CORPS = re.compile(r"(?<=兵团)第?[一二三四五六七八九十]{1,2}师(?=[\u4e00-\u9fff]{2,5}市)")
"""新疆生产建设兵团第八师石河子市: the division and the city are one."""
_SITE_OF_PLACE = re.compile(r"中国[·•]?[\u4e00-\u9fff]{2,4}$")
"""中国东港, 中国·东港: the name of a place's website, which says too little of whose it is."""
_PILOT_ZONE = re.compile(r"中国（[^（）]{2,8}）(?:自由贸易试验区|跨境电子商务综合试验区)")
_ABOUT = re.compile(r"^(?:中共|中国共产党|关于)?(?:印发|加快|推进|支持|推动|促进|进一步)?[《“]?")


@dataclass(frozen=True, slots=True)
class Chain:
    """Places named one within the other at the beginning of a text, outermost first, and where they end."""

    places: tuple[str, ...]
    end: int


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def _known(name: str) -> bool:
    return any(place.name == name for place in _gazetteer().by_name(name))


def _acceptable(name: str, rest: str) -> bool:
    """Whether `name`, followed by `rest`, is the name of a division rather than a word that ends like one."""
    if _known(name) or name == "新疆生产建设兵团":
        return True
    if _NO_NAME.match(name) or _GOES_ON.match(name[-1:] + rest[:1]):
        return False
    if any(_known(name[start:]) for start in range(1, len(name) - 2)):
        return False  # 借鉴杭州市: what stands before the place is no part of it
    stem = _RANK_WORD.sub("", name)
    if not stem or _NO_PLACE.fullmatch(name) or _NO_PLACE.match(stem):
        return False
    return len(stem) <= 5 or name.endswith(("自治县", "自治州", "自治旗", "自治区", "兵团")) or bool(_BODY.match(rest))


def _division(pattern: re.Pattern[str], text: str, start: int) -> str | None:
    """The division of one rank that begins at `start`; 津市|市 and 沙市|区 are one name each."""
    match = pattern.match(text, start)
    if match is None:
        return None
    name, rest = match.group(), text[match.end() :]
    longer = re.match(r"([市区县镇])(?:人民|政府|委|党|$)", rest)
    if longer and longer[1] == "镇":
        return None
    if longer and len(name) <= 3:
        name, rest = name + longer[1], rest[1:]
    return name if _acceptable(name, rest) else None


def read_chain(text: str) -> Chain:
    """The places that `text` begins with (浙江省舟山市定海区…); `places` is empty where it names none."""
    position = next((len(word) for word in ("中国共产党", "中共") if text.startswith(word)), 0)
    places: list[str] = []
    for pattern in _DIVISIONS:
        division = _DIVISION_OF_CORPS.match(text, position) if places else None
        position = division.end() if division else position
        name = _division(pattern, text, position)
        if name:
            places.append(name)
            position += len(name)
    town = _TOWN.match(text, position)
    if town:
        places.append(town.group())
        position = town.end()
    return Chain(tuple(places), position if places else 0)


def place_of_issuer(name: str) -> str | None:
    """The place whose body `name` is: 舟山市定海区人民政府办公室 → 定海区; None where it does not say (市教育局)."""
    pilot = _PILOT_ZONE.match(name)
    if pilot:
        return pilot.group()
    chain = read_chain(name)
    rest = name[chain.end :]
    government = rest.removeprefix("人民政府") if chain.places else rest
    zone = _ZONE.match(government)
    if zone and zone.group() and _ZONE_BODY.match(government, zone.end()):
        bare = _BARE_ZONE.fullmatch(zone.group()) is not None
        return (chain.places[-1] if bare and chain.places else "") + zone.group()
    office = _ZONE_OFFICE.match(government)
    if office and not _NO_ZONE_OF.search(office["zone"]):
        return office["zone"]
    if chain.places:
        return chain.places[-1]
    if _SITE_OF_PLACE.match(name) and any(True for _ in _gazetteer().by_name(name[2:].lstrip("·•"))):
        return None
    if _NATIONAL.match(name):
        branch = _BRANCH.search(name)
        below = read_chain(name[branch.end() :]) if branch else None
        return below.places[-1] if below and below.places else NATIONAL
    return None


def place_of_title(title: str) -> Chain:
    """The places that a title begins with, after 关于 and the like; a zone at its beginning counts too."""
    plain = _ABOUT.sub("", title)
    chain = read_chain(plain)
    if chain.places:
        return _with_town(chain, plain)
    zone = _ZONE_TITLE.match(plain)
    if zone:
        return Chain((zone[1],), zone.end())
    town = _TOWN_TITLE.match(plain)
    if town and _known(town.group()):
        return Chain((town.group(),), town.end())
    year = _YEAR.match(plain)
    dated = read_chain(plain[year.end() :]) if year else chain
    return dated if dated.places and _known(dated.places[-1]) else chain


def _with_town(chain: Chain, title: str) -> Chain:
    """定海区金塘镇…规划: the town behind its county, where it is a known one of it and the only one named."""
    town = _TOWN_TITLE.match(title, chain.end)
    if town is None or title[town.end() : town.end() + 1] in ("、", "和", "与", "及"):
        return chain
    inside = any(_gazetteer().by_name(town.group(), county.code) for county in _gazetteer().by_name(chain.places[-1]))
    return Chain((*chain.places, town.group()), town.end()) if inside else chain


_TOWN_TITLE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:街道|镇|乡|苏木)(?![村域化居街建])")
"""The town whose plan it is, with which a title begins; only a known one, since 重点镇 and 美丽乡 end alike."""
_YEAR = re.compile(r"20\d\d年(?:度)?")
_ZONE_TITLE = re.compile(
    r"([\u4e00-\u9fff]{2,12}?(?:新区|经济技术开发区|经济开发区|高新技术产业开发区|高新区|经开区|综合实验区|综合保税区|工业园区|开发区))"
    r"(?!域|块|位|间)"
)


def read_jurisdictions(
    issuers: tuple[str, ...], title: str, number: str | None, beside: tuple[str, ...], opening: str = ""
) -> tuple[str, ...]:
    """Official names of the places a plan applies to, each once, in the order of the issuers.

    beside: further names to try in order where issuers and title are silent (the notice's title, the site's lines).
    opening: the text's first pages, the last to ask.
    """
    places = tuple(dict.fromkeys(place for issuer in issuers if (place := place_of_issuer(issuer))))
    titled = place_of_title(title)
    if not places:
        return (titled.places[-1],) if titled.places else _fallback(title, number, beside, opening)
    if len(places) == 1 and titled.places and titled.places[-1] != places[0] and _is_inside(titled, places[0]):
        return (titled.places[-1],)
    if (
        len(places) == 1
        and titled.places
        and _TOWN_TITLE.fullmatch(titled.places[-1])
        and not _gazetteer().by_name(places[0])
    ):
        return (titled.places[-1],)  # a zone's board plans for one of its towns
    if len(places) == 1 and titled.places and _is_zone_of(places[0], titled.places[-1]):
        return (titled.places[-1],)
    return places


def _is_zone_of(zone: str, place: str) -> bool:
    """Whether the issuer is a zone that is named after the place of the title: its board plans for the whole place."""
    known = _gazetteer().by_name(place)
    inside = len(known) == 1 and zone.startswith(known[0].short_name) and not _known(zone)
    return inside and re.search(r"(?:园区|开发区|示范区|实验区|试验区|新区|度假区|合作区)$", zone) is not None


def _is_inside(titled: Chain, place: str) -> bool:
    """Whether the place a title begins with is a known one inside `place`."""
    gazetteer = _gazetteer()
    if place == NATIONAL:
        return _known(titled.places[-1])
    outer = gazetteer.by_name(place)
    return len(outer) == 1 and bool(gazetteer.by_name(titled.places[-1], outer[0].code))


def _fallback(title: str, number: str | None, beside: tuple[str, ...], opening: str) -> tuple[str, ...]:
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
    if sign:
        return (_PROVINCE_SIGNS[sign[1]],)
    return named_in_text(opening) or ((NATIONAL,) if is_national(opening) else ())
