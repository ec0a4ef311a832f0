"""Our RDF vocabulary, written from the schema: classes, properties, and how they stand to PROV-O, ORG, SKOS, DC Terms.

`python -m export --vocabulary` prints it; vocabulary.ttl is that text, and every Turtle export ends with it.
"""

from collections.abc import Iterable, Iterator

from graph_schema.schema import EdgeType, NodeType, PropertyType, Schema, load_schema
from graph_schema.tables import Value

PREFIXES = {
    "id": "urn:plan-graph:id:",
    "pg": "urn:plan-graph:term:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "dcterms": "http://purl.org/dc/terms/",
}
CLASSES = {
    "Jurisdiction": "dcterms:Location",
    "Plan": "prov:Entity",
    "Unit": "org:Organization",
    "Indicator": "skos:Concept",
    "Document": "prov:Entity",
    "Passage": "prov:Entity",
}
"""Node types that a class of a common vocabulary fits."""
RELATIONS = {
    "PART_OF": "dcterms:isPartOf",
    "BRANCH_OF": "org:subOrganizationOf",
    "CITES": "dcterms:references",
    "REPLACES": "dcterms:replaces",
    "FROM": "prov:wasDerivedFrom",
    "ISSUED_BY": "dcterms:publisher",
    "APPLIES_TO": "dcterms:coverage",
}
"""Edge types that a property of a common vocabulary fits."""
_RANGES = {
    "string": "xsd:string", "integer": "xsd:integer", "number": "xsd:double", "boolean": "xsd:boolean",
    "date": "xsd:date", "strings": "xsd:string",
}  # fmt: skip
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = str.maketrans(_ESCAPES | {chr(code): f"\\u{code:04X}" for code in range(32) if chr(code) not in _ESCAPES})


def literal(text: str, language: str | None = None) -> str:
    """A text as a Turtle literal."""
    return f'"{text.translate(_ESCAPED)}"' + (f"@{language}" if language else "")


def typed(value: Value, kind: PropertyType) -> Iterator[str]:
    """A property's value as Turtle literals: one, or one for each member of a set."""
    if isinstance(value, tuple):
        yield from (literal(part) for part in value)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, int):
        yield str(value)
    elif kind.type in ("number", "date"):
        yield f'"{value}"^^{_RANGES[kind.type]}'
    else:
        yield literal(str(value))


def term(name: str) -> str:
    """The term of a property or an edge type: doc_number -> pg:docNumber, HAS_TASK -> pg:hasTask."""
    first, *rest = name.lower().split("_")
    return f"pg:{first}{''.join(part.capitalize() for part in rest)}"


def prefix_lines() -> str:
    """The @prefix lines of all that is used."""
    return "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())


def block(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """One subject with its properties, a line each."""
    return f"{subject} " + " ;\n  ".join(f"{name} {value}" for name, value in pairs) + " .\n"


def vocabulary(schema: Schema) -> Iterator[str]:
    """The terms, one block each."""
    for kind in schema.nodes.values():
        above = [("rdfs:subClassOf", CLASSES[kind.name])] if kind.name in CLASSES else []
        yield block(f"pg:{kind.name}", [("a", "rdfs:Class"), *above, *_words(kind)])
    for edge in schema.edges.values():
        relation = [("rdfs:subPropertyOf", RELATIONS[edge.name])] if edge.name in RELATIONS else []
        ends = [*_end("rdfs:domain", edge.sources), *_end("rdfs:range", edge.targets)]
        yield block(term(edge.name), [("a", "rdf:Property"), *relation, *ends, *_words(edge)])
    properties: dict[str, PropertyType] = {}
    for holder in (*schema.nodes.values(), *schema.edges.values()):
        for name, declared in holder.properties.items():
            properties.setdefault(name, declared)
    for name, declared in properties.items():
        words = [("rdfs:label", literal(declared.zh, "zh")), ("rdfs:label", literal(declared.en, "en"))]
        yield block(term(name), [("a", "rdf:Property"), ("rdfs:range", _RANGES[declared.type]), *words])
    yield from _own_terms()


def _words(kind: NodeType | EdgeType) -> list[tuple[str, str]]:
    labels = [("rdfs:label", literal(kind.labels.zh, "zh")), ("rdfs:label", literal(kind.labels.en, "en"))]
    return [*labels, ("rdfs:comment", literal(kind.description, "en"))]


def _end(name: str, types: frozenset[str]) -> list[tuple[str, str]]:
    return [(name, f"pg:{next(iter(types))}")] if len(types) == 1 else []


def _own_terms() -> Iterator[str]:
    for name, above, comment in (
        (
            "Relation",
            "rdf:Statement",
            "An edge as a thing of its own, with its properties and the sentences that say it.",
        ),
        ("Quotation", "prov:Entity", "A sentence or part of one in a document; prov:value holds its words."),
        ("Export", "prov:Entity", "What was selected, from which snapshot of the graph, and when."),
    ):
        yield block(
            f"pg:{name}", [("a", "rdfs:Class"), ("rdfs:subClassOf", above), ("rdfs:comment", literal(comment, "en"))]
        )
    for name, range_, comment in (
        ("start", "xsd:integer", "First character of the quotation, counted in the document's text from 0."),
        ("end", "xsd:integer", "The character behind the last of the quotation."),
        ("page", "xsd:integer", "Page of the quotation, from 1, where the format has pages."),
        ("snapshot", "xsd:string", "Hash of the graph's content."),
        ("version", "xsd:string", "Version of the program that wrote the export."),
        ("question", "xsd:string", "The question whose answer was exported."),
    ):
        yield block(
            f"pg:{name}", [("a", "rdf:Property"), ("rdfs:range", range_), ("rdfs:comment", literal(comment, "en"))]
        )


def vocabulary_text() -> str:
    """The vocabulary as one Turtle file."""
    return prefix_lines() + "\n" + "\n".join(vocabulary(load_schema()))
