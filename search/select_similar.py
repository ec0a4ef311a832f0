"""Who else does the same work: from the tasks a question speaks of along ALIGNED_WITH to those of other plans, with the score."""

from collections.abc import Sequence
from dataclasses import replace

from graph_store.protocol import GraphStore
from search.responsibilities import plans_of_tasks
from search.retrieval.find_tasks import find_tasks
from search.scope import read_scope
from search.select_tasks import select_tasks, targets_of
from search.selected import Alignment, Corpus, Pick, Selection
from search.understanding import Query

_ANCHOR_SHARE = 0.92
"""Of the best task's score, what a task needs for others to be compared with it."""


def select_similar(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Fill the selection with tasks of other plans that are aligned with those the question speaks of.

    Where the question names no place, unit or plan, the tasks found are kept beside those they are aligned with.
    """
    if query.excluded and not query.filter_places:  # besides Shengsi: the comparison starts from there
        query = replace(query, places=query.excluded, excluded=())
        selection.scope = read_scope(corpus.catalogue, query)
    own = Selection(selection.scope)
    select_tasks(corpus, query, own)
    selection.concepts, selection.reason = own.concepts, own.reason
    selection.encode_ms, selection.search_ms = own.encode_ms, own.search_ms
    if own.reason or not own.picks:
        return
    best = max(pick.score for pick in own.picks)
    anchors = [pick for pick in own.picks if pick.score >= _ANCHOR_SHARE * best]
    has_anchor = bool(query.filter_places or query.units or query.plans)
    plans = frozenset(pick.plan for pick in anchors) if has_anchor else frozenset()
    selection.alignments = aligned_with(corpus.graph, anchors, without=plans)
    held: dict[str, Pick] = {} if has_anchor else {pick.id: pick for pick in anchors}
    plan_of = plans_of_tasks(corpus.graph, [alignment.task for alignment in selection.alignments])
    for alignment in selection.alignments:
        if alignment.task in plan_of:
            held.setdefault(alignment.task, Pick(alignment.task, plan_of[alignment.task], alignment.score))
    selection.picks = list(held.values())
    selection.anchors = anchors
    if not selection.picks and query.topic:
        selection.picks = _on_topic(corpus, query, plans)
    if not selection.picks:
        selection.reason = "nothing_similar"
        return
    selection.targets = targets_of(corpus, selection.picks)
    selection.plans = list(dict.fromkeys(pick.plan for pick in selection.picks))


def _on_topic(corpus: Corpus, query: Query, without: frozenset[str]) -> list[Pick]:
    """Where no task is aligned, the tasks of other plans that are about the same topic; they carry no alignment."""
    found = find_tasks(corpus.graph, corpus.texts, corpus.search, query.topic, None, titles=corpus.titles)
    return [
        Pick(item.task.id, item.task.plan, item.score, item.parts)
        for item in found.ranked
        if item.task.plan not in without
    ]


def aligned_with(graph: GraphStore, anchors: Sequence[Pick], *, without: frozenset[str]) -> list[Alignment]:
    """The tasks that are aligned with the anchors, each with the anchor it is nearest to, best first.

    without: plans whose tasks are left out, for they are where the question comes from.
    """
    ids = [pick.id for pick in anchors]
    edges = {
        edge.id: edge
        for edge in [
            *graph.edges(sources=ids, types=["ALIGNED_WITH"]),
            *graph.edges(targets=ids, types=["ALIGNED_WITH"]),
        ]
    }
    wanted = frozenset(ids)
    best: dict[str, Alignment] = {}
    for edge in edges.values():
        score = edge.properties.get("score")
        value = float(score) if isinstance(score, int | float) else 0.0
        for anchor, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if anchor in wanted and other not in wanted and (other not in best or value > best[other].score):
                best[other] = Alignment(other, anchor, value)
    plan_of = plans_of_tasks(graph, list(best))
    kept = [alignment for alignment in best.values() if plan_of.get(alignment.task) not in without]
    return sorted(kept, key=lambda alignment: (-alignment.score, alignment.task))
