"""How fast, how evenly and in how much memory documents become facts, from 10 KB to 10 MB of made-up plans."""

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.console import Console
from benchmarks.made_plans import plan_text
from benchmarks.measure import MEGABYTE, Measure, process_seconds
from ingest.extract import extract_file

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TIMES = (20, 5, 2, 1)
"""How often each size is read; the quickest counts."""
BRACKETS = "（〔【"
ROOT = Path(__file__).parents[1]


def run(console: Console) -> list[Measure]:
    """Rates by size, growth, the line of brackets, memory."""
    sizes = SIZES[:2] if console.quick else SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [_write(folder / f"{size}.txt", plan_text(size)) for size in sizes]
        extract_file(paths[0])  # the first reading loads the word lists
        seconds = []
        for path, size, times in zip(paths, sizes, TIMES, strict=False):
            console.step(f"reading {size / MEGABYTE:g} MB")
            seconds.append(process_seconds(partial(extract_file, path), times=1 if console.quick else times))
        return [
            *_rates(sizes, seconds),
            _growth(sizes, seconds),
            _brackets(folder, console),
            _memory(paths[-1], sizes[-1], console),
        ]


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _rates(sizes: tuple[int, ...], seconds: list[float]) -> list[Measure]:
    return [
        Measure(
            name=f"a plan of {size / MEGABYTE:g} MB",
            value=size / MEGABYTE / taken,
            unit="MB/s",
            at_least=0.5,
            note=f"{taken:.2f} s of one core",
        )
        for size, taken in zip(sizes, seconds, strict=True)
    ]


def _growth(sizes: tuple[int, ...], seconds: list[float]) -> Measure:
    largest, smallest = seconds[-1] / sizes[-1], seconds[0] / sizes[0]
    return Measure(
        name="time per MB, largest to smallest",
        value=largest / smallest,
        unit="times",
        at_most=2,
        note="1 = linear",
    )


def _brackets(folder: Path, console: Console) -> Measure:
    size = MEGABYTE // 10 if console.quick else MEGABYTE
    console.step(f"a line of {size / MEGABYTE:g} MB of brackets")
    path = _write(folder / "brackets.txt", BRACKETS * (size // len(BRACKETS.encode())))
    taken = process_seconds(partial(extract_file, path), times=2)
    return Measure(name=f"a line of {size / MEGABYTE:g} MB of open brackets", value=taken, unit="s", at_most=1)


def _memory(path: Path, size: int, console: Console) -> Measure:
    """In a process of its own, less what it held before it read."""
    console.step(f"memory for {size / MEGABYTE:g} MB")
    command = [sys.executable, "-m", "benchmarks.peak_memory", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Measure(
        name=f"peak memory over file size, {size / MEGABYTE:g} MB",
        value=int(done.stdout) / size,
        unit="times",
        at_most=20,
        note=f"{int(done.stdout) / MEGABYTE:,.0f} MB",
    )
