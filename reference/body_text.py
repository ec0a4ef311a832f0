"""Finds standing bodies in Chinese text with the place or level word before them. Knows no unit of any document."""

from collections import defaultdict
from dataclasses import dataclass

from reference.body import DEPARTMENT_WORDS, Body
from reference.patterns import lazy_pattern
from reference.places import Gazetteer, Place, PlaceMention
from reference.unit_names import LEVEL_WORDS

# Two-character forms that are everyday words: a body only after a place or a level word.
_SURE_SHORT = frozenset("局委办部厅院署")
_ACTS = lazy_pattern("(?:都|主要|具体|单独|一共|共|分别)?(?:牵头|负责|配合|参与|参加|承担|协助|主抓)")
_BRANCHES = ("分局", "分中心", "支局", "中心支行", "支行", "分公司", "分院", "大队", "支队")


@dataclass(frozen=True, slots=True)
class BodyMention:
    """text[start:end] names a body; `name` is those words, `places` what the words before it can mean, best first."""

    start: int
    end: int
    name: str
    form: str
    body: Body
    level_word: str
    places: tuple[Place, ...]
    branch_places: tuple[Place, ...] = ()


class ChineseBodyFinder:
    """Longest match over all known forms."""

    def __init__(self, forms: dict[str, Body], gazetteer: Gazetteer) -> None:
        self._forms = dict(forms)
        for body in forms.values():
            for form in (body.name, *body.forms):
                self._forms.setdefault(form, body)
                if not body.is_kin and len(form) > 2 and form[-1] in _SURE_SHORT:
                    stem = form.removesuffix("委员会")[: -1 if form[-1] != "会" else None]
                    for ending in DEPARTMENT_WORDS if len(stem) > 1 else ():
                        self._forms.setdefault(stem + ending, body)
        self._gazetteer = gazetteer
        lengths: dict[str, set[int]] = defaultdict(set)
        for form in self._forms:
            if len(form) > 1:
                lengths[form[:2]].add(len(form))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def find(self, text: str, *, within: str | None) -> list[BodyMention]:
        """Mentions in order, none overlapping."""
        places = {mention.end: mention for mention in self._gazetteer.find_in_text(text, within=within)}
        starts = {mention.start: mention for mention in places.values()}
        found: list[BodyMention] = []
        position = 0
        while position < len(text) - 1:
            form = self._at(text, position)
            if form is None:
                position += 1
                continue
            start, level = position, _level_before(text, position)
            start -= len(level)
            before = places.get(start) or places.get(position)
            end, branch = self._branch(text, position + len(form), starts)
            short = len(form) == 2 and form[-1] not in _SURE_SHORT and not _is_actor(text, position, position + 2)
            if before is None and not level and short and not branch:
                position += 1
                continue
            if before is not None and before.end == position:
                start, level = before.start, ""
            elif before is not None:
                start = before.start
            found.append(
                BodyMention(
                    start, end, text[start:end], form, self._forms[form], level,
                    before.places if before is not None else (), branch,
                )
            )  # fmt: skip
            position = end
        return found

    def _at(self, text: str, position: int) -> str | None:
        for length in self._lengths.get(text[position : position + 2], ()):
            form = text[position : position + length]
            if form in self._forms and len(form) == length and not text.startswith("队伍", position + length - 1):
                return form  # 消防队伍 are people, no body
        return None

    def _branch(self, text: str, end: int, starts: dict[int, PlaceMention]) -> tuple[int, tuple[Place, ...]]:
        mention = starts.get(end)
        if mention is None:
            return end, ()
        stop, places = mention.end, mention.places
        for branch in _BRANCHES:
            if text.startswith(branch, stop):
                return stop + len(branch), places
        return end, ()


def _is_actor(text: str, start: int, end: int) -> bool:
    """Whether words stand where one who acts does: 由妇联牵头."""
    return bool(_ACTS.match(text, end)) or text.endswith("由", 0, start)


def _level_before(text: str, position: int) -> str:
    for length in (3, 2, 1):
        word = text[max(0, position - length) : position]
        if len(word) == length and word in LEVEL_WORDS:
            return word
    return ""
