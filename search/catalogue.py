"""What the graph knows by name: its places, units and plans, read once when a store is opened. Knows no question.

Tasks and targets, of which there may be millions, are not held here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_schema.tables import Node
from graph_store.protocol import GraphStore

NATION_NAME = "全国"


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A Jurisdiction node. parent: id of the place it lies in."""

    id: str
    name: str
    short_name: str
    code: str
    level: str
    name_en: str
    pinyin: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A Unit node. place: id of its jurisdiction. branch_of: id of the unit that it is a branch of."""

    id: str
    name: str
    names: tuple[str, ...]
    name_en: str
    collective: bool
    place: str | None
    branch_of: str | None


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A Plan node that was read from a document. places: ids of the jurisdictions that it applies to."""

    id: str
    title: str
    doc_number: str | None
    issued_on: str | None
    period: tuple[int | None, int | None]
    effective: tuple[str | None, str | None]
    status: str | None
    lead_rule: str | None
    places: tuple[str, ...]

    def covers_year(self, year: int) -> bool | None:
        """Whether the plan's span, validity or date covers a year; None where the plan does not say."""
        start = self.period[0] or _year(self.effective[0]) or _year(self.issued_on)
        end = self.period[1] or _year(self.effective[1])
        if start is None and end is None:
            return None
        return (start is None or start <= year) and (end is None or year <= end)

    def in_force_on(self, day: str) -> bool:
        """Whether the plan is in force on a day (YYYY-MM-DD), as far as it says."""
        start = self.effective[0] or self.issued_on or (f"{self.period[0]}-01-01" if self.period[0] else None)
        end = self.effective[1] or (f"{self.period[1]}-12-31" if self.period[1] else None)
        return (start is None or start <= day) and (end is None or day <= end)


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day and day[:4].isdigit() else None


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A Plan node that is only cited."""

    title: str
    doc_number: str | None


@dataclass(frozen=True)
class Catalogue:
    """The named things of a graph by id, and how they hang together."""

    places: dict[str, PlaceEntry]
    units: dict[str, UnitEntry]
    plans: dict[str, PlanEntry]
    cited: dict[str, CitedDocument] = field(default_factory=dict)
    replaced_by: dict[str, str] = field(default_factory=dict)
    """For each plan that another has taken the place of, that one's id: it says so, or is a later edition."""
    ended: frozenset[str] = frozenset()
    """Those of them whose end the other's text states."""
    _below: dict[str, list[str]] = field(default_factory=dict)
    _plans_at: dict[str, list[str]] = field(default_factory=dict)

    def below(self, place: str) -> list[str]:
        """A place and all places within it, by id."""
        found, queue = [place], [place]
        while queue:
            children = self._below.get(queue.pop(), [])
            found.extend(children)
            queue.extend(children)
        return found

    def above(self, place: str) -> list[str]:
        """The places that a place lies in, nearest first."""
        found: list[str] = []
        entry = self.places.get(place)
        while entry is not None and entry.parent is not None and entry.parent not in found:
            found.append(entry.parent)
            entry = self.places.get(entry.parent)
        return found

    def plans_at(self, places: Iterable[str], *, within: bool = True) -> list[str]:
        """The plans that apply to one of these places, or (within) to a place in them; by id."""
        wanted = {below for place in places for below in (self.below(place) if within else (place,))}
        return sorted({plan for place in wanted for plan in self._plans_at.get(place, ())})

    def full_name(self, place: str) -> str:
        """A place's full name; the whole country is 全国."""
        entry = self.places[place]
        return NATION_NAME if entry.level == "country" else entry.name

    def joined_names(self, places: Iterable[str]) -> str:
        """Full names of places, joined by 、 as the answer's `jurisdiction` has them."""
        return "、".join(self.full_name(place) for place in places if place in self.places)


def read_catalogue(graph: GraphStore) -> Catalogue:
    """Read all places, units and plans of a graph."""
    part_of = {edge.source: edge.target for edge in graph.stream_edges("PART_OF")}
    belongs = {edge.source: edge.target for edge in graph.stream_edges("BELONGS_TO")}
    branch = {edge.source: edge.target for edge in graph.stream_edges("BRANCH_OF")}
    applies: dict[str, list[str]] = defaultdict(list)
    for edge in graph.stream_edges("APPLIES_TO"):
        applies[edge.source].append(edge.target)
    read = {edge.source for edge in graph.stream_edges("FROM")}
    places = {node.id: _place(node, part_of) for node in graph.stream_nodes("Jurisdiction")}
    units = {node.id: _unit(node, belongs, branch) for node in graph.stream_nodes("Unit")}
    plans: dict[str, PlanEntry] = {}
    cited: dict[str, CitedDocument] = {}
    for node in graph.stream_nodes("Plan"):
        if node.id in read:
            plans[node.id] = _plan(node, applies.get(node.id, []))
        else:
            cited[node.id] = CitedDocument(text_of(node, "title"), text_of(node, "doc_number") or None)
    below: dict[str, list[str]] = defaultdict(list)
    for child, parent in sorted(part_of.items()):
        below[parent].append(child)
    plans_at: dict[str, list[str]] = defaultdict(list)
    for plan in plans.values():
        for place in plan.places:
            plans_at[place].append(plan.id)
    from search.editions import replacements  # it reads this module's entries

    said = [(edge.target, edge.source) for edge in graph.stream_edges("REPLACES")]
    ended = frozenset(older for older, newer in said if older in plans and newer in plans)
    return Catalogue(places, units, plans, cited, replacements(plans, said), ended, dict(below), dict(plans_at))


def text_of(node: Node, name: str) -> str:
    """A text property, "" where the node lacks it."""
    value = node.properties.get(name)
    return value if isinstance(value, str) else ""


def number_of(node: Node, name: str) -> float | None:
    """A number property, None where the node lacks it."""
    value = node.properties.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _place(node: Node, part_of: dict[str, str]) -> PlaceEntry:
    text = {name: text_of(node, name) for name in ("name", "short_name", "code", "level", "name_en", "pinyin")}
    return PlaceEntry(id=node.id, parent=part_of.get(node.id), **text)


def _unit(node: Node, belongs: dict[str, str], branch: dict[str, str]) -> UnitEntry:
    names = node.properties.get("names", ())
    return UnitEntry(
        id=node.id,
        name=text_of(node, "name"),
        names=names if isinstance(names, tuple) else (),
        name_en=text_of(node, "name_en"),
        collective=node.properties.get("collective") is True,
        place=belongs.get(node.id),
        branch_of=branch.get(node.id),
    )


def _plan(node: Node, places: list[str]) -> PlanEntry:
    start, end = number_of(node, "period_start"), number_of(node, "period_end")
    return PlanEntry(
        id=node.id,
        title=text_of(node, "title"),
        doc_number=text_of(node, "doc_number") or None,
        issued_on=text_of(node, "issued_on") or None,
        period=(int(start) if start is not None else None, int(end) if end is not None else None),
        effective=(text_of(node, "effective_from") or None, text_of(node, "effective_to") or None),
        status=text_of(node, "status") or None,
        lead_rule=text_of(node, "lead_rule") or None,
        places=tuple(places),
    )
