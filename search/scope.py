"""What an answer may draw on: the plans that a query's places, years, date and titles leave. Knows no topic."""

from dataclasses import dataclass

from search.catalogue import Catalogue
from search.passages import PassageFilter
from search.understanding.query import PlaceRef, Query


@dataclass(frozen=True, slots=True)
class Scope:
    """plans: ids of the plans that may be used, best known by `is_all` where that is every plan.

    places: places asked for that have plans or targets; missing: those that have none. towns: places that have no
    plan of their own but targets. places_filter: ids for the index's filter, where the places alone restrict.
    """

    plans: frozenset[str]
    is_all: bool
    places: tuple[PlaceRef, ...] = ()
    missing: tuple[PlaceRef, ...] = ()
    towns: tuple[PlaceRef, ...] = ()
    by_places_alone: bool = False
    left_out: tuple[str, ...] = ()
    """Plans of these places that are not in force on the day asked for, or were replaced by then."""

    def filter(
        self, *, kinds: frozenset[str] | None = None, tasks: frozenset[str] | None = None
    ) -> PassageFilter | None:
        """The scope as both indexes obey it."""
        plans = places = None
        if not self.is_all:
            if self.by_places_alone:
                places = frozenset(place.id for place in self.places if place.id)
            else:
                plans = self.plans
        if plans is None and places is None and kinds is None and tasks is None:
            return None
        return PassageFilter(jurisdictions=places, plans=plans, kinds=kinds, tasks=tasks)


def read_scope(catalogue: Catalogue, query: Query, *, with_targets: frozenset[str] = frozenset()) -> Scope:
    """The scope of a query. with_targets: ids of places that targets are broken down to."""
    everything = frozenset(catalogue.plans)
    plans = everything
    found: list[PlaceRef] = []
    missing: list[PlaceRef] = []
    towns: list[PlaceRef] = []
    asked = () if query.everywhere else query.filter_places
    if asked:
        plans = frozenset()
        for place in asked:
            here = catalogue.plans_at([place.id], within=not query.own_only) if place.id else []
            if here:
                found.append(place)
                plans |= frozenset(here)
            elif place.id in with_targets:
                towns.append(place)
            else:
                missing.append(place)
    if query.excluded:
        plans -= frozenset(catalogue.plans_at([place.id for place in query.excluded if place.id], within=False))
    by_places = plans if not query.excluded else frozenset()
    if query.plans:
        plans &= frozenset(query.plans)
        plans = plans or frozenset(query.plans)
    if query.period is not None:
        plans = frozenset(plan for plan in plans if catalogue.plans[plan].period == query.period) or plans
    left_out: tuple[str, ...] = ()
    if query.as_of is not None:
        in_force = frozenset(plan for plan in plans if catalogue.plans[plan].in_force_on(query.as_of))
        in_force = frozenset(plan for plan in in_force if catalogue.replaced_by.get(plan) not in in_force)
        left_out = tuple(sorted(plans - in_force))
        plans = in_force
    return Scope(
        plans,
        is_all=plans == everything,
        places=tuple(found),
        missing=tuple(missing),
        towns=tuple(towns),
        by_places_alone=bool(found) and not query.own_only and plans == by_places,
        left_out=left_out,
    )
