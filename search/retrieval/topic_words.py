"""What a text has of a Chinese topic, word by word and character by character. Knows texts only, no graph and no index.

Concepts (relevance.py) are what the lexicon knows of a topic; what people say in everyday words is wider. Here the topic is
cut into words of the dictionary, and a word that is not there still counts by its characters (种树 beside 植树造林).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reference.patterns import lazy_pattern
from reference.terms import load_terms
from search.analyser import folded
from search.retrieval.protocol import PassageSearch
from search.retrieval.relevance import SUBJECT_SHARE
from search.understanding.text import has_han

RUN = lazy_pattern("[\u3400-\u9fff]+|[a-z0-9.+]+")
EMPTY = frozenset(
    "的了在是和与及或把被给让将跟对向从到为等着过也都又就要会能这那有个些怎么样什谁哪里上下中不别老多少快点更好"
)
"""Characters that stand in any sentence."""
_LONGEST = 6
_LONE_COST = 1.6
"""What a character outside all words costs beside a word, when a topic is cut."""
_LONE_WEIGHT = 0.4
_BY_CHARACTERS = 0.5
"""What a word is worth at most that only its characters speak for."""
_LEAST_WEIGHT, _RAREST = 0.2, 3.0


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The words, characters and pairs of characters of a topic with their weights; what few passages have weighs more."""

    words: tuple[tuple[str, float], ...]
    characters: tuple[tuple[str, float], ...]
    pairs: tuple[tuple[str, float], ...]

    def beside(self, title: str) -> "TopicWords":
        """The words as they weigh among the tasks of one plan: what its folded title says tells none of them apart."""
        return TopicWords(_beside(self.words, title), _beside(self.characters, title), _beside(self.pairs, title))

    def characters_in(self, text: str) -> float:
        """The share of the characters that a folded text has, 0 to 1."""
        return _share(self.characters, text)

    def pairs_in(self, text: str) -> float:
        """The share of the pairs of characters that a folded text has, 0 to 1."""
        return _share(self.pairs, text)

    def best_in(self, sentences: Iterable[str], whole: str) -> float:
        """The share of the words that the best of some folded sentences has, 0 to 1. whole: a text that holds them all."""
        there = [(word, weight) for word, weight in self.words if any(letter in whole for letter in word)]
        total = sum([weight for _, weight in self.words])
        if not there or not total:
            return 0.0
        return (
            max([sum([weight * _worth(word, text) for word, weight in there]) for text in sentences], default=0.0)
            / total
        )


def read_topic_words(search: PassageSearch, text: str) -> TopicWords:
    """The words of a topic with their weights in this graph."""
    runs = RUN.findall(folded(text))
    words = [word for word in dict.fromkeys(word for run in runs for word in cut(run)) if word not in EMPTY]
    characters = [letter for letter in dict.fromkeys("".join(runs)) if letter not in EMPTY]
    pairs = list(dict.fromkeys(run[place : place + 2] for run in runs for place in range(len(run) - 1)))
    shares = search.shares(sorted({*words, *characters, *pairs}))
    return TopicWords(
        tuple((word, _weight(word, shares) * (_LONE_WEIGHT if len(word) == 1 else 1.0)) for word in words),
        tuple((letter, _weight(letter, shares)) for letter in characters),
        tuple((pair, _weight(pair, shares)) for pair in pairs),
    )


@lru_cache(maxsize=4096)
def cut(run: str) -> tuple[str, ...]:
    """A run of folded Chinese cut into as few words of the dictionary as it takes; other runs whole."""
    if not has_han(run):
        return (run,)
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        ways = [
            (best[start][0] + (1.0 if end - start > 1 else _LONE_COST), (*best[start][1], run[start:end]))
            for start in range(max(0, end - _LONGEST), end)
            if end - start == 1 or _is_word(run[start:end])
        ]
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _is_word(word: str) -> bool:
    return load_terms().is_chinese_word(word) or load_terms().has_term(word)


def _weight(word: str, shares: Mapping[str, float]) -> float:
    share = shares.get(word, 0.0)
    return 1.0 if share <= 0 else min(1.0, _LEAST_WEIGHT + (1 - _LEAST_WEIGHT) * -math.log10(share) / _RAREST)


def _share(weighed: Sequence[tuple[str, float]], text: str) -> float:
    held = total = 0.0
    for part, weight in weighed:
        total += weight
        if part in text:
            held += weight
    return held / total if total else 0.0


def _beside(weighed: Sequence[tuple[str, float]], title: str) -> tuple[tuple[str, float], ...]:
    return tuple((part, weight * (SUBJECT_SHARE if part in title else 1.0)) for part, weight in weighed)


def _worth(word: str, text: str) -> float:
    if word in text:
        return 1.0
    return _BY_CHARACTERS * sum([letter in text for letter in word]) / len(word) if len(word) > 1 else 0.0
