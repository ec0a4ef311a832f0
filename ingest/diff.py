"""Two versions of a plan compared fact by fact: what came, what went, what changed, each with its quote."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from ingest.facts import Facts, Target, Task

_SAME_TASK = 0.6
_SAME_INDICATOR = 0.75


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. change: "added", "removed" or "changed"; what: "task", "lead", "support", "target", "plan".

    where: the task or field; old, new: the values; quotes from the old and the new document, None where there is none.
    """

    change: str
    what: str
    where: str
    old: str | None
    new: str | None
    old_quote: str | None = None
    new_quote: str | None = None


def _label(task: Task) -> str:
    return f"{task.number or ''} {task.title or task.text[:24]}".strip()


def _pairs(old: tuple[Task, ...], new: tuple[Task, ...]) -> list[tuple[Task | None, Task | None]]:
    """Tasks that are one and the same in both: by title, else by the likeness of their texts."""
    free = {task.id: task for task in new}
    pairs: list[tuple[Task | None, Task | None]] = []
    left: list[Task] = []
    for task in old:
        twin = next((other for other in free.values() if task.title and other.title == task.title), None)
        if twin is None:
            left.append(task)
        else:
            del free[twin.id]
            pairs.append((task, twin))
    for task in left:
        scored = [
            (SequenceMatcher(None, task.text, other.text, autojunk=False).quick_ratio(), other.id)
            for other in free.values()
        ]
        best = max(scored, default=(0.0, ""))
        if (
            best[0] >= _SAME_TASK
            and SequenceMatcher(None, task.text, free[best[1]].text, autojunk=False).ratio() >= _SAME_TASK
        ):
            pairs.append((task, free.pop(best[1])))
        else:
            pairs.append((task, None))
    pairs.extend((None, task) for task in free.values())
    return pairs


def _units(task: Task, role: str) -> str:
    return "、".join(unit.name for unit in task.units if unit.role == role)


def _compare_tasks(old: Task, new: Task) -> list[Difference]:
    found = []
    for role, what in (("lead", "lead"), ("support", "support")):
        before, after = _units(old, role), _units(new, role)
        if before != after:
            found.append(
                Difference("changed", what, _label(new), before or None, after or None, old.text[:60], new.text[:60])
            )
    if old.title != new.title:
        found.append(Difference("changed", "task", _label(new), old.title, new.title, old.text[:60], new.text[:60]))
    elif "".join(old.text.split()) != "".join(new.text.split()):
        found.append(Difference("changed", "task", _label(new), "text", "text", *_changed_words(old.text, new.text)))
    return found


def _changed_words(old: str, new: str) -> tuple[str, str]:
    """The runs around the first and last difference of two texts."""
    blocks = [op for op in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if op[0] != "equal"]
    first, last = blocks[0], blocks[-1]
    return old[max(0, first[1] - 8) : last[2] + 8], new[max(0, first[3] - 8) : last[4] + 8]


def _value(target: Target) -> str:
    upper = f"-{target.value_to:g}" if target.value_to is not None else ""
    return f"{target.op} {target.value:g}{upper} {target.unit}".strip() + (f" ({target.year})" if target.year else "")


def _compare_targets(old: Facts, new: Facts, same: dict[str, str]) -> list[Difference]:
    """Targets of the same owner and indicator (and year and place): changed values, those that came and went."""
    free = list(new.targets)
    found: list[Difference] = []
    removed: list[Target] = []
    for target in old.targets:
        owner = same.get(target.owner, target.owner)
        candidates = [
            other for other in free if other.owner == owner and other.scope == target.scope and _alike(target, other)
        ]
        twin = min(
            candidates,
            key=lambda other: (_value(other) != _value(target), other.year != target.year, other.id),
            default=None,
        )
        if twin is None:
            removed.append(target)
            continue
        free.remove(twin)
        if _value(twin) != _value(target):
            found.append(
                Difference(
                    "changed", "target", target.indicator, _value(target), _value(twin), target.quote, twin.quote
                )
            )
    found.extend(Difference("removed", "target", t.indicator, _value(t), None, t.quote, None) for t in removed)
    found.extend(Difference("added", "target", t.indicator, None, _value(t), None, t.quote) for t in free)
    return found


def _alike(old: Target, new: Target) -> bool:
    return (
        old.unit == new.unit
        and SequenceMatcher(None, old.indicator, new.indicator, autojunk=False).ratio() >= _SAME_INDICATOR
    )


def _compare_header(old: Facts, new: Facts) -> list[Difference]:
    found = []
    for name in (
        "title",
        "doc_number",
        "issuers",
        "issued_on",
        "period",
        "effective",
        "status",
        "lead_rule",
        "collective_units",
    ):
        before: Any = getattr(old.plan, name)
        after: Any = getattr(new.plan, name)
        if before != after:
            found.append(Difference("changed", "plan", name, _shown(before), _shown(after)))
    return found


def _shown(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "、".join(value)
    ends = [getattr(value, name) for name in value.__slots__]
    return "-".join("" if end is None else str(end) for end in ends)


def compare(old: Facts, new: Facts) -> list[Difference]:
    """Every difference between two readings, header first, then tasks, then targets."""
    found = _compare_header(old, new)
    same: dict[str, str] = {}
    for before, after in _pairs(old.tasks, new.tasks):
        if before is None and after is not None:
            found.append(
                Difference("added", "task", _label(after), None, _units(after, "lead") or None, None, after.text[:80])
            )
        elif after is None and before is not None:
            found.append(
                Difference(
                    "removed", "task", _label(before), _units(before, "lead") or None, None, before.text[:80], None
                )
            )
        elif before is not None and after is not None:
            same[before.id] = after.id
            found.extend(_compare_tasks(before, after))
    found.extend(_compare_targets(old, new, same))
    return found
