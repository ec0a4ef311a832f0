"""Topics as vectors, each embedded once: one question looks for tasks, then for targets, then in other places."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from search.encoders import Encoder
from search.encoders.protocol import Vectors
from search.retrieval.topic_model import load_topic_model

_KEPT = 8


class QueryVectors:
    """Embeds topics with one encoder and keeps those of the last questions. Threads may share it."""

    def __init__(self, encoder: Encoder) -> None:
        self._of = lru_cache(maxsize=_KEPT)(encoder.encode_query)
        model = load_topic_model()
        self._usual = np.asarray(model.usual, np.float32) if model.encoder == encoder.name else None

    def of(self, topics: Sequence[str]) -> Vectors | None:
        """Unit vectors [topics, dimension] of those that are not empty; None where all are."""
        asked = tuple(topic for topic in topics if topic)
        return self._of(asked) if asked else None

    def usual(self, vectors: Vectors | None) -> float | None:
        """The likeness of topics, by their best, to plans at large; None for an encoder that the topic model is not for."""
        return None if vectors is None or self._usual is None else float((vectors @ self._usual).max())
