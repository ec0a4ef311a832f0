from collections.abc import Sequence

import pytest

from ingest.facts import Period, Target, UnitMention
from ingest.mapped import MappedText, map_span
from ingest.source import Cell, Table
from ingest.targets import TargetReading, is_target_table, read_target_table

LEFT, UP = "<", "^"


def make(rows: Sequence[Sequence[str]]) -> tuple[Table, str]:
    """A table and its document; "<" and "^" repeat the cell to the left and above (merged cells)."""
    document = ""
    grid: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        for index, words in enumerate(row):
            if words == LEFT:
                cells.append(cells[-1])
            elif words == UP:
                cells.append(grid[-1][index])
            else:
                cells.append(Cell(words, len(document), len(document) + len(words)))
                document += words + "\t"
        document += "\n"
        grid.append(tuple(cells))
    return Table(tuple(grid), 0, len(document)), document


def units(cells: Sequence[tuple[str, MappedText]]) -> tuple[UnitMention, ...]:
    return tuple(
        UnitMention(name, "lead", "first_listed", words.span()) for _, words in cells for name in words.text.split("、")
    )


def read(
    rows: Sequence[Sequence[str]], heading: str = "", period: tuple[int, int] = (2023, 2025)
) -> TargetReading | None:
    table, document = make(rows)
    start = len(document)
    document += heading
    above = map_span(document, start, len(document)) if heading else None
    return read_target_table(table, heading=above, document_text=document, period=Period(*period), read_units=units)


def brief(target: Target) -> tuple[str, str, float, str, int | None, str | None]:
    return target.indicator, target.op, target.value, target.unit, target.year, target.scope


def test_by_year_with_bodies() -> None:
    reading = read(
        [
            ["序号", "一级指标", "二级指标", "2023年", "2025年", "责任单位"],
            ["1", "发展", "制造业占GDP比重(%)", "50%以上", "52%以上", "市经信局"],
            ["2", UP, "累计引进企业（家）", "33", "—", "市经信局、市商务局"],
        ]
    )
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("制造业占GDP比重", ">=", 50, "%", 2023, None),
        ("制造业占GDP比重", ">=", 52, "%", 2025, None),
        ("引进企业", "=", 33, "家", 2023, None),
    ]
    assert [target.frequency for target in reading.targets] == [None, None, "cumulative"]
    assert [unit.name for unit in reading.targets[2].units] == ["市经信局", "市商务局"]
    assert reading.not_targets == ()


def test_cells_of_words_are_named_once() -> None:
    reading = read(
        [
            ["序号", "指标", "2023年", "2024年"],
            ["1", "能耗降幅（%）", "完成上级下达任务", LEFT],
            ["2", "产值（亿元）", "5", "6"],
        ]
    )
    assert reading is not None
    assert [(other.quote, other.reason) for other in reading.not_targets] == [("完成上级下达任务", "other")]
    assert len(reading.targets) == 2


def test_past_years_are_the_present_and_growth_is_yearly() -> None:
    reading = read(
        [
            ["类别", "指标", "2020年", "2025年", "年均增长（%）/累计", "属性"],
            ["经济", "地区生产总值（亿元）", "1000", "1500", "8.5", "预期性"],
            ["民生", "人均预期寿命（岁）", "79", "80.5", "[1.5]", "预期性"],
        ],
        period=(2021, 2025),
    )
    assert reading is not None
    assert [(target.indicator, target.value, target.unit, target.frequency) for target in reading.targets] == [
        ("地区生产总值", 1500, "亿元", None),
        ("地区生产总值年均增长", 8.5, "%", "annual"),
        ("人均预期寿命", 80.5, "岁", None),
        ("人均预期寿命", 1.5, "岁", "cumulative"),
    ]
    assert [(other.quote, other.reason) for other in reading.not_targets] == [("1000", "present"), ("79", "present")]


def test_two_header_rows_a_unit_column_and_a_baseline() -> None:
    reading = read(
        [
            ["指标名称", "单位", "2022年实际", "目标值", LEFT],
            [UP, UP, UP, "2024年", "2025年"],
            ["新增床位", "张", "200", "300", "≥400"],
            ["PM2.5浓度", "微克/立方米", "35", "≤33", "32左右"],
        ]
    )
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("新增床位", "=", 300, "张", 2024, None),
        ("新增床位", ">=", 400, "张", 2025, None),
        ("PM2.5浓度", "<=", 33, "微克/立方米", 2024, None),
        ("PM2.5浓度", "~", 32, "微克/立方米", 2025, None),
    ]


def test_by_place_with_a_total() -> None:
    reading = read(
        [
            ["序号", "指标名称", "东街街道", "西镇", "全市", "责任部门"],
            ["1", "新建公园(个)", "2", "1", "3", "市住建局"],
            ["2", "税收增速(%)", "-", "15", "10", "市税务局"],
        ],
        heading="2023年任务分解表",
    )
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("新建公园", "=", 2, "个", 2023, "东街街道"),
        ("新建公园", "=", 1, "个", 2023, "西镇"),
        ("新建公园", "=", 3, "个", 2023, None),
        ("税收增速", "=", 15, "%", 2023, "西镇"),
        ("税收增速", "=", 10, "%", 2023, None),
    ]


def test_places_in_rows() -> None:
    reading = read(
        [["县（市、区）", "高标准农田（万亩）", "粮食产量（亿斤）"], ["甲县", "3.5", "10"], ["合计", "5.5", "18.2"]],
        heading="2024年目标任务分解表",
    )
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("高标准农田", "=", 3.5, "万亩", 2024, "甲县"),
        ("粮食产量", "=", 10, "亿斤", 2024, "甲县"),
        ("高标准农田", "=", 5.5, "万亩", 2024, None),
        ("粮食产量", "=", 18.2, "亿斤", 2024, None),
    ]


def test_years_over_indicators_over_places() -> None:
    reading = read(
        [
            ["地区", "2024年", LEFT, "2025年", LEFT],
            [UP, "新建（个）", "改造（个）", "新建（个）", "改造（个）"],
            ["甲县", "3", "4", "5", "6"],
        ]
    )
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("新建", "=", 3, "个", 2024, "甲县"),
        ("改造", "=", 4, "个", 2024, "甲县"),
        ("新建", "=", 5, "个", 2025, "甲县"),
        ("改造", "=", 6, "个", 2025, "甲县"),
    ]


def test_the_heading_names_indicator_and_unit() -> None:
    reading = read(
        [["景区", "2023年", "2024年"], ["东山景区", "420", "480"]], heading="附件2 景区接待游客目标（万人次）"
    )
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("景区接待游客", "=", 420, "万人次", 2023, "东山景区"),
        ("景区接待游客", "=", 480, "万人次", 2024, "东山景区"),
    ]


@pytest.mark.parametrize(
    ("cell", "op", "value", "value_to"),
    [
        ("95以上", ">=", 95, None),
        ("≥95", ">=", 95, None),
        ("不低于95%", ">=", 95, None),
        ("＞95", ">", 95, None),
        ("95左右", "~", 95, None),
        ("≤95", "<=", 95, None),
        ("1,250", "=", 1250, None),
        ("8-10", "between", 8, 10),
        ("下降5%", "decrease", 5, None),
        ("0.015", "=", 0.015, None),
    ],
)
def test_what_a_cell_says(cell: str, op: str, value: float, value_to: float | None) -> None:
    reading = read([["指标", "2024年"], ["达标率（%）", cell], ["覆盖率（%）", "90"]])
    assert reading is not None
    first = reading.targets[0]
    assert (first.op, first.value, first.value_to, first.unit) == (op, value, value_to, "%")


@pytest.mark.parametrize("cell", ["", "-", "—", "——", "/", "\\", "--"])
def test_empty_cells_say_nothing(cell: str) -> None:
    reading = read([["指标", "2023年", "2024年"], ["达标率（%）", cell, "90"], ["覆盖率（%）", "80", "90"]])
    assert reading is not None
    assert len(reading.targets) == 3
    assert reading.not_targets == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "重点任务", "具体内容", "责任单位"], ["1", "整治", "完成改造5000亩以上。", "市资源局"]],
        [
            ["任务", "具体举措", "牵头单位", "完成时限"],
            ["整治", "改造3处", "市资源局", "2024.6"],
            ["建设", "新建5处", "市住建局", "2024年12月"],
        ],
        [
            ["工作任务", "起止时间", "责任单位"],
            ["编制规划", "2024年1月—6月", "市资源局"],
            ["建设平台", "2024.7—2025.12", "市经信局"],
        ],
        [["姓名", "电话"], ["张三", "0580-2380517"]],
        [["附件", "名称"], ["1", "目标体系"], ["2", "职责分工"]],
        [["只有一行", "2024年"]],
    ],
)
def test_other_tables_are_none(rows: list[list[str]]) -> None:
    table, document = make(rows)
    assert not is_target_table(table, document)
    assert read(rows) is None


def test_the_quote_runs_from_the_name_to_the_value() -> None:
    reading = read([["序号", "指标", "2024年"], ["1", "达标率（%）", "95"], ["2", "覆盖率（%）", "90"]])
    assert reading is not None
    assert [target.quote for target in reading.targets] == ["达标率（%）95", "覆盖率（%）90"]


def test_a_table_is_known_without_its_document() -> None:
    table, _ = make([["指标", "2024年", "2025年"], ["产值（亿元）", "5", "6"]])
    assert is_target_table(table)


def test_brackets_that_a_note_explains_and_yearly_means() -> None:
    reading = read(
        [
            ["指标", "2022年", "2025年"],
            ["矿山修复面积（公顷）", "—", "[120]"],
            ["PM2.5年均浓度（微克/立方米）", "35", "≤30"],
        ],
        heading="注：[ ]内为三年累计数。",
    )
    assert reading is not None
    assert [(target.indicator, target.value, target.frequency) for target in reading.targets] == [
        ("矿山修复面积", 120, "cumulative"),
        ("PM2.5年均浓度", 30, None),
    ]


def test_a_table_of_the_documents_own_data_states_nothing() -> None:
    rows = [
        ["标题", "关于印发行动方案的通知", "发文字号", "某政办发〔2024〕37号"],
        ["状态", "有效", "文号", "某府〔2024〕9号"],
    ]
    assert read(rows) is None


def test_rows_of_years() -> None:
    reading = read([["年份", "治理河道（公里）", "改造泵站（座）"], ["2024年", "20", "3"], ["2025年", "30", "5"]])
    assert reading is not None
    assert [brief(target) for target in reading.targets] == [
        ("治理河道", "=", 20, "公里", 2024, None),
        ("改造泵站", "=", 3, "座", 2024, None),
        ("治理河道", "=", 30, "公里", 2025, None),
        ("改造泵站", "=", 5, "座", 2025, None),
    ]


def test_a_year_of_a_row_or_of_a_cell_governs_it() -> None:
    reading = read(
        [["指标", "目标值", "指标含义"], ["2024年保持率（%）", "92", "按100%计"], ["达标率", "到2025年达到95%", "率"]]
    )
    assert reading is not None
    assert [brief(target)[0:5] for target in reading.targets] == [
        ("保持率", "=", 92, "%", 2024),
        ("达标率", "=", 95, "%", 2025),
    ]


def test_the_second_level_names_the_row_and_meanings_do_not() -> None:
    reading = read(
        [["一级指标", "二级指标", "评价标准", "指标含义"], ["服务", "签约率", "≥50%", "统计年度内签约的比例，共3类"]]
    )
    assert reading is not None and [brief(target)[0] for target in reading.targets] == ["签约率"]


def test_a_list_of_projects_with_sums_states_no_targets() -> None:
    rows = [["项目名称", "建设内容", "总投资（亿元）", "建设年限"], ["东堤", "加固堤防", "3.2", "2022—2024"]]
    assert read([*rows, ["西湖", "清淤", "1.1", "2023—2025"]]) is None


def test_the_title_says_that_a_column_is_cumulative() -> None:
    rows = [["乡镇", "高标准农田（万亩）", "治理沟道（条）"], ["甲镇", "18", "140"], ["乙乡", "16", "210"]]
    reading = read(rows, heading="2025年高标准农田累计建成和治理沟道任务分解表")
    assert reading is not None
    assert [target.frequency for target in reading.targets] == ["cumulative", None, "cumulative", None]


def test_years_over_words_that_only_this_table_has() -> None:
    rows = [
        ["地区", "2024年", LEFT, "2025年", LEFT],
        [UP, "公共桩", "换电站", "公共桩", "换电站"],
        ["合计", "300", "2", "450", "3"],
    ]
    blanks = [["地区", "2024年", "", "2025年", ""], ["", *rows[1][1:]], rows[2]]
    for grid in (rows, blanks):
        reading = read(grid)
        assert reading is not None
        assert [(t.indicator, t.value, t.year) for t in reading.targets] == [
            ("公共桩", 300, 2024),
            ("换电站", 2, 2024),
            ("公共桩", 450, 2025),
            ("换电站", 3, 2025),
        ]


def test_a_total_set_across_the_number_and_the_place() -> None:
    rows = [["序号", "县区", "新建面积（万亩）"], ["1", "东平县", "3"], ["2", "南湖县", "4"], ["全市合计", "", "7"]]
    reading = read(rows, "2025年高标准农田建设任务分解表")
    assert reading is not None
    assert [(t.scope, t.value) for t in reading.targets] == [("东平县", 3), ("南湖县", 4), (None, 7)]


def test_the_last_year_of_the_plan_before_is_the_present() -> None:
    reading = read([["指标", "单位", "2020年", "2025年"], ["馆藏", "万册", "62", "110"]], period=(0, 0))
    assert reading is not None
    assert [(target.value, target.year) for target in reading.targets] == [(110, 2025)]


def test_a_figure_that_looks_like_a_month_is_a_figure_in_its_column() -> None:
    reading = read([["指标（万吨）", "2025年"], ["二氧化硫排放量", "2086.4"]])
    assert reading is not None
    assert [target.value for target in reading.targets] == [2086.4]


def test_a_measure_above_the_table_stands_once_or_twice() -> None:
    rows = [["县区", "新建", "改造"], ["东平县", "3", "1"], ["南湖县", "4", "2"]]
    table, document = make(rows)
    above = "2025年建设任务表\n单位：万亩\n"
    moved = Table(
        tuple(tuple(Cell(c.text, c.start + len(above), c.end + len(above)) for c in row) for row in table.rows),
        len(above),
        len(above) + len(document),
    )
    document = above + document
    found = read_target_table(
        moved,
        heading=map_span(document, 0, len(above)),
        document_text=document,
        period=Period(None, None),
        read_units=units,
    )
    assert found is not None
    assert {(target.unit, target.year) for target in found.targets} == {("万亩", 2025)}


def test_what_is_built_already_people_and_remarks_are_no_targets() -> None:
    found = read(
        [
            ["街镇", "已建成（处）", "2024年任务（处）", "2025年规划人口（万人）"],
            ["东桥镇", "3", "5", "7.2"],
            ["西桥镇", "1", "4", "2.8"],
            ["备注", "按每处服务0.5万人测算", "按每处服务0.5万人测算", "按每处服务0.5万人测算"],
        ]
    )
    assert found is not None
    assert [(target.scope, target.value, target.year) for target in found.targets] == [
        ("东桥镇", 5, 2024),
        ("西桥镇", 4, 2024),
    ]
    assert {other.reason for other in found.not_targets} == {"present", "other"}


def test_rows_name_what_is_planned_and_the_column_what_is_measured() -> None:
    reading = read(
        [
            ["序号", "领域", "建设地点", "装机计划（兆瓦）", "责任单位"],
            ["1", "地铁", "车站、停车场、基地", "35-36", "市地铁集团"],
            ["2", "港口", "码头、仓库、堆场", "9.5-15", "市港务集团"],
            ["汇总", "汇总", "汇总", "44.5-51", ""],
        ]
    )
    assert reading is not None
    assert [(target.indicator, target.value) for target in reading.targets] == [
        ("地铁装机计划", 35),
        ("港口装机计划", 9.5),
        ("装机计划合计", 44.5),
    ]


def test_a_column_of_persons_names_no_bodies() -> None:
    reading = read([["街道", "口袋公园（个）", "责任人"], ["城东街道", "3", "张某"], ["城西街道", "2", "李某"]])
    assert reading is not None
    assert not any(target.units for target in reading.targets)
