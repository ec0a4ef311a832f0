"""The benchmarks run, print one table and leave nothing behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.made_plans import plan_text
from benchmarks.measure import Measure, quantile
from ingest.extract import extract
from ingest.source import SourceDocument


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


def test_reading_gives_rates_growth_and_memory(root: Path) -> None:
    done = run(root, "reading", "--quick", "--json")
    assert done.returncode == 0, done.stderr
    (name, measures), *others = json.loads(done.stdout).items()
    assert (name, others) == ("reading", [])
    assert all(measure["value"] > 0 for measure in measures)
    growth = next(measure for measure in measures if "per MB" in measure["name"])
    assert growth["value"] < 4


def test_an_unknown_benchmark_is_wrong_usage(root: Path) -> None:
    done = run(root, "flying")
    assert done.returncode == 2
    assert "flying" in done.stderr


def test_every_benchmark_is_explained(root: Path) -> None:
    explained = (root / "benchmarks" / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}`" not in explained] == []


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000])
def test_made_plans_have_the_length_asked_for_and_are_always_the_same(size: int) -> None:
    text = plan_text(size)
    assert 0.6 * size < len(text.encode()) <= size
    assert plan_text(2 * size).startswith(text)


def test_made_plans_read_as_plans() -> None:
    text = plan_text(20_000)
    facts = extract(SourceDocument("plan.txt", "0" * 64, "txt", "utf-8", text))
    assert facts.plan.doc_number == "安政发〔2024〕17号"
    assert len(facts.tasks) == text.count("（责任单位：") + text.count("（牵头单位：")
    assert all(task.units for task in facts.tasks)
    assert len(facts.targets) == 2 * len(facts.tasks)


def test_a_measure_knows_its_bounds() -> None:
    assert Measure(name="rate", value=0.4, unit="MB/s", at_least=0.5).met is False
    assert Measure(name="growth", value=1.1, unit="times", at_most=2).met is True
    assert Measure(name="free", value=9, unit="s").wanted == ""


def test_quantiles_are_values_that_were_measured() -> None:
    assert quantile([3, 1, 2], 0.5) == 2
    assert quantile([3, 1, 2], 0.99) == 3
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)
