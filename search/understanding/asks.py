"""What a question asks for, and the role it speaks of."""

import re
from dataclasses import dataclass

from reference.patterns import lazy_pattern
from search.understanding.counts import after_names, read_counts, read_measures
from search.understanding.frames import read_frames
from search.understanding.frames_zh import read_frames_zh
from search.understanding.plan_asks import NOTHING_ASKED, PlanAsks
from search.understanding.roles import (
    BESIDE_LEAD,
    BESIDE_SUPPORT,
    is_of_others,
    read_roles,
    role_of_unit,
    supports_unit,
)
from search.understanding.text import Reading, has_han
from search.understanding.words import QuestionWords

_FRAME = ("ask", "role", "unit", "place", "polite", "year", "plan", "number", "limit")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, in the order of the question; what is counted; the role ("lead", "support", None for both).

    says_role: whether a role is spoken of at all.
    """

    asks: tuple[str, ...]
    counted: str | None
    role: str | None
    says_role: bool
    responsible: bool = False
    unit_role: str | None = None
    """The role that is said of the unit named, where other units are asked for as well."""
    beside_unit: bool = False
    """Whether those are asked for who support the unit named: 配合县财政局的单位."""
    measures: tuple[str, ...] = ()
    """What the values asked for are counted in: 家 of 多少家企业."""


_WHICH_MORE = lazy_pattern(
    "(哪(?:个|里|家|地|边|一个|个地方|里的)?|谁)(?:的)?[^，。？?哪谁]{2,16}?"
    "((?:目标|指标)?(?:值|定得|设得)?(?:更|最)?(?:高|低|大|多|少|快|严)(?:些|一些|一点)?)(?=[?？。 ]*$)"
)
"""Which of two has the higher share, with the topic between (哪个研发经费占比目标高)."""
_THAN = lazy_pattern(
    "(比)[^，。？?；;]{1,24}?((?:更|还|要|都|也)?(?:定得|设得|来得)?(?:高|低|大|小|多|少|快|慢|严)"
    "(?:一些|一点|些|点|不少|很多|多少|吗|么|不|嘛|呢)*)(?=[?？。！! ]*$)"
)
"""甲的占比比乙高吗: two places beside each other."""
_SAID_TARGET = lazy_pattern(
    r"\b(what|which)\b(?: [\w&'/-]+){1,6}? ((?:is|are|was|were) (?:(?:also |then )?(?:set|aimed at|aimed for|planned|targeted"
    r"|expected|required|promised|foreseen|envisaged|to be reached)|the (?:goal|target|aim|objective)))\b",
    re.IGNORECASE,
)
"""What reuse rate is set, what harvest is aimed at: a number is asked for, the words between are its topic."""


_LEVELS = (
    r"(?:provincial|municipal|county|district|city|state|national|central|local|prefectural|town|government|public)"
)
_BODIES = (
    r"(?:departments?|bureaus?|bureaux|agenc(?:y|ies)|authorit(?:y|ies)|units?|bod(?:y|ies)|offices?"
    r"|commissions?|ministr(?:y|ies)|organi[sz]ations?)\b"
)
_KIND_OF_UNIT = lazy_pattern(rf"\s*(?:{_LEVELS}(?:[ -]level)? )?{_BODIES}")


def _which_of(reading: Reading) -> list[int]:
    """Where it says which provincial department, which Hubei bureaus: level and place only say what kind of unit."""
    found: list[int] = []
    for match in re.finditer(r"\b(?:which|what) (?:of the )?(?:other )?", reading.lower):
        start = after_names(reading, match.end())
        kind = _KIND_OF_UNIT.match(reading.lower, start)
        if kind and reading.take(start, kind.end(), "ask"):
            found.append(match.start())
            reading.take(match.start(), match.end(), "ask")
    return found


RANKED_BODIES = lazy_pattern(rf"[\w'’]+(?: City)?\s+{_LEVELS}(?:[ -]level)?\s+(?={_BODIES})", re.IGNORECASE)
"""From a place on: Zhoushan municipal departments are the city's own."""
IS_DRAFT = lazy_pattern(
    r"征求意见|草案|送审稿|讨论稿|(?:没有?|尚未|未|还没)(?:正式)?(?:出台|印发|发布|定稿|下发)"
    r"|\b(?:(?:put|sent|went|gone|is|was|were|are|still|been) )*(?:out|open|opened|released|published|circulated|issued|posted|up)"
    r" for (?:public )?(?:comments?|consultation|feedback|opinions)\b|\bdrafts?\b"
    r"|\bnot (?:yet )?(?:been )?(?:formally |officially )?(?:issued|adopted|approved|final|finalised|finalized)\b",
    re.IGNORECASE,
)
"""Said of a plan that is not in force yet."""


def read_asks(reading: Reading, words: QuestionWords, of_plans: PlanAsks = NOTHING_ASKED) -> Asked:
    """Read and mark question words and role words; units, places and ways to ask about plans are marked already."""
    counted, count_at = read_counts(reading)
    beside = [match for match in BESIDE_LEAD.finditer(reading.text) if reading.take(*match.span(), "role")]
    only_lead = [match for match in BESIDE_SUPPORT.finditer(reading.text) if reading.take(*match.span(), "role")]
    cited = [
        (match.start(), "citation")
        for match in _CARRIES_OUT.finditer(reading.text)
        if reading.take(*match.span(), "ask")
    ]
    framed = read_frames(reading) if reading.language == "en" else read_frames_zh(reading)
    ranked = [(at, "unit") for at in _which_of(reading)] if reading.language == "en" else []
    compared = _read_compared(reading)
    _take_before_limits(reading)
    measures = read_measures(reading)
    strong = [
        *of_plans.asks,
        *framed.asks,
        *ranked,
        *compared,
        *cited,
        *_read_against(reading),
        *_read_kind(reading, words, "ask.", weak=False),
    ]
    if counted is not None:
        strong.append((count_at, "count"))
    counted = counted or of_plans.counted
    framed.roles |= of_plans.roles
    role, says_role, responsible = read_roles(
        reading,
        words,
        without_leads=bool(beside),
        without_supports=bool(only_lead),
        framed=framed,
    )
    weak = _read_kind(reading, words, "ask.", weak=True)
    asks = _without_politeness(reading, tuple(dict.fromkeys(ask for _, ask in sorted(strong or weak))))
    asks, counted, role, says_role = _as_counted(reading, of_plans, asks, counted, role, says_role)
    if "yes_no" in asks and role == "lead" and _only_carries_out(reading):
        role = None
    if beside and asks == ("place",):
        asks = ("unit",)  # besides the lead, who else
    if counted is None and (not asks or asks == ("plan",)):
        drafts = [match for match in IS_DRAFT.finditer(reading.text) if reading.take(*match.span(), "ask")]
        asks = ("plan",) if drafts else asks
    if strong and "target" not in asks and any(ask == "target" for _, ask in weak):
        asks = (*asks, "target")
    of_others = asks == ("unit",) and role is None and is_of_others(reading, words)
    supports = "unit" in asks and (of_others or supports_unit(reading, words))
    role = "support" if supports else role
    if "unit" in asks and not says_role and not reading.of_kind("unit") and _asks_for_one(reading):
        role, says_role = "lead", True
    of_unit = "lead" if supports else role_of_unit(reading, words)
    return Asked(asks, counted, role, says_role, responsible, of_unit, supports, measures)


def _read_compared(reading: Reading) -> list[tuple[int, str]]:
    """Where places are set side by side, a value is said to be set, plans are issued by several."""
    more = [
        (match.start(), "comparison")
        for match in _WHICH_MORE.finditer(reading.text)
        if _take_both(reading, match, "ask")
    ]
    than = [
        (match.start(), "comparison")
        for match in _THAN.finditer(reading.text)
        if len(reading.of_kind("place")) > 1 and _take_both(reading, match, "ask")
    ]
    said = [(match.start(1), "target") for match in _SAID_TARGET.finditer(reading.text) if _take_both(reading, match)]
    joint = [(match.start(), "plan") for match in _JOINTLY.finditer(reading.text) if reading.take(*match.span(), "ask")]
    return [*more, *than, *said, *joint]


def _without_politeness(reading: Reading, asks: tuple[str, ...]) -> tuple[str, ...]:
    """What is asked without a yes or no that is only how it is put, or is told by setting places side by side."""
    if "yes_no" not in asks or len(asks) == 1:
        return asks
    by_places = "comparison" in asks and len(reading.of_kind("place")) > 1
    return tuple(ask for ask in asks if ask != "yes_no") if by_places or _IS_EMBEDDED.search(reading.text) else asks


_EACH_HOW_MANY = lazy_pattern(
    r"\b(?:which|what|who)\b[^?.;,]{0,24}\b(?:leads?|heads?|supports?)\b how many\b"
    r"|\bhow many tasks (?:does |do |are led by )?(?:each|every) (?:bureau|unit|department|body|agency)\b"
    r"|各个?(?:部门|单位|局|委办局|家)?(?:分别|各自|各)?(?:牵头|主办|配合)了?(?:多少|几)"
    r"|(?:哪个|哪家|谁|哪些)(?:部门|单位|局)?(?:分别|各)?(?:牵头|主办)了?(?:多少|几)"
)
"""Which bureau leads how many tasks: the bodies are asked for, each with its number."""
_SO_MANY_ZH = lazy_pattern("(?<![哪好])(?:一共|总共)?有?(?<![哪好])(?:几|多少)(?:个|份)")
_ROLE_COUNTED = lazy_pattern(
    r"\b(?P<lead>lead|leading)\b|\b(?P<support>supporting)\b|(?P<lead_zh>牵头)|(?P<support_zh>配合)"
)
_CARRY_OUT = lazy_pattern("(?:来|要|去|得|需要|应当?|负责)*(?:具体)?(?:落实|实施|执行|承担|推进|组织实施)")


def _as_counted(
    reading: Reading, of_plans: PlanAsks, asks: tuple[str, ...], counted: str | None, role: str | None, says_role: bool
) -> tuple[tuple[str, ...], str | None, str | None, bool]:
    """What is asked for, what is counted, the role and whether one is said, where the count has another sense than its words."""
    if counted is None and of_plans.by_issue and _SO_MANY_ZH.search(reading.text):
        asks, counted = ("count",), "plan"
    if counted == "plan" and "citation" in asks and reading.of_kind("plan"):
        asks, counted = ("count",), "citation"
    if counted == "unit" and not says_role and (of_counted := _role_counted(reading)):
        role, says_role = of_counted, True
    if counted == "task" and not reading.of_kind("unit") and _EACH_HOW_MANY.search(reading.lower):
        asks, counted, role, says_role = ("unit",), None, "support" if role == "support" else "lead", True
    return asks, counted, role, says_role


def _role_counted(reading: Reading) -> str | None:
    """The role in what is counted: how many lead bodies, 有几个牵头单位."""
    for piece in reading.of_kind("ask"):
        said = _ROLE_COUNTED.search(reading.lower, piece.start, piece.end)
        if said is not None:
            return "lead" if said["lead"] or said["lead_zh"] else "support"
    return None


def _only_carries_out(reading: Reading) -> bool:
    """Whether nothing but carrying out is said of a unit: 是不是由财政局落实 asks whether it has to do with it."""
    roles = [reading.text[piece.start : piece.end] for piece in reading.of_kind("role")]
    return bool(roles) and all(_CARRY_OUT.fullmatch(role) for role in roles)


_ONE_ZH = lazy_pattern("(?:由|归|找|该找|问|是)?(?:谁(?:家|来)?$|哪(?:一)?(?:个|家))")
_ONE_EN = lazy_pattern(
    r"(?:which|what) (?:[\w-]+ )*(?:unit|department|bureau|agency|office|body|authority|commission|ministry|organi[sz]ation)$"
    r"|who(?:'s|'d|'ll|ever| is| will| must| should| exactly)?$"
)


def _asks_for_one(reading: Reading) -> bool:
    """Whether one body is asked for (哪个局, which office, who) and no role is said: the one that has the matter."""
    one = _ONE_ZH if reading.language == "zh" else _ONE_EN
    return any(one.match(reading.lower[piece.start : piece.end]) for piece in reading.of_kind("ask"))


_IS_EMBEDDED = lazy_pattern(
    "(?:知道|知不知道|晓得|清楚|了解|告诉|说说|说一下|讲讲)[^。？?]{0,60}(?:谁|哪|什么|多少|几)[^。？?]{0,20}(?:吗|么|嘛|不)"
    "|(?:能|可以|可否|能否|能不能|可不可以|方便)(?:再|先|帮忙|帮我|给我|麻烦)?(?:说|告诉|讲|介绍|列|给|查|帮|看)[^。？?]{0,60}[吗么]"
)
"""你知道由谁牵头吗 asks who; 可以说一下牵头单位吗, too."""
_CARRIES_OUT = lazy_pattern(
    r"(?:是为?)?(落实|贯彻|依据|根据|按照|承接|细化|对标)(?:的)?[^，。？?]{0,10}?(哪(?:一|几|两)?(?:份|个|些|部|项)(?:文件|方案|规划|计划|意见|纲要|通知|部署|要求))"
)
"""是落实中央哪份文件: asks for what a plan cites."""
_JOINTLY = lazy_pattern(
    r"(?:等)?(?:[二三四五六七八九十两几\d]{1,3}个?)?(?:部门|部委|单位|厅局)?(?:联合|共同)(?:印发|发布|下发|发文|出台|制定|发)的?"
)
"""工信部等七部门联合发的: asks for the plan that they issued."""
_AGAINST = lazy_pattern(r"\b(?:against|alongside|next to|relative to|as against)\b")


def _read_against(reading: Reading) -> list[tuple[int, str]]:
    """Yecheng against Pinghu: a word that sets two places beside each other."""
    found: list[tuple[int, str]] = []
    for match in _AGAINST.finditer(reading.lower):
        places = reading.of_kind("place")
        left = [reading.lower[place.end : match.start()] for place in places if place.end <= match.start()]
        right = [reading.lower[match.end() : place.start] for place in places if place.start >= match.end()]
        beside = bool(left and right) and not left[-1].strip(" '’s") and not right[0].strip(" the")
        if beside and reading.take(*match.span(), "ask"):
            found.append((match.start(), "comparison"))
    return found


_BEFORE_LIMIT = lazy_pattern(
    r"(?:要求|规定|明确)?(?:定|设|设定|要求)(?:在|为|到|成|的是)\s*$|\bset (?:at|to)\s*$", re.IGNORECASE
)


def _take_before_limits(reading: Reading) -> None:
    """The verb of 定在20%以上: part of the condition, not of the topic."""
    for piece in reading.of_kind("limit"):
        verb = _BEFORE_LIMIT.search(reading.text, max(0, piece.start - 12), piece.start)
        if verb:
            reading.take(*verb.span(), "limit")


def _take_both(reading: Reading, match: re.Match[str], kind: str = "ask.target") -> bool:
    taken = reading.take(*match.span(1), kind)
    return reading.take(*match.span(2), kind) and taken


def _read_kind(reading: Reading, words: QuestionWords, prefix: str, *, weak: bool) -> list[tuple[int, str]]:
    found: list[tuple[int, int, str]] = []
    for kind in words.kinds(reading.language, prefix):
        if kind.endswith(".weak") == weak:
            name = kind.removeprefix(prefix).removesuffix(".weak")
            found += [(start, end, name) for start, end in words.find(reading.lower, reading.language, kind)]
    kept: list[tuple[int, str]] = (
        [(piece.start, "target") for piece in reading.of_kind("ask.target")] if not weak else []
    )
    for start, end, name in sorted(found, key=lambda item: (item[0] - item[1], item[0], item[2])):
        if name == "count":
            name = "target"  # what the graph counts is marked already
        if weak and not _is_at_edge(reading, start, end):
            continue
        if name == "yes_no" and not _opens_question(reading, start):
            continue
        if reading.take(start, end, "ask"):
            kept.append((start, name))
    return kept


def _is_at_edge(reading: Reading, start: int, end: int) -> bool:
    """Whether a word stands beside a marked piece or at an end of the question."""
    if not reading.text[:start].strip() or not reading.text[end:].strip(" ?？。.!！"):
        return True
    return reading.touches_piece(start, end, (*_FRAME, "ask.target"))


def _opens_question(reading: Reading, at: int) -> bool:
    """Does X lead Y asks yes or no; which tasks does X lead does not."""
    if reading.language == "zh":
        return True
    before = [piece for piece in reading.pieces if piece.start < at]
    free = "".join(reading.text[start : min(end, at)] for start, end in reading.free_parts() if start < at)
    return all(piece.kind in ("polite", "place") for piece in before) and not re.sub(
        r"\b(?:in|for|please|so|and)\b|[\s,]", "", free.lower()
    )


_ASKS_OPENLY = lazy_pattern(
    r"\b(?:who|whom|whose|which|what|when|where|how|list|name|show|give|tell|find|compare|please|need|want|like to)\b|[\u4e00-\u9fff]",
    re.IGNORECASE,
)
_OPENS_CLOSED = lazy_pattern(
    r"\W*(?:is|are|was|were|does|do|did|has|have|had|can|could|would|will|should|must|might)\b",
    re.IGNORECASE,
)


def is_closed_question(text: str) -> bool:
    """Whether an English question about a unit and a topic has no word that asks for anything: it asks yes or no."""
    ends = text.rstrip().endswith("?") or "yes or no" in text.lower()
    return _ASKS_OPENLY.search(text) is None and (ends or _OPENS_CLOSED.match(text) is not None)


_OPEN_ZH = lazy_pattern("[谁哪啥几]|什么|多少|怎么|如何|为何|列出|清单|名单")
_ENDS_CLOSED_ZH = lazy_pattern(r"(?:[?？]|[吗么吧]|没有?|与否|不)[?？。 ]*$")


def is_closed_question_zh(text: str) -> bool:
    """Whether a Chinese question without a word that asks for anything ends as one for yes or no: 归县财政局牵头?, 牵头养老没有."""
    return has_han(text) and _OPEN_ZH.search(text) is None and _ENDS_CLOSED_ZH.search(text) is not None
