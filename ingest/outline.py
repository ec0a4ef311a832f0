"""The document's outline: header lines, a tree of numbered headings and items, annexes, closing lines.

Knows numbers and nesting; does not know what a task is.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest

from ingest.blocks import CUE_LINE, Blocks, Paragraph
from ingest.cues import opens_list
from ingest.decimals import Decimals
from ingest.inline_items import inline_cuts, lost_its_breaks, sentence_pieces
from ingest.lost_numbers import restore_items
from ingest.mapped import MappedText
from ingest.names_below import is_bare_cue, lists_names, only_names
from ingest.numbering import Marker, printed_number, read_marker
from ingest.outline_tree import ALWAYS_BY_RANK, DECIMALS, RANK, Node, Outline, Part
from ingest.part_ends import (
    ANNEX,
    PLAN_TITLE,
    closes,
    cut_signature,
    heads_annex,
    is_signature,
    leaves_attachments,
    lists_attachments,
    opens_attachments,
)
from ingest.plain_headings import BRACKETED_HEADING, find_plain_headings
from ingest.responsibility import is_list
from ingest.source import Table

_BOX = re.compile(r"专栏[\d一二三四五六七八九十]{0,3}(?:[：、. ]|(?=[\u4e00-\u9fff]))")
_BOX_ITEMS = frozenset({"arabic", "arabic_bracket", "arabic_half", "circled"})
_GLUED_NUMBER = re.compile(
    r"(?P<number>\d{1,2})[.、](?=\d{3,6}[\u4e00-\u9fff“]|\d{1,6}(?![万亿元亩公里米吨个倍月日年至平])[\u4e00-\u9fffA-Za-z“+])"
)
_CAPTION = re.compile(r"(?:附)?表[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?[：:.]?[^。；，：]{3,40}")
_CHAPTER_HEADING = 16
_LONGEST_CELL = 40
"""Characters of a cell that stands on a line of its own behind a table's caption."""
_FIRST_OF_SEVERAL = re.compile("附件：?1[.、]")
"""附件：1.… below a notice, before the plan itself: the lines below it are attachments too."""
_DASHED_HEADING = re.compile(r"[—―－-]{2,4}(?P<title>[\u4e00-\u9fff“”、]{4,30})")
"""——推进健康建设 above numbered items."""


class _Builder:
    def __init__(
        self, *, one_line: bool, decimals: Decimals, bare: Mapping[int, Marker], plain_headings: Mapping[int, str]
    ) -> None:
        self.parts = [Part(None)]
        self._stack: list[Node] = []
        self._parent_style: dict[str, str] = {}
        self._last: dict[str, int] = {}
        self._one_line = one_line
        self._annex_list = False
        self._closed = False
        self._boxed = False
        self._box_item = 0
        self._decimals = decimals
        self._bare = bare
        self._plain_headings = plain_headings

    @property
    def _part(self) -> Part:
        return self.parts[-1]

    def table(self, table: Table) -> None:
        self._annex_list = False
        if self._stack and not self._closed:
            self._stack[-1].tables.append(table)
        else:
            self._part.tables.append(table)

    def paragraph(self, paragraph: Paragraph, following: Paragraph | Table | None = None) -> None:
        """One more paragraph; `following` is what comes next in the document."""
        text = paragraph.text.text
        if opens_attachments(text, following):
            self._annex_list = True
            self._part.closing.append(paragraph)
            return
        if ANNEX.fullmatch(text):
            self._open_annex(text)
            return
        titled = heads_annex(text, following, numbered=not self._stack)
        if titled:
            self._open_annex(titled["label"])
            title = paragraph.text.slice(titled.end("label"), len(text))
            self._part.opening.append(Paragraph(title, paragraph.heading, 0))
            return
        if self._annex_list and not leaves_attachments(text):
            self._part.closing.append(paragraph)
            return
        self._annex_list = False
        if lists_attachments(text) and (self._stack or _FIRST_OF_SEVERAL.match(text)):
            self._annex_list, self._closed = True, bool(self._stack)
            self._part.closing.append(paragraph)
            return
        if self._stack and closes(text) and not self._goes_on_list(text, following):
            self._part.closing.append(paragraph)
            self._closed = self._closed or not is_signature(text)
            return
        if self._one_line or following is None:
            paragraph, cut = cut_signature(paragraph, one_line=self._one_line)
            self._part.closing.extend(cut)
        if self._stack and not self._closed and _heads_cells(text, following):
            self._boxed, self._box_item = True, 0
            self._part.boxes.append([])
        elif self._boxed and CUE_LINE.match(text):
            self._boxed = False
        for piece, inline in self._pieces(paragraph):
            self._add(piece, following, inline=inline)

    def _goes_on_list(self, text: str, following: Paragraph | Table | None) -> bool:
        """Whether a body's name stands in a list of one name a line and signs nothing: no date is below it."""
        if (
            self._closed
            or not is_signature(text)
            or not lists_names(self._stack[-1].paragraphs, at_end=following is None)
        ):
            return False
        return not (
            isinstance(following, Paragraph) and closes(following.text.text) and not is_signature(following.text.text)
        )

    def _open_annex(self, text: str) -> None:
        self.parts.append(Part(text.rstrip("：")))
        self._stack, self._annex_list, self._closed, self._boxed = [], False, False, False

    def _pieces(self, paragraph: Paragraph) -> list[tuple[Paragraph, bool]]:
        """The paragraph cut where further numbered items begin inside it."""
        text = paragraph.text.text
        if len(text) < 12:
            return [(paragraph, False)]
        cuts = inline_cuts(text, anywhere=self._one_line, counted=self._last if self._one_line else None)
        if not cuts:
            return [(paragraph, False)]
        bounds = [0, *cuts, len(text)]
        inside = sentence_pieces(text, cuts) if self._one_line else frozenset(cuts)
        pieces = []
        for start, end in itertools.pairwise(bounds):
            if start < end:
                bold = 0 if start else paragraph.bold_end
                pieces.append((Paragraph(paragraph.text.slice(start, end), paragraph.heading, bold), start in inside))
        return pieces

    @staticmethod
    def _heads_items(following: Paragraph | Table | None) -> bool:
        marker = read_marker(following.text.text) if isinstance(following, Paragraph) else None
        return marker is not None and marker.style in ("arabic", "arabic_bracket")

    def _add(self, paragraph: Paragraph, following: Paragraph | Table | None, *, inline: bool) -> None:
        text = paragraph.text
        marker = (
            read_marker(text.text)
            or self._glued_number(text.text)
            or self._decimals.chapter(paragraph)
            or self._bare.get(paragraph.start)
        )
        if (
            marker is not None
            and paragraph.start not in self._bare
            and not self._plausible(marker, text.text, following)
        ):
            marker = None
        if marker is not None and self._stack and self._is_of_list(text, marker, following):
            text = text.slice(marker.length, len(text))
            paragraph = replace(paragraph, text=text, bold_end=0)
            marker = None
        style: str | None = marker.style if marker else None
        if marker is None and paragraph.heading > 1 and len(text) <= 50:
            style = f"heading{min(paragraph.heading, 6)}"
        if marker is None and (
            paragraph.start in self._plain_headings
            or (_DASHED_HEADING.fullmatch(text.text) and self._heads_items(following))
        ):
            bracketed = text.text.startswith("【")
            style = "heading2" if bracketed else self._plain_headings.get(paragraph.start, "dash")
        if marker is None and paragraph.bullet and 0 < paragraph.bold_end < len(text) and self._stack:
            style = "bullet"
        if style is None and _BOX.match(text.text):
            self._boxed, self._box_item = True, 0
            self._part.boxes.append([])
        if self._boxed and (style is None or self._in_box(marker)):
            self._part.boxes[-1].append(paragraph)
            return
        self._boxed = False
        if style is None:
            if self._stack and not self._closed:
                self._stack[-1].paragraphs.append(paragraph)
            elif self._closed:
                self._part.closing.append(paragraph)
            else:
                self._part.opening.append(paragraph)
            return
        self._closed = False
        if style in ("han", "chapter", "part") and marker is not None and marker.value == 1:
            self._begin_next_plan(style)
        if style == "han" and marker is not None and self._counts_anew(marker.value):
            style = "han_inner"
        self._push(self._node(paragraph, marker, style, inline=inline))

    def _counts_anew(self, value: int) -> bool:
        """五、工作要求 / 一、加强领导: whether a chapter that is a mere heading counts its items as chapters are counted.

        In a table of contents all chapters are mere headings.
        """
        chapter = next((node for node in reversed(self._stack) if node.style == "han"), None)
        if chapter is None:
            return False
        inner = [node.value for node in chapter.children if node.style == "han_inner"]
        if inner:
            return value == inner[-1] + 1 != chapter.value + 1
        bare = not chapter.children and len(chapter.paragraphs) == 1 and "。" not in chapter.first.text
        before = [node for node in self._part.nodes if node is not chapter and node.style == "han"]
        return (
            value == 1
            and bare
            and len(chapter.first) <= _CHAPTER_HEADING
            and any(node.children or len(node.paragraphs) > 1 for node in before)
        )

    def _is_of_list(self, text: MappedText, marker: Marker, following: Paragraph | Table | None) -> bool:
        """Whether a number stands before a list of bodies (1）责任单位：…) or a name of one, and begins no item."""
        rest = text.slice(marker.length, len(text))
        if is_bare_cue(rest.text):
            return isinstance(following, Paragraph) and only_names(following.text.text)
        if CUE_LINE.match(rest.text) or opens_list(rest.text):
            return is_list(rest)
        return lists_names(self._stack[-1].paragraphs) and only_names(rest.text)

    def _begin_next_plan(self, style: str) -> None:
        """一、 begins anew: another plan in the same file, if a title stands between. Title and preamble go with it."""
        before = [node.value for node in self._part.nodes if node.style == style]
        if not before or before[-1] == 0 or not self._stack:
            return
        last = self._stack[-1]
        first = next((i for i, item in enumerate(last.paragraphs) if i and PLAN_TITLE.fullmatch(item.text.text)), None)
        if first is None:
            return
        while (
            first > 1
            and len(last.paragraphs[first - 1].text) <= 30
            and "。" not in last.paragraphs[first - 1].text.text
        ):
            first -= 1
        self.parts.append(Part(None, opening=last.paragraphs[first:]))
        del last.paragraphs[first:]
        self._stack = []

    def _plausible(self, marker: Marker, text: str, following: Paragraph | Table | None) -> bool:
        if marker.style in DECIMALS and not self._continues_decimal(text):
            return False
        fine = marker.style in ("arabic_half", "arabic_bracket", "circled")
        open_styles = [node.style for node in self._stack]
        if fine and marker.value not in (1, self._last.get(marker.style, 0) + 1) and marker.style not in open_styles:
            return False
        if marker.style in ("arabic", "arabic_half") and not self._stack and not self._part.nodes:
            # Before any chapter, "1." lists are tables of contents or items of the notice: only a real item counts.
            return len(text) > 12 or text.endswith(("。", "；")) or _is_text(following)
        return len(text) > marker.length

    def _glued_number(self, text: str) -> Marker | None:
        """11.110名大师引进项目: the number that is due, before a title that begins with digits."""
        match = _GLUED_NUMBER.match(text)
        if match is None or int(match["number"]) != self._last.get("arabic", 0) + 1 or match["number"] == "1":
            return None
        numbered = (
            any(node.style == "arabic" for node in self._stack) or self._last.get("han_bracket") or not self._stack
        )
        return Marker("arabic", int(match["number"]), match.end()) if numbered else None

    def _in_box(self, marker: Marker | None) -> bool:
        """Whether a numbered paragraph is an item of the box: it counts the box's items, not those around it."""
        if marker is None or marker.style not in _BOX_ITEMS or marker.value != self._box_item + 1:
            return False
        around = [node.value for node in self._stack if node.style == marker.style]
        if around and around[-1] + 1 == marker.value:
            return False
        self._box_item = marker.value
        return True

    def _continues_decimal(self, text: str) -> bool:
        decimals = [node for node in self._stack if node.style in DECIMALS]
        holders = [node.value for node in self._stack if node.style not in DECIMALS]
        return self._decimals.follows(text, holders, open_=bool(decimals))

    def _node(self, paragraph: Paragraph, marker: Marker | None, style: str, *, inline: bool) -> Node:
        text = paragraph.text
        if marker is None:
            dashed = _DASHED_HEADING.fullmatch(text.text) or BRACKETED_HEADING.fullmatch(text.text)
            first = replace(paragraph, text=text.slice(*dashed.span("title"))) if dashed else paragraph
            return Node(style, 0, "", [first], lead=text)
        rest = text.slice(marker.length, len(text))
        rest = rest.slice(len(rest) - len(rest.text.lstrip("、.： ")), len(rest))
        bold = max(0, paragraph.bold_end - marker.length)
        body = [Paragraph(rest, paragraph.heading, bold)] if len(rest) else []
        return Node(style, marker.value, printed_number(text.raw, marker), body, inline=inline, lead=text)

    def _go_on_under(self, holder: int, node: Node) -> None:
        """Numbering that runs through: 任务四 under （二） goes on where 任务三 under （一） ended.

        Where the holder is another than that of the last item, what stands open below it and ranks above the item holds it:
        2. behind 二、 and （一） stands under （一）, though 1. stood straight under 一、.
        """
        fresh = all(child.style != node.style for child in self._stack[holder].children)
        end = holder + 1
        while fresh and end < len(self._stack) and RANK[self._stack[end].style] < RANK[node.style]:
            end += 1
        del self._stack[end:]

    def _push(self, node: Node) -> None:
        self._last[node.style] = node.value
        styles = [open_.style for open_ in self._stack]
        holder = self._parent_style.get(node.style)
        if node.style in styles:
            del self._stack[styles.index(node.style) :]
        elif node.style not in ALWAYS_BY_RANK and node.value != 1 and holder in styles:
            self._go_on_under(styles.index(holder), node)
        elif node.style in ALWAYS_BY_RANK or node.value != 1:
            while self._stack and RANK[self._stack[-1].style] >= RANK[node.style]:
                self._stack.pop()
        if self._stack:
            self._parent_style[node.style] = self._stack[-1].style
            self._stack[-1].children.append(node)
        else:
            self._part.nodes.append(node)
        self._stack.append(node)


def _is_text(following: Paragraph | Table | None) -> bool:
    """Whether what follows a short line is the text that it heads, and not the next line of a list."""
    if not isinstance(following, Paragraph) or following.heading:
        return False
    return following.text.text.endswith("。") and read_marker(following.text.text) is None


def _heads_cells(text: str, following: Paragraph | Table | None) -> bool:
    """Whether a line is the caption of a table whose cells stand below it, a line each."""
    if not isinstance(following, Paragraph) or not _CAPTION.fullmatch(text):
        return False
    below = following.text.text
    return text.endswith("表") or (
        len(below) <= _LONGEST_CELL and not below.endswith(("。", "；", "：")) and read_marker(below) is None
    )


def read_outline(blocks: Blocks) -> Outline:
    """The outline of the document that `blocks` make up."""
    paragraphs = [item for item in blocks.items if isinstance(item, Paragraph)]
    lost = lost_its_breaks(paragraphs)
    headings = {} if lost else find_plain_headings(blocks.items)
    builder = _Builder(one_line=lost, decimals=Decimals(paragraphs), bare=blocks.numbers, plain_headings=headings)
    for item, following in zip_longest(blocks.items, blocks.items[1:]):
        if isinstance(item, Table):
            builder.table(item)
        else:
            builder.paragraph(item, following)
    for part in builder.parts:
        restore_items(part.nodes)
    return Outline(tuple(builder.parts), blocks.residue, lost)
