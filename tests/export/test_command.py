import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import export
from export.__main__ import main
from graph_store.snapshots import SnapshotStore
from tests.graph_store.sample import documents_for, tables_for

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    SnapshotStore(folder).publish(tables_for(["清江", "白石"]), documents=documents_for(["清江", "白石"]))
    return folder


@pytest.fixture
def run(store_folder: Path, tmp_path: Path) -> Run:
    def call(*arguments: str, store: Path = store_folder) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "export", "--store", str(store), *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    return call


def test_a_plan_is_written_and_cited(run: Run, tmp_path: Path) -> None:
    done = run("--plan", "清江", "--format", "json", "-o", str(tmp_path / "plan.json"))
    assert done.returncode == 0, done.stderr
    assert "GB/T 7714-2025\nplan-graph. 地方政府规划知识图谱：《清江县耕地保护方案》[DS]." in done.stdout
    assert "@misc{plan-graph-" in done.stdout
    assert f"{tmp_path / 'plan.json'}: 10 nodes, " in done.stderr
    assert len(json.loads((tmp_path / "plan.json").read_bytes())["nodes"]) == 10


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--plan", "无此规划"), "nothing to export: the store has no plan '无此规划'"),
        (("--node", ""), "nothing to export: no node is named"),
        (("--node", "task-gone"), "nothing to export: the store has no node task-gone"),
        (("--jurisdiction", "火星"), "nothing to export: the store knows no place '火星'"),
    ],
)
def test_nothing_selected_is_one_line_and_no_file(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments, "--format", "json", "-o", str(tmp_path / "out.json"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {message}")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_refused_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    arguments = ("--all", "--format", "jsonl", "-o", str(tmp_path / "out"))
    done = run(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--force" in done.stderr
    assert (tmp_path / "out").read_text() == "mine"
    assert run(*arguments, "--force").returncode == 0


def test_no_store_is_one_line(run: Run, tmp_path: Path) -> None:
    done = run("--all", "--format", "json", "-o", str(tmp_path / "out"), store=tmp_path / "none")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "ingest add" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--all", "--plan", "x", "--format", "json", "-o", "out"),
        ("--format", "json", "-o", "out"),
        ("--all", "--format", "docx", "-o", "out"),
        ("--all", "--format", "json"),
        ("--all", "--hops", "2", "--format", "json", "-o", "out"),
        ("--node", "task-1", "--hops", "many", "--format", "json", "-o", "out"),
        ("--all", "--format", "json", "-o", "out", "--store", ""),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_debug_shows_the_traceback(run: Run, tmp_path: Path) -> None:
    done = run("--node", "task-gone", "--format", "json", "-o", str(tmp_path / "out"), "--debug")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_the_vocabulary_is_printed_on_demand(run: Run, root: Path) -> None:
    done = run("--vocabulary")
    assert (done.returncode, done.stdout) == (0, (root / "export" / "vocabulary.ttl").read_text("utf-8"))


def test_an_interrupted_command_ends_without_a_traceback(
    store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "write", interrupted)
    path = tmp_path / "out"
    monkeypatch.setattr(
        sys, "argv", ["export", "--all", "--format", "json", "-o", str(path), "--store", str(store_folder)]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().err, path.exists()) == (130, "", False)
