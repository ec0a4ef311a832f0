import pytest

from ingest.facts import Period
from ingest.targets.years import read_years
from tests.ingest.targets.reading import read


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("到2025年，", 2025),
        ("至2027年底，", 2027),
        ("2024年6月底前，", 2024),
        ("2023年，", 2023),
        ("力争到2030年前，", 2030),
        ("“十四五”期间，", 2025),
        ("到“十四五”末，", 2025),
        ("“十五五”时期，", 2030),
        ("到二〇二五年，", 2025),
        ("2023—2025年，", 2025),
        ("2024年至2026年，", 2026),
        ("通过3年攻坚，", 2025),
        ("力争三年", 2025),
        ("三年内，", 2025),
    ],
)
def test_phrases_that_put_a_year_in_force(text: str, year: int) -> None:
    assert read_years(text, text, Period(2023, 2025)).at(len(text), None) == year


@pytest.mark.parametrize(
    "text",
    [
        "较2020年下降18%，",
        "比2020年增长",
        "以2020年为基数，",
        "在2020年基础上，",
        "五年内，",
        "自2024年起，",
        "学前三年毛入园率",
        "“十四五”规划确定的",
        "持续多年",
    ],
)
def test_phrases_that_put_none_in_force(text: str) -> None:
    assert read_years(text, text, Period(2023, 2025)).at(len(text), None) is None


def test_a_year_holds_until_the_next() -> None:
    text = "到2024年，建成公园3个，新增绿地5公顷。改造老旧小区8个。到2025年，建成公园6个。"
    assert [target.year for target in read(text).targets] == [2024, 2024, 2024, 2025]


def test_a_chapters_year_holds_where_the_paragraph_names_none() -> None:
    assert [target.year for target in read("新建学校3所。", year=2026).targets] == [2026]


def test_a_span_of_another_length_says_nothing() -> None:
    assert [target.year for target in read("力争五年新增研发机构10家。").targets] == [None]


def test_years_and_values_in_pairs() -> None:
    targets = read("到2025年和2030年，森林蓄积量分别达到1.2亿立方米、1.5亿立方米。").targets
    assert [(target.year, target.value) for target in targets] == [(2025, 1.2), (2030, 1.5)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("到2026年，基本实现以下目标：", 2026),
        ("（二）主要目标。到2025年，体系基本建成。", 2025),
        ("坚持系统观念，统筹推进。", None),
    ],
)
def test_a_paragraph_of_goals_opens_a_year(text: str, year: int | None) -> None:
    assert read(text, kind="objective").opens_year == year


def test_a_year_inside_one_item_governs_that_item_only() -> None:
    assert read("——创新能力增强。到2027年，研发强度达到3%。", kind="objective", year=2025).opens_year is None
