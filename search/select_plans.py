"""Which plans answer a query: by place, title, number, date, what they cite, or what they speak of."""

import re
from collections.abc import Sequence

from reference.patterns import lazy_pattern
from search.analyser import folded
from search.catalogue import CitedDocument, PlanEntry
from search.retrieval.find_targets import find_targets
from search.retrieval.find_tasks import find_tasks, weigh_topic
from search.retrieval.relevance import coverage
from search.scope import Scope
from search.select_targets import plans_of_owners
from search.select_tasks import in_years, picks_of, targets_of, walk_units
from search.selected import Corpus, Pick, Selection
from search.understanding import Query
from search.understanding.asks import IS_DRAFT
from search.understanding.numbers import doc_number_key

_IN_FORCE = lazy_pattern(
    r"有效|失效|到期|过期|作废|管用|算数|\bexpired\b|\blapsed\b|\bin force\b|\bvalid\b|\bin effect\b", re.IGNORECASE
)
_GONE = lazy_pattern(r"失效|过期|作废|期满|(?<!何时)到期了|\b(?:expired|lapsed|run out|ended)\b", re.IGNORECASE)
"""Whether a plan is no longer in force is asked."""
_ENDS = lazy_pattern(
    r"(?:有效期?|实施|执行|规划期|管|用)[^，。？?]{0,4}(?:到|至|截至|截止)|到期|截止到|结束于"
    r"|(?:方案|规划|计划)(?:是|都)?(?:到|至)(?=\d{4}年(?!的)|哪)"
    r"|\b(?:until|expires?|expiry|ends?|ending|runs?(?: through)? to|lapses?|valid (?:to|through))\b",
    re.IGNORECASE,
)
_WHETHER = lazy_pattern(r"吗|是否|有没有|(?:仍|还)(?:然|在)?有效|\bstill\b|^(?:is|was|are|were)\b", re.IGNORECASE)
_CURRENT = lazy_pattern(r"现行|最新|当前|新版|\b(?:current|latest|newest|most recent)\b", re.IGNORECASE)
_REPLACES = lazy_pattern(
    r"取代|代替|替代|接替|废止|\b(?:replac\w+|supersed\w+|succeed\w+|took the place)\b", re.IGNORECASE
)
_IN_TITLE = 0.75
_CITED_LIKE = 0.6
_NEARLY = 0.9


def select_plans(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Fill the selection's plans, with the tasks that speak of the topic where there is one."""
    asks_force = query.whether_holds is not None or (
        _IN_FORCE.search(query.text) is not None
        and (query.asks_for == "yes_no" or _WHETHER.search(query.text) is not None)
    )
    scope = selection.scope if asks_force or query.by_issue else in_years(corpus, query, selection)
    if selection.reason:
        return
    known = corpus.catalogue.plans
    cited = [*query.unknown_plans, *(known[plan].title for plan in query.plans)]
    if (
        query.asks_for == "yes_no"
        and "citation" in query.asks
        and query.plans
        and (query.unknown_plans or query.doc_numbers)
    ):
        _decide_citation(corpus, query, selection)
        return
    if query.topic and {"plan", "citation"} <= set(query.asks) and not cited and (named := _cited_on(corpus, query)):
        selection.plans = _citing(corpus, named)
    elif cited and "citation" in query.asks and not query.of_itself and ("plan" in query.asks or not query.plans):
        selection.plans = _citing(corpus, cited)
    elif query.units and not query.topic:
        selection.plans = _of_units(corpus, query, scope)
    elif query.topic and not query.plans:
        _on_topic(corpus, query, scope, selection)
        if "citation" in query.asks:
            selection.plans = selection.plans or sorted(scope.plans)
    else:
        selection.plans = sorted(scope.plans, key=lambda plan: (known[plan].title, plan))
    selection.plans = _of_editions(corpus, query, selection.plans)
    if query.by_issue:
        selection.plans = _issued_in(corpus, query, selection.plans)
    elif not asks_force:
        selection.plans = _on_ends(corpus, query, _on_dates(corpus, query, selection.plans))
    _decide(corpus, query, selection, asks_force=asks_force)


def _decide(corpus: Corpus, query: Query, selection: Selection, *, asks_force: bool) -> None:
    """Whether plans are in force or drafts, where that is the question; which are drafts, where those are asked for."""
    known = corpus.catalogue.plans
    gone = query.whether_holds == "gone" or _GONE.search(query.text) is not None
    if asks_force and query.dates:
        selection.truth = any(known[plan].in_force_on(query.dates[0]) for plan in selection.plans) != gone
    elif asks_force and query.years:
        held = any(known[plan].covers_year(year) for plan in selection.plans for year in query.years)
        selection.truth = held != gone
    elif query.whether_issued and query.asks_for == "yes_no":
        selection.truth = all(known[plan].status != "draft" for plan in selection.plans)
    elif IS_DRAFT.search(query.text) and "plan" in query.asks and not query.topic:
        drafts = [plan for plan in selection.plans if known[plan].status == "draft"]
        if query.asks_for == "yes_no":
            selection.truth = bool(drafts)
        if not query.plans and (query.asks_for != "yes_no" or drafts):
            selection.plans = drafts


def _issued_in(corpus: Corpus, query: Query, plans: list[str]) -> list[str]:
    """Those issued in one of the years, or on one of the days or in one of the months."""
    days = (*query.dates, *(f"{year}-" for year in query.years))
    return [plan for plan in plans if (corpus.catalogue.plans[plan].issued_on or "").startswith(days)]


def _decide_citation(corpus: Corpus, query: Query, selection: Selection) -> None:
    """Whether a plan that is named cites the document that is named beside it."""
    known = corpus.catalogue.plans
    keys = {doc_number_key(number) for number in query.doc_numbers}
    beside = [plan for plan in query.plans if doc_number_key(known[plan].doc_number or "") not in keys]
    documents = [*query.unknown_plans, *query.doc_numbers]
    citing = _citing(corpus, documents)
    selection.plans = beside or list(query.plans)
    selection.truth = any(plan in citing for plan in selection.plans)


def _cited_on(corpus: Corpus, query: Query) -> list[str]:
    """Titles of the cited documents that are about the topic: those of them that are most so."""
    concepts = weigh_topic(corpus.search, query.topic)
    scores = {
        document.title: coverage(concepts, folded(document.title)) for document in corpus.catalogue.cited.values()
    }
    most = max(scores.values(), default=0.0)
    return sorted(title for title, score in scores.items() if score == most) if most >= _CITED_LIKE else []


def _of_units(corpus: Corpus, query: Query, scope: Scope) -> list[str]:
    """The plans that units issued, else those that give them tasks."""
    issued = corpus.graph.edges(targets=query.unit_ids, types=["ISSUED_BY"])
    plans = sorted({edge.source for edge in issued} & scope.plans)
    if plans:
        return plans
    picks = picks_of(corpus, walk_units(corpus, query, scope), scope)
    return list(dict.fromkeys(pick.plan for pick in picks))


def _citing(corpus: Corpus, names: Sequence[str]) -> list[str]:
    """The plans that cite a document of one of these titles or numbers."""
    titles = [folded(name) for name in names]
    numbers = {doc_number_key(name) for name in names}
    known: dict[str, CitedDocument | PlanEntry] = {**corpus.catalogue.cited, **corpus.catalogue.plans}
    cited = [
        identifier
        for identifier, document in known.items()
        if (document.doc_number and any(number.endswith(doc_number_key(document.doc_number)) for number in numbers))
        or any(title in folded(document.title) or folded(document.title) in title for title in titles)
    ]
    edges = corpus.graph.edges(targets=cited, types=["CITES"])
    return sorted({edge.source for edge in edges} & set(corpus.catalogue.plans))


def _on_topic(corpus: Corpus, query: Query, scope: Scope, selection: Selection) -> None:
    """Plans whose title names the topic, else those whose tasks or objectives speak of it."""
    known = corpus.catalogue.plans
    concepts = weigh_topic(corpus.search, query.topic)
    scores = {plan: coverage(concepts, folded(known[plan].title)) for plan in scope.plans}
    selection.concepts = concepts
    selection.plans = sorted(
        (plan for plan in scores if scores[plan] >= max(_IN_TITLE, _NEARLY * max(scores.values()))),
        key=lambda plan: (-scores[plan], plan),
    )
    if selection.plans:
        return
    graph, texts, search = corpus.graph, corpus.texts, corpus.search
    result = find_tasks(graph, texts, search, query.topic, scope.filter(), titles=corpus.titles, every_mention=True)
    selection.count_time(result.found)
    selection.picks = [
        Pick(item.task.id, item.task.plan, item.score, item.parts)
        for item in result.ranked
        if item.task.plan in scope.plans
    ]
    selection.targets = targets_of(corpus, selection.picks)
    targets = find_targets(
        corpus.target_texts, corpus.search, query.topic, allowed=scope.filter(kinds=frozenset(("target",)))
    )
    selection.count_time(targets.found)
    if targets.ranked:
        selection.targets = list(targets.ranked)
    owners = plans_of_owners(corpus.graph, [target.owner for target in targets.ranked])
    selection.plans = list(dict.fromkeys([*(pick.plan for pick in selection.picks), *owners.values()]))


def _of_editions(corpus: Corpus, query: Query, plans: list[str]) -> list[str]:
    """Without editions that were replaced, where the current one is asked for; the newer ones, where what replaced a plan is."""
    newer = corpus.catalogue.replaced_by
    if _REPLACES.search(query.text) and query.plans:
        return [newer.get(plan, plan) for plan in plans]
    return [plan for plan in plans if plan not in newer] if _CURRENT.search(query.text) else plans


def _on_dates(corpus: Corpus, query: Query, plans: list[str]) -> list[str]:
    """Those issued on a day that was named, or that begin or end on it; else those in force on it."""
    if not query.dates:
        return plans
    known = corpus.catalogue.plans
    days = set(query.dates)
    exact = [
        plan
        for plan in plans
        if any((held or "").startswith(day) for held in (known[plan].issued_on, *known[plan].effective) for day in days)
    ]
    return exact or [plan for plan in plans if any(known[plan].in_force_on(day) for day in query.dates)]


def _on_ends(corpus: Corpus, query: Query, plans: list[str]) -> list[str]:
    """Those that end in the years or on the days named, where the question asks for an end: valid until, run to."""
    if _ENDS.search(query.text) is None or "plan" not in query.asks or query.topic:
        return plans
    known = corpus.catalogue.plans

    def ends(plan: str) -> bool:
        end = known[plan].effective[1] or (f"{known[plan].period[1]}-12-31" if known[plan].period[1] else "")
        return any(end.startswith(day) for day in (*query.dates, *map(str, query.years)))

    return [plan for plan in plans if ends(plan)] if query.dates or query.years else plans
