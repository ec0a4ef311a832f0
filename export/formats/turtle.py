"""Turtle: our vocabulary beside PROV-O, ORG, SKOS and DC Terms. Streams."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from export.job import Job
from export.selection import EdgeRow, NodeRow
from export.vocabulary import CLASSES, RELATIONS, block, literal, prefix_lines, term, typed, vocabulary
from graph_schema.schema import EdgeType, NodeType, load_schema
from graph_schema.tables import Provenance, Value

_Pairs = list[tuple[str, str]]


def write_turtle(job: Job, out: BinaryIO) -> None:
    """An edge is a triple, and a pg:Relation (rdf:Statement) with its properties; both lead to their quotations by
    prov:wasDerivedFrom, and those to the document by prov:wasQuotedFrom."""
    schema = load_schema()
    out.write(f"{prefix_lines()}\n{_export(job)}\n".encode())
    for node in job.nodes():
        out.write("".join(_node(node, schema.node(node.node.type))).encode())
    for edge in job.edges():
        out.write("".join(_edge(edge, schema.edge(edge.edge.type))).encode())
    out.write(("\n" + "\n".join(vocabulary(schema))).encode())


def _export(job: Job) -> str:
    citation = job.citation
    pairs: _Pairs = [("a", "pg:Export"), ("dcterms:title", literal(citation.name, "zh"))]
    if citation.question:
        pairs.append(("pg:question", literal(citation.question)))
    pairs += [
        ("pg:snapshot", literal(citation.snapshot)),
        ("pg:version", literal(citation.version)),
        ("dcterms:created", f'"{citation.date}"^^xsd:date'),
        ("dcterms:creator", literal(citation.program)),
    ]
    pairs += [("dcterms:bibliographicCitation", literal(text)) for text in (*citation.gbt7714, *citation.bibtex)]
    pairs += [("prov:wasDerivedFrom", f"id:{document.id}") for document in citation.documents]
    return block(f"id:export-{citation.key}", pairs)


def _node(row: NodeRow, kind: NodeType) -> Iterator[str]:
    node = row.node
    pairs: _Pairs = [("a", f"pg:{kind.name}"), ("skos:prefLabel", literal(row.label, "zh"))]
    if kind.name in CLASSES:
        pairs.insert(1, ("a", CLASSES[kind.name]))
    for name, value in node.properties.items():
        pairs += [(term(name), text) for text in typed(value, kind.properties[name])]
    pairs += _other_names(node.properties.get("names"), node.properties.get("name_en"))
    yield block(f"id:{node.id}", pairs + _sources(node.id, row.evidence))
    yield from _quotations(node.id, row.evidence)


def _other_names(names: Value | None, name_en: Value | None) -> _Pairs:
    others = names if isinstance(names, tuple) else ()
    pairs = [("skos:altLabel", literal(name, "zh")) for name in others]
    return pairs + ([("skos:prefLabel", literal(name_en, "en"))] if isinstance(name_en, str) else [])


def _edge(row: EdgeRow, kind: EdgeType) -> Iterator[str]:
    source, target = f"id:{row.edge.source}", f"id:{row.edge.target}"
    yield f"{source} {term(kind.name)} {target} .\n"
    if kind.name in RELATIONS:
        yield f"{source} {RELATIONS[kind.name]} {target} .\n"
    pairs: _Pairs = [
        ("a", "pg:Relation"),
        ("rdf:subject", source),
        ("rdf:predicate", term(kind.name)),
        ("rdf:object", target),
    ]
    for name, value in row.edge.properties.items():
        pairs += [(term(name), text) for text in typed(value, kind.properties[name])]
    yield block(f"id:{row.id}", pairs + _sources(row.id, row.evidence))
    yield from _quotations(row.id, row.evidence)


def _sources(subject: str, rows: Iterable[Provenance]) -> _Pairs:
    return [("prov:wasDerivedFrom", f"id:{subject}-q{number}") for number, _ in enumerate(rows, start=1)]


def _quotations(subject: str, rows: Iterable[Provenance]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        pairs = [
            ("a", "pg:Quotation"),
            ("prov:wasQuotedFrom", f"id:{row.document}"),
            ("prov:value", literal(row.quote)),
            ("pg:start", str(row.start)),
            ("pg:end", str(row.end)),
        ]
        if row.page is not None:
            pairs.append(("pg:page", str(row.page)))
        yield block(f"id:{subject}-q{number}", pairs)
