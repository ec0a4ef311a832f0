"""Tasks found for a topic as they are ranked: values only."""

from dataclasses import dataclass
from typing import NamedTuple

from search.retrieval.relevance import Coverage
from search.retrieval.task_texts import ReadTask

LEAST_SPAN = 0.02
"""Cosines nearer to each other than this tell nothing apart."""
# Of cosines of the default encoder, measured on questions with and without an answer: topics that plans speak of reach
# .89 and stand out from the middle of what is found by .035 and more; others stay below .88.
_CLEAR_TOP, _CLEAR_SPAN = 0.885, 0.032
_SURE_TOP, _SURE_SPAN = 0.895, 0.04


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like the tasks are to a topic by meaning. of: by task or subtask, 0 (the middle of what was found) to 1 (the best).

    titles: the same by titles alone. top, span: the best cosine and how far it stands out.
    """

    of: dict[str, float]
    titles: dict[str, float]
    top: float = 0.0
    span: float = 0.0

    def cosine(self, value: float) -> float:
        """The cosine that a likeness stands for."""
        return self.top - (1 - value) * max(self.span, LEAST_SPAN)

    @property
    def is_clear(self) -> bool:
        """Whether meaning supports that something was found."""
        return self.top >= _CLEAR_TOP and self.span >= _CLEAR_SPAN

    @property
    def is_sure(self) -> bool:
        """Whether meaning alone tells that something was found."""
        return self.top >= _SURE_TOP and self.span >= _SURE_SPAN


class RankedTask(NamedTuple):
    """A task that was found. parts: those of its subtasks that were found, where not the task as a whole was.

    score: 0 to 1. sentence: which of its sentences covers the topic best.
    """

    task: ReadTask
    score: float
    coverage: Coverage
    likeness: float
    parts: tuple[str, ...] = ()
