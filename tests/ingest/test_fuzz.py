"""Five hundred damaged documents in every run; `make fuzz` tries ten thousand."""

from tests.fuzz import SLOWEST, inputs

COUNT = 500


def test_no_crash_no_hang_always_a_report() -> None:
    results = list(inputs(COUNT))
    assert len(results) == COUNT
    assert max(seconds for _, _, seconds in results) < SLOWEST
    assert {outcome for _, outcome, _ in results} == {"read", "refused"}
