"""Bodies that a table of targets names beside them: their roles, and how the answer says they are known."""

from pathlib import Path

import pytest

import pipeline
from search import open_store

WORK = "一、主要任务\n（一）建设设施。新建低空航线和起降点。（责任单位：市财政局、市教育局{rule}）\n附件\n湘潭市低空经济发展目标表\n"
RULE = "，列第一位的为牵头单位，下同"
ONE_COLUMN = "序号\t指标\t单位\t2025年\t2027年\t责任单位\n1\t低空航线\t条\t20\t60\t市交通运输局、市发展改革委\n2\t起降点\t个\t100\t300\t市自然资源局\n"
TWO_COLUMNS = (
    "序号\t指标\t单位\t2025年\t2027年\t{first}\t{second}\n1\t低空航线\t条\t20\t60\t市发展改革委\t市交通运输局\n"
    "2\t起降点\t个\t100\t300\t市自然资源局\t市财政局\n"
)


def _beside_the_target(folder: Path, text: str) -> set[tuple[str, str, str]]:
    plan = folder / "plan.txt"
    plan.write_text("湘潭市低空经济三年行动方案\n" + text, encoding="utf-8")
    pipeline.add(folder / "store", [plan])
    with open_store(folder / "store") as engine:
        answer = engine.ask("湘潭市2027年低空航线目标是多少")
    return {(unit.name, unit.role, unit.basis) for unit in answer.units if not unit.tasks}


@pytest.mark.parametrize(("rule", "basis"), [("", "first_listed"), (RULE, "declared")])
def test_the_second_body_of_a_cell_is_no_lead(tmp_path: Path, rule: str, basis: str) -> None:
    said = _beside_the_target(tmp_path, WORK.format(rule=rule) + ONE_COLUMN)
    assert said == {("湘潭市交通运输局", "lead", basis), ("湘潭市发展和改革委员会", "support", "listed")}


@pytest.mark.parametrize(
    ("first", "second", "lead"),
    [
        ("牵头单位", "配合单位", "湘潭市发展和改革委员会"),
        ("配合单位", "牵头单位", "湘潭市交通运输局"),
        ("主办部门", "协办部门", "湘潭市发展和改革委员会"),
        ("牵头部门", "责任部门", "湘潭市发展和改革委员会"),
    ],
)
def test_the_columns_headings_say_who_leads(tmp_path: Path, first: str, second: str, lead: str) -> None:
    said = _beside_the_target(tmp_path, WORK.format(rule="") + TWO_COLUMNS.format(first=first, second=second))
    assert {unit for unit, role, _ in said if role == "lead"} == {lead}
    assert {basis for *_, basis in said} == {"stated"} and len(said) == 2


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("湘潭市2027年低空航线目标是多少，谁牵头", "这些目标由湘潭市发展和改革委员会牵头。"),
        ("How many low-altitude routes does Xiangtan want by 2027, and who leads?", "The plan has the targets led by "),
    ],
)
def test_the_answer_speaks_of_targets_where_no_task_was_found(tmp_path: Path, question: str, says: str) -> None:
    plan = tmp_path / "plan.txt"
    table = TWO_COLUMNS.format(first="牵头单位", second="配合单位")
    plan.write_text(
        "湘潭市低空经济三年行动方案\n一、主要任务\n（一）改造旧桥。（责任单位：市财政局）\n附件\n湘潭市低空经济发展目标表\n"
        + table,
        encoding="utf-8",
    )
    pipeline.add(tmp_path / "store", [plan])
    with open_store(tmp_path / "store") as engine:
        answer = engine.ask(question)
    assert says in answer.answer
    assert not answer.tasks
