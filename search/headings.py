"""The actions and chapters of plans: how many there are, and the tasks under one that a question names. Ranks nothing."""

import re

from reference.patterns import lazy_pattern
from search.analyser import folded
from search.catalogue import text_of
from search.heading_choice import choose_heading
from search.responsibilities import tasks_of_plans
from search.scope import Scope
from search.selected import Corpus
from search.understanding import Query

_SIGNS = lazy_pattern(r"[^\w]|_")
_LEAST, _LEAST_SAID = 5, 3
"""The fewest characters of a heading that is recognised by itself, and where a heading is spoken of."""
_SAYS_HEADING_ZH = lazy_pattern(
    '(?:行动|章节?|部分|板块|一块|大类|方面|[”"》])(?:之?[下中里内]面?|包括|包含|分|有|涉及|含)|下面|之下|项下|名下'
)
_UNDER_EN = lazy_pattern(
    r"\b(?:under|belongs? to|falls? under|comes? under|in the section|grouped|heading) ", re.IGNORECASE
)
_SPEAKS_OF_BODIES = lazy_pattern(r"\b(?:who|whom|whose|lead|leads|leading|led)\b|谁|牵头|单位|部门", re.IGNORECASE)
"""Said of those who do a thing: then the thing is meant, not a heading."""
_QUOTED = lazy_pattern(r"[“\"]([^“”\"]{2,60}(?:“[^“”]*”[^“”\"]*)?)[”\"]")


def headings_of(corpus: Corpus, plans: frozenset[str]) -> dict[str, str]:
    """The headings of plans under which tasks stand, by id, in the order of their plans."""
    edges = corpus.graph.edges(sources=sorted(plans), types=["HAS_ACTION"])
    nodes = corpus.graph.nodes([edge.target for edge in edges])
    order = sorted(edges, key=lambda edge: (edge.source, nodes[edge.target].properties.get("position", 0), edge.target))
    return {edge.target: text_of(nodes[edge.target], "title") for edge in order}


def tasks_under(corpus: Corpus, query: Query, scope: Scope) -> dict[str, str]:
    """The tasks under the heading that a question names, each with its plan; {} where it names none.

    Only of plans or places that are named: the same words may stand in the headings of many others.
    """
    asks_tasks = query.asks_for == "task" or (query.asks_for == "count" and query.counted in (None, "task"))
    spoken_of = query.language == "en" and _UNDER_EN.search(query.text) is not None
    if not asks_tasks or query.units or not (query.plans or query.filter_places) or not (query.topic or spoken_of):
        return {}
    headings = headings_of(corpus, scope.plans)
    named = _written(query.text, headings) if query.topic else set()
    if not named and _SPEAKS_OF_BODIES.search(query.text) is None:
        chosen = choose_heading(corpus, query, headings, scope.plans)
        named = {chosen} if chosen else set()
    if not named:
        return {}
    held = {edge.target for edge in corpus.graph.edges(sources=sorted(named), types=["HAS_TASK"])}
    return {task: plan for task, plan in tasks_of_plans(corpus.graph, scope.plans).items() if task in held}


def _written(text: str, headings: dict[str, str]) -> set[str]:
    """The longest heading that stands in the question as it is printed."""
    said = _SIGNS.sub("", folded(text))
    least = _LEAST_SAID if _SAYS_HEADING_ZH.search(text) else _LEAST
    keys = {heading: _SIGNS.sub("", folded(title)) for heading, title in headings.items()}
    held = {heading: len(key) for heading, key in keys.items() if len(key) >= least and key in said}
    longest = max(held.values(), default=0)
    return {heading for heading, length in held.items() if length == longest}


def quotes_heading(corpus: Corpus, query: Query, scope: Scope) -> bool:
    """Whether a heading of the plans named stands in quotation marks, whole."""
    quoted = {_SIGNS.sub("", folded(match[1])) for match in _QUOTED.finditer(query.text)} if query.plans else set()
    return bool(quoted) and any(
        _SIGNS.sub("", folded(title)) in quoted for title in headings_of(corpus, scope.plans).values()
    )
