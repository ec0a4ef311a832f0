"""Progress of many questions on standard error: how many are done, how fast, how long it still takes."""

import sys
import time
from types import TracebackType
from typing import Self

_TERMINAL_EVERY, _FILE_EVERY = 0.1, 5.0


class Progress:
    """Prints `[12/300] 9.8 questions/s, 0:29 left`: one line that changes in a terminal, else a line now and then."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()
        self._printed = 0.0

    def __enter__(self) -> Self:
        self._started = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.stderr.isatty() and self._done:
            sys.stderr.write("\n")

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        every = _TERMINAL_EVERY if sys.stderr.isatty() else _FILE_EVERY
        if self._done < self._total and now - self._printed < every:
            return
        self._printed = now
        line = progress_line(self._done, self._total, now - self._started)
        sys.stderr.write(f"\r{line}\x1b[K" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()


def progress_line(done: int, total: int, seconds: float) -> str:
    """How far it is after some seconds."""
    rate = done / seconds if seconds > 0 else 0.0
    left = round((total - done) / rate) if rate else 0
    if done == total:
        return f"[{done}/{total}] {rate:.1f} questions/s, done in {_clock(round(seconds))}"
    return f"[{done}/{total}] {rate:.1f} questions/s, {_clock(left)} left"


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
