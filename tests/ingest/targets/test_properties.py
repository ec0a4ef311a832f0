"""What holds for any text: no crash, quotes that stand in the document, no number with a measure lost, linear time."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.targets.reading import read
from tests.ingest.targets.test_not_targets import CASES as NOT_TARGETS
from tests.ingest.targets.test_prose import CASES as TARGETS

_PIECES = [
    *(
        "到2025年 ， 。 、 ； ： （ ） “ ” 《 》 每年 累计 分别 均 达到 不低于 以上 左右 提高 下降 增长 至少 新增 建成"
        " 培育 企业 项目 覆盖率 亩均税收 占 比重 其中 超 100 3-5 1.5 8% 家 个 亿元 万亩 一个 两 百 八成 翻番 清零"
        " 前50强 三大 的 和 对 给予 奖励 目前 较2020年 ** ５ ％ 每公里 分之 第 十四五 年 1:2 — —— 各 A G / 萬 項"
    ).split(),
    " ",
    "\n",
]
_MEASURED = re.compile(r"\d+(?:\.\d+)?(?:家|个|项|亩|万亩|万元|亿元|%|件|公里|台|套)")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    for item in (*reading.targets, *reading.not_targets):
        start, end = item.span
        assert 0 <= start < end <= len(text)
        assert "".join(text[start:end].split()) == item.quote
    for target in reading.targets:
        assert target.indicator
        assert (target.value_to is None) == (target.op != "between")
    assert read(text) == reading


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_characters_are_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize("text", [text for text, _ in TARGETS] + [text for text, _ in NOT_TARGETS], ids=str)
def test_no_measured_number_is_lost(text: str) -> None:
    reading = read(text)
    spans = [item.span for item in (*reading.targets, *reading.not_targets)]
    for match in _MEASURED.finditer(text):
        assert any(start <= match.start() and match.end() <= end for start, end in spans), match.group()


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "）",
        "“",
        "1",
        "一",
        "1,",
        "1个",
        "到2025年",
        "三年",
        "的",
        "分之",
        "较2020年",
        "建设公园1个、",
        "（其中1个）",
        "A、B分别达到1个、2个",
        "给予1元",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(24_000) < 40 * max(seconds(3_000), 0.02)  # linear: 8, quadratic: 64
