"""Where a quantity stands, for the rules that ask whether it is a target. Knows no rule."""

from ingest.facts import Period
from ingest.values import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a quantity stands: the text, its masked form, the bounds of its sentence and clause, what governs it."""

    text: str
    masked: str
    sentence: tuple[int, int]
    clause: tuple[int, int]
    year: int | None
    period: Period
    annual: bool = False
