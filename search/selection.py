"""Which tasks, targets and plans answer a query: by the exact walk where units or plans are named, by topic otherwise.

Decides what is in an answer; does not word it and reads no evidence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph_store.protocol import GraphStore
from search.analyser import folded
from search.catalogue import Catalogue, number_of, text_of
from search.responsibilities import UnitTasks, plans_of_tasks, tasks_of_plans, tasks_of_units
from search.retrieval.find_targets import RankedTarget, find_targets, owners_of
from search.retrieval.find_tasks import find_tasks, weigh_topic
from search.retrieval.protocol import PassageSearch
from search.retrieval.relevance import WeightedConcept, coverage
from search.scope import Scope, read_scope
from search.understanding import NumberLimit, Query, Topic
from search.understanding.numbers import base_value

_TOGETHER = re.compile(r"共同|一起|同时|\b(?:both|jointly|together)\b", re.IGNORECASE)
_PLAN_TITLE = 0.75
_ABOUT_TARGETS = frozenset(("target", "comparison"))


@dataclass(frozen=True, slots=True)
class Pick:
    """A task in an answer. parts: the subtasks it stands for, where not the whole task was found."""

    id: str
    plan: str
    score: float
    parts: tuple[str, ...] = ()


@dataclass(slots=True)
class Selection:
    """What answers a query, best first. reason: why there is nothing ("no_plan", "unknown_unit", ...).

    elsewhere: names of places where the topic is found though not in those asked for. truth: of a yes-or-no question.
    """

    scope: Scope
    picks: list[Pick] = field(default_factory=list)
    targets: list[RankedTarget] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    concepts: tuple[WeightedConcept, ...] = ()
    reason: str | None = None
    elsewhere: tuple[str, ...] = ()
    other_years: tuple[int, ...] = ()
    truth: bool | None = None
    encode_ms: float = 0.0
    search_ms: float = 0.0


class Selector:
    """Answers queries over one graph and its indexes."""

    def __init__(self, graph: GraphStore, search: PassageSearch, catalogue: Catalogue) -> None:
        self._graph = graph
        self._search = search
        self._catalogue = catalogue
        self._places_with_targets: frozenset[str] | None = None

    def select(self, query: Query) -> Selection:
        """What answers the query."""
        selection = Selection(read_scope(self._catalogue, query, with_targets=self._broken_down(query)))
        selection.reason = self._refusal(query, selection.scope)
        if selection.reason:
            return selection
        wanted = query.only_type or query.asks_for
        if wanted in ("plan", "citation"):
            self._select_plans(query, selection)
        elif wanted in _ABOUT_TARGETS or query.counted == "target" or query.limits:
            self._select_targets(query, selection)
            if not selection.targets and wanted == "comparison":
                self._select_tasks(query, selection)
        else:
            self._select_tasks(query, selection)
            if not selection.picks and query.topic and not query.units:
                self._select_targets(query, selection)
        is_count = query.asks_for == "count" and bool(query.unit_ids) and not query.topic  # none is a count, too
        if not (selection.picks or selection.targets or selection.plans) and not selection.reason and not is_count:
            selection.reason = "nothing"
            selection.elsewhere = self._elsewhere(query)
        return selection

    def _broken_down(self, query: Query) -> frozenset[str]:
        """Of the places asked for, those that targets are for."""
        asked = [place.id for place in query.filter_places if place.id]
        return (
            frozenset(edge.target for edge in self._graph.edges(targets=asked, types=["FOR"], limit=1))
            if asked
            else frozenset()
        )

    def _refusal(self, query: Query, scope: Scope) -> str | None:
        if query.filter_places and not (scope.places or scope.towns) and not query.everywhere:
            return "no_plan"
        if query.units and not query.unit_ids:
            return "unknown_unit"
        if query.unknown_plans and not query.plans and "citation" not in query.asks:
            return "unknown_plan"
        if query.as_of is not None and not scope.plans:
            return "not_in_force"
        return None

    # Tasks

    def _select_tasks(self, query: Query, selection: Selection) -> None:
        scope = self._in_years(query, selection)
        if selection.reason:
            return
        if query.units and not (query.asks_for == "yes_no" and query.topic):
            walked = self._walk(query, scope)
            if query.topic:
                self._rank_tasks(query, scope, selection, among=walked)
            else:
                selection.picks = self._picks(walked, scope)
        elif query.topic:
            self._rank_tasks(query, scope, selection, among=None)
            if query.units:
                self._decide(query, selection)
        elif query.filter_places or query.plans or query.role or query.years or query.as_of or query.everywhere:
            tasks = tasks_of_plans(self._graph, scope.plans)
            selection.picks = [Pick(task, plan, 1.0) for task, plan in tasks.items()]
        else:
            selection.reason = "no_topic"
        selection.targets = self._targets_of(selection.picks)
        selection.plans = list(dict.fromkeys(pick.plan for pick in selection.picks))

    def _in_years(self, query: Query, selection: Selection) -> Scope:
        """The scope without plans that say they do not cover the years asked for."""
        scope = selection.scope
        if not query.years:
            return scope
        plans = frozenset(
            plan
            for plan in scope.plans
            if any(self._catalogue.plans[plan].covers_year(year) is not False for year in query.years)
        )
        if not plans:
            selection.reason = "year"
        return replace(
            scope,
            plans=plans,
            is_all=scope.is_all and plans == scope.plans,
            by_places_alone=scope.by_places_alone and plans == scope.plans,
        )

    def _walk(self, query: Query, scope: Scope) -> UnitTasks:
        """The tasks of the units named: of any of them, or of all where they are asked for together."""
        groups = [tasks_of_units(self._graph, unit.ids, query.role) for unit in query.units if unit.ids]
        if len(groups) > 1 and _TOGETHER.search(query.text):
            shared = set.intersection(*(set(group.tasks) for group in groups))
            return UnitTasks({task: groups[0].tasks[task] for task in sorted(shared)}, {}, ())
        everything = tasks_of_units(self._graph, query.unit_ids, query.role)
        in_plans = [plan for plan in everything.plans if plan in scope.plans]
        if in_plans:
            whole = tasks_of_plans(self._graph, in_plans)
            everything = replace(
                everything, tasks=everything.tasks | {task: [] for task in whole if task not in everything.tasks}
            )
        return everything

    def _picks(self, walked: UnitTasks, scope: Scope) -> list[Pick]:
        plans = plans_of_tasks(self._graph, list(walked.tasks))
        inside = {task for task, plan in plans.items() if plan in scope.plans}
        ordered = [task for task in tasks_of_plans(self._graph, {plans[task] for task in inside}) if task in inside]
        return [Pick(task, plans[task], 1.0, self._own_pieces(walked, task)) for task in ordered]

    @staticmethod
    def _own_pieces(walked: UnitTasks, task: str) -> tuple[str, ...]:
        return tuple(walked.pieces.get(task, ()))

    def _rank_tasks(self, query: Query, scope: Scope, selection: Selection, *, among: UnitTasks | None) -> None:
        only = frozenset(among.tasks) if among is not None else None
        ids = None
        if among is not None:
            ids = frozenset((*among.tasks, *(piece for pieces in among.pieces.values() for piece in pieces)))
        result = find_tasks(self._graph, self._search, query.topic, scope.filter(tasks=ids), only=only)
        selection.concepts = result.concepts
        selection.encode_ms += result.found.encode_ms
        selection.search_ms += result.found.search_ms
        selection.picks = [
            Pick(item.task.id, item.task.plan, item.score, item.parts)
            for item in result.ranked
            if item.task.plan in scope.plans
        ]

    def _decide(self, query: Query, selection: Selection) -> None:
        """Whether the units named have the role asked about in one of the tasks found."""
        walked = tasks_of_units(self._graph, query.unit_ids, query.role)
        said = {task: {edge.target for edge in edges} for task, edges in walked.tasks.items()}
        theirs = [
            pick
            for pick in selection.picks
            if pick.id in said and (not pick.parts or said[pick.id].intersection(pick.parts))
        ]
        selection.truth = bool(theirs)
        if theirs:
            selection.picks = theirs
            return
        known = set(tasks_of_units(self._graph, query.unit_ids, None).tasks)
        plans = plans_of_tasks(self._graph, sorted(known))
        near = [pick for pick in selection.picks if pick.plan in set(plans.values())]
        selection.picks = near or selection.picks

    # Targets

    def _targets_of(self, picks: Sequence[Pick]) -> list[RankedTarget]:
        """The targets that the tasks found set, in their order; of the pieces found, where pieces were."""
        owners: list[str] = []
        score: dict[str, float] = {}
        for pick in picks:
            for owner in pick.parts or (pick.id,):
                owners.append(owner)
                score[owner] = pick.score
        if not owners:
            return []
        whole = [pick.id for pick in picks if not pick.parts]
        for edge in self._graph.edges(sources=whole, types=["HAS_SUBTASK"]):
            owners.append(edge.target)
            score[edge.target] = score[edge.source]
        edges = self._graph.edges(sources=owners, types=["SETS"])
        nodes = self._graph.nodes([edge.target for edge in edges])
        place = {owner: number for number, owner in enumerate(owners)}
        edges.sort(key=lambda edge: (place[edge.source], edge.target))
        found: dict[str, RankedTarget] = {}
        for edge in edges:
            if edge.target in nodes:
                found.setdefault(edge.target, RankedTarget(nodes[edge.target], edge.source, score[edge.source]))
        return list(found.values())

    def _select_targets(self, query: Query, selection: Selection) -> None:
        among = self._target_pool(query, selection.scope)
        if query.topic:
            allowed = selection.scope.filter(kinds=frozenset(("target",))) if among is None else None
            selection.concepts = weigh_topic(self._search, query.topic)
            result = find_targets(self._graph, self._search, query.topic, allowed, among=among)
            selection.encode_ms += result.found.encode_ms
            selection.search_ms += result.found.search_ms
            targets = list(result.ranked)
        else:
            pool = sorted(among) if among is not None else self._all_targets(selection.scope)
            owned = owners_of(self._graph, pool)
            targets = [RankedTarget(node, owned.get(node.id, ""), 1.0) for node in self._graph.nodes(pool).values()]
        targets = self._at_places(targets, query, selection)
        targets = [target for target in targets if all(_within(target, limit) for limit in query.limits)]
        selection.targets = self._for_years(targets, query, selection)
        self._support_targets(selection)

    def _target_pool(self, query: Query, scope: Scope) -> set[str] | None:
        """The targets to choose from, where units or places without plans restrict them; None where only the scope does."""
        if query.units:
            walked = tasks_of_units(self._graph, query.unit_ids, query.role)
            owners = [*walked.tasks, *(piece for pieces in walked.pieces.values() for piece in pieces)]
            pool = {edge.target for edge in self._graph.edges(sources=owners, types=["SETS"])}
            return pool | {edge.target for edge in self._graph.edges(sources=query.unit_ids, types=["ACCOUNTABLE_FOR"])}
        if scope.towns and not scope.places:
            towns = [place.id for place in scope.towns if place.id]
            return {edge.source for edge in self._graph.edges(targets=towns, types=["FOR"])}
        return None

    def _all_targets(self, scope: Scope) -> list[str]:
        tasks = tasks_of_plans(self._graph, scope.plans)
        pieces = [edge.target for edge in self._graph.edges(sources=tasks, types=["HAS_SUBTASK"])]
        edges = self._graph.edges(sources=[*sorted(scope.plans), *tasks, *pieces], types=["SETS"])
        return list(dict.fromkeys(edge.target for edge in edges))

    def _at_places(self, targets: list[RankedTarget], query: Query, selection: Selection) -> list[RankedTarget]:
        """Those for the places asked for; a place as a whole before the places within it."""
        places = self.places_of_targets(target.node.id for target in targets)
        own = {place for plan in self._catalogue.plans.values() for place in plan.places}
        towns = {place.id for place in selection.scope.towns}
        kept = []
        for target in targets:
            here = places.get(target.node.id, [])
            below = bool(here) and not set(here) & own
            if below and query.own_only:
                continue
            if selection.scope.towns and not selection.scope.places and not towns & set(here):
                continue
            kept.append((below and not towns & set(here), target))
        best = max((target.score for _, target in kept), default=0.0)
        return [
            target for _, target in sorted(kept, key=lambda pair: (pair[0] and pair[1].score <= best, -pair[1].score))
        ]

    def places_of_targets(self, targets: Iterable[str]) -> dict[str, list[str]]:
        """The places that each target is for."""
        found: dict[str, list[str]] = {}
        for edge in self._graph.edges(sources=targets, types=["FOR"]):
            found.setdefault(edge.source, []).append(edge.target)
        return found

    def _for_years(self, targets: list[RankedTarget], query: Query, selection: Selection) -> list[RankedTarget]:
        """Those of the years asked for; yearly ones count where their plan covers the year."""
        if not query.years or not targets:
            return targets
        plans = self.plans_of_owners(target.owner for target in targets)
        kept = []
        for target in targets:
            year = number_of(target.node, "year")
            plan = self._catalogue.plans.get(plans.get(target.owner, ""))
            is_annual = year is None and text_of(target.node, "frequency") == "annual" and plan is not None
            if (year is not None and int(year) in query.years) or (
                is_annual and plan is not None and any(plan.covers_year(wanted) for wanted in query.years)
            ):
                kept.append(target)
        if not kept:
            selection.reason = "target_year"
            years = {number_of(target.node, "year") for target in targets}
            selection.other_years = tuple(sorted(int(year) for year in years if year is not None))
        exact = [target for target in kept if number_of(target.node, "year") is not None]
        return exact + [target for target in kept if target not in exact]

    def plans_of_owners(self, owners: Iterable[str]) -> dict[str, str]:
        """The plan that each task, subtask or plan belongs to."""
        listed = list(dict.fromkeys(owners))
        tasks = [owner for owner in listed if owner.startswith("task-")]
        parents = {edge.target: edge.source for edge in self._graph.edges(targets=tasks, types=["HAS_SUBTASK"])}
        plans = plans_of_tasks(self._graph, list(dict.fromkeys(parents.get(task, task) for task in tasks)))
        return {owner: plans.get(parents.get(owner, owner), owner) for owner in listed}

    def _support_targets(self, selection: Selection) -> None:
        """The tasks and plans that targets rest on."""
        parents = {
            edge.target: edge.source
            for edge in self._graph.edges(targets=[target.owner for target in selection.targets], types=["HAS_SUBTASK"])
        }
        plans = self.plans_of_owners(target.owner for target in selection.targets)
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
        selection.plans = list(
            dict.fromkeys(plans[target.owner] for target in selection.targets if target.owner in plans)
        )

    # Plans

    def _select_plans(self, query: Query, selection: Selection) -> None:
        scope = self._in_years(query, selection)
        if selection.reason:
            return
        cited = [*query.unknown_plans, *(self._catalogue.plans[plan].title for plan in query.plans)]
        if cited and "citation" in query.asks and ("plan" in query.asks or not query.plans):
            selection.plans = self._citing(cited, replace(scope, plans=frozenset(self._catalogue.plans)))
        elif query.units and not query.topic:
            issued = self._graph.edges(targets=query.unit_ids, types=["ISSUED_BY"])
            selection.plans = sorted({edge.source for edge in issued} & scope.plans)
            if not selection.plans:
                picks = self._picks(self._walk(query, scope), scope)
                selection.plans = list(dict.fromkeys(pick.plan for pick in picks))
        elif query.topic and not query.plans:
            self._plans_on_topic(query.topic, query, scope, selection)
        else:
            selection.plans = sorted(scope.plans, key=lambda plan: (self._catalogue.plans[plan].title, plan))
        if (
            selection.plans
            and not selection.picks
            and query.asks_for == "plan"
            and len(selection.plans) <= 3
            and query.plans
        ):
            tasks = tasks_of_plans(self._graph, selection.plans)
            selection.picks = [Pick(task, plan, 1.0) for task, plan in tasks.items()]

    def _citing(self, titles: Sequence[str], scope: Scope) -> list[str]:
        """The plans that cite a document of one of these titles."""
        keys = [folded(title) for title in titles]
        cited = [
            identifier
            for identifier, title in self._catalogue.cited.items()
            if any(key in folded(title) or folded(title) in key for key in keys)
        ]
        edges = self._graph.edges(targets=cited, types=["CITES"])
        return sorted({edge.source for edge in edges} & scope.plans)

    def _plans_on_topic(self, topic: Topic, query: Query, scope: Scope, selection: Selection) -> None:
        concepts = weigh_topic(self._search, topic)
        scores = {plan: coverage(concepts, folded(self._catalogue.plans[plan].title)) for plan in scope.plans}
        named = sorted((plan for plan in scores if scores[plan] >= _PLAN_TITLE), key=lambda plan: (-scores[plan], plan))
        if named:
            selection.plans = named
            return
        self._rank_tasks(query, scope, selection, among=None)
        selection.plans = list(dict.fromkeys(pick.plan for pick in selection.picks))
        selection.targets = self._targets_of(selection.picks)

    # Where else

    def _elsewhere(self, query: Query) -> tuple[str, ...]:
        """Names of the places where the topic is found, without the places, years and units asked for."""
        if not query.topic or not (query.filter_places or query.years or query.units or query.plans):
            return ()
        wider = find_tasks(self._graph, self._search, query.topic, None)
        plans = list(dict.fromkeys(item.task.plan for item in wider.ranked))
        return tuple(
            dict.fromkeys(
                self._catalogue.joined_names(self._catalogue.plans[plan].places)
                for plan in plans
                if plan in self._catalogue.plans
            )
        )


def _within(target: RankedTarget, limit: NumberLimit) -> bool:
    """Whether a target's value obeys a limit; measures are compared without their multipliers."""
    value = number_of(target.node, "value")
    if value is None:
        return False
    base, measure = base_value(value, text_of(target.node, "unit"))
    wanted, wanted_unit = base_value(limit.value, limit.unit)
    if wanted_unit and not measure.startswith(wanted_unit) and not (wanted_unit == "%" and measure == "个百分点"):
        return False
    tests = {">=": base >= wanted, ">": base > wanted, "<=": base <= wanted, "<": base < wanted, "=": base == wanted}
    return tests[limit.op]
