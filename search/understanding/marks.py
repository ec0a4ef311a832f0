"""What is marked in a question beside names and question words: small talk, the day plans are to be in force, the nation.

Knows no place and no unit.
"""

import re

from reference.patterns import lazy_pattern
from search.understanding.closed import is_closed
from search.understanding.numbers import Numbers
from search.understanding.text import Reading, has_han

NATIONAL = lazy_pattern(
    r"国家层面|全国层面|国家级?层面|国家级的?(?=方案|计划|规划|文件|层面)|^国家级的|国家的(?:方案|计划|规划|文件)(?:里|中|里面|当中|上)?|中央层面|部委层面|国务院层面"
    r"|国家(?=的?(?:牵头|主管|责任|配合)(?:部门|单位))|^国务院(?![^，。？?]{0,6}(?:[办部委局署]|厅))|国务院(?=的|[^，。？?办部委局署]{2,20}(?:意见|方案|通知|规划|行动计划))"
    r"|\b(?:the )?state council(?:['’]s)?(?! general office)\b|\bnational level\b|\bnationally\b|\bstate level\b|\bcentral[- ](?:government )?level\b"
    r"|\b(?:which|what) (?:central |national |state )?ministr(?:y|ies)\b|哪(?:个|些|几个)(?:国家)?部委"
    r"|\bnational (?=(?:[\w'’-]+ ){0,5}(?:action |work |implementation )?(?:plan|opinions|guidelines|scheme|programme)\b)",
    re.IGNORECASE,
)


def mark_national(reading: Reading) -> None:
    """Words that say the nation itself is meant."""
    for said in NATIONAL.finditer(reading.text):
        reading.take(*said.span(), "only")


# A day on which plans are to be in force; asking when a plan ends is another thing.
_AS_OF = lazy_pattern(
    r"(?:时|当天|当日|那天|这天)[^，。？?]{0,4}(?:有效|在执行|生效)|(?:截至|截止到?|按|以|在)[^，。？?]{0,12}日?[^，。？?]{0,3}(?:有效的|在有效期|仍有效|还有效|现行|为准)"
    r"|\bas (?:of|at)\b|\bin force on\b|\bvalid on\b|\bin effect on\b|\bapplied on\b",
    re.IGNORECASE,
)


_IN_FORCE = lazy_pattern(
    r"截至|截止到?|(?:仍|还|在)?有效的?|在有效期内的?|生效的?|现行的?|为准|当天|当日|时(?=[^间期])"
    r"|\bas (?:of|at)\b|\b(?:was |were |that |which |is |are |being )*(?:in force|in effect|valid) on\b",
    re.IGNORECASE,
)


def read_day(reading: Reading, numbers: Numbers, text: str) -> str | None:
    """The day as of which plans are to be in force, marked in the reading; None where none is said."""
    if not numbers.dates or not _AS_OF.search(text):
        return None
    for said in _IN_FORCE.finditer(text):
        reading.take(*said.span(), "date")
    return _day_of(numbers.dates[0])


def _day_of(date: str) -> str:
    """The last day of a month that is named without a day."""
    return date if len(date) > len("2024-07") else f"{date}-31"


_CLAUSE = lazy_pattern(r"[^，,。.!！?？;；]+")
_CHAT = lazy_pattern(
    r"\s*(?:我(?!市|县|区|省|国|们市|们县)|您|你好|麻烦|谢谢|感谢|辛苦|请教|i |i'm |i’m |we |my |hello|hi\b|thanks|thank |dear |sorry)",
    re.IGNORECASE,
)


def mark_chat(reading: Reading) -> None:
    """Clauses in which people speak of themselves or say thanks carry nothing, where another clause asks.

    Where no other clause has anything to look for, theirs has: I am studying crop rotation. Who leads it?
    """
    clauses = list(_CLAUSE.finditer(reading.text))
    if len(clauses) < 2:
        return
    chat = [
        clause
        for clause in clauses
        if _CHAT.match(clause.group())
        and not any(
            clause.start() <= piece.start < clause.end() and piece.kind in ("ask", "unit", "place")
            for piece in reading.pieces
        )
    ]
    said = [(clause.start(), clause.end()) for clause in chat]
    if reading.language == "en" and not _names_something(reading, said):
        about = [match for clause in chat if (match := _SPEAKS_OF.match(reading.text, clause.start(), clause.end()))]
        said = [match.span() for match in about] or said
    for start, end in said:
        for first, last in list(reading.free_parts()):
            reading.take(max(start, first), min(end, last), "polite")


def _names_something(reading: Reading, apart: list[tuple[int, int]]) -> bool:
    """Whether a word of no closed class is free outside of some clauses."""
    for first, last in reading.free_parts():
        outside = [
            word
            for word in _LATIN_WORD.finditer(reading.lower, first, last)
            if not any(start <= word.start() < end for start, end in apart)
        ]
        if any(not is_closed(word[0]) for word in outside):
            return True
    return False


_LATIN_WORD = lazy_pattern(r"[^\W_][\w'’-]*")
_SPEAKS_OF = lazy_pattern(
    r"\s*(?:[\w'’-]+ ){1,12}?(?:studying|researching|investigating|examining|covering|exploring|reading|about|on|into|in|regarding"
    r"|concerning|with|need|of) ",
    re.IGNORECASE,
)
"""I am a researcher studying | crop rotation."""


_GLOSS = lazy_pattern(r"\b(?:the |a )?((?:[\w'’“”\"&-]+ ){1,6})[(（]")
_GLOSS_START = lazy_pattern(
    r".*\b(?:does|do|did|the|of|by|is|are|which|what|who|leads?|supports?|involves?|for|in)\b", re.IGNORECASE
)


_RANKS_ONLY = lazy_pattern(
    r"(?:\s*(?:autonomous|city|county|district|prefecture|province|municipality|town|township|banner|new area|zone))*\s*",
    re.IGNORECASE,
)
_IN_PINYIN = lazy_pattern(
    r"\s*[(（]\s*(?:[a-zü']+[ -])*[a-zü']*(?:ju|wei|ting|ban|shu|yuan|hui|zhongxin|bu|shi|gongsi|fu)\s*[)）]",
    re.IGNORECASE,
)
"""A body once more, in pinyin: the economic development bureau (jingfa ju)."""


def mark_glosses(reading: Reading) -> None:
    """The English words before a Chinese name in brackets say the same: Yangshan management centre (县洋管中心)."""
    for piece in reading.of_kind("unit"):
        again = _IN_PINYIN.match(reading.text, piece.end)
        if again:
            reading.take(piece.end, again.end(), "gloss")
    for match in _GLOSS.finditer(reading.text):
        named = next((piece for piece in reading.of_kind("unit", "place", "plan") if piece.start == match.end()), None)
        if named is None or not has_han(reading.text[named.start : named.end]):
            continue
        if named.kind == "place" and not any(
            match.start(1) <= piece.start and _RANKS_ONLY.fullmatch(reading.text, piece.end, match.end(1))
            for piece in reading.of_kind("place")
        ):
            continue  # who protects the old town (沙坪坝区)
        lead = _GLOSS_START.match(match[1])
        start = match.start(1) + (lead.end() if lead else 0)
        for piece in [piece for piece in reading.pieces if start <= piece.start < match.end(1)]:
            reading.pieces.remove(piece)
        reading.take(start, match.end(1), "gloss")


_PAPER_OF_PLACE = lazy_pattern(
    "的?(?:这|那)?(?:份|个)?(?:实施|行动|工作|总体)?(?:方案|规划(?!局|和|自)|文件)(?:里面|里头|当中|之中|中|里|内|上)?(?:的|，|,)?(?=[^，。？?])"
)
_INSIDE = lazy_pattern("(?:里面|里头|当中|之中|中(?![小医药央华国欧型心期职考试]|[、，,和与])|里|内(?![部需外资河贸]))")
_SEVERAL = lazy_pattern(
    "(?:这|那)?(?:两|三|四|五|六|几|俩|2|3|4)个?(?:地方|地区|城市|地|市|县|区|省|州|方|家|者)(?:之间)?的?"
)


def mark_around_places(reading: Reading) -> None:
    """What only goes with the Chinese name of a place: 平潭 | 的实施方案里, 甲县、乙县 | 两地的."""
    _mark_behind(reading, "place", _SEVERAL, _PAPER_OF_PLACE)


def mark_inside_plans(reading: Reading) -> None:
    """The 中 or 里 behind a plan, once ways to ask that begin so are read."""
    _mark_behind(reading, "plan", _INSIDE)


def _mark_behind(reading: Reading, kind: str, *patterns: re.Pattern[str]) -> None:
    for piece in reading.of_kind(kind) if reading.language == "zh" else ():
        for pattern in patterns:
            match = pattern.match(reading.text, piece.end)
            if match:
                reading.take(*match.span(), "polite")


_NAMES = frozenset(
    ("place", "plan", "year", "only", "everywhere", "polite", "unit", "gloss", "date", "level", "around")
)


def without_names(reading: Reading) -> str:
    """The question without what names a place, plan, unit or time: what it is compared with targets by."""
    text, position = "", 0
    for piece in reading.pieces:
        if piece.kind.partition(".")[0] in _NAMES:
            text += reading.text[position : piece.start] + " "
            position = piece.end
    return " ".join((text + reading.text[position:]).split()).strip(" ,，、?？")
