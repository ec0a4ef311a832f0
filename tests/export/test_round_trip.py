"""Every format, read back by a library that is not ours, holds the same nodes, edges and quotes."""

from pathlib import Path

import pytest

import export
from graph_schema.tables import GraphTables
from graph_store.sqlite_store import SqliteGraphStore
from tests.export.reading import READERS, Content, expected


def assert_same(found: Content, wanted: Content) -> None:
    assert found.nodes == wanted.nodes
    assert found.edges == wanted.edges
    assert {key: sorted(rows) for key, rows in found.evidence.items() if rows} == {
        key: sorted(rows) for key, rows in wanted.evidence.items()
    }


@pytest.mark.parametrize("format", sorted(READERS))
def test_the_whole_graph_comes_back(format: str, store: SqliteGraphStore, tables: GraphTables, tmp_path: Path) -> None:
    path = tmp_path / f"out.{format}"
    written = export.write(export.select_all(store), format, path)
    wanted = expected(tables)
    assert_same(READERS[format](path), wanted)
    assert (written.nodes, written.edges) == (len(wanted.nodes), len(wanted.edges))
    assert written.evidence == len(tables.provenance)


def test_every_format_but_the_script_is_read_back() -> None:
    assert set(READERS) | {"cypher"} == set(export.FORMATS)
