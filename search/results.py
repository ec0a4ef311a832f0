"""An answer as values: what was understood, its lists of rows (search/result_rows.py), its neighbourhood, and its JSON.

The keys of `to_json` are what scripts rely on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.result_rows import (
    AlignedRow,
    Citation,
    Evidence,
    Json,
    Named,
    PlanRow,
    Responsibility,
    SubtaskRow,
    TargetRow,
    TaskRow,
    UnitRow,
    whole,
)

__all__ = [
    "AlignedRow", "Answer", "Citation", "Evidence", "GraphEdge", "GraphNode", "Json", "Named", "Neighbourhood", "PlanRow", "Responsibility",
    "SubtaskRow", "TargetRow", "TaskRow", "Timings", "Understood", "UnitRow", "whole",
]  # fmt: skip


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
