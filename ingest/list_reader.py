"""The inside of one list of bodies, read clause by clause: names by role word, remarks, time limits.

Where lists stand, and to which task they belong, others know.
"""

import re
from dataclasses import replace

from ingest.brackets import depths, outer_groups
from ingest.cues import names_follow
from ingest.facts import ParseWarning
from ingest.list_words import (
    BACKWARD,
    CUE,
    DEADLINE_CUE,
    DIVISION_CUE,
    DOES,
    EVERYWHERE,
    IN_ALL,
    IS_UNIT,
    LEVEL_LABEL,
    MAIN_BODY,
    NOTE,
    OFFICE_CUE,
    PERSON_CUE,
    RULE,
    TOUCHES_ALL,
    VERB,
    VERB_STEM,
    is_deadline,
    kind_of,
    who_does,
)
from ingest.mapped import MappedText, join
from ingest.unit_names import UnitName, split_names
from ingest.unit_roles import NameGroup
from ingest.unit_shape import looks_like_unit

_LABEL = re.compile("(?P<word>[\u4e00-\u9fff]{2,8})：")
_ASIDE = re.compile("(?:联系电话|咨询电话|监督电话|联系方式|电话|手机|邮箱|备注|说明)：")
"""适用范围：… beside 责任单位：…: what follows is something else, to the next cue."""
_CLAUSE_END = re.compile(r"[，；。\n]")
_OTHER_ROLE = re.compile("[\u4e00-\u9fff]{2,6}(?:单位|部门)：")
"""承接单位：…: a role that no list of words knows; whoever has it stands beside those who lead."""
_SAID = re.compile("（(牵头|主办|配合|协办|协助|参与)(?:单位|部门)?）")
_ENUMERATOR = re.compile(
    r"(?:（\d{1,2}）|[①-⑳]|(?<![\d.])\d{1,2}[.）](?!\d)|(?:(?<=[：，；、。])|^)(?:第?[一二三四五六七八九十]是))(?=[\u4e00-\u9fff])"
)
"""1.县民政局；2.县残联: numbers of the names in a list part them."""
_POINTED = str.maketrans("〈〉", "（）")


class ListReader:
    """Reads the inside of one list."""

    def __init__(self, text: MappedText) -> None:
        plain = text.text.translate(_POINTED) if "〈" in text.text else text.text
        plain = _ENUMERATOR.sub(lambda found: "、" * len(found.group()), plain)
        self._text = text if plain == text.text else replace(text, text=plain)
        self.groups: list[NameGroup] = []
        self.collective: list[UnitName] = []
        self.declares = False
        self.backward = False
        self.deadline: str | None = None
        self.warnings: list[ParseWarning] = []
        self._kind: str | None = None
        self._pending: list[UnitName] = []
        self._skip = False
        self._office = False
        self._implementers: list[UnitName] = []
        self._offices: list[tuple[MappedText, str]] = []
        self._division = False

    def read(self) -> None:
        """Fill `groups`, `collective`, `declares`, `backward`, `deadline` and `warnings` from the text."""
        backward = BACKWARD.match(self._text.text)
        if backward:
            self.backward = True
            self._text = self._text.slice(backward.end(), len(self._text))
        division = DIVISION_CUE.match(self._text.text)
        if division:
            self._division = True
            self._text = self._text.slice(division.end(), len(self._text))
        for clause in self._clauses():
            self._clause(clause)
        self._close("neutral")
        self._close_offices()
        if self._implementers:
            # 实施单位：各镇街，下同，不再列出 names them for everything; without such a remark they are units of this task.
            others = any(group.names for group in self.groups)
            if NOTE.search(self._text.text) and (others or "不再" in self._text.text):
                self.collective.extend(self._implementers)
            else:
                self.groups.append(NameGroup(tuple(self._implementers), "neutral"))

    def _clauses(self) -> list[MappedText]:
        text = self._without_note_brackets()
        level = depths(text.text)
        clauses: list[MappedText] = []
        start = 0
        for match in _CLAUSE_END.finditer(text.text):
            if level[match.start()] == 0:
                clauses.append(text.slice(start, match.start()))
                start = match.end()
        clauses.append(text.slice(start, len(text)))
        return [part for clause in clauses if len(clause) for part in _split_at_cues(clause)]

    def _without_note_brackets(self) -> MappedText:
        """The text without nested brackets that are remarks on the list; the remarks are read."""
        parts: list[MappedText] = []
        position = 0
        for start, end in outer_groups(self._text.text):
            inside = self._text.text[start + 1 : end - 1]
            if RULE.search(inside) or NOTE.search(inside) or EVERYWHERE.search(inside):
                self.declares = self.declares or RULE.search(inside) is not None
                self._everywhere(self._text.slice(start + 1, min(end, len(self._text)) - 1))
                parts.append(self._text.slice(position, start))
                position = end
        parts.append(self._text.slice(position, len(self._text)))
        return join(parts)

    def _everywhere(self, clause: MappedText) -> bool:
        match = EVERYWHERE.search(clause.text) or IN_ALL.match(clause.text) or TOUCHES_ALL.match(clause.text)
        if match is None:
            return False
        self.collective.extend(split_names(clause.slice(*match.span("units"))).names)
        return True

    def _clause(self, clause: MappedText) -> None:
        clause = _without_level(clause)
        text = clause.text
        if RULE.search(text):
            self.declares = True
            return
        if self._everywhere(clause) or (NOTE.search(text) and len(text) < 24 and not CUE.match(text)):
            return
        if is_deadline(text):
            self.deadline = clause.raw.removesuffix("完成").strip("于在 ")
            return
        if DEADLINE_CUE.match(text):
            self.deadline = clause.raw[DEADLINE_CUE.match(text).end() :].strip()  # type: ignore[union-attr]
            self._skip = True
            return
        if PERSON_CUE.match(text):
            self._close("neutral")
            self._skip = True
            self.warnings.append(
                ParseWarning("responsible_person", f"a person, no body: {clause.raw[:40]}", clause.span())
            )
            return
        cue = CUE.match(text)
        other = None if cue else _OTHER_ROLE.match(text)
        if other:
            self._close("neutral")
            self._skip, self._kind = False, "neutral"
            clause = clause.slice(other.end(), len(clause))
            text = clause.text
        label = None if cue or other else _LABEL.match(text)
        if label and (_ASIDE.match(text) or not looks_like_unit(label.group("word"))):
            self._close("neutral")
            self._skip = True
            self.warnings.append(ParseWarning("not_a_unit", f"no list of bodies: {clause.raw[:60]}", clause.span()))
            return
        if cue and (cue.group("colon") or names_follow(text, cue.end(), clause.gaps)):
            self._close("neutral")
            self._skip = False
            self._kind = self._said_kind(cue.group("said")) or kind_of(cue.group("cue"))
            self._office = OFFICE_CUE.search(cue.group()) is not None
            if cue.group("cue") in ("实施", "落实") and cue.group("colon"):
                self._kind = "implement"
            clause = _without_level(clause.slice(cue.end(), len(clause)).strip("："))
        said = _SAID.match(clause.text)
        if said and said.end() < len(clause):
            # 责任单位：（牵头）县民政局；（配合）县残联
            self._close("neutral")
            self._kind = kind_of(said.group(1))
            clause = clause.slice(said.end(), len(clause))
        if self._skip or not len(clause):
            return
        if self._office:
            self._offices.append((clause, kind_of(cue.group("cue")) if cue else "neutral"))
            return
        if not self._does(clause):
            self._names(clause)

    def _said_kind(self, said: str | None) -> str | None:
        """The role in a bracket behind the cue: 责任单位（牵头）; one that says that position decides is a rule."""
        if said is None:
            return None
        if RULE.search(said):
            self.declares = True
            return None
        word = _SAID.fullmatch(said)
        return kind_of(word.group(1)) if word else None

    def _close_offices(self) -> None:
        """责任处室：规划处 beside a body names an office within it; alone it names those who are responsible."""
        beside = any(group.names for group in self.groups)
        for clause, kind in self._offices:
            if beside:
                message = f"an office within a body, no body: {clause.raw[:40]}"
                self.warnings.append(ParseWarning("internal_office", message, clause.span()))
            else:
                names = split_names(clause).names
                self.groups.append(NameGroup(names, kind, office=True))

    def _does(self, clause: MappedText) -> bool:
        """市财政局负责资金保障 in a list that says what each body does: the bodies that stand before the verb."""
        found = DOES.match(clause.text) if self._kind is None else None
        if found is None or not (self._division or found.group("what")):
            return False
        verb = VERB.search(clause.text)
        if verb and verb.start() <= max(map(found.start, ("lead", "support", "neutral"))):
            return False
        subject = clause.slice(*found.span("units"))
        names = split_names(subject.slice(who_does(subject.text), len(subject))).names
        if not names or not all(looks_like_unit(name.name) for name in names):
            return False
        self._close("neutral")
        kind = "lead" if found.group("lead") else "support" if found.group("support") else "neutral"
        self.groups.append(NameGroup(names, kind))
        return True

    def _names(self, clause: MappedText) -> None:
        ends_in_role = clause.text.endswith(("单位", "部门", "主体"))
        named = IS_UNIT.match(clause.text) if ends_in_role else None
        if named:
            self._close("neutral")
            names = split_names(clause.slice(*named.span("units"))).names
            self.groups.append(NameGroup(tuple(names), kind_of(named.group("kind"))))
            return
        main = MAIN_BODY.search(clause.text) if ends_in_role else None
        if main:
            names = split_names(clause.slice(*main.span("units"))).names
            self.collective.extend(names)
            if not re.search(r"均|都", main.group()) or not NOTE.search(self._text.text):
                self._pending.extend(names)
            return
        position = 0
        before = len(self._pending)
        for verb in VERB.finditer(clause.text) if VERB_STEM.search(clause.text) else ():
            if verb.start() <= position and not self._pending:
                continue
            piece = clause.slice(position, verb.start())
            if verb.group("lead") and self._kind is None and piece.text.find("会同") > 1:
                # A会同B牵头: A leads, with B's help.
                cut = piece.text.find("会同")
                self._take(piece.slice(0, cut))
                self._close("lead")
                self._take(piece.slice(cut + 2, len(piece)))
                self._close("support")
                before, position = 0, verb.end()
                continue
            self._take(piece)
            kind = "lead" if verb.group("lead") else "support" if verb.group("support") else "neutral"
            if self._division and self.groups and _GUIDES.search(verb.group()):
                kind = "neutral"  # 业务指导 in a division of work is a part of it, no 配合
            if kind != "neutral" and (
                self._kind == "neutral" or (kind == "support" and self._kind in ("lead", "main"))
            ):
                # 责任单位：A，B、C按职责分工配合: the verb speaks of its own clause, the cue of what stands before.
                # So with 牵头单位：A，B、C配合.
                before = before or (1 if self._kind in ("lead", "main") and len(self._pending) > 1 else 0)
                own, self._pending = self._pending[before:], self._pending[:before]
                self._close("neutral")
                self.groups.append(NameGroup(tuple(own), kind))
                before = 0
            elif self._kind is None or kind != "neutral":
                self._close(kind)
                before = 0
            position = verb.end()
        self._take(clause.slice(position, len(clause)))

    def _take(self, text: MappedText) -> None:
        if not len(text.strip("、，；。：）〕】 ")):
            return
        begins = who_does(text.text)
        if begins and looks_like_unit(text.text[begins:].split("、")[0]):
            text = text.slice(begins, len(text))
        found = split_names(text)
        if self._division and not all(looks_like_unit(name.name) for name in found.names):
            return  # 按照规划要求, before the body that is to do it
        for role in ("lead", "support"):
            marked = tuple(name for name in found.names if name.role == role)
            if marked:
                self.groups.append(NameGroup(marked, role))
        self._pending.extend(name for name in found.names if name.role is None)
        self.warnings.extend(
            ParseWarning("not_a_unit", f"no body's name: {piece.raw[:60]}", piece.span()) for piece in found.rejected
        )

    def _close(self, kind: str) -> None:
        """The names gathered so far get their role: that of the cue before them, else of the verb behind them."""
        if self._pending:
            if self._kind == "implement":
                self._implementers.extend(self._pending)
            else:
                self.groups.append(NameGroup(tuple(self._pending), self._kind or kind))
            self._pending = []


def _without_level(clause: MappedText) -> MappedText:
    """县级：各县区政府 without the label that only says at which level the bodies stand."""
    label = LEVEL_LABEL.match(clause.text)
    return clause.slice(label.end(), len(clause)) if label else clause


_GUIDES = re.compile("指导|督导|监督|检查")
_BULLETS = "★※◆●■▲◇○□▪•➢►、"
"""What stands before a cue and belongs to no name."""
_CUE_MARKS = ("：", "】", "]")
_CUES = ((CUE, ""), (PERSON_CUE, "人导"), (DEADLINE_CUE, "限间度"), (_ASIDE, "话式机箱注明"))
"""The cues, each with characters of which it has one."""


def _split_at_cues(clause: MappedText) -> list[MappedText]:
    """牵头单位：A 配合单位：B (white space is gone) cut before each cue that a colon follows."""
    last = max(clause.text.rfind(mark) for mark in _CUE_MARKS) + 1
    if not last:
        return [clause]
    starts: list[int] = []
    for pattern, marks in _CUES:
        if marks and not any(mark in clause.text for mark in marks):
            continue
        found = (match for match in pattern.finditer(clause.text, 0, last) if match.group().endswith(_CUE_MARKS))
        starts.extend(match.start() for match in found if match.start())
    cuts = [0]
    for start in sorted(starts):
        if len(cuts) == 1 or start - cuts[-1] >= 4:
            cuts.append(start)
    parts = [clause.slice(start, end) for start, end in zip(cuts, [*cuts[1:], len(clause)], strict=True) if start < end]
    if len(parts) > 1 and _only_words(parts[0].text):
        del parts[0]  # 本市各项工作牵头单位：…
    return [*(part.strip(_BULLETS) for part in parts[:-1]), *parts[-1:]]


def _only_words(before: str) -> bool:
    """Whether what stands before a cue is no name, no cue and says nothing: words that go with the cue."""
    says = any(pattern.match(before) for pattern, _ in _CUES) or VERB_STEM.search(before) or RULE.search(before)
    return not says and not any(looks_like_unit(name.rstrip("等。；")) for name in re.split("[、，]", before))
