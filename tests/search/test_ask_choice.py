"""What is asked for by the words around names, where no rule knows the wording."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from search.engine import Engine
from search.understanding.ask_model import likely_asks, load_ask_model, signs_of, tokens_of


@pytest.mark.parametrize(
    ("masked", "language", "ask"),
    [
        ("which directive stands behind ¶?", "en", "citation"),
        ("how many of the 30 § promises has ¤ got?", "en", "count"),
        ("what is ¤ on the hook to lead in §?", "en", "task"),
        ("¤牵头多少件实事？", "zh", "count"),
        ("¶是照哪个文件定的", "zh", "citation"),
    ],
)
def test_the_words_around_the_names_tell_what_is_asked(masked: str, language: str, ask: str) -> None:
    odds = likely_asks(masked, language)
    assert max(odds, key=lambda name: odds[name]) == ask
    assert sum(odds.values()) == pytest.approx(1.0)


def test_words_that_are_no_signs_stand_for_a_topic() -> None:
    assert "what * §" in signs_of(tokens_of("what about sponge city in §", "en"), frozenset({"what", "§"}))


def test_a_plan_s_subject_beside_a_unit_holds_for_all_that_the_unit_does_in_it(engine: Engine) -> None:
    whole = engine.ask("Which tasks does the Shengsi finance bureau support?", limit=100)
    named = engine.ask("Which manufacturing cluster tasks does the Shengsi finance bureau support?", limit=100)
    assert whole.tasks and {task.id for task in named.tasks} == {task.id for task in whole.tasks}


def test_two_matters_of_one_question_are_both_answered(engine: Engine) -> None:
    one = engine.ask("Who leads attracting large projects in Shengsi?")
    two = engine.ask("Who leads attracting large projects in Shengsi, and who leads green factories there?")
    assert {unit.name for unit in two.units} >= {unit.name for unit in one.units}


def test_when_a_plan_ends_is_no_deadline_of_a_task(engine: Engine) -> None:
    assert engine.understand("舟山市“155”产业集群方案哪天到期").asks_for == "plan"


def test_weights_without_a_language_are_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "model.tsv"
    path.write_text("language\tsign\ttask\nen\t^\t0.1\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="lacks weights of zh"):
        load_ask_model("zh", path)


def test_the_year_that_plans_are_from_is_no_base_of_a_change(engine: Engine) -> None:
    assert engine._understander.understand("How many plans are from 2023?").years == (2023,)
    assert engine._understander.understand("How many plans are from 2023?").by_issue
