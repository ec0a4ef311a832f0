"""Run by test_crashes.py: publishes in a child that is killed (SIGKILL) before its n-th file operation, for every n.

Usage: crash_at_every_step.py FOLDER. Prints one JSON line: how many steps there were, and what went wrong.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from graph_schema.errors import StoreError
from graph_schema.tables import GraphTables
from graph_store.snapshots import SnapshotStore
from graph_store.whole import tables_of
from tests.graph_store.sample import documents_for, tables_for

# What Python reports before it touches the disk (sys.addaudithook); SQLite's own writes lie between two of them.
OPERATIONS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.listdir", "os.scandir", "sqlite3.connect"}
OLD = [("甲山",), ("乙水",), ("清江",)]
NEW = ("清江", "白石")


def index(folder: Path) -> None:
    (folder / "index").mkdir()
    (folder / "index" / "vectors").write_bytes(b"0" * 10_000)


def publish(root: Path, places: tuple[str, ...]) -> None:
    SnapshotStore(root).publish(tables_for(places), documents=documents_for(places), extra_writers=[index])


def killed_at(root: Path, step: int) -> bool:
    """Publish in a child that dies at this step; whether it died."""
    child = os.fork()
    if child == 0:
        seen = 0

        def die(event: str, _: tuple[object, ...]) -> None:
            nonlocal seen
            if event in OPERATIONS:
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                seen += 1

        sys.addaudithook(die)
        publish(root, NEW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def state(root: Path) -> tuple[GraphTables | None, list[str]]:
    """What a reader finds, and what a full check says."""
    try:
        with SnapshotStore(root).open_current() as snapshot, snapshot.open_graph() as graph:
            return tables_of(graph), snapshot.check()
    except StoreError as exc:
        return None, [str(exc)]


def problems_after_crash(root: Path) -> list[str]:
    found, problems = state(root)
    if found not in (tables_for(OLD[-1]), tables_for(NEW)):
        problems.append("a reader finds neither the old graph nor the new")
    publish(root, NEW)
    found, after = state(root)
    problems.extend(after)
    if found != tables_for(NEW):
        problems.append("publishing again does not give the new graph")
    left = sorted(path.name for path in (root / "snapshots").iterdir())
    if left != sorted(SnapshotStore(root).history()) or len(left) != 3:
        problems.append(f"left behind: {left}")
    return problems


def main(folder: Path) -> None:
    for places in OLD:
        publish(folder / "before", places)
    step, problems = 0, {}
    while True:
        root = folder / f"store-{step}"
        shutil.copytree(folder / "before", root)
        died = killed_at(root, step)
        if found := problems_after_crash(root):
            problems[step] = found
        shutil.rmtree(root)
        if not died:
            break
        step += 1
    sys.stdout.write(json.dumps({"steps": step, "problems": problems}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
