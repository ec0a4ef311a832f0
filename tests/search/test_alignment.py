import csv
from pathlib import Path

import pytest

import pipeline
from graph_store.opening import open_graph
from graph_store.walk import neighbourhood

JUDGED = Path(__file__).with_name("alignment_judged.csv")


@pytest.fixture(scope="module")
def aligned(tmp_path_factory: pytest.TempPathFactory, documents: Path) -> list[tuple[str, str, float]]:
    """(title, title, score) of every aligned pair of the five plans."""
    store = tmp_path_factory.mktemp("aligned") / "store"
    pipeline.add(store, [documents])
    graph = open_graph(store)
    edges = list(graph.stream_edges("ALIGNED_WITH"))
    nodes = graph.nodes({end for edge in edges for end in (edge.source, edge.target)})
    titles = {identifier: str(node.properties.get("title")) for identifier, node in nodes.items()}
    found = [(titles[edge.source], titles[edge.target], float(str(edge.properties["score"]))) for edge in edges]
    assert neighbourhood(graph, [edges[0].source], hops=1, types=["ALIGNED_WITH"], limit=50).nodes
    graph.close()
    return found


def _judged() -> dict[frozenset[str], str]:
    with JUDGED.open(encoding="utf-8") as file:
        return {frozenset((row["title_a"], row["title_b"])): row["same_work"] for row in csv.DictReader(file)}


def test_nine_of_ten_aligned_pairs_are_the_same_work_by_hand(aligned: list[tuple[str, str, float]]) -> None:
    judged = _judged()
    verdicts = [judged[frozenset((left, right))] for left, right, _ in aligned]
    assert len(verdicts) >= 60
    assert verdicts.count("yes") / len(verdicts) >= 0.9


def test_the_same_work_in_other_words_is_aligned(aligned: list[tuple[str, str, float]]) -> None:
    pairs = {frozenset((left, right)) for left, right, _ in aligned}
    assert frozenset(("整治低效工业用地", "加快整治提升低效工业用地")) in pairs
    assert frozenset(("优化金融服务", "创新金融服务")) in pairs


def test_titles_that_differ_in_the_one_word_that_matters_are_apart(aligned: list[tuple[str, str, float]]) -> None:
    assert frozenset(("加强用地保障", "加强用能保障")) not in {frozenset((left, right)) for left, right, _ in aligned}


def test_scores_lie_between_the_threshold_and_one(aligned: list[tuple[str, str, float]]) -> None:
    assert all(0.58 <= score <= 1 for _, _, score in aligned)
