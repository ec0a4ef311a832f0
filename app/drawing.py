"""A scene as the picture's data: nodes, edges, legend, filtered and, where there are too many, grouped. Knows no page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app import grouping
from app.captions import full_caption, search_text, short_caption
from app.exploration import QUIET, Scene, edge_types
from app.grouping import Groups, group_nodes
from app.words import Words
from graph_schema.schema import load_schema
from graph_schema.tables import Edge, Node
from graph_store.protocol import GraphStore

Json = dict[str, Any]

_SHAPES = {
    "Jurisdiction": "hexagon", "Plan": "round-rectangle", "Action": "diamond", "Task": "ellipse", "Unit": "octagon",
    "Indicator": "triangle", "Target": "pentagon", "Document": "rectangle", "Passage": "ellipse",
}  # fmt: skip
_SIZES = {
    "Plan": 34,
    "Jurisdiction": 30,
    "Unit": 26,
    "Action": 24,
    "Indicator": 20,
    "Document": 20,
    "Task": 20,
    "Target": 16,
    "Passage": 12,
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown of a scene. roles: edge types of responsibility; years: of targets, plans; empty is all."""

    roles: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the page draws. gone: how many nodes of the scene the store no longer has; years: that can be chosen."""

    nodes: tuple[Json, ...]
    edges: tuple[Json, ...]
    legend: tuple[Json, ...]
    years: tuple[int, ...] = ()
    gone: int = 0
    grouped: bool = False


def types_of(words: Words) -> Json:
    """Colour, shape and name of every type, from the schema."""
    schema = load_schema()
    return {
        "nodes": {
            name: {"colour": kind.colour, "shape": _SHAPES.get(name, "ellipse"), "label": words.node_type(name)}
            for name, kind in schema.nodes.items()
        },
        "edges": {name: {"colour": kind.colour, "label": words.edge_type(name)} for name, kind in schema.edges.items()},
    }


def draw(store: GraphStore, scene: Scene, words: Words, filters: Filters | None = None) -> Drawing:
    """The picture of a scene. Beyond 2,000 nodes tasks and targets are grouped by plan, units by place."""
    chosen = filters or Filters()
    found = store.nodes(scene.nodes)
    visible = {identifier: node for identifier, node in found.items() if node.type not in scene.hidden}
    edges = _edges_between(store, visible)
    kept, edges = _filtered(visible, edges, chosen)
    more = _left_out(store, [identifier for identifier in kept if identifier in scene.opened], edges)
    groups = group_nodes(store, kept, words) if len(kept) > grouping.MOST_NODES else Groups()
    rows = [node_row(node, words, more=more.get(node.id, 0)) for node in kept.values() if node.id not in groups.of]
    rows.extend(groups.rows)
    links = _edge_rows(edges, words, groups.of)
    years = sorted({year for node in found.values() for year in years_of(node)})
    return Drawing(
        tuple(rows), tuple(links), tuple(_legend(found.values(), edges, scene.hidden, words)),
        tuple(years), len(scene.nodes) - len(found), bool(groups.of),
    )  # fmt: skip


def node_row(node: Node, words: Words, *, more: int = 0) -> Json:
    """A node as the picture has it."""
    ranks = {name: place for place, name in enumerate(load_schema().nodes)}
    return {
        "id": node.id, "type": node.type, "label": short_caption(node, words),
        "full": f"{words.node_type(node.type)}：{full_caption(node, words)}" if words.language == "zh"
        else f"{words.node_type(node.type)}: {full_caption(node, words)}",
        "size": _SIZES.get(node.type, 20), "rank": ranks[node.type], "more": more, "search": search_text(node),
    }  # fmt: skip


def years_of(node: Node) -> tuple[int, ...]:
    """The years that a node is about: a target's year, a plan's span."""
    held = node.properties
    year = held.get("year")
    if isinstance(year, int):
        return (year,)
    start, end = held.get("period_start"), held.get("period_end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= end - start <= 30:
        return tuple(range(start, end + 1))
    return ()


def _edges_between(store: GraphStore, nodes: Mapping[str, Node]) -> list[Edge]:
    ids = list(nodes)
    spoken = {node.type for node in nodes.values()} & {"Passage", "Document"}
    return store.edges(sources=ids, targets=ids, types=edge_types(quiet=bool(spoken))) if ids else []


def _filtered(nodes: Mapping[str, Node], edges: list[Edge], filters: Filters) -> tuple[dict[str, Node], list[Edge]]:
    """Nodes and edges that pass; nodes that hung on edges which do not pass go with them."""
    kept = dict(nodes)
    if filters.years:
        kept = {key: node for key, node in kept.items() if not years_of(node) or filters.years & set(years_of(node))}
    passing = [
        edge for edge in edges if edge.source in kept and edge.target in kept and _role_passes(edge, filters.roles)
    ]
    if len(passing) < len(edges):
        joined = {end for edge in passing for end in (edge.source, edge.target)}
        before = {end for edge in edges for end in (edge.source, edge.target)}
        kept = {key: node for key, node in kept.items() if key in joined or key not in before}
    return kept, passing


def _role_passes(edge: Edge, roles: frozenset[str]) -> bool:
    return not roles or edge.type not in ("LEADS", "SUPPORTS", "TAKES_PART_IN") or edge.type in roles


def _left_out(store: GraphStore, opened: list[str], edges: list[Edge]) -> dict[str, int]:
    """For each node that was expanded, how many of its edges are not in the picture."""
    shown = dict.fromkeys(opened, 0)
    for edge in edges:
        for end in {edge.source, edge.target}:
            if end in shown:
                shown[end] += 1
    degrees = store.degrees(opened, types=edge_types()) if opened else {}
    return {key: max(0, sum(degrees.get(key, {}).values()) - count) for key, count in shown.items()}


def _edge_rows(edges: Iterable[Edge], words: Words, groups: Mapping[str, str]) -> list[Json]:
    schema = load_schema()
    rows: dict[str, Json] = {}
    for edge in edges:
        source, target = groups.get(edge.source, edge.source), groups.get(edge.target, edge.target)
        if source == target:
            continue
        grouped = (source, target) != (edge.source, edge.target)
        key = f"{edge.type} {source} {target}" if grouped else edge.id
        rows.setdefault(
            key,
            {"id": key, "source": source, "target": target, "type": edge.type, "label": words.edge_type(edge.type),
             "weak": edge.properties.get("basis") == "first_listed", "symmetric": schema.edge(edge.type).symmetric},
        )  # fmt: skip
    return list(rows.values())


def _legend(nodes: Iterable[Node], edges: Iterable[Edge], hidden: frozenset[str], words: Words) -> list[Json]:
    schema = load_schema()
    counts: dict[str, int] = {}
    for node in nodes:
        counts[node.type] = counts.get(node.type, 0) + 1
    legend: list[Json] = [
        {"kind": "node", "type": name, "label": words.node_type(name), "colour": kind.colour, "shape": _SHAPES.get(name, "ellipse"),
         "count": counts[name], "hidden": name in hidden}
        for name, kind in schema.nodes.items() if counts.get(name)
    ]  # fmt: skip
    used = {edge.type for edge in edges}
    coloured = [name for name in schema.edges if name in used and name in ("LEADS", "SUPPORTS")]
    legend.extend(
        {"kind": "edge", "type": name, "label": words.edge_type(name), "colour": schema.edge(name).colour}
        for name in coloured
    )
    if any(edge.properties.get("basis") == "first_listed" for edge in edges):
        colour = schema.edge("LEADS").colour
        legend.append(
            {"kind": "edge", "type": "weak", "label": words("graph.weak"), "colour": colour, "shape": "dashed"}
        )
    if used - {"LEADS", "SUPPORTS", *QUIET}:
        legend.append({"kind": "edge", "type": "other", "label": words("graph.other_edges"), "colour": "#6b7280"})
    return legend
