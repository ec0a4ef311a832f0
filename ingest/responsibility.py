"""Who is responsible, in one paragraph: lists in brackets or behind a cue, with role and how the role is known.

Reads a paragraph; which task it belongs to, and whether a rule that position decides is in force, the caller knows.
"""

import re
from collections.abc import Sequence

from ingest.cues import plain_cues
from ingest.facts import ParseWarning, Span, UnitMention
from ingest.list_reader import ListReader
from ingest.list_spans import LIST_ENDS, LONGEST_TAIL, list_spans
from ingest.list_words import ANY_CUE, EVERYWHERE, NOTE, RULE
from ingest.mapped import EMPTY, MappedText, join
from ingest.unit_names import UnitName, split_names
from ingest.unit_roles import NameGroup
from ingest.unit_shape import looks_like_unit
from ingest.values import dataclass


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What a paragraph says of responsibility.

    groups: bodies by role word, for `assign_roles`. collective: bodies said to take part in everything. declares: a rule that position
    decides stands here (where). body: the paragraph without its lists. deadline: the time limit a list carries.
    """

    groups: tuple[NameGroup, ...]
    collective: tuple[UnitMention, ...]
    declares: Span | None
    body: MappedText
    deadline: str | None
    warnings: tuple[ParseWarning, ...]
    backward: bool = False
    """The list says that it holds for the items before it too (以上任务由…)."""

    @property
    def found(self) -> bool:
        """Whether the paragraph holds any list at all."""
        return bool(self.groups or self.collective or self.declares)


def _placed(groups: Sequence[NameGroup], place: Span) -> list[NameGroup]:
    return [NameGroup(group.names, group.kind, place, group.office) for group in groups]


def _everyone(names: Sequence[UnitName]) -> tuple[UnitMention, ...]:
    """Bodies that take part in everything."""
    return tuple(UnitMention(name.name, "support", "listed", name.span) for name in names)


def read_list(text: MappedText) -> Responsibility:
    """The bodies of `text`, the inside of one list (a bracket's, a line's or a table cell's)."""
    reader = ListReader(plain_cues(text))
    reader.read()
    collective = _everyone(reader.collective)
    return Responsibility(
        tuple(_placed(reader.groups, text.span())) if len(text) else (),
        collective,
        text.span() if reader.declares else None,
        EMPTY,
        reader.deadline,
        tuple(reader.warnings),
    )


def read_responsibility(paragraph: MappedText) -> Responsibility:
    """The lists of one paragraph, and the paragraph without them."""
    paragraph = plain_cues(paragraph)
    plain = paragraph.text
    ends = plain.rstrip("。；")
    spans = list_spans(paragraph) if ANY_CUE.search(plain) or ends.endswith(LIST_ENDS) else []
    groups: list[NameGroup] = []
    collective: list[UnitName] = []
    warnings: list[ParseWarning] = []
    deadline: str | None = None
    declares: Span | None = None
    backward = False
    parts: list[MappedText] = []
    position = 0
    for start, end, inner_start, inner_end in spans:
        if inner_end - inner_start > LONGEST_TAIL:
            message = f"too long for a list of bodies: {paragraph.raw[start : start + 40]}"
            warnings.append(ParseWarning("list_too_long", message, paragraph.span(start, end)))
            continue
        reader = ListReader(paragraph.slice(inner_start, inner_end))
        reader.read()
        groups.extend(_placed(reader.groups, paragraph.span(start, end)))
        collective.extend(reader.collective)
        warnings.extend(reader.warnings)
        declares = declares or (paragraph.span(start, end) if reader.declares else None)
        backward = backward or reader.backward
        deadline = deadline or reader.deadline
        if (
            not reader.groups
            and not reader.collective
            and not reader.declares
            and not reader.warnings
            and reader.deadline is None
        ):
            warnings.append(
                ParseWarning(
                    "cue_without_unit", f"no body read: {paragraph.raw[start:end][:60]}", paragraph.span(start, end)
                )
            )
        parts.append(paragraph.slice(position, start))
        position = end
    parts.append(paragraph.slice(position, len(paragraph)))
    body = join(parts) if spans else paragraph
    if spans and body.text.endswith(("。。", "，")):
        body = body.slice(0, len(body) - 1)
    declares = declares or (body.span() if _states_rule(body.text) else None)
    if NOTE.search(body.text):
        for everywhere in EVERYWHERE.finditer(body.text):
            collective.extend(split_names(body.slice(*everywhere.span("units"))).names)
    shared = _everyone(collective)
    return Responsibility(tuple(groups), shared, declares, body, deadline, tuple(warnings), backward)


def is_list(paragraph: MappedText) -> bool:
    """Whether a paragraph is a list of bodies and nothing else."""
    found = read_responsibility(paragraph)
    names = [name.name for group in found.groups for name in group.names]
    return bool(names) and not len(found.body.strip("。；")) and all(map(looks_like_unit, names))


_SENTENCE = re.compile(r"[^。；]+")


def _states_rule(text: str) -> bool:
    """Whether a sentence says that the position in a list decides who leads."""
    return "牵头" in text and any(
        RULE.search(sentence) is not None
        for sentence in _SENTENCE.findall(text)
        if "牵头" in sentence and ("单位" in sentence or "部门" in sentence)
    )
