"""Many questions at once: read from a file, asked one after the other, each answer as one flat row. Knows no file format
of answers (search/batch_files.py) and no terminal.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_schema.errors import InputError, PlanGraphError
from search.engine import DEFAULT_LIMIT, Engine
from search.results import Answer, TargetRow, TaskRow, UnitRow
from search.wording import value_text

_FILTERS = {"jurisdiction": str, "role": str, "year": int, "type": str, "as_of": str, "limit": int, "offset": int}
_LONGEST_FILE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question of a file. number: its place, from 1; name: what the file calls it; filters: as `Engine.ask` takes them."""

    number: int
    question: str
    name: str = ""
    filters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """A question with its answer, or with the reason why it could not be asked."""

    asked: BatchQuestion
    answer: Answer | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How a batch went: questions answered, with nothing found, and not asked (number and reason)."""

    answered: int
    no_match: int
    errors: tuple[tuple[int, str], ...]

    def to_json(self) -> dict[str, Any]:
        """The report as JSON."""
        errors = [{"number": number, "error": error} for number, error in self.errors]
        return {"answered": self.answered, "no_match": self.no_match, "errors": errors}


def read_batch(path: Path) -> list[BatchQuestion]:
    """The questions of a file: a line each, or (`.jsonl`) an object a line with "question" and, if wanted, an "id" and
    filters. Blank lines are left out. Raises InputError naming the line that is wrong.
    """
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise InputError(f"{path}: more than 64 MB of questions; split the file")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as exc:
        raise InputError(f"{path}: is not UTF-8 text ({exc.reason} at byte {exc.start}); save it as UTF-8") from exc
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror or exc}); give a file with a question a line") from exc
    reader = _from_json if path.suffix.lower() in (".jsonl", ".ndjson") else _from_text
    filled = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
    if not filled:
        raise InputError(f"{path}: holds no question; write one a line")
    return [reader(path, place, number, line) for place, (number, line) in enumerate(filled, start=1)]


def _from_text(path: Path, place: int, number: int, line: str) -> BatchQuestion:
    return BatchQuestion(place, line)


def _from_json(path: Path, place: int, number: int, line: str) -> BatchQuestion:
    try:
        held = json.loads(line)
    except ValueError as exc:
        raise InputError(f'{path}, line {number}: no JSON ({exc}); write {{"question": "…"}} on each line') from exc
    if not isinstance(held, dict) or not isinstance(held.get("question"), str):
        raise InputError(f'{path}, line {number}: has no text "question"; write {{"question": "…"}} on each line')
    filters = {name: held[name] for name in _FILTERS if held.get(name) is not None}
    for name, value in filters.items():
        if not isinstance(value, _FILTERS[name]) or isinstance(value, bool):
            wanted = "a whole number" if _FILTERS[name] is int else "text"
            raise InputError(f'{path}, line {number}: "{name}" has to be {wanted}, not {json.dumps(value)[:40]}')
    return BatchQuestion(place, held["question"], str(held.get("id", "")), filters)


def ask_all(engine: Engine, questions: Sequence[BatchQuestion], *, limit: int = DEFAULT_LIMIT) -> Iterator[BatchAnswer]:
    """The answers in the order of the questions; one that cannot be asked (an unknown place) does not stop the others.

    limit: rows of each list where a question gives no limit of its own.
    """
    for asked in questions:
        try:
            yield BatchAnswer(asked, engine.ask(asked.question, **{"limit": limit, **asked.filters}))
        except PlanGraphError as exc:
            yield BatchAnswer(asked, None, " ".join(str(exc).split()))


def report_of(answers: Sequence[tuple[int, str, str | None]]) -> BatchReport:
    """The report of a batch from number, status and error of each question."""
    errors = tuple((number, error) for number, _, error in answers if error is not None)
    statuses = [status for _, status, error in answers if error is None]
    return BatchReport(statuses.count("answered"), statuses.count("no_match"), errors)


# Rows

Cell = str | int | None
_COLUMNS: dict[str, Callable[[Answer], Cell]] = {
    "语言 language": lambda answer: answer.language,
    "状态 status": lambda answer: answer.status,
    "回答 answer": lambda answer: answer.answer,
    "问的是 asks_for": lambda answer: answer.understood.asks_for,
    "地方 jurisdictions": lambda answer: _lines(place.name for place in answer.understood.jurisdictions),
    "主题 topic": lambda answer: answer.understood.topic,
    "总数 total": lambda answer: answer.total,
    "计数 count": lambda answer: answer.count,
    "牵头单位 leads": lambda answer: _lines(_unit(row) for row in answer.units if row.role == "lead"),
    "配合单位 supports": lambda answer: _lines(_unit(row) for row in answer.units if row.role == "support"),
    "任务 tasks": lambda answer: _lines(_task(row) for row in answer.tasks),
    "目标 targets": lambda answer: _lines(_target(row, chinese=answer.language == "zh") for row in answer.targets),
    "方案 plans": lambda answer: _lines(row.title for row in answer.plans),
    "原文 quotes": lambda answer: _lines([*map(_quote, answer.tasks), *map(_quote, answer.targets)]),
}
COLUMNS = ("序号 number", "编号 id", "问题 question", *_COLUMNS, "错误 error")


def row_of(item: BatchAnswer) -> list[Cell]:
    """One answer as cells, in the order of COLUMNS; lists a line an entry."""
    answer = item.answer
    values = [read(answer) if answer else ("error" if "status" in name else None) for name, read in _COLUMNS.items()]
    return [item.asked.number, item.asked.name, item.asked.question, *values, item.error]


def json_of(item: BatchAnswer) -> dict[str, Any]:
    """One answer as JSON: the keys of `Answer.to_json`, after number, id and error."""
    head = {"number": item.asked.number, "id": item.asked.name or None, "error": item.error}
    if item.answer is None:
        return {**head, "question": item.asked.question, "status": "error"}
    return {**head, **item.answer.to_json()}


def _lines(texts: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(dict.fromkeys(texts))


def _unit(row: UnitRow) -> str:
    return f"{row.name} [{row.basis}]" if row.role == "lead" else row.name


def _task(row: TaskRow) -> str:
    return f"{row.title or row.text[:40]}（{row.jurisdiction}）"


def _target(row: TargetRow, *, chinese: bool) -> str:
    year = f", {row.year}" if row.year else ""
    return f"{row.scope or row.jurisdiction}: {row.indicator} {value_text(row, chinese=chinese)}{year}"


def _quote(row: TaskRow | TargetRow) -> str:
    said = row.evidence
    return f"“{' '.join(said.quote.split())}” {said.document} [{said.span[0]}:{said.span[1]}]" if said else ""
