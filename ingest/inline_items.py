"""Numbered items that begin inside a paragraph, and documents whose line breaks are lost. Knows one paragraph, no tree."""

import re
from collections.abc import Mapping, Sequence

from ingest.blocks import Paragraph
from ingest.mapped import EMPTY
from ingest.numbering import Marker, read_marker
from ingest.outline_tree import RANK

_CHAPTER_STYLES = frozenset({"han", "chapter", "section", "han_bracket", "article"})
_RUNS_THROUGH = frozenset({"han_bracket", "arabic", "article", "task_word"})
"""Items whose numbers may go on from chapter to chapter."""
_SENTENCE_END = frozenset("。；：）”！？】〕")
_INLINE = re.compile(
    r"[（〔\[一二三四五六七八九十\d①-⑳第]"
    r"(?:(?:(?<=[（〔\[])(?:[一二三四五六七八九十]{1,3}|\d{1,2})|(?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}|(?<=\d)\d?)[、.）〕\]]"
    r"|(?<=[①-⑳])|(?<=第)[一二三四五六七八九十]{1,3}[章条节])"
)
"""A printed number. What it may begin with stands apart from what follows, so that most places are left at once."""
_LONGEST_BRACKET = 200
"""Characters of a bracket within which numbers begin no items."""
_FEWEST_CHAPTERS = 2
_FEWEST_ITEMS = 3
"""Items below a single chapter inside a paragraph that show that a document's breaks are lost."""
_FEWEST_ALONE = 5
"""Items inside a paragraph that is the document, with no chapter over them."""
_LONG_PARAGRAPH = 600
"""Characters of a paragraph in which chapters may be lost."""
_WHOLE_CHAPTERS = frozenset({"han", "chapter"})
_STOP = re.compile("[。；，]")
_PAGE_BEFORE = re.compile(r"[。；）]\d{1,3}$")
"""…百分点。1二、主要任务: the number of a page before a chapter."""
_BEFORE_ONE = frozenset("统单唯之专逐不万划同合归周其如初高期每")
"""统一、规范: characters with which 一 is the end of a word."""
_PLANS = ("计划", "规划", "周期", "近期", "中期", "远期", "时期")
"""…行动计划一、: a title before the first chapter."""
_PIECES = frozenset({"han_bracket", "arabic", "arabic_bracket", "arabic_half", "circled"})
_UNDER_CHAPTERS = ("han_bracket", "arabic", "arabic_bracket")
_OF_CHAPTERS = frozenset({"chapter", "section"})
_MOST_LEFT_OUT = 5
_HEADING_LENGTH = 60
"""Characters of a chapter's heading, within which its first item follows where line breaks are lost."""


def inline_cuts(text: str, *, anywhere: bool, counted: Mapping[str, int] | None = None) -> list[int]:
    """Positions inside `text` at which further numbered items of one style begin, in sequence.

    anywhere: the document's line breaks are lost, so that chapters too begin inside the line and after a bare heading.
    counted: the last number of each style above `text`, with which the counting goes on.
    """
    first = read_marker(text)
    last: dict[str, int] = dict(counted or {})
    if first:
        last[first.style] = first.value
    candidates = _candidates(text, anywhere=anywhere)
    if anywhere and not _WHOLE_CHAPTERS & last.keys():
        candidates = _from_first_chapter(candidates)
    follows: dict[tuple[str, int], int] = {}
    for position, marker in candidates:
        follows[marker.style, marker.value] = position
    cuts: list[int] = []
    for position, marker in candidates:
        previous = last.get(marker.style, 0)
        opens = marker.value == 1 and (
            follows.get((marker.style, 2), -1) > position
            or (marker.style in _WHOLE_CHAPTERS | _OF_CHAPTERS and follows.get((marker.style, 3), -1) > position)
            or (
                marker.style == "han"
                and any(0 < follows.get((style, 1), -1) - position <= _HEADING_LENGTH for style in _UNDER_CHAPTERS)
            )
        )
        next_ = marker.value == previous + 1 and (previous or opens)
        left_out = _skips(text, position, marker, previous) or (
            marker.style == "arabic"
            and marker.value > previous > 0
            and bool(cuts)
            and _heads(text, cuts[-1], position)
            and follows.get(("arabic", marker.value + 1), -1) > position
        )
        if next_ or (anywhere and (opens or left_out)):
            cuts.append(position)
            last[marker.style] = marker.value
            if anywhere:
                for style in [style for style in last if RANK[style] > RANK[marker.style]]:
                    if marker.style in ("han", "chapter") and style not in _RUNS_THROUGH:
                        del last[style]
    return cuts


def sentence_pieces(text: str, cuts: Sequence[int]) -> frozenset[int]:
    """Those of the cuts at which pieces of one sentence begin (…具体负责：1.统筹协调；2.督促检查。) and no items."""
    found: set[int] = set()
    run: str | None = None
    for index, cut in enumerate(cuts):
        marker = read_marker(text, cut)
        if marker is None or marker.style not in _PIECES:
            run = None
        elif marker.value == 1:
            before, end = text[cuts[index - 1] if index else 0 : cut], cuts[index + 1] if index + 1 < len(cuts) else 0
            opens = before.endswith("：") and "。" in before and text[end - 1] == "；"
            run = marker.style if opens else None
        elif marker.style != run:
            run = None
        if run:
            found.add(cut)
    return frozenset(found)


def _candidates(text: str, *, anywhere: bool) -> list[tuple[int, Marker]]:
    """Places at which a number stands that might begin an item."""
    found: list[tuple[int, Marker]] = []
    for match in _INLINE.finditer(text, 1):
        marker = read_marker(text, match.start())
        if marker is None or (marker.style in _CHAPTER_STYLES and not anywhere):
            continue
        near = text[max(0, match.start() - _LONGEST_BRACKET) : match.start()]
        if near.count("（") > near.count("）") and near.rfind("（") > near.rfind("。"):
            continue  # （责任单位：①县商务局；②县住建局）
        before = near[-1]
        boxed = near.rfind("专栏") > near.rfind("。") and marker.style not in _OF_CHAPTERS
        if marker.style == "han" and anywhere and before.isdigit() and _PAGE_BEFORE.search(near):
            found.append((match.start(), marker))
            continue
        behind_heading = anywhere and not boxed and not before.isdigit() and before not in "第、，（《“"
        if marker.style == "han" and before in _BEFORE_ONE and not near.endswith(_PLANS):
            continue
        if before in _SENTENCE_END or behind_heading:
            found.append((match.start(), marker))
    return found


def _from_first_chapter(candidates: list[tuple[int, Marker]]) -> list[tuple[int, Marker]]:
    """Without the numbers before the first chapter, if chapters come: the goals that a notice lists in its first lines."""
    starts = [at for at, (_, marker) in enumerate(candidates) if marker.style in _WHOLE_CHAPTERS and marker.value == 1]
    return candidates[starts[0] :] if starts else candidates


def _heads(text: str, start: int, position: int) -> bool:
    """Whether a heading begins at `start` and ends at `position`: its first item may leave out a few numbers."""
    marker = read_marker(text, start)
    return (
        marker is not None
        and marker.style in ("han", "han_bracket")
        and position - start <= _HEADING_LENGTH
        and _STOP.search(text, start, position) is None
    )


def _skips(text: str, position: int, marker: Marker, previous: int) -> bool:
    """Whether a heading begins a sentence and leaves out a few numbers, as excerpts and slips of the pen do."""
    if marker.style not in _CHAPTER_STYLES or text[position - 1] not in "。）":
        return False
    return previous + 1 < marker.value <= previous + _MOST_LEFT_OUT


def lost_its_breaks(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the line breaks of the document are lost: one paragraph holds most of it, chapters and all, or a few
    long ones do, where some lines of a print happened to begin with a number."""
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    longest = max((paragraph.text for paragraph in paragraphs), key=len, default=EMPTY)
    if len(longest) * 2 > total:
        inside_longest = _chapters_inside(longest.text, {}, _CHAPTER_STYLES | _PIECES)
        chapters = sum(1 for marker in inside_longest if marker.style in _CHAPTER_STYLES)
        if chapters >= _FEWEST_CHAPTERS or (chapters > 0 and len(inside_longest) - chapters >= _FEWEST_ITEMS):
            return True
        return len(longest) * 5 > total * 4 and _lists_items(longest.text)
    long = [paragraph.text.text for paragraph in paragraphs if len(paragraph.text) >= _LONG_PARAGRAPH]
    if sum(map(len, long)) * 4 <= total * 3:
        return False
    last: dict[str, int] = {}
    inside = sum(len(_chapters_inside(text, last, _WHOLE_CHAPTERS)) for text in long)
    return inside >= _FEWEST_CHAPTERS


def _lists_items(text: str) -> bool:
    """Whether a text is a row of items of one style, numbered from one, that begin where sentences end."""
    cuts = inline_cuts(text, anywhere=True)
    markers = [marker for cut in cuts if (marker := read_marker(text, cut)) is not None]
    first = read_marker(text)
    styles = {marker.style for marker in markers}
    ended = sum(1 for cut in cuts if text[cut - 1] in "。）；")
    opened = 1 if first is not None and first.value == 1 else markers[0].value if markers else 0
    return opened == 1 and len(styles) == 1 and len(markers) >= _FEWEST_ALONE and ended >= len(markers) - 1


def _chapters_inside(text: str, last: dict[str, int], styles: frozenset[str]) -> list[Marker]:
    """The chapters that begin inside a paragraph; `last`, the last number of each style, is brought up to date."""
    first = read_marker(text)
    cuts = inline_cuts(text, anywhere=True, counted=last)
    markers = [marker for cut in cuts if (marker := read_marker(text, cut)) is not None]
    last.update({marker.style: marker.value for marker in [*([first] if first else []), *markers]})
    return [marker for marker in markers if marker.style in styles]
