"""PassageSearch over a Neo4j server's own indexes: its vector index, and its full-text index with analyser cjk."""

import time
from collections.abc import Iterable, Sequence

from graph_schema.errors import IndexMismatchError, StoreError
from graph_store.neo4j_passages import Allowed, PassageHit, PassageIndexes
from graph_store.neo4j_store import Neo4jGraphStore
from search.analyser import Analyser
from search.encoders import Encoder
from search.index_header import OTHER_ENCODER
from search.passages import PassageFilter
from search.retrieval.index_search import fused
from search.retrieval.protocol import Found, FoundPassage
from search.retrieval.query_vectors import QueryVectors

_ANALYSER = Analyser()


class Neo4jSearch:
    """The indexes of one version of a store, asked by one encoder."""

    def __init__(self, graph: Neo4jGraphStore, encoder: Encoder) -> None:
        """Raises IndexMismatchError when the vectors on the server are another encoder's, StoreError without any."""
        held, address = graph.state.encoder, graph.connection.address
        if not held:
            raise StoreError(
                f"{address}: has no search index; make it with `python -m search --index --store {address}`"
            )
        if held != encoder.name:
            raise IndexMismatchError(
                f"{address}: the index has encoder {held}, needed is {encoder.name}; {OTHER_ENCODER}"
            )
        self._graph = graph
        self._topics = QueryVectors(encoder)
        self._indexes = PassageIndexes(graph)
        self._plans_within = _plans_within(graph)

    def find(
        self, topics: Sequence[str], words: str, allowed: PassageFilter | None = None, *, limit: int = 200
    ) -> Found:
        """See PassageSearch."""
        started = time.perf_counter()
        vectors = self._topics.of(topics)
        encoded = time.perf_counter()
        permitted = self._allowed(allowed)
        cosines: dict[str, PassageHit] = {}
        for vector in () if vectors is None else vectors:
            for hit in self._indexes.nearest(vector.tolist(), limit, permitted):
                if hit.id not in cosines or cosines[hit.id].score < hit.score:
                    cosines[hit.id] = hit
        terms = _ANALYSER.terms(words)
        found = {hit.id: hit for hit in self._indexes.with_words(terms.words, terms.lone, limit, permitted)}
        by_number = dict(enumerate(sorted({*cosines, *found})))
        numbers = {key: number for number, key in by_number.items()}
        order = fused(*([numbers[key] for key in _ranking(hits.values())] for hits in (cosines, found)))
        passages = tuple(_passage(cosines.get(by_number[n]), found.get(by_number[n])) for n in order)
        done = time.perf_counter()
        return Found(passages, (encoded - started) * 1e3, (done - encoded) * 1e3, self._topics.usual(vectors))

    def shares(self, words: Sequence[str]) -> dict[str, float]:
        """See PassageSearch: by the rarest pair of characters of each word."""
        terms = {word: _ANALYSER.terms(word) for word in words}
        pairs = {pair for found in terms.values() for pair in found.words}
        lone = {character for found in terms.values() for character in found.lone}
        known = self._indexes.shares(pairs, lone)
        return {
            word: min((known[term] for term in (*found.words, *found.lone)), default=0.0)
            for word, found in terms.items()
        }

    def close(self) -> None:
        """The connection is the graph's."""

    def _allowed(self, allowed: PassageFilter | None) -> Allowed:
        if allowed is None:
            return Allowed()
        plans = allowed.plans
        if allowed.jurisdictions is not None:
            here = {plan for place in allowed.jurisdictions for plan in self._plans_within.get(place, ())}
            plans = frozenset(here if plans is None else here & plans)
        owners = allowed.owners
        if allowed.tasks is not None:
            led = self._owners_of(allowed.tasks)
            owners = led if owners is None else led & owners
        return Allowed(plans, owners, allowed.kinds)

    def _owners_of(self, tasks: frozenset[str]) -> frozenset[str]:
        """Whatever a passage can be about that leads to these tasks: they, their targets, the headings above them."""
        targets = {edge.target for edge in self._graph.edges(sources=tasks, types=["SETS"])}
        headings = {edge.source for edge in self._graph.edges(targets=tasks, types=["HAS_TASK"])}
        return frozenset(tasks | targets | {node for node in headings if node.startswith("action-")})


def _ranking(hits: Iterable[PassageHit]) -> list[str]:
    return [hit.id for hit in sorted(hits, key=lambda hit: (-hit.score, hit.id))]


def _passage(near: PassageHit | None, worded: PassageHit | None) -> FoundPassage:
    hit = near or worded
    assert hit is not None
    return FoundPassage(hit.owner, hit.kind, hit.tasks, near.score if near else None, worded.score if worded else None)


def _plans_within(graph: Neo4jGraphStore) -> dict[str, set[str]]:
    """For each place the plans that apply to it or to a place within it."""
    above = {edge.source: edge.target for edge in graph.stream_edges("PART_OF")}
    plans: dict[str, set[str]] = {}
    for edge in graph.stream_edges("APPLIES_TO"):
        place: str | None = edge.target
        seen: set[str] = set()
        while place is not None and place not in seen:
            seen.add(place)
            plans.setdefault(place, set()).add(edge.source)
            place = above.get(place)
    return plans
