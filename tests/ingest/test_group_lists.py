"""A list behind the last of several items: whose it is, and that no item gets another's list."""

import pytest

from ingest.facts import Facts
from tests.ingest.plan_reading import chapter, facts, units

_SENTENCES = (
    "县民政局、县残联按职责分工负责",
    "此项工作由县民政局牵头，县残联配合。",
    "县民政局负责，县残联配合",
    "由县民政局会同县残联负责",
    "县民政局为牵头单位，县残联为配合单位",
    "县民政局牵头抓，县残联配合做",
    "县民政局要牵头制定方案，县残联要积极配合",
    "具体事项由县民政局会商县残联后抓好落实",
)


def _kinds(found: Facts) -> list[str]:
    return [warning.kind for warning in found.warnings]


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_an_item_that_a_sentence_gives_to_someone_takes_no_list_of_the_next_item(sentence: str) -> None:
    text = chapter(
        "（一）建设助餐网络。新建老年食堂12家。",
        sentence,
        "（二）培训护理人员。培训护理员100人。",
        "责任单位：县人社局",
    )
    assert "县人社局" not in [name for name, _, _ in units(facts(text).tasks[0])]


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_nor_where_every_group_looks_so(sentence: str) -> None:
    lines = [
        line
        for group in ("（一）养老服务", "（二）助残服务")
        for line in (group, "1.建设助餐网络。新建食堂12家。", sentence, "2.培训人员。培训100人。", "责任单位：县人社局")
    ]
    assert all(
        "县人社局" not in [name for name, _, _ in units(task)]
        for task in facts(chapter(*lines)).tasks
        if task.number == "1"
    )


def test_a_list_of_the_last_of_two_items_is_its_own_and_warned_of() -> None:
    found = facts(
        chapter("（一）建设助餐网络。新建食堂12家。", "（二）培训护理人员。培训护理员100人。", "责任单位：县人社局")
    )
    assert [units(task) for task in found.tasks] == [[], [("县人社局", "lead", "first_listed")]]
    assert "list_of_last_item" in _kinds(found)


def test_lists_that_end_group_after_group_are_the_groups() -> None:
    found = facts(
        chapter(
            "（一）养老服务",
            "1.建设助餐网络。新建食堂12家。",
            "2.培训护理人员。培训护理员100人。",
            "责任单位：县民政局、县人社局",
            "（二）助残服务",
            "3.改造无障碍设施。改造道路15公里。",
            "4.开展康复救助。救助儿童200人。",
            "牵头单位：县残联",
            "配合单位：县财政局",
        )
    )
    first = [("县民政局", "lead", "first_listed"), ("县人社局", "support", "listed")]
    second = [("县残联", "lead", "stated"), ("县财政局", "support", "stated")]
    assert [units(task) for task in found.tasks] == [first, first, second, second]
    assert "list_of_last_item" not in _kinds(found)


def test_a_document_that_gives_lists_item_by_item_has_no_lists_of_groups() -> None:
    found = facts(
        chapter(
            "（一）养老服务",
            "1.建设助餐网络。新建食堂12家。",
            "2.培训护理人员。培训护理员100人。",
            "责任单位：县人社局",
            "（二）助残服务",
            "3.改造无障碍设施。改造道路15公里。",
            "责任单位：县住建局",
            "4.开展康复救助。救助儿童200人。",
            "责任单位：县残联",
        )
    )
    assert [[name for name, _, _ in units(task)] for task in found.tasks] == [
        [],
        ["县人社局"],
        ["县住建局"],
        ["县残联"],
    ]


def test_the_list_below_pieces_without_titles_is_that_of_all() -> None:
    found = facts(
        chapter("（一）做强基地", "1.新建食堂12家；", "2.改造厨房5处；", "3.培训厨师40人。", "责任单位：县民政局")
    )
    assert {name for task in found.tasks for name, _, _ in units(task)} == {"县民政局"}
    assert all(task.units for task in found.tasks)


def test_a_list_of_the_items_above_is_not_that_of_the_items_below_it() -> None:
    found = facts(
        chapter(
            "（一）建设助餐网络。新建食堂12家。",
            "（二）培训护理人员。培训护理员100人。",
            "（以上任务由县民政局负责）",
            "（三）改造无障碍设施。改造道路15公里。",
        )
    )
    assert [[name for name, _, _ in units(task)] for task in found.tasks] == [["县民政局"], ["县民政局"], []]


def test_a_second_list_of_an_item_in_the_middle_is_its_own() -> None:
    found = facts(
        chapter(
            "（一）建设助餐网络。新建食堂12家。",
            "（二）培训护理人员。培训护理员100人（牵头单位：县人社局）。",
            "牵头单位：县教育局",
            "（三）改造无障碍设施。改造道路15公里。",
        )
    )
    assert [[name for name, _, _ in units(task)] for task in found.tasks] == [[], ["县人社局", "县教育局"], []]


def test_the_list_of_a_heading_gives_way_to_a_sentence_of_an_item() -> None:
    found = facts(
        chapter(
            "（一）养老服务（责任单位：县卫健局）",
            "1.建设助餐网络。新建食堂12家。由县民政局牵头，县残联配合。",
            "2.培训护理人员。培训护理员100人。",
        )
    )
    assert [[name for name, _, _ in units(task)] for task in found.tasks] == [["县民政局", "县残联"], ["县卫健局"]]
