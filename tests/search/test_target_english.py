"""Targets for readers of English: names whose every word is known, and numbers without Chinese multipliers."""

import pytest

from search.results import TargetRow
from search.target_english import indicator_english, target_english


def _row(indicator: str, value: float, unit: str | None, *, to: float | None = None, op: str = "=") -> TargetRow:
    return TargetRow(
        id="target-a", indicator=indicator, op=op, value=value, value_to=to, unit=unit, year=None, frequency=None, scope=None,
        jurisdiction="甲市", plan="方案", plan_id="plan-a", task=None, score=1.0, evidence=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "english"),
    [
        ("森林覆盖率", "forest coverage"),
        ("新增停车位", "new parking space"),
        ("5G基站（含室分）", "5G base station"),
        ("珍禽馆开放", None),
    ],
)
def test_a_name_is_told_where_all_its_words_are_known(indicator: str, english: str | None) -> None:
    assert indicator_english(indicator) == english


def test_values_are_told_in_plain_numbers() -> None:
    assert target_english(_row("森林覆盖率", 45, "%", op=">=")) == ("森林覆盖率 (forest coverage)", "at least 45%")
    assert target_english(_row("珍禽馆", 1.2, "万亩"))[1] == "1.2万亩 (12,000 mu)"
    assert target_english(_row("珍禽馆", 3, "万亿元"))[1] == "3万亿元 (3 trillion yuan)"
    assert target_english(_row("珍禽馆", 2, "万个", to=3, op="between"))[1] == "2 to 3万个 (20,000 to 30,000)"
    assert target_english(_row("珍禽馆", 4, "座"))[1] == "4座"
    assert target_english(_row("珍禽馆", 4, None))[1] == "4"
