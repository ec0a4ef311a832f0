"""What a document says, as data: the frozen values that the parser makes and every later stage reads.

The JSON form (`to_json`) is what `python -m ingest extract --json` prints and what the cache keeps.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Role = Literal["lead", "support"]
Basis = Literal["stated", "declared", "first_listed", "listed"]
Operator = Literal[">=", ">", "<=", "<", "=", "~", "between", "increase", "decrease"]
Frequency = Literal["annual", "cumulative"]
NotTargetReason = Literal["subsidy", "threshold", "present", "name", "date", "other"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A body named as responsible, as written (brackets and notes removed), with its role and how we know it."""

    name: str
    role: Role
    basis: Basis
    span: Span
    page: int | None = None
    evidence: Span | None = None
    """The whole list, line, cell or sentence that says so."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the plan names: as its basis, to be carried out, or as one that it replaces."""

    title: str
    doc_number: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """The plan's own span of years; an end that the text does not give is None."""

    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when the plan is in force, as ISO dates; `from_` is written "from" in JSON."""

    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan's header."""

    title: str
    doc_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: str | None = None
    period: Period = Period()
    effective: Validity = Validity()
    status: Literal["issued", "draft"] = "issued"
    jurisdictions: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    replaces: tuple[Citation, ...] = ()
    """Documents that this one says cease to be in force (同时废止)."""
    lead_rule: Literal["declared", "none"] = "none"
    collective_units: tuple[str, ...] = ()
    title_span: Span = (0, 0)
    spans: tuple[tuple[str, Span], ...] = ()
    """Where the other fields stand: ("doc_number", span), ("issuers", span) …"""


@dataclass(frozen=True, slots=True)
class Action:
    """A heading that holds tasks. `section` is the chapter it stands in, as printed."""

    id: str
    number: str
    title: str
    section: str
    span: Span
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subtask:
    """A numbered measure or a table row that splits a task. `span` bounds its own text."""

    id: str
    number: str | None
    text: str
    span: Span
    units: tuple[UnitMention, ...] = ()
    deadline: str | None = None
    path: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A task: the lowest printed level with text of its own. `span` bounds that text, `title_span` its title."""

    id: str
    action: str | None
    number: str | None
    title: str | None
    text: str
    span: Span
    deadline: str | None = None
    units: tuple[UnitMention, ...] = ()
    subtasks: tuple[Subtask, ...] = ()
    title_span: Span | None = None
    path: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One quantified commitment. `owner` is "plan" or a task's id; `value` is in units of `unit`."""

    id: str
    owner: str
    indicator: str
    op: Operator
    value: float
    value_to: float | None
    unit: str
    year: int | None
    frequency: Frequency | None
    scope: str | None
    quote: str
    span: Span
    units: tuple[UnitMention, ...] = ()
    also: tuple[Span, ...] = ()
    """Where the same target is printed again (a division-of-labour table that repeats a task's text)."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NotTarget:
    """A number with a measure that is no target, and why."""

    quote: str
    span: Span
    reason: NotTargetReason


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of the document that disagree."""

    what: str
    spans: tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something that the parser met and did not understand. `kind` is a short, stable key."""

    kind: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """The file the facts come from."""

    path: str
    sha256: str
    format: str
    encoding: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything read from one document."""

    document: SourceInfo
    plan: Plan
    actions: tuple[Action, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    not_targets: tuple[NotTarget, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    collective_mentions: tuple[UnitMention, ...] = field(default=())
    """Where the plan's collective units are named."""

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON value (keys of CONTRACT plus a few more), tuples as lists."""
        value: dict[str, Any] = _plain(asdict(self))
        effective = value["plan"]["effective"]
        value["plan"]["effective"] = {"from": effective["from_"], "to": effective["to"]}
        return value


def _plain(value: Any) -> Any:
    """Tuples as lists, whole numbers without a point."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
