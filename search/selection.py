"""What answers a query: decides which kind of selection it takes, and why there may be nothing. Words nothing."""

from dataclasses import replace

from reference.patterns import lazy_pattern
from search.catalogue import number_of
from search.headings import quotes_heading
from search.plan_subject import with_nearest_plan
from search.retrieval.find_tasks import find_tasks
from search.scope import Scope, read_scope
from search.select_plans import select_plans
from search.select_similar import select_similar
from search.select_targets import choose_targets, select_targets
from search.select_tasks import select_tasks
from search.selected import Corpus, Selection
from search.understanding import PlaceRef, Query, UnitRef
from search.understanding.asks import IS_DRAFT
from search.understanding.topic import chinese_topic

_JUST_THIS = 0.75
"""The score from which a target is what a question names, not only like it; one of the very value named is it anyway."""
_NUMBER = lazy_pattern(r"\d[\d,]*(?:\.\d+)?")


def select(corpus: Corpus, query: Query) -> Selection:
    """What answers the query."""
    query = with_nearest_plan(corpus, _by_bodies_of_places(corpus, _through_parents(corpus, query)))
    selection = Selection(read_scope(corpus.catalogue, query, with_targets=_with_targets(corpus, query)))
    selection.reason = _refusal(query, selection.scope)
    if selection.reason:
        return selection
    if query.asks_for in ("target", "plan") and not query.units and quotes_heading(corpus, query, selection.scope):
        query = replace(query, asks=("task", *query.asks[1:]))
    wanted = query.only_type or query.asks_for
    about_plan = (
        query.asks_for in ("yes_no", "deadline")
        and ("plan" in query.asks or ("citation" in query.asks and bool(query.plans)))
        and not query.topic
        and not query.units
    )
    cites = "citation" in query.asks and bool(query.unknown_plans)
    if query.similar and (query.topic or query.units or query.plans):
        select_similar(corpus, query, selection)
    elif (
        wanted in ("plan", "citation")
        or about_plan
        or cites
        or (query.counted in ("plan", "citation") and query.asks_for == "count")
    ):
        select_plans(corpus, query, selection)
    elif _is_about_targets(query, wanted):
        select_targets(corpus, query, selection)
        if selection.is_empty and not selection.reason and query.asks_for == "deadline":
            _select_tasks_or_targets(corpus, replace(query, limits=()), selection)
        elif selection.is_empty and not selection.reason and not query.limits:
            select_tasks(corpus, query, selection)
            choose_targets(corpus, query, selection)
    else:
        _select_tasks_or_targets(corpus, query, selection)
    # None is a count, too.
    is_count = query.asks_for == "count" and bool(query.unit_ids) and not query.topic
    if selection.is_empty and not selection.reason and not is_count:
        selection.reason = "nothing"
        selection.elsewhere = _elsewhere(corpus, query, selection.scope)
    return selection


def _is_about_targets(query: Query, wanted: str) -> bool:
    """Whether targets are looked for first, and tasks only for want of them."""
    if wanted in ("target", "comparison") or query.counted == "target" or query.limits:
        return True
    return wanted == "place" and "target" in query.asks and bool(query.topic)


def _select_tasks_or_targets(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Tasks; where none speaks of the topic, or only a place that has targets alone is asked for, targets."""
    if selection.scope.towns and not selection.scope.places:
        select_targets(corpus, query, selection)
        return
    select_tasks(corpus, query, selection)
    if query.asks_for == "deadline" and query.topic and not selection.reason:
        _add_dated_targets(corpus, query, selection)
    if not selection.picks and query.topic and not query.units and not selection.reason:
        select_targets(corpus, query, selection)


def _add_dated_targets(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Targets with a year that are just what is asked for: by when is value added to pass 100 billion."""
    found = Selection(selection.scope)
    select_targets(corpus, query, found)
    dated = [target for target in found.targets if number_of(target.node, "year")]
    asked = {float(number.replace(",", "")) for number in _NUMBER.findall(query.text)}
    valued = [target for target in dated if number_of(target.node, "value") in asked]
    dated = valued or [target for target in dated if target.score >= _JUST_THIS]
    best = max((pick.score for pick in selection.picks), default=0.0) if not valued else 0.0
    if not dated or best >= dated[0].score:
        return
    known = {target.node.id for target in dated}
    selection.targets = [*dated, *(target for target in selection.targets if target.node.id not in known)]
    if best < _JUST_THIS:
        selection.picks, selection.plans = found.picks, found.plans


def _through_parents(corpus: Corpus, query: Query) -> Query:
    """An area without plans and targets of its own is a topic of the place it lies in: 定海工业园区 in a plan of 定海."""
    known = corpus.catalogue
    areas = {
        place.id for place in query.filter_places if place.id and ":" in place.code and not known.plans_at([place.id])
    }
    if not areas or not (areas := areas - _with_targets(corpus, query)):
        return query
    places, names = [], []
    for place in query.places:
        parent = known.places[place.id].parent if place.id in known.places else None
        if place.id in areas and parent is not None and known.plans_at([parent]):
            entry = known.places[parent]
            places.append(PlaceRef(parent, entry.name, entry.name_en, entry.code))
            names.append(place.name)
        else:
            places.append(place)
    if not names:
        return query
    area = chinese_topic(" ".join(names))
    topic = replace(
        query.topic,
        text=f"{query.topic.text} {area.text}".strip(),
        chinese=f"{query.topic.chinese} {area.chinese}".strip(),
        concepts=(*query.topic.concepts, *area.concepts),
    )
    return replace(query, places=tuple(dict.fromkeys(places)), topic=topic)


def _by_bodies_of_places(corpus: Corpus, query: Query) -> Query:
    """A place without plans and targets whose own bodies have tasks in a plan of a place above: those tasks are meant."""
    known = corpus.catalogue
    asked = query.filter_places
    if len(asked) != 1 or query.units or query.asks_for in ("plan", "citation", "comparison"):
        return query
    place = asked[0]
    if place.id is None or known.plans_at([place.id]) or place.id in _with_targets(corpus, query):
        return query
    own = tuple(sorted(unit.id for unit in known.units.values() if unit.place == place.id))
    above = next((held for held in known.above(place.id) if known.plans_at([held], within=False)), None)
    if not own or above is None:
        return query
    entry = known.places[above]
    parent = PlaceRef(above, entry.name, entry.name_en, entry.code)
    return replace(
        query, units=(UnitRef(place.name, own),), places=(replace(place, filters=False), parent), own_only=True
    )


def _with_targets(corpus: Corpus, query: Query) -> frozenset[str]:
    """Of the places asked for, those that targets are for."""
    asked = [place.id for place in query.filter_places if place.id]
    edges = corpus.graph.edges(targets=asked, types=["FOR"], limit=1) if asked else []
    return frozenset(edge.target for edge in edges)


def _refusal(query: Query, scope: Scope) -> str | None:
    if query.filter_places and not (scope.places or scope.towns) and not query.everywhere:
        cites = query.unknown_plans and "citation" in query.asks  # the place may belong to the document that is cited
        return None if cites else "no_plan"
    if query.units and not query.unit_ids:
        return "unknown_unit"
    if query.unknown_plans and not query.plans and "citation" not in query.asks:
        return "unknown_plan"
    if query.as_of is not None and not scope.plans:
        return "not_in_force"
    return None


def _elsewhere(corpus: Corpus, query: Query, scope: Scope) -> tuple[str, ...]:
    """Names of the places where the topic is found, without the places, years and units asked for."""
    if not query.topic or not (query.filter_places or query.years or query.units or query.plans):
        return ()
    wider = find_tasks(corpus.graph, corpus.texts, corpus.search, query.topic, None, titles=corpus.titles)
    plans = dict.fromkeys(item.task.plan for item in wider.ranked)
    if not (query.years or query.units or query.plans):  # what was not found there is not found there
        plans = {plan: None for plan in plans if plan not in scope.plans}
    known = corpus.catalogue
    names = (known.joined_names(known.plans[plan].places) for plan in plans if plan in known.plans)
    return tuple(dict.fromkeys(name for name in names if name))


__all__ = ["IS_DRAFT", "select"]
