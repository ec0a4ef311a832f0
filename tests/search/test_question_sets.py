"""The question sets asked of their stores, and what was reached; the thresholds may only rise.

Some 2,600 questions; on a quiet machine they take about a minute, the two stores beside that of the five plans 40 s.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from search.engine import Engine, open_store
from search.evaluation import Measures, Outcome, evaluate, measures_of, read_questions

pytestmark = pytest.mark.timeout(900)  # two stores are made, and all questions asked: minutes where the machine is busy
ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "data" / "questions"
SETS = {
    "five": (
        "five_plans",
        "fresh",
        "asked_five",
        "fourth_five",
        "fifth_five",
        "sixth_five",
        "seventh_five",
        "third_five",
        "eighth_five",
        "ninth_five",
        "tenth_five",
    ),
    "made": (
        "made_plans",
        "asked_made",
        "third_made",
        "fourth_made",
        "fifth_made",
        "sixth_made",
        "seventh_made",
        "eighth_made",
        "ninth_made",
        "tenth_made",
    ),
    "fresh": (
        "asked_fresh",
        "third_fresh",
        "fourth_fresh",
        "fifth_fresh",
        "sixth_fresh",
        "seventh_fresh",
        "eighth_fresh",
        "ninth_fresh",
        "tenth_fresh",
    ),
}
"""The sets over each store."""
RIGHT = {"zh": 0.98, "en": 0.975}
RECALL = {"zh": 0.99, "en": 0.99}
PRECISION = {"zh": 0.99, "en": 0.985}
# Asked by somebody who had not seen the search; first run .600, .609, .529 (zh) and .450, .609, .471 (en) right.
ASKED_RIGHT = {"zh": 0.97, "en": 0.95}
# Opened late, worked little; first run .813 (zh) and .770 (en) right together.
LATE = ("third_five", "third_fresh", "fifth_fresh", "eighth_five", "eighth_made", "eighth_fresh")
LATE_RIGHT = {"zh": 0.93, "en": 0.92}
# First run .90 (zh) and .84 (en); what their failures showed was worked on, not each of them.
NINTH = ("ninth_five", "ninth_made", "ninth_fresh")
NINTH_RIGHT = {"zh": 0.9, "en": 0.9}
# First run 1.0 (zh) and .93 (en); none of their failures was looked at.
TENTH = ("tenth_five", "tenth_made", "tenth_fresh")
TENTH_RIGHT = {"zh": 0.96, "en": 0.96}
BESIDE = (
    "silence/silence",
    "topics/topics_zh",
    "topics/topics_en",
    "targets/targets",
    "targets/more",
    "plans/plans",
    "kinds/kinds",
)
"""The sets of one kind of question each, one a store."""
# 50 tasks in other professional and in everyday words, and 30 topics near to what a plan treats; before: .65 right, 4 answered.
TOPICS_RIGHT = 0.77
TOPICS_ANSWERED = 5
# The targets of just the indicator asked for, and no others; before this was worked on .75 (zh) and .54 (en) right.
TARGETS_RIGHT = {"zh": 0.89, "en": 0.78}
# The same of other plans and in a native reader's words; first run .80 (zh) and .56 (en) right, with those over real plans.
MORE_TARGETS_RIGHT = {"zh": 0.9, "en": 0.87}

# Plans, sources, deadlines, counts, bodies' tasks, the same work elsewhere, in some 250 frames; first run about .80 (zh) and .71 (en).
KINDS_RIGHT = {"zh": 0.92, "en": 0.92}
# English topics put freely, half of them in everyday words, each for one task, asked in the plainest frame; first run .70 right.
EN_TOPICS_RIGHT = 0.89


@pytest.fixture(scope="module")
def outcomes(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Outcome]]:
    """How each question of each set went, by the set's name."""
    import pipeline

    found: dict[str, list[Outcome]] = {}
    for name in (*SETS["five"], *(f"{kind}_five" for kind in BESIDE)):
        found[name] = list(evaluate(engine, read_questions(QUESTIONS / f"{name}.jsonl")).outcomes)
    for documents in ("made", "fresh"):
        store = tmp_path_factory.mktemp(documents) / "store"
        pipeline.add(store, [ROOT / "tests" / "gold" / documents])
        with open_store(store) as opened:
            for name in (*SETS[documents], *(f"{kind}_{documents}" for kind in BESIDE)):
                found[name] = list(evaluate(opened, read_questions(QUESTIONS / f"{name}.jsonl")).outcomes)
    return found


def measured(outcomes: dict[str, list[Outcome]], language: str, names: Sequence[str]) -> Measures:
    chosen = [item for name in names for item in outcomes[name] if item.question.language == language]
    return measures_of(chosen)


@pytest.mark.parametrize("language", sorted(RIGHT))
def test_questions_are_answered_right_in_both_languages(outcomes: dict[str, list[Outcome]], language: str) -> None:
    names = [name for names in SETS.values() for name in names if name not in LATE + NINTH + TENTH]
    measures = measured(outcomes, language, names)
    assert measures.right >= RIGHT[language]
    assert measures.recall >= RECALL[language]
    assert measures.precision >= PRECISION[language]


@pytest.mark.parametrize("language", sorted(ASKED_RIGHT))
def test_questions_in_other_peoples_words_are_answered_right(outcomes: dict[str, list[Outcome]], language: str) -> None:
    measures = measured(outcomes, language, ["asked_five", "asked_made", "asked_fresh"])
    assert measures.right >= ASKED_RIGHT[language]


@pytest.mark.parametrize("language", sorted(LATE_RIGHT))
def test_questions_long_kept_aside_are_answered_right(outcomes: dict[str, list[Outcome]], language: str) -> None:
    assert measured(outcomes, language, LATE).right >= LATE_RIGHT[language]
    assert measured(outcomes, language, NINTH).right >= NINTH_RIGHT[language]
    assert measured(outcomes, language, TENTH).right >= TENTH_RIGHT[language]


def test_english_topics_lead_to_the_one_task_that_is_meant(outcomes: dict[str, list[Outcome]]) -> None:
    assert measured(outcomes, "en", [f"topics/topics_en_{documents}" for documents in SETS]).right >= EN_TOPICS_RIGHT


@pytest.mark.parametrize("language", sorted(TARGETS_RIGHT))
def test_targets_are_those_of_the_indicator_asked_for(outcomes: dict[str, list[Outcome]], language: str) -> None:
    measures = measured(outcomes, language, [f"targets/targets_{documents}" for documents in SETS])
    assert measures.right >= TARGETS_RIGHT[language]
    more = measured(outcomes, language, [f"targets/more_{documents}" for documents in SETS])
    assert more.right >= MORE_TARGETS_RIGHT[language]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_silence_is_right(outcomes: dict[str, list[Outcome]], language: str) -> None:
    measures = measured(outcomes, language, [name for names in SETS.values() for name in names])
    assert measures.wrongly_answered <= measures.questions / 50
    assert measures.wrongly_silent <= measures.questions / 50


@pytest.mark.parametrize("language", ["en", "zh"])
def test_topics_that_no_plan_treats_get_no_answer(outcomes: dict[str, list[Outcome]], language: str) -> None:
    measures = measured(outcomes, language, [f"silence/silence_{documents}" for documents in SETS])
    assert measures.wrongly_answered <= 3  # of 86, which share words with the plans
    assert measures.wrongly_silent <= 3  # of 40 on the same words


def test_topics_in_other_words_than_the_plans_are_found(outcomes: dict[str, list[Outcome]]) -> None:
    found = [item for documents in SETS for item in outcomes[f"topics/topics_zh_{documents}"]]
    topics = [item for item in found if item.question.kind != "silence"]
    absent = [item for item in found if item.question.kind == "silence"]
    assert measures_of(topics).right >= TOPICS_RIGHT
    assert measures_of(absent).wrongly_answered <= TOPICS_ANSWERED


@pytest.mark.parametrize("language", ["en", "zh"])
def test_questions_about_plans_their_sources_dates_and_numbers(
    outcomes: dict[str, list[Outcome]], language: str
) -> None:
    measures = measured(outcomes, language, [f"plans/plans_{documents}" for documents in SETS])
    assert measures.right >= 0.96  # of 57
    assert measures.wrongly_answered == 0


@pytest.mark.parametrize("language", sorted(KINDS_RIGHT))
def test_questions_of_every_kind_in_many_frames(outcomes: dict[str, list[Outcome]], language: str) -> None:
    measures = measured(outcomes, language, [f"kinds/kinds_{documents}" for documents in SETS])
    assert measures.right >= KINDS_RIGHT[language]
    assert measures.wrongly_answered == 0


def test_every_set_is_asked() -> None:
    assert {path.stem for path in QUESTIONS.glob("*.jsonl")} == {name for names in SETS.values() for name in names}
    beside = {path.relative_to(QUESTIONS).with_suffix("").as_posix() for path in QUESTIONS.glob("*/*.jsonl")}
    assert beside == {f"{kind}_{documents}" for kind in BESIDE for documents in SETS}


def test_a_malformed_question_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"question": "x"}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="line 1"):
        read_questions(path)
