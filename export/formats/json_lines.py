"""JSON Lines: the citation on the first line, then a node or an edge a line. Streams."""

from typing import BinaryIO

from export.job import Job
from export.values import edge_json, json_text, node_json


def write_jsonl(job: Job, out: BinaryIO) -> None:
    """One JSON object a line; `record` says what it is: citation, node or edge."""
    _line(out, {"record": "citation", **job.citation.to_json()})
    for node in job.nodes():
        _line(out, {"record": "node", **node_json(node)})
    for edge in job.edges():
        _line(out, {"record": "edge", **edge_json(edge)})


def _line(out: BinaryIO, value: dict[str, object]) -> None:
    out.write(json_text(value).encode() + b"\n")
