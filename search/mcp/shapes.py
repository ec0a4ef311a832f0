"""What each tool gives back, as models: the schemas that clients check results against. Only described, never filled."""

from typing import Any, Literal

from pydantic import BaseModel


class Evidence(BaseModel):
    """The sentence that says so: document (its file), span (characters of its text) and the quote to cite."""

    document: str
    document_id: str
    span: list[int]
    quote: str
    page: int | None = None


class Named(BaseModel):
    """Something by id and name."""

    id: str | None
    name: str


class Unit(BaseModel):
    """A unit in one role. basis: how the role is known; tasks: ids of its tasks; names: as the plans write it."""

    id: str
    name: str
    names: list[str]
    name_en: str
    jurisdiction: str
    role: Literal["lead", "support"]
    basis: str
    collective: bool
    tasks: list[str]
    score: float


class Responsibility(BaseModel):
    """That a unit has a role in a task, with the words that say so."""

    unit: str
    name: str
    role: Literal["lead", "support"]
    basis: str
    evidence: Evidence | None


class Task(BaseModel):
    """A task of a plan, with who leads and supports it."""

    id: str
    title: str | None
    number: str | None
    action: str | None
    plan: str
    plan_id: str
    jurisdiction: str
    leads: list[str]
    supports: list[str]
    deadline: str | None
    score: float
    evidence: Evidence | None
    responsibilities: list[Responsibility]
    subtasks: list[dict[str, Any]] | None = None


class Target(BaseModel):
    """A quantified commitment: indicator op value unit, by year."""

    id: str
    indicator: str
    op: str
    value: float
    value_to: float | None
    unit: str | None
    year: int | None
    frequency: str | None
    scope: str | None
    jurisdiction: str
    plan: str
    plan_id: str
    task: str | None
    score: float
    evidence: Evidence | None


class Plan(BaseModel):
    """A plan that was read."""

    id: str
    title: str
    doc_number: str | None
    jurisdiction: str
    status: str | None
    issued_on: str | None
    period: dict[str, int | None]
    effective: dict[str, str | None]
    lead_rule: str | None
    issuers: list[str]
    collective_units: list[str]
    cites: list[dict[str, Any]]
    evidence: Evidence | None


class Node(BaseModel):
    """A node of the graph; omitted: its edges that lead out of what is shown."""

    id: str
    type: str
    label: str
    omitted: int
    properties: dict[str, Any]


class Edge(BaseModel):
    """An edge of the graph, with the sentences that say so."""

    source: str
    target: str
    type: str
    properties: dict[str, Any]
    evidence: list[Evidence]


class AskResult(BaseModel):
    """An answer. no_match: nothing in the plans says so, and `answer` says why."""

    snapshot: str
    status: Literal["answered", "no_match"]
    answer: str
    language: str
    understood: dict[str, Any]
    total: int
    count: int | None
    totals: dict[str, int]
    units: list[Unit]
    tasks: list[Task]
    targets: list[Target]
    plans: list[Plan]
    places: list[Named]


class NeighbourhoodResult(BaseModel):
    """A piece of the graph."""

    snapshot: str
    nodes: list[Node]
    edges: list[Edge]


class PathResult(BaseModel):
    """The shortest way, from start to end; found false where there is none so short."""

    snapshot: str
    found: bool
    nodes: list[Node]
    edges: list[Edge]


class PlansResult(BaseModel):
    """The plans that were read."""

    snapshot: str
    total: int
    plans: list[Plan]


class ComparedTask(BaseModel):
    """A task on one side of a comparison."""

    id: str
    title: str
    evidence: Evidence | None


class TaskPair(BaseModel):
    """Two tasks that are the same work; score from 0 to 1."""

    left: ComparedTask
    right: ComparedTask
    score: float


class PlansCompared(BaseModel):
    """Two plans, task by task. basis: whether the graph's alignment or the likeness of titles paired them."""

    left: Plan
    right: Plan
    basis: Literal["alignment", "titles"]
    totals: dict[str, int]
    pairs: list[TaskPair]
    only_left: list[ComparedTask]
    only_right: list[ComparedTask]


class CompareResult(BaseModel):
    """Targets side by side, or two plans. without: places asked for that have no such target."""

    snapshot: str
    answer: str
    total: int
    targets: list[Target]
    without: list[str]
    plans: PlansCompared | None


def output_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a result, without the titles that only repeat names."""
    schema: dict[str, Any] = _without_titles(shape.model_json_schema(mode="serialization"))
    return schema


def _without_titles(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: _without_titles(value)
            for key, value in schema.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_without_titles(item) for item in schema] if isinstance(schema, list) else schema
