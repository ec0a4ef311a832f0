"""A list of bodies as written, cut into names: 市教育局、财政局，各县（市、区）政府等 -> three names.

Completes names that cannot stand alone (招商一局、二局). Does not know roles, nor who the bodies are.
"""

import re
from dataclasses import replace
from functools import lru_cache

from ingest.brackets import CLOSERS, OPENERS, depths, outer_groups
from ingest.cues import HEAD
from ingest.facts import Span
from ingest.mapped import MappedText, join
from ingest.persons import is_person
from ingest.shared_ends import BARE_PLACE, with_shared_ends
from ingest.unit_shape import looks_like_unit, without_quotes
from ingest.values import dataclass

_SEPARATOR = re.compile(r"[、，；,;/|\n·]")
_BRACKET = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")
_UNPAIRED = frozenset("（〔【[<）〕】]>")
_CONJUNCTION = re.compile(r"以及|会同|联合|和|及|与|或|同|(?<=[局委办部厅院署会])商(?=[省市县区州国])")
_LEADING = re.compile(
    r"^(?:由|请|以及|会同|及|和(?!平|田|静|硕|布克|林格|顺|龙|政县)|与|并由|其中|联合(?=[省市县区州各])|[①-⑳]|\d{1,2}[.、)）]|[（(]\d{1,2}[)）]|分别由|主要由|具体由|[：.。…*★▲△※\s])+"
)
_TRAILING_PHRASE = re.compile(
    r"(?:等)?(?:按照|根据|依据|按)?(?:各自)?(?:的)?(?:职责|职能|分工|任务)+(?:分工)?(?:范围|权限)?(?:内)?(?:分别|共同|各自)?(?:负责|落实|实施|抓好落实)?$|"
    r"(?:分别|共同|具体|各自|依法)+(?:负责|落实|牵头|配合)?$|(?:各司其职|各负其责|通力协作|密切协作|齐抓共管|结合(?:各自|自身)?(?:实际|职能|职责))+$|\d[\d-]{6,}$|[*★▲△。：\s]+$"
)
_AND_OTHERS = re.compile(
    r"等(?P<group>(?:(?:国务院|中央|自治区|省|市|县|区|州|盟|旗)?(?:相关|有关|各有关|各相关|各|市级|省级|县级|区级|其他|其它|多个|责任|成员|职能|市直|县直|区直|省直)+.{0,6}?"
    r"(?:(?:部门|单位|机构|机关|企业|地区|区政府|县政府|市政府|乡镇|镇街)(?:(?:和|及|与)(?:部门|单位|机构|地区))?))|(?:\d{0,2}|[一二三四五六七八九十]{0,3})个?(?:部门|单位|机构|地区|省市|委办局|部委))?$"
)
_NAMED_GROUP = re.compile(
    r"(?:国务院|中央|自治区|省|市|县|区|州|盟|旗)?(?:相关|有关|各|市级|省级|县级|区级|其他|其它|职能|成员|责任|市直|县直|区直|省直)"
)
_NO_NAMES = ("不再", "不另", "不单独", "以下", "上述", "下列", "本方案", "本通知")
"""What remarks on a list begin with."""
_STARS = ("*", "★", "▲", "※")
"""What lists set behind the name of the body that leads."""
_STARS_BEFORE = ("★", "▲", "※")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}(?:局|处|科|中心|大队|分局|支队|所|院|部)")
_NOTE_BRACKET = re.compile(
    r"\d{5,}|电话|下同|列第|首位|第一|牵头|不再|以下|注：|排名|负责|配合|参与|详见|按职责|为.{0,6}(?:单位|主体)$"
)
_EACH_LEVEL = re.compile(
    r"各(?:(?:省|自治区|直辖市|计划单列市|市|州|盟|地|县|区|旗|镇|乡|乡镇|街道)(?:[（〔\[][^（）〔〕\[\]]{1,12}[）〕\]])?[、]?)+"
)
_LEVEL = re.compile(
    r"(?:自治区|直辖市|计划单列市|自治州|市|州|盟|县|区|旗|镇|乡|街道)(?:[（〔\[][^（）〔〕\[\]]{1,12}[）〕\]])?(?:党委|人民政府|政府|管委会|办事处|党工委)?(?:[（〔\[][^（）〔〕\[\]]{1,12}[）〕\]])?(?=$|和|及|与|以及)"
)
_SENTENCE_LENGTH = 40
_HEADED = re.compile(f"{HEAD}(?:[^（）]|（[^（）]*）.)|^[^\\w（“]")
"""责任单位～县民政局: words that head a list, before a name."""


@dataclass(frozen=True, slots=True)
class UnitName:
    """One body as written, brackets that are notes removed; span: where it stands in the document."""

    name: str
    span: Span
    completed: bool = False
    role: str | None = None
    """What a bracket behind the name says: "lead" for 市民政局（牵头）, "support" for （配合）."""


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list in order; rejected: pieces that cannot be a body's name."""

    names: tuple[UnitName, ...]
    rejected: tuple[MappedText, ...]


def _levels(text: str) -> list[int]:
    """The bracket depth at each character; a bracket without a partner (a list cut by a page break) opens nothing."""
    stack: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark.group() in OPENERS:
            stack.append(mark.start())
        elif stack:
            stack.pop()
    if not stack:
        return depths(text)
    alone = set(stack)
    return depths("".join(" " if index in alone else character for index, character in enumerate(text)))


def _pieces(text: MappedText) -> list[MappedText]:
    level = _levels(text.text)
    pieces: list[MappedText] = []
    start = 0
    for match in _SEPARATOR.finditer(text.text):
        if level[match.start()] == 0:
            pieces.append(text.slice(start, match.start()))
            start = match.end()
    pieces.append(text.slice(start, len(text)))
    joined = (part for piece in pieces if len(piece) for part in _split_at_joints(piece))
    whole = (part for piece in joined for part in _split_at_gaps(piece))
    return _rejoin_levels(text, [part for piece in whole for part in _split_run_together(piece)])


_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,4}(?:分局|支队|大队|分中心|监管组|支行|分公司)$")


_JOINT = re.compile(r"[&+•\\—-]+")


def _split_at_joints(text: MappedText) -> list[MappedText]:
    """县民政局+县残联: marks that stand within names too part them where a name stands on both sides."""
    ends = [found.span() for found in _JOINT.finditer(text.text)]
    pieces: list[MappedText] = []
    start = 0
    for index, (left, right) in enumerate(ends):
        after = ends[index + 1][0] if index + 1 < len(ends) else len(text)
        if looks_like_unit(text.text[start:left]) and looks_like_unit(text.text[right:after]):
            pieces.append(text.slice(start, left))
            start = right
    return [*pieces, text.slice(start, len(text))]


_REST_OF_NAME = re.compile("办事处|管委会|委员会|管理局|办公室|(?:人民)?政府(?!办)|[局委办厅部](?![\u4e00-\u9fff])")
"""磁器口街道 / 办事处: what begins no name."""
_HALF_A_NAME = re.compile(r"(?:住房和?城乡?|人力资源和?社会?)$")
"""县人力资源和社会 / 保障局: the width of a page broke a name behind what could end one."""


def _split_at_gaps(text: MappedText) -> list[MappedText]:
    """市国资委 市税务局: white space parts names where whole names stand on both sides of it."""
    if not text.gaps[1:].strip("."):
        return [text]
    pieces: list[MappedText] = []
    start = 0
    for index, gap in enumerate(text.gaps):
        left, right = text.text[start:index], text.text[index:]
        if (
            gap != "."
            and index
            and _STRICT_ENDING.search(left)
            and looks_like_unit(left)
            and not _HALF_A_NAME.search(left)
            and not _PARTY.fullmatch(left)
            and not _REST_OF_NAME.match(right)
            and _STRICT_ENDING.search(right)
            and not _BRANCH.fullmatch(right)
        ):
            pieces.append(text.slice(start, index))
            start = index
    pieces.append(text.slice(start, len(text)))
    return pieces


_RUN_TOGETHER = re.compile(
    r"(?:(?<!总)局|[厅委办府司会室处院部行队]|[妇残侨文商]联|中心|集团|部门|单位|企业)(?:（[^（）]{1,16}）)?"
    r"(?=(?:省(?![直属级份])|市(?![场政民容直属级辖区县域])|区(?![域块划县直属级])|县(?![域直属级区])|州(?![直属级])|(?:各|相关|有关|各有关|各相关)(?:[市县区镇乡州旗盟]|街道|地|片区|产业园|园区|功能区|开发区|高新区|经开区)|国家(?!级)|人民银行|国网|团[省市县区州]委|乡(?:（|(?=镇))|[乡镇](?=政府|人民政府)|镇（|街道(?:（|(?=办)))"
    r"(?![\u4e00-\u9fff]{1,4}(?:分局|支行))[\u4e00-\u9fff])"
)
_PARTY = re.compile("[省市县区州旗镇乡]委|党委|党工委|党组")
"""市委市直机关工委 is one body."""


def _split_run_together(text: MappedText) -> list[MappedText]:
    """区规划局区经发局: where a table's cell lost the ends of its lines, a name begins with its level behind a name."""
    pieces: list[MappedText] = []
    start = 0
    for match in _RUN_TOGETHER.finditer(text.text):
        left, right = text.text[start : match.end()], text.text[match.end() :]
        if looks_like_unit(left) and len(left) > 2 and not _PARTY.fullmatch(left) and _STRICT_ENDING.search(right):
            pieces.append(text.slice(start, match.end()))
            start = match.end()
    pieces.append(text.slice(start, len(text)))
    return pieces


_BARE_LEVELS = re.compile("(?:中央|国家|[省市县区州])(?:属|驻.{1,4})?")
_OF_LEVEL = re.compile("[省市县区州](?:属|驻|级|直)")
_GROUP = re.compile(r"(?:[省市县区州]级?直?)?(?:各|有关|相关)(?:有关|相关|级|大)*(?:部门|地区)")


def _is_one_group(left: str, right: str) -> bool:
    """Whether two pieces name one group: 各省、自治区人民政府; 各有关部门、单位; 中央、省驻市单位."""
    return bool(
        (_EACH_LEVEL.fullmatch(left) and _LEVEL.match(right))
        or (_GROUP.fullmatch(left) and right in ("单位", "企业", "机构"))
        or (_BARE_LEVELS.fullmatch(left) and _OF_LEVEL.match(right))
    )


def _rejoin_levels(text: MappedText, pieces: list[MappedText]) -> list[MappedText]:
    """各省、自治区、直辖市人民政府 and 各镇、街道 are one group each."""
    joined: list[MappedText] = []
    for piece in pieces:
        if joined and _is_one_group(joined[-1].text, piece.text):
            start = text.origin.index(joined[-1].origin[0])
            piece = text.slice(start, text.origin.index(piece.origin[-1]) + 1)
            joined.pop()
        joined.append(piece)
    return joined


def _split_conjunctions(piece: MappedText) -> list[MappedText]:
    """Cut at 和, 及, 与 only where both sides are bodies of their own: 自然资源和规划局 stays whole."""
    level = depths(piece.text)
    for match in _CONJUNCTION.finditer(piece.text):
        left, right = piece.text[: match.start()].removesuffix("等"), piece.text[match.end() :]
        if (
            level[match.start()] == 0
            and len(right) > 1
            and not _BARE_KIND.match(right)
            and (_STRICT_ENDING.search(left) or _GROUP_START.match(right))
            and not (left.endswith(("城市", "农村", "园区和")) or (BARE_PLACE.fullmatch(left[-4:]) and len(left) > 6))
            and looks_like_unit(left)
            and looks_like_unit(right)
            and not (_KIND_OF_ZONE.fullmatch(left) and right.endswith("管委会"))
            and not (_ORGAN_BEFORE.search(left) and _BARE_ORGAN.fullmatch(right))
        ):
            return [piece.slice(0, match.start()), *_split_conjunctions(piece.slice(match.end(), len(piece)))]
    return [piece]


_ORGAN_BEFORE = re.compile("(?<=.)(?P<organ>党工委|党委|管委会|管理委员会|办事处)$")
_BARE_ORGAN = re.compile("党工委|党委|管委会|管理委员会|办事处")
"""高新区党工委和管委会: the two organs of one place are one entry, and neither stands alone."""
_KIND_OF_ZONE = re.compile(r"各?(?:园区|开发区|高新区|经开区|新区|示范区|试验区|功能区|保税区|度假区)")
"""园区和示范区管委会: the boards of both kinds, one group."""
_STRICT_ENDING = re.compile(
    r"(?:局|委|办|部|厅|院|署|会|室|中心|公司|集团|银行|支行|政府|街道|乡镇|镇街|大队|支队|总队|单位|部门|企业|学校|大学|学院|园区|开发区|平台|"
    r"联合会|工商联|残联|妇联|团|区|县|市|镇|乡|处|所|站|社|馆|台|队|校|院校|机构|组织)(?:（[^（）]{1,16}）)?$"
)
_INCLUDING = re.compile(r"[（〔\[](?:含|包括|不含|或)[^（）〔〕\[\]]{2,60}[）〕\]]$")
_PERSON = re.compile(
    r"(?:书记|常委|[省市县区州旗镇乡]长|主任|局长|部长|秘书长|院长|校长|主席|组长)(?:(?!办|热线|会|单|联)[\u4e00-\u9fff]{1,2}(?:某|同志)?|某{1,2})?$|同志$"
)
"""县委常委, 副县长林某: posts and those who hold them are no bodies."""
_BARE_KIND = re.compile(r"(?:政府|人民政府|单位|部门|机构|地区|企业|社会组织)(?:$|和|及|与)")
"""What cannot stand alone: 各有关部门和单位 is one group."""
_GROUP_START = re.compile(r"(?:各|有关|相关)(?!国)")
_SHORT_FOR = re.compile(r"[（〔\[](?:[^，]{1,12}，)?(?:以)?下(?:简|统|并|合)?称")
"""县（市、区）政府（以下简称县级政府）: what a body is called from here on is no part of its name."""
_BRACKET_ROLE = re.compile(
    r"[（〔\[](?:总)?(?P<lead>牵头|主抓|主办)?(?P<support>配合|协办|协助)?(?:单位|部门)?[）〕\]]$"
)


def _clean(piece: MappedText) -> MappedText:
    lead = _LEADING.match(piece.text)
    if lead:
        piece = piece.slice(lead.end(), len(piece))
    piece = _drop_notes(piece)
    including = _INCLUDING.search(piece.text)
    if including and including.start():
        piece = piece.slice(0, including.start())
    trail = _TRAILING_PHRASE.search(piece.text)
    if trail:
        piece = piece.slice(0, trail.start())
    return _without_person(piece.strip("、，；。：. 　*"))


_BODY_OF_PERSON = re.compile(r"(?:局|委|办|厅|室|会|院|联|中心|公司|政府|街道|镇|乡)$")


def _without_person(piece: MappedText) -> MappedText:
    """县民政局 王五: a body without the name of who answers for it there."""
    if _STRICT_ENDING.search(piece.text) or looks_like_unit(piece.text):
        return piece
    for length in (2, 3, 4):
        body, person = piece.text[:-length], piece.text[-length:]
        if is_person(person) and _BODY_OF_PERSON.search(body) and looks_like_unit(body):
            return piece.slice(0, len(body))
    return piece


def _drop_notes(piece: MappedText) -> MappedText:
    """Without a closing bracket that is a remark on the list and no part of the name, and without stray brackets."""
    text = piece.text
    opening = max(text.rfind("（"), text.rfind("〔"), text.rfind("["), text.rfind("【"))
    if opening <= 0:
        return piece
    inside = text[opening + 1 :].rstrip("）〕]】")
    closed = len(text[opening + 1 :]) > len(inside) or opening + 1 == len(text)
    at_end = not re.search(r"[）〕\]】]", inside)
    if at_end and (not inside or (closed and (_NOTE_BRACKET.search(inside) or is_person(inside)))):
        return piece.slice(0, opening)
    return piece


def _and_others(piece: MappedText) -> list[MappedText]:
    """A等相关部门 names A and the group; A等 and A等部门 name A alone."""
    match = _AND_OTHERS.search(piece.text)
    if match is None or (match.start() == 0 and not match.group("group")):
        return [piece]
    found = [piece.slice(0, match.start())] if match.start() else []
    group = match.group("group")
    if group and _NAMED_GROUP.match(group):
        found.append(piece.slice(*match.span("group")))
    return found


def _strip_unmatched(piece: MappedText) -> str:
    """The name without brackets that have no partner (a list that a page break cut in two)."""
    if _UNPAIRED.isdisjoint(piece.text):
        return piece.raw
    keep: list[int] = []
    stack: list[int] = []
    unmatched: set[int] = set()
    for index, character in enumerate(piece.text):
        if character in "（〔【[<":
            stack.append(index)
        elif character in "）〕】]>":
            if stack:
                stack.pop()
            else:
                unmatched.add(index)
    unmatched.update(stack)
    keep = [index for index in range(len(piece)) if index not in unmatched]
    return "".join(piece.raw[index] for index in keep)


_OFFICE = re.compile(r"(?!.*(?:办事处|管理处|党工委))[\u4e00-\u9fff]{2,6}(?:处|科|股)")
_OFFICE_OF = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,12}?(?:局|委|厅|办|部))(?!事处)(?!.*(?:办事处|管理处))[\u4e00-\u9fff]{2,6}(?:处|科|股)"
)
"""区经发局工业处、商贸处: offices of one body, whose name stands once."""


def _complete(name: str, previous: str | None) -> str | None:
    """招商一局、二局; 高新区党工委、管委会: the second name with the beginning that the two share."""
    if previous is None:
        return None
    organ = _ORGAN_BEFORE.search(previous)
    if organ and _BARE_ORGAN.fullmatch(name) and name != organ["organ"]:
        return previous[: organ.start()] + name
    office = _OFFICE_OF.fullmatch(previous)
    if office and _OFFICE.fullmatch(name):
        return office.group("body") + name
    if _NUMBERED.fullmatch(name) is None:
        return None
    before = re.search(rf"[一二三四五六七八九十]{{1,2}}{name[-1]}$", previous)
    return previous[: before.start()] + name if before and before.start() else None


def _completed(names: list[UnitName]) -> list[UnitName]:
    whole = with_shared_ends([name.name for name in names])
    return [
        name if full == name.name else replace(name, name=full, completed=True)
        for name, full in zip(names, whole, strict=True)
    ]


def split_names(text: MappedText) -> NameList:
    """The names in `text`, a run of bodies without role words."""
    names: list[UnitName] = []
    rejected: list[MappedText] = []
    text = _without_end(text)
    for piece in map(_without_short_names, _pieces(text)):
        said = _BRACKET_ROLE.search(piece.text)
        role = None if said is None else "lead" if said.group("lead") else "support" if said.group("support") else None
        role = role or ("lead" if piece.text.endswith(_STARS) or piece.text.startswith(_STARS_BEFORE) else None)
        for start, end in _parts(piece.text):
            _collect(piece.slice(start, end), names, rejected, role)
    return NameList(tuple(_completed(names)), tuple(rejected))


_END = re.compile("[等。；）〕】\\]]+$")


def _without_end(text: MappedText) -> MappedText:
    """The run without 等 and closing brackets that nothing opens, which would hide where its first and last name end."""
    text = text.slice(len(text) - len(text.text.lstrip("）〕】]、，；。")), len(text))
    trail = _TRAILING_PHRASE.search(text.text)
    if trail and trail.start() and len(trail.group()) > 1:
        text = text.slice(0, trail.start())
    end = _END.search(text.text)
    if end is None or (_UNPAIRED.intersection(end.group()) and any(mark in text.text for mark in "（〔【[")):
        return text
    return text.slice(0, end.start())


@lru_cache(maxsize=1 << 13)
def _parts(piece: str) -> tuple[Span, ...]:
    """Where in `piece` its names stand. Kept, for plans name the same bodies again and again."""
    text = MappedText(piece, piece, range(len(piece)))
    singles = (single for part in _split_conjunctions(_clean(text)) for single in _and_others(_clean(part)))
    return tuple(name.span() for name in map(_clean, singles) if len(name))


def _without_short_names(piece: MappedText) -> MappedText:
    if "称" not in piece.text:
        return piece
    parts: list[MappedText] = []
    position = 0
    for start, end in outer_groups(piece.text):
        if _SHORT_FOR.match(piece.text, start, end):
            parts.append(piece.slice(position, start))
            position = end
    return join([*parts, piece.slice(position, len(piece))]) if parts else piece


@lru_cache(maxsize=1 << 13)
def _as_name(name: str) -> str | None:
    """`name`, each time the same object, or None where it can be no body's name."""
    fits = (
        2 <= len(name) <= _SENTENCE_LENGTH
        and re.search(r"[。！？“：:]|\d{4}年", without_quotes(name)) is None
        and re.search(r"[^\W\d_]", name) is not None
        and name not in ("无", "全部")
        and not name.startswith(_NO_NAMES)
        and _PERSON.search(name) is None
        and _HEADED.search(name) is None
    )
    return name if fits else None


def _collect(piece: MappedText, names: list[UnitName], rejected: list[MappedText], role: str | None) -> None:
    if not len(piece):
        return
    name = _strip_unmatched(piece)
    known = _as_name(name)
    if known is None:
        if re.search(r"[\u4e00-\u9fff]{2}", name):
            rejected.append(piece)
        return
    completed = _complete(known, names[-1].name if names else None)
    if all(other.name != known for other in names):
        names.append(UnitName(completed or known, piece.span(), completed is not None, role))
