"""What a way to ask about plans is, and the signs that names are masked with. Knows no way itself."""

import re
from dataclasses import dataclass

PLAN, PLACE, UNIT, TIME, OTHER = "¶", "§", "¤", "‡", "·"
"""What stands in the place of a plan or its number, a place, a unit, a time, and of what else was read."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask. asks: what for. needs: only where a plan is named ("plan"), where none is ("none"), or where a document that
    may be cited is ("cited"); "" anywhere. says: what else it tells."""

    pattern: re.Pattern[str]
    asks: tuple[str, ...]
    needs: str = ""
    says: str = ""


def way(pattern: str, asks: str, needs: str = "", says: str = "") -> Way:
    """A way from the text of its pattern; asks: words with blanks between."""
    return Way(re.compile(pattern), tuple(asks.split()), needs, says)
