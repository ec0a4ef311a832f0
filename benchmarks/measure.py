"""What a benchmark hands back, and how time and memory are taken; knows nothing of what is measured."""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a benchmark.

    name: what was measured, in words. unit: of `value` ("MB/s", "s", "times"). at_least, at_most: what the figure has
    to be, where that is laid down. note: on how many, with what.
    """

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def wanted(self) -> str:
        """The bound in words, empty where there is none."""
        bounds = (("≥", self.at_least), ("≤", self.at_most))
        return " ".join(f"{sign} {bound:g}" for sign, bound in bounds if bound is not None)

    @property
    def met(self) -> bool:
        """Whether the figure is within its bounds."""
        low = -float("inf") if self.at_least is None else self.at_least
        high = float("inf") if self.at_most is None else self.at_most
        return low <= self.value <= high


def process_seconds(act: Callable[[], object], *, times: int = 1) -> float:
    """Processor time of this process for `act`, the least of `times` tries: what else runs here counts little."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return min(taken)


def wall_seconds(act: Callable[[], object]) -> float:
    """Seconds on the clock for `act`: for what waits on a disk, a server or another process."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def quantile(values: list[float], share: float) -> float:
    """The value that `share` (0 to 1) of `values` do not exceed. Raises ValueError where there are none."""
    if not values:
        raise ValueError("quantile of no values")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_memory() -> int:
    """The most memory (bytes) that this process has held so far.

    On Linux it is read from the kernel's own count: what `getrusage` says would include the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
