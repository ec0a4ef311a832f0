"""Functional areas that are no divisions (经开区, 高新区, 新区): found by rule, below the place that names them."""

from reference.patterns import lazy_pattern
from reference.place import Place
from reference.readings import pinyin_of, romanise

# Kind of zone: English, and the one name under which its spellings are the same zone of a place. Longest first.
AREA_KINDS: dict[str, tuple[str, str]] = {
    "航空港经济综合实验区": ("Airport Economy Zone", "航空港区"),
    "高新技术产业开发区": ("High-tech Industrial Development Zone", "高新区"),
    "高技术产业开发区": ("High-tech Industrial Development Zone", "高新区"),
    "高新技术产业园区": ("High-tech Industrial Park", "高新区"),
    "高新技术产业园": ("High-tech Industrial Park", "高新区"),
    "高新技术开发区": ("High-tech Development Zone", "高新区"),
    "经济技术开发区": ("Economic and Technological Development Zone", "经开区"),
    "城乡一体化示范区": ("Urban-Rural Integration Demonstration Zone", "城乡一体化示范区"),
    "自由贸易试验区": ("Pilot Free Trade Zone", "自贸区"),
    "综合保税区": ("Comprehensive Bonded Zone", "综保区"),
    "旅游度假区": ("Tourist Resort", "度假区"),
    "风景名胜区": ("Scenic Area", "风景区"),
    "产业集聚区": ("Industrial Cluster Zone", "产业集聚区"),
    "现代产业园区": ("Modern Industrial Park", "现代产业园区"),
    "经济开发区": ("Economic Development Zone", "经开区"),
    "高新园区": ("High-tech Park", "高新区"),
    "工业园区": ("Industrial Park", "工业园区"),
    "产业园区": ("Industrial Park", "产业园区"),
    "科技园区": ("Science Park", "科技园"),
    "科技园": ("Science Park", "科技园"),
    "产业园": ("Industrial Park", "产业园区"),
    "工业园": ("Industrial Park", "工业园区"),
    "示范区": ("Demonstration Zone", "示范区"),
    "试验区": ("Pilot Zone", "试验区"),
    "实验区": ("Experimental Zone", "试验区"),
    "合作区": ("Cooperation Zone", "合作区"),
    "开发区": ("Development Zone", "开发区"),
    "度假区": ("Resort", "度假区"),
    "风景区": ("Scenic Area", "风景区"),
    "管理区": ("Administration Zone", "管理区"),
    "集聚区": ("Cluster Zone", "集聚区"),
    "保税区": ("Bonded Zone", "保税区"),
    "保税港区": ("Bonded Port Area", "保税港区"),
    "自贸区": ("Free Trade Zone", "自贸区"),
    "综保区": ("Comprehensive Bonded Zone", "综保区"),
    "经开区": ("Economic Development Zone", "经开区"),
    "高新区": ("High-tech Zone", "高新区"),
    "工业集中区": ("Industrial Cluster Zone", "集中区"),
    "产业集中区": ("Industrial Cluster Zone", "集中区"),
    "先行区": ("Pioneer Zone", "先行区"),
    "科学城": ("Science City", "科学城"),
    "科技城": ("Science and Technology City", "科技城"),
    "生态城": ("Eco-City", "生态城"),
    "港区": ("Port Area", "港区"),
    "片区": ("Area", "片区"),
    "园区": ("Park", "园区"),
    "新区": ("New Area", "新区"),
    "新城": ("New Town", "新城"),
    "基地": ("Base", "基地"),
    "功能区": ("Functional Zone", "功能区"),
}
_ORDERED = sorted(AREA_KINDS, key=lambda kind: (-len(kind), kind))
_NO_ZONE = {"港区": "(?<!香)港区(?!域)"}
"""香港区域合作 names no port area."""
AREA_SUFFIX = lazy_pattern("(?:" + "|".join(_NO_ZONE.get(kind, kind) for kind in _ORDERED) + ")$")
AREA_WORD = lazy_pattern("|".join(_NO_ZONE.get(kind, kind) for kind in _ORDERED))


def area_kind(name: str) -> str | None:
    """The kind of zone a name ends in, as written; None where it names no zone."""
    match = AREA_SUFFIX.search(name)
    return match[0] if match else None


def area_key(stem: str, kind: str) -> str:
    """One key for the spellings of a zone: 经开区, 经济开发区 and 经济技术开发区 of one place are the same."""
    return stem.removesuffix("国家级").removesuffix("省级").removesuffix("国家") + AREA_KINDS[kind][1]


def make_area(parent: Place, name: str, stem: str, kind: str) -> Place:
    """A functional area of parent; stem is what stands between the name of the place and the kind.

    Its name says whose it is: 高新区 of 青岛市 is 青岛高新区.
    """
    english, _ = AREA_KINDS[kind]
    if parent.level != "nation" and parent.short_name not in name:
        name = parent.short_name + name
    spoken = "".join(pinyin_of(stem))
    kinds = "Comprehensive" if stem.endswith("综合") else ""
    name_en = " ".join(part for part in (parent.name_en, romanise(stem.removesuffix("综合")), kinds, english) if part)
    return Place(f"{parent.code}:{area_key(stem, kind)}", name, name, "area", parent.code, spoken, name_en)
