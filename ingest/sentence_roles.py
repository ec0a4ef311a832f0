"""Who is responsible, in running sentences: 由市发改委牵头…, 市教育局负责…; for tasks that have no list of their own."""

import re

from ingest.brackets import ROUND_CLOSERS, ROUND_OPENERS, depths, split_outside
from ingest.facts import UnitMention
from ingest.mapped import MappedText
from ingest.responsibility import NameGroup, assign_roles
from ingest.unit_names import split_names
from ingest.unit_shape import looks_like_unit

_SENTENCE_ROLE = re.compile(
    r"(?:[^，。；：由]{0,16}由|请|并)?(?P<units>[^，。；：]{2,60}?)(?:要|应当|应|须)?(?P<verb>牵头|总牵头|负责|配合)(?!.{0,3}(?:制度|机制|人|单位|部门))"
)
_TOGETHER = re.compile(
    r"会同(?P<units>[^，。；：]{2,60}?)(?=制定|开展|负责|组织|建立|推进|做好|落实|研究|出台|编制|完善|统筹|$)"
)


def read_sentences(paragraph: MappedText) -> tuple[UnitMention, ...]:
    """Responsibilities that sentences name: 由市发改委牵头…, 市教育局负责…; for tasks without any list."""
    mentions: list[UnitMention] = []
    start = 0
    plain = paragraph.text
    for match in re.finditer(r"[。；]|$", plain):
        sentence = paragraph.slice(start, match.start())
        start = match.end()
        for mention in assign_roles(_sentence_groups(sentence), rule=False):
            if all(known.name != mention.name for known in mentions):
                mentions.append(mention)
    return tuple(mentions)


def _sentence_groups(sentence: MappedText) -> list[NameGroup]:
    groups: list[NameGroup] = []
    for start, end in split_outside(
        sentence.text, "，：", level=depths(sentence.text, openers=ROUND_OPENERS, closers=ROUND_CLOSERS)
    ):
        clause = sentence.slice(start, end)
        found = (_TOGETHER.match(clause.text) if groups else None) or _SENTENCE_ROLE.match(clause.text)
        if found is None:
            continue
        names = split_names(clause.slice(*found.span("units"))).names
        if not names or not all(looks_like_unit(name.name) for name in names):
            continue
        verb = found.groupdict().get("verb") or "会同"
        kind = (
            "lead"
            if verb in ("牵头", "总牵头")
            else "support"
            if verb == "配合" or found.re is _TOGETHER
            else "neutral"
        )
        groups.append(NameGroup(names, kind, sentence.span()))
    return groups
