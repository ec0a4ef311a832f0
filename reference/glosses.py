"""English words to the Chinese words whose glosses have them: a wide, loose translation. Knows no documents.

Where `reference/terms.py` says what a term is called in plans, this says which words can have to do with it: manhole is a word of
the gloss of 井盖 (manhole cover). The data is CC-CEDICT's (reference/build_glosses.py) and the lexicon's own terms.
"""

import gzip
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern
from reference.terms import DATA, TermLexicon, load_terms, stem

FILE = DATA / "gloss_words.tsv.gz"
PLAN_WORDS = DATA / "plan_words.tsv"
IRREGULAR = DATA / "irregular_words.txt"
TENTHS = 10
_WORD = lazy_pattern(r"(?=\d*[A-Za-z])[A-Za-z\d]+(?:\.\d+)?(?:'[A-Za-z]+)*")
_ORDINAL = lazy_pattern(r"\d+(?:st|nd|rd|th|s|m|km|bn)$")
_ENTRY = lazy_pattern(r"([^\d;]+)(\d+)")
_LATER_FORM = 0.1
_LONG_ENOUGH = 6
_RELATED = 0.75
"""What the words for a verb count for its noun, and the other way round (inspect, inspection)."""
_LOOSE = 0.8
"""What the dictionary's words count beside those that plans are known to use."""
_LEAST_BASE = 5
_NOUN_ENDINGS = "ization ation ition ment ance ence ant ent ion ity er or al ive ist ure th ty y".split()
_EMPTY = frozenset(
    "to of the a an in on for with by and or be sth sb etc esp used one's into from at as cl variant also see abbr lit fig old".split()
)


_TELLING = frozenset(
    "old older new newer big small smaller tiny fast faster quick quicker quickly slow early earlier late later easy easier"
    " difficult stop heavy help helping solve fix fixing open best good ancient".split()
)
"""Stop words of the dictionary that say something beside others (old blocks, paying later)."""


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return (load_terms().stopwords | _EMPTY) - _TELLING


def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of substance in an English text, each once, in order; N95 and 5G are words too."""
    words, empty = _WORD.findall(text.lower().replace("’", "'")), _stopwords()
    said = [word for word in words if len(word) > 1 and word not in empty and _ORDINAL.match(word) is None]
    return tuple(dict.fromkeys([stem(word) for word in said]))


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    """The stem of the base form by those of the irregular ones."""
    try:
        lines = IRREGULAR.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{IRREGULAR}: cannot read the irregular words ({exc}); restore the file") from exc
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {stem(other): stem(base) for base, *others in rows for other in others}


@lru_cache(maxsize=1 << 12)
def relatives(stemmed: str) -> tuple[str, ...]:
    """Stems that verbs and nouns of the same word may have: inspection, inspector and inspect; itself is not among them."""
    roots = {stemmed}
    for ending in _NOUN_ENDINGS:
        root = stemmed.removesuffix(ending)
        if root != stemmed and len(root) >= _LEAST_BASE:
            roots.add(root[:-1] + "y" if root.endswith("i") else root)
    found = roots | {root + ending for root in roots if len(root) >= _LEAST_BASE for ending in _NOUN_ENDINGS}
    found |= {root + "e" for root in roots}
    return tuple(sorted(found - {stemmed}))


def share_of_gloss(words: int) -> float:
    """What one of the words of a gloss says of it, 0 to 1."""
    return 1 / math.sqrt(words)


class Glosses:
    """English stems to Chinese words; the file is read when first needed."""

    def __init__(self, path: Path, terms: TermLexicon) -> None:
        self._path = path
        self._terms = terms
        self.chinese_of = lru_cache(maxsize=1 << 12)(self._chinese_of)

    @cached_property
    def _lines(self) -> list[str]:
        try:
            return gzip.decompress(self._path.read_bytes()).decode("utf-8").splitlines()
        except (OSError, ValueError, EOFError) as exc:
            raise DataFileError(f"{self._path}: cannot read the glosses ({exc}); restore the file") from exc

    @cached_property
    def _of_terms(self) -> dict[str, list[tuple[float, list[str]]]]:
        """By stem the Chinese words of each English form that has it, with the share of the form that it is."""
        found: dict[str, list[tuple[float, list[str]]]] = defaultdict(list)
        for chinese, english in (*self._terms.rows(), *self._plan_words()):
            for stems in map(content_stems, english):
                held = (share_of_gloss(len(stems)), chinese) if stems else (0.0, [])
                for said in stems:
                    found[said].append(held)
        return dict(found)

    def _plan_words(self) -> Iterator[tuple[list[str], list[str]]]:
        """The words of plans with what people call them in English."""
        try:
            lines = PLAN_WORDS.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as exc:
            raise DataFileError(f"{PLAN_WORDS}: cannot read the words of plans ({exc}); restore the file") from exc
        for number, line in enumerate(lines[1:], start=2):
            chinese, _, english = line.partition("\t")
            if not chinese or not english:
                raise DataFileError(f"{PLAN_WORDS}, line {number}: needs Chinese, a tab, English; correct the line")
            yield [chinese], english.split(";")

    @cached_property
    def _english(self) -> dict[str, str]:
        return {chinese: english[0] for (chinese,), english in self._plan_words()}

    def english_of(self, word: str) -> str | None:
        """What a word of plans is usually called in English; None for one that the list of such words lacks."""
        return self._english.get(word)

    def _chinese_of(self, stemmed: str) -> dict[str, float]:
        """The Chinese words whose gloss has a stem (`content_stems`), with the share of the gloss that it is, 0 to 1.

        Those for its base form (paid: pay) count as well, and, for less, those for other words of the family.
        """
        found = self._listed(stemmed)
        base = _bases().get(stemmed, stemmed)
        if base != stemmed:
            for word, share in self._listed(base).items():
                found[word] = max(share, found.get(word, 0.0))
        for relative in relatives(base):
            for word, share in self._listed(relative).items():
                found[word] = max(_RELATED * share, found.get(word, 0.0))
        return found

    def _listed(self, stemmed: str) -> dict[str, float]:
        """The Chinese words that the lists have for just this stem."""
        found: dict[str, float] = {}
        for share, chinese in self._of_terms.get(stemmed, ()):
            for place, word in enumerate(chinese):
                found[word] = max(share / (1 + _LATER_FORM * place), found.get(word, 0.0))
        at = bisect_left(self._lines, stemmed + "\t")
        if at < len(self._lines) and self._lines[at].startswith(stemmed + "\t"):
            for word, tenths in _ENTRY.findall(self._lines[at][len(stemmed) + 1 :]):
                found[word] = max(_LOOSE * int(tenths) / TENTHS, found.get(word, 0.0))
        return found

    @cached_property
    def _stems(self) -> list[str]:
        """All stems of any length that can be told from another by a letter, sorted."""
        known = {line.partition("\t")[0] for line in self._lines} | self._of_terms.keys()
        return sorted(stemmed for stemmed in known if len(stemmed) >= _LONG_ENOUGH)

    def knows(self, stemmed: str) -> bool:
        """Whether a gloss or a term has a stem."""
        return bool(self.chinese_of(stemmed))

    def nearest(self, stemmed: str) -> str | None:
        """The one stem that is a letter away from one that nothing has (tobaco: tobacco); None for several, or a short one."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        if len(stemmed) < _LONG_ENOUGH or self.knows(stemmed):
            return None
        near = [
            found
            for found, _, _ in extract(stemmed, self._stems, scorer=OSA.distance, score_cutoff=1, limit=None)
            if found[0] == stemmed[0]
        ]
        return near[0] if len(near) == 1 else None


@lru_cache(maxsize=1)
def load_glosses() -> Glosses:
    """The glosses shipped in data/lexicon."""
    return Glosses(FILE, load_terms())
