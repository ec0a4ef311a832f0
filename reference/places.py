"""The gazetteer: every division of China by code and by name, and where texts mention them. Knows no documents."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError, InputError
from reference.areas import area_key, area_kind, make_area
from reference.chinese_places import ChinesePlaceFinder
from reference.english_places import EnglishPlaceFinder
from reference.place import LEVEL_RANK, LEVELS, NATION, Place, PlaceMention, code_prefix
from reference.towns import Towns

__all__ = ["LEVELS", "LEVEL_RANK", "NATION", "Gazetteer", "Place", "PlaceMention", "load_gazetteer"]

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
_COLUMNS = 11
_TOWN_ENDINGS = ("镇", "乡", "街道", "苏木")


class Gazetteer:
    """All places, found by code, name or text. Places in force come before former ones, higher levels before lower."""

    def __init__(self, places: list[Place], *, folder: Path = DATA) -> None:
        self._places = places
        self._by_code = {place.code: place for place in places}
        self._folder = folder
        self._towns = Towns(folder / "towns.tsv.gz")
        self._neighbour_table: dict[str, tuple[str, str]] | None = None

    def __iter__(self) -> Iterator[Place]:
        """All divisions but towns, by code."""
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _chinese(self) -> ChinesePlaceFinder:
        return ChinesePlaceFinder(self._places, self._neighbours, self._towns)

    @cached_property
    def _english(self) -> EnglishPlaceFinder:
        lines = _read_lines(self._folder / "english_syllables.txt")
        return EnglishPlaceFinder(
            self._places, frozenset(line for line in lines if not line.startswith("#")), self._towns
        )

    @cached_property
    def _children(self) -> dict[str, list[Place]]:
        children: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            if not place.is_former:
                children[place.parent_code].append(place)
        return children

    def _neighbours(self) -> dict[str, tuple[str, str]]:
        if self._neighbour_table is None:
            lines = _read_lines(self._folder / "neighbours.tsv")
            fields = [(line + "\t\t").split("\t") for line in lines]
            self._neighbour_table = {field[0]: (field[1], field[2]) for field in fields}
        return self._neighbour_table

    def by_code(self, code: str) -> Place | None:
        """The place with this code (six digits; nine for a town), or None."""
        found = self._by_code.get(code)
        return self._towns.by_code(code) if found is None and len(code) == 9 else found

    def require(self, code: str) -> Place:
        """The place with this code; raises InputError where there is none."""
        found = self.by_code(code)
        if found is None:
            raise InputError(f"no place has the code {code!r}; use a code of data/gazetteer/divisions.tsv")
        return found

    def by_name(self, name: str, within: str | None = None) -> list[Place]:
        """Places that bear this full, short or other Chinese name, those in force alone where there are any.

        within limits them to a place's code (the place itself included). Towns are looked up by full name.
        """
        stem = self.prefix(within) if within else ""
        found = [place for place in self._chinese.names.get(name, ()) if place.code.startswith(stem)]
        found = [place for place in found if not place.is_former] or found
        if name.endswith(_TOWN_ENDINGS):
            found = found + self._towns.by_name(name, prefix=stem)
        return found

    def prefix(self, code: str) -> str:
        """What the codes of all places within a place begin with."""
        return code_prefix(code)

    def is_within(self, code: str, outer: str) -> bool:
        """Whether a place is outer or lies in it."""
        return code.startswith(self.prefix(outer))

    def children(self, code: str, *, towns: bool = False) -> list[Place]:
        """The places right below a place, by code; towns only when asked for."""
        found = list(self._children.get(code, ()))
        return found + self._towns.children(code) if towns else found

    def ancestors(self, code: str) -> list[Place]:
        """The places above a place, nearest first, the nation last."""
        place = self.by_code(code)
        parent = code.split(":")[0] if place is None and ":" in code else place.parent_code if place else ""
        found = []
        while parent:
            above = self.require(parent)
            found.append(above)
            parent = above.parent_code
        return found

    def resolve(self, name: str, within: str | None = None) -> Place | None:
        """The one place a name means, seen from within (a code); None where there is none or no way to tell.

        Nearest first: inside the place, the places above it, their other children, then all China. A name that ends
        like a functional area (经开区, 舟山高新区) becomes an area of the place it names, or of within.
        """
        circles = [within, *(place.code for place in self.ancestors(within))] if within else [NATION]
        for circle in circles:
            above = [place for place in self.by_name(name) if place.code == circle]
            found = above or self.by_name(name, circle)
            if found:
                top = [place for place in found if place.sort_key[:2] == found[0].sort_key[:2]]
                return top[0] if len(top) == 1 else None
        return self.area(name, within)

    def area(self, name: str, within: str | None = None) -> Place | None:
        """The functional area a name means, found by rule; None where it is none or nothing says whose it is."""
        kind = area_kind(name)
        if kind is None:
            return None
        parent, start = self.by_code(within) if within else None, 0
        for mention in self.find_in_text(name, within=within):
            if (
                mention.start != start
                or mention.end > len(name) - len(kind)
                or mention.place.level in ("area", "nation")
                or (within is not None and self._is_word_of(name[mention.start : mention.end], mention.place, within))
            ):
                break
            parent, start = mention.place, mention.end
        if parent is None:
            return None
        stem = name[start : len(name) - len(kind)]
        key = area_key(stem, kind)
        for listed in self.children(parent.code):
            listed_kind = area_kind(listed.name)
            if listed.level == "area" and listed_kind and listed.name[: -len(listed_kind)].endswith(stem):
                plain = listed.name[: -len(listed_kind)].removeprefix(parent.name).removeprefix(parent.short_name)
                if area_key(plain, listed_kind) == key:
                    return listed
        return make_area(parent, name, stem, kind)

    def _is_word_of(self, said: str, place: Place, within: str) -> bool:
        """Whether a short form in the name of a zone of `within` means no division elsewhere: 独山港区 of 平湖市."""
        near = self.is_within(place.code, within) or self.is_within(within, place.code)
        return said != place.name and not near

    def find_in_text(self, text: str, *, within: str | None = None, towns: bool = False) -> list[PlaceMention]:
        """Places a Chinese text mentions, in order, none overlapping; within (a code) is preferred."""
        return self._chinese.find(text, prefix=self.prefix(within) if within else None, towns=towns)

    def find_areas(self, text: str, *, within: str | None = None) -> list[PlaceMention]:
        """Functional areas a text mentions: after a place (舟山高新区), or bare where within says whose."""
        place = self.by_code(within) if within else None
        return self._chinese.find_areas(text, self.find_in_text(text, within=within), place)

    def find_in_english(self, text: str, *, within: str | None = None) -> list[PlaceMention]:
        """Places an English or pinyin text mentions (Zhoushan City, dinghai qu, Inner Mongolia), in order."""
        return self._english.find(text, prefix=self.prefix(within) if within else None)


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the gazetteer ({exc}); restore the file") from exc


def _place(fields: list[str]) -> Place:
    code, name, short, level, parent, pinyin, english, other, other_en, words, status = fields
    return Place(
        code,
        name,
        short,
        level,
        parent,
        pinyin,
        english,
        tuple(other.split(";")) if other else (),
        tuple(other_en.split(";")) if other_en else (),
        "zh" in words,
        "en" in words,
        status == "former",
    )


def read_gazetteer(folder: Path) -> Gazetteer:
    """A gazetteer from a folder with divisions.tsv, neighbours.tsv and towns.tsv.gz; raises DataFileError."""
    path = folder / "divisions.tsv"
    places = []
    for number, line in enumerate(_read_lines(path)[1:], start=2):
        fields = line.split("\t")
        if len(fields) != _COLUMNS or fields[3] not in LEVEL_RANK:
            raise DataFileError(
                f"{path}, line {number}: expected {_COLUMNS} columns and a known level; correct the line"
            )
        places.append(_place(fields))
    return Gazetteer(places, folder=folder)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer shipped in data/gazetteer, read once."""
    return read_gazetteer(DATA)
