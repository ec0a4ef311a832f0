"""A question as it is read: cleaned, and with the pieces that were understood marked; knows no place, unit or topic."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph_schema.errors import InputError
from reference.patterns import lazy_pattern
from reference.simplified import simplify

LONGEST_QUESTION = 1_000

_HAN = lazy_pattern("[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z'’-]*")
_SPACES = lazy_pattern(r"\s+")
_THOUSANDS = lazy_pattern(r"(?<=\d),(?=\d{3}(?!\d))")
# What people call bodies by what they do.
_BUREAUS = {
    "market regulator": "market regulation bureau",
    "market watchdog": "market regulation bureau",
    "police": "public security bureau",
    "tax office": "taxation bureau",
    "environment regulator": "ecology and environment bureau",
    "environmental regulator": "ecology and environment bureau",
    "planning authority": "natural resources and planning bureau",
    "land authority": "natural resources and planning bureau",
    "health authority": "health commission",
    "education authority": "education bureau",
    "fire service": "fire brigade",
}
# How question words are mistyped.
_TYPED = {
    "whos": "who's", "whats": "what's", "wheres": "where's", "hows": "how's", "wich": "which", "whch": "which", "whcih": "which",
    "whic": "which", "hwich": "which", "hwo": "who", "waht": "what", "wat": "what", "wht": "what", "teh": "the", "departement": "department",
    "departements": "departments", "departmnet": "department", "deparment": "department", "responsable": "responsible",
    "responsibel": "responsible", "resposible": "responsible", "responsble": "responsible", "reponsible": "responsible",
    "suport": "support", "suports": "supports", "supporst": "supports", "targt": "target", "tagret": "target", "deadine": "deadline",
    "bureu": "bureau", "buerau": "bureau", "agancy": "agency", "agencys": "agencies", "invloved": "involved", "inovlved": "involved",
    "chrage": "charge", "chage": "charge", "leeds": "leads", "laeds": "leads", "untis": "units", "taks": "tasks", "pls": "please",
}  # fmt: skip
_MISTYPED = lazy_pattern(rf"(?<![\w'-])(?:{'|'.join(_TYPED)})(?![\w'-])", re.IGNORECASE)
_REGULATORS = lazy_pattern(
    rf"(?<!traffic )(?<!armed )(?<!auxiliary )\b(?:{'|'.join(_BUREAUS)})\b(?! (?:station|officer|force|detachment|brigade|plan|programme|strategy))",
    re.IGNORECASE,
)
_BETWEEN = lazy_pattern("[ ,、]")
_SMALL_ZH = lazy_pattern(
    "[ ,、要会都来去也将应须需可还又被得是再给在]|一起|共同|一同|一并|主要|具体|分别|负责|一共|总共|应该|应当|需要"
)
_FUNCTION_WORDS = lazy_pattern(r"\b(?:the|a|an|of|for|in|on|to|at|its|all|set|by|as|with|from|and|is|are|that)\b")
_LONGEST_GAP = 6
_TITLES = lazy_pattern("《[^《》]{0,200}》")
_NUMBER = lazy_pattern(r"[一-鿿]{1,8}[〔\[(【{<]?\s?(?:19|20)\d\d\s?年?[〕\])】}>]?\s?(?:第\s?)?\d{1,4}\s?号")
_QUOTED_HAN = lazy_pattern('[“"][^“”"]{0,200}[一-鿿][^“”"]{0,200}[”"]')
_ANY_LETTER = lazy_pattern("[A-Za-z\u4e00-\u9fff]{2}")
_APOSTROPHE = lazy_pattern("(?<=[A-Za-z])[’ʼ](?=[A-Za-z]|\\s|$)")
_HAN_GAP = lazy_pattern("(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")


def clean_question(question: str) -> str:
    """The question in half-width characters, simplified, without control characters, on one line.

    Raises InputError for a question without a letter, digit or character, and for one that is too long.
    """
    if len(question) > LONGEST_QUESTION:
        raise InputError(
            f"the question has {len(question):,} characters, at most {LONGEST_QUESTION:,} are read; ask a shorter one"
        )
    kept = "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in question)
    text = _SPACES.sub(" ", "".join(map(_plain_letter, unicodedata.normalize("NFKC", kept)))).strip()
    text = _APOSTROPHE.sub("'", _THOUSANDS.sub("", _HAN_GAP.sub("", text)))
    text = _MISTYPED.sub(_as_meant, _REGULATORS.sub(_as_bureau, text))
    if not any(letter.isalnum() for letter in text):
        raise InputError('the question is empty; ask something like "which units lead land reform in Zhoushan"')
    return simplify(text)


def _plain_letter(letter: str) -> str:
    """A Latin letter without its marks: Lüchun is Luchun, Zhōushān Zhoushan. Others as they are."""
    bare = unicodedata.normalize("NFD", letter)[0] if "\u00c0" <= letter <= "\u024f" else letter
    return bare if bare.isascii() else letter


def _as_bureau(match: re.Match[str]) -> str:
    return _BUREAUS[match[0].lower()]


def _as_meant(match: re.Match[str]) -> str:
    meant = _TYPED[match[0].lower()]
    return meant.capitalize() if match[0][0].isupper() else meant


def language_of(text: str) -> str:
    """ "en" for a question in English or pinyin, "zh" for one in Chinese; mixed ones by what carries the sentence."""
    bare = _NUMBER.sub(" ", _QUOTED_HAN.sub(" ", _TITLES.sub(" ", text)))
    text = bare if _ANY_LETTER.search(bare) else text
    han = len(_HAN.findall(text))
    words = [word for word in _WORD.findall(text) if len(word) > 1 and not word.isupper()]
    return "en" if han == 0 or len(words) * 2 > han else "zh"


_STATEMENT = lazy_pattern(
    r"(?:^|[;'\")])\s*(?:union\s+(?:all\s+)?)?(?:select\s+(?:distinct\s+)?(?:\*|[\w.()]+(?:\s*,\s*[\w.()]+)*)\s+from\s+\w"
    r"|(?:optional\s+)?match\s*\(|(?:merge|create)\s*\(|drop\s+(?:table|index|database|view)\b|truncate\s+table\b"
    r"|delete\s+from\s+\w+|insert\s+into\s+\w+|update\s+\w+\s+set\s|call\s+\w+\.\w|(?:or|and)\s+['\"]?1['\"]?\s*=\s*['\"]?1)"
    r"|\bunion\s+(?:all\s+)?select\b|\bdetach\s+delete\b|\breturn\s+\w+(?:\.\w+|\(\w*\))|<\s*/?\s*script\b",
    re.IGNORECASE,
)


def is_statement(text: str) -> bool:
    """Whether a question is a statement of a query language or a script (SQL, Cypher, markup): nothing to answer."""
    return _STATEMENT.search(text) is not None


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in `text`."""
    return _HAN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] was understood as `kind` ("place", "unit", "role", "ask", "stop", ...)."""

    start: int
    end: int
    kind: str


_ASKING = frozenset(("ask", "ask.target", "role", "polite", "everywhere"))


@dataclass(slots=True)
class Reading:
    """The text of a question and the pieces understood so far; pieces never overlap."""

    text: str
    language: str
    pieces: list[Piece] = field(default_factory=list)
    topical: tuple[int, int] | None = None
    """Where the question says what it is about: no word in it asks for anything."""
    asks_still: re.Pattern[str] | None = None
    """But those that have one of these."""

    @property
    def lower(self) -> str:
        """The text in lower case, of the same length."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else self.text

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing within these bounds has been understood yet."""
        place = bisect_right([piece.start for piece in self.pieces], start) - 1
        before = self.pieces[place].end if place >= 0 else 0
        after = self.pieces[place + 1].start if place + 1 < len(self.pieces) else len(self.text)
        return before <= start and end <= after

    def take(self, start: int, end: int, kind: str) -> bool:
        """Mark a piece; False, and nothing done, where it overlaps one that is marked."""
        if start >= end or not self.is_free(start, end) or self._says_topic(start, end, kind):
            return False
        self.pieces.append(Piece(start, end, kind))
        self.pieces.sort(key=lambda piece: piece.start)
        return True

    def _says_topic(self, start: int, end: int, kind: str) -> bool:
        if kind not in _ASKING or not self.is_topical(start, end):
            return False
        return self.asks_still is None or self.asks_still.search(self.text, start, end) is None

    def is_topical(self, start: int, end: int) -> bool:
        """Whether some of it is what the question says it is about."""
        return self.topical is not None and start < self.topical[1] and end > self.topical[0]

    def stands_out(self, start: int, end: int, letters: int) -> bool:
        """Whether a word has more letters than so many and is no part of what the question says it is about."""
        return end - start > letters and not self.is_topical(start, end)

    def holds(self, start: int, end: int) -> bool:
        """Whether just this stretch is marked as one piece."""
        return any(piece.start == start and piece.end == end for piece in self.pieces)

    def of_kind(self, *kinds: str) -> list[Piece]:
        """The pieces of these kinds, in order."""
        return [piece for piece in self.pieces if piece.kind in kinds]

    def touches_piece(self, start: int, end: int, kinds: Iterable[str], *, before: bool = False) -> bool:
        """Whether a piece of one of `kinds` stands right before or after (spaces, commas and small words aside).

        before: count only those that stand before.
        """
        wanted = frozenset(kinds)
        for piece in self.pieces:
            if piece.kind in wanted and (piece.end <= start or not before):
                between = self.text[piece.end : start] if piece.end <= start else self.text[end : piece.start]
                if self.language == "en":
                    between = _FUNCTION_WORDS.sub("", between.lower())
                elif piece.end <= start and len(between) <= _LONGEST_GAP:
                    between = _SMALL_ZH.sub("", between)
                if not _BETWEEN.sub("", between):
                    return True
        return False

    def free_parts(self) -> Iterator[tuple[int, int]]:
        """The stretches that nothing was understood of, in order."""
        position = 0
        for piece in self.pieces:
            if position < piece.start:
                yield position, piece.start
            position = piece.end
        if position < len(self.text):
            yield position, len(self.text)

    def rest(self, gap: str = " ") -> str:
        """What is left, pieces replaced by `gap`."""
        return gap.join(self.text[start:end] for start, end in self.free_parts())
