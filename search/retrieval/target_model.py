"""How likely a target is what a question asks for: a linear model over what words, meaning and the kind of value say.

Its weights are data (target_model.tsv, a column a language), fitted by `python -m search.learn_targets`. Knows no graph and no index.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph_schema.errors import DataFileError
from search.catalogue import number_of, text_of
from search.retrieval.glossed import GlossFit, GlossMatch, GlossWord
from search.retrieval.relevance import Shares
from search.retrieval.target_texts import ReadTarget
from search.retrieval.telling import told_shares
from search.retrieval.topic_words import TopicWords
from search.understanding.quantities import kind_of
from search.understanding.values import ValueAsked, amounts_in, measure_of, suits

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "target_model.tsv"
_SPREAD = 0.167
"""Brings the order to scores: a target that is 1.6 times less likely than the best scores .92 of it."""
_SCALED = 10_000
_NO_FIT = GlossFit()


class TargetSigns(NamedTuple):
    """What speaks for a target, each -1 to 1. best_...: beside the best target found."""

    words: float
    best_words: float
    own: float
    best_own: float
    headed: float
    whole: float
    closeness: float
    """The share of the indicator's characters that the topic speaks of."""
    meaning: float
    """Likeness of the target's words to the question without its names."""
    glosses: float
    indicator_glosses: float
    own_glosses: float
    headed_glosses: float
    best_headed_glosses: float
    near: float
    """The share of the indicator's characters that words of the question stand for by the dictionary, or are in it."""
    told: float
    """Of what the question says beside the plan's title, the share that the target says itself."""
    characters: float
    quoted_characters: float
    all_characters: float
    sentence: float
    pairs: float
    kind: float
    no_change: float
    measure: float
    year: float
    other_year: float
    part: float
    """Whether it is for a part of the plan's place that the question does not name."""
    yearly: float
    not_yearly: float
    amount: float
    other_amount: float


class WordShares(NamedTuple):
    """Of each target's words what the topic's concepts cover: [targets]. score: all together; closeness: the share of the
    indicator's characters that the topic speaks of."""

    score: Shares
    own: Shares
    headed: Shares
    whole: Shares
    closeness: Shares


class AnswerSigns(NamedTuple):
    """What speaks for the likeliest target being what is asked for at all. The first ones are that target's own signs."""

    words: float
    own: float
    headed: float
    whole: float
    closeness: float
    indicator_glosses: float
    own_glosses: float
    headed_glosses: float
    near: float
    characters: float
    all_characters: float
    sentence: float
    pairs: float
    measure: float
    cosine: float
    """Of the target and the question without its names, from .8 on."""
    usual: float
    """The likeness of that question to plans at large."""
    topic_cosine: float
    span: float
    absent: float
    is_found: float
    is_clear: float
    tells_bearer: float
    told: float
    rare: float
    """How telling the most telling word is that the target shares with the question, and the one that is nowhere around it."""
    lacking: float
    margin: float
    """By how much its order is above that of the next target of another indicator, in fives; and above the middle one's, in tens."""
    lead: float
    value: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as targets are compared with it. text: folded, to find names of parts of a place in; words: of a Chinese topic;
    glosses: the words of an English one; years: those asked for."""

    value: ValueAsked
    text: str
    years: Sequence[int]
    words: TopicWords
    glosses: Sequence[GlossWord]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one language in the order of the signs. bias: of the second model, so that above 0 means an answer."""

    target: tuple[float, ...]
    answer: tuple[float, ...]
    bias: float


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS) -> Mapping[str, Weights]:
    """The weights by language ("zh", "en"). Raises DataFileError."""
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        held = {(model, sign): (float(zh), float(en)) for model, sign, zh, en in rows}
        return {
            language: Weights(
                tuple(held["target", sign][place] for sign in TargetSigns._fields),
                tuple(held["answer", sign][place] for sign in AnswerSigns._fields),
                held["answer", "bias"][place],
            )
            for place, language in enumerate(("zh", "en"))
        }
    except (OSError, ValueError, KeyError) as exc:
        raise DataFileError(f"{path}: cannot read the weights ({exc!r}); restore the file") from exc


def signs_of(
    sought: Sought,
    read: Mapping[str, ReadTarget],
    words: WordShares,
    meanings: Sequence[float],
    glossed: GlossMatch,
    fits: Mapping[str, GlossFit],
) -> dict[str, TargetSigns]:
    """What speaks for each target. meanings: how like each is to the question, 0 to 1; fits: what it holds of the glosses."""
    if not read:
        return {}
    most_words, most_own = float(words.score.max()) or 1.0, float(words.own.max()) or 1.0
    most_headed = max((fit.headed for fit in fits.values()), default=0.0) or 1.0
    held = _forms_held(sought.glosses, read)
    said = set("".join(letter for letter, _ in sought.words.characters))
    told = told_shares(read, sought.words, glossed)
    found = {}
    for place, (key, target) in enumerate(read.items()):
        fit = fits.get(key, _NO_FIT)
        score, own, headed, whole, close = (float(shares[place]) for shares in words)
        found[key] = TargetSigns(
            score, score / most_words, own, own / most_own, headed, whole, close,
            meanings[place],
            glossed.of.get(key, 0.0), fit.title, fit.whole, fit.headed, fit.headed / most_headed,
            _share_in(target.indicator, said) if said else _share_of(target.indicator, held),
            told[place],
            *(_by_characters(sought.words, target) if said else _NO_CHARACTERS),
            *_by_value(sought, target),
        )  # fmt: skip
    return found


_LEAST_WITHOUT_YEAR = 0.4
"""Of the best score without regard to years, what the best target of the year asked for needs."""


def orders(signs: Mapping[str, TargetSigns], *, english: bool) -> dict[str, float]:
    """What the model says of each target: higher is likelier, by no fixed scale.

    The year asked for says nothing where no target of that year is nearly as likely without it: it makes no other indicator the one meant.
    """
    weights = load_weights()["en" if english else "zh"].target
    order = {key: sum(weight * sign for weight, sign in zip(weights, held, strict=True)) for key, held in signs.items()}
    of_year = [key for key, held in signs.items() if held.year]
    if not of_year:
        return order
    by_year = dict(zip(TargetSigns._fields, weights, strict=True))
    plain = {
        key: order[key] - by_year["year"] * held.year - by_year["other_year"] * held.other_year
        for key, held in signs.items()
    }
    best = max(of_year, key=lambda key: (plain[key], key))
    return order if scores(plain, 1.0)[best] >= _LEAST_WITHOUT_YEAR else plain


def scores(order: Mapping[str, float], best: float) -> dict[str, float]:
    """The score of each target, where the likeliest has `best`."""
    most = max(order.values(), default=0.0)
    return {key: best * math.exp(_SPREAD * (value - most)) for key, value in order.items()}


def is_answer(signs: AnswerSigns, *, english: bool) -> bool:
    """Whether the likeliest target is what is asked for, as far as can be told."""
    held = load_weights()["en" if english else "zh"]
    return held.bias + sum(weight * sign for weight, sign in zip(held.answer, signs, strict=True)) > 0


_NO_CHARACTERS = (0.0,) * 5


def _by_characters(words: TopicWords, target: ReadTarget) -> tuple[float, ...]:
    quoted = f"{target.indicator}\n{target.quote}\n{target.scope}"
    return (
        words.characters_in(f"{target.indicator}{target.scope}"),
        words.characters_in(quoted),
        words.characters_in(target.whole),
        words.best_in((target.indicator, target.quote), quoted),
        words.pairs_in(quoted),
    )


def _by_value(sought: Sought, target: ReadTarget) -> tuple[float, ...]:
    """What speaks for a target by the kind of its value, its year, its place and the amounts in its words."""
    node, asked = target.node, sought.value
    unit, year = text_of(node, "unit"), number_of(node, "year")
    kind = kind_of(text_of(node, "indicator"), text_of(node, "op"), unit)
    named = amounts_in(f"{target.indicator}\n{target.scope}")
    has_amount = bool(asked.amounts & named)
    is_scaled = any(amount >= _SCALED for amount in asked.amounts) and any(amount >= _SCALED for amount in named)
    is_yearly = text_of(node, "frequency") == "annual"
    return (
        float(asked.kind == kind) if asked.kind in ("change", "share") else 0.0,
        float(asked.kind != "change" and kind == "change"),
        0.0 if asked.measure is None else suits(asked.measure, measure_of(unit), unit),
        float(bool(sought.years) and year in sought.years),
        float(bool(sought.years) and year is not None and year not in sought.years),
        float(bool(target.scope) and target.scope not in sought.text),
        float(is_yearly and asked.yearly),
        float(is_yearly and not asked.yearly),
        float(has_amount),
        float(is_scaled and not has_amount),
    )


def _forms_held(glosses: Sequence[GlossWord], read: Mapping[str, ReadTarget]) -> tuple[str, ...]:
    """The forms of an English topic's words that some indicator has."""
    every = "\n".join(target.indicator for target in read.values())
    return tuple(dict.fromkeys(form for word in glosses for form, _ in word.forms if form in every))


def _share_in(text: str, letters: set[str]) -> float:
    return sum(letter in letters for letter in text) / len(text) if text else 0.0


def _share_of(text: str, forms: Sequence[str]) -> float:
    """The share of a text's characters that lie in one of the forms."""
    covered = [False] * len(text)
    for form in forms:
        start = text.find(form) if form else -1
        while start >= 0:
            covered[start : start + len(form)] = [True] * len(form)
            start = text.find(form, start + 1)
    return covered.count(True) / len(text) if text else 0.0
