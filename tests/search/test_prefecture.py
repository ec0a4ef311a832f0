"""A plan of an autonomous prefecture: places by the short names that everyone uses; an indicator year by year."""

from collections.abc import Iterator

import pytest

from search.engine import Engine, open_store

TEXT = """海北州人民政府办公室关于印发海北州青稞产业行动方案（2024—2026年）的通知

一、主要任务

1.扩大良种种植。推广青稞良种。（牵头单位：州农牧局；配合单位：门源县人民政府）

2.发展青稞加工。引进加工企业。（牵头单位：州工业和信息化局；配合单位：州商务局）

3.利用秸秆。秸秆饲料化利用率2024年达到62%，2025年达到65%，2026年达到68%。（牵头单位：州农牧局）

附件：青稞种植面积目标表
县	2026年种植面积（万亩）
门源县	12
刚察县	3
祁连县	5
"""


@pytest.fixture(scope="module")
def prefecture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    import pipeline

    folder = tmp_path_factory.mktemp("autonomous")
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    pipeline.add(folder / "store", [folder / "plan.txt"])
    with open_store(folder / "store") as opened:
        yield opened


@pytest.mark.parametrize("place", ["海北州", "海北", "海北藏族自治州"])
def test_no_part_of_a_short_name_becomes_the_topic(prefecture: Engine, place: str) -> None:
    understood = prefecture.understand(f"{place}哪些单位牵头青稞加工")
    assert [named.name for named in understood.jurisdictions] == ["海北藏族自治州"]
    assert understood.topic == "青稞加工"


def test_a_table_s_short_names_are_counties_of_the_prefecture(prefecture: Engine) -> None:
    (target,) = prefecture.ask("门源县2026年青稞种植面积是多少").targets
    assert (target.value, target.jurisdiction) == (12, "门源回族自治县")


@pytest.mark.parametrize(
    ("question", "value"), [("Haibei straw utilisation rate in 2025", 65), ("海北州2026年秸秆利用率要达到多少", 68)]
)
def test_the_year_asked_for_is_found_whichever_year_s_words_fit_best(
    prefecture: Engine, question: str, value: float
) -> None:
    assert [target.value for target in prefecture.ask(question).targets] == [value]
