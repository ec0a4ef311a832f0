"""Tasks found for a Chinese topic, put in order by the topic model, and whether the best of them is an answer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.retrieval.bearing import tells_bearer
from search.retrieval.protocol import PassageSearch
from search.retrieval.ranked import Likeness, RankedTask
from search.retrieval.relevance import WeightedConcept
from search.retrieval.said_words import SaidFit, fit_said, read_said
from search.retrieval.topic_model import load_topic_model
from search.retrieval.topic_words import TopicWords, read_topic_words
from search.understanding.query import Topic

_SHORT = 50
"""Characters that even the shortest task is taken to have more: how long a text is tells little among short ones."""


@dataclass(frozen=True, slots=True)
class Judged:
    """ranked: the tasks with the model's scores, best first. is_found: whether the best of them is an answer.

    said: what each has of the topic by the plans' words for what people say, by id.
    """

    ranked: list[RankedTask]
    is_found: bool
    said: Mapping[str, SaidFit]


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
        return Judged([], False, {})
    model = load_topic_model()
    words = read_topic_words(search, topic.text)
    fits = said_of(ranked, words, topic)
    orders = orders_of(ranked, words, fits, titles)
    best = max(ranked, key=lambda item: orders[item.task.id])  # of equals the first
    scored = [
        item._replace(score=best.score * model.score(orders[item.task.id], orders[best.task.id])) for item in ranked
    ]
    scored.sort(key=lambda item: (-item.score, -item.likeness, item.task.id))
    first = scored[0]
    signs = finding_features(first, words, fits[first.task.id], topic, concepts, likeness, usual, titles)
    return Judged(scored, model.is_found(signs), fits)


def said_of(ranked: Sequence[RankedTask], words: TopicWords, topic: Topic) -> dict[str, SaidFit]:
    """What each task has of the topic by the plans' words for what people say, by id."""
    said = read_said(topic.text, dict(words.words), [item.task.text.own for item in ranked])
    return {item.task.id: fit_said(said, item.task.text) for item in ranked}


def orders_of(
    ranked: Sequence[RankedTask], words: TopicWords, fits: Mapping[str, SaidFit], titles: Mapping[str, str]
) -> dict[str, float]:
    """What the model says of each task, by id; words of a plan's own title weigh little among its tasks."""
    beside = {plan: words.beside(titles.get(plan, "")) for plan in {item.task.plan for item in ranked}}
    model = load_topic_model()
    return {
        item.task.id: model.order(ordering_features(item, beside[item.task.plan], fits[item.task.id]))
        for item in ranked
    }


def ordering_features(item: RankedTask, words: TopicWords, said: SaidFit) -> dict[str, float]:
    """What tells tasks apart (`topic_model.RANKING`)."""
    text = item.task.text
    return {
        "alike": item.likeness,
        "covered": item.coverage.score,
        "title": item.coverage.title,
        "text": item.coverage.text,
        "best": words.best_in((text.title, *text.sentences), text.whole),
        "characters": words.characters_in(text.own),
        "said": said.best,
        "said_title": said.title,
        "length": math.log(_SHORT + len(text.own)),
    }


def finding_features(
    item: RankedTask,
    words: TopicWords,
    said: SaidFit,
    topic: Topic,
    concepts: Sequence[WeightedConcept],
    likeness: Likeness,
    usual: float,
    titles: Mapping[str, str],
) -> dict[str, float]:
    """What tells whether a task is about a topic at all (`topic_model.FINDING`)."""
    whole = f"{item.task.text.whole}\n{titles.get(item.task.plan, '')}"
    return ordering_features(item, words, said) | {
        "cosine": likeness.cosine(item.likeness),
        "usual": usual,
        "pairs": words.pairs_in(item.task.text.whole),
        "bears": float(tells_bearer(topic, concepts, [whole])),
        "said_whole": said.whole,
    }
