"""Gathers the targets that a question may mean, and what speaks for each: words, meaning, glosses, kind of value. Cuts nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from graph_schema.tables import Node
from reference.patterns import lazy_pattern
from search.analyser import folded
from search.catalogue import text_of
from search.passages import PassageFilter
from search.retrieval.bearing import tells_bearer
from search.retrieval.find_tasks import absent_share, is_found, topics_of, trust_in_words, weigh_topic
from search.retrieval.glossed import GlossMatch, fit_glosses, match_topic
from search.retrieval.protocol import Found, PassageSearch
from search.retrieval.ranked import Likeness
from search.retrieval.relevance import Shares, TaskText, WeightedConcept, coverages, held_by_some
from search.retrieval.target_model import AnswerSigns, Sought, TargetSigns, WordShares, orders, scores, signs_of
from search.retrieval.target_texts import ReadTarget, TargetTexts
from search.retrieval.telling import rarest_shared
from search.retrieval.topic_words import read_topic_words
from search.understanding.query import Topic
from search.understanding.values import ValueAsked

_BY_QUOTE, _BY_HEADING, _BY_SENTENCE = 0.9, 0.7, 0.7
_CLOSENESS_SHARE = 0.15
_COSINES_FROM = 0.8
_FAR_AHEAD = 5.0
CANDIDATES = 400
_OWN_SIGNS = AnswerSigns._fields.index("cosine")
_JUDGED = 120
"""How many of the targets found the model looks at."""


class RankedTarget(NamedTuple):
    """A target that was found. owner: the task, subtask or plan that sets it. score: 0 to 1."""

    node: Node
    owner: str
    score: float


class Question(NamedTuple):
    """A question as targets are asked for. text: without its names, "" where none is asked; value: what it says of the values."""

    text: str
    value: ValueAsked
    years: tuple[int, ...]


_BUILT = lazy_pattern("^(?:到?期?末)?(?:累计|基本)?(?:建成|建设|完成|达到|实现|实施)(?:了)?")


def bare_name(node: Node) -> str:
    """An indicator without the verb that every plan puts before it: 建成高标准农田 is 高标准农田."""
    name = text_of(node, "indicator")
    return _BUILT.sub("", name) or name


@dataclass(frozen=True, slots=True)
class Gathered:
    """All targets that may be meant, best first, and what was read to tell.

    meant: by the whole question; likeness: to the topic; best_words: the best score by words; signs: what spoke
    for each; order: what the model says of it; telling: how telling the words are that the best one has, and that it lacks.
    """

    ranked: list[RankedTarget]
    read: dict[str, ReadTarget]
    concepts: Sequence[WeightedConcept]
    found: Found
    meant: Found
    likeness: Likeness
    glossed: GlossMatch
    best_words: float
    signs: Mapping[str, TargetSigns]
    order: Mapping[str, float]
    telling: tuple[float, float] = (0.0, 0.0)


def gather_targets(
    texts: TargetTexts,
    search: PassageSearch,
    topic: Topic,
    allowed: PassageFilter | None,
    among: Iterable[str] | None,
    question: Question,
) -> Gathered:
    """The targets found by words, by meaning, and by that of the whole question, scored by the model where there is a question."""
    concepts = weigh_topic(search, topic)
    found, meant = _search(search, topic, allowed, question.text) if among is None else (Found(), Found())
    cosines, meanings = _cosines(found), _cosines(meant)
    read = texts.read(sorted(among) if among is not None else list(dict.fromkeys((*cosines, *meanings))))
    if question.value.share or question.value.money:
        read = {
            key: held
            for key, held in read.items()
            if not question.value.excludes(held.indicator, text_of(held.node, "unit"))
        }
    likeness = read_target_likeness(cosines)
    words = _word_shares(read, concepts)
    glossed = match_topic(search, topic, {target: held.own for target, held in read.items()})
    by_words = dict(zip(read, words.score.tolist(), strict=True))
    best_words = max(by_words.values(), default=0.0)
    score = _by_words(by_words, likeness, glossed)
    signs: Mapping[str, TargetSigns] = {}
    order: Mapping[str, float] = {}
    telling = (0.0, 0.0)
    if question.text and read:
        alike = read_target_likeness(meanings).of
        likely = _likeliest(read, score, alike)
        sought = Sought(
            question.value,
            folded(question.text),
            question.years,
            read_topic_words(search, "" if topic.english else topic.text),
            glossed.glosses,
        )
        signs = _signs(sought, read, likely, words, alike, glossed)
        order = orders(signs, english=topic.english)
        score = scores(order, max(score.values()))
        first = min(order, key=lambda key: (-order[key], -cosines.get(key, 0.0), key))
        telling = rarest_shared(search, read[first], sought.words, glossed)
    ranked = [RankedTarget(read[key].node, read[key].owner, value) for key, value in score.items()]
    ranked.sort(key=lambda item: (-item.score, -cosines.get(item.node.id, 0.0), item.node.id))
    return Gathered(ranked, read, concepts, found, meant, likeness, glossed, best_words, signs, order, telling)


def _likeliest(read: Mapping[str, ReadTarget], score: Mapping[str, float], alike: Mapping[str, float]) -> list[int]:
    """The places of the targets that the model looks at: those likeliest by words or meaning."""
    best = sorted((-score[key] - alike.get(key, 0.0), key, at) for at, key in enumerate(read))
    return sorted(at for _, _, at in best[:_JUDGED])


def _signs(
    sought: Sought,
    read: Mapping[str, ReadTarget],
    likely: Sequence[int],
    words: WordShares,
    alike: Mapping[str, float],
    glossed: GlossMatch,
) -> dict[str, TargetSigns]:
    """What speaks for each of the targets at these places."""
    keys = list(read)
    chosen = {keys[at]: read[keys[at]] for at in likely}
    texts = {key: _as_text(target) for key, target in chosen.items()}
    matched = replace(glossed, held={key: glossed.held[key] for key in chosen if key in glossed.held})
    fits = fit_glosses(matched, texts) if matched.held else {}
    shares = WordShares(*(share[list(likely)] for share in words))
    return signs_of(sought, chosen, shares, [alike.get(key, 0.0) for key in chosen], glossed, fits)


def is_on_topic(held: Gathered) -> bool:
    """Whether the best target is about the topic at all, for an encoder that the model is not for and a given choice of targets."""
    absent = absent_share(held.concepts) if held.found.passages else 0.0
    return held.glossed.is_clear or is_found(held.best_words, held.likeness, absent=absent)


def answer_signs(held: Gathered, topic: Topic, title_of: Callable[[str], str] | None) -> AnswerSigns | None:
    """What speaks for the best target; None where there is none."""
    if not held.ranked:
        return None
    best = held.ranked[0]
    own = held.signs[best.node.id]
    absent = absent_share(held.concepts)
    whole = f"{held.read[best.node.id].whole}\n{title_of(best.owner) if title_of else ''}"
    cosine = _cosines(held.meant).get(best.node.id, 0.0)
    said = [getattr(own, sign) for sign in AnswerSigns._fields[:_OWN_SIGNS]]
    beside = (
        max(0.0, cosine - _COSINES_FROM),
        (held.meant.usual or 0.0) - _COSINES_FROM,
        held.likeness.top - _COSINES_FROM,
        held.likeness.span,
        absent,
        float(is_found(held.best_words, held.likeness, absent=absent)),
        float(held.glossed.is_clear),
        float(tells_bearer(topic, held.concepts, [whole])),
        own.told,
        *held.telling,
        *_lead(held),
    )
    return AnswerSigns._make((*said, *beside))


def _lead(held: Gathered) -> tuple[float, float, float]:
    """By how much the best target is ahead of the next of another indicator, and of the middle one; and its order itself."""
    best = held.ranked[0]
    order = [held.order[item.node.id] for item in held.ranked]
    name, top = bare_name(best.node), order[0]
    next_one = next((held.order[item.node.id] for item in held.ranked if bare_name(item.node) != name), None)
    margin = top - next_one if next_one is not None else _FAR_AHEAD
    return min(margin, _FAR_AHEAD) / _FAR_AHEAD, min(top - order[len(order) // 2], 2 * _FAR_AHEAD) / 10, top / 10


def _search(search: PassageSearch, topic: Topic, allowed: PassageFilter | None, question: str) -> tuple[Found, Found]:
    """What is found by the topic, its times those of both searches, and by the meaning of the question without its names."""
    found = search.find(topics_of(topic), topic.chinese or topic.text, allowed, limit=CANDIDATES)
    meant = search.find([question], "", allowed, limit=CANDIDATES)
    return replace(
        found, encode_ms=found.encode_ms + meant.encode_ms, search_ms=found.search_ms + meant.search_ms
    ), meant


def _cosines(found: Found) -> dict[str, float]:
    return {passage.owner: passage.cosine or 0.0 for passage in found.passages if passage.owner.startswith("target-")}


def _by_words(words: Mapping[str, float], likeness: Likeness, glossed: GlossMatch) -> dict[str, float]:
    """The score of each target, 0 to 1, by how well its words, likeness and glosses explain the topic."""
    weight = trust_in_words(max(words.values(), default=0.0)) if likeness.of else 1.0
    alike = likeness.of
    if glossed.share:
        alike = {target: (alike.get(target, 0.0) + matched) / 2 for target, matched in glossed.of.items()}
    return {key: weight * value + (1 - weight) * alike.get(key, 0.0) for key, value in words.items()}


def _as_text(target: ReadTarget) -> TaskText:
    """A target with its task's words as its heading."""
    return TaskText(
        target.indicator, f"{target.title}\n{target.around}".strip(), (f"{target.scope}\n{target.quote}",), ()
    )


def read_target_likeness(cosines: dict[str, float]) -> Likeness:
    """How like targets are to a topic, 0 (the middle of what was found) to 1 (the best)."""
    if not cosines:
        return Likeness({}, {})
    ordered = sorted(cosines.values(), reverse=True)
    top, middle = ordered[0], ordered[len(ordered) // 2]
    span = max(top - middle, 0.02)
    return Likeness(
        {owner: max(0.0, (value - middle) / span) for owner, value in cosines.items()}, {}, top, top - middle
    )


def _word_shares(read: Mapping[str, ReadTarget], concepts: Sequence[WeightedConcept]) -> WordShares:
    """How well targets cover a topic: by indicator, quote, the sentence around it, the title of their task."""
    texts = [target.whole for target in read.values()]
    concepts = held_by_some(concepts, texts)
    whole = coverages(concepts, texts)
    there = np.flatnonzero(whole)  # where a target as a whole has nothing of it, no field has
    every = list(read.values())
    targets = [every[at] for at in there]

    def in_all(values: Shares) -> Shares:
        shares = np.zeros(len(every))
        shares[there] = values
        return shares

    own = coverages(concepts, [f"{target.indicator}\n{target.scope}" for target in targets])
    quoted = coverages(concepts, [f"{target.indicator}\n{target.quote}" for target in targets])
    headed = coverages(concepts, [f"{target.indicator}\n{target.title}" for target in targets])
    said = coverages(concepts, [f"{target.indicator}\n{target.title}\n{target.around}" for target in targets])
    by_task = np.maximum(_BY_HEADING * headed, _BY_SENTENCE * said) * [target.is_of_task for target in targets]
    best = np.maximum(np.maximum(own, _BY_QUOTE * quoted), by_task)
    forms = [form for concept in concepts for form in concept.forms if form]
    close = np.array([_closeness(target.indicator, forms) for target in targets])
    score = best * (1 - _CLOSENESS_SHARE + _CLOSENESS_SHARE * close)
    return WordShares(in_all(score), in_all(own), in_all(headed), whole, in_all(close))


def _closeness(indicator: str, forms: Sequence[str]) -> float:
    """The share of an indicator's characters that the topic speaks of: 1 where it asks for just this indicator."""
    if not (there := [form for form in forms if form in indicator]):
        return 0.0
    covered = bytearray(len(indicator))
    for form in there:
        start = indicator.find(form)
        while start >= 0:
            covered[start : start + len(form)] = b"\1" * len(form)
            start = indicator.find(form, start + 1)
    return covered.count(1) / len(indicator)
