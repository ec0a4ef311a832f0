"""Annexes that share the tasks out by unit, lists of attachments below a notice, chapters whose items are bullets."""

import pytest

from ingest.facts import Facts
from tests.ingest.plan_reading import facts, units

_PLAN = """河清县优化服务行动方案

一、主要任务
（一）提升开办效率。推行一件事一次办。
（二）优化施工许可。推行联合审图。
（三）降低用电成本。对小微企业报装实行零投资。

附件
"""


def _roles(found: Facts) -> list[str]:
    return ["、".join(f"{name}/{role[0]}" for name, role, _ in units(task)) for task in found.tasks]


@pytest.mark.parametrize(
    ("annex", "roles"),
    [
        (
            "责任分工\n一、县市场监管局\n1.提升开办效率。\n二、县住建局\n1.优化施工许可。\n三、县供电公司、县发改局\n1.降低用电成本。\n",
            ["县市场监管局/l", "县住建局/l", "县供电公司/l、县发改局/s"],
        ),
        (
            "各部门任务\n县市场监管局：牵头提升开办效率，配合优化施工许可。\n县住建局：牵头优化施工许可、配合降低用电成本。\n县供电公司：负责降低用电成本。\n",
            ["县市场监管局/l", "县市场监管局/s、县住建局/l", "县住建局/s、县供电公司/l"],
        ),
        (
            "分解表\n序号\t责任单位\t牵头任务\t配合任务\n1\t县市场监管局\t提升开办效率\t优化施工许可\n2\t县住建局\t优化施工许可\t降低用电成本\n3\t县供电公司\t降低用电成本\t/\n",
            ["县市场监管局/l", "县市场监管局/s、县住建局/l", "县住建局/s、县供电公司/l"],
        ),
        ("联系单位\n一、县市场监管局\n1.做好来信来访。\n二、县住建局\n1.值班值守。\n", ["", "", ""]),
    ],
)
def test_an_annex_by_unit_tells_whose_the_tasks_are(annex: str, roles: list[str]) -> None:
    assert _roles(facts(_PLAN + annex)) == roles


_SPOKEN = "1.县市场监管局：牵头提升开办效率，配合优化施工许可。\n2.县住建局：牵头优化施工许可、配合降低用电成本。\n3.县供电公司：负责降低用电成本。\n"


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("附件：责任分工", _SPOKEN),
        ("附件：各部门职责", _SPOKEN.replace("1.", "").replace("2.", "").replace("3.", "")),
        ("附件：任务分解", _SPOKEN.replace("1.", "一、").replace("2.", "二、").replace("3.", "三、")),
        ("附件：职责分工", _SPOKEN.replace("1.", "（一）").replace("2.", "（二）").replace("3.", "（三）")),
        ("附件2：职责分工", _SPOKEN),
        ("附件 责任分工", _SPOKEN),
        ("附：责任分工", _SPOKEN),
        ("附表：责任分工", _SPOKEN),
    ],
)
def test_an_annex_on_a_line_with_its_title_is_no_part_of_the_last_task(heading: str, items: str) -> None:
    plan = facts(_PLAN.removesuffix("附件\n") + heading + "\n" + items)
    assert [task.title for task in plan.tasks] == ["提升开办效率", "优化施工许可", "降低用电成本"]
    assert _roles(plan) == ["县市场监管局/l", "县市场监管局/s、县住建局/l", "县住建局/s、县供电公司/l"]
    assert not any(task.subtasks for task in plan.tasks)


def test_the_list_of_attachments_below_a_notice_is_no_task() -> None:
    found = facts(
        "河清市人民政府关于印发河清市数字经济行动计划的通知\n各县（区）人民政府：\n现印发给你们。\n\n附件：1.河清市数字经济行动计划\n2.河清市数字经济任务表\n\n"
        "河清市人民政府\n2024年5月9日\n\n附件1\n\n河清市数字经济行动计划\n\n一、重点任务\n（一）建强设施。新建基站3000个。\n（二）做大产业。引进企业50家。\n"
    )
    assert [task.title for task in found.tasks] == ["建强设施", "做大产业"]


def test_bullets_that_open_with_titles_are_items_with_a_list_or_without() -> None:
    found = facts(
        "# 河清县健身计划\n\n## 一、保障措施\n\n- 加强组织领导。建立联席会议，县文体局牵头负责日常工作。\n- 加大经费投入。（责任单位：县财政局）\n",
        name="plan.md",
    )
    assert [task.title for task in found.tasks] == ["加强组织领导", "加大经费投入"]
    assert _roles(found) == ["县文体局/l", "县财政局/l"]


@pytest.mark.parametrize(("goal", "indicator"), [("加装电梯30部", "加装电梯"), ("30部", "加装电梯")])
def test_a_cell_that_says_what_it_measures_is_not_said_twice(goal: str, indicator: str) -> None:
    found = facts(
        f"河清区2026年重点任务清单\n序号\t重点任务\t年度目标\t牵头单位\n1\t加装电梯\t{goal}\t区住建局\n2\t打通断头路\t5条\t区交通局\n"
    )
    assert [target.indicator for target in found.targets][:1] == [indicator]


@pytest.mark.parametrize("heading", ["二、责任分工", "二、部门职责"])
def test_duties_under_any_heading_share_the_tasks_out(heading: str) -> None:
    found = facts(
        _PLAN.replace("附件\n", f"{heading}\n")
        + "1.县市场监管局：牵头提升开办效率，配合优化施工许可。\n2.县住建局：牵头优化施工许可。\n3.县供电公司：负责降低用电成本。\n"
    )
    assert [task.title for task in found.tasks] == ["提升开办效率", "优化施工许可", "降低用电成本"]
    assert _roles(found) == ["县市场监管局/l", "县市场监管局/s、县住建局/l", "县供电公司/l"]
    assert [action.title for action in found.actions] == ["主要任务"]


def test_duties_of_their_own_stay_tasks() -> None:
    found = facts(
        _PLAN.replace("附件\n", "二、部门职责\n")
        + "1.县市场监管局：牵头整治虚假宣传。\n2.县住建局：牵头清理占道堆料。\n3.县供电公司：负责巡检线路。\n"
    )
    assert len(found.tasks) == 6
    assert _roles(found)[3:] == ["县市场监管局/l", "县住建局/l", "县供电公司/l"]
