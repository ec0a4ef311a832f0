"""From a topic to the targets it is about: by indicator first, then by quote, then by the task that sets them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.tables import Node
from reference.patterns import lazy_pattern
from search.catalogue import number_of, text_of
from search.passages import PassageFilter
from search.retrieval.bearing import tells_bearer
from search.retrieval.gather_targets import Question, RankedTarget, answer_signs, bare_name, gather_targets, is_on_topic
from search.retrieval.protocol import Found, PassageSearch
from search.retrieval.relevance import mentions
from search.retrieval.target_model import AnswerSigns, TargetSigns, is_answer
from search.retrieval.target_texts import ReadTarget, TargetTexts
from search.understanding.numbers import base_value
from search.understanding.quantities import kind_of
from search.understanding.query import Topic
from search.understanding.values import ValueAsked

KEPT_SHARE = 0.82
"""Of the best target's score, what a target needs to be kept."""
ONE_SHARE = 0.92
"""The same where the value of one indicator is asked for."""
SUITED_SHARE = 0.8
YEAR_SHARE, YEAR_SURE = 0.6, 0.95
"""Of the best score, what the best target of the measure and kind asked for, or of the year, needs to leave the others out."""
_ALSO_SHARE, _SAME_NAME = 0.6, 86.0
"""Of the best score, what a target needs whose indicator is called as that of one that is kept, to this likeness."""
_HOME_SHARE, _SAME_THING = 0.78, 80.0
"""Of the best score anywhere, what the best target of the plan of just the place asked for needs so that of the places within
it only those count whose indicator is called the same, to this likeness."""
_FAR_SHARE = 0.45
"""Of the best score anywhere, what the best target of a plan needs where the cut is made plan by plan."""


@dataclass(frozen=True, slots=True)
class TargetResult:
    """All relevant targets, best first, and what it took to find them. signs: what spoke for each target looked at;
    there: for the best one (`best`, an id) being what is asked for."""

    ranked: tuple[RankedTarget, ...]
    found: Found
    signs: Mapping[str, TargetSigns] = field(default_factory=dict)
    there: AnswerSigns | None = None
    best: str | None = None


_NOTHING_SAID = ValueAsked()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is known of the values asked for beside their topic.

    years: those asked for; measures: what they are counted in; kind: "change", "share" or None; one: whether the value of
    one indicator is asked for; is_asked: whether values are asked for at all; text: the question without names; value: what it
    says of the values; home: titles, folded, of the plans of just the place asked for, where others are of places within it.
    """

    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()
    kind: str | None = None
    one: bool = False
    is_asked: bool = False
    text: str = ""
    value: ValueAsked = _NOTHING_SAID
    home: frozenset[str] = frozenset()

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
    *,
    allowed: PassageFilter | None = None,
    among: Iterable[str] | None = None,
    plans_of: Callable[[Iterable[str]], dict[str, str]] | None = None,
    title_of: Callable[[str], str] | None = None,
    narrowing: Narrowing | None = None,
    sure: bool = False,
) -> TargetResult:
    """The targets that a topic is about: those that `allowed` permits, or exactly those `among` which to choose.

    plans_of: tells plans by owner; then the cut is made plan by plan, so that places which word an indicator
    otherwise are not lost. title_of: the folded title of the plan of an owner. narrowing: what the values have to be
    and whether one indicator alone is meant. sure: whether it is known that one of them is meant.
    """
    narrowing = narrowing or Narrowing()
    held = gather_targets(
        texts, search, topic, allowed, among, Question(narrowing.text, narrowing.value, narrowing.years)
    )
    concepts, ranked, read, found = held.concepts, held.ranked, held.read, held.found
    there = answer_signs(held, topic, title_of) if among is None and held.meant.usual is not None else None
    likely = there is not None and narrowing.is_asked and is_answer(there, english=topic.english)
    if not ranked or not (sure or likely or is_on_topic(held)):
        return TargetResult((), found, held.signs, there, ranked[0].node.id if ranked else None)
    best_id = ranked[0].node.id
    ranked = _at_home(narrowing.suited(ranked), read, narrowing)
    plans = plans_of([item.owner for item in ranked]) if plans_of is not None else {}
    best: dict[str, float] = {}
    for item in ranked:
        plan = plans.get(item.owner, "")
        best.setdefault(plan, max(item.score, _FAR_SHARE * ranked[0].score))
    kept = [item for item in ranked if item.score >= narrowing.share * best[plans.get(item.owner, "")]]
    kept = kept if topic.english else _without_ratios(kept, narrowing.text)
    kept += _alike(kept, [item for item in ranked if item.score >= _ALSO_SHARE * best[plans.get(item.owner, "")]])
    if plans_of is not None:
        said = mentions(concepts, [read[item.node.id].heading for item in kept])
        kept = [item for item, is_said in zip(kept, said, strict=True) if is_said]
    whole = (f"{read[item.node.id].whole}\n{title_of(item.owner) if title_of else ''}" for item in kept)
    if not likely and not sure and not tells_bearer(topic, concepts, whole):
        return TargetResult((), found, held.signs, there, best_id)
    return TargetResult(tuple(_with_other_years(ranked, kept)), found, held.signs, there, best_id)


def _at_home(ranked: list[RankedTarget], read: Mapping[str, ReadTarget], narrowing: Narrowing) -> list[RankedTarget]:
    """Where the place asked for has a plan of its own that sets what is asked for, those of places within only for the same thing."""
    from rapidfuzz import fuzz

    home = {item.node.id for item in ranked if read[item.node.id].plan in narrowing.home} if narrowing.one else set()
    own = next((item for item in ranked if item.node.id in home), None)
    if own is None or own.score < _HOME_SHARE * ranked[0].score:
        return ranked
    name, most = bare_name(own.node), own.score
    same = (item for item in ranked if item.node.id in home or fuzz.ratio(name, bare_name(item.node)) >= _SAME_THING)
    kept = [item._replace(score=min(item.score, most)) for item in same]
    return sorted(kept, key=lambda item: (-item.score, item.node.id not in home))


_RATIO_OF = lazy_pattern("^.{0,8}(?:比|比例|比重|占比|率|增速|增长|增幅)$")


def _without_ratios(kept: list[RankedTarget], asked: str) -> list[RankedTarget]:
    """Without the share or growth of an indicator that is kept itself (网络零售额占比 beside 网络零售额), unless it is asked for."""
    units = {bare_name(item.node): text_of(item.node, "unit") for item in kept}

    def is_asked(item: RankedTarget) -> bool:
        name, unit = bare_name(item.node), text_of(item.node, "unit")
        rests = (name.removeprefix(other) for other, own in units.items() if name.startswith(other) and own != unit)
        return all(rest[-1:] in asked for rest in rests if rest and _RATIO_OF.match(rest))

    return [item for item in kept if is_asked(item)]


def _alike(kept: list[RankedTarget], others: list[RankedTarget]) -> list[RankedTarget]:
    """Those of the others that have the same indicator as one that is kept, in nearly the same words, and its unit."""
    from rapidfuzz import fuzz

    held = {item.node.id for item in kept}
    named = {(bare_name(item.node), text_of(item.node, "unit")) for item in kept}
    return [
        item
        for item in others
        if item.node.id not in held
        and any(
            unit == text_of(item.node, "unit") and fuzz.ratio(name, bare_name(item.node)) >= _SAME_NAME
            for name, unit in named
        )
    ]


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


__all__ = ["Narrowing", "RankedTarget", "TargetResult", "find_targets"]
