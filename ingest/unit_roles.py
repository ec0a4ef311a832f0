"""Which role each body of a task has, and how the role is known: from the groups of names that its lists give.

Reads no text; whether a rule that position decides is in force, the caller knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.facts import Basis, Role, Span, Subtask, UnitMention
from ingest.unit_names import UnitName
from ingest.values import dataclass


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names under one role word; kind: "lead", "support", "neutral" (责任单位: position decides) or "main" (主办单位:
    they lead those who help beside them, 协办单位; alone it is another word for 责任单位).

    place: where the whole list stands, which proves the role.
    """

    names: tuple[UnitName, ...]
    kind: str
    place: Span | None = None
    office: bool = False
    """Offices within a body (责任处室：): the task's bodies only where no list of it names others."""


def _mention(name: UnitName, role: Role, basis: Basis, place: Span | None = None) -> UnitMention:
    return UnitMention(name.name, role, basis, name.span, evidence=place)


def of_column(groups: Iterable[NameGroup], column: str, *, beside_lead: bool = False) -> list[NameGroup]:
    """The groups of a table's cell: words in the cell decide their kind, else the column's heading ("lead", "support").

    beside_lead: the row has a cell of leading bodies, beside which all others support.
    """
    kind = column if column in ("lead", "support") else "support" if beside_lead else "neutral"
    return [group if group.kind != "neutral" else replace(group, kind=kind) for group in groups]


def assign_roles(groups: Sequence[NameGroup], *, rule: bool) -> tuple[UnitMention, ...]:
    """Each body once, with its role and how we know it.

    A role word decides (stated); 责任单位 beside a 牵头单位 support it (stated). Where no word decides, the first listed
    leads: "declared" where `rule` (the document says that position decides) is in force, else only "first_listed".
    """
    groups = _settled(_without_offices(groups))
    leads = any(group.kind == "lead" for group in groups)
    mentions: list[UnitMention] = []
    positional = True
    for group in groups:
        for name in group.names:
            if group.kind == "lead":
                found = _mention(name, "lead", "stated", group.place)
            elif group.kind == "support" or leads:
                found = _mention(name, "support", "stated", group.place)
            elif positional:
                found = _mention(name, "lead", "declared" if rule else "first_listed", group.place)
                positional = False
            else:
                found = _mention(name, "support", "listed", group.place)
            if all(known.name != found.name for known in mentions):
                mentions.append(found)
    return tuple(mentions)


def _settled(groups: Sequence[NameGroup]) -> list[NameGroup]:
    """The groups with what 主办单位 means beside the others."""
    kinds = {group.kind for group in groups if group.names}
    means = "lead" if "support" in kinds and "lead" not in kinds else "neutral"
    return [replace(group, kind=means) if group.kind == "main" else group for group in groups]


def _without_offices(groups: Sequence[NameGroup]) -> Sequence[NameGroup]:
    bodies = [group for group in groups if not group.office]
    return bodies if any(group.names for group in bodies) else groups


_SAME_LIST = 6
"""Characters, white space and all, that may stand between the parts of one list (牵头单位：… 配合单位：…)."""


def assign_list_by_list(groups: Sequence[NameGroup], *, rule: bool) -> tuple[UnitMention, ...]:
    """The bodies of several lists that part a text (…（A、B负责）…（C负责）): in each the first listed leads.

    Each body once; lead where it leads in any list.
    """
    groups = _without_offices(groups)
    lists: list[list[NameGroup]] = []
    end = -1
    for group in groups:
        if not lists or group.place is None or group.place[0] > end + _SAME_LIST:
            lists.append([])
        lists[-1].append(group)
        end = group.place[1] if group.place else -1
    if len(lists) < 2:
        return assign_roles(groups, rule=rule)
    return _merged(mention for part in lists for mention in assign_roles(part, rule=rule))


def union(subtasks: tuple[Subtask, ...]) -> tuple[UnitMention, ...]:
    """Each body of the subtasks once, in order of first appearance; lead where it leads any of them."""
    return _merged(mention for part in subtasks for mention in part.units)


def _merged(mentions: Iterable[UnitMention]) -> tuple[UnitMention, ...]:
    units: dict[str, UnitMention] = {}
    for mention in mentions:
        known = units.get(mention.name)
        if known is None or (known.role == "support" and mention.role == "lead"):
            units[mention.name] = mention
    return tuple(units.values())
