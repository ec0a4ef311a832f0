"""Fits the weights of search/retrieval/likely.py on question sets and writes data/lexicon/english_relevance.tsv. Run by hand only.

    python -m search.learn_english STORE FILE [STORE FILE ...]

Each FILE is a question set (data/questions) about the documents of the STORE before it. Its English questions with expected tasks
say which task is meant, those that expect no answer what is no answer. Same input, same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

import search.select_tasks as selecting
from search.analyser import folded
from search.engine import Engine
from search.evaluation import Question
from search.fitting import Floats, fit_choice, fit_logistic, read_sets
from search.retrieval.find_tasks import TopicResult, find_tasks
from search.retrieval.likely import WEIGHTS, TaskSigns, TopicSigns

_KINDS = frozenset(("units", "tasks", "yes_no", "place", "deadline", "two_in_one", "silence", "nonsense"))
_RATE, _TASK_PENALTY = 0.15, 0.003
_TOPIC_PENALTY = 3.0
_SILENT_WEIGHT = 2.0
"""What a question without an answer weighs beside one with: a wrong answer is worse than none."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question as the models see it. tasks: a row of signs each; meant: which of them are; topic: the signs of the best."""

    tasks: Floats
    meant: npt.NDArray[np.bool_]
    topic: Floats
    has_answer: bool


def examples(engine: Engine, questions: Sequence[Question]) -> Iterator[Example]:
    """The English questions of a set for which tasks were looked for by topic, or expected and not there."""
    results: list[TopicResult] = []

    def recorded(*args: Any, **options: Any) -> TopicResult:
        results.append(find_tasks(*args, **options))
        return results[-1]

    vars(selecting)["find_tasks"] = recorded
    try:
        for question in questions:
            if question.language != "en" or question.kind not in _KINDS:
                continue
            results.clear()
            engine.ask(question.question, limit=1)
            if results and results[0].there is not None:
                yield from _example(engine, question, results[0])
    finally:
        vars(selecting)["find_tasks"] = find_tasks


def _example(engine: Engine, question: Question, result: TopicResult) -> Iterator[Example]:
    assert result.there is not None
    silent = question.expect.status == "no_match"
    titles = {folded(task.title) for task in question.expect.tasks or () if task.title}
    nodes = engine.graph.nodes(list(result.signs))
    said = [folded(str(nodes[task].properties.get("title") or "")) for task in result.signs]
    meant = np.array([title in titles for title in said], dtype=np.bool_)
    if silent or meant.any():
        yield Example(np.array(list(result.signs.values())), meant, np.array(result.there), not silent)


def fit_tasks(found: Sequence[Example]) -> Floats:
    """Weights by which the tasks that are meant come first: a softmax over each question's tasks."""
    answered = [(example.tasks, example.meant) for example in found if example.has_answer]
    return fit_choice(answered, penalty=_TASK_PENALTY, rate=_RATE)


def fit_topics(found: Sequence[Example]) -> tuple[float, Floats]:
    """Bias and weights that tell questions with an answer from those without: logistic regression by Newton's method."""
    signs = np.array([example.topic for example in found])
    answer = np.array([float(example.has_answer) for example in found])
    importance = np.where(answer > 0, 1.0, _SILENT_WEIGHT)
    return fit_logistic(signs, answer, importance, penalty=_TOPIC_PENALTY)


def table(tasks: Floats, bias: float, topics: Floats) -> str:
    """The weights as the file has them."""
    rows = [("task", "bias", 0.0), *_named("task", TaskSigns._fields, tasks)]
    rows += [("topic", "bias", bias), *_named("topic", TopicSigns._fields, topics)]
    return (
        "\n".join(["model\tsign\tweight", *(f"{model}\t{sign}\t{weight:.3f}" for model, sign, weight in rows)]) + "\n"
    )


def _named(model: str, signs: Sequence[str], weights: Floats) -> list[tuple[str, str, float]]:
    return [(model, sign, float(weight)) for sign, weight in zip(signs, weights, strict=True)]


def main() -> None:
    """Fit on the stores and sets given and write the weights."""
    found: list[Example] = []
    for engine, questions in read_sets("search.learn_english", __doc__ or ""):
        found += examples(engine, questions)
    bias, topics = fit_topics(found)
    WEIGHTS.write_text(table(fit_tasks(found), bias, topics), encoding="utf-8")


if __name__ == "__main__":
    main()
