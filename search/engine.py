"""Questions to answers over one store: understanding, selection, rows, wording. The only way in for commands and apps.

Knows no SQL and no index format: the graph is a GraphStore, the passages a PassageSearch.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from graph_schema.errors import InputError
from graph_store.neo4j_address import is_address
from graph_store.protocol import GraphStore
from graph_store.walk import neighbourhood, shortest_path
from search.around import MOST_NODES, answer_nodes, as_neighbourhood, piece_of
from search.catalogue import Catalogue, number_of, read_catalogue
from search.filters import known_place, with_filters
from search.responsibilities import ROLES, basis_of, units_of_tasks
from search.results import Answer, Evidence, Named, Neighbourhood, PlanRow, TargetRow, Timings, Understood, UnitRow
from search.retrieval.find_targets import RankedTarget
from search.retrieval.protocol import PassageSearch
from search.rows import RowBuilder
from search.select_targets import places_of_targets, plans_of_owners
from search.selected import Corpus, Pick, Selection
from search.selection import select
from search.sources import Sources
from search.understanding import PlaceRef, Query, Understander
from search.wording import Material, word_answer

DEFAULT_LIMIT = 20
_COUNTED = {"task": "tasks", "unit": "units", "target": "targets", "plan": "plans", "place": "places"}
_MAIN = {
    "unit": "units", "task": "tasks", "target": "targets", "comparison": "targets", "plan": "plans", "citation": "plans", "deadline": "tasks",
    "yes_no": "tasks", "place": "places", "count": "tasks",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Lists:
    """Everything found, before it is cut to the page asked for."""

    units: list[UnitRow]
    picks: list[Pick]
    targets: list[RankedTarget]
    plans: list[str]
    places: list[Named]

    def totals(self) -> dict[str, int]:
        return {
            "units": len(self.units), "tasks": len(self.picks), "targets": len(self.targets), "plans": len(self.plans),
            "places": len(self.places),
        }  # fmt: skip


class Engine:
    """Answers questions about one state of the graph. Threads may share it; close it when done."""

    def __init__(self, graph: GraphStore, search: PassageSearch, paths: Mapping[str, str]) -> None:
        """Use `open_store`. `paths`: where each document was read from, by its id."""
        self.graph = graph
        self._search = search
        self.catalogue: Catalogue = read_catalogue(graph)
        self._sources = Sources(graph, paths)
        self._understander = Understander(self.catalogue, self._is_phrase)
        self._corpus = Corpus.of(graph, search, self.catalogue)
        self._rows = RowBuilder(graph, self.catalogue, self._sources)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._search.close()
        self.graph.close()

    def ask(
        self,
        question: str,
        *,
        jurisdiction: str | None = None,
        role: str | None = None,
        year: int | None = None,
        type: str | None = None,
        as_of: str | None = None,
        limit: int = DEFAULT_LIMIT,
        offset: int = 0,
    ) -> Answer:
        """The answer to a question in Chinese, English or pinyin.

        The filters stand in for what the question may have said: a place by any name, "lead" or "support", a year, what
        is asked for ("unit", "task", "target", "plan"), a day (YYYY-MM-DD) on which plans have to be in force. Lists hold
        `limit` rows from `offset` of what was asked for. Raises InputError for an empty or too long question and for
        filter values that nothing is known of.
        """
        if limit < 1 or offset < 0:
            raise InputError(f"limit {limit} and offset {offset}: the limit must be at least 1, the offset at least 0")
        started = time.perf_counter()
        query = self._understander.understand(question)
        query = with_filters(
            query, self._understander, jurisdiction=jurisdiction, role=role, year=year, type=type, as_of=as_of
        )
        understood = time.perf_counter()
        selection = select(self._corpus, query)
        selected = time.perf_counter()
        answer = self._answer(query, selection, limit=limit, offset=offset)
        done = time.perf_counter()
        timings = Timings(
            understand=(understood - started) * 1e3,
            encode=selection.encode_ms,
            retrieve=(selected - understood) * 1e3 - selection.encode_ms,
            expand=(done - selected) * 1e3,
            total=(done - started) * 1e3,
        )
        return replace(answer, timings=timings)

    def understand(self, question: str) -> Understood:
        """What a question is taken to mean, without answering it."""
        return self._understood(self._understander.understand(question))

    def neighbourhood(
        self, id: str, hops: int = 1, *, types: Iterable[str] | None = None, limit: int = 200
    ) -> Neighbourhood:
        """What lies within `hops` edges of a node, at most `limit` nodes. Raises InputError for an id that is not there."""
        if id not in self.graph.nodes([id]):
            raise InputError(f"{id}: no such node in this store; ids are those of an answer from the same store")
        return as_neighbourhood(neighbourhood(self.graph, [id], hops=hops, types=types, limit=limit), self._sources)

    def path(self, a: str, b: str, *, max_hops: int = 6) -> Neighbourhood | None:
        """The shortest way between two nodes, edge after edge with its evidence; None where there is none."""
        missing = [identifier for identifier in (a, b) if identifier not in self.graph.nodes([identifier])]
        if missing:
            raise InputError(
                f"{missing[0]}: no such node in this store; ids are those of an answer from the same store"
            )
        found = shortest_path(self.graph, a, b, max_hops=max_hops)
        if found is None:
            return None
        from graph_store.walk import Subgraph

        return as_neighbourhood(Subgraph(found.nodes, found.edges), self._sources)

    def place(self, name: str) -> PlaceRef:
        """The place that a name means, in Chinese, pinyin or English. Raises InputError where none is known."""
        return known_place(self._understander, name)

    def plans(self, *, ids: Iterable[str] | None = None, jurisdiction: str | None = None) -> list[PlanRow]:
        """The plans that were read, by place and title; those with these ids, or of a place and the places within it."""
        wanted = list(self.catalogue.plans) if ids is None else list(ids)
        if jurisdiction is not None:
            place = self.place(jurisdiction)
            wanted = self.catalogue.plans_at([place.id]) if place.id else []
        return sorted(self._rows.plans(wanted), key=lambda row: (row.jurisdiction, row.title, row.id))

    def evidence(self, ids: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """Where the documents say that these nodes and edges are so, by id."""
        return self._sources.all_of(ids)

    def _is_phrase(self, pair: str) -> bool:
        return self._search.shares([pair])[pair] > 0

    # The answer

    def _answer(self, query: Query, selection: Selection, *, limit: int, offset: int) -> Answer:
        if selection.reason:
            return self._no_match(query, selection)
        lists = self._lists(query, selection)
        totals = lists.totals()
        main = self._main_list(query, lists)
        count = totals[_COUNTED[query.counted or "task"]] if query.asks_for == "count" else None

        def page(name: str) -> slice:
            return slice(offset, offset + limit) if name == main else slice(0, limit)

        units = lists.units[page("units")]
        picks = lists.picks[page("tasks")]
        plans = self._rows.plans(lists.plans[page("plans")])
        tasks = self._rows.tasks(picks, selection.concepts)
        targets = self._target_rows(lists.targets[page("targets")])
        shown = [*lists.units[:0], *units]
        nodes = answer_nodes(
            self.graph, self.catalogue, picks, [row.id for row in shown], [(t.node.id, t.owner) for t in lists.targets], [plan.id for plan in plans],
            limit=MOST_NODES,
        )  # fmt: skip
        material = Material(
            query=query, units=lists.units, tasks=tasks, targets=targets, plans=plans, totals=totals, count=count, truth=selection.truth,
            bases=self._bases(lists.picks, lists.units), glosses=self._glosses(lists.units, query, plans=[p.issuers for p in plans]),
            places=[place.name for place in (*selection.scope.places, *selection.scope.towns)],
            missing=[place.name for place in selection.scope.missing],
        )  # fmt: skip
        return Answer(
            question=query.question,
            language=query.language,
            status="answered",
            answer=word_answer(material),
            understood=self._understood(query),
            total=totals[main],
            count=count,
            units=tuple(units),
            tasks=tuple(tasks),
            targets=tuple(targets),
            plans=tuple(plans),
            places=tuple(lists.places[page("places")]),
            neighbourhood=as_neighbourhood(piece_of(self.graph, nodes), self._sources),
            totals=totals,
        )

    @staticmethod
    def _main_list(query: Query, lists: _Lists) -> str:
        """The list that limit and offset page through: what was asked for, or what there is of it."""
        wanted = _MAIN[query.only_type or query.asks_for]
        if query.asks_for == "count":
            wanted = _COUNTED[query.counted or "task"]
        if not lists.totals()[wanted]:
            wanted = next((name for name in ("units", "tasks", "targets", "plans") if lists.totals()[name]), wanted)
        return wanted

    def _lists(self, query: Query, selection: Selection) -> _Lists:
        asks_others = "unit" in query.asks and bool(query.units)  # what X leads, and who supports it
        only = frozenset(query.unit_ids) if query.units and selection.truth is not False and not asks_others else None
        role = None if selection.truth is False or asks_others else query.role
        units = self._rows.units(selection.picks, role=role, only=only)
        units += self._accountable(selection.targets, units, only)
        targets = selection.targets
        if query.asks_for == "comparison":
            targets = self._by_turns(targets, [place.id for place in query.filter_places if place.id])
        places: dict[str, Named] = {}
        for plan in selection.plans:
            for place in self.catalogue.plans[plan].places:
                places.setdefault(place, Named(place, self.catalogue.full_name(place)))
        return _Lists(units, selection.picks, targets, selection.plans, list(places.values()))

    def _accountable(
        self, targets: Sequence[RankedTarget], known: Sequence[UnitRow], only: frozenset[str] | None
    ) -> list[UnitRow]:
        """Units that a table of targets names beside them: they lead what they answer for."""
        have = {row.id for row in known}
        tasks: dict[str, list[str]] = defaultdict(list)
        owner = {target.node.id: target.owner for target in targets}
        for edge in self.graph.edges(targets=list(owner), types=["ACCOUNTABLE_FOR"]):
            if edge.source not in have and (only is None or edge.source in only):
                tasks[edge.source].append(owner[edge.target])
        rows = []
        for unit in sorted(tasks):
            entry = self.catalogue.units[unit]
            rows.append(
                UnitRow(
                    unit, entry.name, entry.names, entry.name_en, self.catalogue.joined_names([entry.place] if entry.place else []), "lead", "stated",
                    entry.collective, tuple(dict.fromkeys(task for task in tasks[unit] if task.startswith("task-"))), 1.0,
                )
            )  # fmt: skip
        return rows

    def _by_turns(self, targets: Sequence[RankedTarget], asked: Sequence[str]) -> list[RankedTarget]:
        """Side by side: the places asked for taking turns, a place as a whole before the places within it.

        Where no place was asked for, every place that has a plan takes turns.
        """
        places = places_of_targets(self.graph, (target.node.id for target in targets))
        own = {place for plan in self.catalogue.plans.values() for place in plan.places}
        groups: dict[tuple[int, str], list[RankedTarget]] = defaultdict(list)
        for target in targets:
            here = sorted(places.get(target.node.id, []))
            whole = next((place for place in asked if place in here), None)
            if whole is None and not asked:
                whole = next((place for place in here if place in own), None)
            rank = 0 if whole else 1 if set(here) & own else 2
            groups[rank, whole or (here[0] if here else "")].append(target)
        order = {place: number for number, place in enumerate(asked)}
        mixed: list[RankedTarget] = []
        for rank in range(3):
            here_now = sorted(
                (place for held, place in groups if held == rank), key=lambda place: order.get(place, len(order))
            )
            turns = [sorted(groups[rank, place], key=_side_by_side) for place in here_now]
            while any(turns):
                mixed += [group.pop(0) for group in turns if group]
        return mixed

    def _target_rows(self, targets: Sequence[RankedTarget]) -> list[TargetRow]:
        plans = plans_of_owners(self.graph, (target.owner for target in targets))
        places = places_of_targets(self.graph, (target.node.id for target in targets))
        tasks = [target.owner for target in targets if target.owner.startswith("task-")]
        parents = {edge.target: edge.source for edge in self.graph.edges(targets=tasks, types=["HAS_SUBTASK"])}
        return self._rows.targets(targets, plans, places, parents)

    def _bases(self, picks: Sequence[Pick], units: Sequence[UnitRow]) -> dict[str, list[str]]:
        """How the leads that are shown are known, by plan title."""
        shown = {row.id for row in units if row.role == "lead"}
        plan_of = {owner: pick.plan for pick in picks for owner in (pick.parts or (pick.id,))}
        found: dict[str, list[str]] = {}
        for owner, edges in units_of_tasks(self.graph, list(plan_of)).items():
            title = self.catalogue.plans[plan_of[owner]].title
            for edge in edges:
                if (
                    ROLES[edge.type] == "lead"
                    and edge.source in shown
                    and basis_of(edge) not in found.setdefault(title, [])
                ):
                    found[title].append(basis_of(edge))
        return found

    def _no_match(self, query: Query, selection: Selection) -> Answer:
        scope = selection.scope
        above = [name for place in scope.missing for name in self._above_with_plans(place.id)]
        loaded = dict.fromkeys(
            self.catalogue.full_name(place) for plan in self.catalogue.plans.values() for place in plan.places
        )
        material = Material(
            query=query, reason=selection.reason, places=[place.name for place in (*scope.places, *scope.towns)],
            missing=[place.name for place in scope.missing], loaded=list(loaded), elsewhere=selection.elsewhere, above=above,
            near=self._near_units(query), other_years=selection.other_years, glosses=self._glosses([], query),
        )  # fmt: skip
        return Answer(
            question=query.question, language=query.language, status="no_match", answer=word_answer(material), understood=self._understood(query)
        )  # fmt: skip

    def _above_with_plans(self, place: str | None) -> list[str]:
        """Names of the places above one without a plan that have plans of their own."""
        if place is None:
            return []
        return [
            self.catalogue.full_name(above)
            for above in self.catalogue.above(place)
            if self.catalogue.plans_at([above], within=False)
        ]

    def _near_units(self, query: Query) -> list[str]:
        """Units with a name like the one that is unknown, or with the same function elsewhere."""
        from rapidfuzz import fuzz, process

        names = {name: ids for name, ids in self._understander.unit_index.by_name.items() if len(name) > 2}
        found: dict[str, None] = {}
        for unit in query.units:
            if not unit.ids:
                for name, _, _ in process.extract(
                    unit.written, names.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=50
                ):
                    found.update(dict.fromkeys(self.catalogue.units[identifier].name for identifier in names[name]))
        return list(found)[:5]

    def _glosses(self, units: Sequence[UnitRow], query: Query, plans: Sequence[Sequence[str]] = ()) -> dict[str, str]:
        """English names by Chinese name, of everything an answer may name."""
        if query.language == "zh":
            return {}
        glosses = {self.catalogue.full_name(place.id): place.name_en for place in self.catalogue.places.values()}
        glosses |= {place.name: place.name_en for place in query.places if place.name_en}
        glosses |= {row.name: row.name_en for row in units}
        issuers = {name for names in plans for name in names}
        if issuers or not units:
            glosses |= {
                unit.name: unit.name_en for unit in self.catalogue.units.values() if not units or unit.name in issuers
            }
        return {name: english for name, english in glosses.items() if english}

    def _understood(self, query: Query) -> Understood:
        return Understood(
            asks_for=query.asks_for,
            also_asks=query.asks[1:],
            jurisdictions=tuple(Named(place.id, place.name) for place in query.places),
            units=tuple(Named(unit, self.catalogue.units[unit].name) for unit in query.unit_ids),
            role=query.role,
            years=query.years,
            topic=query.topic.text,
            topic_zh=query.topic.chinese,
            plans=tuple(Named(plan, self.catalogue.plans[plan].title) for plan in query.plans),
            notes=query.notes,
        )


def _side_by_side(target: RankedTarget) -> tuple[float, float, str]:
    """Targets of the indicator asked for before others, the nearest year first."""
    return (-round(target.score, 2), number_of(target.node, "year") or 0, target.node.id)


def open_store(location: str | Path = ".store", *, encoder: str = "bundled") -> Engine:
    """The engine over the store at `location`, a folder or an address of a Neo4j server.

    Raises StoreError where there is none or it has no index, or where the server is away or refuses us.
    """
    if is_address(location):
        from search.server_index import open_server

        server = open_server(location, encoder)
        return Engine(server.graph, server.search, server.paths)
    from graph_store.snapshots import SnapshotStore
    from search.encoders import make_encoder
    from search.retrieval.index_search import IndexSearch

    snapshot = SnapshotStore(Path(location)).open_current()
    try:
        search = IndexSearch.open(snapshot.folder, make_encoder(encoder))
        paths: dict[str, str] = {}
        for record in sorted(snapshot.documents, key=lambda row: (row.document, row.path)):
            paths.setdefault(record.document, record.path)
        graph = snapshot.open_graph(on_close=snapshot.close)
    except BaseException:
        snapshot.close()
        raise
    return Engine(graph, search, paths)
