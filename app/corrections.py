"""Corrections that visitors make at a card, written as the YAML files that people edit. Knows no page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph_schema.errors import DataFileError, InputError, PlanGraphError
from ingest.corrections import CORRECTIONS, load_corrections

_HEAD = "# Written by the web app at a unit's card; README.md beside it says what may stand here.\n"
_SUFFIX = ".app.yaml"


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What is wrong with a unit at a task. document: the file's sha256; task: number and title; name: as written there.

    role: "lead" or "support" where it is to be another; rename: its right name; remove: it has no part in the task.
    """

    document: str
    task: str
    name: str
    reason: str
    role: str | None = None
    rename: str | None = None
    remove: bool = False


def write_correction(change: UnitChange, *, folder: Path = CORRECTIONS) -> Path:
    """Add a correction to its document's file. Raises InputError for one without a reason or without a change."""
    if not change.reason.strip():
        raise InputError("a correction needs a reason: say who decided it, or where it is written")
    entry: dict[str, object] = {"task": change.task, "name": change.name}
    if change.remove:
        entry["remove"] = True
    if change.role in ("lead", "support"):
        entry |= {"role": change.role, "basis": "stated"}
    if change.rename and change.rename.strip() and change.rename.strip() != change.name:
        entry["rename"] = " ".join(change.rename.split())
    if len(entry) == 2:
        raise InputError(
            "nothing is corrected: choose another role, another name, or that the unit has no part in the task"
        )
    path = folder / f"{change.document[:16]}{_SUFFIX}"
    held: dict[str, Any] = _read(path) if path.exists() else {"document": change.document, "reason": "", "units": []}
    units = [unit for unit in held["units"] if (unit.get("task"), unit.get("name")) != (change.task, change.name)]
    reasons = [part for part in str(held.get("reason", "")).split("; ") if part]
    reason = " ".join(change.reason.split()).replace("; ", ", ")
    held |= {"units": [*units, entry], "reason": "; ".join(dict.fromkeys([*reasons, reason]))}
    text = _HEAD + yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=110)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".part")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as exc:
        raise InputError(f"{path}: the correction cannot be written ({exc.strerror})") from exc
    return path


def correct(change: UnitChange, rebuild: Callable[[], object], *, folder: Path = CORRECTIONS) -> Path:
    """Write a correction and build the graph with it; where that fails the file is as it was before."""
    path = folder / f"{change.document[:16]}{_SUFFIX}"
    before = path.read_bytes() if path.exists() else None
    write_correction(change, folder=folder)
    try:
        load_corrections(folder)
        rebuild()
    except PlanGraphError:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(before)
        raise
    return path


def _read(path: Path) -> dict[str, Any]:
    try:
        held = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as exc:
        raise DataFileError(
            f"{path}: cannot be read ({' '.join(str(exc).split())}); correct it or take it away"
        ) from exc
    if not isinstance(held, dict) or not isinstance(held.get("units"), list):
        raise DataFileError(f"{path}: is no list of corrections; correct it or take it away")
    return held
