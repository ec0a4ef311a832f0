"""What finds passages: a protocol, so that a server's own indexes can stand in for the files of a snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from search.passages import PassageFilter


class FoundPassage(NamedTuple):
    """A passage that was found. owner: the node it is about; tasks: the tasks it leads to.

    cosine: likeness to the topic, None where only its words were found. keyword: its score by words (BM25), None
    where only its meaning was found.
    """

    owner: str
    kind: str
    tasks: tuple[str, ...]
    cosine: float | None = None
    keyword: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found, best first, and how long it took (milliseconds).

    usual: the likeness of the topics to plans at large; None for an encoder of which that is not known.
    """

    passages: tuple[FoundPassage, ...] = ()
    encode_ms: float = 0.0
    search_ms: float = 0.0
    usual: float | None = None


class PassageSearch(Protocol):
    """Finds passages by meaning and by words. Filters apply before ranking, in both."""

    def find(
        self, topics: Sequence[str], words: str, allowed: PassageFilter | None = None, *, limit: int = 200
    ) -> Found:
        """At most `limit` passages by each way: like one of `topics`, or with terms of `words`; ties in a fixed order."""
        ...

    def shares(self, words: Sequence[str]) -> dict[str, float]:
        """For each word the share of passages that can have it, 0 to 1; what is rare says more."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
