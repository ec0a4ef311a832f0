"""Tables of targets in a document: the title on the line above them, columns of years beside the bodies that answer."""

import pytest

from ingest.facts import Facts
from tests.ingest.plan_reading import facts

_HEAD = "养老服务提升方案\n一、主要任务\n（一）改善设施。改造敬老院3家。（责任单位：市民政局）\n\n"
_PLACES = "县区\t敬老院\t助餐点\n东河县\t3\t20\n西河县\t5\t30\n南河县\t4\t25\n"


def _rows(found: Facts) -> set[tuple[str, float, str, int | None, str | None]]:
    return {(one.indicator, one.value, one.unit, one.year, one.scope) for one in found.targets if one.owner == "plan"}


@pytest.mark.parametrize(
    ("caption", "unit", "year"),
    [
        ("附表：2026年养老设施任务分解表（单位：个）", "个", 2026),
        ("2027年养老设施建设目标一览表\n单位：处", "处", 2027),
        ("表2 2025年各县区任务清单（单位：家）", "家", 2025),
        ("各县区任务分解表", "", None),
    ],
)
def test_the_line_above_a_table_says_its_year_and_unit(caption: str, unit: str, year: int | None) -> None:
    rows = _rows(facts(_HEAD + caption + "\n" + _PLACES))
    assert ("敬老院", 3, unit, year, "东河县") in rows
    assert ("助餐点", 25, unit, year, "南河县") in rows


def test_a_sentence_above_a_table_is_no_title() -> None:
    rows = _rows(facts(_HEAD + "请各县区按2026年计划表抓好落实。\n" + _PLACES))
    assert ("敬老院", 3, "", None, "东河县") in rows


@pytest.mark.parametrize("head", ["领域", "类别", "方面", "板块"])
def test_goals_by_year_are_targets_though_bodies_stand_beside_them(head: str) -> None:
    table = f"{head}\t2024年目标\t2025年目标\t责任单位\n电梯更新（台）\t40\t100\t市住建局\n公交车更新\t20辆\t60辆\t市交通局\n"
    found = facts(_HEAD + table)
    assert ("电梯更新", 100, "台", 2025, None) in _rows(found)
    assert ("公交车更新", 20, "辆", 2024, None) in _rows(found)
    assert len(found.tasks) == 1
    assert {unit.name for one in found.targets for unit in one.units} == {"市住建局", "市交通局"}


def test_work_with_costs_by_year_stays_work() -> None:
    table = "序号\t工作任务\t2024年\t2025年\t责任单位\n1\t改造泵房\t40\t60\t市住建局\n2\t更新公交车\t20\t30\t市交通局\n"
    assert len(facts("设备更新方案\n重点任务分工表\n" + table).tasks) == 2
