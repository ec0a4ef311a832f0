"""What a click in the graph does to what is shown: event and history in, history and a message out. Knows no page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app import exploration, grouping
from app.exploration import History
from app.grouping import group_nodes, holder_of, is_group
from app.words import Words
from graph_schema.schema import load_schema
from graph_store.protocol import GraphStore
from graph_store.walk import GraphPath


@dataclass(frozen=True, slots=True)
class Outcome:
    """The history after an event. message: key of a text and what to fill in; way: the path that was found."""

    history: History
    message: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    way: GraphPath | None = None
    layout: str | None = None


def apply(store: GraphStore, history: History, event: Mapping[str, Any], words: Words) -> Outcome:
    """The outcome of an event of the graph component; one that is unknown or malformed changes nothing."""
    action, scene = event.get("action"), history.present
    ids = [identifier for identifier in event.get("ids") or () if isinstance(identifier, str)]
    node = event.get("id") if isinstance(event.get("id"), str) else ""
    if action == "undo":
        return Outcome(history.undo())
    if action == "redo":
        return Outcome(history.redo())
    if action == "expand" and node:
        return _expanded(store, history, str(node), event.get("types"), words)
    if action == "hide":
        return Outcome(history.go(exploration.hide(scene, _members(store, history, ids, words))))
    if action == "keep":
        return Outcome(history.go(exploration.keep(scene, ids)))
    if action == "toggle":
        return Outcome(history.go(exploration.toggle(scene, str(event.get("type")))))
    if action == "path" and len(ids) == 2:
        return _way(store, history, ids[0], ids[1])
    if action == "layout":
        return Outcome(history, layout=str(event.get("layout")))
    return Outcome(history)


def _expanded(store: GraphStore, history: History, node: str, types: object, words: Words) -> Outcome:
    if is_group(node):
        return _opened(store, history, node, words)
    if node not in store.nodes([node]):
        return Outcome(history, "explore.gone", {"n": 1})
    known = load_schema().edges
    wanted = [name for name in types if name in known] if isinstance(types, list) else None
    grown = exploration.expand(store, history.present, node, types=wanted)
    if not grown.added:
        return Outcome(
            history.go(grown.scene), "explore.no_more" if not grown.left else "explore.hidden_left", {"n": grown.left}
        )
    message = "explore.grown" if not grown.left else "explore.grown_left"
    return Outcome(history.go(grown.scene), message, {"n": grown.added, "left": grown.left})


def _opened(store: GraphStore, history: History, group: str, words: Words) -> Outcome:
    """What is in a group, of more than can be shown the first by type: plans and tasks before targets and sentences."""
    order = {name: place for place, name in enumerate(load_schema().nodes)}
    members = _members(store, history, [group], words)
    if len(members) <= grouping.MOST_NODES:
        scene = exploration.Scene(start=group, nodes=tuple(members), hidden=history.present.hidden)
        return Outcome(history.go(scene))
    found = store.nodes(members)
    first = sorted(found, key=lambda key: (order[found[key].type], key))[: grouping.MOST_NODES]
    scene = exploration.Scene(start=group, nodes=tuple(first), hidden=history.present.hidden)
    return Outcome(history.go(scene), "explore.grown_left", {"n": len(first), "left": len(members) - len(first)})


def _members(store: GraphStore, history: History, ids: list[str], words: Words) -> list[str]:
    """The nodes themselves, groups replaced by what is in them."""
    if not any(is_group(identifier) for identifier in ids):
        return ids
    scene = history.present
    nodes = {key: node for key, node in store.nodes(scene.nodes).items() if node.type not in scene.hidden}
    members = group_nodes(store, nodes, words).members
    return [one for identifier in ids for one in members.get(identifier, (holder_of(identifier),))]


def _way(store: GraphStore, history: History, start: str, end: str) -> Outcome:
    found = exploration.find_way(store, holder_of(start), holder_of(end), shown=history.present.nodes)
    if found is None:
        return Outcome(history, "explore.no_way")
    scene = exploration.add(history.present, (node.id for node in found.nodes))
    return Outcome(history.go(scene), "explore.way", {"n": len(found.edges)}, way=found)
