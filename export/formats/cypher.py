"""A Cypher script that rebuilds the selection on a Neo4j server, by MERGE on our ids. Streams."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from export.job import Job
from export.selection import EdgeRow, in_batches
from export.values import plain_text
from graph_schema.schema import load_schema
from graph_schema.tables import Provenance, Value

_BATCH = 200
_OWN = "PlanGraphExport"
"""On every node beside its type, and what ids are unique for: a graph that lives on the same server has other nodes."""
_ESCAPES = {"'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r"['\x00-\x1f\x7f]|\\")


def write_cypher(job: Job, out: BinaryIO) -> None:
    """Statements end in `;` and may be run again: `cypher-shell -f FILE`. Each row's evidence is in lists side by side:
    evidence_document, evidence_start, evidence_end, evidence_page (0 where there are no pages), evidence_quote."""
    for part in _script(job):
        out.write(part.encode())


def _script(job: Job) -> Iterator[str]:
    citation = job.citation
    about = [f"Question: {citation.question}"] if citation.question else []
    about += [f"Snapshot: {citation.snapshot}", f"Date: {citation.date}", f"Version: {citation.version}"]
    yield "".join(_comment(line) for line in (citation.name, *about, *citation.text().splitlines()))
    yield f"CREATE CONSTRAINT plan_graph_export IF NOT EXISTS FOR (n:{_OWN}) REQUIRE n.id IS UNIQUE;\n"
    yield from _nodes(job)
    yield from _edges(job)


def _comment(text: str) -> str:
    """A comment of one line: not even \\u000a, which Cypher reads as a line break, gets out of it."""
    return f"// {' '.join(text.split())}\n".replace("\\", "＼")


def _nodes(job: Job) -> Iterator[str]:
    for type in load_schema().nodes:
        for batch in in_batches(job.nodes_of(type), _BATCH):
            held = [{"id": row.node.id, **row.node.properties, **_evidence(row.evidence)} for row in batch]
            yield _merge_nodes(type, [_map(values) for values in held])


def _merge_nodes(type: str, rows: list[str]) -> str:
    return f"UNWIND [\n{_lines(rows)}\n] AS row\nMERGE (n:{_OWN} {{id: row.id}}) SET n:{type}, n += row;\n"


def _edges(job: Job) -> Iterator[str]:
    for type in load_schema().edges:
        for batch in in_batches(job.edges_of(type), _BATCH):
            yield _merge_edges(type, batch)


def _merge_edges(type: str, rows: Sequence[EdgeRow]) -> str:
    lines = []
    for row in rows:
        held = _map({"id": row.id, **row.edge.properties, **_evidence(row.evidence)})
        lines.append(
            f"{{source: {cypher_text(row.edge.source)}, target: {cypher_text(row.edge.target)}, held: {held}}}"
        )
    return (
        f"UNWIND [\n{_lines(lines)}\n] AS row\n"
        f"MATCH (a:{_OWN} {{id: row.source}}), (b:{_OWN} {{id: row.target}})\n"
        f"MERGE (a)-[r:{type}]->(b) SET r += row.held;\n"
    )


def _lines(rows: Iterable[str]) -> str:
    return ",\n".join(rows)


def _evidence(rows: Sequence[Provenance]) -> dict[str, Value | list[int]]:
    if not rows:
        return {}
    return {
        "evidence_document": tuple(row.document for row in rows),
        "evidence_start": [row.start for row in rows],
        "evidence_end": [row.end for row in rows],
        "evidence_page": [row.page or 0 for row in rows],
        "evidence_quote": tuple(row.quote for row in rows),
    }


def _map(values: Mapping[str, Value | list[int]]) -> str:
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in values.items()) + "}"


def _value(value: Value | list[int]) -> str:
    if isinstance(value, str):
        return cypher_text(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(_value(part) for part in value)}]"
    return plain_text(value).replace("e+", "e")  # Cypher writes 1e16, not 1e+16


def cypher_text(text: str) -> str:
    """A string literal. Cypher reads \\u… as a character before it reads strings, whatever stands before it: so a text's
    own backslash and u are kept apart, in two literals."""
    return f"'{_SPECIAL.sub(_escape, text)}'"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\\":
        return "\\\\' + '" if match.string.startswith("u", match.end()) else "\\\\"
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"
