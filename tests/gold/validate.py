"""Checks that the gold annotations are well formed and that all they quote stands in the documents.

An entry may carry "doubt": {"about": one of its keys, or "target" where it may be none, "why"}: careful readers differ.
Knows the annotation format and the text, nothing of the parser. Run: python tests/gold/validate.py [DOCUMENTS' FOLDER]
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent
DOCUMENTS = GOLD.parents[1] / "data" / "documents"
OPS = {">=", ">", "<=", "<", "=", "~", "between", "increase", "decrease"}
BASES = {"lead": {"stated", "declared", "first_listed"}, "support": {"stated", "listed"}}
REASONS = {"subsidy", "threshold", "present", "name", "date", "other"}
FREQUENCIES = {None, "annual", "cumulative"}
PLAN_KEYS = {"title", "doc_number", "issuers", "issued_on", "period", "effective", "status", "jurisdictions", "cites"}
PLAN_KEYS |= {"lead_rule", "collective_units"}
TARGET_KEYS = ["owner", "indicator", "op", "value", "value_to", "unit", "year", "frequency", "scope", "quote"]
TITLE_GAP = 4  # characters that may stand between a title and its body: 。 or the ** of a heading

Gold = dict[str, Any]


def squeezed(text: str) -> str:
    """The text with all white space removed: annotations and documents are compared in this form."""
    return "".join(text.split())


def load_gold(folder: Path = GOLD) -> dict[str, Gold]:
    """All annotations of the folder by file name, in order of name."""
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def find_document(gold: Gold, folder: Path) -> Path | None:
    """The annotated document in the folder: by its name, or else the text that holds most of the quotes."""
    named = folder / str(gold["file"])
    if named.is_file():
        return named
    quotes = [squeezed(target["quote"]) for target in gold["targets"]]
    texts = {path: squeezed(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))}
    hits = {path: sum(quote in text for quote in quotes) for path, text in texts.items()}
    best = max(hits, key=lambda path: hits[path], default=None)
    return best if best is not None and 2 * hits[best] > len(quotes) else None


class Check:
    """One annotation against one text; `problems` collects a line for each thing that is wrong."""

    def __init__(self, gold: Gold, text: str) -> None:
        self.gold = gold
        self.text = squeezed(text)
        self.problems: list[str] = []
        self.bodies: dict[str, list[str]] = {}

    def run(self) -> list[str]:
        """All problems, in the order of the file; an empty list means that the annotation is sound."""
        self.plan()
        self.actions()
        self.tasks()
        self.targets()
        self.others()
        return self.problems

    def expect(self, holds: bool, message: str) -> None:
        if not holds:
            self.problems.append(message)

    def stands(self, quote: str, where: str) -> None:
        self.expect(bool(quote) and squeezed(quote) in self.text, f"{where}: not in the text: {quote}")

    def unique(self, ids: list[str], where: str) -> None:
        twice = [name for name, times in Counter(ids).items() if times > 1]
        self.expect(not twice, f"{where}: ids given twice: {twice}")

    def plan(self) -> None:
        plan = self.gold["plan"]
        self.expect(set(plan) == PLAN_KEYS, f"plan: keys are {sorted(plan)}")
        self.expect(plan["status"] in {"issued", "draft"}, f"plan: status {plan['status']}")
        self.expect(plan["lead_rule"] in {"declared", "none"}, f"plan: lead_rule {plan['lead_rule']}")
        self.expect(set(plan["period"]) == {"start", "end"}, "plan: period has other keys than start, end")
        self.expect(set(plan["effective"]) == {"from", "to"}, "plan: effective has other keys than from, to")
        quotes = [plan["title"], *plan["issuers"], *plan["jurisdictions"], *plan["collective_units"]]
        quotes += [plan["doc_number"]] if plan["doc_number"] else []
        for cited in plan["cites"]:
            quotes += [cited["title"], *([cited["doc_number"]] if cited["doc_number"] else [])]
        for quote in quotes:
            self.stands(quote, "plan")

    def actions(self) -> None:
        self.unique([action["id"] for action in self.gold["actions"]], "actions")
        for action in self.gold["actions"]:
            for key in ("title", "section"):
                self.stands(action[key], action["id"])

    def tasks(self) -> None:
        tasks = self.gold["tasks"]
        subtasks = [subtask for task in tasks for subtask in task["subtasks"] if "id" in subtask]
        self.unique([item["id"] for item in [*tasks, *subtasks]], "tasks")
        known = {action["id"] for action in self.gold["actions"]}
        empty = sorted(known - {task["action"] for task in tasks})
        self.expect(not empty, f"actions without a task: {empty}")
        at = 0
        for task in tasks:
            self.expect(task["action"] is None or task["action"] in known, f"{task['id']}: action {task['action']}")
            self.units(task["units"], task["id"])
            at = self.body(task, at)
            for subtask in task["subtasks"]:
                self.units(subtask["units"], f"{task['id']}/{subtask['number']}")
                self.bodies[task["id"]] += self.subtask_body(subtask, f"{task['id']}/{subtask['number']}")

    def body(self, task: Gold, at: int) -> int:
        """Finds the task's title and body after `at` (tasks stand in the text's order) and returns the body's end."""
        self.bodies[task["id"]] = []
        title, start, end = (squeezed(task[key] or "") for key in ("title", "text_start", "text_end"))
        opens = self.text.find(title, at)
        begins = self.text.find(start, max(opens, at) + len(title))
        closes = self.text.find(end, begins)
        if -1 in (opens, begins, closes) or not (start and end):
            self.problems.append(f"{task['id']}: title, text_start, text_end do not follow each other in the text")
            return at
        gap = begins - opens - len(title)
        self.expect(not title or gap <= TITLE_GAP, f"{task['id']}: {gap} characters between title and text_start")
        stop = closes + len(end)
        self.bodies[task["id"]].append(self.text[opens:stop])
        return stop

    def subtask_body(self, subtask: Gold, where: str) -> list[str]:
        start, end = squeezed(subtask["text_start"]), squeezed(subtask["text_end"])
        begins = self.text.find(start)
        closes = self.text.find(end, begins)
        self.expect(-1 not in (begins, closes), f"{where}: text_start, text_end not in the text")
        return [self.text[begins : closes + len(end)]]

    def units(self, units: list[Gold], where: str) -> None:
        names = [unit["name"] for unit in units]
        self.expect(len(names) == len(set(names)), f"{where}: a unit is named twice: {names}")
        for unit in units:
            basis = BASES.get(unit["role"], set())
            self.expect(unit["basis"] in basis, f"{where}: {unit['name']}: {unit['role']} by {unit['basis']}")
            if not unit.get("completed", False):
                self.stands(unit["name"], where)

    def targets(self) -> None:
        for target in self.gold["targets"]:
            where = f"target {target.get('quote')}"
            missing = [key for key in TARGET_KEYS if key not in target]
            self.expect(not missing, f"{where}: lacks {missing}")
            if missing:
                continue
            self.expect(target["op"] in OPS, f"{where}: op {target['op']}")
            self.expect(target["frequency"] in FREQUENCIES, f"{where}: frequency {target['frequency']}")
            self.expect(is_number(target["value"]), f"{where}: value {target['value']}")
            self.expect((target["op"] == "between") == is_number(target["value_to"]), f"{where}: value_to and op")
            self.expect(target["year"] is None or 1949 < target["year"] < 2100, f"{where}: year {target['year']}")
            self.expect(bool(target["indicator"]), f"{where}: no indicator")
            self.owned(target, where)

    def owned(self, target: Gold, where: str) -> None:
        """A task's target is quoted from the task's own text; one quoted from a table says "elsewhere": true."""
        self.stands(target["quote"], where)
        if target["owner"] == "plan":
            return
        self.expect(target["owner"] in self.bodies, f"{where}: no task {target['owner']}")
        bodies = self.bodies.get(target["owner"], [])
        inside = any(squeezed(target["quote"]) in body for body in bodies)
        self.expect(inside or target.get("elsewhere", False), f"{where}: not in the text of {target['owner']}")

    def others(self) -> None:
        for entry in [*self.gold["targets"], *self.gold["not_targets"]]:
            doubt = entry.get("doubt", {"about": "target", "why": "-"})
            known = doubt.get("about") in {"target", *entry} and bool(doubt.get("why"))
            self.expect(known, f"doubt of {entry['quote']}: needs about (target, or a key of the entry) and why")
        for number in self.gold["not_targets"]:
            self.stands(number["quote"], "not_targets")
            self.expect(number["reason"] in REASONS, f"not_targets: {number['quote']}: reason {number['reason']}")
        for contradiction in self.gold["contradictions"]:
            for quote in contradiction["quotes"]:
                self.stands(quote, "contradictions")


def is_number(value: object) -> bool:
    """Whether a JSON value is a number (true and false are none)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def counts(gold: Gold) -> str:
    """One line: how much of each kind is annotated, and the number of tasks of each action."""
    tasks = gold["tasks"]
    units = sum(len(task["units"]) + sum(len(part["units"]) for part in task["subtasks"]) for task in tasks)
    per_action = Counter(task["action"] or "-" for task in tasks)
    kinds = " ".join(f"{kind}={len(gold[kind])}" for kind in ("actions", "tasks", "targets", "not_targets"))
    return f"{kinds} units={units} per action: " + " ".join(f"{name}={n}" for name, n in per_action.items())


def main(folder: Path) -> int:
    """Prints counts and problems of every gold file; returns the exit code: 1 where anything is wrong."""
    failed = False
    for name, gold in load_gold().items():
        document = find_document(gold, folder)
        problems = Check(gold, document.read_text(encoding="utf-8")).run() if document else ["no such document"]
        failed = failed or bool(problems)
        lines = [f"{name}: {counts(gold)}", *(f"  {problem}" for problem in problems)]
        sys.stdout.write("\n".join(lines) + "\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS))
