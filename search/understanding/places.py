"""The places a question names: by gazetteer and by the graph's own names; which of them limit the answer."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reference.place import Place
from reference.places import Gazetteer, load_gazetteer
from search.catalogue import Catalogue, PlaceEntry
from search.understanding.query import PlaceRef
from search.understanding.text import Reading, has_han

_OPENING, _CLOSING = '“‘「『《"', '”’」』》"'
_OUTER_FIRST = frozenset(("", "的", "之", "-", "/", "'s", "’s", "下辖的", "市的"))
_INNER_FIRST = frozenset((",", "(", "in", "of", "-", "/"))
_RANKS = ("省", "市", "县", "区", "旗", "州", "镇", "乡", "街道")
_NAME_GOES_ON = re.compile(
    r" (?:Port|Bay|Bridge|Lake|Airport|University|Hospital|Island|River|Mountain|Laboratory|Park|Road|Station)\b"
)
_RANK_EN = re.compile(r" (?:Town|Township|Subdistrict|Sub-district)$")
_SHARE_OF = re.compile(r"(?:'s |’s )?(?:share|part|portion|slice|quota) (?:of|in)(?: the)?|在")
_CLAUSE_END = re.compile("[^，,：:；;、 ][，,：:；;]")
_JOINS = re.compile(r"[和与跟及、比]|\b(?:and|or|with|versus|vs|than|against|compared|to)\b")
_QUOTED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"]{2,40})[”’」』\"]")


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
            parent = self._catalogue.places.get(entry.parent or "")
            if parent is not None and known is None and entry.name.startswith(parent.short_name):
                rest = entry.name.removeprefix(parent.name).removeprefix(parent.short_name)
                forms |= {rest} if len(rest) > 3 else set()
            forms |= _zone_forms(entry.name) | _english_zone_forms(entry.name)
            if parent is not None and parent.id in self.with_plans:
                forms |= self._short_forms(entry, known)
            for name in forms:
                if len(name) > 1 and entry.level != "country":
                    names[name].append(entry)
        return names

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_name), default=0)

    def _short_forms(self, entry: PlaceEntry, known: Place | None) -> set[str]:
        """What people call a place within one that has a plan: 新泰 of 新泰市, Yinkeng of Yinkeng Town."""
        if known is not None:
            return set() if known.is_word or len(known.short_name) < 2 else {known.short_name}
        short = _RANK_EN.sub("", entry.name_en)
        single = short != entry.name_en and " " not in short and len(short) > 4
        return {short.lower()} if single and not self._gazetteer.find_in_english(short) else set()

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
        mentions = []
        found = self._graph_names(reading)
        if has_han(reading.text):
            mentions += self._gazetteer.find_in_text(reading.text)
            whole = {
                mention.start: mention.end
                for mention in mentions
                if mention.places[0].name == reading.text[mention.start : mention.end]
            }
            found = [place for place in found if whole.get(place.start, 0) <= place.end]  # 湘潭县 is not 湘潭
        spans = [(place.start, place.end) for place in found]
        mentions += self._gazetteer.find_in_english(reading.text)
        for mention in mentions:
            if not mention.certain and mention.end - mention.start < 2:
                continue
            if any(mention.start < end and start < mention.end for start, end in spans):
                continue
            if _is_quoted(reading.text, mention.start, mention.end):
                continue
            ref = self._choose(mention.places)
            if ref.id not in self.with_plans and self._is_part_of_phrase(reading.text, mention.start, mention.end):
                continue
            if ref.id is None and _NAME_GOES_ON.match(reading.text, mention.end):
                continue
            if _is_compound(reading.text, mention.start, mention.end):
                continue
            found.append(FoundPlace(mention.start, mention.end, ref))
            spans.append((mention.start, mention.end))
        found = [_with_rank(reading.text, place) for place in sorted(found, key=lambda place: place.start)]
        return found or self._quoted(reading)

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
                if entries and self._is_named(text, position, position + length, entries[0]):
                    found.append(FoundPlace(position, position + length, self._ref(entries[0])))
                    step = length
                    break
            position += step
        return found

    def _is_named(self, text: str, start: int, end: int, entry: PlaceEntry) -> bool:
        """A zone without a name of its own (经开区) counts only where the place it belongs to is named as well."""
        if text[start - 1 : start].isascii() and text[start - 1 : start].isalnum() and text[start].isascii():
            return False
        if _is_quoted(text, start, end) or (
            text[end : end + 1].isascii() and text[end : end + 1].isalnum() and text[end - 1].isascii()
        ):
            return False
        own_name = (len(entry.name) > 3 or not entry.name.endswith("区")) and not _ANY_ZONE.fullmatch(text, start, end)
        parent = self._catalogue.places.get(entry.parent or "")
        return own_name or (parent is not None and parent.short_name in text)

    def _is_part_of_phrase(self, text: str, start: int, end: int) -> bool:
        """Whether the plans have a name on the border of the next word: 东海|实验室 is no laboratory in 东海县."""
        name = text[start:end]
        if not has_han(name) or (len(name) > 2 and name.endswith(_RANKS)) or end >= len(text) or not has_han(text[end]):
            return False
        return self._is_phrase(text[end - 1 : end + 1]) and self._is_phrase(name[-2:])

    def _choose(self, places: tuple[Place, ...]) -> PlaceRef:
        """Of the places that a name can mean, the likeliest with a plan, else in the graph, else in China."""
        for place in places:
            entry = self._by_code.get(place.code)
            if entry is not None and entry.id in self.with_plans:
                return self._ref(entry)
        for place in places:
            same = [entry for entry in self._planned if entry.name.endswith(place.name) or _is_area_of(entry, place)]
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
        if len(inner.code) == 6 and len(outer.code) == 6:
            return inner.code != outer.code and self._gazetteer.is_within(inner.code, outer.code)
        return False

    def narrowed(self, reading: Reading, found: list[FoundPlace]) -> list[FoundPlace]:
        """Without the upper places of a nested name: 舟山市定海区 and Dinghai, Zhoushan mean Dinghai."""
        kept = list(found)
        for left, right in pairwise(found):
            between = reading.text[left.end : right.start].strip().lower()
            if between in _OUTER_FIRST and self.is_inside(right.ref, left.ref):
                kept = [place for place in kept if place is not left]
            elif (_SHARE_OF.fullmatch(between) or (between in _INNER_FIRST and len(found) == 2)) and self.is_inside(
                left.ref, right.ref
            ):
                kept = [place for place in kept if place is not right]
        if len(kept) > 1 and kept == found and all(self.is_inside(place.ref, kept[0].ref) for place in kept[1:]):
            between = reading.lower[kept[0].end : kept[1].start]
            if _CLAUSE_END.search(between) and not _JOINS.search(between):
                kept = kept[1:]  # 泰安的用水总量，新泰和肥城各是多少
        return kept


_ANY_ZONE = re.compile(
    "(?:经济|技术|高新|新技术|产业|工业|农业|科技|物流|综合|保税|现代|国家级?|省级|示范)*(?:开发区|园区|产业园|工业园|集聚区|示范区|新区|园)"
)
"""What any place may have: it names one only beside that place."""
_ZONES = {
    "高新技术产业开发区": ("高新区", "高新技术开发区", "国家高新区"),
    "高新技术产业园区": ("高新区",),
    "经济技术开发区": ("经开区", "经济开发区", "开发区"),
    "经济开发区": ("经开区", "开发区"),
    "综合实验区": ("实验区",),
    "旅游度假区": ("度假区",),
}


def _zone_forms(name: str) -> set[str]:
    """What people call a zone: 长春净月高新技术产业开发区 is 净月高新区."""
    forms: set[str] = set()
    for ending, short in _ZONES.items():
        if name.endswith(ending):
            head = name.removesuffix(ending)
            heads = {head, *(head[cut:] for cut in (2, 3) if len(head) - cut >= 2)}
            forms |= {f"{part}{form}" for part in heads for form in (*short, ending) if len(part) >= 2}
    return forms - {name}


def _english_zone_forms(name: str) -> set[str]:
    """Jingyue zone, Jingyue High-tech Zone: the last two characters before the ending, in pinyin."""
    ending = next((ending for ending in _ZONES if name.endswith(ending)), None)
    head = name.removesuffix(ending)[-2:] if ending else ""
    if len(head) < 2:
        return set()
    from pypinyin import lazy_pinyin

    sound = "".join(lazy_pinyin(head))
    return {f"{sound} {kind}" for kind in ("zone", "high-tech zone", "development zone", "economic zone", "park")}


def _is_area_of(entry: PlaceEntry, place: Place) -> bool:
    """Whether a zone is named by a place that has no plan of its own: Pingtan for 平潭综合实验区."""
    return entry.name.startswith(place.short_name) and len(place.short_name) > 1 and len(entry.name) > len(place.name)


def _is_compound(text: str, start: int, end: int) -> bool:
    """Whether a name is a piece of an English compound: Made-in-Zhejiang standards, Zhejiang-made goods."""
    return (
        text[start - 1 : start] == "-"
        or re.match(r"-(?:made|built|based|style)\b", text[end:], re.IGNORECASE) is not None
    )


_RANK_BEHIND = re.compile(
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
