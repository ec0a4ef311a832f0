"""Which heading of the plans asked for a question means, in other words than printed: a fitted choice among them and none.

`python -m search.learn_headings` fits the weights. Knows the headings and the passages, no graph.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph_schema.errors import DataFileError
from reference.glosses import load_glosses
from reference.patterns import lazy_pattern
from reference.terms import stem
from search.analyser import folded
from search.catalogue import text_of
from search.passages import PassageFilter
from search.retrieval.find_tasks import weigh_topic
from search.retrieval.relevance import beside_subject, coverage
from search.retrieval.topic_words import cut
from search.selected import Corpus
from search.understanding import Query
from search.understanding.closed import is_closed
from search.understanding.topic import chinese_topic, english_topic

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "heading_model.tsv"
MOST_HEADINGS = 160
"""In how many headings one is looked for by other words: those of a city's plans, not of a province's hundreds."""
_SIGNS = lazy_pattern(r"[^\w]|_")
_LATIN = lazy_pattern(r"[a-z][a-z'-]+[a-z]")
_LIGHT_ZH = lazy_pattern(
    "^[一二三四五六七八九十]+、|实施|行动|工程|建设|推动|推进|加快|着力|聚焦|坚决|扎实|精准|全力以赴|方面|[（(][^（()）]*[)）]|[共]?\\d+[件项]"
)
"""What headings of all plans are full of."""
_SAYS_ENOUGH = 0.4
"""The share of a gloss from which on a word of it counts."""
_SPEAKS_OF_HEADING = lazy_pattern(
    r"\bunder\b|\b(?:belongs?|come|comes|falls?|sits?|stands?|grouped) (?:to|within)\b|\bmake up\b"
    r"|\b(?:tasks|items|measures|projects|points|steps) (?:within|to)\b"
    r"|\b(?:section|chapter|heading|part|pillar|block|category|group|action|drive|push)\b"
    '|(?:行动|章节?|部分|板块|一块|大类|方面|[”"》])(?:之?[下中里内]面?|包括|包含|分|有|涉及|含)|下面|之下|项下|名下|方面|部分|板块|这一?块',
    re.IGNORECASE,
)
_FRAME = frozenset(
    "task tasks item items measure measures project projects point points step steps job jobs thing things plan plans list lists"
    " listed section sections chapter chapters heading headings part parts include includes including contain contains come comes"
    " fall falls belong belongs make makes made say says said name give want wants deal deals planned planning mention mentions"
    " covers cover covered concern concerns concerning action actions work works do does doing programme program scheme package"
    " opinion opinions notice document there what's which what named".split()
)
"""Words of the question's frame; a heading that is about one of them is told by its other words."""
_NEAREST, _SPREAD = 8, 10.0
"""How many titles of tasks are compared, and what brings likeness to where the other signs lie."""
_MANY = lazy_pattern(
    r"\b(?:tasks|items|measures|projects|points|steps|jobs|things|actions|works|duties|efforts)\b"
    r"|哪些|哪几|有什么|任务|举措|措施|工作|内容|清单|列出",
    re.IGNORECASE,
)


class HeadingSigns(NamedTuple):
    """What speaks for a heading, or for none of them (`none` is 1 then)."""

    alike: float
    """Likeness of meaning to what is said, beside that of the titles of tasks."""
    best_alike: float
    """The same beside the other headings: 0 for the likest."""
    covers: float
    """The share of the topic that it holds by the lexicon."""
    told: float
    """The share of its characters that some word of the question stands for."""
    tells: float
    """The share of the question's words that stand for something in it."""
    spoken: float
    """Whether headings are spoken of at all, tasks in the plural are asked for."""
    many: float
    none: float
    task_covers: float
    """Of none: how much of the topic the title of a task holds."""
    beyond: float
    """Likeness beyond that to plans at large."""


@dataclass(frozen=True, slots=True)
class HeadingModel:
    """The weights of the signs by language, and how likely a heading has to be."""

    weights: Mapping[str, tuple[float, ...]]


@lru_cache(maxsize=1)
def load_heading_model(path: Path = WEIGHTS) -> HeadingModel:
    """The weights as fitted. Raises DataFileError where the file is missing or lacks one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        languages = lines[0].split("\t")[1:]
        rows = {name: [float(value) for value in values] for name, *values in (line.split("\t") for line in lines[1:])}
        weights = {
            language: tuple(rows[sign][place] for sign in HeadingSigns._fields)
            for place, language in enumerate(languages)
        }
    except (OSError, UnicodeDecodeError, ValueError, KeyError, IndexError) as exc:
        raise DataFileError(f"{path}: cannot read the weights of headings ({exc}); restore the file") from exc
    return HeadingModel(weights)


def choose_heading(corpus: Corpus, query: Query, headings: Mapping[str, str], plans: frozenset[str]) -> str | None:
    """The heading that a question means; None where it more likely means the tasks about a topic."""
    if not 1 < len(headings) <= MOST_HEADINGS:
        return None
    names, rows = heading_signs(corpus, query, headings, plans)
    if not names:
        return None
    values = rows @ np.array(load_heading_model().weights[query.language])
    best = int(np.argmax(values))
    return names[best] if best < len(names) else None


def heading_signs(
    corpus: Corpus, query: Query, headings: Mapping[str, str], plans: frozenset[str]
) -> tuple[list[str], Floats]:
    """The headings that may be meant, and a row of signs of each, with a last one for none of them."""
    said = what_is_said(query)
    if not said:
        return [], np.zeros((0, len(HeadingSigns._fields)))
    edges = corpus.graph.edges(targets=sorted(headings), types=["HAS_ACTION"])
    subjects = {edge.target: corpus.titles[edge.source] for edge in edges}
    said = _beside_only_subject(said, query.language, frozenset(subjects.values()))
    likeness, usual = _likeness(corpus, said, PassageFilter(owners=frozenset(headings)))
    tasks, _ = _likeness(corpus, said, PassageFilter(plans=plans, kinds=frozenset(("title",))))
    tasks = {owner: value for owner, value in tasks.items() if owner not in headings and owner not in plans}
    top, least = max(likeness.values(), default=0.0), min(likeness.values(), default=0.0)
    task_top = max(tasks.values(), default=top)
    weighed = weigh_topic(corpus.search, english_topic(said) if query.language == "en" else chinese_topic(said))
    words = _forms_of(said, query.language)
    spoken = float(_SPEAKS_OF_HEADING.search(query.text) is not None)
    many = float(_MANY.search(query.text) is not None)
    rows = []
    for heading, title in headings.items():
        bare = _SIGNS.sub("", _LIGHT_ZH.sub("", folded(title))) or _SIGNS.sub("", folded(title))
        here = likeness.get(heading, least)
        subject = subjects[heading]
        told, tells = _told([forms for forms in words if not any(form in subject for form in forms)], bare)
        held = coverage(beside_subject(weighed, subject), folded(title))
        rows.append(
            HeadingSigns(
                _SPREAD * (here - task_top),
                _SPREAD * (here - top),
                held,
                told,
                tells,
                spoken,
                many,
                0.0,
                0.0,
                _SPREAD * (here - usual) if usual else 0.0,
            )
        )
    nearest = sorted(tasks, key=lambda owner: (-tasks[owner], owner))[:_NEAREST]
    titles = [folded(text_of(node, "title")) for node in corpus.graph.nodes(nearest).values()]
    best = max((coverage(weighed, title) for title in titles), default=0.0)
    rows.append(HeadingSigns(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, best, 0.0))
    return list(headings), np.array(rows, dtype=np.float64)


def what_is_said(query: Query) -> str:
    """What a question says beside its frame and the places that it names."""
    if query.language == "zh":
        return query.topic.text
    named = {word for place in query.places for word in _LATIN.findall(place.name_en.lower())}
    words = _LATIN.findall(query.text.lower().replace("’", "'"))
    kept = [word.removesuffix("'s") for word in words if not (is_closed(word) or word in _FRAME)]
    return " ".join(word for word in kept if word not in named and word not in _FRAME)


def _beside_only_subject(said: str, language: str, subjects: frozenset[str]) -> str:
    """What is said without the words for a plan's own subject, where there is one plan and other words are left."""
    if language != "en" or len(subjects) != 1:
        return said
    (subject,) = subjects
    kept = [word for word in said.split() if not any(form in subject for form in _chinese_of(word))]
    return " ".join(kept) or said


def _likeness(corpus: Corpus, said: str, allowed: PassageFilter) -> tuple[dict[str, float], float]:
    """How like in meaning the titles that `allowed` lets through are to what is said, by the node they are of; how plans at large are."""
    likeness: dict[str, float] = {}
    found = corpus.search.find([said], "", allowed)
    for passage in found.passages:
        if passage.cosine is not None:
            likeness[passage.owner] = max(passage.cosine, likeness.get(passage.owner, -1.0))
    return likeness, found.usual or 0.0


def _forms_of(said: str, language: str) -> list[tuple[str, ...]]:
    """For each word of a question the Chinese ones it may stand for."""
    if language == "zh":
        words: list[tuple[str, ...]] = [
            (word,) for run in re.split(r"\W+", folded(said)) if run for word in cut(run) if word != "的"
        ]
    else:
        words = [_chinese_of(word) for word in dict.fromkeys(said.split())]
    return words


def _chinese_of(word: str) -> tuple[str, ...]:
    """The Chinese words of two characters and more that an English word may stand for."""
    known = load_glosses().chinese_of(stem(word))
    terms = [form for concept in english_topic(word).concepts for form in (*concept.forms, *concept.broader)]
    forms = [form for form, share in known.items() if share >= _SAYS_ENOUGH]
    return tuple(folded(form) for form in (*forms, *terms) if len(form) > 1)


def _told(forms: Sequence[tuple[str, ...]], title: str) -> tuple[float, float]:
    """The share of a title's characters that words of the question stand for, and the share of words that stand for some."""
    held = {
        position
        for chosen in forms
        for form in chosen
        if (start := title.find(form)) >= 0
        for position in range(start, start + len(form))
    }
    telling = sum(any(form in title for form in chosen) for chosen in forms)
    return (len(held) / len(title) if title else 0.0), (telling / len(forms) if forms else 0.0)
