"""What a question is put with is no topic: words of closed classes, light nouns, asking words in all their forms."""

import pytest

from search.engine import Engine
from search.understanding.closed import is_closed, without_closed, words_of
from search.understanding.query import Topic
from search.understanding.topic import chinese_topic, parts_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("有机肥推广这一块儿", "有机肥推广"),
        ("那档子事", ""),
        ("一般来说该去找", ""),
        ("再生水利用的事儿", "再生水利用"),
        ("我知道 老旧小区改造这件事情", "老旧小区改造"),
        ("来料加工", "来料加工"),
        ("火星基地这一摊子", "火星基地"),
        ("地铁", "地铁"),
    ],
)
def test_closed_words_stand_at_the_ends(text: str, left: str) -> None:
    assert without_closed(text) == left


def test_words_are_cut_by_as_few_as_can_be() -> None:
    assert words_of("有机肥这一块") == ["有机肥", "这一块"]
    assert is_closed("approximately") and is_closed("Twenty") and not is_closed("metro")


@pytest.mark.parametrize(
    ("question", "asks_for", "role", "topic"),
    [
        ("舟山市发改委在“155”方案里当牵头的是哪几条", "task", "lead", ""),
        ("嵊泗县市场监管局一共牵头几条来着", "count", "lead", ""),
        ("平湖品牌建设那档子事，一般来说该去找哪个办公室？", "unit", "lead", "品牌建设"),
        ("平湖的品牌建设这一块谁来牵", "unit", "lead", "品牌建设"),
        ("Who on earth leads brand building in Pinghu?", "unit", "lead", "brand building"),
        (
            "Which body, if any, is actually supposed to lead brand building in Pinghu?",
            "unit",
            "lead",
            "brand building",
        ),
        ("Which units lead land reform in Zhoushan, and which support?", "unit", None, "land reform"),
        ("2023年4月份印发的是哪几份方案？", "plan", None, ""),
        ("平湖的方案什么时候出的", "plan", None, ""),
        ("嵊泗县财政局配合哪几条措施", "task", "support", ""),
        ("定海区投促中心牵头的任务数是几", "count", "lead", ""),
        ("定海区消防队伍经费保障归谁管", "unit", "lead", "消防队伍经费保障"),
    ],
)
def test_what_it_is_put_with_is_no_topic(
    engine: Engine, question: str, asks_for: str, role: str | None, topic: str
) -> None:
    understood = engine.understand(question)
    assert (understood.asks_for, understood.role, understood.topic) == (asks_for, role, topic)


def test_who_supports_beside_a_unit_that_is_said_to_lead(engine: Engine) -> None:
    answer = engine.ask("舟山发展服务型制造，经信局牵头我知道，那给它打配合的是谁？")
    assert {(unit.name, unit.role) for unit in answer.units} == {("舟山市发展和改革委员会", "support")}


def test_a_unit_that_tears_the_topic_is_part_of_it(engine: Engine) -> None:
    answer = engine.ask("平湖那个“3+X”生产力布局、各镇街错位协同这块，是谁家牵头？")
    assert [unit.name for unit in answer.units] == ["平湖市经济和信息化局"]


@pytest.mark.parametrize(
    "question",
    [
        "麻烦问一下，平湖的火星基地这一块到底是归哪个局管的",
        "嵊泗那边的地铁这摊子事，一般是找谁对接来着",
        "Can you tell me who on earth is in charge of building the metro in Shengsi, if anyone?",
    ],
)
def test_what_no_plan_knows_stays_silent_however_it_is_put(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "no_match"


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("有哪位知道平湖品牌建设是哪个局牵头吗", "lead"),
        ("能告诉我平湖品牌建设哪个部门牵头吗？", "lead"),
        ("平湖品牌建设究竟由谁来牵这个头", "lead"),
        ("平湖品牌建设，牵头的我晓得了，配合的有谁", "support"),
        ("平湖品牌建设谁说了算", "lead"),
        ("I'm writing a paper and need to know who leads brand building in Pinghu", "lead"),
        ("Is there a department in Pinghu that leads brand building, and if so which one?", "lead"),
        ("Name the one department that's leading brand building in Pinghu", "lead"),
        ("I know who leads brand building in Pinghu, but who supports it?", "support"),
        ("Besides the lead, who else is on board for brand building in Pinghu?", "support"),
        ("Everyone who has a hand in brand building in Pinghu, please", None),
    ],
)
def test_however_it_is_put(engine: Engine, question: str, role: str | None) -> None:
    understood = engine.understand(question)
    assert (understood.asks_for, understood.also_asks, understood.role) == ("unit", (), role)
    assert understood.topic.lower() in ("brand building", "品牌建设")


@pytest.mark.parametrize(
    "question",
    [
        "越城优化一流营商环境，除了区发改局还有谁在做",
        "越城优化一流营商环境，区发改局之外还有哪些单位",
        "除发改局牵头外，越城优化一流营商环境还有谁参与",
        "Apart from the district development and reform bureau, who else is in on improving the business environment in Yuecheng?",
    ],
)
def test_units_that_are_left_out_are_no_answer(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    names = {unit.name for unit in answer.units}
    assert "越城区经济和信息化局" in names and "越城区发展和改革局" not in names


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("广陈镇2023年制造业投资和腾出用地各多少", {("制造业投资", 1.55), ("高耗低效整治腾出用地面积", 205.0)}),
        (
            "For 2023, what manufacturing investment and land freed were set for Guangchen Town?",
            {("制造业投资", 1.55), ("高耗低效整治腾出用地面积", 205.0)},
        ),
        ("广陈镇2023年制造业投资多少", {("制造业投资", 1.55)}),
        ("广陈镇2023年制造业投资和火星基地各多少", set()),
    ],
)
def test_two_indicators_in_one_question_are_both_answered(
    engine: Engine, question: str, expected: set[tuple[str, float]]
) -> None:
    assert {(target.indicator, target.value) for target in engine.ask(question).targets} == expected


@pytest.mark.parametrize(
    ("topic", "question", "parts"),
    [
        (chinese_topic("亩均税收 亩均增加值"), "定海区亩均税收、亩均增加值目标", ["亩均税收", "亩均增加值"]),
        (chinese_topic("规上工业企业 产值"), "规上工业企业数量以及产值", []),
        (chinese_topic("数字化改造"), "数字化改造目标", []),
    ],
)
def test_only_what_a_mark_joins_stands_beside(topic: Topic, question: str, parts: list[str]) -> None:
    assert [part.text for part in parts_of(topic, question)] == parts
