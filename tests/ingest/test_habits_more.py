"""More habits of real plans: who does what in sentences, prints that lost their lines, levels that have no titles."""

import pytest

from tests.ingest.plan_reading import chapter, facts, listed, tasks, tree, units


def test_who_is_to_lead_and_who_is_to_help_by_sentences() -> None:
    text = chapter(
        "（一）分清职责。县农业农村局、县林业局负责牵头组织普查工作，汇总普查成果。县财政局负责配合做好经费审核。"
    )
    (task,) = facts(text).tasks
    assert units(task) == [
        ("县农业农村局", "lead", "stated"), ("县林业局", "lead", "stated"), ("县财政局", "support", "stated"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["支撑单位", "协作单位", "保障部门", "联动单位", "配合单位"])
def test_whoever_stands_beside_a_lead_supports_it(word: str) -> None:
    assert listed(f"整修旧码头。（牵头单位：区港航局，{word}：区水务局、区财政局）") == [
        ("区港航局", "lead", "stated"), ("区水务局", "support", "stated"), ("区财政局", "support", "stated"),
    ]  # fmt: skip


def test_a_print_whose_chapters_stand_inside_its_lines() -> None:
    line = "推动仓储企业改造冷库，引导农户采用产地预冷设备，完善运输车辆备案和温度抽查办法。"
    text = (
        "北溪县冷链发展实施方案\n各乡镇人民政府："
        + line * 12
        + "现提出以下方案：一、总体要求（一）指导思想。"
        + line * 9
        + "二、重点任务（二）建设冷库。"
        + line * 8
        + "\n（三）培育主体。"
        + line * 9
        + "（县商务局负责）三、政策措施（四）加大投入。"
        + line * 9
        + "四、组织保障（五）加强考核。"
        + line * 6
        + "\n"
    )
    assert [(number, [child[0] for child in below]) for number, _, below in tree(text)] == [
        ("一", ["（一）"]), ("二", ["（二）", "（三）"]), ("三", ["（四）"]), ("四", ["（五）"]),
    ]  # fmt: skip
    assert tasks(text)[0] == ("（二）", "建设冷库")
