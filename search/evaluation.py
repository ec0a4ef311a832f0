"""Runs a question set against an engine and measures recall and precision by kind and language.

What is expected stands in data/questions/*.jsonl, explained in the README there. Knows no index and no graph.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph_schema.errors import DataFileError
from search.analyser import normalise
from search.engine import Engine
from search.results import Answer, Evidence, PlanRow, TargetRow, TaskRow, UnitRow

LIMIT = 500
_LISTS = ("units", "tasks", "targets", "plans", "cites")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedUnit(_Model):
    """A unit as written in a plan of `jurisdiction` (places joined by 、: either), in a role."""

    name: str
    jurisdiction: str
    role: str


class ExpectedTask(_Model):
    """A task by title, or by number where it has none, of a plan (the name of its file without ending)."""

    plan: str
    title: str | None = None
    number: str | None = None


class ExpectedTarget(_Model):
    """A target: the same plan, value, unit, year and scope is the same one."""

    indicator: str
    value: float
    unit: str | None
    year: int | None
    plan: str
    scope: str | None
    value_to: float | None = None


class Expectation(_Model):
    """What a right answer holds; what is left out is not measured. X_complete: these and no others but X_may."""

    status: str | None = None
    units: tuple[ExpectedUnit, ...] | None = None
    tasks: tuple[ExpectedTask, ...] | None = None
    targets: tuple[ExpectedTarget, ...] | None = None
    plans: tuple[str, ...] | None = None
    cites: tuple[str, ...] | None = None
    units_complete: bool = False
    tasks_complete: bool = False
    targets_complete: bool = False
    plans_complete: bool = False
    units_may: tuple[ExpectedUnit, ...] = ()
    tasks_may: tuple[ExpectedTask, ...] = ()
    targets_may: tuple[ExpectedTarget, ...] = ()
    count: int | None = None
    truth: str | None = None
    answer_has: tuple[str, ...] | str = ()


class Question(_Model):
    """One line of a question set."""

    id: str
    question: str
    language: str
    kind: str
    documents: str
    expect: Expectation
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went. faults: what was missing, too much or wrong, in words."""

    question: Question
    recall: float
    precision: float
    is_right: bool
    status: str
    faults: tuple[str, ...]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over some questions. right: share of questions that are right in every way."""

    questions: int
    right: float
    recall: float
    precision: float
    wrongly_silent: int
    wrongly_answered: int

    def to_json(self) -> dict[str, Any]:
        """The measures as JSON."""
        return {
            "questions": self.questions, "right": round(self.right, 4), "recall": round(self.recall, 4), "precision": round(self.precision, 4),
            "wrongly_silent": self.wrongly_silent, "wrongly_answered": self.wrongly_answered,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes, and measures of all, of each language and of each kind."""

    outcomes: tuple[Outcome, ...]
    groups: Mapping[str, Measures] = field(default_factory=dict)
    median_ms: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "measures": {name: measures.to_json() for name, measures in self.groups.items()},
            "median_ms": round(self.median_ms, 2),
            "failures": [
                {"question": item.question.question, "kind": item.question.kind, "faults": list(item.faults)}
                for item in self.outcomes
                if not item.is_right
            ],
        }


def read_questions(path: Path) -> list[Question]:
    """The questions of a file. Raises DataFileError naming the line that is malformed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the question set ({exc})") from exc
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(Question.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as exc:
            first = str(exc).splitlines()[0]
            raise DataFileError(f"{path}, line {number}: no question ({first}); see README.md beside it") from exc
    if not questions:
        raise DataFileError(f"{path}: holds no question")
    return questions


def evaluate(engine: Engine, questions: Sequence[Question]) -> Report:
    """Ask all questions and measure the answers."""
    outcomes = tuple(_outcome(engine, question) for question in questions)
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for item in outcomes:
        for name in ("all", f"language {item.question.language}", f"kind {item.question.kind}"):
            groups[name].append(item)
    ordered = sorted(groups, key=lambda name: (name != "all", not name.startswith("language"), name))
    times = sorted(item.milliseconds for item in outcomes)
    return Report(outcomes, {name: measures_of(groups[name]) for name in ordered}, times[len(times) // 2])


def measures_of(outcomes: Sequence[Outcome]) -> Measures:
    """Means over some outcomes, of which there has to be one."""
    number = len(outcomes)
    return Measures(
        questions=number,
        right=sum(item.is_right for item in outcomes) / number,
        recall=sum(item.recall for item in outcomes) / number,
        precision=sum(item.precision for item in outcomes) / number,
        wrongly_silent=sum(
            item.status == "no_match" and item.question.expect.status != "no_match" for item in outcomes
        ),
        wrongly_answered=sum(
            item.status == "answered" and item.question.expect.status == "no_match" for item in outcomes
        ),
    )


def _outcome(engine: Engine, question: Question) -> Outcome:
    answer = engine.ask(question.question, limit=LIMIT)
    expect = question.expect
    faults = _plain_faults(expect, answer)
    recalls, precisions = [], []
    for name in _LISTS:
        wanted = getattr(expect, name)
        if wanted is None:
            continue
        given = _GIVEN[name](answer)
        missing = [item for item in wanted if not any(given.matches(item, row) for row in given.rows)]
        recalls.append(1 - len(missing) / len(wanted) if wanted else 1.0)
        if missing:
            faults.append(f"{name} missing: {'; '.join(given.words_of(item) for item in missing)}")
        if getattr(expect, f"{name}_complete", False):
            allowed = (*wanted, *getattr(expect, f"{name}_may", ()))
            extra = [row for row in given.rows if not any(given.matches(item, row) for item in allowed)]
            precisions.append(1 - len(extra) / len(given.rows) if given.rows else float(not wanted))
            if extra:
                faults.append(f"{name} too many: {'; '.join(given.words_of(row) for row in extra[:6])}")
    silent = expect.status == "no_match"
    recall = sum(recalls) / len(recalls) if recalls else float(not faults)
    precision = sum(precisions) / len(precisions) if precisions else float(not silent or answer.status == "no_match")
    return Outcome(question, recall, precision, not faults, answer.status, tuple(faults), answer.timings.total)


_TRUTHS = {"yes": ("yes", "是", "有"), "no": ("no", "否", "没有")}


def _plain_faults(expect: Expectation, answer: Answer) -> list[str]:
    """What is wrong with status, count, truth and the answer's words."""
    faults: list[str] = []
    if expect.status is not None and answer.status != expect.status:
        faults.append(f"status {answer.status} instead of {expect.status}: {answer.answer[:80]}")
    if expect.count is not None and answer.count != expect.count:
        faults.append(f"count {answer.count} instead of {expect.count}")
    if expect.truth is not None and not answer.answer.lower().startswith(_TRUTHS[expect.truth]):
        faults.append(f"not {expect.truth}: {answer.answer[:60]}")
    words = (expect.answer_has,) if isinstance(expect.answer_has, str) else expect.answer_has
    plain = answer.answer.replace(",", "")
    return faults + [f"answer lacks {word!r}" for word in words if word.replace(",", "") not in plain]


@dataclass(frozen=True, slots=True)
class _Given:
    """The rows of one list of an answer, how they are compared and called."""

    rows: list[Any]
    matches: Callable[[Any, Any], bool]
    words_of: Callable[[Any], str] = str


def _stem(evidence: Evidence | None) -> str:
    """The name of the file that a row comes from, without its ending."""
    return PurePath(evidence.document).name.partition(".")[0] if evidence else ""


def _units(answer: Answer) -> _Given:
    places: dict[str, set[str]] = defaultdict(set)
    for task in answer.tasks:
        places[task.id].update(task.jurisdiction.split("、"))

    def matches(wanted: ExpectedUnit, row: UnitRow) -> bool:
        here = {place for task in row.tasks for place in places.get(task, ())} or {row.jurisdiction}
        named = wanted.name in (row.name, *row.names)
        return named and wanted.role == row.role and not here.isdisjoint(wanted.jurisdiction.split("、"))

    return _Given(list(answer.units), matches, lambda item: f"{item.name} {item.role} ({item.jurisdiction})")


def _tasks(answer: Answer) -> _Given:
    def matches(wanted: ExpectedTask, row: TaskRow) -> bool:
        same = wanted.title == row.title if wanted.title is not None else wanted.number == row.number
        return same and _stem(row.evidence) == wanted.plan

    return _Given(list(answer.tasks), matches, lambda item: f"{item.title or item.number} ({item.plan})")


def _targets(answer: Answer) -> _Given:
    def matches(wanted: ExpectedTarget, row: TargetRow) -> bool:
        same = (
            abs(wanted.value - row.value) < 1e-9
            and wanted.year == row.year
            and normalise(wanted.unit or "") == normalise(row.unit or "")
        )
        return same and (wanted.scope or "") == (row.scope or "") and _stem(row.evidence) == wanted.plan

    return _Given(
        list(answer.targets),
        matches,
        lambda item: f"{item.indicator} {item.value} {item.unit} {item.year} {item.scope or ''} ({item.plan})",
    )


def _plans(answer: Answer) -> _Given:
    def words_of(item: str | PlanRow) -> str:
        return item if isinstance(item, str) else item.title

    return _Given(list(answer.plans), lambda wanted, row: _stem(row.evidence) == wanted, words_of)


def _cites(answer: Answer) -> _Given:
    cited = [item.title for plan in answer.plans for item in plan.cites]
    return _Given(cited, lambda wanted, title: wanted == title)


_GIVEN: dict[str, Callable[[Answer], _Given]] = {
    "units": _units,
    "tasks": _tasks,
    "targets": _targets,
    "plans": _plans,
    "cites": _cites,
}


def report_lines(report: Report) -> list[str]:
    """The report for people: a line a group, then what went wrong."""
    lines = [f"{'group':24} {'n':>4} {'right':>7} {'recall':>7} {'precision':>9} {'silent':>7} {'answered':>9}"]
    for name, measures in report.groups.items():
        lines.append(
            f"{name:24} {measures.questions:4d} {measures.right:7.3f} {measures.recall:7.3f} {measures.precision:9.3f}"
            f" {measures.wrongly_silent:7d} {measures.wrongly_answered:9d}"
        )
    lines.append(f"median {report.median_ms:.1f} ms a question; silent, answered: wrongly so")
    for item in report.outcomes:
        if item.faults:
            lines.append(f"{'WRONG' if not item.is_right else 'note '} {item.question.question}")
            lines += [f"      {fault}" for fault in item.faults]
    return lines
