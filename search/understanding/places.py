"""The places a question names: by gazetteer and by the graph's own names; which of them limit the answer."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from reference.areas import AREA_KINDS
from reference.patterns import lazy_pattern
from reference.place import NATION, Place
from reference.places import Gazetteer, PlaceMention, load_gazetteer
from reference.terms import load_terms
from search.catalogue import Catalogue, PlaceEntry
from search.understanding.other_places import (
    begins_as_place,
    follows,
    place_abroad,
    provinces,
    stands_as_place,
    towns,
    unknown_place,
)
from search.understanding.place_forms import (
    ANY_ZONE,
    ZONES_ALONE,
    area_of,
    bare_zone,
    english_town_forms,
    english_zone_forms,
    spaced_pinyin,
    town_stem,
    zone_forms,
    zone_stem,
)
from search.understanding.place_nesting import narrowed
from search.understanding.query import PlaceRef
from search.understanding.text import Reading, has_han
from search.understanding.topic import general_words

_OPENING, _CLOSING = '“‘「『《"', '”’」』》"'
_RANKS = ("省", "市", "县", "区", "旗", "州", "镇", "乡", "街道")
_NAME_GOES_ON = lazy_pattern(
    r" (?:Port|Bay|Bridge|Lake|Airport|University|Hospital|Island|River|Mountain|Laboratory|Park|Road|Station)\b"
)
_RANK_EN = lazy_pattern(r" (?:Town|Township|Subdistrict|Sub-district)$")
_TOWN = lazy_pattern("街道|苏木|[镇乡](?![村镇贤])")
_ZONE_BESIDE = lazy_pattern("[、和与及]([\u4e00-\u9fff]{2,4}?区)")
_ZONE_BESIDE_BEFORE = lazy_pattern("([\u4e00-\u9fff]{2,4}区)[、和与及]$")
_TOWN_BEHIND = lazy_pattern("街道|[镇乡](?![村镇])")
_ANY_RANK_EN = lazy_pattern(r" (?:City|County|District|Banner|Prefecture|Province|Town|Township|Subdistrict)$")
_QUOTED = lazy_pattern(r"[“‘「『\"]([^“”‘’「」『』\"]{2,40})[”’」』\"]")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place named at text[start:end]."""

    start: int
    end: int
    ref: PlaceRef


class PlaceReader:
    """Finds places for one catalogue."""

    def __init__(self, catalogue: Catalogue, is_phrase: Callable[[str], bool]) -> None:
        """`is_phrase` tells whether two characters stand side by side anywhere in the plans."""
        self._catalogue = catalogue
        self._is_phrase = is_phrase
        self._gazetteer: Gazetteer = load_gazetteer()

    @cached_property
    def _by_code(self) -> dict[str, PlaceEntry]:
        return {entry.code: entry for entry in self._catalogue.places.values() if entry.code}

    @cached_property
    def _by_name(self) -> dict[str, list[PlaceEntry]]:
        """Names of the graph's places: they come before other places of China (和|平湖 is not 和平|湖).

        A short name that is also an everyday word is left to the gazetteer's rules.
        """
        names: dict[str, list[PlaceEntry]] = defaultdict(list)
        for entry in self._catalogue.places.values():
            known = self._gazetteer.by_code(entry.code) if len(entry.code) == 6 else None
            forms = {entry.name, entry.name_en.lower()}
            if known is not None and entry.id in self.with_plans and not known.is_word:
                forms.update((known.short_name, *known.other_names))
            if known is not None and entry.id in self.with_plans:
                forms |= self._english_short(entry)
            parent = self._catalogue.places.get(entry.parent or "")
            if parent is not None and known is None and entry.name.startswith(parent.short_name):
                rest = entry.name.removeprefix(parent.name).removeprefix(parent.short_name)
                forms |= {rest} if len(rest) > 2 else set()
            if not entry.name_en and entry.id in self.with_plans:
                forms |= english_town_forms(entry.name)
            forms |= zone_forms(entry.name) | english_zone_forms(entry.name, parent.name_en if parent else "")
            if known is not None and entry.id in self.with_plans and not known.is_word_en:
                sound = known.name_en.lower()  # that other places share with a word: Fengxian, 奉贤 and 凤县
                forms |= {sound} if len(sound) > 5 and not self._gazetteer.find_in_english(sound) else set()
            if entry.id in self.with_plans:
                forms |= {*spaced_pinyin(entry.short_name, entry.pinyin), *self._stems_of(entry)}
            if entry.id in self.with_plans or (parent is not None and parent.id in self.with_plans):
                forms |= self._short_forms(entry, known)
            if parent is not None and known is None:
                forms |= {bare_zone(entry.name_en.lower().removeprefix(parent.name_en.split(" ")[0].lower()).strip())}
            for name in forms:
                if len(name) > 1 and entry.level != "country":
                    names[name].append(entry)
        for held in names.values():
            held.sort(key=lambda entry: (entry.id not in self.with_plans, len(entry.name)))
        return names

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_name), default=0)

    def _short_forms(self, entry: PlaceEntry, known: Place | None) -> set[str]:
        """What people call a place within one that has a plan: 新泰 of 新泰市, Yinkeng of Yinkeng Town."""
        if known is not None:
            return set() if known.is_word or len(known.short_name) < 2 else {known.short_name}
        forms = self._stems_of(entry)
        short = _RANK_EN.sub("", entry.name_en)
        single = short != entry.name_en and " " not in short and len(short) > 4
        return forms | ({short.lower()} if single and not self._gazetteer.find_in_english(short) else set())

    def _stems_of(self, entry: PlaceEntry) -> set[str]:
        """The name of a town or zone without its rank: 广陈, 净月."""
        stems = (
            {town_stem(entry.name), zone_stem(entry.name)} if len(entry.code) != 6 or entry.level == "area" else set()
        )
        return stems - {""}

    def _is_common(self, stem: str) -> bool:
        """Whether the name of a town without its rank is also a word, or the name of another place of China."""
        return load_terms().is_chinese_word(stem) or bool(self._gazetteer.by_name(stem))

    def _english_short(self, entry: PlaceEntry) -> set[str]:
        """A name in pinyin without its rank (Fengxian) that means no place by itself elsewhere, as several have it."""
        short = _ANY_RANK_EN.sub("", entry.name_en).lower()
        alone = short != entry.name_en.lower() and short.isascii() and short.isalpha() and len(short) > 4
        return {short} if alone and not self._gazetteer.find_in_english(short) else set()

    @cached_property
    def with_plans(self) -> frozenset[str]:
        """Ids of the places that have a plan of their own or of a place within them."""
        found: set[str] = set()
        for plan in self._catalogue.plans.values():
            for place in plan.places:
                found.update((place, *self._catalogue.above(place)))
        return frozenset(found)

    @cached_property
    def _planned(self) -> list[PlaceEntry]:
        """Places with plans that the gazetteer has no code for: towns read from a name alone, zones."""
        return [
            entry
            for identifier in sorted(self.with_plans)
            if len((entry := self._catalogue.places[identifier]).code) != 6
        ]

    def read(self, reading: Reading) -> list[FoundPlace]:
        """All places named, in order, none overlapping; nothing is marked in the reading."""
        text = reading.text
        mentions = []
        found = self._graph_names(reading)
        if has_han(text):
            mentions += self._gazetteer.find_in_text(text)
            whole = {
                mention.start: mention.end
                for mention in mentions
                if mention.places[0].name == text[mention.start : mention.end]
            }
            found = [place for place in found if whole.get(place.start, 0) <= place.end]  # 湘潭县 is not 湘潭
        mentions += [_ranked_in_chinese(text, mention) for mention in self._gazetteer.find_in_english(text)]
        for mention in mentions:
            if any(mention.start < place.end and place.start < mention.end for place in found):
                continue
            ref = self._choose(mention.places)
            if self._is_meant(text, mention, ref, max((place.end for place in found), default=-1)):
                found.append(FoundPlace(mention.start, mention.end, ref))
        if has_han(text):
            self._add_others(text, found)
        found = [_with_rank(text, place) for place in sorted(found, key=lambda place: place.start)]
        return found or self._quoted(reading)

    def _is_meant(self, text: str, mention: PlaceMention, ref: PlaceRef, last: int) -> bool:
        """Whether the words that name a place mean one. last: where the place named before ends."""
        start, end = mention.start, mention.end
        if (not mention.certain and end - start < 2) or _is_quoted(text, start, end) or _is_compound(text, start, end):
            return False
        if has_han(text[start:end]) and not text[start:end].endswith(_RANKS) and _TOWN_BEHIND.match(text, end):
            return False  # 嘉定区华亭镇 is not 华亭市
        if ref.id not in self.with_plans:
            if self._is_part_of_phrase(text, start, end):
                return False
            if not mention.certain and has_han(text[start:end]) and not stands_as_place(text, start, end, last):
                return False  # 绿水|青山, 邮快|合作
        return not (ref.id is None and _NAME_GOES_ON.match(text, end))

    def _add_others(self, text: str, found: list[FoundPlace]) -> None:
        """Provinces by one character, and towns without a plan."""
        named: list[tuple[int, int, tuple[Place, ...]]] = [
            (start, end, (self._gazetteer.require(code),)) for start, end, code in provinces(text)
        ]
        if _TOWN.search(text):
            within = [(place.end, place.ref.code) for place in found if place.ref.code]
            held = (self._catalogue.places[identifier].code for identifier in sorted(self.with_plans))
            within = within or [(-1, code) for code in held if len(code) == 6 and code != NATION]
            named += list(towns(text, self._gazetteer, self._is_phrase, within))
        for start, end, places in named:
            if not any(start < place.end and place.start < end for place in found):
                found.append(FoundPlace(start, end, self._choose(places)))

    def unknown(self, text: str) -> PlaceRef | None:
        """A place that is named but known nowhere."""
        name = unknown_place(text, self._gazetteer, self._is_phrase) or place_abroad(text, self._is_phrase)
        return PlaceRef(None, name, name, "") if name else None

    def _quoted(self, reading: Reading) -> list[FoundPlace]:
        """A place with a plan whose name begins a quoted one (“平湖制造”), where no other is named: it only limits."""
        own = {place for plan in self._catalogue.plans.values() for place in plan.places}
        for match in _QUOTED.finditer(reading.text):
            find = self._gazetteer.find_in_text if has_han(match[1]) else self._gazetteer.find_in_english
            for mention in find(match[1])[:1]:
                ref = self._choose(mention.places)
                if mention.start == 0 and mention.end < len(match[1]) and ref.id in own:
                    return [FoundPlace(match.start(1), match.start(1), ref)]
        return []

    def _graph_names(self, reading: Reading) -> list[FoundPlace]:
        text = reading.lower
        found: list[FoundPlace] = []
        position = 0
        while position < len(text):
            step = 1
            for length in range(min(self._longest, len(text) - position), 1, -1):
                entries = self._by_name.get(text[position : position + length])
                if entries and self._is_named(
                    text, position, position + length, entries[0], found[-1].end if found else -1
                ):
                    found.append(FoundPlace(position, position + length, self._ref(entries[0])))
                    step = length
                    break
            position += step
        return found

    def _is_named(self, text: str, start: int, end: int, entry: PlaceEntry, last: int) -> bool:
        """A zone without a name of its own (经开区) counts only where the place it belongs to is named as well."""
        if text[start - 1 : start].isascii() and text[start - 1 : start].isalnum() and text[start].isascii():
            return False
        if _is_quoted(text, start, end) or (
            text[end : end + 1].isascii() and text[end : end + 1].isalnum() and text[end - 1].isascii()
        ):
            return False
        name = text[start:end]
        if has_han(name) and name in (town_stem(entry.name), zone_stem(entry.name)):
            if not follows(text, last, start) and (self._is_common(name) or not begins_as_place(text, start, last)):
                return False
            return stands_as_place(text, start, end, last) or not self._is_phrase(text[end - 1 : end + 1])
        own_name = len(entry.code) == 6 and entry.level != "area"
        own_name |= (len(entry.name) > 3 or not entry.name.endswith("区")) and not ANY_ZONE.fullmatch(text, start, end)
        own_name &= name not in ZONES_ALONE and name not in AREA_KINDS
        if own_name:
            return True
        beside = _ZONE_BESIDE.match(text, end) or _ZONE_BESIDE_BEFORE.search(text, max(0, start - 8), start)
        if has_han(name) and beside is not None and beside[1] not in self._by_name:
            return False  # 经开区、独山港区 are both words of the topic where the graph has one of them
        parent = self._catalogue.places.get(entry.parent or "")
        if parent is not None and (parent.short_name in text or parent.name_en.split()[0].lower() in text):
            return True
        return len(self._by_name[name]) == 1 and stands_as_place(text, start, end, last)

    def _is_part_of_phrase(self, text: str, start: int, end: int) -> bool:
        """Whether the plans have a name on the border of the next word: 东海|实验室 is no laboratory in 东海县."""
        name = text[start:end]
        if not has_han(name) or (len(name) > 2 and name.endswith(_RANKS)) or end >= len(text) or not has_han(text[end]):
            return False
        if text[start - 1 : start + 1] in general_words():
            return True  # 推广|水肥 is not in 广水
        return self._is_phrase(text[end - 1 : end + 1]) and self._is_phrase(name[-2:])

    def _choose(self, places: tuple[Place, ...]) -> PlaceRef:
        """Of the places that a name can mean, the likeliest with a plan, else in the graph, else in China."""
        for place in places:
            entry = self._by_code.get(place.code)
            if entry is not None and entry.id in self.with_plans:
                return self._ref(entry)
        for place in places:
            same = [
                entry
                for entry in self._planned
                if entry.name.endswith(place.name) or area_of(entry, place.short_name, place.name)
            ]
            if len(same) == 1:
                return self._ref(same[0])
        for place in places:
            entry = self._by_code.get(place.code)
            if entry is not None:
                return self._ref(entry)
        place = places[0]
        return PlaceRef(None, place.name, place.title_en, place.code)

    def _ref(self, entry: PlaceEntry) -> PlaceRef:
        return PlaceRef(entry.id, self._catalogue.full_name(entry.id), entry.name_en, entry.code)

    def by_name(self, name: str) -> PlaceRef | None:
        """The place that a filter value names, in Chinese, pinyin or English; None where nothing is known of it."""
        reading = Reading(name, "zh" if has_han(name) else "en")
        found = self.read(reading)
        whole = [place for place in found if place.end - place.start >= len(name.strip()) - 1]
        if whole or len(found) > 1:
            return found[-1].ref
        for entry in self._catalogue.places.values():
            if name in (entry.name, entry.short_name, entry.id, entry.code):
                return self._ref(entry)
        return found[0].ref if found else None

    def nation(self) -> PlaceRef | None:
        """The whole country, where the graph has it."""
        entry = next((entry for entry in self._catalogue.places.values() if entry.level == "country"), None)
        return self._ref(entry) if entry else None

    def near(self, name: str) -> list[str]:
        """Names of places with plans that are like `name`, the likest first; those with plans where none is alike."""
        from rapidfuzz import fuzz, process

        names: dict[str, str] = {}
        for identifier in sorted(self.with_plans):
            entry = self._catalogue.places[identifier]
            names |= {form: entry.name for form in (entry.name, entry.short_name, entry.name_en, entry.pinyin) if form}
        found = process.extract(name, list(names), scorer=fuzz.ratio, limit=5, score_cutoff=50, processor=str.lower)
        return list(dict.fromkeys(names[match[0]] for match in found)) or sorted(set(names.values()))[:5]

    def is_inside(self, inner: PlaceRef, outer: PlaceRef) -> bool:
        """Whether one place lies within another."""
        if inner.id and outer.id:
            return outer.id in self._catalogue.above(inner.id)
        if len(inner.code) in (6, 9) and len(outer.code) == 6:
            return inner.code != outer.code and self._gazetteer.is_within(inner.code, outer.code)
        return False

    def narrowed(self, reading: Reading, found: list[FoundPlace]) -> list[FoundPlace]:
        """Without the upper places of a nested name: 舟山市定海区 and Dinghai, Zhoushan mean Dinghai."""
        return narrowed(reading.text, found, lambda inner, outer: self.is_inside(inner.ref, outer.ref))


def _ranked_in_chinese(text: str, mention: PlaceMention) -> PlaceMention:
    """A name in pinyin with its rank in Chinese behind it: pucheng县 is no 浦城区."""
    rank = text[mention.end : mention.end + 1]
    fitting = tuple(place for place in mention.places if place.name.endswith(rank)) if rank in _RANKS else ()
    return PlaceMention(mention.start, mention.end + 1, fitting, True) if fitting else mention


def _is_compound(text: str, start: int, end: int) -> bool:
    """Whether a name is a piece of an English compound: Made-in-Zhejiang standards, Zhejiang-made goods."""
    return (
        text[start - 1 : start] == "-"
        or re.match(r"-(?:made|built|based|style)\b", text[end:], re.IGNORECASE) is not None
    )


_RANK_BEHIND = lazy_pattern(
    r" (?:municipality|(?:zizhi)?(?:sheng|shi|xian|qu|qi|zhou)|zhen|xiang|diqu|jiedao)\b(?!['’-])", re.IGNORECASE
)


def _with_rank(text: str, place: FoundPlace) -> FoundPlace:
    """The place with its rank in pinyin, or a word for it that belongs to no name: yinkeng | zhen, Beijing | Municipality."""
    rank = _RANK_BEHIND.match(text, place.end) if text[place.end - 1 : place.end].isascii() else None
    return FoundPlace(place.start, rank.end(), place.ref) if rank else place


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a name stands inside quotation marks with more than itself: “浙江制造” names no place."""
    opening = max(text.rfind(mark, 0, start) for mark in _OPENING)
    if opening < 0 or any(mark in text[opening + 1 : start] for mark in _CLOSING if mark != '"'):
        return False
    closings = [place for mark in _CLOSING if (place := text.find(mark, end)) >= 0]
    return bool(closings) and (min(closings) - opening - 1) > (end - start)
