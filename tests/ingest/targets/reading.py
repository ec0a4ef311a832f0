"""Helpers of the target tests: a text in, its targets as short tuples out."""

from ingest.facts import NotTarget, Period, Target
from ingest.mapped import map_span
from ingest.targets import TargetContext, TargetReading, read_targets

Short = tuple[str, str, float, str]
"""indicator, operator, value, unit"""


def read(
    text: str, *, period: tuple[int | None, int | None] = (2023, 2025), year: int | None = None, kind: str = "task"
) -> TargetReading:
    """The reading of one paragraph of a plan of three years."""
    context = TargetContext("t1", Period(*period), year, "objective" if kind == "objective" else "task")
    return read_targets(map_span(text, 0, len(text)), context, text)


def short(target: Target) -> Short:
    return target.indicator, target.op, target.value, target.unit


def shorts(text: str) -> list[Short]:
    return [short(target) for target in read(text).targets]


def reasons(text: str) -> list[tuple[str, str]]:
    return [(other.quote, other.reason) for other in read(text).not_targets]


def quotes(items: tuple[Target, ...] | tuple[NotTarget, ...]) -> list[str]:
    return [item.quote for item in items]
