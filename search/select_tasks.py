"""Which tasks answer a query: the exact walk where units or plans are named, ranking by topic otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graph_schema.tables import Edge
from reference.patterns import lazy_pattern
from search.analyser import folded
from search.catalogue import number_of, text_of
from search.due import is_due, month_due
from search.headings import headings_of, tasks_under
from search.plan_subject import plans_about
from search.responsibilities import UnitTasks, plans_of_tasks, tasks_of_plans, tasks_of_units
from search.retrieval.find_targets import RankedTarget
from search.retrieval.find_tasks import TopicResult, find_tasks
from search.retrieval.relevance import WeightedConcept, coverage
from search.scope import Scope
from search.select_parts import ranked_by_parts
from search.selected import Corpus, Pick, Selection
from search.understanding import Query
from search.understanding.query import Topic
from search.understanding.topic import general_words

_PLAN_TOPIC = 0.9
# The tasks of an action or chapter are asked for, not those that are about its topic.
_ASKS_OF_HEADING = lazy_pattern(
    r"(?:行动|工程|专项|章节?|部分|板块|大类)(?:中|里|下|下面|之下|包括|包含|含|内|有)+[^，。？?]{0,6}(?:任务|工作|举措|几|多少|哪些)"
    r"|\btasks?\b[^?.;]{0,24}\b(?:in|under|of|within|belong to|make up) [^?.;]{0,60}"
    r"\b(?:action|actions|campaign|section|chapter|heading)\b(?! plan)"
    r"|\b(?:action|campaign|section|chapter|heading)\b[^?.;]{0,40}\b(?:tasks|contain|contains|include|includes|consist)\b",
    re.IGNORECASE,
)
_DUE = lazy_pattern(
    r"\bdue\b|\bdeadlines? of\b|\b(?:be|been|get|got) (?:done|finished|completed?|ready|wrapped up)\b|\b(?:finish|complete) (?:by|before|in)\b"
    r"|完成|办结|到期|做完|建成",
    re.IGNORECASE,
)
_NEARLY = 0.97
_TOGETHER = lazy_pattern(
    r"共同|一起|同时|联合|一道|携手|\b(?:both|jointly|together|co-lead(?:s|ing)?|co-led)\b", re.IGNORECASE
)
_LEAD_TOGETHER = lazy_pattern(
    r"(?:共同|一起|联合|一道|携手)(?:来|去)?(?:牵头|领衔)"
    r"|\b(?:jointly|together) (?:lead|led|head)|\b(?:lead|led|leads|headed|head)\b[^?.;]{0,24}\b(?:jointly|together)\b|\bco-le",
    re.IGNORECASE,
)


def select_tasks(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Fill the selection's tasks, with the targets that they set and their plans."""
    scope = in_years(corpus, query, selection)
    if selection.reason:
        return
    if query.due and not query.topic and (due := _due(corpus, query, scope)):
        selection.picks = due
    elif (query.due or _says_due(query)) and query.topic and (due := _due(corpus, query, scope)):
        selection.picks = _due_about(corpus, query, scope, selection, due)
    elif query.counted == "action" and not query.topic and not query.units and _is_bounded(query):
        selection.headings = list(headings_of(corpus, scope.plans).values())
        selection.picks = [Pick(task, plan, 1.0) for task, plan in tasks_of_plans(corpus.graph, scope.plans).items()]
    elif _counts_tasks(query) and (about := plans_about(corpus, query.topic, scope.plans, at_first=True)):
        selection.picks = [Pick(task, plan, 1.0) for task, plan in tasks_of_plans(corpus.graph, about).items()]
    elif headed := tasks_under(corpus, query, scope):
        selection.picks = [Pick(task, plan, 1.0) for task, plan in headed.items()]
    elif query.units and not (query.asks_for == "yes_no" and query.topic):
        walked = walk_units(corpus, query, scope)
        if query.topic:
            _rank(corpus, query, scope, selection, among=walked)
        else:
            selection.picks = picks_of(corpus, walked, scope)
    elif _counts_tasks(query) and (about := plans_about(corpus, query.topic, scope.plans)):
        selection.picks = [Pick(task, plan, 1.0) for task, plan in tasks_of_plans(corpus.graph, about).items()]
    elif query.topic:
        _rank(corpus, query, scope, selection, among=None)
        if query.units:
            _decide(corpus, query, selection)
        elif query.asks_for == "deadline":
            selection.picks = _with_deadlines(corpus, selection.picks)
    elif _is_bounded(query):
        tasks = tasks_of_plans(corpus.graph, scope.plans)
        selection.picks = [Pick(task, plan, 1.0) for task, plan in tasks.items()]
    else:
        selection.reason = "no_topic"
    selection.targets = _nearest_first(targets_of(corpus, selection.picks), selection)
    selection.plans = list(dict.fromkeys(pick.plan for pick in selection.picks))


def _due(corpus: Corpus, query: Query, scope: Scope) -> list[Pick]:
    """The tasks, of the units named where there are some, whose own deadline lies in the time asked for, in order of it."""
    if query.units:
        picks = picks_of(corpus, walk_units(corpus, query, scope), scope)
    else:
        picks = [Pick(task, plan, 1.0) for task, plan in tasks_of_plans(corpus.graph, scope.plans).items()]
    nodes = corpus.graph.nodes([pick.id for pick in picks])
    due: list[tuple[tuple[int, int], Pick]] = []
    for pick in picks:
        month = month_due(text_of(nodes[pick.id], "deadline"), corpus.catalogue.plans.get(pick.plan))
        if month is not None and is_due(month, query.years, query.dates):
            due.append((month, pick))
    return [pick for _, pick in sorted(due, key=lambda item: item[0])]


def _with_deadlines(corpus: Corpus, picks: list[Pick]) -> list[Pick]:
    """Where the task that is meant has a deadline, those that have one as well; else all."""
    nodes = corpus.graph.nodes([pick.id for pick in picks])
    dated = [pick for pick in picks if text_of(nodes[pick.id], "deadline")]
    return dated if dated and dated[0] == picks[0] else picks


def _says_due(query: Query) -> bool:
    """Whether the time in a question is that by which tasks are to be done, not a plan's or a target's."""
    return bool(query.dates or query.years) and query.asks_for in ("task", "deadline") and bool(_DUE.search(query.text))


def _due_about(corpus: Corpus, query: Query, scope: Scope, selection: Selection, due: list[Pick]) -> list[Pick]:
    """Of tasks that are due, those of plans whose subject the topic is, else those about it."""
    about = plans_about(corpus, query.topic, frozenset(pick.plan for pick in due), at_last=True)
    if about:
        return [pick for pick in due if pick.plan in about]
    _rank(corpus, query, scope, selection, among=None)
    found = {pick.id for pick in selection.picks}
    return [pick for pick in due if pick.id in found]


def _nearest_first(targets: list[RankedTarget], selection: Selection) -> list[RankedTarget]:
    """The targets that speak of the topic before the others of the same tasks."""
    if not selection.concepts:
        return targets

    def words(target: RankedTarget) -> str:
        return folded(f"{text_of(target.node, 'indicator')}\n{text_of(target.node, 'quote')}")

    return sorted(targets, key=lambda target: -round(target.score + coverage(selection.concepts, words(target)), 2))


def _counts_tasks(query: Query) -> bool:
    """Whether the tasks of some place are counted."""
    bounded = bool(query.filter_places) and not query.units
    return query.asks_for == "count" and query.counted == "task" and bounded


def _is_bounded(query: Query) -> bool:
    """Whether a query without topic and unit still says which tasks: of a place, a plan, a year, a role, or all."""
    bounds = (query.filter_places, query.plans, query.role, query.years, query.period, query.as_of)
    return any(bounds) or query.everywhere or query.asks_for == "count"


def in_years(corpus: Corpus, query: Query, selection: Selection) -> Scope:
    """The scope without plans that say they do not cover the years asked for."""
    scope = selection.scope
    if not query.years:
        return scope
    known = corpus.catalogue.plans
    plans = frozenset(
        plan for plan in scope.plans if any(known[plan].covers_year(year) is not False for year in query.years)
    )
    if not plans:
        selection.reason = "year"
    same = plans == scope.plans
    return replace(scope, plans=plans, is_all=scope.is_all and same, by_places_alone=scope.by_places_alone and same)


def walk_units(corpus: Corpus, query: Query, scope: Scope) -> UnitTasks:
    """The tasks of the units named: of any of them, or of all where they are asked for together."""
    graph = corpus.graph
    role = query.unit_role or ("lead" if _LEAD_TOGETHER.search(query.text) else None)
    groups = [tasks_of_units(graph, unit.ids, role) for unit in query.units if unit.ids]
    if len(groups) > 1 and _TOGETHER.search(query.text):
        shared = set.intersection(*(set(group.tasks) for group in groups))
        return UnitTasks({task: groups[0].tasks[task] for task in sorted(shared)}, {}, ())
    everything = tasks_of_units(graph, query.unit_ids, query.unit_role)
    whole = tasks_of_plans(graph, [plan for plan in everything.plans if plan in scope.plans])
    added: dict[str, list[Edge]] = {task: [] for task in whole if task not in everything.tasks}
    return replace(everything, tasks=everything.tasks | added)


def picks_of(corpus: Corpus, walked: UnitTasks, scope: Scope) -> list[Pick]:
    """The tasks of a walk that lie in the scope, in the order of their plans."""
    plans = plans_of_tasks(corpus.graph, list(walked.tasks))
    nodes = corpus.graph.nodes(task for task, plan in plans.items() if plan in scope.plans)
    ordered = sorted(nodes.values(), key=lambda node: (plans[node.id], number_of(node, "position") or 0, node.id))
    return [Pick(node.id, plans[node.id], 1.0, tuple(walked.pieces.get(node.id, ()))) for node in ordered]


def _rank(corpus: Corpus, query: Query, scope: Scope, selection: Selection, *, among: UnitTasks | None) -> None:
    only = ids = None
    if among is not None:
        only = frozenset(among.tasks)
        ids = only.union(piece for pieces in among.pieces.values() for piece in pieces)

    def find(topic: Topic) -> TopicResult:
        found = find_tasks(
            corpus.graph,
            corpus.texts,
            corpus.search,
            topic,
            scope.filter(tasks=ids),
            titles=corpus.titles,
            only=only,
            by_heading=_ASKS_OF_HEADING.search(query.text) is not None,
            every_mention="place" in query.asks or (query.asks_for == "yes_no" and not query.units),
            groups=_by_place(corpus, query),
            homes=corpus.homes,
        )
        selection.count_time(found.found)
        return found

    result = find(query.topic)
    selection.concepts = result.concepts
    selection.picks = [
        Pick(item.task.id, item.task.plan, item.score, item.parts)
        for item in ranked_by_parts(query, result, find) or result.ranked
        if item.task.plan in scope.plans
    ]
    if among is not None:
        selection.picks = _with_whole_plans(corpus, query, among, scope, selection)
    elif selection.picks:
        selection.picks = _with_own_plans(corpus, query.topic, scope, selection)


def _by_place(corpus: Corpus, query: Query) -> dict[str, str]:
    """For each plan the place named that it is of, where several are: each of them is to have its answer."""
    named = [place.id for place in query.filter_places if place.id]
    if len(named) < 2:
        return {}
    groups = {plan: place for place in named for plan in corpus.catalogue.plans_at([place])}
    return groups | {plan: place for place in named for plan in corpus.catalogue.plans_at([place], within=False)}


def _with_whole_plans(corpus: Corpus, query: Query, among: UnitTasks, scope: Scope, selection: Selection) -> list[Pick]:
    """A topic that is a plan's own (食品安全 of a food safety plan) holds for all the tasks that a unit has in it."""
    theirs = frozenset(plans_of_tasks(corpus.graph, list(among.tasks)).values()) & scope.plans
    lists_tasks = query.asks_for in ("task", "count")
    about = plans_about(corpus, query.topic, theirs, at_last=not selection.picks) if lists_tasks else frozenset()
    plans = about | {
        plan
        for plan in scope.plans
        if coverage(selection.concepts, folded(corpus.catalogue.plans[plan].title)) >= _PLAN_TOPIC
    }
    if not plans:
        return selection.picks
    whole = [pick for pick in picks_of(corpus, among, scope) if pick.plan in plans]
    known = {pick.id for pick in selection.picks}
    return [*selection.picks, *(pick for pick in whole if pick.id not in known)]


def _with_own_plans(corpus: Corpus, topic: Topic, scope: Scope, selection: Selection) -> list[Pick]:
    """A topic that is a plan's own (低空经济 of a plan for it) is what all its tasks are about."""
    own = [
        plan
        for plan in dict.fromkeys(pick.plan for pick in selection.picks)
        if coverage([_in_full(concept) for concept in selection.concepts], corpus.titles[plan]) >= _PLAN_TOPIC
        and _is_spelt_in(corpus.titles[plan], topic)
    ]
    known = {pick.id for pick in selection.picks}
    least = min(pick.score for pick in selection.picks)
    whole = tasks_of_plans(corpus.graph, own)
    return [*selection.picks, *(Pick(task, plan, least) for task, plan in whole.items() if task not in known)]


_MOSTLY_SPELT = 0.7


def _is_spelt_in(title: str, topic: Topic) -> bool:
    """Whether a folded title has most characters of a Chinese topic: words that no plan has are no concepts, but are said."""
    said = folded(topic.text)
    for word in general_words():
        said = said.replace(word, " ")
    letters = set(said.replace(" ", ""))
    return topic.english or len(letters.intersection(title)) >= _MOSTLY_SPELT * len(letters)


def _in_full(concept: WeightedConcept) -> WeightedConcept:
    """A concept by the words that make it a plan's subject: a plan on 创新 is none on 科技创新."""
    own = concept.forms[0]
    held = concept.subject or concept.forms
    kept = [place for place, form in enumerate(concept.forms) if form in held and (form == own or form not in own)]
    return replace(
        concept,
        forms=tuple(concept.forms[place] for place in kept),
        worth=tuple(concept.worth[place] for place in kept),
        pairs=tuple(concept.pairs[place] for place in kept),
    )


def _decide(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Whether the units named have the role asked about in one of the tasks found."""
    walked = tasks_of_units(corpus.graph, query.unit_ids, query.unit_role)
    said = {task: {edge.target for edge in edges} for task, edges in walked.tasks.items()}
    theirs = [
        pick
        for pick in selection.picks
        if pick.id in said and (not pick.parts or said[pick.id].intersection(pick.parts))
    ]
    selection.truth = bool(theirs)
    if not theirs:
        theirs = _nearly(corpus, query, selection)
        selection.truth = bool(theirs)
    if theirs:
        selection.picks = theirs
        return
    known = sorted(tasks_of_units(corpus.graph, query.unit_ids, None).tasks)
    plans = set(plans_of_tasks(corpus.graph, known).values())
    selection.picks = [pick for pick in selection.picks if pick.plan in plans] or selection.picks


def _nearly(corpus: Corpus, query: Query, selection: Selection) -> list[Pick]:
    """Of the unit's own tasks those that are nearly as much about the topic as the best of all."""
    best = max((pick.score for pick in selection.picks), default=0.0)
    own = Selection(selection.scope)
    _rank(corpus, query, selection.scope, own, among=tasks_of_units(corpus.graph, query.unit_ids, query.unit_role))
    return [pick for pick in own.picks if pick.score >= _NEARLY * best]


def targets_of(corpus: Corpus, picks: Sequence[Pick]) -> list[RankedTarget]:
    """The targets that the tasks found set, in their order.

    Of a task of which only pieces were found, those of the pieces and those of the whole that the pieces repeat.
    """
    graph = corpus.graph
    score: dict[str, float] = {}
    for pick in picks:
        score.update(dict.fromkeys((*pick.parts, pick.id), pick.score))
    whole = [pick.id for pick in picks if not pick.parts]
    for edge in graph.edges(sources=whole, types=["HAS_SUBTASK"]):
        score.setdefault(edge.target, score[edge.source])
    if not score:
        return []
    texts = {
        pick.id: "\n".join(folded(text_of(node, "text")) for node in graph.nodes(pick.parts).values())
        for pick in picks
        if pick.parts
    }
    edges = graph.edges(sources=list(score), types=["SETS"])
    nodes = graph.nodes([edge.target for edge in edges])
    place = {owner: number for number, owner in enumerate(score)}
    found: dict[str, RankedTarget] = {}
    for edge in sorted(edges, key=lambda edge: (place[edge.source], edge.target)):
        node = nodes.get(edge.target)
        repeated = edge.source not in texts or (node and folded(text_of(node, "quote")) in texts[edge.source])
        if node is not None and repeated:
            found.setdefault(edge.target, RankedTarget(node, edge.source, score[edge.source]))
    return list(found.values())
