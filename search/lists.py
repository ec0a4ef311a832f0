"""Everything that answers a query, as whole lists before they are cut to a page, and the order that comparisons are read in."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph_store.protocol import GraphStore
from search.catalogue import Catalogue, number_of
from search.responsibilities import SaidBy, basis_of, units_of_tasks
from search.results import Named
from search.retrieval.find_targets import RankedTarget
from search.select_targets import places_of_targets
from search.selected import Pick, Selection
from search.understanding import Query
from search.unit_rows import UnitRole, UnitRows, units_of


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything found, before it is cut to the page asked for. said_by: who leads and supports the tasks found."""

    units: UnitRows
    picks: list[Pick]
    targets: list[RankedTarget]
    plans: list[str]
    places: list[Named]
    headings: list[str]
    said_by: SaidBy

    def totals(self) -> dict[str, int]:
        """How many there are of each."""
        return {
            "units": len(self.units), "tasks": len(self.picks), "targets": len(self.targets), "plans": len(self.plans),
            "places": len(self.places), "actions": len(self.headings),
        }  # fmt: skip


class ListBuilder:
    """Builds the lists of one graph."""

    def __init__(self, graph: GraphStore, catalogue: Catalogue) -> None:
        self._graph = graph
        self._catalogue = catalogue

    def lists(self, query: Query, selection: Selection) -> Lists:
        """What was selected, with the units of its tasks and the places of its plans."""
        asks_others = (
            "unit" in query.asks and bool(query.units) and not query.beside_units
        )  # what X leads, and who supports it
        of_units = bool(query.units) and selection.truth is not False and not asks_others and not query.beside_units
        only = frozenset(query.unit_ids) if of_units else None
        role = None if selection.truth is False or asks_others else query.role
        said_by = units_of_tasks(self._graph, [o for pick in selection.picks for o in (pick.parts or (pick.id,))])
        units = units_of(self._catalogue, selection.picks, said_by, role=role, only=only)
        units = units.followed_by(self._accountable(selection.targets, units.ids(), only, role))
        if query.beside_units:
            units = units.without(query.unit_ids)
        targets = selection.targets
        if query.asks_for == "comparison":
            targets = self._by_turns(targets, [place.id for place in query.filter_places if place.id])
        places: dict[str, Named] = {}
        for plan in selection.plans:
            for place in self._catalogue.plans[plan].places:
                places.setdefault(place, Named(place, self._catalogue.full_name(place)))
        return Lists(
            units, selection.picks, targets, selection.plans, list(places.values()), selection.headings, said_by
        )

    def _accountable(
        self, targets: Sequence[RankedTarget], known: Collection[str], only: frozenset[str] | None, asked: str | None
    ) -> list[UnitRole]:
        """Units that a table of targets names beside them."""
        owner = {target.node.id: target.owner for target in targets}
        found: dict[tuple[str, str], UnitRole] = {}
        for edge in self._graph.edges(targets=list(owner), types=["ACCOUNTABLE_FOR"]):
            role = str(edge.properties["role"])
            if edge.source in known or (only is not None and edge.source not in only) or asked not in (None, role):
                continue
            held = found.setdefault((edge.source, role), UnitRole(edge.source, role, score=1.0))
            held.bases.add(basis_of(edge))
            if owner[edge.target].startswith("task-"):
                held.tasks[owner[edge.target]] = 1.0
        return [found[key] for key in sorted(found)]

    def _by_turns(self, targets: Sequence[RankedTarget], asked: Sequence[str]) -> list[RankedTarget]:
        """Side by side: the places asked for taking turns, a place as a whole before the places within it.

        Where no place was asked for, every place that has a plan takes turns.
        """
        places = places_of_targets(self._graph, (target.node.id for target in targets))
        own = {place for plan in self._catalogue.plans.values() for place in plan.places}
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


def _side_by_side(target: RankedTarget) -> tuple[float, float, str]:
    """Targets of the indicator asked for before others, the nearest year first."""
    return (-round(target.score, 2), number_of(target.node, "year") or 0, target.node.id)
