"""The document's outline: header lines, a tree of numbered headings and items, annexes, closing lines.

Knows numbers and nesting; does not know what a task is.
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ingest.blocks import CUE_LINE, OPENING, Blocks, Paragraph
from ingest.decimals import Decimals
from ingest.facts import Span
from ingest.mapped import EMPTY, MappedText
from ingest.numbering import Marker, printed_number, read_marker
from ingest.source import Table

_RANK: dict[str, int] = {
    "part": 0, "chapter": 1, "section": 2, "heading1": 3, "heading2": 3, "han": 4, "heading3": 5, "heading4": 6, "heading5": 6,
    "heading6": 6, "task_word": 7, "han_bracket": 8, "article": 9, "dash": 9, "decimal": 10, "decimal3": 11, "arabic": 12, "arabic_bracket": 13,
    "arabic_half": 14, "circled": 15, "bullet": 16,
}  # fmt: skip
_DECIMALS = frozenset({"decimal", "decimal3"})
_ALWAYS_BY_RANK = frozenset({"part", "chapter", "section", "han", "article"})
_ANNEX = re.compile(r"(?:附件|附表|附录)[\d一二三四五六七八九十]{0,3}(?:[：-]\d)?[：.、]?")
_TITLED_ANNEX = re.compile(r"((?:附件|附表|附录)[\d一二三四五六七八九十]{1,3})[：.、]?[^。；]{2,60}")
_BOX = re.compile(r"专栏[\d一二三四五六七八九十]{0,3}(?:[：、. ]|(?=[\u4e00-\u9fff]))")
_BOX_ITEMS = frozenset({"arabic", "arabic_bracket", "arabic_half", "circled"})
_GLUED_NUMBER = re.compile(
    r"(?P<number>\d{1,2})[.、](?=\d{3,6}[\u4e00-\u9fff“]|\d{1,6}(?![万亿元亩公里米吨个倍月日年至平])[\u4e00-\u9fffA-Za-z“+])"
)
_CAPTION = re.compile(r"(?:附)?表[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?[：:.]?[^。；，：]{3,40}")
_LONGEST_CELL = 40
"""Characters of a cell that stands on a line of its own behind a table's caption."""
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^?\d+\][：]?|注\d*：|【注】")
_TITLE = re.compile(r"[^。；]{6,70}(?:方案|计划|意见|规划|办法|措施|纲要|要点|通知|决定)(?:（[^（）]{1,24}）)*")
_ATTACHMENT = re.compile(r"[1一][.、][^。；]{4,60}")
_ANNEX_LIST = re.compile(r"附件[：]?\s*(?:1[.、]|[《\u4e00-\u9fff]).*|附件：.+")
_CLOSING = re.compile(
    r"(?:抄送|主送|联系人|联系电话|联系方式|通讯地址|邮箱)[：].*|（?(?:此件|本文)[^。]{2,16}）?|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发|"
    r"(?:\d{4}|[〇○零一二三四五六七八九十O0]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发)?"
)
_VALIDITY = re.compile(
    r"本(?:[^，。]{0,12})(?:方案|意见|办法|计划|规划|措施|通知|细则|规定|政策|文件|行动|要点|纲要)[^，。]{0,10}自.{2,40}(?:施行|实施|执行|生效)|"
    r".{0,20}有效期(?:至|为|到|[一二三四五\d])"
)
_SIGNATURE = re.compile(
    r"国务院|中共中央|(?:中共中央)?国务院|[^，。；：、]{2,30}人民政府|[^，。；：、]{4,30}(?:政府办公室|政府办公厅|委员会|办公室|办公厅|局|厅|部|委|管委会|领导小组|指挥部)(?:\s|（(?:代章|印章)）)*"
)
_SIGNED = re.compile(
    r"(?<=[。）])(?:[\u4e00-\u9fff]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|局|厅|部|委)|国务院|中共中央[\u4e00-\u9fff]{0,12})"
    r"(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日(?:印发)?)?(?:（[^（）]{2,16}）)?$"
)
_PAGE_TAIL = re.compile(
    r"(?:来源|信息来源|稿件来源)：[\u4e00-\u9fff]{2,12}(?:附件下载|打印本页|关闭窗口|责任编辑.{0,12})?$"
)
_DASHED_HEADING = re.compile(r"[—―－-]{2,4}(?P<title>[\u4e00-\u9fff“”、]{4,30})")
"""——推进健康建设 above numbered items."""
_CHAPTER_STYLES = frozenset({"han", "chapter", "section", "han_bracket", "article"})
_RUNS_THROUGH = frozenset({"han_bracket", "arabic", "article", "task_word"})
"""Items whose numbers may go on from chapter to chapter."""
_SENTENCE_END = frozenset("。；：）”！？】〕")
_INLINE = re.compile(
    r"[（〔\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.）〕\]]|[①-⑳]|第[一二三四五六七八九十]{1,3}[章条节]"
)


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


class _Builder:
    def __init__(self, *, one_line: bool, decimals: Decimals) -> None:
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
        if text == "附件：" and isinstance(following, Paragraph) and _ATTACHMENT.fullmatch(following.text.text):
            self._annex_list = True
            self._part.closing.append(paragraph)
            return
        if _ANNEX.fullmatch(text):
            self._open_annex(text)
            return
        titled = _TITLED_ANNEX.fullmatch(text)
        if titled and self._opens_annex(following):
            self._open_annex(titled.group(1))
            self._part.opening.append(Paragraph(paragraph.text.slice(titled.end(1), len(text)), paragraph.heading, 0))
            return
        if self._annex_list and not self._leaves_list(text):
            self._part.closing.append(paragraph)
            return
        self._annex_list = False
        if self._stack and text.startswith("附件") and _ANNEX_LIST.fullmatch(text) and "。" not in text[:-1]:
            self._annex_list = self._closed = True
            self._part.closing.append(paragraph)
            return
        if self._stack and self._closes(text):
            self._part.closing.append(paragraph)
            self._closed = self._closed or not _SIGNATURE.fullmatch(text)
            return
        if self._one_line or following is None:
            paragraph = self._without_signature(paragraph)
        if self._stack and not self._closed and _heads_cells(text, following):
            self._boxed, self._box_item = True, 0
            self._part.boxes.append([])
        elif self._boxed and CUE_LINE.match(text):
            self._boxed = False
        for piece, inline in self._pieces(paragraph):
            self._add(piece, following, inline=inline)

    def _open_annex(self, text: str) -> None:
        self.parts.append(Part(text.rstrip("：")))
        self._stack, self._annex_list, self._closed, self._boxed = [], False, False, False

    def _without_signature(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph without the issuer and date that end a document whose line breaks are lost."""
        page = _PAGE_TAIL.search(paragraph.text.text)
        if page is not None and page.start():
            self._part.closing.append(Paragraph(paragraph.text.slice(page.start(), len(paragraph.text)), 0, 0))
            paragraph = replace(paragraph, text=paragraph.text.slice(0, page.start()))
        tail = _SIGNED.search(paragraph.text.text)
        if tail is None or not (self._one_line or "年" in tail.group()):
            return paragraph
        self._part.closing.append(Paragraph(paragraph.text.slice(tail.start(), len(paragraph.text)), 0, 0))
        return replace(paragraph, text=paragraph.text.slice(0, tail.start()))

    def _opens_annex(self, following: Paragraph | Table | None) -> bool:
        """Whether 附件1 攻坚任务清单 heads an annex and is no line of the list of attachments."""
        if isinstance(following, Table):
            return True
        if following is None:
            return False
        text = following.text.text
        return (
            not text.startswith("附") and not self._closes(text) and (len(text) > 30 or read_marker(text) is not None)
        )

    def _leaves_list(self, text: str) -> bool:
        marker = read_marker(text)
        return (
            "。" in text or len(text) > 90 or (marker is not None and marker.style in ("han", "chapter", "han_bracket"))
        )

    def _closes(self, text: str) -> bool:
        if (len(text) <= 200 and (_CLOSING.fullmatch(text) or _VALIDITY.match(text))) or _FOOTNOTE.match(text):
            return True
        if len(text) > 40 or text[:1] in OPENING:
            return False  # 【牵头单位】县商务局 is a list
        return _SIGNATURE.fullmatch(text) is not None and read_marker(text) is None

    def _pieces(self, paragraph: Paragraph) -> list[tuple[Paragraph, bool]]:
        """The paragraph cut where further numbered items begin inside it."""
        text = paragraph.text.text
        if len(text) < 12:
            return [(paragraph, False)]
        cuts = _inline_cuts(text, anywhere=self._one_line, counted=self._last if self._one_line else None)
        if not cuts:
            return [(paragraph, False)]
        bounds = [0, *cuts, len(text)]
        pieces = []
        for index, (start, end) in enumerate(itertools.pairwise(bounds)):
            if start < end:
                bold = paragraph.bold_end if index == 0 else 0
                pieces.append(
                    (
                        Paragraph(paragraph.text.slice(start, end), paragraph.heading, bold),
                        index > 0 and not self._one_line,
                    )
                )
        return pieces

    @staticmethod
    def _heads_items(following: Paragraph | Table | None) -> bool:
        marker = read_marker(following.text.text) if isinstance(following, Paragraph) else None
        return marker is not None and marker.style in ("arabic", "arabic_bracket")

    def _add(self, paragraph: Paragraph, following: Paragraph | Table | None, *, inline: bool) -> None:
        text = paragraph.text
        marker = read_marker(text.text) or self._glued_number(text.text) or self._decimals.chapter(paragraph)
        if marker is not None and not self._plausible(marker, text.text):
            marker = None
        style: str | None = marker.style if marker else None
        if marker is None and paragraph.heading > 1 and len(text) <= 50:
            style = f"heading{min(paragraph.heading, 6)}"
        if marker is None and _DASHED_HEADING.fullmatch(text.text) and self._heads_items(following):
            style = "dash"
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
        self._push(self._node(paragraph, marker, style, inline=inline))

    def _begin_next_plan(self, style: str) -> None:
        """一、 begins anew: another plan in the same file, if a title stands between. Title and preamble go with it."""
        before = [node.value for node in self._part.nodes if node.style == style]
        if not before or before[-1] == 0 or not self._stack:
            return
        last = self._stack[-1]
        first = next((i for i, item in enumerate(last.paragraphs) if i and _TITLE.fullmatch(item.text.text)), None)
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

    def _plausible(self, marker: Marker, text: str) -> bool:
        if marker.style in _DECIMALS and not self._continues_decimal(text):
            return False
        fine = marker.style in ("arabic_half", "arabic_bracket", "circled")
        open_styles = [node.style for node in self._stack]
        if fine and marker.value not in (1, self._last.get(marker.style, 0) + 1) and marker.style not in open_styles:
            return False
        if marker.style in ("arabic", "arabic_half") and not self._stack and not self._part.nodes:
            # Before any chapter, "1." lists are tables of contents or items of the notice: only a real item counts.
            return len(text) > 12 or text.endswith(("。", "；"))
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
        decimals = [node for node in self._stack if node.style in _DECIMALS]
        holders = [node.value for node in self._stack if node.style not in _DECIMALS]
        return self._decimals.follows(text, holders, open_=bool(decimals))

    def _node(self, paragraph: Paragraph, marker: Marker | None, style: str, *, inline: bool) -> Node:
        text = paragraph.text
        if marker is None:
            dashed = _DASHED_HEADING.fullmatch(text.text)
            first = replace(paragraph, text=text.slice(dashed.start("title"), len(text))) if dashed else paragraph
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
        while fresh and end < len(self._stack) and _RANK[self._stack[end].style] < _RANK[node.style]:
            end += 1
        del self._stack[end:]

    def _push(self, node: Node) -> None:
        self._last[node.style] = node.value
        styles = [open_.style for open_ in self._stack]
        holder = self._parent_style.get(node.style)
        if node.style in styles:
            del self._stack[styles.index(node.style) :]
        elif node.style not in _ALWAYS_BY_RANK and node.value != 1 and holder in styles:
            self._go_on_under(styles.index(holder), node)
        elif node.style in _ALWAYS_BY_RANK or node.value != 1:
            while self._stack and _RANK[self._stack[-1].style] >= _RANK[node.style]:
                self._stack.pop()
        if self._stack:
            self._parent_style[node.style] = self._stack[-1].style
            self._stack[-1].children.append(node)
        else:
            self._part.nodes.append(node)
        self._stack.append(node)


def _heads_cells(text: str, following: Paragraph | Table | None) -> bool:
    """Whether a line is the caption of a table whose cells stand below it, a line each."""
    if not isinstance(following, Paragraph) or not _CAPTION.fullmatch(text):
        return False
    below = following.text.text
    return text.endswith("表") or (
        len(below) <= _LONGEST_CELL and not below.endswith(("。", "；", "：")) and read_marker(below) is None
    )


_LONGEST_BRACKET = 200
"""Characters of a bracket within which numbers begin no items."""
_FEWEST_CHAPTERS = 2
_LONG_PARAGRAPH = 600
"""Characters of a paragraph in which chapters may be lost."""
_WHOLE_CHAPTERS = frozenset({"han", "chapter"})
_HEADING_LENGTH = 60
"""Characters of a chapter's heading, within which its first item follows where line breaks are lost."""


def _inline_cuts(text: str, *, anywhere: bool, counted: Mapping[str, int] | None = None) -> list[int]:
    """Positions inside `text` at which further numbered items of one style begin, in sequence.

    anywhere: the document's line breaks are lost, so that chapters too begin inside the line and after a bare heading.
    counted: the last number of each style above `text`, with which the counting goes on.
    """
    first = read_marker(text)
    last: dict[str, int] = dict(counted or {})
    if first:
        last[first.style] = first.value
    candidates: list[tuple[int, Marker]] = []
    for match in _INLINE.finditer(text, 1):
        marker = read_marker(text, match.start())
        if marker is None or (marker.style in ("han", "chapter", "section", "article", "han_bracket") and not anywhere):
            continue
        near = text[max(0, match.start() - _LONGEST_BRACKET) : match.start()]
        if near.count("（") > near.count("）") and near.rfind("（") > near.rfind("。"):
            continue  # （责任单位：①县商务局；②县住建局）
        before = near[-1]
        if before in _SENTENCE_END or (anywhere and not before.isdigit() and before not in "第、，（《“"):
            candidates.append((match.start(), marker))
    follows: dict[tuple[str, int], int] = {}
    for position, marker in candidates:
        follows[marker.style, marker.value] = position
    cuts: list[int] = []
    for position, marker in candidates:
        previous = last.get(marker.style, 0)
        opens = marker.value == 1 and (
            follows.get((marker.style, 2), -1) > position
            or (marker.style == "han" and 0 < follows.get(("han_bracket", 1), -1) - position <= _HEADING_LENGTH)
        )
        if (marker.value == previous + 1 and (previous or opens)) or (opens and anywhere):
            cuts.append(position)
            last[marker.style] = marker.value
            if anywhere:
                for style in [style for style in last if _RANK[style] > _RANK[marker.style]]:
                    if marker.style in ("han", "chapter") and style not in _RUNS_THROUGH:
                        del last[style]
    return cuts


def _lost_its_breaks(paragraphs: list[Paragraph]) -> bool:
    """Whether the line breaks of the document are lost: one paragraph holds most of it, chapters and all, or a few
    long ones do, where some lines of a print happened to begin with a number."""
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    longest = max((paragraph.text for paragraph in paragraphs), key=len, default=EMPTY)
    if len(longest) * 2 > total:
        return len(_chapters_inside(longest.text, {}, _CHAPTER_STYLES)) >= _FEWEST_CHAPTERS
    long = [paragraph.text.text for paragraph in paragraphs if len(paragraph.text) >= _LONG_PARAGRAPH]
    if sum(map(len, long)) * 4 <= total * 3:
        return False
    last: dict[str, int] = {}
    inside = sum(len(_chapters_inside(text, last, _WHOLE_CHAPTERS)) for text in long)
    return inside >= _FEWEST_CHAPTERS


def _chapters_inside(text: str, last: dict[str, int], styles: frozenset[str]) -> list[Marker]:
    """The chapters that begin inside a paragraph; `last`, the last number of each style, is brought up to date."""
    first = read_marker(text)
    cuts = _inline_cuts(text, anywhere=True, counted=last)
    markers = [marker for cut in cuts if (marker := read_marker(text, cut)) is not None]
    last.update({marker.style: marker.value for marker in [*([first] if first else []), *markers]})
    return [marker for marker in markers if marker.style in styles]


def read_outline(blocks: Blocks) -> Outline:
    """The outline of the document that `blocks` make up."""
    paragraphs = [item for item in blocks.items if isinstance(item, Paragraph)]
    lost = _lost_its_breaks(paragraphs)
    builder = _Builder(one_line=lost, decimals=Decimals(paragraphs))
    for item, following in zip_longest(blocks.items, blocks.items[1:]):
        if isinstance(item, Table):
            builder.table(item)
        else:
            builder.paragraph(item, following)
    return Outline(tuple(builder.parts), blocks.residue, lost)
