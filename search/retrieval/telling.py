"""How telling the words are that a target shares with a question: rare ones say more, those of its plan's title less.

Knows texts and shares of passages only, no graph.
"""

import math
from collections.abc import Mapping, Sequence

from search.retrieval.glossed import GlossMatch, GlossWord
from search.retrieval.protocol import PassageSearch
from search.retrieval.relevance import SUBJECT_SHARE
from search.retrieval.target_texts import ReadTarget
from search.retrieval.topic_words import TopicWords

_RAREST = 3.0
"""One passage in ten to the power of this is as rare as words get."""


def told_shares(read: Mapping[str, ReadTarget], words: TopicWords, glossed: GlossMatch) -> list[float]:
    """Of what a question says beside the title of each target's plan, the share that the target itself says, 0 to 1."""
    found = []
    known: dict[str, TopicWords] = {}
    for key, target in read.items():
        if glossed.glosses:
            found.append(_told_glosses(target, glossed.held.get(key, ()), glossed))
            continue
        if target.plan not in known:
            known[target.plan] = words.beside(target.plan)
        found.append(known[target.plan].characters_in(target.own))
    return found


def _told_glosses(target: ReadTarget, held: Sequence[float], glossed: GlossMatch) -> float:
    total = told = 0.0
    for word, weight, worth in zip(glossed.glosses, glossed.weights, held, strict=False):
        beside = weight * (SUBJECT_SHARE if any(form in target.plan for form, _ in word.forms[:_LIKELY]) else 1.0)
        total += beside
        told += beside * worth
    return told / total if total else 0.0


_LIKELY = 8
"""How many of a word's likeliest Chinese forms are looked for in a plan's title."""


def rarest_shared(
    search: PassageSearch, target: ReadTarget, words: TopicWords, glossed: GlossMatch
) -> tuple[float, float]:
    """How telling the most telling word of the topic is that the target has, and the most telling one that is nowhere in it
    or around it, 0 to 1 each."""
    if not glossed.glosses:
        there = max((weight for word, weight in words.words if word in target.own), default=0.0)
        return there, max((weight for word, weight in words.words if word not in target.whole), default=0.0)
    topical = [word for word in glossed.glosses if word.weight == 1]
    own = [_form_in(word, target.own) for word in topical]
    shares = search.shares(sorted({form for form, _ in own if form}))
    there = max((worth * _rarity(shares.get(form, 0.0)) for form, worth in own if form), default=0.0)
    rare = dict(zip((word.stem for word in glossed.glosses), glossed.weights, strict=True))
    most = max(rare.values(), default=0.0) or 1.0
    lacking = max((rare[word.stem] for word in topical if not _form_in(word, target.whole)[0]), default=0.0)
    return there, lacking / most


def _form_in(word: GlossWord, text: str) -> tuple[str, float]:
    """The best of a word's forms that a text has, with its worth."""
    return next(((form, worth) for form, worth in word.forms if form in text), ("", 0.0))


def _rarity(share: float) -> float:
    return 1.0 if share <= 0 else min(1.0, -math.log10(share) / _RAREST)
