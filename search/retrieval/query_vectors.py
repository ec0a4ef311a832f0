"""Topics as vectors, each embedded once: one question looks for tasks, then for targets, then in other places."""

from collections.abc import Sequence
from functools import lru_cache

from search.encoders import Encoder
from search.encoders.protocol import Vectors

_KEPT = 8


class QueryVectors:
    """Embeds topics with one encoder and keeps those of the last questions. Threads may share it."""

    def __init__(self, encoder: Encoder) -> None:
        self._of = lru_cache(maxsize=_KEPT)(encoder.encode_query)

    def of(self, topics: Sequence[str]) -> Vectors | None:
        """Unit vectors [topics, dimension] of those that are not empty; None where all are."""
        asked = tuple(topic for topic in topics if topic)
        return self._of(asked) if asked else None
