"""What a way to ask about plans is, and the signs that names are masked with. Knows no way itself."""

import re
from dataclasses import dataclass

from search.understanding.frame import compiled

PLAN, PLACE, UNIT, TIME, OTHER = "¶", "§", "¤", "‡", "·"
"""What stands in the place of a plan or its number, a place, a unit, a time, and of what else was read."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask. asks: what for. needs: only where a plan is named ("plan"), where none is ("none"), or where a document that
    may be cited is ("cited"); "" anywhere. says: what else it tells."""

    text: str
    asks: tuple[str, ...]
    needs: str = ""
    says: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What its words look like."""
        return compiled(self.text)


def way(pattern: str, asks: str, needs: str = "", says: str = "") -> Way:
    """A way from the text of its pattern; asks: words with blanks between."""
    return Way(pattern, tuple(asks.split()), needs, says)
