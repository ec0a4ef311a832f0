"""`python -m search` as people and scripts call it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from search.__main__ import app

ROOT = Path(__file__).parents[2]


def run_apart(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "search", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command within this process, which has loaded what it needs."""
    done = CliRunner().invoke(app, list(arguments), prog_name="python -m search")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def test_json_alone_on_standard_output(five_plans: Path) -> None:
    done = run_apart("which units lead land reform in Zhoushan", "--json", "--limit", "2", "--store", str(five_plans))
    value = json.loads(done.stdout)
    assert (done.returncode, done.stderr, value["status"], value["total"], len(value["units"])) == (
        0,
        "",
        "answered",
        3,
        2,
    )


def test_readable_and_without_colour_when_piped(five_plans: Path) -> None:
    done = run_apart("舟山市哪些单位牵头土地改革", "--store", str(five_plans), "--limit", "2")
    assert done.returncode == 0 and "\x1b" not in done.stdout
    assert (
        "舟山市自然资源和规划局" in done.stdout and "牵头的依据" in done.stdout and "共3项，显示第1—2项" in done.stdout
    )


def test_a_page_behind_the_last_says_so(five_plans: Path) -> None:
    done = run("哪些方案引用了《闲置土地处置办法》", "--store", str(five_plans), "--offset", "100")
    assert done.returncode == 0 and "第101项起没有了" in done.stdout
    assert done.stdout.startswith("《舟山市定海区新一轮制造业")


def test_no_match_is_an_answer(five_plans: Path) -> None:
    done = run("Which units lead land reform in Hangzhou?", "--store", str(five_plans))
    assert done.returncode == 0 and "No plan of" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([""], "empty"),
        (["土" * 10_000], "10,000 characters"),
        (["土地", "--jurisdiction", "Zhoushn"], "near it"),
        (["土地", "--role", "boss"], "lead, support"),
        (["土地", "--type", "cat"], "unit, task, target, plan"),
        (["土地", "--as-of", "soon"], "YYYY-MM-DD"),
        (["土地", "--as-of", "2023-02-30"], "YYYY-MM-DD"),
        (["土地", "--encoder", "word2vec"], "unknown encoder"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_line_and_1(five_plans: Path, arguments: list[str], says: str) -> None:
    done = run(*arguments, "--store", str(five_plans))
    assert done.returncode == 1 and done.stdout == ""
    assert says in done.stderr and done.stderr.count("\n") == 1


def test_a_missing_store_and_wrong_usage(tmp_path: Path) -> None:
    missing = run("土地", "--store", str(tmp_path / "none"))
    assert missing.returncode == 1 and "python -m ingest add" in missing.stderr
    assert run("--index", "--store", str(tmp_path / "none")).returncode == 1 and not (tmp_path / "none").exists()
    assert run_apart().returncode == 2
    assert run("土地", "--limit", "0").returncode == 2
    assert run("土地", "--store", "").returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sql", "SELECT 1", "--role", "lead"],
        ["--index", "--as-of", "2024-01-01"],
        ["--sql", "SELECT 1", "--offset", "2"],
    ],
)
def test_what_would_not_be_used_is_refused(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and "goes with a question" in done.stderr


def test_the_index_is_rebuilt_only_when_needed(five_plans: Path) -> None:
    done = run("--index", "--store", str(five_plans))
    assert done.returncode == 0 and "up to date" in done.stdout
    assert json.loads(run("--index", "--json", "--store", str(five_plans)).stdout)["written"] is False
