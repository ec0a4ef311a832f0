"""Columns of the passages on disk: turns a filter into a mask, a passage into its owner and tasks; knows no texts.

Each field is a folded list: its values sorted, and for each value the numbers of the passages that have it. The files
are plain NumPy arrays, memory-mapped: opening costs the same for a thousand passages and for a million, and a filter
costs as much as it allows passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_schema.errors import StoreError
from search.index_header import REBUILD, demand, read_header, write_header
from search.passages import FILTER_FIELDS, Passage, PassageFilter, filter_values, hash_texts

Mask = npt.NDArray[np.bool_]
_HEADER = "passages.json"


@dataclass(frozen=True, slots=True)
class _Column:
    """One field: its sorted values, and both ways between values and passages (starts and members of each list)."""

    values: npt.NDArray[np.bytes_]
    value_starts: npt.NDArray[np.int64]
    value_members: npt.NDArray[np.int32]
    passage_starts: npt.NDArray[np.int64]
    passage_members: npt.NDArray[np.int32]

    def numbers(self, value: str) -> npt.NDArray[np.int32]:
        encoded = value.encode("utf-8")
        place = int(np.searchsorted(self.values, np.bytes_(encoded)))
        if place == len(self.values) or bytes(self.values[place]) != encoded:
            return np.empty(0, np.int32)
        return self.value_members[self.value_starts[place] : self.value_starts[place + 1]]

    def of(self, number: int) -> list[str]:
        members = self.passage_members[self.passage_starts[number] : self.passage_starts[number + 1]]
        return [bytes(self.values[member]).decode("utf-8") for member in members]


class PassageTable:
    """The columns of one index, read-only."""

    def __init__(self, count: int, texts: str, columns: dict[str, _Column]) -> None:
        """Use `build_passage_table` and `PassageTable.load`."""
        self.count = count
        self.texts_hash = texts
        self._columns = columns

    @classmethod
    def load(cls, folder: Path, *, texts_hash: str | None = None) -> "PassageTable":
        """Open the table in `folder`, demanding the hash of the texts where one is given."""
        header = read_header(folder / _HEADER)
        if texts_hash is not None:
            demand(folder / _HEADER, header, {"texts": texts_hash})
        try:
            columns = {field: _load_column(folder, field) for field in FILTER_FIELDS}
        except (OSError, ValueError, EOFError) as exc:
            raise StoreError(f"{folder}: the passage table is damaged ({exc}); {REBUILD}") from exc
        return cls(int(header["count"]), str(header["texts"]), columns)

    def allowed(self, restriction: PassageFilter | None) -> Mask | None:
        """A mask over all passages, shape [count]; None when nothing is restricted."""
        restrictions = restriction.restrictions() if restriction else {}
        mask: Mask | None = None
        for field, values in restrictions.items():
            here = np.zeros(self.count, np.bool_)
            for value in values:
                here[self._columns[field].numbers(value)] = True
            mask = here if mask is None else mask & here
        return mask

    def owner(self, number: int) -> str:
        """The id of the node that passage `number` is about."""
        return self._columns["owner"].of(number)[0]

    def tasks(self, number: int) -> list[str]:
        """The ids of the tasks that passage `number` leads to, sorted."""
        return self._columns["tasks"].of(number)

    def kind(self, number: int) -> str:
        """What passage `number` is: title, sentence, ..."""
        return self._columns["kind"].of(number)[0]


def build_passage_table(folder: Path, passages: Sequence[Passage]) -> None:
    """Write the columns of `passages` into `folder` (made when missing); the same passages give the same bytes.

    Raises StoreError when their numbers are not 0, 1, 2, ... in order.
    """
    if any(passage.number != place for place, passage in enumerate(passages)):
        raise StoreError(f"{folder}: passages are not numbered 0 to {len(passages) - 1} in order; {REBUILD}")
    folder.mkdir(parents=True, exist_ok=True)
    for field in FILTER_FIELDS:
        _write_column(folder, field, [filter_values(passage, field) for passage in passages])
    texts = hash_texts(passage.text for passage in passages)
    write_header(folder / _HEADER, {"kind": "passages", "count": len(passages), "texts": texts})


def _write_column(folder: Path, field: str, rows: list[tuple[str, ...]]) -> None:
    encoded = [sorted({value.encode("utf-8") for value in row}) for row in rows]
    distinct = sorted({value for row in encoded for value in row})
    places = {value: place for place, value in enumerate(distinct)}
    lengths = np.fromiter((len(row) for row in encoded), np.int64, len(encoded))
    members = np.fromiter((places[value] for row in encoded for value in row), np.int32, int(lengths.sum()))
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    arrays: dict[str, npt.NDArray[Any]] = {
        "values": np.array(distinct or [b""], np.bytes_),
        "value_starts": _starts(np.bincount(members, minlength=max(1, len(distinct)))),
        "value_members": owners[np.argsort(members, kind="stable")],
        "passage_starts": _starts(lengths),
        "passage_members": members,
    }
    for name, array in arrays.items():
        np.save(folder / f"{field}.{name}.npy", array)


def _starts(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))


def _load_column(folder: Path, field: str) -> _Column:
    names = ("values", "value_starts", "value_members", "passage_starts", "passage_members")
    return _Column(*(_mapped(folder / f"{field}.{name}.npy") for name in names))


def _mapped(path: Path) -> npt.NDArray[Any]:
    # A plain view of the mapped file: slicing a memmap itself costs ten times as much.
    array: npt.NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return array
