"""Items whose numbers have no mark behind them, and short first items of plans without chapters."""

import pytest

from tests.ingest.plan_reading import facts

TITLE = "白石县2024年民生实事\n"


def read(text: str) -> list[tuple[str | None, str | None]]:
    return [(task.number, task.title) for task in facts(TITLE + text).tasks]


def test_lines_that_count_on_from_one_are_items_with_a_zero_or_a_space() -> None:
    zeros = (
        "01 新建公办幼儿园3所\n\n02改造老旧小区12个，惠及居民900户\n\n03 继续推行公交免费乘坐\n\n04 新增停车泊位500个\n"
    )
    assert read(zeros) == [("01", None), ("02", None), ("03", None), ("04", None)]
    spaces = "1 推进产业升级\n加快建设园区。\n2 提升公共服务\n新建学校2所。\n3 优化营商环境\n压缩时限。\n4 加强保护\n造林3万亩。\n"
    assert read(spaces) == [("1", "推进产业升级"), ("2", "提升公共服务"), ("3", "优化营商环境"), ("4", "加强保护")]


def test_they_begin_again_under_each_heading() -> None:
    items = "1 建设水库3座\n2 修建渠道20公里\n3 改造泵站5座\n4 修缮闸门9座\n"
    found = read(f"一、主要任务\n（一）加快建设\n{items}（二）强化管护\n{items}")
    assert found == [(number, None) for number in "12341234"]


@pytest.mark.parametrize(
    "text",
    [
        "一、主要任务\n3个县完成整治。\n12个乡镇完成验收。\n2024年完成总结。\n",
        "一、主要任务\n1 个县完成整治，\n2 个乡镇完成验收。\n",
    ],
)
def test_counts_of_things_are_no_numbers_of_items(text: str) -> None:
    assert len(read(text)) == 1


def test_a_table_of_contents_has_no_items() -> None:
    contents = "目录\n1 总体要求\n2 主要任务\n3 保障措施\n4 附则\n"
    chapters = "一、总体要求\n新增床位100张。\n二、主要任务\n（一）加强建设。新建水库3座。\n三、保障措施\n（一）加强领导。成立专班。\n四、附则\n"
    assert read(contents + chapters) == [("（一）", "加强建设"), ("（一）", "加强领导")]


def test_a_short_first_item_with_its_text_below_is_an_item_without_any_chapter() -> None:
    assert read("1.稳定就业\n城镇新增就业5000人。\n2.改善住房\n改造危房30户。\n") == [
        ("1", "稳定就业"),
        ("2", "改善住房"),
    ]
