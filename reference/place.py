"""What a place is: one administrative division or functional area. Knows no files and no text."""

from dataclasses import dataclass
from functools import cached_property

NATION = "000000"
LEVELS = ("nation", "province", "city", "county", "area", "town")
LEVEL_RANK = {level: rank for rank, level in enumerate(LEVELS)}

_RANK_WORDS = (
    ("特别行政区", "Special Administrative Region"),
    ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"),
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("林区", "Forestry District"),
    ("特区", "Special District"),
    ("地区", "Prefecture"),
    ("新区", "New Area"),
    ("街道", "Subdistrict"),
    ("苏木", "Sumu"),
    ("省", "Province"),
    ("市", "City"),
    ("区", "District"),
    ("县", "County"),
    ("旗", "Banner"),
    ("盟", "League"),
    ("镇", "Town"),
    ("乡", "Township"),
)
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


@dataclass(frozen=True)
class Place:
    """One administrative division or functional area.

    `code` has six digits (nine for a town, `parent:name` for a functional area found by rule). `short_name`
    equals `name` where nothing shorter is in use (云县). `name_en` is the bare English name (Zhoushan),
    `title_en` has its rank. `is_word` tells that the short name is also an everyday Chinese word (和平),
    `is_word_en` the same for its pinyin.
    """

    code: str
    name: str
    short_name: str
    level: str
    parent_code: str
    pinyin: str
    name_en: str
    other_names: tuple[str, ...] = ()
    other_names_en: tuple[str, ...] = ()
    is_word: bool = False
    is_word_en: bool = False
    is_former: bool = False

    @cached_property
    def rank_en(self) -> str:
        """English rank word (City, District, ...), empty for the nation, municipalities and development zones."""
        if self.code in _MUNICIPALITIES or self.level in ("nation", "area"):
            return ""
        return next((word for suffix, word in _RANK_WORDS if self.name.endswith(suffix)), "")

    @property
    def title_en(self) -> str:
        """English name with its rank: Zhoushan City, Dinghai District, Zhejiang Province."""
        return f"{self.name_en} {self.rank_en}".strip()

    @property
    def sort_key(self) -> tuple[bool, int, str]:
        """Places in force first, higher levels first, then by code."""
        return (self.is_former, LEVEL_RANK[self.level], self.code)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Places that text[start:end] can mean, best first. `certain` is false where it may well be no place."""

    start: int
    end: int
    places: tuple[Place, ...]
    certain: bool = True

    @property
    def place(self) -> Place:
        """The likeliest place."""
        return self.places[0]


def code_prefix(code: str) -> str:
    """What the codes of all places within a place begin with."""
    if code == NATION:
        return ""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") and len(code) == 6 else code
