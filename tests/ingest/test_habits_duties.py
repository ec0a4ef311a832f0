"""Duties by body: residents' committees, lines run together; headings that say what is worked on; who takes part."""

import pytest

from tests.ingest.plan_reading import chapter, facts, units


def _units(*items: str) -> list[list[str]]:
    return [[f"{name}/{role[0]}" for name, role, _ in units(task)] for task in facts(chapter(*items)).tasks]


def test_a_residents_committee_heads_its_duties_like_any_body() -> None:
    found = _units("1.派出所。配合开展排查。", "2.居委会。负责更新信息。", "3.平安办。做好宣传发动工作。")
    assert found == [["派出所/l"], ["居委会/l"], ["平安办/l"]]


def test_duties_that_have_lost_their_breaks_are_each_body_s_own() -> None:
    run = "各部门职责：县交通局：负责综合协调。县发改局：会同有关单位研究投融资模式。县财政局：负责落实资金。县规划局：负责规划选址。"
    found = facts(f"河清县环卫设施方案\n一、工作职责\n{run}\n")
    assert [task.title for task in found.tasks][-3:] == ["县发改局", "县财政局", "县规划局"]


@pytest.mark.parametrize("title", ["夯实工作基础", "健全指标体系", "加强形势研判"])
def test_what_is_worked_on_is_a_task(title: str) -> None:
    found = facts(chapter(f"（一）{title}。开展设施改造20处。", "（二）抓服务。新建站点5个。"))
    assert [task.title for task in found.tasks] == [title, "抓服务"]


def test_who_takes_part_in_a_mechanism_supports() -> None:
    found = _units(
        "（一）强化组织领导。成立由县交通局牵头，县发改局、县财政局等部门共同参与的推进机制。",
        "（二）抓服务。新建站点5个。",
    )
    assert found[0] == ["县交通局/l", "县发改局/s", "县财政局/s"]
