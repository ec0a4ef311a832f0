"""Tables of indicators whose cells a copy has run together."""

from ingest.facts import Target
from tests.ingest.plan_reading import facts, tables

ROWS = (
    "专栏1 主要指标序号指　标　名　称单位2020年2025年指标属性一、供给1蔬菜产量万吨158180预期性2渔业产值亿元1803.332200预期性"
    "3良种覆盖率％60.264约束性4商品化处理率％≧80≧85约束性二、收入5年收入10万元以上的村占比％2150预期性6养老待遇元／人·月131200预期性"
    "7收入比—2.45∶12.35∶1预期性注：为现价。到2030年，产量达到200万吨。"
)


def _brief(target: Target) -> tuple[str, str, float, str, int | None]:
    return target.indicator, target.op, target.value, target.unit, target.year


def test_rows_end_in_their_nature_and_figures_part_where_they_are_nearest() -> None:
    found = facts(f"南河县蔬菜发展规划\n一、目标\n{ROWS}\n")
    assert [_brief(target) for target in found.targets][:6] == [
        ("蔬菜产量", "=", 180, "万吨", 2025),
        ("渔业产值", "=", 2200, "亿元", 2025),
        ("良种覆盖率", "=", 64, "%", 2025),
        ("商品化处理率", ">=", 85, "%", 2025),
        ("年收入10万元以上的村占比", "=", 50, "%", 2025),
        ("养老待遇", "=", 200, "元/人·月", 2025),
    ]
    assert all(ROWS.count(target.quote) or target.quote in "\n".join(ROWS) for target in found.targets)
    assert _brief(found.targets[-1])[1:] == ("=", 200, "万吨", 2030)


def test_figures_part_where_the_change_between_them_is_right() -> None:
    text = (
        "主要指标序号指标2020年2025年2025年比2020年增长1需氧量（万吨）2551.72347.6-8%2氨氮（万吨）264.4238.0-10%"
        "3劣质水比例（%）17.7<15-2.7个百分点优良水比例（%）55>605个百分点注：口径一致。\n"
    )
    (table,) = tables(text)
    assert [row[1:] for row in table[1:]] == [
        ["2551.7", "2347.6", "-8%"],
        ["264.4", "238.0", "-10%"],
        ["17.7", "<15", "-2.7个百分点"],
        ["55", ">60", "5个百分点"],
    ]
    assert [(t.op, t.value, t.unit) for t in facts("水环境保护规划（2021—2025年）\n" + text).targets] == [
        ("=", 2347.6, "万吨"),
        ("=", 238, "万吨"),
        ("<", 15, "%"),
        (">", 60, "%"),
    ]


def test_prose_is_no_such_table() -> None:
    assert (
        tables(
            "主要指标2020年的80提高到2025年的90，指标2020年2025年都有增长，年均增长1成，增长属性预期性，粮食产量预期性。\n"
            * 2
        )
        == []
    )
