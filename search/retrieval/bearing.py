"""Whether what was found is about the thing that a topic names, and not only about what may be done with anything.

滑雪装备产业集群 names skiing; a task for 产业集群 that says nothing of it is no answer. Knows texts only, no graph and no index.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.glosses import load_glosses
from reference.patterns import lazy_pattern
from reference.terms import load_terms, stem
from search.analyser import normalise
from search.retrieval.relevance import WeightedConcept, found_in
from search.understanding.query import Topic
from search.understanding.text import has_han
from search.understanding.words import load_question_words

COMMON = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "common_words.txt"
_HELD = 0.5
"""How well a text has to hold a word."""
_USES = 25
"""Words of more of the dictionary's glosses than this are ordinary ones (transfer, top), and name no thing."""
_DESCRIBING = lazy_pattern(r"(?:ful|ous|ive|al|ic|ed|ing|est|able|ible|less|ish|ly|ate|ise|ize|ary|ern)$")
_SHORT, _LONG = 2, 5
_NAME_LENGTH = 8
_SPOKEN = lazy_pattern(
    "[要太会能可想请问哪谁啥吗呢吧啊把给被让将跟和与或及的地得了着过这那些上下中前后什么怎样几多少就还也都又再已在是有没不很更最到由对向从为一二三四五六七八九十两个套件次些]"
)
"""Characters of which talk is made: a run without them that no list knows is a name (稳定币), one with them may be anything."""


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    try:
        lines = COMMON.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{COMMON}: cannot read the common words ({exc}); restore the file") from exc
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether a word may be said of anything: a common one, or made of such (品牌建设)."""
    known = _common_words()
    if word in known:
        return True
    return any(word[:place] in known and is_common(word[place:]) for place in range(2, len(word) - 1))


def tells_bearer(topic: Topic, concepts: Sequence[WeightedConcept], texts: Iterable[str]) -> bool:
    """Whether a text (folded) has one of the things that a topic names; true of a topic that names none.

    concepts: those of the topic that were looked for.
    """
    bearing = [_exactly(concept) for concept in concepts if _bears(concept)]
    absent = _has_stranger(topic, concepts)
    if not bearing and not absent:
        return True
    return any(_holds_one(bearing, text) for text in texts)


@lru_cache(maxsize=4096)
def _names_thing(gloss: str) -> bool:
    """Whether an English word or phrase names a thing, as far as its form and the dictionary tell."""
    head = gloss.lower().split()[-1]
    describes = head in load_question_words().words("en", "describing") or _DESCRIBING.search(head) is not None
    return not describes and load_terms().uses(head) <= _USES


def _bears(concept: WeightedConcept) -> bool:
    """Whether a concept names a thing. What only the dictionary knows does so where no plan has it and it can mean nothing common."""
    if concept.general or not concept.is_known:
        return False
    if concept.gloss:
        return (
            not concept.in_graph and not any(is_common(form) for form in concept.forms) and _names_thing(concept.gloss)
        )
    return not is_common(concept.forms[0])


def _exactly(concept: WeightedConcept) -> WeightedConcept:
    """The concept without its less exact words, unless they are common: fish farming is no sea ranch."""
    if not concept.exact or any(is_common(form) for form in concept.forms[concept.exact :]):
        return concept
    kept = slice(concept.exact)
    return replace(concept, forms=concept.forms[kept], worth=concept.worth[kept], pairs=concept.pairs[kept])


def _has_stranger(topic: Topic, concepts: Sequence[WeightedConcept]) -> bool:
    """Whether a short Chinese word that no list knows was left out: a thing that the plans do not have."""
    kept = {concept.forms[0] for concept in concepts}
    left_out = [concept.forms[0] for concept in topic.concepts if normalise(concept.forms[0]) not in kept]
    if topic.english:
        return any(_is_new_name(word) for word in left_out)
    runs = [run for word in left_out if has_han(word) for run in _SPOKEN.split(word) if len(run) >= _SHORT]
    return any((len(run) <= _LONG and run in left_out) or _own_parts(f"{run}。") for run in runs)


def _is_new_name(word: str) -> bool:
    """Whether an English word is one that no list has, nor one like it: it is no ordinary word and none mistyped."""
    if len(word) < _NAME_LENGTH or not (word.isascii() and word.isalpha()):
        return False
    lower = word.lower()
    bare = re.sub(r"^(?:re|un|pre|over|out|non|under|mid|up|down)", "", lower)
    return not any(_is_listed(form) for form in (lower, bare, *_typed_alike(lower)))


def _is_listed(word: str) -> bool:
    return bool(load_glosses().chinese_of(stem(word))) or load_terms().uses(word) > 0


def _typed_alike(word: str) -> Iterator[str]:
    """The words that are one letter less or two letters swapped away."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        if place + 1 < len(word):
            yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _holds_one(bearing: Sequence[WeightedConcept], text: str) -> bool:
    if any(value >= _HELD for value in found_in(bearing, text)):
        return True
    return any(part in text for concept in bearing for form in concept.forms for part in _own_parts(form))


@lru_cache(maxsize=4096)
def _own_parts(word: str) -> list[str]:
    """The words within a long one, but for its last, that are not common (近视 of 近视防控): the last says what is done."""
    if len(word) <= _SHORT + 1:
        return []
    parts = {word[start:end] for start in range(len(word)) for end in range(start + 2, len(word))}
    return [part for part in sorted(parts) if load_terms().is_chinese_word(part) and not is_common(part)]
