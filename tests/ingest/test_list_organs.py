"""Bodies of one place that lists name together, and names that ran together in print."""

from pathlib import Path

import pytest

from ingest.extract import extract_file
from tests.ingest.plan_reading import chapter, facts, listed, units


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("城乡融合示范区、高新区党工委和管委会", ["城乡融合示范区党工委和管委会", "高新区党工委和管委会"]),
        ("县水务局、各县（市、区）党委和人民政府", ["县水务局", "各县（市、区）党委和人民政府"]),
        ("各园区党工委和管委会，市城管局", ["各园区党工委和管委会", "市城管局"]),
        ("各街道党工委和办事处", ["各街道党工委和办事处"]),
        ("经开区党工委、管委会", ["经开区党工委", "经开区管委会"]),
        ("东山县、西河县党委和政府", ["东山县党委和政府", "西河县党委和政府"]),
        ("市直有关部门各县区人民政府", ["市直有关部门", "各县区人民政府"]),
        ("县文旅局乡镇人民政府", ["县文旅局", "乡镇人民政府"]),
        ("区城管局街道办事处", ["区城管局", "街道办事处"]),
        ("县交通主管部门镇（街道）、村委会", ["县交通主管部门", "镇（街道）", "村委会"]),
        ("市住建局、城乡建设主管部门", ["市住建局", "城乡建设主管部门"]),
        ("县行业主管部门和乡（镇）人民政府", ["县行业主管部门", "乡（镇）人民政府"]),
    ],
)
def test_organs_of_one_place_are_one_entry_and_names_that_ran_together_are_two(
    listing: str, expected: list[str]
) -> None:
    assert [name for name, _, _ in listed(f"（责任单位：{listing}）")] == expected


def test_a_sentence_parts_a_kind_of_departments_from_the_towns_and_takes_no_operator_for_a_body() -> None:
    text = chapter(
        "（一）管护水渠。县水利主管部门乡（镇）政府及县水政监察大队负责实施和监管。经营主体负责日常维护。",
        "（二）清理河道。由县水务局负责统一调度。施工主体负责安全。",
    )
    assert [units(task) for task in facts(text).tasks] == [
        [
            ("县水利主管部门", "lead", "first_listed"),
            ("乡（镇）政府", "support", "listed"),
            ("县水政监察大队", "support", "listed"),
        ],
        [("县水务局", "lead", "first_listed")],
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("垃圾清运由区城管局负责组织实施（其中景区部分由区文旅局负责）。", [("区城管局", "lead")]),
        ("转运站由区住建局（县环卫所为业主单位）负责组织实施。", [("区住建局", "lead")]),
        ("管网由各片区管理局（区交投集团作为实施主体）负责建设。", [("各片区管理局", "lead")]),
        ("推进工程建设。（其中新城部分由区城投公司负责）", [("区城投公司", "lead")]),
    ],
)
def test_a_bracket_that_speaks_of_a_part_or_of_the_owner_is_not_the_list_of_the_task(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = facts(chapter(f"（一）建设设施。{sentence}", "（二）落实资金。统筹安排资金。")).tasks[0]
    assert [(name, role) for name, role, _ in units(found)] == expected


def test_rows_below_a_merged_cell_with_a_tasks_title_belong_to_that_task(tmp_path: Path) -> None:
    document = tmp_path / "plan.html"
    document.write_text(
        "<p>南河县屋顶光伏实施方案</p><p>一、主要任务</p><p>1.加强综合政策引导。用好现有资金，鼓励出台补贴政策。</p>"
        "<p>2.强化安全管理机制。开展全生命周期安全管理，定期检查。</p><p>二、保障措施</p>"
        "<p>（一）完善政策扶持。完善两级鼓励光伏发展的支持政策，以市场推广为主，分级分类扶持。</p><p>附表</p><table>"
        "<tr><td>序号</td><td>事项</td><td>工作措施</td><td>责任单位</td></tr>"
        "<tr><td>1</td><td rowspan='2'>加强综合政策引导</td><td>用好现有资金，支持项目发展</td><td>县发改局</td></tr>"
        "<tr><td>2</td><td>完善两级鼓励光伏发展的支持政策，以市场推广为主</td><td>县财政局</td></tr>"
        "<tr><td>3</td><td>强化安全管理机制</td><td>开展全生命周期安全管理</td><td>县应急局</td></tr></table>",
        "utf-8",
    )
    found = extract_file(document).tasks
    assert [[row.number for row in task.subtasks] for task in found] == [["1", "2"], ["3"], []]


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("区“两旧”专班、区房管局", ["区“两旧”专班", "区房管局"]),
        ("市“河长制”办公室，市水利局", ["市“河长制”办公室", "市水利局"]),
        ("县住建局、县“双控”领导小组办公室", ["县住建局", "县“双控”领导小组办公室"]),
    ],
)
def test_a_word_in_quotation_marks_belongs_to_the_name(listing: str, expected: list[str]) -> None:
    assert [name for name, _, _ in listed(f"（责任单位：{listing}）")] == expected
    assert [name for name, _, _ in listed(f"牵头单位：{listing}")] == expected
