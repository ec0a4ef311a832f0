"""Agreement with the annotations made by reading: F1 a kind, with thresholds that may only rise.

tests/ingest/gold_thresholds.json holds, for each set of documents, the least F1 of each kind. Who improves the parser raises
them; a test fails when the measured value has run away from its threshold.
"""

import json
from pathlib import Path

import pytest

from ingest.score import KINDS, Score, score_folder, totals

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
THRESHOLDS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).with_name("gold_thresholds.json")).read_text("utf-8")
)
SLACK = 0.01
CASES = [(name, kind) for name in THRESHOLDS for kind in KINDS]


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Score]]:
    folders = {name: GOLD if name == "plans" else GOLD / name for name in THRESHOLDS}
    return {name: totals(score_folder(folder, ROOT / "data" / "documents")) for name, folder in folders.items()}


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_f1_is_not_below_its_threshold(measured: dict[str, dict[str, Score]], name: str, kind: str) -> None:
    score = measured[name][kind]
    assert score.f1 >= THRESHOLDS[name][kind], (
        f"{name} {kind}: F1 {score.f1:.4f}; missed {score.missed[:6]}; wrong {score.wrong[:6]}"
    )


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_a_threshold_follows_what_is_measured(measured: dict[str, dict[str, Score]], name: str, kind: str) -> None:
    assert measured[name][kind].f1 <= THRESHOLDS[name][kind] + SLACK, (
        f"{name} {kind}: F1 is {measured[name][kind].f1:.4f}; raise the threshold in tests/ingest/gold_thresholds.json"
    )


def test_every_set_has_a_threshold_for_every_kind() -> None:
    assert all(set(kinds) == set(KINDS) for kinds in THRESHOLDS.values())
