"""Titles that nothing parts from their texts: found where a document lies on one line, left alone where there are none."""

import pytest

from ingest.glued_titles import cut_before_labels, cut_titles, joint_features, title_places
from ingest.learn_titles import learn_weights
from tests.ingest.plan_reading import facts

GLUED = (
    ("健全冷链标准体系", "依托行业协会，制定产地预冷标准。"),
    ("提高认识，加强领导", "各镇街要把冷链建设摆上重要位置。"),
    ("推进产地冷库建设", "按照统一规划的要求，支持合作社建设保鲜库。"),
    ("强化资金保障", "县财政每年安排专项资金，用于设备补助。"),
)
SENTENCES = (
    "放宽冷链车辆通行限制，允许新能源车全天通行。",
    "上半年完成三座中转站改造并投入使用。",
    "在现有网点基础上，增设社区自提柜。",
)


def one_line(*chapters: str) -> str:
    text = "".join(f"{'一二三四五六七'[index]}、{chapter}" for index, chapter in enumerate(chapters))
    return "东河县冷链物流发展实施方案为加快冷链物流发展，结合我县实际，制定本方案。" + text


def test_titles_side_by_side_end_where_their_texts_begin() -> None:
    assert cut_titles([title + text for title, text in GLUED]) == [len(title) for title, _ in GLUED]


def test_sentences_have_no_titles() -> None:
    assert cut_titles(SENTENCES) == [0, 0, 0]


def test_mere_headings_beside_them_show_that_items_have_titles() -> None:
    texts = ["完成景区整改根据省厅来函，争取六月底前通过验收。"]
    assert cut_titles(texts, headings=5) == [6]


@pytest.mark.parametrize("label", ["实施项目", "主要内容", "建设内容与规模"])
def test_a_word_that_introduces_each_text_is_no_part_of_the_titles(label: str) -> None:
    names = ["改造老旧管网", "增加城市停车场", "扩大片林"]
    assert cut_before_labels([f"{name}{label}：完成三处。" for name in names]) == [len(name) for name in names]


def test_lists_of_bodies_are_no_such_words() -> None:
    assert cut_before_labels([f"新建{name}小区，责任单位：县住建局。" for name in ("东", "西", "南")]) == []


def test_no_title_ends_in_a_bracket_a_quotation_or_a_number() -> None:
    text = "实施“千村整治、百村示范”（二期）工程2000亩，分解到村。"
    places = {text[:place][-1] for place in title_places(text)}
    assert not places & set("千村、百（二“2")


def test_weights_are_learnt_from_titles_and_texts() -> None:
    examples = [(title + text, len(title)) for title, text in GLUED] + [(text, 0) for _, text in GLUED]
    weights = learn_weights(examples)
    right, other = (
        sum(weights.get(f, 0.0) for f in joint_features("强化资金保障县财政每年", place)) for place in (6, 5)
    )
    assert right > other


def test_a_plan_on_one_line_without_stops_behind_its_titles() -> None:
    text = one_line(
        "总体要求以习近平新时代中国特色社会主义思想为指导，统筹推进。",
        "重点任务（一）推进产地冷库建设支持合作社建设保鲜库，到2031年新建20座。（二）打通配送末端在社区布设冷柜，推广循环箱。"
        "（三）建设追溯平台归集温度数据，接入省平台。",
        "保障措施（一）加强组织领导各有关部门要密切配合，形成合力。（二）加大资金投入县财政统筹资金，优先支持。",
    )
    found = facts(text)
    assert [(task.number, task.title) for task in found.tasks] == [
        ("（一）", "推进产地冷库建设"),
        ("（二）", "打通配送末端"),
        ("（三）", "建设追溯平台"),
        ("（一）", "加强组织领导"),
        ("（二）", "加大资金投入"),
    ]
    assert [action.title for action in found.actions] == ["重点任务", "保障措施"]


def test_numbers_before_the_first_chapter_and_in_the_list_of_attachments_are_no_items() -> None:
    text = (
        "东河县保障房工作通知各镇：现下达任务：1.新开工200套；2.基本建成100套。请抓好落实：一、全面启动新开工项目抓紧办理前期手续，确保九月开工。"
        "二、加快在建项目建设进度同步推进配套设施建设，确保年底交付。附件：1.东河县项目清单；2.东河县进度表。东河县管委会2031年3月3日"
    )
    found = facts(text)
    assert [task.number for task in found.tasks] == ["一", "二"]
    assert found.tasks[1].text.endswith("确保年底交付。")


def test_an_excerpt_on_one_line_may_leave_out_numbers() -> None:
    text = one_line(
        "重点任务（一）建设冷库。支持合作社建库。（二）发展配送。布设冷柜。（五）强化监管。定期抽查。（六）建设平台。归集数据。"
    )
    assert [task.number for task in facts(text + "二、保障措施加强领导，落实责任。").tasks][:4] == [
        "（一）",
        "（二）",
        "（五）",
        "（六）",
    ]


def test_a_single_chapter_on_one_line_with_its_items() -> None:
    text = (
        "东河市2031年重点工作任务分解意见各县区人民政府：现将任务分解如下。一、工业经济方面1.推进园区建设，完成投资20亿元。责任单位：市工信局。"
        "2.培育龙头企业，新增规上企业15家。责任单位：市工信局。3.11月底前建成标准厂房10万平方米。责任单位：市住建局。"
    )
    found = facts(text)
    assert [(task.number, task.units[0].name) for task in found.tasks] == [
        ("1", "市工信局"),
        ("2", "市工信局"),
        ("3", "市住建局"),
    ]
    assert [action.title for action in found.actions] == ["工业经济方面"]
