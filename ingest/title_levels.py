"""Which items of a document have titles: most of their first sentences read as such, or nothing parts title from text.

Knows nodes and their siblings; does not read what they say.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.glued_titles import cut_before_labels, cut_titles
from ingest.mapped import MappedText
from ingest.outline_tree import Node, Outline
from ingest.responsibility import Responsibility, read_responsibility
from ingest.titles import is_clean_title, is_plain_title, says_how_much, split_title

_LONGEST_HEADING, _LONGEST_STOPPED = 40, 24
_SENTENCES_A_TITLE = 5
"""Items that are one sentence or begin with one, for each that has a title, from which on the level has none."""
_FEWEST_TITLED = 3
_SAYS_MORE = re.compile(r"\d(?!\d*[.、])|，")
"""新建学校3所，新增学位900个: more than a heading without a text says."""
"""Items under one heading whose titles are titles, whatever the level does elsewhere."""


@dataclass(slots=True)
class _Siblings:
    """How many items that stand side by side read in which way.

    counted: those that could have a title, titled of them have a clean one, plain are theirs that need no others to tell.
    alone: one sentence and no more. run_in: headings that run into a text.
    """

    counted: int = 0
    titled: int = 0
    alone: int = 0
    run_in: int = 0
    plain: set[int] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)
    """The items that are one sentence."""


class TitleLevels:
    """Which items of a document have titles, and where those end that nothing parts from their texts."""

    def __init__(self, outline: Outline | None = None) -> None:
        self._titled: set[int] = set()
        self._bare: set[int] = set()
        self._glued: dict[int, int] = {}
        self._known: dict[int, tuple[MappedText, Responsibility]] = {}
        self._untitled = self._untitled_styles(outline) if outline else frozenset[str]()

    def take(self, paragraph: MappedText) -> Responsibility | None:
        """What was read of a paragraph's lists in passing, so that it need not be read again; given once."""
        known = self._known.pop(id(paragraph), None)
        return known[1] if known else None

    def glued(self, node: Node) -> int:
        """Where the title of `node` ends in its first paragraph, if nothing but its words tells; else 0."""
        return self._glued.get(id(node), 0)

    def has_title(self, node: Node) -> bool:
        """Whether the first words of `node` may be a title: its level has titles, or all its siblings have."""
        return (node.style not in self._untitled and id(node) not in self._bare) or id(node) in self._titled

    def _untitled_styles(self, outline: Outline) -> frozenset[str]:
        """The levels whose items have no titles: most of their first sentences do not read as such."""
        clean: Counter[str] = Counter()
        total: Counter[str] = Counter()
        sentences: Counter[str] = Counter()
        tops = {id(part.nodes) for part in outline.parts}
        for siblings in (group for part in outline.parts for group in _groups(part.nodes)):
            found = self._count(siblings, pieces=siblings[0].inline and id(siblings) not in tops)
            sentences[siblings[0].style] += found.alone
            if found.counted:
                total[siblings[0].style] += found.counted
                clean[siblings[0].style] += found.titled
            if outline.lost_breaks:
                self._note_glued(siblings, mostly=found.titled * 2 < found.counted + found.alone + found.run_in)
            self._note_alike(siblings, found)
        bare = {style for style, count in sentences.items() if count >= _FEWEST_TITLED and clean[style] * 4 < count}
        few = (
            style
            for style, count in total.items()
            if clean[style] * 2 < count or clean[style] * _SENTENCES_A_TITLE < count + sentences[style]
        )
        return frozenset(few) | bare

    def _count(self, siblings: list[Node], *, pieces: bool) -> _Siblings:
        """How the items read; pieces: they are pieces of their parent's sentence where they begin inside a paragraph."""
        found = _Siblings()
        unstopped = 0
        lines = len(siblings) >= _FEWEST_TITLED and all(map(_is_line, siblings))
        for node in siblings:
            if not node.paragraphs or (node.inline and pieces) or _only_heads(node):
                found.run_in += bool(node.paragraphs) and not node.inline and not _is_bare(node)
                continue
            first = node.paragraphs[0]
            lists = read_responsibility(first.text)
            self._known[id(first.text)] = first.text, lists
            title, rest = split_title(first, lists.body)
            closed = bool(lists.groups) and lists.body.text.endswith("。") and not len(rest)
            if not (len(title) and len(rest)) and (
                closed or is_one_sentence(node, lists.body) or (lines and _SAYS_MORE.search(first.text.text))
            ):
                found.alone += 1
                found.sentences.add(id(node))
                continue
            body = rest.text or "".join(p.text.text for p in node.paragraphs[1:])
            if lists.groups and not body and not node.children:
                unstopped += is_clean_title(title.text, title.text)
                continue
            if not body and not node.children and says_how_much(title.text):
                found.alone += 1
                found.sentences.add(id(node))
                continue
            found.counted += 1
            found.titled += _is_heading_line(node, title, rest) or is_clean_title(title.text, body)
            if is_plain_title(title.text, body):
                found.plain.add(id(node))
        if unstopped > found.alone:
            found.counted, found.titled = found.counted + unstopped, found.titled + unstopped
        else:
            found.alone += unstopped  # 清淤（县水利局负责） among sentences is one that lacks its stop
        return found

    def _note_alike(self, siblings: list[Node], found: _Siblings) -> None:
        """Siblings of which all have titles, or hardly one has, whatever their level does elsewhere."""
        both = found.counted + found.alone
        if found.alone >= _FEWEST_TITLED and found.alone > found.titled:
            self._bare.update(found.sentences)
        if found.alone >= _FEWEST_TITLED and found.titled * 3 < both:
            self._bare.update(id(node) for node in siblings if not _only_heads(node))
        if (found.counted or found.alone >= _FEWEST_TITLED) and both > 1 and found.titled * 3 <= found.counted:
            self._bare.update(id(node) for node in siblings if not _only_heads(node))
        plain = len(found.plain)
        if found.counted >= _FEWEST_TITLED and found.titled == found.counted:
            self._titled.update(id(node) for node in siblings)
        elif (plain >= _FEWEST_TITLED and plain * 3 >= max(found.counted, both)) or (plain > 1 and plain * 2 >= both):
            self._titled.update(found.plain)

    def _note_glued(self, siblings: list[Node], *, mostly: bool) -> None:
        """Items side by side whose titles nothing parts from their texts; mere headings among them are left out.

        mostly: whether most of them have no title that a mark parts from its text.
        """
        nodes = [node for node in siblings if not node.inline and len(node.first) and not _is_bare(node)]
        texts = [node.first.text for node in nodes]
        cuts = cut_before_labels(texts)
        if mostly and not cuts:
            cuts = cut_titles(texts, headings=len(siblings) - len(nodes))
        cuts = cuts or [0] * len(nodes)
        self._glued.update({id(node): cut for node, cut in zip(nodes, cuts, strict=True) if cut})


def _groups(nodes: list[Node]) -> Iterator[list[Node]]:
    """The nodes that stand side by side, group by group, each group once."""
    if nodes:
        yield nodes
    for node in nodes:
        yield from _groups(node.children)


def is_one_sentence(node: Node, body: MappedText) -> bool:
    """Whether an item is one sentence and no more (4.整修旧船闸三座。): whether its level has titles, others tell."""
    first = body.text
    return (
        not node.children
        and node.paragraphs[0].bold_end == 0
        and first.endswith("。")
        and first.count("。") == 1
        and all(not len(read_responsibility(paragraph.text).body.strip("。；")) for paragraph in node.paragraphs[1:])
    )


def _is_line(node: Node) -> bool:
    """Whether a node is one line without a stop: a heading, or where no item beside it has a text, its whole text."""
    return len(node.paragraphs) == 1 and not node.children and node.first.text[-1:] not in _STOPS


def _only_heads(node: Node) -> bool:
    """Whether a node is a mere heading over items."""
    return bool(node.children) and not has_sentence(node)


def _is_bare(node: Node) -> bool:
    """Whether a node's line is a heading and no more, also where its text's breaks are lost."""
    text = node.first.text
    longest = _LONGEST_STOPPED if text.endswith("。") else _LONGEST_HEADING
    return bool(node.children) and len(text) <= longest and "。" not in text[:-1]


def _is_heading_line(node: Node, title: MappedText, rest: MappedText) -> bool:
    """Whether an item's first line is its title and no more, its text standing on lines of their own: （一）2031年3月底前"""
    return len(title) > 0 and not len(rest) and len(node.paragraphs) > 1 and node.first.text[-1:] not in _STOPS


_STOPS = frozenset("。；：，、")


def has_sentence(node: Node) -> bool:
    """Whether a node with items below it carries a sentence of its own and is no mere heading."""
    return "。" in node.paragraphs[0].text.text[:-1]
