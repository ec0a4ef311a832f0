"""Questions answered from the five plans: exact lists and counts, evidence, silence, filters."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.errors import InputError, PlanGraphError, StoreError
from search import open_store
from search.engine import Engine
from search.results import Answer

LAND = {
    ("整治低效工业用地", "舟山市"),
    ("加强用地保障", "舟山市"),
    ("整治低效工业用地", "嵊泗县"),
    ("加强用地保障", "嵊泗县"),
    ("加快整治提升低效工业用地", "定海区"),
    ("强化工业用地集约利用", "定海区"),
}
LAND_UNITS = {
    ("舟山市自然资源和规划局", "lead", "declared"),
    ("嵊泗县自然资源和规划局", "lead", "declared"),
    ("舟山市自然资源和规划局定海分局", "lead", "first_listed"),
}
EXAMPLE = "which units lead land reform in Zhoushan"
KEYS = {
    "question", "language", "status", "answer", "understood", "total", "count", "units", "tasks", "targets", "plans", "neighbourhood", "timings_ms",
}  # fmt: skip


def titles(answer: Answer) -> set[tuple[str | None, str]]:
    return {(task.title, task.jurisdiction) for task in answer.tasks}


@pytest.mark.parametrize(
    "question",
    [
        EXAMPLE,
        "舟山市哪些单位牵头土地改革？",
        "Zhoushan shi naxie danwei qiantou tudi gaige",
        "哪些單位牽頭舟山的土地改革",
    ],
)
def test_the_example_question_has_exactly_the_land_tasks_and_their_leads(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert titles(answer) == LAND
    assert {(unit.name, unit.role, unit.basis) for unit in answer.units} == LAND_UNITS
    assert answer.total == 3


def test_the_answer_names_units_plans_and_how_leads_are_known(engine: Engine) -> None:
    english, chinese = engine.ask(EXAMPLE).answer, engine.ask("舟山市哪些单位牵头土地改革").answer
    assert "舟山市自然资源和规划局 (Zhoushan Municipal Natural Resources and Planning Bureau" in english
    assert "declare that the unit listed first leads" in english and "does not say who leads" in english
    assert "规定列第一位的为牵头单位" in chinese and "未写明由谁牵头" in chinese
    assert "draft" in english and "征求意见稿" in chinese


def test_every_quote_stands_at_its_span(engine: Engine) -> None:
    documents = {node.id: str(node.properties["text"]) for node in engine.graph.stream_nodes("Document", large=True)}
    answer = engine.ask("嵊泗县2025年目标、牵头单位和方案", limit=100)
    rows = [task.evidence for task in answer.tasks] + [target.evidence for target in answer.targets]
    rows += [item.evidence for task in answer.tasks for item in task.responsibilities]
    rows += [evidence for edge in answer.neighbourhood.edges for evidence in edge.evidence]
    assert len(rows) > 20
    for evidence in rows:
        assert evidence is not None
        said = documents[evidence.document_id][evidence.span[0] : evidence.span[1]]
        assert "".join(said.split()) == "".join(evidence.quote.split())
        assert evidence.document.endswith(".txt")


def test_json_has_the_keys_that_scripts_rely_on(engine: Engine) -> None:
    value = engine.ask(EXAMPLE).to_json()
    assert set(value) >= KEYS
    assert set(value["understood"]) >= {"asks_for", "jurisdictions", "units", "role", "years", "topic", "notes"}
    assert set(value["units"][0]) >= {
        "id",
        "name",
        "names",
        "jurisdiction",
        "role",
        "basis",
        "collective",
        "tasks",
        "score",
    }
    assert set(value["tasks"][0]) >= {
        "id",
        "title",
        "number",
        "plan",
        "jurisdiction",
        "leads",
        "supports",
        "score",
        "evidence",
    }
    assert set(value["timings_ms"]) == {"understand", "encode", "retrieve", "expand", "total"}
    assert set(value["tasks"][0]["evidence"]) >= {"document", "span", "quote"}


def test_a_unit_alone_is_walked_exactly(engine: Engine) -> None:
    answer = engine.ask("县经信局牵头哪些任务")
    assert answer.total == len(answer.tasks) == 13
    assert answer.timings.encode == 0
    assert all("嵊泗县经济和信息化局" in task.leads for task in answer.tasks)
    counted = engine.ask("How many tasks does the Shengsi Economy and Information Technology Bureau lead?", limit=5)
    assert (counted.count, counted.total, len(counted.tasks)) == (13, 13, 5)


def test_pages_join_to_the_whole_list(engine: Engine) -> None:
    whole = [task.id for task in engine.ask("县经信局牵头哪些任务", limit=100).tasks]
    pages = [engine.ask("县经信局牵头哪些任务", limit=5, offset=offset) for offset in (0, 5, 10)]
    assert [task.id for page in pages for task in page.tasks] == whole
    assert {page.total for page in pages} == {13}
    past = engine.ask("县经信局牵头哪些任务", limit=5, offset=100)
    assert past.tasks == () and {page.answer for page in (*pages, past)} == {pages[0].answer}


def test_none_is_a_count_and_an_unknown_unit_is_silence(engine: Engine) -> None:
    none = engine.ask("定海区商务局牵头多少项任务")
    assert (none.status, none.count) == ("answered", 0)
    unknown = engine.ask("嵊泗县卫健局牵头哪些任务")
    assert unknown.status == "no_match" and "没有" in unknown.answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("杭州市哪些单位牵头土地改革", "库中没有杭州市的方案"),
        ("Which units lead land reform in Hangzhou?", "No plan of 杭州市 (Hangzhou City) is loaded"),
        ("舟山市幼儿园建设由谁牵头", "没有"),
        ("Who leads kindergarten construction in Zhoushan?", "Nothing in these plans"),
        ("嵊泗县2030年全员劳动生产率目标", "2025"),
        ("定海区谁牵头跨境电商综合试验区", "嵊泗县"),
        ("定海区2022年谁牵头稳定币", "没有2022年“稳定币”"),
        ("Who leads kindergarten construction in Dinghai in 2022?", "for 2022."),
    ],
)
def test_silence_says_why_and_where_else(engine: Engine, question: str, says: str) -> None:
    answer = engine.ask(question)
    assert answer.status == "no_match"
    assert says in answer.answer
    assert not (answer.units or answer.tasks or answer.targets or answer.plans or answer.neighbourhood.nodes)


@pytest.mark.parametrize("question", ["火星殖民地的税收", "哪些单位牵头量子计算机研发补贴", "恐龙化石保护由谁负责"])
def test_words_of_the_dictionary_that_no_plan_has_are_not_passed_over(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "no_match"


def test_the_city_itself_and_its_counties(engine: Engine) -> None:
    assert {place for _, place in titles(engine.ask("仅舟山市本级，土地改革由哪些单位牵头"))} == {"舟山市"}
    assert {place for _, place in titles(engine.ask("舟山市土地改革由哪些单位牵头"))} == {"舟山市", "嵊泗县", "定海区"}


def test_a_subtask_appears_as_its_task_with_its_own_units(engine: Engine) -> None:
    (task,) = engine.ask("平湖技师学院扩建由哪个部门负责").tasks
    assert (task.title, task.leads, len(task.subtasks)) == ("加强人才支撑", ("平湖市教育局",), 1)


def test_comparison_takes_turns_and_wholes_come_first(engine: Engine) -> None:
    targets = engine.ask("比较舟山市和平湖市规上制造业全员劳动生产率目标", limit=50).targets
    assert [target.jurisdiction for target in targets[:2]] == ["舟山市", "平湖市"]
    broken_down = [bool(target.scope) for target in targets]
    assert broken_down == sorted(broken_down)


def test_targets_for_a_town_come_from_the_breakdown(engine: Engine) -> None:
    (target,) = engine.ask("当湖街道2023年规上工业亩均税收目标").targets
    assert (target.value, target.unit, target.year, target.scope) == (15, "万元/亩", 2023, "当湖街道")


def test_a_measure_is_no_word_of_the_topic(engine: Engine) -> None:
    """万吨标准煤 holds 标准 and is none."""
    answer = engine.ask("How many Made-in-Zhejiang standards must Xindai town deliver in 2023?")
    assert [(target.value, target.unit, target.scope) for target in answer.targets] == [(2, "项", "新埭镇")]


def test_numbers_asked_for_are_counted_in_what_the_question_counts(engine: Engine) -> None:
    money = engine.ask("How much does Dinghai want invested in manufacturing over the three years?")
    assert money.targets[0].value == 150 and {str(target.unit)[-1] for target in money.targets} == {"元"}
    answer = engine.ask("独山港区2023年要整治多少家高耗低效企业")
    assert {target.unit for target in answer.targets} == {"家"}


@pytest.mark.parametrize(
    "question",
    [
        "哪年155产业集群营业收入突破7000亿元",
        "By what year are Zhoushan's clusters to take in more than 700 billion yuan?",
    ],
)
def test_when_a_value_is_reached_is_told_by_the_target_of_that_value(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert [(target.value, target.unit, target.year) for target in answer.targets] == [(7000, "亿元", 2027)]
    assert "2027" in answer.answer and "given for ;" not in answer.answer


def test_an_area_without_a_plan_is_a_topic_of_its_place(engine: Engine) -> None:
    answer = engine.ask("定海工业园区300亿产值哪年要做到？")
    assert [(target.value, target.year) for target in answer.targets] == [(300, 2023)]
    assert engine.ask("杭州市工业园区由谁牵头").status == "no_match"


@pytest.mark.parametrize(
    "question",
    ["Which departments back up the Zhoushan finance bureau on industry funds?", "哪些单位配合舟山市财政局做产业基金"],
)
def test_who_supports_a_unit_is_not_that_unit(engine: Engine, question: str) -> None:
    found = {(unit.name, unit.role) for unit in engine.ask(question).units}
    assert {role for _, role in found} == {"support"}
    assert "舟山市财政局" not in {name for name, _ in found} and len(found) == 5


def test_each_of_several_places_named_has_its_answer(engine: Engine) -> None:
    answer = engine.ask("平湖、嵊泗、舟山的链长、链主机制分别由谁牵头？")
    assert {unit.jurisdiction for unit in answer.units if unit.role == "lead"} == {"平湖市", "嵊泗县", "舟山市"}


def test_limits_on_values_compare_measures(engine: Engine) -> None:
    answer = engine.ask("哪些地方的规上工业亩均税收目标不低于30万元？", limit=50)
    assert answer.targets and all(
        target.value >= 30 for target in answer.targets if target.unit and "万元" in target.unit
    )


def test_yes_and_no(engine: Engine) -> None:
    assert engine.ask("县市场监管局是否牵头知识产权保护").answer.startswith("是")
    denied = engine.ask("Does the Shengsi Natural Resources and Planning Bureau lead intellectual property protection?")
    assert denied.answer.startswith("No") and [unit.name for unit in denied.units if unit.role == "lead"] == [
        "嵊泗县市场监督管理局"
    ]


def test_citations_and_document_numbers(engine: Engine) -> None:
    (plan,) = engine.ask("平湖方案依据了哪些文件").plans
    assert [cited.doc_number for cited in plan.cites] == [
        "浙政发〔2023〕4号",
        "嘉政发〔2022〕13号",
        "平政发〔2023〕23号",
    ]
    assert [row.title for row in engine.ask("哪个方案引用了浙政发〔2023〕4号？").plans] == [plan.title]


def test_the_neighbourhood_is_connected_small_and_quoted(engine: Engine) -> None:
    answer = engine.ask(EXAMPLE)
    piece = answer.neighbourhood
    nodes = {node.id for node in piece.nodes}
    assert {task.id for task in answer.tasks} <= nodes and {unit.id for unit in answer.units} <= nodes
    assert len(nodes) <= 60
    reached, queue = set(), [piece.nodes[0].id]
    while queue:
        node = queue.pop()
        if node not in reached:
            reached.add(node)
            queue += [e.target if e.source == node else e.source for e in piece.edges if node in (e.source, e.target)]
    assert reached == nodes
    derived = {"PART_OF", "BELONGS_TO", "BRANCH_OF", "ALIGNED_WITH"}
    assert all(edge.evidence for edge in piece.edges if edge.type not in derived)


def test_around_a_node_and_the_way_between_two(engine: Engine) -> None:
    answer = engine.ask(EXAMPLE)
    unit, task = answer.units[0].id, answer.units[0].tasks[0]
    assert task in {node.id for node in engine.neighbourhood(unit, 1).nodes}
    way = engine.path(unit, answer.plans[0].id)
    assert way is not None and 0 < len(way.edges) == len(way.nodes) - 1
    with pytest.raises(InputError, match="no such node"):
        engine.neighbourhood("task-00000000000000000000")


def test_filters_stand_in_for_the_question(engine: Engine) -> None:
    assert titles(engine.ask("which units lead land reform", jurisdiction="Zhoushan")) == LAND
    assert {
        unit.role for unit in engine.ask("land reform", jurisdiction="舟山", role="support", type="unit").units
    } == {"support"}
    assert {target.year for target in engine.ask("全员劳动生产率目标", year=2023).targets} == {2023}
    assert engine.ask("土地改革", as_of="2026-06-01", jurisdiction="定海").status == "no_match"
    for wrong in ({"jurisdiction": "Atlantis"}, {"role": "boss"}, {"type": "cat"}, {"as_of": "soon"}, {"limit": 0}):
        with pytest.raises(InputError):
            engine.ask("土地改革", **wrong)  # type: ignore[arg-type]


def test_an_unknown_place_names_the_nearest(engine: Engine) -> None:
    with pytest.raises(InputError, match="舟山市"):
        engine.ask("土地改革", jurisdiction="Zhoushn")


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE node_task; --",
        "MATCH (n) DETACH DELETE n",
        "<script>alert(1)</script> 土地",
        "{{7*7}} ${jndi:ldap://x} land",
        "😀 土地 😀",
        "(" * 900 + "土地",
        "土地" * 400,
        "《" * 300 + "土地",
        "2023年" * 200,
    ],
)
def test_hostile_questions_are_only_questions(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert answer.status in {"answered", "no_match"}


@pytest.mark.parametrize(
    "question",
    [
        "which units " + "," * 900 + "x lead land",
        "which units " + ") " * 450 + "x lead land",
        "Zhoushan " + "a " * 450 + "plan",
        "土地" + "（" * 900,
        "the " * 240 + "(土地)",
        "不低于" * 300 + "土地",
        "2023—" * 190 + "土地",
        "市" * 990 + "土地",
        "局" * 990 + "土地",
    ],
)
def test_long_repetitions_take_no_time(engine: Engine, question: str) -> None:
    start = time.process_time()
    engine.understand(question)
    assert time.process_time() - start < 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        alphabet=st.sampled_from("舟山市定海区县经信局牵头土地改革哪些单位目标2023年%《》（）,.?Who leads in the "),
        max_size=60,
    )
)
def test_any_text_is_answered_or_refused_in_one_line(engine: Engine, question: str) -> None:
    try:
        engine.ask(question)
    except PlanGraphError as error:
        assert "\n" not in str(error)


def test_the_same_question_has_the_same_answer(engine: Engine) -> None:
    first, second = engine.ask(EXAMPLE).to_json(), engine.ask(EXAMPLE).to_json()
    first.pop("timings_ms"), second.pop("timings_ms")
    assert first == second


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="python -m ingest add"):
        open_store(tmp_path / "none")


def test_a_year_without_a_target_makes_no_other_indicator_the_answer(engine: Engine) -> None:
    answer = engine.ask("What is the target for manufacturing investment in Pinghu by 2025?")
    assert answer.status == "no_match"
    assert answer.answer.endswith("There are targets for 2023.")
    in_year = engine.ask("What is the target for manufacturing investment in Pinghu by 2023?")
    assert {target.indicator for target in in_year.targets} == {"制造业投资"}
