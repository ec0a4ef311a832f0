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
    yield "".join(f"// {' '.join(line.split())}\n" for line in (citation.name, *about, *citation.text().splitlines()))
    for name in job.selection.node_counts():
        label = f"{name.lower()}_id"
        yield f"CREATE CONSTRAINT {label} IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE;\n"
    yield from _nodes(job)
    yield from _edges(job)


def _nodes(job: Job) -> Iterator[str]:
    waiting: list[str] = []
    type = ""
    for row in job.nodes():
        if waiting and (row.node.type != type or len(waiting) == _BATCH):
            yield _merge_nodes(type, waiting)
            waiting = []
        type = row.node.type
        waiting.append(_map({"id": row.node.id, **row.node.properties, **_evidence(row.evidence)}))
    if waiting:
        yield _merge_nodes(type, waiting)


def _merge_nodes(type: str, rows: list[str]) -> str:
    return f"UNWIND [\n{_lines(rows)}\n] AS row\nMERGE (n:{type} {{id: row.id}}) SET n += row;\n"


def _edges(job: Job) -> Iterator[str]:
    """Rows are gathered by their types of ends, so that both ends are found by their label's index."""
    schema = load_schema()
    for batch in in_batches(job.edges(), _BATCH * 5):
        groups: dict[tuple[str, str, str], list[EdgeRow]] = {}
        for row in batch:
            start, end = schema.node_type_of(row.edge.source), schema.node_type_of(row.edge.target)
            if start is not None and end is not None:
                groups.setdefault((row.edge.type, start.name, end.name), []).append(row)
        for (type, start_type, end_type), rows in groups.items():
            for some in in_batches(rows, _BATCH):
                yield _merge_edges(type, start_type, end_type, some)


def _merge_edges(type: str, start: str, end: str, rows: Sequence[EdgeRow]) -> str:
    lines = []
    for row in rows:
        held = _map({"id": row.id, **row.edge.properties, **_evidence(row.evidence)})
        lines.append(
            f"{{source: {cypher_text(row.edge.source)}, target: {cypher_text(row.edge.target)}, held: {held}}}"
        )
    return (
        f"UNWIND [\n{_lines(lines)}\n] AS row\n"
        f"MATCH (a:{start} {{id: row.source}}), (b:{end} {{id: row.target}})\n"
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
