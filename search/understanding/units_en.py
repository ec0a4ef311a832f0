"""The units an English question names: by their English names, by what they do, towns by their place. Knows no Chinese name."""

import re

from reference.bodies import BodyLexicon, load_bodies
from reference.english_bodies import EnglishMention, words_of
from reference.patterns import lazy_pattern
from search.catalogue import Catalogue
from search.understanding.frames_bodies import without_asked
from search.understanding.places import FoundPlace
from search.understanding.query import UnitRef
from search.understanding.text import Reading
from search.understanding.topic import english_topic
from search.understanding.unit_choice import GENERAL_FUNCTIONS, FoundUnit, UnitChoice
from search.understanding.unit_index import UnitIndex

_NOUN = lazy_pattern(
    r"\b(?:bureaux?|bureaus|departments?|commissions?|offices?|administration|committees?|ministry|authority|agency|cent(?:er|re)s?|board|government|bank|brigade|union|federation|league|court|company|NDRC|MIIT"
    r"|association|society|detachment|corps|co-?operatives?)\b",
    re.IGNORECASE,
)
_MODIFIERS = lazy_pattern(r"((?:[A-Z][\w'’-]+ ){1,4})$")
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
_RANKS = r"(?:municipal|county|district|city|provincial|prefectural|regional|prefecture|province|autonomous region)"
_AFTER_PLACE = lazy_pattern(rf"\s*(?:'s|’s)?\s*{_RANKS}?\s*$", re.IGNORECASE)
_OF_PLACE = lazy_pattern(r"\s*(?:of|in|for|at|,|\()\s*(?:the )?(?:CPC )?$", re.IGNORECASE)
_BEFORE_BRANCH = lazy_pattern(r",? ")
_BRANCH_AFTER = lazy_pattern(
    rf" (?:{_RANKS} )?(?:Central )?(?:Sub-?)?(?:Branch|Centre|Center)\b(?: Office)?", re.IGNORECASE
)
_RANK_AFTER = lazy_pattern(r" (?:city|county|district|province|prefecture|banner)\b", re.IGNORECASE)
_COMMITTEE_AFTER = lazy_pattern(rf" (?:{_RANKS} )?(?:Party )?Committee\b", re.IGNORECASE)
"""Behind the place: People's Bank of China | Suining | Central Sub-branch, … of the CPC | Zhoushan | Municipal Committee."""
_UNIT_WORD = lazy_pattern(
    r"\s*(?:units?|authorit(?:y|ies)|bod(?:y|ies)|departments?|officials|bureaus?|bureaux|agenc(?:y|ies))\b",
    re.IGNORECASE,
)
_ROLE_INSIDE = lazy_pattern(r"\b(?:lead|leading|supporting|responsible|cooperating)\b", re.IGNORECASE)
_KIND_ASKED = lazy_pattern(
    r"\b(?:lead|leading|responsible|supporting|main|which|what|any|competent|relevant|the right|government) "
    r"(?:units?|agenc(?:y|ies)|departments?|offices?|bureaus?|authorit(?:y|ies)|commissions?|divisions?|sections?) (?:for|on|of)\b(?: the\b)?",
    re.IGNORECASE,
)
"""Words that ask for a body and begin no name: lead agency for | tax breaks, which department of the | agriculture ministry."""
_MANY_OFFICES = lazy_pattern(
    r"(?:(?:government|public|state|official) )+(?:offices|agencies|bodies|institutions|buildings)", re.IGNORECASE
)
_DOES_WORK = lazy_pattern(
    r"\b(?:who|leads?|leading|led|supports?|supporting|supported|responsible|in charge|tasks?|involved|what do|what does|participat\w+|duties)\b"
)
_ACTS = lazy_pattern(
    r"(?:'s)?\s*(?:[?.,!]|$|(?:also |itself |jointly )?(?:leads?|supports?|helps?|takes?|does?|do|has|have|is|are|in|of|involved"
    r"|participates?|responsible|tasks?|jobs?|duties|handles?|runs?|(?:and|or|with) )\b)"
)
"""What follows a body named by one word that stands for a matter as well: customs, court."""
_NO_VERB = lazy_pattern(r"\s*(?:[?.,!]|$|(?:in|of|and|or|with)\b)")
_ONE_WORD = frozenset(("customs", "court", "procuratorate", "public_security", "trade_union", "maritime"))
_WITH_TAIL = ("customs", "court", "procuratorate")
_TAIL = lazy_pattern(r" (?:office|house|authority|service)s?\b")
_TOWN_ENDINGS = ("镇", "乡", "街道")
_TOWN_DOES = lazy_pattern(
    r"(?: government)?(?:'s)? (?:(?:itself|also|really|alone|jointly) )?(?:leads?|supports?|helps?|takes? part|be involved|is involved"
    r"|involved|participates?|(?:is )?in charge|(?:is )?responsible"
    r"|(?:listed |named )?(?:among|as one of|as) (?:the |its |their |a )?(?:lead|support|help)\w*)\b"
)
_BY_TOWN = lazy_pattern(r"\b(?:led|supported|headed|assisted|backed|run) by (?:the )?$")
_BRANCH = lazy_pattern(
    r"\s*(?:sub-?)?branch(?: office)?(?: of the| of)?\s*(?:municipal|provincial|city)?\s*$", re.IGNORECASE
)


class EnglishUnitReader:
    """Finds units by English words for one catalogue."""

    def __init__(self, catalogue: Catalogue, index: UnitIndex) -> None:
        self._catalogue = catalogue
        self._index = index
        self._choice = UnitChoice(catalogue, index)
        self._bodies: BodyLexicon = load_bodies()

    def read(self, reading: Reading, places: list[FoundPlace], taken: list[FoundUnit]) -> list[FoundUnit]:
        """The units named beside those already taken, none overlapping."""
        reading = Reading(without_asked(reading.text), reading.language, reading.pieces)
        found = [*taken, *self._english_names(reading, places, taken=taken)]
        found += self._english(reading, places, taken=found)
        found += self._towns(reading, places, taken=found)
        return found[len(taken) :]

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
        """Of units with one function those that are a bureau, an office … as the question says, where a place has any."""
        endings = _ENDINGS.get(noun, ())
        fits = {unit for unit in units if self._catalogue.units[unit].name.endswith(endings)} if endings else set()
        placed = {self._catalogue.units[unit].place for unit in fits}  # a city's 委 stays beside a county's 局
        return [unit for unit in units if unit in fits or self._catalogue.units[unit].place not in placed]

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
            tail = _TAIL.match(text, end) if name.endswith(_WITH_TAIL) else None
            end = tail.end() if tail else end
            known = all(self._index.function_of(unit) or self._catalogue.units[unit].collective for unit in ids)
            whole = len(ids) == 1 and self._catalogue.units[ids[0]].name_en.lower() == name
            if known and not whole and self._bodies.find_in_english(reading.text[start:end]):
                continue  # the lexicon reads these with their level and place
            if any(start < unit.end and unit.start < end for unit in [*taken, *found]):
                continue
            named = [place.ref.id for place in places if place.ref.id]
            if named and not self._index.at(ids, named, exactly=False) and self._bodies.find_in_english(name):
                continue  # the General Office of Gansu is not the one of the State Council
            own = [place for place in places if _is_own(reading.text, start, end, place)]
            scope = [place.ref.id for place in own or places if place.ref.id]
            chosen = self._index.nearest(ids, scope) if len(ids) > 1 else self._index.spelt_alike(ids[0])
            found.append(FoundUnit(start, end, UnitRef(reading.text[start:end], tuple(chosen or ids)), tuple(own)))
        return found + self._by_english_words(reading, places, taken=[*taken, *found])

    def _by_english_words(
        self, reading: Reading, places: list[FoundPlace], *, taken: list[FoundUnit]
    ) -> list[FoundUnit]:
        """Units without a known function by the words of their English names, where the lexicon knows no more of them."""
        listed = self._bodies.find_in_english(reading.text)
        found = self._of_own_place(reading, places, listed, taken)
        for mention in self._index.by_english_words.find(reading.text):
            start, end = mention.start, mention.end
            known = any(
                body.start < end and start < body.end and body.end - body.start >= end - start for body in listed
            )
            free = not any(start < unit.end and unit.start < end for unit in [*taken, *found])
            if free and not known and mention.is_explicit and not _ROLE_INSIDE.search(reading.text, start, end):
                own = tuple(place for place in places if _is_own(reading.text, start, end, place))
                scope = [place.ref.id for place in own or places if place.ref.id]
                ids = self._index.nearest(list(mention.functions), scope) or mention.functions
                found.append(FoundUnit(start, end, UnitRef(reading.text[start:end], tuple(ids)), own))
        return found

    def _of_own_place(
        self, reading: Reading, places: list[FoundPlace], listed: list[EnglishMention], taken: list[FoundUnit]
    ) -> list[FoundUnit]:
        """Units that the place beside their own English name tells: the Forestry Sub-bureau of Wangqing."""
        found: list[FoundUnit] = []
        for mention in self._index.by_known_words.find(reading.text):
            start, end = mention.start, mention.end
            if any(start < unit.end and unit.start < end for unit in taken) or not mention.is_explicit:
                continue
            if any(body.start < end and start < body.end and body.end - body.start > end - start for body in listed):
                continue
            own = [place for place in places if _is_own(reading.text, start, end, place)]
            ids = self._index.at(mention.functions, [place.ref.id for place in own if place.ref.id], exactly=True)
            words = words_of(reading.text[start:end])
            ids = [unit for unit in ids if self._index.english_words(unit) == words]
            if ids and not _ROLE_INSIDE.search(reading.text, start, end):
                written = reading.text[start:end]
                start = min([start, *(place.start for place in own if place.start < start < place.end)])
                end = max([end, *(_end_of_rank(reading.text, place, end) for place in own)])
                found.append(FoundUnit(start, end, UnitRef(written, tuple(ids)), tuple(own)))
        return found

    def _towns(self, reading: Reading, places: list[FoundPlace], *, taken: list[FoundUnit]) -> list[FoundUnit]:
        """Towns that lead, support or are named among those who do: their governments, where the graph has them as units."""
        found: list[FoundUnit] = []
        for place in places:
            if not place.ref.name.endswith(_TOWN_ENDINGS) or any(
                place in unit.places or (place.start < unit.end and unit.start < place.end) for unit in taken
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
            general = set(mention.functions) <= GENERAL_FUNCTIONS
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
            acts = _ACTS.match(reading.lower, mention.end) is not None
            placed = bool(own) or mention.level is not None
            written = reading.text[mention.start : mention.end]
            sure = followed is not None or (noun is not None and (mention.is_explicit or bool(own)))
            subject = acts and (placed or _is_subject(reading.lower, mention))
            sure |= mention.is_explicit and (written.isupper() or subject)
            if not mention.is_explicit and " " not in written:
                if (
                    not acts
                    or not _ONE_WORD.issuperset(mention.functions)
                    or not (placed or reading.lower.endswith("the ", 0, mention.start))
                ):
                    continue  # customs, courts and police are also what plans are about
                sure = True
            around = reading.lower[max(0, mention.start - 24) : mention.end + 24]
            others = [place for place in places if place not in own]
            chosen = self._chosen(mention, around, own, others)
            chosen = self._with_noun(chosen, noun[0].lower() if noun else "")
            if not chosen and not sure:
                continue
            end = followed.end() if followed else _end_of_name(reading.text, mention, own)
            end = max([end, *(_end_of_rank(reading.text, place, mention.end) for place in own)])
            start = min([mention.start, *(place.start for place in own if place.start < mention.start < place.end)])
            found.append(FoundUnit(start, end, UnitRef(written, tuple(chosen)), tuple(own), is_sure=sure))
        return found

    def _chosen(
        self, mention: EnglishMention, around: str, own: list[FoundPlace], others: list[FoundPlace]
    ) -> list[str]:
        """The units that a mention means: of its likeliest function that the places have."""
        nation = mention.level == "nation" and bool(own)  # People's Bank of China, Suining Branch
        for function in mention.functions:
            ids, level = self._index.by_function.get(function, []), mention.level
            if "branch" in around or "sub-" in around:
                ids, level = [unit for unit in ids if self._catalogue.units[unit].branch_of] or ids, None
            chosen = self._of_rank(self._choice.chosen(ids, None if nation else level, own, others), around)
            if chosen:
                return chosen
        return []


def _is_subject(text: str, mention: EnglishMention) -> bool:
    """Whether a name is that of one who acts: tasks that the tax service leads."""
    return text.endswith("the ", 0, mention.start) and _NO_VERB.match(text, mention.end) is None


def _is_own(text: str, start: int, end: int, place: FoundPlace) -> bool:
    """Whether a place belongs to a name: within it, right before it, or after it with `of`."""
    if place.start < end and start < place.end:
        return True
    before = place.end <= start and _AFTER_PLACE.fullmatch(text, place.end, start)
    return bool(before or (end <= place.start and _OF_PLACE.fullmatch(text, end, place.start)))


def _end_of_rank(text: str, place: FoundPlace, end: int) -> int:
    """Where the rank behind a place ends, the place being behind a name that ends at `end`: … of Jiangxi | province."""
    rank = _RANK_AFTER.match(text, place.end) if place.start >= end else None
    return rank.end() if rank else 0


def _end_of_name(text: str, mention: EnglishMention, own: list[FoundPlace]) -> int:
    """Where a name ends that goes on behind its place."""
    for place in own:
        after = place.start >= mention.end and (
            _BRANCH_AFTER.match(text, place.end) or _COMMITTEE_AFTER.match(text, place.end)
        )
        if after:
            return after.end()
    return mention.end


def _own_places(text: str, mention: EnglishMention, places: list[FoundPlace]) -> list[FoundPlace]:
    """Places that belong to a unit's English name: right before it, or after it with `of`."""
    own = []
    for place in places:
        branch = place.end <= mention.start and _BRANCH.fullmatch(text, place.end, mention.start)
        branch = branch or (
            _BEFORE_BRANCH.fullmatch(text, mention.end, place.start) and _BRANCH_AFTER.match(text, place.end)
        )
        if branch or _is_own(text, mention.start, mention.end, place):
            own.append(place)
    return own
