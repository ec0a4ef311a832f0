"""How real plans set out their structure: headings without numbers, lists at the head of a group, headings behind a line."""

import pytest

from tests.ingest.plan_reading import chapter, facts, tasks, units


def titles(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Each task's action title, number and title."""
    found = facts(text)
    actions = {action.id: action.title for action in found.actions}
    return [(actions.get(task.action or ""), task.number, task.title) for task in found.tasks]


@pytest.mark.parametrize(
    "opening",
    [
        "发挥冷链优势，建设一批骨干基地。（县商务局、县供销社负责）",
        "统筹布局，补齐短板，形成网络。（县商务局牵头，县发改局配合）",
        "（牵头单位：县商务局）",
    ],
)
def test_a_list_at_the_head_of_items_with_titles_holds_for_each_of_them(opening: str) -> None:
    text = chapter(
        "（一）骨干网络。",
        opening,
        "1.建设产地冷库。支持合作社建设保鲜库。配套预冷设施。",
        "2.打通配送末端。发展社区冷柜。推广循环箱。",
        "（二）监管服务。",
        "完善制度，强化监管。（县市场监管局负责）",
        "1.统一温控标准。制定技术规范。定期抽查。",
        "2.建设追溯平台。归集温度数据。接入省平台。",
    )
    assert titles(text) == [
        ("骨干网络", "1", "建设产地冷库"),
        ("骨干网络", "2", "打通配送末端"),
        ("监管服务", "1", "统一温控标准"),
        ("监管服务", "2", "建设追溯平台"),
    ]
    assert [units(task)[0][0] for task in facts(text).tasks] == ["县商务局", "县商务局", "县市场监管局", "县市场监管局"]


def test_short_lines_above_numbered_items_are_headings_without_a_number() -> None:
    text = "\n".join(
        [
            "东港市2026年20项民心工程",
            "为增进民生福祉，市委、市政府决定实施以下工程。",
            "稳定扩大就业,让群众有活干",
            "1. 新增城镇就业。全年新增就业5万人。",
            "2. 开展技能培训。培训技能人才1万人次。",
            "改善居住条件，让群众住得好",
            "3. 改造老旧小区。完成改造30个。",
            "4. 加装电梯。加装电梯50部。",
        ]
    )
    assert [(a, n) for a, n, _ in titles(text)] == [
        ("稳定扩大就业,让群众有活干", "1"),
        ("稳定扩大就业,让群众有活干", "2"),
        ("改善居住条件，让群众住得好", "3"),
        ("改善居住条件，让群众住得好", "4"),
    ]


@pytest.mark.parametrize("label", ["具体措施", "工作要求", "县住建局、县财政局", "2025年底前完成", "责任领导张三"])
def test_labels_lists_and_time_limits_above_items_are_no_headings(label: str) -> None:
    other = label.replace("张三", "李四").replace("县住建局", "县水利局").replace("2025", "2026")
    text = chapter("（一）抓改造。按期推进。", label, "1.摸清底数。", "（二）抓管护。按期推进。", other, "1.明确主体。")
    assert not {label, other} & {action.title for action in facts(text).actions}


def test_a_heading_behind_the_last_line_of_a_page_s_paragraph_begins_a_chapter() -> None:
    text = chapter(
        "（一）培育主体。支持龙头企业。带动合作社，形成",
        "一体化发展格局。 三、保障措施",
        "（一）加强领导。成立专班。定期调度。",
        "（二）加大投入。统筹资金。优先支持。",
    )
    assert [action.title for action in facts(text).actions] == ["主要任务", "保障措施"]


def test_a_chapter_that_looks_back_holds_no_task() -> None:
    text = chapter("（一）抓项目。新建冷库。", "（二）抓配送。开通专线。").replace("一、总体要求", "一、发展回顾")
    assert [number for number, _ in tasks(text)] == ["（一）", "（二）"]


@pytest.mark.parametrize(
    "appeal",
    [
        "各地区、各部门要充分认识冷链物流的重要意义，抓好落实。县发改局要会同有关部门督促检查。",
        "各镇要结合实际制定具体方案，明确任务，落实责任。",
        "各有关单位要切实加强组织领导，形成合力。",
    ],
)
def test_what_all_are_told_behind_the_last_item_s_text_is_no_part_of_it(appeal: str) -> None:
    text = chapter("（一）抓冷库。支持合作社建库。", "（二）抓配送。布设冷柜。", appeal)
    assert facts(text).tasks[-1].text == "布设冷柜。"


def test_what_the_last_item_tells_all_in_its_own_text_stays() -> None:
    text = chapter("（一）抓冷库。支持合作社建库。", "（二）加强领导", "各镇要切实加强领导，形成合力。")
    assert facts(text).tasks[-1].text == "各镇要切实加强领导，形成合力。"


def test_one_sentence_in_pieces_is_one_task() -> None:
    text = chapter(
        "1.抓冷库。支持合作社建库。", "2.抓安全。", "（1）完成达标创建；", "（2）开展培训检查；", "（3）设置警示标志。"
    )
    assert [number for number, _ in tasks(text)] == ["1", "2"]


@pytest.mark.parametrize("title", ["火灾防控目标", "年度创建目标"])
def test_a_chapter_that_names_goals_holds_no_task(title: str) -> None:
    text = chapter("（一）抓冷库。支持合作社建库。").replace("一、总体要求", f"一、{title}")
    assert [number for number, _ in tasks(text)] == ["（一）"]


def test_a_task_may_be_to_reach_a_goal() -> None:
    text = chapter("（一）抓冷库。支持合作社建库。").replace(
        "一、总体要求\n坚持统筹推进。", "一、落实双碳目标\n推进节能改造。"
    )
    assert tasks(text)[0] == ("一", "落实双碳目标")


@pytest.mark.parametrize(
    "opening", ["根据县里要求，健全记录制度", "为进一步便民，优化网点布局", "针对断链问题，完善预冷设施"]
)
def test_words_that_open_a_sentence_open_no_title(opening: str) -> None:
    text = chapter(*(f"{number}.{opening}。推进信息共享，定期更新，公开结果。" for number in (1, 2, 3)))
    assert {title for _, title in tasks(text)} == {None}


def test_headings_in_lenticular_brackets_are_chapters() -> None:
    text = (
        "江北新区优化营商环境工作方案\n为优化环境，制定方案。\n【总体目标】\n办理时限压缩30%。\n【重点任务】\n"
        "（1）推行一件事改革。全年推出20件。\n（2）推进数据共享。归集证照100类。\n【保障机制】\n建立专班，每季通报。\n"
    )
    assert titles(text) == [
        ("重点任务", "（1）", "推行一件事改革"),
        ("重点任务", "（2）", "推进数据共享"),
        (None, None, "保障机制"),
    ]


@pytest.mark.parametrize("word", ["行动", "工程", "任务"])
def test_a_word_with_a_number_heads_items_without_a_mark_behind_it(word: str) -> None:
    text = chapter(f"{word}一 冷库提质增效", "1.建设冷库。支持建库。", f"{word}二 配送提速扩面", "1.布设冷柜。进社区。")
    assert [(action.number, action.title) for action in facts(text).actions] == [
        (f"{word}一", "冷库提质增效"),
        (f"{word}二", "配送提速扩面"),
    ]


def test_a_sentence_whose_subject_is_a_body_is_no_title() -> None:
    text = chapter("1.抓冷库。支持建库。", "2.抓配送。布设冷柜。", "3.市商务局会同有关部门建立联席会议制度。")
    assert tasks(text) == [("1", "抓冷库"), ("2", "抓配送"), ("3", None)]


def test_pieces_of_one_sentence_on_one_line_are_no_items() -> None:
    text = (
        "东河县公厕建设方案为改善环境，制定本方案。一、主要任务（一）建设公厕。新建20座。（二）改造公厕。改造30座。"
        "二、组织领导成立公厕建设领导小组。领导小组具体负责：1.统筹协调；2.督促检查，通报进展。各镇要密切配合。"
    )
    assert [number for number, _ in tasks(text)] == ["（一）", "（二）", "二"]


@pytest.mark.parametrize("title", ["项目实施条件", "申报条件"])
def test_a_chapter_of_conditions_holds_no_task(title: str) -> None:
    text = chapter("（一）抓冷库。支持合作社建库。", f"三、{title}", "1.屋面面积1500平方米以上；", "2.具备接入条件。")
    assert [number for number, _ in tasks(text)] == ["（一）"]


def test_to_better_conditions_is_a_task() -> None:
    text = chapter("（一）改善办学条件", "新建校舍三处。", "（二）抓配送。布设冷柜。")
    assert tasks(text)[0] == ("（一）", "改善办学条件")


def test_where_nearly_all_items_are_sentences_none_has_a_title() -> None:
    items = [
        f"（{number}）组织{what}志愿队伍，以适当形式开展关爱活动，及时了解需求。（县民政局牵头）"
        for number, what in zip("一二三四五六", ("医护", "社区", "青年", "教师", "退役", "巾帼"), strict=True)
    ]
    text = chapter(*items, "三、人文保障", "（七）为医护人员提供必要的休息场所。优化排班，合理分工。（县卫健局牵头）")
    assert {title for _, title in tasks(text)} == {None}


def test_a_line_that_ends_inside_a_name_goes_on_in_the_next() -> None:
    text = chapter(
        "（一）按照《中共东河县委办公室",
        "东河县人民政府办公室关于激励担当的若干措施》要求，落实各项待遇。",
        "（二）抓配送。布设冷柜。",
    )
    assert "县委办公室东河县人民政府" in "".join(facts(text).tasks[0].text.split())


def test_a_single_attachment_named_on_the_last_line_is_no_part_of_the_last_task() -> None:
    text = chapter("（一）抓冷库。支持合作社建库。", "（二）抓配送。布设冷柜。", "附件：东河县冷链设施情况")
    assert facts(text).tasks[-1].text == "布设冷柜。"


@pytest.mark.parametrize(
    ("first", "second"), [("县人力资源和社会", "保障局"), ("县人力资源社", "会保障局"), ("县住房和城乡", "建设局")]
)
def test_a_name_that_the_width_of_a_page_broke_is_one_body(first: str, second: str) -> None:
    text = chapter(
        f"（一）抓冷库。支持合作社建库。（责任单位：县财政局、{first}",
        f"{second}、县商务局）",
        "（二）抓配送。布设冷柜。",
    )
    assert [unit[0] for unit in units(facts(text).tasks[0])] == ["县财政局", first + second, "县商务局"]


def test_a_line_of_names_that_comes_again_is_no_running_head() -> None:
    names = "责任单位：县发展改革局、县教育局、\n县科技局、县公安局、县民政局"
    text = chapter(*(f"（{number}）抓第{number}项。按期完成。\n{names}" for number in "一二三四"))
    assert {len(task.units) for task in facts(text).tasks} == {5}


def test_bracketed_items_with_titles_below_a_list_are_tasks() -> None:
    text = chapter(
        "（一）骨干网络。发挥优势，形成网络。（县商务局负责）",
        "（1）建设产地冷库。支持合作社建设保鲜库。",
        "（2）打通配送末端。发展社区冷柜。",
    )
    assert tasks(text) == [("（1）", "建设产地冷库"), ("（2）", "打通配送末端")]
