"""How well a text covers a topic, and where a ranked list stops being relevant. Knows texts only, no graph and no index.

Cosines of the default encoder lie within some hundredths of each other, so words decide first: a topic whose words
stand in a title is there for certain. Meaning orders what words leave equal, and speaks alone where no words are found.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from search.analyser import normalise
from search.understanding.query import Concept
from search.understanding.text import has_han

SYNONYM = 0.97
TRANSLATION = 0.9
"""What a translation after the first counts."""
RELATED = 0.6
"""What a related word counts where the question's own is a name of four characters or more that the plans use."""
GENERAL_SHARE = 0.1
"""What all general words of a topic (改革, 推进) count for together, beside its words of substance."""
SUBJECT_SHARE = 0.25
"""What a word of the plan's own title weighs among the tasks of that plan."""
_PARTIAL_FROM = 0.5
_IN_PIECES = 0.85
"""What a long word is worth whose pairs of characters are all there, but not together."""
_WHOLE = 0.88
_LEAST_WEIGHT = 0.35
_SUBSTANCE = 0.3


@dataclass(frozen=True, slots=True)
class WeightedConcept:
    """A concept with the weight it has in this graph: what few passages speak of counts more."""

    forms: tuple[str, ...]
    worth: tuple[float, ...]
    """What finding each form is worth, 0 to 1: 1 for the question's own word."""
    weight: float
    in_graph: bool
    general: bool = False
    is_known: bool = True
    """Whether a lexicon knows the word; an English word that none knows says nothing by being absent."""
    pairs: tuple[tuple[str, ...], ...] = ()
    """The character pairs of each form that may be found in pieces; none for the others."""
    subject: tuple[str, ...] = ()
    """The forms by which a plan's title says that it is about this: the first alone, where the plans use it."""
    exact: int = 0
    """How many of the forms, from the first, mean just this, where the others are less exact; 0 where all do."""
    gloss: str = ""
    """The English word that the forms are only the dictionary's translations of."""


@dataclass(frozen=True, slots=True)
class TaskText:
    """What is compared with a topic: a task's words by field."""

    title: str
    action: str
    sentences: tuple[str, ...]
    indicators: tuple[str, ...]
    whole: str = field(init=False, repr=False, compare=False)
    """All of it: a word that is not in it is in no field."""
    own: str = field(init=False, repr=False, compare=False)
    """What the task itself says, without its action's title."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", "\n".join((self.title, self.action, *self.sentences, *self.indicators)))
        object.__setattr__(self, "own", "\n".join((self.title, *self.sentences, *self.indicators)))


class Coverage(NamedTuple):
    """Shares of a topic that fields cover, 0 to 1. score: all together; sentence: the best one, by its place.

    own: the score without what the title of the action says.
    """

    title: float
    action: float
    text: float
    score: float
    sentence: int | None
    own: float = 0.0


def weigh(concepts: Sequence[Concept], shares: Mapping[str, float], *, english: bool) -> tuple[WeightedConcept, ...]:
    """The concepts with weights from how rare their words are among the passages."""
    all_general = all(concept.weight < _SUBSTANCE for concept in concepts)
    weighted = []
    for given in concepts:
        concept = _as_known(given, shares)
        forms = tuple(normalise(form) for form in concept.forms)
        share = max((shares.get(form, 0.0) for form in concept.forms), default=0.0)
        in_graph = share > 0 or any(_is_partly_there(form, shares) for form in concept.forms)
        rarity = 1.0 if share <= 0 else min(1.0, _LEAST_WEIGHT + (1 - _LEAST_WEIGHT) * -math.log10(share) / 2.5)
        worth = tuple(
            _worth_translated(place) if english else _worth(concept.forms[0], form, shares)
            for place, form in enumerate(concept.forms)
        )
        general = concept.weight < _SUBSTANCE and not all_general
        weight = rarity if all_general or general else concept.weight * rarity
        pairs = tuple(_pairs(form) if value >= TRANSLATION else () for form, value in zip(forms, worth, strict=True))
        known = concept.is_term and (any(has_han(form) for form in forms) or not english)
        subject = forms[:1] if shares.get(concept.forms[0], 0.0) > 0 else forms
        exact = len(given.forms) if len(concept.forms) > len(given.forms) else 0
        weighted.append(
            WeightedConcept(forms, worth, weight, in_graph, general, known, pairs, subject, exact, concept.gloss)
        )
    return _without_strangers(weighted)


def beside_subject(concepts: Sequence[WeightedConcept], plan_title: str) -> tuple[WeightedConcept, ...]:
    """The concepts as they weigh among one plan's tasks: what the plan itself is about tells none of them apart.

    北斗城市治理应用 in a plan for 北斗 asks for 城市治理; where nothing else is asked for, the subject keeps its weight.
    plan_title: folded.
    """
    subject = [any(form in plan_title for form in concept.subject or concept.forms) for concept in concepts]
    outside = [
        concept
        for held, concept in zip(subject, concepts, strict=True)
        if not held and (concept.in_graph or not concept.general)
    ]
    if not any(subject) or not outside:
        return tuple(concepts)
    promoted = all(concept.general for concept in outside)
    return tuple(
        replace(concept, weight=SUBJECT_SHARE * concept.weight, general=False)
        if held and (not concept.general or promoted)
        else replace(concept, general=concept.general and not promoted)
        for held, concept in zip(subject, concepts, strict=True)
    )


def _without_strangers(concepts: list[WeightedConcept]) -> tuple[WeightedConcept, ...]:
    """Without words that neither our lists nor the plans know, where a term that the plans have stands beside them.

    They are likelier part of how the question was put (who is betting on hydrogen) than of what it is about.
    """
    if not any(
        held.in_graph and held.is_known and not held.general and len(held.forms[0]) > 1 for held in concepts
    ):  # one character is soon found anywhere
        return tuple(concepts)
    return tuple(held for held in concepts if held.in_graph or held.is_known)


def _as_known(concept: Concept, shares: Mapping[str, float]) -> Concept:
    """The concept by its less exact words where no passage has any of the exact ones."""
    if not concept.broader or any(shares.get(form, 0.0) > 0 for form in concept.forms):
        return concept
    return replace(concept, forms=(*concept.forms, *concept.broader), broader=())


def _is_partly_there(form: str, shares: Mapping[str, float]) -> bool:
    """Whether passages hold most of a long word's pairs of characters."""
    pairs = _pairs(normalise(form))
    return bool(pairs) and sum(shares.get(pair, 0.0) > 0 for pair in pairs) >= _PARTIAL_FROM * len(pairs)


def words_to_weigh(concepts: Sequence[Concept]) -> list[str]:
    """The words whose shares `weigh` wants to know: all forms, and the pairs of long ones."""
    forms = [form for concept in concepts for form in (*concept.forms, *concept.broader)]
    return sorted({*forms, *(pair for form in forms for pair in _pairs(normalise(form)))})


def _worth_translated(place: int) -> float:
    """What a translation is worth: the likeliest all, the others a little less."""
    return 1.0 if place == 0 else TRANSLATION


def _worth(own: str, form: str, shares: Mapping[str, float]) -> float:
    """What a form is worth beside the question's own word."""
    if form == own:
        return 1.0
    alike = len(set(own) & set(form)) * 2 >= min(len(set(own)), len(set(form)))
    return SYNONYM if len(own) < 4 or alike or not shares.get(own) else RELATED


def coverage(concepts: Sequence[WeightedConcept], text: str) -> float:
    """The share of the topic that a folded text holds, 0 to 1."""
    return share_held(concepts, found_in(concepts, text)) if text else 0.0


Shares = npt.NDArray[np.float64]
"""A share for each of many texts."""
_Value = TypeVar("_Value", float, Shares)


def coverages(concepts: Sequence[WeightedConcept], texts: Sequence[str]) -> Shares:
    """`coverage` of each of many folded texts: word by word, which takes a fraction of the time that text by text does."""
    return np.zeros(len(texts)) + share_held(concepts, [_found_in_each(concept, texts) for concept in concepts])


def held_by_some(concepts: Sequence[WeightedConcept], texts: Sequence[str]) -> tuple[WeightedConcept, ...]:
    """The concepts without forms that none of the folded texts can hold, whole or in pieces."""
    every = "\n".join(texts)

    def is_held(form: str, pairs: Sequence[str]) -> bool:
        return sum(pair in every for pair in pairs) >= _PARTIAL_FROM * len(pairs) if pairs else form in every

    kept = [list(map(is_held, concept.forms, concept.pairs)) for concept in concepts]
    return tuple(
        replace(
            concept,
            forms=tuple(compress(concept.forms, held)),
            worth=tuple(compress(concept.worth, held)),
            pairs=tuple(compress(concept.pairs, held)),
        )
        for concept, held in zip(concepts, kept, strict=True)
    )


Found = tuple[float, ...]
"""For each concept of a topic how well a text holds it, 0 to 1."""


def found_in(concepts: Sequence[WeightedConcept], text: str) -> Found:
    """How well a folded text holds each concept."""
    return tuple([_found(concept, text) for concept in concepts])


def best_of(*found: Found) -> Found:
    """How well several texts together hold each concept."""
    return tuple(map(max, zip(*found, strict=True)))


def mentions(concepts: Sequence[WeightedConcept], texts: Sequence[str]) -> list[bool]:
    """For each folded text whether it has one of the topic's words itself; all, where none of them has one.

    Where some texts have the word (产业大脑), others with pieces of it (产业大平台) are no mentions.
    """
    substance = [concept for concept in concepts if not concept.general and concept.in_graph]
    held = [any(_found(concept, text) >= _WHOLE for concept in substance) for text in texts]
    return held if any(held) else [True] * len(texts)


def share_held(concepts: Sequence[WeightedConcept], found: Sequence[_Value]) -> _Value | float:
    """The share of the topic's weight that was found; general words count little beside words of substance."""
    total = general_total = 0.0
    held: _Value | float = 0.0
    general_held: _Value | float = 0.0
    for concept, value in zip(concepts, found, strict=True):
        if concept.general:
            general_held = general_held + concept.weight * value
            general_total += concept.weight
        else:
            held = held + concept.weight * value
            total += concept.weight
    substance = held / total if total else 0.0
    if not general_total:
        return substance
    return (1 - GENERAL_SHARE) * substance + GENERAL_SHARE * general_held / general_total


Form = tuple[str, float, tuple[str, ...]]
"""A form of a concept, what finding it is worth, its pairs of characters."""


def _found(concept: WeightedConcept, text: str) -> float:
    return _best_form(zip(concept.forms, concept.worth, concept.pairs, strict=True), text)


def _best_form(forms: Iterable[Form], text: str) -> float:
    best = 0.0
    for form, worth, pairs in forms:
        if worth <= best:
            continue
        if form in text:
            best = worth
        elif pairs and worth * _IN_PIECES > best:
            best = max(best, worth * _partly(pairs, text))
    return best


def _found_in_each(concept: WeightedConcept, texts: Sequence[str]) -> Shares:
    """`_found` for each text."""
    best = np.zeros(len(texts))
    for form, worth, pairs in zip(concept.forms, concept.worth, concept.pairs, strict=True):
        best = np.maximum(best, worth * _hold(texts, form))
        if pairs:
            share = sum(_hold(texts, pair).astype(np.intp) for pair in pairs) / len(pairs)
            best = np.maximum(best, worth * np.where(share >= _PARTIAL_FROM, _IN_PIECES * share, 0.0))
    return best


def _hold(texts: Sequence[str], part: str) -> npt.NDArray[np.bool_]:
    """Whether each text has a part."""
    return np.frombuffer(bytes([part in text for text in texts]), np.bool_)


def _forms_in(concept: WeightedConcept, text: str) -> tuple[Form, ...]:
    """The forms that the text holds whole or in pieces: no part of it can hold another."""
    forms = zip(concept.forms, concept.worth, concept.pairs, strict=True)
    return tuple([held for held in forms if held[0] in text or (held[2] and _partly(held[2], text))])


def _pairs(form: str) -> tuple[str, ...]:
    return tuple(form[place : place + 2] for place in range(len(form) - 1)) if len(form) >= 4 else ()


def _partly(pairs: tuple[str, ...], text: str) -> float:
    """A long word that is there in pieces: the share of its character pairs, from half of them on."""
    here = 0
    for pair in pairs:
        if pair in text:
            here += 1
    share = here / len(pairs)
    return _IN_PIECES * share if share >= _PARTIAL_FROM else 0.0


ACTION_ONLY = 0.78
TEXT_ONLY = 0.6
_DENSITY = 0.03
_DENSEST = 4


def cover_task(concepts: Sequence[WeightedConcept], task: TaskText) -> Coverage:
    """How well a task covers a topic. A title that covers all of it scores 1, the action's title .78, text alone .6."""
    if not concepts:
        return Coverage(0.0, 0.0, 0.0, 0.0, None)
    there = [_forms_in(concept, task.whole) for concept in concepts]
    if not any(there):
        return Coverage(0.0, 0.0, 0.0, 0.0, None)

    nothing: Found = (0.0,) * len(concepts)

    def found_at(text: str) -> Found:
        found = tuple([_best_form(forms, text) if forms else 0.0 for forms in there])
        return found if any(found) else nothing

    in_title, in_action = found_at(task.title), found_at(task.action)
    said = [found_at(text) for text in (*task.sentences, *task.indicators)]
    title, action = share_held(concepts, in_title), share_held(concepts, in_action)
    headed = share_held(concepts, best_of(in_title, in_action))
    sentence, best = None, 0.0
    for place, found in enumerate(said):
        here = share_held(concepts, best_of(in_title, found)) if found is not nothing else title
        if here > best:
            sentence, best = place, here
    whole = share_held(concepts, best_of(in_title, *said))
    text = max(best, 0.85 * whole)
    plenty = _DENSITY * min(_DENSEST, max(0, _mentions(concepts, task.sentences, said) - 1)) if text > 0 else 0.0
    by_text = TEXT_ONLY * text + (1 - TEXT_ONLY) * title + plenty * (1 - title)
    by_action = ACTION_ONLY * headed + (1 - ACTION_ONLY) * title if action > 0 else 0.0
    at = sentence if sentence is not None and sentence < len(task.sentences) else None
    return Coverage(title, action, text, min(1.0, max(by_text, by_action)), at, min(1.0, by_text))


def _mentions(concepts: Sequence[WeightedConcept], sentences: Sequence[str], said: Sequence[Found]) -> int:
    """How many sentences speak of the topic's heaviest word."""
    heaviest = max(range(len(concepts)), key=lambda place: concepts[place].weight)
    return sum(found[heaviest] > _PARTIAL_FROM for found in said[: len(sentences)])
