"""The tree that a document's outline is: headings and items with their paragraphs, parts, closing lines.

Knows how styles of numbers rank; does not know how lines become a tree.
"""

from dataclasses import dataclass, field

from ingest.blocks import Paragraph
from ingest.facts import Span
from ingest.mapped import EMPTY, MappedText
from ingest.source import Table

RANK: dict[str, int] = {
    "part": 0, "chapter": 1, "section": 2, "heading1": 3, "heading2": 3, "han": 4, "han_inner": 5, "heading3": 5, "heading4": 6, "heading5": 6,
    "heading6": 6, "task_word": 7, "han_bracket": 8, "article": 9, "dash": 9, "decimal": 10, "decimal3": 11, "arabic": 12, "arabic_bracket": 13,
    "arabic_half": 14, "circled": 15, "bullet": 16,
}  # fmt: skip
"""Which style of number stands above which; a lower figure holds a higher one."""
DECIMALS = frozenset({"decimal", "decimal3"})
ALWAYS_BY_RANK = frozenset({"part", "chapter", "section", "han", "article"})


@dataclass(slots=True)
class Node:
    """One heading or item: its printed number, its own paragraphs (the first begins after the number), its children."""

    style: str
    value: int
    number: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    inline: bool = False
    """It begins inside its parent's paragraph, not on a line of its own."""
    lead: MappedText = EMPTY
    """The first paragraph with the number, as printed."""

    @property
    def first(self) -> MappedText:
        """The text that follows the number in its first paragraph."""
        return self.paragraphs[0].text if self.paragraphs else EMPTY

    def walk(self) -> "list[Node]":
        """This node and all below it, in order."""
        nodes = [self]
        for child in self.children:
            nodes.extend(child.walk())
        return nodes


@dataclass(slots=True)
class Part:
    """The main text or one annex: the paragraphs before its first heading, its top nodes, tables outside any node."""

    annex: str | None
    opening: list[Paragraph] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    closing: list[Paragraph] = field(default_factory=list)
    boxes: list[list[Paragraph]] = field(default_factory=list)
    """Boxes (专栏) set between the items; they speak for the whole plan."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document in order; residue: spans that belong to the page or the website.

    lost_breaks: the document's line breaks are lost, so that nothing parts a heading from the text below it.
    """

    parts: tuple[Part, ...]
    residue: tuple[Span, ...]
    lost_breaks: bool = False
