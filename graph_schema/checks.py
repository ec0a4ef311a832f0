"""Whether rows obey the schema, and whether every asserted row can be traced to its sentence. Changes nothing."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from graph_schema.errors import SchemaError
from graph_schema.schema import EdgeType, NodeType, PropertyType, Schema, load_schema
from graph_schema.tables import Edge, GraphTables, Node, Provenance, Value

_LARGEST_INTEGER = 2**63 - 1
_PROBLEMS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that breaks the schema: the id of the node or edge, and what is wrong with it."""

    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}"


def check_tables(tables: GraphTables, *, schema: Schema | None = None) -> list[Problem]:
    """Every problem of the rows, in the order of the tables; empty where all is well."""
    known = schema or load_schema()
    said = {row.subject for row in tables.provenance}
    problems: list[Problem] = []
    for node in tables.nodes:
        problems.extend(Problem(node.id, text) for text in _node_problems(node, known, said))
    edge_ids = [edge.id for edge in tables.edges]
    for identifier, edge in zip(edge_ids, tables.edges, strict=True):
        is_said = identifier in said
        problems.extend(Problem(identifier, text) for text in _edge_problems(edge, known, is_said, tables.node_by_id))
    subjects = Counter([*(node.id for node in tables.nodes), *edge_ids])
    problems.extend(Problem(row, f"stands {count} times in the tables") for row, count in subjects.items() if count > 1)
    problems.extend(_provenance_problems(tables, subjects))
    problems.extend(_loose_nodes(tables, known))
    return problems


def require_valid(tables: GraphTables, *, schema: Schema | None = None) -> None:
    """Raise SchemaError, naming the first problems, unless the rows obey the schema."""
    if problems := check_tables(tables, schema=schema):
        named = "; ".join(str(problem) for problem in problems[:_PROBLEMS_NAMED])
        more = f"; and {len(problems) - _PROBLEMS_NAMED} more" if len(problems) > _PROBLEMS_NAMED else ""
        raise SchemaError(f"the graph breaks its schema: {named}{more}")


def _node_problems(node: Node, schema: Schema, said: set[str]) -> Iterator[str]:
    kind = schema.node(node.type)
    if schema.node_type_of(node.id) is not kind:
        yield f"the id of a {node.type} begins with {kind.prefix!r}"
    yield from _property_problems(node.properties, kind)
    if kind.asserted and node.id not in said:
        yield f"{node.type} {kind.caption_of(node.properties)!r} has no provenance"


def _edge_problems(edge: Edge, schema: Schema, is_said: bool, nodes: Mapping[str, Node]) -> Iterator[str]:
    kind = schema.edge(edge.type)
    source, target = nodes.get(edge.source), nodes.get(edge.target)
    if source is None or target is None:
        missing = edge.source if source is None else edge.target
        yield f"{edge.type} names a node that is not there: {missing}"
    elif not kind.joins(source.type, target.type):
        yield f"{edge.type} may not join {source.type} to {target.type}"
    if kind.symmetric and edge.source >= edge.target:
        yield f"{edge.type} runs from the smaller id to the larger, not from {edge.source} to {edge.target}"
    elif edge.source == edge.target:
        yield f"{edge.type} joins {edge.source} to itself"
    yield from _property_problems(edge.properties, kind)
    if kind.asserted and not is_said:
        yield f"{edge.type} from {edge.source} to {edge.target} has no provenance"


def _property_problems(properties: Mapping[str, Value], kind: NodeType | EdgeType) -> Iterator[str]:
    for name, declared in kind.properties.items():
        if name not in properties:
            if declared.required:
                yield f"{kind.name} lacks {name!r}"
        elif not _has_type(properties[name], declared):
            yield f"{kind.name}.{name} must be {_described(declared)}, not {str(properties[name])[:60]!r}"


def _described(kind: PropertyType) -> str:
    if kind.values:
        return f"one of {', '.join(kind.values)}"
    return {"date": "a day as YYYY-MM-DD", "strings": "a set of strings"}.get(kind.type, f"of type {kind.type}")


def _has_type(value: Value, kind: PropertyType) -> bool:
    match kind.type:
        case "string":
            return isinstance(value, str) and _is_storable(value) and (not kind.values or value in kind.values)
        case "integer":
            return type(value) is int and abs(value) <= _LARGEST_INTEGER
        case "number":
            return type(value) is float and isfinite(value)
        case "boolean":
            return type(value) is bool
        case "date":
            return isinstance(value, str) and _is_day(value)
        case "strings":
            return isinstance(value, tuple) and all(isinstance(text, str) and _is_storable(text) for text in value)


def _is_storable(text: str) -> bool:
    """Half of a surrogate pair is no character, and no store takes it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _provenance_problems(tables: GraphTables, subjects: Container[str]) -> Iterator[Problem]:
    for row in tables.provenance:
        if row.subject not in subjects:
            yield Problem(row.subject, "has provenance but is no node or edge of the graph")
        yield from (Problem(row.subject, text) for text in _quote_problems(row, tables.node_by_id.get(row.document)))


def _quote_problems(row: Provenance, document: Node | None) -> Iterator[str]:
    if document is None or document.type != "Document":
        yield f"its provenance names a document that is not there: {row.document}"
        return
    text = str(document.properties.get("text", ""))
    if not row.quote.strip():
        yield f"its quote at {row.start}-{row.end} is empty"
    elif not 0 <= row.start < row.end <= len(text):
        yield f"its span {row.start}-{row.end} lies outside the document's {len(text)} characters"
    elif _without_space(row.quote) != _without_space(text[row.start : row.end]):
        there = text[row.start : row.end]
        yield f"its quote {row.quote[:40]!r} is not what stands at {row.start}-{row.end}: {there[:40]!r}"


def _without_space(text: str) -> str:
    return "".join(text.split())


def _loose_nodes(tables: GraphTables, schema: Schema) -> Iterable[Problem]:
    """Nodes that no document asserts live only by their edges; one without is a leftover."""
    joined = {row.source for row in tables.edges} | {row.target for row in tables.edges}
    for node in tables.nodes:
        if node.type != "Document" and not schema.node(node.type).asserted and node.id not in joined:
            yield Problem(node.id, f"{node.type} is joined to nothing")
