"""Tables with one cell a line: merged and empty cells, heads of two levels, headings, totals, heads said again."""

import pytest

from tests.ingest.plan_reading import facts, tables, units


def rows(*lines: str) -> list[list[str]]:
    """The one table of a text whose lines are its cells, without its head."""
    (table,) = tables("任务分工表\n" + "\n".join(lines) + "\n")
    return table[1:]


HEAD = ["序号", "重点工作", "牵头单位", "配合单位", "完成时限"]


def test_marks_of_columns_at_the_ends_of_lines_are_no_text() -> None:
    lines = ["序号", "指标名称", "预期效果", "完成时限", "牵头司局", "备注"]
    first, second = (
        ["1", "绿色工厂数量", "400项", "10月", "节能 司", ""],
        ["2", "光纤通村率", "98%", "12月", "", "全年"],
    )
    text = "关键指标\n" + "\n".join(f"{cell} |" if cell else "|" for cell in [*lines, *first, *second])
    assert tables(text) == [[lines, ["1", "绿色工厂数量", "400项", "10月", "节能司", ""], second]]


def test_headings_between_rows_and_a_head_said_again() -> None:
    found = rows(
        *HEAD,
        "一、粮食",
        *["1", "建设粮仓", "县粮食局", "/", "长期"],
        *HEAD,
        "二、水利",
        *["2", "修渠", "县水利局", "各镇", "年底前"],
    )
    assert found == [
        ["一、粮食"] * 5,
        ["1", "建设粮仓", "县粮食局", "/", "长期"],
        ["二、水利"] * 5,
        ["2", "修渠", "县水利局", "各镇", "年底前"],
    ]


def test_the_lower_level_of_a_head_stands_under_its_upper_word() -> None:
    (table,) = tables(
        "序号\n任务名称\n责任分工\n完成时间\n牵头单位\n参与单位\n1\n升级网络\n县工信局\n县供电公司、各运营商\n12月\n2\n建设基地\n县农业农村局\n县科技局\n6月\n"
    )
    assert table[0] == ["序号", "任务名称", "牵头单位", "参与单位", "完成时间"]
    assert table[1] == ["1", "升级网络", "县工信局", "县供电公司、各运营商", "12月"]


def test_a_cell_of_several_lines_and_bodies_before_the_number() -> None:
    assert rows(
        "责任单位", "序号", "工作任务", "完成时限", "区住建局", "1", "编制计划", "2月", "2", "加装电梯", "10月"
    ) == [
        ["区住建局", "1", "编制计划", "2月"],
        ["区住建局", "2", "加装电梯", "10月"],
    ]
    found = rows(
        "序号",
        "任务",
        "责任单位",
        "时限",
        "1",
        "检查",
        "县应急局",
        "县工信局",
        "11月",
        "2",
        "整治",
        "县公安局",
        "各镇",
        "12月",
    )
    assert [row[2] for row in found] == ["县应急局县工信局", "县公安局各镇"]


def test_one_list_where_two_columns_of_bodies_are_is_taken_only_where_its_column_shows() -> None:
    lines = [*HEAD, "1", "提单产", "县农业农村局", "县财政局、县气象局", "11月", "2", "改厕", "县卫健委、各镇", "10月"]
    found = rows(*lines, "3", "建园区", "县自然资源局", "12月", "4", "护村落", "县住建局", "各镇", "长期")
    assert [row[2:4] for row in found] == [
        ["县农业农村局", "县财政局、县气象局"],
        ["县农业农村局", "县卫健委、各镇"],
        ["", ""],
        ["县住建局", "各镇"],
    ]


@pytest.mark.parametrize("last", ["", "注：完成值按年度考核。\n"])
def test_figures_without_row_numbers(last: str) -> None:
    found = facts(
        "龙泉市生态保护目标\n指标\n单位\n2024年\n2025年\n责任单位\n优良天数比率\n%\n91.5\n92\n市生态环境局\n"
        f"单位能耗累计降低率\n%\n6\n≥9\n市发展改革委\n{last}"
    )
    assert [(t.value, t.op, t.unit, t.year, [u.name for u in t.units]) for t in found.targets] == [
        (91.5, "=", "%", 2024, ["市生态环境局"]),
        (92, "=", "%", 2025, ["市生态环境局"]),
        (6, "=", "%", 2024, ["市发展改革委"]),
        (9, ">=", "%", 2025, ["市发展改革委"]),
    ]


def test_years_over_the_same_words_and_a_total() -> None:
    found = facts(
        "充电设施建设目标表\n单位：个\n地区\n2024年\n2025年\n公共桩\n换电站\n公共桩\n换电站\n城东区\n300\n2\n450\n3\n合计\n580\n3\n870\n6\n"
    )
    assert [(t.scope, t.indicator, t.value, t.year) for t in found.targets] == [
        ("城东区", "公共桩", 300, 2024),
        ("城东区", "换电站", 2, 2024),
        ("城东区", "公共桩", 450, 2025),
        ("城东区", "换电站", 3, 2025),
        (None, "公共桩", 580, 2024),
        (None, "换电站", 3, 2024),
        (None, "公共桩", 870, 2025),
        (None, "换电站", 6, 2025),
    ]


def test_a_contents_of_short_headings_is_no_table() -> None:
    assert (
        tables("目录\n发展目标\n重点任务\n保障措施\n责任分工\n发展目标\n到2025年建成三座码头。\n重点任务\n建设码头。\n")
        == []
    )


def test_work_that_ends_like_a_bodys_name_begins_a_row() -> None:
    found = facts(
        "场地建设任务表\n任务\n工作要求\n牵头单位\n配合单位\n完成时限\n补齐短板\n新建健身中心\n县教体局\n县住建局\n10月\n"
        "开放学校场馆\n向社会开放\n县教体局\n县公安局\n12月\n"
    )
    assert [(task.title, [name for name, _, _ in units(task)]) for task in found.tasks] == [
        ("补齐短板", ["县教体局", "县住建局"]),
        ("开放学校场馆", ["县教体局", "县公安局"]),
    ]
