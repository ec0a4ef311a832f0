"""How many processor cores this process may use; knows nothing of what they are used for."""

import os


def usable_cores() -> int:
    """Cores this process may run on: what a container or `taskset` leaves of the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
