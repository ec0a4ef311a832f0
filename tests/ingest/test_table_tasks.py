"""Rows of a division-of-labour table join the tasks of the text, or are tasks where the text has none."""

import time

from tests.ingest.plan_reading import chapter, facts, units

TEXT = chapter(
    "（一）完善骨干网络",
    "1.建设冷链集配中心。在城东片区规划建设冷链集配中心，配套公共冷库与分拣线，完善产地预冷设施。",
    "2.培育龙头企业。支持骨干企业延伸产业链条，鼓励冷链企业开展共同配送和甩挂运输。",
)
HEAD = "附件\n冷链物流任务分工表\n序号\t工作任务\t主要内容\t牵头单位\t配合单位\t完成时限\n"


def test_rows_join_the_task_whose_text_they_repeat_as_subtasks() -> None:
    text = (
        TEXT
        + HEAD
        + "1\t建设冷链集配中心\t在城东片区规划建设冷链集配中心\t县商务局\t县交通局\t2025年底\n"
        + "2\t建设冷链集配中心\t完善产地预冷设施\t县农业农村局\t县供销社\t2026年底\n"
        + "3\t培育龙头企业\t鼓励冷链企业开展共同配送和甩挂运输\t县交通局\t/\t2025年底\n"
    )
    first, second = facts(text).tasks
    assert [(part.number, part.deadline) for part in first.subtasks] == [("1", "2025年底"), ("2", "2026年底")]
    assert units(first.subtasks[1]) == [("县农业农村局", "lead", "stated"), ("县供销社", "support", "stated")]
    assert units(second.subtasks[0]) == [("县交通局", "lead", "stated")]


def test_a_task_that_names_no_one_gets_the_union_of_its_rows() -> None:
    text = (
        TEXT
        + HEAD
        + "1\t建设冷链集配中心\t在城东片区规划建设冷链集配中心\t县商务局\t县交通局\t2025年底\n"
        + "2\t建设冷链集配中心\t完善产地预冷设施\t县交通局\t县供销社\t2026年底\n"
    )
    assert units(facts(text).tasks[0]) == [
        ("县商务局", "lead", "stated"),
        ("县交通局", "lead", "stated"),
        ("县供销社", "support", "stated"),
    ]


def test_a_row_by_its_title_where_its_content_is_new() -> None:
    text = (
        TEXT
        + HEAD
        + "1\t培育冷链龙头企业\t认定市级以上龙头3家\t县商务局\t/\t/\n2\t建设冷链集配中心\t开工\t县发改局\t—\t—\n"
    )
    first, second = facts(text).tasks
    assert [part.text for part in second.subtasks] == ["认定市级以上龙头3家"]
    assert [part.text for part in first.subtasks] == ["开工"]


def test_a_row_that_belongs_to_no_task_is_a_task_and_warned_of() -> None:
    text = (
        TEXT
        + HEAD
        + "1\t举办美食节庆\t组织年度美食节庆活动\t县文旅局\t/\t/\n2\t建设冷链集配中心\t完善产地预冷设施\t县商务局\t/\t/\n"
    )
    found = facts(text)
    assert [warning.kind for warning in found.warnings] == ["table_row_without_task"]
    assert [task.title for task in found.tasks] == ["建设冷链集配中心", "培育龙头企业", "举办美食节庆"]


def test_rows_are_tasks_where_the_text_has_none() -> None:
    text = (
        "南河县2025年民生实事任务分解表\n"
        "序号\t项目名称\t主要内容\t责任单位\n"
        "1\t改造老旧小区\t改造老旧小区12个\t县住建局、各街道\n"
        "2\t新建幼儿园\t新建公办幼儿园2所\t县教育局\n"
    )
    found = facts(text)
    assert [(task.number, task.title, task.text) for task in found.tasks] == [
        ("1", "改造老旧小区", "改造老旧小区12个"),
        ("2", "新建幼儿园", "新建公办幼儿园2所"),
    ]
    assert units(found.tasks[0]) == [("县住建局", "lead", "first_listed"), ("各街道", "support", "listed")]


def test_a_row_of_one_cell_heads_a_group() -> None:
    text = (
        "南河县2025年民生实事任务分解表\n"
        "序号\t项目名称\t主要内容\t责任单位\n"
        "一、城市更新\t\t\t\n"
        "1\t改造老旧小区\t改造老旧小区12个\t县住建局\n"
        "二、教育提质\t\t\t\n"
        "2\t新建幼儿园\t新建公办幼儿园2所\t县教育局\n"
    )
    found = facts(text)
    assert [(action.number, action.title) for action in found.actions] == [("一", "城市更新"), ("二", "教育提质")]
    assert [task.action for task in found.tasks] == ["a1", "a2"]


def test_a_table_without_a_head_goes_on_with_the_one_before() -> None:
    text = (
        "南河县2025年重点工作分工表\n序号\t重点工作\t责任单位\n"
        "1\t改造老旧小区12个，完善配套设施\t县住建局\n2\t新建公办幼儿园2所，增加学位\t县教育局\n\n续表见下页，请各单位认真落实。\n\n"
        "3\t修建乡村公路，改造危桥\t县交通局\n4\t建设高标准农田，修缮渠道\t县农业农村局、各乡镇\n"
    )
    found = facts(text).tasks
    assert [(task.number, task.title) for task in found] == [("1", None), ("2", None), ("3", None), ("4", None)]
    assert units(found[3]) == [("县农业农村局", "lead", "first_listed"), ("各乡镇", "support", "listed")]


def test_merged_cells_of_most_rows_are_actions_and_their_rows_have_no_titles() -> None:
    text = (
        "南河县2025年重点工作分工表\n序号\t工作任务\t具体措施\t责任单位\n"
        "1\t城市更新\t改造老旧小区，完善配套设施\t县住建局\n2\t\t整治背街小巷，规范停车秩序\t县城管局\n"
        "3\t教育提质\t新建公办幼儿园，增加学位\t县教育局\n4\t\t改善乡村学校条件，配齐教师\t县教育局\n"
    )
    found = facts(text)
    assert [action.title for action in found.actions] == ["城市更新", "教育提质"]
    assert [(task.action, task.title) for task in found.tasks] == [
        ("a1", None),
        ("a1", None),
        ("a2", None),
        ("a2", None),
    ]


def test_one_short_row_among_sentences_is_no_title() -> None:
    text = (
        "南河县2025年重点工作分工表\n序号\t工作任务\t责任单位\n"
        "1\t改造老旧小区，完善配套设施\t县住建局\n2\t打造宜居城市\t县城管局\n3\t新建公办幼儿园，增加学位\t县教育局\n"
    )
    assert [task.title for task in facts(text).tasks] == [None, None, None]


def test_a_row_in_other_words_belongs_to_a_task_between_those_of_its_neighbours() -> None:
    text = chapter(
        "1.建设冷链集配中心。在城东片区规划建设冷链集配中心，配套公共冷库与分拣线。",
        "2.培育龙头企业。支持骨干企业延伸产业链条，鼓励企业开展共同配送和甩挂运输。",
        "3.完善检测体系。建设农产品质量检测站，实现乡镇快速检测全覆盖。",
    ) + (
        "附件\n分工表\n序号\t具体工作\t责任单位\n1\t在城东片区规划建设冷链集配中心\t县商务局\n"
        "2\t出台办法，鼓励企业开展共同配送试点示范\t县交通局\n3\t建设农产品质量检测站\t县农业农村局\n"
    )
    found = facts(text).tasks
    assert [[part.number for part in task.subtasks] for task in found] == [["1"], ["2"], ["3"]]


def test_thousands_of_rows_and_tasks_are_joined_in_linear_time() -> None:
    words = [f"{a}{b}{c}" for a in "产城文旅农工商学" for b in "建改扩新优强" for c in "港路桥站库园所馆"]
    items = [f"{i + 1}.推进{word}项目。加快{word}配套设施提升改造进度。" for i, word in enumerate(words)]
    rows = [f"{i + 1}\t开展{word}行动\t排查{word}风险隐患\t县{word}局\t各乡镇\t/" for i, word in enumerate(words)]
    text = chapter("（一）建设", *items) + HEAD + "\n".join(rows)
    began = time.process_time()
    facts(text)
    assert time.process_time() - began < 4
