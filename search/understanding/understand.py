"""From a question to a query: places, units, roles, what is asked for, years, and the topic that is left.

By rule and data only; the answer shows what was understood.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reference.places import NATION
from search.catalogue import Catalogue
from search.understanding.ask_choice import as_likely
from search.understanding.asks import RANKED_BODIES, Asked, is_closed_question, is_closed_question_zh, read_asks
from search.understanding.cited_documents import asks_of_cited
from search.understanding.elsewhere import read_elsewhere
from search.understanding.marks import (
    NATIONAL,
    mark_around_places,
    mark_chat,
    mark_glosses,
    mark_inside_plans,
    mark_national,
    read_day,
    without_names,
)
from search.understanding.notes import notes_of
from search.understanding.numbers import Numbers, read_numbers, read_years
from search.understanding.object_asked import object_asked
from search.understanding.openings import mark_courtesy, mark_openings
from search.understanding.pinyin import TypedBody, from_pinyin, with_bodies
from search.understanding.places import FoundPlace, PlaceReader
from search.understanding.plan_asks import ASKS_CITING_EN, ENDS_WHEN, NOTHING_ASKED, PlanAsks, may_cite, read_plan_asks
from search.understanding.plan_names import PlanReader
from search.understanding.quantities import LIST_OF_TARGETS, NAMED_FIRST, names_quantity
from search.understanding.query import PlaceRef, Query, Topic
from search.understanding.set_aside import read_set_aside, says_lead
from search.understanding.sounds import PairsHeld, words_that_sound
from search.understanding.spelling import Speller
from search.understanding.text import Reading, clean_question, has_han, is_statement, language_of
from search.understanding.topic import read_topic
from search.understanding.unit_choice import FoundUnit
from search.understanding.unit_index import UnitIndex
from search.understanding.unit_parts import is_divided, is_owner
from search.understanding.units import UnitReader, rank_before, without_bodies
from search.understanding.words import QuestionWords, load_question_words

_TAIWAN = "710000"  # 台资, Taiwan compatriots: what plans elsewhere are about
_LEVEL_AFTER = re.compile(r"级(?:层面|方案|计划|规划|文件)?(?=[^别])|[- ]level\b| proper\b", re.IGNORECASE)
_OPEN_WHAT = re.compile(
    r"^\W*what(?:'s| is| are| was| should| must| will| would| \w+(?: \w+){0,4} (?:should|must|will|does|do|is|are))\b",
    re.IGNORECASE,
)
_LONGEST_NESTING = 40
"""Letters between an inner and an outer place, the places between them among these: Pinghu, Jiaxing City, Zhejiang."""
_NAMES_BODY = re.compile(r"[\u4e00-\u9fff]{3,}(?:局|委|办|厅)")
"""A topic with the name of a body in it: one that no list knows, or one mistyped."""
_BY_WHEN = re.compile(
    r"哪(?:一)?年|几年|(?:什么|啥)时(?:候|间)|何时|几时|多会儿|哪个?月|什么年份"
    r"|\b(?:by|in|from) (?:what|which) (?:year|date|time)\b|\b(?:by )?when\b|\bwhat year\b",
    re.IGNORECASE,
)
"""A number beside it is the value that will have been reached then."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What a question names. of_places, own_plan: whether plans are named by their places, and by these alone."""

    plans: list[str]
    unknown_plans: list[str]
    numbers: Numbers
    places: list[FoundPlace]
    units: list[FoundUnit]
    of_places: bool
    own_plan: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question asks beside what it names. as_of: the day on which plans have to be in force.

    elsewhere: whether other places are asked for, if there is a topic; of_others: whether units are named only to ask for others.
    """

    asked: Asked
    of_plans: PlanAsks
    similar: bool
    elsewhere: bool
    as_of: str | None
    of_others: bool


class Understander:
    """Reads questions against one catalogue."""

    def __init__(self, catalogue: Catalogue, is_phrase: Callable[[str], bool], pairs_held: PairsHeld) -> None:
        """`is_phrase` tells whether two characters stand side by side anywhere in the plans; `pairs_held`, which do."""
        self._catalogue = catalogue
        self._is_phrase = is_phrase
        self._pairs_held = pairs_held
        self._words: QuestionWords = load_question_words()
        self.places = PlaceReader(catalogue, is_phrase)
        self.unit_index = UnitIndex(catalogue)
        self._units = UnitReader(catalogue, self.unit_index)
        self.plans = PlanReader(catalogue)
        self._speller = Speller(catalogue, self.unit_index, self._words, is_phrase)

    def understand(self, question: str) -> Query:
        """The query that a question is. Raises InputError for one that is empty or too long."""
        text = clean_question(question)
        chinese = from_pinyin(text) if language_of(text) == "en" and not has_han(text) else None
        if is_statement(text):
            said = (
                "查询语句不会执行；请用文字提问。"
                if has_han(text)
                else "Statements of a query language are not run; ask in words."
            )
            return Query(question, text, language_of(text), ("task",), Topic(), notes=(said,))
        query = self._read(question, chinese or text)
        if chinese is not None:
            return replace(query, notes=(f"按拼音读作：{chinese}。", *query.notes))
        if not has_han(text) and not query.unit_ids:
            query = self._with_body(question, text) or query
        if query.filter_places and (
            query.units or query.plans or (query.topic and not _NAMES_BODY.search(query.topic.text))
        ):
            return query
        return self._in_no_known_place(self._respelled(question, query))

    def _in_no_known_place(self, query: Query) -> Query:
        """The query limited to a place that is known nowhere (云梯县), where it names that one and no other."""
        if query.places or query.plans or query.excluded:
            return query
        place = self.places.unknown(query.text)
        return replace(query, places=(place,)) if place else query

    def _with_body(self, question: str, text: str) -> Query | None:
        """The query with a body typed in pinyin, where just one of those that sound so is a unit of the places named."""
        found: list[tuple[Query, TypedBody]] = []
        places = [(place.start, place.end, place.ref.name) for place in self.places.read(Reading(text, "en"))]
        for written, body in with_bodies(text, places):
            query = self._read(question, written, "en")
            if query.unit_ids:
                found.append((query, body))
        if len(found) != 1:
            return None
        query, body = found[0]
        return replace(query, notes=(f"“{body.typed}” is read as “{body.meant}”.", *query.notes))

    def _respelled(self, question: str, query: Query) -> Query:
        """The query with a name put right, where a place or unit is missing and one is a letter away."""
        if query.language == "zh":
            text, correction = self._speller.correct_chinese(query.text) if not query.units else (query.text, None)
        else:
            text, correction = self._speller.correct_english(query.text)
        if correction is None and query.language == "zh" and not query.places:  # a name in Latin letters
            text, correction = self._speller.correct_english(query.text)
        if correction is None:
            return query
        better = self._read(question, text)
        gained = len(better.unit_ids) > len(query.unit_ids) or len(better.places) > len(query.places)
        if not gained:
            return query
        said = f"“{correction.typed}”按“{correction.meant}”理解。"
        if query.language == "en":
            said = f"“{correction.typed}” is read as “{correction.meant}”."
        return replace(better, notes=(said, *better.notes))

    def otherwise(self, query: Query) -> Query | None:
        """The query with words of its topic that were taken for a unit given back: 静安消防 of 静安消防车换新.

        Only where other units are asked for and the topic goes on right behind the name, or right before one that no
        plan knows (高能级产业平台); None otherwise.
        """
        if "unit" not in query.asks or not query.units or not query.topic or query.language != "zh":
            return None
        text = query.text
        free = [(text.find(part), text.find(part) + len(part)) for part in query.topic.text.split()]
        starts, ends = {start for start, _ in free}, {end for _, end in free}
        torn = frozenset(
            unit.written
            for unit in query.units
            if text.find(unit.written) + len(unit.written) in starts
            or (not unit.ids and text.find(unit.written) in ends)
        )
        return self._read(query.question, query.text, without=torn) if torn else None

    def _read(
        self, question: str, text: str, language: str | None = None, *, without: frozenset[str] = frozenset()
    ) -> Query:
        reading = Reading(text, language or language_of(text))
        named = self._read_names(reading, without)
        places, units, plans, numbers = named.places, named.units, named.plans, named.numbers
        mark_openings(reading)
        mark_around_places(reading)
        mark_courtesy(reading, self._words)
        own_only = self._read_own_level(reading, places)
        said = self._read_said(reading, named)
        asked, of_plans = said.asked, said.of_plans
        if said.of_others:
            units = [unit for unit in units if unit.ref.ids]
        everywhere, only = self._read_scope(reading)
        units, unsure = self._settled(reading, units)
        mark_inside_plans(reading)
        mark_chat(reading)
        mark_national(reading)
        units, topic = self._read_topic(reading, units, unsure)
        similar = said.similar or (said.elsewhere and bool(topic))
        refs, of_nation = self._scope_refs(reading, places, units)
        excluded = tuple(place.ref for place in places if self._is_left_out(reading, place))
        plans += self._plans_beside(plans, refs) if named.of_places else []
        asks = self._asks(text, asked, topic, units, plans, numbers, similar=similar, of_plans=of_plans)
        if (of_cited := self._of_cited(text, named, units, of_plans)) is not None:
            asks, topic = of_cited, Topic()
        query = Query(
            question=question,
            text=text,
            language=reading.language,
            asks=asks,
            topic=topic,
            places=tuple(place for place in refs if place.name not in {left_out.name for left_out in excluded}),
            excluded=excluded,
            own_only=own_only or named.own_plan or only or of_nation,
            everywhere=everywhere,
            units=tuple(unit.ref for unit in units),
            role=asked.role,
            unit_role=_unit_role(asked, has_units=bool(units)),
            years=tuple(numbers.years),
            period=numbers.period,
            dates=() if said.as_of else tuple(numbers.dates),
            doc_numbers=tuple(numbers.doc_numbers),
            plans=tuple(dict.fromkeys(plans)),
            unknown_plans=tuple(named.unknown_plans),
            limits=tuple(numbers.limits),
            counted=asked.counted,
            measures=asked.measures,
            beside_units=asked.beside_unit and bool(units),
            similar=similar,
            as_of=said.as_of,
            by_issue=of_plans.by_issue,
            due=of_plans.due,
            whether_issued="issued?" in of_plans.says,
            whether_holds=of_plans.holds,
            of_itself="own" in of_plans.says,
            bare=without_names(reading),
        )
        query = as_likely(self._at_home(query), reading)
        return replace(query, notes=tuple(notes_of(query, asked)))

    def _read_said(self, reading: Reading, named: "_Names") -> "_Said":
        """What is asked for, marked in the reading, in which names are marked already."""
        aside = read_set_aside(reading)
        similar = aside is None and self._take(reading, "similar", "ask")
        elsewhere = aside is None and not similar and read_elsewhere(reading)
        of_plans = read_plan_asks(
            reading, cites=may_cite(reading.text, named=bool(named.unknown_plans or named.numbers.doc_numbers))
        )
        as_of = read_day(reading, named.numbers, reading.text) if not of_plans.holds else None
        asked = read_asks(reading, self._words, of_plans)
        of_others = aside is not None and set(asked.asks) <= {"unit", "place"}
        if aside is not None and of_others:
            role = asked.role if asked.role == "support" or says_lead(reading) else None
            lead = "lead" if aside.lead else None
            asked = replace(asked, asks=("unit",), role=role, unit_role=lead, beside_unit=True)
        if {"yes_no", "plan"} <= set(asked.asks):
            as_of = None  # whether a plan is in force is the question, no condition on the answer
        return _Said(asked, of_plans, similar, elsewhere, as_of, of_others)

    def _read_names(self, reading: Reading, without: frozenset[str]) -> "_Names":
        """The plans, numbers, places and units named, marked in the reading. without: what is written so is no unit."""
        text, reading.topical = reading.text, object_asked(reading)
        plans, unknown_plans = self.plans.read(reading)
        numbers = read_numbers(reading)
        places = [place for place in self.places.read(reading) if reading.is_free(place.start, place.end)]
        places = self._nested(reading, without_bodies(text, places))
        units = [unit for unit in self._units.read(reading, places) if reading.is_free(unit.start, unit.end)]
        units = [unit for unit in units if unit.ref.written not in without]
        units = self._mark(reading, places, units)
        mark_glosses(reading)
        of_places, own_plan = self.plans.read_of_places(reading, [place for place in places if place.ref.id])
        plans += [plan for plan in of_places if plan not in plans]
        if not plans and ASKS_CITING_EN.search(text) is None:
            plans += self.plans.read_described(reading, places)
            units = [unit for unit in units if reading.holds(unit.start, unit.end) or not unit.is_sure]
        if plans:
            self.plans.widen(reading, plans)
        if not plans and not unknown_plans and reading.language == "en":
            plans += self.plans.read_by_words(reading, [place.ref.id for place in places if place.ref.id])
        lists_targets = LIST_OF_TARGETS.search(text) is not None
        read_years(reading, numbers, lists_targets=lists_targets, is_reached=_BY_WHEN.search(text) is not None)
        numbered = {number: self.plans.with_number(number) for number in numbers.doc_numbers}
        unknown_plans += [number for number, plan in numbered.items() if not plan]
        plans += [plan for plan in numbered.values() if plan]
        return _Names(plans, unknown_plans, numbers, places, units, bool(of_places), own_plan)

    def _nested(self, reading: Reading, places: list[FoundPlace]) -> list[FoundPlace]:
        """The places without those that only say where another lies (Dinghai, Zhoushan), which are marked.

        In English what says so becomes part of the name, so that a body of the place is found beside it.
        """
        kept = self.places.narrowed(reading, places)
        for place in places:
            if place in kept:
                continue
            if reading.language == "zh":
                reading.take(place.start, place.end, "place")
                continue
            inner = next((other for other in kept if self._is_beside(other, place)), None)
            if inner is None:
                kept = sorted([*kept, place], key=lambda other: other.start)
            else:
                start, end = min(inner.start, place.start), max(inner.end, place.end)
                kept = [replace(inner, start=start, end=end) if other is inner else other for other in kept]
        return kept

    def _is_beside(self, inner: FoundPlace, outer: FoundPlace) -> bool:
        gap = max(inner.start - outer.end, outer.start - inner.end)
        return gap <= _LONGEST_NESTING and self.places.is_inside(inner.ref, outer.ref)

    def _take(self, reading: Reading, listed: str, kind: str) -> bool:
        """Mark the words of a list as pieces of a kind; whether there was one."""
        taken = [
            reading.take(start, end, kind) for start, end in self._words.find(reading.lower, reading.language, listed)
        ]
        return any(taken)

    def _read_topic(
        self, reading: Reading, units: list[FoundUnit], unsure: list[FoundUnit]
    ) -> tuple[list[FoundUnit], Topic]:
        """What is left as the topic; words that may name a unit are one where there is no other and no topic."""
        topic = read_topic(reading, self._words, self._is_phrase, self._sounding)
        if not topic and unsure and not units:
            return unsure, Topic()
        return units, self._with_unsure(reading) if unsure else topic

    def _with_unsure(self, reading: Reading) -> Topic:
        """The topic with the words that could have named a unit put back."""
        pieces = [piece for piece in reading.pieces if piece.kind != "unsure"]
        whole = Reading(reading.text, reading.language, pieces)
        return read_topic(whole, self._words, self._is_phrase, self._sounding)

    def _sounding(self, name: str) -> tuple[str, ...]:
        return words_that_sound(name, self._pairs_held)

    def _plans_beside(self, plans: list[str], places: tuple[PlaceRef, ...]) -> list[str]:
        """The plans of places named beside that of another: Pinghu and the Zhoushan municipal plan."""
        covered = {place for plan in plans for place in self._catalogue.plans[plan].places}
        covered |= {above for place in covered for above in self._catalogue.above(place)}
        others = [place.id for place in places if place.filters and place.id and place.id not in covered]
        return [plan for plan in self._catalogue.plans_at(others) if plan not in plans]

    def _mark(self, reading: Reading, places: list[FoundPlace], units: list[FoundUnit]) -> list[FoundUnit]:
        """Mark units and places in the reading; a place inside a unit's name belongs to the unit."""
        marked = [unit for unit in units if unit.is_sure and reading.take(unit.start, unit.end, "unit")]
        for place in places:
            reading.take(place.start, place.end, "place")
        for unit in marked:
            if rank := rank_before(reading.text, unit):
                reading.take(*rank, "level")
        return marked + [unit for unit in units if not unit.is_sure]

    def _settled(self, reading: Reading, units: list[FoundUnit]) -> tuple[list[FoundUnit], list[FoundUnit]]:
        """Units named for sure, and words that name one only if nothing else is the topic; without parts and owners of others."""
        text, known = reading.text, self._catalogue
        named = [unit for unit in units if not is_divided(text, unit) and not is_owner(known, text, unit, units)]
        sure = [unit for unit in named if unit.is_sure]
        unsure = [unit for unit in named if not unit.is_sure and reading.take(unit.start, unit.end, "unsure")]
        return sure, unsure

    def _read_own_level(self, reading: Reading, places: list[FoundPlace]) -> bool:
        """Whether a place is meant without those within it: 舟山市级, at Zhoushan city level."""
        own_only = False
        for place in places:
            level = _LEVEL_AFTER.match(reading.text, place.end)
            own_only |= level is not None and reading.take(level.start(), level.end(), "only")
            own_only |= RANKED_BODIES.match(reading.text, place.start) is not None
        for start, end in self._words.find(reading.lower, reading.language, "own_level"):
            beside = reading.touches_piece(start, end, ("place",))
            if beside or (reading.of_kind("place") and reading.stands_out(start, end, 2)):
                own_only |= reading.take(start, end, "only")
        return own_only

    def _read_scope(self, reading: Reading) -> tuple[bool, bool]:
        everywhere = own_only = False
        find = self._words.find
        for start, end in find(reading.lower, reading.language, "everywhere"):
            everywhere |= reading.take(start, end, "everywhere")
        for start, end in find(reading.lower, reading.language, "only"):
            beside = reading.touches_piece(start, end, ("place", "only")) or reading.stands_out(start, end, 3)
            own_only |= beside and reading.take(start, end, "only")
        for start, end in find(reading.lower, reading.language, "except"):
            if reading.touches_piece(start, end, ("place",)):
                reading.take(start, end, "except")
        return everywhere, own_only

    def _is_left_out(self, reading: Reading, place: FoundPlace) -> bool:
        """Whether a word like 除了 or except stands right before a place."""
        before = reading.lower[: place.start].rstrip(" (（")
        return before.removesuffix(" the").endswith(self._words.words(reading.language, "except"))

    def _asks(
        self,
        text: str,
        asked: Asked,
        topic: Topic,
        units: list[FoundUnit],
        plans: list[str],
        numbers: Numbers,
        *,
        similar: bool,
        of_plans: PlanAsks = NOTHING_ASKED,
    ) -> tuple[str, ...]:
        """What is asked for, the main thing first; guessed from the rest where no question word says it."""
        asks = list(asked.asks)
        if asks == ["unit"] and not asked.says_role and not units and topic.english and NAMED_FIRST.match(text):
            asks = ["target"]  # share of children who get it
        if asks == ["place"] and asked.says_role and not topic and any(unit.places for unit in units):
            asks = ["task"]  # where does the Shengsi finance bureau lead
        if asks == ["plan"] and plans and units and asked.says_role:
            asks = ["task"]  # which of the livelihood projects does the education bureau lead
        if of_plans.due and not topic and "count" not in asks:
            return ("task",)
        if of_plans.by_issue and not topic and not units and set(asks) <= {"target", "task"}:
            return ("plan",)
        if numbers.doc_numbers and plans and not units and not asks:
            return ("plan",)  # a number alone asks what it is
        if asks == ["plan"] and topic and not plans and ENDS_WHEN.search(text):
            return ("deadline",)  # when a task is to be done, not a plan
        closed = is_closed_question(text) or (asked.says_role and is_closed_question_zh(text))
        if not {"yes_no", "count", "plan"} & set(asks) and units and topic and closed:
            asks = ["yes_no", *(ask for ask in asks if ask != "unit")]
        if similar and not {"task", "count"} & set(asks):
            return ("place", *(ask for ask in asks if ask not in ("place", "yes_no", "unit")))
        if not asks or asks == ["yes_no"]:
            guess = "task"
            if asked.says_role and not units:
                guess = "unit"
            elif plans and not topic and not units:
                guess = "plan"
            elif numbers.limits or (
                topic
                and not units
                and not asked.says_role
                and (_OPEN_WHAT.match(text) or numbers.years or names_quantity(text, topic.text, english=topic.english))
            ):
                guess = "target"
            asks.append(guess)
        for first in ("count", "comparison", "yes_no"):
            if first in asks:
                asks.remove(first)
                asks.insert(0, first)
        return tuple(asks)

    def _of_cited(
        self, text: str, named: "_Names", units: list[FoundUnit], of_plans: PlanAsks
    ) -> tuple[str, ...] | None:
        """What is asked of a document that is no plan here but that plans cite, where one is named and no unit."""
        beside = bool(named.unknown_plans) or (len(named.plans) > 1 and bool(named.numbers.doc_numbers))
        if units or not beside:
            return None
        cited = any(self.plans.is_cited(name) for name in named.unknown_plans)
        return asks_of_cited(text, of_plans, cited=cited, beside_plan=bool(named.plans))

    def _at_home(self, query: Query) -> Query:
        """Whether a unit has a topic's task is asked of the place in its name, where no other place is named and that has plans."""
        if query.asks_for != "yes_no" or not query.topic or not query.unit_ids or query.filter_places or query.plans:
            return query
        own = {place.id for place in query.places if place.id and self._catalogue.plans_at([place.id])}
        return replace(query, places=tuple(replace(place, filters=place.id in own) for place in query.places))

    def _scope_refs(
        self, reading: Reading, places: list[FoundPlace], units: list[FoundUnit]
    ) -> tuple[tuple[PlaceRef, ...], bool]:
        """The places named; where there is none, the nation if the question says so, and whether that is why."""
        refs = self._place_refs(reading, places, units)
        nation = self.places.nation() if not refs and NATIONAL.search(reading.text) else None
        return ((nation,), True) if nation is not None else (refs, False)

    def _place_refs(self, reading: Reading, places: list[FoundPlace], units: list[FoundUnit]) -> tuple[PlaceRef, ...]:
        of_units = {id(place) for unit in units for place in unit.places}
        free = [place for place in places if id(place) not in of_units]
        glosses = [(piece.start, piece.end) for piece in reading.of_kind("gloss")]
        free = [place for place in free if not any(start <= place.start < end for start, end in glosses)]
        narrowed = {id(place) for place in self.places.narrowed(reading, free)}
        found: dict[str, PlaceRef] = {}
        for place in places:
            if id(place) in of_units:
                found.setdefault(place.ref.name, replace(place.ref, filters=False))
            elif id(place) in narrowed and not (place.ref.code in (NATION, _TAIWAN) and len(narrowed) > 1):
                found[place.ref.name] = place.ref
        return tuple(found.values())


def _unit_role(asked: Asked, *, has_units: bool) -> str | None:
    """The role that the units named are asked to have; of X, is it the lead unit, it is that of the question."""
    if not has_units or "unit" not in asked.asks:
        return asked.role
    return asked.unit_role or (asked.role if "yes_no" in asked.asks else None)
