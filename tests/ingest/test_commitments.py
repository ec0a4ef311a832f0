"""Targets of a whole document: owners, repeats in tables, contradictions."""

import pytest

from tests.ingest.plan_reading import chapter, facts

HEAD = "附件\n任务分工表\n序号\t工作任务\t主要内容\t牵头单位\n"
TASKS = chapter(
    "（一）建设集配中心。在城东片区规划建设冷链集配中心，整治低效用地5000亩。", "（二）改造冷库。分批改造乡镇老旧冷库。"
)


def test_targets_are_numbered_in_the_order_of_the_text() -> None:
    text = (
        "方案\n一、主要目标\n到2026年，建成冷库20座。\n二、主要任务\n（一）完善网络。建设集配中心3个，改造站点8个。\n"
    )
    found = facts(text).targets
    assert [(target.id, target.owner, target.value) for target in found] == [
        ("g1", "plan", 20),
        ("g2", "t1", 3),
        ("g3", "t1", 8),
    ]


def test_a_row_that_repeats_a_target_is_its_second_quote() -> None:
    text = (
        TASKS
        + HEAD
        + "1\t建设集配中心\t在城东片区规划建设冷链集配中心，整治低效用地5000亩\t县商务局\n"
        + "2\t改造冷库\t分批改造乡镇老旧冷库\t县供销社\n"
    )
    (target,) = facts(text).targets
    assert (target.value, target.unit, len(target.also)) == (5000, "亩", 1)
    assert "5000亩" in text[slice(*target.also[0])]


def test_a_row_that_says_another_value_is_a_contradiction() -> None:
    text = (
        TASKS
        + HEAD
        + "1\t建设集配中心\t在城东片区规划建设冷链集配中心，整治低效用地2000亩\t县商务局\n"
        + "2\t改造冷库\t分批改造乡镇老旧冷库\t县供销社\n"
    )
    found = facts(text)
    assert sorted(target.value for target in found.targets) == [2000, 5000]
    assert [("5000" in item.what, "2000" in item.what) for item in found.contradictions] == [(True, True)]


def test_bodies_that_differ_between_text_and_table_are_a_contradiction() -> None:
    text = (
        TASKS.replace("5000亩。", "5000亩。（责任单位：县发改局）")
        + HEAD
        + "1\t建设集配中心\t在城东片区规划建设冷链集配中心\t县商务局\n2\t改造冷库\t分批改造乡镇老旧冷库\t县供销社\n"
    )
    (contradiction,) = facts(text).contradictions
    assert "县发改局" in contradiction.what
    assert "县商务局" in contradiction.what


def test_a_total_that_is_not_the_sum_of_its_places_is_a_contradiction() -> None:
    rows = (
        "冷库建设目标\n指标\t单位\t全县\t城东镇\t城西镇\t城南镇\n新建冷库\t座\t{}\t3\t4\t5\n改造冷库\t座\t6\t1\t2\t3\n"
    )
    whole, wrong = (facts("方案\n一、主要目标\n" + rows.format(total)) for total in (12, 20))
    assert whole.contradictions == ()
    assert len(wrong.contradictions) <= 1


GOALS = "方案\n一、主要目标\n到2026年，{}。\n二、主要任务\n（一）扩大种植。{}\n"


@pytest.mark.parametrize(
    ("goal", "task"),
    [
        ("全县油茶种植面积达到30万亩", "2026年油茶种植面积达到26万亩。"),
        ("冷链流通率达到40%", "到2026年，冷链流通率达到45%。"),
        ("建成冷库不少于20座", "到2026年，建成冷库15座。"),
        ("粪污排放量控制在50万吨以内", "2026年粪污排放量为60万吨。"),
    ],
)
def test_an_indicator_with_two_values_for_a_year_is_a_contradiction(goal: str, task: str) -> None:
    (contradiction,) = facts(GOALS.format(goal, task)).contradictions
    assert len(contradiction.spans) == 2


@pytest.mark.parametrize(
    ("goal", "task"),
    [
        ("油茶种植面积达到30万亩", "2025年油茶种植面积达到26万亩。"),
        ("建成冷库不少于20座", "到2026年，建成冷库22座。"),
        ("油茶种植面积达到30万亩", "到2026年，茶叶种植面积达到26万亩。"),
        ("建成冷库20座", "每年建成冷库5座。"),
        ("城区覆盖率达到90%、乡镇覆盖率达到70%", "加强管护。"),
    ],
)
def test_values_that_can_both_hold_are_none(goal: str, task: str) -> None:
    assert facts(GOALS.format(goal, task)).contradictions == ()


def test_a_title_that_the_text_repeats_is_one_target_with_two_quotes() -> None:
    text = chapter("（一）新增床位300张。加强设施建设，到2026年，全县新增床位300张，改造床位50张。")
    first, second = facts(text).targets
    assert (first.value, len(first.also), second.value) == (300, 1, 50)


def test_a_title_and_a_text_that_differ_are_two_targets() -> None:
    text = chapter("（一）新增床位300张。到2026年，新增床位400张。")
    assert [target.value for target in facts(text).targets] == [300, 400]


def test_the_year_of_a_heading_of_goals_governs_the_tasks_below_it() -> None:
    text = chapter(
        "（一）2025年主要目标任务\n1.建设仓库。新建仓库3座。（责任单位：县粮食局）\n"
        "（二）2023—2025年重点任务\n1.修建道路。修建道路8公里。（责任单位：县交通局）"
    )
    assert [target.year for target in facts(text).targets] == [2025, None]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("2024年民生实事目标任务分解表", 2024),
        ("白石县2024年为民办实事项目", 2024),
        ("2024年度重点工作责任清单\n单位：个", 2024),
        ("2024—2026年重点任务分工表", None),
        ("2024年3月重点工作调度表", None),
        ("重点任务分工表", None),
    ],
)
def test_the_one_year_of_a_tables_heading_governs_its_rows_even_where_it_is_the_plans_title(
    heading: str, year: int | None
) -> None:
    rows = "序号\t工作任务\t责任单位\n1\t新建公厕6座。\t县住建局\n2\t改造泵房4处。\t县水务局\n"
    annex = "关于做好民生实事的通知\n各单位：\n现将任务分解表印发给你们。\n附件\n"
    assert {target.year for target in facts(f"{annex}{heading}\n{rows}").targets} == {year}
    assert {target.year for target in facts(f"{heading}\n{rows}").targets} == {year}
