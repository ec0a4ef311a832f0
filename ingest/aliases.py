"""What people decided about names of bodies: the lines of data/aliases.csv. Knows no rules."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError

ALIASES = Path(__file__).resolve().parent.parent / "data" / "aliases.csv"


@dataclass(frozen=True, slots=True)
class Alias:
    """A line of aliases.csv: in `place` (name or code; "" everywhere) `written` means `canonical`."""

    place: str
    written: str
    canonical: str


@lru_cache(maxsize=4)
def read_aliases(path: Path = ALIASES) -> tuple[Alias, ...]:
    """What people decided about names. Raises DataFileError naming the line that is malformed."""
    if not path.exists():
        return ()
    aliases = []
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as exc:
        raise DataFileError(f"{path}: cannot be read ({exc}); save it as CSV in UTF-8") from exc
    if not rows or rows[0][:3] != ["jurisdiction", "written", "canonical"]:
        raise DataFileError(f"{path}, line 1: the header must begin jurisdiction,written,canonical")
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 3 or not row[1].strip() or not row[2].strip():
            raise DataFileError(f"{path}, line {number}: needs jurisdiction (may be empty), written, canonical")
        aliases.append(Alias(row[0].strip(), row[1].strip(), row[2].strip()))
    return tuple(aliases)
