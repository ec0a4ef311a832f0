"""Reads from the graph what a topic is compared with: tasks with their headings, pieces and indicators."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_schema.tables import Node
from graph_store.protocol import GraphStore
from reference.patterns import lazy_pattern
from search.analyser import folded
from search.catalogue import text_of
from search.retrieval.relevance import TaskText

_KEPT = 5_000  # about 2 KB each
_SENTENCE = lazy_pattern(r"[^。；！？\n]+")


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A task with its words. parts: its subtasks, by id, with theirs. plan: the plan's id; action: its heading's id."""

    id: str
    node: Node
    plan: str
    action: str | None
    text: TaskText
    parts: tuple[tuple[str, TaskText], ...] = ()


@lru_cache(maxsize=20_000)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, normalised."""
    return tuple(folded(sentence) for sentence in _SENTENCE.findall(text) if sentence.strip())


def parents_of(graph: GraphStore, tasks: Iterable[str]) -> dict[str, str]:
    """The task that each subtask is a piece of; tasks that are no pieces are left out."""
    return {edge.target: edge.source for edge in graph.edges(targets=tasks, types=["HAS_SUBTASK"])}


class TaskTexts:
    """Tasks as they are compared with topics; those read last are kept, for the graph does not change while it is open."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph
        self._known: OrderedDict[str, ReadTask] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, tasks: Sequence[str]) -> dict[str, ReadTask]:
        """Tasks (no subtasks) with everything they say, by id, in the order given."""
        with self._lock:
            known = {task: self._known[task] for task in tasks if task in self._known}
        new = _read_tasks(self._graph, [task for task in tasks if task not in known])
        with self._lock:
            self._known.update(new)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        found = known | new
        return {task: found[task] for task in tasks if task in found}


def _read_tasks(graph: GraphStore, tasks: Sequence[str]) -> dict[str, ReadTask]:
    if not tasks:
        return {}
    parts: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges(sources=tasks, types=["HAS_SUBTASK"]):
        parts[edge.source].append(edge.target)
    everything = [*tasks, *(part for pieces in parts.values() for part in pieces)]
    nodes = graph.nodes(everything)
    holders = {edge.target: edge.source for edge in graph.edges(targets=tasks, types=["HAS_TASK"])}
    actions = graph.nodes(sorted({holder for holder in holders.values() if holder.startswith("action-")}))
    plans = {edge.target: edge.source for edge in graph.edges(targets=list(actions), types=["HAS_ACTION"])}
    indicators = _indicators(graph, everything)
    found: dict[str, ReadTask] = {}
    for task in tasks:
        if task not in nodes:
            continue
        holder = holders.get(task, "")
        action = actions.get(holder)
        pieces = sorted(
            (piece for piece in parts[task] if piece in nodes),
            key=lambda piece: (nodes[piece].properties.get("position", 0), piece),
        )
        heading = folded(text_of(action, "title")) if action else ""
        texts = tuple((piece, _text(nodes[piece], heading, indicators.get(piece, ()))) for piece in pieces)
        whole = _text(
            nodes[task], heading, (*indicators.get(task, ()), *(i for p in pieces for i in indicators.get(p, ())))
        )
        extra = tuple(sentence for _, text in texts for sentence in text.sentences if sentence not in whole.sentences)
        whole = TaskText(whole.title, whole.action, whole.sentences + extra, whole.indicators)
        found[task] = ReadTask(task, nodes[task], plans.get(holder, holder), holder if action else None, whole, texts)
    return found


def _text(node: Node, heading: str, indicators: Iterable[str]) -> TaskText:
    return TaskText(
        title=folded(text_of(node, "title")),
        action=heading,
        sentences=sentences_of(text_of(node, "text")),
        indicators=tuple(indicators),
    )


def _indicators(graph: GraphStore, owners: Sequence[str]) -> dict[str, tuple[str, ...]]:
    edges = graph.edges(sources=owners, types=["SETS"])
    targets = graph.nodes([edge.target for edge in edges])
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        node = targets.get(edge.target)
        if node is not None:
            found[edge.source].append(folded(text_of(node, "indicator")))
    return {owner: tuple(values) for owner, values in found.items()}
