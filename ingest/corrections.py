"""What people corrected in the facts of a document: small YAML files, checked when loaded, applied before assembly.

A correction names its document, says why, and touches only what it names; one that fits nothing is an error of the
file, never ignored.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph_schema.errors import DataFileError
from ingest.facts import Basis, Facts, Role, Span, Target, Task, UnitMention
from ingest.mapped import quote

CORRECTIONS = Path(__file__).resolve().parent.parent / "data" / "corrections"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UnitCorrection(_Strict):
    """In `task` (its number, title or both joined by a space), the body `name` gets a role, another name, or goes.

    A body that the parser did not see is added with `add: true`; `quote` then says where the document names it.
    """

    task: str
    name: str
    role: Role | None = None
    basis: Basis = "stated"
    rename: str | None = None
    remove: bool = False
    add: bool = False
    quote: str | None = None


class TargetCorrection(_Strict):
    """The target stated by `quote` gets other values, or goes."""

    quote: str
    indicator: str | None = None
    op: Literal[">=", ">", "<=", "<", "=", "~", "between", "increase", "decrease"] | None = None
    value: float | None = None
    value_to: float | None = None
    unit: str | None = None
    year: int | None = None
    remove: bool = False


class TaskCorrection(_Strict):
    """`task` gets another title, or is cut in two before the words `split_before`."""

    task: str
    title: str | None = None
    split_before: str | None = None
    remove: bool = False


class DocumentCorrections(_Strict):
    """One file: the document by its number, title, file name or sha256; why; what."""

    document: str
    reason: str = Field(min_length=1)
    units: tuple[UnitCorrection, ...] = ()
    targets: tuple[TargetCorrection, ...] = ()
    tasks: tuple[TaskCorrection, ...] = ()
    path: str = ""


def load_corrections(folder: Path = CORRECTIONS) -> tuple[DocumentCorrections, ...]:
    """Every correction file of the folder. Raises DataFileError naming the file and the field that is wrong."""
    return tuple(_load(path) for path in sorted(folder.glob("*.y*ml"))) if folder.is_dir() else ()


def _load(path: Path) -> DocumentCorrections:
    try:
        value = yaml.safe_load(path.read_text("utf-8"))
        found = DocumentCorrections.model_validate(value)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as exc:
        raise DataFileError(
            f"{path}: cannot be read ({' '.join(str(exc).split())}); correct it or take it away"
        ) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DataFileError(f"{path}: {field or 'the file'}: {first['msg']}; see data/corrections/README.md") from exc
    return found.model_copy(update={"path": str(path)})


def corrections_of(facts: Facts, name: str, corrections: Iterable[DocumentCorrections]) -> list[DocumentCorrections]:
    """Those that name this document."""
    known = {facts.plan.doc_number, facts.plan.title, name, facts.document.sha256}
    return [item for item in corrections if item.document in known]


def apply_corrections(facts: Facts, text: str, corrections: Iterable[DocumentCorrections]) -> Facts:
    """The facts with every correction made. Raises DataFileError for one that fits nothing in the document."""
    for item in corrections:
        tasks = {task.id: task for task in facts.tasks}
        for unit in item.units:
            task = _find_task(tasks.values(), unit.task, item.path)
            tasks[task.id] = _correct_unit(task, unit, text, item.path)
        ordered = [tasks[task.id] for task in facts.tasks]
        for change in item.tasks:
            ordered = _correct_task(ordered, change, text, item.path)
        targets = list(facts.targets)
        for target in item.targets:
            targets = _correct_target(targets, target, item.path)
        facts = replace(facts, tasks=tuple(ordered), targets=tuple(targets))
    return facts


def _find_task(tasks: Iterable[Task], words: str, path: str) -> Task:
    found = [task for task in tasks if words in (task.number, task.title, f"{task.number} {task.title}", task.id)]
    if len(found) != 1:
        which = "no task" if not found else f"{len(found)} tasks"
        raise DataFileError(f"{path}: {which} of the document is called {words!r}; give number and title, '1 标题'")
    return found[0]


def _correct_unit(task: Task, change: UnitCorrection, text: str, path: str) -> Task:
    if change.add:
        span = _span_of(change.quote or change.name, text, path)
        added = UnitMention(change.name, change.role or "support", change.basis, span)
        return replace(task, units=(*task.units, added))
    if all(unit.name != change.name for unit in task.units):
        raise DataFileError(
            f"{path}: task {change.task!r} has no unit {change.name!r}; it has {'、'.join(u.name for u in task.units)}"
        )
    units = tuple(
        replace(
            unit,
            name=change.rename or unit.name,
            role=change.role or unit.role,
            basis=change.basis if change.role else unit.basis,
        )
        if unit.name == change.name
        else unit
        for unit in task.units
        if not (change.remove and unit.name == change.name)
    )
    return replace(task, units=units)


def _span_of(words: str, text: str, path: str) -> Span:
    start = text.find(words)
    if start < 0:
        raise DataFileError(f"{path}: the document does not say {words!r}; give its words as quote")
    return start, start + len(words)


def _correct_task(tasks: list[Task], change: TaskCorrection, text: str, path: str) -> list[Task]:
    task = _find_task(tasks, change.task, path)
    index = tasks.index(task)
    if change.remove:
        return tasks[:index] + tasks[index + 1 :]
    if change.title is not None:
        task = replace(task, title=change.title)
    if change.split_before is None:
        return [*tasks[:index], task, *tasks[index + 1 :]]
    cut = text.find(change.split_before, *task.span)
    if cut <= task.span[0]:
        raise DataFileError(f"{path}: task {change.task!r} does not hold the words {change.split_before!r}")
    first = replace(task, span=(task.span[0], cut), text=quote(text, (task.span[0], cut)))
    second = replace(
        task, id=f"{task.id}b", title=None, title_span=None, span=(cut, task.span[1]), text=quote(text, (cut, task.span[1])),
        path=(*task.path, "b"), subtasks=(),
    )  # fmt: skip
    return [*tasks[:index], first, second, *tasks[index + 1 :]]


def _correct_target(targets: list[Target], change: TargetCorrection, path: str) -> list[Target]:
    words = "".join(change.quote.split())
    found = [target for target in targets if words in ("".join(target.quote.split()), target.id)]
    if not found:
        raise DataFileError(f"{path}: no target is stated by {change.quote!r}; see `python -m ingest extract`")
    new = change.model_dump(exclude={"quote", "remove"}, exclude_none=True)
    return [replace(t, **new) if t in found else t for t in targets if not (change.remove and t in found)]
