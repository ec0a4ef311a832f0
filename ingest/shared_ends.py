"""Names in a list that share the end of the name behind them: 高县、筠连县人民政府. Knows no roles."""

import re

from ingest.unit_shape import looks_like_unit
from reference.places import load_gazetteer


def with_shared_ends(names: list[str]) -> list[str]:
    """The names, those that cannot stand alone with the end of the name behind them."""
    return _share_organ(_share_tail(names))


_ZONE = re.compile(
    r"(?:示范区|试验区|新区|园区|高新区|经开区|开发区|保税区|度假区|功能区|合作区|集聚区|先行区|片区|港区|景区)$"
)
BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:县|区|市|旗|镇|乡|街道)")
_PLACE_WITH_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?P<level>县|区|市|旗|镇|乡|街道)"
    r"(?P<organ>人民政府|政府|党委(?:和|及|、)?(?:人民)?政府|管委会|党工委(?:(?:和|及|、)?(?:管委会|办事处))?|办事处)"
)


def _zone_of(name: str) -> str:
    """The kind of zone that a name ends in; "" for a place of the state's own order."""
    found = _ZONE.search(name)
    return found.group() if found else ""


def _is_short_place(name: str, level: str) -> bool:
    """Whether 崇左 is short for a place that exists: 崇左市."""
    return any(place.name == name + level for place in load_gazetteer().by_name(name + level))


_SHORT_OF_PART = re.compile("[\u4e00-\u9fff]{2,3}")
_PART_OF_PLACE = re.compile(
    "[\u4e00-\u9fff]{2,3}?(?P<tail>(?:片区|园区|新区|开发区|高新区|度假区|街道|镇|乡)[\u4e00-\u9fff]{0,8})"
)


def _share_tail(names: list[str]) -> list[str]:
    """东湖、西山片区管理局: a short name that can be no body's alone has the end of the name behind it."""
    tail = ""
    shared: list[str] = []
    for name in reversed(names):
        whole = _PART_OF_PLACE.fullmatch(name)
        if whole:
            tail = whole.group("tail")
        elif tail and _SHORT_OF_PART.fullmatch(name) and not looks_like_unit(name):
            name = name + tail
        else:
            tail = ""
        shared.append(name)
    return shared[::-1]


def _share_organ(names: list[str]) -> list[str]:
    """筠连县、高县人民政府: places that stand before a place's government are governments too."""
    organ = level = zone = ""
    shared: list[str] = []
    for name in reversed(names):
        whole = _PLACE_WITH_ORGAN.fullmatch(name)
        if whole:
            organ, level = whole.group("organ"), whole.group("level")
            zone = _zone_of(name.removesuffix(organ))
        elif organ == "管委会" and zone and name == _zone_of(name):
            # 高新区、经开区、度假区管委会: three boards.
            name = name + organ
        elif zone and organ.startswith("党工委") and organ.endswith("管委会") and _zone_of(name):
            # 城乡融合示范区、高新区党工委和管委会: what only zones have, each of them has.
            name = name + organ
        elif organ and _zone_of(name) != zone:
            # A zone is a body by itself, and its board is not the government of the county beside it.
            organ = ""
        elif organ and BARE_PLACE.fullmatch(name) and not name.startswith(("各", "全")):
            name = name + organ
        elif organ and len(name) <= 4 and _is_short_place(name, level):
            name = name + level + organ
        else:
            organ = ""
        shared.append(name)
    return shared[::-1]
