"""Plans that a topic is the subject of: those whose own titles are nearer to it in meaning than any heading or task. Ranks nothing."""

import re
from dataclasses import replace

from reference.patterns import lazy_pattern
from search.heading_choice import what_is_said
from search.passages import PassageFilter
from search.retrieval.find_tasks import topics_of
from search.selected import Corpus
from search.understanding import Query
from search.understanding.query import Topic

MOST_PLANS = 40
"""In how many plans the nearest title is looked for: those of a city."""
_SEVERAL = lazy_pattern(r"\b(?:and|both|plans|documents|programmes|schemes|measures are)\b", re.IGNORECASE)
"""Said where several plans are meant."""
_TITLES = frozenset(("title",))
_AS_NEAR, _NOT_FAR = 0.015, 0.025
"""How much nearer another title may be; the same where nothing else was found."""
_BEYOND = 0.03
"""How much nearer than plans at large a plan's title has to be."""


def with_nearest_plan(corpus: Corpus, query: Query) -> Query:
    """Where words of a question fit the titles of several plans of one place, the query for the one whose title is nearest in meaning."""
    places = {corpus.catalogue.plans[plan].places for plan in query.plans}
    if len(query.plans) < 2 or len(places) > 1 or query.language != "en" or _SEVERAL.search(query.text):
        return query
    found = corpus.search.find([what_is_said(query)], "", PassageFilter(owners=frozenset(query.plans), kinds=_TITLES))
    likeness = [(passage.cosine, passage.owner) for passage in found.passages if passage.cosine is not None]
    return replace(query, plans=(max(likeness)[1],)) if likeness else query


def plans_about(
    corpus: Corpus, topic: Topic, plans: frozenset[str], *, at_first: bool = False, at_last: bool = False
) -> frozenset[str]:
    """Those of the plans (some of the plans asked for) whose subject the topic is (防疫措施, the SME package).

    at_first: whether nothing else was looked for yet; at_last: whether nothing else was found.
    """
    if not topic or not plans or len(plans) > MOST_PLANS:
        return frozenset()
    found = corpus.search.find(topics_of(topic), "", PassageFilter(plans=plans, kinds=_TITLES))
    likeness: dict[str, float] = {}
    for passage in found.passages:
        if passage.cosine is not None:
            likeness[passage.owner] = max(passage.cosine, likeness.get(passage.owner, -1.0))
    least = max(likeness.values(), default=0.0) - (0.0 if at_first else _NOT_FAR if at_last else _AS_NEAR)
    if found.usual is not None:
        least = max(least, found.usual + _BEYOND)
    return frozenset(plan for plan in plans if likeness.get(plan, -1.0) >= least)
