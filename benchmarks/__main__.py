"""`python -m benchmarks [NAME...]`: runs the benchmarks named, else all, and prints one table. Writes no file."""

import argparse
from collections.abc import Callable
from importlib import import_module

from benchmarks.console import Console, print_json, print_table
from benchmarks.measure import Measure

NAMES = ("reading", "asking", "server")
"""One module each, with `run(console) -> list[Measure]`; loaded when it is run."""


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures of speed, memory and growth.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(NAMES)}; else all")
    parser.add_argument("--quick", action="store_true", help="only see that they run: small inputs, figures of no use")
    parser.add_argument("--json", action="store_true", help="print JSON on standard output")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in NAMES]:
        parser.error(f"{unknown[0]}: no such benchmark; there are {', '.join(NAMES)}")
    console = Console(quick=given.quick)
    results: dict[str, list[Measure]] = {}
    for name in given.names or NAMES:
        run: Callable[[Console], list[Measure]] = import_module(f"benchmarks.{name}").run
        results[name] = run(console)
    (print_json if given.json else print_table)(results)


if __name__ == "__main__":
    main()
