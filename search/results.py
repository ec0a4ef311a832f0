"""An answer as values: what was understood, lists of units, tasks, targets and plans with their evidence, and its JSON.

The keys of `to_json` are what scripts rely on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a document says something. document: its path as it was added; span: characters of its text."""

    document: str
    document_id: str
    span: tuple[int, int]
    quote: str
    page: int | None = None

    def to_json(self) -> Json:
        """The evidence as JSON."""
        held: Json = {
            "document": self.document, "document_id": self.document_id, "span": list(self.span), "quote": self.quote,
        }  # fmt: skip
        return held | ({"page": self.page} if self.page is not None else {})


def _evidence(evidence: Evidence | None) -> Json | None:
    return evidence.to_json() if evidence else None


@dataclass(frozen=True, slots=True)
class Responsibility:
    """That a unit leads or supports a task, and where the plan says so. written: its name there; task: or subtask."""

    unit: str
    name: str
    role: str
    basis: str
    written: str
    task: str
    evidence: Evidence | None = None

    def to_json(self) -> Json:
        """The responsibility as JSON."""
        return {
            "unit": self.unit, "name": self.name, "role": self.role, "basis": self.basis, "written": self.written, "task": self.task,
            "evidence": _evidence(self.evidence),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in one role. names: as written in plans; tasks: ids of the tasks it has this role in, best first."""

    id: str
    name: str
    names: tuple[str, ...]
    name_en: str
    jurisdiction: str
    role: str
    basis: str
    collective: bool
    tasks: tuple[str, ...]
    score: float

    def to_json(self) -> Json:
        """The row as JSON."""
        return {
            "id": self.id, "name": self.name, "names": list(self.names), "name_en": self.name_en,
            "jurisdiction": self.jurisdiction, "role": self.role,
            "basis": self.basis, "collective": self.collective, "tasks": list(self.tasks), "score": round(self.score, 4),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SubtaskRow:
    """A piece of a task that was found. number: as printed."""

    id: str
    number: str | None
    text: str
    evidence: Evidence | None

    def to_json(self) -> Json:
        """The row as JSON."""
        return {"id": self.id, "number": self.number, "text": self.text, "evidence": _evidence(self.evidence)}


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A task that does the same work as the row's own: where, in which plan, how sure that is (score, 0 to 1)."""

    id: str
    title: str
    plan: str
    jurisdiction: str
    score: float
    evidence: Evidence | None

    def to_json(self) -> Json:
        """The row as JSON."""
        return {
            "id": self.id, "title": self.title, "plan": self.plan, "jurisdiction": self.jurisdiction, "score": round(self.score, 3),
            "evidence": _evidence(self.evidence),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. leads, supports: canonical names; where only pieces of it were found, those of the pieces.

    aligned_with: the task it was found by, where similar work was asked for.
    """

    id: str
    title: str | None
    number: str | None
    action: str | None
    plan: str
    plan_id: str
    jurisdiction: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    deadline: str | None
    score: float
    evidence: Evidence | None
    text: str = ""
    subtasks: tuple[SubtaskRow, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    aligned_with: tuple[AlignedRow, ...] = ()

    def to_json(self) -> Json:
        """The row as JSON."""
        held: Json = {
            "id": self.id, "title": self.title, "number": self.number, "action": self.action, "plan": self.plan, "plan_id": self.plan_id,
            "jurisdiction": self.jurisdiction, "leads": list(self.leads), "supports": list(self.supports), "deadline": self.deadline,
            "score": round(self.score, 4), "text": self.text, "evidence": _evidence(self.evidence),
            "responsibilities": [row.to_json() for row in self.responsibilities],
        }  # fmt: skip
        held |= {"subtasks": [row.to_json() for row in self.subtasks]} if self.subtasks else {}
        return held | ({"aligned_with": [row.to_json() for row in self.aligned_with]} if self.aligned_with else {})


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A quantified commitment. task: id of the task that sets it, None for a plan's own objective."""

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

    def to_json(self) -> Json:
        """The row as JSON; whole values are written without a decimal point."""
        return {
            "id": self.id, "indicator": self.indicator, "op": self.op, "value": whole(self.value),
            "value_to": None if self.value_to is None else whole(self.value_to), "unit": self.unit, "year": self.year, "frequency": self.frequency,
            "scope": self.scope, "jurisdiction": self.jurisdiction, "plan": self.plan, "plan_id": self.plan_id, "task": self.task,
            "score": round(self.score, 4), "evidence": _evidence(self.evidence),
        }  # fmt: skip


def whole(value: float) -> float | int:
    """3 for 3.0, 2.5 for 2.5."""
    return int(value) if value == int(value) else value


@dataclass(frozen=True, slots=True)
class Citation:
    """A plan or document that a plan names as its basis."""

    id: str
    title: str
    doc_number: str | None
    evidence: Evidence | None

    def to_json(self) -> Json:
        """The citation as JSON."""
        return {"id": self.id, "title": self.title, "doc_number": self.doc_number, "evidence": _evidence(self.evidence)}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan. issuers: canonical names of the units that issued it. replaced_by: a later edition that is loaded."""

    id: str
    title: str
    doc_number: str | None
    jurisdiction: str
    status: str | None
    issued_on: str | None
    period: tuple[int | None, int | None]
    effective: tuple[str | None, str | None]
    lead_rule: str | None
    issuers: tuple[str, ...] = ()
    collective_units: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    evidence: Evidence | None = None
    replaced_by: "Named | None" = None

    def to_json(self) -> Json:
        """The row as JSON."""
        return {
            "id": self.id, "title": self.title, "doc_number": self.doc_number, "jurisdiction": self.jurisdiction, "status": self.status,
            "issued_on": self.issued_on, "period": {"start": self.period[0], "end": self.period[1]},
            "effective": {"from": self.effective[0], "to": self.effective[1]}, "lead_rule": self.lead_rule, "issuers": list(self.issuers),
            "collective_units": list(self.collective_units), "cites": [cited.to_json() for cited in self.cites], "evidence": _evidence(self.evidence),
            "replaced_by": self.replaced_by.to_json() if self.replaced_by else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node of a neighbourhood, with its properties. omitted: edges that lead out of the neighbourhood."""

    id: str
    type: str
    label: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    omitted: int = 0

    def to_json(self) -> Json:
        """The node as JSON."""
        return {
            "id": self.id,
            "type": self.type,
            "label": self.label,
            "omitted": self.omitted,
            "properties": dict(self.properties),
        }


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge of a neighbourhood, with its properties and where it is said."""

    source: str
    target: str
    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> Json:
        """The edge as JSON."""
        return {
            "source": self.source, "target": self.target, "type": self.type, "properties": dict(self.properties),
            "evidence": [evidence.to_json() for evidence in self.evidence],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A piece of the graph around an answer or a node."""

    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = ()

    def to_json(self) -> Json:
        """Nodes and edges as JSON."""
        return {"nodes": [node.to_json() for node in self.nodes], "edges": [edge.to_json() for edge in self.edges]}


@dataclass(frozen=True, slots=True)
class Named:
    """Something by id and name; id None where the graph does not have it."""

    id: str | None
    name: str

    def to_json(self) -> Json:
        """The pair as JSON."""
        return {"id": self.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question was taken to mean. also_asks: what it asks besides; notes: what was assumed."""

    asks_for: str
    also_asks: tuple[str, ...]
    jurisdictions: tuple[Named, ...]
    units: tuple[Named, ...]
    role: str | None
    years: tuple[int, ...]
    topic: str
    topic_zh: str
    plans: tuple[Named, ...]
    notes: tuple[str, ...]
    as_of: str | None = None

    def to_json(self) -> Json:
        """What was understood as JSON."""
        return {
            "asks_for": self.asks_for, "also_asks": list(self.also_asks), "jurisdictions": [item.to_json() for item in self.jurisdictions],
            "units": [item.to_json() for item in self.units], "role": self.role, "years": list(self.years), "topic": self.topic,
            "topic_zh": self.topic_zh, "plans": [item.to_json() for item in self.plans], "notes": list(self.notes), "as_of": self.as_of,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of each step."""

    understand: float = 0.0
    encode: float = 0.0
    retrieve: float = 0.0
    expand: float = 0.0
    total: float = 0.0

    def to_json(self) -> Json:
        """The times as JSON, to a hundredth."""
        return {
            "understand": round(self.understand, 2), "encode": round(self.encode, 2), "retrieve": round(self.retrieve, 2),
            "expand": round(self.expand, 2), "total": round(self.total, 2),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. status: "answered" or "no_match" (then all lists are empty and `answer` says why).

    total: how many there are of what was asked for; the lists hold those within limit and offset.
    """

    question: str
    language: str
    status: str
    answer: str
    understood: Understood
    total: int = 0
    count: int | None = None
    units: tuple[UnitRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    places: tuple[Named, ...] = ()
    neighbourhood: Neighbourhood = Neighbourhood()
    timings: Timings = Timings()
    totals: Mapping[str, int] = field(default_factory=dict)
    """How many units, tasks, targets and plans there are in all."""

    def to_json(self) -> Json:
        """The answer as JSON."""
        return {
            "question": self.question, "language": self.language, "status": self.status, "answer": self.answer,
            "understood": self.understood.to_json(), "total": self.total, "count": self.count,
            "units": [row.to_json() for row in self.units], "tasks": [row.to_json() for row in self.tasks],
            "targets": [row.to_json() for row in self.targets], "plans": [row.to_json() for row in self.plans],
            "places": [row.to_json() for row in self.places], "totals": dict(self.totals),
            "neighbourhood": self.neighbourhood.to_json(), "timings_ms": self.timings.to_json(),
        }  # fmt: skip
