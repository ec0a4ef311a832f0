"""What `python -m ingest` shows: options shared by its commands, one line for each error, progress, tables."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from graph_schema.command import printable, reported
from ingest.facts import Facts

if TYPE_CHECKING:
    from pipeline.update import FileResult, UpdateReport


def _store_name(text: str | Path) -> Path:
    if not str(text).strip():  # would be taken for the folder one is in
        raise typer.BadParameter("the store's name is empty; name a folder, or neo4j://host:port")
    return Path(text)


Store = Annotated[
    Path,
    typer.Option("--store", parser=_store_name, metavar="STORE", help="The store: a folder, or neo4j://host:port."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
_OUT = Console(soft_wrap=True)
_ERR = Console(stderr=True, soft_wrap=True)
_MOST_DOUBTS = 20


def errors(*, debug: bool) -> AbstractContextManager[None]:
    """Print an error of ours as one line and exit with 1; with debug, let it through."""
    return reported(debug=debug, let_through=(typer.Exit, typer.Abort, typer.BadParameter))


def print_json(value: object) -> None:
    """One JSON value on standard output, UTF-8."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(text: str) -> None:
    """Plain text on standard output."""
    _OUT.print(text, markup=False, highlight=False)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list | tuple):
        return "、".join(printable(str(item)) for item in value)
    return "" if value is None else printable(str(value))


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as a table in a terminal, as tab-separated lines when piped."""
    if not _OUT.is_terminal:
        for row in rows:
            say("\t".join(_cell(row.get(column)) for column in columns))
        return
    grid = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        grid.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        grid.add_row(*(escape(_cell(row.get(column))) for column in columns))
    _OUT.print(grid)


class UpdateView:
    """Shows an update as it goes: a bar with rate and time left in a terminal, a line a file when piped."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), console=_ERR, transient=True, disable=not _ERR.is_terminal,
        )  # fmt: skip
        self._files = self._bar.add_task("reading", total=None, rate="", start=True)
        self._passages = self._bar.add_task("embedding", total=None, rate="", visible=False)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def _rate(self, task: int, unit: str) -> str:
        speed = self._bar.tasks[task].speed
        return f"{speed:.1f} {unit}/s" if speed else ""

    def file(self, done: int, total: int, result: "FileResult") -> None:
        """One more file is read. The only one that fails is told of as the command's error."""
        rate = self._rate(self._files, "files")
        self._bar.update(self._files, completed=done, total=total, rate=rate)
        line = f"[{done}/{total}] {result.status:9} "
        if result.status == "failed":
            if total == 1:
                return
            line += str(result.error)
        else:
            line += f"{Path(result.path).name}: {result.tasks} tasks, {result.units} units, {result.targets} targets, {result.warnings} warnings"
        if not self._quiet or result.status == "failed":
            _ERR.print(printable(line), markup=False, highlight=False)

    def stage(self, name: str) -> None:
        """A new stage begins."""
        self._bar.update(self._files, description=name)

    def embedded(self, done: int, total: int) -> None:
        """So many of the new passages are embedded."""
        rate = self._rate(self._passages, "passages")
        self._bar.update(self._passages, completed=done, total=total, visible=total > 0, rate=rate)
        if total and not self._quiet and not _ERR.is_terminal and done == total:
            _ERR.print(f"embedded {total} new passages", highlight=False)

    def summary(self, report: "UpdateReport") -> None:
        """What the update did, in two lines."""
        parts = [
            f"{report.count(status)} {status}"
            for status in ("added", "updated", "unchanged", "failed")
            if report.count(status)
        ]
        parts.extend([f"{len(report.removed)} removed"] if report.removed else [])
        changed = "new snapshot" if report.written else "nothing changed: snapshot"
        if report.removed and not report.written:
            changed = "the same text stays in the store as another file, so the graph is as it was: snapshot"
        say(
            f"{', '.join(parts) or 'nothing to do'}; {changed} {report.snapshot}: {report.nodes} nodes, {report.edges} edges ({report.seconds:.1f} s)"
        )
        unsettled = sorted(report.doubts.items())
        for name, doubts in unsettled[:_MOST_DOUBTS]:
            say(f"{printable(name)}: place not settled: {'、'.join(doubts)}")
        if len(unsettled) > _MOST_DOUBTS:
            say(f"... and {len(unsettled) - _MOST_DOUBTS} more documents whose place is not settled")


def show_facts(facts: Facts) -> None:
    """A readable summary of one document's facts."""
    plan = facts.plan
    say(
        f"{plan.title}\n{plan.doc_number or 'no number'} · {'、'.join(plan.issuers) or 'no issuer'} · {plan.issued_on or 'no date'} · {plan.status}"
    )
    say(
        f"{'、'.join(plan.jurisdictions)} · {plan.period.start or '?'}-{plan.period.end or '?'} · lead rule: {plan.lead_rule}"
    )
    titles = {action.id: f"{action.number} {action.title}" for action in facts.actions}
    last = None
    for task in facts.tasks:
        if task.action != last:
            say(f"\n{titles.get(task.action or '', '')}")
            last = task.action
        units = "、".join(f"{unit.name}[{unit.role}, {unit.basis}]" for unit in task.units)
        say(f"  {task.number or '-'} {task.title or task.text[:30]}: {units or 'no unit named'}")
    say(
        f"\n{len(facts.tasks)} tasks, {len(facts.targets)} targets, {len(facts.contradictions)} contradictions, {len(facts.warnings)} warnings"
    )
    for contradiction in facts.contradictions:
        say(f"contradiction: {contradiction.what}")
    for warning in facts.warnings:
        say(f"warning: {warning.kind}: {warning.message}")
