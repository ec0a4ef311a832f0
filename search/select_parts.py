"""Two matters in one question (甲和乙分别由谁牵头): where the one ends and the other begins, and the tasks of each.

Titles hold 和 and 、 of their own, so the place to cut is the one whose halves are each found best, in different tasks.
"""

import re
from collections.abc import Callable

from reference.patterns import lazy_pattern
from search.retrieval.find_tasks import TopicResult
from search.retrieval.ranked import RankedTask
from search.understanding import Query
from search.understanding.query import Topic
from search.understanding.topic import chinese_topic, english_topic

_EACH = lazy_pattern("分别|各自|各(?=由|归|是|有|属|为|谁|哪|找|该)|(?:呢|又是谁|又归谁|又由谁)[?？。！!~～ ]*$")
_AGAIN_EN = lazy_pattern(
    r"[,;]?\s(?:and|plus) (?:also )?(?:who|which|what|for|about|on|of)\b(?!.*\b(?:by when|supports?|assists?|helps?|backs?|it|them)\b)",
    re.IGNORECASE,
)
"""Who leads one thing, | and who | leads another."""
_JOINT = lazy_pattern("以及|还有|[和与跟及、，,；;]|[?？。]")
_MOST_CUTS = 4
_SHORTEST = 3
_LEAST = 0.6
_ALL_OF_IT = 0.95

Finder = Callable[[Topic], TopicResult]


def ranked_by_parts(query: Query, whole: TopicResult, find: Finder) -> list[RankedTask]:
    """The tasks of both matters, those of the first before those of the second; none where the question has one matter."""
    if not (_EACH if query.language == "zh" else _AGAIN_EN).search(query.text):
        return []
    if whole.ranked and whole.ranked[0].coverage.title >= _ALL_OF_IT:
        return []
    best: tuple[float, list[RankedTask]] = (_LEAST, [])
    for left, right in _cuts(query)[:_MOST_CUTS]:
        first = find(left).ranked
        second = find(right).ranked if first else ()
        if not second or first[0].task.id == second[0].task.id:
            continue
        surety = min(first[0].score, second[0].score)
        if surety > best[0]:
            known = {item.task.id for item in first}
            best = (surety, [*first, *(item for item in second if item.task.id not in known)])
    return best[1]


def _cuts(query: Query) -> list[tuple[Topic, Topic]]:
    """The halves on either side of every joint between or within the words of the topic, those between words first."""
    words = query.topic.text.split()
    spans, end = [], 0
    for word in words:
        start = query.text.lower().find(word.lower(), end)
        if start < 0:
            return []
        end = start + len(word)
        spans.append((start, end))
    if query.language == "en":
        again = _AGAIN_EN.search(query.text)
        first = [word for word, (start, _) in zip(words, spans, strict=True) if again and start < again.start()]
        last = words[len(first) :]
        return [(english_topic(" ".join(first)), english_topic(" ".join(last)))] if first and last else []
    between = [
        (" ".join(words[:place]), " ".join(words[place:]))
        for place in range(1, len(words))
        if _JOINT.search(query.text, spans[place - 1][1], spans[place][0])
    ]
    within = []
    for place, word in enumerate(words):
        for joint in _JOINT.finditer(word):
            left, right = word[: joint.start()], word[joint.end() :]
            within.append((" ".join([*words[:place], left]).strip(), " ".join([right, *words[place + 1 :]]).strip()))
    long = [cut for cut in (*between, *within) if min(map(len, cut)) >= _SHORTEST]
    return [(chinese_topic(left), chinese_topic(right)) for left, right in long]
