"""Which plan takes the place of another: one that says so, a later edition for the same places, an issued plan of its draft."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from reference.patterns import lazy_pattern
from search.catalogue import PlanEntry
from search.understanding.plan_names import title_key

_EDITION = lazy_pattern(
    r"修订版?|修正版?|试行|暂行|最新|新一轮|第?[一二三四五六七八九十\d]{1,3}[轮期版]|十[一二三四五六]五|第十[一二三四五]个五年|调整版?|送审稿|讨论稿|[稿版]$"
)
_SHORTEST = 4


def replacements(plans: Mapping[str, PlanEntry], said: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """For each plan that another has taken the place of, that one's id.

    said: pairs of a plan and one whose text ends it; of several the latest counts, before any by title. Editions have
    the same places and, but for years and words like 修订, 新一轮 or 征求意见稿, the same title. A draft takes no plan's
    place; the plan that was issued takes its draft's.
    """
    groups: dict[tuple[tuple[str, ...], str], list[PlanEntry]] = defaultdict(list)
    for plan in plans.values():
        key = _EDITION.sub("", title_key(plan.title))
        if len(key) >= _SHORTEST and plan.places:
            groups[tuple(sorted(plan.places)), key].append(plan)
    found: dict[str, str] = {}
    for group in groups.values():
        issued = sorted((plan for plan in group if plan.status != "draft"), key=_begins)
        for older, newer in pairwise(issued):
            if _begins(older)[:1] != ("",) and _begins(older)[:2] < _begins(newer)[:2]:
                found[older.id] = newer.id
        for draft in (plan for plan in group if plan.status == "draft"):
            later = [plan for plan in issued if _year(plan) >= _year(draft)]
            if later:
                found[draft.id] = later[0].id
    ended = [(older, plans[newer]) for older, newer in said if older in plans and newer in plans]
    return found | {older: newer.id for older, newer in sorted(ended, key=lambda pair: _begins(pair[1]))}


def _begins(plan: PlanEntry) -> tuple[str, str, str]:
    """When a plan begins, as text that sorts: its span's first year or day, its date, its id."""
    start = str(plan.period[0]) if plan.period[0] else (plan.effective[0] or plan.issued_on or "")[:4]
    return (start, plan.issued_on or plan.effective[0] or "", plan.id)


def _year(plan: PlanEntry) -> str:
    return _begins(plan)[0]
