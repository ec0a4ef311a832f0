"""Corrections from a card: what is written can be read by the ingest, and a failure leaves the file as it was."""

from pathlib import Path

import pytest

from app.corrections import UnitChange, correct, write_correction
from graph_schema.errors import InputError, StoreError
from ingest.corrections import load_corrections

CHANGE = UnitChange(document="a" * 64, task="1 清理河道", name="县水利局", reason="office, 2024-03-01", role="support")


def test_a_correction_is_one_that_the_ingest_reads(tmp_path: Path) -> None:
    write_correction(CHANGE, folder=tmp_path)
    write_correction(UnitChange("a" * 64, "2 修建堤防", "县财政局", "letter: 5号", remove=True), folder=tmp_path)
    write_correction(UnitChange("a" * 64, "1 清理河道", "县水利局", "office", rename="县水务局"), folder=tmp_path)
    (found,) = load_corrections(tmp_path)
    assert found.document == "a" * 64 and "letter" in found.reason
    assert {(unit.task, unit.rename, unit.remove) for unit in found.units} == {
        ("2 修建堤防", None, True),
        ("1 清理河道", "县水务局", False),
    }


@pytest.mark.parametrize(
    "change",
    [
        UnitChange("a" * 64, "1", "x", " ", role="lead"),
        UnitChange("a" * 64, "1", "x", "because"),
        UnitChange("a" * 64, "1", "x", "y", rename="x"),
    ],
)
def test_a_correction_without_reason_or_change_is_refused(tmp_path: Path, change: UnitChange) -> None:
    with pytest.raises(InputError):
        write_correction(change, folder=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["x: [\n- }", '"quoted": yes', "=1+1\nreason: hacked", "县\u2028局"])
def test_hostile_words_stay_words(tmp_path: Path, text: str) -> None:
    write_correction(UnitChange("b" * 64, text, text, text or "r", role="lead"), folder=tmp_path)
    (found,) = load_corrections(tmp_path)
    assert found.units[0].task == text and found.units[0].name == text


def test_a_correction_that_cannot_be_built_leaves_no_trace(tmp_path: Path) -> None:
    write_correction(CHANGE, folder=tmp_path)
    before = [path.read_bytes() for path in tmp_path.iterdir()]

    def fail() -> None:
        raise StoreError("the store is busy")

    with pytest.raises(StoreError):
        correct(UnitChange("a" * 64, "3", "县财政局", "why not", role="lead"), fail, folder=tmp_path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == before
    with pytest.raises(StoreError):
        correct(UnitChange("c" * 64, "3", "县财政局", "why not", role="lead"), fail, folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
