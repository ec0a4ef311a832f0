"""What was understood, as parts of the question that can be taken out: a chip that goes takes its words with it. Knows no page."""

import re
from collections.abc import Callable, Iterator

from search.results import Understood

Understand = Callable[[str], Understood]
_LONGEST_WORDS = 6
_LONGEST_CHARACTERS = 18
_EMPTY = re.compile(r"\s{2,}")


def parts_of(understood: Understood) -> dict[str, tuple[str, ...]]:
    """What a question was understood to say, by kind of chip: place, unit, plan, role, year, topic."""
    return {
        "place": tuple(place.name for place in understood.jurisdictions),
        "unit": tuple(unit.name for unit in understood.units),
        "plan": tuple(plan.name for plan in understood.plans),
        "role": (understood.role,) if understood.role else (),
        "year": tuple(str(year) for year in understood.years),
        "topic": (understood.topic,) if understood.topic else (),
    }


def without(question: str, kind: str, value: str, understand: Understand) -> str | None:
    """The question without the words that were understood as this; None where no words of it can be told.

    The shortest piece is taken whose absence removes this and leaves all else as it was understood.
    """
    if kind == "topic" and value in question:
        return _tidy(question.replace(value, " ", 1))
    before = parts_of(understand(question))
    kept = [held for held in before[kind] if held != value]
    second: str | None = None
    for shorter in (*_without_year(question, kind, value), *_shortened(question)):
        if not shorter:
            continue
        after = parts_of(understand(shorter))
        if any(held not in kept for held in after[kind]):  # 2023年 less 23 is 20年, which is another year
            continue
        if all(after[other] == before[other] for other in before if other != kind):
            return shorter
        if second is None and all(
            after[other] == before[other] for other in ("place", "unit", "year") if other != kind
        ):
            second = shorter
    return second


def instead_of(question: str, kind: str, value: str, wanted: str, understand: Understand) -> str:
    """The question with other words in the place of those that were understood as this; at its end where none can be told."""
    if value in question:
        return question.replace(value, wanted, 1)
    shorter = without(question, kind, value, understand)
    if kind == "topic" or not shorter:
        return f"{question} {wanted}"
    return f"{shorter} {wanted}" if shorter.isascii() else f"{wanted}{shorter}"


def _without_year(question: str, kind: str, value: str) -> Iterator[str]:
    """The question less a year with the word that goes with it."""
    if kind == "year":
        for form in (f"到{value}年", f"{value}年度", f"{value}年", f"in {value}", f"by {value}", value):
            if form in question:
                yield _tidy(question.replace(form, " ", 1))


def _shortened(question: str) -> Iterator[str]:
    """The question less one piece, short pieces first: of words, or of characters where it has no spaces."""
    words = question.split()
    if len(words) > 2 and question.isascii():
        for length in range(1, min(_LONGEST_WORDS, len(words)) + 1):
            for start in range(len(words) - length + 1):
                yield " ".join(words[:start] + words[start + length :])
        return
    text = question[:80]
    for length in range(1, min(_LONGEST_CHARACTERS, len(text)) + 1):
        for start in range(len(text) - length + 1):
            yield _tidy(text[:start] + text[start + length :] + question[80:])


def _tidy(text: str) -> str:
    return _EMPTY.sub(" ", text).strip(" ，,、")
