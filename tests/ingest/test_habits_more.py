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


def test_items_of_one_sentence_have_no_titles_where_no_item_has_one() -> None:
    text = chapter(
        "（一）港口行动",
        "1.整修旧船闸三座。（牵头单位：区港航局）",
        "2.迁建散货码头，建设堆场2万平方米。（牵头单位：区港航局、区国资委）",
        "3.推进岸电设施进港。（牵头单位：区生态环境局）",
        "4.更新拖轮两艘。（牵头单位：区港航局）",
    )
    assert tasks(text) == [("1", None), ("2", None), ("3", None), ("4", None)]


def test_items_of_one_sentence_beside_titled_ones_keep_what_reads_as_a_title() -> None:
    text = chapter(
        "（一）整治河道。清理淤泥，拆除阻水设施。",
        "（二）修复湿地。补种水生植物，恢复水系连通。",
        "（三）健全管护制度。",
        "（四）2024年9月底前，根据普查结果，完成监测站点建设。",
    )
    assert [title for _, title in tasks(text)] == ["整治河道", "修复湿地", "健全管护制度", None]


def test_titles_and_sentences_mixed_on_one_level() -> None:
    text = chapter(
        "（一）实行押金制度。开工前由建房户与村委会签订承诺书，缴纳押金，竣工验收合格后全额退还给建房户。",
        "（二）乡镇应加强对选址工作的监管。选址必须避开河道和地质灾害隐患点，并报乡镇同意后方可开工建设。",
        "（三）村委会在施工期间应落实专人到现场查看，发现问题，及时制止，并在当天向乡镇报告有关情况。",
        "（四）不得为违建房屋办理登记手续。对不能提供规划许可的建房户，登记机构一律不予办理产权登记手续。",
        "（五）不得为违建房屋供水供电。对不能提供规划许可的建房户，供水供电单位一律不得提供相关服务。",
        "（六）参与违建的施工队，住建部门应记入信用档案，两年内，不得在本县承接工程，情节严重的依法处罚。",
    )
    assert [title for _, title in tasks(text)] == [
        "实行押金制度", None, None, "不得为违建房屋办理登记手续", "不得为违建房屋供水供电", None,
    ]  # fmt: skip


def test_numbers_that_run_on_below_the_headings_of_the_next_chapter() -> None:
    text = (
        "关于推进匠人集聚的实施意见\n一、总体目标\n1.目标。五年内培养匠人千名。\n二、实施两大计划\n（一）乡村匠人计划。壮大队伍，实施如下项目：\n"
        "2.木匠传习项目。建设传习所。\n3.石匠传习项目。建设工坊。\n（二）城市匠人计划。提升技艺，实施如下项目：\n"
        "4.110名大师引进项目。引进大师。\n5.3D打印工坊项目。建设工坊。\n"
    )
    assert tasks(text) == [
        ("2", "木匠传习项目"), ("3", "石匠传习项目"), ("4", "110名大师引进项目"), ("5", "3D打印工坊项目"),
    ]  # fmt: skip
    assert [action.number for action in facts(text).actions] == ["（一）", "（二）"]


def test_lengths_are_no_numbers_of_items() -> None:
    text = chapter("1.修建渠道。渠道长", "2.5公里，覆盖三村。", "2.修建泵站。泵站两座。")
    assert tasks(text) == [("1", "修建渠道"), ("2", "修建泵站")]


def test_a_list_of_attachments_below_its_word_is_no_list_of_tasks() -> None:
    text = (
        "关于下发《南浦市行道树更新行动计划（2024—2026年）》的通知\n各区绿化局：\n现印发给你们。\n附件：\n"
        "1.南浦市行道树更新行动计划（2024—2026年）\n2.行道树栽植技术要求\n南浦市绿化局\n2024年7月4日\n附件1\n"
        "南浦市行道树更新行动计划（2024—2026年）\n一、主要任务\n（一）更新树种。选用乡土树种。\n"
    )
    assert tasks(text) == [("（一）", "更新树种")]


def test_conditions_below_a_task_are_pieces_of_it() -> None:
    text = chapter(
        "（一）总结经验。梳理首批试点做法。",
        "（二）扩大试点。再选一批企业开展试点，试点企业应具备以下条件：",
        "1.主业突出。在行业内居于前列。",
        "2.治理完善。近三年没有重大损失。",
        "（三）严把质量。按期评估。",
    )
    assert tasks(text) == [("（一）", "总结经验"), ("（二）", "扩大试点"), ("（三）", "严把质量")]


def test_items_without_titles_under_one_of_several_titled_tasks() -> None:
    text = chapter(
        "（一）明确定位。公司为市属独资企业。",
        "（二）授权经营。分类开展授权。",
        "1.由市国资委监管的企业，采取市国资委授权的模式，明确公司的权利和责任，按年度开展评估。",
        "2.市国资委按照一企一策的原则，制定授权清单，依法落实董事会职权，及时向市政府报告情况。",
        "（三）改组公司。采取新设方式。",
        "（四）完善治理。设立董事会。",
    )
    assert [number for number, _ in tasks(text)] == ["（一）", "（二）", "（三）", "（四）"]


def test_cells_below_a_caption_are_no_text_of_the_task() -> None:
    text = chapter(
        "（一）编制方案。确定重点片区，计划见表2。（责任单位：区水务局）",
        "",
        "表2 重点片区方案编制计划表",
        "",
        "年份",
        "",
        "片区",
        "",
        "2025年",
        "",
        "老码头",
        "",
        "（二）加强管理。建立台账。",
    )
    assert [(task.title, task.text) for task in facts(text).tasks] == [
        ("编制方案", "确定重点片区，计划见表2。"), ("加强管理", "建立台账。"),
    ]  # fmt: skip


def test_the_last_article_on_force_is_no_task() -> None:
    text = (
        "海东区促进成果转化若干措施\n第一条 支持高校建设验证中心，按投入给予支持。\n第二条 支持企业建设中试基地，鼓励开放共享。\n"
        "第三条 本措施由区科技局负责解释。\n第四条 本措施自印发之日起施行，有效期三年。\n"
    )
    assert [number for number, _ in tasks(text)] == ["第一条", "第二条"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（县商务局；配合单位：县发改局）", [("县商务局", "lead", "first_listed"), ("县发改局", "support", "stated")]),
        ("（县商务局总牵头，县发改局分别负责）", [("县商务局", "lead", "stated"), ("县发改局", "support", "stated")]),
        ("（县商务局商县发改局落实）", [("县商务局", "lead", "first_listed"), ("县发改局", "support", "listed")]),
        ("（县商务局，各乡镇人民政府，下同）", [("县商务局", "lead", "first_listed"), ("各乡镇人民政府", "support", "listed")]),
        ("（责任单位：县发改局、县商务局★）", [("县商务局", "lead", "stated"), ("县发改局", "support", "stated")]),
    ],
)  # fmt: skip
def test_lists_with_rare_words(text: str, found: list[tuple[str, str, str]]) -> None:
    assert sorted(listed("建冷库。" + text)) == sorted(found)


def test_chapters_with_bare_numbers_over_decimals() -> None:
    text = (
        "南河县冷链发展规划\n1 总体要求\n坚持统筹。\n2 主要任务\n2.1 建设冷库\n新建冷库，建筑高度\n3.5米。（县商务局）\n"
        "2.2 改造旧库\n2.2.1 城北冷库\n改造两座。\n2.2.2 城南冷库\n改造三座。\n3 保障措施\n3.1 加强领导\n成立专班。\n"
    )
    assert [(number, [child[0] for child in below]) for number, _, below in tree(text)] == [
        ("1", []), ("2", ["2.1", "2.2"]), ("3", ["3.1"]),
    ]  # fmt: skip
    assert [number for number, _ in tasks(text)] == ["2.1", "2.2.1", "2.2.2", "3.1"]


def test_the_colon_before_pieces_on_the_same_line_stays() -> None:
    (task,) = facts(chapter("（一）建设冷库。重点做好：①新建三座；②改造五座。（县商务局）")).tasks
    assert task.text == "重点做好：①新建三座；②改造五座。"


def test_titles_that_nothing_parts_from_their_texts() -> None:
    long = "对接上级部门的有关要求，明确各阶段的工作重点，逐项落实到责任人，确保按期完成，并在每季度末报送进展情况，接受群众监督。"
    text = (
        "南河县粮食安全工作方案为保障粮食安全，制定本方案。一、目标任务动员全县力量，稳住面积。" + long * 2 + "二、主要措施"
        "（一）稳定粮食播种面积着力稳政策、稳产量，" + long + "（二）增强畜禽产品供应保障能力构建生产体系，" + long
        + "（三）强化耕地数量保护和质量提升严格落实保护目标，" + long + "（四）建立产销对接平台依托供销系统，" + long
        + "三、组织保障加强领导，" + long
    )  # fmt: skip
    assert tasks(text)[:4] == [
        ("（一）", "稳定粮食播种面积"),
        ("（二）", "增强畜禽产品供应保障能力"),
        ("（三）", "强化耕地数量保护和质量提升"),
        ("（四）", "建立产销对接平台"),
    ]


def test_labelled_parts_below_a_task_are_its_text() -> None:
    text = chapter(
        "（一）智慧农业行动",
        "1.行动目标。建成示范基地三个。",
        "2.主要任务。推广农机导航，建设数据平台。",
        "牵头单位：县农业农村局，配合单位：县科技局",
        "（二）智慧物流行动",
        "1.行动目标。建成物流园一个。",
        "2.主要任务。推广共同配送。",
        "牵头单位：县商务局",
    )
    assert tasks(text) == [("（一）", "智慧农业行动"), ("（二）", "智慧物流行动")]
    assert [units(task)[0] for task in facts(text).tasks] == [
        ("县农业农村局", "lead", "stated"), ("县商务局", "lead", "stated"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("牵头单位：县交通局。推进单位：县住建局、各乡镇。", [("县交通局", "lead"), ("县住建局", "support"), ("各乡镇", "support")]),
        ("牵头推进单位：县交通局、县住建局。", [("县交通局", "lead"), ("县住建局", "lead")]),
    ],
)  # fmt: skip
def test_bodies_that_push_the_work_on(text: str, found: list[tuple[str, str]]) -> None:
    assert [unit[:2] for unit in listed("建停车场。" + text)] == found


def test_headings_behind_a_dash_above_numbered_items() -> None:
    text = (
        "东港市政府报告任务分解方案\n——推进教育发展\n204.推进学前教育，新建幼儿园三所。（责任单位：市教育局）\n205.推进普高发展。（责任单位：市教育局）\n"
        "——建设健康东港\n206.强化防控，储备物资。（责任单位：市卫健委）\n——改善医疗服务；\n"
    )
    found = facts(text)
    assert [action.title for action in found.actions] == ["推进教育发展", "建设健康东港"]
    assert [task.number for task in found.tasks] == ["204", "205", "206"]


def test_offices_of_a_body_whose_name_stands_once() -> None:
    assert [unit[0] for unit in listed("（责任单位：区经发局经信处、发改处，江东街道办事处、区城管处）")] == [
        "区经发局经信处", "区经发局发改处", "江东街道办事处", "区城管处",
    ]  # fmt: skip


def test_whom_all_items_touch_takes_part_in_everything() -> None:
    text = chapter(
        "1.稳定生产。协助企业复工。〔市经信局、市商务局；列首位的为牵头单位，下同。以下各项任务均涉及各县（区）、市直园区，不再单列〕",
        "2.稳定就业。返还保费。〔市人社局、市财政局〕",
    )
    found = facts(text)
    assert found.plan.collective_units == ("各县（区）", "市直园区")
    assert [units(task)[0] for task in found.tasks] == [
        ("市经信局", "lead", "declared"),
        ("市人社局", "lead", "declared"),
    ]
    assert len(found.tasks[0].units) == 2


def test_boards_of_two_kinds_of_zones_are_one_group() -> None:
    assert [unit[0] for unit in listed("（市科技局、园区和示范区管委会负责）")] == ["市科技局", "园区和示范区管委会"]


def test_a_column_of_classes_heads_its_rows() -> None:
    rows = (
        "| 序号 | 工作类别 | 工作任务 | 牵头单位 | 配合单位 |\n|---|---|---|---|---|\n| 1 | 数据利用 | 遴选数据治理企业十家。 | 省经信厅 | 省数据局 |\n"
        "| 2 |  | 修订遴选标准，选树数商。 | 省经信厅 | 省数据局 |\n| 3 |  | 完善评价体系，遴选数据集。 | 省数据局 | 无 |\n| 4 | 模型应用 | 支持企业研发模型。 | 省科技厅 | 省经信厅 |\n"
    )
    found = facts("# 东江省智能发展工作图谱\n\n" + rows, "plan.md")
    assert [action.title for action in found.actions] == ["数据利用", "模型应用"]
    assert [task.title for task in found.tasks[:2]] == [None, None]


def test_the_website_s_source_behind_the_last_item_is_no_text_of_it() -> None:
    long = (
        "各乡镇要充分认识工作的意义，明确责任，细化措施，按期完成各项工作，及时报送进展情况，接受社会监督和上级检查。"
    )
    text = (
        "南河县扶贫工作方案为推进扶贫，制定本方案。一、重点任务（一）建立平台。" + long * 3 + "（二）整合资金。" + long * 3
        + "二、工作保障（三）加强宣传。" + long + "南河县人民政府2015年10月20日来源：南河县政府附件下载"
    )  # fmt: skip
    assert facts(text).tasks[-1].text == long


def test_role_words_in_brackets_open_lines_of_lists() -> None:
    text = chapter(
        "（一）建设冷库。新建三座。", "【牵头单位】县商务局", "【配合单位】县发改局、县财政局", "（二）改造旧库。改造五座。", "【责任单位】县住建局",
    )  # fmt: skip
    first, second = facts(text).tasks
    assert units(first) == [
        ("县商务局", "lead", "stated"), ("县发改局", "support", "stated"), ("县财政局", "support", "stated"),
    ]  # fmt: skip
    assert units(second) == [("县住建局", "lead", "first_listed")]


@pytest.mark.parametrize(
    "rule",
    [
        "（以下任务责任单位中，列第一位的为牵头单位）",
        "（下列各项任务中，排在首位的单位为牵头单位）",
        "以下任务列首位的为牵头单位。",
    ],
)
def test_a_rule_at_the_head_of_a_chapter_names_no_body(rule: str) -> None:
    text = chapter(
        rule,
        "（一）建设冷库。新建三座。（责任单位：县商务局、县发改局）",
        "（二）改造旧库。改造五座。（责任单位：县住建局）",
    )
    found = facts(text).tasks
    assert [task.number for task in found] == ["（一）", "（二）"]
    assert units(found[0]) == [("县商务局", "lead", "declared"), ("县发改局", "support", "listed")]


def test_a_table_of_contents_holds_no_tasks() -> None:
    contents = "目  录\n一、总体要求........1\n二、主要任务……3\n（一）建设冷库......3\n（二）改造旧库……………5\n"
    text = (
        "南河县冷链规划\n"
        + contents
        + "一、总体要求\n统筹推进。\n二、主要任务\n（一）建设冷库\n新建三座。\n（二）改造旧库\n改造五座。\n"
    )
    assert tasks(text) == [("（一）", "建设冷库"), ("（二）", "改造旧库")]


def test_tabs_behind_numbers_make_no_table() -> None:
    text = chapter("（一）\t建设冷库。新建三座。（县商务局）", "（二）\t改造旧库。改造五座。（县住建局）")
    assert tasks(text) == [("（一）", "建设冷库"), ("（二）", "改造旧库")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("由市发改委会同市财政局牵头制定办法。", [("市发改委", "lead", "stated"), ("市财政局", "support", "stated")]),
        ("此项工作由市人社局总负责，市编办协助。", [("市人社局", "lead", "first_listed"), ("市编办", "support", "stated")]),
        ("各县人民政府对本地区的工作负总责。", [("各县人民政府", "lead", "first_listed")]),
        ("市文旅局为牵头单位，市体育局为配合单位。", [("市文旅局", "lead", "stated"), ("市体育局", "support", "stated")]),
        ("市市场监管局作为牵头单位，负责统筹协调。", [("市市场监管局", "lead", "stated")]),
        ("市交通局根据有关标准，负责编制养护计划。", [("市交通局", "lead", "first_listed")]),
        ("涉及其他部门的，由牵头部门负责审查。", []),
        ("支持龙头企业牵头组建联合体，鼓励高校负责攻关。", []),
        ("坚持谁主管谁负责，健全机制。", []),
    ],
)  # fmt: skip
def test_who_does_what_by_a_sentence(sentence: str, found: list[tuple[str, str, str]]) -> None:
    text = chapter("（一）建平台。建设数据平台，完善功能。" + sentence, "（二）建队伍。培育骨干，充实力量。")
    assert units(facts(text).tasks[0]) == found


def test_with_whom_a_body_leads() -> None:
    assert listed("（市商务局会同市发改委、市财政局牵头，各县参与）")[:2] == [
        ("市商务局", "lead", "stated"), ("市发改委", "support", "stated"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["（责任单位：1.县商务局 2.县发改局）", "（责任单位：①县商务局；②县发改局）"])
def test_numbers_before_names_are_no_part_of_them(text: str) -> None:
    (task, _) = facts(chapter("1.建冷库。新建三座。" + text, "2.建市场。新建两座。")).tasks
    assert [unit[0] for unit in units(task)] == ["县商务局", "县发改局"]


def test_sentences_in_one_line_of_items_have_no_titles() -> None:
    text = (
        "南河县土地执法工作分工\n各股室：现将有关工作分工如下：1、加强耕地保护的监督检查。（牵头单位：规划股）2、加强征地管理的监督检查（牵头单位：征地股）"
        "3、改进拆迁工作。（牵头单位：法规股）4、严肃查处侵占案件，建立定期分析制度。（牵头单位：监察室）南河县自然资源局2012年6月26日来源：南河县政府"
    )
    assert tasks(text) == [("1", None), ("2", None), ("3", None), ("4", None)]
    assert facts(text).tasks[-1].text == "严肃查处侵占案件，建立定期分析制度。"


def test_a_list_behind_a_comma_and_roles_that_no_list_knows() -> None:
    text = chapter(
        "1.南浦安置小区1181套，责任单位：南浦城建公司，所属片区：南浦片区；",
        "2.北浦安置小区573套，责任单位：北浦城建公司，所属片区：北浦片区。",
    )
    assert [[unit[0] for unit in units(task)] for task in facts(text).tasks] == [["南浦城建公司"], ["北浦城建公司"]]
    assert listed("建站。（牵头单位：县商务局；承接单位：县供销社）") == [
        ("县商务局", "lead", "stated"), ("县供销社", "support", "stated"),
    ]  # fmt: skip
