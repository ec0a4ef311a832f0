"""What benchmarks show: progress while they run, one table at the end; knows nothing of what is measured."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from rich.console import Console as RichConsole
from rich.table import Table

from benchmarks.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """Handed to each benchmark. quick: measure little, to see that it runs; its figures mean nothing."""

    quick: bool = False

    def step(self, text: str) -> None:
        """Say on standard error what is being measured."""
        sys.stderr.write(f"… {text}\n")
        sys.stderr.flush()


def print_table(results: Mapping[str, Sequence[Measure]]) -> None:
    """One line a measure on standard output, in the order given."""
    table = Table("benchmark", "measure", "figure", "wanted", "", "note", box=None, pad_edge=False)
    for benchmark, measures in results.items():
        for measure in measures:
            verdict = "" if not measure.wanted else "ok" if measure.met else "MISSED"
            figure = f"{measure.value:,.3g} {measure.unit}".rstrip()
            table.add_row(benchmark, measure.name, figure, measure.wanted, verdict, measure.note)
    RichConsole(width=160, soft_wrap=True).print(table)


def print_json(results: Mapping[str, Sequence[Measure]]) -> None:
    """The same as one JSON value: a list of measures for each benchmark."""
    value = {name: [asdict(measure) | {"met": measure.met} for measure in found] for name, found in results.items()}
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
