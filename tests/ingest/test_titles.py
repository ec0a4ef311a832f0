"""Where an item's title ends."""

import pytest

from ingest.blocks import Paragraph
from ingest.mapped import map_span
from ingest.titles import is_clean_title, split_title


def split(text: str, *, heading: int = 0, bold: int = 0) -> tuple[str, str]:
    mapped = map_span(text, 0, len(text))
    title, rest = split_title(Paragraph(mapped, heading, bold), mapped)
    return title.text, rest.text


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("建设集配中心。在城东规划建设。", "建设集配中心", "在城东规划建设。"),
        ("建设集配中心", "建设集配中心", ""),
        ("建设集配中心：在城东规划建设，配套冷库。", "建设集配中心", "在城东规划建设，配套冷库。"),
        ("建设集配中心:在城东规划建设，配套冷库。", "建设集配中心", "在城东规划建设，配套冷库。"),
        ("【建设集配中心】在城东规划建设。", "建设集配中心", "在城东规划建设。"),
        ("建设“一核（含城东。）多点”网络。在城东规划。", "建设“一核（含城东。）多点”网络", "在城东规划。"),
        ("打造旅游景区　推进三条游线提质改造升级。", "打造旅游景区", "推进三条游线提质改造升级。"),
        ("在城东规划建设集配中心；在城西改造冷库；", "", "在城东规划建设集配中心；在城西改造冷库；"),
    ],
)
def test_titles_end_at_a_stop_a_colon_a_space_or_the_line(text: str, title: str, rest: str) -> None:
    assert split(text) == (title, rest)


def test_a_bold_run_is_the_title() -> None:
    assert split("建设集配中心在城东规划建设。", bold=6) == ("建设集配中心", "在城东规划建设。")
    assert split("建设集配中心。在城东规划建设。", bold=7) == ("建设集配中心", "在城东规划建设。")


def test_a_line_that_the_format_marks_is_all_title() -> None:
    assert split("建设集配中心，完善网络。", heading=3) == ("建设集配中心，完善网络", "")


def test_a_long_first_sentence_is_no_title() -> None:
    text = (
        "在城东片区规划建设县级冷链集配中心并配套公共冷库分拣包装线信息平台等设施设备以及检验检测和应急保障能力建设项目"
        "全部投用达效惠及全县。完善网络。"
    )
    assert split(text)[0] == ""


@pytest.mark.parametrize("title", ["建设集配中心", "优化布局，完善网络", "实施“千企倍增”行动"])
def test_phrases_read_as_titles(title: str) -> None:
    assert is_clean_title(title, "在城东规划建设。")


@pytest.mark.parametrize("title", ["", "新建冷库3座以上", "到2025年底前建成", "推进甲，完善乙，提升丙，做强丁"])
def test_first_sentences_do_not(title: str) -> None:
    assert not is_clean_title(title, "在城东规划建设。")
