"""The exact walk between units and tasks: complete lists, nothing ranked by likeness."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.tables import Edge
from graph_store.protocol import GraphStore

LEAD, SUPPORT = "lead", "support"
ROLES = {"LEADS": LEAD, "SUPPORTS": SUPPORT}
EDGES = {LEAD: "LEADS", SUPPORT: "SUPPORTS"}
BASES = ("stated", "declared", "first_listed", "listed")
"""How a role is known, the strongest first."""
_STRENGTH = {basis: place for place, basis in enumerate(BASES)}
SaidBy = Mapping[str, list[Edge]]
"""Who leads and supports tasks and subtasks: by task its LEADS and SUPPORTS edges."""


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """What a set of units does. tasks: for each task (no subtasks) the edges that say so; pieces of it count as it.

    pieces: for each task the subtasks that the edges speak of. plans: plans that units take part in as a whole.
    """

    tasks: dict[str, list[Edge]]
    pieces: dict[str, list[str]]
    plans: tuple[str, ...]


def edge_types(role: str | None) -> list[str]:
    """The edge types of a role; of both roles where None is given."""
    return [EDGES[role]] if role else list(EDGES.values())


def tasks_of_units(graph: GraphStore, units: Iterable[str], role: str | None) -> UnitTasks:
    """Every task that the units lead or support, in order of id."""
    units = list(units)
    edges = graph.edges(sources=units, types=edge_types(role))
    parents = {
        edge.target: edge.source for edge in graph.edges(targets=[edge.target for edge in edges], types=["HAS_SUBTASK"])
    }
    tasks: dict[str, list[Edge]] = defaultdict(list)
    pieces: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        parent = parents.get(edge.target)
        tasks[parent or edge.target].append(edge)
        if parent is not None and edge.target not in pieces[parent]:
            pieces[parent].append(edge.target)
    taking_part = graph.edges(sources=units, types=["TAKES_PART_IN"]) if role != LEAD else []
    return UnitTasks(dict(sorted(tasks.items())), dict(pieces), tuple(sorted({edge.target for edge in taking_part})))


def units_of_tasks(graph: GraphStore, tasks: Sequence[str]) -> dict[str, list[Edge]]:
    """For each task or subtask its LEADS and SUPPORTS edges, leads first."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges(targets=tasks, types=list(EDGES.values())):
        found[edge.target].append(edge)
    return dict(found)


def tasks_of_plans(graph: GraphStore, plans: Iterable[str]) -> dict[str, str]:
    """All tasks (no subtasks) of plans, each with its plan, in the order of the plans' outlines."""
    wanted = sorted(plans)
    actions = {edge.target: edge.source for edge in graph.edges(sources=wanted, types=["HAS_ACTION"])}
    held = {edge.target: edge.source for edge in graph.edges(sources=[*wanted, *actions], types=["HAS_TASK"])}
    nodes = graph.nodes(held)
    plan_of = {task: actions.get(holder, holder) for task, holder in held.items()}
    position = {task: nodes[task].properties.get("position", 0) for task in held if task in nodes}
    place = {plan: number for number, plan in enumerate(wanted)}
    ordered = sorted(position, key=lambda task: (place[plan_of[task]], position[task], task))
    return {task: plan_of[task] for task in ordered}


def plans_of_tasks(graph: GraphStore, tasks: Sequence[str]) -> dict[str, str]:
    """The plan that each task (no subtasks) belongs to."""
    held = {edge.target: edge.source for edge in graph.edges(targets=tasks, types=["HAS_TASK"])}
    actions = sorted({holder for holder in held.values() if holder.startswith("action-")})
    plans = {edge.target: edge.source for edge in graph.edges(targets=actions, types=["HAS_ACTION"])}
    return {task: plans.get(held[task], held[task]) for task in tasks if task in held}


def basis_of(edge: Edge) -> str:
    """How the role of an edge is known."""
    return str(edge.properties.get("basis", "listed"))


def strongest(bases: Iterable[str]) -> str:
    """The strongest of several ways to know a role."""
    return min(dict.fromkeys(bases), key=lambda basis: _STRENGTH.get(basis, len(BASES)))
