"""Runs a question set against an engine and measures recall and precision by kind and language.

What is expected stands in data/questions/*.jsonl, explained in the README there. Knows no index and no graph.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph_schema.errors import DataFileError
from search.engine import Engine
from search.results import Answer, TargetRow, TaskRow, UnitRow

LIMIT = 200
RIGHT_PRECISION = 0.5
LISTS = ("units", "tasks", "targets", "plans", "cites", "jurisdictions")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedUnit(_Model):
    """A unit by canonical name or as written."""

    name: str
    role: str | None = None


class ExpectedTask(_Model):
    """A task by title or number, and the place of its plan."""

    title: str | None = None
    number: str | None = None
    jurisdiction: str | None = None


class ExpectedTarget(_Model):
    """A target by any of its parts."""

    indicator: str | None = None
    value: float | None = None
    year: int | None = None
    jurisdiction: str | None = None


class Expectation(_Model):
    """What a right answer holds; None is not measured."""

    status: str = "answered"
    units: tuple[ExpectedUnit, ...] | None = None
    tasks: tuple[str | ExpectedTask, ...] | None = None
    targets: tuple[ExpectedTarget, ...] | None = None
    plans: tuple[str, ...] | None = None
    cites: tuple[str, ...] | None = None
    jurisdictions: tuple[str, ...] | None = None
    count: int | None = None
    truth: str | None = None
    open: tuple[str, ...] = ()


class Question(_Model):
    """One line of a question set."""

    question: str
    language: str
    kind: str
    expect: Expectation
    store: str = "five"


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
    return Report(outcomes, {name: _measures(groups[name]) for name in ordered}, times[len(times) // 2])


def _measures(outcomes: Sequence[Outcome]) -> Measures:
    number = len(outcomes)
    return Measures(
        questions=number,
        right=sum(item.is_right for item in outcomes) / number,
        recall=sum(item.recall for item in outcomes) / number,
        precision=sum(item.precision for item in outcomes) / number,
        wrongly_silent=sum(
            item.status == "no_match" and item.question.expect.status == "answered" for item in outcomes
        ),
        wrongly_answered=sum(
            item.status == "answered" and item.question.expect.status == "no_match" for item in outcomes
        ),
    )


def _outcome(engine: Engine, question: Question) -> Outcome:
    answer = engine.ask(question.question, limit=LIMIT)
    expect = question.expect
    faults: list[str] = []
    if answer.status != expect.status:
        faults.append(f"status {answer.status} instead of {expect.status}")
    if expect.count is not None and answer.count != expect.count:
        faults.append(f"count {answer.count} instead of {expect.count}")
    if expect.truth is not None and not answer.answer.lower().startswith(_TRUTHS[expect.truth]):
        faults.append(f"not {expect.truth}: {answer.answer[:40]}")
    recalls, precisions = [], []
    for name in LISTS:
        wanted = getattr(expect, name)
        if wanted is None:
            continue
        recall, precision, missing, extra = _compared(wanted, *_GIVEN[name](answer))
        recalls.append(recall)
        if missing:
            faults.append(f"{name} missing: {'; '.join(missing)}")
        if name not in expect.open:
            precisions.append(precision)
            if extra:
                faults.append(f"{name} too many: {'; '.join(extra[:6])}")
    recall = sum(recalls) / len(recalls) if recalls else float(answer.status == expect.status)
    precision = sum(precisions) / len(precisions) if precisions else 1.0
    exact = answer.status == expect.status and (expect.count is None or answer.count == expect.count)
    true = expect.truth is None or answer.answer.lower().startswith(_TRUTHS[expect.truth])
    right = exact and true and recall == 1.0 and precision >= RIGHT_PRECISION
    return Outcome(question, recall, precision, right, answer.status, tuple(faults), answer.timings.total)


_TRUTHS = {"yes": ("yes", "是", "有"), "no": ("no", "否", "没有")}
_Given = tuple[list[Any], Callable[[Any, Any], bool], Callable[[Any], str]]


def _compared(
    wanted: Iterable[Any], given: list[Any], matches: Callable[[Any, Any], bool], words: Callable[[Any], str]
) -> tuple[float, float, list[str], list[str]]:
    expected = list(wanted)
    missing = [str(item) for item in expected if not any(matches(item, row) for row in given)]
    extra = [words(row) for row in given if not any(matches(item, row) for item in expected)]
    recall = 1 - len(missing) / len(expected) if expected else 1.0
    precision = 1 - len(extra) / len(given) if given else float(not expected)
    return recall, precision, missing, extra


def _units(answer: Answer) -> _Given:
    def matches(wanted: ExpectedUnit, row: UnitRow) -> bool:
        named = wanted.name == row.name or wanted.name in row.names
        return bool(named and wanted.role in (None, row.role))

    return list(answer.units), matches, lambda row: f"{row.name} {row.role}"


def _tasks(answer: Answer) -> _Given:
    def matches(wanted: str | ExpectedTask, row: TaskRow) -> bool:
        if isinstance(wanted, str):
            return wanted == row.title
        return (
            wanted.title in (None, row.title)
            and wanted.number in (None, row.number)
            and (wanted.jurisdiction is None or wanted.jurisdiction in row.jurisdiction)
        )

    return list(answer.tasks), matches, lambda row: f"{row.title or row.text[:20]} ({row.jurisdiction})"


def _targets(answer: Answer) -> _Given:
    def matches(wanted: ExpectedTarget, row: TargetRow) -> bool:
        return (
            (wanted.indicator is None or wanted.indicator in row.indicator)
            and (wanted.value is None or abs(wanted.value - row.value) < 1e-9)
            and wanted.year in (None, row.year)
            and (wanted.jurisdiction is None or wanted.jurisdiction in (row.scope, *row.jurisdiction.split("、")))
        )

    return list(answer.targets), matches, lambda row: f"{row.jurisdiction} {row.indicator} {row.value} {row.year}"


def _plans(answer: Answer) -> _Given:
    return list(answer.plans), lambda wanted, row: wanted in row.title, lambda row: row.title


def _cites(answer: Answer) -> _Given:
    cited = [item.title for plan in answer.plans for item in plan.cites]
    return cited, lambda wanted, title: wanted in title, str


def _jurisdictions(answer: Answer) -> _Given:
    said = [row.jurisdiction for row in answer.tasks] + [row.jurisdiction for row in answer.targets]
    said += [row.jurisdiction for row in answer.plans]
    names = dict.fromkeys(name for joined in said for name in joined.split("、"))
    return list(names), lambda wanted, name: wanted == name, str


_GIVEN: dict[str, Callable[[Answer], _Given]] = {
    "units": _units, "tasks": _tasks, "targets": _targets, "plans": _plans, "cites": _cites, "jurisdictions": _jurisdictions,
}  # fmt: skip


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
