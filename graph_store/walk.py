"""Walks over a graph, the same on every store: what lies around nodes, and the way from one to another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from graph_schema.errors import InputError
from graph_schema.schema import load_schema
from graph_schema.tables import Edge, Node
from graph_store.protocol import GraphStore

_MOST_VISITED = 200_000


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A piece of the graph: its nodes, nearest first, and all edges between them.

    omitted: for each of its nodes with edges that lead out of the piece, how many ("and 31 more").
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    omitted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphPath:
    """A way through the graph: edge i joins nodes i and i + 1, in either direction."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def neighbourhood(
    store: GraphStore, ids: Iterable[str], *, hops: int = 1, types: Iterable[str] | None = None, limit: int = 200
) -> Subgraph:
    """What lies within `hops` edges of the nodes `ids`, at most `limit` nodes with those asked for.

    The nodes asked for are all in it. Nearer nodes come first; at each hop the nodes that are left from take turns,
    so that no hub crowds out the others; a node's neighbours come in the order of the schema's edge types, then by id.
    """
    wanted = None if types is None else tuple(types)
    chosen = list(store.nodes(ids))
    seen = set(chosen)
    frontier = list(chosen)
    for _ in range(hops):
        room = limit - len(chosen)
        if room <= 0 or not frontier:
            break
        found = _neighbours(store, frontier, wanted, limit=limit)
        turns = chain.from_iterable(zip_longest(*(found[identifier] for identifier in frontier)))
        frontier = [other for other in dict.fromkeys(turns) if other is not None and other not in seen][:room]
        seen.update(frontier)
        chosen.extend(frontier)
    edges = store.edges(sources=chosen, targets=chosen, types=wanted)
    return Subgraph(tuple(store.nodes(chosen).values()), tuple(edges), _omitted(store, chosen, edges, wanted))


def _neighbours(
    store: GraphStore, frontier: Sequence[str], types: Sequence[str] | None, *, limit: int | None
) -> dict[str, list[str]]:
    """For each node of the frontier the nodes beside it, in order; `limit` of each edge type and direction."""
    return {
        identifier: [edge.target if edge.source == identifier else edge.source for edge in edges]
        for identifier, edges in _incident(store, frontier, types, limit=limit).items()
    }


def _incident(
    store: GraphStore, frontier: Sequence[str], types: Sequence[str] | None, *, limit: int | None
) -> dict[str, list[Edge]]:
    order = {name: place for place, name in enumerate(load_schema().edges)}
    incident: dict[str, list[Edge]] = {identifier: [] for identifier in frontier}
    for edge in store.edges(sources=frontier, types=types, limit=limit):
        incident[edge.source].append(edge)
    for edge in store.edges(targets=frontier, types=types, limit=limit):
        incident[edge.target].append(edge)
    for edges in incident.values():
        edges.sort(key=lambda edge: order[edge.type])
    return incident


def _omitted(
    store: GraphStore, ids: Sequence[str], edges: Sequence[Edge], types: Sequence[str] | None
) -> dict[str, int]:
    shown = dict.fromkeys(ids, 0)
    for edge in edges:
        shown[edge.source] += 1
        shown[edge.target] += 1
    degrees = store.degrees(ids, types=types)
    missing = {identifier: sum(degrees.get(identifier, {}).values()) - count for identifier, count in shown.items()}
    return {identifier: count for identifier, count in missing.items() if count > 0}


@dataclass(slots=True)
class _Side:
    """One half of a search from both ends: how each node was reached, and the nodes reached last."""

    frontier: list[str]
    reached: dict[str, Edge | None]

    def expand(self, store: GraphStore, types: Sequence[str] | None) -> None:
        found: dict[str, Edge] = {}
        for identifier, edges in _incident(store, self.frontier, types, limit=None).items():
            for edge in edges:
                other = edge.target if edge.source == identifier else edge.source
                if other not in self.reached:
                    found.setdefault(other, edge)
        self.reached.update(found)
        self.frontier = sorted(found)

    def way_to(self, identifier: str) -> tuple[list[str], list[Edge]]:
        nodes, edges = [identifier], []
        while (edge := self.reached[nodes[-1]]) is not None:
            edges.append(edge)
            nodes.append(edge.source if edge.target == nodes[-1] else edge.target)
        return nodes[::-1], edges[::-1]


def shortest_path(
    store: GraphStore, start: str, end: str, *, types: Iterable[str] | None = None, max_hops: int = 6
) -> GraphPath | None:
    """The shortest way from one node to another over edges in either direction, always the same one of several.

    None when there is none within `max_hops`, or one of the two is not there. Raises InputError when the search
    meets too many nodes; fewer edge types make it smaller.
    """
    wanted = None if types is None else tuple(types)
    if len(store.nodes([start, end])) < len({start, end}):
        return None
    here, there = _Side([start], {start: None}), _Side([end], {end: None})
    meeting = [start] if start == end else []
    for _ in range(max_hops):
        if meeting or not here.frontier or not there.frontier:
            break
        if len(here.reached) + len(there.reached) > _MOST_VISITED:
            raise InputError(f"the way from {start} to {end} leads over too many nodes: choose fewer edge types")
        smaller, other = (here, there) if len(here.frontier) <= len(there.frontier) else (there, here)
        smaller.expand(store, wanted)
        meeting = [identifier for identifier in smaller.frontier if identifier in other.reached]
    if not meeting:
        return None
    nodes, edges = here.way_to(meeting[0])
    nodes_back, edges_back = there.way_to(meeting[0])
    ids = nodes + nodes_back[-2::-1]
    found = store.nodes(ids)
    return GraphPath(tuple(found[identifier] for identifier in ids), tuple(edges + edges_back[::-1]))
