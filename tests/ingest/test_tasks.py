"""Which level is the task, which headings are actions, what belongs to whom."""

import pytest

from ingest.facts import Task
from tests.ingest.plan_reading import chapter, facts, tasks, units

LIST = "（责任单位：县商务局、县财政局）"
PAIR = [("县商务局", "lead", "first_listed"), ("县财政局", "support", "listed")]


def only(text: str) -> Task:
    (task,) = facts(text).tasks
    return task


def actions(text: str) -> list[tuple[str, str, str]]:
    return [(action.number, action.title, action.section) for action in facts(text).actions]


def test_items_under_groups_are_tasks_and_groups_are_actions() -> None:
    text = chapter(
        "（一）完善网络",
        "1.建设集配中心。在城东规划建设。",
        "2.改造冷库。分批改造。",
        "（二）培育主体",
        "1.引进龙头。",
    )
    assert tasks(text) == [("1", "建设集配中心"), ("2", "改造冷库"), ("1", "引进龙头")]
    assert actions(text) == [("（一）", "完善网络", "二、主要任务"), ("（二）", "培育主体", "二、主要任务")]
    assert [task.action for task in facts(text).tasks] == ["a1", "a1", "a2"]


def test_groups_with_text_and_no_items_are_tasks_of_the_chapter() -> None:
    text = chapter("（一）完善网络。在城东规划建设集配中心。", "（二）培育主体。引进冷链企业。")
    assert tasks(text) == [("（一）", "完善网络"), ("（二）", "培育主体")]
    assert actions(text) == [("二", "主要任务", "二、主要任务")]


def test_levels_may_mix() -> None:
    text = chapter("（一）完善网络。在城东规划建设集配中心。", "（二）培育主体", "1.引进龙头。引进冷链企业。")
    assert tasks(text) == [("（一）", "完善网络"), ("1", "引进龙头")]


def test_chapters_with_items_straight_under_them_are_actions() -> None:
    text = "方案\n一、完善网络\n1.建设集配中心。在城东规划建设。\n二、培育主体\n2.引进龙头。引进冷链企业。\n"
    assert actions(text) == [("一", "完善网络", "一、完善网络"), ("二", "培育主体", "二、培育主体")]


def test_a_chapter_of_measures_without_items_is_a_task_without_action() -> None:
    text = chapter("（一）完善网络。建设集配中心。") + "三、组织保障\n建立联席会议制度，定期研究问题，强化督促检查。\n"
    found = facts(text).tasks[-1]
    assert (found.number, found.title, found.action) == ("三", "组织保障", None)


@pytest.mark.parametrize("heading", ["三、保障措施", "三、政策措施", "三、组织实施", "三、工作保障", "三、工作要求"])
def test_items_of_safeguards_are_tasks(heading: str) -> None:
    text = (
        chapter("（一）完善网络。建设集配中心。")
        + f"{heading}\n（一）加强领导。建立机制。\n（二）强化督查。定期通报。\n"
    )
    assert tasks(text)[1:] == [("（一）", "加强领导"), ("（二）", "强化督查")]


@pytest.mark.parametrize(
    "heading",
    [
        "一、总体要求",
        "一、指导思想",
        "一、发展目标",
        "一、主要目标",
        "一、工作目标",
        "一、基本原则",
        "一、发展基础",
        "一、现状与形势",
        "一、总体思路",
        "一、目标任务",
    ],
)
def test_chapters_of_situation_principles_and_goals_hold_no_tasks(heading: str) -> None:
    text = f"方案\n{heading}\n（一）坚持创新。创新驱动发展。\n（二）坚持绿色。绿色引领发展。\n二、主要任务\n（一）完善网络。建设集配中心。\n"
    assert tasks(text) == [("（一）", "完善网络")]


def test_goals_stay_the_plan_s() -> None:
    text = "方案\n一、主要目标\n到2026年，建成冷库20座。\n二、主要任务\n（一）完善网络。建设集配中心3个。\n"
    assert [(target.owner, target.value) for target in facts(text).targets] == [("plan", 20), ("t1", 3)]


def test_numbered_pieces_of_a_task_s_text_are_not_tasks() -> None:
    text = chapter(
        "（一）完善网络。一是建设集配中心。二是改造冷库。三是配置冷藏车。" + LIST, "（二）培育主体。引进企业。"
    )
    assert tasks(text) == [("（一）", "完善网络"), ("（二）", "培育主体")]


def test_pieces_with_one_list_for_all_are_one_task() -> None:
    text = chapter(
        "（一）完善网络",
        "1.建设集配中心。按照以下步骤推进：",
        "（1）完成选址工作；",
        "（2）开工建设主体；",
        "（3）投入试运营。" + LIST,
        "2.改造冷库。分批改造。" + LIST,
    )
    found = facts(text).tasks
    assert [(task.number, task.title) for task in found] == [("1", "建设集配中心"), ("2", "改造冷库")]
    assert units(found[0]) == PAIR
    assert found[0].subtasks == ()
    assert "（2）开工建设主体" in found[0].text


def test_two_levels_that_each_name_bodies_are_a_task_and_subtasks() -> None:
    text = chapter(
        "（一）完善网络。统筹推进冷链设施建设。（牵头单位：县商务局）",
        "1.建设集配中心。在城东规划建设。（责任单位：县发改局）",
        "2.改造冷库。分批改造。（责任单位：县供销社、各乡镇）",
    )
    task = only(text)
    assert units(task) == [("县商务局", "lead", "stated")]
    assert [(part.number, units(part)[0][0]) for part in task.subtasks] == [("1", "县发改局"), ("2", "县供销社")]


@pytest.mark.parametrize(
    "head",
    ["（一）完善网络" + LIST, "（一）完善网络。" + LIST, "（一）完善网络\n责任单位：县商务局、县财政局"],
)
def test_a_list_at_the_head_of_a_group_holds_for_items_that_name_none(head: str) -> None:
    text = chapter(
        head, "1.建设集配中心。在城东规划建设。", "2.改造冷库。分批改造。（责任单位：县供销社）", "3.配置冷藏车。"
    )
    assert [units(task) for task in facts(text).tasks] == [PAIR, [("县供销社", "lead", "first_listed")], PAIR]


def test_a_list_at_the_end_of_a_group_holds_for_the_group() -> None:
    text = chapter(
        "（一）完善网络",
        "1.建设集配中心。在城东规划建设。",
        "2.改造冷库。分批改造。",
        "责任单位：县商务局、县财政局",
        "（二）培育主体",
        "1.引进龙头。引进冷链企业。（责任单位：县供销社）",
        "2.培训人员。培训冷链人员。（责任单位：县供销社）",
    )
    own = [("县供销社", "lead", "first_listed")]
    assert [units(task) for task in facts(text).tasks] == [PAIR, PAIR, own, own]


@pytest.mark.parametrize("words", ["以上任务均由", "上述工作由", "以上各项任务由"])
def test_a_list_that_speaks_of_the_above(words: str) -> None:
    text = chapter(
        "（一）完善网络",
        "1.建设集配中心。在城东规划建设。",
        f"2.改造冷库。分批改造。（{words}县商务局、县财政局负责）",
    )
    assert [units(task) for task in facts(text).tasks] == [PAIR, PAIR]


def test_a_rule_is_in_force_from_where_it_stands() -> None:
    text = chapter(
        "（一）完善网络。建设集配中心。（责任单位：县商务局、县财政局）",
        "（二）培育主体。引进企业。（责任单位：县商务局、县财政局，列第一位的为牵头单位，下同）",
        "（三）拓展市场。举办展会。（责任单位：县文旅局、县财政局）",
        "（四）强化监管。抽检产品。（县市监局牵头，县财政局配合）",
    )
    found = facts(text)
    assert [task.units[0].basis for task in found.tasks] == ["first_listed", "declared", "declared", "stated"]
    assert found.plan.lead_rule == "declared"


def test_bodies_named_once_for_everything_belong_to_the_plan() -> None:
    text = chapter(
        "（一）完善网络。建设集配中心。（责任单位：县商务局，以下各项工作均需各乡镇共同推进，不再单独列出）",
        "（二）培育主体。引进企业。（责任单位：县财政局）",
    )
    found = facts(text)
    assert found.plan.collective_units == ("各乡镇",)
    assert [[unit.name for unit in task.units] for task in found.tasks] == [["县商务局"], ["县财政局"]]


def test_sentences_name_bodies_only_where_there_is_no_list() -> None:
    text = chapter(
        "（一）完善网络。由县发改局牵头，编制建设方案。" + LIST,
        "（二）培育主体。由县发改局牵头，会同县财政局建立培育库。",
    )
    first, second = facts(text).tasks
    assert units(first) == PAIR
    assert units(second) == [("县发改局", "lead", "stated"), ("县财政局", "support", "stated")]


def test_items_without_titles_have_none() -> None:
    text = chapter(
        "（一）完善网络",
        "1.在城东片区规划建设冷链集配中心，配套公共冷库、分拣线和信息平台，实现产地预冷和干线运输衔接。" + LIST,
        "2.分批改造乡镇冷库，到2026年改造完成20座以上，完善制冷设备和安全监测设施，健全运行维护长效机制。" + LIST,
    )
    assert [title for _, title in tasks(text)] == [None, None]


def test_text_is_without_number_title_and_list() -> None:
    task = only(chapter("（一）完善网络。在城东规划建设集配中心。" + LIST))
    assert (task.title, task.text) == ("完善网络", "在城东规划建设集配中心。")


def test_bold_and_markdown_items() -> None:
    text = "# 方案\n## 二、主要任务\n### （一）完善网络\n**1.建设集配中心**。在城东规划建设。\n\n**2.改造冷库：** 分批改造。\n"
    assert tasks(text) == [("1", "建设集配中心"), ("2", "改造冷库")]


@pytest.mark.parametrize("word", ["任务", "行动", "重点任务"])
def test_numbered_words_are_tasks(word: str) -> None:
    text = chapter(f"{word}一：建设集配中心。在城东规划建设。{LIST}", f"{word}二：改造冷库。分批改造。{LIST}")
    assert tasks(text) == [(f"{word}一", "建设集配中心"), (f"{word}二", "改造冷库")]


def test_articles_are_tasks_of_their_chapter() -> None:
    text = (
        "办法\n第一章 总则\n第一条 为规范管理，制定本办法。\n第二章 重点任务\n"
        "第二条 建设集配中心。在城东规划建设。（责任单位：县商务局）\n第三条 改造冷库。分批改造。（责任单位：县供销社）\n"
    )
    assert [number for number, _ in tasks(text)][-2:] == ["第二条", "第三条"]


def test_a_deadline_of_a_list_of_a_bracket_and_of_the_text() -> None:
    text = chapter(
        "（一）完善网络。建设集配中心。（责任单位：县商务局；完成时限：2025年6月底）",
        "（二）培育主体。引进企业。（2025年12月底前完成）",
        "（三）拓展市场。2026年3月底前，举办展会。",
        "（四）强化监管。抽检产品，长期坚持。",
    )
    assert [task.deadline for task in facts(text).tasks] == [
        "2025年6月底",
        "2025年12月底前完成",
        "2026年3月底前",
        "长期坚持",
    ]


def test_two_plans_in_one_file_give_the_tasks_of_both() -> None:
    second = (
        "南河县快递进村实施方案\n为推进快递进村，制定本方案。\n一、主要目标\n行政村全覆盖。\n二、主要任务\n"
        "（一）建设村级站点。建站点。（责任单位：县邮政局）\n"
    )
    text = chapter("（一）完善网络。建设集配中心。" + LIST) + second
    assert tasks(text) == [("（一）", "完善网络"), ("（一）", "建设村级站点")]
    assert len({task.path for task in facts(text).tasks}) == 2


def test_a_letter_is_no_plan() -> None:
    found = facts("各位同事：\n明天下午三点开会，请准时参加。\n")
    assert found.tasks == ()
    assert [warning.kind for warning in found.warnings] == ["no_plan"]


def test_a_list_that_nobody_takes_is_warned_of() -> None:
    text = chapter(
        "（一）完善网络（责任单位：县档案馆）",
        "1.建设集配中心。在城东规划建设。（责任单位：县商务局）",
        "2.改造冷库。分批改造。（责任单位：县供销社）",
    )
    found = facts(text)
    taken = {unit.name for task in found.tasks for unit in task.units} | {
        unit.name for task in found.tasks for part in task.subtasks for unit in part.units
    }
    assert "县档案馆" in taken or [warning.kind for warning in found.warnings] == ["list_unused"]
