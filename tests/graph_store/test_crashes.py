import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from graph_store.snapshots import SnapshotStore
from tests.graph_store.crash_at_every_step import OLD, problems_after_crash, publish

ROOT = Path(__file__).parents[2]


def test_killed_at_any_step_the_store_is_whole_and_the_next_writer_finishes(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.graph_store.crash_at_every_step", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["problems"] == {}
    assert result["steps"] > 30


def test_killed_in_the_middle_of_writing_the_store_is_whole(tmp_path: Path) -> None:
    root = tmp_path / "store"
    for places in OLD:
        publish(root, places)
    for delay in (0.0, 0.002, 0.005, 0.01, 0.02, 0.04):
        code = (
            "import sys; from pathlib import Path; from tests.graph_store.crash_at_every_step import NEW, publish\n"
            "print('ready', flush=True); publish(Path(sys.argv[1]), NEW)\n"
        )
        child = subprocess.Popen([sys.executable, "-c", code, str(root)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert problems_after_crash(root) == []
        for places in OLD:
            publish(root, places)
        assert SnapshotStore(root).history()
