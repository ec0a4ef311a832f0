"""Node-link JSON as networkx reads it: node_link_graph(value, edges="edges"). Streams."""

from typing import BinaryIO

from export.job import Job
from export.values import edge_json, json_text, node_json


def write_json(job: Job, out: BinaryIO) -> None:
    """One object: directed, multigraph, graph (with the citation), nodes, edges; an edge's key is its id."""
    graph = {"name": job.citation.name, "citation": job.citation.to_json()}
    out.write(f'{{"directed":true,"multigraph":true,"graph":{json_text(graph)},\n"nodes":['.encode())
    for number, node in enumerate(job.nodes()):
        out.write(f"{',' if number else ''}\n{json_text(node_json(node))}".encode())
    out.write(b'\n],\n"edges":[')
    for number, edge in enumerate(job.edges()):
        value = {"key": edge.id, **edge_json(edge)}
        out.write(f"{',' if number else ''}\n{json_text(value)}".encode())
    out.write(b"\n]}\n")
