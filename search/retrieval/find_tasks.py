"""From a topic to the tasks it is about: candidates from both indexes, scored by their words and likeness, cut.

The cut is relative to the best task found and has a floor; where the floor is not reached nothing was found.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_store.protocol import GraphStore
from search.passages import PassageFilter
from search.retrieval import topic_model
from search.retrieval.bearing import tells_bearer
from search.retrieval.glossed import GlossMatch, fit_glosses, match_topic
from search.retrieval.judged import judge
from search.retrieval.likely import TaskSigns, TopicSigns, blended, is_there, likelihoods, task_signs
from search.retrieval.protocol import Found, FoundPassage, PassageSearch
from search.retrieval.ranked import LEAST_SPAN, Likeness, RankedTask
from search.retrieval.relevance import (
    TRANSLATION,
    Coverage,
    WeightedConcept,
    beside_subject,
    cover_task,
    coverage,
    mentions,
    weigh,
    words_to_weigh,
)
from search.retrieval.said_words import SaidFit
from search.retrieval.task_texts import ReadTask, TaskTexts, parents_of
from search.understanding.query import Topic

CANDIDATES = 120
KEPT_SHARE = 0.8
"""Of the best task's score, what a task needs to be kept."""
FAR_SHARE = 0.6
"""Of the best task's score, what the best of a group needs where the cut is made group by group."""
SAID_SHARE = 0.65
"""The same for a task whose text says all of a topic that stands in no title."""
MENTION_SHARE = 0.5
"""The same where every mention counts (which places speak of it)."""
FLOOR = 0.5
"""The least score by words that counts as found without a word from the meaning."""
LIKE_FLOOR = 0.3
"""The least score by words where meaning agrees (`Likeness.is_clear`)."""
_WORDS_AT_MOST, _WORDS_AT_LEAST = 0.85, 0.35
_NAMES_HEADING = 0.8
_BEYOND_DOUBT = 0.92
_NO_WORDS = 0.15
"""The score by words below which a task or target shares nothing with the topic: likeness has to be beyond doubt then."""
_FULL = 0.85
_NAMED = 0.86
"""The share of a topic from which on a title says it, all but general words: then words decide which tasks are meant, not the topic model."""
_EXPLAINED, _FEWER = 0.65, 0.7
"""The score by words from which on they explain a task, and the share of it that others of its plan need beside it."""
_PARTLY_ABSENT, _HALF_ABSENT, _MOSTLY_ABSENT = 0.3, 0.5, 0.6
_SOME_ABSENT, _MORE_THAN_HINTED = 0.25, 0.35
_HALF_SAID, _MOSTLY_SAID, _HINTED, _LIKE_ENOUGH = 0.4, 0.7, 0.15, 0.885
"""A field that holds this share of a topic, or a smaller one whose meaning is near: measured on questions whose words
the plans put otherwise. Topics that no plan treats hold a tenth at most, or most of their words stand nowhere."""
_SUBTASK_LEAD = 0.97
_MOSTLY_SPOKEN = 0.6
_TITLE_LIKENESS = 0.9
_CLAIMED = 0.95
_MANY_WORDS = 5
_ELSEWHERE_SHARE = 0.3
"""Of the best task's score by the model, what a task of another place needs that words alone keep."""
_WHOLLY = 0.85


@dataclass(frozen=True, slots=True)
class TopicResult:
    """What was found for a topic. ranked: all relevant tasks, best first; best: the best score reached by any task.

    signs: of an English topic what spoke for each task looked at; there: for any being about it.
    """

    ranked: tuple[RankedTask, ...]
    best: float
    found: Found
    concepts: tuple[WeightedConcept, ...]
    signs: Mapping[str, TaskSigns] = field(default_factory=dict)
    there: TopicSigns | None = None


def find_tasks(
    graph: GraphStore,
    texts: TaskTexts,
    search: PassageSearch,
    topic: Topic,
    allowed: PassageFilter | None,
    *,
    titles: Mapping[str, str],
    only: frozenset[str] | None = None,
    every_mention: bool = False,
    by_heading: bool = False,
    groups: Mapping[str, str] | None = None,
    homes: Mapping[str, str] | None = None,
) -> TopicResult:
    """The tasks that a topic is about, among those that `allowed` permits (and, with `only`, that are among these).

    titles: the folded title of each plan, by id. by_heading: the tasks of the action that the topic names, where one does.
    every_mention: keep tasks that only mention it beside those that are about it. groups: of each plan; then the cut is
    made group by group, so that a place which words the matter otherwise is not lost beside the others named. homes: the place
    of each plan, where the cut is to spare other places' tasks.
    """
    held = gather_tasks(graph, texts, search, topic, allowed, titles=titles, only=only, by_heading=by_heading)
    ranked = held.ranked
    signs: Mapping[str, TaskSigns] = {}
    there: TopicSigns | None = None
    usual = None if topic.english or every_mention or by_heading else held.found.usual
    if usual is not None and not _is_named(held):
        judged = judge(search, topic, held.concepts, ranked, held.likeness, usual, titles)
        ranked = judged.ranked
        told = judged.is_found or _is_said(topic, held, judged.said, titles)
        kept = _cut(ranked, KEPT_SHARE, groups or {}, far=topic_model.FAR_SHARE) if told else []
        if kept:
            kept = _without_wordless(kept)
            kept = _with_other_places(ranked, kept, _cut(held.ranked, KEPT_SHARE, groups or {}), homes or {})
    else:
        glossed = match_topic(search, topic, {item.task.id: item.task.text.own for item in ranked})
        signs = _signs_of(ranked, held.likeness, glossed) if topic.english else {}
        if signs and not every_mention:
            ranked = _by_likelihood(ranked, signs)
        absent = absent_share(held.concepts)
        found_it = is_found(held.best_words, held.likeness, fullest=held.fullest, absent=absent, english=topic.english)
        kept = _cut(ranked, MENTION_SHARE if every_mention else KEPT_SHARE, groups or {}) if ranked else []
        whole = (f"{item.task.text.whole}\n{titles.get(item.task.plan, '')}" for item in kept)
        bears = tells_bearer(topic, held.concepts, whole)
        there = _topic_signs(kept[0], signs, held, glossed, absent, found_it, bears) if signs else None
        found_it = found_it and bears
        if there is not None:  # beside a unit's name a topic may be any word for what it does
            found_it = is_there(there) or (only is not None and found_it)
        kept = kept if found_it else []
    if kept and max(item.coverage.title for item in kept) < _WHOLLY:
        least = 0.0 if usual is None or _is_named(held) else SAID_SHARE * ranked[0].score
        kept = [item for item in ranked if item in kept or (item.score >= least and _says_all(item, ranked[0]))]
    if by_heading:
        kept = [item for item in ranked if item.coverage.action >= _NAMES_HEADING] or kept
    if every_mention:
        said = mentions(held.concepts, [item.task.text.whole for item in kept])
        kept = [item for item, is_said in zip(kept, said, strict=True) if is_said]
    return TopicResult(tuple(kept), held.best_words, held.found, held.concepts, signs, there)


def _is_said(topic: Topic, held: "Gathered", said: Mapping[str, SaidFit], titles: Mapping[str, str]) -> bool:
    """Whether one field of a task says all of a topic in its words, and the task most of what no lexicon knows of it."""
    if held.fullest < _FULL or absent_share(held.concepts) >= _PARTLY_ABSENT:
        return False
    saying = (
        item for item in held.ranked if max(item.coverage[:3]) >= _FULL and said[item.task.id].whole >= _MOSTLY_SPOKEN
    )
    whole = [f"{item.task.text.whole}\n{titles.get(item.task.plan, '')}" for item in saying]
    return bool(whole) and tells_bearer(topic, held.concepts, whole)


def _without_wordless(kept: list[RankedTask]) -> list[RankedTask]:
    """Where words explain a task of the best one's plan, without those of the plan that have far fewer of them."""
    plan = kept[0].task.plan
    most = max(item.coverage.score for item in kept if item.task.plan == plan)
    least = _FEWER * most if most >= _EXPLAINED else 0.0
    return [item for item in kept if item.coverage.score >= least or item.task.plan != plan]


def _is_named(held: "Gathered") -> bool:
    """Whether a title says all of a topic in its words: then words tell best which tasks are meant."""
    return any(max(item.coverage.title, item.coverage.action) >= _NAMED for item in held.ranked)


def _with_other_places(
    ranked: Sequence[RankedTask], kept: Sequence[RankedTask], by_words: Sequence[RankedTask], homes: Mapping[str, str]
) -> list[RankedTask]:
    """What was kept with the tasks of other places than the best one's that words and likeness alone keep (`by_words`).

    Places word the same work otherwise, so that what tells one plan's tasks apart tells too much between them.
    """
    own = homes.get(ranked[0].task.plan, "")
    held = {item.task.id for item in kept}
    said = {item.task.id for item in by_words if homes.get(item.task.plan, "") != own}
    least = _ELSEWHERE_SHARE * ranked[0].score
    return [item for item in ranked if item.task.id in held or (item.task.id in said and item.score >= least)]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All tasks that may be about a topic. ranked: by words and likeness, best first; likeness: of all of them.

    best_words, fullest: the best score by words, and the largest share of the topic that one field holds, by all words
    of the topic, the plan's subject among them: these tell whether anything was found.
    """

    ranked: list[RankedTask]
    likeness: Likeness
    found: Found
    concepts: tuple[WeightedConcept, ...]
    best_words: float
    fullest: float


def gather_tasks(
    graph: GraphStore,
    texts: TaskTexts,
    search: PassageSearch,
    topic: Topic,
    allowed: PassageFilter | None,
    *,
    titles: Mapping[str, str],
    only: frozenset[str] | None = None,
    by_heading: bool = False,
) -> Gathered:
    """The tasks that may be about a topic, ranked and not cut; the parameters are those of `find_tasks`."""
    concepts = weigh_topic(search, topic)
    found = search.find(topics_of(topic), topic.chinese or topic.text, allowed)
    likeness = read_likeness(found.passages)
    tasks = texts.read(_candidates(graph, found.passages, only))
    weighed = {plan: beside_subject(concepts, titles.get(plan, "")) for plan in {task.plan for task in tasks.values()}}
    covered = {task.id: cover_task(weighed[task.plan], task.text) for task in tasks.values()}
    if not by_heading:
        covered = _without_claimed(tasks.values(), covered)
    plain = [
        covered[task.id] if weighed[task.plan] == concepts else cover_task(concepts, task.text)
        for task in tasks.values()
    ]
    weight = trust_in_words(max((cover.score for cover in covered.values()), default=0.0))
    ranked = [_rank(task, weighed[task.plan], covered[task.id], likeness, weight) for task in tasks.values()]
    ranked.sort(key=lambda item: (-item.score, -item.likeness, item.task.id))
    best_words = max((cover.score for cover in plain), default=0.0)
    fullest = max((max(cover.title, cover.action, cover.text) for cover in plain), default=0.0)
    return Gathered(ranked, likeness, found, concepts, best_words, fullest)


def trust_in_words(best: float) -> float:
    """The weight of words against meaning: the less words explain, the more meaning decides."""
    trust = min(1.0, max(0.0, (best - LIKE_FLOOR) / FLOOR))
    return _WORDS_AT_LEAST + (_WORDS_AT_MOST - _WORDS_AT_LEAST) * trust


def is_found(
    best_words: float, likeness: Likeness, *, fullest: float = 0.0, absent: float = 0.0, english: bool = False
) -> bool:
    """Whether what was ranked best is about the topic at all.

    fullest: the share of the topic that one field of a task holds. absent: the share of the topic's words of substance
    that no passage has; where it is large, words alone are not enough. english: an English topic reaches the plans'
    words through a lexicon that may lack some, so a part of them is enough where meaning agrees.
    """
    if absent >= _MOSTLY_ABSENT or max(best_words, fullest) < _NO_WORDS:
        return likeness.is_sure and likeness.top >= _BEYOND_DOUBT
    if absent < _PARTLY_ABSENT and (best_words >= FLOOR or fullest >= _FULL):
        return True
    if (
        english
        and absent < _HALF_ABSENT
        and (best_words >= FLOOR or fullest >= _MOSTLY_SAID or _hints(fullest, absent, likeness))
    ):
        return True
    return (best_words >= LIKE_FLOOR and likeness.is_clear) or likeness.is_sure


def _hints(fullest: float, absent: float, likeness: Likeness) -> bool:
    """Whether a small part of a topic is enough: where meaning agrees, and few of the other words stand nowhere."""
    least = _HINTED if absent < _SOME_ABSENT else _MORE_THAN_HINTED
    return fullest >= least and likeness.top >= _LIKE_ENOUGH


def absent_share(concepts: Sequence[WeightedConcept]) -> float:
    """The share of a topic's words of substance that no passage has."""
    substance = [concept for concept in concepts if not concept.general and concept.is_known]
    total = sum(concept.weight for concept in substance)
    return sum(concept.weight for concept in substance if not concept.in_graph) / total if total else 0.0


def topics_of(topic: Topic) -> list[str]:
    """What is embedded: the topic as asked, and its Chinese translation where it was asked in English."""
    if not topic.english or not topic.concepts:
        return [topic.text]
    translated = " ".join(concept.forms[0] for concept in topic.concepts)
    return [topic.text, translated] if translated != topic.text else [topic.text]


def weigh_topic(search: PassageSearch, topic: Topic) -> tuple[WeightedConcept, ...]:
    """The topic's concepts with their weights in this graph."""
    shares = search.shares(words_to_weigh(topic.concepts))
    return weigh(topic.concepts, shares, english=topic.english)


def read_likeness(passages: Sequence[FoundPassage]) -> Likeness:
    """What the cosines of passages say of the tasks they lead to; headings say it of no single task."""
    cosines = sorted((passage.cosine for passage in passages if passage.cosine is not None), reverse=True)
    if not cosines:
        return Likeness({}, {})
    top, middle = cosines[0], cosines[len(cosines) // 2]
    span = max(top - middle, LEAST_SPAN)
    best: dict[str, float] = {}
    titles: dict[str, float] = {}
    for passage in passages:
        if passage.cosine is None or len(passage.tasks) != 1:
            continue
        task, value = passage.tasks[0], min(1.0, max(0.0, (passage.cosine - middle) / span))
        best[task] = max(value, best.get(task, 0.0))
        if passage.kind == "title":
            titles[task] = max(value, titles.get(task, 0.0))
    return Likeness(best, titles, top, top - middle)


def _candidates(graph: GraphStore, passages: Sequence[FoundPassage], only: frozenset[str] | None) -> list[str]:
    """The first tasks that passages lead to, subtasks as their tasks, in the order found; with `only`, of these."""
    listed = list(dict.fromkeys(task for passage in passages for task in passage.tasks))
    found: dict[str, None] = {}
    for start in range(0, len(listed), CANDIDATES):  # a heading may lead to hundreds
        some = listed[start : start + CANDIDATES]
        parents = parents_of(graph, some)
        tasks = (parents.get(task, task) for task in some)
        found.update(dict.fromkeys(task for task in tasks if only is None or task in only))
        if len(found) >= CANDIDATES:
            break
    return list(found)[:CANDIDATES]


def _rank(
    task: ReadTask, concepts: Sequence[WeightedConcept], covered: Coverage, likeness: Likeness, weight: float
) -> RankedTask:
    alike = max([likeness.of.get(task.id, 0.0), *(likeness.of.get(part, 0.0) for part, _ in task.parts)])
    score = weight * covered.score + (1 - weight) * alike
    titled = likeness.titles.get(task.id, 0.0) >= _TITLE_LIKENESS
    return RankedTask(task, score, covered, alike, () if titled else _found_parts(task, concepts, covered, likeness))


def _signs_of(ranked: Sequence[RankedTask], likeness: Likeness, glossed: GlossMatch) -> dict[str, TaskSigns]:
    """What speaks for each task being what an English topic is about."""
    return task_signs(
        {item.task.id: item.coverage for item in ranked},
        {item.task.id: item.likeness for item in ranked},
        likeness.titles,
        fit_glosses(glossed, {item.task.id: item.task.text for item in ranked}),
    )


def _by_likelihood(ranked: Sequence[RankedTask], signs: Mapping[str, TaskSigns]) -> list[RankedTask]:
    """The tasks scored by how likely each is the one that is meant, beside their score by words."""
    most = max(item.coverage.score for item in ranked)
    likely = likelihoods(signs)
    scored = [item._replace(score=blended(item.score, most, likely[item.task.id])) for item in ranked]
    return sorted(scored, key=lambda item: (-item.score, -item.likeness, item.task.id))


def _topic_signs(
    best: RankedTask,
    signs: Mapping[str, TaskSigns],
    held: "Gathered",
    glossed: GlossMatch,
    absent: float,
    is_found_by_words: bool,
    bears: bool,
) -> TopicSigns:
    """What speaks for the best task being about the topic."""
    own = signs[best.task.id]
    return TopicSigns(
        words=own.words,
        title=own.title,
        text=own.text,
        glosses=own.glosses,
        title_glosses=own.title_glosses,
        sentence_glosses=own.sentence_glosses,
        most_words=held.best_words,
        most_text=max(sign.text for sign in signs.values()),
        cosine=held.likeness.top,
        span=held.likeness.span,
        absent=absent,
        said=min(glossed.words, _MANY_WORDS) / _MANY_WORDS,
        said_held=own.glosses * min(glossed.words, _MANY_WORDS) / _MANY_WORDS,
        tasks=math.log(len(signs)),
        is_found=float(is_found_by_words),
        tells_bearer=float(bears),
        is_clear=float(glossed.is_clear),
    )


def _found_parts(
    task: ReadTask, concepts: Sequence[WeightedConcept], covered: Coverage, likeness: Likeness
) -> tuple[str, ...]:
    """The subtasks that the topic is about, where the titles of task and heading do not cover it."""
    if not task.parts or max(covered.title, covered.action) >= KEPT_SHARE * max(covered.text, 0.01):
        return ()
    scores = {
        part: max((coverage(concepts, sentence) for sentence in (*text.sentences, *text.indicators)), default=0.0)
        for part, text in task.parts
    }
    best = max(scores.values())
    kept = [part for part, score in scores.items() if score > 0 and score >= _SUBTASK_LEAD * best]
    if best < FLOOR:  # words do not tell the pieces apart
        alike = max(likeness.of.get(part, 0.0) for part in scores)
        kept = [part for part in scores if alike > 0 and likeness.of.get(part, 0.0) == alike]
    return tuple(kept)


def _without_claimed(tasks: Iterable[ReadTask], covered: Mapping[str, Coverage]) -> dict[str, Coverage]:
    """Coverage without what the title of the action says, where it says it of another task of the action.

    Under 强化科技、标准与监管支撑 a question for 标准 asks for 健全标准体系, not for what stands beside it.
    """
    held = list(tasks)
    best: dict[tuple[str, str], float] = {}
    for task in held:
        key = (task.plan, task.text.action)
        best[key] = max(best.get(key, 0.0), covered[task.id].title)
    found = dict(covered)
    for task in held:
        cover, title = covered[task.id], best[task.plan, task.text.action]
        if 0 < cover.action * _CLAIMED <= title and cover.title < title / 2:
            found[task.id] = cover._replace(score=cover.own)
    return found


def _says_all(item: RankedTask, best: RankedTask) -> bool:
    """Whether the texts of a task and of the best say all of a topic that no title has."""
    least = max(_WHOLLY, _SUBTASK_LEAD * TRANSLATION * best.coverage.text)
    near = item.coverage.score >= SAID_SHARE * best.coverage.score
    return best.coverage.text >= _WHOLLY and item.coverage.text >= least and near


def _cut(
    ranked: list[RankedTask], share: float, groups: Mapping[str, str], *, far: float = FAR_SHARE
) -> list[RankedTask]:
    """The tasks whose score is near the best one's, or near that of the best in their group, if that is not far off."""
    best: dict[str, float] = {}
    for item in ranked:
        best.setdefault(groups.get(item.task.plan, ""), max(item.score, far * ranked[0].score))
    kept = [item for item in ranked if item.score >= share * best[groups.get(item.task.plan, "")]]
    named = {item.task.action for item in kept if item.coverage.title >= _FULL}
    return [
        item
        for item in kept
        if item.task.action not in named or max(item.coverage.title, item.coverage.text) >= _HALF_SAID
    ]
