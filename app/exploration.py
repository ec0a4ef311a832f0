"""What an explored graph shows, and each step of exploring it: start, expand, hide, undo. Values; knows no page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph_schema.errors import InputError
from graph_schema.schema import load_schema
from graph_schema.tables import Edge
from graph_store.protocol import GraphStore
from graph_store.walk import GraphPath, neighbourhood, shortest_path

CAP = 30
"""How many nodes one step brings at most."""
START = 120
_MOST_STEPS = 100
QUIET = frozenset({"ABOUT", "FROM"})
"""Edge types that tell where something is written, not what holds: shown only when asked for by name."""
_STARTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "Plan": (2, ("HAS_ACTION", "HAS_TASK", "ISSUED_BY", "APPLIES_TO", "CITES", "REPLACES")),
    "Jurisdiction": (2, ("APPLIES_TO", "PART_OF", "HAS_ACTION", "ISSUED_BY")),
    "Unit": (1, ("LEADS", "SUPPORTS", "BELONGS_TO", "BRANCH_OF", "ISSUED_BY", "TAKES_PART_IN")),
    "Task": (1, ("LEADS", "SUPPORTS", "HAS_TASK", "HAS_SUBTASK", "SETS", "ALIGNED_WITH")),
    "Indicator": (2, ("MEASURES", "SETS", "FOR")),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Which nodes are shown. start: what it began with; opened: nodes that were expanded; hidden: node types put away."""

    start: str = ""
    nodes: tuple[str, ...] = ()
    opened: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class History:
    """A scene, the scenes before it and those undone."""

    present: Scene = Scene()
    past: tuple[Scene, ...] = ()
    future: tuple[Scene, ...] = ()

    def go(self, scene: Scene) -> "History":
        """One step further; what was undone is forgotten. The same scene is no step."""
        if scene == self.present:
            return self
        past = (*self.past, self.present) if self.present.nodes else self.past
        return History(scene, past[-_MOST_STEPS:])

    def undo(self) -> "History":
        """One step back, where there is one."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> "History":
        """The step that was undone, again."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])


@dataclass(frozen=True, slots=True)
class Expansion:
    """A scene with new nodes: how many came, and how many more there are."""

    scene: Scene
    added: int
    left: int
    types: tuple[str, ...] = field(default=())


def edge_types(*, quiet: bool = False) -> tuple[str, ...]:
    """Names of the edge types that are walked without being asked for; quiet: all."""
    return tuple(name for name in load_schema().edges if quiet or name not in QUIET)


def start_at(store: GraphStore, ids: Iterable[str], *, name: str = "", limit: int = START) -> Scene:
    """A scene around nodes: what is most telling for their type. Raises InputError where none of them is there."""
    wanted = tuple(dict.fromkeys(ids))
    found = store.nodes(wanted)
    if not found:
        raise InputError("this part of the graph is no longer there: the documents have changed; choose another start")
    hops, types = 0, edge_types()
    if len(found) == 1:
        hops, types = _STARTS.get(next(iter(found.values())).type, (1, edge_types()))
    around = neighbourhood(store, found, hops=hops, types=types, limit=limit)
    return Scene(start=name or "+".join(wanted[:3]), nodes=tuple(node.id for node in around.nodes))


def expand(
    store: GraphStore, scene: Scene, node: str, *, types: Sequence[str] | None = None, cap: int = CAP
) -> Expansion:
    """At most `cap` of a node's neighbours more, over edges of these types; types that were hidden stay hidden."""
    walked = tuple(types) if types else edge_types()
    shown = set(scene.nodes)
    found: dict[str, None] = {}
    for edge in _meeting(store, node, walked, limit=len(shown) + cap):
        other = edge.target if edge.source == node else edge.source
        if other not in shown and _type_of(other) not in scene.hidden:
            found.setdefault(other)
    new = list(found)[:cap]
    degrees = store.degrees([node], types=walked).get(node, {})
    after = replace(scene, nodes=(*scene.nodes, *new), opened=scene.opened | {node})
    beside = set(after.nodes)
    seen = sum(1 for edge in store.edges(sources=[node], targets=list(beside), types=walked))
    seen += sum(1 for edge in store.edges(sources=list(beside), targets=[node], types=walked))
    return Expansion(after, len(new), max(0, sum(degrees.values()) - seen), walked)


def _meeting(store: GraphStore, node: str, types: Sequence[str], *, limit: int) -> list[Edge]:
    order = {name: place for place, name in enumerate(load_schema().edges)}
    edges = store.edges(sources=[node], types=types, limit=limit) + store.edges(
        targets=[node], types=types, limit=limit
    )
    return sorted(edges, key=lambda edge: order[edge.type])


def add(scene: Scene, ids: Iterable[str]) -> Scene:
    """The scene with these nodes as well; their types come back where they were hidden."""
    new = [identifier for identifier in dict.fromkeys(ids) if identifier not in set(scene.nodes)]
    types = {_type_of(identifier) for identifier in new}
    return replace(scene, nodes=(*scene.nodes, *new), hidden=scene.hidden - types)


def hide(scene: Scene, ids: Iterable[str]) -> Scene:
    """The scene without these nodes."""
    gone = set(ids)
    return replace(scene, nodes=tuple(node for node in scene.nodes if node not in gone))


def keep(scene: Scene, ids: Iterable[str]) -> Scene:
    """The scene with these nodes alone."""
    kept = set(ids)
    return replace(scene, nodes=tuple(node for node in scene.nodes if node in kept))


def toggle(scene: Scene, node_type: str) -> Scene:
    """All nodes of a type put away, or shown again."""
    if node_type not in load_schema().nodes:
        return scene
    return replace(scene, hidden=scene.hidden ^ {node_type})


def find_way(store: GraphStore, start: str, end: str, *, shown: Sequence[str] = ()) -> GraphPath | None:
    """The shortest way between two nodes over what holds (not over sentences and files); None where there is none.

    shown: nodes over which it goes where that makes it no longer.
    """
    found = shortest_path(store, start, end, types=edge_types())
    if found is None:
        return None
    within = _way_within(store, start, end, shown)
    return within if within is not None and len(within.edges) <= len(found.edges) else found


def _way_within(store: GraphStore, start: str, end: str, shown: Sequence[str]) -> GraphPath | None:
    """The shortest way over these nodes alone; of several that over the edge types that stand first in the schema."""
    ids = {start, end, *shown}
    order = {name: place for place, name in enumerate(load_schema().edges)}
    beside: dict[str, list[tuple[str, Edge]]] = {}
    for edge in sorted(
        store.edges(sources=ids, targets=ids, types=edge_types()), key=lambda edge: (order[edge.type], edge.id)
    ):
        beside.setdefault(edge.source, []).append((edge.target, edge))
        beside.setdefault(edge.target, []).append((edge.source, edge))
    came: dict[str, tuple[str, Edge] | None] = {start: None}
    line = [start]
    for here in line:
        for there, edge in beside.get(here, ()):
            if there not in came:
                came[there] = (here, edge)
                line.append(there)
    if end not in came:
        return None
    nodes, edges = [end], []
    while (step := came[nodes[-1]]) is not None:
        nodes.append(step[0])
        edges.append(step[1])
    found = store.nodes(nodes)
    return GraphPath(tuple(found[identifier] for identifier in reversed(nodes)), tuple(reversed(edges)))


def _type_of(identifier: str) -> str:
    kind = load_schema().node_type_of(identifier)
    return kind.name if kind else ""
