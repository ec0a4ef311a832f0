"""What a fault in a store's files looks like to whoever asked: one line that names the file and the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.errors import PlanGraphError, StoreError
from graph_store.neo4j_address import is_address
from graph_store.opening import open_snapshot
from search.index_header import REBUILD

_INDEX_FOLDER = "index/"


@contextmanager
def damage_named(store: str | Path) -> Iterator[None]:
    """Hold it around what reads `store`: a fault of a library there is a StoreError where a file of the snapshot is not
    what was written. Files are compared only then: it costs nothing while all is well."""
    try:
        yield
    except PlanGraphError:
        raise
    except Exception as exc:
        _name_damage(store, exc)
        raise
    except BaseException as exc:
        if type(exc).__name__ == "PanicException":  # what a library in Rust raises is no Exception
            _name_damage(store, exc)
        raise


def _name_damage(store: str | Path, exc: BaseException) -> None:
    if is_address(store):
        return
    try:
        with open_snapshot(store) as snapshot:
            problems = snapshot.check()
    except (PlanGraphError, OSError):
        return
    if problems:
        of_index = all(_INDEX_FOLDER in problem for problem in problems)
        cure = REBUILD if of_index else "run `python -m ingest add` on your documents to build it anew"
        raise StoreError(f"{store}: is damaged ({problems[0]}); {cure}") from exc
