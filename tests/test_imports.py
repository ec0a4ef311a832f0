"""The folders import one another downward only, and every folder of code is under that rule."""

import subprocess
import sys
import tomllib
from pathlib import Path


def code_folders(root: Path) -> set[str]:
    return {file.parent.name for file in root.glob("*/__init__.py")}


def test_import_directions_hold(root: Path) -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_of_code_is_checked_for_imports_and_types(root: Path) -> None:
    tools = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]
    assert set(tools["importlinter"]["root_packages"]) == code_folders(root)
    assert set(tools["mypy"]["packages"]) == code_folders(root)
