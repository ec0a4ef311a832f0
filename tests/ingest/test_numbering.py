"""Printed numbers at the beginning of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mapped import normalise
from ingest.numbering import han_value, printed_number, read_marker


@pytest.mark.parametrize(
    ("line", "style", "value", "printed"),
    [
        ("一、总体要求", "han", 1, "一"),
        ("二十一、附则", "han", 21, "二十一"),
        ("十.保障", "han", 10, "十"),
        ("（一）优化布局", "han_bracket", 1, "（一）"),
        ("(十二)优化布局", "han_bracket", 12, "(十二)"),
        ("〔三〕优化布局", "han_bracket", 3, "〔三〕"),
        ("（四）、优化布局", "han_bracket", 4, "（四）"),
        ("1.建设码头", "arabic", 1, "1"),
        ("12．建设码头", "arabic", 12, "12"),
        ("3、建设码头", "arabic", 3, "3"),
        ("（5）建设码头", "arabic_bracket", 5, "（5）"),
        ("6）建设码头", "arabic_half", 6, "6）"),
        ("⑦建设码头", "circled", 7, "⑦"),
        ("第三章 重点任务", "chapter", 3, "第三章"),
        ("第二部分 任务", "part", 2, "第二部分"),
        ("第一节 布局", "section", 1, "第一节"),
        ("第十五条 本办法", "article", 15, "第十五条"),
        ("任务一：建设码头", "task_word", 1, "任务一"),
        ("行动3.建设码头", "task_word", 3, "行动3"),
        ("重点任务四、建设码头", "task_word", 4, "重点任务四"),
        ("2.1建设码头", "decimal", 1, "2.1"),
        ("3.2.4建设码头", "decimal3", 4, "3.2.4"),
    ],
)
def test_numbers_of_every_style(line: str, style: str, value: int, printed: str) -> None:
    marker = read_marker(normalise(line))
    assert marker is not None
    assert (marker.style, marker.value, printed_number(line, marker)) == (style, value, printed)


@pytest.mark.parametrize(
    "line",
    [
        "2025年底前完成",
        "14.4公里绿道",
        "3.5亿元投资",
        "一批项目",
        "一是完善制度",
        "第一批名单",
        "第三条例外",
        "（含改造）",
        "（2023—2025年）",
        "5个项目",
        "任务清单",
        "建设1.码头",
        "",
        "0.项目",
    ],
)
def test_figures_and_words_are_no_numbers_of_an_outline(line: str) -> None:
    marker = read_marker(normalise(line))
    assert marker is None or marker.style == "decimal"


def _han(value: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


@given(st.integers(1, 999))
def test_chinese_numerals_have_their_value(value: int) -> None:
    assert han_value(_han(value)) == value


@given(st.integers(1, 99))
def test_an_item_number_is_read_back(value: int) -> None:
    for line in (f"{_han(value)}、甲", f"（{_han(value)}）甲", f"{value}.甲", f"（{value}）甲", f"第{_han(value)}条甲"):
        marker = read_marker(line)
        assert marker is not None
        assert marker.value == value
