"""What a reading of targets takes and gives. Knows no rules."""

from typing import Literal

from ingest.facts import NotTarget, ParseWarning, Period, Target
from ingest.values import dataclass


@dataclass(frozen=True, slots=True)
class TargetContext:
    """Where a paragraph stands.

    owner: "plan" or a task's id. year: what a chapter's opening phrase already put in force, None otherwise.
    subject: what a figure measures where the paragraph leaves it out (a table's cell: the row's indicator).
    """

    owner: str
    period: Period
    year: int | None
    kind: Literal["objective", "task", "measure"]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class TargetReading:
    """What one paragraph or table states. The targets' ids are empty: the caller gives them.

    opens_year: the year that a phrase of this paragraph puts in force for the items below it.
    """

    targets: tuple[Target, ...] = ()
    not_targets: tuple[NotTarget, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    opens_year: int | None = None
