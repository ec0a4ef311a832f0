"""A server's own indexes over passages: the nearest by vector, the best by words, under filters. Knows no encoder.

Neither index of the server can filter before it ranks by all that we filter by. So a query reaches so far that as
many passages come as are wanted, further and further; where the filters allow few passages, they are all compared.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph_store import cypher_queries
from graph_store.neo4j_store import Neo4jGraphStore
from graph_store.recent import Recent

_MOST_CLAUSES = 500
"""Ids that a full-text query names itself (Lucene takes 1,024); more are sorted out behind it."""
_SLOWER = 4
"""A passage that is compared costs as much as so many that the vector index hands out."""
_SPARE = 1.5
_LEAST_REACH = 100
_WIDER = 4
_COMMON = 0.1
"""Words that a larger share of the passages has are as common as that: they are not counted further."""
_LEAST_COUNTED = 2_000
_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which passages may be found, by ids of plans and owners and by kind; None does not restrict."""

    plans: frozenset[str] | None = None
    owners: frozenset[str] | None = None
    kinds: frozenset[str] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it restricts nothing."""
        return self.plans is None and self.owners is None and self.kinds is None

    def shape(self) -> dict[str, bool]:
        """Which of the fields restrict."""
        return {
            "plans": self.plans is not None, "owners": self.owners is not None, "kinds": self.kinds is not None,
        }  # fmt: skip

    def parameters(self) -> dict[str, list[str]]:
        """The values of those that do."""
        named = {"plans": self.plans, "owners": self.owners, "kinds": self.kinds}
        return {name: sorted(values) for name, values in named.items() if values is not None}


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage found. score: the cosine, or the score by words."""

    id: str
    score: float
    kind: str
    owner: str
    tasks: tuple[str, ...]


class PassageIndexes:
    """The indexes of one version of a store. Threads may share it."""

    def __init__(self, graph: Neo4jGraphStore) -> None:
        self._graph = graph
        self._words = graph.labels.index("words")
        self._vectors = cypher_queries.vector_index(graph.labels, graph.state.vector_field)
        self._count = graph.state.passages
        self._shares: dict[str, float] = {}
        self._counts: Recent[Allowed, int] = Recent(_REMEMBERED)

    def nearest(self, vector: Sequence[float], limit: int, allowed: Allowed) -> list[PassageHit]:
        """The `limit` allowed passages nearest to a vector, best first, ties by id."""
        possible = self._possible(allowed)
        wanted = min(limit, possible)
        if wanted <= 0:
            return []
        labels, shape = self._graph.labels, allowed.shape()
        given: dict[str, Any] = {"vector": list(vector), "limit": limit, **allowed.parameters()}
        reach = min(self._count, math.ceil(_SPARE * wanted * self._count / possible) + _LEAST_REACH)
        while not (possible < self._count and possible * _SLOWER < reach):
            query = cypher_queries.nearest_of_all(labels, **shape)
            found = _hits(self._graph.ask(query, index=self._vectors, reach=reach, **given))
            if len(found) >= wanted or reach >= self._count:
                return found
            reach = min(self._count, reach * _WIDER)
        field = self._graph.state.vector_field
        return _hits(self._graph.ask(cypher_queries.nearest_of_some(labels, field, **shape), **given))

    def with_words(self, words: Iterable[str], lone: Iterable[str], limit: int, allowed: Allowed) -> list[PassageHit]:
        """The `limit` best allowed passages with one of some terms: pairs of characters, words, lone characters."""
        asked = " ".join([*(_clause("text", term) for term in dict.fromkeys(words)),
                          *(_clause("_characters", term) for term in dict.fromkeys(lone))])  # fmt: skip
        if not asked or limit <= 0:
            return []
        query = f"+({asked}){_clauses('_plan', allowed.plans)}{_clauses('_owner', allowed.owners)}"
        cypher = cypher_queries.with_words(self._graph.labels, **allowed.shape())
        reach = limit + _LEAST_REACH
        while True:
            number, rows = self._graph.ask(cypher, index=self._words, query=query, reach=reach, **allowed.parameters())
            found = _hits(rows)
            if number < reach or (len(found) > limit and found[limit - 1].score > found[-1].score):
                return found[:limit]
            reach *= _WIDER

    def shares(self, words: Iterable[str], lone: Iterable[str]) -> dict[str, float]:
        """The share of passages that have each term, 0 to 1, counted up to a tenth of them."""
        wanted = {term: _clause("text", term) for term in words} | {term: _clause("_characters", term) for term in lone}
        new = {clause: term for term, clause in wanted.items() if term not in self._shares}
        if new and self._count:
            limit = min(max(_LEAST_COUNTED, int(_COMMON * self._count)), self._count)
            rows = self._graph.connection.rows(
                cypher_queries.FREQUENCIES, index=self._words, queries=sorted(new), limit=limit
            )
            self._shares.update({new[clause]: min(1.0, hits / self._count) for clause, hits in rows})
        return {term: self._shares.get(term, 0.0) for term in wanted}

    def _possible(self, allowed: Allowed) -> int:
        if allowed.is_open:
            return self._count
        known = self._counts.known([allowed])
        if allowed not in known:
            query = cypher_queries.count_passages(self._graph.labels, **allowed.shape())
            number: Any = self._graph.ask(query, **allowed.parameters())
            known = {allowed: int(number)}
            self._counts.keep(known)
        return known[allowed]


def _hits(rows: Iterable[Sequence[Any]]) -> list[PassageHit]:
    return [PassageHit(row[0], float(row[1]), row[2], row[3], tuple(row[4] or ())) for row in rows]


def _clause(field: str, term: str) -> str:
    return f'{field}:"{_escaped(term)}"'


def _clauses(field: str, ids: frozenset[str] | None) -> str:
    """A clause that must hold and counts nothing; none where the ids are too many, for they are sorted out later."""
    if not ids or len(ids) > _MOST_CLAUSES:
        return ""
    # The analyser cuts an id at its hyphens, and so it does with a phrase.
    return f" +({' '.join(_clause(field, identifier) for identifier in sorted(ids))})^0"


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in '+-&|!(){}[]^"~*?:\\/' else character for character in text)
