"""Text to search terms, the same for passages and questions: bigrams of Chinese characters, whole words and numbers.

Chinese is not cut into words: 土地改革 gives 土地, 地改, 改革, so that no dictionary decides what can be found.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from reference.patterns import lazy_pattern
from reference.simplified import simplify

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# A point between digits belongs to the number: 1.5 is one term.
_RUNS = lazy_pattern(rf"(?P<han>[{_HAN}]+)|(?:(?![{_HAN}])[^\W_]|(?<=\d)\.(?=\d))+")
_GAPS = lazy_pattern(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_BRACKETED = lazy_pattern(rf"(?<=[{_HAN}])\(([{_HAN}]{{1,2}})\)")
"""首台(套), 镇(街道): a bracket round one word is left out by whoever types it."""
_THOUSANDS = lazy_pattern(r"(?<=\d),(?=\d{3}(?!\d))")
_SURROGATES = lazy_pattern("[\ud800-\udfff]")
_LONGEST_WORD = 64

VERSION = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text in order, repeated as they occur: `words` are bigrams, Latin words and numbers; `lone` are
    Chinese characters that stand alone; `characters` are all its Chinese characters, each once, sorted.
    """

    words: tuple[str, ...]
    lone: tuple[str, ...]
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analyser:
    """How text becomes terms. `fold` may map traditional to simplified characters; `name` then names it, because an
    index is only good for questions that were folded alike.
    """

    fold: Callable[[str], str] | None = None
    name: str = "plain"

    @property
    def identity(self) -> str:
        """What an index records of its analyser."""
        return f"bigrams.{VERSION}:{self.name}"

    def terms(self, text: str) -> Terms:
        """The terms of `text`."""
        normal = normalise(text)
        if self.fold is not None:
            normal = self.fold(normal)
        words: list[str] = []
        lone: list[str] = []
        characters: set[str] = set()
        for match in _RUNS.finditer(normal):
            run = match.group()
            if match.group("han") is None:
                words.append(run[:_LONGEST_WORD])
                continue
            characters.update(run)
            if len(run) == 1:
                lone.append(run)
            words.extend(run[place : place + 2] for place in range(len(run) - 1))
        return Terms(tuple(words), tuple(lone), tuple(sorted(characters)))


def normalise(text: str) -> str:
    """Half-width, lower case, no gaps inside Chinese, no brackets round one word of it, no commas inside numbers."""
    folded = unicodedata.normalize("NFKC", _SURROGATES.sub(" ", text)).casefold()
    return _THOUSANDS.sub("", _BRACKETED.sub(r"\1", _GAPS.sub("", folded)))


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Normalised, and in simplified characters: what words are looked for in. Texts seen last are kept: questions ask
    of the same tasks and targets again and again."""
    return simplify(normalise(text))


FOLDING = Analyser(fold=simplify, name="simplified")
"""What the indexes of a store are made with: traditional characters are found by simplified ones, and the other way."""
