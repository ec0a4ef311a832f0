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
