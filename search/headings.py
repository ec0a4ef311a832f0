"""The actions and chapters of plans: how many there are, and the tasks under one that a question names. Ranks nothing."""

import re

from reference.glosses import load_glosses
from reference.terms import stem
from search.analyser import folded
from search.catalogue import text_of
from search.responsibilities import tasks_of_plans
from search.retrieval.find_tasks import weigh_topic
from search.retrieval.relevance import coverage
from search.scope import Scope
from search.selected import Corpus
from search.understanding import Query
from search.understanding.closed import is_closed
from search.understanding.topic import english_topic

_SIGNS = re.compile(r"[^\w]|_")
_LEAST, _LEAST_SAID = 5, 3
"""The fewest characters of a heading that is recognised by itself, and where a heading is spoken of."""
_SAYS_HEADING_EN = re.compile(
    r"\b(?:come under|comes under|belong to|belongs to|fall under|falls under|tasks (?:are )?(?:there )?(?:under|within|of|in)|grouped under"
    r"|(?:action|section|chapter|heading|part)s? (?:on|about|of|for|called|titled|entitled)|the (?:action|section|chapter|heading|part))\b",
    re.IGNORECASE,
)
_SAYS_HEADING_ZH = re.compile(
    '(?:行动|章节?|部分|板块|一块|大类|方面|[”"》])(?:之?[下中里内]面?|包括|包含|分|有|涉及|含)|下面|之下|项下|名下'
)
_UNDER_EN = re.compile(
    r"\b(?:under|belongs? to|falls? under|comes? under|in the section|grouped|heading) ", re.IGNORECASE
)
_LIGHT_ZH = re.compile("实施|行动|工程|建设|推动|推进|加快|着力|聚焦|坚决|扎实|精准|全力以赴|[（(][^（()）]*[)）]")
"""What headings of all plans are full of."""
_LATIN = re.compile(r"[a-z]{2,}")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,60}(?:“[^“”]*”[^“”\"]*)?)[”\"]")
_ENOUGH = 0.75
_MOSTLY, _NEARLY_ALL = 0.6, 0.8
"""The share of a heading's characters that an English question has to say, where it speaks of headings and where not."""
_SAYS_ENOUGH = 0.4
"""The share of a gloss from which on a word of it counts."""


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
    named = named or _described(corpus, query, headings) or _glossed(query, headings)
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


def _glossed(query: Query, headings: dict[str, str]) -> set[str]:
    """The heading that the words of an English question say word by word (the work steps: 工作步骤)."""
    if query.language != "en":
        return set()
    spoken_of = _SAYS_HEADING_EN.search(query.text) is not None or _UNDER_EN.search(query.text) is not None
    said = _LATIN.findall((query.topic.text if query.topic and not spoken_of else query.text).lower())
    forms = {word: _chinese_of(word) for word in said if not is_closed(word) and len(word) > 2}
    least = _MOSTLY if spoken_of else _NEARLY_ALL
    scores: dict[str, float] = {}
    for heading, title in headings.items():
        bare = _SIGNS.sub("", _LIGHT_ZH.sub("", folded(title)))
        held = {position for chosen in forms.values() for form in chosen for position in _positions(form, bare)}
        told = [word for word, chosen in forms.items() if any(form in bare for form in chosen)]
        about = _LATIN.findall(query.topic.text.lower()) or told
        enough = bool(told) and sum(word in told for word in about) * 2 >= len(about)
        scores[heading] = len(held) / len(bare) if bare and enough else 0.0
    most = max(scores.values(), default=0.0)
    best = {heading for heading, score in scores.items() if score == most}
    return best if most >= least and len(best) == 1 else set()


def _chinese_of(word: str) -> list[str]:
    """The Chinese words of two characters and more that an English word may stand for."""
    known = load_glosses().chinese_of(stem(word))
    terms = [form for concept in english_topic(word).concepts for form in (*concept.forms, *concept.broader)]
    return [
        form for form in (*(form for form, share in known.items() if share >= _SAYS_ENOUGH), *terms) if len(form) > 1
    ]


def _positions(form: str, title: str) -> set[int]:
    """Where the characters of a form stand in a title."""
    start = title.find(form)
    return set(range(start, start + len(form))) if start >= 0 else set()


def _described(corpus: Corpus, query: Query, headings: dict[str, str]) -> set[str]:
    """The heading that an English question is about, where it speaks of one."""
    if query.language != "en" or _SAYS_HEADING_EN.search(query.text) is None:
        return set()
    concepts = weigh_topic(corpus.search, query.topic)
    scores = {heading: coverage(concepts, folded(title)) for heading, title in headings.items()}
    most = max(scores.values(), default=0.0)
    best = {heading for heading, score in scores.items() if score == most}
    return best if most >= _ENOUGH and len(best) == 1 else set()
