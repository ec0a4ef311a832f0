"""Where a command's output goes wrong: a reader that leaves, a full disk, a locale without Chinese, Ctrl-C."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph_schema.command import reported

ROOT = Path(__file__).parents[2]
PLAN = next((ROOT / "data" / "documents").glob("zhoushan-shengsi*.txt"))
COMMANDS = {
    "ingest": f"-m ingest extract {PLAN}",
    "ingest as JSON": f"-m ingest extract {PLAN} --json",
    "graph_schema": "-m graph_schema --sql",
    "export": "-m export --vocabulary",
}
each_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))


def shell(line: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """A line of bash in which `python` is ours; it fails where any command of a pipe fails."""
    search_path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=ROOT,
        env=os.environ | {"PATH": search_path} | environment,
        capture_output=True,
        check=False,
    )


@each_command
def test_a_reader_that_has_seen_enough_is_no_error(command: str) -> None:
    done = shell(f"python {command} | head -c 1")
    assert (done.returncode, done.stderr, len(done.stdout)) == (0, b"", 1)


@each_command
def test_an_output_that_is_full_is_one_line(command: str) -> None:
    done = shell(f"python {command} > /dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1), done.stderr
    assert done.stderr.startswith(b"error: the output: cannot be written (No space left on device)")


@each_command
def test_an_output_that_is_closed_is_as_good_as_none(command: str) -> None:
    for closed in (">&-", ">&- 2>&-"):
        done = shell(f"python {command} {closed}")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@each_command
def test_output_is_utf8_whatever_the_locale(command: str) -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell(f"python {command}", **plain)
    assert done.returncode == 0, done.stderr
    assert done.stdout == shell(f"python {command}", LC_ALL="C.UTF-8").stdout
    assert any("\u4e00" <= char <= "\u9fff" for char in done.stdout.decode("utf-8"))


class PanicException(BaseException):
    """By this name a library in Rust ends what it does, for one where it reads an index that was damaged."""


def test_a_fault_is_one_line_and_leads_to_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    for fault in (PanicException("end >= start"), IndexError("out of\nbounds")):
        with pytest.raises(SystemExit) as ended, reported():
            raise fault
        message = capsys.readouterr().err
        assert ended.value.code == 1 and message.count("\n") == 1
        assert message.startswith("error: internal fault") and "python -m ingest check" in message
