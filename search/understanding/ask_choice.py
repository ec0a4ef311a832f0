"""Where the rules read one thing out of a question and the fitted choice is sure of another, the other. Knows no place, unit or plan."""

import re
from dataclasses import replace

from reference.patterns import lazy_pattern
from search.understanding.ask_model import likely_asks
from search.understanding.plan_way import PLACE, PLAN, TIME, UNIT
from search.understanding.query import Query, Topic
from search.understanding.text import Reading

_MASKS = {"plan": PLAN, "number": PLAN, "place": PLACE, "unit": UNIT, "date": TIME, "year": TIME}
_SURE, _BESIDE = 0.9, 0.05
"""How likely a thing has to be asked for, and how likely at most what the rules read, where the rules are overruled."""
_MAY_OVERRULE = frozenset(("task", "count", "citation", "plan", "deadline"))
_LIST_WORD = lazy_pattern(
    r"^(?:projects?|items?|things|measures?|points?|jobs|works?|tasks|livelihood|list|adopt(?:ed)?|promises?|promised|pledges?|\d+|民生|实事|事项|项目|措施|举措|事情?|工作|件|项|条)$"
)
"""What is counted or listed, and no topic of its own beside a body."""


_ISSUER = lazy_pattern(r"\b(?:issuers?|publishers?|authors?|issuing|signatory|behind)\b", re.IGNORECASE)
"""Who is the issuer of a plan asks for the plan, not for who leads."""


def masked_names(reading: Reading) -> str:
    """The lower-case text with a sign in the place of what it names, repeated to the same length."""
    letters = list(reading.lower)
    for piece in reading.pieces:
        if sign := _MASKS.get(piece.kind):
            letters[piece.start : piece.end] = [sign] * (piece.end - piece.start)
    return "".join(letters)


def as_likely(query: Query, reading: Reading) -> Query:
    """The query asking for what the words around its names ask for, where these are sure of something else than was read."""
    if set(query.asks) == {"unit", "plan"} and query.plans and _ISSUER.search(query.text):
        return replace(query, asks=("plan",), role=None, unit_role=None, topic=Topic())
    query = _without_list_words(query)
    settled = query.similar or query.by_issue or query.due or query.limits or query.unknown_plans or query.doc_numbers
    if settled or query.whether_holds or query.whether_issued or "yes_no" in query.asks or not query.text:
        return query
    odds = likely_asks(masked_names(reading), query.language)
    likeliest = max(odds, key=lambda ask: (odds[ask], ask))
    read = sum(odds.get(ask, 0.0) for ask in query.asks)
    if likeliest not in _MAY_OVERRULE or odds[likeliest] < _SURE or read > _BESIDE:
        return query
    if "plan" in query.asks and (likeliest == "deadline" or (likeliest == "task" and not query.units)):
        return query  # when a plan ends, which plan has something
    better = replace(query, asks=(likeliest,))
    if likeliest == "count":
        better = replace(better, counted=query.counted or "task")
    if likeliest == "citation":
        better = replace(better, of_itself=bool(query.plans))
    return _without_list_words(better)


def _without_list_words(query: Query) -> Query:
    """Where tasks are counted or those of a body listed, the query without a topic of words that only call them something."""
    bounded = query.units or (query.asks_for == "count" and (query.filter_places or query.plans))
    lists = query.asks_for == "task" or (query.asks_for == "count" and query.counted == "task")
    if bounded and lists and all(_LIST_WORD.match(word) for word in query.topic.text.split()):
        return replace(query, topic=Topic())
    return query
