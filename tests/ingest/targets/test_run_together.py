"""Tables whose cells a copy has run together."""

from ingest.facts import Period
from ingest.mapped import map_span
from ingest.targets import TargetContext, read_run_together

CONTEXT = TargetContext("plan", Period(2021, 2025), None, "objective")
ROWS = (
    "专栏1 主要指标序号指标名称单位2020年2025年指标属性一、供给1蔬菜产量万吨158180预期性2渔业产值亿元1803.332200预期性"
    "3良种覆盖率％60.264约束性4商品化处理率％≧80≧85约束性二、收入5年收入10万元以上的村占比％2150预期性6养老待遇元／人·月131200预期性注：为现价。"
)


def test_rows_end_in_their_nature_and_figures_part_where_they_are_nearest() -> None:
    found = read_run_together(map_span(ROWS, 0, len(ROWS)), CONTEXT, ROWS)
    assert found is not None
    assert [(t.indicator, t.op, t.value, t.unit, t.year) for t in found.reading.targets] == [
        ("蔬菜产量", "=", 180, "万吨", 2025),
        ("渔业产值", "=", 2200, "亿元", 2025),
        ("良种覆盖率", "=", 64, "%", 2025),
        ("商品化处理率", ">=", 85, "%", 2025),
        ("年收入10万元以上的村占比", "=", 50, "%", 2025),
        ("养老待遇", "=", 200, "元/人·月", 2025),
    ]
    assert all(ROWS[slice(*t.span)] == t.quote for t in found.reading.targets)


def test_what_cannot_be_parted_is_set_aside_with_its_reason() -> None:
    text = "主要指标序号指标2020年2025年2025年比2020年增长1需氧量（万吨）2551.72347.6-8%2氨氮（万吨）264.4238.0-10%注：口径一致。"
    found = read_run_together(map_span(text, 0, len(text)), CONTEXT, text)
    assert found is not None and not found.reading.targets
    assert [other.reason for other in found.reading.not_targets] == ["other"]


def test_prose_is_no_such_table() -> None:
    text = "主要指标由2020年的80提高到2025年的90，增长1成。"
    assert read_run_together(map_span(text, 0, len(text)), CONTEXT, text) is None
