"""The roles a question speaks of: leading, supporting, taking part; of the units asked for, and of those it names."""

import re
from itertools import pairwise

from reference.patterns import lazy_pattern
from reference.terms import load_terms
from search.understanding.closed import is_closed, without_closed
from search.understanding.frame import Framed
from search.understanding.frames_bodies import role_nouns
from search.understanding.text import Piece, Reading, has_han
from search.understanding.words import QuestionWords

_ARTICLES = lazy_pattern(r"\b(?:the|a|its|their|in|of|district|county|municipal|city|provincial)\b")
_WORD_OR_SIGN = lazy_pattern(r"[\w'’-]+|[^\s\w]")
_BESIDE_FRAME = frozenset(", ) ） – — -".split())
_TAKES_OBJECT = frozenset(
    "get gets getting give gives giving given need needs needed want wants wanted provide provides provided use uses used using make"
    " makes making made take takes taking bring brings keep keeps put puts find finds see sees obtain obtained seem call like having"
    " has have had".split()
)
"""Closed words behind which a role word is a thing (who gets support)."""
_LEADING_NOUN = lazy_pattern(
    r"\s+(?:enterprises?|compan(?:y|ies)|firms?|role|group|groups|industr(?:y|ies)|technolog(?:y|ies)|edge|brands?|talents?|small group)\b"
)
_BODY_BEFORE = lazy_pattern(
    r"\b(?:units?|departments?|bureaus?|agenc(?:y|ies)|bod(?:y|ies)|offices?|authorit(?:y|ies))\s+$"
)
"""The unit | leading brand building."""
_ASKS_WHO = lazy_pattern(
    r"\bwho|\bunit|department|bureau|\boffice|agenc|authorit|\bbod(?:y|ies)\b|organi[sz]ation|谁|单位|部门|哪家|哪几家|机构|局"
)
_NOUNS_AS_WELL = frozenset("支持 支撑 帮助 领导 实施 推进 落实 推动 协作".split())
"""Behind the topic they are its end: 金融支持由谁牵头."""
_BEFORE_VERB = lazy_pattern(
    r"\b(?:to|should|must|will|would|shall|ought to|does|do|did|actually|really|is|are|was|be)\s+$|'s\s+$"
)
_TOTALS = lazy_pattern("一共|总共|共计|合计|总计")
_THE_LEAD = r"the (?:lead|leader|leading)s?(?: (?:unit|department|agency|body|bureau|office|one)s?)?"
BESIDE_LEAD = lazy_pattern(
    "(?:除了?|不算|不含)(?:牵头|主抓|负责)(?:的|方|人|单位|部门|那家)*(?:以外|之外|外)?"
    "|(?:但|而|并|却|只配合)?(?:不|没有?)牵头(?:的|而)?"
    "|牵头(?:的|方|单位|部门)*就?(?:不用|不必|不要|甭|别|先不)(?:说|列|管|提)了?"
    "|牵头(?:的|方|单位|部门)+(?:我|咱|我们|咱们)?(?:已经)?(?:知道|晓得|清楚|有数)了?"
    r"|\b(?:i|we) (?:already |do )?(?:know|have|found|see) (?:who|which [a-z]+) (?:leads|the lead is|is leading|is in the lead|is the lead)\b"
    rf"|\b(?:besides|beside|apart from|aside from|other than|in addition to|excluding|except(?: for)?|not counting|leaving out|without) {_THE_LEAD}\b"
    rf"|\b{_THE_LEAD} (?:aside|excluded|apart|left out)\b|\b(?:(?:do not|don't|not) (?:need|want|care about)|not) {_THE_LEAD}\b",
    re.IGNORECASE,
)
"""Who takes part but does not lead."""
_JOINED = lazy_pattern(r"\b(?:and|or|plus|but|who|which|with|as well as|not)\b|[,;:&/?+]")
"""What parts two things asked."""
_OF_A_PLACE = frozenset(
    "government administration local municipal county district city provincial prefectural town plan plans".split()
)
"""What a place has that says nothing of its own: who in the Shengsi county government | handles."""
BESIDE_SUPPORT = lazy_pattern(
    "(?:除了?|除去|除开|不看|不要|不列|不含|不包括|不算|不管|去掉|去除|撇开|抛开|排除|别列|不用列|不必列)(?:配合|协助|参与|协办)(?:的|方|者|人|单位|部门|机构)*(?:以外|之外|外)?"
    "|(?:配合|协助|参与|协办)(?:的|方|者|单位|部门|机构)*(?:就|都|可以|一概|一律)?(?:不用|不必|不需要|不要|无需|甭|别|先不|不)"
    "(?:说|列|管|提|看|算|写|报|数|要|查)(?:出来|出|在内|进来|了|上)*"
)
"""Who leads, and nobody else."""
_LONGEST_GAP = 6
_WEAK_ROLES = tuple(
    f"role.{role}.{how}" for how in ("weak", "after") for role in ("lead", "support", "part", "responsible")
)


def read_roles(
    reading: Reading, words: QuestionWords, *, without_leads: bool, without_supports: bool, framed: Framed
) -> tuple[str | None, bool, bool]:
    """The role asked about, marked in the reading; whether one is spoken of; whether by 负责 or responsible.

    without_leads: those are asked for who take part but do not lead; without_supports: only those who lead. framed: roles
    that ways to ask speak of; that somebody leads counts only where no word says another role.
    """
    said = framed.roles - {"lead"}
    for kind in ("role.all", "role.lead", "role.support"):
        for start, end in words.find(reading.lower, reading.language, kind):
            kinds = [piece.kind for piece in reading.pieces if piece.start <= start and end <= piece.end]
            by_frame = any(first <= start and end <= last for first, last in framed.told)  # which knows its role
            said_by_ask = not by_frame and "polite" not in kinds if kind == "role.all" else "ask" in kinds
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
    if not said and not framed.roles and reading.language == "en":
        said |= _of_nouns(reading)
    said |= framed.roles if not said else set()
    if without_leads or without_supports:
        return "support" if without_leads else "lead", True, False
    asked = [piece for piece in reading.of_kind("ask") if _ASKS_WHO.search(reading.lower, piece.start, piece.end)]
    if _asks_twice(reading, asked) and ({"lead", "responsible"} <= said or said == {"support"}):
        said.add("all")  # who leads, and which units are to carry it out; which office does it, and who helps
    return _role_of(said), bool(said), "responsible" in said


def _of_nouns(reading: Reading) -> set[str]:
    """The role that a noun behind a question word says, light words between them: who acts as helper for, lends its support to."""
    for piece in reading.of_kind("ask"):
        for role, pattern in role_nouns().items():
            match = pattern.match(reading.lower, piece.end)
            if match and (
                reading.take(match.start(), match.end(), "role")
                or reading.take(match.start("said"), match.end(), "role")
            ):
                return {role}
    return set()


def _asks_twice(reading: Reading, asked: list[Piece]) -> bool:
    """Whether bodies are asked for twice; who are | the supporting units asks once."""
    if reading.language == "zh":
        return len(asked) > 1
    return any(_JOINED.search(reading.lower, left.end, right.start) for left, right in pairwise(asked))


def _is_role(reading: Reading, start: int, end: int, kind: str) -> bool:
    """A weak role word counts beside a question word, a unit or another role: leading firms has none."""
    word = reading.lower[start:end]
    if reading.language == "en":
        if word in ("leading", "lead") and _LEADING_NOUN.match(reading.lower, end):
            # does the bureau | lead brand building, but: targets for lead firms
            subject = word == "lead" and reading.touches_piece(start, end, ("unit",), before=True)
            subject |= _BEFORE_VERB.search(reading.lower, max(0, start - 12), start) is not None
            return subject or _BODY_BEFORE.search(reading.lower, 0, start) is not None
        led = [piece for piece in reading.of_kind("role") if piece.end < start]
        led = [piece for piece in led if reading.lower.startswith(("lead", "head"), piece.start)]
        if kind == "role.support.weak" and led and not _JOINED.search(reading.lower, led[-1].end, start):
            return False  # whoever leads | help for jobseekers, the effort to support farmers
        if kind == "role.part.weak" or word.endswith(" by"):
            next_unit = next((piece.start for piece in reading.of_kind("unit") if piece.start >= end), None)
            if next_unit is not None and not _ARTICLES.sub("", _without_places(reading, end, next_unit)).strip(" '’s"):
                return True
        return _follows_frame(reading, start)
    longer = reading.text[start : end + 1]
    if end - start == 1 and len(longer) > 1 and load_terms().is_chinese_word(longer):
        return False  # 推 of 推行
    if end - start == 1 and start and reading.is_free(start - 1, start) and _ends_a_word(reading.text[start - 1 : end]):
        return False  # 管 of 监管
    if (word in _NOUNS_AS_WELL or (kind.endswith(".weak") and reading.of_kind("role"))) and _is_of_topic(
        reading, start
    ):
        return False
    if word in _NOUNS_AS_WELL and _begins_topic(reading, start, end):
        return False
    if _stands_beside(reading, start, end, before=kind.endswith(".after")):
        return True
    if kind.endswith(".after"):
        return False
    return word in ("负责", "具体负责", "分管") and not reading.text[end:].strip(" ?？。的")


def _ends_a_word(pair: str) -> bool:
    return load_terms().is_chinese_word(pair) and not is_closed(pair)


def _without_places(reading: Reading, start: int, end: int) -> str:
    """The lower-case text between two places in the question, names of places taken out."""
    text = reading.lower
    for piece in reversed(reading.of_kind("place")):
        if start <= piece.start and piece.end <= end:
            text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text[start:end]


def _follows_frame(reading: Reading, start: int) -> bool:
    """Whether a question word, unit or role comes before a word, with nothing but words of closed classes and places between."""
    position = start
    for piece in reversed([piece for piece in reading.pieces if piece.end <= start]):
        if not _says_nothing(_WORD_OR_SIGN.findall(reading.lower, piece.end, position)):
            return False
        if piece.kind in ("ask", "unit", "role", "ask.target", "unsure"):
            return True
        if piece.kind not in ("place", "year", "polite", "only", "gloss", "plan", "number", "date"):
            return False
        position = piece.start
    return False


def _is_of_topic(reading: Reading, start: int) -> bool:
    """Whether a Chinese word goes on right behind what names something, beside a role said elsewhere: 金融支持由谁牵头."""
    part = next((part for part in reading.free_parts() if part[0] <= start < part[1]), None)
    return part is not None and len(without_closed(_TOTALS.sub("", reading.text[part[0] : start]))) > 1


def _begins_topic(reading: Reading, start: int, end: int) -> bool:
    """Whether a word right behind another role begins what that role is for: 由谁牵头 | 支持减免租金."""
    behind_role = any(piece.end == start for piece in reading.of_kind("role"))
    return behind_role and end < len(reading.text) and has_han(reading.text[end]) and reading.is_free(end, end + 1)


def _says_nothing(words: list[str]) -> bool:
    """Whether English words are all of closed classes, and none has an object behind it: who has to lead, not who has support."""
    return all(
        word in _BESIDE_FRAME
        or word in _OF_A_PLACE
        or (is_closed(word) and (word not in _TAKES_OBJECT or "to" in words[at + 1 : at + 2]))
        for at, word in enumerate(words)
    )


def _stands_beside(reading: Reading, start: int, end: int, *, before: bool = False) -> bool:
    """Whether a question word, unit or role stands right before or after a Chinese word; with closed words between, too,
    where it stands before or behind 的 (帮衬的是哪几家).

    before: only these.
    """
    if reading.touches_piece(start, end, ("ask", "unit", "role"), before=before):
        return True
    for piece in reading.pieces:
        if piece.kind not in ("ask", "unit", "role"):
            continue
        between = reading.text[piece.end : start] if piece.end <= start else reading.text[end : piece.start]
        if piece.end < start and load_terms().is_chinese_word(reading.text[piece.end - 1 : piece.end + 1]):
            continue  # 才 of 人才 behind 牵头人
        follows = piece.end <= start or between.startswith("的")
        if follows and len(between) <= _LONGEST_GAP and not without_closed(between):
            return True
    return False


def _role_of(said: set[str]) -> str | None:
    """The role that words speak of; both roles where both are named, for who takes part, and for 责任单位; 负责 and responsible mean leading."""
    leads = bool(said & {"lead", "responsible"})
    if (leads and "support" in said) or said & {"all", "part"}:
        return None
    if leads:
        return "lead"
    return "support" if "support" in said else None


def supports_unit(reading: Reading, words: QuestionWords) -> bool:
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


def is_of_others(reading: Reading, words: QuestionWords) -> bool:
    """Whether a unit is said to lead and others are said to support: 经信局牵头, 那打配合的是谁."""
    if reading.language != "zh":
        return False
    roles = reading.of_kind("role")
    leads = [piece for piece in roles if _is_word_of(reading, piece, words, "lead")]
    supports = [piece for piece in roles if _is_word_of(reading, piece, words, "support")]
    units = reading.of_kind("unit")
    if len(leads) != 1 or not supports or len(leads) + len(supports) != len(roles):
        return False
    before = [unit for unit in units if unit.end <= leads[0].start]
    return bool(before) and not without_closed(reading.text[before[-1].end : leads[0].start].strip())


def role_of_unit(reading: Reading, words: QuestionWords) -> str | None:
    """What the first role word after a unit says of it."""
    units = reading.of_kind("unit")
    after = [piece for piece in reading.of_kind("role") if units and piece.start >= units[0].end]
    if not after:
        return None
    for name, role in (("lead", "lead"), ("responsible", "lead"), ("support", "support")):
        if _is_word_of(reading, after[0], words, name):
            return role
    return None
