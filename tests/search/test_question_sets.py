"""The question sets asked of the store, and what was reached; the thresholds may only rise."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from search.engine import Engine
from search.evaluation import Report, evaluate, read_questions

QUESTIONS = Path(__file__).parents[2] / "data" / "questions"
RIGHT = {"language zh": 0.94, "language en": 0.89}
RECALL = {"language zh": 0.98, "language en": 0.94}


@pytest.fixture(scope="module")
def report(engine: Engine) -> Report:
    return evaluate(engine, read_questions(QUESTIONS / "five_plans.jsonl"))


@pytest.mark.parametrize("language", sorted(RIGHT))
def test_questions_are_answered_right_in_both_languages(report: Report, language: str) -> None:
    measures = report.groups[language]
    assert measures.right >= RIGHT[language]
    assert measures.recall >= RECALL[language]


def test_silence_is_right(report: Report) -> None:
    measures = report.groups["all"]
    assert measures.wrongly_answered <= measures.questions / 50
    assert measures.wrongly_silent <= measures.questions / 50


def test_a_malformed_question_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"question": "x"}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="line 1"):
        read_questions(path)
