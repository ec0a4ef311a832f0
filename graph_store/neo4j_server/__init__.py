"""A real Neo4j Community server on this machine, for tests and for trying out. Knows nothing of graphs of ours."""

from graph_store.neo4j_server.parts import CACHE, class_path
from graph_store.neo4j_server.server import LocalServer

__all__ = ["CACHE", "LocalServer", "class_path"]
