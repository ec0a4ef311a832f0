"""The same work at another level or in another place: pairs of tasks of different plans, with a score.

Judges by titles (their objects, without the verb), by the meaning of title and text, and by shared words.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_schema.tables import Edge, GraphTables
from reference.patterns import lazy_pattern
from search.encoders import Vectors
from search.passages import Passage
from search.vector_index import nearest

ALIGNED = 0.58
"""From this score on two tasks are aligned: of the pairs above it on the plans at hand, over nine in ten were judged the
same work by hand (tests/search/alignment_judged.csv)."""
_NEIGHBOURS = 40
_COSINE_FLOOR = 0.93
"""Cosines of this encoder family lie close together: below this, nothing is alike."""
_SHARED_TEXT = 0.3
_VERB = lazy_pattern(
    r"^(?:坚决|全力|全面|深入|深化|大力|着力|狠抓|扎实|持续|进一步|有序|积极|加强|强化|加快|推进|推动|实施|优化|健全|完善|建设|打造|培育|营造|提升|提高|"
    r"支持|开展|构建|加大|扩大|促进|加速|谋划|做强|创新|引导|规范|落实|发展|建立|做好|保障|提速|拓展|推行)+"
)


_EVERYWHERE = lazy_pattern(
    r"(?:组织)?(?:领导|保障|推动|实施|协调|统筹协调)|(?:保障|政策|工作)(?:措施|要求|机制)|宣传(?:引导|发动|培训)?|"
    r"(?:督导|督查|监督|评价|跟踪)?(?:考核|督查|督导|评估|问效|检查)(?:评价|问责|激励)?|(?:工作|责任)(?:体系|机制|落实|责任)|(?:舆论|良好|浓厚)?(?:氛围|环境)|要素保障|"
    r"(?:资金|经费|财政|财税|金融|人才|政策)+(?:保障|支持|支撑|扶持|培养|队伍建设|服务)?(?:力度)?|(?:重大|重点)项目建设"
)
"""Titles that stand in every plan: they are the same work only in plans of one subject."""
_SAME_SUBJECT = 0.35


@dataclass(frozen=True, slots=True)
class _Subject:
    """A task as it is compared: its plan, the object of its title, its words, and its vectors."""

    id: str
    plan: str
    title: str
    pairs: frozenset[str]
    words: frozenset[str]
    title_vector: npt.NDArray[np.float32]
    text_vector: npt.NDArray[np.float32]
    everywhere: bool
    plan_vector: npt.NDArray[np.float32] | None


def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared pairs of characters: both ways, or (a little less) as a part of the longer."""
    if not left or not right:
        return 0.0
    shared = len(left & right)
    return max(2 * shared / (len(left) + len(right)), 0.8 * shared / min(len(left), len(right)))


def _closeness(left: npt.NDArray[np.float32], right: npt.NDArray[np.float32]) -> float:
    return float(np.clip((float(left @ right) - _COSINE_FLOOR) / (1 - _COSINE_FLOOR), 0, 1))


def _score(left: _Subject, right: _Subject) -> float:
    if (left.everywhere or right.everywhere) and not _one_subject(left, right):
        return 0.0
    if left.title and left.title == right.title:
        return 1.0
    shared = 2 * len(left.words & right.words) / max(1, len(left.words) + len(right.words))
    return (
        0.35 * _likeness(left.pairs, right.pairs)
        + 0.25 * _closeness(left.title_vector, right.title_vector)
        + 0.25 * _closeness(left.text_vector, right.text_vector)
        + 0.15 * min(1.0, shared / _SHARED_TEXT)
    )


def _one_subject(left: _Subject, right: _Subject) -> bool:
    if left.plan_vector is None or right.plan_vector is None:
        return False
    return _closeness(left.plan_vector, right.plan_vector) >= _SAME_SUBJECT


def _mean(vectors: Vectors, numbers: Sequence[int]) -> npt.NDArray[np.float32]:
    total = vectors[list(numbers)].mean(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-12), np.float32)


def _subjects(tables: GraphTables, passages: Sequence[Passage], vectors: Vectors) -> list[_Subject]:
    titles: dict[str, int] = {}
    sentences: dict[str, list[int]] = defaultdict(list)
    plans: dict[str, str] = {}
    for passage in passages:
        plans[passage.owner] = passage.plan
        if passage.kind == "title":
            titles[passage.owner] = passage.number
        else:
            sentences[passage.owner].append(passage.number)
    subjects = []
    for node in tables.nodes:
        if node.type != "Task" or node.properties.get("is_subtask") or node.id not in plans:
            continue
        title = str(node.properties.get("title") or "")
        head = titles.get(node.id)
        body = sentences[node.id] or ([head] if head is not None else [])
        if not body:
            continue
        first = _mean(vectors, [head if head is not None else body[0]])
        text = str(node.properties.get("text") or "")
        plan = plans[node.id]
        object_ = _VERB.sub("", title) or title
        subjects.append(
            _Subject(
                node.id,
                plan,
                title,
                _pairs_of(object_),
                _pairs_of(text),
                first,
                _mean(vectors, body),
                any(_EVERYWHERE.fullmatch(words) for words in (title, object_)),
                vectors[titles[plan]] if plan in titles else None,
            )
        )
    return subjects


def align(tables: GraphTables, passages: Sequence[Passage], vectors: Vectors) -> list[Edge]:
    """ALIGNED_WITH edges between tasks of different plans, from the smaller id to the larger, with their scores.

    vectors: those of the passages, [passages, dimension]. Only near neighbours by title are compared.
    """
    subjects = _subjects(tables, passages, vectors)
    if len(subjects) < 2:
        return []
    found: dict[tuple[str, str], float] = {}
    stacked = np.stack([subject.title_vector for subject in subjects])
    for left, numbers in zip(subjects, nearest(stacked, stacked, _NEIGHBOURS), strict=True):
        for number in numbers:
            right = subjects[number]
            if right.plan == left.plan:
                continue
            score = round(_score(left, right), 3)
            if score >= ALIGNED:
                found[min(left.id, right.id), max(left.id, right.id)] = score
    return [Edge("ALIGNED_WITH", source, target, {"score": score}) for (source, target), score in sorted(found.items())]
