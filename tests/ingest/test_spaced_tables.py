"""Tables of indicators whose cells only spaces part, as a copy of a page leaves them."""

from ingest.facts import Period
from ingest.source import Table
from ingest.targets import read_target_table
from ingest.text_tables import find_text_tables

PLAIN = """主要指标如下。
专栏1 主要指标
序号 指标名称 单位 2020年 2025年 属性
1 堤防达标率 % 75 85 预期性
2 用水总量 亿立方米 12.5 13.2以内 约束性
3 新增治理面积 平方公里 — 〔300〕 预期性
二、主要任务
"""
NUMBERED = """指 标 2020年 2025年
年均增速
（%）
总体水平
1.数字化指数 72.4 88 — 创新能力
2.软件业务收入（亿元） 170 262 8.9
基础设施
3.千兆光网用户占宽带用户的
比率（%）
2.2 5 〔2.8〕
4.网民数量（万人） 68 >80 >3
注：〔 〕为五年累计数。
"""


def _shorts(text: str, table: Table) -> list[tuple[str, str, float, str, int | None]]:
    reading = read_target_table(
        table, heading=None, document_text=text, period=Period(2021, 2025), read_units=lambda words: ()
    )
    assert reading is not None
    return [(item.indicator, item.op, item.value, item.unit, item.year) for item in reading.targets]


def test_columns_of_units_and_years() -> None:
    (table,) = find_text_tables(PLAIN)
    assert _shorts(PLAIN, table) == [
        ("堤防达标率", "=", 85, "%", 2025),
        ("用水总量", "<=", 13.2, "亿立方米", 2025),
        ("新增治理面积", "=", 300, "平方公里", 2025),
    ]
    assert PLAIN[table.start : table.end].startswith("序号") and PLAIN[table.start : table.end].endswith("预期性")


def test_a_head_over_lines_groups_and_a_broken_name() -> None:
    (table,) = find_text_tables(NUMBERED)
    found = [item for item in _shorts(NUMBERED, table) if item[4] == 2025 and "增长" not in item[0]]
    assert found[:2] == [("数字化指数", "=", 88, "", 2025), ("软件业务收入", "=", 262, "亿元", 2025)]
    assert ("网民数量", ">", 80, "万人", 2025) in found
    assert any("千兆光网用户占宽带用户的比率" in item[0] and item[2] == 5 for item in found)


def test_prose_with_figures_is_no_table() -> None:
    text = "指标 2020年 2025年完成情况良好。\n新建学校 3 所 5 所，改造 2 所。\n其他 1 2\n甲 3 4\n"
    assert find_text_tables(text) == ()
    assert find_text_tables("指标 完成\n甲 3 4\n乙 3 4\n丙 3 4\n") == ()
