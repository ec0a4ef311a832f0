"""The rows of an answer as values: units, tasks, targets and plans with their evidence, and their JSON."""

from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """Something by id and name; id None where the graph does not have it."""

    id: str | None
    name: str

    def to_json(self) -> Json:
        """The pair as JSON."""
        return {"id": self.id, "name": self.name}


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
    """A plan. issuers: canonical names of the units that issued it. replaced_by: the plan that took its place.

    replaced_basis: how that is known: "stated" in the other's text (同时废止), or it is a later "edition".
    """

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
    replaced_by: Named | None = None
    replaced_basis: Literal["stated", "edition"] | None = None

    def to_json(self) -> Json:
        """The row as JSON."""
        return {
            "id": self.id, "title": self.title, "doc_number": self.doc_number, "jurisdiction": self.jurisdiction, "status": self.status,
            "issued_on": self.issued_on, "period": {"start": self.period[0], "end": self.period[1]},
            "effective": {"from": self.effective[0], "to": self.effective[1]}, "lead_rule": self.lead_rule, "issuers": list(self.issuers),
            "collective_units": list(self.collective_units), "cites": [cited.to_json() for cited in self.cites], "evidence": _evidence(self.evidence),
            "replaced_by": self.replaced_by.to_json() if self.replaced_by else None, "replaced_basis": self.replaced_basis,
        }  # fmt: skip
