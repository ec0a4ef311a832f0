"""Rows to compare: an indicator over places and years, the tasks of two plans, a unit's load. Walks the graph; knows no page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from graph_schema.tables import Node
from graph_store.protocol import GraphStore
from search.catalogue import Catalogue
from search.results import Evidence, TargetRow

_MOST_ALIGNED = 50_000
_ALIKE = 62.0
"""From this likeness of titles (0 to 100) on two tasks are taken for the same work where the graph does not say it."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with how many targets it has."""

    id: str
    name: str
    unit: str
    targets: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks that are the same work in two plans; score: 0 to 1."""

    left: Node
    right: Node
    score: float


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Tasks of two plans. aligned: whether the graph itself says which are the same work (else titles were compared)."""

    pairs: tuple[Pair, ...]
    only_left: tuple[Node, ...]
    only_right: tuple[Node, ...]
    aligned: bool


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A task that a unit has a part in. parts: pieces of the task that name it. basis: how it is known."""

    task: Node
    role: str
    basis: str
    plan: str
    plan_id: str
    action: str
    parts: tuple[str, ...] = ()


def list_indicators(graph: GraphStore) -> list[IndicatorRow]:
    """All indicators, those with most targets first."""
    counts: dict[str, int] = defaultdict(int)
    for edge in graph.stream_edges("MEASURES"):
        counts[edge.target] += 1
    rows = [
        IndicatorRow(node.id, str(node.properties["name"]), str(node.properties.get("unit") or ""), counts[node.id])
        for node in graph.stream_nodes("Indicator")
    ]
    return sorted(rows, key=lambda row: (-row.targets, row.name, row.id))


def targets_of(graph: GraphStore, catalogue: Catalogue, indicators: Sequence[str]) -> list[TargetRow]:
    """All targets that measure these indicators, by place, scope and year."""
    ids = [edge.source for edge in graph.edges(targets=indicators, types=["MEASURES"])]
    places: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges(sources=ids, types=["FOR"]):
        places[edge.source].append(edge.target)
    owners = {edge.target: edge.source for edge in graph.edges(targets=ids, types=["SETS"])}
    plans = plans_of(graph, owners.values())
    said = graph.provenance(ids)
    rows = []
    for node in graph.nodes(ids).values():
        owner = owners.get(node.id, "")
        plan = plans.get(owner, "")
        rows.append(_target_row(node, catalogue, places.get(node.id, []), owner, plan, said.get(node.id, ())))
    return sorted(rows, key=lambda row: (row.jurisdiction, row.scope or "", row.year or 0, row.id))


def _target_row(
    node: Node, catalogue: Catalogue, places: list[str], owner: str, plan: str, said: Sequence[object]
) -> TargetRow:
    held = node.properties
    entry = catalogue.plans.get(plan)
    first = said[0] if said else None
    evidence = None
    if first is not None:
        evidence = Evidence(first.document, first.document, (first.start, first.end), first.quote, first.page)  # type: ignore[attr-defined]
    year, value_to = held.get("year"), held.get("value_to")
    return TargetRow(
        id=node.id, indicator=str(held["indicator"]), op=str(held["op"]), value=float(held["value"]),  # type: ignore[arg-type]
        value_to=float(value_to) if isinstance(value_to, int | float) else None, unit=_text(held.get("unit")),
        year=year if isinstance(year, int) else None, frequency=_text(held.get("frequency")), scope=_text(held.get("scope")),
        jurisdiction=catalogue.joined_names(places or (entry.places if entry else ())), plan=entry.title if entry else "", plan_id=plan,
        task=owner if owner.startswith("task-") else None, score=1.0, evidence=evidence,
    )  # fmt: skip


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def plans_of(graph: GraphStore, owners: Iterable[str]) -> dict[str, str]:
    """The plan that holds each of these tasks, actions or plans."""
    wanted = sorted(set(owners))
    found = {owner: owner for owner in wanted if owner.startswith("plan-")}
    way = {owner: owner for owner in wanted}
    for _ in range(4):
        open_ = sorted({here for owner, here in way.items() if owner not in found})
        if not open_:
            break
        above = {
            edge.target: edge.source
            for edge in graph.edges(targets=open_, types=["HAS_SUBTASK", "HAS_TASK", "HAS_ACTION"])
        }
        for owner, here in list(way.items()):
            if owner not in found and here in above:
                way[owner] = above[here]
                if above[here].startswith("plan-"):
                    found[owner] = above[here]
    return found


def tasks_of(graph: GraphStore, plan: str) -> list[Node]:
    """A plan's tasks in their order, without their pieces."""
    actions = [edge.target for edge in graph.edges(sources=[plan], types=["HAS_ACTION"])]
    ids = [edge.target for edge in graph.edges(sources=[plan, *actions], types=["HAS_TASK"])]
    return sorted(graph.nodes(ids).values(), key=lambda node: (node.properties.get("position") or 0, node.id))


def compare_plans(graph: GraphStore, left: str, right: str) -> PlanComparison:
    """Which tasks of two plans are the same work, and what each has alone."""
    ours, theirs = tasks_of(graph, left), tasks_of(graph, right)
    aligned = graph.counts().edges.get("ALIGNED_WITH", 0) > 0
    scores = _aligned(graph, ours, theirs) if aligned else _alike(ours, theirs)
    taken: set[str] = set()
    pairs = []
    by_id = {node.id: node for node in (*ours, *theirs)}
    for score, one, other in sorted(scores, key=lambda row: (-row[0], row[1], row[2])):
        if one not in taken and other not in taken:
            taken |= {one, other}
            pairs.append(Pair(by_id[one], by_id[other], score))
    order = {node.id: place for place, node in enumerate(ours)}
    return PlanComparison(
        tuple(sorted(pairs, key=lambda pair: order[pair.left.id])),
        tuple(node for node in ours if node.id not in taken),
        tuple(node for node in theirs if node.id not in taken),
        aligned,
    )


def most_alike(graph: GraphStore, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """Two plans with most tasks in common, as far as the graph says; else the first two."""
    edges = list(islice(graph.stream_edges("ALIGNED_WITH"), _MOST_ALIGNED))
    plans = plans_of(graph, {end for edge in edges for end in (edge.source, edge.target)})
    pairs = Counter(tuple(sorted((plans.get(edge.source, ""), plans.get(edge.target, "")))) for edge in edges)
    both = [
        pair
        for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair))
        if pair[0] != pair[1] and set(pair) <= set(catalogue.plans)
    ]
    first = [*both[0]] if both else sorted(catalogue.plans)[:2]
    return (first[0] if first else None, first[1] if len(first) > 1 else None)


def _aligned(graph: GraphStore, ours: list[Node], theirs: list[Node]) -> list[tuple[float, str, str]]:
    left, right = [node.id for node in ours], [node.id for node in theirs]
    found = [
        (edge, edge.source, edge.target) for edge in graph.edges(sources=left, targets=right, types=["ALIGNED_WITH"])
    ]
    found += [
        (edge, edge.target, edge.source) for edge in graph.edges(sources=right, targets=left, types=["ALIGNED_WITH"])
    ]
    return [(float(edge.properties["score"]), one, other) for edge, one, other in found]  # type: ignore[arg-type]


def _alike(ours: list[Node], theirs: list[Node]) -> list[tuple[float, str, str]]:
    from rapidfuzz import fuzz, process

    names = {node.id: _name(node) for node in theirs}
    rows = []
    for node in ours:
        for _, score, other in process.extract(_name(node), names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
            rows.append((score / 100, node.id, other))
    return rows


def _name(node: Node) -> str:
    return str(node.properties.get("title") or node.properties.get("text") or "")[:60]


def load_of(graph: GraphStore, catalogue: Catalogue, unit: str) -> list[LoadRow]:
    """All tasks that a unit leads or supports, each once a role, by plan and place in it."""
    edges = graph.edges(sources=[unit], types=["LEADS", "SUPPORTS"])
    held = graph.nodes([edge.target for edge in edges])
    above = {edge.target: edge.source for edge in graph.edges(targets=list(held), types=["HAS_SUBTASK"])}
    tops = graph.nodes([above.get(key, key) for key in held])
    holders = {edge.target: edge.source for edge in graph.edges(targets=list(tops), types=["HAS_TASK"])}
    actions = graph.nodes([holder for holder in holders.values() if holder.startswith("action-")])
    plans = plans_of(graph, tops)
    rows: dict[tuple[str, str], LoadRow] = {}
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in edges:
        top = above.get(edge.target, edge.target)
        if top not in tops:
            continue
        key = (top, "lead" if edge.type == "LEADS" else "support")
        if edge.target != top:
            parts[key].append(_name(held[edge.target]))
        action = actions.get(holders.get(top, ""))
        plan = plans.get(top, "")
        title = catalogue.plans[plan].title if plan in catalogue.plans else ""
        rows.setdefault(
            key,
            LoadRow(
                tops[top], key[1], str(edge.properties.get("basis", "")), title, plan, _name(action) if action else ""
            ),
        )
    full = [
        LoadRow(row.task, row.role, row.basis, row.plan, row.plan_id, row.action, tuple(parts.get(key, ())))
        for key, row in rows.items()
    ]
    return sorted(full, key=lambda row: (row.plan, row.role, row.task.properties.get("position") or 0, row.task.id))
