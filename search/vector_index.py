"""FAISS over the vectors of the passages; knows no texts, no filter fields (a mask says what may be found).

Up to FLAT_LIMIT vectors the index is exact: every vector that the mask allows is compared. Above it vectors are grouped
(IVF) and kept in 8 bits a value, memory-mapped from disk: 0.4 KB a passage instead of 1.5, and a question reads a part
of the groups. Product quantisation would be smaller still, but likeness in the default encoder lies within some
hundredths, which it blurs.
"""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_schema.errors import IndexMismatchError, StoreError
from search.cores import usable_cores
from search.encoders import Encoder, Vectors
from search.index_header import REBUILD, HeaderValue, demand, read_header, write_header
from search.passage_table import Mask
from search.passages import Hit

FLAT_LIMIT = 100_000
_HEADER = "vectors.json"
_INDEX = "vectors.faiss"
_TRAINED_ON = 64  # vectors a group that the grouping is learnt from
_GROUPS_READ = 32  # of this many groups a question without a mask reads one, ...
_LEAST_READ = 24  # ... but no fewer than this


def build_vector_index(
    folder: Path, vectors: Vectors, *, encoder: str, texts_hash: str, flat_limit: int = FLAT_LIMIT
) -> None:
    """Write the index of `vectors` [passages, dimension], rows of length 1, into `folder` (made when missing).

    `encoder` is the name of the encoder that made them, `texts_hash` that of the texts (`passages.hash_texts`). The
    same vectors give the same bytes up to `flat_limit`.
    """
    faiss = _faiss()
    rows = np.ascontiguousarray(vectors, np.float32)
    _demand_unit_rows(folder, rows)
    count, dimension = rows.shape
    with _threads(usable_cores()):
        index = faiss.IndexFlatIP(dimension) if count <= flat_limit else _trained(rows)
        index.add(rows)
    folder.mkdir(parents=True, exist_ok=True)
    faiss.write_index(index, str(folder / _INDEX))
    write_header(
        folder / _HEADER,
        {
            "kind": "flat" if count <= flat_limit else "ivf-sq8",
            "encoder": encoder,
            "dimension": dimension,
            "normalised": True,
            "texts": texts_hash,
            "count": count,
        },
    )


class VectorIndex:
    """An index opened for reading; its methods may be called from several threads."""

    def __init__(self, index: Any, header: dict[str, HeaderValue]) -> None:
        """Use `VectorIndex.load`."""
        self._index = index
        self.header = header
        self.count = int(header["count"])
        self.dimension = int(header["dimension"])

    @classmethod
    def load(cls, folder: Path, *, encoder: Encoder | None = None, texts_hash: str | None = None) -> "VectorIndex":
        """Open the index in `folder`, memory-mapped, for questions by `encoder` over the texts of `texts_hash`.

        Raises IndexMismatchError when it was built by another encoder or from other texts, StoreError when it is
        missing or damaged.
        """
        faiss = _faiss()
        path = folder / _HEADER
        header = read_header(path)
        demand(path, header, {"normalised": True})
        if encoder is not None:
            demand(path, header, {"encoder": encoder.name})
        if texts_hash is not None:
            demand(path, header, {"texts": texts_hash})
        # Windows cannot map the lists of an index; there it is read into memory.
        flags = faiss.IO_FLAG_MMAP_IFC if header.get("kind") == "flat" else faiss.IO_FLAG_MMAP
        try:
            index = faiss.read_index(str(folder / _INDEX), flags if os.name == "posix" else 0)
            matches = (index.ntotal, index.d) == (header["count"], header["dimension"])
        except (RuntimeError, KeyError) as exc:
            raise StoreError(f"{folder / _INDEX}: the vector index is missing or damaged; {REBUILD}") from exc
        if not matches:
            raise IndexMismatchError(f"{folder}: {_INDEX} and {_HEADER} do not belong together; {REBUILD}")
        return cls(index, header)

    def search(self, queries: Vectors, k: int, allowed: Mask | None = None) -> list[list[Hit]]:
        """For each row of `queries` the `k` nearest passages that `allowed` permits, best first, ties by number.

        The mask [count] applies before ranking: `k` hits come back whenever `k` passages are allowed. The score is
        the inner product, the cosine of unit vectors. Raises IndexMismatchError for vectors of another length.
        """
        rows = np.ascontiguousarray(np.atleast_2d(queries), np.float32)
        if rows.shape[1] != self.dimension:
            raise IndexMismatchError(
                f"vectors of {rows.shape[1]} values asked of an index of {self.dimension}; {REBUILD}"
            )
        if allowed is not None and allowed.shape != (self.count,):
            raise IndexMismatchError(f"a mask over {allowed.size} passages, the index has {self.count}; {REBUILD}")
        possible = self.count if allowed is None else int(np.count_nonzero(allowed))
        wanted = min(k, possible)
        if wanted <= 0:
            return [[] for _ in rows]
        # One thread a question: several cost more than they gain at these sizes, and a web app has many questions.
        with _threads(1):
            return [self._nearest(row[None], wanted, possible, allowed) for row in rows]

    def _nearest(self, row: Vectors, wanted: int, possible: int, allowed: Mask | None) -> list[Hit]:
        faiss = _faiss()
        # The bitmap is only pointed to by the selector: it has to live as long as the search.
        bitmap = None if allowed is None else np.packbits(allowed, bitorder="little")
        selector = None if bitmap is None else faiss.IDSelectorBitmap(bitmap)
        if self.header["kind"] == "flat":
            scores, numbers = self._index.search(row, wanted, params=faiss.SearchParameters(sel=selector))
            return _hits(scores[0], numbers[0])
        groups: int = self._index.nlist
        # Few passages allowed are spread over all groups: as many times more groups have to be read.
        read = min(groups, math.ceil(max(_LEAST_READ, groups / _GROUPS_READ) * self.count / possible))
        while True:
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=read)
            scores, numbers = self._index.search(row, wanted, params=parameters)
            if numbers[0, -1] >= 0 or read == groups:
                return _hits(scores[0], numbers[0])
            read = groups


def _hits(scores: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64]) -> list[Hit]:
    ranked = sorted(zip((-scores).tolist(), numbers.tolist(), strict=True))
    return [Hit(number, -negative) for negative, number in ranked if number >= 0]


def _trained(rows: Vectors) -> Any:
    """An empty index with its groups learnt from an even sample, the same for the same rows."""
    faiss = _faiss()
    count, dimension = rows.shape
    groups = max(1, round(2 * math.sqrt(count)))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, groups, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    step = max(1, count // (groups * _TRAINED_ON))
    index.train(np.ascontiguousarray(rows[::step]))
    return index


def _demand_unit_rows(folder: Path, rows: Vectors) -> None:
    if rows.ndim != 2 or rows.shape[1] == 0:
        raise IndexMismatchError(f"{folder}: vectors of shape {rows.shape} cannot be indexed")
    lengths = np.linalg.norm(rows, axis=1)
    if len(rows) and not np.abs(lengths - 1).max() < 1e-3:
        raise IndexMismatchError(f"{folder}: vectors are not of length 1; use an encoder that normalises")


def nearest(rows: Vectors, queries: Vectors, k: int) -> list[list[int]]:
    """For each query [n, dimension] the places of the k rows nearest to it (inner product), nearest first."""
    index = _faiss().IndexFlatIP(rows.shape[1])
    with _threads(usable_cores()):
        index.add(np.ascontiguousarray(rows, np.float32))
        _, numbers = index.search(np.ascontiguousarray(queries, np.float32), min(k, len(rows)))
    return [[int(number) for number in line] for line in numbers]


def _faiss() -> Any:
    """The library, imported when first used; its type stubs lack what its Python side adds."""
    return import_module("faiss")


@contextmanager
def _threads(number: int) -> Iterator[None]:
    """FAISS's threads while the block runs; the setting belongs to the calling thread, so it is set at each call."""
    faiss = _faiss()
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(number)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
