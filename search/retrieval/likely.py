"""How likely a task is what an English question is about, and whether any is: logistic models over what words and meaning say.

Their weights are data (english_relevance.tsv), fitted by `python -m search.learn_english`. Knows no texts, no graph and no index.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph_schema.errors import DataFileError
from search.retrieval.glossed import GlossFit
from search.retrieval.relevance import Coverage

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "english_relevance.tsv"


class TaskSigns(NamedTuple):
    """What speaks for a task, each 0 to 1. best_...: beside the best task found."""

    words: float
    best_words: float
    title: float
    action: float
    text: float
    meaning: float
    title_meaning: float
    best_glosses: float
    glosses: float
    title_glosses: float
    best_title_glosses: float
    sentence_glosses: float
    best_sentence_glosses: float
    headed_glosses: float


class TopicSigns(NamedTuple):
    """What speaks for the best task being about the topic at all. The first ones are that task's own signs."""

    words: float
    title: float
    text: float
    glosses: float
    title_glosses: float
    sentence_glosses: float
    most_words: float
    most_text: float
    cosine: float
    span: float
    absent: float
    said: float
    """Words of the topic, in fives."""
    said_held: float
    tasks: float
    """The logarithm of their number."""
    is_found: float
    tells_bearer: float
    is_clear: float


@dataclass(frozen=True, slots=True)
class Linear:
    """A bias and a weight for each sign, in order."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, signs: Sequence[float]) -> float:
        """The value of what speaks for it."""
        return self.bias + sum(weight * sign for weight, sign in zip(self.weights, signs, strict=True))


@dataclass(frozen=True, slots=True)
class Models:
    """task: ranks tasks; topic: whether there is one (0 and above: yes)."""

    task: Linear
    topic: Linear


@lru_cache(maxsize=1)
def load_models(path: Path = WEIGHTS) -> Models:
    """The models as fitted. Raises DataFileError where the file is missing or lacks a weight."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the weights ({exc}); restore the file") from exc
    rows = (line.split("\t") for line in lines[1:])
    try:
        weights = {(model, sign): float(weight) for model, sign, weight in rows}
        return Models(_linear(weights, "task", TaskSigns._fields), _linear(weights, "topic", TopicSigns._fields))
    except (ValueError, KeyError) as exc:
        raise DataFileError(f"{path}: lacks a weight or has a malformed line ({exc}); restore the file") from exc


def _linear(weights: Mapping[tuple[str, str], float], model: str, signs: Sequence[str]) -> Linear:
    return Linear(weights[model, "bias"], tuple(weights[model, sign] for sign in signs))


def task_signs(
    covers: Mapping[str, Coverage],
    meanings: Mapping[str, float],
    titles: Mapping[str, float],
    fits: Mapping[str, GlossFit],
) -> dict[str, TaskSigns]:
    """What speaks for each task. meanings, titles: how like it is to the topic, as a whole and by its title."""
    best_words = max((cover.score for cover in covers.values()), default=0.0) or 1.0
    none = GlossFit(*(0.0 for _ in GlossFit._fields))
    best = GlossFit(*(max(values) or 1.0 for values in zip(*(fits or {"": none}).values(), strict=True)))
    found = {}
    for task, cover in covers.items():
        fit = fits.get(task, none)  # a topic of which no word is in the dictionary has no fits
        found[task] = TaskSigns(
            cover.score,
            cover.score / best_words,
            cover.title,
            cover.action,
            cover.text,
            meanings.get(task, 0.0),
            titles.get(task, 0.0),
            fit.whole / best.whole,
            fit.whole,
            fit.title,
            fit.title / best.title,
            fit.sentence,
            fit.sentence / best.sentence,
            fit.headed,
        )
    return found


def likelihoods(signs: Mapping[str, TaskSigns]) -> dict[str, float]:
    """How likely each task is, 0 to 1: beside the likeliest, and that by how well words explain the topic."""
    model = load_models().task
    values = {task: model(sign) for task, sign in signs.items()}
    top = max(values.values(), default=0.0)
    held = max((sign.words for sign in signs.values()), default=0.0)
    least = (1 - _BY_HELD) + _BY_HELD * min(1.0, held)
    return {task: least * math.exp(_SPREAD * (value - top)) for task, value in values.items()}


_BY_HELD = 0.4
_SPREAD = 0.3
"""Brings likelihoods to where scores by words lie: a task half as likely as the best scores .8 of it."""
_KNOWN_FROM, _KNOWN_WHOLLY, _MOST_KNOWN = 0.5, 0.9, 0.85
"""Of the best coverage by words: from where on the score by words counts as well, where most, and how much then."""


def blended(by_words: float, most_covered: float, likelihood: float) -> float:
    """The score of a task, 0 to 1: the likelihood that it is meant, beside its score by words where these explain the topic."""
    known = (most_covered - _KNOWN_FROM) / (_KNOWN_WHOLLY - _KNOWN_FROM)
    trust = _MOST_KNOWN * min(1.0, max(0.0, known))
    return trust * by_words + (1 - trust) * likelihood


def is_there(signs: TopicSigns) -> bool:
    """Whether the best task is about the topic, as far as can be told."""
    return load_models().topic(signs) >= 0
