"""Targets of a whole document: owners, repeats in tables, contradictions."""

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
