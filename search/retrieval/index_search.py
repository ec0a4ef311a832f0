"""PassageSearch over the index files of a snapshot: FAISS and Tantivy side by side. Knows no graph."""

import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import StoreError
from search.analyser import FOLDING
from search.encoders import Encoder
from search.indexing import INDEX_FOLDER
from search.keyword_index import KeywordIndex
from search.passage_table import PassageTable
from search.passages import PassageFilter
from search.retrieval.protocol import Found, FoundPassage
from search.retrieval.query_vectors import QueryVectors
from search.vector_index import VectorIndex

_WORDS_KEPT = 20_000
_PASSAGES_KEPT = 20_000  # a third of a KB each


class IndexSearch:
    """The indexes in one folder, opened for questions by one encoder."""

    def __init__(self, table: PassageTable, vectors: VectorIndex, keywords: KeywordIndex, encoder: Encoder) -> None:
        """Use `IndexSearch.open`."""
        self._table = table
        self._vectors = vectors
        self._keywords = keywords
        self._topics = QueryVectors(encoder)
        self._about = lru_cache(maxsize=_PASSAGES_KEPT)(self._read_about)
        self._share = lru_cache(maxsize=_WORDS_KEPT)(keywords.share)

    @classmethod
    def open(cls, snapshot: Path, encoder: Encoder) -> "IndexSearch":
        """Open the index of a snapshot's folder. Raises StoreError without one, IndexMismatchError for another encoder."""
        folder = snapshot / INDEX_FOLDER
        if not folder.is_dir():
            raise StoreError(f"{snapshot}: has no search index; make it with `python -m search --index`")
        table = PassageTable.load(folder)
        vectors = VectorIndex.load(folder, encoder=encoder, texts_hash=table.texts_hash)
        return cls(table, vectors, KeywordIndex.load(folder, analyser=FOLDING, texts_hash=table.texts_hash), encoder)

    def find(
        self, topics: Sequence[str], words: str, allowed: PassageFilter | None = None, *, limit: int = 200
    ) -> Found:
        """See PassageSearch."""
        started = time.perf_counter()
        vectors = self._topics.of(topics)
        encoded = time.perf_counter()
        mask = self._table.allowed(allowed)
        cosines: dict[int, float] = {}
        if vectors is not None:
            for hits in self._vectors.search(vectors, limit, mask):
                for number, score in hits:
                    if score > cosines.get(number, -2.0):
                        cosines[number] = score
        scores = dict(self._keywords.search(words, limit, allowed))
        by_meaning = [number for _, number in sorted((-cosine, number) for number, cosine in cosines.items())]
        by_words = list(scores)  # they come best first, ties by number
        numbers = fused(by_meaning, by_words)
        passages = tuple(
            [
                FoundPassage(owner, kind, tasks, cosines.get(number), scores.get(number))
                for number, (owner, kind, tasks) in zip(numbers, map(self._about, numbers), strict=True)
            ]
        )
        done = time.perf_counter()
        return Found(passages, (encoded - started) * 1e3, (done - encoded) * 1e3, self._topics.usual(vectors))

    def _read_about(self, number: int) -> tuple[str, str, tuple[str, ...]]:
        """Whose a passage is, its kind, its tasks: read once, for questions find the same passages again and again."""
        table = self._table
        return table.owner(number), table.kind(number), tuple(table.tasks(number))

    def shares(self, words: Sequence[str]) -> dict[str, float]:
        """See PassageSearch: by the rarest pair of characters of each word."""
        return {word: self._share(word) for word in words}

    def close(self) -> None:
        """Nothing is held open: the files are mapped, and let go of with this object."""


_FUSION_CONSTANT = 60


def fused(*rankings: Sequence[int]) -> list[int]:
    """Numbers of several rankings by reciprocal rank fusion, ties by number."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, number in enumerate(ranking):
            scores[number] = scores.get(number, 0.0) + 1 / (_FUSION_CONSTANT + place)
    return [number for _, number in sorted((-score, number) for number, score in scores.items())]
