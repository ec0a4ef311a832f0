"""Division tables that lost their cells: one cell a line, between spaces, all on one line, with and without spaces."""

import time

import pytest

from ingest.run_tables import find_run_tables
from tests.ingest.plan_reading import facts, units

WORK = [
    "推动出台促进民营经济发展的若干措施，完善涉企政策直达机制",
    "开展重点行业综合治理，完成年度减排任务",
    "改造老旧小区，完善配套设施",
    "推进政务服务事项全程网办",
]
BODIES = [
    ["市发展改革委", "市财政局"],
    ["市生态环境局"],
    ["市住房城乡建设局", "各区人民政府"],
    ["市数据局", "市司法局", "市档案局"],
]
BEFORE = "南河市2024年重点工作分工方案\n为做好2024年重点工作，制定本分工方案。\n"
AFTER = "\n\n南河市人民政府办公室\n2024年3月5日\n"
FORMS = {"lines": ("\n", "\n"), "rows": (" ", "\n"), "spaces": (" ", " "), "nothing": ("", "")}


def _read(
    form: str, rows: list[list[str]], after: str = AFTER
) -> list[tuple[str | None, str, list[tuple[str, str, str]]]]:
    between, end = FORMS[form]
    found = facts(BEFORE + end.join(between.join(row) for row in rows) + after)
    return [(task.number, task.text, units(task)) for task in found.tasks]


def _first_leads(names: list[str]) -> list[tuple[str, str, str]]:
    return [(name, "support" if n else "lead", "listed" if n else "first_listed") for n, name in enumerate(names)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "head", [["序号", "重点工作", "负责单位"], ["编号", "主要工作任务", "责任部门"], ["项次", "任务清单", "责任主体"]]
)
def test_number_work_and_one_column_of_bodies(form: str, head: list[str]) -> None:
    rows = [[str(n + 1), work, "、".join(BODIES[n])] for n, work in enumerate(WORK)]
    wanted = [(str(n + 1), work, _first_leads(BODIES[n])) for n, work in enumerate(WORK)]
    assert _read(form, [head, *rows]) == wanted


@pytest.mark.parametrize("form", FORMS)
def test_lead_support_and_time_limit(form: str) -> None:
    head = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
    rows = [
        [str(n + 1), w, BODIES[n][0], "、".join(BODIES[n][1:]) or "/", f"2024年{n + 5}月底前"]
        for n, w in enumerate(WORK)
    ]
    found = _read(form, [head, *rows])
    assert [row[:2] for row in found] == [(str(n + 1), work) for n, work in enumerate(WORK)]
    assert [row[2] for row in found] == [
        [(name, "support" if n else "lead", "stated") for n, name in enumerate(names)] for names in BODIES
    ]


@pytest.mark.parametrize("form", ["lines", "rows", "spaces"])
@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1)])
def test_without_numbers_rows_begin_where_work_follows_bodies(form: str, order: tuple[int, ...]) -> None:
    rows = [
        ["工作任务", "责任单位", "完成时限"],
        *([w, "、".join(b), "2024年底前"] for w, b in zip(WORK, BODIES, strict=True)),
    ]
    found = _read(form, [[row[column] for column in order] for row in rows])
    assert [row[1:] for row in found] == [(work, _first_leads(BODIES[n])) for n, work in enumerate(WORK)]


@pytest.mark.parametrize("form", ["lines", "rows", "spaces"])
def test_indicators_with_their_goals(form: str) -> None:
    rows = [
        ["指标", "目标", "牵头部门", "完成时限"],
        *(["规上工业企业", f"新增{n}家", "市工信局", "2024年底"] for n in range(3, 6)),
    ]
    assert [text for _, text, _ in _read(form, rows)] == ["新增3家", "新增4家", "新增5家"]


@pytest.mark.parametrize("form", ["lines", "spaces"])
def test_bodies_that_no_mark_shows_in_which_column_they_stood_are_named_by_no_one(form: str) -> None:
    between, end = FORMS[form]
    rows = [
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", WORK[0], "市发展改革委", "市财政局", "市商务局"],
        ["2", WORK[1], "市水利局", "市财政局"],
    ]
    found = facts(BEFORE + end.join(between.join(row) for row in rows) + AFTER)
    assert [[unit.name for unit in task.units] for task in found.tasks] == [[], ["市水利局", "市财政局"]]
    assert "row_without_unit" in {warning.kind for warning in found.warnings}


def test_items_under_numbered_heads_all_on_one_line_join_the_tasks_of_the_text() -> None:
    text = (
        "南河区2024年环境工作要点 为做好环境工作，制定本要点。一、推进大气治理。改造燃煤锅炉，整治露天焚烧，建设监测站点。"
        "二、整治饮用水源。清退水源保护区内违章建筑，完成岸带修复工程。 附件：分工表 附件2024年环境工作分工表 "
        "序号主要工作任务具体工作措施完成时限主要责任单位任务来源"
        "1大气治理1、改造燃煤锅炉3月区环保局区经发局1、区工作要点（南委〔2024〕5号）2、全省工作会议 2、整治露天焚烧全年区城管局"
        "3、建设监测站点12月区环保局2饮用水源整治4、清退水源保护区内违章建筑6月相关乡镇人民政府区农业局1、全省工作会议"
        "5、完成岸带修复工程10月区农业局、区水利局 注：主要责任单位第一个为牵头单位，其余为配合单位。"
    )
    first, second = facts(text).tasks
    assert [(part.number, part.text, part.deadline) for part in (*first.subtasks, *second.subtasks)] == [
        ("1", "改造燃煤锅炉", "3月"),
        ("2", "整治露天焚烧", "全年"),
        ("3", "建设监测站点", "12月"),
        ("4", "清退水源保护区内违章建筑", "6月"),
        ("5", "完成岸带修复工程", "10月"),
    ]
    assert units(first.subtasks[0]) == [("区环保局", "lead", "declared"), ("区经发局", "support", "listed")]
    assert second.text.endswith("完成岸带修复工程。")


def test_offices_of_a_government_are_not_cut() -> None:
    text = (
        "序号主要工作任务完成时限责任单位1改造燃煤锅炉3月区政府办公室区经发局2整治露天焚烧全年区委办公室"
        "3建设监测站点12月区环保局 注：以上。"
    )
    found = [[unit.name for unit in task.units] for task in facts(BEFORE + text).tasks]
    assert found == [["区政府办公室", "区经发局"], ["区委办公室"], ["区环保局"]]


def test_headings_between_the_rows_are_actions() -> None:
    rows = "序号 工作任务 责任单位\n一、优化环境\n1 {} 市司法局\n二、改善民生\n2 {} 市民政局\n3 {} 市教育局\n".format(
        *WORK
    )
    found = facts(BEFORE + rows + AFTER)
    assert [(action.number, action.title) for action in found.actions] == [("一", "优化环境"), ("二", "改善民生")]
    assert [task.action for task in found.tasks] == ["a1", "a2", "a2"]


def test_what_stands_behind_the_table_on_its_line_is_text() -> None:
    rows = "序号 重点工作 责任单位 1 改造老旧小区，完善配套 市住建局 2 新建公办幼儿园，增加学位 市教育局 附件：清单"
    assert [unit.name for unit in facts(BEFORE + rows).tasks[1].units] == ["市教育局"]


@pytest.mark.parametrize(
    "text",
    [
        "序号重点工作责任单位" * 20_000,
        "工作任务\n责任单位\n完成时限\n推进建设\n" * 8_000,
        "序号 重点工作 责任单位 " + "".join(f"{n} 推进建设{n}项 区环保局、区经发局 " for n in range(1, 6000)),
        "序号重点工作完成时限责任单位" + "".join(f"{n}推进建设3月区环保局区经发局" for n in range(1, 9000)),
        "序号重点工作责任单位1推进" + "区局" * 100_000,
    ],
)
def test_long_texts_take_little_time(text: str) -> None:
    began = time.process_time()
    find_run_tables(text)
    assert time.process_time() - began < 3


def test_a_head_said_again_between_rows_that_run_together() -> None:
    head = "序号改革任务牵头部门责任部门进度安排"
    rows = ["1精简审批事项县审批局县司法局3月底前", "2推行联合抽查县市场监管局县商务局全年"]
    found = facts(f"任务分工\n{head}{rows[0]}{head}{rows[1]}\n")
    assert [(task.number, units(task)[0], task.deadline) for task in found.tasks] == [
        ("1", ("县审批局", "lead", "stated"), "3月底前"),
        ("2", ("县市场监管局", "lead", "stated"), "全年"),
    ]
