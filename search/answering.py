"""From what was selected to an answer: lists cut to a page, rows, wording, neighbourhood. Selects nothing."""

from collections import ChainMap
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from graph_store.protocol import GraphStore
from search.around import MOST_NODES, answer_nodes, as_neighbourhood, piece_of
from search.catalogue import Catalogue
from search.lists import ListBuilder, Lists
from search.responsibilities import LEAD, ROLES, basis_of
from search.results import Answer, Named, PlanRow, TargetRow, TaskRow, Understood
from search.retrieval.find_targets import RankedTarget
from search.rows import RowBuilder
from search.select_targets import places_of_targets, plans_of_owners
from search.selected import Selection
from search.sources import Sources
from search.understanding import Query
from search.understanding.unit_index import UnitIndex
from search.unit_rows import UnitRows
from search.wording import Material, word_answer

_COUNTED = {
    "task": "tasks",
    "unit": "units",
    "target": "targets",
    "plan": "plans",
    "place": "places",
    "action": "actions",
    "citation": "plans",
}
_MAIN = {
    "unit": "units", "task": "tasks", "target": "targets", "comparison": "targets", "plan": "plans", "citation": "plans", "deadline": "tasks",
    "yes_no": "tasks", "place": "places", "count": "tasks",
}  # fmt: skip


class Answerer:
    """Puts selections of one graph into answers."""

    def __init__(
        self, graph: GraphStore, catalogue: Catalogue, sources: Sources, rows: RowBuilder, units: UnitIndex
    ) -> None:
        self._graph = graph
        self._catalogue = catalogue
        self._sources = sources
        self._rows = rows
        self._unit_index = units
        self._list_builder = ListBuilder(graph, catalogue)

    def answer(self, query: Query, selection: Selection, *, limit: int, offset: int) -> Answer:
        """The answer, its main list cut to `limit` rows from `offset`. What is said is the same on every page."""
        if selection.reason:
            return self._no_match(query, selection)
        lists = self._list_builder.lists(query, selection)
        totals = lists.totals()
        main = self._main_list(query, lists)
        count = totals[_COUNTED[query.counted or "task"]] if query.asks_for == "count" else None
        if query.asks_for == "count" and query.counted == "unit":
            count = len(lists.units.ids())  # one that leads and supports is one unit

        def page(name: str) -> slice:
            return slice(offset, offset + limit) if name == main else slice(0, limit)

        units = lists.units[page("units")]
        picks = lists.picks[page("tasks")]
        tasks, targets, plans = self._row_lists(lists, selection, page)
        said = self._row_lists(lists, selection, lambda _: slice(0, limit)) if offset else (tasks, targets, plans)
        nodes = answer_nodes(
            self._graph, self._catalogue, [*picks, *selection.anchors], [row.id for row in units],
            [(t.node.id, t.owner) for t in lists.targets], [plan.id for plan in plans],
            limit=MOST_NODES,
        )  # fmt: skip
        if query.asks_for == "count" and query.counted == "citation":
            count = len({cited for plan in self._rows.plans(lists.plans) for cited in map(str, plan.cites)})
        material = Material(
            query=query, units=lists.units, tasks=said[0], targets=said[1], plans=said[2], totals=totals, count=count, truth=selection.truth,
            bases=self._bases(lists), glosses=self._glosses(lists.units.ids(), query, plans=[p.issuers for p in said[2]]),
            places=[place.name for place in (*selection.scope.places, *selection.scope.towns)],
            headings=lists.headings, missing=[place.name for place in selection.scope.missing], left_out=self._left_out(selection.scope.left_out),
        )  # fmt: skip
        return Answer(
            question=query.question,
            language=query.language,
            status="answered",
            answer=word_answer(material),
            understood=self.understood(query),
            total=totals[main],
            count=count,
            units=tuple(units),
            tasks=tuple(tasks),
            targets=tuple(targets),
            plans=tuple(plans),
            places=tuple(lists.places[page("places")]),
            neighbourhood=as_neighbourhood(piece_of(self._graph, nodes), self._sources),
            totals=totals,
        )

    def _row_lists(
        self, lists: Lists, selection: Selection, of: Callable[[str], slice]
    ) -> tuple[list[TaskRow], list[TargetRow], list[PlanRow]]:
        """Tasks, targets and plans as rows; `of` says which rows of the list of a name."""
        tasks = self._rows.tasks(lists.picks[of("tasks")], lists.said_by, selection.concepts)
        if selection.alignments:
            tasks = self._rows.with_alignments(tasks, selection.alignments)
        return tasks, self._target_rows(lists.targets[of("targets")]), self._rows.plans(lists.plans[of("plans")])

    @staticmethod
    def _main_list(query: Query, lists: Lists) -> str:
        """The list that limit and offset page through: what was asked for, or what there is of it."""
        wanted = _MAIN[query.only_type or query.asks_for]
        if query.asks_for == "count":
            wanted = _COUNTED[query.counted or "task"]
            wanted = "tasks" if wanted == "actions" else wanted
        if not lists.totals()[wanted]:
            wanted = next((name for name in ("units", "tasks", "targets", "plans") if lists.totals()[name]), wanted)
        return wanted

    def _target_rows(self, targets: Sequence[RankedTarget]) -> list[TargetRow]:
        plans = plans_of_owners(self._graph, (target.owner for target in targets))
        places = places_of_targets(self._graph, (target.node.id for target in targets))
        tasks = [target.owner for target in targets if target.owner.startswith("task-")]
        parents = {edge.target: edge.source for edge in self._graph.edges(targets=tasks, types=["HAS_SUBTASK"])}
        return self._rows.targets(targets, plans, places, parents)

    def _bases(self, lists: Lists) -> dict[str, list[str]]:
        """How the leads that are shown are known, by plan title."""
        shown = lists.units.ids(LEAD)
        plan_of = {owner: pick.plan for pick in lists.picks for owner in (pick.parts or (pick.id,))}
        found: dict[str, dict[str, None]] = {}
        for owner, edges in lists.said_by.items():
            known = found.setdefault(self._catalogue.plans[plan_of[owner]].title, {})
            known.update((basis_of(edge), None) for edge in edges if ROLES[edge.type] == LEAD and edge.source in shown)
        return {title: list(bases) for title, bases in found.items() if bases}

    def _no_match(self, query: Query, selection: Selection) -> Answer:
        scope = selection.scope
        above = [name for place in scope.missing for name in self._above_with_plans(place.id)]
        loaded = dict.fromkeys(
            self._catalogue.full_name(place) for plan in self._catalogue.plans.values() for place in plan.places
        )
        material = Material(
            query=query, units=UnitRows(self._catalogue), reason=selection.reason,
            places=[place.name for place in (*scope.places, *scope.towns)],
            missing=[place.name for place in scope.missing], loaded=list(loaded), elsewhere=selection.elsewhere, above=above,
            left_out=self._left_out(scope.left_out), near=self._near_units(query),
            other_years=selection.other_years, glosses=self._glosses(frozenset(), query),
        )  # fmt: skip
        return Answer(
            question=query.question, language=query.language, status="no_match", answer=word_answer(material), understood=self.understood(query)
        )  # fmt: skip

    def _left_out(self, plans: Sequence[str]) -> list[tuple[str, str]]:
        """Plans that were not in force on the day asked for: title, and the day that says so."""
        known = self._catalogue.plans
        return [(known[plan].title, known[plan].effective[1] or str(known[plan].period[1] or "")) for plan in plans]

    def _above_with_plans(self, place: str | None) -> list[str]:
        """Names of the places above one without a plan that have plans of their own."""
        if place is None:
            return []
        return [
            self._catalogue.full_name(above)
            for above in self._catalogue.above(place)
            if self._catalogue.plans_at([above], within=False)
        ]

    def _near_units(self, query: Query) -> list[str]:
        """Units with a name like the one that is unknown, or with the same function elsewhere."""
        from rapidfuzz import fuzz, process

        names = {name: ids for name, ids in self._unit_index.by_name.items() if len(name) > 2}
        found: dict[str, None] = {}
        for unit in query.units:
            if not unit.ids:
                for name, _, _ in process.extract(
                    unit.written, names.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=50
                ):
                    found.update(dict.fromkeys(self._catalogue.units[identifier].name for identifier in names[name]))
        return list(found)[:5]

    def _glosses(self, units: Collection[str], query: Query, plans: Sequence[Sequence[str]] = ()) -> Mapping[str, str]:
        """English names by Chinese name, of everything an answer may name."""
        if query.language == "zh":
            return {}
        asked = {place.name: place.name_en for place in query.places if place.name_en}
        if not units:
            return ChainMap(self._unit_names, asked, self._place_names)
        known = self._catalogue.units
        shown = {known[unit].name: known[unit].name_en for unit in sorted(units)}
        issuers = {name: self._unit_names[name] for names in plans for name in names}
        return ChainMap(issuers, shown, asked, self._place_names)

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        return {unit.name: unit.name_en for unit in self._catalogue.units.values()}

    @cached_property
    def _place_names(self) -> dict[str, str]:
        known = self._catalogue
        return {known.full_name(place.id): place.name_en for place in known.places.values()}

    def understood(self, query: Query) -> Understood:
        """A query as it is shown."""
        return Understood(
            asks_for=query.asks_for,
            also_asks=query.asks[1:],
            jurisdictions=tuple(Named(place.id, place.name) for place in query.places),
            units=tuple(Named(unit, self._catalogue.units[unit].name) for unit in query.unit_ids),
            role=query.role,
            years=query.years,
            topic=query.topic.text,
            topic_zh=query.topic.chinese,
            plans=tuple(Named(plan, self._catalogue.plans[plan].title) for plan in query.plans),
            notes=query.notes,
            as_of=query.as_of,
        )
