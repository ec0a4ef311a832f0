"""When tasks are due: their printed deadlines as months, compared with the time a question names. Knows no question words."""

from collections.abc import Sequence

from reference.patterns import lazy_pattern
from search.catalogue import PlanEntry

_YEAR_MONTH = lazy_pattern(r"((?:19|20)\d\d)年(?:度)?(?:(?:第?([一二三四1-4])季度)|(上半年)|(\d{1,2})月)?")
_MONTH = lazy_pattern(r"(?<!\d)(\d{1,2})月")
_QUARTER = lazy_pattern(r"第?([一二三四1-4])季度")
_SPAN = lazy_pattern(
    r"(?P<year>20\d\d年)?\d{1,2}月.{0,4}?(?:[—–~至-]{1,2}|到)(?P<end>(?:20\d\d年)?(?:\d{1,2}月|年).{0,3})"
)
_YEAR_END = lazy_pattern("年底|年末|年内|上半年")
_QUARTERS = {word: number for number, words in ((3, "一1"), (6, "二2"), (9, "三3"), (12, "四4")) for word in words}


def month_due(deadline: str, plan: PlanEntry | None) -> tuple[int, int] | None:
    """Year and month by the end of which a deadline (2025年6月底前, 11月底前) falls due; None for 长期坚持 and the like.

    A month without a year is one of the year that its plan is for, where that is a single one.
    """
    deadline = _end_of_span(deadline)
    said = _YEAR_MONTH.search(deadline)
    if said is not None:
        month = _QUARTERS[said[2]] if said[2] else 6 if said[3] else int(said[4]) if said[4] else 12
        return int(said[1]), min(month, 12)
    own = plan.period[0] if plan is not None and plan.period[0] == plan.period[1] else None
    if own is None:
        return None
    month_said, quarter = _MONTH.search(deadline), _QUARTER.search(deadline)
    if month_said:
        return own, min(int(month_said[1]), 12)
    if quarter:
        return own, _QUARTERS[quarter[1]]
    end = _YEAR_END.search(deadline)
    return (own, 6 if end.group() == "上半年" else 12) if end else None


def _end_of_span(deadline: str) -> str:
    """2025年4月—10月 ends in 2025年10月."""
    span = _SPAN.fullmatch(deadline)
    if span is None:
        return deadline
    return span["end"] if "20" in span["end"] else f"{span['year'] or ''}{span['end']}"


def is_due(due: tuple[int, int], years: Sequence[int], dates: Sequence[str]) -> bool:
    """Whether a month lies in one of the years, or in that of a day or month named and not after it."""
    if dates:
        return any(due[0] == int(date[:4]) and due[1] <= int(date[5:7]) for date in dates)
    return due[0] in years
