import errno
import gc
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import export
from export.job import Job
from export.selection import NodeRow, Selection
from graph_schema.errors import InputError, MissingDependencyError
from graph_store.sqlite_store import SqliteGraphStore
from tests.export.reading import read_csv, read_jsonl

_WRITE_ALL = """
import sys
from pathlib import Path
from typing import Any
import export
from graph_store.sqlite_store import SqliteGraphStore
with SqliteGraphStore(Path(sys.argv[1])) as store:
    for format in export.FORMATS:
        (Path(sys.argv[2]) / format).write_bytes(export.to_bytes(export.select_all(store), format)[1])
"""


def test_same_selection_same_bytes_in_another_process_later(graph_file: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if seed == "1" else "UTC"}
        command = [sys.executable, "-c", _WRITE_ALL, str(graph_file), str(folder)]
        subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[2])
        made.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert set(made[0]) == set(export.FORMATS)
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


def test_what_is_there_is_kept_unless_forced(store: SqliteGraphStore, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already; --force replaces it"):
        export.write(export.select_all(store), "jsonl", path)
    assert path.read_text() == "mine"
    export.write(export.select_all(store), "jsonl", path, force=True)
    assert read_jsonl(path).nodes
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_replaced_only_where_it_is_an_export(store: SqliteGraphStore, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    export.write(export.select_all(store), "parquet", folder)
    with pytest.raises(InputError, match="--force"):
        export.write(export.select_all(store), "csv", folder)
    export.write(export.select_all(store), "csv", folder, force=True)
    assert sorted(path.name for path in folder.glob("*.parquet")) == []
    (folder / "thesis.docx").write_text("ten years of work")
    with pytest.raises(InputError, match=r"thesis\.docx.*not replaced"):
        export.write(export.select_all(store), "csv", folder, force=True)
    assert (folder / "thesis.docx").read_text() == "ten years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_an_empty_folder_is_filled(store: SqliteGraphStore, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    export.write(export.select_all(store), "csv", tmp_path / "tables")
    assert read_csv(tmp_path / "tables").nodes


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_path_with_zip_is_one_file(store: SqliteGraphStore, tmp_path: Path, format: str) -> None:
    path = tmp_path / "tables.zip"
    written = export.write(export.select_all(store), format, path)
    assert written.bytes == path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = {Path(name).name for name in archive.namelist()}
    assert names >= {f"nodes.{format}", f"edges.{format}", "citation.txt", "citation.bib", "citation.json"}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing/out.json", "no such folder"),
        (".", "is a folder|no name for a file"),
        ("..", "no name for a file"),
        ("folder", "is a folder; name a file in it"),
        ("x" * 300, "cannot be written"),
        ("a\0b", "null character"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused(
    store: SqliteGraphStore, tmp_path: Path, path: str, message: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=message):
        export.write(export.select_all(store), "json", f"{tmp_path}/{path}")
    assert [left.name for left in tmp_path.iterdir()] == ["folder"]


def test_a_dash_is_no_name_for_a_file(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match="standard output"):
        export.write(export.select_all(store), "json", "-", force=True)


def test_a_device_is_refused_even_by_force(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match="no ordinary file"):
        export.write(export.select_all(store), "json", "/dev/null", force=True)


def test_a_folder_of_the_system_is_refused_in_one_line(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match=r"/proc/out\.json: cannot be written"):
        export.write(export.select_all(store), "json", "/proc/out.json")


def test_a_link_is_written_through(store: SqliteGraphStore, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export.write(export.select_all(store), "jsonl", tmp_path / "link", force=True)
    assert (tmp_path / "link").is_symlink()
    assert read_jsonl(tmp_path / "real").nodes


@pytest.mark.parametrize("format", sorted(export.FORMATS))
def test_a_failure_half_way_leaves_the_old_and_nothing_else(
    format: str, store: SqliteGraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    export.write(export.select_plan(store, "清江"), format, path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    edges = Selection.edges_of

    def broken(self: Selection, name: str) -> object:
        if name == "SETS":
            raise OSError(28, "No space left on device")
        return edges(self, name)

    monkeypatch.setattr(Selection, "edges_of", broken)
    with pytest.raises(
        InputError, match=f"{path}: cannot be written .No space left on device.; choose another path with -o"
    ):
        export.write(export.select_all(store), format, path, force=True)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_an_empty_selection_is_refused(store: SqliteGraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to export"):
        export.write(Selection(store, "nodes", "", frozenset(), frozenset()), "json", tmp_path / "out")


def test_an_unknown_format_is_refused_with_those_that_there_are(store: SqliteGraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no format is called 'docx'; choose one of graphml, gexf, csv"):
        export.write(export.select_all(store), "docx", tmp_path / "out")


@pytest.mark.parametrize(("format", "package"), [("parquet", "pyarrow"), ("xlsx", "openpyxl"), ("gexf", "lxml")])
def test_a_missing_package_is_named(
    store: SqliteGraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, package: str
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingDependencyError, match=f"{format} needs the package {package}.*pip install {package}"):
        export.write(export.select_all(store), format, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_full_text_is_written_when_asked_for(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_plan(store, "清江"), "jsonl", tmp_path / "plain")
    export.write(export.select_plan(store, "清江"), "jsonl", tmp_path / "full", text=True)
    text = "到2026年，核查耕地12万亩以上。"
    assert text not in (tmp_path / "plain").read_text("utf-8")
    assert text in (tmp_path / "full").read_text("utf-8")
    with pytest.raises(InputError, match="xlsx cannot hold the full text"):
        export.write(export.select_plan(store, "清江"), "xlsx", tmp_path / "book.xlsx", text=True)


def test_a_download_has_a_name_that_says_what_it_is(store: SqliteGraphStore) -> None:
    name, content = export.to_bytes(export.select_plan(store, "清江"), "csv")
    assert name.startswith(f"plan-graph-{store.snapshot_id[:8]}-plan-")
    assert name.endswith(".zip")
    assert content.startswith(b"PK")


def test_rows_are_counted_once_however_often_they_are_walked_over(store: SqliteGraphStore) -> None:
    selection = export.select_plan(store, "清江")
    job = Job(selection, export.cite(selection))
    rows: list[NodeRow] = []
    for _ in range(2):
        rows = list(job.nodes())
    assert job.node_count == len(rows)


@pytest.mark.parametrize("format", sorted(export.FORMATS))
def test_the_preview_comes_near(format: str, store: SqliteGraphStore, tmp_path: Path) -> None:
    selection = export.select_all(store)
    seen = export.preview(selection)
    written = export.write(selection, format, tmp_path / "out")
    assert (seen.all_nodes, seen.all_edges) == (written.nodes, written.edges)
    assert 0.6 < seen.bytes[format] / written.bytes < 1.6


class FullDisk(io.BytesIO):
    """Takes some bytes and no more."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > 2000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("format", sorted(name for name, kind in export.FORMATS.items() if kind.write_file))
def test_a_full_disk_is_one_error_and_nothing_is_left_to_complain(format: str, store: SqliteGraphStore) -> None:
    """What is raised once more when a writer is forgotten would be printed with a traceback."""
    selection = export.select_all(store)
    write_file = export.FORMATS[format].write_file
    assert write_file is not None
    with pytest.raises(OSError, match="No space left"):
        write_file(Job(selection, export.cite(selection), False), FullDisk())
    gc.collect()
