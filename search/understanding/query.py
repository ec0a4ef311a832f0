"""What a question was understood to ask: values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place that a question names. id: its node, None where the graph has no such place.

    filters: whether answers are limited to it (not so for a place that is only part of a unit's name).
    """

    id: str | None
    name: str
    name_en: str
    code: str
    filters: bool = True


@dataclass(frozen=True, slots=True)
class UnitRef:
    """Units that some words of a question can mean: ids of the graph's units, none where it has no such unit."""

    written: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberLimit:
    """A condition on a target's value. op: ">=", ">", "<=", "<", "=". value in units of `unit` (元, %, 家; "" any)."""

    op: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a topic speaks of. forms: Chinese words that all mean it, the question's own first.

    weight: how much it says: 1 for a word of substance, less for one that every plan is full of (改革, 推进).
    is_term: whether a list or dictionary has it; what none has may be only the way to ask.
    broader: less exact words, for plans that have none of the forms. gloss: the English that only the dictionary knows.
    """

    forms: tuple[str, ...]
    weight: float = 1.0
    is_term: bool = True
    broader: tuple[str, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about once everything else is understood. text: in the question's words.

    chinese: its words in Chinese, for the indexes. concepts: what has to be found in a task. english: whether
    `text` is English. said: where it is, all that was said beside names and question words, verbs among it.
    """

    text: str = ""
    chinese: str = ""
    concepts: tuple[Concept, ...] = ()
    english: bool = False
    said: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood.

    asks: what it asks for, the main thing first (unit, task, target, plan, count, comparison, deadline, citation, place,
    yes_no). role: "lead", "support" or None (both);
    unit_role: that of the units named, where it is another than that of the units asked for. excluded: places left out.
    own_only: the places themselves, not those within them. years: any of them. similar: whether the same work elsewhere
    is asked for. measures: what values are counted in (家 of 多少家企业). beside_units: the units asked for are those that
    support the units named. dates: days YYYY-MM-DD or months YYYY-MM. by_issue: years and
    dates are those on which plans were issued; due: those by which tasks are to be done; whether_issued: whether a plan
    is out is asked; whether_holds: whether one
    is in force ("holds") or no longer ("gone"); of_itself: what the plans named cite is asked, not what cites them.
    bare: the question without the names of places, plans, units and years.
    plans: ids of plans it names. doc_numbers: document numbers as written; unknown_plans: titles or numbers that no plan has.
    """

    question: str
    text: str
    language: str
    asks: tuple[str, ...]
    topic: Topic
    places: tuple[PlaceRef, ...] = ()
    excluded: tuple[PlaceRef, ...] = ()
    own_only: bool = False
    everywhere: bool = False
    units: tuple[UnitRef, ...] = ()
    role: str | None = None
    unit_role: str | None = None
    years: tuple[int, ...] = ()
    period: tuple[int, int] | None = None
    dates: tuple[str, ...] = ()
    doc_numbers: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    unknown_plans: tuple[str, ...] = ()
    limits: tuple[NumberLimit, ...] = ()
    counted: str | None = None
    measures: tuple[str, ...] = ()
    beside_units: bool = False
    as_of: str | None = None
    only_type: str | None = None
    similar: bool = False
    by_issue: bool = False
    due: bool = False
    whether_issued: bool = False
    whether_holds: str | None = None
    of_itself: bool = False
    bare: str = ""
    notes: tuple[str, ...] = ()

    @property
    def asks_for(self) -> str:
        """The main thing asked for."""
        return self.asks[0]

    @property
    def filter_places(self) -> tuple[PlaceRef, ...]:
        """The places that answers are limited to."""
        return tuple(place for place in self.places if place.filters)

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """All units named."""
        return tuple(dict.fromkeys(identifier for unit in self.units for identifier in unit.ids))
