"""Nearest passages, exact while few; the mask applies before ranking; strangers are refused."""

import json
import threading
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from graph_schema.errors import IndexMismatchError, StoreError, StoreVersionError
from search.encoders import Vectors, make_encoder, unit_rows
from search.passages import Hit
from search.vector_index import VectorIndex, build_vector_index

COUNT, DIMENSION = 3000, 32


def clustered(count: int, seed: int) -> Vectors:
    """Vectors in groups around a common direction, as embeddings are."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(1).standard_normal((40, DIMENSION))
    rows = centres[random.integers(0, 40, count)] + 0.5 * random.standard_normal((count, DIMENSION)) + 1.5
    return unit_rows(rows)


VECTORS = clustered(COUNT, 2)
QUERIES = clustered(20, 3)


@pytest.fixture(scope="module", params=[COUNT, 0], ids=["flat", "ivf"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("index")
    build_vector_index(place, VECTORS, encoder="e", texts_hash="h", flat_limit=request.param)
    return place


def exact(query: npt.NDArray[np.float32], k: int, mask: npt.NDArray[np.bool_] | None = None) -> list[int]:
    scores = VECTORS @ query
    if mask is not None:
        scores[~mask] = -np.inf
    order: list[int] = np.argsort(-scores, kind="stable").tolist()
    return order[:k]


def test_an_index_is_what_its_size_asks_for(folder: Path, request: pytest.FixtureRequest) -> None:
    kinds = {"flat": "flat", "ivf": "ivf-sq8"}
    assert VectorIndex.load(folder).header["kind"] == kinds[request.node.callspec.id]


def test_the_nearest_are_found(folder: Path) -> None:
    index = VectorIndex.load(folder)
    found = index.search(QUERIES, 10)
    pairs = zip(QUERIES, found, strict=True)
    recall = [len({hit.number for hit in hits} & set(exact(query, 10))) for query, hits in pairs]
    assert sum(recall) / len(recall) >= (10 if index.header["kind"] == "flat" else 8.5)
    for hits in found:
        assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.number))


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01, 0.004])
def test_a_filtered_top_k_is_full(folder: Path, share: float) -> None:
    mask = np.random.default_rng(4).random(COUNT) < share
    allowed = set(np.flatnonzero(mask).tolist())
    index = VectorIndex.load(folder)
    for k in (1, 10, len(allowed), len(allowed) + 5):
        for hits in index.search(QUERIES[:5], k, mask):
            assert len(hits) == min(k, len(allowed))
            assert {hit.number for hit in hits} <= allowed


def test_passages_far_from_the_question_are_found_when_only_they_are_allowed(folder: Path) -> None:
    query = QUERIES[0]
    farthest = np.argsort(VECTORS @ query)[:5]
    mask = np.zeros(COUNT, np.bool_)
    mask[farthest] = True
    (hits,) = VectorIndex.load(folder).search(query, 5, mask)
    assert {hit.number for hit in hits} == set(farthest.tolist())


def test_a_filtered_search_of_a_flat_index_is_exact(tmp_path: Path) -> None:
    build_vector_index(tmp_path, VECTORS, encoder="e", texts_hash="h")
    mask = np.random.default_rng(5).random(COUNT) < 0.03
    for query, hits in zip(QUERIES, VectorIndex.load(tmp_path).search(QUERIES, 20, mask), strict=True):
        assert [hit.number for hit in hits] == exact(query, 20, mask)


def test_equal_vectors_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    build_vector_index(tmp_path, np.repeat(VECTORS[:1], 9, axis=0), encoder="e", texts_hash="h")
    (hits,) = VectorIndex.load(tmp_path).search(VECTORS[:1], 9)
    assert [hit.number for hit in hits] == list(range(9))


def test_scores_are_cosines(folder: Path) -> None:
    ((hit,),) = VectorIndex.load(folder).search(VECTORS[17:18], 1)
    assert hit.number == 17
    assert hit.score == pytest.approx(1, abs=0.01)


def test_a_batch_of_questions_gives_what_each_gives_alone(folder: Path) -> None:
    index = VectorIndex.load(folder)
    assert index.search(QUERIES, 7) == [index.search(query, 7)[0] for query in QUERIES]


def test_nothing_allowed_or_nothing_wanted_finds_nothing(folder: Path) -> None:
    index = VectorIndex.load(folder)
    assert index.search(QUERIES[:2], 5, np.zeros(COUNT, np.bool_)) == [[], []]
    assert index.search(QUERIES[:2], 0) == [[], []]


def test_an_index_of_no_passages_can_be_built_and_asked(tmp_path: Path) -> None:
    build_vector_index(tmp_path, np.empty((0, 8), np.float32), encoder="e", texts_hash="h")
    assert VectorIndex.load(tmp_path).search(np.ones((1, 8), np.float32), 5) == [[]]


def test_two_builds_of_a_flat_index_have_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build_vector_index(tmp_path / name, VECTORS, encoder="e", texts_hash="h")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_threads_may_share_an_index(folder: Path) -> None:
    index = VectorIndex.load(folder)
    expected = index.search(QUERIES, 10)
    results: list[list[list[Hit]]] = []
    threads = [threading.Thread(target=lambda: results.append(index.search(QUERIES, 10))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


def test_the_header_says_what_the_index_was_built_from(tmp_path: Path) -> None:
    build_vector_index(tmp_path, VECTORS, encoder="bundled:x", texts_hash="h")
    assert json.loads((tmp_path / "vectors.json").read_text()) == {
        "format": 1,
        "kind": "flat",
        "encoder": "bundled:x",
        "dimension": DIMENSION,
        "normalised": True,
        "texts": "h",
        "count": COUNT,
    }


def test_another_encoder_other_texts_and_other_vectors_are_refused_with_what_to_do(
    folder: Path, tmp_path: Path
) -> None:
    todo = "python -m search --index"
    with pytest.raises(IndexMismatchError, match=f"encoder e, needed is bundled:.*--encoder.*{todo}"):
        VectorIndex.load(folder, encoder=make_encoder(cache_dir=tmp_path))
    with pytest.raises(IndexMismatchError, match=f"texts h, needed is other.*{todo}"):
        VectorIndex.load(folder, texts_hash="other")
    index = VectorIndex.load(folder, texts_hash="h")
    with pytest.raises(IndexMismatchError, match=f"8 values.*{todo}"):
        index.search(np.ones((1, 8), np.float32), 1)
    with pytest.raises(IndexMismatchError, match=f"mask.*{todo}"):
        index.search(QUERIES[:1], 1, np.ones(3, np.bool_))


def test_vectors_that_are_not_normalised_are_refused(tmp_path: Path) -> None:
    for rows in (2 * VECTORS, np.zeros((3, 4), np.float32), np.full((3, 4), np.nan, np.float32)):
        with pytest.raises(IndexMismatchError, match="length 1"):
            build_vector_index(tmp_path, rows, encoder="e", texts_hash="h")


def test_missing_damaged_and_newer_indexes_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no index"):
        VectorIndex.load(tmp_path)
    build_vector_index(tmp_path, VECTORS, encoder="e", texts_hash="h")
    (tmp_path / "vectors.faiss").write_bytes((tmp_path / "vectors.faiss").read_bytes()[:1000])
    with pytest.raises(StoreError, match="damaged"):
        VectorIndex.load(tmp_path)
    (tmp_path / "vectors.faiss").unlink()
    with pytest.raises(StoreError, match="missing"):
        VectorIndex.load(tmp_path)
    (tmp_path / "vectors.json").write_text('{"format": 99}')
    with pytest.raises(StoreVersionError, match="update"):
        VectorIndex.load(tmp_path)
    (tmp_path / "vectors.json").write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        VectorIndex.load(tmp_path)
