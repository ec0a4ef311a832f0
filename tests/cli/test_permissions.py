"""What the commands say of files and folders that may not be read: one line that names them, whoever runs the tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_store.manifest import pointer_bytes
from tests.pipeline.store import PLANS

ROOT = Path(__file__).parents[2]
# Root reads everything: a process of root's gives up that right (PR_CAPBSET_DROP of CAP_DAC_OVERRIDE and
# CAP_DAC_READ_SEARCH) before it becomes the command.
AS_ANYBODY = """
import ctypes, os, sys
if os.geteuid() == 0:
    assert all(ctypes.CDLL(None).prctl(24, right, 0, 0, 0) == 0 for right in (1, 2))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def ingest(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", AS_ANYBODY, "-m", "ingest", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def said(done: "subprocess.CompletedProcess[str]") -> str:
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    return done.stderr


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be read, with a plan in it."""
    folder = tmp_path / "plans" / "closed"
    folder.mkdir(parents=True)
    (folder / "elderly.txt").write_text(PLANS["elderly.txt"], "utf-8")
    folder.chmod(0)
    yield folder
    folder.chmod(0o755)


def test_a_file_that_may_not_be_read(tmp_path: Path, closed: Path) -> None:
    (tmp_path / "a.txt").write_text("一", "utf-8")
    (tmp_path / "a.txt").chmod(0)
    for path in (tmp_path / "a.txt", closed / "elderly.txt"):
        assert f"{path}: cannot be read (Permission denied)" in said(ingest("extract", path))


def test_a_folder_that_may_not_be_looked_into_is_not_passed_over(tmp_path: Path, closed: Path) -> None:
    done = ingest("add", closed.parent, "--store", tmp_path / "store")
    assert f"{closed}: cannot be read (Permission denied)" in said(done)
    assert not (tmp_path / "store").exists()


def test_a_store_that_may_not_be_read_is_not_called_damaged(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (store / "snapshots").mkdir(parents=True)
    pointer = store / "CURRENT"
    pointer.write_bytes(pointer_bytes(["0" * 20]))
    (store / "snapshots").chmod(0)
    assert "may not be read or written (Permission denied)" in said(ingest("list", "--store", store))
    pointer.chmod(0)
    message = said(ingest("list", "--store", store))
    (store / "snapshots").chmod(0o755)
    assert f"{pointer}: may not be read (Permission denied)" in message and "anew" not in message
