"""Where every line of a document went: into a fact, a heading, a chapter without tasks, the page's own residue, or nowhere.

Reads the outline once more, so that what the parser passed over is seen; does not judge whether a fact is right.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.blocks import Paragraph, read_blocks
from ingest.facts import Facts, Span, UnitMention
from ingest.outline import read_outline
from ingest.outline_tree import Node, Outline
from ingest.source import SourceDocument

Place = Literal[
    "facts", "warnings", "headings", "background", "preamble", "closing", "tables", "residue", "marks", "unread"
]
PLACES: tuple[Place, ...] = (
    "facts", "warnings", "headings", "background", "preamble", "closing", "tables", "residue", "marks",
)  # fmt: skip
"""In the order in which they claim a character; `marks` are claimed by none of the others."""
_MARKS = len(PLACES) - 1
_LONG_LINE = 200
_HEADING = 60
_LABEL = 16
_COVERED = 0.5
"""A line is read where so much of it is in something."""


@dataclass(frozen=True, slots=True)
class TextShares:
    """How much of a document went where.

    shares: part of the characters (white space aside) by place, summing to 1. unread: the lines, or sentences of long
    lines, most of which went nowhere.
    """

    shares: dict[Place, float]
    unread: tuple[Span, ...]


def share_text(facts: Facts, text: str) -> TextShares:
    """Every character of `text` put in its place.

    facts: in the span of a fact. warnings: in one of a warning. headings: numbered headings, of tables too.
    background: chapters that hold no task (situation, principles, objectives). preamble: before the first heading.
    closing: signature, copies, contacts. tables: tables without facts. residue: page numbers, a website's own.
    marks: numbers, labels and brackets beside what was read. unread: lines, most of which is none of these.
    """
    found = _spans_by_place(facts, read_outline(read_blocks(_source(facts, text))), text)
    places = bytearray([_MARKS]) * len(text)
    for index in reversed(range(_MARKS)):
        for start, end in found[PLACES[index]]:
            places[start:end] = bytes([index]) * (end - start)
    limits = _deadlines(facts)
    unread = tuple(span for span in _unread(places, text) if not _states(text[slice(*span)], limits))
    solid = bytes(place for place, character in zip(places, text, strict=True) if not character.isspace())
    shares = {place: solid.count(index) / max(1, len(solid)) for index, place in enumerate(PLACES)}
    lost = sum(
        1 for start, end in unread for at in range(start, end) if places[at] == _MARKS and not text[at].isspace()
    )
    shares["unread"] = lost / max(1, len(solid))
    shares["marks"] -= shares["unread"]
    return TextShares({place: round(share, 4) for place, share in shares.items()}, unread)


def _source(facts: Facts, text: str) -> SourceDocument:
    known = facts.document
    return SourceDocument(known.path, known.sha256, known.format, known.encoding, text)


def _deadlines(facts: Facts) -> frozenset[str]:
    """The time limits that tasks have, which are kept without their places."""
    limits = [task.deadline for task in facts.tasks]
    limits += [part.deadline for task in facts.tasks for part in task.subtasks]
    return frozenset("".join(limit.split()) for limit in limits if limit)


def _states(line: str, limits: frozenset[str]) -> bool:
    """Whether a line says one of `limits` and little else (完成时限：长期坚持)."""
    bare = "".join(line.split())
    return any(limit in bare and len(bare) <= len(limit) + _LABEL for limit in limits)


def _spans_by_place(facts: Facts, outline: Outline, text: str) -> dict[Place, list[Span]]:
    starts = sorted(task.span[0] for task in facts.tasks)
    found: dict[Place, list[Span]] = {place: [] for place in PLACES}
    found["headings"].extend(match.span() for match in _ANNEX.finditer(text))
    found["facts"].extend(fact_spans(facts))
    found["warnings"].extend(warning.span for warning in facts.warnings if warning.kind not in OF_ALL)
    found["residue"].extend(outline.residue)
    for part in outline.parts:
        found["preamble"].extend(_of(part.opening))
        found["closing"].extend(_of(part.closing))
        found["background"].extend(span for box in part.boxes for span in _of(box))
        found["tables"].extend((table.start, table.end) for table in part.tables)
        for root in part.nodes:
            nodes = root.walk()
            spans = [span for node in nodes for span in _of_node(node)]
            holds_tasks = _any_between(starts, min(spans)[0], max(end for _, end in spans)) if spans else False
            for node in nodes:
                found["tables"].extend((table.start, table.end) for table in node.tables)
                own = _of_node(node)
                if _is_heading(node):
                    found["headings"].extend(own[:1])
                found["background"].extend(own[1:] if holds_tasks and node.children else () if holds_tasks else own)
    return found


OF_ALL = frozenset({"reader", "no_plan"})
"""Warnings that speak of the whole document."""


def fact_spans(facts: Facts) -> Iterator[Span]:
    """Every place in the text that a fact rests on."""
    plan = facts.plan
    yield plan.title_span
    yield from (span for _, span in plan.spans)
    yield from (citation.span for citation in (*plan.cites, *plan.replaces))
    yield from (action.span for action in facts.actions)
    for mention in facts.collective_mentions:
        yield from _mention(mention)
    for task in facts.tasks:
        yield from (task.span, task.title_span or task.span)
        for mention in task.units:
            yield from _mention(mention)
        for part in task.subtasks:
            yield part.span
            for mention in part.units:
                yield from _mention(mention)
    for target in facts.targets:
        yield from (target.span, *target.also)
        for mention in target.units:
            yield from _mention(mention)
    yield from (item.span for item in facts.not_targets)
    yield from (span for item in facts.contradictions for span in item.spans)


def _mention(mention: UnitMention) -> tuple[Span, ...]:
    return (mention.span, mention.evidence) if mention.evidence else (mention.span,)


def _of(paragraphs: Iterable[Paragraph]) -> list[Span]:
    return [paragraph.text.span() for paragraph in paragraphs if len(paragraph.text)]


def _of_node(node: Node) -> list[Span]:
    """Its number and first paragraph, then its other paragraphs."""
    first = [node.lead.span()] if len(node.lead) else _of(node.paragraphs[:1])
    return [*first, *_of(node.paragraphs[1:])]


def _is_heading(node: Node) -> bool:
    text = node.first.text
    return len(text) <= _HEADING and "。" not in text[:-1]


def _any_between(starts: list[int], first: int, last: int) -> bool:
    return bisect_left(starts, first) < bisect_left(starts, last)


def _unread(places: bytearray, text: str) -> Iterator[Span]:
    for start, end in _pieces(text):
        solid = [at for at in range(start, end) if text[at].isalnum()]
        if solid and sum(places[at] == _MARKS for at in solid) > (1 - _COVERED) * len(solid):
            yield solid[0], solid[-1] + 1


def _pieces(text: str) -> Iterator[Span]:
    """Lines; the sentences of long ones."""
    for line in _LINE.finditer(text):
        if line.end() - line.start() <= _LONG_LINE:
            yield line.span()
        else:
            yield from (sentence.span() for sentence in _SENTENCE.finditer(text, *line.span()))


_ANNEX = re.compile(
    r"^[*#\s]{0,8}(?:附[ 　]?件|附表|附录)[ 　]?[\d一二三四五六七八九十]{0,3}(?:[-－:：.、 　][^。；\n]{0,60})?$",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。；\n]+[。；]?|[。；]")
