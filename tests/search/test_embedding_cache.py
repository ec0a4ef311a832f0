"""Only new text is embedded, and what comes back is what went in."""

import hashlib
import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from graph_schema.errors import EncoderError, StoreError
from search.embedding_cache import EmbeddingCache, embed_all, text_hash
from search.encoders import Vectors, unit_rows


class HashEncoder:
    """A small deterministic encoder that counts what it is asked."""

    def __init__(self, name: str = "hash", dimension: int = 8) -> None:
        self.name = name
        self.dimension = dimension
        self.asked: list[str] = []

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        return self.encode_document(texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        digests = [hashlib.sha256(text.encode()).digest()[: self.dimension] for text in texts]
        return unit_rows(np.array([[byte + 1 for byte in digest] for digest in digests], np.float32))


TEXTS = [f"第{number}条 深化改革" for number in range(700)]


def test_a_second_time_nothing_is_embedded_and_every_bit_is_the_same(tmp_path: Path) -> None:
    encoder = HashEncoder()
    with EmbeddingCache(tmp_path / "a" / "cache.sqlite") as cache:
        first = embed_all(TEXTS, encoder, cache)
    asked = len(encoder.asked)
    with EmbeddingCache(tmp_path / "a" / "cache.sqlite") as cache:
        second = embed_all(TEXTS, encoder, cache)
    assert asked == len(encoder.asked) == len(TEXTS)
    assert first.dtype == second.dtype == np.float32
    assert first.tobytes() == second.tobytes() == HashEncoder().encode_document(TEXTS).tobytes()


def test_only_new_texts_are_embedded_each_once(tmp_path: Path) -> None:
    encoder = HashEncoder()
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        embed_all(["a", "b"], encoder, cache)
        vectors = embed_all(["c", "a", "c", "b"], encoder, cache)
    assert encoder.asked == ["a", "b", "c"]
    assert vectors.tobytes() == HashEncoder().encode_document(["c", "a", "c", "b"]).tobytes()


def test_encoders_do_not_share_vectors(tmp_path: Path) -> None:
    other = HashEncoder("other", 4)
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        embed_all(["a"], HashEncoder(), cache)
        assert embed_all(["a"], other, cache).shape == (1, 4)
    assert other.asked == ["a"]


def test_progress_counts_new_texts(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        embed_all(TEXTS, HashEncoder(), cache, lambda done, total: seen.append((done, total)))
        embed_all(TEXTS, HashEncoder(), cache, lambda done, total: seen.append((done, total)))
    assert seen == [(0, 700), (256, 700), (512, 700), (700, 700), (0, 0)]


def test_no_texts_give_an_empty_array(tmp_path: Path) -> None:
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        assert embed_all([], HashEncoder(), cache).shape == (0, 8)


def test_what_was_embedded_before_an_interruption_is_kept(tmp_path: Path) -> None:
    class Failing(HashEncoder):
        def encode_document(self, texts: Sequence[str]) -> Vectors:
            if len(self.asked) >= 512:
                raise EncoderError("the server is down")
            return super().encode_document(texts)

    encoder = HashEncoder()
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        with pytest.raises(EncoderError):
            embed_all(TEXTS, Failing(), cache)
        embed_all(TEXTS, encoder, cache)
    assert encoder.asked == TEXTS[512:]


def test_a_vector_of_another_length_is_embedded_again(tmp_path: Path) -> None:
    encoder = HashEncoder()
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        cache.put("hash", [(text_hash("a"), b"1234")])
        embed_all(["a"], encoder, cache)
    assert encoder.asked == ["a"]


@pytest.mark.parametrize("content", [b"not a database, but long enough to be looked at " * 9, b"PK"])
def test_a_file_that_is_no_cache_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"cache\.sqlite.*delete this file"):
        EmbeddingCache(path)


def _embed(path: Path) -> bytes:
    with EmbeddingCache(path) as cache:
        return embed_all(TEXTS, HashEncoder(), cache).tobytes()


def test_two_processes_may_fill_one_cache(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.map(_embed, [tmp_path / "cache.sqlite"] * 2)
    assert results == [HashEncoder().encode_document(TEXTS).tobytes()] * 2


def test_a_full_disk_is_not_called_a_damaged_cache(tmp_path: Path) -> None:
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        cache._connection.execute("PRAGMA max_page_count = 4")
        with pytest.raises(StoreError, match="free some"):
            cache.put("hash", [(text_hash(text), bytes(4096)) for text in TEXTS[:20]])
