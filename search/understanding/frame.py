"""What a frame is (a way to ask, read as a whole) and how frames are read, in either language. Knows no frame itself."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, made when it is first looked for: a question needs those of its language alone."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to ask. ask: what for; role: which role it speaks of where no other word does."""

    text: str
    ask: str
    role: str | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """What its words look like."""
        return compiled(self.text)

    @property
    def kind(self) -> str:
        """What the words of the frame are marked as."""
        return "ask" if self.ask else "role" if self.role else "polite"


def frame(pattern: str, ask: str, role: str | None = None) -> Frame:
    """A frame from the text of its pattern."""
    return Frame(pattern, ask, role)


@dataclass(slots=True)
class Framed:
    """What frames say: what is asked for, each with its place; the roles that they speak of, and where they do."""

    asks: list[tuple[int, str]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    told: list[tuple[int, int]] = field(default_factory=list)


def read_with(frames: Iterable[Frame], text: str, take: Callable[[int, int, str], bool]) -> Framed:
    """What the frames found in `text` say; `take` marks a stretch as of a kind and tells whether it could."""
    framed = Framed()
    for known in frames:
        for match in known.pattern.finditer(text):
            if not take(match.start(), match.end(), known.kind):
                continue
            if known.ask:
                framed.asks.append((match.start(), known.ask))
            if known.role:
                framed.roles.add(known.role)
                framed.told.append(match.span())
    return framed
