"""What the five plans yield, compared whole: any change of a fact shows here and is either wanted or a fault.

Refresh after a wanted change: python -m pytest tests/ingest/test_golden.py --update-golden
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.extract import extract_file

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
PLANS = sorted((ROOT / "data" / "documents").glob("*.txt"))
SHOWN = 20


def _extracted(path: Path) -> dict[str, Any]:
    """What `python -m ingest extract --json` prints, the path as seen from the project's folder."""
    value: dict[str, Any] = json.loads(json.dumps(extract_file(path).to_json(), ensure_ascii=False))
    value["document"]["path"] = path.relative_to(ROOT).as_posix()
    return value


def _differences(old: Any, new: Any, where: str = "") -> Iterator[str]:
    """One line a place where two JSON values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _differences(old.get(key), new.get(key), f"{where}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (left, right) in enumerate(zip(old, new, strict=True)):
            yield from _differences(left, right, f"{where}[{index}]")
    elif old != new:
        yield f"{where}: {_short(old)} -> {_short(new)}"


def _short(value: Any) -> str:
    text = f"{len(value)} items" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:117] + "..."


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_extraction_is_the_golden_one(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{path.stem}.json"
    found = _extracted(path)
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert golden.exists(), f"{golden} is missing; make it with --update-golden and read it before you commit it"
    differences = list(_differences(json.loads(golden.read_text("utf-8")), found))
    assert not differences, f"{len(differences)} differences:\n" + "\n".join(differences[:SHOWN])


def test_every_golden_file_has_its_plan() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == [path.stem for path in PLANS]
