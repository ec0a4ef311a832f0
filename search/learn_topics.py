"""Fits the topic model (search/retrieval/topic_model.py) to questions with known answers over stores.

    python -m search.learn_topics STORE=QUESTIONS.jsonl... [--usual STORE] [-o FILE]

A line of QUESTIONS: question; tasks: ids of those that are meant, none where no plan of the place treats the matter; may: ids of
those that fit as well; weight: what the line counts (1 unless given). Chinese questions whose topic is looked for by its words.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.engine import Engine, open_store
from search.fitting import Floats, fit_logistic
from search.retrieval.find_tasks import gather_tasks
from search.retrieval.judged import finding_features, ordering_features, said_of
from search.retrieval.topic_model import FINDING, PATH, RANKING
from search.retrieval.topic_words import read_topic_words
from search.scope import read_scope

_STRICT_ORDER, _STRICT_FOUND = 10.0, 1.0
"""How strongly weights are held near zero (of features divided by their deviations)."""
_SAMPLE = 4096
_STEPS = 60
_CAUTION = 0.75
"""How far above even odds a task has to be: a wrong answer is worse than none."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates. order: their ranking features; meant: of which rows are; find: features of each for finding."""

    order: Floats
    find: Floats
    meant: tuple[int, ...]
    other: tuple[int, ...]
    weight: float
    absent: bool


def read_example(engine: Engine, line: dict[str, Any]) -> Example | None:
    """A question with the features of its candidates; None where it has no topic or nothing is found."""
    corpus = engine._corpus
    query = engine._understander.understand(line["question"])
    if not query.topic or query.topic.english:
        return None
    scope = read_scope(corpus.catalogue, query, with_targets=frozenset())
    held = gather_tasks(
        corpus.graph, corpus.texts, corpus.search, query.topic, scope.filter(), titles=corpus.titles
    )  # fmt: skip
    ranked = [item for item in held.ranked if item.task.plan in scope.plans]
    if not ranked or held.found.usual is None:
        return None
    words = read_topic_words(corpus.search, query.topic.text)
    fits = said_of(ranked, words, query.topic)
    order = [
        ordering_features(item, words.beside(corpus.titles.get(item.task.plan, "")), fits[item.task.id])
        for item in ranked
    ]
    asked = (query.topic, held.concepts, held.likeness, held.found.usual, corpus.titles)
    find = [finding_features(item, words, fits[item.task.id], *asked) for item in ranked]
    ids = [item.task.id for item in ranked]
    meant, may = set(line.get("tasks", ())), set(line.get("may", ()))
    plans = {item.task.plan for item in ranked if item.task.id in meant}
    return Example(
        np.array([[row[name] for name in RANKING] for row in order]),
        np.array([[row[name] for name in FINDING] for row in find]),
        tuple(place for place, task in enumerate(ids) if task in meant),
        tuple(
            place for place, item in enumerate(ranked) if item.task.id not in meant | may and item.task.plan in plans
        ),
        float(line.get("weight", 1.0)),
        not meant,
    )


def fit_order(examples: Sequence[Example]) -> Floats:
    """The weights under which tasks that are meant come before the others of their plans (softmax over each question)."""
    scale = np.vstack([example.order for example in examples]).std(0) + 1e-9
    weights = np.zeros(len(RANKING))
    for _ in range(_STEPS):  # Newton: the loss is convex
        slope, bend = _STRICT_ORDER * weights, _STRICT_ORDER * np.eye(len(weights))
        for example in examples:
            for place in example.meant:
                rows = example.order[[place, *example.other]] / scale
                odds = np.exp(rows @ weights - (rows @ weights).max())
                odds /= odds.sum()
                mean = odds @ rows
                slope += example.weight * (mean - rows[0])
                bend += example.weight * ((rows * odds[:, None]).T @ rows - np.outer(mean, mean))
        weights = weights - np.linalg.solve(bend, slope)
    return np.asarray(weights / scale)


def fit_found(examples: Sequence[Example], order: Floats) -> tuple[Floats, float]:
    """The weights and the bias under which the first task is an answer; questions whose first one is wrong say nothing."""
    rows, truth, worth = [], [], []
    for example in examples:
        first = int(np.argmax(example.order @ order))
        if example.absent or first not in example.other:
            rows.append(example.find[first])
            truth.append(float(not example.absent))
            worth.append(example.weight)
    bias, weights = fit_logistic(np.array(rows), np.array(truth), np.array(worth), penalty=_STRICT_FOUND)
    return weights, bias - _CAUTION


def usual_vector(engine: Engine) -> npt.NDArray[np.float32]:
    """The mean vector of an even sample of the passages of a store with a flat index."""
    index = engine._corpus.search._vectors._index  # type: ignore[attr-defined]
    step = max(1, index.ntotal // _SAMPLE)
    return np.asarray(np.stack([index.reconstruct(place) for place in range(0, index.ntotal, step)]).mean(0))


def _lines(path: str) -> Iterator[dict[str, Any]]:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _as_text(held: Mapping[str, Any]) -> str:
    """The model as JSON, a key a line."""
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in held.items()) + "\n}\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the examples, fit, write the model."""
    parser = argparse.ArgumentParser(prog="python -m search.learn_topics", description=__doc__.splitlines()[0])
    parser.add_argument("examples", nargs="+", metavar="STORE=QUESTIONS.jsonl")
    parser.add_argument("--usual", metavar="STORE", help="take the mean vector of plans from here")
    parser.add_argument("-o", "--output", type=Path, default=PATH)
    given = parser.parse_args(arguments)
    examples: list[Example] = []
    held = json.loads(PATH.read_text(encoding="utf-8"))
    for pair in given.examples:
        store, _, path = pair.rpartition("=")
        with open_store(store) as engine:
            read = (read_example(engine, line) for line in _lines(path))
            examples += [example for example in read if example is not None]
    if given.usual:
        with open_store(given.usual) as engine:
            held["usual"] = [round(float(value), 4) for value in usual_vector(engine)]
    order = fit_order([example for example in examples if example.meant])
    found, bias = fit_found(examples, order)
    held |= {
        "ranking": {name: round(float(value), 4) for name, value in zip(RANKING, order, strict=True)},
        "finding": {name: round(float(value), 4) for name, value in zip(FINDING, found, strict=True)},
        "bias": round(bias, 4),
    }
    given.output.write_text(_as_text(held), encoding="utf-8")
    sys.stdout.write(f"{len(examples)} questions; written to {given.output}\n")


if __name__ == "__main__":
    main()
