"""Whole documents on one line, with blanks where lines were or with nothing: titles, chapters and items are found."""

from pathlib import Path

import pytest

from ingest.extract import extract_file
from ingest.facts import Facts

_CHAPTERS = [
    "清湖县全域旅游提升行动计划",
    "一、提升景区品质",
    "（1）建设游客中心。新建游客中心3处。责任单位：县文旅局、县住建局。",
    "（2）完善旅游厕所。新改建旅游厕所20座。责任单位：县文旅局。",
    "二、培育新业态",
    "（1）发展民宿。培育精品民宿15家。责任单位：县农业农村局。",
    "（2）打造夜游。开通夜游线路2条。责任单位：县交通运输局。",
]
_ITEMS = [
    "2024年清湖县民生实事",
    "1.新建社区食堂12家，惠及老人6000名。",
    "2.改造农村公路80公里，完善安全防护设施，方便群众出行。",
    "3.新增公办幼儿园学位900个。",
    "4.完成老旧小区改造16个，补齐配套设施，提升物业服务水平。",
    "5.建成口袋公园5个。",
    "6.举办招聘会40场，帮助高校毕业生和就业困难人员就业。",
]
_PAGES = [
    "清湖县节水行动方案",
    "一、总体要求",
    "坚持节水优先，到2025年用水总量控制在2亿立方米以内。",
    "3",
    "二、重点任务",
    "（一）农业节水",
    "1.推广滴灌。新增滴灌面积5万亩。",
    "2.改造灌区。完成灌区改造2处。",
    "（二）工业节水",
    "5.回收中水。中水回用率达到30%。",
    "6.培育标杆。培育节水标杆企业8家。",
    "三、保障措施",
    "（一）加强领导。建立县级统筹机制，压实各方责任。",
    "（二）强化考核。将节水纳入年度考核内容。",
]


def _facts(tmp_path: Path, lines: list[str], gap: str) -> Facts:
    path = tmp_path / "plan.txt"
    path.write_text(gap.join(lines), "utf-8")
    return extract_file(path)


@pytest.mark.parametrize("gap", [" ", "　　", ""])
def test_chapters_behind_a_title_that_ends_in_plan(tmp_path: Path, gap: str) -> None:
    facts = _facts(tmp_path, _CHAPTERS, gap)
    assert facts.plan.title == _CHAPTERS[0]
    assert [(action.number, action.title) for action in facts.actions] == [("一", "提升景区品质"), ("二", "培育新业态")]
    assert [(task.number, task.title) for task in facts.tasks] == [
        ("（1）", "建设游客中心"),
        ("（2）", "完善旅游厕所"),
        ("（1）", "发展民宿"),
        ("（2）", "打造夜游"),
    ]
    assert [target.value for target in facts.targets] == [3, 20, 15, 2]
    assert [task.units[0].name for task in facts.tasks] == ["县文旅局", "县文旅局", "县农业农村局", "县交通运输局"]


@pytest.mark.parametrize("gap", [" ", "　　", ""])
def test_a_list_of_items_without_chapters(tmp_path: Path, gap: str) -> None:
    facts = _facts(tmp_path, _ITEMS, gap)
    assert [task.number for task in facts.tasks] == ["1", "2", "3", "4", "5", "6"]
    assert [target.value for target in facts.targets] == [12, 6000, 80, 900, 16, 5, 40]


@pytest.mark.parametrize("gap", [" ", ""])
def test_a_page_s_number_before_a_chapter_and_numbers_left_out(tmp_path: Path, gap: str) -> None:
    facts = _facts(tmp_path, _PAGES, gap)
    assert [task.number for task in facts.tasks] == ["1", "2", "5", "6", "（一）", "（二）"]
    assert [action.number for action in facts.actions] == ["（一）", "（二）", "三"]
    assert [target.value for target in facts.targets if target.owner != "plan"] == [5, 2, 30, 8]


def test_pieces_of_one_long_item_stay_in_it(tmp_path: Path) -> None:
    lines = [
        "清湖县防汛工作要点",
        "一、压实责任",
        "各镇落实：1.巡查；2.值守；3.转移；4.抢险；5.安置；6.报送。",
        "二、储备物资",
        "补充物资。",
    ]
    facts = _facts(tmp_path, lines, "\n")
    assert [task.number for task in facts.tasks] == ["一", "二"]
