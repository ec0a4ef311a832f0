"""Which targets answer a query, for which places and years, and the tasks and plans they rest on."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from math import isclose

from graph_store.protocol import GraphStore
from reference.patterns import lazy_pattern
from search.catalogue import PlanEntry, number_of, text_of
from search.passages import PassageFilter
from search.responsibilities import plans_of_tasks, tasks_of_plans, tasks_of_units
from search.retrieval.find_targets import Narrowing, RankedTarget, TargetResult, find_targets
from search.retrieval.find_tasks import weigh_topic
from search.retrieval.target_texts import owners_of
from search.scope import Scope, read_scope
from search.selected import Corpus, Pick, Selection
from search.understanding import NumberLimit, Query
from search.understanding.numbers import base_value
from search.understanding.quantities import asks_for_one, numbers_asked
from search.understanding.topic import parts_of
from search.understanding.values import read_value_asked

_LARGE = 10_000
_SEVERAL = 2
_NEARLY = 0.85
_SURE = 0.7
"""The score from which on a target is one of a part of the topic, as well."""


def select_targets(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Fill the selection's targets, and the tasks and plans that they rest on."""
    targets = _find(corpus, query, selection)
    targets = _at_places(corpus, targets, query, selection)
    targets = [target for target in targets if all(_obeys(target, limit) for limit in query.limits)]
    selection.targets = _for_years(corpus, _counted_in(targets, query), query, selection)
    _support(corpus.graph, selection)


def _find(corpus: Corpus, query: Query, selection: Selection) -> list[RankedTarget]:
    graph, scope = corpus.graph, selection.scope
    among = _pool(graph, query, scope)
    side_by_side = query.asks_for in ("comparison", "place") or len(query.filter_places) > 1 or query.everywhere
    if query.topic:
        selection.concepts = weigh_topic(corpus.search, query.topic)
        find = partial(
            find_targets,
            corpus.target_texts,
            corpus.search,
            allowed=scope.filter(kinds=frozenset(("target",))) if among is None else None,
            among=among,
            plans_of=partial(plans_of_owners, graph) if side_by_side else None,
            title_of=partial(_title_of, corpus),
            narrowing=replace(_narrowing(query), home=_home_titles(corpus, query, scope)),
        )
        result = find(query.topic)
        selection.count_time(result.found)
        ranked = list(result.ranked)
        if not ranked and (rows := _rows_of_places(graph, query, scope)):
            ranked = list(find(query.topic, allowed=None, among=rows).ranked)
        return ranked + _of_parts(query, ranked, find) if query.asks_for == "target" else ranked
    pool = sorted(among) if among is not None else _all(graph, scope)
    owned = owners_of(graph, pool)
    return [RankedTarget(node, owned.get(node.id, ""), 1.0) for node in graph.nodes(pool).values()]


def _home_titles(corpus: Corpus, query: Query, scope: Scope) -> frozenset[str]:
    """The folded titles of the plans of just the one place asked for, where plans of places within it may be used as well."""
    if len(scope.places) != 1 or query.own_only or query.plans or scope.places[0].id is None:
        return frozenset()
    own = frozenset(corpus.catalogue.plans_at([scope.places[0].id], within=False)) & scope.plans
    return frozenset(corpus.titles.get(plan, "") for plan in own) - {""} if own < scope.plans else frozenset()


def _rows_of_places(graph: GraphStore, query: Query, scope: Scope) -> set[str]:
    """The targets that plans of places above set for the places asked for, which have plans of their own."""
    asked = [place.id for place in query.filter_places if place.id] if scope.places and not query.units else []
    pool = {edge.source for edge in graph.edges(targets=asked, types=["FOR"])} if asked else set()
    plans = plans_of_owners(graph, owned.values()) if (owned := owners_of(graph, pool)) else {}
    return {target for target, owner in owned.items() if plans.get(owner) not in scope.plans}


def choose_targets(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Of the targets of the tasks selected, keep those of just the indicator whose value is asked for."""
    narrowing = _narrowing(query)
    if not query.topic or query.asks_for != "target" or not narrowing.one or len(selection.targets) < _SEVERAL:
        return
    allowed = PassageFilter(owners=frozenset(target.node.id for target in selection.targets))
    found = find_targets(
        corpus.target_texts, corpus.search, query.topic, allowed=allowed, narrowing=narrowing, sure=True
    )
    kept = {target.node.id for target in found.ranked}
    selection.targets = [target for target in selection.targets if target.node.id in kept] or selection.targets


_COUNTED_PLACES = lazy_pattern("县|市|区|村|镇|乡|街道|社区|旗|苏木")


def count_is_target(corpus: Corpus, query: Query) -> bool:
    """Whether what is counted is what a target sets: how many counties are to pass the review, 几个村."""
    if query.asks_for != "count" or query.counted != "place" or not query.topic or query.units or query.everywhere:
        return False
    asked = replace(query, asks=("target",), counted=None)
    result = find_targets(
        corpus.target_texts,
        corpus.search,
        query.topic,
        allowed=read_scope(corpus.catalogue, asked).filter(kinds=frozenset(("target",))),
        narrowing=_narrowing(asked),
    )
    return bool(result.ranked) and _COUNTED_PLACES.search(text_of(result.ranked[0].node, "indicator")) is not None


def _narrowing(query: Query) -> Narrowing:
    """What the question says of the values it asks for."""
    english = query.topic.english
    is_asked = query.asks_for in ("target", "comparison") or "target" in query.asks
    if numbers_asked(query.text, english=english) > 1:
        return Narrowing(query.years, is_asked=is_asked, text=query.bare)
    value = read_value_asked(query.text, english=english)
    if len(parts_of(query.topic, query.text)) > 1:
        return Narrowing(query.years, is_asked=is_asked, text=query.bare, value=value)
    one = query.asks_for in ("target", "comparison") and asks_for_one(query.text, query.topic.text, english=english)
    return Narrowing(query.years, query.measures, value.kind, one, is_asked, query.bare, value)


def _of_parts(query: Query, ranked: list[RankedTarget], find: Callable[..., TargetResult]) -> list[RankedTarget]:
    """What is asked for beside what was found: investment and land freed are two indicators, each with its targets.

    Only where every part is found for sure; one whose targets are there already adds none.
    """
    parts = parts_of(query.topic, query.text)
    if len(parts) < 2:
        return []
    held = {target.node.id for target in ranked}
    sure: list[list[RankedTarget]] = []
    for part in parts:
        asked = Narrowing(query.years, is_asked=True, text=part.text)
        sure.append([target for target in find(part, narrowing=asked).ranked if target.score >= _SURE])
        if not sure[-1]:
            return []
    more = [target for found in sure if not held & {target.node.id for target in found} for target in found]
    return list({target.node.id: target for target in more}.values())


def _title_of(corpus: Corpus, owner: str) -> str:
    return corpus.titles.get(plans_of_owners(corpus.graph, [owner]).get(owner, ""), "")


def _pool(graph: GraphStore, query: Query, scope: Scope) -> set[str] | None:
    """The targets to choose from, where units or places without plans restrict them; None where only the scope does."""
    if query.units:
        walked = tasks_of_units(graph, query.unit_ids, query.unit_role)
        owners = [*walked.tasks, *(piece for pieces in walked.pieces.values() for piece in pieces)]
        pool = {edge.target for edge in graph.edges(sources=owners, types=["SETS"])}
        return pool | {edge.target for edge in graph.edges(sources=query.unit_ids, types=["ACCOUNTABLE_FOR"])}
    if scope.towns and not scope.places:
        towns = [place.id for place in scope.towns if place.id]
        return {edge.source for edge in graph.edges(targets=towns, types=["FOR"])}
    return None


def _all(graph: GraphStore, scope: Scope) -> list[str]:
    """All targets of the plans in the scope, those of the plans themselves first."""
    tasks = tasks_of_plans(graph, scope.plans)
    pieces = [edge.target for edge in graph.edges(sources=tasks, types=["HAS_SUBTASK"])]
    edges = graph.edges(sources=[*sorted(scope.plans), *tasks, *pieces], types=["SETS"])
    return list(dict.fromkeys(edge.target for edge in edges))


def places_of_targets(graph: GraphStore, targets: Iterable[str]) -> dict[str, list[str]]:
    """The places that each target is for."""
    found: dict[str, list[str]] = {}
    for edge in graph.edges(sources=targets, types=["FOR"]):
        found.setdefault(edge.source, []).append(edge.target)
    return found


def plans_of_owners(graph: GraphStore, owners: Iterable[str]) -> dict[str, str]:
    """The plan that each task, subtask or plan belongs to."""
    listed = list(dict.fromkeys(owners))
    tasks = [owner for owner in listed if owner.startswith("task-")]
    parents = {edge.target: edge.source for edge in graph.edges(targets=tasks, types=["HAS_SUBTASK"])}
    plans = plans_of_tasks(graph, list(dict.fromkeys(parents.get(task, task) for task in tasks)))
    return {owner: plans.get(parents.get(owner, owner), owner) for owner in listed}


def _at_places(corpus: Corpus, targets: list[RankedTarget], query: Query, selection: Selection) -> list[RankedTarget]:
    """Those for the places asked for; a place as a whole before the places within it."""
    places = places_of_targets(corpus.graph, (target.node.id for target in targets))
    own = {place for plan in corpus.catalogue.plans.values() for place in plan.places}
    towns = {place.id for place in selection.scope.towns}
    kept: list[tuple[bool, RankedTarget]] = []
    for target in targets:
        here = set(places.get(target.node.id, ()))
        is_broken_down = bool(text_of(target.node, "scope")) or (bool(here) and not here & own)
        if is_broken_down and query.own_only and not here & towns:
            continue
        if towns and not selection.scope.places and not towns & here:
            continue
        kept.append((is_broken_down and not towns & here, target))
    return [target for _, target in sorted(kept, key=lambda pair: (pair[0], -pair[1].score))]


def _counted_in(targets: list[RankedTarget], query: Query) -> list[RankedTarget]:
    """Those counted in what the question counts in, where one of them is nearly the best: 多少家 asks for no 亩."""
    if not query.measures or not targets:
        return targets
    best = max(target.score for target in targets)
    kept = [t for t in targets if base_value(0.0, text_of(t.node, "unit"))[1].startswith(query.measures)]
    return kept if any(target.score >= _NEARLY * best for target in kept) else targets


def _for_years(corpus: Corpus, targets: list[RankedTarget], query: Query, selection: Selection) -> list[RankedTarget]:
    """Those of the years asked for; where there are none, yearly ones whose plan covers the year."""
    if not query.years or not targets:
        return targets
    exact = [target for target in targets if number_of(target.node, "year") in query.years]
    if exact:
        return exact
    plans = plans_of_owners(corpus.graph, (target.owner for target in targets))
    yearly = []
    for target in targets:
        plan = corpus.catalogue.plans.get(plans.get(target.owner, ""))
        if plan is None or number_of(target.node, "year") is not None:
            continue
        is_yearly = text_of(target.node, "frequency") == "annual"
        if any((is_yearly and plan.covers_year(year)) or _is_of_year(plan, year) for year in query.years):
            yearly.append(target)
    if not yearly:
        selection.reason = "target_year"
        years = {number_of(target.node, "year") for target in targets}
        selection.other_years = tuple(sorted(int(year) for year in years if year is not None))
    return yearly


def _is_of_year(plan: PlanEntry, year: int) -> bool:
    """Whether a plan is that of one year (2024年工作要点): what it promises is meant for that year."""
    return plan.period == (year, year) or (plan.period == (None, None) and f"{year}年" in plan.title)


def _support(graph: GraphStore, selection: Selection) -> None:
    """The tasks and plans that targets rest on."""
    owners = [target.owner for target in selection.targets]
    parents = {edge.target: edge.source for edge in graph.edges(targets=owners, types=["HAS_SUBTASK"])}
    plans = plans_of_owners(graph, owners)
    picks: dict[str, Pick] = {}
    for target in selection.targets:
        if not target.owner.startswith("task-"):
            continue
        task = parents.get(target.owner, target.owner)
        parts = (target.owner,) if target.owner in parents else ()
        known = picks.get(task)
        if known is None:
            picks[task] = Pick(task, plans[target.owner], target.score, parts)
        elif known.parts and parts:
            picks[task] = replace(known, parts=tuple(dict.fromkeys((*known.parts, *parts))))
    selection.picks = list(picks.values())
    selection.plans = list(dict.fromkeys(plans[owner] for owner in owners if owner in plans))


def _obeys(target: RankedTarget, limit: NumberLimit) -> bool:
    """Whether a target's value obeys a limit; measures are compared without their multipliers."""
    value = number_of(target.node, "value")
    if value is None:
        return False
    printed = text_of(target.node, "unit")
    # A bare number means the number as it is printed: 100 and more, of which 2,800 亿元 is one and 37 万元 none.
    base, measure = base_value(value, printed) if limit.unit or limit.value >= _LARGE else (value, printed)
    wanted, wanted_unit = base_value(limit.value, limit.unit)
    if wanted_unit and not measure.startswith(wanted_unit) and not (wanted_unit == "%" and measure == "个百分点"):
        return False
    same = isclose(base, wanted)
    tests = {">=": base >= wanted, ">": base > wanted, "<=": base <= wanted, "<": base < wanted, "=": same}
    return tests[limit.op]
