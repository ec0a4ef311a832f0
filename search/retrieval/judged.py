"""Tasks found for a Chinese topic, put in order by the topic model, and whether the best of them is an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.retrieval.bearing import tells_bearer
from search.retrieval.protocol import PassageSearch
from search.retrieval.ranked import Likeness, RankedTask
from search.retrieval.relevance import WeightedConcept
from search.retrieval.topic_model import load_topic_model
from search.retrieval.topic_words import TopicWords, read_topic_words
from search.understanding.query import Topic


@dataclass(frozen=True, slots=True)
class Judged:
    """ranked: the tasks with the model's scores, best first. is_found: whether the best of them is an answer."""

    ranked: list[RankedTask]
    is_found: bool


def judge(
    search: PassageSearch,
    topic: Topic,
    concepts: Sequence[WeightedConcept],
    ranked: Sequence[RankedTask],
    likeness: Likeness,
    usual: float,
    titles: Mapping[str, str],
) -> Judged:
    """The tasks by the model. usual: the likeness of the topic to plans at large; titles: folded, of the plans by id."""
    if not ranked:
        return Judged([], False)
    model = load_topic_model()
    words = read_topic_words(search, topic.text)
    orders = orders_of(ranked, words, titles)
    best = max(ranked, key=lambda item: orders[item.task.id])  # of equals the first
    scored = [
        item._replace(score=best.score * model.score(orders[item.task.id], orders[best.task.id])) for item in ranked
    ]
    scored.sort(key=lambda item: (-item.score, -item.likeness, item.task.id))
    return Judged(scored, model.is_found(finding_features(scored[0], words, topic, concepts, likeness, usual, titles)))


def orders_of(ranked: Sequence[RankedTask], words: TopicWords, titles: Mapping[str, str]) -> dict[str, float]:
    """What the model says of each task, by id; words of a plan's own title weigh little among its tasks."""
    beside = {plan: words.beside(titles.get(plan, "")) for plan in {item.task.plan for item in ranked}}
    model = load_topic_model()
    return {item.task.id: model.order(ordering_features(item, beside[item.task.plan])) for item in ranked}


def ordering_features(item: RankedTask, words: TopicWords) -> dict[str, float]:
    """What tells tasks apart (`topic_model.RANKING`)."""
    text = item.task.text
    return {
        "alike": item.likeness,
        "covered": item.coverage.score,
        "title": item.coverage.title,
        "text": item.coverage.text,
        "best": words.best_in((text.title, *text.sentences), text.whole),
        "characters": words.characters_in(text.own),
    }


def finding_features(
    item: RankedTask,
    words: TopicWords,
    topic: Topic,
    concepts: Sequence[WeightedConcept],
    likeness: Likeness,
    usual: float,
    titles: Mapping[str, str],
) -> dict[str, float]:
    """What tells whether a task is about a topic at all (`topic_model.FINDING`)."""
    whole = f"{item.task.text.whole}\n{titles.get(item.task.plan, '')}"
    return ordering_features(item, words) | {
        "cosine": likeness.cosine(item.likeness),
        "usual": usual,
        "pairs": words.pairs_in(item.task.text.whole),
        "bears": float(tells_bearer(topic, concepts, [whole])),
    }
