"""Builds the made test documents and their gold from src/*.mark, and checks every quote against the file written.

Run it in this folder's place: `python tests/gold/made/build.py [NN ...]`. It must not know the parser under test.
"""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from check import problems  # noqa: E402
from docx_writer import write_docx  # noqa: E402
from markup import Source, read_source  # noqa: E402
from writers import write_html, write_pdf, write_text, write_xlsx  # noqa: E402

WRITERS = {
    "txt": write_text,
    "md": write_text,
    "html": write_html,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
    "docx": write_docx,
}


def gold_text(gold: dict[str, Any]) -> str:
    """Gold as JSON with one task, target or action a line."""
    out = io.StringIO()
    out.write("{\n")
    for at, (key, value) in enumerate(gold.items()):
        out.write(f' "{key}": ')
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            out.write(f"[\n  {rows}\n ]")
        else:
            out.write(json.dumps(value, ensure_ascii=False))
        out.write(",\n" if at < len(gold) - 1 else "\n")
    out.write("}\n")
    return out.getvalue()


def counts(source: Source) -> tuple[int, int, int, int]:
    """Tasks, units (of tasks and subtasks as edges), targets, numbers that are none."""
    tasks = source.gold["tasks"]
    units = sum(len(task["units"]) + sum(len(sub["units"]) for sub in task["subtasks"]) for task in tasks)
    return len(tasks), units, len(source.gold["targets"]), len(source.gold["not_targets"])


def readme_row(name: str, source: Source, characters: int) -> str:
    """The document's line in the README table."""
    tasks, units, targets, none = counts(source)
    return f"| {name} | {characters} | {tasks} | {units} | {targets} | {none} | {source.meta['conventions']} |"


def main(wanted: list[str]) -> int:
    """Builds all sources, or those whose number is named; 1 where a quote is not in its document."""
    rows, bad = [], 0
    for path in sorted((HERE / "src").glob("*.mark")):
        source = read_source(path)
        kind = source.meta["format"]
        target = HERE / f"{path.stem}.{kind}"
        if not wanted or path.stem[:2] in wanted:
            target.write_bytes(WRITERS[kind](source))
            (HERE / f"{path.stem}.gold.json").write_text(gold_text(source.gold), encoding="utf-8")
        characters, found = problems(target, source)
        for line in found:
            print(f"{target.name}: {line}")
        bad += len(found)
        rows.append(readme_row(target.name, source, characters))
        if not wanted or path.stem[:2] in wanted:
            print(target.name, characters, *counts(source))
    readme = HERE / "README.md"
    if readme.exists():
        text = readme.read_text(encoding="utf-8")
        table = "<!-- table -->\n" + "\n".join(rows) + "\n<!-- end -->"
        readme.write_text(
            re.sub(r"<!-- table -->\n.*<!-- end -->", lambda _: table, text, flags=re.S), encoding="utf-8"
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
