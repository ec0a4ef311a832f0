"""How likely a task is what a Chinese topic is about: two logistic models with their weights as data. Knows no graph and no index.

The first orders tasks, the second tells whether the best of them is an answer at all. `python -m search.learn_topics` fits
both to questions with known answers; they hold for the encoder whose cosines they were fitted to, and for no other.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError

PATH = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "topic_model.json"
RANKING = ("alike", "covered", "title", "text", "best", "characters", "said", "said_title", "length")
FINDING = ("cosine", "usual", "covered", "best", "characters", "pairs", "bears", "said", "said_whole")
"""The features of the models: likeness beside the others found, the cosine itself and what it is with plans at large; the
shares of the topic that the task holds by concepts (in all its fields, its title, its text), by the words of its best sentence, by
characters and pairs of them; whether it has one of the things that the topic names; what it has by the plans' words for what people
say (in its best sentence or title, in its title, in all of it: said_words.py); how long it is, for long texts have words by chance."""
_SPREAD = 0.744
"""Brings the order to scores: a task that is 1.35 times less likely than the best scores .8 of it, and is the last one kept."""
FAR_SHARE = 0.15
"""Of the best task's score, what the best of a group needs where the cut is made group by group."""


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Weights by feature. encoder: whose cosines they are for; usual: the mean vector of plan texts by it, of length 1.

    bias: of the second model, so that above 0 means found.
    """

    encoder: str
    usual: tuple[float, ...]
    ranking: Mapping[str, float]
    finding: Mapping[str, float]
    bias: float

    def order(self, features: Mapping[str, float]) -> float:
        """What the first model says of a task: higher is likelier, by no fixed scale."""
        return sum(weight * features[name] for name, weight in self.ranking.items())

    def is_found(self, features: Mapping[str, float]) -> bool:
        """Whether the second model takes a task for an answer."""
        return self.bias + sum(weight * features[name] for name, weight in self.finding.items()) > 0

    def score(self, order: float, best: float) -> float:
        """The score, 0 to 1, of a task that has this order where the best one has `best`."""
        return math.exp(_SPREAD * (order - best))


@lru_cache(maxsize=1)
def load_topic_model(path: Path = PATH) -> TopicModel:
    """The model shipped in data/lexicon, read once. Raises DataFileError."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return TopicModel(
            held["encoder"],
            tuple(held["usual"]),
            {name: float(held["ranking"][name]) for name in RANKING},
            {name: float(held["finding"][name]) for name in FINDING},
            float(held["bias"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise DataFileError(f"{path}: cannot read the topic model ({exc!r}); restore the file") from exc
