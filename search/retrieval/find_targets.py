"""From a topic to the targets it is about: by indicator first, then by quote, then by the task that sets them."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from graph_schema.tables import Node
from search.catalogue import number_of, text_of
from search.passages import PassageFilter
from search.retrieval.bearing import tells_bearer
from search.retrieval.find_tasks import absent_share, is_found, topics_of, trust_in_words, weigh_topic
from search.retrieval.glossed import GlossMatch, match_topic
from search.retrieval.protocol import Found, PassageSearch
from search.retrieval.ranked import Likeness
from search.retrieval.relevance import WeightedConcept, coverage, coverages, held_by_some, mentions
from search.retrieval.target_texts import ReadTarget, TargetTexts
from search.understanding.numbers import base_value
from search.understanding.quantities import kind_of
from search.understanding.query import Topic

CANDIDATES = 400
KEPT_SHARE = 0.82
ONE_SHARE = 0.92
"""The same where the value of one indicator is asked for."""
SUITED_SHARE = 0.8
YEAR_SHARE, YEAR_SURE = 0.6, 0.95
_ALSO_SHARE, _SAME_NAME = 0.7, 88.0
"""Of the best score, what a target needs whose indicator is called as that of one that is kept, to this likeness."""
"""Of the best score, what the best target of the measure and kind asked for, or of the year, needs to leave the others out."""
_FAR_SHARE = 0.6
"""Of the best score anywhere, what the best target of a plan needs where the cut is made plan by plan."""
FLOOR = 0.5
_BY_QUOTE, _BY_HEADING, _BY_SENTENCE = 0.9, 0.7, 0.7
_CLOSENESS_SHARE = 0.15
# How well a target fits an English topic: fitted by ranking the targets that 212 questions ask for before the others.
_OWN, _CLOSE, _ALIKE, _GLOSSED = 1.6, 2.6, 1.3, 5.6
_SPREAD = 0.4
"""Brings differences of fit to where scores by words lie."""


class RankedTarget(NamedTuple):
    """A target that was found. owner: the task, subtask or plan that sets it. score: 0 to 1."""

    node: Node
    owner: str
    score: float


@dataclass(frozen=True, slots=True)
class TargetResult:
    """All relevant targets, best first, and what it took to find them."""

    ranked: tuple[RankedTarget, ...]
    found: Found


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is known of the values asked for beside their topic.

    years: those asked for; measures: what they are counted in; kind: "change", "share" or None; one: whether the value of
    one indicator is asked for.
    """

    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()
    kind: str | None = None
    one: bool = False

    @property
    def share(self) -> float:
        """Of the best target's score, what a target needs to be kept."""
        return ONE_SHARE if self.one else KEPT_SHARE

    def suited(self, ranked: list[RankedTarget]) -> list[RankedTarget]:
        """Those that have the year, the measure and the kind of value asked for, where one of them is nearly the best."""
        for suits, share in (
            (self._has_no_other_year, YEAR_SHARE),
            (self._has_year, YEAR_SURE),
            (self._is_counted, SUITED_SHARE),
            (self._is_of_kind, SUITED_SHARE),
        ):
            fitting = [item for item in ranked if suits(item.node)]
            if fitting and fitting[0].score >= share * ranked[0].score:
                ranked = fitting
        return ranked

    def _has_no_other_year(self, node: Node) -> bool:
        return not self.years or number_of(node, "year") in (None, *self.years)

    def _has_year(self, node: Node) -> bool:
        return not self.years or number_of(node, "year") in self.years

    def _is_counted(self, node: Node) -> bool:
        return not self.measures or base_value(0.0, text_of(node, "unit"))[1].startswith(self.measures)

    def _is_of_kind(self, node: Node) -> bool:
        if not self.one:
            return True
        kind = kind_of(text_of(node, "indicator"), text_of(node, "op"), text_of(node, "unit"))
        return kind == self.kind if self.kind is not None else kind != "change"


def find_targets(
    texts: TargetTexts,
    search: PassageSearch,
    topic: Topic,
    allowed: PassageFilter | None,
    *,
    among: Iterable[str] | None = None,
    plans_of: Callable[[Iterable[str]], dict[str, str]] | None = None,
    title_of: Callable[[str], str] | None = None,
    narrowing: Narrowing | None = None,
) -> TargetResult:
    """The targets that a topic is about: those that `allowed` permits, or exactly those `among` which to choose.

    plans_of: tells plans by owner; then the cut is made plan by plan, so that places which word an indicator
    otherwise are not lost. title_of: the folded title of the plan of an owner. narrowing: what the values have to be
    and whether one indicator alone is meant.
    """
    concepts = weigh_topic(search, topic)
    cosines: dict[str, float] = {}
    found, ids = Found(), sorted(among) if among is not None else []
    if among is None:
        found = search.find(topics_of(topic), topic.chinese or topic.text, allowed, limit=CANDIDATES)
        cosines = {
            passage.owner: passage.cosine or 0.0 for passage in found.passages if passage.owner.startswith("target-")
        }
        ids = list(cosines)
    likeness = read_target_likeness(cosines)
    read = texts.read(ids)
    words = _scores(read, concepts)
    weight = trust_in_words(max(words.values(), default=0.0)) if cosines else 1.0
    glossed = match_topic(search, topic, {target: held.own for target, held in read.items()})
    alike = likeness.of
    if glossed.share:
        alike = {target: (alike.get(target, 0.0) + matched) / 2 for target, matched in glossed.of.items()}
    ranked = [
        RankedTarget(target.node, target.owner, weight * words[identifier] + (1 - weight) * alike.get(identifier, 0.0))
        for identifier, target in read.items()
    ]
    if glossed.share and ranked and narrowing is not None and narrowing.one and plans_of is None:
        ranked = _by_fit(ranked, read, concepts, likeness, glossed)
    ranked.sort(key=lambda item: (-item.score, -cosines.get(item.node.id, 0.0), item.node.id))
    best_words = max(words.values(), default=0.0)
    found_it = glossed.is_clear or is_found(
        best_words, likeness, absent=absent_share(concepts) if among is None else 0.0
    )
    if not ranked or not found_it:
        return TargetResult((), found)
    share = KEPT_SHARE
    if narrowing is not None:
        ranked = narrowing.suited(ranked)
        share = narrowing.share
    plans = plans_of([item.owner for item in ranked]) if plans_of is not None else {}
    best: dict[str, float] = {}
    for item in ranked:
        plan = plans.get(item.owner, "")
        best.setdefault(plan, max(item.score, _FAR_SHARE * ranked[0].score))
    least = FLOOR * (1 - _CLOSENESS_SHARE) if best_words >= FLOOR else 0.0
    kept = [item for item in ranked if item.score >= max(least, share * best[plans.get(item.owner, "")])]
    kept += _alike(kept, [item for item in ranked if item.score >= _ALSO_SHARE * best[plans.get(item.owner, "")]])
    if plans_of is not None:
        said = mentions(concepts, [read[item.node.id].heading for item in kept])
        kept = [item for item, is_said in zip(kept, said, strict=True) if is_said]
    whole = (f"{read[item.node.id].whole}\n{title_of(item.owner) if title_of else ''}" for item in kept)
    if not tells_bearer(topic, concepts, whole):
        return TargetResult((), found)
    return TargetResult(tuple(_with_other_years(ranked, kept)), found)


def _by_fit(
    ranked: list[RankedTarget],
    read: dict[str, ReadTarget],
    concepts: Sequence[WeightedConcept],
    likeness: Likeness,
    glossed: GlossMatch,
) -> list[RankedTarget]:
    """Targets for an English topic, each scored by how far its indicator fits less well than the best one's."""
    fits: dict[str, float] = {}
    for item in ranked:
        target = read[item.node.id]
        fits[item.node.id] = (
            _OWN * coverage(concepts, f"{target.indicator}\n{target.scope}")
            + _CLOSE * _closeness(target.indicator, concepts)
            + _ALIKE * likeness.of.get(item.node.id, 0.0)
            + _GLOSSED * glossed.of.get(item.node.id, 0.0)
        )
    most, best = max(fits.values()), max(item.score for item in ranked)
    return [item._replace(score=best * math.exp(_SPREAD * (fits[item.node.id] - most))) for item in ranked]


def _alike(kept: list[RankedTarget], others: list[RankedTarget]) -> list[RankedTarget]:
    """Those of the others that have the same indicator as one that is kept, in nearly the same words, and its unit."""
    from rapidfuzz import fuzz

    held = {item.node.id for item in kept}
    named = {(_bare_name(item.node), text_of(item.node, "unit")) for item in kept}
    return [
        item
        for item in others
        if item.node.id not in held
        and any(
            unit == text_of(item.node, "unit") and fuzz.ratio(name, _bare_name(item.node)) >= _SAME_NAME
            for name, unit in named
        )
    ]


_BUILT = re.compile("^(?:到?期?末)?(?:累计|基本)?(?:建成|建设|完成|达到|实现|实施)(?:了)?")


def _bare_name(node: Node) -> str:
    """An indicator without the verb that every plan puts before it: 建成高标准农田 is 高标准农田."""
    name = text_of(node, "indicator")
    return _BUILT.sub("", name) or name


def _with_other_years(ranked: Sequence[RankedTarget], kept: Sequence[RankedTarget]) -> list[RankedTarget]:
    """What was kept, and the values of other years of the same series."""
    series = {_series(item) for item in kept if number_of(item.node, "year") is not None}
    owners = {owner for owner, *_ in series}
    held = {item.node.id for item in kept}
    return [item for item in ranked if item.node.id in held or (item.owner in owners and _series(item) in series)]


def _series(item: RankedTarget) -> tuple[str, str, str, str]:
    """What the values of several years share: where one year's is found, the others answer too."""
    node = item.node
    return item.owner, text_of(node, "indicator"), text_of(node, "scope"), text_of(node, "unit")


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


def _scores(read: Mapping[str, ReadTarget], concepts: Sequence[WeightedConcept]) -> dict[str, float]:
    """How well targets cover a topic: by indicator, quote, the sentence around it, the title of their task."""
    concepts = held_by_some(concepts, [target.whole for target in read.values()])
    shares = coverages(concepts, [target.whole for target in read.values()])
    held = [target for target, share in zip(read.values(), shares.tolist(), strict=True) if share]
    own = coverages(concepts, [f"{target.indicator}\n{target.scope}" for target in held])
    quoted = coverages(concepts, [f"{target.indicator}\n{target.quote}" for target in held])
    headed = coverages(concepts, [f"{target.indicator}\n{target.title}" for target in held])
    said = coverages(concepts, [f"{target.indicator}\n{target.title}\n{target.around}" for target in held])
    by_task = np.maximum(_BY_HEADING * headed, _BY_SENTENCE * said) * [target.is_of_task for target in held]
    best = np.maximum(np.maximum(own, _BY_QUOTE * quoted), by_task)
    close = np.array([_closeness(target.indicator, concepts) for target in held])
    scores = best * (1 - _CLOSENESS_SHARE + _CLOSENESS_SHARE * close)
    return dict.fromkeys(read, 0.0) | {
        target.node.id: score for target, score in zip(held, scores.tolist(), strict=True)
    }


def _closeness(indicator: str, concepts: Sequence[WeightedConcept]) -> float:
    """The share of an indicator's characters that the topic speaks of: 1 where it asks for just this indicator."""
    if not indicator:
        return 0.0
    covered = [False] * len(indicator)
    for concept in concepts:
        for form in concept.forms:
            start = indicator.find(form)
            while start >= 0 and form:
                covered[start : start + len(form)] = [True] * len(form)
                start = indicator.find(form, start + 1)
    return covered.count(True) / len(indicator)
