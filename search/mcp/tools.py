"""What each tool does: arguments to a result with its evidence, from one open engine. Reads only; knows no protocol."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from graph_schema.errors import InputError
from graph_schema.schema import load_schema
from graph_schema.tables import Node
from search.around import label_of
from search.comparison import compare_plans
from search.engine import Engine
from search.mcp.arguments import Arguments, Ask, Compare, ListPlans, NeighbourhoodOf, PathBetween
from search.mcp.shapes import AskResult, CompareResult, NeighbourhoodResult, PathResult, PlansResult
from search.mcp.whereabouts import find_node, find_plan
from search.understanding import PlaceRef
from search.understanding.text import has_han

Json = dict[str, Any]


def ask(engine: Engine, wanted: Ask) -> Json:
    """An answer without its neighbourhood, which is a tool of its own."""
    answer = engine.ask(
        wanted.question, jurisdiction=wanted.jurisdiction, role=wanted.role, year=wanted.year, type=wanted.type,
        as_of=wanted.as_of, limit=wanted.limit, offset=wanted.offset,
    )  # fmt: skip
    held = answer.to_json()
    for task in held["tasks"]:
        del task["text"]
        task["responsibilities"] = [
            {key: row[key] for key in ("unit", "name", "role", "basis", "evidence")} for row in task["responsibilities"]
        ]
    left_out = ("question", "neighbourhood", "timings_ms")
    return _of(engine, {key: value for key, value in held.items() if key not in left_out})


def neighbourhood(engine: Engine, wanted: NeighbourhoodOf) -> Json:
    """What lies around a node."""
    known = load_schema().edges
    strange = [name for name in wanted.types or () if name not in known]
    if strange:
        raise InputError(f"types: no edge type {strange[0][:40]!r}; there are {', '.join(known)}")
    node = find_node(engine, wanted.node)
    found = engine.neighbourhood(node, wanted.hops, types=wanted.types, limit=wanted.limit)
    return _of(engine, found.to_json())


def path(engine: Engine, wanted: PathBetween) -> Json:
    """The shortest way between two nodes."""
    start, end = find_node(engine, wanted.start), find_node(engine, wanted.end)
    found = engine.path(start, end, max_hops=wanted.max_hops)
    held = found.to_json() if found else {"nodes": [], "edges": []}
    return _of(engine, {"found": found is not None, **held})


def list_plans(engine: Engine, wanted: ListPlans) -> Json:
    """The plans that were read, by place."""
    plans = engine.plans(jurisdiction=wanted.jurisdiction)
    page = plans[wanted.offset : wanted.offset + wanted.limit]
    return _of(engine, {"total": len(plans), "plans": [plan.to_json() for plan in page]})


def compare(engine: Engine, wanted: Compare) -> Json:
    """Targets on one topic side by side, or two plans task by task."""
    if bool(wanted.topic and wanted.topic.strip()) == bool(wanted.plans):
        raise InputError("give either a topic (with jurisdictions) or two plans")
    if wanted.topic:
        return _compare_targets(engine, wanted.topic.strip(), wanted.jurisdictions, wanted.limit)
    if len(wanted.plans) != 2 or wanted.jurisdictions:
        raise InputError("plans: give two of them, and no jurisdictions")
    return _compare_plans(engine, wanted.plans, wanted.limit)


def _compare_targets(engine: Engine, topic: str, names: Sequence[str], limit: int) -> Json:
    places = [engine.place(name) for name in names]
    answer = engine.ask(_question(topic, places), limit=limit)
    rows = [row.to_json() for row in answer.targets]
    told = {name for row in rows for name in row["jurisdiction"].split("、")}
    without = [place.name for place in places if not told & _within(engine, place.id, place.name)]
    total = answer.totals.get("targets", 0)
    return _of(engine, {"answer": answer.answer, "total": total, "targets": rows, "without": without, "plans": None})


def _question(topic: str, places: Sequence[PlaceRef]) -> str:
    """The question that a person would ask for this comparison; the engine reads it as any other."""
    if has_han(topic):
        return f"比较{'、'.join(place.name for place in places) or '各地'}的{topic}目标"
    return (
        f"compare the {topic} targets of {', '.join(place.name_en or place.name for place in places) or 'all places'}"
    )


def _within(engine: Engine, place: str | None, name: str) -> set[str]:
    return {name} | {engine.catalogue.full_name(here) for here in engine.catalogue.below(place)} if place else {name}


def _compare_plans(engine: Engine, names: Sequence[str], limit: int) -> Json:
    left, right = (find_plan(engine, name) for name in names)
    if left == right:
        raise InputError(f"plans: both are {engine.catalogue.plans[left].title}; give two different ones")
    found = compare_plans(engine.graph, left, right)
    pairs, ours, theirs = found.pairs[:limit], found.only_left[:limit], found.only_right[:limit]
    shown = [node for pair in pairs for node in (pair.left, pair.right)] + [*ours, *theirs]
    said = engine.evidence([node.id for node in shown])

    def row(node: Node) -> Json:
        evidence = said.get(node.id, ())
        return {"id": node.id, "title": label_of(node), "evidence": evidence[0].to_json() if evidence else None}

    one, other = (engine.plans(ids=[plan])[0] for plan in (left, right))
    counts = len(found.pairs), len(found.only_left), len(found.only_right)
    plans = {
        "left": one.to_json(), "right": other.to_json(), "basis": "alignment" if found.aligned else "titles",
        "totals": dict(zip(("pairs", "only_left", "only_right"), counts, strict=True)),
        "pairs": [{"left": row(pair.left), "right": row(pair.right), "score": round(pair.score, 4)} for pair in pairs],
        "only_left": [row(node) for node in ours], "only_right": [row(node) for node in theirs],
    }  # fmt: skip
    answer = f"{counts[0]} tasks in common; {counts[1]} only in {one.title}; {counts[2]} only in {other.title}."
    return _of(engine, {"answer": answer, "total": 0, "targets": [], "without": [], "plans": plans})


def _of(engine: Engine, result: Mapping[str, Any]) -> Json:
    return {"snapshot": engine.graph.snapshot_id, **result}


@dataclass(frozen=True, slots=True)
class ToolKind:
    """A tool: what it says of itself, what it takes and gives, and what it does."""

    description: str
    arguments: type[Arguments]
    result: type[BaseModel]
    run: Callable[[Engine, Any], Json]


TOOLS: dict[str, ToolKind] = {
    "ask": ToolKind(
        "Answer a question about the plans that are loaded: which units lead or support what, tasks, targets, plans, counts, "
        "deadlines. Every row has its quote. `basis` says how a role is known: stated and declared by the plan, or only first_listed.",
        Ask, AskResult, ask,
    ),
    "neighbourhood": ToolKind(
        "What the graph holds around a unit, task, target, plan or place: nodes, and edges with their quotes.",
        NeighbourhoodOf, NeighbourhoodResult, neighbourhood,
    ),
    "path": ToolKind(
        "The shortest connection between two nodes, with the sentence at each step.", PathBetween, PathResult, path
    ),
    "list_plans": ToolKind(
        "The plans that are loaded, with number, issuers, date, period, status and what they cite.", ListPlans, PlansResult, list_plans
    ),
    "compare": ToolKind(
        "Compare the targets of places on one topic, or two plans task by task, with quotes.", Compare, CompareResult, compare
    ),
}  # fmt: skip
