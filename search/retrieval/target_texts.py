"""Reads from the graph what a topic is compared with: targets with who sets them, and the words around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_schema.tables import Node
from graph_store.protocol import GraphStore
from graph_store.recent import Recent
from search.analyser import folded
from search.catalogue import text_of
from search.responsibilities import plans_of_tasks
from search.retrieval.task_texts import sentences_of

_KEPT = 20_000  # half a KB each beside their nodes
_LONG_MEASURE = 2


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """A target with its words, folded. owner: the task, subtask or plan that sets it.

    quote: without its measure, for 万吨标准煤 speaks of no 标准. title: of the task that sets it; around: the sentence
    of that task that says it. whole: all of these; a word that is not in it is in no field. heading: without the sentence.
    own: what the target says itself. plan: the title of its plan, which tells none of the plan's targets apart.
    """

    node: Node
    owner: str
    is_of_task: bool
    indicator: str
    scope: str
    quote: str
    title: str
    around: str
    whole: str
    heading: str
    own: str
    plan: str = ""


class TargetTexts:
    """Targets as they are compared with topics; those read last are kept, for the graph does not change while it is open."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph
        self._known: Recent[str, ReadTarget] = Recent(_KEPT)

    def read(self, targets: Sequence[str]) -> dict[str, ReadTarget]:
        """Targets with their words, by id, in the order given; ids that there are none of are left out."""
        found = self._known.known(targets)
        new = _read_targets(self._graph, [target for target in targets if target not in found])
        self._known.keep(new)
        found |= new
        return {target: found[target] for target in targets if target in found}


def owners_of(graph: GraphStore, targets: Iterable[str]) -> dict[str, str]:
    """Who sets each target: a task, a subtask or a plan; tasks before plans where several do."""
    owned: dict[str, str] = {}
    for edge in graph.edges(targets=targets, types=["SETS"]):
        if edge.target not in owned or edge.source.startswith("task-"):
            owned[edge.target] = edge.source
    return owned


def _read_targets(graph: GraphStore, targets: Sequence[str]) -> dict[str, ReadTarget]:
    if not targets:
        return {}
    owned = owners_of(graph, targets)
    tasks = graph.nodes(sorted(owner for owner in set(owned.values()) if owner.startswith("task-")))
    titles = _plan_titles(graph, owned.values())
    found: dict[str, ReadTarget] = {}
    for target, node in graph.nodes(targets).items():
        owner = owned.get(target, "")
        found[target] = _read(node, owner, tasks.get(owner), titles.get(owner, ""))
    return found


def _plan_titles(graph: GraphStore, owners: Iterable[str]) -> dict[str, str]:
    """The folded title of the plan of each owner."""
    listed = sorted(set(owners))
    parents = {edge.target: edge.source for edge in graph.edges(targets=listed, types=["HAS_SUBTASK"])}
    plans = plans_of_tasks(graph, sorted({parents.get(owner, owner) for owner in listed}))
    plan_of = {owner: plans.get(parents.get(owner, owner), owner) for owner in listed}
    titles = {plan: folded(text_of(node, "title")) for plan, node in graph.nodes(sorted(set(plan_of.values()))).items()}
    return {owner: titles.get(plan, "") for owner, plan in plan_of.items()}


def _read(node: Node, owner: str, task: Node | None, plan: str) -> ReadTarget:
    indicator, scope, said, unit, title = (
        folded(text)
        for text in (
            text_of(node, "indicator"), text_of(node, "scope"), text_of(node, "quote"), text_of(node, "unit"),
            text_of(task, "title") if task else "",
        )
    )  # fmt: skip
    sentences = sentences_of(text_of(task, "text")) if task else ()
    around = next((sentence for sentence in sentences if said and said in sentence), "")
    quote = said.replace(unit, " ") if len(unit) > _LONG_MEASURE else said
    whole = "\n".join((indicator, scope, quote, title, around))
    heading = "\n".join((indicator, scope, said, title))
    own = "\n".join((indicator, scope, quote))
    return ReadTarget(node, owner, task is not None, indicator, scope, quote, title, around, whole, heading, own, plan)
