"""What was selected for an answer: values only, and what all kinds of selection share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_store.protocol import GraphStore
from search.analyser import folded
from search.catalogue import Catalogue
from search.retrieval.find_targets import RankedTarget
from search.retrieval.protocol import Found, PassageSearch
from search.retrieval.relevance import WeightedConcept
from search.retrieval.target_texts import TargetTexts
from search.retrieval.task_texts import TaskTexts
from search.scope import Scope


@dataclass(frozen=True, slots=True)
class Pick:
    """A task in an answer. parts: the subtasks it stands for, where not the whole task was found."""

    id: str
    plan: str
    score: float
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """A task that does the same work as another one (`anchor`), and how sure that is, 0 to 1."""

    task: str
    anchor: str
    score: float


@dataclass(slots=True)
class Selection:
    """What answers a query, best first. reason: why there is nothing ("no_plan", "unknown_unit", ...).

    headings: titles of the actions that are counted.
    anchors: the tasks that others were compared with, and alignments with them, where similar work is asked for.
    elsewhere: names of places where the topic is found though not in those asked for. truth: of a yes-or-no question.
    """

    scope: Scope
    picks: list[Pick] = field(default_factory=list)
    targets: list[RankedTarget] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    concepts: tuple[WeightedConcept, ...] = ()
    reason: str | None = None
    elsewhere: tuple[str, ...] = ()
    other_years: tuple[int, ...] = ()
    truth: bool | None = None
    headings: list[str] = field(default_factory=list)
    anchors: list[Pick] = field(default_factory=list)
    alignments: list[Alignment] = field(default_factory=list)
    encode_ms: float = 0.0
    search_ms: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.picks or self.targets or self.plans)

    def count_time(self, found: Found) -> None:
        """Add what a search took."""
        self.encode_ms += found.encode_ms
        self.search_ms += found.search_ms


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where answers are selected from: the graph, its indexes, and its named things. titles: of the plans, folded; homes: their places."""

    graph: GraphStore
    search: PassageSearch
    catalogue: Catalogue
    texts: TaskTexts
    target_texts: TargetTexts
    titles: Mapping[str, str]
    homes: Mapping[str, str]

    @classmethod
    def of(cls, graph: GraphStore, search: PassageSearch, catalogue: Catalogue) -> "Corpus":
        """The corpus of a graph that was just opened."""
        titles = {plan.id: folded(plan.title) for plan in catalogue.plans.values()}
        homes = {plan.id: " ".join(plan.places) for plan in catalogue.plans.values()}
        return cls(graph, search, catalogue, TaskTexts(graph), TargetTexts(graph), titles, homes)
