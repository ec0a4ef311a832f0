"""Chapters without numbers, headings that are a date, titles of many phrases, sentences that are no titles."""

import pytest

from tests.ingest.plan_reading import facts, tasks

_UNNUMBERED = """南山区养老机构电气安全专项整治工作方案
为落实部署，切实保障老年人安全，制定本方案。
{first}
全面排查电气安全隐患，坚决防范火灾事故。
{second}
1.对未落实安全责任制、违规用电的，要依法责令限期改正，逾期不改正的，实施处罚。
2.对线路老化、私拉乱接的，要责令停止使用，可以并处罚款。
{third}
结合我区实际，专项整治分两个阶段进行。
（一）集中攻坚阶段。2031年9月底前，全面排查隐患，建立台账。
（二）巩固提升阶段。2032年3月底前，全面完成整治，开展“回头看”。
{fourth}
（一）提高政治站位。认真按照方案要求开展自查自纠工作。
（二）压实工作责任。扎实组织排查整改。
"""


@pytest.mark.parametrize(
    "names",
    [
        ("总体要求", "重点整治内容", "工作安排", "工作要求"),
        ("指导思想", "主要任务", "实施步骤", "保障措施"),
        ("工作目标", "重点任务", "时间安排", "组织领导"),
        ("工作目标：", "主要任务：", "工作安排：", "工作要求："),
    ],
)
def test_the_chapters_of_a_plan_that_numbers_none_hold_its_items(names: tuple[str, ...]) -> None:
    found = facts(_UNNUMBERED.format(**dict(zip(("first", "second", "third", "fourth"), names, strict=True))))
    actions = {action.id: action.title for action in found.actions}
    names = tuple(name.rstrip("：") for name in names)
    assert [(actions.get(task.action or ""), task.number) for task in found.tasks] == [
        (names[1], "1"), (names[1], "2"), (names[2], "（一）"), (names[2], "（二）"), (names[3], "（一）"), (names[3], "（二）"),
    ]  # fmt: skip
    assert found.tasks[1].text.endswith("可以并处罚款。")


def test_a_chapter_without_number_and_items_is_one_task() -> None:
    text = (
        "青岚县推进农村公路养护工作方案\n指导思想\n坚持建管养运并重。\n主要任务\n（一）完善养护体制。落实三级责任。\n"
        "（二）推广新技术。采用预防性养护。\n保障措施\n加强组织领导。成立工作专班，定期调度。\n强化督导。纳入考核。\n"
    )
    assert tasks(text) == [("（一）", "完善养护体制"), ("（二）", "推广新技术"), (None, "保障措施")]


@pytest.mark.parametrize(
    "body",
    [
        "一、总体要求\n坚持统筹。\n二、重点任务\n（一）建水厂。\n工作目标\n新建水厂一座。\n主要任务\n铺设管网20公里。\n（二）建污水站。\n工作要求\n抓紧实施。\n",
        "（一）建水厂。新建一座。\n工作目标\n年内建成。\n主要任务\n铺设管网。\n工作要求\n抓紧实施。\n（二）建泵站。新建两座。\n",
    ],
)
def test_the_same_words_inside_items_are_no_chapters(body: str) -> None:
    assert not {action.title for action in facts(f"青岚县供水方案\n{body}").actions} & {
        "工作目标",
        "主要任务",
        "工作要求",
    }


@pytest.mark.parametrize("stop", ["年4月底前", "年6月30日前", "年上半年", "年第一季度"])
def test_a_heading_line_is_a_title_also_where_it_is_a_date(stop: str) -> None:
    text = (
        "东海市岸电推广方案\n一、主要任务\n（一）建设设施。建设设施3处。再建一批。\n（二）改造船舶。改造船舶5艘。再改一批。\n"
        f"二、时间节点\n（一）2031{stop}\n组织开展宣传教育。制定操作规程。\n（二）2032{stop}\n召开推进会议。启动补贴申报。\n"
    )
    assert tasks(text)[2:] == [("（一）", f"2031{stop}"), ("（二）", f"2032{stop}")]


@pytest.mark.parametrize("break_", ["", "\n"])
def test_phrases_of_one_length_are_a_title_and_what_a_body_must_do_is_none(break_: str) -> None:
    text = break_.join(
        [
            "石桥乡蔬菜基地建设实施方案", "根据《东山区2031年农业产业化基地建设工作目标》，结合我乡实际，制定如下方案：",
            "一、指导思想按照基地建设总体要求，示范带动、整体推进，建设蔬菜基地，全面提升种植水平和蔬菜品质。" * 4,
            "二、工作要求", "1、提高认识，加强领导，明确责任，落实任务。蔬菜基地建设是一项重要内容，各村必须完成这项工作。",
            "2、农技部门要因地制宜，科学规划，搞好示范，带动群众参与。", "3、农户要严格遵从技术方案，进行科学生产、合理施肥。",
            "石桥乡人民政府2031年3月",
        ]
    )  # fmt: skip
    found = facts(text)
    titles = [task.title for task in found.tasks if task.number and task.number.isdigit()]
    assert titles == ["提高认识，加强领导，明确责任，落实任务", None, None]
    assert found.tasks[-1].text.endswith("合理施肥。")
    assert found.plan.title == "石桥乡蔬菜基地建设实施方案"
    assert (found.plan.issuers, found.plan.jurisdictions) == (("石桥乡人民政府",), ("石桥乡",))
    assert [cited.title for cited in found.plan.cites] == ["东山区2031年农业产业化基地建设工作目标"]


def test_an_item_of_one_sentence_has_no_title_where_most_beside_it_have_none() -> None:
    text = (
        "南山区政务服务分工方案\n一、推进简政放权\n"
        "1.承接落实上级下放的行政权力事项。组织开展评估工作。（牵头单位：区政府办）\n"
        "2.严格落实许可设定审查制度，开展实施情况监督，实施案卷评查。（牵头单位：区司法局）\n"
        "3.规范备案事项管理，编制公布备案事项清单。（牵头单位：区政府办）\n"
        "4.研究论证权力事项，对不适应发展需求以及市场能够调节的，分类取消。（牵头单位：区司法局）\n"
    )
    assert [title for number, title in tasks(text) if number != "1"] == [None, None, None]


def test_cells_that_are_sentences_open_the_text_of_their_row() -> None:
    text = (
        "南山区民生实事\n| 序号 | 实事项目 | 工作举措 | 责任单位 |\n|---|---|---|---|\n"
        "| 1 | 新建幼儿园7所，新增学位900个。 | 4月底前完成主体施工。 | 区教育局 |\n"
        "| 2 | 新建口袋公园5个。 | 11月底前竣工交付。 | 区园林局 |\n"
    )
    found = facts(text)
    assert [(task.title, task.text) for task in found.tasks] == [
        (None, "新建幼儿园7所，新增学位900个。4月底前完成主体施工。"),
        (None, "新建口袋公园5个。11月底前竣工交付。"),
    ]
    assert sorted(target.value for target in found.targets) == [5, 7, 900]


_HELD = "\n".join(
    [
        "南山区支持小微企业若干措施",
        "为帮助小微企业，制定以下措施。",
        "1.设立专项资金，支持企业稳定生产，对受灾企业按照规定给予补助。（责任单位：区财政局、区商务局",
        "2.搭建物资互助平台，及时了解企业需求，协助企业解决必要物资。（责任单位：区投促中心、区商务局）",
        "{between}",
        "{number}.鼓励业主为小微企业减免房租，按减免金额给予支持。（责任单位：区国资委）",
        "{next}.推行灵活用工政策，帮助各类企业稳定生产经营，保障职工权益。（责任单位：区人社局）",
    ]
)
_PROSE = "区属国有企业对承租的小微企业减免租金，对符合条件的免收两个月。（责任单位：区集体资产办、区商务局）"


def test_a_paragraph_with_a_list_where_a_number_is_left_out_is_an_item_without_number() -> None:
    found = facts(_HELD.format(between=_PROSE, number=4, next=5)).tasks
    assert [(task.number, task.units[0].name) for task in found] == [
        ("1", "区财政局"), ("2", "区投促中心"), (None, "区集体资产办"), ("4", "区国资委"), ("5", "区人社局"),
    ]  # fmt: skip
    assert [unit.name for unit in found[1].units] == ["区投促中心", "区商务局"]


@pytest.mark.parametrize(
    ("between", "number"),
    [(_PROSE, 3), ("具体办法由区商务局另行制定，报区政府同意后施行。", 4), (f"{_PROSE}\n{_PROSE}", 4)],
)
def test_a_paragraph_stays_with_its_item_where_the_numbers_do_not_say_otherwise(between: str, number: int) -> None:
    found = facts(_HELD.format(between=between, number=number, next=number + 1)).tasks
    assert [task.number for task in found] == ["1", "2", str(number), str(number + 1)]


@pytest.mark.parametrize(("short", "titled"), [(1, False), (2, False), (5, True)])
def test_items_have_titles_where_at_least_a_third_of_them_do(short: int, titled: bool) -> None:
    sentences = [
        f"推行第{at}项便民举措，帮助各类企业稳定生产经营，保障职工合法权益。（责任单位：区人社局）"
        for at in "甲乙丙丁戊己"
    ]
    shorts = [
        f"优化{what}服务。针对受影响的企业，经认定后，及时给予支持，适当放宽期限。（责任单位：区金融办）"
        for what in ("融资", "信贷", "担保", "保险", "汇兑")[:short]
    ]
    lines = [f"{at}.{text}" for at, text in enumerate([*sentences, *shorts], start=1)]
    found = tasks(
        "\n".join(["南山区支持小微企业若干措施", "为帮助企业，制定以下措施。", *lines, "本措施由区商务局负责解释。"])
    )
    assert [title is not None for _, title in found] == [False] * len(sentences) + [titled] * short


def test_numbers_of_two_digits_that_only_a_space_parts_from_the_text_are_numbers() -> None:
    text = (
        "6件!2031年怀山重点民生事项出炉\n\n来源:怀山晚报\n\n  12月27日,金华市第十八届人民代表大会开幕,全市瞩目。\n\n2031年重点民生事项\n\n"
        "  01 新改扩建公办幼儿园11所,新增公办园学位2550个\n\n  02 新改建中小学12所\n\n  03 推动公共体育场馆免费或低收费开放\n\n"
        "  04 为1200名残疾儿童提供康复服务\n\n  05 新建“幸福食堂”30处\n\n  06 筹建人才住房1000套\n"
    )
    found = facts(text)
    assert tasks(text) == [(f"0{at}", None) for at in range(1, 7)]
    assert [task.text for task in found.tasks][4:] == ["新建“幸福食堂”30处", "筹建人才住房1000套"]
    assert sorted(target.value for target in found.targets if target.owner == "t1") == [11, 2550]
    assert found.plan.jurisdictions == ("金华市",)


def test_figures_that_open_lines_in_no_sequence_are_no_numbers() -> None:
    text = (
        "青岚县供水方案\n一、主要任务\n（一）建水厂。新建水厂：\n12 座在县城\n30 座在乡镇\n（二）建管网。铺设管网。\n"
    )
    assert [number for number, _ in tasks(text)] == ["（一）", "（二）"]


def test_a_chapter_that_counts_its_items_as_chapters_are_counted_holds_them() -> None:
    text = (
        "南山区海洋执法行动方案\n一、总体要求\n坚持依法行政。\n二、行动任务\n（一）海洋工程方面。开展监管。查处违法案件。\n"
        "（二）海洋倾废方面。扩大检查覆盖面。及时发现违法行为。\n三、工作要求\n一、加强领导。成立小组，统筹协调。\n"
        "二、密切协作。主动加强沟通。\n三、按时通报。每月上报进展。\n四、附加说明\n本方案由区农业局解释。\n"
    )
    found = facts(text)
    assert [action.title for action in found.actions] == ["行动任务", "工作要求"]
    assert tasks(text)[2:5] == [("一", "加强领导"), ("二", "密切协作"), ("三", "按时通报")]


def test_a_table_of_contents_is_no_chapter_that_counts_anew() -> None:
    text = (
        "南山区海洋执法规划\n一、总体要求\n二、主要任务\n三、保障措施\n一、总体要求\n坚持依法行政。\n二、主要任务\n"
        "（一）海洋工程。开展监管。查处违法案件。\n（二）海洋倾废。扩大覆盖面。发现违法行为。\n三、保障措施\n（一）加强领导。成立小组。\n"
    )
    assert [action.title for action in facts(text).actions] == ["主要任务", "保障措施"]


def test_chapters_that_say_for_whom_and_when_hold_no_tasks() -> None:
    text = (
        "青岚县疫苗接种方案\n一、接种原则\n（一）属地责任。各村严格落实属地责任。\n（二）知情免费。居民免费接种。\n"
        "二、接种对象和时间安排\n18周岁以上人群，分批进行。\n三、行动时间\n自发文之日起至11月30日。\n四、组织实施\n"
        "（一）界定重点对象。各村摸排人员，登记造册。\n（二）做好接种实施。各卫生院规范接种，做好留观。\n"
    )
    assert tasks(text) == [("（一）", "界定重点对象"), ("（二）", "做好接种实施")]


def test_titles_that_run_into_a_text_whose_subject_is_a_body_end_before_it() -> None:
    text = "".join(
        [
            "东屿乡疫苗接种工作实施方案为做好接种工作，结合我乡实际，制定本方案。一、组织保障成立接种工作组，负责组织保障、人员摸排、宣传发动等工作。",
            "二、加强监测和救治（一）加强异常反应监测由县卫健局成立处置指导组，指导监测和处置工作。对异常反应，按规定及时报告和调查，并将结论告知受种者。",
            "（二）医疗救治保障由县卫健局安排专业人员接受处置培训，负责医疗保障工作。相关救治经费由医保基金支付。三、加强宣传和督导（一）加强宣传引导各行政村要加强疫苗宣传引导工作。",
            "宣传疫苗维护健康的积极作用，引导提高接种意愿。（二）加强督查大督查组要对前期准备、工作进度进行督查，及时通报结果。"
            * 1,
        ]
    )
    assert [title for number, title in tasks(text) if number and number[0] == "（"][:3] == [
        "加强异常反应监测", "医疗救治保障", "加强宣传引导",
    ]  # fmt: skip
