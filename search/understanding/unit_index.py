"""The graph's units by name, by function and by place; what a name or a function can mean. Knows no question."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from unicodedata import normalize

from reference.bodies import Body, BodyLexicon, load_bodies
from reference.english_bodies import EnglishBodyFinder, words_of
from reference.merged_bodies import works_of
from reference.patterns import lazy_pattern
from reference.simplified import simplify
from search.catalogue import Catalogue, UnitEntry

_BRACKETS = lazy_pattern(r"[（(<〔【\[].*?[）)>〕】\]]")
_RANK_EN = lazy_pattern(
    r"^(?:[\w'’-]+ ){0,4}?(?:Municipal|District|County|Provincial|City|New Area|Regional|Prefectural|Town|Banner) ",
    re.ASCII,
)
_OF_NO_OTHER = lazy_pattern("分局$|[一二三四五六七八九十]局$|[站所队段]$")
_PLACE_WORD = lazy_pattern("[省市县区州旗盟镇乡]|街道|新区|自治|地区|综合|高新|经济")
_OF_CHINA = lazy_pattern(r"^China (?!Post|Mobile|Telecom|Unicom|Tower|Construction|Railway)")
_LEVEL_OF_WORD = {
    "市": "市", "市级": "市", "县": "县", "县级": "县", "区": "区", "区级": "区", "省": "省", "省级": "省", "镇": "镇", "乡": "乡", "街道": "街道",
    "旗": "旗", "州": "州", "新区": "新区",
}  # fmt: skip
_LEVELS_EN = {"city": "市州", "county": "县区旗市", "province": "省区市", "town": "镇乡道"}


class UnitIndex:
    """Look-ups over the units of one catalogue; built when first needed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._bodies: BodyLexicon = load_bodies()

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """Unit ids by canonical name, by each written form, and by these without their bracket."""
        names: dict[str, list[str]] = defaultdict(list)
        for unit in self._catalogue.units.values():
            place = self._catalogue.places.get(unit.place or "")
            bare = unit.name.removeprefix(place.name) if place and len(unit.name) - len(place.name) > 4 else unit.name
            short = unit.name.removeprefix(place.short_name) if place and len(place.short_name) > 1 else unit.name
            is_own = len(short) > 3 and not _PLACE_WORD.match(short) and self._bodies.match(short) is None
            short = short if is_own else unit.name
            rest = unit.name.removeprefix(place.name) if place else unit.name
            bare = rest if len(rest) > 3 and _OF_NO_OTHER.search(rest) else bare
            for name in dict.fromkeys((unit.name, *unit.names, bare, simplify(unit.name), short)):
                for form in sorted({name, _BRACKETS.sub("", name), normalize("NFKC", name)}):
                    if len(form) > 1 and unit.id not in names[form]:
                        names[form].append(unit.id)
        return dict(names)

    def spelt_alike(self, unit: str) -> list[str]:
        """A unit and those of its place with the same name in other characters: 平潭海关, 平潭海關."""
        entry = self._catalogue.units[unit]
        same = self.by_name.get(simplify(entry.name), [])
        return [unit, *(other for other in same if other != unit and self._catalogue.units[other].place == entry.place)]

    @cached_property
    def by_english(self) -> dict[str, list[str]]:
        """Unit ids by English name in lower case, with and without the place before it; the longest names first."""
        names: dict[str, list[str]] = defaultdict(list)
        for unit in self._catalogue.units.values():
            if not unit.name_en:
                continue
            for name in {unit.name_en.lower(), _RANK_EN.sub("", unit.name_en).lower()}:
                names[name].append(unit.id)
        return {name: names[name] for name in sorted(names, key=lambda name: (-len(name), name)) if " " in name}

    @cached_property
    def by_english_words(self) -> EnglishBodyFinder:
        """Finds the units that no function is known of by the words of their English names, in any order."""
        return self._english_finder(known=False)

    @cached_property
    def by_known_words(self) -> EnglishBodyFinder:
        """The same for units with a known function, which only their place tells apart."""
        return self._english_finder(known=True)

    def english_words(self, unit: str) -> frozenset[str]:
        """The words of a unit's English name without its place."""
        return words_of(_RANK_EN.sub("", self._catalogue.units[unit].name_en))

    def _english_finder(self, *, known: bool) -> EnglishBodyFinder:
        names = [
            (_OF_CHINA.sub("", _RANK_EN.sub("", unit.name_en)), unit.id, None)
            for unit in self._catalogue.units.values()
            if unit.name_en and not unit.collective and (self.function_of(unit.id) is not None) == known
        ]
        return EnglishBodyFinder(name for name in names if name[0].count(" "))

    @cached_property
    def longest_name(self) -> int:
        """Characters of the longest name."""
        return max(map(len, self.by_name), default=0)

    @cached_property
    def _functions(self) -> dict[str, tuple[str, ...]]:
        """The functions of each unit that the lexicon knows: one, or those of all bodies that are one in it."""
        found: dict[str, tuple[str, ...]] = {}
        for unit in self._catalogue.units.values():
            body = self._body_of(unit)
            if body is not None:
                found[unit.id] = self._bodies.functions(body)
        for unit in self._catalogue.units.values():
            if unit.branch_of in found:
                found.setdefault(unit.id, found[unit.branch_of])
            elif not unit.collective:
                works = works_of(simplify(unit.name), self._place_name(unit.id))
                if works:
                    known = found.get(unit.id, works[:1])
                    found[unit.id] = tuple(dict.fromkeys((*known, *works)))
        return found

    def _body_of(self, unit: UnitEntry) -> Body | None:
        place = self._catalogue.places.get(unit.place or "")
        if unit.collective:
            return None
        plain = simplify(_BRACKETS.sub("", unit.name))
        rest = plain.removeprefix(place.name) if place else plain
        for form in (rest, rest.replace("分局", "局")):
            body = self._bodies.match(form)
            if body is not None:
                return body
        for name in (unit.name, *unit.names):
            body = self._bodies.decompose(simplify(name)).body
            if body is not None:
                return body
        return None

    @cached_property
    def by_function(self) -> dict[str, list[str]]:
        """Unit ids by function, in order of id. A merged bureau (发改和科技局) counts for what stands first in its name, and
        for the rest where its place has no body for that alone."""
        found: dict[str, list[str]] = defaultdict(list)
        first: set[tuple[str, str | None]] = set()
        for identifier in sorted(self._functions):
            function = self._functions[identifier][0]
            found[function].append(identifier)
            first.add((function, self._catalogue.units[identifier].place))
        for identifier, functions in self._functions.items():
            for function in functions[1:]:
                if (function, self._catalogue.units[identifier].place) not in first:
                    found[function].append(identifier)
        return {function: sorted(ids) for function, ids in found.items()}

    def function_of(self, unit: str) -> str | None:
        """What a unit does, by the lexicon's key."""
        functions = self._functions.get(unit)
        return functions[0] if functions else None

    def is_level(self, unit: str, word: str) -> bool:
        """Whether a unit belongs to the level that 市, 县, county … says."""
        place = self._place_name(unit)
        if word in _LEVELS_EN or word == "nation":
            entry = self._catalogue.places.get(self._catalogue.units[unit].place or "")
            level = entry.level if entry else ""
            if word == "nation":
                return level == "country"
            if word == "county":
                return level == "county"
            return level == word or (word == "city" and place.endswith("市"))
        return place.endswith((_LEVEL_OF_WORD.get(word, word), "自治区" if word == "省" else word))

    def _place_name(self, unit: str) -> str:
        place = self._catalogue.places.get(self._catalogue.units[unit].place or "")
        return place.name if place else ""

    def at(self, units: Iterable[str], places: Iterable[str], *, exactly: bool) -> list[str]:
        """Those of the units that belong to one of the places; `exactly` leaves out branches and places within."""
        wanted = set(places)
        if not exactly:
            wanted = {below for place in wanted for below in self._catalogue.below(place)}
        return [unit for unit in units if self._catalogue.units[unit].place in wanted]

    def nearest(self, units: list[str], places: list[str]) -> list[str]:
        """The units seen from the places: of the place itself, else within it, else of the places above, nearest first."""
        if not places:
            return units
        for found in (self.at(units, places, exactly=True), self.at(units, places, exactly=False)):
            if found:
                return found
        above = [self._catalogue.above(place) for place in places]
        for step in range(max((len(chain) for chain in above), default=0)):
            found = self.at(units, [chain[step] for chain in above if step < len(chain)], exactly=True)
            if found:
                return found
        return []
