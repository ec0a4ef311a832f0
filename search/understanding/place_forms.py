"""Other names by which people call the places of a graph: zones without their city, towns without their rank, pinyin in
syllables. Knows no question."""

from functools import lru_cache

from reference.patterns import lazy_pattern
from reference.readings import pinyin_of
from search.catalogue import PlaceEntry

ANY_ZONE = lazy_pattern(
    "(?:经济|技术|高新|新技术|产业|工业|农业|科技|物流|综合|保税|现代|国家级?|省级|示范)*(?:开发区|园区|产业园|工业园|集聚区|示范区|新区|园)"
)
"""What any place may have: it names one only beside that place."""
_ZONES = {
    "高新技术产业开发区": ("高新区", "高新技术开发区", "国家高新区", "开发区", "区"),
    "高新技术产业园区": ("高新区", "区"),
    "经济技术开发区": ("经开区", "经济开发区", "开发区"),
    "经济开发区": ("经开区", "开发区"),
    "综合实验区": ("实验区", "综合区"),
    "旅游度假区": ("度假区",),
}
_ZONES_EN = (
    "zone",
    "area",
    "district",
    "new area",
    "new district",
    "high-tech zone",
    "high-tech area",
    "high-tech industrial zone",
    "high-tech development zone",
    "high-tech industrial development zone",
    "hi-tech zone",
    "development zone",
    "economic zone",
    "economic development zone",
    "experimental zone",
    "pilot zone",
    "comprehensive experimental zone",
    "comprehensive pilot zone",
    "park",
)
_PILOT = ("experimental zone", "pilot zone")
_AREA_ENDS = {
    "新区": ("new area", "new district", "area"),
    "港区": ("port", "port area", "port zone", "port district", "gang", "gangqu"),
    "片区": ("area", "sub-area", "zone"),
}
_TOWN_RANKS = ("街道", "苏木", "镇", "乡")
_ZONES_OF_CITIES = ("zone", "high-tech zone", "development zone", "economic zone", "economic development zone", "park")
_PLAIN_STEMS = frozenset(
    "国家 省级 市级 综合 现代 城关 城东 城西 城南 城北 城郊 中心 新城 新区 老城 城区 东城 西城 开发 高新 经济 工业 产业".split()
)


ZONES_ALONE = frozenset(
    {
        "economic development zone",
        "economic and technological development zone",
        "high-tech zone",
        "high-tech industrial development zone",
        "high-tech development zone",
        "industrial park",
        "new area",
    }
)
"""English for zones that any place may have."""


def bare_zone(name: str) -> str:
    """The English name of a zone without that of its place, where it is one of those that many places have."""
    return name if name in ZONES_ALONE else ""


def zone_forms(name: str) -> set[str]:
    """What people call a zone: 长春净月高新技术产业开发区 is 净月高新区, 净月."""
    forms: set[str] = set()
    for ending, short in _ZONES.items():
        if name.endswith(ending):
            head = name.removesuffix(ending)
            heads = {head, *(head[cut:] for cut in (2, 3) if len(head) - cut >= 2)}
            forms |= {f"{part}{form}" for part in heads for form in (*short, ending) if len(part) >= 2}
            break
    ending = next((ending for ending in _AREA_ENDS if name.endswith(ending)), "")
    head = name.removesuffix(ending) if ending else ""
    forms |= {head[-2:] + ending} if len(head) >= 4 and head[-2:] not in _PLAIN_STEMS else set()
    return forms - {name}


def zone_stem(name: str) -> str:
    """The name of its own that a zone has: 净月 of 长春净月高新技术产业开发区; empty where it has none."""
    ending = next((ending for ending in _ZONES if name.endswith(ending)), None)
    head = name.removesuffix(ending) if ending and "政府" not in name else ""
    if not ending and name.endswith("片区"):
        head = name.removesuffix("片区")
    return head[-2:] if len(head) >= 4 and head[-2:] not in _PLAIN_STEMS else ""


def english_zone_forms(name: str, city: str = "") -> set[str]:
    """Jingyue zone, Jingyue High-tech Zone: the last two characters before the ending, in pinyin; Changchun Jingyue."""
    ending = next((ending for ending in _ZONES if name.endswith(ending)), None)
    head = name.removesuffix(ending)[-2:] if ending else ""
    if len(head) >= 2:
        sound = "".join(pinyin_of(head))
        own = zone_stem(name)
        forms = {f"{sound} {kind}" for kind in (_ZONES_EN if own else _ZONES_OF_CITIES)}
        forms |= {f"{sound} {kind}" for kind in _ZONES_EN if kind.endswith(_PILOT)} if ending == "综合实验区" else set()
        forms |= {sound} if own and len(sound) > 5 else set()
    else:
        ending = next((ending for ending in _AREA_ENDS if name.endswith(ending)), "")
        stem = name.removesuffix(ending)[-2:] if ending else ""
        if len(stem) < 2:
            return set()
        sound = "".join(pinyin_of(stem))
        forms = {f"{sound} {kind}" for kind in _AREA_ENDS[ending] if kind[:4] != "gang"}
        forms |= {sound + kind for kind in _AREA_ENDS[ending] if kind[:4] == "gang"}
    return forms | ({f"{city.lower()} {form}" for form in forms} if city else set())


def town_stem(name: str) -> str:
    """The name of a town or port without its rank: 广陈 of 广陈镇, 独山港 of 独山港区; empty where it is a plain word."""
    for rank in _TOWN_RANKS:
        if name.endswith(rank) and len(name) - len(rank) >= 2:
            stem = name.removesuffix(rank)
            stem = stem.removesuffix("路") if len(stem) > 2 else stem  # 古美 of 古美路街道
            return "" if stem in _PLAIN_STEMS else stem
    return name[:-1] if name.endswith("港区") and len(name) > 3 else ""


def english_town_forms(name: str) -> set[str]:
    """A town's name in pinyin, with and without its rank: zhouzhuang, zhouzhuang town."""
    stem = town_stem(name)
    sound = "".join(pinyin_of(stem)) if stem else ""
    if len(sound) < 6:
        return set()
    ranks = {"街道": ("subdistrict", "sub-district", "street"), "乡": ("township", "town"), "镇": ("town", "township")}
    words = next((words for rank, words in ranks.items() if name.endswith(rank)), ())
    return {sound, *(f"{sound} {word}" for word in words)}


@lru_cache(maxsize=4096)
def spaced_pinyin(short: str, joined: str) -> tuple[str, ...]:
    """The pinyin of a name in single syllables: ping hu, ping-hu; none for names of one syllable."""
    syllables = pinyin_of(short)
    if len(syllables) < 2 or "".join(syllables) != joined or len(joined) < 4:
        return ()
    return (" ".join(syllables), "-".join(syllables))


def area_of(entry: PlaceEntry, short_name: str, name: str) -> bool:
    """Whether a zone is named by a place that has no plan of its own: Pingtan for 平潭综合实验区."""
    return entry.name.startswith(short_name) and len(short_name) > 1 and len(entry.name) > len(name)
