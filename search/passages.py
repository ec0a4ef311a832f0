"""What can be found and quoted: passages, the filter both indexes obey, and hits; knows no index."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or title of a plan.

    `number` is its place in the list that all indexes share, from 0. `owner` is the id of the node it is about (task,
    plan, action, target), `kind` what it is (title, sentence, ...). `jurisdictions` holds the codes of its place and
    of all places above, so that a filter on a city also finds its counties. `tasks` are the tasks it leads to.
    """

    number: int
    text: str
    owner: str
    kind: str
    jurisdictions: tuple[str, ...]
    plan: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """Which passages may be found: any of the values within a field, and every field; None does not restrict.

    An empty set allows nothing.
    """

    jurisdictions: frozenset[str] | None = None
    plans: frozenset[str] | None = None
    owners: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    tasks: frozenset[str] | None = None

    def restrictions(self) -> dict[str, frozenset[str]]:
        """The fields that restrict, by the names of FILTER_FIELDS."""
        named = {
            "jurisdictions": self.jurisdictions,
            "plan": self.plans,
            "owner": self.owners,
            "kind": self.kinds,
            "tasks": self.tasks,
        }
        return {field: values for field, values in named.items() if values is not None}

    def allows(self, passage: Passage) -> bool:
        """Whether `passage` may be found; what both indexes do at once for all passages."""
        return all(
            not values.isdisjoint(filter_values(passage, field)) for field, values in self.restrictions().items()
        )


FILTER_FIELDS = ("jurisdictions", "plan", "owner", "kind", "tasks")


def filter_values(passage: Passage, field: str) -> tuple[str, ...]:
    """The values of one of FILTER_FIELDS."""
    value: str | tuple[str, ...] = getattr(passage, field)
    return (value,) if isinstance(value, str) else value


class Hit(NamedTuple):
    """A passage found: its number and its score, higher is better."""

    number: int
    score: float


def hash_texts(texts: Iterable[str]) -> str:
    """sha256 of the texts in order, each preceded by its length, so that no two lists share one by being joined."""
    total = hashlib.sha256()
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        total.update(len(encoded).to_bytes(8, "little") + encoded)
    return total.hexdigest()
