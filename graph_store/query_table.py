"""The table that somebody's own query gives, and what goes for such a query in any language. Runs none itself."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

DEFAULT_SECONDS = 30.0
DEFAULT_ROWS = 100


@dataclass(frozen=True, slots=True)
class QueryTable:
    """Named columns and rows of JSON values. cut: the query has more rows than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool
    snapshot: str

    def to_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        rows = [list(row) for row in self.rows]
        return {"columns": list(self.columns), "rows": rows, "cut": self.cut, "snapshot": self.snapshot}


def table_of(columns: Iterable[str], rows: Sequence[Sequence[Any]], *, limit: int, snapshot: str) -> QueryTable:
    """The first `limit` of the rows, of which one more may have been read."""
    kept = tuple(tuple(plain(value) for value in row) for row in rows[:limit])
    return QueryTable(tuple(columns), kept, len(rows) > limit, snapshot)


def plain(value: Any) -> Any:
    """A value as JSON has it: bytes in hexadecimal, numbers that JSON lacks by name."""
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value
