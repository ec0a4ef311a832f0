"""An answer for people: the paragraph, tables of units, targets and plans, the tasks with their sentences.

Colour and tables only where a terminal reads; plain lines where the output is piped. Decides nothing.
"""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from search.results import Answer, PlanRow, TargetRow, TaskRow, UnitRow
from search.wording import value_text

_ZH = {
    "role": {"lead": "牵头", "support": "配合"},
    "basis": {"stated": "写明", "declared": "按规定列首位", "first_listed": "仅列首位，未写明", "listed": "列名"},
    "units": ("单位", "文中写法", "角色", "依据", "任务数"),
    "targets": ("地方", "指标", "目标值", "年份", "方案"),
    "plans": ("方案", "文号", "地方", "状态"),
    "tasks": "任务",
    "lead": "牵头",
    "support": "配合",
    "understood": "理解为",
    "shown": "共{total}项，显示第{first}—{last}项",
    "past": "共{total}项，第{first}项起没有了",
    "draft": "征求意见稿",
    "issued": "已印发",
    "page": "第{}页",
}
_EN = {
    "role": {"lead": "lead", "support": "support"},
    "basis": {
        "stated": "stated",
        "declared": "declared by the plan",
        "first_listed": "only listed first",
        "listed": "listed",
    },
    "units": ("unit", "as written", "role", "basis", "tasks"),
    "targets": ("place", "indicator", "target", "year", "plan"),
    "plans": ("plan", "number", "place", "status"),
    "tasks": "Tasks",
    "lead": "lead",
    "support": "support",
    "understood": "Understood",
    "shown": "{first}-{last} of {total}",
    "past": "{total} in all; there is nothing from {first} on",
    "draft": "draft",
    "issued": "issued",
    "page": "p. {}",
}
_QUOTE = 160


class AnswerView:
    """Prints answers on standard output."""

    def __init__(self, *, offset: int) -> None:
        self._console = Console(soft_wrap=True, file=sys.stdout, highlight=False)
        self._offset = offset

    def show(self, answer: Answer) -> None:
        """The whole answer."""
        words = _ZH if answer.language == "zh" else _EN
        self._console.print(escape(answer.answer), style="bold" if answer.status == "answered" else "yellow")
        if answer.units:
            self._units(answer.units, words, chinese=answer.language == "zh")
        if answer.targets and answer.understood.asks_for in ("target", "comparison", "count", "deadline"):
            self._targets(answer.targets, words, chinese=answer.language == "zh")
        if answer.plans and answer.understood.asks_for in ("plan", "citation", "place"):
            self._plans(answer.plans, words)
        self._tasks(answer.tasks, words)
        self._cut(answer, words)
        self._understood(answer, words)

    def _table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._console.print()
        if not self._console.is_terminal:
            for row in rows:
                self._console.print(escape("\t".join(row)))
            return
        grid = Table(box=None, header_style="bold", pad_edge=False)
        for column in columns:
            grid.add_column(column, overflow="fold")
        for row in rows:
            grid.add_row(*(escape(cell) for cell in row))
        self._console.print(grid, soft_wrap=False)

    def _units(self, units: Sequence[UnitRow], words: dict, *, chinese: bool) -> None:  # type: ignore[type-arg]
        rows = []
        for unit in units:
            name = unit.name if chinese or not unit.name_en else f"{unit.name} ({unit.name_en})"
            rows.append(
                (
                    name,
                    "、".join(unit.names),
                    words["role"][unit.role],
                    words["basis"][unit.basis],
                    str(len(unit.tasks)),
                )
            )
        self._table(words["units"], rows)

    def _targets(self, targets: Sequence[TargetRow], words: dict, *, chinese: bool) -> None:  # type: ignore[type-arg]
        rows = [
            (
                row.scope or row.jurisdiction,
                row.indicator,
                value_text(row, chinese=chinese),
                str(row.year or ""),
                row.plan,
            )
            for row in targets
        ]
        self._table(words["targets"], rows)

    def _plans(self, plans: Sequence[PlanRow], words: dict) -> None:  # type: ignore[type-arg]
        rows = [(row.title, row.doc_number or "", row.jurisdiction, words.get(row.status or "", "")) for row in plans]
        self._table(words["plans"], rows)

    def _tasks(self, tasks: Sequence[TaskRow], words: dict) -> None:  # type: ignore[type-arg]
        if tasks:
            self._console.print(f"\n{words['tasks']}", style="bold")
        for task in tasks:
            head = f"{task.number or ''} {task.title or task.text[:40]}".strip()
            self._console.print(f"- {escape(head)}  [dim]{escape(task.jurisdiction)} · {escape(task.plan)}[/dim]")
            roles = [f"{words['lead']}: {'、'.join(task.leads)}"] if task.leads else []
            roles += [f"{words['support']}: {'、'.join(task.supports)}"] if task.supports else []
            if roles:
                self._console.print(f"  {escape('; '.join(roles))}")
            if task.evidence:
                quote = (
                    task.evidence.quote if len(task.evidence.quote) <= _QUOTE else f"{task.evidence.quote[:_QUOTE]}…"
                )
                page = f", {words['page'].format(task.evidence.page)}" if task.evidence.page else ""
                start, end = task.evidence.span
                self._console.print(
                    f"  [dim]“{escape(' '.join(quote.split()))}” {escape(task.evidence.document)}{page} [{start}:{end}][/dim]".replace(
                        f"[{start}:{end}]", f"\\[{start}:{end}]"
                    )
                )

    def _cut(self, answer: Answer, words: dict) -> None:  # type: ignore[type-arg]
        shown = {
            "units": len(answer.units),
            "tasks": len(answer.tasks),
            "targets": len(answer.targets),
            "plans": len(answer.plans),
        }
        for name, number in shown.items():
            total = answer.totals.get(name, number)
            if number and total > number:
                first = self._offset + 1 if total == answer.total else 1
                text = words["shown"].format(total=total, first=first, last=first + number - 1)
                self._console.print(f"({name}: {text})", style="dim")
        if answer.status == "answered" and 0 < answer.total <= self._offset:
            self._console.print(f"({words['past'].format(total=answer.total, first=self._offset + 1)})", style="dim")

    def _understood(self, answer: Answer, words: dict) -> None:  # type: ignore[type-arg]
        said = answer.understood
        parts = [said.asks_for, *said.also_asks, said.role or ""]
        parts += [place.name for place in said.jurisdictions] + [unit.name for unit in said.units]
        parts += [str(year) for year in said.years] + [plan.name for plan in said.plans]
        topic = f"“{said.topic}”" if said.topic else ""
        zh = f" = {said.topic_zh}" if said.topic_zh and said.topic_zh != said.topic else ""
        line = " · ".join(part for part in [*parts, f"{topic}{zh}"] if part)
        self._console.print(f"\n[dim]{words['understood']}: {escape(line)} ({answer.timings.total:.0f} ms)[/dim]")
        for note in said.notes:
            self._console.print(f"[dim]{escape(note)}[/dim]")
