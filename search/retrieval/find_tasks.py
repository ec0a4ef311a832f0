"""From a topic to the tasks it is about: candidates from both indexes, scored by their words and likeness, cut.

The cut is relative to the best task found and has a floor; where the floor is not reached nothing was found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_store.protocol import GraphStore
from search.passages import PassageFilter
from search.retrieval.protocol import Found, FoundPassage, PassageSearch
from search.retrieval.relevance import Coverage, WeightedConcept, cover_task, coverage, weigh
from search.retrieval.task_texts import ReadTask, parents_of, read_tasks
from search.understanding.query import Topic

CANDIDATES = 120
KEPT_SHARE = 0.8
"""Of the best task's score, what a task needs to be kept."""
FLOOR = 0.34
"""The least score by words that counts as found."""
MEANING_FLOOR = 0.45
"""Below this score by words, meaning has to agree as well."""
LIKENESS_SHARE = 0.15
_SUBTASK_LEAD = 0.97


@dataclass(frozen=True, slots=True)
class RankedTask:
    """A task that was found. parts: those of its subtasks that were found, where not the task as a whole was.

    score: 0 to 1. sentence: which of its sentences covers the topic best.
    """

    task: ReadTask
    score: float
    coverage: Coverage
    likeness: float
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicResult:
    """What was found for a topic. ranked: all relevant tasks, best first; best: the best score reached by any task."""

    ranked: tuple[RankedTask, ...]
    best: float
    found: Found
    concepts: tuple[WeightedConcept, ...]


def find_tasks(
    graph: GraphStore,
    search: PassageSearch,
    topic: Topic,
    allowed: PassageFilter | None,
    *,
    only: frozenset[str] | None = None,
) -> TopicResult:
    """The tasks that a topic is about, among those that `allowed` permits (and, with `only`, that are among these)."""
    concepts = weigh_topic(search, topic)
    found = search.find(topics_of(topic), topic.chinese or topic.text, allowed)
    likeness = _likeness(found.passages)
    candidates = _candidates(graph, found.passages)
    if only is not None:
        candidates = [task for task in candidates if task in only]
    tasks = read_tasks(graph, candidates[:CANDIDATES])
    ranked = [_rank(task, concepts, likeness) for task in tasks.values()]
    ranked.sort(key=lambda item: (-item.score, -item.likeness, item.task.id))
    return TopicResult(tuple(_cut(ranked)), ranked[0].score if ranked else 0.0, found, concepts)


def topics_of(topic: Topic) -> list[str]:
    """What is embedded: the topic as asked, and its Chinese translation where it was asked in English."""
    if not topic.english or not topic.concepts:
        return [topic.text]
    translated = " ".join(concept.forms[0] for concept in topic.concepts)
    return [topic.text, translated] if translated != topic.text else [topic.text]


def weigh_topic(search: PassageSearch, topic: Topic) -> tuple[WeightedConcept, ...]:
    """The topic's concepts with their weights in this graph."""
    shares = search.shares(sorted({form for concept in topic.concepts for form in concept.forms}))
    return weigh(topic.concepts, shares, english=topic.english)


def _likeness(passages: Sequence[FoundPassage]) -> dict[str, float]:
    """How like each task is to the topic, 0 (as the middle of what was found) to 1 (as the best)."""
    cosines = sorted((passage.cosine for passage in passages if passage.cosine is not None), reverse=True)
    if not cosines:
        return {}
    top, middle = cosines[0], cosines[len(cosines) // 2]
    span = max(top - middle, 0.02)
    best: dict[str, float] = {}
    for passage in passages:
        if passage.cosine is None or len(passage.tasks) != 1:
            continue
        value = min(1.0, max(0.0, (passage.cosine - middle) / span))
        best[passage.tasks[0]] = max(value, best.get(passage.tasks[0], 0.0))
    return best


def _candidates(graph: GraphStore, passages: Sequence[FoundPassage]) -> list[str]:
    """The tasks that passages lead to, subtasks as their tasks, in the order found."""
    listed = list(dict.fromkeys(task for passage in passages for task in passage.tasks))
    parents = parents_of(graph, listed)
    return list(dict.fromkeys(parents.get(task, task) for task in listed))


def _rank(task: ReadTask, concepts: Sequence[WeightedConcept], likeness: dict[str, float]) -> RankedTask:
    covered = cover_task(concepts, task.text)
    alike = max([likeness.get(task.id, 0.0), *(likeness.get(part, 0.0) for part, _ in task.parts)])
    score = (1 - LIKENESS_SHARE) * covered.score + LIKENESS_SHARE * alike
    return RankedTask(task, score, covered, alike, _found_parts(task, concepts, covered))


def _found_parts(task: ReadTask, concepts: Sequence[WeightedConcept], covered: Coverage) -> tuple[str, ...]:
    """The subtasks that cover the topic as well as the whole task does, where its titles do not cover it."""
    if not task.parts or max(covered.title, covered.action) >= KEPT_SHARE * max(covered.text, 0.01):
        return ()
    scores = {
        part: max((coverage(concepts, sentence) for sentence in (*text.sentences, *text.indicators)), default=0.0)
        for part, text in task.parts
    }
    best = max(scores.values())
    return tuple(part for part, score in scores.items() if score > 0 and score >= _SUBTASK_LEAD * best)


def _cut(ranked: list[RankedTask]) -> list[RankedTask]:
    if not ranked:
        return []
    best = ranked[0]
    if best.coverage.score < FLOOR:
        return []
    return [item for item in ranked if item.score >= KEPT_SHARE * best.score and item.coverage.score >= FLOOR]
