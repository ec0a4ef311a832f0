"""The JSON file beside each index that says what it was built from; a mismatch is refused with what to do."""

import json
from collections.abc import Mapping
from pathlib import Path

from graph_schema.errors import IndexMismatchError, StoreError, StoreVersionError

FORMAT = 1
REBUILD = "run `python -m search --index` to build the indexes anew"
OTHER_ENCODER = (
    "name the encoder of the index with --encoder,"
    " or build it anew by the one that is needed: run `python -m search --index` with the same --store and --encoder"
)

HeaderValue = str | int | bool


def write_header(path: Path, values: Mapping[str, HeaderValue]) -> None:
    """Write `values` and the format's version, keys sorted."""
    content = json.dumps({"format": FORMAT, **values}, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(content + "\n", encoding="utf-8")


def read_header(path: Path) -> dict[str, HeaderValue]:
    """The values of a header.

    Raises StoreError when it is missing or damaged, StoreVersionError when a newer program wrote it.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
        written = int(values["format"])
    except FileNotFoundError as exc:
        raise StoreError(f"{path.parent}: there is no index here; {REBUILD}") from exc
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise StoreError(f"{path}: the index's header is damaged ({exc}); {REBUILD}") from exc
    if written > FORMAT:
        raise StoreVersionError(
            f"{path}: index format {written}, this program reads up to {FORMAT}; update the program"
        )
    return dict(values)


def demand(path: Path, found: Mapping[str, HeaderValue], wanted: Mapping[str, HeaderValue]) -> None:
    """Refuse an index whose header differs from `wanted` in any of its keys (IndexMismatchError)."""
    for key in sorted(wanted):
        if found.get(key) != wanted[key]:
            has, needed = _short(found.get(key)), _short(wanted[key])
            cure = OTHER_ENCODER if key == "encoder" else REBUILD
            raise IndexMismatchError(f"{path.parent}: the index has {key} {has}, needed is {needed}; {cure}")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
