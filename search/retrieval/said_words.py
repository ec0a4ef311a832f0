"""What a text has of a Chinese topic by the plans' words for what people say. Knows texts only, no graph and no index.

Topic words (topic_words.py) are looked for as they are said; here 欠工钱 is found in 拖欠农民工工资, too.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reference.everyday import load_everyday
from search.analyser import folded
from search.retrieval.relevance import TaskText
from search.retrieval.topic_words import EMPTY, RUN, cut

_OTHER_WORD = 0.8
"""What finding the plans' word for what is said counts beside the word itself."""
_BY_CHARACTERS = 0.5
_LONE_WEIGHT = 0.4
_LEAST_RARITY = 0.3


class SaidWord(NamedTuple):
    """A word of a topic. others: the plans' words for it; weight: what it says among the tasks at hand."""

    word: str
    others: tuple[str, ...]
    weight: float

    def stands_in(self, text: str) -> bool:
        """Whether a folded text has the word or one of the plans' words for it."""
        return self.word in text or any(form in text for form in self.others)

    def worth_in(self, text: str) -> float:
        """How well a folded text has it, 0 to 1: the word, the plans' word for it, some of its characters."""
        if self.word in text:
            return 1.0
        for form in self.others:
            if form in text:
                return _OTHER_WORD
        if len(self.word) == 1:
            return 0.0
        return _BY_CHARACTERS * sum(letter in text for letter in self.word) / len(self.word)


class SaidFit(NamedTuple):
    """The share of a topic, 0 to 1, that a task's best sentence or title has, that all of it has, and that its title has."""

    best: float = 0.0
    whole: float = 0.0
    title: float = 0.0


def read_said(topic: str, weights: Mapping[str, float], texts: Sequence[str]) -> tuple[SaidWord, ...]:
    """The words of a topic. weights: what each says in this graph, where it is told; texts: folded, of the tasks at hand:
    a word that many of them have tells none apart."""
    everyday = load_everyday()
    found = []
    for word in dict.fromkeys(word for run in RUN.findall(folded(topic)) for word in _words(run) if word not in EMPTY):
        said = SaidWord(word, everyday.of(word), weights.get(word, _LONE_WEIGHT if len(word) == 1 else 1.0))
        having = sum(map(said.stands_in, texts))
        rarity = math.log((len(texts) + 1) / (having + 1)) / math.log(len(texts) + 2)
        found.append(said._replace(weight=said.weight * (_LEAST_RARITY + (1 - _LEAST_RARITY) * rarity)))
    return tuple(found)


def fit_said(words: Sequence[SaidWord], task: TaskText) -> SaidFit:
    """What a task has of the words of a topic."""
    total = sum(word.weight for word in words)
    there = [(word, worth) for word in words if (worth := word.worth_in(task.whole)) > 0]
    if not there or not total:
        return SaidFit()
    held = [word._replace(others=tuple(form for form in word.others if form in task.whole)) for word, _ in there]

    def share(text: str) -> float:
        return sum(word.weight * word.worth_in(text) for word in held) / total

    title = share(task.title)
    best = max(title, max(map(share, task.sentences), default=0.0))
    return SaidFit(best, sum(word.weight * worth for word, worth in there) / total, title)


def _words(run: str) -> list[str]:
    """A run of Chinese cut at the everyday words in it; what lies between, into words of the dictionary."""
    everyday = load_everyday()
    found: list[str] = []
    place = start = 0
    while place < len(run):
        word = everyday.at(run, place)
        if word:
            found += [*(cut(run[start:place]) if start < place else ()), word]
            start = place + len(word)
        place = max(place + 1, start)
    return found + list(cut(run[start:]) if start < len(run) else ())
