"""What is written on nodes and in rows: names and values as people read them, never ids. Knows no page."""

from collections.abc import Mapping
from typing import Any

from app.words import Words
from graph_schema.schema import load_schema
from graph_schema.tables import Node

_LONGEST = 44
_WHOLE = {"Unit", "Plan", "Jurisdiction", "Indicator", "Action", "Document"}
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "", "~": "≈"}


def number_text(value: float) -> str:
    """3 for 3.0, 2.5 for 2.5, without exponent."""
    return f"{value:.10f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))


def value_text(target: Mapping[str, Any], words: Words) -> str:
    """A target's value with comparator and measure: ≥ 110 万元/人, 3–5 个, +15 %."""
    op, unit = target.get("op"), str(target.get("unit") or "")
    value = number_text(float(target["value"]))
    if op == "between" and target.get("value_to") is not None:
        text = f"{value}–{number_text(float(target['value_to']))}"
    elif op in ("increase", "decrease"):
        text = f"{words('value.op.' + str(op))} {value}"
    else:
        text = f"{_SIGNS.get(str(op), str(op))} {value}".strip()
    text = f"{text} {unit}".strip() if unit else text
    frequency = target.get("frequency")
    return f"{words.value('frequency', str(frequency))} {text}" if frequency else text


def target_text(target: Mapping[str, Any], words: Words) -> str:
    """A target in one line: indicator, value, year, scope."""
    text = f"{target['indicator']} {value_text(target, words)}"
    around = [str(part) for part in (target.get("year"), target.get("scope")) if part]
    return f"{text}（{'，'.join(around)}）" if around else text


def row_text(text: str) -> str:
    """Words of a document on one line; what stood in cells of a table has a stroke between (the quote has none)."""
    return " | ".join(part for cell in text.split("\t") if (part := "".join(cell.split())))


def full_caption(node: Node, words: Words) -> str:
    """A node's whole name."""
    held = node.properties
    if node.type == "Target":
        return target_text(held, words)
    kind = load_schema().node(node.type)
    name = str(held["name"]) if "name" in held else kind.caption_of(held)
    if node.type == "Task" and held.get("number") and held.get("title"):
        name = f"{held['number']} {name}"
    english = held.get("name_en")
    if words.language == "en" and english:
        name = f"{name} ({english})"
    return name or str(held.get("number") or words.node_type(node.type))


def short_caption(node: Node, words: Words) -> str:
    """What stands on a node in the graph: names whole, sentences cut where they get long."""
    if node.type == "Target":
        return target_text(node.properties, words)
    kind = load_schema().node(node.type)
    name = kind.caption_of(node.properties) or str(node.properties.get("number") or words.node_type(node.type))
    if node.type in _WHOLE or len(name) <= _LONGEST:
        return name
    return name[: _LONGEST - 1] + "…"


def search_text(node: Node) -> str:
    """What a search within the graph looks through: all names of a node, small."""
    held = node.properties
    parts = [
        held.get(name)
        for name in ("name", "short_name", "title", "text", "quote", "indicator", "number", "name_en", "pinyin")
    ]
    names = held.get("names")
    if isinstance(names, tuple):
        parts.extend(names)
    return " ".join(str(part) for part in parts if part).lower()[:500]
