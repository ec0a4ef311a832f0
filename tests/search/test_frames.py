"""English ways to ask: whose job it is, whom to contact, what a place does, how much is to be reached."""

import pytest

from search.engine import Engine
from search.understanding.sounds import words_that_sound


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Who has been put in charge of brand building in Pinghu?", "lead"),
        ("Who is supposed to do brand building in Pinghu?", "lead"),
        ("Under whose leadership does brand building take place in Pinghu?", "lead"),
        ("By whom is brand building headed in Pinghu?", "lead"),
        ("To which department does brand building fall in Pinghu?", "lead"),
        ("Brand building in Pinghu - whose job is it?", "lead"),
        ("Whose remit is brand building in Pinghu?", "lead"),
        ("Who should I talk to about brand building in Pinghu?", "lead"),
        ("Which office do companies have to contact for brand building in Pinghu?", "lead"),
        ("I need the unit leading brand building in Pinghu", "lead"),
        ("Name the unit that leads brand building in Pinghu", "lead"),
        ("Department in charge of brand building in Pinghu", "lead"),
        ("When it comes to brand building in Pinghu, who is in charge?", "lead"),
        ("Cooperating units for brand building, Pinghu", "support"),
        ("List the departments that support brand building in Pinghu", "support"),
        ("Who helps the lead unit with brand building in Pinghu?", "support"),
        ("Who else supports brand building in Pinghu?", "support"),
        ("Everyone involved in brand building in Pinghu", None),
        ("Which departments have a stake in brand building in Pinghu?", None),
        ("Brand building in Pinghu: lead and partner units", None),
    ],
)
def test_who_does_it_is_asked_in_many_ways(engine: Engine, question: str, role: str | None) -> None:
    understood = engine.understand(question)
    assert (understood.asks_for, understood.role) == ("unit", role)
    assert understood.topic.lower() == "brand building"
    assert [place.name for place in understood.jurisdictions] == ["平湖市"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is Pinghu doing about brand building?", "task"),
        ("What does Pinghu plan to do about brand building?", "task"),
        ("What's the plan for brand building in Pinghu?", "task"),
        ("What are Pinghu's plans for brand building?", "task"),
        ("What will brand building have reached in Pinghu by 2025?", "target"),
        ("List the places that work on brand building", "place"),
        ("What is the title of the plan on brand building in Pinghu?", "plan"),
        ("How do the brand building targets of Pinghu and Shengsi differ?", "comparison"),
    ],
)
def test_what_is_asked_for_is_read_from_the_whole_question(engine: Engine, question: str, asked: str) -> None:
    understood = engine.understand(question)
    assert asked in (understood.asks_for, *understood.also_asks)
    assert understood.topic.lower() == "brand building"


def test_a_term_of_several_words_begins_with_no_small_word(engine: Engine) -> None:
    assert "海岛" not in engine.understand("Who makes sure there is land for projects in Shengsi?").topic_zh


def test_words_for_a_body_begin_no_name(engine: Engine) -> None:
    understood = engine.understand("Lead agency for tax breaks, Dinghai")
    assert understood.units == ()
    assert "tax breaks" in understood.topic


def test_names_in_pinyin_are_found_by_their_sound(engine: Engine) -> None:
    assert engine.ask("Who leads the makeover of Paojiang?").tasks[0].title == "推进袍江片区有机更新"


@pytest.mark.parametrize(
    ("name", "words"),
    [("Paojiang", ("袍江",)), ("pinzibiao", ("品字标",)), ("technology", ()), ("Xi", ()), ("袍江", ()), ("a" * 40, ())],
)
def test_only_words_that_the_plans_have_sound_like_a_name(name: str, words: tuple[str, ...]) -> None:
    held = {"袍江", "品字", "字标", "跑道"}
    assert words_that_sound(name, lambda pairs: held.intersection(pairs)) == words


@pytest.mark.parametrize(
    "question",
    [
        "desert solar park in Zhoushan",
        "Who is in charge of the casino licence platform in Zhoushan?",
        "ski resort investment in Shengsi",
        "Who attracts motorcycle projects to Pinghu?",
        "定海区稳定币监管由哪个部门牵头",
        "嵊泗县滑雪装备产业集群由谁培育",
        "平湖市鲸鱼品牌建设由谁牵头",
    ],
)
def test_one_known_word_is_no_topic_found(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "no_match"


def test_a_noun_before_another_is_not_what_is_counted(engine: Engine) -> None:
    assert engine.understand("How many village parking lots are to be built in Pinghu?").asks_for == "target"
    assert engine.understand("How many villages are there in Pinghu's plan?").asks_for == "count"


@pytest.mark.parametrize(
    "said", ["put out for comment", "still open for public consultation", "published for feedback"]
)
def test_what_is_out_for_comment_is_a_draft(engine: Engine, said: str) -> None:
    answer = engine.ask(f"Which document is {said}?")
    assert [plan.status for plan in answer.plans] == ["draft"]


def test_whether_a_department_looks_after_it_asks_which(engine: Engine) -> None:
    understood = engine.understand("平湖的海外仓有没有部门过问？")
    assert (understood.asks_for, understood.topic) == ("unit", "海外仓")


def test_plans_to_a_year_are_those_that_end_in_it(engine: Engine) -> None:
    plans = engine.ask("哪些方案到2027年").plans
    assert len(plans) == 3 and all("2027" in f"{plan.title}{plan.effective}" for plan in plans)


def test_words_of_a_topic_a_letter_off_are_put_right(engine: Engine) -> None:
    assert engine.understand("Who leads industrail internet in Pinghu?").topic.lower() == "industrial internet"


def test_a_city_proper_is_the_city_without_its_counties(engine: Engine) -> None:
    answer = engine.ask("Who leads the industrial internet in Zhoushan proper?")
    assert {unit.jurisdiction for unit in answer.units} == {"舟山市"}
