"""Typing errors of one character in names of places and units, and questions typed in pinyin.

Only names that the graph has are put in the place of what was typed; the answer's notes say so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from reference.bodies import load_bodies
from reference.english_bodies import EnglishMention
from reference.patterns import lazy_pattern
from reference.places import load_gazetteer
from reference.readings import pinyin_of
from reference.terms import load_terms
from search.catalogue import Catalogue
from search.understanding.closed import closed_words
from search.understanding.text import has_han
from search.understanding.unit_index import UnitIndex
from search.understanding.words import QuestionWords

_WORD = lazy_pattern(r"[A-Za-z]{5,}")
_HAN_RUN = lazy_pattern("[\u4e00-\u9fff]+")
_SHORTEST_ZH = 3
_LONGEST_ZH = 16
_UNIT_WORDS_EN = (
    "natural resources planning economy information technology finance ecology environment market regulation supervision"
    " commerce education science human social security development reform agriculture transport housing emergency"
    " management bureau commission department county district municipal"
).split()


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed and what it was taken for."""

    typed: str
    meant: str


class Speller:
    """Corrects names against one catalogue."""

    def __init__(
        self, catalogue: Catalogue, units: UnitIndex, words: QuestionWords, is_phrase: Callable[[str], bool]
    ) -> None:
        self._catalogue = catalogue
        self._units = units
        self._words = words
        self._is_phrase = is_phrase

    @cached_property
    def _place_names(self) -> list[str]:
        return [entry.name for entry in self._catalogue.places.values() if len(entry.name) >= _SHORTEST_ZH]

    @cached_property
    def _with_gap(self) -> dict[str, list[str]]:
        """Names by what is left when one character is unknown or missing: 县?信局 and 县信局 for 县经信局."""
        found: dict[str, list[str]] = defaultdict(list)
        unit_names = [name for name in self._units.by_name if 4 <= len(name) <= _LONGEST_ZH and has_han(name)]
        for name in dict.fromkeys((*self._place_names, *unit_names)):
            for place in range(len(name)):
                found[f"{name[:place]}?{name[place + 1 :]}"].append(name)
                found[name[:place] + name[place + 1 :]].append(name)
        return dict(found)

    def correct_chinese(self, text: str) -> tuple[str, Correction | None]:
        """The text with one name put right that is a character away from one of the graph's, the longest such name."""
        bodies = load_bodies()
        for length in range(min(_LONGEST_ZH, len(text)), _SHORTEST_ZH - 1, -1):
            for start in range(len(text) - length + 1):
                typed = text[start : start + length]
                meant = self._name_like(typed) if _HAN_RUN.fullmatch(typed) else None
                if meant is None or meant in text:
                    continue
                if bodies.match(typed) is None and bodies.match(typed[1:]) is None:
                    return text[:start] + meant + text[start + length :], Correction(typed, meant)
        return self._by_sound(text)

    def _name_like(self, typed: str) -> str | None:
        keys = [f"{typed[:place]}?{typed[place + 1 :]}" for place in range(len(typed))]
        names = {name for key in keys for name in self._with_gap.get(key, ())}
        if len(typed) > _SHORTEST_ZH:
            names |= {name for name in self._with_gap.get(typed, ()) if len(name) == len(typed) + 1}
        kept = sorted(name for name in names if self._is_likely(typed, name))
        return kept[0] if len(kept) == 1 else None

    def _is_likely(self, typed: str, name: str) -> bool:
        """The end of a name (县, 局, 委) has to be right, unless only it is wrong; known places are no errors."""
        if typed == name or load_gazetteer().by_name(typed):
            return False
        if typed[-1] == name[-1]:
            return len(typed) > _SHORTEST_ZH or typed[0] == name[0] or pinyin_of(typed) == pinyin_of(name)
        if typed[-1] in closed_words("zh"):
            return False  # 应急管理|由谁 is no 应急管理局
        return len(name) > _SHORTEST_ZH and typed[:-1] == name[:-1] and not self._is_phrase(typed[-2:])

    def _by_sound(self, text: str) -> tuple[str, Correction | None]:
        """A short place name written with other characters of the same sound (周山)."""
        from pypinyin import lazy_pinyin

        for match in _HAN_RUN.finditer(text):
            run = match.group()
            for start in range(len(run) - 1):
                typed = run[start : start + 2]
                if self._is_phrase(typed):
                    continue
                meant = self._sounds.get("".join(lazy_pinyin(typed)))
                if meant and typed != meant and not load_gazetteer().by_name(typed):
                    at = match.start() + start
                    return text[:at] + meant + text[at + 2 :], Correction(typed, meant)
        return text, None

    @cached_property
    def _sounds(self) -> dict[str, str]:
        """Short names of two characters of the places with plans, and those above them, by their pinyin."""
        plans = {place for plan in self._catalogue.plans.values() for place in plan.places}
        known = {place for plan_place in plans for place in (plan_place, *self._catalogue.above(plan_place))}
        entries = [self._catalogue.places[place] for place in sorted(known)]
        return {entry.pinyin: entry.short_name for entry in entries if len(entry.short_name) == 2 and entry.pinyin}

    @cached_property
    def _english_names(self) -> list[str]:
        places = [word for entry in self._catalogue.places.values() for word in entry.name_en.split() if len(word) > 4]
        return sorted({*places, *(word for word in _UNIT_WORDS_EN if len(word) > 5)})

    def correct_english(self, text: str, mentions: Iterable[EnglishMention] = ()) -> tuple[str, Correction | None]:
        """The text with one word put right that is a letter away from a place's or a bureau's."""
        from rapidfuzz.distance import OSA

        known = {name.lower() for name in self._english_names}
        for match in _WORD.finditer(text):
            word = match.group()
            if word.lower() in known or self._is_english(word):
                continue
            near = [
                name for name in self._english_names if OSA.distance(word.lower(), name.lower(), score_cutoff=1) <= 1
            ]
            if len(near) == 1:
                return text[: match.start()] + near[0] + text[match.end() :], Correction(word, near[0])
        return text, None

    def _is_english(self, word: str) -> bool:
        lower = word.lower()
        stops = self._words.words("en", "stop")
        return lower in stops or bool(load_terms().translate(word)) or bool(load_gazetteer().find_in_english(word))
