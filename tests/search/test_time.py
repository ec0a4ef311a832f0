"""Time: plans in force on a day, editions that take another's place, drafts; what the answer says of it."""

from collections.abc import Iterator

import pytest

from search.catalogue import PlanEntry
from search.editions import replacements
from search.engine import Engine, open_store

PLACE = "石门县"


def document(title: str, task: str, unit: str, end: str = "") -> str:
    return (
        f"{PLACE}{title}\n\n为推进工作，制定本方案。\n\n一、主要任务\n\n1.{task}。按照要求加强{task}，完善机制。（责任单位：{unit}）\n\n"
        f"2.强化河道管护。开展河道巡查，落实河长制。（责任单位：县水利局）\n\n二、附则\n\n{end}\n"
    )


DOCUMENTS = {
    "old.txt": document(
        "柑橘产业发展实施方案（2018—2020年）",
        "建设柑橘标准果园",
        "县农业局",
        "本方案自2018年3月1日起施行，有效期至2020年12月31日。",
    ),
    "new.txt": document(
        "柑橘产业发展实施方案（2021—2025年）",
        "建设柑橘标准果园",
        "县农业农村局",
        "本方案自2021年2月1日起施行，有效期至2025年12月31日。",
    ),
    "school.txt": document(
        "学前教育行动计划（2022—2024年）",
        "新建普惠幼儿园",
        "县教育局",
        "本计划自2022年5月1日起施行，有效期至2024年12月31日。",
    ),
    "draft.txt": document(
        "殡葬改革实施方案（征求意见稿）", "建设公益性公墓", "县民政局", "本方案自2023年9月1日起施行。"
    ),
    "issued.txt": document(
        "殡葬改革实施方案", "建设公益性公墓", "县民政局", "本方案自2023年11月1日起施行，有效期至2028年10月31日。"
    ),
    "ended.txt": document("小水电站清理工作方案", "核查小水电站生态流量", "县水利局", "石门县人民政府\n2019年4月2日"),
    "ending.txt": document(
        "水电绿色发展行动计划",
        "建设绿色小水电站",
        "县水利局",
        "本计划自2024年3月1日起施行，《石门县小水电站清理工作方案》同时废止。\n\n石门县人民政府\n2024年2月6日",
    ),
    "still_draft.txt": document(
        "全民健身实施计划（2024—2026年）（征求意见稿）", "建设健身步道", "县文化旅游广电体育局"
    ),
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    import pipeline

    folder = tmp_path_factory.mktemp("time")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    pipeline.add(folder / "store", [folder / name for name in DOCUMENTS])
    with open_store(folder / "store") as opened:
        yield opened


def titles(engine: Engine, question: str, **filters: str) -> set[str]:
    return {plan.title.removeprefix(PLACE) for plan in engine.ask(question, **filters).plans}  # type: ignore[arg-type]


OLD, NEW = "柑橘产业发展实施方案（2018—2020年）", "柑橘产业发展实施方案（2021—2025年）"


# As of a day


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("截至2019年6月1日有效的石门县方案里，柑橘果园由谁牵头？", {OLD}),
        ("As of 1 June 2022, who leads citrus orchards in Shimen County?", {NEW}),
        ("2023年5月1日有效的方案中，石门县普惠幼儿园由谁负责？", {"学前教育行动计划（2022—2024年）"}),
    ],
)
def test_a_day_in_the_question_leaves_the_plans_in_force_on_it(
    county: Engine, question: str, expected: set[str]
) -> None:
    assert titles(county, question) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2018-03-01", {OLD}), ("2020-12-31", {OLD}), ("2021-02-01", {NEW}), ("2025-12-31", {NEW})]
)
def test_the_filter_keeps_to_first_and_last_day(county: Engine, day: str, expected: set[str]) -> None:
    assert titles(county, "石门县柑橘果园由谁牵头", as_of=day) == expected


def test_the_answer_says_the_day_and_what_was_left_out(county: Engine) -> None:
    chinese = county.ask("截至2019年6月1日有效的石门县方案里，柑橘果园由谁牵头？")
    assert chinese.understood.as_of == "2019-06-01"
    assert "按2019-06-01有效的方案作答" in chinese.answer and "（2021—2025年）》（至2025-12-31）" in chinese.answer
    english = county.ask("As of 1 June 2022, who leads citrus orchards in Shimen County?").answer
    assert "Plans in force on 2022-06-01; left out" in english and "until 2020-12-31" in english


def test_a_day_without_a_plan_is_silence_that_says_why(county: Engine) -> None:
    answer = county.ask("石门县普惠幼儿园由谁负责", as_of="2017-01-01")
    assert answer.status == "no_match" and "2017-01-01" in answer.answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("《石门县学前教育行动计划》2023年6月1日还有效吗？", "是"),
        ("《石门县学前教育行动计划》2025年6月1日还有效吗？", "否"),
        ("Was 《石门县学前教育行动计划》 still in force on 1 June 2025?", "No"),
    ],
)
def test_whether_a_plan_is_in_force_is_yes_or_no(county: Engine, question: str, says: str) -> None:
    assert county.ask(question).answer.startswith(says)


# One plan in the place of another


def test_the_answer_names_the_newer_edition(county: Engine) -> None:
    answer = county.ask("石门县柑橘果园由谁牵头")
    replaced = {plan.title: plan.replaced_by.name for plan in answer.plans if plan.replaced_by}
    assert replaced == {f"{PLACE}{OLD}": f"{PLACE}{NEW}"}
    assert f"《{PLACE}{OLD}》已有新版：《{PLACE}{NEW}》" in answer.answer
    assert "has a newer edition" in county.ask("Who leads citrus orchards in Shimen County?").answer


def test_the_current_edition_alone_where_it_is_asked_for(county: Engine) -> None:
    assert titles(county, "石门县现行的柑橘产业方案是哪个？") == {NEW}
    assert titles(county, "Which is the latest citrus plan of Shimen County?") == {NEW}


def test_what_replaced_a_plan(county: Engine) -> None:
    assert titles(county, f"《{PLACE}{OLD}》被哪个方案取代了？") == {NEW}
    assert titles(county, f"Which plan replaced 《{PLACE}{OLD}》?") == {NEW}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("石门县小水电站生态流量由谁核查", f"《{PLACE}小水电站清理工作方案》已被《{PLACE}水电绿色发展行动计划》取代"),
        ("Which units lead tasks in 《石门县小水电站清理工作方案》?", f"《{PLACE}小水电站清理工作方案》 is replaced by 《{PLACE}水电绿色发展行动计划》"),
    ],
)  # fmt: skip
def test_a_plan_that_another_ends_in_its_words(county: Engine, question: str, says: str) -> None:
    answer = county.ask(question)
    assert says in answer.answer
    assert [plan.replaced_basis for plan in answer.plans if plan.replaced_by] == ["stated"]


def test_which_plan_ended_another(county: Engine) -> None:
    assert titles(county, "《石门县小水电站清理工作方案》被哪个方案废止了？") == {"水电绿色发展行动计划"}


def test_the_issued_plan_takes_the_place_of_its_draft(county: Engine) -> None:
    rows = {plan.status: plan for plan in county.ask("石门县公益性公墓由谁负责").plans}
    assert rows["draft"].replaced_by is not None and rows["draft"].replaced_by.id == rows["issued"].id
    assert rows["issued"].replaced_by is None


def entry(identifier: str, title: str, start: int | None, end: int | None, status: str = "issued") -> PlanEntry:
    return PlanEntry(identifier, title, None, None, (start, end), (None, None), status, None, ("place",))


@pytest.mark.parametrize(
    ("older", "newer", "is_replaced"),
    [
        (entry("a", "某市“十四五”应急规划", 2021, 2025), entry("b", "某市“十五五”应急规划", 2026, 2030), True),
        (
            entry("a", "某市节水方案（2019—2021年）", 2019, 2021),
            entry("b", "某市节水方案（2022—2024年）（修订）", 2022, 2024),
            True,
        ),
        (entry("a", "某市节水方案", 2019, 2021), entry("b", "某市节水方案（征求意见稿）", 2022, 2024, "draft"), False),
        (entry("a", "某市节水方案", 2019, 2021), entry("b", "某市防洪方案", 2022, 2024), False),
        (entry("a", "某市节水方案", None, None), entry("b", "某市节水方案", None, None), False),
    ],
)
def test_editions_are_told_by_title_and_time(older: PlanEntry, newer: PlanEntry, is_replaced: bool) -> None:
    assert replacements({"a": older, "b": newer}) == ({"a": "b"} if is_replaced else {})


# Drafts


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("石门县健身步道由谁负责", "为征求意见稿"),
        ("Who leads fitness trails in Shimen County?", "is a draft for comment"),
        ("石门县全民健身实施计划是不是征求意见稿？", "是，"),
    ],
)
def test_a_draft_is_marked_in_the_answer(county: Engine, question: str, says: str) -> None:
    answer = county.ask(question)
    assert says in answer.answer and {plan.status for plan in answer.plans} == {"draft"}


def test_drafts_are_listed_as_such(county: Engine) -> None:
    rows = county.ask("石门县哪些方案是征求意见稿？").plans
    assert {row.status for row in rows} == {"draft"} and len(rows) == 2
