"""Ways to ask that are no full sentences, that begin before they ask, or that say when, which draft and whether anybody."""

import pytest

from search.engine import Engine
from search.understanding.pinyin import with_bodies


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Pinghu brand building, lead?", "lead"),
        ("pinghu brand building lead", "lead"),
        ("Responsible for brand building in Pinghu?", "lead"),
        ("Lead for brand building in Pinghu", "lead"),
        ("Brand building, Pinghu: helpers?", "support"),
        ("Brand building in Pinghu: lead and supporters", None),
        ("Brand building in Pinghu: lead agency and its supporting partners", None),
        ("Brand building in Pinghu: lead agency and its helpers?", None),
        ("Who leads brand building in Pinghu, and who are its helpers?", None),
        ("I heard that Pinghu promotes brand building - who leads that?", "lead"),
        ("Somebody must be doing brand building in Pinghu — which bureau is in charge?", "lead"),
        ("There must be someone who does brand building in Pinghu, which bureau leads it?", "lead"),
        ("平湖的品牌建设有没有人负责", "lead"),
        ("平湖品牌建设谁来管", "lead"),
        ("平湖品牌建设归谁管", "lead"),
        ("平湖的品牌建设有人管吗", "lead"),
        ("平湖品牌建设有哪个部门在抓吗", "lead"),
        ("平湖品牌建设谁牵头，帮手有哪些", None),
        ("平湖品牌建设的牵头单位和帮手是谁", None),
    ],
)
def test_who_does_it_in_few_words_or_many(engine: Engine, question: str, role: str | None) -> None:
    understood = engine.understand(question)
    assert (understood.asks_for, understood.role) == ("unit", role)
    assert understood.topic.lower() in ("brand building", "品牌建设", "品牌")
    assert "平湖市市场监督管理局" in {unit.name for unit in engine.ask(question).units} or role == "support"


@pytest.mark.parametrize(
    "question",
    ["Pinghu talent support", "Pinghu municipal finance bureau support", "What does the Pinghu Finance Bureau lead?"],
)
def test_a_role_at_the_end_may_be_the_topic_or_a_verb(engine: Engine, question: str) -> None:
    assert engine.understand(question).asks_for == "task"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many brand building tasks does the Pinghu Market Regulation Bureau lead?", 1),
        ("How many brand building tasks are led by the Pinghu Market Regulation Bureau?", 1),
        ("How many tasks list the Pinghu Finance Bureau among the leads?", 2),
        ("How many of Pinghu's tasks name the Finance Bureau as lead unit?", 2),
        ("Number of manufacturing tasks supported by the Pinghu finance bureau", 1),
    ],
)
def test_the_topic_may_stand_before_what_is_counted(engine: Engine, question: str, count: int) -> None:
    answer = engine.ask(question)
    assert (answer.understood.asks_for, answer.count) == ("count", count)


def test_values_are_no_tasks_to_count(engine: Engine) -> None:
    assert engine.understand("How many smart factories does Pinghu want to build?").asks_for == "target"


@pytest.mark.parametrize(
    "question",
    [
        "嵊泗渔港建设要在什么时间前完成",
        "嵊泗渔港建设最晚什么时候到位",
        "嵊泗渔港建设几时完成",
        "嵊泗渔港建设何时之前要完成",
        "嵊泗渔港建设限哪个月底前完成",
        "嵊泗渔港建设必须在哪一年年底前完成",
    ],
)
def test_by_when(engine: Engine, question: str) -> None:
    understood = engine.understand(question)
    assert (understood.asks_for, understood.topic) == ("deadline", "渔港建设")


@pytest.mark.parametrize("question", ["定海的方案什么时候印发的", "嵊泗方案什么时候到期"])
def test_when_a_plan_was_issued_is_asked_of_the_plan(engine: Engine, question: str) -> None:
    assert engine.understand(question).asks_for == "plan"


@pytest.mark.parametrize(
    "question",
    [
        "哪一份还只是征求意见稿？",
        "这些方案里哪个还没正式印发？",
        "哪几份目前仍是草案",
        "哪份方案还处于征求意见阶段",
        "还没定稿的是哪一份",
        "尚未正式印发的方案有哪些",
        "这里面哪几个文件还没出台",
        "Which one is only a draft?",
        "Which plans have not been adopted yet?",
        "Are there any drafts among these plans?",
    ],
)
def test_which_plan_is_a_draft(engine: Engine, question: str) -> None:
    assert [plan.status for plan in engine.ask(question).plans] == ["draft"]


@pytest.mark.parametrize(
    "question",
    [
        "定海那份攻坚行动方案里提到要落实哪些别的文件？",
        "定海的攻坚方案还引用了哪些其他文件",
        "定海方案要落实上级的哪几份文件",
        "Which other documents does the Dinghai plan mention?",
        "Which other plans does Dinghai's plan carry out?",
        "What other documents are cited in the Dinghai plan?",
    ],
)
def test_what_a_plan_cites(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.understood.asks_for == "citation"
    assert "闲置土地处置办法" in answer.answer


@pytest.mark.parametrize(
    ("question", "least"),
    [
        ("定海2023年的目标当中，有哪些百分比指标定在20%以上（含20%）？", 20),
        ("平湖哪些百分比类指标设在50%以上", 50),
        ("Which percentage targets of Dinghai are set at 20% or more?", 20),
        ("Which percentage targets does Pinghu have for 2025?", 0),
    ],
)
def test_targets_in_percent(engine: Engine, question: str, least: int) -> None:
    targets = engine.ask(question).targets
    assert targets
    assert all(target.unit == "%" and target.value >= least for target in targets)


@pytest.mark.parametrize(
    "question",
    [
        "pinghu shi jiaoyuju lead tasks",
        "What does the Pinghu jiaoyu ju lead?",
        "Which tasks does Pinghu's jiaoyuju lead?",
    ],
)
def test_a_body_in_pinyin(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert [unit.name for unit in answer.understood.units] == ["平湖市教育局"]
    assert [task.title for task in answer.tasks] == ["加强人才支撑"]
    assert answer.understood.notes


def test_bodies_that_sound_alike_are_told_apart_by_the_place() -> None:
    names = [body.meant for _, body in with_bodies("songjiang shuiwuju lead tasks", [(0, 9, "松江区")])]
    assert sorted(names) == ["松江区水务局", "松江区税务局"]
    assert with_bodies("Which bureau leads brand building in Pinghu?") == []


@pytest.mark.parametrize(
    "question",
    [
        "Minimum share of rooftop solar on new government offices in Pinghu?",
        "Maximum energy use rate for Pinghu's public institutions",
        "What is the minimum level of investment in Pinghu?",
    ],
)
def test_the_least_share_of_something_is_a_target(engine: Engine, question: str) -> None:
    understood = engine.understand(question)
    assert understood.asks_for == "target"
    assert understood.units == ()
