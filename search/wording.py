"""The answer in one paragraph, in the question's language, from rows alone: no language model, nothing that no row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.results import PlanRow, TargetRow, TaskRow, whole
from search.understanding import Query
from search.unit_rows import UnitRows

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Material:
    """What an answer can be worded from. units, tasks, targets, plans: all that were found, best first.

    bases: for each plan (by title) how its leads are known. glosses: English names of units, places, by Chinese name.
    missing: names of places without a plan. loaded: names of the places that have plans. near: names like an unknown one.
    """

    query: Query
    units: UnitRows
    tasks: Sequence[TaskRow] = ()
    targets: Sequence[TargetRow] = ()
    plans: Sequence[PlanRow] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    count: int | None = None
    truth: bool | None = None
    bases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    glosses: Mapping[str, str] = field(default_factory=dict)
    places: Sequence[str] = ()
    headings: Sequence[str] = ()
    missing: Sequence[str] = ()
    loaded: Sequence[str] = ()
    elsewhere: Sequence[str] = ()
    above: Sequence[str] = ()
    near: Sequence[str] = ()
    other_years: Sequence[int] = ()
    left_out: Sequence[tuple[str, str]] = ()
    """Plans not in force on the day asked for: title and last day (or year), "" where unknown."""
    reason: str | None = None


def names_asked(material: Material) -> list[str]:
    """The units that the question names, by their own names where the answer has them, else as written."""
    asked = set(material.query.unit_ids)
    held = list(dict.fromkeys(row.name for row in material.units if row.id in asked))
    return held or [unit.written for unit in material.query.units]


def value_text(target: TargetRow, *, chinese: bool) -> str:
    """A target's comparator and value: 不低于15%, at least 15%."""
    unit = target.unit or ""
    value = f"{whole(target.value)}{unit}"
    if target.op == "between" and target.value_to is not None:
        to = f"{whole(target.value_to)}{unit}"
        return f"{whole(target.value)}—{to}" if chinese else f"{whole(target.value)} to {to}"
    words = _OPS_ZH if chinese else _OPS_EN
    return words[target.op].format(value)


_OPS_ZH = {
    ">=": "{}以上",
    ">": "超过{}",
    "<=": "不超过{}",
    "<": "低于{}",
    "=": "{}",
    "~": "{}左右",
    "between": "{}",
    "increase": "提高{}",
    "decrease": "下降{}",
}
_OPS_EN = {
    ">=": "at least {}",
    ">": "more than {}",
    "<=": "at most {}",
    "<": "less than {}",
    "=": "{}",
    "~": "about {}",
    "between": "{}",
    "increase": "an increase of {}",
    "decrease": "a decrease of {}",
}


def word_answer(material: Material) -> str:
    """The paragraph."""
    if material.query.language == "zh":
        from search.wording_zh import answer_zh

        return answer_zh(material)
    from search.wording_en import answer_en

    return answer_en(material)
