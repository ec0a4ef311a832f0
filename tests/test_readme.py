"""What README shows is true: commands print what it says, its schema table is the schema, its links lead somewhere."""

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_schema.markdown import schema_markdown
from graph_schema.schema import load_schema

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
pytestmark = pytest.mark.timeout(900)  # all commands of README run in the first test's set-up
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE  # `...` in README stands for any text, such as a time


@dataclass(frozen=True, slots=True)
class Example:
    """A command shown in README and what README says it prints."""

    command: str
    output: str


def shown_examples(text: str) -> list[Example]:
    """The `$ ` lines of console blocks, each with the lines below it, and the Python blocks; CI itself runs make's targets."""
    examples = []
    for language, block in re.findall(r"^```(console|python)\n(.*?)^```$", text, re.M | re.S):
        if language == "python":
            examples.append(Example(f"python - <<'END'\n{block}END", ""))
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            examples.append(Example(command, output))
    return [example for example in examples if not example.command.startswith(("make ", "source "))]


EXAMPLES = shown_examples(README)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[subprocess.CompletedProcess[str]]:
    """Every example run in README's order, in a folder of its own where only `data` and `tests` are the project's.

    It starts, as README does, with the store that `make demo` makes.
    """
    folder = tmp_path_factory.mktemp("reader")
    for name in ("data", "tests"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    run("python -m ingest add data/documents", folder).check_returncode()
    return [run(example.command, folder) for example in EXAMPLES]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    search_path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": search_path, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("position", range(len(EXAMPLES)), ids=[example.command[-60:] for example in EXAMPLES])
def test_a_command_of_the_readme_prints_what_the_readme_shows(
    position: int, printed: list[subprocess.CompletedProcess[str]]
) -> None:
    example, done = EXAMPLES[position], printed[position]
    assert done.returncode == 0, done.stdout
    as_shown = not example.output.strip() or doctest.OutputChecker().check_output(example.output, done.stdout, SAME)
    assert as_shown, done.stdout


def test_the_schema_table_is_the_schema() -> None:
    table = README.partition("<!-- schema:begin -->\n")[2].partition("<!-- schema:end -->")[0]
    assert table == schema_markdown(load_schema()), "stale: put the output of `python -m graph_schema` there"


def test_the_links_of_the_readme_lead_to_files() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_folder_of_code_is_explained() -> None:
    folders = sorted(file.parent.name for file in ROOT.glob("*/__init__.py"))
    assert [folder for folder in folders if f"`{folder}/`" not in README] == []
