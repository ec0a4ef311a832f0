"""How much a question costs beyond embedding it and searching the same vectors: at five plans and at 20,000 tasks; the cold start.

Encode + FAISS and the whole of `ask` are taken in turns, question by question, in processor time: nothing is waited for, and
other work on the machine counts little (it still makes a processor slower: the notes tell the load). Time on the clock
stands beside it.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.console import Console
from benchmarks.made_plans import plan_text
from benchmarks.measure import Measure, quantile
from graph_schema.tables import GraphTables
from graph_store.manifest import DocumentRecord
from graph_store.snapshots import SnapshotStore
from ingest.assemble import DocumentFacts, assemble
from ingest.extract import extract
from ingest.readers import read_document
from pipeline.update import add
from search.encoders import Encoder, make_encoder
from search.engine import open_store
from search.evaluation import read_questions
from search.indexing import INDEX_FOLDER, IndexedGraph, passages_of
from search.vector_index import VectorIndex

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "data" / "questions" / "five_plans.jsonl"
TASKS = 20_000
BYTES_A_TASK = 407
"""What a made-up task takes in a file."""
TASKS_A_PLAN = 200
NEAREST = 200
FIVE_AT_MOST, LARGE_AT_MOST = 15.0, 30.0
COLD_AT_MOST = 1.5
_FIELDS = "农产品加工 冷链物流 乡村旅游 数字政务 社区养老 污水治理 绿色建筑 职业培训 智慧交通 基层医疗 低空物流 林下经济".split()
_ENGLISH = (
    "cold-chain logistics;rural tourism;elderly care;sewage treatment;vocational training;primary health care".split(
        ";"
    )
)


def run(console: Console) -> list[Measure]:
    """Five plans, many tasks, cold start."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        console.step("asking: a store of the five plans")
        add(folder / "five", [ROOT / "data" / "documents"])
        every = 20 if console.quick else 3
        questions = [row.question for row in read_questions(QUESTIONS)][::every]
        five = _beside(folder / "five", questions)
        tasks = 200 if console.quick else TASKS
        console.step(f"asking: a store of {tasks:,} made-up tasks")
        held = _made_store(folder / "made", tasks)
        large = _beside(folder / "made", _made_questions(12 if console.quick else 96))
        console.step("asking: cold start")
        return [
            *_measures("five plans", five, FIVE_AT_MOST),
            *_measures(f"{held:,} tasks", large, LARGE_AT_MOST),
            _cold(folder / "five", turns=1 if console.quick else 5),
        ]


@dataclass(frozen=True, slots=True)
class Pair:
    """Milliseconds of one question: embedding it and searching the vectors; all of `ask`. Of a processor, on the clock."""

    bare: float
    ask: float
    bare_clock: float
    ask_clock: float


def _beside(store: Path, questions: Sequence[str]) -> list[Pair]:
    """Each question both ways, in turns; all were asked once before."""
    encoder = make_encoder("bundled")
    with SnapshotStore(store).open_current() as snapshot:
        index = VectorIndex.load(snapshot.folder / INDEX_FOLDER, encoder=encoder)
        with open_store(store) as engine:
            for question in questions:
                engine.ask(question)
                _bare(encoder, index, question)
            return [
                _pair(_timed(partial(_bare, encoder, index, one)), _timed(partial(engine.ask, one)))
                for one in questions
            ]


def _pair(bare: tuple[float, float], ask: tuple[float, float]) -> Pair:
    return Pair(bare[0], ask[0], bare[1], ask[1])


def _bare(encoder: Encoder, index: VectorIndex, question: str) -> None:
    index.search(encoder.encode_query([question]), NEAREST)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of a processor and on the clock."""
    clock, began = time.perf_counter(), time.process_time()
    act()
    return (time.process_time() - began) * 1e3, (time.perf_counter() - clock) * 1e3


def _made_store(folder: Path, tasks: int) -> int:
    """A store of so many tasks, plan by plan; their vectors are made up, for embedding them takes long."""
    sources = folder.with_name("made-up plans")
    sources.mkdir()
    facts = []
    for number in range(max(1, tasks // TASKS_A_PLAN)):
        path = sources / f"{number}.txt"
        text = plan_text(TASKS_A_PLAN * BYTES_A_TASK).replace(
            "安澜", f"{_FIRST[number % len(_FIRST)]}{_LAST[number // len(_FIRST) % len(_LAST)]}"
        )
        path.write_text(text, "utf-8")
        source = read_document(path)
        facts.append(DocumentFacts(str(path), source.text, extract(source)))
    tables = assemble(facts).tables
    _publish(folder, tables)
    return sum(node.type == "Task" and not node.properties.get("is_subtask") for node in tables.nodes)


_FIRST, _LAST = "安宁长永兴清丰云泰庆", "澜川岭溪源阳山泽原江"


def _publish(folder: Path, tables: GraphTables) -> None:
    passages = passages_of(tables)
    encoder = make_encoder("bundled")
    dimension = encoder.encode_query(["维数"]).shape[1]
    vectors = np.random.default_rng(7).standard_normal((len(passages), dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    indexed = IndexedGraph(tables, passages, vectors, encoder.name)
    records = [DocumentRecord(node.id, f"{node.id}.txt", 1, 1) for node in tables.nodes if node.type == "Document"]
    SnapshotStore(folder).publish(tables, documents=records, extra_writers=[indexed.write])


def _made_questions(count: int) -> list[str]:
    """Topics of the made-up tasks, in Chinese and English; a body's tasks; what nobody does."""
    asked = [f"{field}由哪些单位牵头" for field in _FIELDS] + [f"which units lead {field}" for field in _ENGLISH]
    asked += [f"{field}有哪些目标" for field in _FIELDS] + [
        "县民政局牵头多少项任务",
        "火星探测由谁牵头",
        "who leads moon landings",
    ]
    return [asked[number % len(asked)] for number in range(count)]


def _measures(where: str, pairs: Sequence[Pair], most: float) -> list[Measure]:
    bare, ask = [pair.bare for pair in pairs], [pair.ask for pair in pairs]
    beyond = statistics.median(ask) - statistics.median(bare)
    clock = statistics.median(pair.ask_clock for pair in pairs) - statistics.median(pair.bare_clock for pair in pairs)
    note = (
        f"median {statistics.median(ask):.1f} ms, encode + FAISS {statistics.median(bare):.1f} ms, {len(pairs)} questions; "
        f"on the clock {clock:.1f} ms beyond, load {os.getloadavg()[0]:.1f}"
    )
    slow = f"encode + FAISS {quantile(bare, 0.95):.1f} ms"
    return [
        Measure(
            name=f"a warm question beyond encode + FAISS, {where}", value=beyond, unit="ms", at_most=most, note=note
        ),
        Measure(name=f"19 in 20 warm questions within, {where}", value=quantile(ask, 0.95), unit="ms", note=slow),
    ]


def _cold(store: Path, *, turns: int) -> Measure:
    """The command's start to its end, beyond the start of the interpreter alone; the best of some turns."""
    ask = [sys.executable, "-m", "search", "which units lead land reform in Zhoushan", "--store", str(store)]
    began = [_seconds([sys.executable, "-c", "pass"]) for _ in range(turns)]
    taken = [_seconds(ask) for _ in range(turns)]
    note = f"{min(taken):.2f} s in all, best of {turns}"
    return Measure(
        name="one question from the command line, beyond Python's start",
        value=min(taken) - min(began),
        unit="s",
        at_most=COLD_AT_MOST,
        note=note,
    )


def _seconds(command: Sequence[str]) -> float:
    """Processor time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
