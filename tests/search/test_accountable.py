"""Bodies that a table of targets names beside them: the first of a cell leads, and the answer says how that is known."""

from pathlib import Path

import pytest

import pipeline
from search import open_store

TABLE = "序号\t指标\t单位\t2025年\t2027年\t责任单位\n1\t低空航线\t条\t20\t60\t市交通运输局、市发展改革委\n2\t起降点\t个\t100\t300\t市自然资源局\n"
WORK = "一、主要任务\n（一）建设设施。新建低空航线和起降点。（责任单位：市财政局、市教育局{rule}）\n附件\n湘潭市低空经济发展目标表\n"
RULE = "，列第一位的为牵头单位，下同"


@pytest.mark.parametrize(("rule", "basis"), [("", "first_listed"), (RULE, "declared")])
def test_the_second_body_of_a_cell_is_no_lead(tmp_path: Path, rule: str, basis: str) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("湘潭市低空经济三年行动方案\n" + WORK.format(rule=rule) + TABLE, encoding="utf-8")
    pipeline.add(tmp_path / "store", [plan])
    with open_store(tmp_path / "store") as engine:
        answer = engine.ask("湘潭市2027年低空航线目标是多少")
    said = {(unit.name, unit.role, unit.basis) for unit in answer.units if not unit.tasks}
    assert ("湘潭市交通运输局", "lead", basis) in said
    assert ("湘潭市发展和改革委员会", "support", "listed") in said
