"""The units a question names: as written in plans, by full name, abbreviation or English name, by what they do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reference.bodies import BodyLexicon, BodyMention, load_bodies
from reference.english_bodies import EnglishMention
from search.catalogue import Catalogue
from search.understanding.places import FoundPlace
from search.understanding.query import UnitRef
from search.understanding.text import Reading, has_han
from search.understanding.topic import english_topic
from search.understanding.unit_index import UnitIndex

# A form that ends otherwise (产业平台, 公安) may be a topic and needs a place, a level or a role beside it.
_SURE_ENDING = re.compile(
    r"(?:局|委|办|厅|院|署|中心|部门|办公室|委员会|政府|分局|支队|大队|集团|公司|银行|支行|联合会|总工会|协会|法院|检察院|管委会|指挥部|组|部|会|行|社|所|站|队|校)$"
)
_NOUN = re.compile(
    r"\b(?:bureaux?|bureaus|departments?|commissions?|offices?|administration|committees?|ministry|authority|agency|cent(?:er|re)s?|board|government|bank|brigade|union|federation|league|court|company|NDRC|MIIT)\b",
    re.IGNORECASE,
)
_MODIFIERS = re.compile(r"((?:[A-Z][\w'’-]+ ){1,4})$")
_ENDINGS = {
    "office": ("办公室", "办", "办事处"),
    "offices": ("办公室", "办", "办事处"),
    "bureau": ("局", "厅", "分局"),
    "bureaus": ("局", "厅", "分局"),
    "commission": ("委员会", "委"),
    "committee": ("委员会", "委"),
    "center": ("中心",),
    "centre": ("中心",),
}
_OF_THE_NATION = re.compile("国家|国务院|中央|全国|最高人民")
"""国家卫健委 is the nation's alone."""
_GENERAL = frozenset(("government", "government_office", "industry_park", "zone_committee", "management_centre"))
# Bodies that are also what plans are about: they are units only as the subject of a sentence.
_COMMON = frozenset(
    (
        "高校 院校 学校 中小学 幼儿园 医院 卫生院 乡镇卫生院 村卫生室 养老院 "
        "养老机构 企业 银行 社区 园区 政府部门 产业平台 行业协会 协会 商会 服务中心"
    ).split()
)
_CODE_LENGTH = 6
"""Of places with a rank of their own; zones have none."""
_FOR = ("给", "为", "向", "对", "帮")
"""Before those for whom something is done: 给乡镇卫生院培养多少医学生."""
_AFTER_PLACE = re.compile(r"\s*(?:'s|’s)?\s*(?:municipal|county|district|city|provincial)?\s*$", re.IGNORECASE)
_OF_PLACE = re.compile(r"\s*(?:of|in|for|at|,|\()\s*(?:the )?$", re.IGNORECASE)
_UNIT_WORD = re.compile(
    r"\s*(?:units?|authorit(?:y|ies)|bod(?:y|ies)|departments?|officials|bureaus?|bureaux|agenc(?:y|ies))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit named at text[start:end]. places: the places that are part of its name (they limit no answer)."""

    start: int
    end: int
    ref: UnitRef
    places: tuple[FoundPlace, ...] = ()
    is_sure: bool = True


class UnitReader:
    """Finds units for one catalogue."""

    def __init__(self, catalogue: Catalogue, index: UnitIndex) -> None:
        self._catalogue = catalogue
        self._index = index
        self._bodies: BodyLexicon = load_bodies()

    def read(self, reading: Reading, places: list[FoundPlace]) -> list[FoundUnit]:
        """All units named, in order, none overlapping; nothing is marked in the reading.

        A unit without a place of its own is one of the places named, else of any place.
        """
        found: list[FoundUnit] = []
        if has_han(reading.text):
            written = self._by_written_name(reading, places)
            bodies = self._chinese(reading, places)
            found += [unit for unit in written if not any(_covers(body, unit) for body in bodies)]
            found += [
                unit for unit in bodies if not any(unit.start < other.end and other.start < unit.end for other in found)
            ]
            shortened = self._by_shortened_name(reading, found)
            if shortened is not None:
                found = [unit for unit in found if unit.end <= shortened.start or shortened.end <= unit.start]
                found.append(shortened)
        if reading.language == "en" or not has_han(reading.text):
            found += self._english_names(reading, places, taken=found)
            found += self._english(reading, places, taken=found)
            found += self._towns(reading, places, taken=found)
        return sorted(found, key=lambda unit: unit.start)

    def _by_written_name(self, reading: Reading, places: list[FoundPlace]) -> list[FoundUnit]:
        """Names just as the graph has them, longest first."""
        text, names = reading.text, self._index.by_name
        found: list[FoundUnit] = []
        position = 0
        while position < len(text):
            step = 1
            for length in range(min(self._index.longest_name, len(text) - position), 2, -1):
                name = text[position : position + length]
                ids = names.get(name)
                if not ids or not self._is_name_here(reading, position, name, ids):
                    continue
                start = next((place.start for place in places if place.start < position < place.end), position)
                inside, beside = _around(places, start, position + length, text)
                scope = [place.ref.id for place in (beside or inside) if place.ref.id]
                scope = scope or [place.ref.id for place in places if place.ref.id and place not in inside]
                chosen = self._index.nearest(ids, scope) or ids
                owner = next((place for place in [*inside, *beside] if place.start < position), None)
                if owner is not None:  # 杭州市公安局 is not that of another city
                    placeless = [unit for unit in ids if not self._catalogue.units[unit].place]
                    here = self._of_place(ids, [owner.ref.id]) if owner.ref.id else self._named_after(owner, ids)
                    chosen = here or placeless
                written = text[start : position + length]
                found.append(
                    FoundUnit(start, position + length, UnitRef(written, tuple(chosen)), tuple(inside + beside))
                )
                step = length
                break
            position += step
        return found

    def _of_place(self, units: list[str], places: list[str]) -> list[str]:
        """Those of the place itself, else its branches and bodies of zones within it: 浙江省财政厅 is no bureau of its cities."""
        within = self._index.at(units, places, exactly=False)
        entries = {unit: self._catalogue.places.get(self._catalogue.units[unit].place or "") for unit in within}
        kept = [
            unit
            for unit, place in entries.items()
            if self._catalogue.units[unit].branch_of or (place is not None and len(place.code) != _CODE_LENGTH)
        ]
        return self._index.at(units, places, exactly=True) or kept

    def _named_after(self, place: FoundPlace, units: list[str]) -> list[str]:
        """Those of the units whose place bears the name of one that the graph lacks: 平潭县 and 平潭综合实验区."""
        short = place.ref.name[:-1] if len(place.ref.name) > 2 else place.ref.name
        owners = {unit: self._catalogue.places.get(self._catalogue.units[unit].place or "") for unit in units}
        return [unit for unit, owner in owners.items() if owner is not None and owner.name.startswith(short)]

    def _by_shortened_name(self, reading: Reading, known: list[FoundUnit]) -> FoundUnit | None:
        """The subject of a sentence that leaves out characters of a unit's name: 港航中心金塘分中心."""
        match = _SUBJECT.match(reading.text)
        if match is None or not _SURE_ENDING.search(match[1]):
            return None
        phrase, start, end = match[1], match.start(1), match.end(1)
        if any(unit.ref.ids and unit.end >= end for unit in known):
            return None
        fitting = [
            name
            for name in self._index.by_name
            if len(phrase) < len(name) <= 3 * len(phrase) and name[-2:] == phrase[-2:] and _is_within(phrase, name)
        ]
        if not fitting:
            return None
        ids = dict.fromkeys(unit for name in fitting for unit in self._index.by_name[name])
        return FoundUnit(start, end, UnitRef(phrase, tuple(ids))) if len(ids) == 1 else None

    def _is_name_here(self, reading: Reading, position: int, name: str, ids: Iterable[str]) -> bool:
        collective = all(self._catalogue.units[identifier].collective for identifier in ids)
        if collective and reading.text[:position].endswith(_FOR):
            return False
        if collective and not name.startswith("各") and not _SURE_ENDING.search(name):
            return _is_subject(reading, position, position + len(name))
        return (
            bool(_SURE_ENDING.search(name))
            or name.startswith("各")
            or _is_subject(reading, position, position + len(name))
        )

    def _chinese(self, reading: Reading, places: list[FoundPlace]) -> list[FoundUnit]:
        found: list[FoundUnit] = []
        for mention in self._bodies.find_in_chinese(reading.text):
            start, end = mention.start, mention.end
            subject = _is_subject(reading, start, end)
            marked = bool(mention.level_word or mention.places)
            if mention.body.function in _GENERAL and not marked and not subject:
                continue
            sure = _SURE_ENDING.search(mention.name) and mention.form not in _COMMON
            if not (subject or marked) and mention.body.kind == "institution" and reading.text[:start].endswith(_FOR):
                continue
            if not subject and not sure and (not marked or mention.form in _COMMON):
                continue
            own = [place for place in places if start <= place.start and place.end <= end]
            ids = self._index.by_function.get(mention.body.function, [])
            if self._is_national(mention):
                ids = [unit for unit in ids if self._index.is_level(unit, "nation")]
            chosen = self._chosen(ids, mention.level_word, own, [place for place in places if place not in own])
            if not chosen and not subject:
                continue
            if mention.branch_places:
                chosen = [unit for unit in chosen if self._catalogue.units[unit].branch_of] or chosen
            found.append(FoundUnit(start, end, UnitRef(mention.name, tuple(chosen)), tuple(own)))
        return found

    def _is_national(self, mention: BodyMention) -> bool:
        """国家卫健委, 工信部: a body of the nation alone, not those of places that do the same."""
        if mention.places or mention.branch_places or mention.level_word:
            return False
        if _OF_THE_NATION.match(mention.name):
            return True
        body = self._bodies.match(mention.form, level="nation") if mention.form.endswith("部") else None
        return body is not None and body.level == "nation" and body.kind == "government"

    def _chosen(self, ids: list[str], level: str | None, own: list[FoundPlace], others: list[FoundPlace]) -> list[str]:
        """Of the units with a function, those that the level word and the places beside it allow."""
        if own:
            known = [place.ref.id for place in own if place.ref.id]
            return self._of_place(ids, known[-1:])
        fitting = [unit for unit in ids if self._index.is_level(unit, level)] if level else ids
        scope = [place.ref.id for place in others if place.ref.id]
        if not scope:
            return fitting if others == [] else []
        within = self._index.at(fitting, scope, exactly=False)
        return within or self._index.nearest(fitting, scope)

    def _with_modifiers(self, text: str, mention: EnglishMention) -> FoundUnit | None:
        """The unit of a general kind that the words before it tell apart: Petrochemical Base | Management Committee."""
        before = _MODIFIERS.search(text, 0, mention.start)
        concepts = english_topic(before[1]).concepts if before else ()
        ids = [
            unit
            for function in mention.functions
            for unit in self._index.by_function.get(function, [])
            if concepts
            and all(any(form in self._catalogue.units[unit].name for form in concept.forms) for concept in concepts)
        ]
        if before is None or not ids:
            return None
        return FoundUnit(before.start(1), mention.end, UnitRef(text[before.start(1) : mention.end], tuple(ids)))

    def _with_noun(self, units: list[str], noun: str) -> list[str]:
        """Of units with one function those that are a bureau, an office … as the question says, where there are any."""
        endings = _ENDINGS.get(noun, ())
        kept = [unit for unit in units if self._catalogue.units[unit].name.endswith(endings)] if endings else []
        return kept or units

    def _of_rank(self, units: list[str], words: str) -> list[str]:
        """County bureaus before those of districts where the word is county, and the other way round."""
        for word, ending in (("county", "县"), ("district", "区")):
            if word in words:
                return [unit for unit in units if self._index.is_level(unit, ending)] or units
        return units

    def _english_names(self, reading: Reading, places: list[FoundPlace], *, taken: list[FoundUnit]) -> list[FoundUnit]:
        text = reading.lower
        found: list[FoundUnit] = []
        for name, ids in self._index.by_english.items():
            start = text.find(name)
            end = start + len(name)
            if start < 0 or text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
                continue
            if all(self._catalogue.units[unit].collective for unit in ids):
                continue
            known = all(self._index.function_of(unit) or self._catalogue.units[unit].collective for unit in ids)
            if known and self._bodies.find_in_english(reading.text[start:end]):
                continue  # the lexicon reads these with their level and place
            if any(start < unit.end and unit.start < end for unit in [*taken, *found]):
                continue
            own = [place for place in places if _is_own(reading.text, start, end, place)]
            scope = [place.ref.id for place in own or places if place.ref.id]
            chosen = self._index.nearest(ids, scope) if len(ids) > 1 else ids
            found.append(FoundUnit(start, end, UnitRef(reading.text[start:end], tuple(chosen or ids)), tuple(own)))
        return found + self._by_english_words(reading, taken=[*taken, *found])

    def _by_english_words(self, reading: Reading, *, taken: list[FoundUnit]) -> list[FoundUnit]:
        """Units without a known function by the words of their English names, where the lexicon knows no more of them."""
        listed = self._bodies.find_in_english(reading.text)
        found: list[FoundUnit] = []
        for mention in self._index.by_english_words.find(reading.text):
            start, end = mention.start, mention.end
            known = any(
                body.start < end and start < body.end and body.end - body.start >= end - start for body in listed
            )
            free = not any(start < unit.end and unit.start < end for unit in taken)
            if free and not known and mention.is_explicit and not _ROLE_INSIDE.search(reading.text, start, end):
                found.append(FoundUnit(start, end, UnitRef(reading.text[start:end], mention.functions)))
        return found

    def _towns(self, reading: Reading, places: list[FoundPlace], *, taken: list[FoundUnit]) -> list[FoundUnit]:
        """Towns that lead, support or are named among those who do: their governments, where the graph has them as units."""
        found: list[FoundUnit] = []
        for place in places:
            if not place.ref.name.endswith(_TOWN_ENDINGS) or any(
                place.start < unit.end and unit.start < place.end for unit in taken
            ):
                continue
            before, after = reading.lower[: place.start], reading.lower[place.end :]
            if not _TOWN_DOES.match(after) and not _BY_TOWN.search(before):
                continue
            names = (place.ref.name, *(place.ref.name + ending for ending in ("人民政府", "政府", "办事处")))
            ids = dict.fromkeys(unit for name in names for unit in self._index.by_name.get(name, ()))
            if ids:
                written = reading.text[place.start : place.end]
                found.append(FoundUnit(place.start, place.end, UnitRef(written, tuple(ids)), (place,)))
        return found

    def _english(self, reading: Reading, places: list[FoundPlace], *, taken: list[FoundUnit]) -> list[FoundUnit]:
        found: list[FoundUnit] = []
        asked = _KIND_ASKED.sub(lambda kind: ";" * len(kind[0]), reading.text)
        for mention in self._bodies.find_in_english(asked):
            if any(mention.start < unit.end and unit.start < mention.end for unit in [*taken, *found]):
                continue
            if _ROLE_INSIDE.search(reading.text, mention.start, mention.end):
                continue  # tourism | lead department
            own = _own_places(reading.text, mention, places)
            general = set(mention.functions) <= _GENERAL
            is_many = _MANY_OFFICES.fullmatch(reading.text, mention.start, mention.end)
            if is_many and not _DOES_WORK.search(reading.lower):
                continue  # solar roofs on government offices in Huangpu
            if general and not own and mention.level is None:
                named = self._with_modifiers(reading.text, mention)
                if named is not None:
                    found.append(named)
                continue
            followed = _UNIT_WORD.match(reading.text, mention.end)
            noun = _NOUN.search(reading.text, mention.start, mention.end)
            sure = followed is not None or (noun is not None and (mention.is_explicit or bool(own)))
            around = reading.lower[max(0, mention.start - 24) : mention.end + 24]
            ids = [unit for function in mention.functions for unit in self._index.by_function.get(function, [])]
            ids = self._with_noun(ids, noun[0].lower() if noun else "")
            if "branch" in around:
                ids = [unit for unit in ids if self._catalogue.units[unit].branch_of] or ids
                level = None
            else:
                level = mention.level
            chosen = self._chosen(ids, level, own, [place for place in places if place not in own])
            chosen = self._of_rank(chosen, around)
            if not chosen and not sure:
                continue
            end = followed.end() if followed else mention.end
            written = reading.text[mention.start : mention.end]
            found.append(FoundUnit(mention.start, end, UnitRef(written, tuple(chosen)), tuple(own), is_sure=sure))
        return found


def without_bodies(text: str, places: list[FoundPlace]) -> list[FoundPlace]:
    """The places that are not words of what a body does: 公安 of 公安局 is no county."""
    if not has_han(text):
        return places
    forms = [(body.end - len(body.form), body.end) for body in load_bodies().find_in_chinese(text)]
    return [place for place in places if not any(start <= place.start and place.end < end for start, end in forms)]


_ROLE_INSIDE = re.compile(r"\b(?:lead|leading|supporting|responsible|cooperating)\b", re.IGNORECASE)
_KIND_ASKED = re.compile(
    r"\b(?:lead|leading|responsible|supporting|main|which|what|any|competent|relevant|the right|government) "
    r"(?:units?|agenc(?:y|ies)|departments?|offices?|bureaus?|authorit(?:y|ies)|commissions?|divisions?|sections?) (?:for|on|of)\b(?: the\b)?",
    re.IGNORECASE,
)
"""Words that ask for a body and begin no name: lead agency for | tax breaks, which department of the | agriculture ministry."""
_MANY_OFFICES = re.compile(
    r"(?:(?:government|public|state|official) )+(?:offices|agencies|bodies|institutions|buildings)", re.IGNORECASE
)
_DOES_WORK = re.compile(
    r"\b(?:who|leads?|leading|led|supports?|supporting|supported|responsible|in charge|tasks?|involved|what do|what does|participat\w+|duties)\b"
)
_TOWN_ENDINGS = ("镇", "乡", "街道")
_TOWN_DOES = re.compile(
    r"(?: government)?(?:'s)? (?:(?:itself|also|really|alone|jointly) )?(?:leads?|supports?|helps?|takes? part|be involved|is involved"
    r"|involved|participates?|(?:is )?in charge|(?:is )?responsible"
    r"|(?:listed |named )?(?:among|as one of|as) (?:the |its |their |a )?(?:lead|support|help)\w*)\b"
)
_BY_TOWN = re.compile(r"\b(?:led|supported|headed|assisted|backed|run) by (?:the )?$")
_BRANCH = re.compile(
    r"\s*(?:sub-?)?branch(?: office)?(?: of the| of)?\s*(?:municipal|provincial|city)?\s*$", re.IGNORECASE
)


_SUBJECT = re.compile(
    r"(?:请问)?([\u4e00-\u9fff()（）]{4,20}?)(?:在[^，,]{1,8})?(?:都|主要|具体)?(?:牵头|负责|配合|参与|参加|承担|主抓|协助|的任务|的职责|有哪些任务)"
)


def _is_within(phrase: str, name: str) -> bool:
    """Whether the characters of a phrase stand in a name in their order."""
    letters = iter(name)
    return all(letter in letters for letter in phrase)


def _is_own(text: str, start: int, end: int, place: FoundPlace) -> bool:
    """Whether a place belongs to a name: right before it, or after it with `of`."""
    before = place.end <= start and _AFTER_PLACE.fullmatch(text, place.end, start)
    return bool(before or (end <= place.start and _OF_PLACE.fullmatch(text, end, place.start)))


def _own_places(text: str, mention: EnglishMention, places: list[FoundPlace]) -> list[FoundPlace]:
    """Places that belong to a unit's English name: right before it, or after it with `of`."""
    own = [place for place in places if mention.start <= place.start < mention.end]
    for place in places:
        branch = place.end <= mention.start and _BRANCH.fullmatch(text, place.end, mention.start)
        if branch or _is_own(text, mention.start, mention.end, place):
            own.append(place)
    return own


def _around(places: list[FoundPlace], start: int, end: int, text: str) -> tuple[list[FoundPlace], list[FoundPlace]]:
    """Places inside a unit's name, and those right before it (嵊泗县经信局)."""
    inside = [place for place in places if start <= place.start and place.end <= end]
    beside = [place for place in places if place.end <= start and text[place.end : start] in ("", "的", " ")]
    return inside, beside[-1:]


def _covers(longer: FoundUnit, shorter: FoundUnit) -> bool:
    """Whether one name reaches beyond another: 民政部门 is not the 民政部."""
    overlap = longer.start < shorter.end and shorter.start < longer.end
    return overlap and longer.end - longer.start > shorter.end - shorter.start and bool(longer.ref.ids)


def _is_subject(reading: Reading, start: int, end: int) -> bool:
    """Whether a role word follows a name, as after the subject of a sentence (产业平台负责哪些任务)."""
    after = reading.text[end : end + 4]
    before = reading.text[max(0, start - 2) : start]
    in_a_plan = start == 0 and re.match(
        r"在[^，,？?]{2,24}?(?:牵头|负责|配合|参与|承担|要?做|的任务|任务)", reading.text[end : end + 32]
    )
    return bool(
        in_a_plan or re.match(r"\s*(?:牵头|负责|配合|参与|承担|主抓|主管|协助|要做|做)", after)
    ) or before.endswith(("由", "是否由"))
