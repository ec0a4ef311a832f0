"""A document's text cut into segments with what stands there: headings, tasks, units, targets, a place to look at. Knows no page."""

from collections.abc import Iterable
from dataclasses import dataclass

_ORDER = ("hit", "lead", "support", "unit", "target", "action", "title", "task")
WINDOW = 30_000
"""How many characters are shown at once."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters that say something. kind: title, action, task, target, lead, support or unit; subject: id of the node."""

    start: int
    end: int
    kind: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with the same marks. kinds: the strongest first; subject: id of the node that speaks first."""

    text: str
    kinds: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text: characters from start to end, of `length` in all."""

    start: int
    end: int
    length: int


def window_of(length: int, at: int) -> Window:
    """The part of a text of this length that holds a place; parts begin at multiples of the window's size."""
    start = 0 if at < 0 or at >= length else at - at % WINDOW
    if at >= 0 and length and at >= length:
        start = (length - 1) - (length - 1) % WINDOW
    return Window(start, min(length, start + WINDOW), length)


def mark_text(text: str, marks: Iterable[Mark], window: Window, hit: tuple[int, int] | None = None) -> list[Segment]:
    """The window's text in segments; linear in its length and its marks."""
    held = [*marks, *([Mark(*hit, "hit")] if hit is not None else [])]
    opens: dict[int, list[tuple[str, str]]] = {}
    closes: dict[int, list[tuple[str, str]]] = {}
    for mark in held:
        start, end = max(mark.start, window.start), min(mark.end, window.end)
        if start < end:
            opens.setdefault(start, []).append((mark.kind, mark.subject))
            closes.setdefault(end, []).append((mark.kind, mark.subject))
    segments: list[Segment] = []
    active: dict[tuple[str, str], int] = {}
    before = window.start
    for place in sorted({*opens, *closes, window.end}):
        if place > before:
            segments.append(_segment(text[before:place], active))
            before = place
        for ended in closes.get(place, ()):
            active[ended] -= 1
            if not active[ended]:
                del active[ended]
        for begun in opens.get(place, ()):
            active[begun] = active.get(begun, 0) + 1
    return segments


def _segment(text: str, active: dict[tuple[str, str], int]) -> Segment:
    ranked = sorted(active, key=lambda mark: (_ORDER.index(mark[0]), mark[1]))
    kinds = tuple(dict.fromkeys(kind for kind, _ in ranked))
    subject = next((subject for kind, subject in ranked if subject and kind != "hit"), "")
    return Segment(text, kinds, subject)
