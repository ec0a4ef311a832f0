"""Reads ways to ask about plans themselves, before all other ways, on the question with the names in it masked.

Knows no place, unit or plan; the ways stand in plan_ways_zh.py and plan_ways_en.py.
"""

import re
from dataclasses import dataclass

from reference.patterns import lazy_pattern
from search.understanding import plan_ways_en, plan_ways_zh
from search.understanding.plan_bags import Bag, read_bag, read_place_bag
from search.understanding.plan_way import OTHER, PLACE, PLAN, TIME, UNIT
from search.understanding.text import Reading

_MASKS = {"plan": PLAN, "number": PLAN, "place": PLACE, "unit": UNIT, "date": TIME, "year": TIME}
_MUST_ZH = "(?:要|需要?|应当?|必须|得|须|该|能|计划)?(?:全部|基本)?"
_DONE_ZH = "(?:完成|做完|办完|干完|办结|办好|搞完|完工|收尾|到期|截止|落地|交账|交卷|完)"
_BY_ZH = "(?:[内里中]|一年|这一?年|年?年?底|年末|底|末|份)*(?:之?前|以前|内|前)?"
_ISSUED = lazy_pattern(
    f"{TIME}[^，。？?{PLAN}]{{0,8}}?(?:印发|发布|出台|下发|公布|颁布|发文|出的|出了|出过|发的|发了|发过)"
    f"|(?:印发|发布|出台|下发|公布|颁布|成文)(?:于|时间|日期)[^，。？?]{{0,4}}{TIME}"
    rf"|\b{plan_ways_en.ISSUED}\b[^?.;]{{0,14}}{TIME}|\b(?:plans?|documents?) (?:are |were |that are )?(?:from|of) {TIME}"
    rf"|^\W*(?:in |during |for )?{TIME}(?=[^?.;{PLAN}]{{0,40}}\b{plan_ways_en.ISSUED}\b)|\bdat(?:e|es|ing) from {TIME}"
)
"""Said of the time of plans that are looked for: 2022年印发的, issued in 2022."""
_DUE = lazy_pattern(
    f"{TIME}{_BY_ZH}[{PLACE}{UNIT}]*(?:都|还)?(?:有)?(?:哪些任务|哪些工作|哪些事)?{_MUST_ZH}(?:{_DONE_ZH}|办成|建成|见效)|(?:时限|期限|截止时间|截止日期)(?:在|是|为|到)?{TIME}"
    rf"|{TIME}[^?.;]{{0,60}}\b(?:completed|finished|done|delivered)\b|\bdeliver(?:ed)?\b[^?.;]{{0,20}}{TIME}"
    r"|\b(?:due|to (?:be )?(?:finish(?:ed)?|complete(?:d)?|done|wrapped up)|finish|complete|deadlines?|expire"
    rf"|must be (?:done|finished|completed|ready))\b[^?.;]{{0,60}}{TIME}"
    rf"|{TIME}[^?.;]{{0,12}}\b(?:deadlines?|due)\b"
)
"""Said of tasks that are looked for by their time: 2025年底前要完成的, due by the end of June."""
_DUE_ZH = lazy_pattern(
    f"{_BY_ZH}(?:都|还)?(?:有)?(?:哪些(?:任务|工作|事项?))?{_MUST_ZH}{_DONE_ZH}的?"
    "(?:有?(?:哪些|什么|哪几项|哪几件|啥)?(?:任务|工作|事项|事情?|活儿?|项目)?(?:有哪些|有哪几项|是哪些|有什么)?)"
)
_BEFORE_ZH = lazy_pattern(f"{TIME}(之?前|以前|底前|底|末)")
_TERM_ZH = lazy_pattern("的?(?:完成)?(?:时限|期限|截止时间|截止日期)(?:在|是|为|到)?|哪些任务|截至|截止到?")
_DUE_EN = lazy_pattern(
    r"\b(?:what|which|which (?:tasks?|jobs|things|items|projects|work)|tasks?|(?:list )?(?:all |the )?tasks|list|everything|anything)\b"
    r"|\b(?:must|has to|have to|should|needs? to|is to|are to|does|do|is|are|with|that)\b"
    r"|\b(?:be )?(?:due|fall due|falls due|deliver(?:ed)?|finish(?:ed)?|complete(?:d)?|done|wrap(?:ped)? up|deadlines?|ready)\b|\bby the end of\b"
    r"|\b(?:by|before|in|of|a|the end of|have|to)\b"
)
_IS_LIST = lazy_pattern(
    r"(?:实事|事项|项目|工程)$|\b(?:livelihood [a-z ]+|projects?|lists?|items?|things|works?|matters|promises|priorities|tasks|pledges)$"
)
"""A plan that is called by what it lists."""
_NAMES_ONLY = lazy_pattern(rf"[{PLACE}{UNIT}{TIME}{PLAN}{OTHER}\s\W]|\bs\b")
ENDS_WHEN = lazy_pattern("(?:什么时候|何时|啥时候|哪[年天])到期|到期(?:时间|日)")
_A_DOCUMENT_EN = lazy_pattern(
    r"\b(?:implements?|implemented|carr(?:y|ies|ied) out|based (?:up)?on|rel(?:y|ies) on|cites?|builds? on|draws? on|rests? on) (?:[\w'’-]+ ){1,12}?"
    r"(?:measures|plan|guidelines?|opinions?|law|regulations?|outline|rules|notice|strategy|programme|decision|standards?)\W*$",
    re.IGNORECASE,
)
"""A document that is cited, by what it is about: which plan carries out the idle land disposal measures."""


ASKS_CITING_EN = lazy_pattern(
    r"\b(?:which|what|whose) (?:plans?|documents?|programmes?) (?:implements?|carr(?:y|ies) out|(?:is |are )?based (?:up)?on|rel(?:y|ies) on|cites?"
    r"|builds? on|draws? on|rests? on)\b",
    re.IGNORECASE,
)
"""Which plan cites something: what is described behind it is no plan that is asked about."""


def may_cite(text: str, *, named: bool) -> bool:
    """Whether a document is spoken of that plans may cite. named: whether one is by its title or number."""
    return named or _A_DOCUMENT_EN.search(text) is not None or "《" in text


@dataclass(frozen=True, slots=True)
class PlanAsks:
    """asks: each with its place. says: what is said of plans ("from", "until", "period", "issued?") and of roles.

    by_issue: whether the time in the question is that at which plans were issued. due: whether it is that of deadlines.
    """

    asks: tuple[tuple[int, str], ...] = ()
    says: frozenset[str] = frozenset()
    by_issue: bool = False
    due: bool = False
    counted: str | None = None

    @property
    def holds(self) -> str | None:
        """Whether it is asked that a plan is in force ("holds") or no longer ("gone")."""
        return next((said[:-1] for said in ("holds?", "gone?") if said in self.says), None)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that are spoken of."""
        return self.says & {"lead", "support", "all"}


NOTHING_ASKED = PlanAsks()


def read_plan_asks(reading: Reading, *, cites: bool) -> PlanAsks:
    """Read and mark the ways to ask about plans. cites: whether a document is named that may only be cited."""
    text = _masked(reading)
    bag = _bag_of(reading, text) if PLAN in text and UNIT not in text else None
    if bag is not None and not (cites and "citation" in bag.asks):
        _take_free(reading, 0, len(text), "ask")
        counted = ("citation" if bag.says == "cited" else "task") if "count" in bag.asks else None
        return PlanAsks(tuple((0, ask) for ask in bag.asks), frozenset((bag.says,)) - {""}, counted=counted)
    if not {PLAN, UNIT, TIME} & set(text) and PLACE in text and (bag := read_place_bag(text, reading.language)):
        _take_free(reading, 0, len(text), "ask")
        return PlanAsks(tuple((0, ask) for ask in bag.asks))
    holds = {"": True, "plan": PLAN in text, "none": PLAN not in text, "cited": cites}
    asks: list[tuple[int, str]] = []
    says: set[str] = set()
    for way in plan_ways_en.WAYS if reading.language == "en" else plan_ways_zh.WAYS:
        for match in way.pattern.finditer(text) if holds[way.needs] else ():
            kind = "polite" if way.asks == ("polite",) else "ask" if way.asks else "role"
            if _take_free(reading, *match.span(), kind):
                asks += [(match.start(), ask) for ask in way.asks if ask != "polite"]
                says.update((way.says,) if way.says else ())
    issued = _ISSUED.search(text) if holds["none"] else None
    if issued is not None:
        _take_free(reading, *issued.span(), "ask")
    by_issue = issued is not None
    due = not asks and not by_issue and TIME in text and _DUE.search(text) is not None and _mark_due(reading, text)
    return PlanAsks(tuple(asks), frozenset(says), by_issue, due)


def _bag_of(reading: Reading, text: str) -> Bag | None:
    """What is asked where nothing but words of questions about plans stand beside the names."""
    lists = any(_IS_LIST.search(reading.lower, piece.start, piece.end) for piece in reading.of_kind("plan"))
    return read_bag(text, reading.language, has_time=TIME in text, of_list=lists)


def _mark_due(reading: Reading, text: str) -> bool:
    """Mark the words of a question for what is due; False, and nothing done, where an English one goes on to say of what."""
    if reading.language == "en":
        spans = [match.span() for match in _DUE_EN.finditer(text)]
        if _NAMES_ONLY.sub("", _DUE_EN.sub("", text)):
            return False
    else:
        found = _DUE_ZH.search(text, text.rindex(TIME) + 1)
        spans = [match.span() for match in (found, *_TERM_ZH.finditer(text)) if match]
        if not spans:
            return False
    for span in (*spans, *((match.end() - len(match[1]), match.end()) for match in _BEFORE_ZH.finditer(text))):
        _take_free(reading, *span, "ask")
    return True


def _masked(reading: Reading) -> str:
    """The lower-case text with a sign in the place of what was read, repeated to the same length."""
    letters = list(reading.lower)
    for piece in reading.pieces:
        letters[piece.start : piece.end] = [_MASKS.get(piece.kind, OTHER)] * (piece.end - piece.start)
    return "".join(letters)


def _take_free(reading: Reading, start: int, end: int, kind: str) -> bool:
    """Mark what is free between two places; False where nothing is."""
    taken = [
        reading.take(max(start, first), min(end, last), kind)
        for first, last in list(reading.free_parts())
        if first < end and start < last and reading.text[max(start, first) : min(end, last)].strip()
    ]
    return any(taken)
