"""Brings one store on a server from a version to the next: stages the difference, switches, settles; or undoes it.

    stage    new rows that no reader of the old version sees, marks on those that go or change; in bounded transactions
    switch   one transaction on one node: the new version is in force, older ones can be read no longer
    settle   rows of the old version are taken away, changed properties take their place

A crash before the switch is undone by the next run, one after it is settled by it. Each transaction makes sure that
no other writer has taken over. Knows no documents and no encoder.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from graph_schema.difference import TableDifference, difference
from graph_schema.errors import StoreError
from graph_schema.schema import load_schema
from graph_schema.tables import Edge, GraphTables, Node, Provenance, Value
from graph_store import cypher_queries
from graph_store.cypher_queries import LINK_FIELDS, NEVER, Labels
from graph_store.neo4j_connection import Connection, Step
from graph_store.neo4j_state import SERVER_FORMAT, ServerState, read_state
from graph_store.neo4j_store import Neo4jGraphStore
from graph_store.protocol import Counts
from graph_store.searchable import PassageLinks, Searchable
from graph_store.whole import tables_of

ROWS_A_TRANSACTION = 5_000
_CHARACTERS_A_TRANSACTION = 2_000_000
_VECTORS_A_TRANSACTION = 1_000
_STUCK_SECONDS = 600.0
"""An index that the server fills and that has grown by nothing for so long is given up."""
_LONGEST_PAUSE = 2.0
_PAGE = 5_000
_TUNED_INDEXES = (5, 26)
_LOG = logging.getLogger(__name__)
_Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What separates the version in force from a new graph, and what search needs of it."""

    change: TableDifference
    links: Mapping[str, PassageLinks]
    relinked: tuple[Node, ...]
    """Passages whose own properties stay and whose links change."""

    def __bool__(self) -> bool:
        return bool(self.change or self.relinked)


@dataclass(frozen=True, slots=True)
class _Work:
    """A statement, the rows to run it over, and its other parameters."""

    query: str
    rows: Sequence[Mapping[str, Any]]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    makes_edges: bool = False


class Writer:
    """Writes one store. Use it while it is locked for writing; `seconds` says how long each stage took."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._name = connection.address.name
        self.labels = Labels(self._name)
        self._fence = 0
        self.seconds: dict[str, float] = {}

    def plan(self, state: ServerState, tables: GraphTables, searchable: Searchable | None) -> Plan:
        """Read the version in force and compare."""
        links = searchable.links if searchable else {}
        if state.version == 0:
            return Plan(difference(GraphTables(), tables), links, ())
        with self._timed("compare"), Neo4jGraphStore(self._connection, state) as graph:
            change = difference(tables_of(graph), tables)
            if searchable is None:
                return Plan(change, links, ())
            held = dict(_held_links(graph))
            touched = {node.id for node in change.nodes.added} | {row.new.id for row in change.nodes.changed}
            relinked = tuple(
                node
                for node in tables.nodes
                if node.type == "Passage" and node.id not in touched and held.get(node.id) != _link_values(node, links)
            )
        return Plan(change, links, relinked)

    def take_over(self) -> None:
        """Become the writer that counts: a writer before us, should it still live, can write nothing more."""
        for query in cypher_queries.STORE_CONSTRAINTS:
            self._connection.schema(query)
        rows = self._connection.write([Step(cypher_queries.TAKE_OVER, {"store": self._name, "format": SERVER_FORMAT})])
        self._fence = int(rows[0][0][0])

    def repair(self, state: ServerState) -> ServerState:
        """Settle or undo what a writer left that was stopped in the middle."""
        if state.pending is None:
            return state
        _LOG.warning("%s: an earlier run was stopped while it wrote; repairing", self._connection.address)
        if state.pending <= state.version:
            self._settle(state)
        else:
            self._undo(state)
        return self._set_state(replace(read_state(self._connection), pending=None, staged_field=""))

    def prepare(self, *, ids_only: bool = False) -> None:
        """Make the constraint and the indexes of the store where they are missing, and see that they are ours.

        ids_only: the constraint alone. The server fills the others sooner when the rows of a first version are there.
        """
        wanted = cypher_queries.create_indexes(self.labels, load_schema())
        if ids_only:
            wanted = {name: query for name, query in wanted.items() if name == self.labels.index("id")}
        with self._timed("indexes"):
            self._make_indexes(wanted)

    def _make_indexes(self, wanted: Mapping[str, str]) -> None:
        there = {row[0]: row for row in self._connection.rows(cypher_queries.SHOW_INDEXES)}
        for name, query in wanted.items():
            if name not in there:
                self._connection.schema(query)
        self._await_indexes()
        for row in self._connection.rows(cypher_queries.SHOW_INDEXES):
            label = (row[3] or [""])[0]
            if row[0] in wanted and (row[1] != "ONLINE" or not label.startswith(self.labels.node)):
                raise StoreError(
                    f"{self._connection.address}: the index {row[0]} is {row[1]} on {label or 'nothing'}; "
                    f"drop it and run again"
                )

    def stage(self, state: ServerState, plan: Plan, searchable: Searchable | None) -> None:
        """Write all that the next version needs; nobody sees it yet."""
        version = state.version + 1
        name = searchable.vector_field if searchable else ""
        self._set_state(replace(state, pending=version, staged_field=name if name != state.vector_field else ""))
        staged = state.version > 0
        with self._timed("nodes"):
            self._stage_nodes(plan, version, staged=staged)
        with self._timed("edges"):
            self._stage_edges(plan, version, staged=staged)
        with self._timed("provenance"):
            self._stage_provenance(plan, version, staged=staged)
        if searchable is not None:
            self._stage_vectors(searchable)

    def switch(self, state: ServerState) -> ServerState:
        """Put `state` in force, in one transaction."""
        return self._set_state(state)

    def settle(self, state: ServerState) -> ServerState:
        """Take away what the version in force replaced."""
        with self._timed("settle"):
            self._settle(state)
            return self._set_state(replace(state, pending=None, staged_field=""))

    def _set_state(self, state: ServerState) -> ServerState:
        values = {"store": self._name, "fence": self._fence, "values": state.values()}
        if self._connection.write([Step(cypher_queries.SET_STATE, values)])[0][0][0] != 1:
            raise self._superseded()
        return state

    def _write(self, *steps: Step) -> list[list[Sequence[Any]]]:
        """One transaction of ours, if we are still the writer that counts."""
        guard = Step(cypher_queries.STILL_OURS, {"store": self._name, "fence": self._fence})
        done = self._connection.write([guard, *steps])
        if done[0][0][0] != 1:
            raise self._superseded()
        return done[1:]

    def _superseded(self) -> StoreError:
        return StoreError(
            f"{self._connection.address}: another process has taken over writing this store; run again when it is done"
        )

    def _stage_nodes(self, plan: Plan, version: int, *, staged: bool) -> None:
        rows: dict[str, list[dict[str, Any]]] = {}
        for node in plan.change.nodes.added:
            held = _node_values(node, plan.links) | {"id": node.id, "_since": version, "_until": NEVER}
            rows.setdefault(node.type, []).append(held)
        work = [_Work(cypher_queries.create_nodes(self.labels, kind, staged=staged), rows[kind]) for kind in rows]
        ended = [{"id": node.id} for node in plan.change.nodes.removed]
        work.append(_Work(cypher_queries.end_nodes(self.labels), ended, {"version": version}))
        changed = [*(row.new for row in plan.change.nodes.changed), *plan.relinked]
        values = [{"id": node.id, "next": _dump(_node_values(node, plan.links))} for node in changed]
        work.append(_Work(cypher_queries.change_nodes(self.labels), values, {"version": version}))
        self._do(work)

    def _stage_edges(self, plan: Plan, version: int, *, staged: bool) -> None:
        change, of_version = plan.change.edges, {"version": version}
        work = []
        for kind, edges in _by_type(change.added):
            query = cypher_queries.create_edges(self.labels, kind, staged=staged)
            made = [
                _ends(edge) | {"properties": _edge_values(edge) | {"id": edge.id, "_since": version, "_until": NEVER}}
                for edge in edges
            ]
            work.append(_Work(query, made, makes_edges=True))
        for kind, edges in _by_type(change.removed):
            work.append(_Work(cypher_queries.end_edges(self.labels, kind), [_ends(edge) for edge in edges], of_version))
        for kind, edges in _by_type(row.new for row in change.changed):
            next_rows = [_ends(edge) | {"next": _dump(_edge_values(edge))} for edge in edges]
            work.append(_Work(cypher_queries.change_edges(self.labels, kind), next_rows, of_version))
        self._do(work)

    def _stage_provenance(self, plan: Plan, version: int, *, staged: bool) -> None:
        change = plan.change.provenance
        added = [_said(row) | {"_since": version, "_until": NEVER} for row in change.added]
        removed = [_said(row) for row in change.removed]
        create = _Work(cypher_queries.create_provenance(self.labels, staged=staged), added)
        self._do([create, _Work(cypher_queries.end_provenance(self.labels), removed, {"version": version})])

    def _stage_vectors(self, searchable: Searchable) -> None:
        name = searchable.vector_field
        with self._timed("vectors"):
            lacking = [row[0] for row in self._connection.rows(cypher_queries.without_vector(self.labels, name))]
            texts = self._texts(lacking)
            query = cypher_queries.set_vectors(self.labels, name)
            for start in range(0, len(lacking), _VECTORS_A_TRANSACTION):
                ids = lacking[start : start + _VECTORS_A_TRANSACTION]
                vectors = searchable.embed([texts[identifier] for identifier in ids])
                rows = [{"id": key, "vector": row.tolist()} for key, row in zip(ids, vectors, strict=True)]
                self._write(Step(query, {"rows": rows}))
        with self._timed("vector index"):
            tuned = self._connection.version_numbers >= _TUNED_INDEXES
            create = cypher_queries.create_vector_index(self.labels, name, searchable.dimension, tuned=tuned)
            index = cypher_queries.vector_index(self.labels, name)
            if index not in {row[0] for row in self._connection.rows(cypher_queries.SHOW_INDEXES)}:
                self._connection.schema(create)
            self._await_indexes()

    def _await_indexes(self) -> None:
        """Wait until the server has filled our indexes, however many rows there are: asked for by and by, as one query
        that waits would run into the time that queries have."""
        pause, before, deadline = 0.01, None, time.monotonic() + _STUCK_SECONDS
        while True:
            rows = self._connection.rows(cypher_queries.INDEX_PROGRESS, prefix=self.labels.index(""))
            if failed := [row[0] for row in rows if row[1] == "FAILED"]:
                raise StoreError(f"{self._connection.address}: the index {failed[0]} is FAILED; drop it and run again")
            filling = [row[0] for row in rows if row[1] == "POPULATING"]
            if not filling:
                return
            if rows != before:
                before, deadline = rows, time.monotonic() + _STUCK_SECONDS
            elif time.monotonic() > deadline:
                raise StoreError(
                    f"{self._connection.address}: the server does not get on with filling the index "
                    f"{filling[0]}; look into its log, then run again"
                )
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _texts(self, ids: Sequence[str]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for start in range(0, len(ids), _PAGE):
            query = cypher_queries.texts_of_passages(self.labels)
            texts.update(self._connection.rows(query, ids=list(ids[start : start + _PAGE])))  # type: ignore[arg-type]
        return texts

    def _do(self, work: Iterable[_Work]) -> None:
        """Do it all in the order given, as much in one transaction as one may hold: a small change is one or two."""
        steps: list[Step] = []
        held = 0.0
        for piece in work:
            for rows, share in _bounded(piece.rows):
                if steps and held + share > 1:
                    self._write(*steps)
                    steps, held = [], 0.0
                makes = len(rows) if piece.makes_edges else None
                steps.append(Step(piece.query, {"rows": rows, **piece.parameters}, makes=makes))
                held += share
        if steps:
            self._write(*steps)

    def _repeat(self, query: str, **parameters: Any) -> None:
        """Run a statement that does at most `limit` rows, and says how many, until none is left."""
        while self._write(Step(query, {"limit": _PAGE, **parameters}))[0][0][0] >= _PAGE:
            pass

    def _settle(self, state: ServerState) -> None:
        labels, version = self.labels, state.version
        self._delete(labels.staged, f":{labels.staged}", gone="ended", version=version)
        while rows := self._connection.rows(cypher_queries.changed_nodes(labels), version=version, limit=_PAGE):
            settled = [{"id": row[0], "properties": _settled(row[0], row[1])} for row in rows]
            self._write(Step(cypher_queries.settle_nodes(labels), {"rows": settled}))
        while rows := self._connection.rows(cypher_queries.changed_edges(labels), version=version, limit=_PAGE):
            for kind, group in groupby(sorted(rows, key=_type_of), key=_type_of):
                settled = [
                    {"source": row[1], "target": row[2], "properties": _settled_edge(kind, row[3])} for row in group
                ]
                self._write(Step(cypher_queries.settle_edges(labels, kind), {"rows": settled}))
        self._repeat(cypher_queries.unstage(labels))
        self._drop_vectors(state.vector_field)

    def _undo(self, state: ServerState) -> None:
        labels, version = self.labels, state.pending
        first = state.version == 0  # rows of a first version are not marked one by one
        touched = labels.node if first else labels.staged
        self._delete(touched, "" if first else f":{labels.staged}", gone="begun", version=version)
        for query in cypher_queries.revive(labels):
            self._repeat(query, version=version)
        self._repeat(cypher_queries.unstage(labels))
        if state.staged_field:
            self._repeat(cypher_queries.remove_vectors(labels, state.staged_field))
        self._drop_vectors(state.vector_field)

    def _delete(self, touched: str, said: str, *, gone: str, version: int | None) -> None:
        labels = self.labels
        self._repeat(cypher_queries.delete_edges(labels, touched=touched, gone=gone), version=version)
        self._repeat(cypher_queries.delete_provenance(labels, touched=said, gone=gone), version=version)
        self._repeat(cypher_queries.delete_nodes(labels, touched=touched, gone=gone), version=version)
        nothing = dict.fromkeys(
            {name for kind in load_schema().nodes.values() for name in kind.properties}
            | {*cypher_queries.INTERNAL, *LINK_FIELDS}
        )
        strip = cypher_queries.strip_nodes(labels, touched=touched, gone=gone)
        self._repeat(strip, version=version, nothing=nothing)

    def _drop_vectors(self, kept: str) -> None:
        """Drop the vector indexes of other encoders, and their vectors."""
        for name, _, kind, on, properties, _ in self._connection.rows(cypher_queries.SHOW_INDEXES):
            if kind == "VECTOR" and on == [self.labels.passage] and properties != [kept]:
                self._connection.schema(cypher_queries.drop_index(name))
                self._repeat(cypher_queries.remove_vectors(self.labels, properties[0]))

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started


def counts_of(tables: GraphTables) -> Counts:
    """How many rows the tables have."""
    schema = load_schema()
    nodes, edges = dict.fromkeys(schema.nodes, 0), dict.fromkeys(schema.edges, 0)
    for node in tables.nodes:
        nodes[node.type] += 1
    for edge in tables.edges:
        edges[edge.type] += 1
    return Counts(nodes, edges, len(tables.provenance))


def _held_links(graph: Neo4jGraphStore) -> Iterator[tuple[str, dict[str, Any]]]:
    query = cypher_queries.page_of_links(graph.labels)
    for identifier, later, since, *values in graph.pages(query, load_schema().node("Passage"), _PAGE):
        held = dict(zip(LINK_FIELDS, values, strict=True)) | {"_next": later, "_next_since": since}
        current = graph.current(held)
        yield identifier, {name: current[name] for name in LINK_FIELDS if current.get(name) is not None}


def _link_values(node: Node, links: Mapping[str, PassageLinks]) -> dict[str, Any]:
    if node.type != "Passage" or node.id not in links:
        return {}
    link = links[node.id]
    values = (link.owner, link.plan, list(link.tasks), link.characters)
    return dict(zip(LINK_FIELDS, values, strict=True))


def _node_values(node: Node, links: Mapping[str, PassageLinks]) -> dict[str, Any]:
    return _plain(node.properties) | _link_values(node, links)


def _edge_values(edge: Edge) -> dict[str, Any]:
    return _plain(edge.properties)


def _plain(properties: Mapping[str, Value]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _ends(edge: Edge) -> dict[str, Any]:
    return {"source": edge.source, "target": edge.target}


def _said(row: Provenance) -> dict[str, Any]:
    return {
        "subject": row.subject, "document": row.document, "start": row.start, "end": row.end,
        "quote": row.quote, "page": row.page,
    }  # fmt: skip


def _by_type(edges: Iterable[Edge]) -> Iterator[tuple[str, list[Edge]]]:
    for kind, group in groupby(sorted(edges, key=lambda edge: edge.type), key=lambda edge: edge.type):
        yield kind, list(group)


def _type_of(row: Sequence[Any]) -> str:
    return str(row[0])


def _settled(identifier: str, later: str) -> dict[str, Any]:
    kind = load_schema().node_type_of(identifier)
    names = kind.properties if kind else {}
    nothing = dict.fromkeys((*names, *LINK_FIELDS, "_next", "_next_since"))
    return {**nothing, **json.loads(later)}


def _settled_edge(kind: str, later: str) -> dict[str, Any]:
    nothing = dict.fromkeys((*load_schema().edge(kind).properties, "_next", "_next_since"))
    return {**nothing, **json.loads(later)}


def _bounded(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[list[Mapping[str, Any]], float]]:
    """Rows in parts that one transaction of the server's can hold, each with the share of a transaction that it fills."""
    part: list[Mapping[str, Any]] = []
    share = 0.0
    for row in rows:
        size = sum(len(value) for value in row.values() if isinstance(value, str))
        cost = 1 / ROWS_A_TRANSACTION + size / _CHARACTERS_A_TRANSACTION
        if part and share + cost > 1:
            yield part, share
            part, share = [], 0.0
        part.append(row)
        share += cost
    if part:
        yield part, share


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
