"""Values in the forms that files take: JSON, XML, spreadsheet cells. Knows no file and no store."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from export.selection import EdgeRow, NodeRow
from graph_schema.errors import MissingDependencyError
from graph_schema.schema import EdgeType, NodeType, ValueType
from graph_schema.tables import Provenance, Value

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STARTS_FORMULA = tuple("=+-@\t\r\n'＝＋－＠")
_HARMLESS = frozenset("=+-@＝＋－＠")  # alone they are no formula; = is a comparator of targets
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_text(value: object) -> str:
    """A value as JSON on one line."""
    return _ENCODER.encode(value)


def evidence_json(rows: Iterable[Provenance]) -> list[dict[str, Any]]:
    """Where documents say something: document (id), start, end, quote, and page where there are pages."""
    return [
        {"document": row.document, "start": row.start, "end": row.end, "quote": row.quote}
        | ({} if row.page is None else {"page": row.page})
        for row in rows
    ]


def node_json(row: NodeRow) -> dict[str, Any]:
    """A node as one flat JSON object: id, type, label, its properties, evidence."""
    head = {"id": row.node.id, "type": row.node.type, "label": row.label}
    return {**head, **row.node.properties, "evidence": evidence_json(row.evidence)}


def edge_json(row: EdgeRow) -> dict[str, Any]:
    """An edge as one flat JSON object: id, type, source, target, its properties, evidence."""
    head = {"id": row.id, "type": row.edge.type, "source": row.edge.source, "target": row.edge.target}
    return {**head, **row.edge.properties, "evidence": evidence_json(row.evidence)}


def columns(kinds: Iterable[NodeType | EdgeType]) -> dict[str, ValueType]:
    """All properties of these types by name, with their type; `string` where types of one name differ."""
    found: dict[str, ValueType] = {}
    for kind in kinds:
        for name, declared in kind.properties.items():
            found[name] = declared.type if found.get(name, declared.type) == declared.type else "string"
    return found


def flat(value: Value) -> str | int | float | bool:
    """A value for formats without lists: a set of strings as a JSON list in text."""
    return json_text(list(value)) if isinstance(value, tuple) else value


def xml_text(text: str) -> str:
    """Text without the few control characters that no XML file can hold; each becomes U+FFFD."""
    return _NOT_XML.sub("�", text)


def plain_text(value: str | int | float | bool) -> str:
    """A value in text: true and false for booleans."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def defused(text: str) -> str:
    """Text for a spreadsheet's cell that no program takes for a formula: an apostrophe goes before one that begins like
    one. What begins with an apostrophe gets one more, so that taking one away always gives the text."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) and text not in _HARMLESS else text


def required(module: str, *, format: str) -> ModuleType:
    """An optional package; MissingDependencyError says how to get it."""
    try:
        return import_module(module)
    except ImportError as exc:
        package = module.partition(".")[0]
        raise MissingDependencyError(
            f"the format {format} needs the package {package}, which is not installed: pip install {package}"
        ) from exc


def first_evidence(rows: Sequence[Provenance], names: Mapping[str, str]) -> tuple[int, str, int | None, str]:
    """How many sentences say it, and of the first: the document's name, the page, the quote."""
    if not rows:
        return 0, "", None, ""
    first = rows[0]
    return len(rows), names.get(first.document, first.document), first.page, first.quote
