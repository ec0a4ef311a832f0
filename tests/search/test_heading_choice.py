"""Headings that a question means in other words than printed, and topics that mean none."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from search.engine import Engine
from search.heading_choice import HeadingSigns, load_heading_model, what_is_said


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("Which tasks come under making enterprises better and stronger in Shengsi?", 3),
        ("What does Dinghai plan under phasing out backward capacity?", 6),
        ("List the items in the part on raising quality of the Zhoushan 155 plan", 4),
        ("越城区培育企业梯队有哪些举措", 4),
    ],
)
def test_the_tasks_of_a_heading_said_in_other_words_are_all_of_the_answer(
    engine: Engine, question: str, tasks: int
) -> None:
    answer = engine.ask(question)
    assert len(answer.tasks) == tasks
    assert len({(task.plan, task.action) for task in answer.tasks}) == 1


def test_a_topic_that_no_plan_treats_means_no_heading(engine: Engine) -> None:
    assert engine.ask("Which tasks come under nuclear fusion in Shengsi?").status == "no_match"


def test_what_is_said_leaves_out_the_frame_and_the_places(engine: Engine) -> None:
    query = engine._understander.understand("Which tasks fall under digital empowerment in Shengsi?")
    assert what_is_said(query) == "digital empowerment"


def test_weights_that_lack_a_sign_are_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "model.tsv"
    path.write_text("sign\tzh\ten\nalike\t1\t1\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="restore the file"):
        load_heading_model(path)
    assert set(load_heading_model().weights) == {"zh", "en"}
    assert all(len(weights) == len(HeadingSigns._fields) for weights in load_heading_model().weights.values())
