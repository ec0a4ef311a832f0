"""Items headed by the body that is to do them: 1.县财政局：统筹安排资金… in a chapter of duties. Knows no tasks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from ingest.mapped import MappedText
from ingest.reading import NodeReading
from ingest.unit_names import UnitName, split_names
from ingest.unit_roles import NameGroup
from ingest.unit_shape import looks_like_unit

_BODY = re.compile(
    r"(?:局|委|办|部|厅|司|院|署|办公室|公安|中心|公司|集团|银行|支行|政府|街道|乡镇|镇街|大队|支队|总队|队|单位|部门|管委会|委员会|办事处|"
    r"联合会|工商联|科协|残联|妇联|团委|总工会|供销社|供销联社|武装部|人武部|法院|检察院|海关|气象台|消防救援\w{0,4}|(?<![专学本儿产内外医百])科|股|[居村]委会?|[居村]民委员会|学校|医院|所|站|(?<=.)社区|领导小组|指挥部|专班|工作组)"
    r"(?:（[^（）]{1,16}）)?$"
)
_OF_DUTIES = re.compile(r"(?:主要|工作|具体)?职责$|的职责$")
_NEXT_HEAD = re.compile(r"(?<=[。；：])(?P<head>[^。；，：“”]{2,40})：")
_FEWEST, _FEWEST_RUN_TOGETHER = 2, 4
_MOST_HEADS = 300
"""More in one paragraph are no duties of bodies."""
_LONGEST_NAMES = 60


def give_duties(items: Sequence[NodeReading]) -> None:
    """Items without a list whose titles name bodies, most of their siblings' too, are led by these bodies (stated where the text
    says 牵头)."""
    named = [(item, _bodies(item)) for item in items if not item.any_list]
    found = [(item, names) for item, names in named if names]
    if len(found) < _FEWEST or len(found) * 2 < len(items):
        return
    for item, names in found:
        item.groups.append(NameGroup(names, _kind(item.text.text), item.title.span()))


@dataclass(frozen=True, slots=True)
class Duty:
    """A line that says what a body does: the body as printed, the text behind the colon, its names."""

    title: MappedText
    text: MappedText
    group: NameGroup


def read_duties(paragraphs: Sequence[MappedText]) -> list[Duty]:
    """县气象局：做好预报预警。 line by line, where most lines are such; [] where they are not."""
    paragraphs = [piece for paragraph in paragraphs for piece in _run_together(paragraph)]
    found = [duty for paragraph in paragraphs if (duty := _duty(paragraph)) is not None]
    return found if len(found) >= _FEWEST and len(found) * 2 > len(paragraphs) else []


def _run_together(paragraph: MappedText) -> list[MappedText]:
    """县规划局：负责选址。县财政局：负责资金。: lines that have lost their breaks, each by itself again."""
    heads = [found.span("head") for found in islice(_NEXT_HEAD.finditer(paragraph.text), _MOST_HEADS + 1)]
    if not _FEWEST_RUN_TOGETHER <= len(heads) <= _MOST_HEADS:
        return [paragraph]
    cuts = [start for start, end in heads if named_bodies(paragraph.slice(start, end))]
    if len(cuts) < _FEWEST_RUN_TOGETHER:
        return [paragraph]
    bounds = [0, *cuts, len(paragraph)]
    return [paragraph.slice(left, right) for left, right in pairwise(bounds) if right > left]


def _duty(paragraph: MappedText) -> Duty | None:
    colon = paragraph.text.find("：", 0, _LONGEST_NAMES)
    if colon < 0 or colon + 1 >= len(paragraph):
        return None
    title = _without_word(paragraph.slice(0, colon))
    names = named_bodies(title)
    if not names:
        return None
    text = paragraph.slice(colon + 1, len(paragraph))
    return Duty(title, text, NameGroup(names, _kind(text.text), title.span()))


def _kind(text: str) -> str:
    """What the bodies are said to do: 牵头 is stated, everything else makes the first of them the one to turn to."""
    return "lead" if "牵头" in text else "neutral"


def _bodies(item: NodeReading) -> tuple[UnitName, ...]:
    """The bodies that the title of an item consists of, if it has a text behind it or items below it."""
    return named_bodies(_without_word(item.title)) if bool(item.body) != bool(item.children) else ()


def named_bodies(title: MappedText) -> tuple[UnitName, ...]:
    """The bodies that a heading consists of, () where it says anything else."""
    if not len(title):
        return ()
    names = split_names(title).names
    if names and all(looks_like_unit(name.name) and _BODY.search(name.name) for name in names):
        return names
    return ()


def _without_word(title: MappedText) -> MappedText:
    """县财政局职责: the body alone."""
    word = _OF_DUTIES.search(title.text)
    return title.slice(0, word.start()) if word else title
