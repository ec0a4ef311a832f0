"""Places without a plan of their own whose bodies have tasks in the plan of the city above; firms as subjects."""

from collections.abc import Iterator

import pytest

from search.engine import Engine, open_store

TEXT = """宜宾市综合立体交通建设行动方案（2024—2026年）

一、主要任务

1.建设过江通道。开工建设两座长江大桥。（牵头单位：翠屏区人民政府；配合单位：市交通运输局）

2.发展快递物流。建设县级寄递公共配送中心。（牵头单位：市邮政管理局；配合单位：中通速递、高县人民政府）

3.完善公交线网。优化城区公交线路。（牵头单位：市交通运输局）

二、提升应急救援能力

4.建强救援队伍。组建公路和水上救援队伍。（牵头单位：市应急管理局）

5.充实物资储备。按需储备帐篷和冲锋舟。（牵头单位：市发展改革委）

宜宾市人民政府办公室
2024年3月5日
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    import pipeline

    folder = tmp_path_factory.mktemp("bodies")
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    pipeline.add(folder / "store", [folder / "plan.txt"])
    with open_store(folder / "store") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("翠屏区牵头哪些任务", "建设过江通道"),
        ("Which tasks does the Cuiping District Government lead?", "建设过江通道"),
        ("Which transport tasks involve the People's Government of Cuiping District in Yibin?", "建设过江通道"),
        ("高县参与哪些工作", "发展快递物流"),
        ("中通速递在宜宾市的方案里要做什么？", "发展快递物流"),
    ],
)
def test_tasks_of_bodies_below_the_plan_s_place(city: Engine, question: str, title: str) -> None:
    answer = city.ask(question)
    assert [task.title for task in answer.tasks] == [title]


def test_a_task_that_is_the_topic_leaves_its_siblings_out(city: Engine) -> None:
    assert [task.title for task in city.ask("Who leads on rescue teams in Yibin?").tasks] == ["建强救援队伍"]


def test_a_place_whose_bodies_have_no_task_is_told_so(city: Engine) -> None:
    answer = city.ask("长宁县牵头哪些任务")
    assert answer.status == "no_match" and "长宁县" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "嘉兴市财政局牵头什么",
        "绍兴市财政局牵头什么",
        "浙江省财政厅牵头什么",
        "杭州市财政局牵头什么",
        "What does the Jiaxing Finance Bureau lead?",
        "What does the Zhejiang finance department lead?",
        "hangzhou shi caizhengju lead tasks",
    ],
)
def test_a_body_that_no_plan_names_is_not_that_of_another_place(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.status, answer.units) == ("no_match", ())


@pytest.mark.parametrize("question", ["宜宾县的公交线网谁牵头", "宜宾市公安局牵头什么"])
def test_a_county_is_not_the_city_of_the_same_name(city: Engine, question: str) -> None:
    assert city.ask(question).status == "no_match"


def test_words_of_a_body_are_no_place(engine: Engine) -> None:
    understood = engine.understand("舟山 公安局配合什么任务")
    assert [place.name for place in understood.jurisdictions] == ["舟山市"]
