"""The normal form of text, which remembers where every character stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mapped import MappedText, join, map_span, normalise, quote

LAYOUT = st.text(alphabet="中文ab12，。（）():,; \t\n\u3000\xa0\u200b\ufeff*", max_size=60)


def mapped(text: str) -> MappedText:
    return map_span(text, 0, len(text))


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("（責任單位：縣財政局）", "（责任单位：县财政局）"),
        ("(责任单位:县财政局;县住建局)", "（责任单位：县财政局；县住建局）"),
        ("２０２５年Ｇ３项目", "2025年G3项目"),
        ("新增1,250家", "新增1,250家"),
        ("配比3:1", "配比3:1"),
        ("达到5％，≧3％", "达到5%，≥3%"),
        ("［甲］﹝乙﹞「丙」", "[甲]〔乙〕“丙”"),
    ],
)
def test_one_normal_form_for_what_is_printed_in_many_ways(printed: str, form: str) -> None:
    assert normalise(printed) == form


def test_white_space_goes_but_latin_words_stay_apart() -> None:
    assert mapped("建设 5 G 网络\n　和 Smart City 项 目").text == "建设5 G网络和Smart City项目"


def test_invisible_characters_and_breaks_go() -> None:
    assert mapped("责任\u200b单位<br/>：\ufeff甲局").text == "责任单位：甲局"


def test_gaps_say_what_was_left_out() -> None:
    text = mapped("甲 乙\t丙\n丁戊")
    assert dict(zip(text.text, text.gaps, strict=True)) == {"甲": ".", "乙": " ", "丙": "\t", "丁": "\n", "戊": "."}


def test_an_empty_run_has_no_place() -> None:
    with pytest.raises(ValueError, match="empty run"):
        mapped("甲").span(1, 1)


@given(LAYOUT)
def test_every_character_stands_where_it_says(document: str) -> None:
    text = mapped(document)
    assert len(text.text) == len(text.raw) == len(text.origin)
    assert len(text.gaps) in (0, len(text.text))
    assert list(text.origin) == sorted(set(text.origin))
    for character, offset in zip(text.raw, text.origin, strict=True):
        assert document[offset] == character or (character == " " and document[offset].isspace())


@given(LAYOUT)
def test_nothing_but_white_space_and_invisible_characters_is_left_out(document: str) -> None:
    left = set(range(len(document))) - set(mapped(document).origin)
    assert all(document[offset].isspace() or document[offset] in "\u200b\ufeff" for offset in left)


@given(LAYOUT, st.data())
def test_slices_join_to_the_whole(document: str, data: st.DataObject) -> None:
    text = mapped(document)
    cut = data.draw(st.integers(0, len(text)))
    assert join([text.slice(0, cut), text.slice(cut, len(text))]) == text


@given(LAYOUT)
def test_the_quote_of_a_span_is_the_text_without_white_space(document: str) -> None:
    text = mapped(document)
    if len(text):
        expected = "".join(text.raw.split())
        assert quote(document, text.span()).replace("\u200b", "").replace("\ufeff", "") == expected
