"""Lists whose cue has a line of its own: 责任单位： and the bodies on the lines below it. Knows no tasks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Paragraph
from ingest.cues import HEAD
from ingest.list_spans import ONLY_CUE
from ingest.mapped import MappedText, join
from ingest.unit_shape import looks_like_unit

_LONGEST_LINE = 200
_SEPARATOR = re.compile("[、，；。|/&+•·①-⑳]|以及|(?<=[局委办联社会])[和与及]|[—-]")
_OPEN_CUE = re.compile(f"(?:^|(?<=[。；！？）】])){ONLY_CUE.pattern}$")
_OPEN_NAMES = re.compile(f"{HEAD}(?:（[^（）]{{1,24}}）)?[：】\\]]*(?P<names>[^：]{{2,200}})(?<!。)$")
_ASIDE = re.compile(
    "(?:，?(?:联系电话|完成时限|完成时间|完成期限)：.*|等(?:部门|单位)?|(?:等|等部门)?按[^，、]{0,10}负责)$"
)
"""What may follow the last name of a list."""
_HEAD_AT_END = re.compile(f"{HEAD}$")


def join_names_below(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each bare cue joined with the lines of names that follow it."""
    joined: list[Paragraph] = []
    open_list = False
    for paragraph in paragraphs:
        if open_list and only_names(paragraph.text.text):
            before = joined[-1]
            joined[-1] = replace(before, text=_parted(before.text, paragraph.text))
            continue
        if open_list and _names_with_verb(paragraph.text.text) and joined[-1].text.text[-1] not in "：】]":
            joined[-1] = replace(joined[-1], text=_parted(joined[-1].text, paragraph.text, mark="，"))
            open_list = False
            continue
        open_list = _opens_list(paragraph.text.text)
        joined.append(paragraph)
    return joined


def lists_names(above: Sequence[Paragraph], *, at_end: bool = False) -> bool:
    """Whether the last lines are a bare cue, and names below it if any: what follows may be a name, too.

    at_end: what follows is the document's last line, a signature rather than the rest of a list that began on one line.
    """
    for paragraph in reversed(above):
        if is_bare_cue(paragraph.text.text) or (not at_end and _opens_list(paragraph.text.text)):
            return True
        if not only_names(paragraph.text.text):
            return False
    return False


def only_names(line: str) -> bool:
    """Whether a line consists of names of bodies and nothing else."""
    if len(line) > _LONGEST_LINE:
        return False
    names = [name for name in _SEPARATOR.split(_ASIDE.sub("", line).rstrip("。；、，")) if name]
    return bool(names) and all(map(_is_name, names))


_VERB = re.compile("(?:积极|协同|密切|共同|予以)*(?:配合|协办|协助|参与)(?:落实|推进|实施)?[。；]?$")


def _names_with_verb(line: str) -> bool:
    """Whether a line says who helps, and nothing else (县残联配合)."""
    verb = _VERB.search(line)
    return verb is not None and only_names(line[: verb.start()])


def is_bare_cue(line: str) -> bool:
    """Whether a line is a cue and nothing else (责任单位)."""
    return ONLY_CUE.fullmatch(line) is not None


def _is_name(name: str) -> bool:
    return looks_like_unit(name) and not is_bare_cue(name)


def _opens_list(line: str) -> bool:
    """Whether a line ends in a bare cue, or in a list of names that no full stop ends."""
    tail = line[-_LONGEST_LINE:]
    if _OPEN_CUE.search(tail):
        return True
    listed = _OPEN_NAMES.search(tail)
    return listed is not None and only_names(listed.group("names"))


def _parted(before: MappedText, line: MappedText, *, mark: str = "、") -> MappedText:
    """`before` and `line` with a mark between them where the lines print none: each line is a name or more."""
    if before.text[-1] in "：】]、，；":
        return join([before, line])
    mark = "：" if _HEAD_AT_END.search(before.text) else mark
    last = before.origin[-1]
    return join([before, MappedText(mark, mark, range(last, last + 1)), line])
