"""Damaged files of every format: a result or one clear line, never another exception, never a hang."""

import time
from pathlib import Path

import pytest

from graph_schema.errors import PlanGraphError
from ingest.readers import read_document
from tests.ingest.readers.make_fixtures import FIXTURES
from tests.ingest.readers.mutations import mutate

MUTATIONS = 48
SLOW_SECONDS = 5.0
NAMES = ["plan.docx", "plan.html", "old_page.html", "plan.xlsx", "plan.csv", "plan.pdf", "columns.pdf", "plans.zip"]


def _check(path: Path) -> None:
    """Read a damaged file; whatever comes back must hold together."""
    began = time.process_time()
    try:
        document = read_document(path)
    except PlanGraphError as exc:
        assert "\n" not in str(exc)
        assert path.name in str(exc)
    else:
        assert list(document.pages) == sorted(document.pages)
        for table in document.tables:
            assert len({len(row) for row in table.rows}) == 1
            for cell in (cell for row in table.rows for cell in row):
                assert document.text[cell.start : cell.end] == cell.text
    assert time.process_time() - began < SLOW_SECONDS


@pytest.mark.parametrize("name", NAMES)
def test_bytes_flipped_cut_and_doubled(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    for seed in range(MUTATIONS):
        path = tmp_path / name
        path.write_bytes(mutate(data, seed))
        _check(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_damaged_text(tmp_path: Path, encoding: str) -> None:
    data = ("一、总体要求\n到2026年，建成碧道35公里。（责任单位：县水利局）\n" * 10).encode(encoding)
    for seed in range(MUTATIONS):
        path = tmp_path / "plan.txt"
        path.write_bytes(mutate(data, seed))
        _check(path)


@pytest.mark.parametrize("name", NAMES)
def test_files_cut_short(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    for part in range(1, 24):
        path = tmp_path / name
        path.write_bytes(data[: len(data) * part // 24 or 1])
        _check(path)


def test_a_megabyte_of_brackets_takes_under_a_second(tmp_path: Path) -> None:
    for name, raw in (("x.txt", b"(" * (1 << 20)), ("x.html", b"<p>" + b"[" * (1 << 20)), ("x.md", b"|" * (1 << 20))):
        path = tmp_path / name
        path.write_bytes(raw)
        began = time.process_time()
        read_document(path)
        assert time.process_time() - began < 5.0
