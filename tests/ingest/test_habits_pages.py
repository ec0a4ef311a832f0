"""Pages that carry a piece of a plan: excerpts, saved pages on one line, tables, lists of duties, all without a title page."""

import pytest

from tests.ingest.plan_reading import facts, tasks, units

_BODY = (
    "各街道办事处：\n现将文件印发给你们，请认真执行。\n一、总体要求\n坚持统筹。\n二、主要任务\n"
    "（一）修水库。整修水库三座。（责任单位：区水务局）\n（二）建泵站。新建泵站两座。（责任单位：区城管局）\n"
)


@pytest.mark.parametrize("mark", ["-", "——", "：", "_", " "])
def test_a_number_and_a_notice_on_one_line_are_two_things(mark: str) -> None:
    heading = f"南山政发〔2031〕7号{mark}东海市南山区人民政府关于印发《南山区推进节水若干措施（暂行）》的通知"
    plan = facts(f"{heading}\n{_BODY}").plan
    assert (plan.title, plan.doc_number) == ("南山区推进节水若干措施（暂行）", "南山政发〔2031〕7号")
    assert (plan.issuers, plan.jurisdictions) == (("东海市南山区人民政府",), ("南山区",))


def test_the_notice_printed_again_and_the_caption_of_its_table_are_not_the_plans_title() -> None:
    text = (
        "当前位置：首页>专题报道\n东海市湖长制办公室关于印发《东海市全面推行湖长制主要任务分解方案》的通知\n"
        "发布日期：2031-07-09\n东海市湖长制办公室\n关于印发《东海市全面推行湖长制主要任务分解方案》的通知\n"
        "东海市全面推行湖长制主要任务分解表\n| 序号 | 类别 | 主要任务 | 牵头单位 |\n|---|---|---|---|\n"
        "| 1 | 水资源 | 严守用水总量红线 | 市水利局 |\n| 2 | 水环境 | 整治黑臭水体 | 市住建局 |\n"
    )
    assert facts(text).plan.title == "东海市全面推行湖长制主要任务分解方案"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("首页\n当前位置：首页 > 政务公开\n二、2031年县八件民生实事工作安排", "2031年县八件民生实事工作安排"),
        ("附件2\n三、东海市2031年度民生实事项目实施方案", "东海市2031年度民生实事项目实施方案"),
        ("第二部分 2031年全市重点工作任务清单", "2031年全市重点工作任务清单"),
    ],
)
def test_the_numbered_heading_of_an_excerpt_is_its_title_and_no_action(heading: str, title: str) -> None:
    found = facts(f"{heading}\n（一）办好学校。新建幼儿园3所。\n（二）修好公路。改造公路60公里。\n")
    assert (found.plan.title, found.actions) == (title, ())
    assert [(task.number, task.title) for task in found.tasks] == [("（一）", "办好学校"), ("（二）", "修好公路")]


def test_an_action_that_is_no_title_stays_one() -> None:
    found = facts("二、加强水利建设\n（一）修好水库。整修水库三座。\n（二）建好泵站。新建泵站两座。\n")
    assert [action.title for action in found.actions] == ["加强水利建设"]


@pytest.mark.parametrize(
    "text",
    [
        "1.实施健康知识普及行动。面向家庭普及知识与技能。\n2.实施控烟行动。推进无烟环境建设。\n",
        "市人社局：加强人事指导，培养人才。\n市规划局：做好规划，方便群众。\n市农业局：配合做好中心建设工作。\n",
        "Sheet1\n序号\t实事项目\t责任单位\n1\t新建幼儿园3所\t教育局\n2\t新建泵站两座\t水利局\n",
    ],
)
def test_a_document_that_prints_no_title_has_none(text: str) -> None:
    assert facts(text).plan.title == ""


def test_every_line_of_a_page_of_duties_is_a_task_of_its_body() -> None:
    text = (
        "市人社局：加强人事指导，培养人才；配合制定培训计划。\n市规划局：做好规划，方便群众。\n"
        "市住建局：负责推进工地书屋建设。\n市文旅局：牵头举办读书节。\n"
    )
    assert [(task.title, *unit[1:]) for task in facts(text).tasks for unit in units(task)] == [
        ("市人社局", "lead", "first_listed"),
        ("市规划局", "lead", "first_listed"),
        ("市住建局", "lead", "first_listed"),
        ("市文旅局", "lead", "stated"),
    ]
    assert len(tasks(f"东海市书香城市任务分工\n{text}")) == 4


@pytest.mark.parametrize(
    ("headline", "title", "place"),
    [
        (
            "查看原文\n其他\n\n重磅!金华2031年20项民心工程来了\n\n金华日报 2031-02-19",
            "金华2031年20项民心工程",
            ("金华市",),
        ),
        ("县人民代表大会闭幕，经票决，县政府2031年度十件民生实事项目 正式出炉！", "县政府2031年度十件民生实事项目", ()),
        ("刚刚，金华市2031年度重点民生实事清单公布！", "金华市2031年度重点民生实事清单", ("金华市",)),
    ],
)
def test_a_newspapers_headline_holds_the_plans_name(headline: str, title: str, place: tuple[str, ...]) -> None:
    body = "稳定就业，缓解压力\n1. 促进就业。新增城镇就业3万人。\n2. 帮扶就业。帮扶500人就业。\n"
    found = facts(f"{headline}\n\n{body}").plan
    assert (found.title, found.jurisdictions) == (title, place)


def test_a_title_that_names_a_document_goes_on_behind_it() -> None:
    text = (
        "东海市南山区人民政府办公室关于印发贯彻《东海市节约用水条例》推进节水型社会建设实施方案的通知\n南府办〔2031〕26号\n"
        "各街道：\n现将实施方案印发给你们。\n东海市南山区人民政府办公室\n2031年5月5日\n关于贯彻《东海市节约用水条例》\n"
        "推进节水型社会建设的实施方案\n为节约用水，制定方案。\n一、主要任务\n（一）修水库。整修水库三座。\n"
    )
    assert facts(text).plan.title == "关于贯彻《东海市节约用水条例》推进节水型社会建设的实施方案"


@pytest.mark.parametrize(
    ("work", "place"),
    [
        ("端州区、鼎湖区、四会市新建学校，全市新增学位900个。", ("肇庆市",)),
        ("在婺城区、金东区、兰溪市改造公路，惠及全市群众。", ("金华市",)),
        ("在婺城区、端州区、四会市改造公路，惠及全市群众。", ()),
        ("在端州区、四会市改造公路，惠及全市群众。", ()),
        ("由教育部、财政部、国家发展改革委、公安部牵头，科技部配合。", ("全国",)),
        ("由教育部、财政部、国家发展改革委、公安部牵头，我省对口部门配合。", ()),
        ("争取教育部、财政部支持，开展试点。", ()),
    ],
)
def test_the_place_of_a_page_without_header_is_told_by_what_it_names(work: str, place: tuple[str, ...]) -> None:
    text = f"重点任务分工方案\n一、主要任务\n（一）办好实事。{work}\n（二）抓好落实。定期调度进展。\n"
    assert facts(text).plan.jurisdictions == place


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "怀山市人民政府办公厅关于支持企业若干措施 [主题分类] 综合政务 　　[发文机构] 怀山市人民政府办公厅 　　[成文日期] 2031-02-03",
            "怀山市人民政府办公厅关于支持企业若干措施",
        ),
        ("10件惠民实事\n怀山市2031年10件惠民实事\n", "怀山市2031年10件惠民实事"),
        ("重点任务清单\n怀山市2031年重点任务清单\n", "怀山市2031年重点任务清单"),
    ],
)
def test_what_stands_around_a_title_does_not_cut_it(head: str, title: str) -> None:
    items = "".join(
        f"　　{at}.推进第{at}项工作，提升服务水平，方便群众办事。(责任单位：市商务局)" for at in range(1, 40)
    )
    assert facts(f"{head}　　为更好服务企业，制定以下措施。{items}").plan.title == title
