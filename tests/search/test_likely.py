"""How likely a task is meant: the fitted models and their file."""

from pathlib import Path

import numpy as np
import pytest

from graph_schema.errors import DataFileError
from search.learn_english import Example, fit_tasks, fit_topics, table
from search.retrieval.glossed import GlossFit
from search.retrieval.likely import WEIGHTS, TaskSigns, TopicSigns, blended, likelihoods, load_models, task_signs
from search.retrieval.relevance import Coverage

NOTHING = Coverage(0, 0, 0, 0, None)


def test_a_task_that_words_and_meaning_speak_for_is_likelier() -> None:
    covers = {"meant": Coverage(0.5, 0, 0.6, 0.5, 0), "other": NOTHING}
    fits = {"meant": GlossFit(0.8, 0.5, 0.8, 0.8), "other": GlossFit(0.2, 0, 0.2, 0.2)}
    likely = likelihoods(task_signs(covers, {"meant": 1.0, "other": 0.4}, {}, fits))
    assert 1 >= likely["meant"] > 2 * likely["other"] > 0


def test_what_words_explain_less_is_less_likely_even_where_it_is_the_best() -> None:
    fits = {"a": GlossFit(0.5, 0.5, 0.5, 0.5)}
    covers = Coverage(0.9, 0, 0.9, 0.9, 0), Coverage(0.1, 0, 0.1, 0.1, 0)
    more, less = (likelihoods(task_signs({"a": cover}, {"a": 1.0}, {}, fits))["a"] for cover in covers)
    assert more > less > 0


def test_words_count_beside_likelihood_only_where_they_explain_the_topic() -> None:
    assert blended(0.9, 0.2, 0.3) == 0.3
    assert blended(0.9, 1.0, 0.3) > 0.6


def test_no_task_has_no_signs() -> None:
    assert likelihoods(task_signs({}, {}, {}, {})) == {}


def test_the_shipped_weights_let_words_and_meaning_speak_for_a_task() -> None:
    task = dict(zip(TaskSigns._fields, load_models().task.weights, strict=True))
    topic = dict(zip(TopicSigns._fields, load_models().topic.weights, strict=True))
    assert min(task["meaning"], task["glosses"], task["best_words"]) > 0
    assert min(topic["cosine"], topic["tells_bearer"], topic["sentence_glosses"]) > 0 > topic["tasks"]


@pytest.mark.parametrize("text", ["model\tsign\tweight\n", "model\tsign\tweight\ntask\tbias\n", ""])
def test_a_file_without_all_weights_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"weights\.tsv"):
        load_models(path)
    with pytest.raises(DataFileError, match=r"nothing\.tsv"):
        load_models(tmp_path / "nothing.tsv")


def test_fitting_finds_the_sign_that_tells_and_writes_the_file_it_reads(tmp_path: Path) -> None:
    tells, count = TaskSigns._fields.index("meaning"), len(TaskSigns._fields)
    found = []
    for number in range(40):
        tasks = np.zeros((3, count))
        tasks[number % 3, tells] = 1.0
        topic = np.full(len(TopicSigns._fields), float(number % 2))
        found.append(Example(tasks, np.arange(3) == number % 3, topic, number % 2 == 1))
    weights = fit_tasks(found)
    assert weights[tells] > 1 > abs(weights).sum() - weights[tells]
    bias, topics = fit_topics(found)
    path = tmp_path / "weights.tsv"
    path.write_text(table(weights, bias, topics), encoding="utf-8")
    models = load_models(path)
    assert models.topic([1.0] * len(TopicSigns._fields)) > 0 > models.topic([0.0] * len(TopicSigns._fields))
    assert models.task.weights[tells] == pytest.approx(weights[tells], abs=0.001)
    assert WEIGHTS.read_text(encoding="utf-8").splitlines()[0] == path.read_text(encoding="utf-8").splitlines()[0]
