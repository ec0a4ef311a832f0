"""Brackets of any kind, nested any way."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ingest.brackets import depths, outer_groups, split_outside

TEXTS = st.text(alphabet="（）〔〕【】[]<>《》甲乙、，", max_size=60)


def test_the_outermost_runs_with_their_brackets() -> None:
    text = "甲（乙〔丙〕丁）戊【己】"
    assert [text[start:end] for start, end in outer_groups(text)] == ["（乙〔丙〕丁）", "【己】"]


def test_any_closing_bracket_closes_any_opening_one() -> None:
    text = "甲（乙】丙"
    assert [text[start:end] for start, end in outer_groups(text)] == ["（乙】"]


def test_a_bracket_that_never_closes_runs_past_the_end() -> None:
    assert outer_groups("甲（乙") == [(1, 4)]


def test_a_stray_closing_bracket_opens_nothing() -> None:
    assert outer_groups("甲）乙（丙）") == [(3, 6)]


def test_depth_counts_brackets_as_inside() -> None:
    assert depths("甲（乙（丙））丁") == [0, 1, 1, 2, 2, 2, 1, 0]


def test_separators_in_brackets_do_not_split() -> None:
    text = "各县（市、区）、市直部门、〔甲、乙〕丙"
    assert [text[start:end] for start, end in split_outside(text, "、")] == [
        "各县（市、区）",
        "市直部门",
        "〔甲、乙〕丙",
    ]


@given(TEXTS)
def test_groups_follow_one_another_without_overlap(text: str) -> None:
    groups = outer_groups(text)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(groups))
    assert all(start < end <= len(text) + 1 for start, end in groups)


@given(TEXTS)
def test_depth_is_never_negative_and_as_long_as_the_text(text: str) -> None:
    level = depths(text)
    assert len(level) == len(text)
    assert all(depth >= 0 for depth in level)


@given(TEXTS)
def test_what_splits_and_the_separators_make_up_the_text(text: str) -> None:
    pieces = [text[start:end] for start, end in split_outside(text, "、")]
    assert sum(len(piece) for piece in pieces) + sum(
        1 for mark, depth in zip(text, depths(text), strict=True) if mark == "、" and depth == 0
    ) == len(text)
