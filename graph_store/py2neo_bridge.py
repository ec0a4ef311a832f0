"""A piece of the graph as a py2neo Subgraph, into any py2neo Graph and out of it; for code written for py2neo.

py2neo is at its end of life: nothing else here imports it. What is merged bears a label of its own beside its type, the
one that the Cypher export uses, so that neither a store of ours in the same database nor anybody's own nodes are met.

    from graph_store.py2neo_bridge import merge_into, to_py2neo
    subgraph = to_py2neo(answer.neighbourhood)
    merge_into(py2neo.Graph("bolt://localhost:7687", auth=("neo4j", password)), answer.neighbourhood)
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from graph_schema.errors import MissingDependencyError, SchemaError, StoreError
from graph_schema.ids import edge_id
from graph_schema.schema import load_schema
from graph_schema.tables import Edge, Node, Value
from graph_store.walk import Subgraph

LABEL = "PlanGraphExport"
_INSTALL = "pip install py2neo==2021.2.4"
_NODES = f"MATCH (n:{LABEL}) WHERE n.id IN $ids RETURN labels(n), properties(n) ORDER BY n.id"
_EDGES = f"""MATCH (a:{LABEL})-[e]->(b:{LABEL}) WHERE a.id IN $ids AND b.id IN $ids
RETURN type(e), a.id, b.id, properties(e)"""
_CONSTRAINT = f"CREATE CONSTRAINT plan_graph_export IF NOT EXISTS FOR (n:{LABEL}) REQUIRE n.id IS UNIQUE"


class NodeLike(Protocol):
    """A node by its id."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def type(self) -> str:
        """Its type's name."""
        ...

    @property
    def properties(self) -> Mapping[str, Any]:
        """Its properties."""
        ...


class EdgeLike(Protocol):
    """An edge by the ids of its ends; it may have `evidence`."""

    @property
    def source(self) -> str:
        """Where it starts."""
        ...

    @property
    def target(self) -> str:
        """Where it ends."""
        ...

    @property
    def type(self) -> str:
        """Its type's name."""
        ...

    @property
    def properties(self) -> Mapping[str, Any]:
        """Its properties."""
        ...


class Piece(Protocol):
    """Nodes and edges: an answer's neighbourhood, or what a walk over a store gives."""

    @property
    def nodes(self) -> Sequence[NodeLike]:
        """Nodes, each once."""
        ...

    @property
    def edges(self) -> Sequence[EdgeLike]:
        """Edges between them."""
        ...


def to_py2neo(piece: Piece) -> Any:
    """The piece as a `py2neo.Subgraph`: a node's labels are its type and LABEL, its key is `id`; an edge has its `id`.

    Where edges say what documents say them, that comes as lists side by side: evidence_document, evidence_start,
    evidence_end, evidence_page (0 without pages), evidence_quote. Raises SchemaError for an edge whose ends are not in
    the piece, MissingDependencyError without py2neo.
    """
    py2neo = _py2neo()
    nodes = {}
    for node in piece.nodes:
        made = py2neo.Node(LABEL, node.type, id=node.id, **_plain(node.properties))
        made.__primarylabel__, made.__primarykey__ = LABEL, "id"
        nodes[node.id] = made
    edges = []
    for edge in piece.edges:
        if edge.source not in nodes or edge.target not in nodes:
            raise SchemaError(f"the edge {edge.type} from {edge.source} to {edge.target} has an end outside the piece")
        values = {"id": edge_id(edge.type, edge.source, edge.target), **_plain(edge.properties), **_evidence(edge)}
        edges.append(py2neo.Relationship(nodes[edge.source], edge.type, nodes[edge.target], **values))
    return py2neo.Subgraph(nodes.values(), edges)


def merge_into(graph: Any, piece: Piece) -> Any:
    """Merge the piece into a `py2neo.Graph` by our ids, all or nothing; returns the `py2neo.Subgraph` that was merged.

    Doing it again changes nothing. Makes the constraint that keeps ids unique (as the Cypher export does).
    """
    subgraph = to_py2neo(piece)
    with _faults(graph):
        graph.run(_CONSTRAINT)
        if subgraph:
            graph.merge(subgraph, LABEL, "id")
    return subgraph


def read_from(graph: Any, ids: Iterable[str]) -> Subgraph:
    """What `merge_into` put into a graph: the nodes with these ids and the edges between them, without evidence."""
    wanted = list(ids)
    with _faults(graph):
        nodes = [_node(*row.values()) for row in graph.run(_NODES, ids=wanted)]
        edges = [_edge(*row.values()) for row in graph.run(_EDGES, ids=wanted)]
    by_id = {node.id: node for node in nodes}
    order = {name: place for place, name in enumerate(load_schema().edges)}
    edges.sort(key=lambda edge: (order[edge.type], edge.source, edge.target))
    return Subgraph(tuple(by_id[key] for key in dict.fromkeys(wanted) if key in by_id), tuple(edges))


def from_py2neo(subgraph: Any) -> Subgraph:
    """A `py2neo.Subgraph` of `to_py2neo` as nodes and edges again, by id, without evidence."""
    nodes = sorted((_node(node.labels, dict(node)) for node in subgraph.nodes), key=lambda node: node.id)
    edges = [
        _edge(type(edge).__name__, edge.start_node["id"], edge.end_node["id"], dict(edge))
        for edge in subgraph.relationships
    ]
    order = {name: place for place, name in enumerate(load_schema().edges)}
    edges.sort(key=lambda edge: (order[edge.type], edge.source, edge.target))
    return Subgraph(tuple(nodes), tuple(edges))


def _py2neo() -> Any:
    try:
        import py2neo
    except ImportError as exc:
        raise MissingDependencyError(f"handing a subgraph to py2neo needs it: {_INSTALL}") from exc
    return py2neo


class _faults:  # noqa: N801 - reads as a statement
    """Wraps what py2neo raises; its errors of connection, of the server and of values share no base."""

    def __init__(self, graph: Any) -> None:
        _py2neo()
        self._where = f"{graph.service.uri}"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None and isinstance(error, Exception) and not isinstance(error, StoreError):
            said = " ".join(str(error).split())[:200] or type(error).__name__
            raise StoreError(f"{self._where}: py2neo could not do it ({said}); see that the server runs") from error


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _evidence(edge: EdgeLike) -> dict[str, list[Any]]:
    rows = getattr(edge, "evidence", ())
    if not rows:
        return {}
    return {
        "evidence_document": [row.document_id for row in rows],
        "evidence_start": [row.span[0] for row in rows],
        "evidence_end": [row.span[1] for row in rows],
        "evidence_page": [row.page or 0 for row in rows],
        "evidence_quote": [row.quote for row in rows],
    }


def _node(labels: Iterable[str], held: Mapping[str, Any]) -> Node:
    (kind,) = set(labels) & set(load_schema().nodes)
    return Node(held["id"], kind, _known(held, load_schema().node(kind).properties))


def _edge(kind: str, source: str, target: str, held: Mapping[str, Any]) -> Edge:
    return Edge(kind, source, target, _known(held, load_schema().edge(kind).properties))


def _known(held: Mapping[str, Any], names: Iterable[str]) -> dict[str, Value]:
    return {
        name: tuple(held[name]) if isinstance(held[name], list) else held[name]
        for name in names
        if held.get(name) is not None
    }
