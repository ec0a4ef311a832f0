"""The tree of numbered headings and items, annexes, closing lines, boxes, several plans in one file."""

import pytest

from tests.ingest.plan_reading import Tree, outline, tree

HEAD = "南河县冷链物流发展实施方案\n为加快发展，制定本方案。\n"


def skeleton(nodes: list[Tree]) -> list[object]:
    """Numbers only: ["一", ["（一）", ["1", "2"]]]."""
    found: list[object] = []
    for number, _, below in nodes:
        found.append(number)
        if below:
            found.append(skeleton(below))
    return found


def numbers(text: str) -> list[object]:
    return skeleton(tree(HEAD + text))


def test_three_levels_that_restart() -> None:
    text = "一、要求\n（一）甲项\n1.甲事\n2.乙事\n（二）乙项\n1.丙事\n二、任务\n（一）丙项\n1.丁事\n"
    assert numbers(text) == ["一", ["（一）", ["1", "2"], "（二）", ["1"]], "二", ["（一）", ["1"]]]


def test_items_that_run_through() -> None:
    text = "一、任务\n（一）甲项\n1.甲事\n2.乙事\n（二）乙项\n3.丙事\n4.丁事\n二、保障\n（三）丙项\n5.戊事\n"
    assert numbers(text) == ["一", ["（一）", ["1", "2"], "（二）", ["3", "4"]], "二", ["（三）", ["5"]]]


def test_items_straight_under_chapters() -> None:
    assert numbers("一、任务\n1.甲事\n2.乙事\n二、保障\n3.丙事\n") == ["一", ["1", "2"], "二", ["3"]]


def test_a_finer_level_may_skip_one() -> None:
    text = "一、任务\n（一）甲项\n（1）甲事\n（2）乙事\n（二）乙项\n①丙事\n②丁事\n"
    assert numbers(text) == ["一", ["（一）", ["（1）", "（2）"], "（二）", ["①", "②"]]]


def test_brackets_with_digits_under_items() -> None:
    text = "一、任务\n（一）甲项\n1.甲事\n（1）做这件事情\n（2）做那件事情\n2.乙事\n（1）做别的事情\n"
    assert numbers(text) == ["一", ["（一）", ["1", ["（1）", "（2）"], "2", ["（1）"]]]]


def test_chapters_and_articles() -> None:
    text = "第一章 总则\n第一条 为规范管理，制定本办法。\n第二条 适用于全县。\n第二章 职责\n第三条 县住建局负责监管。\n"
    assert numbers(text) == ["第一章", ["第一条", "第二条"], "第二章", ["第三条"]]


def test_parts_chapters_and_sections() -> None:
    text = "第一部分 总体要求\n一、形势\n二、目标\n第二部分 主要任务\n一、甲项\n（一）甲事\n二、乙项\n"
    assert numbers(text) == ["第一部分", ["一", "二"], "第二部分", ["一", ["（一）"], "二"]]


@pytest.mark.parametrize("word", ["任务", "行动", "重点任务", "工程"])
def test_numbered_words_run_through_their_groups(word: str) -> None:
    text = f"一、任务\n（一）甲项\n{word}一：甲事\n{word}二：乙事\n（二）乙项\n{word}三：丙事\n"
    assert numbers(text) == ["一", ["（一）", [f"{word}一", f"{word}二"], "（二）", [f"{word}三"]]]


def test_decimal_numbers_under_whole_ones() -> None:
    text = "一、任务\n1.甲项\n1.1建设码头设施\n1.2改造仓储设施\n2.乙项\n2.1培育龙头企业\n"
    assert numbers(text) == ["一", ["1", ["1.1", "1.2"], "2", ["2.1"]]]


def test_markdown_headings_with_and_without_numbers() -> None:
    text = "## 总体要求\n坚持统筹。\n## 主要任务\n### 完善网络\n1. 建设码头设施\n### 培育主体\n2. 培育龙头企业\n"
    assert [(title, [below[1] for below in under]) for _, title, under in tree(HEAD + text)] == [
        ("总体要求", []),
        ("主要任务", ["完善网络", "培育主体"]),
    ]


def test_headings_run_into_the_paragraph() -> None:
    text = "一、任务。（一）甲项。做好甲事，确保落实。（二）乙项。做好乙事，确保落实。\n二、保障。加强领导。\n"
    assert [number for number, _, _ in tree(HEAD + text)] == ["一", "二"]


def test_items_inside_a_paragraph_are_items_of_it() -> None:
    text = "一、任务\n（一）甲项。分三步推进：1.摸清底数，建立台账。2.逐项整改，逐一销号。3.总结评估，建章立制。\n"
    (chapter,) = tree(HEAD + text)
    (group,) = chapter[2]
    assert [below[0] for below in group[2]] == ["1", "2", "3"]


def test_figures_inside_a_paragraph_are_no_items() -> None:
    text = "一、任务\n（一）甲项。新建码头2.5公里、仓库3.2万平方米，总投资1.5亿元。其中1.2亿元为专项资金。\n"
    assert numbers(text) == ["一", ["（一）"]]


@pytest.mark.parametrize("first", ["一是摸清底数。二是逐项整改。", "首先摸清底数，其次逐项整改。"])
def test_words_that_count_are_no_items(first: str) -> None:
    assert numbers(f"一、任务\n（一）甲项。{first}\n") == ["一", ["（一）"]]


def test_text_below_a_heading_is_the_heading_s() -> None:
    text = HEAD + "一、任务\n（一）甲项\n做好甲事，确保落实。\n做好乙事，确保落实。\n（二）乙项\n"
    group = outline(text).parts[0].nodes[0].children[0]
    assert [paragraph.text.text for paragraph in group.paragraphs] == [
        "甲项",
        "做好甲事，确保落实。",
        "做好乙事，确保落实。",
    ]


def test_what_stands_before_the_first_heading_opens_the_part() -> None:
    assert [p.text.text for p in outline(HEAD + "一、任务\n甲事。").parts[0].opening] == [
        "南河县冷链物流发展实施方案",
        "为加快发展，制定本方案。",
    ]


@pytest.mark.parametrize("line", ["附件", "附件：", "附件1", "附件2：", "附表1", "附录"])
def test_an_annex_is_a_part_of_its_own(line: str) -> None:
    text = HEAD + f"一、任务\n（一）甲项\n做好甲事。\n{line}\n任务分工表\n1.建设码头设施三座\n2.改造仓储设施两处\n"
    parts = outline(text).parts
    assert [part.annex for part in parts] == [None, line.rstrip("：")]
    assert parts[1].opening[0].text.text == "任务分工表"


def test_an_annex_with_its_title_on_the_same_line() -> None:
    text = HEAD + "一、任务\n（一）甲项\n做好甲事。\n附件1 南河县重点项目清单\n1.建设码头设施三座\n2.改造仓储设施两处\n"
    parts = outline(text).parts
    assert [part.annex for part in parts] == [None, "附件1"]
    assert parts[1].opening[0].text.text == "南河县重点项目清单"


@pytest.mark.parametrize(
    "attachments",
    [
        "附件：1.重点项目清单\n2.责任分工表",
        "附件：1．重点项目清单\n　　　2．责任分工表",
        "附件：重点项目清单",
        "附件1.重点项目清单\n附件2.责任分工表",
    ],
)
def test_a_list_of_attachments_is_no_annex_and_no_item(attachments: str) -> None:
    text = HEAD + f"一、任务\n（一）甲项\n做好甲事。\n{attachments}\n\n南河县人民政府办公室\n2024年3月5日\n"
    found = outline(text)
    assert skeleton([(n.number, "", [(c.number, "", []) for c in n.children]) for n in found.parts[0].nodes]) == [
        "一",
        ["（一）"],
    ]
    assert len(found.parts) == 1


@pytest.mark.parametrize(
    "closing",
    [
        "南河县人民政府办公室\n2024年3月5日",
        "抄送：县委各部门，县人武部。",
        "联系人：王某某，联系电话：12345678",
        "（此件公开发布）",
        "二〇二四年三月五日",
        "本方案自2024年4月1日起施行，有效期至2026年12月31日。",
    ],
)
def test_closing_lines_belong_to_no_item(closing: str) -> None:
    found = outline(HEAD + f"一、任务\n（一）甲项\n做好甲事。\n{closing}\n").parts[0]
    group = found.nodes[0].children[0]
    assert [paragraph.text.text for paragraph in group.paragraphs] == ["甲项", "做好甲事。"]
    assert [p.text.text for p in found.closing] == closing.split("\n")


def test_a_box_between_items_belongs_to_the_plan() -> None:
    text = (
        HEAD
        + "一、任务\n（一）甲项\n做好甲事。\n专栏1 重点工程\n新建码头3座。\n改造仓库2处。\n（二）乙项\n做好乙事。\n"
    )
    part = outline(text).parts[0]
    assert [[p.text.text for p in box] for box in part.boxes] == [["专栏1重点工程", "新建码头3座。", "改造仓库2处。"]]
    assert [child.number for child in part.nodes[0].children] == ["（一）", "（二）"]


def test_two_plans_in_one_file_each_begin_anew() -> None:
    second = "南河县快递进村实施方案\n为推进快递进村，制定本方案。\n一、目标\n（一）丙项\n二、任务\n（一）丁项\n"
    text = HEAD + "一、要求\n（一）甲项\n二、任务\n（一）乙项\n做好乙事，确保落实。\n" + second
    parts = outline(text).parts
    assert [[node.number for node in part.nodes] for part in parts] == [["一", "二"], ["一", "二"]]
    assert parts[1].opening[0].text.text == "南河县快递进村实施方案"


def test_a_document_on_one_line() -> None:
    sentence = "统筹推进各项工作，健全工作机制，压实工作责任，确保取得实效。"
    items = "".join(f"（{number}）推进{number}项。{sentence * 3}" for number in "一二三四五")
    text = f"南河县冷链物流发展实施方案一、总体要求{sentence}二、主要任务{items}三、保障措施{sentence * 4}"
    nodes = outline(text).parts[0].nodes
    assert [node.number for node in nodes] == ["一", "二", "三"]
    assert [child.number for child in nodes[1].children] == ["（一）", "（二）", "（三）", "（四）", "（五）"]


def test_tables_belong_to_the_heading_above_them() -> None:
    text = HEAD + "一、目标\n指标\t2024年\t2025年\n码头（座）\t2\t3\n二、任务\n（一）甲项\n做好甲事。\n"
    nodes = outline(text).parts[0].nodes
    assert [len(node.tables) for node in nodes] == [1, 0]


def test_a_text_without_numbers_has_no_nodes() -> None:
    part = outline("关于放假的通知\n各单位：\n五月一日放假。\n").parts[0]
    assert (len(part.nodes), len(part.opening)) == (0, 3)
