"""Who is responsible, in one paragraph: lists in brackets or behind a cue, with role and how the role is known.

Reads a paragraph; which task it belongs to, and whether a rule that position decides is in force, the caller knows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.brackets import depths, outer_groups
from ingest.facts import Basis, ParseWarning, Role, Span, Subtask, UnitMention
from ingest.mapped import EMPTY, MappedText, join
from ingest.unit_names import UnitName, split_names
from ingest.unit_shape import looks_like_unit

_KIND = (
    r"(?P<{0}>第一责任|主要责任|主责|主抓|主办|牵头|总牵头|责任|配合|协办|协同|协助|参与|参加|支持|联合|实施|"
    r"落实|承办|承担|成员|执行|主管|监管|指导|督导|督办)"
)
_CUE = re.compile(
    r"(?:(?:市|省|县|区|州|旗|镇|乡|街道|本级|共同|具体|主要|工作|建议|任务)*)"
    + _KIND.format("cue")
    + r"(?:责任|实施|负责|落实|和责任|及责任|（责任）)?(?:单位|部门|主体|处室|科室|机构|地区)"
    r"(?:(?:和|及|、)责任(?:单位|部门))?(?:（[^（）：]{1,24}）)?(?P<colon>[】\]]?[：]|[】\]]|为[：]?|(?=$))?"
)
_PERSON_CUE = re.compile(
    r"(?:(?:市|省|县|区|州|镇|党委|政府|单位|部门)*(?:牵头|责任|分管|包保|联系|挂钩|包联|挂帅|主管|配合|协管)(?:单位)?(?:市|县|区)?(?:领导|责任人|人|负责人)|责任人|负责人|联系人|领导)[：]"
)
_DEADLINE_CLAUSE = re.compile(
    r"(?:于|在|每年|每季度|每月)*(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|上半年|中旬)?(?:之?前|以前)?(?:完成|落实到位|全面完成|取得实效)?|长期坚持|持续推进|长期"
)
_DEADLINE_CUE = re.compile(
    r"(?:完成|推进|实施|办结|整改|落实)?(?:时限|时间|期限|进度)(?:要求|安排|节点)?[：]|完成年限[：]"
)
_VERB = re.compile(
    r"(?:(?:等)?(?:按照|根据|依据|按)(?:各自)?(?:职责|职能|分工|任务)+(?:分工)?(?:范围)?(?:内)?|分别|共同|联合|具体|各自|依法|组织|统筹)*"
    r"(?:(?P<lead>牵头|主抓|主办|主责)(?:(?:组织|负责|落实|实施|推进|抓总|协调|会同|单位)(?:落实|实施|推进)?)?|"
    r"(?P<support>(?:积极|协同|密切|共同|负责)*(?:配合|协办|参与|参加|协助|协同|支持|指导|督导))(?:实施|落实|推进|做好)?|"
    r"(?P<neutral>(?:落实(?:属地|主体|监管|管理)+责任|负责|落实|实施|抓好落实|组织实施|推进|承担|执行)+))(?=$|[，；。、：）〕】]|(?:会同|由|市|省|县|区|各|国家))"
)
_RULE = re.compile(
    r"(?:列|排|名列|位列|排列|排名|排序|首|第一|最前|前列|居)[^。；，]{0,14}?(?:为|是|系|作为)[^。；，]{0,6}?(?:牵头|主办|主责|第一责任|主要责任|责任主体|总牵头)|"
    r"(?:第一位?|首位|首列|最前)的?(?:责任)?(?:单位|部门|者)?(?:负责)?牵头|"
    r"(?:标|带|加|注)[^。；，]{0,6}(?:\*|星号|※|★|▲)[^。；，]{0,8}(?:为|是)[^。；，]{0,4}牵头"
)
_NOTE = re.compile(
    r"^(?:涉及|由|有|含)?(?:多个|两个|几个|不同)[^、]{0,6}(?:部门|单位)的$|下同|以?下(?:均|皆|都)同|不再[^，。；]{0,4}?(?:列出|列举|列示|标注|注明|罗列)"
)
_EVERYWHERE = re.compile(
    r"(?:(?:以下|以上|上述|下列|各项|所有|全部|本|后续)[^，。；]{0,16}?(?:均|都|皆|统一|全部)?|均|都)(?:需|须|由|请|涉及|应由|需由|要由)(?:由)?(?P<units>[^，。；]{2,60}?)"
    r"(?:共同|协同|配合|组织|具体|按(?:照)?职责(?:分工)?|分别|抓好|属地|负责|积极)*(?:推进|落实|实施|参与|配合|完成|推动|负责|执行|承担|抓落实|落地)"
)
_IN_ALL = re.compile(
    r"^(?P<units>[^，。；：]{2,60}?)(?:均|都|共同)?(?:参与|参加|负责|落实|配合)(?:以上|本方案)?(?:所有|全部|各项)(?:任务|工作|事项|措施)(?:的?落实|实施)?$"
)
_IS_UNIT = re.compile(
    r"(?P<units>[^，。；：]{2,80}?)(?:均|都|同)?(?:为|是|作为)(?P<kind>牵头|总牵头|主办|配合|协办|参与|协同|支持)(?:责任)?(?:单位|部门)$"
)
"""各县市人民政府为配合单位."""
_MAIN_BODY = re.compile(
    r"(?P<units>.{2,60}?)(?:均|都|同)?(?:为|是|作为)(?:(?:责任|实施|落实|第一)(?:责任)?(?:主体|单位|部门)|主体)$"
)
_BACKWARD = re.compile(r"(?:以上|上述)(?:各项)?(?:任务|工作|措施|事项|内容)*(?:均|都|分别)?由")
_SUPPORT_WORDS = frozenset({"配合", "协办", "协同", "协助", "参与", "参加", "支持", "联合", "成员", "指导", "督导"})
_LEAD_WORDS = frozenset({"牵头", "总牵头", "主办", "主抓", "主责", "主要责任", "第一责任"})
_OFFICE_CUE = re.compile(r"(?:处室|科室)")
_ANY_CUE = re.compile(
    r"(?:单位|部门|主体|科室|处室|领导|时限|时间|期限)：|责任|牵头|配合|负责|主办|协办|主责|实施单位|落实单位|承办单位|参与单位|参加单位|落实$|参与$"
)


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names under one role word; kind: "lead", "support" or "neutral" (责任单位: position decides).

    place: where the whole list stands, which proves the role.
    """

    names: tuple[UnitName, ...]
    kind: str
    place: Span | None = None


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


_POINTED = str.maketrans("〈〉", "（）")


class _ListReader:
    """Reads the inside of one list."""

    def __init__(self, text: MappedText) -> None:
        self._text = replace(text, text=text.text.translate(_POINTED)) if "〈" in text.text else text
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

    def read(self) -> None:
        backward = _BACKWARD.match(self._text.text)
        if backward:
            self.backward = True
            self._text = self._text.slice(backward.end(), len(self._text))
        for clause in self._clauses():
            self._clause(clause)
        self._close("neutral")
        if self._implementers:
            # 实施单位：各镇街，下同，不再列出 names them for everything; without such a remark they are units of this task.
            others = any(group.names for group in self.groups)
            if _NOTE.search(self._text.text) and (others or "不再" in self._text.text):
                self.collective.extend(self._implementers)
            else:
                self.groups.append(NameGroup(tuple(self._implementers), "neutral"))

    def _clauses(self) -> list[MappedText]:
        text = self._without_note_brackets()
        level = depths(text.text)
        clauses: list[MappedText] = []
        start = 0
        for index, character in enumerate(text.text):
            if character in "，；。\n" and level[index] == 0:
                clauses.append(text.slice(start, index))
                start = index + 1
        clauses.append(text.slice(start, len(text)))
        return [part for clause in clauses if len(clause) for part in _split_at_cues(clause)]

    def _without_note_brackets(self) -> MappedText:
        """The text without nested brackets that are remarks on the list; the remarks are read."""
        parts: list[MappedText] = []
        position = 0
        for start, end in outer_groups(self._text.text):
            inside = self._text.text[start + 1 : end - 1]
            if _RULE.search(inside) or _NOTE.search(inside) or _EVERYWHERE.search(inside):
                self.declares = self.declares or _RULE.search(inside) is not None
                self._everywhere(self._text.slice(start + 1, min(end, len(self._text)) - 1))
                parts.append(self._text.slice(position, start))
                position = end
        parts.append(self._text.slice(position, len(self._text)))
        return join(parts)

    def _everywhere(self, clause: MappedText) -> bool:
        match = _EVERYWHERE.search(clause.text) or _IN_ALL.match(clause.text)
        if match is None:
            return False
        self.collective.extend(split_names(clause.slice(*match.span("units"))).names)
        return True

    def _clause(self, clause: MappedText) -> None:
        text = clause.text
        if _RULE.search(text):
            self.declares = True
            return
        if self._everywhere(clause) or (_NOTE.search(text) and len(text) < 24 and not _CUE.match(text)):
            return
        if _is_deadline(text):
            self.deadline = clause.raw.removesuffix("完成").strip("于在 ")
            return
        if _DEADLINE_CUE.match(text):
            self.deadline = clause.raw[_DEADLINE_CUE.match(text).end() :].strip()  # type: ignore[union-attr]
            self._skip = True
            return
        if _PERSON_CUE.match(text):
            self._close("neutral")
            self._skip = True
            self.warnings.append(
                ParseWarning("responsible_person", f"a person, no body: {clause.raw[:40]}", clause.span())
            )
            return
        cue = _CUE.match(text)
        if cue and (cue.group("colon") or looks_like_unit(text[cue.end() :].split("、")[0])):
            self._close("neutral")
            self._skip = False
            self._kind = _kind_of(cue.group("cue"))
            self._office = _OFFICE_CUE.search(cue.group()) is not None
            if cue.group("cue") in ("实施", "落实") and cue.group("colon"):
                self._kind = "implement"
            clause = clause.slice(cue.end(), len(clause)).strip("：")
        if self._skip or not len(clause):
            return
        if self._office:
            message = f"an office within a body, no body: {clause.raw[:40]}"
            self.warnings.append(ParseWarning("internal_office", message, clause.span()))
            return
        self._names(clause)

    def _names(self, clause: MappedText) -> None:
        named = _IS_UNIT.match(clause.text)
        if named:
            self._close("neutral")
            names = split_names(clause.slice(*named.span("units"))).names
            self.groups.append(NameGroup(tuple(names), _kind_of(named.group("kind"))))
            return
        main = _MAIN_BODY.search(clause.text)
        if main:
            names = split_names(clause.slice(*main.span("units"))).names
            self.collective.extend(names)
            if not re.search(r"均|都", main.group()) or not _NOTE.search(self._text.text):
                self._pending.extend(names)
            return
        position = 0
        before = len(self._pending)
        for verb in _VERB.finditer(clause.text):
            if verb.start() <= position and not self._pending:
                continue
            self._take(clause.slice(position, verb.start()))
            kind = "lead" if verb.group("lead") else "support" if verb.group("support") else "neutral"
            if kind != "neutral" and (self._kind == "neutral" or (self._kind, kind) == ("lead", "support")):
                # 责任单位：A，B、C按职责分工配合: the verb speaks of its own clause, the cue of what stands before.
                # So with 牵头单位：A，B、C配合.
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
        found = split_names(text)
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


def _is_deadline(clause: str) -> bool:
    return (
        bool(clause)
        and _DEADLINE_CLAUSE.fullmatch(clause) is not None
        and (clause[0] in "长持" or "年" in clause or "月" in clause)
    )


def _kind_of(word: str) -> str:
    return "lead" if word in _LEAD_WORDS else "support" if word in _SUPPORT_WORDS else "neutral"


def _split_at_cues(clause: MappedText) -> list[MappedText]:
    """牵头单位：A 配合单位：B (white space is gone) cut before each cue that a colon follows."""
    starts: list[int] = []
    for pattern in (_CUE, _PERSON_CUE, _DEADLINE_CUE):
        found = (match for match in pattern.finditer(clause.text) if match.group().endswith(("：", "】", "]")))
        starts.extend(match.start() for match in found if match.start())
    cuts = [0]
    for start in sorted(starts):
        if len(cuts) == 1 or start - cuts[-1] >= 4:
            cuts.append(start)
    return [clause.slice(start, end) for start, end in zip(cuts, [*cuts[1:], len(clause)], strict=True) if start < end]


def _mention(name: UnitName, role: Role, basis: Basis, place: Span | None = None) -> UnitMention:
    return UnitMention(name.name, role, basis, name.text.span(), evidence=place)


def _placed(groups: Sequence[NameGroup], place: Span) -> list[NameGroup]:
    return [replace(group, place=place) for group in groups]


def assign_roles(groups: Sequence[NameGroup], *, rule: bool) -> tuple[UnitMention, ...]:
    """Each body once, with its role and how we know it.

    A role word decides (stated); 责任单位 beside a 牵头单位 support it (stated). Where no word decides, the first listed
    leads: "declared" where `rule` (the document says that position decides) is in force, else only "first_listed".
    """
    leads = any(group.kind == "lead" for group in groups)
    mentions: list[UnitMention] = []
    positional = True
    for group in groups:
        for name in group.names:
            if group.kind == "lead":
                found = _mention(name, "lead", "stated", group.place)
            elif group.kind == "support" or leads:
                found = _mention(name, "support", "stated", group.place)
            elif positional:
                found = _mention(name, "lead", "declared" if rule else "first_listed", group.place)
                positional = False
            else:
                found = _mention(name, "support", "listed", group.place)
            if all(known.name != found.name for known in mentions):
                mentions.append(found)
    return tuple(mentions)


_SAME_LIST = 6
"""Characters, white space and all, that may stand between the parts of one list (牵头单位：… 配合单位：…)."""


def assign_list_by_list(groups: Sequence[NameGroup], *, rule: bool) -> tuple[UnitMention, ...]:
    """The bodies of several lists that part a text (…（A、B负责）…（C负责）): in each the first listed leads.

    Each body once; lead where it leads in any list.
    """
    lists: list[list[NameGroup]] = []
    end = -1
    for group in groups:
        if not lists or group.place is None or group.place[0] > end + _SAME_LIST:
            lists.append([])
        lists[-1].append(group)
        end = group.place[1] if group.place else -1
    if len(lists) < 2:
        return assign_roles(groups, rule=rule)
    return _merged(mention for part in lists for mention in assign_roles(part, rule=rule))


def union(subtasks: tuple[Subtask, ...]) -> tuple[UnitMention, ...]:
    """Each body of the subtasks once, in order of first appearance; lead where it leads any of them."""
    return _merged(mention for part in subtasks for mention in part.units)


def _merged(mentions: Iterable[UnitMention]) -> tuple[UnitMention, ...]:
    units: dict[str, UnitMention] = {}
    for mention in mentions:
        known = units.get(mention.name)
        if known is None or (known.role == "support" and mention.role == "lead"):
            units[mention.name] = mention
    return tuple(units.values())


def read_list(text: MappedText) -> Responsibility:
    """The bodies of `text`, the inside of one list (a bracket's, a line's or a table cell's)."""
    reader = _ListReader(text)
    reader.read()
    collective = tuple(_mention(name, "support", "listed") for name in reader.collective)
    return Responsibility(
        tuple(_placed(reader.groups, text.span())) if len(text) else (),
        collective,
        text.span() if reader.declares else None,
        EMPTY,
        reader.deadline,
        tuple(reader.warnings),
    )


_SHORTEST_LIST, _LONGEST_LIST = 4, 1500
"""Characters: brackets that are shorter or longer do not name bodies."""
_LONGEST_TAIL = 20_000
"""Characters: what follows a cue for longer than this is no list but a document that has lost its lines."""


def _is_list(content: str, *, at_end: bool) -> bool:
    """Whether a bracket's content names who is responsible."""
    content = "，".join(part for part in re.split(r"[，；]", content) if not _is_deadline(part))
    if len(content) > _LONGEST_LIST or not content:
        return False
    cue = _CUE.match(content) or _PERSON_CUE.match(content)
    if cue and (cue.group().endswith("：") or looks_like_unit(content[cue.end() :].split("、")[0])):
        return True
    if _BACKWARD.match(content):
        return True
    if _RULE.search(content) or (_EVERYWHERE.match(content) and _NOTE.search(content)):
        return True
    first = re.split(r"[、，；]", content)[0]
    stem = _VERB.sub("", first)
    if (
        _VERB.search(content)
        and re.search(r"牵头|负责|配合|落实|参与|分工|指导|协助|参加", content)
        and "。" not in content.split("负责")[0]
    ):
        return looks_like_unit(stem.strip("由")) or re.match(r"由?(?:各|市|省|县|区|国家|自治)", content) is not None
    if not at_end or re.search(r"\d(?!个?部门|个?单位)|。|“", content):
        return False
    pieces = [re.sub(r"等[^、，；]{0,6}$", "", piece) for piece in re.split(r"[、，；]", content) if piece]
    return len(pieces) >= 1 and all(looks_like_unit(piece) for piece in pieces)


_TAIL = re.compile(
    r"(?:(?<=[。；！？）】”])|^)[（〔【\[<]?(?="
    r"(?:[^：。；，（）〔〕【】\[\]<>]{0,8})?(?:责任|牵头|配合|主办|协办|参与|参加|实施|落实|主责|承办)[^：。；，（）〔〕【】\[\]<>]{0,6}"
    r"(?:单位|部门|主体|领导|处室|科室|责任人|人)(?:（[^（）]{1,24}）)?[：]|"
    r"(?<=[【\[])(?:责任|牵头|配合|主办|协办|主责|承办)(?:责任)?(?:单位|部门|主体)[】\]]|"
    r"(?:完成|推进|办结|整改|实施)?(?:时限|时间|期限|年限)(?:要求|节点)?[：])"
)


_DASHED = re.compile(r"(?<=[。；])[—-]{1,2}(?P<list>[^。—]{2,300})。?$")
_SENTENCE = re.compile(r"[^。；]+")


_LIST_ENDS = tuple("）】〕局委办部厅署院心司团府会道镇队联")
"""Last characters of lists without any cue."""
_SENTENCE_ENDS = "。；！？”）】〕"
"""What stands before a bracket that names bodies without a role word: 烟草专卖局（公司） is one name."""


def _list_spans(text: MappedText) -> list[tuple[int, int, int, int]]:
    """(outer start, outer end, inner start, inner end) of each list in the paragraph."""
    found: list[tuple[int, int, int, int]] = []
    plain = text.text
    last_word = len(plain.rstrip("。；，）〕】 "))
    for start, end in outer_groups(plain):
        if end - start < _SHORTEST_LIST:
            continue
        inner_end = min(end - 1, len(plain))
        stands_alone = not start or plain[start - 1] in _SENTENCE_ENDS
        content = plain[start + 1 : min(inner_end, start + _LONGEST_LIST + 2)]
        if _is_list(content, at_end=end >= last_word and stands_alone):
            rest = plain[end : end + 31]
            if (
                0 < len(rest) <= 30
                and rest.rstrip("。").endswith(("）", "〕", "】"))
                and not re.search("[（〔【]", rest)
            ):
                # A page break cut the list in two and the scan closed the first half: the rest belongs to it.
                end = len(plain)
                inner_end = end - 1
            found.append((start, min(end, len(plain)), start + 1, inner_end))
    found.extend(_tail_spans(plain, found))
    dashed = _DASHED.search(plain)
    if (
        dashed
        and _is_list(dashed.group("list"), at_end=True)
        and not any(start < dashed.end() and end > dashed.start() for start, end, _, _ in found)
    ):
        found.append((dashed.start(), len(plain), *dashed.span("list")))
    if not found:
        found = _bare_tail(plain)
    found.sort()
    return _merge_tails(found)


_BARE_NAME = re.compile(
    r"(?:市|省|县|区|州|旗|镇|自治区)?[\u4e00-\u9fff]{1,14}(?:局|委|办|部|厅|署|院|中心|公司|集团|政府|管委会|街道|乡镇|镇街|支队|大队|总队|联合会|工会|妇联|残联|团委|分局)"
)
_FEWEST_BARE = 2


def _bare_tail(plain: str) -> list[tuple[int, int, int, int]]:
    """Names of bodies and nothing else behind the last 。, without bracket and cue: …不多于5个。区住建局、区发改局"""
    text = plain.rstrip("。；")
    start = text.rfind("。") + 1
    tail = text[start:]
    if not start or len(tail) > _LONGEST_BARE:
        return []
    names = re.split("[、，]", tail)
    if len(names) < _FEWEST_BARE or not all(_BARE_NAME.fullmatch(name) and looks_like_unit(name) for name in names):
        return []
    return [(start, len(plain), start, len(text))]


_LONGEST_BARE = 160


def _tail_spans(plain: str, brackets: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Lists behind a cue with a colon, without a bracket that closes: to the next list, else to the end."""
    found: list[tuple[int, int, int, int]] = []
    starts = [start for start, _, _, _ in brackets]
    end = 0
    for match in _TAIL.finditer(plain):
        after = bisect_right(starts, match.start())
        if match.start() < end or (after and match.start() < brackets[after - 1][1]):
            continue
        end = _tail_end(plain, match.end(), starts[after] if after < len(starts) else len(plain))
        inner_end = len(plain[match.end() : end].rstrip("。>")) + match.end() if match.group() == "<" else end
        found.append((match.start(), end, match.end(), inner_end))
    return found


_AFTER_TAIL = re.compile(
    r"。(?=[^。]{12})|（[一二三四五六七八九十]{1,3}）(?=[\u4e00-\u9fff]{3})|(?<![\d.])\d{1,2}[.、](?=[\u4e00-\u9fff]{3})|"
    r"(?:来源：|附件下载|责任编辑|扫一扫|打印本页)"
)


def _tail_end(plain: str, start: int, stop: int) -> int:
    """Where a list without a closing bracket ends: before the next item or a sentence that is no remark on it."""
    for mark in _AFTER_TAIL.finditer(plain, start, stop):
        if mark.start() == start:
            continue
        sentence = plain[mark.end() : mark.end() + _REMARK]
        if mark.group() != "。":
            return mark.start()
        if not (
            _CUE.match(sentence) or _RULE.search(sentence) or _NOTE.search(sentence) or _EVERYWHERE.search(sentence)
        ):
            return mark.end()
    return stop


_REMARK = 80
"""Characters behind a list within which a sentence shows that it still speaks of the list."""


def _merge_tails(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    merged: list[tuple[int, int, int, int]] = []
    for span in spans:
        if merged and span[0] < merged[-1][1]:
            continue
        merged.append(span)
    return merged


def read_responsibility(paragraph: MappedText) -> Responsibility:
    """The lists of one paragraph, and the paragraph without them."""
    plain = paragraph.text
    ends = plain.rstrip("。；")
    spans = _list_spans(paragraph) if _ANY_CUE.search(plain) or ends.endswith(_LIST_ENDS) else []
    groups: list[NameGroup] = []
    collective: list[UnitName] = []
    warnings: list[ParseWarning] = []
    deadline: str | None = None
    declares: Span | None = None
    backward = False
    parts: list[MappedText] = []
    position = 0
    for start, end, inner_start, inner_end in spans:
        if inner_end - inner_start > _LONGEST_TAIL:
            message = f"too long for a list of bodies: {paragraph.raw[start : start + 40]}"
            warnings.append(ParseWarning("list_too_long", message, paragraph.span(start, end)))
            continue
        reader = _ListReader(paragraph.slice(inner_start, inner_end))
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
    if spans and body.text.endswith("。。"):
        body = body.slice(0, len(body) - 1)
    declares = declares or (body.span() if _states_rule(body.text) else None)
    if _NOTE.search(body.text):
        for everywhere in _EVERYWHERE.finditer(body.text):
            collective.extend(split_names(body.slice(*everywhere.span("units"))).names)
    shared = tuple(_mention(name, "support", "listed") for name in collective)
    return Responsibility(tuple(groups), shared, declares, body, deadline, tuple(warnings), backward)


def _states_rule(text: str) -> bool:
    """Whether a sentence says that the position in a list decides who leads."""
    return any(
        _RULE.search(sentence) is not None
        for sentence in _SENTENCE.findall(text)
        if "牵头" in sentence and ("单位" in sentence or "部门" in sentence)
    )
