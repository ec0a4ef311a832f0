"""Brackets of any kind, nested any way, in linear time. Knows nothing of what stands in them."""

import re
from collections.abc import Iterator
from functools import lru_cache

OPENERS = "（〔【[<《"
CLOSERS = "）〕】]>》"
ROUND_OPENERS = "（〔【["
ROUND_CLOSERS = "）〕】]"


@lru_cache(maxsize=16)
def _marks(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


def outer_groups(text: str) -> list[tuple[int, int]]:
    """The outermost bracketed runs of `text` as (start, end), brackets included; `end` is past the text where a
    bracket is never closed. Any closing bracket closes any opening one: scans mix them."""
    groups: list[tuple[int, int]] = []
    depth = start = 0
    for match in _marks(ROUND_OPENERS + ROUND_CLOSERS).finditer(text):
        if match.group() in ROUND_OPENERS:
            if depth == 0:
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                groups.append((start, match.end()))
    if depth:
        groups.append((start, len(text) + 1))
    return groups


def depths(text: str, *, openers: str = OPENERS, closers: str = CLOSERS) -> list[int]:
    """The bracket depth at each character; a bracket itself counts as inside."""
    result: list[int] = []
    depth = position = 0
    for match in _marks(openers + closers).finditer(text):
        result.extend([depth] * (match.start() - position))
        position = match.end()
        if match.group() in openers:
            depth += 1
            result.append(depth)
        else:
            result.append(depth)
            depth = max(0, depth - 1)
    result.extend([depth] * (len(text) - position))
    return result


def split_outside(text: str, separators: str, *, level: list[int] | None = None) -> Iterator[tuple[int, int]]:
    """The runs of `text` between `separators` that stand outside all brackets, as (start, end); empty runs left out."""
    at = level or depths(text)
    start = 0
    for match in _marks(separators).finditer(text):
        if at[match.start()] == 0:
            if start < match.start():
                yield start, match.start()
            start = match.end()
    if start < len(text):
        yield start, len(text)
