"""Too many nodes to look at: those of a plan, and the units of a place, become one. Knows no page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.captions import full_caption, short_caption
from app.words import Words
from graph_schema.schema import load_schema
from graph_schema.tables import Node
from graph_store.protocol import GraphStore

MOST_NODES = 2000
_UP: tuple[tuple[str, bool], ...] = (
    ("HAS_SUBTASK", False),
    ("HAS_TASK", False),
    ("HAS_ACTION", False),
    ("SETS", False),
    ("BELONGS_TO", True),
    ("ABOUT", True),
    ("FROM", False),
)
"""Edge types that lead from a node to what holds it; True: along the edge, False: against it."""
_PREFIX = "group:"


@dataclass(frozen=True, slots=True)
class Groups:
    """of: the group of each node that is in one. rows: the groups as nodes of the picture. members: by group."""

    of: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[dict[str, Any], ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def group_nodes(store: GraphStore, nodes: Mapping[str, Node], words: Words) -> Groups:
    """Every node with the plan or place that holds it (which need not be shown); nodes that nothing holds stay alone."""
    holders = _holders(store, [key for key, node in nodes.items() if node.type not in ("Plan", "Jurisdiction")])
    holders |= _holders_of_indicators(store, [key for key, node in nodes.items() if node.type == "Indicator"])
    members: dict[str, list[str]] = {}
    for identifier, holder in holders.items():
        if identifier in nodes and holder != identifier:
            members.setdefault(holder, []).append(identifier)
    named = store.nodes(members)
    of = {member: _PREFIX + holder for holder, group in members.items() if holder in named for member in group}
    of |= {holder: _PREFIX + holder for holder in named if holder in nodes}
    rows = tuple(_row(node, len(members[key]), words) for key, node in named.items())
    return Groups(of, rows, {_PREFIX + key: (key, *members[key]) for key in named})


def is_group(identifier: str) -> bool:
    """Whether this names a group."""
    return identifier.startswith(_PREFIX)


def holder_of(identifier: str) -> str:
    """The plan or place that a group is named for."""
    return identifier.removeprefix(_PREFIX)


def _holders(store: GraphStore, ids: list[str]) -> dict[str, str]:
    """For each node the plan or place at the end of the way up."""
    parent: dict[str, str] = {}
    frontier = ids
    for _ in range(6):
        found: dict[str, str] = {}
        for name, along in _UP:
            open_ = [identifier for identifier in frontier if identifier not in found]
            for edge in store.edges(sources=open_, types=[name]) if along else store.edges(targets=open_, types=[name]):
                below, above = (edge.source, edge.target) if along else (edge.target, edge.source)
                found.setdefault(below, above)
        parent.update(found)
        frontier = sorted({above for above in found.values() if above not in parent and not _is_top(above)})
        if not frontier:
            break
    tops: dict[str, str] = {}
    for identifier in ids:
        top, steps = identifier, 0
        while top in parent and steps < 8:
            top, steps = parent[top], steps + 1
        if _is_top(top):
            tops[identifier] = top
    return tops


def _holders_of_indicators(store: GraphStore, ids: list[str]) -> dict[str, str]:
    """The plan of each indicator that only one plan sets targets of; those of several join the plans and stay alone."""
    measures = store.edges(targets=ids, types=["MEASURES"]) if ids else []
    plans = _holders(store, [edge.source for edge in measures])
    found: dict[str, set[str]] = {}
    for edge in measures:
        found.setdefault(edge.target, set()).add(plans.get(edge.source, ""))
    return {key: min(held) for key, held in found.items() if len(held) == 1 and "" not in held}


def _is_top(identifier: str) -> bool:
    kind = load_schema().node_type_of(identifier)
    return kind is not None and kind.name in ("Plan", "Jurisdiction")


def _row(node: Node, count: int, words: Words) -> dict[str, Any]:
    ranks = {name: place for place, name in enumerate(load_schema().nodes)}
    size = 34 + min(40, count // 10)
    label = words("graph.group", name=short_caption(node, words), n=count)
    return {
        "id": _PREFIX + node.id, "type": node.type, "label": label, "full": words("graph.group", name=full_caption(node, words), n=count),
        "size": size, "rank": ranks[node.type], "more": 0, "search": label.lower(), "group": True,
    }  # fmt: skip
