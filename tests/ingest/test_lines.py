"""Lines: markup, page numbers, running heads and the website's own words."""

import pytest

from ingest.extract import extract
from ingest.lines import columns, read_lines
from ingest.residue import is_page_number, is_web_residue
from tests.ingest.plan_reading import source


def kept(text: str) -> list[str]:
    return [line.text.text for line in read_lines(source(text), ()).lines]


def left_out(text: str) -> list[str]:
    return ["".join(text[start:end].split()) for start, end in read_lines(source(text), ()).residue]


@pytest.mark.parametrize(
    "line",
    [
        "3",
        "- 3 -",
        "—3—",
        "－ 12 －",
        "第3页",
        "第3页 共10页",
        "第 3 页，共 10 页",
        "3/10",
        "· 3 ·",
        "Page 3 of 10",
        "~ 7 ~",
    ],
)
def test_page_numbers(line: str) -> None:
    text = f"新建码头\n{line}\n三座。"
    assert kept(text) == ["新建码头", "三座。"]
    assert len(left_out(text)) == 1


@pytest.mark.parametrize("line", ["1.", "2025年", "3家", "3.5", "第3批", "12个项目"])
def test_figures_of_the_text_are_no_page_numbers(line: str) -> None:
    assert not is_page_number(line)


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 政务公开 > 政策文件",
        "首页>信息公开>规划计划",
        "【字体：大 中 小】",
        "字号：大中小",
        "分享到：微信 微博",
        "[打印本页] [关闭窗口]",
        "打印 关闭",
        "扫一扫在手机打开当前页",
        "上一篇：关于春节放假的通知",
        "相关解读：一图读懂行动方案",
        "浏览次数：1205",
        "来源：县政府办公室",
        "责任编辑：张三",
        "发布时间：2024-03-05 10:22 来源：县政府办公室",
        "浙ICP备05000001号",
        "主办：南河县人民政府 承办：县大数据局",
        "-----",
        "******",
    ],
)
def test_what_the_website_says_for_itself(line: str) -> None:
    assert is_web_residue("".join(line.split())) or is_web_residue(line)
    assert kept(f"一、总体要求\n{line}\n坚持创新。") == ["一、总体要求", "坚持创新。"]


@pytest.mark.parametrize(
    "line",
    [
        "来源广泛，渠道多样。",
        "分享发展成果，推动共同富裕。",
        "打印耗材产业园建设",
        "首页改版工程。",
        "收藏家协会",
        "责任单位：县财政局",
        "主办单位：县文旅局",
        "相关部门要密切配合。",
        "附件：1.任务清单",
    ],
)
def test_words_of_the_plan_are_not_the_website_s(line: str) -> None:
    assert kept(f"一、总体要求\n{line}\n坚持创新。")[1] == line


def test_a_short_line_that_comes_again_and_again_is_a_running_head() -> None:
    text = "\n".join(f"南河县人民政府文件\n{word}码头建设稳步推进并且按期完成。" for word in "甲乙丙丁")
    assert "南河县人民政府文件" not in kept(text)
    assert left_out(text) == ["南河县人民政府文件"] * 4


def test_a_title_with_its_years_may_be_a_running_head() -> None:
    head = "南河县冷链物流发展方案（2024—2026年）"
    assert head not in kept("\n".join(f"{head}\n{word}码头建设稳步推进并且按期完成。" for word in "甲乙丙丁"))


@pytest.mark.parametrize(
    "line",
    ["责任单位：县财政局", "（县财政局负责）", "1.新建码头", "合，完善配套设施，提升服务", "一、任务", "建成投用。"],
)
def test_lists_numbers_and_sentences_may_come_again(line: str) -> None:
    assert kept("\n".join([line] * 5)) == ["".join(line.split())] * 5


@pytest.mark.parametrize(
    ("line", "text", "heading", "bold"),
    [
        ("## 二、主要任务", "二、主要任务", 2, 0),
        ("**1.建设码头。**新建三座。", "1.建设码头。新建三座。", 0, 7),
        ("1. **建设码头**：新建三座。", "1.建设码头：新建三座。", 0, 6),
        ("__建设码头__ 新建三座。", "建设码头新建三座。", 0, 4),
        ("<b>建设码头</b>新建三座。", "建设码头新建三座。", 0, 4),
        ("- 新建码头三座。", "新建码头三座。", 0, 0),
        ("> 新建码头三座。", "新建码头三座。", 0, 0),
        (r"1\. 新建码头", "1.新建码头", 0, 0),
    ],
)
def test_markup_is_read_and_removed(line: str, text: str, heading: int, bold: int) -> None:
    (found,) = read_lines(source(line), ()).lines
    assert (found.text.text, found.heading, found.bold_end) == (text, heading, bold)


@pytest.mark.parametrize("space", ["　　", "    ", "\xa0\xa0\xa0\xa0", "\t"])
def test_indents_are_counted_in_columns(space: str) -> None:
    (found,) = read_lines(source(f"{space}新建码头"), ()).lines
    assert (found.indent, found.width) == (4, 8)


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("建5G网，") == 2 + 1 + 1 + 2 + 2


def test_an_empty_line_before_is_known() -> None:
    assert [line.gap for line in read_lines(source("甲甲\n\n乙乙\n丙丙"), ()).lines] == [False, True, False]


def test_a_document_on_one_line_is_cut_where_spaces_stand() -> None:
    sentence = "坚持统筹推进，完善基础设施，提升服务能力。"
    text = " ".join([f"{number}、{sentence * 4}" for number in "一二三四五六七八九十"])
    assert len(kept(text)) == 10


def test_a_second_copy_of_the_text_is_residue() -> None:
    items = [
        f"（{number}）完成{word}片区的管网改造，建立长效管护机制，落实管护责任和经费，做到有人管、有钱管、管得好，让群众满意，"
        "并按季度公布进展。" for number, word in zip("一二三四五六七八九", "东南西北中上下左右", strict=True)
    ]  # fmt: skip
    text = "\n".join(["青岚县管网方案", *items, "（此件公开发布）", *items]) + "\n"
    assert kept(text) == ["青岚县管网方案", *items, "（此件公开发布）"]
    assert left_out(text) == items


def test_phrases_that_a_plan_repeats_are_no_second_copy() -> None:
    text = (
        "\n".join(f"（{number}）抓项目。\n责任单位：县发改局、县财政局。" for number in "一二三四五六七八九十") + "\n"
    )
    assert left_out(text) == []


def test_a_second_copy_is_told() -> None:
    items = "".join(
        f"（{number}）完成{word}片区的管网改造，建立长效管护机制，落实管护责任和经费，做到有人管、有钱管、管得好、用得久，让群众满意。\n"
        for number, word in zip("一二三四五六七八九", "东南西北中上下左右", strict=True)
    )
    read = extract(source(f"青岚县管网方案\n二、重点任务\n{items}（此件公开发布）\n{items}"))
    assert len(read.tasks) == 9
    assert [warning.kind for warning in read.warnings] == ["repeated_text"]
