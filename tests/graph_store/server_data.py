"""What a database holds, all of it, for comparison; and data of somebody else."""

from typing import Any

import numpy as np

from graph_schema.tables import GraphTables
from graph_store.neo4j_connection import Connection, Step
from graph_store.searchable import PassageLinks, Searchable

_ALL_NODES = "MATCH (n) WHERE NOT n:PlanGraphLock RETURN elementId(n), labels(n), properties(n)"
_ALL_EDGES = """MATCH (a)-[e]->(b) RETURN elementId(e), type(e), elementId(a), elementId(b), properties(e)"""


def dump(connection: Connection) -> tuple[list[str], list[str]]:
    """Everything in the database: nodes and relationships, each as one text."""
    return tuple(sorted(map(repr, connection.rows(query))) for query in (_ALL_NODES, _ALL_EDGES))  # type: ignore[return-value]


def run(connection: Connection, query: str, **parameters: Any) -> list[Any]:
    """Run a statement as somebody else would."""
    return list(connection.write([Step(query, parameters)])[0])


def searchable(tables: GraphTables, *, encoder: str = "made-up", dimension: int = 4) -> Searchable:
    """Made-up vectors for the passages of a graph: two texts of one length are alike."""

    def embed(texts: Any) -> Any:
        rows = np.array([[len(text) % (axis + 2) + 1.0 for axis in range(dimension)] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    about = {edge.source: edge.target for edge in tables.edges if edge.type == "ABOUT"}
    links = {node: PassageLinks(owner, "plan-x", (owner,), "耕 地") for node, owner in about.items()}
    return Searchable(encoder, dimension, embed, links)
