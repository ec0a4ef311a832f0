"""Division-of-labour tables in any wording and order of columns, with merged cells and headers of two levels."""

import pytest

from ingest.division_heads import is_division_table
from ingest.division_tables import DivisionRow, read_division_table
from ingest.reading import RuleState
from ingest.source import Cell, Table
from tests.ingest.plan_reading import Unit, facts, unit


def grid(*rows: list[str]) -> tuple[Table, str]:
    """A table and its text. "^" takes the cell above (a merged cell), "<" the one to the left."""
    text = ""
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        line: list[Cell] = []
        for index, word in enumerate(row):
            if word == "^":
                line.append(cells[-1][index])
                continue
            if word == "<":
                line.append(line[-1])
                continue
            line.append(Cell(word, len(text), len(text) + len(word)))
            text += word + "\n"
        cells.append(tuple(line))
    return Table(tuple(cells), 0, len(text)), text


def read(*rows: list[str], rule: bool = False) -> tuple[DivisionRow, ...]:
    table, text = grid(*rows)
    assert is_division_table(table)
    state = RuleState()
    state.declared = (0, 1) if rule else None
    return read_division_table(table, text, state).rows


def short(row: DivisionRow) -> tuple[str, str, str, list[Unit], str | None]:
    return row.number, row.title.text, row.content.text, [unit(mention) for mention in row.units], row.deadline


LEAD_AND_SUPPORT = [("县商务局", "lead", "stated"), ("县财政局", "support", "stated")]


@pytest.mark.parametrize("number", ["序号", "编号", "序"])
@pytest.mark.parametrize(("title", "content"), [("工作任务", "主要内容"), ("重点任务", "具体举措"), ("项目名称", "建设内容"), ("任务名称", "工作要求"), ("重点工作", "具体任务")])  # fmt: skip
@pytest.mark.parametrize(("lead", "support"), [("牵头单位", "配合单位"), ("牵头部门", "参与部门"), ("主办单位", "协办单位"), ("牵头责任单位", "配合责任单位"), ("主责部门", "协同部门")])  # fmt: skip
def test_header_words(number: str, title: str, content: str, lead: str, support: str) -> None:
    rows = read(
        [number, title, content, lead, support, "完成时限"],
        ["1", "建设集配中心", "在城东规划建设集配中心", "县商务局", "县财政局", "2025年底"],
    )
    assert [short(row) for row in rows] == [
        ("1", "建设集配中心", "在城东规划建设集配中心", LEAD_AND_SUPPORT, "2025年底")
    ]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (0, 3, 4, 1, 2, 5), (5, 4, 3, 2, 1, 0), (0, 5, 1, 3, 2, 4)])
def test_columns_in_any_order(order: tuple[int, ...]) -> None:
    header = ["序号", "工作任务", "主要内容", "牵头单位", "配合单位", "完成时限"]
    data = ["1", "建设集配中心", "在城东规划建设集配中心并配套", "县商务局", "县财政局", "2025年底"]
    (row,) = read([header[i] for i in order], [data[i] for i in order])
    number, title, content, units, deadline = short(row)
    assert (number, title, content, deadline) == ("1", "建设集配中心", "在城东规划建设集配中心并配套", "2025年底")
    assert sorted(units) == sorted(LEAD_AND_SUPPORT)


@pytest.mark.parametrize(
    "responsible", ["责任单位", "责任部门", "落实单位", "实施单位", "责任主体", "负责部门", "责任分工"]
)
def test_one_column_of_bodies(responsible: str) -> None:
    header, data = (
        ["序号", "工作任务", responsible],
        ["1", "在城东规划建设集配中心，配套公共冷库", "县商务局、县财政局"],
    )
    assert [unit(mention) for mention in read(header, data)[0].units] == [
        ("县商务局", "lead", "first_listed"),
        ("县财政局", "support", "listed"),
    ]
    assert read(header, data, rule=True)[0].units[0].basis == "declared"


def test_a_rule_in_the_header_is_in_force_for_its_rows() -> None:
    (row,) = read(["序号", "工作任务", "责任单位（列第一位的为牵头单位）"], ["1", "建设集配中心", "县商务局、县财政局"])
    assert row.units[0].basis == "declared"


def test_role_words_inside_a_cell() -> None:
    (row,) = read(
        ["序号", "工作任务", "责任单位"], ["1", "建设集配中心", "牵头单位：县商务局\n配合单位：县财政局、各乡镇"]
    )
    assert [unit(mention) for mention in row.units] == [*LEAD_AND_SUPPORT, ("各乡镇", "support", "stated")]


def test_a_responsible_column_beside_a_lead_column_supports() -> None:
    (row,) = read(["序号", "工作任务", "牵头单位", "责任单位"], ["1", "建设集配中心", "县商务局", "县财政局"])
    assert [unit(mention) for mention in row.units] == LEAD_AND_SUPPORT


def test_merged_titles_hold_for_all_their_rows() -> None:
    rows = read(
        ["序号", "工作任务", "主要内容", "责任单位"],
        ["1", "建设集配中心", "在城东规划建设集配中心", "县商务局"],
        ["2", "^", "配套公共冷库与分拣线", "县供销社"],
        ["3", "改造冷库", "分批改造乡镇冷库", "县农业农村局"],
    )
    assert [row.title.text for row in rows] == ["建设集配中心", "建设集配中心", "改造冷库"]
    assert [row.title_is_own for row in rows] == [True, False, True]


def test_an_empty_title_cell_is_filled_from_above() -> None:
    rows = read(
        ["序号", "工作任务", "主要内容", "责任单位"],
        ["1", "建设集配中心", "在城东规划建设集配中心", "县商务局"],
        ["2", "", "配套公共冷库与分拣线", "县供销社"],
    )
    assert rows[1].title.text == "建设集配中心"


def test_merged_bodies_are_the_bodies_of_each_row() -> None:
    rows = read(
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", "建设集配中心", "县商务局", "县财政局"],
        ["2", "改造冷库", "^", "县供销社"],
    )
    assert [row.units[0].name for row in rows] == ["县商务局", "县商务局"]


def test_a_header_of_two_levels_is_read_from_below() -> None:
    rows = read(
        ["序号", "工作任务", "责任分工", "<", "时间"],
        ["^", "^", "牵头单位", "配合单位", "完成时限"],
        ["1", "建设集配中心", "县商务局", "县财政局", "2025年底"],
    )
    assert [short(row)[3] for row in rows] == [LEAD_AND_SUPPORT]


def test_heading_rows_and_columns_group_the_rows() -> None:
    heading = read(
        ["序号", "工作任务", "主要内容", "责任单位"],
        ["一、完善网络", "<", "<", "<"],
        ["1", "建设集配中心", "在城东规划建设集配中心", "县商务局"],
    )
    column = read(
        ["类别", "工作任务", "主要内容", "责任单位"],
        ["完善网络", "建设集配中心", "在城东规划建设集配中心", "县商务局"],
        ["^", "改造冷库", "分批改造乡镇冷库", "县供销社"],
    )
    assert [row.group.text for row in heading] == ["一、完善网络"]
    assert [row.group.text for row in column] == ["完善网络", "完善网络"]


@pytest.mark.parametrize("nothing", ["", "/", "—", "--", "无", "－", "——"])
def test_marks_for_none_name_no_body(nothing: str) -> None:
    (row,) = read(
        ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"], ["1", "建设集配中心", "县商务局", nothing, nothing]
    )
    assert [unit(mention) for mention in row.units] == LEAD_AND_SUPPORT[:1]
    assert row.deadline is None


def test_persons_are_no_bodies() -> None:
    (row,) = read(
        ["序号", "工作任务", "责任领导", "责任单位", "联系人"], ["1", "建设集配中心", "王某某", "县商务局", "李某某"]
    )
    assert [mention.name for mention in row.units] == ["县商务局"]


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    header = ["序号", "工作任务", "责任单位"]
    assert len(read(header, ["1", "建设集配中心", "县商务局"], header, ["2", "改造冷库", "县供销社"])) == 2


def test_a_row_without_work_is_warned_of() -> None:
    table, text = grid(["序号", "工作任务", "责任单位"], ["1", "建设集配中心", "县商务局"], ["2", "", "县供销社"])
    division = read_division_table(table, text, RuleState())
    assert len(division.rows) == 1
    assert [warning.kind for warning in division.warnings] == ["table_row"]


@pytest.mark.parametrize(
    "rows",
    [
        (["指标", "单位", "2024年", "2025年"], ["冷库容量", "万立方米", "3", "5"]),
        (["序号", "乡镇", "目标任务（亩）"], ["1", "城东镇", "500"]),
        (["名称", "地址", "电话"], ["县商务局", "城东路1号", "12345678"]),
        (["序号", "企业名称"], ["1", "某某冷链公司"]),
    ],
)  # fmt: skip
def test_tables_of_figures_and_lists_are_no_division_of_labour(rows: tuple[list[str], ...]) -> None:
    assert not is_division_table(grid(*rows)[0])


def test_offices_within_a_body_beside_the_bodies_are_no_units() -> None:
    header = ["序号", "工作任务", "牵头单位", "配合单位", "县卫健局内牵头科室", "县卫健局内配合科室"]
    (row,) = read(header, ["1", "加强签约服务", "县卫健局", "县财政局", "基层科", "医政科"])
    assert [(name.name, name.role) for name in row.units] == [("县卫健局", "lead"), ("县财政局", "support")]


def test_a_column_of_classes_groups_and_names_no_row() -> None:
    rows = read(
        ["工作类别", "序号", "工作任务", "牵头单位"],
        ["数据开放", "1", "建设公共数据平台", "县数据局"],
        ["^", "2", "开放交通数据", "县交通局"],
    )
    assert [(row.group.text, row.title.text, row.content.text) for row in rows] == [
        ("数据开放", "", "建设公共数据平台"),
        ("数据开放", "", "开放交通数据"),
    ]


@pytest.mark.parametrize("column", ["任务来源", "督办单位", "考核部门", "政策依据"])
def test_columns_that_neither_work_nor_answer_for_it(column: str) -> None:
    rows = read(["项次", "重点工作", column, "责任单位"], ["1", "改造冷库", "县政府督查室", "县商务局"])
    assert [unit.name for unit in rows[0].units] == ["县商务局"]


def test_indicators_with_figures_and_bodies_are_targets_unless_a_time_limit_makes_them_work() -> None:
    head, row = ["序号", "主要指标", "2024年目标", "责任单位"], ["1", "新建基站", "600个", "区工信局"]
    assert not is_division_table(grid(head, row)[0])
    assert is_division_table(grid([*head, "完成时限"], [*row, "12月"])[0])


def test_what_is_measured_names_the_row_and_its_figure_is_a_target() -> None:
    text = (
        "工业稳增长目标责任表\n序号\t工作目标\t目标值\t责任单位\t完成时限\n1\t工业投资增长率\t12%\t市发展改革委\t12月\n"
        "2\t处置低效用地\t1500亩左右\t市自然资源局\t11月\n"
    )
    found = facts(text)
    assert [(task.title, task.text) for task in found.tasks] == [
        ("工业投资增长率", "12%"),
        ("处置低效用地", "1500亩左右"),
    ]
    assert [(t.owner, t.indicator, t.op, t.value, t.unit) for t in found.targets] == [
        ("t1", "工业投资增长率", "=", 12, "%"),
        ("t2", "处置低效用地", "~", 1500, "亩"),
    ]


def test_the_person_behind_a_body_is_no_part_of_its_name() -> None:
    (row,) = read(["项目", "内容", "责任单位"], ["道路", "硬化村道", "镇村建办（刘洋）、区经信局（金融办）"])
    assert [mention.name for mention in row.units] == ["镇村建办", "区经信局（金融办）"]


def test_work_under_a_head_of_any_words() -> None:
    (row, *_) = read(["序号", "惠民清单", "责任单位", "完成时限"], ["1", "新建两座人行天桥。", "县住建局", "9月"])
    assert short(row) == ("1", "", "新建两座人行天桥。", [("县住建局", "lead", "first_listed")], "9月")


def test_figures_with_bodies_are_no_division_of_work() -> None:
    head = ["交通子行业", "2025年装机计划（MW）", "责任部门"]
    table, _ = grid(head, ["机场和航站楼", "4-10", "市交通委"], ["港口和码头仓库", "9.5-15", "市交通委"])
    assert not is_division_table(table)


def test_mainly_responsible_is_listed_and_those_beside_support() -> None:
    rows = read(["任务", "主要责任单位", "协同配合单位"], ["建设幼儿园", "区教育局、区住建局", "区财政局"])
    assert short(rows[0])[3] == [
        ("区教育局", "lead", "first_listed"),
        ("区住建局", "support", "listed"),
        ("区财政局", "support", "stated"),
    ]
