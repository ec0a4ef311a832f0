"""Who is responsible, in running sentences: 由市发改委牵头…, 市教育局负责…; for tasks that have no list of their own."""

import re
from bisect import bisect_left, bisect_right

from ingest.brackets import ROUND_CLOSERS, ROUND_OPENERS, depths, split_outside
from ingest.facts import UnitMention
from ingest.mapped import EMPTY, MappedText
from ingest.unit_names import split_names
from ingest.unit_roles import NameGroup, assign_roles
from ingest.unit_shape import looks_like_unit

_SENTENCE_ROLE = re.compile(
    r"(?:[^，。；：由]{0,30}由|请|并)?(?P<units>[^，。；：]{2,60}?)(?:要|应当|应|须)?(?:继续|切实|具体|统一|及时|主动|抓好|总|负责(?=牵头|配合|协办))*(?P<verb>牵头|总牵头|负责|配合|(?:主办|主抓|主责|协办|抓)$)(?!.{0,3}(?:制度|机制|人|单位|部门))"
)
_TAKES_PART = re.compile(
    r"(?P<units>[^，。；：]{2,80}?)(?:要|应当|应|须)?(?:(?:按照?|根据|依据)(?:各自)?(?:职责|职能)(?:分工)?)?(?:积极|主动|密切|全力|共同|协同|抓好|予以|做好)*(?:参与|参加|协助|协办|配合|协同(?=推进|落实|实施))(?:落实|实施|推进|完成|工作|的[\u4e00-\u9fff]{0,8}(?:机制|专班|小组|联席会议)|(?:做好|开展|抓好|落实|完成)[^，。；：]{2,20})?$"
)
"""由A牵头，B、C参与，…"""
_MAIN_BODY = re.compile(r"(?P<units>[^，。；：]{2,40}?)(?:是|为|作为)[^，。；：]{0,30}?(?P<verb>责任主体|实施主体)$")
_BY_DUTY = re.compile(
    r"(?P<units>[^，。；：]{2,80}?)(?:等)?(?:按照?|根据|依据)(?:各自)?(?:职责|职能|任务)(?:分工)?(?P<verb>负责|抓好落实|组织实施|落实|实施)$"
)
_KEEPS_LEADING = re.compile(
    r"(?P<units>[^，。；：]{2,60}?)(?:要|应当|应|须)(?:继续|切实|充分|认真|进一步)*(?:做好|发挥好?|履行好?)(?P<verb>牵头)(?:抓总|协调|推进|统筹)*(?:工作|作用|职责|责任)"
)
"""海关总署要继续做好牵头工作."""
_ANSWERS_FOR = re.compile(
    r"(?:由)?(?P<units>[^，。；：]{2,80}?)(?:要|应当|应|须)?(?:(?:对|就)[^，。；：]{2,30}?负(?:总|主要|首要|全部|直接|全面)?(?P<verb>责)|负总责)(?:任)?$"
)
"""各县人民政府对本地区的工作负总责."""
_IS_ROLE = re.compile(
    r"(?:由|以|明确|确定|指定)?(?P<units>[^，。；：]{2,60}?)(?:为|是|作为|担任)(?:本项|该项|这项)?(?:工作|任务)?(?:的)?(?:总)?(?P<verb>牵头|主办|配合|协办|责任)(?:责任)?(?:单位|部门)$"
)
"""市文旅局为牵头单位."""
_BEARS = re.compile(
    r"(?:由)?(?P<units>[^，。；：]{2,60}?)(?:要|应当|应|须)?(?:切实|依法|共同)?承担(?P<verb>牵头|配合|主体|首要|直接|监管|属地)(?:管理|监管|实施)?责任$"
)
"""县民政局承担主体责任."""
_BORNE_BY = re.compile(
    r"[^，。；：]{0,24}责任由(?P<units>[^，。；：]{2,60}?)(?:分别|共同|依法)?(?P<verb>承担|负责|落实|履行)$"
)
"""管护责任由各乡镇承担."""
_OPENS_CLAUSE = re.compile(r"(?P<units>[^，。；：]{2,40}?)(?:根据|按照|依据|结合|作为|要|应当|应(?!急))(?P<verb>)")
_GOES_ON = re.compile(r"(?:并)?(?:具体|统一|主要)?负责(?!人|的)")
_SUBJECT_ENDS = re.compile(
    r"领导(?!小组)|负责人|校长|书记|局长|县长|市长|镇长|主任|带队|人员|干部|要|应当|须(?!知)|指导|督促|引导|鼓励|支持(?!中心)|由"
)
"""Words that end the body's name: what follows is said of others (办公室要指导龙头企业牵头…)."""
_NOBODY = re.compile(
    r"(?:龙头|骨干|链主|领军|重点|大型|优势|优质|相关|国有|民营|科技|行业|农业|生产|建设|运营|经营|承包|施工|投资|管护|养护)*(?:企业|高校|院所|医院|学校|机构|单位|平台|组织|主体|合作社)$"
)
"""Kinds that a sentence asks to lead something and that are nobody in particular: 鼓励龙头企业牵头组建联盟."""
_BARE = frozenset(
    {
        "领导小组",
        "工作领导小组",
        "办公室",
        "领导小组办公室",
        "专班",
        "工作专班",
        "联席会议",
        "联席会议办公室",
        "指挥部",
        "工作组",
        "牵头部门",
        "牵头单位",
        "责任部门",
        "责任单位",
    }
)
"""Names of bodies that the plan itself sets up, without whose they are."""
_TOGETHER = re.compile(
    r"(?:会同|商)(?P<units>[^，。；：]{2,60}?)(?=制定|提出|开展|负责|组织|建立|推进|做好|落实|研究|出台|编制|完善|统筹|$)"
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
    opening: re.Match[str] | None = None
    previous = sentence
    for start, end in _clauses(sentence.text):
        clause = sentence.slice(start, end)
        found = _role_in(clause.text, goes_on=bool(groups))
        before, opening = opening, _OPENS_CLAUSE.match(clause.text)
        if found is None and before is not None and _GOES_ON.match(clause.text):
            # 区交通局根据有关标准，负责编制计划: the subject stands in the clause before.
            found, clause = before, previous
        previous = clause
        if found is None or _describes(clause.text, found):
            continue
        subject, beside = _apart(_without_manner(clause.slice(*found.span("units"))))
        listed = split_names(subject)
        names = listed.names
        named = _is_departments if _OF_DEPARTMENTS.search(subject.text) else _is_named
        if not names or listed.rejected or not all(named(name.name) for name in names):
            continue
        kind = _kind_of(found)
        groups.append(NameGroup(names, kind, sentence.span()))
        if len(beside):
            others = tuple(name for name in split_names(beside).names if _is_named(name.name))
            groups.append(NameGroup(others, "support" if kind == "lead" else kind, sentence.span()))
        partner = _TOGETHER.match(clause.text, found.end()) if kind == "lead" else None
        if partner:
            names = split_names(clause.slice(*partner.span("units"))).names
            groups.append(NameGroup(names, "support", sentence.span()))
    return groups


_BEFORE_HELPER = re.compile(
    r"(?<=牵头|主抓|主办|负责)、(?=[^，：、“”]{2,30}(?:配合|协助|协办|参与|协同推进)(?:落实|推进|实施)?(?:$|[，：]))"
)
"""县民政局牵头、县残联配合: a mark between clauses, not between names."""


def _clauses(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand."""
    cuts = [] if "“" in text else [found.start() for found in _BEFORE_HELPER.finditer(text)]
    found: list[tuple[int, int]] = []
    for start, end in split_outside(text, "，：", level=depths(text, openers=ROUND_OPENERS, closers=ROUND_CLOSERS)):
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            found.append((start, cut))
            start = cut + 1
        found.append((start, end))
    return found


def _role_in(clause: str, *, goes_on: bool) -> re.Match[str] | None:
    """Who does what in a clause. goes_on: clauses before it name someone, so that it may name whom they do it with."""
    together = _TOGETHER.match(clause) if goes_on else None
    helper = _TAKES_PART.match(clause) if goes_on else None
    return (
        together
        or helper
        or _KEEPS_LEADING.match(clause)
        or _BY_DUTY.match(clause)
        or _BORNE_BY.match(clause)
        or _ANSWERS_FOR.match(clause)
        or _BEARS.match(clause)
        or _IS_ROLE.match(clause)
        or _MAIN_BODY.match(clause)
        or _SENTENCE_ROLE.match(clause)
    )


def _kind_of(found: re.Match[str]) -> str:
    """The kind of the names under the verb of a clause."""
    verb = found.groupdict().get("verb") or ""
    if verb in ("牵头", "总牵头", "主办", "主抓", "主责", "抓"):
        return "lead"
    return "support" if verb in ("配合", "协办") or found.re in (_TOGETHER, _TAKES_PART) else "neutral"


def _apart(units: MappedText) -> tuple[MappedText, MappedText]:
    """A会同B牵头: who does it, and whom it does it with."""
    with_whom = units.text.find("会同")
    if with_whom < 2:
        return units, EMPTY
    return _without_must(units.slice(0, with_whom)), units.slice(with_whom + 2, len(units))


_OF_DEPARTMENTS = re.compile("、.{1,40}等(?:有关|相关|多)?部门$")
_DEPARTMENT = re.compile("[\u4e00-\u9fff]{2,4}")


def _is_departments(name: str) -> bool:
    """Whether a name before 等部门 is a body's: 公安、城管等部门 names two by what they do."""
    return _is_named(name) or (_DEPARTMENT.fullmatch(name) is not None and not _SUBJECT_ENDS.search(name))


_DESCRIBES = re.compile("(?:推进|推动|建立|完善|实行|构建|落实|探索|形成|健全|加快|支持|实施|组建|打造)由$")


def _describes(clause: str, found: re.Match[str]) -> bool:
    """推进由中铁集团负责建设的项目 tells which project, not whose task it is; 垃圾分类推进由街镇牵头 tells whose."""
    return "的" in clause[found.end() :] and _DESCRIBES.search(clause, 0, found.start("units")) is not None


_MUST = re.compile("(?:要|应当|应|须)$")
_MANNER = re.compile("(?:要|应当|应|须)?(?:结合|根据|按照|依据|依照|依托|围绕|对照|作为|按(?!揭))")
"""由区园林公司结合道路建设进展负责实施: how it is done stands between the body and the verb."""


def _without_must(units: MappedText) -> MappedText:
    found = _MUST.search(units.text)
    return units.slice(0, found.start()) if found else units


def _without_manner(units: MappedText) -> MappedText:
    found = _MANNER.search(units.text)
    if found and "（" in units.text[: found.start()] and "）" not in units.text[: found.start()]:
        return units  # 各管理局（区交投集团作为业主单位）
    if not found or not looks_like_unit(units.text[: found.start()].rsplit("、", 1)[-1]):
        return units
    return units.slice(0, found.start())


def _is_named(name: str) -> bool:
    """Whether a sentence's subject is a body, and neither a whole clause nor a kind of firms."""
    return (
        looks_like_unit(name)
        and name not in _BARE
        and name[0] not in "一每某"
        and not _SUBJECT_ENDS.search(name)
        and not _NOBODY.fullmatch(name)
    )
