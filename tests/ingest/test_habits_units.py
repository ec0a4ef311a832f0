"""How real plans name who is responsible: groups behind 等, several lists in one text, duties, sentences."""

import pytest

from ingest.mapped import map_span
from ingest.unit_names import split_names
from tests.ingest.plan_reading import chapter, facts, listed, named, tasks, units


def names(text: str) -> list[str]:
    return [name.name for name in split_names(map_span(text, 0, len(text))).names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("水利部等国务院相关部门及各地区", ["水利部", "国务院相关部门", "各地区"]),
        ("全国妇联等和各省级人民政府", ["全国妇联", "各省级人民政府"]),
        ("民政部等有关部门和单位", ["民政部", "有关部门和单位"]),
        ("各有关部门和单位，各省级人民政府", ["各有关部门和单位", "各省级人民政府"]),
        ("国务院相关部门和单位及各地区", ["国务院相关部门和单位", "各地区"]),
        ("青岛海关和各区市政府", ["青岛海关", "各区市政府"]),
        ("省教育厅等省有关部门", ["省教育厅", "省有关部门"]),
        ("有关县（自治县，以下简称县）政府", ["有关县政府"]),
        ("各市（州）人民政府（以下简称市级政府）", ["各市（州）人民政府"]),
        ("各区（市）县政府（含高新区、天府新区管委会）", ["各区（市）县政府"]),
        ("江阴市政府、滨江示范区、北沙新区管委会", ["江阴市政府", "滨江示范区", "北沙新区管委会"]),
        ("市自然资源和规划局", ["市自然资源和规划局"]),
    ],
)
def test_bodies_with_their_groups(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_each_of_several_lists_in_one_text_has_its_first() -> None:
    text = (
        "（一）繁荣市场。简化登记手续。（县市场监管局负责）加强创业培训。（县人社局、县教育局负责）"
        "推广电子支付。（人行支行、县教育局负责）"
    )
    (task,) = facts(chapter(text)).tasks
    assert [unit[:2] for unit in units(task)] == [
        ("县市场监管局", "lead"), ("县人社局", "lead"), ("县教育局", "support"), ("人行支行", "lead"),
    ]  # fmt: skip


def test_a_lead_and_the_others_on_two_lines_are_one_list() -> None:
    text = chapter("1．建立清单。由县审改办梳理。", "牵头部门：县审改办", "参与部门：县司法局、县财政局")
    (task,) = facts(text).tasks
    assert units(task) == [
        ("县审改办", "lead", "stated"), ("县司法局", "support", "stated"), ("县财政局", "support", "stated"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "建立清单。（生态环境部、水利部指导）",
        "建立清单。（生态环境部负责指导、水利部指导）",
        "建立清单。（指导单位：生态环境部、水利部）",
        "建立清单。（生态环境部、水利部参与）",
    ],
)
def test_who_guides_supports(text: str) -> None:
    assert named(text) == {"lead": [], "support": ["生态环境部", "水利部"]}


def test_who_guides_beside_who_does() -> None:
    text = chapter(
        "（一）建立清单。明确边界。（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）"
    )
    found = facts(text)
    assert found.plan.collective_units == ("试点城市政府",)
    assert ("生态环境部", "support", "stated") in units(found.tasks[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "推进改革。牵头部门：省发改委，省财政厅、省民政厅配合",
            {"lead": ["省发改委"], "support": ["省财政厅", "省民政厅"]},
        ),
        ("推进改革。（市水务局牵头负责;各片区负责配合落实）", {"lead": ["市水务局"], "support": ["各片区"]}),
        ("推进改革。（牵头单位：县商务局；责任科室：招商一科）", {"lead": ["县商务局"], "support": []}),
    ],
)
def test_roles_that_stand_behind_names(text: str, found: dict[str, list[str]]) -> None:
    assert named(text) == found


def test_a_rule_in_pointed_brackets() -> None:
    text = "推进改革。（省人社厅、省教育厅〈列首位的为牵头单位，下同〉）"
    assert listed(text) == [("省人社厅", "lead", "declared"), ("省教育厅", "support", "listed")]


def test_a_note_that_names_bodies_for_everything_is_no_task() -> None:
    text = "（注：责任单位排在首位的为牵头单位；各街道办事处、功能区管委会参与所有任务）\n"
    found = facts(
        "西山区重点工作方案\n" + text + "一、便民。压缩环节。（区发改局、区财政局）\n二、利企。减少材料。（区税务局）\n"
    )
    assert found.plan.lead_rule == "declared"
    assert found.plan.collective_units == ("各街道办事处", "功能区管委会")
    assert len(found.tasks) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("环节不多于5个。区住建局、区发改局、国网西山供电公司", ["区住建局", "区发改局", "国网西山供电公司"]),
        ("环节不多于5个。区住建局、优化审批流程", []),
        ("区住建局、区发改局", []),
    ],
)
def test_bodies_and_nothing_else_behind_the_last_stop(text: str, found: list[str]) -> None:
    assert [name for name, _, _ in listed(text)] == found


def test_an_unclosed_list_ends_where_the_next_item_or_a_sentence_begins() -> None:
    text = "做好服务。责任单位：市银保监组、市财政局（二）规范发展组织。加强监管，促进规范经营"
    assert [name for name, _, _ in listed(text)] == ["市银保监组", "市财政局"]


def test_a_text_without_end_behind_a_cue_is_no_list() -> None:
    found = facts("一、任务\n" + "（责任单位：" * 8_000)
    assert any(warning.kind == "list_too_long" for warning in found.warnings)
    assert not any(task.units for task in found.tasks)


def test_items_headed_by_a_body_are_its_duties() -> None:
    text = chapter(
        "（一）成员单位职责",
        "1.县财政局：统筹安排资金，监督使用情况。",
        "2.县气象局：牵头做好预报预警。",
        "3.县公安局交警大队：维护通行秩序，配合开展整治。",
    )
    assert [units(task) for task in facts(text).tasks] == [
        [("县财政局", "lead", "first_listed")],
        [("县气象局", "lead", "stated")],
        [("县公安局交警大队", "lead", "first_listed")],
    ]


def test_chapters_headed_by_a_body_are_its_duties() -> None:
    text = (
        "污染防治责任清单\n一、市工信局\n（一）淘汰落后产能。\n（二）推进绩效分级。\n二、市住建局\n（一）管控扬尘。\n"
    )
    assert [units(task) for task in facts(text).tasks] == [
        [(body, "lead", "first_listed")] for body in ("市工信局", "市工信局", "市住建局")
    ]


def test_headings_that_only_end_like_bodies_are_no_duties() -> None:
    text = chapter(
        "1.工业园区：完善设施。", "2.服务中心：增设窗口。", "3.老旧小区：加装电梯。", "4.农贸市场：规范摊位。"
    )
    assert not any(task.units for task in facts(text).tasks)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("由省应急厅牵头，省工信厅、省生态环境厅参与，开展检查。", [("省应急厅", "lead"), ("省工信厅", "support"), ("省生态环境厅", "support")]),
        ("由市发改委牵头商市财政局研究提出方案。", [("市发改委", "lead"), ("市财政局", "support")]),
        ("海关总署要继续做好牵头工作，优化布局。", [("海关总署", "lead")]),
        ("市级各部门、各区县按职责分工落实。", [("市级各部门", "lead"), ("各区县", "support")]),
        ("各村（社区）为责任主体，落实巡查制度。", [("各村（社区）", "lead")]),
        ("联席会议办公室要指导龙头企业牵头组建联盟。", []),
        ("鼓励链主企业牵头组建创新联合体。", []),
        ("由分管领导带队负责走访商户。", []),
        ("领导小组负责统筹协调。", []),
    ],
)  # fmt: skip
def test_sentences_that_name_who_does_it(sentence: str, found: list[tuple[str, str]]) -> None:
    (task,) = facts(chapter(f"（一）加强统筹。{sentence}")).tasks
    assert [unit[:2] for unit in units(task)] == found


def test_own_lists_of_a_task_and_its_measures_are_no_contradiction() -> None:
    text = chapter(
        "（一）优化服务。提升效率。（县政务办牵头，各部门负责）具体措施：",
        "1．公布清单。（县政务办负责）",
        "2．压缩时限。（县审改办牵头，县司法局负责）",
    )
    found = facts(text)
    assert len(found.tasks[0].subtasks) == 2
    assert found.contradictions == ()


def test_paragraphs_with_lists_of_their_own_under_an_item_are_one_task() -> None:
    text = chapter(
        "（一）开放资源",
        "优化运营制度，加大开放力度。建立预约通道。（责任单位：市科委、市发改委）",
        "加强校企合作，共建联合平台，推动实验室开放。（责任单位：市教委）",
    )
    assert tasks(text) == [("（一）", "开放资源")]
    (task,) = facts(text).tasks
    assert [unit[:2] for unit in units(task)] == [("市科委", "lead"), ("市发改委", "support"), ("市教委", "lead")]


def test_lines_that_say_what_each_body_does_are_its_tasks() -> None:
    text = (
        "红河县森林防火责任分工\n\n县林草局：牵头负责全县森林防火。\n县公安局：负责火场警戒。\n"
        "县气象局、县融媒体中心：做好火险预警。\n"
    )
    found = facts(text).tasks
    assert [task.text for task in found] == ["牵头负责全县森林防火。", "负责火场警戒。", "做好火险预警。"]
    assert [[unit[:2] for unit in units(task)] for task in found] == [
        [("县林草局", "lead")], [("县公安局", "lead")], [("县气象局", "lead"), ("县融媒体中心", "support")],
    ]  # fmt: skip


def test_a_role_said_of_names_in_a_list() -> None:
    text = "推进建设。（责任单位：州交通运输局、州发改委；各县市人民政府为配合单位）"
    assert [unit[:2] for unit in listed(text)] == [
        ("州交通运输局", "lead"), ("州发改委", "support"), ("各县市人民政府", "support"),
    ]  # fmt: skip


def test_bodies_for_everything_on_a_line_of_their_own() -> None:
    text = chapter("1.打造样板。逐年推进。", "责任单位：市经信局、市科技局", "实施单位：各镇（街道），下同，不再列出")
    found = facts(text)
    assert [unit[0] for unit in units(found.tasks[0])] == ["市经信局", "市科技局"]
    assert found.plan.collective_units == ("各镇（街道）",)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("区住建局主办，区城管局、区自然资源分局协办。", [("区住建局", "lead"), ("区城管局", "support"), ("区自然资源分局", "support")]),
        ("由区商务局具体抓，区民政局、区卫健委抓好配合落实。", [("区商务局", "lead"), ("区民政局", "support"), ("区卫健委", "support")]),
    ],
)  # fmt: skip
def test_other_words_for_leading_and_helping(sentence: str, found: list[tuple[str, str]]) -> None:
    (task,) = facts(chapter(f"（一）改造小巷。完善设施。{sentence}")).tasks
    assert [unit[:2] for unit in units(task)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "建设平台。（牵头：区审批局 配合：区数据中心、各街镇）",
            {"lead": ["区审批局"], "support": ["区数据中心", "各街镇"]},
        ),
        ("建设平台。（牵头：区网信办、区公安分局）", {"lead": ["区网信办", "区公安分局"], "support": []}),
        (
            "建设平台。（县委常委、副县长林某负责，县科商局牵头，县发改局配合）",
            {"lead": ["县科商局"], "support": ["县发改局"]},
        ),
        ("建设平台（市住建局、市文旅局）", {"lead": ["市住建局"], "support": ["市文旅局"]}),
        ("支持建设平台（概念验证中心、中试基地）", {"lead": [], "support": []}),
    ],
)
def test_short_labels_posts_and_bare_brackets(text: str, found: dict[str, list[str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize("label", ["协同单位", "督导单位", "业务指导单位", "协助部门"])
def test_lines_of_other_labels(label: str) -> None:
    text = chapter(
        "（一）改造管网。分期实施。",
        "责任单位：市住建局、青山高新区管委会",
        f"{label}：市城管局、市水务集团",
        "（二）建设公园。分批推进。",
    )
    assert [unit[:2] for unit in units(facts(text).tasks[0])] == [
        ("市住建局", "lead"), ("青山高新区管委会", "support"), ("市城管局", "support"), ("市水务集团", "support"),
    ]  # fmt: skip


def test_a_list_that_repeats_bodies_of_its_task_is_taken() -> None:
    text = chapter(
        "（一）开放资源",
        "优化制度，加大开放力度。（责任单位：市科委、市教委）",
        "加强合作，推动实验室开放。（责任单位：市教委）",
    )
    assert not any(warning.kind == "list_unused" for warning in facts(text).warnings)


def test_bodies_alone_in_a_bracket_behind_a_sentence_are_a_list_wherever_it_stands() -> None:
    text = (
        "（三）优化环境。放宽登记条件。（工商总局、中央编办）推进末端网点备案。（邮政局）简化审批流程。（证监会、商务部）"
        "建立服务机制，完善统计（含抽样调查）。"
    )
    (task,) = facts(chapter(text)).tasks
    assert [unit[:2] for unit in units(task)] == [
        ("工商总局", "lead"), ("中央编办", "support"), ("邮政局", "lead"), ("证监会", "lead"), ("商务部", "support"),
    ]  # fmt: skip


def test_a_label_that_names_no_one_is_passed_over() -> None:
    text = "（三）下放许可权限。（负责部门：水利部、商务部；适用范围：所有试验区，以下除注明者外均为所有试验区）"
    (task,) = facts(chapter(text)).tasks
    assert units(task) == [("水利部", "lead", "first_listed"), ("商务部", "support", "listed")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建基地2万亩。（市级：市农业农村局、市林业局；县级：各县区人民政府）", [("市农业农村局", "lead"), ("市林业局", "support"), ("各县区人民政府", "support")]),
        ("建设市场。（责任单位：市级：市商务局牵头，市财政局配合；县级：各县区人民政府）", [("市商务局", "lead"), ("市财政局", "support"), ("各县区人民政府", "support")]),
        ("落实经费。（牵头单位：省直：省财政厅；配合单位：省直：省审计厅）", [("省财政厅", "lead"), ("省审计厅", "support")]),
        ("拓展品牌。（会同单位：市文旅局；责任单位：市商务局）", [("市文旅局", "support"), ("市商务局", "lead")]),
    ],
)  # fmt: skip
def test_labels_of_levels_and_bodies_that_join_in(text: str, found: list[tuple[str, str]]) -> None:
    (task,) = facts(chapter("（一）抓好落实。" + text)).tasks
    assert [unit[:2] for unit in units(task)] == found
