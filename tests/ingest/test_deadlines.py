"""Until when a task is to be done."""

import pytest

from ingest.deadlines import find_deadline, of_columns, take_bracket
from ingest.mapped import MappedText, map_span


def _mapped(text: str) -> MappedText:
    return map_span(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("2024年6月底前，完成管网改造。", "2024年6月底前"),
        ("完成管网改造，2024年年底前投入使用。", "2024年年底前"),
        ("在2025年底前建成投用。", "2025年底前"),
        ("于12月31日前报送。", "12月31日前"),
        ("2025年上半年前完成选址。", "2025年上半年前"),
        ("每年3月底前制定计划。", "3月底前"),
        ("年底前全部完成。", "年底前"),
        ("三年内全部改造到位。", "三年内"),
        ("力争2年内建成。", "2年内"),
        ("2026年汛期前完成加固。", "2026年汛期前"),
        ("2026年汛前完成加固。", "2026年汛前"),
        ("完成险工险段除险，汛前全部交付使用。", "汛前"),
        ("秋季开学前投入使用3所幼儿园。", "秋季开学前"),
        ("新开工项目须于2025年9月之前全部入库。", "2025年9月之前"),
        ("整合各部门数据。到2028年底，完成平台全面落地投用，重点场所全覆盖。", "到2028年底"),
        ("完善评价制度。2027年，制定出台评估办法。", "2027年"),
        ("2026年12月，各县（区）对推广工作进行总结。", "2026年12月"),
        ("第二季度", "第二季度"),
        ("集中整治阶段（2025年4月—10月）", "2025年4月—10月"),
        ("动员部署（3月上旬至4月底）", "3月上旬至4月底"),
        ("健全巡查制度，长期坚持。", "长期坚持"),
        ("健全巡查制度，持续推进。", "持续推进"),
    ],
)
def test_limits_in_the_text(text: str, limit: str) -> None:
    assert find_deadline(_mapped(text)) == limit


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，建成码头3座。",
        "到2028年底，建成口袋公园300座。",
        "到2025年，基本建成现代产业体系。",
        "做好汛前检查。",
        "超过部分准予结转至以后三年内扣除。",
        "2022年，平台建成了一期。",
        "2023年以来，成效明显。",
        "提前谋划项目。",
        "目前已建成3座。",
        "当前形势严峻。",
        "3年内新增的企业",
        "坚持长期主义。",
    ],
)
def test_goals_and_looks_back_are_no_deadlines(text: str) -> None:
    assert find_deadline(_mapped(text)) is None


@pytest.mark.parametrize(
    ("text", "limit", "body"),
    [
        ("完成改造。（2024年6月底前完成）", "2024年6月底前完成", "完成改造。"),
        ("完成改造。（完成时限：2024年12月底前）", "2024年12月底前", "完成改造。"),
        ("完成改造。（长期坚持）", "长期坚持", "完成改造。"),
        ("完成改造（持续推进）。", "持续推进", "完成改造"),
    ],
)
def test_a_bracket_at_the_end_is_taken_off(text: str, limit: str, body: str) -> None:
    found = take_bracket(_mapped(text))
    assert found is not None
    assert (found[0], found[1].text) == (limit, body)


@pytest.mark.parametrize("text", ["完成改造（含附属设施）。", "新建码头（3座）。"])
def test_other_brackets_stay(text: str) -> None:
    assert take_bracket(_mapped(text)) is None


@pytest.mark.parametrize(
    ("cells", "limit"),
    [
        ([("时间节点", "6月 底")], "6月底"),
        ([("上半年", "完成选址"), ("全年", "2025年10月底")], "2025年10月底"),
        ([("开工时间", "2024年3月"), ("竣工时间", "2025年11月")], "2025年11月"),
        ([("启动时间", "2024.3"), ("完成时限", "长期坚持")], "长期坚持"),
        ([("一季度", "完成选址"), ("四季度", "竣工验收并移交")], "一季度：完成选址；四季度：竣工验收并移交"),
        ([], None),
    ],
)
def test_of_several_columns_of_time_the_end_counts(cells: list[tuple[str, str]], limit: str | None) -> None:
    assert of_columns(cells) == limit
