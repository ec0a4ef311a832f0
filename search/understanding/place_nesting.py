"""Places named one inside the other: 舟山市定海区 and Dinghai, Zhoushan mean Dinghai alone. Knows texts and spans only."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from reference.patterns import lazy_pattern

_OUTER_FIRST = lazy_pattern(
    "(?:的|之|-|/|·|(?:'s|’s)(?: the)?|市的|(?:下辖|下属|所属|所辖|管辖|下面|辖区内?|境内|这边|那边|里|市里)的?)?",
    re.IGNORECASE,
)
_INNER_FIRST = lazy_pattern(r"-|/|[(（]|\b(?:in|of|within|inside|at)(?: the)?", re.IGNORECASE)
_SHARE_OF = lazy_pattern(r"(?:'s |’s )?(?:share|part|portion|slice|quota) (?:of|in)(?: the)?|在")
_CLAUSE_END = lazy_pattern("[^，,：:；;、 ][，,：:；;]")
_LEFT_OUT = lazy_pattern(
    r"(?:除了?|除去|不含|不包括|不算|抛开"
    r"|\b(?:except(?: for)?|excluding|other than|apart from|aside from|besides|but|but not)(?: in)?(?: the)? )$",
    re.IGNORECASE,
)
JOINS = lazy_pattern(r"[和与跟及、比]|\b(?:and|or|with|versus|vs|than|against|compared|to)\b")


class Span(Protocol):
    """Something named at text[start:end]."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """The place after its last character."""


S = TypeVar("S", bound=Span)


def narrowed(text: str, found: Sequence[S], is_inside: Callable[[S, S], bool]) -> list[S]:
    """The places found without the upper ones of nested names. is_inside: whether the first lies in the second."""
    dropped: set[int] = set()
    commas: list[tuple[int, int]] = []
    for number, (left, right) in enumerate(pairwise(found)):
        between = text[left.end : right.start].strip().lower()
        if _OUTER_FIRST.fullmatch(between) and is_inside(right, left):
            dropped.add(number)
        elif (_INNER_FIRST.fullmatch(between) or _SHARE_OF.fullmatch(between)) and is_inside(left, right):
            dropped.add(number + 1)
        elif between in (",", "，") and is_inside(left, right) and not _LEFT_OUT.search(text, 0, left.start):
            commas.append((number, number + 1))
    dropped |= _behind_commas(found, commas, dropped)
    kept = [place for number, place in enumerate(found) if number not in dropped]
    if len(kept) > 1 and len(kept) == len(found) and all(is_inside(place, kept[0]) for place in kept[1:]):
        between = text[kept[0].end : kept[1].start].lower()
        if _CLAUSE_END.search(between) and not JOINS.search(between):
            kept = kept[1:]  # 泰安的用水总量，新泰和肥城各是多少
    return kept


def _behind_commas(found: Sequence[S], commas: list[tuple[int, int]], dropped: set[int]) -> set[int]:
    """Upper places behind a comma, where no list can be meant: Dinghai, Zhoushan, Zhejiang, but not Pinghu, Dinghai, Zhoushan."""
    upper = {high for _, high in commas}
    chained = upper | {low for low, _ in commas} | dropped
    heads = {low for low, _ in commas} - upper
    covers_all = len(chained) == len(found)
    behind: set[int] = set()
    for head in heads:
        run = head
        while (run, run + 1) in commas or run + 1 in dropped:
            run += 1
        if covers_all or run - head >= 2:
            behind |= set(range(head + 1, run + 1))
    return behind
