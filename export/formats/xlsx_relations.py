"""What a sheet says of a row beside its own properties: the plan and the units of a task, the task of a target …"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from export.selection import Selection

_Many = dict[str, list[str]]

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "Unit": ("地区 place", "牵头任务 tasks led", "配合任务 tasks supported"),
    "Task": ("规划 plan", "行动 action", "上级任务 parent task", "牵头单位 leads", "配合单位 supports"),
    "Target": ("规划 plan", "任务 task", "负责单位 accountable"),
    "Document": ("规划 plan", "发布单位 issuers"),
}


@dataclass(slots=True)
class Relations:
    """Edges by what is looked up in them; values are ids, or labels in the order of the edges."""

    labels: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, int] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    held_by: dict[str, str] = field(default_factory=dict)
    set_by: dict[str, str] = field(default_factory=dict)
    plan_of: dict[str, str] = field(default_factory=dict)
    leads: _Many = field(default_factory=dict)
    supports: _Many = field(default_factory=dict)
    accountable: _Many = field(default_factory=dict)
    issuers: _Many = field(default_factory=dict)
    led: dict[str, int] = field(default_factory=dict)
    supported: dict[str, int] = field(default_factory=dict)

    def headings(self, type: str) -> tuple[str, ...]:
        """The columns that `cells` fills for nodes of this type."""
        return _HEADINGS.get(type, ())

    def cells(self, type: str, identifier: str) -> tuple[str | int | None, ...]:
        """For each heading an id (to be linked), a text, a number or None."""
        match type:
            case "Unit":
                return self.place.get(identifier), self.led.get(identifier, 0), self.supported.get(identifier, 0)
            case "Task":
                above = dict(self._above(identifier))
                units = _joined(self.leads, identifier), _joined(self.supports, identifier)
                return above.get("plan"), above.get("action"), above.get("task"), *units
            case "Target":
                holder = self.set_by.get(identifier, "")
                plan = dict(self._above(holder)).get("plan") or (holder if holder.startswith("plan-") else None)
                return plan, holder if holder.startswith("task-") else None, _joined(self.accountable, identifier)
            case "Document":
                plan = self.plan_of.get(identifier)
                return plan, _joined(self.issuers, plan or "")
            case _:
                return ()

    def order(self, identifier: str) -> tuple[str, tuple[int, ...], str, str]:
        """Sorts rows of one type: by plan, then by place in its outline, then by label."""
        owner = self.set_by.get(identifier)
        chain = [identifier, *([owner] if owner else ())]
        chain += [above for _, above in self._above(chain[-1])]
        plan = self.labels[chain[-1]] if chain[-1].startswith("plan-") and len(chain) > 1 else ""
        outline = [self.positions.get(part, 0) for part in reversed(chain) if part.startswith("task-")]
        if not outline:  # headings have a place of their own
            outline = [self.positions.get(identifier, 0)]
        return plan, tuple(outline), self.labels[identifier], identifier

    def _above(self, identifier: str) -> Iterator[tuple[str, str]]:
        """What holds a task, upwards: its kind and id."""
        seen = {identifier}
        while (above := self.held_by.get(identifier)) is not None and above not in seen:
            yield above.partition("-")[0], above
            seen.add(above)
            identifier = above


def _joined(found: _Many, identifier: str) -> str | None:
    return "、".join(found[identifier]) if identifier in found else None


def read_relations(selection: Selection, labels: Mapping[str, str], positions: Mapping[str, int]) -> Relations:
    """Walk over the selection's edges once and keep what the sheets show.

    labels, positions: of its nodes, by id.
    """
    found = Relations(labels, positions)
    for row in selection.edges():
        edge = row.edge
        match edge.type:
            case "BELONGS_TO":
                found.place[edge.source] = edge.target
            case "HAS_ACTION" | "HAS_TASK" | "HAS_SUBTASK":
                found.held_by[edge.target] = edge.source
            case "SETS":
                found.set_by[edge.target] = edge.source
            case "FROM":
                found.plan_of[edge.target] = edge.source
            case "LEADS":
                _name(found.leads, edge.target, labels[edge.source])
                found.led[edge.source] = found.led.get(edge.source, 0) + 1
            case "SUPPORTS":
                _name(found.supports, edge.target, labels[edge.source])
                found.supported[edge.source] = found.supported.get(edge.source, 0) + 1
            case "ACCOUNTABLE_FOR":
                _name(found.accountable, edge.target, labels[edge.source])
            case "ISSUED_BY":
                _name(found.issuers, edge.source, labels[edge.target])
            case _:
                pass
    return found


def _name(found: _Many, identifier: str, name: str) -> None:
    found.setdefault(identifier, []).append(name)
