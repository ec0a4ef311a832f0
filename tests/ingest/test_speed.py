"""Time grows with the length of the text and nothing else: no line, however odd, holds the parser up."""

import time
from pathlib import Path

import pytest

from tests.ingest.plan_reading import facts

MEGABYTE = 1_000_000


def _seconds(text: str) -> float:
    began = time.process_time()
    facts(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "piece",
    ["（", "）", "(", "[", "】", "〔【（", "（）", "<", "《", "“", "{", "（责任单位：", "责任单位：", "【责任单位】"],
)
def test_a_line_of_a_megabyte_of_brackets(piece: str) -> None:
    facts("一、总体要求")  # the first reading loads the word lists
    line = piece * (MEGABYTE // len(piece.encode()))
    assert _seconds(line) < 6.0  # about 0.5 s on a free machine


@pytest.mark.parametrize(
    "piece",
    [
        "。",
        "、",
        "1.",
        "一、",
        "①",
        "第一章",
        "附件1",
        "责任单位：",
        "10%",
        "万元",
        "到2025年，",
        "≥",
        "**",
        "|",
        "\t",
        "\xa0",
        "a\n",
        "一、\n",
        "（一）\n",
        "附件1\n",
        "|-|\n",
        "a|b\n",
        "a\tb\n",
        "序号\n",
        "责任单位：市局\n",
        "1.建设项目。\n",
        "市发改委、",
        "首页>",
        "附件：\n",
        "注：\n",
        "2025-",
        "新增1个、",
        "一是",
        "A、B分别达到",
    ],
)
def test_odd_repetitions_take_linear_time(piece: str) -> None:
    assert _seconds((piece * 30_000)[:30_000]) < 5.0


def test_ten_times_the_text_takes_about_ten_times_as_long(documents: Path) -> None:
    text = "\n".join(path.read_text("utf-8") for path in sorted(documents.glob("*.txt")))
    _seconds(text)
    once = _seconds(text)
    tenfold = _seconds("\n".join([text] * 10))
    assert tenfold < 20 * once
    rate = len(text.encode()) * 10 / tenfold / MEGABYTE
    assert rate > 0.15, f"{rate:.2f} MB/s"  # 0.5 MB/s on a free core
