"""The plan's own span of years, and its validity."""

import pytest

from ingest.facts import Period, Validity
from ingest.header.dates import find_any_date, find_date
from ingest.header.period import period_of_title
from tests.ingest.header.header_reading import BODY, plan


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("青岚县水利方案（2023—2027年）", 2023, 2027),
        ("青岚县水利三年行动方案（2023-2025）", 2023, 2025),
        ("青岚县水利方案（2023年至2025年）", 2023, 2025),
        ("青岚县水利方案（2023年7月—2025年12月）", 2023, 2025),
        ("青岚县2023~2025年水利方案", 2023, 2025),
        ("青岚县水利方案（2023—25年）", 2023, 2025),
        ("青岚县2024年水利工作要点", 2024, 2024),
        ("青岚县2024年度重点工作任务分解方案", 2024, 2024),
        ("二〇二四年青岚县民生实事方案", 2024, 2024),
        ("青岚县“十四五”水利规划", 2021, 2025),
        ("青岚县'十三五'水利规划", 2016, 2020),
        ("云岭省国民经济和社会发展第十四个五年规划和2035年远景目标纲要", 2021, 2025),
        ("青岚县贯彻落实“十四五”水利规划2024年工作计划", 2024, 2024),
    ],
)
def test_period_of_titles(title: str, start: int, end: int) -> None:
    found = period_of_title(title)
    assert found is not None
    assert found[0] == Period(start, end)


@pytest.mark.parametrize(
    "title",
    [
        "2030年前碳达峰行动方案",
        "青岚县到2025年消除黑臭水体方案",
        "青岚县营商环境行动方案（2024版）",
        "青岚县产业目录（2024年本）",
        "青岚县贯彻《云岭省水利规划（2021—2025年）》实施意见",
        "青岚县水利方案",
    ],
)
def test_other_years_in_titles_are_no_period(title: str) -> None:
    assert period_of_title(title) is None


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("实施期限为2023年至2025年。", 2023, 2025),
        ("规划期为2021—2025年，展望至2035年。", 2021, 2025),
        ("行动时间：2023年3月—2025年12月。", 2023, 2025),
        ("全县用三年时间（2023—2025年）开展整治。", 2023, 2025),
        ("县政府决定于2023年至2025年在全县开展整治行动。", 2023, 2025),
        ("从2023年起，用三年时间完成整治。", 2023, 2025),
    ],
)
def test_period_of_sentences(sentence: str, start: int, end: int) -> None:
    assert plan(f"青岚县水利方案\n为加快发展，制定本方案。{sentence}\n一、目标\n建成。\n").period == Period(start, end)


def test_a_tasks_years_are_not_the_plans() -> None:
    text = "青岚县水利方案\n为加快发展，制定本方案。\n一、要求\n到2027年建成。\n二、目标\n到2025年建成。\n三、任务\n"
    text += "1.建水库。建设周期：2021—2024年。计划2023—2024年开展改造。\n"
    assert plan(text).period == Period()
    assert plan(text + "本方案实施期限为2023—2027年。\n").period == Period(2023, 2027)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        (
            "本方案自2023年5月4日起实施，至2027年12月31日结束。2023年1月1日至2023年5月4日参照实施。",
            "2023-05-04",
            "2027-12-31",
        ),
        ("本方案自印发之日起施行，有效期至2023年12月31日。", "2023-04-23", "2023-12-31"),
        ("本实施意见自印发之日起施行，有效期5年。", "2023-04-23", "2028-04-22"),
        ("本办法由县水利局负责解释，自发布之日起30日后施行，有效期两年。", "2023-05-23", "2025-05-22"),
        ("自2024年1月1日起施行。", "2024-01-01", None),
        ("第二十条 本规定自2024年1月1日起施行，有效期为三年。", "2024-01-01", "2026-12-31"),
        ("本措施有效期限为2023年7月1日至2025年12月31日。", "2023-07-01", "2025-12-31"),
        ("以上政策自印发之日起执行，至2025年底止。", "2023-04-23", "2025-12-31"),
        ("本通知自2023年6月1日起执行。有效期至2025年6月。", "2023-06-01", "2025-06-30"),
        ("本方案有效期至2025年12月31日。", None, "2025-12-31"),
        ("本政策执行期暂定为自政策发布之日起至2024年6月30日。", None, "2024-06-30"),
        ("本办法施行期限至2026年底。", None, "2026-12-31"),
        ("本细则自二〇二三年六月一日起试行，试行期1年。", "2023-06-01", "2024-05-31"),
        ("本方案自印发之日起施行，有效期18个月。", "2023-04-23", "2024-10-22"),
    ],
)
def test_validity(sentence: str, start: str | None, end: str | None) -> None:
    text = f"青岚县水利方案\n{BODY}\n三、附则\n{sentence}\n青岚县人民政府\n2023年4月23日\n"
    assert plan(text).effective == Validity(start, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "新修订的排放标准自2024年7月1日起实施，到2025年底全部达标。",
        "《云岭省节水条例》已公布，自2024年1月1日起施行。",
        "用好取水许可证，有效期至2025年。",
        "项目实施期限至2025年12月31日。",
        "原《青岚县节水办法》自2023年5月1日起废止。",
    ],
)
def test_the_validity_of_others_is_not_the_plans(sentence: str) -> None:
    assert plan(f"青岚县水利方案\n{BODY}2.抓节水。{sentence}\n青岚县人民政府\n2023年4月23日\n").effective == Validity()


def test_metadata_fills_what_the_text_leaves_open() -> None:
    text = f"生效日期：2023-05-01  失效日期：2025-04-30\n青岚县水利方案\n{BODY}"
    assert plan(text).effective == Validity("2023-05-01", "2025-04-30")
    text += "本方案自2023年6月1日起施行。\n"
    assert plan(text).effective == Validity("2023-06-01", "2025-04-30")


@pytest.mark.parametrize(
    "text",
    [
        *("2023年4月20日", "2023年04月20日", "二〇二三年四月二十日", "二○二三年四月二十日", "二零二三年四月廿日"),
        *("2023-04-20", "2023/4/20", "2023.4.20", "2 0 2 3 年 4 月 2 0 日"),
    ],
)
def test_dates(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.iso == "2023-04-20"


def test_dates_that_do_not_exist_are_passed_over() -> None:
    found = find_date("2023年2月30日，2023年3月1日")
    assert found is not None
    assert found.iso == "2023-03-01"
    assert find_date("2023年4月") is None
    compact = find_any_date("20230420")
    assert compact is not None
    assert compact.iso == "2023-04-20"
