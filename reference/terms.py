"""Policy terms in Chinese and English: translation of topics, Chinese synonyms. Knows no documents and no questions."""

import csv
import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Literal

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern

__all__ = ["TermLexicon", "TermMatch", "WordGroup", "load_terms", "synonyms", "translate"]

DATA = Path(__file__).resolve().parent.parent / "data" / "lexicon"
_TOKEN = lazy_pattern(r"[A-Za-z0-9]+(?:[.&'’][A-Za-z0-9]+)*")
_LONGEST = 10
_LONGEST_GLOSS = 4
_UNJOINED = frozenset(("a", "an", "as", "be", "he", "if", "is", "it", "or", "we"))
"""What begins no term of several words: is land is no island."""
_SPELLINGS = {"centre": "center", "theatre": "theater", "fibre": "fiber", "programme": "program", "licence": "license"}

Source = Literal["lexicon", "cedict"]
_Terms = dict[str, list[list[str]]]
"""The Chinese words of each line that has a term."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """text[start:end] (`english`) and what it is in Chinese, the likeliest first; `source` says which list knew it.

    broader: less exact Chinese words, for texts that have none of these.
    """

    start: int
    end: int
    english: str
    chinese_forms: tuple[str, ...]
    source: Source
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A Chinese word at text[start:end] and its synonyms."""

    start: int
    end: int
    word: str
    synonyms: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A crude English stem, the same for singular and plural, -ing and -ed, British and American spelling."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _SPELLINGS.get(word, word).replace("isation", "ization").replace("ise", "ize").replace("ising", "izing")
    if len(word) > 4 and word.endswith("our"):
        word = word[:-3] + "or"
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) > len(suffix) + 3:
            word = word[: -len(suffix)]
            word = word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _base_forms(word: str) -> list[str]:
    """Forms a dictionary may list a word under."""
    word = word.lower().replace("center", "centre")
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            base = word[: -len(suffix)]
            forms += [base, base + "e", base[:-1] if base[-1:] == base[-2:-1] else base]
    return list(dict.fromkeys(forms))


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    stem: str


class TermLexicon:
    """The bilingual lexicon, the synonym groups and, behind them, CC-CEDICT's glosses; each read when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _exact(self) -> _Terms:
        """Terms whose Chinese words are just these."""
        return self._read_terms("exact_terms.csv")

    @cached_property
    def _broad(self) -> _Terms:
        """Terms with all words of their field."""
        return self._read_terms("terms.csv")

    def _read_terms(self, name: str) -> _Terms:
        """By the English form, its words joined (ship-building is shipbuilding), and by their stems.

        Both kinds of key share one table; one in capitals is a form as written, so that buildings is not building.
        """
        found: _Terms = defaultdict(list)
        for chinese, english in self._rows[name]:
            for words in map(_TOKEN.findall, english):
                found[_written(words)].append(chinese)
                found["".join(map(stem, words))].append(chinese)
        found.pop("", None)
        return dict(found)

    @cached_property
    def _rows(self) -> dict[str, list[tuple[list[str], list[str]]]]:
        """The Chinese and the English forms of each line of both lists, by the name of the file, the exact one first."""
        return {name: list(self._read_rows(self._folder / name)) for name in ("exact_terms.csv", "terms.csv")}

    @staticmethod
    def _read_rows(path: Path) -> Iterator[tuple[list[str], list[str]]]:
        for number, row in enumerate(csv.DictReader(_read_lines(path)), start=2):
            chinese, english = row.get("chinese"), row.get("english")
            if not chinese or not english:
                raise DataFileError(f"{path}, line {number}: a term needs Chinese and English forms; correct the line")
            yield chinese.split(";"), english.split(";")

    def rows(self) -> Iterator[tuple[list[str], list[str]]]:
        """The Chinese and the English forms of each line of both lists, the exact one first."""
        return chain.from_iterable(self._rows.values())

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for row in csv.DictReader(_read_lines(self._folder / "synonyms.csv")):
            words = [word.strip() for word in row["words"].split(";") if word.strip()]
            for word in words:
                found[word].update(dict.fromkeys(other for other in words if other != word))
        return {word: tuple(others) for word, others in found.items()}

    @cached_property
    def _longest_word(self) -> int:
        return max(map(len, self._groups), default=0)

    @cached_property
    def stopwords(self) -> frozenset[str]:
        """English words that are never looked up in the dictionary by themselves."""
        lines = _read_lines(self._folder / "english_stopwords.txt")
        return frozenset(line for line in lines if not line.startswith("#"))

    @cached_property
    def _glosses(self) -> list[str]:
        path = self._folder / "cedict_en.tsv.gz"
        try:
            return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        except (OSError, ValueError, EOFError) as exc:
            raise DataFileError(f"{path}: cannot read the dictionary ({exc}); restore the file") from exc

    def translate(self, english_text: str, *, dictionary: bool = True) -> list[TermMatch]:
        """Terms of an English text in Chinese: longest match in the lexicon, else in CC-CEDICT if dictionary is on.

        Matches are in order and do not overlap. Words that neither list knows and stop words are left out.
        """
        tokens = _tokens(english_text)
        matches: list[TermMatch] = []
        index = 0
        while index < len(tokens):
            found = self._in_lexicon(english_text, tokens, index)
            if found is None and dictionary:
                found = self._in_dictionary(english_text, tokens, index)
            if found is None:
                index += 1
                continue
            match, index = found
            matches.append(match)
        return matches

    def _in_lexicon(self, text: str, tokens: list[_Token], index: int) -> tuple[TermMatch, int] | None:
        """The longest term of either list; the words of the exact one, those of the broad one behind them."""
        for stop in range(min(len(tokens), index + _LONGEST), index, -1):
            part = tokens[index:stop]
            written, stems = _written([token.word for token in part]), "".join([token.stem for token in part])
            exact, broad = (
                _joined(terms.get(written) or terms.get(stems) or ()) for terms in (self._exact, self._broad)
            )
            if (
                (exact or broad)
                and _adjoining(text, part)
                and not (len(part) > 1 and part[0].word.lower() in _UNJOINED)
            ):
                start, end = part[0].start, part[-1].end
                broader = tuple(word for word in broad if word not in exact) if exact else ()
                return TermMatch(start, end, text[start:end], exact or broad, "lexicon", broader), stop
        return None

    def _in_dictionary(self, text: str, tokens: list[_Token], index: int) -> tuple[TermMatch, int] | None:
        if tokens[index].word.lower() in self.stopwords or not tokens[index].word.isalpha():
            return None
        for stop in range(min(len(tokens), index + _LONGEST_GLOSS), index, -1):
            part = tokens[index:stop]
            if not _adjoining(text, part) or (stop > index + 1 and part[-1].word.lower() in self.stopwords):
                continue
            head = " ".join(token.word.lower() for token in part[:-1])
            bases = [f"{head} {base}".strip() for base in _base_forms(part[-1].word) if base not in self.stopwords]
            chinese = tuple(dict.fromkeys(word for base in bases for word in self._gloss(base)))
            chinese = tuple(word for word in chinese if len(word) > 1) or chinese
            if chinese:
                start, end = part[0].start, part[-1].end
                return TermMatch(start, end, text[start:end], chinese, "cedict"), stop
        return None

    def _gloss(self, key: str) -> tuple[str, ...]:
        at = bisect_left(self._glosses, key + "\t")
        if at < len(self._glosses) and self._glosses[at].startswith(key + "\t"):
            return tuple(self._glosses[at][len(key) + 1 :].split(";"))
        return ()

    def uses(self, word: str) -> int:
        """How many of CC-CEDICT's glosses have an English word, alone or in the plural: an ordinary word is in many."""
        glosses = [" " + line.partition("\t")[0] + " " for line in self._glosses if word in line]
        return sum(f" {word} " in gloss or f" {word}s " in gloss for gloss in glosses)

    def chinese_words(self) -> list[str]:
        """All Chinese words of the lexicon and of the synonym groups, each once, in the order of the files."""
        words = (word for forms in (*self._exact.values(), *self._broad.values()) for word in _joined(forms))
        return list(dict.fromkeys((*words, *self._groups)))

    @cached_property
    def _words(self) -> frozenset[str]:
        glosses = (line.partition("\t")[2] for line in self._glosses)
        return self._own_words.union(word for words in glosses for word in words.split(";"))

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """The words of `chinese_words`, read without the English ones: a question in Chinese needs these alone."""
        return frozenset(word for chinese, _ in self.rows() for word in chinese).union(self._groups)

    def has_term(self, word: str) -> bool:
        """Whether the lexicon of policy terms or the synonym groups have a Chinese word."""
        return word in self._own_words

    def is_chinese_word(self, word: str) -> bool:
        """Whether the lexicon, the synonym groups or CC-CEDICT's glosses have a Chinese word."""
        return word in self._words

    def synonyms(self, word: str) -> list[str]:
        """Chinese words that plans use for the same thing, in the order of the list; empty where none are known."""
        return list(self._groups.get(word, ()))

    def synonyms_in(self, text: str) -> list[WordGroup]:
        """Words of a Chinese text that have synonyms; longest match, in order, none overlapping."""
        found: list[WordGroup] = []
        position = 0
        while position < len(text):
            for length in range(min(self._longest_word, len(text) - position), 1, -1):
                word = text[position : position + length]
                if word in self._groups:
                    found.append(WordGroup(position, position + length, word, self._groups[word]))
                    position += length
                    break
            else:
                position += 1
        return found


def _tokens(text: str) -> list[_Token]:
    return [_Token(found.start(), found.end(), found[0], stem(found[0])) for found in _TOKEN.finditer(text)]


def _joined(forms: Iterable[list[str]]) -> tuple[str, ...]:
    """The words of several lines, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(forms)))


def _written(words: list[str]) -> str:
    return "".join(words).upper().replace("’", "'")


def _adjoining(text: str, part: list[_Token]) -> bool:
    return all(text[left.end : right.start].strip() in ("", "-", "–", "/", ",") for left, right in pairwise(part))


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the lexicon ({exc}); restore the file") from exc


@lru_cache(maxsize=1)
def load_terms() -> TermLexicon:
    """The lexicon shipped in data/lexicon; its files are read when first needed."""
    return TermLexicon(DATA)


def translate(english_text: str, *, dictionary: bool = True) -> list[TermMatch]:
    """Terms of an English text in Chinese, by the shipped lexicon (TermLexicon.translate)."""
    return load_terms().translate(english_text, dictionary=dictionary)


def synonyms(word: str) -> list[str]:
    """Chinese synonyms of a word, by the shipped lexicon."""
    return load_terms().synonyms(word)
