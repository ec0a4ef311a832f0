"""Tables that a text carries as tabs, pipes or one cell a line."""

from ingest.source import Cell, Table
from ingest.text_tables import find_text_tables
from tests.ingest.plan_reading import paragraphs, tables


def test_tabs() -> None:
    text = "任务表\n序号\t任务\t责任单位\n1\t建设码头\t县交通局\n2\t改造仓库\t县商务局\n\n说明文字。\n"
    assert tables(text) == [
        [["序号", "任务", "责任单位"], ["1", "建设码头", "县交通局"], ["2", "改造仓库", "县商务局"]]
    ]
    assert paragraphs(text) == ["任务表", "TABLE", "说明文字。"]


def test_pipes_with_and_without_outer_bars() -> None:
    rows = [["指标", "2024年", "2025年"], ["码头（座）", "2", "3"]]
    assert tables("| 指标 | 2024年 | 2025年 |\n|---|:-:|--:|\n| 码头（座） | 2 | 3 |\n") == [rows]
    assert tables("指标 | 2024年 | 2025年\n--- | --- | ---\n码头（座） | 2 | 3\n") == [rows]


def test_one_cell_a_line() -> None:
    text = (
        "序号\n工作任务\n牵头单位\n配合单位\n1\n建设码头\n县交通局\n县财政局\n2\n改造仓库\n县商务局\n/\n三、保障措施\n"
    )
    (table,) = tables(text)
    assert table == [
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", "建设码头", "县交通局", "县财政局"],
        ["2", "改造仓库", "县商务局", "/"],
    ]
    assert paragraphs(text)[-1] == "三、保障措施"


def test_page_marks_between_the_rows_of_a_flat_table() -> None:
    text = "序号\n工作任务\n责任单位\n1\n建设码头\n县交通局\n- 7 -\n2\n改造仓库\n县商务局\n3\n新建冷库\n县供销社\n"
    (table,) = tables(text)
    assert [row[1] for row in table] == ["工作任务", "建设码头", "改造仓库", "新建冷库"]


def test_an_empty_line_is_a_page_break_while_the_columns_go_on() -> None:
    text = "序号\t任务\t单位\n1\t建设码头\t县交通局\n\n2\t改造仓库\t县商务局\n"
    assert len(tables(text)) == 1


def test_a_cell_that_goes_on_in_the_next_line() -> None:
    text = "序号\t任务\t单位\n1\t建设码头\t县交通局、\n县财政局\n2\t改造仓库\t县商务局\n"
    (table,) = tables(text)
    assert table[1] == ["1", "建设码头", "县交通局、县财政局"]


def test_short_rows_are_filled_with_empty_cells() -> None:
    (table,) = tables("序号\t任务\t单位\n一、更新\n1\t建设码头\t县交通局\n2\t改造仓库\n")
    assert {len(row) for row in table} == {3}


def test_a_single_line_with_a_tab_is_no_table() -> None:
    assert tables("一、总体要求\n联系人：王某\t电话：123\n二、任务\n") == []


def test_a_bar_in_prose_is_no_table() -> None:
    assert tables("推进甲|乙项目建设。\n完善丙|丁设施。\n") == []


def test_cells_stand_where_they_say() -> None:
    from ingest.text_tables import find_text_tables

    text = "说明\n序号\t任 务\t单位\n1\t 建设码头 \t县交通局\n| a | b |\n|--|--|\n| c |  |\n"
    for table in find_text_tables(text):
        for row in table.rows:
            for cell in row:
                assert text[cell.start : cell.end] == cell.text


def test_a_merged_cell_of_a_flat_table_is_filled_down() -> None:
    text = (
        "序号\n类别\n指标名称\n“十四五”现状值\n“十五五”目标\n属性\n1\n安全\n事故死亡率（人/百万人）\n3.6\n≤3.5\n约束性\n"
        "2\n火灾发生率（起/百万人）\n500\n≤490\n约束性\n3\n能力\n新建站点（座）\n2\n1\n预期性\n第三章 主要任务\n"
    )
    (table,) = tables(text)
    assert table[1:] == [
        ["1", "安全", "事故死亡率（人/百万人）", "3.6", "≤3.5", "约束性"],
        ["2", "安全", "火灾发生率（起/百万人）", "500", "≤490", "约束性"],
        ["3", "能力", "新建站点（座）", "2", "1", "预期性"],
    ]


def test_a_page_with_a_table_of_its_own_data_may_carry_another_one_cell_a_line() -> None:
    data, body = (
        "索引号\t0001\n文号\t南政办\n",
        "序号\n工作任务\n责任单位\n1\n建设码头\n县交通局\n2\n改造仓库\n县商务局\n",
    )
    middle = "南河县物流发展任务分工\n为落实规划要求，制定本分工，请各有关单位认真组织实施。\n"
    text = data + middle + body
    cells = tuple(
        tuple(Cell(word, text.index(word), text.index(word) + len(word)) for word in row)
        for row in (("索引号", "0001"), ("文号", "南政办"))
    )
    marked = Table(cells, 0, len(data) - 1)
    found = find_text_tables(text, (marked,))
    assert found[0] is marked
    assert [[cell.text for cell in row] for row in found[1].rows] == [
        ["序号", "工作任务", "责任单位"],
        ["1", "建设码头", "县交通局"],
        ["2", "改造仓库", "县商务局"],
    ]
