"""What a question asks for, and the role it speaks of."""

import re
from dataclasses import dataclass

from reference.terms import load_terms
from search.understanding.text import Piece, Reading
from search.understanding.words import QuestionWords


def _kinds_by_word(**words: str) -> dict[str, str]:
    return {word: kind for kind, listed in words.items() for word in listed.split()}


_FRAME = ("ask", "role", "unit", "place", "polite", "year", "plan", "number", "limit")
# What the graph can count, and the words for it.
_COUNTED_ZH = _kinds_by_word(
    task="任务 工作 事项 措施 举措 子任务 重点任务 主要任务",
    unit="单位 部门 机构 局 牵头单位 责任单位 配合单位",
    target="目标 指标 量化目标",
    plan="方案 规划 计划 文件 政策",
    place="县 区 市 地方 地区 乡镇 城市",
)
_COUNTED_EN = _kinds_by_word(
    task="task measure",
    unit="unit department bureau bureaux agencies agency bodies office organisation organization authorities",
    target="target goal indicator objective",
    plan="plan document policies",
    place="place cities counties district town county city subdistrict zone village prefecture jurisdiction locality localities",
)
_AFTER_COUNT_ZH = re.compile(
    "(?:的|个|项|家|条|份)?(" + "|".join(sorted(_COUNTED_ZH, key=lambda word: (-len(word), word))) + ")"
)
_MEASURE = re.compile(r"(?:万|亿|千|百)?(?:家|个|项|亩|元|件|人|吨|条|台|座|公里|户|套|次|场|名|倍|%)?")
_AFTER_COUNT_EN = re.compile(
    r"\s+(?:(?:of the|different|of|separate|leading|lead|responsible|supporting|quantified|numerical|the|such|government|more)\s+)*("
    + "|".join(sorted(_COUNTED_EN, key=lambda word: (-len(word), word)))
    + r")s?\b(?:(?:,| and| or|, and) (?:town|county|city|district|subdistrict|street|zone|village|cities|counties|place)s?\b){0,4}"
)
_COUNT_WORDS_ZH = re.compile(
    "^(?:有多少|一共多少|总共多少|共有多少|多少项|多少个|多少家|多少条|多少份|几项|几个|几家|几条|几份|多少|几)$"
)
_ARTICLES = re.compile(r"\b(?:the|a|its|their|in|of|district|county|municipal|city|provincial)\b")
# One character class or one word a step: nothing here can be read in two ways, so it cannot backtrack badly.
_FILLERS = re.compile(
    r"(?:\b(?:in|of|at|for|across|within|to|also|mainly|jointly|the|a|is|are|be|will|should|must|and|or|that|which|who"
    r"|does|do|did|not|both|either|then|it|them|ones|those|others)\b|[,\s)）])*$"
)
_LEADING_NOUN = re.compile(
    r"\s+(?:enterprises?|compan(?:y|ies)|firms?|role|group|groups|industr(?:y|ies)|technolog(?:y|ies)|edge|brands?|talents?|small group)\b"
)


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


_WHICH_MORE = re.compile(
    "(哪(?:个|里|家|地|边|一个|个地方|里的)?|谁)(?:的)?[^，。？?哪谁]{2,16}?"
    "((?:目标|指标)?(?:值|定得|设得)?(?:更|最)?(?:高|低|大|多|少|快|严)(?:些|一些|一点)?)(?=[?？。 ]*$)"
)
"""Which of two has the higher share, with the topic between (哪个研发经费占比目标高)."""
_SAID_TARGET = re.compile(
    r"\b(what|which)\b(?: [\w&'/-]+){1,6}? ((?:is|are|was|were) (?:(?:also |then )?(?:set|aimed at|aimed for|planned|targeted"
    r"|expected|required|promised|foreseen|envisaged|to be reached)|the (?:goal|target|aim|objective)))\b",
    re.IGNORECASE,
)
"""What reuse rate is set, what harvest is aimed at: a number is asked for, the words between are its topic."""


_LEVELS = (
    r"(?:provincial|municipal|county|district|city|state|national|central|local|prefectural|town|government|public)"
)
_KIND_OF_UNIT = re.compile(
    rf"\s*(?:{_LEVELS}(?:[ -]level)? )?(?:departments?|bureaus?|bureaux|agenc(?:y|ies)|authorit(?:y|ies)|units?|bod(?:y|ies)|offices?"
    r"|commissions?|ministr(?:y|ies)|organi[sz]ations?)\b"
)
_ASKS_WHO = re.compile(
    r"\bwho|\bunit|department|bureau|\boffice|agenc|authorit|\bbod(?:y|ies)\b|organi[sz]ation|谁|单位|部门|哪家|哪几家|机构|局"
)


def _which_of(reading: Reading) -> list[int]:
    """Where it says which provincial department, which Hubei bureaus: level and place only say what kind of unit."""
    found: list[int] = []
    for match in re.finditer(r"\b(?:which|what) (?:of the )?(?:other )?", reading.lower):
        start = _after_names(reading, match.end())
        kind = _KIND_OF_UNIT.match(reading.lower, start)
        if kind and reading.take(start, kind.end(), "ask"):
            found.append(match.start())
            reading.take(match.start(), match.end(), "ask")
    return found


RANKED_BODIES = re.compile(
    rf"[\w'’]+(?: City)?\s+{_LEVELS}(?:[ -]level)?\s+"
    r"(?=(?:departments?|bureaus?|bureaux|agenc(?:y|ies)|authorit(?:y|ies)|units?|bod(?:y|ies)|offices?|commissions?)\b)",
    re.IGNORECASE,
)
"""From a place on: Zhoushan municipal departments are the city's own."""
IS_DRAFT = re.compile(
    r"征求意见|草案|送审稿|讨论稿|(?:没有?|尚未|未|还没)(?:正式)?(?:出台|印发|发布|定稿|下发)"
    r"|\bdrafts?\b|\bnot (?:yet )?(?:been )?(?:formally |officially )?(?:issued|adopted|approved|final|finalised|finalized)\b",
    re.IGNORECASE,
)
"""Said of a plan that is not in force yet."""


def read_asks(reading: Reading, words: QuestionWords) -> Asked:
    """Read and mark question words and role words; units and places are marked already."""
    counted, count_at = _read_counts(reading)
    beside = [match for match in _BESIDE_LEAD.finditer(reading.text) if reading.take(*match.span(), "role")]
    ranked = [(at, "unit") for at in _which_of(reading)] if reading.language == "en" else []
    more = [
        (match.start(), "comparison")
        for match in _WHICH_MORE.finditer(reading.text)
        if _take_both(reading, match, "ask")
    ]
    said = [(match.start(1), "target") for match in _SAID_TARGET.finditer(reading.text) if _take_both(reading, match)]
    cited = [
        (match.start(), "citation")
        for match in _CARRIES_OUT.finditer(reading.text)
        if reading.take(*match.span(), "ask")
    ]
    strong = [*ranked, *more, *said, *cited, *_read_against(reading), *_read_kind(reading, words, "ask.", weak=False)]
    if counted is not None:
        strong.append((count_at, "count"))
    role, says_role, responsible = _read_roles(reading, words, without_leads=bool(beside))
    weak = _read_kind(reading, words, "ask.", weak=True)
    asks = tuple(dict.fromkeys(ask for _, ask in sorted(strong or weak)))
    if not asks and counted is None:
        drafts = [match for match in IS_DRAFT.finditer(reading.text) if reading.take(*match.span(), "ask")]
        asks = ("plan",) if drafts else asks
    if strong and "target" not in asks and any(ask == "target" for _, ask in weak):
        asks = (*asks, "target")
    supports = "unit" in asks and _supports_unit(reading, words)
    role = "support" if supports else role
    of_unit = "lead" if supports else _role_of_unit(reading, words)
    return Asked(asks, counted, role, says_role, responsible, of_unit, supports, _measures(reading))


def _supports_unit(reading: Reading, words: QuestionWords) -> bool:
    """Whether a word for supporting stands right before a unit: which departments back up the finance bureau."""
    units, roles = reading.of_kind("unit"), reading.of_kind("role")
    if any(_is_word_of(reading, piece, words, "lead") for piece in roles):
        return False
    for piece in roles:
        unit = next((unit for unit in units if unit.start >= piece.end), None)
        between = _without_places(reading, piece.end, unit.start) if unit else "-"
        if _ARTICLES.sub("", between).strip(" '’s"):
            continue
        if _is_word_of(reading, piece, words, "support"):
            return True
    return False


def _is_word_of(reading: Reading, piece: Piece, words: QuestionWords, role: str) -> bool:
    word = reading.lower[piece.start : piece.end]
    return any(word in words.words(reading.language, f"role.{role}{how}") for how in ("", ".weak", ".after"))


_HOW_MANY = re.compile(
    r"(?:多少|几)(?P<zh>家|户|亩|公里|千米|人|名|项|个百分点|%|吨|台|座|套|件|辆|张|亿元|万元|亿|元)"
    r"|\bhow many (?:\w+ ){0,2}?(?P<en>compan(?:y|ies)|firms?|enterprises?|factor(?:y|ies)|households?|people|persons?"
    r"|jobs|mu|hectares?|kilomet(?:er|re)s?)\b"
    r"|\bhow much (?P<money>money|funding|investment|capital)\b|\bhow much\b[^?.;]{0,40}\b(?P<spent>invest(?:ed|ment)?|spen[dt]|yuan|revenue)\b",
    re.IGNORECASE,
)
_COUNTED_IN = {
    "compan": ("家", "户", "个"), "firm": ("家", "户", "个"), "enterp": ("家", "户", "个"), "factor": ("家", "户", "个", "座"),
    "househ": ("户",), "people": ("人", "名", "人次"), "person": ("人", "名", "人次"), "jobs": ("人", "个"),
    "mu": ("亩",), "hectar": ("公顷", "亩"), "kilome": ("公里", "千米"), "亿": ("元",), "亿元": ("元",), "万元": ("元",),
}  # fmt: skip


def _measures(reading: Reading) -> tuple[str, ...]:
    """What the numbers asked for are counted in."""
    found = _HOW_MANY.search(reading.lower)
    if found is None:
        return ()
    if found["money"] or found["spent"]:
        return ("元",)
    word = found["zh"] or found["en"]
    return _COUNTED_IN.get(word if found["zh"] else word[:6], (word,) if found["zh"] else ())


_CARRIES_OUT = re.compile(
    r"(?:是为?)?(落实|贯彻|依据|根据|按照|承接|细化|对标)(?:的)?[^，。？?]{0,10}?(哪(?:一)?(?:份|个|些|部|项)(?:文件|方案|规划|计划|意见|纲要|通知|部署|要求))"
)
"""是落实中央哪份文件: asks for what a plan cites."""
_AGAINST = re.compile(r"\b(?:against|alongside|next to|relative to|as against)\b")


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


def _take_both(reading: Reading, match: re.Match[str], kind: str = "ask.target") -> bool:
    taken = reading.take(*match.span(1), kind)
    return reading.take(*match.span(2), kind) and taken


def _role_of_unit(reading: Reading, words: QuestionWords) -> str | None:
    """What the first role word after a unit says of it."""
    units = reading.of_kind("unit")
    after = [piece for piece in reading.of_kind("role") if units and piece.start >= units[0].end]
    if not after:
        return None
    for name, role in (("lead", "lead"), ("responsible", "lead"), ("support", "support")):
        if _is_word_of(reading, after[0], words, name):
            return role
    return None


def _read_counts(reading: Reading) -> tuple[str | None, int]:
    """how many tasks, 多少项任务: the graph's own things are counted; how many firms asks for a target."""
    if reading.language == "en":
        for match in re.finditer(r"\b(?:how many|number of|count of|count(?: the)?|total of)\b", reading.lower):
            noun = _AFTER_COUNT_EN.match(reading.lower, match.end())
            if noun and reading.take(match.start(), noun.end(), "ask"):
                return _COUNTED_EN[noun[1]], match.start()
            after = _after_names(reading, match.end())
            noun = _AFTER_COUNT_EN.match(reading.lower, after) if after > match.end() else None
            if noun and reading.take(match.start(), match.end(), "ask") and reading.take(after, noun.end(), "ask"):
                return _COUNTED_EN[noun[1]], match.start()
        return None, 0
    for match in re.finditer(
        "(任务|单位|部门|目标|指标|方案|规划|计划)(?:的?(?:总?数量|总数|个数|项数)(?:是多少)?|(?:一共|总共|共)?有?(?:多少|几)(?:项|个|家|条|份)?(?!的?(?:责任|牵头|配合|单位|部门|目标|指标|任务))(?![项个家条份]))",
        reading.text,
    ):
        if reading.take(match.start(), match.end(), "ask"):
            return _COUNTED_ZH[match[1]], match.start()
    for match in re.finditer(
        "有?(?:一共|总共|共有|共)?(?:有)?(?:多少|(?<!哪)(?<!好)几)(?:项|个|家|条|份)?", reading.text
    ):
        noun = _AFTER_COUNT_ZH.match(reading.text, match.end())
        if noun and reading.take(match.start(), noun.end(), "ask"):
            return _COUNTED_ZH[noun[1]], match.start()
        counts_tasks = match.group()[-1] in "项条" and (reading.of_kind("unit") or "任务" in reading.text)
        if counts_tasks and reading.take(match.start(), match.end(), "ask"):
            return "task", match.start()
        if "多少" in match.group():
            end = _MEASURE.match(reading.text, match.end())
            reading.take(match.start(), end.end() if end else match.end(), "ask.target")
    return None, 0


def _after_names(reading: Reading, position: int) -> int:
    """Where the places and plans end that stand at a position: how many | of Pinghu's | tasks."""
    for piece in reading.of_kind("place", "plan", "year"):
        between = reading.lower[position : piece.start] if piece.start >= position else "-"
        if not re.sub(r"\b(?:of|in|the|all)\b|\s", "", between):
            position = piece.end
            if reading.lower.startswith("'s", position):
                position += 2
    return position


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


_BESIDE_LEAD = re.compile(
    "(?:除了?|不算|不含)(?:牵头|主抓|负责)(?:的|方|人|单位|部门|那家)*(?:以外|之外|外)?"
    "|(?:但|而|并|却|只配合)?(?:不|没有?)牵头(?:的|而)?"
)
"""Who takes part but does not lead."""
_WEAK_ROLES = tuple(
    f"role.{role}.{how}" for how in ("weak", "after") for role in ("lead", "support", "part", "responsible")
)


def _read_roles(reading: Reading, words: QuestionWords, *, without_leads: bool) -> tuple[str | None, bool, bool]:
    said: set[str] = set()
    for kind in ("role.all", "role.lead", "role.support"):
        for start, end in words.find(reading.lower, reading.language, kind):
            said_by_ask = kind == "role.all" or any(
                piece.start <= start and end <= piece.end for piece in reading.of_kind("ask")
            )
            if reading.take(start, end, "role") or said_by_ask:
                said.add(kind.removeprefix("role."))
    changed = True
    while changed:
        changed = False
        for kind in _WEAK_ROLES:
            for start, end in words.find(reading.lower, reading.language, kind):
                if _is_role(reading, start, end, kind) and reading.take(start, end, "role"):
                    said.add(kind.split(".")[1])
                    changed = True
    if without_leads:
        return "support", True, False
    asked = [piece for piece in reading.of_kind("ask") if _ASKS_WHO.search(reading.lower, piece.start, piece.end)]
    if len(asked) > 1 and ({"lead", "responsible"} <= said or said == {"support"}):
        said.add("all")  # who leads, and which units are to carry it out; which office does it, and who helps
    return _role_of(said), bool(said), "responsible" in said


def _is_role(reading: Reading, start: int, end: int, kind: str) -> bool:
    """A weak role word counts beside a question word, a unit or another role: leading firms has none."""
    word = reading.lower[start:end]
    if reading.language == "en":
        if word in ("leading", "lead") and _LEADING_NOUN.match(reading.lower, end):
            # does the bureau | lead brand building, but: targets for lead firms
            return word == "lead" and reading.touches_piece(start, end, ("unit",), before=True)
        if kind == "role.part.weak" or word.endswith(" by"):
            next_unit = next((piece.start for piece in reading.of_kind("unit") if piece.start >= end), None)
            if next_unit is not None and not _ARTICLES.sub("", _without_places(reading, end, next_unit)).strip(" '’s"):
                return True
        return _follows_frame(reading, start)
    if end - start == 1 and load_terms().is_chinese_word(reading.text[start : end + 1]):
        return False  # 推 of 推行
    if kind.endswith(".after"):
        asked = reading.touches_piece(start, end, ("ask", "unit", "role"), before=True)
        return asked or (reading.text[end : end + 1] == "的" and reading.touches_piece(start, end + 1, ("ask", "unit")))
    if reading.touches_piece(start, end, ("ask", "unit", "role")):
        return True
    return word in ("负责", "具体负责", "分管") and not reading.text[end:].strip(" ?？。的")


def _without_places(reading: Reading, start: int, end: int) -> str:
    """The lower-case text between two places in the question, names of places taken out."""
    text = reading.lower
    for piece in reversed(reading.of_kind("place")):
        if start <= piece.start and piece.end <= end:
            text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text[start:end]


def _follows_frame(reading: Reading, start: int) -> bool:
    """Whether a question word, unit or role comes before a word, with nothing but small words and places between."""
    position = start
    while True:
        filler = _FILLERS.search(reading.lower, 0, position)
        position = filler.start() if filler else position
        before = [
            piece for piece in reading.pieces if position <= piece.end <= start or piece.start <= position < piece.end
        ]
        if any(piece.kind in ("ask", "unit", "role", "ask.target", "unsure") for piece in before):
            return True
        skipped = [
            piece for piece in before if piece.kind in ("place", "year", "polite", "only") and piece.start < position
        ]
        if not skipped:
            return False
        position = min(piece.start for piece in skipped)


def _role_of(said: set[str]) -> str | None:
    """Both roles where both are named, for who takes part, and for 责任单位; 负责 and responsible mean leading."""
    leads = bool(said & {"lead", "responsible"})
    if (leads and "support" in said) or said & {"all", "part"}:
        return None
    if leads:
        return "lead"
    return "support" if "support" in said else None
