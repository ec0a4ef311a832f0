"""A Neo4j server beside what it costs at least: loading against plain UNWIND ... CREATE, questions against the embedded store.

Needs Java and Maven, as `make neo4j` does; the server is started for this and stopped again.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.console import Console
from benchmarks.made_plans import plan_text
from benchmarks.measure import Measure
from graph_schema.tables import GraphTables
from graph_store.manifest import DocumentRecord
from graph_store.neo4j_address import ServerAddress
from graph_store.neo4j_connection import Connection, Step
from graph_store.neo4j_server import LocalServer
from graph_store.searchable import Searchable
from graph_store.server_store import ServerStore
from ingest.assemble import DocumentFacts, assemble
from ingest.extract import extract
from ingest.readers import read_document
from pipeline.update import add
from search.encoders import Vectors
from search.engine import Engine, open_store
from search.evaluation import read_questions

ROOT = Path(__file__).parents[1]
DIMENSION = 384
ROWS = 5_000
"""Rows that the plain way sends at once, the same as ours."""
VECTORS = 1_000
AT_MOST = 1.5
TIMES_EMBEDDED = 3.0
STAGES = ("nodes", "edges", "provenance", "indexes", "vectors", "vector index")
QUESTIONS = ROOT / "data" / "questions" / "five_plans.jsonl"


def run(console: Console) -> list[Measure]:
    """Loading by stages, then warm questions."""
    with tempfile.TemporaryDirectory() as name, LocalServer() as server, _environment(server):
        address = ServerAddress(server.uri, "default", "neo4j", "neo4j", server.password)
        return [*_loading(console, address, Path(name)), *_asking(console, address, Path(name))]


@contextmanager
def _environment(server: LocalServer) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(server.environment)
    os.environ.pop("NEO4J_DATABASE", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


# --- loading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """A graph to load, with made-up vectors for its passages."""

    tables: GraphTables
    vectors: Vectors

    def searchable(self) -> Searchable:
        """The vectors as a store on a server takes them: asked for by text."""
        texts = [str(node.properties["text"]) for node in self.tables.nodes if node.type == "Passage"]
        places = {text: place for place, text in enumerate(texts)}
        return Searchable("made-up", DIMENSION, lambda asked: self.vectors[[places[text] for text in asked]], {})


def _made_load(folder: Path, size: int) -> Load:
    path = folder / f"made-{size}.txt"
    path.write_text(plan_text(size), "utf-8")
    source = read_document(path)
    tables = assemble([DocumentFacts(path.name, source.text, extract(source))]).tables
    passages = sum(node.type == "Passage" for node in tables.nodes)
    vectors = np.random.default_rng(7).standard_normal((passages, DIMENSION)).astype(np.float32)
    return Load(tables, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _loading(console: Console, address: ServerAddress, folder: Path) -> list[Measure]:
    console.step("loading: warming up")
    small = _made_load(folder, 30_000)
    _ours(address, small, "warm")
    _plain(address, small, "Warm")
    load = _made_load(folder, 30_000 if console.quick else 200_000)
    ours, plain = [], []
    for turn in range(1 if console.quick else 3):  # in turns, so that both meet the server as warm
        console.step(f"loading: turn {turn + 1}")
        plain.append(_plain(address, load, f"Plain{turn}"))
        ours.append(_ours(address, load, f"turn{turn}"))
    best, least = _best(ours), _best(plain)
    tables = load.tables
    note = f"{len(tables.nodes)} nodes, {len(tables.edges)} edges, {len(tables.provenance)} quotes, {len(load.vectors)} vectors"
    ratio = best["all"] / least["all"]
    return [
        Measure(name="loading, to plain UNWIND CREATE", value=ratio, unit="times", at_most=AT_MOST, note=note),
        *(
            Measure(name=f"loading: {stage}", value=best[stage], unit="s", note=f"plain {least[stage]:.2f} s")
            for stage in (*STAGES, "all")
        ),
    ]


def _best(turns: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {stage: min(turn.get(stage, 0.0) for turn in turns) for stage in (*STAGES, "all")}


def _ours(address: ServerAddress, load: Load, name: str) -> dict[str, float]:
    """Publish into a store of its own, then delete it."""
    documents = [DocumentRecord(node.id, "made.txt", 1, 1) for node in load.tables.nodes if node.type == "Document"]
    with ServerStore(replace(address, name=name)) as store:
        began = time.perf_counter()
        done = store.publish(load.tables, documents=documents, searchable=load.searchable())
        seconds = {**done.seconds, "all": time.perf_counter() - began}
        store.publish(GraphTables(), documents=[])
    return seconds


def _plain(address: ServerAddress, load: Load, label: str) -> dict[str, float]:
    """The same rows as anybody would load them: no versions, no checks, the same indexes on ids and vectors."""
    tables = load.tables
    passages = [node.id for node in tables.nodes if node.type == "Passage"]
    seconds: dict[str, float] = {}
    with Server(address, seconds=900.0) as server:
        began = time.perf_counter()
        with _timed(seconds, "indexes"):
            server.schema(f"CREATE CONSTRAINT {label}_id FOR (n:{label}) REQUIRE n.id IS UNIQUE")
            server.schema(f"CREATE INDEX {label}_said FOR (n:{label}Said) ON (n.subject)")
        with _timed(seconds, "nodes"):
            for kind, rows in _by_type(tables.nodes, lambda node: {"id": node.id, **_values(node)}).items():
                server.send(f"UNWIND $rows AS row CREATE (n:{kind}:{label}) SET n = row", rows, ROWS)
        with _timed(seconds, "edges"):
            ends = f"UNWIND $rows AS row MATCH (a:{label} {{id: row.a}}) MATCH (b:{label} {{id: row.b}})"
            made = _by_type(tables.edges, lambda edge: {"a": edge.source, "b": edge.target, "values": _values(edge)})
            for kind, rows in made.items():
                server.send(f"{ends} CREATE (a)-[e:{kind}]->(b) SET e = row.values", rows, ROWS)
        with _timed(seconds, "provenance"):
            said = [{"subject": row.subject, "document": row.document, "start": row.start, "end": row.end,
                     "quote": row.quote, "page": row.page} for row in tables.provenance]  # fmt: skip
            server.send(f"UNWIND $rows AS row CREATE (p:{label}Said) SET p = row", said, ROWS)
        with _timed(seconds, "vectors"):
            vectors = [{"id": key, "v": row.tolist()} for key, row in zip(passages, load.vectors, strict=True)]
            put = "CALL db.create.setNodeVectorProperty(n, 'v', row.v)"
            server.send(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) {put}", vectors, VECTORS)
        with _timed(seconds, "vector index"):
            server.schema(
                f"CREATE VECTOR INDEX {label}_v FOR (n:{label}) ON (n.v) OPTIONS {{indexConfig: "
                f"{{`vector.dimensions`: {DIMENSION}, `vector.similarity_function`: 'cosine', "
                "`vector.quantization.enabled`: false, `vector.hnsw.m`: 32, `vector.hnsw.ef_construction`: 200}}"
            )
            server.rows("CALL db.awaitIndexes(600)")
        seconds["all"] = time.perf_counter() - began
        for index in (f"INDEX {label}_v", f"INDEX {label}_said", f"CONSTRAINT {label}_id"):
            server.schema(f"DROP {index}")
        for kind in (label, f"{label}Said"):
            server.schema(f"MATCH (n:{kind}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 5000 ROWS")
    return seconds


class Server(Connection):
    """A connection that sends rows in parts."""

    def send(self, query: str, rows: Sequence[Mapping[str, Any]], size: int) -> None:
        """Run the query over `size` rows at a time, each time in a transaction."""
        for start in range(0, len(rows), size):
            self.write([Step(query, {"rows": rows[start : start + size]})])

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _by_type(rows: Sequence[Any], row_of: Any) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row.type, []).append(row_of(row))
    return groups


def _values(row: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.properties.items()}


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - began


# --- asking ----------------------------------------------------------------------------------------------------------


def _asking(console: Console, address: ServerAddress, folder: Path) -> list[Measure]:
    console.step("questions: two stores of the five plans")
    store = folder / "store"
    for location in (str(store), str(address)):
        add(location, [ROOT / "data" / "documents"])
    questions = [row.question for row in read_questions(QUESTIONS)][:: 60 if console.quick else 8]
    with open_store(str(store)) as embedded, open_store(str(address)) as server:
        for question in questions:
            _milliseconds(embedded, question)
            _milliseconds(server, question)
        console.step(f"questions: {len(questions)} on both")
        pairs = [(_milliseconds(embedded, one), _milliseconds(server, one)) for one in questions]
    here, there = statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)
    note = f"median of {len(pairs)} questions, each asked once before"
    return [
        Measure(name="a warm question, to the embedded store", value=there / here, unit="times", at_most=TIMES_EMBEDDED, note=note),
        Measure(name="a warm question on the server", value=there, unit="ms", note=f"embedded {here:.1f} ms"),
    ]  # fmt: skip


def _milliseconds(engine: Engine, question: str) -> float:
    began = time.perf_counter()
    engine.ask(question)
    return (time.perf_counter() - began) * 1e3
