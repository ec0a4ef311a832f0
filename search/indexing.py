"""The search indexes of a graph: its passages in order, their vectors and words, written into one folder.

Knows where the files of an index lie; what they hold, the index modules know.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph_schema.tables import GraphTables
from search.alignment import align
from search.analyser import FOLDING
from search.embedding_cache import EmbeddingCache, embed_all
from search.encoders import Encoder, Vectors
from search.keyword_index import build_keyword_index
from search.passage_table import build_passage_table
from search.passages import Passage, hash_texts
from search.vector_index import build_vector_index

INDEX_FOLDER = "index"
EMBEDDINGS = "embeddings.sqlite"
INDEX_VERSION = f"3 {FOLDING.identity}"
"""Raise it when the same graph yields other passages or other files; an analyser of another version writes other files as well."""


@dataclass(frozen=True, slots=True)
class _Links:
    """What leads from a passage's owner to its tasks, plan and places."""

    about: dict[str, str]
    parent: dict[str, str]
    held: dict[str, list[str]]
    target_owner: dict[str, str]
    places: dict[str, tuple[str, ...]]

    def plan_of(self, node: str) -> str:
        while node in self.parent:
            node = self.parent[node]
        return node

    def tasks_of(self, owner: str, kind: str) -> tuple[str, ...]:
        """The tasks that a passage leads to: its own; those under its heading; none for a plan's title or objective."""
        owner = self.target_owner.get(owner, owner)
        if kind == "Action":
            return tuple(self.held.get(owner, ()))
        return (owner,) if owner.startswith("task-") else ()


def _links(tables: GraphTables) -> _Links:
    about: dict[str, str] = {}
    parent: dict[str, str] = {}
    held: dict[str, list[str]] = {}
    target_owner: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    above: dict[str, str] = {}
    for edge in tables.edges:
        if edge.type == "ABOUT":
            about[edge.source] = edge.target
        elif edge.type in ("HAS_ACTION", "HAS_TASK", "HAS_SUBTASK"):
            parent[edge.target] = edge.source
            held.setdefault(edge.source, []).append(edge.target)
        elif edge.type == "SETS":
            target_owner[edge.target] = edge.source
            parent[edge.target] = edge.source
        elif edge.type == "APPLIES_TO":
            places.setdefault(edge.source, set()).add(edge.target)
        elif edge.type == "PART_OF":
            above[edge.source] = edge.target
    closed = {plan: tuple(sorted(_with_above(ids, above))) for plan, ids in places.items()}
    return _Links(about, parent, held, target_owner, closed)


def _with_above(places: set[str], above: dict[str, str]) -> set[str]:
    found: set[str] = set()
    for place in places:
        current: str | None = place
        while current is not None and current not in found:
            found.add(current)
            current = above.get(current)
    return found


def passages_of(tables: GraphTables) -> list[Passage]:
    """The passages of a graph, numbered in the order of their ids. `jurisdictions` holds ids of Jurisdiction nodes."""
    links = _links(tables)
    types = {node.id: node.type for node in tables.nodes}
    passages: list[Passage] = []
    for node in tables.nodes:
        if node.type != "Passage":
            continue
        owner = links.about[node.id]
        plan = links.plan_of(owner)
        passages.append(
            Passage(
                number=len(passages),
                text=str(node.properties["text"]),
                owner=owner,
                kind=str(node.properties["kind"]),
                jurisdictions=links.places.get(plan, ()),
                plan=plan,
                tasks=links.tasks_of(owner, types[owner]),
            )
        )
    return passages


def write_indexes(folder: Path, passages: list[Passage], vectors: Vectors, encoder: str) -> None:
    """Write every index of the passages into `folder`; `vectors` [passages, dimension] were made by `encoder`."""
    build_passage_table(folder, passages)
    texts = hash_texts(passage.text for passage in passages)
    build_vector_index(folder, vectors, encoder=encoder, texts_hash=texts)
    build_keyword_index(folder, passages, analyser=FOLDING)


@dataclass(frozen=True, slots=True)
class IndexedGraph:
    """A graph with its alignments, and what its indexes are written from."""

    tables: GraphTables
    passages: list[Passage]
    vectors: Vectors
    encoder: str

    def write(self, snapshot: Path) -> None:
        """Write the indexes into a snapshot's folder."""
        write_indexes(snapshot / INDEX_FOLDER, self.passages, self.vectors, self.encoder)


def embed_graph(
    tables: GraphTables, encoder: Encoder, cache: Path, progress: Callable[[int, int], None] | None = None
) -> IndexedGraph:
    """The graph's passages with their vectors (what is not in `cache` yet is embedded), its tasks aligned anew."""
    passages = passages_of(tables)
    with EmbeddingCache(cache / EMBEDDINGS) as known:
        vectors = embed_all([passage.text for passage in passages], encoder, known, progress)
    kept = [edge for edge in tables.edges if edge.type != "ALIGNED_WITH"]
    whole = GraphTables.of(tables.nodes, [*kept, *align(tables, passages, vectors)], tables.provenance)
    return IndexedGraph(whole, passages, vectors, encoder.name)
