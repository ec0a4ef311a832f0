"""When a stage that spans months falls due."""

import pytest

from search.due import month_due


@pytest.mark.parametrize(
    ("deadline", "month"),
    [("2025年4月—10月", (2025, 10)), ("2024年11月至2025年3月", (2025, 3)), ("2025年6月底前", (2025, 6))],
)
def test_a_span_is_due_at_its_end(deadline: str, month: tuple[int, int]) -> None:
    assert month_due(deadline, None) == month
