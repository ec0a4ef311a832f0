"""Finds standing bodies in English text by the words of their names, in any order. Knows functions, not units."""

from collections.abc import Iterable
from dataclasses import dataclass

from reference.patterns import lazy_pattern

_TOKEN = lazy_pattern(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_FILLERS = frozenset(("of", "and", "the", "for", "on", "in", "s", "sub"))
_NOUNS = frozenset(
    "bureau department commission office administration committee ministry authority agency center board division"
    " bureaux bureaus departments commissions offices".split()
)
_LEVELS = {
    "county": "county", "district": "county", "municipal": "city", "city": "city", "municipality": "city",
    "provincial": "province", "province": "province", "national": "nation", "state": "nation", "central": "nation",
    "town": "town", "township": "town", "prefectural": "city", "prefecture": "city", "regional": "province",
}  # fmt: skip
_STEMS = {
    "ecological": "ecology",
    "environmental": "environment",
    "agricultural": "agriculture",
    "industrial": "industry",
    "technological": "technology",
    "cultural": "culture",
    "statistical": "statistic",
    "statistics": "statistic",
    "organization": "organisation",
    "centre": "center",
    "defense": "defence",
    "labor": "labour",
    "modernization": "modernisation",
    "revitalization": "revitalisation",
    "transportation": "transport",
    "economic": "economy",
    "economics": "economy",
    "educational": "education",
    "tech": "technology",
    "fisheries": "fishery",
    "customs": "customs",
    "civilization": "civilisation",
}
_WINDOW = 14


@dataclass(frozen=True, slots=True)
class EnglishMention:
    """text[start:end] names a body of one of `functions`, likeliest first.

    `level` is what a level word beside it says ("city", "county", ...). `is_explicit` is false where no word like
    Bureau or Commission stands with it (natural resources and planning), which may be a topic instead.
    """

    start: int
    end: int
    functions: tuple[str, ...]
    level: str | None
    is_explicit: bool


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    written: str


def _stem(word: str) -> str:
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("s'").replace("'", "")
    if word in _STEMS:
        return _STEMS[word]
    if word.endswith("ization"):
        word = word[:-7] + "isation"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _tokens(text: str) -> list[_Token]:
    return [_Token(found.start(), found.end(), _stem(found[0]), found[0]) for found in _TOKEN.finditer(text)]


def _content(tokens: Iterable[_Token]) -> frozenset[str]:
    return frozenset(token.word for token in tokens if token.word not in _FILLERS and token.word not in _NOUN_STEMS)


def words_of(name: str) -> frozenset[str]:
    """The words of a body's English name, by stem; two names with the same words are one."""
    return frozenset(token.word for token in _tokens(name)) - _LINKS


_LINKS = _FILLERS - {"sub"}
_NOUN_STEMS = frozenset(_stem(noun) for noun in _NOUNS)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A function that a name stands for, the level it is of, and the nouns (bureau) in the name."""

    function: str
    level: str | None
    nouns: frozenset[str]


_VAGUE = frozenset(("administrative", "management", "general", "service", "work", "construction"))
"""Words that say nothing by themselves: an administrative committee is no administrative bureau."""
_WEAK_NOUNS = frozenset(("center", "division", "board"))  # only where the body's own name has it


class EnglishBodyFinder:
    """Looks for runs of words whose content is the content of a known English name."""

    def __init__(self, names: Iterable[tuple[str, str, str | None]]) -> None:
        self._functions: dict[frozenset[str], list[_Entry]] = {}
        self._acronyms: dict[str, list[_Entry]] = {}
        self._words: set[str] = set()
        for name, function, level in names:
            tokens = _tokens(name)
            if name.isupper() or (" " not in name and name[1:] != name[1:].lower()):
                self._acronyms.setdefault(name, []).append(_Entry(function, level, frozenset()))
                continue
            content = _content(tokens)
            if all(word in _LEVELS for word in content):
                continue  # a city administration bureau would be any bureau of a city
            entry = _Entry(function, level, frozenset(token.word for token in tokens if token.word in _NOUN_STEMS))
            entries = self._functions.setdefault(content, [])
            if entry not in entries:
                entries.append(entry)
            self._words |= content

    def find(self, text: str) -> list[EnglishMention]:
        """Mentions in order, none overlapping, the ones that explain most words first where they compete."""
        tokens = _tokens(text)
        found: list[EnglishMention] = []
        index = 0
        while index < len(tokens):
            mention, after = self._match(text, tokens, index)
            if mention is not None:
                found.append(mention)
            index = after
        return found

    def _match(self, text: str, tokens: list[_Token], index: int) -> tuple[EnglishMention | None, int]:
        token = tokens[index]
        if token.written in self._acronyms:
            entries = self._acronyms[token.written]
            return self._mention(text, tokens, index, index + 1, entries, explicit=True), index + 1
        if token.word not in self._words and token.word not in _NOUN_STEMS:
            return None, index + 1
        best: tuple[int, int, bool] | None = None
        for stop in range(index + 1, min(len(tokens), index + _WINDOW) + 1):
            word = tokens[stop - 1].word
            if stop - 1 > index and not _joined(text, tokens[stop - 2], tokens[stop - 1]):
                break
            if word not in self._words and word not in _NOUN_STEMS and word not in _FILLERS:
                break
            if word in _FILLERS:
                continue
            score = self._score(tokens[index:stop], has_level=_level(text, tokens, index, stop) is not None)
            if score is not None and (best is None or score[0] >= best[1] - (0 if score[1] else 1)):
                best = (stop, score[0], score[1])
        if best is None:
            return None, index + 1
        stop, _, explicit = best
        entries = self._functions[_content(tokens[index:stop])]
        return self._mention(text, tokens, index, stop, entries, explicit=explicit), stop

    def _score(self, part: list[_Token], *, has_level: bool) -> tuple[int, bool] | None:
        """Number of content words and explicitness of a run of words that is a known name, else None."""
        content = _content(part)
        entries = self._functions.get(content)
        if not entries or not content:
            return None
        written = [token.word for token in part if token.word in _NOUN_STEMS]
        nouns = len(written)
        if nouns > 1 and len(content) < 3 and not any(entry.nouns >= set(written) for entry in entries):
            return None
        if (
            nouns
            and len(content) == 1
            and content <= _VAGUE
            and not any(entry.nouns & set(written) for entry in entries)
        ):
            return None
        if nouns and _WEAK_NOUNS.issuperset(written) and not any(entry.nouns & set(written) for entry in entries):
            return None
        whole = any(not entry.nouns for entry in entries) and "government" not in content
        capital = part[0].written[:1].isupper()
        explicit = nouns > 0 or (whole and (len(content) > 1 or capital)) or (has_level and "government" in content)
        if not explicit and len(content) < 2 and not whole:
            return None
        return len(content) + nouns, explicit

    def _mention(
        self,
        text: str,
        tokens: list[_Token],
        start: int,
        stop: int,
        entries: list[_Entry],
        *,
        explicit: bool,
    ) -> EnglishMention:
        level = _level(text, tokens, start, stop)
        if any(token.written.lower() == "ministry" for token in tokens[start:stop]):
            level = "nation"
        fitting = [entry for entry in entries if entry.level == level] if level == "nation" else entries
        nouns = {token.word for token in tokens[start:stop] if token.word in _NOUN_STEMS}
        exact = [entry for entry in fitting if nouns and nouns & entry.nouns]
        functions = tuple(dict.fromkeys(entry.function for entry in exact or fitting or entries))
        if level is None and entries and all(entry.level == "nation" for entry in entries):
            level = "nation"
        return EnglishMention(tokens[start].start, tokens[stop - 1].end, functions, level, explicit)


def _joined(text: str, left: _Token, right: _Token) -> bool:
    between = text[left.end : right.start].strip()
    return between in ("", "-", "&", ",", "/", "’", "'", ", &")


def _level(text: str, tokens: list[_Token], start: int, stop: int) -> str | None:
    """What a level word right before the mention, or after it (… of the county), says."""
    if start and _joined(text, tokens[start - 1], tokens[start]):
        level = _LEVELS.get(tokens[start - 1].written.lower().replace("’s", "").replace("'s", ""))
        if level:
            return level
    after = [token.written.lower() for token in tokens[stop : stop + 3]]
    if after[:1] in (["of"], ["at"], ["in"]):
        rest = [word for word in after[1:] if word not in ("the", "this", "our")]
        return _LEVELS.get(rest[0]) if rest else None
    return None
