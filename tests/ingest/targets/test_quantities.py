import pytest

from ingest.targets.numerals import chinese_value, find_numerals
from ingest.targets.quantities import find_quantities


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10),
        ("一百二十", 120),
        ("三千五", 3500),
        ("二〇二五", 2025),
        ("两", 2),
        ("三万五千", 35000),
        ("一千亿", 1e11),
        ("百", 100),
        ("十点五", None),
    ],
)
def test_words_have_values(words: str, value: float | None) -> None:
    assert chinese_value(words) == (10.5 if words == "十点五" else value)


@pytest.mark.parametrize("digit", ["9", "九", "百"])
@pytest.mark.parametrize("text", ["{}个", "百分之{}", "{}点五亿", "{}.5万亩", "{}成以上"])
def test_a_number_that_no_number_holds_is_none(digit: str, text: str) -> None:
    """A line of digits, as damaged files have: it neither stops the reading nor becomes an infinite value."""
    assert all(quantity.value < 1000 for quantity in find_quantities(text.format(digit * 5000)))
    assert chinese_value(digit * 400 + "点五") is None


@pytest.mark.parametrize(
    "text", ["数十家企业", "几百个项目", "若干措施", "十四五规划", "上百家", "成千上万", "零部件", "第二产业"]
)
def test_vague_numbers_are_none(text: str) -> None:
    assert [numeral for numeral in find_numerals(text) if numeral.value not in (2.0,)] == []


@pytest.mark.parametrize(
    ("text", "value", "value_to", "unit", "after"),
    [
        ("110万元/人以上", 110, None, "万元/人", ">="),
        ("1,250家", 1250, None, "家", None),
        ("一千亿元", 1000, None, "亿元", None),
        ("一百二十亿元", 120, None, "亿元", None),
        ("百余家", 100, None, "家", ">"),
        ("10多家", 10, None, "家", ">"),
        ("八成以上", 80, None, "%", ">="),
        ("七成五左右", 75, None, "%", "~"),
        ("一半以上", 50, None, "%", ">="),
        ("三分之一", 33.33, None, "%", None),
        ("百分之八十", 80, None, "%", None),
        ("千分之五以内", 5, None, "‰", "<="),
        ("3—5个", 3, 5, "个", None),
        ("3至5家", 3, 5, "家", None),
        ("8%~10%", 8, 10, "%", None),
        ("2到3个以上", 2, 3, "个", ">="),
        ("三五家", 3, 5, "家", None),
        ("两三百个", 200, 300, "个", None),
        ("1.2万亩", 1.2, None, "万亩", None),
        ("20万吨标准煤", 20, None, "万吨标准煤", None),
        ("30微克/立方米", 30, None, "微克/立方米", None),
        ("270克标准煤/千瓦时以下", 270, None, "克标准煤/千瓦时", "<="),
        ("9/10万以下", 9, None, "/10万", "<="),
        ("5个百分点", 5, None, "个百分点", None),
        ("5家（个）以上", 5, None, "家（个）", ">="),
        ("15.6件/万人", 15.6, None, "件/万人", None),
        ("10EFLOPS", 10, None, "EFLOPS", None),
        ("100千瓦时", 100, None, "千瓦时", None),
        ("翻一番", 2, None, "倍", None),
        ("翻两番以上", 4, None, "倍", ">="),
        ("翻番", 2, None, "倍", None),
        ("清零", 0, None, "", None),
        ("1.8:1以内", 1.8, None, "", "<="),
        ("1:1.25", 1.25, None, "", None),
        ("一万户", 10000, None, "户", None),
        ("3亿剂", 3, None, "亿剂", None),
        ("60栋以上", 60, None, "栋", ">="),
        ("12幅", 12, None, "幅", None),
    ],
)
def test_quantities(text: str, value: float, value_to: float | None, unit: str, after: str | None) -> None:
    found = find_quantities(text)
    assert [(q.value, q.value_to, q.unit, q.after) for q in found] == [(value, value_to, unit, after)]


def test_an_unknown_measure_counts_before_a_word_of_comparison() -> None:
    assert [(q.unit, q.kind) for q in find_quantities("组织巡护80趟以上")] == [("趟", "unknown")]


@pytest.mark.parametrize(
    "text",
    ["5G网络", "8K视频", "PM2.5", "A4纸", "C3产品", "“2+4”布局", "1+N体系", "第19次会议", "网上市场3.0版", "M0用地"],
)
def test_labels_are_no_quantities(text: str) -> None:
    assert [q for q in find_quantities(text) if q.kind not in ("label", "bare")] == []


def test_a_change_is_no_range() -> None:
    assert [(q.value, q.value_to) for q in find_quantities("由7%到15%")] == [(7, None), (15, None)]
