"""What is asked of a document that plans cite: which ones do, or whether the plan named beside it does. Knows no plan."""

import re

from reference.patterns import lazy_pattern
from search.understanding.asks import is_closed_question
from search.understanding.plan_asks import PlanAsks
from search.understanding.text import language_of

_CLOSED_ZH = lazy_pattern("吗|么(?=[?？ ]*$)|是不是|是否|有没有|有无|没有?[?？ ]*$|([引提写依])没\\1|吧[?？ ]*$|对不对")
_UNDER = lazy_pattern(
    r"\b(?:under|pursuant to|on the basis of|in line with|following|in accordance with)\b|根据|依据|按照|依照",
    re.IGNORECASE,
)
"""Plans drawn up under a document."""
_DOCUMENT = lazy_pattern(r"[\u3400-\u9fff][^ ?？,，]*|《[^《》]*》")


def asks_of_cited(text: str, of_plans: PlanAsks, *, cited: bool, beside_plan: bool) -> tuple[str, ...] | None:
    """What is asked for; None where the document itself is asked about (who issued it).

    cited: whether plans cite it; beside_plan: whether a plan is named beside it.
    """
    if beside_plan:
        return ("yes_no", "citation") if _is_closed(text) else None
    of_itself = {ask for _, ask in of_plans.asks} == {"plan"}
    return ("plan", "citation") if cited and (not of_itself or _UNDER.search(text)) else None


def _is_closed(text: str) -> bool:
    """Whether a question asks for yes or no."""
    if language_of(text) == "zh":
        return _CLOSED_ZH.search(text) is not None
    return is_closed_question(_DOCUMENT.sub("", text))
