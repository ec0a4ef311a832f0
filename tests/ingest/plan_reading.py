"""Helpers of the parser's tests: a made-up text in, its blocks, outline or facts out, in short forms."""

from ingest.blocks import Paragraph, read_blocks
from ingest.extract import extract
from ingest.facts import Facts, Subtask, Task, UnitMention
from ingest.mapped import map_span
from ingest.outline import read_outline
from ingest.outline_tree import Node, Outline
from ingest.responsibility import read_responsibility
from ingest.source import SourceDocument, Table
from ingest.unit_roles import assign_roles

Unit = tuple[str, str, str]
"""name, role, basis"""


def source(text: str, name: str = "plan.txt") -> SourceDocument:
    """A text file with this text, as the reader hands it over."""
    return SourceDocument(name, "0" * 64, name.rsplit(".", 1)[1], "utf-8", text)


def paragraphs(text: str) -> list[str]:
    """The joined paragraphs, white space removed, in the normal form; a table shows as "TABLE"."""
    items = read_blocks(source(text)).items
    return [item.text.text if isinstance(item, Paragraph) else "TABLE" for item in items]


def tables(text: str) -> list[list[list[str]]]:
    """The cells of the tables that a text carries."""
    found = [item for item in read_blocks(source(text)).items if isinstance(item, Table)]
    return [[["".join(cell.text.split()) for cell in row] for row in table.rows] for table in found]


def outline(text: str) -> Outline:
    """The outline of a text file with this text."""
    return read_outline(read_blocks(source(text)))


Tree = tuple[str, str, list["Tree"]]
"""number, text behind it, items below"""


def tree(text: str) -> list[Tree]:
    """The numbered headings of the main part, nested."""
    return [_tree(node) for node in outline(text).parts[0].nodes]


def _tree(node: Node) -> Tree:
    return node.number, node.first.text, [_tree(child) for child in node.children]


def facts(text: str, name: str = "plan.txt") -> Facts:
    """Everything read from a text file with this text."""
    return extract(source(text, name))


def chapter(*items: str, title: str = "南河县冷链物流发展实施方案") -> str:
    """A plan whose task chapter holds these lines."""
    return "\n".join([title, "为加快发展，制定本方案。", "一、总体要求", "坚持统筹推进。", "二、主要任务", *items, ""])


def tasks(text: str) -> list[tuple[str | None, str | None]]:
    """Number and title of every task."""
    return [(task.number, task.title) for task in facts(text).tasks]


def unit(mention: UnitMention) -> Unit:
    return mention.name, mention.role, mention.basis


def units(item: Task | Subtask) -> list[Unit]:
    """The bodies of a task or subtask, in order."""
    return [unit(mention) for mention in item.units]


def listed(text: str, *, rule: bool = False) -> list[Unit]:
    """The bodies of one paragraph's lists with role and basis."""
    found = read_responsibility(map_span(text, 0, len(text)))
    return [unit(mention) for mention in assign_roles(found.groups, rule=rule or found.declares)]


def named(text: str) -> dict[str, list[str]]:
    """The bodies of one paragraph's lists by role: {"lead": [...], "support": [...]}."""
    found: dict[str, list[str]] = {"lead": [], "support": []}
    for name, role, _ in listed(text):
        found[role].append(name)
    return found
