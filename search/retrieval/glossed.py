"""How well tasks match an English topic by the words of a dictionary's glosses, and how likely they are what is meant.

Our lists know what a term is called in plans; what people call things in everyday words is wider. Here every word of the
topic stands for all Chinese words whose gloss has it: loose for one word, but a task that several of them lead to is
the one that is meant. Knows texts only, no graph and no index.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from reference.glosses import content_stems, load_glosses
from search.analyser import normalise
from search.retrieval.protocol import PassageSearch
from search.retrieval.relevance import Shares, TaskText
from search.understanding.query import Topic

_SEARCHED_FORMS = 6
"""Of each word, how many Chinese ones are looked for in the keyword index."""
_CLEAR, _CLEAR_OF_TWO = 0.6, 0.7
"""The share of a topic's words, of three and more or of two, from which on a task is what is meant: topics that no plan treats
reach .5 at most."""
_LEAST_WORTH, _MOST_CHINESE, _MOST_FORMS = 0.3, 100, 40
"""What a Chinese word has to be worth, how many are looked for, and how many of those that plans have are compared."""
_BESIDE = 0.5
"""What a word counts that the question says beside its topic (verbs above all: train, hand in)."""


@dataclass(frozen=True, slots=True)
class GlossWord:
    """A word of a question by its stem. weight: what it says; forms: the Chinese words it can stand for, folded, each with
    what finding it is worth, best first."""

    stem: str
    weight: float
    forms: tuple[tuple[str, float], ...]


_normal = lru_cache(maxsize=1 << 14)(normalise)


@lru_cache(maxsize=1 << 12)
def _chinese_of(stem: str) -> dict[str, float]:
    """The Chinese words that a stem most likely stands for."""
    found = load_glosses().chinese_of(stem).items()
    likely = sorted((-worth, word) for word, worth in found if worth >= _LEAST_WORTH)
    return {word: -negative for negative, word in likely[:_MOST_CHINESE]}


def gloss_words(topic: Topic, shares: Mapping[str, float]) -> tuple[GlossWord, ...]:
    """The words of an English topic with those of their Chinese words that passages have (`shares` above 0)."""
    own = content_stems(topic.text)
    found = []
    for stem in dict.fromkeys((*own, *content_stems(topic.said))):
        chinese = _chinese_of(stem)
        forms = [(_normal(word), worth) for word, worth in chinese.items() if shares.get(word, 0.0) > 0]
        forms.append((stem, 1.0))  # LNG stands in plans as it is
        forms.sort(key=lambda form: (-form[1], form[0]))
        del forms[_MOST_FORMS:]
        found.append(GlossWord(stem, 1.0 if stem in own else _BESIDE, tuple(forms)))
    return tuple(found)


def words_to_share(topic: Topic) -> list[str]:
    """The Chinese words whose shares `gloss_words` wants to know."""
    stems = {*content_stems(topic.text), *content_stems(topic.said)}
    return sorted({word for stem in stems for word in _chinese_of(stem)})


def words_to_search(words: Sequence[GlossWord]) -> str:
    """The likeliest Chinese words of the topic itself, for the keyword index."""
    return " ".join(
        dict.fromkeys(form for word in words if word.weight == 1 for form, _ in word.forms[:_SEARCHED_FORMS])
    )


class GlossFit(NamedTuple):
    """Of what a question says, by the rarity of its words, what a text holds, 0 to 1: all of it, its title, its best sentence
    (with the title), it and its heading."""

    whole: float = 0.0
    title: float = 0.0
    sentence: float = 0.0
    headed: float = 0.0


@dataclass(frozen=True, slots=True)
class GlossMatch:
    """How well texts match. of: by text, beside the best one, 0 to 1; share: of the topic's own words, what one text has at
    most; words: how many these are.

    glosses: all words looked for; weights: what each says by its rarity; held: by text what it has of each.
    """

    of: Mapping[str, float]
    share: float
    words: int
    glosses: Sequence[GlossWord] = ()
    weights: Sequence[float] = ()
    held: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Whether some text has so many words of the topic that it must be what is meant."""
        return self.share >= (_CLEAR if self.words > 2 else _CLEAR_OF_TWO) and self.words > 1


def match_topic(search: PassageSearch, topic: Topic, texts: Mapping[str, str]) -> GlossMatch:
    """How well the texts match an English topic; not at all where it is Chinese."""
    words = gloss_words(topic, search.shares(words_to_share(topic))) if topic.english else ()
    return match_glosses(words, texts if words else {})


def match_glosses(words: Sequence[GlossWord], texts: Mapping[str, str]) -> GlossMatch:
    """How well the texts match; a word that few of them have says more."""
    topical = [word.weight == 1 for word in words]
    if not texts:
        return GlossMatch({}, 0.0, sum(topical))
    held = np.array([[_worth(word.forms, text) for text in texts.values()] for word in words])
    rarity = [_rarity(int(np.count_nonzero(row)), len(texts)) for row in held]
    weights = [word.weight * rare for word, rare in zip(words, rarity, strict=True)]
    own = [rare if is_own else 0.0 for is_own, rare in zip(topical, rarity, strict=True)]
    scores, own_scores = _sums(weights, held), _sums(own, held)
    most = scores.max()
    return GlossMatch(
        dict(zip(texts, (scores / most if most else scores).tolist(), strict=True)),
        float(own_scores.max()) / sum(own) if any(own) else 0.0,
        sum(topical),
        words,
        weights,
        dict(zip(texts, held.T.tolist(), strict=True)),
    )


def _sums(weights: Sequence[float], rows: Shares) -> Shares:
    """The rows by their weights, one after the other: texts that hold the same come out the same to the last bit."""
    total = np.zeros(rows.shape[1])
    for weight, row in zip(weights, rows, strict=True):
        total += weight * row
    return total


def fit_glosses(match: GlossMatch, texts: Mapping[str, TaskText]) -> dict[str, GlossFit]:
    """What each of the texts that were matched holds of the words, field by field."""
    headings = {text.action: _worths(match.glosses, text.action) for text in texts.values() if text.action}
    return {key: _fit(match.glosses, match.weights, row, texts[key], headings) for key, row in match.held.items()}


def _fit(
    words: Sequence[GlossWord],
    weights: Sequence[float],
    held: Sequence[float],
    text: TaskText,
    headings: Mapping[str, Sequence[float]],
) -> GlossFit:
    """What a text holds of the words; held: what it has of each."""
    total = sum(weights)
    if not total:
        return GlossFit()
    there = [_forms_in(word, text.own) if worth > 0 else () for word, worth in zip(words, held, strict=True)]
    title = [_worth(forms, text.title) for forms in there]
    best = 0.0
    if sum(bool(forms) for forms in there) == 1:  # some sentence has the one word
        best = _dot(weights, held)
    for sentence in (*text.sentences, *text.indicators) if sum(bool(forms) for forms in there) > 1 else ():
        best = max(best, _dot(weights, [max(at, _worth(f, sentence)) for at, f in zip(title, there, strict=True)]))
    heading = headings.get(text.action) or held
    return GlossFit(
        _dot(weights, held) / total,
        _dot(weights, title) / total,
        max(best, _dot(weights, title)) / total,
        _dot(weights, list(map(max, held, heading))) / total,
    )


def _forms_in(word: GlossWord, text: str) -> tuple[tuple[str, float], ...]:
    """The forms that a text has: no part of it can have another."""
    return tuple([form for form in word.forms if form[0] in text])


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(weight * worth for weight, worth in zip(weights, row, strict=True))


def _rarity(having: int, texts: int) -> float:
    return math.log(1 + texts / (1 + having))


def _worths(words: Sequence[GlossWord], text: str) -> list[float]:
    return [_worth(word.forms, text) for word in words]


def _worth(forms: Sequence[tuple[str, float]], text: str) -> float:
    """What the best of a word's forms in the text is worth; they stand best first."""
    for form, worth in forms:
        if form in text:
            return worth
    return 0.0
