"""Questions to answers over one store: understanding, selection, rows, wording. The only way in for commands and apps.

Knows no SQL and no index format: the graph is a GraphStore, the passages a PassageSearch.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from graph_schema.errors import InputError
from graph_store.neo4j_address import is_address
from graph_store.protocol import GraphStore
from graph_store.walk import neighbourhood, shortest_path
from search.answering import Answerer
from search.around import as_neighbourhood
from search.catalogue import Catalogue, read_catalogue
from search.filters import known_place, with_filters
from search.results import Answer, Evidence, Neighbourhood, PlanRow, Timings, Understood
from search.retrieval.protocol import PassageSearch
from search.rows import RowBuilder
from search.select_targets import count_is_target
from search.selected import Corpus, Selection
from search.selection import select
from search.sources import Sources
from search.understanding import PlaceRef, Query, Understander

DEFAULT_LIMIT = 20
_FEW = 5
"""The most tasks that a second reading of a question may find: more are no sign that it was meant so."""


class Engine:
    """Answers questions about one state of the graph. Threads may share it; close it when done."""

    def __init__(self, graph: GraphStore, search: PassageSearch, paths: Mapping[str, str]) -> None:
        """Use `open_store`. `paths`: where each document was read from, by its id."""
        self.graph = graph
        self._search = search
        self.catalogue: Catalogue = read_catalogue(graph)
        self._sources = Sources(graph, paths)
        self._understander = Understander(self.catalogue, self._is_phrase, self._pairs_held)
        self._corpus = Corpus.of(graph, search, self.catalogue)
        self._rows = RowBuilder(graph, self.catalogue, self._sources)
        self._answerer = Answerer(graph, self.catalogue, self._sources, self._rows, self._understander.unit_index)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._search.close()
        self.graph.close()

    def ask(
        self,
        question: str,
        *,
        jurisdiction: str | None = None,
        role: str | None = None,
        year: int | None = None,
        type: str | None = None,
        as_of: str | None = None,
        limit: int = DEFAULT_LIMIT,
        offset: int = 0,
    ) -> Answer:
        """The answer to a question in Chinese, English or pinyin.

        The filters stand in for what the question may have said: a place by any name, "lead" or "support", a year, what
        is asked for ("unit", "task", "target", "plan"), a day (YYYY-MM-DD) on which plans have to be in force. Lists hold
        `limit` rows from `offset` of what was asked for. Raises InputError for an empty or too long question and for
        filter values that nothing is known of.
        """
        if limit < 1 or offset < 0:
            raise InputError(f"limit {limit} and offset {offset}: the limit must be at least 1, the offset at least 0")
        started = time.perf_counter()
        query = self._understander.understand(question)
        query = with_filters(
            query, self._understander, jurisdiction=jurisdiction, role=role, year=year, type=type, as_of=as_of
        )
        understood = time.perf_counter()
        query, selection = self._select(query)
        selected = time.perf_counter()
        answer = self._answerer.answer(query, selection, limit=limit, offset=offset)
        done = time.perf_counter()
        timings = Timings(
            understand=(understood - started) * 1e3,
            encode=selection.encode_ms,
            retrieve=(selected - understood) * 1e3 - selection.encode_ms,
            expand=(done - selected) * 1e3,
            total=(done - started) * 1e3,
        )
        return replace(answer, timings=timings)

    def _select(self, query: Query) -> tuple[Query, Selection]:
        """What answers a query; where nothing does, what answers its other reading, if it has one."""
        if count_is_target(self._corpus, query):
            query = replace(query, asks=("target", *query.asks[1:]), counted=None)
        selection = select(self._corpus, query)
        other = self._understander.otherwise(query) if selection.reason in ("nothing", "unknown_unit") else None
        if other is not None:
            found = select(self._corpus, other)
            if 0 < len(found.picks) <= _FEW:
                return other, found
        return query, selection

    def understand(self, question: str) -> Understood:
        """What a question is taken to mean, without answering it."""
        return self._answerer.understood(self._understander.understand(question))

    def neighbourhood(
        self, id: str, hops: int = 1, *, types: Iterable[str] | None = None, limit: int = 200
    ) -> Neighbourhood:
        """What lies within `hops` edges of a node, at most `limit` nodes. Raises InputError for an id that is not there."""
        if id not in self.graph.nodes([id]):
            raise InputError(f"{id}: no such node in this store; ids are those of an answer from the same store")
        return as_neighbourhood(neighbourhood(self.graph, [id], hops=hops, types=types, limit=limit), self._sources)

    def path(self, a: str, b: str, *, max_hops: int = 6) -> Neighbourhood | None:
        """The shortest way between two nodes, edge after edge with its evidence; None where there is none."""
        missing = [identifier for identifier in (a, b) if identifier not in self.graph.nodes([identifier])]
        if missing:
            raise InputError(
                f"{missing[0]}: no such node in this store; ids are those of an answer from the same store"
            )
        found = shortest_path(self.graph, a, b, max_hops=max_hops)
        if found is None:
            return None
        from graph_store.walk import Subgraph

        return as_neighbourhood(Subgraph(found.nodes, found.edges), self._sources)

    def place(self, name: str) -> PlaceRef:
        """The place that a name means, in Chinese, pinyin or English. Raises InputError where none is known."""
        return known_place(self._understander, name)

    def plans(self, *, ids: Iterable[str] | None = None, jurisdiction: str | None = None) -> list[PlanRow]:
        """The plans that were read, by place and title; those with these ids, or of a place and the places within it."""
        wanted = list(self.catalogue.plans) if ids is None else list(ids)
        if jurisdiction is not None:
            place = self.place(jurisdiction)
            wanted = self.catalogue.plans_at([place.id]) if place.id else []
        return sorted(self._rows.plans(wanted), key=lambda row: (row.jurisdiction, row.title, row.id))

    def evidence(self, ids: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
        """Where the documents say that these nodes and edges are so, by id."""
        return self._sources.all_of(ids)

    def _is_phrase(self, pair: str) -> bool:
        return self._search.shares([pair])[pair] > 0

    def _pairs_held(self, pairs: Iterable[str]) -> set[str]:
        return {pair for pair, share in self._search.shares(list(pairs)).items() if share > 0}


def open_store(location: str | Path = ".store", *, encoder: str = "bundled") -> Engine:
    """The engine over the store at `location`, a folder or an address of a Neo4j server.

    Raises StoreError where there is none or it has no index, or where the server is away or refuses us.
    """
    if is_address(location):
        from search.server_index import open_server

        server = open_server(location, encoder)
        return Engine(server.graph, server.search, server.paths)
    from graph_store.snapshots import SnapshotStore
    from search.encoders import make_encoder
    from search.retrieval.index_search import IndexSearch

    snapshot = SnapshotStore(Path(location)).open_current()
    try:
        search = IndexSearch.open(snapshot.folder, make_encoder(encoder))
        paths: dict[str, str] = {}
        for record in sorted(snapshot.documents, key=lambda row: (row.document, row.path)):
            paths.setdefault(record.document, record.path)
        graph = snapshot.open_graph(on_close=snapshot.close)
    except BaseException:
        snapshot.close()
        raise
    return Engine(graph, search, paths)
