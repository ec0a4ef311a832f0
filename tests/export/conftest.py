"""The sample graph as a store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_schema.tables import GraphTables
from graph_store.sqlite_store import SqliteGraphStore
from graph_store.sqlite_writer import write_graph
from tests.export.sample import sample_tables

EPOCH = "1750000000"
DAY = "2025-06-15"


@pytest.fixture(scope="session")
def tables() -> GraphTables:
    return sample_tables()


@pytest.fixture(scope="session")
def graph_file(tables: GraphTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.sqlite"
    write_graph(path, tables)
    return path


@pytest.fixture
def store(graph_file: Path) -> Iterator[SqliteGraphStore]:
    with SqliteGraphStore(graph_file) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
