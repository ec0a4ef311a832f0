"""The requirement files name what the code imports, and nothing that it does not."""

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

# Looked for at run time, with a message that says what to install.
OPTIONAL = {"sentence-transformers", "py2neo", "rapidocr", "rapidocr-onnxruntime"}


def named_in(file: Path) -> set[str]:
    lines = [line for line in file.read_text("utf-8").splitlines() if re.match(r"[A-Za-z]", line)]
    return {re.split(r"[<>=;\s]", line)[0].lower() for line in lines}


@pytest.fixture(scope="module")
def distributions() -> dict[str, set[str]]:
    return {module: {name.lower() for name in names} for module, names in packages_distributions().items()}


def test_the_core_requirements_are_enough_for_all_but_the_app_and_servers(
    root: Path, distributions: dict[str, set[str]]
) -> None:
    folders = sorted(file.parent.name for file in root.glob("*/__init__.py"))
    core, app = named_in(root / "requirements-core.txt"), named_in(root / "requirements-app.txt")
    graph = grimp.build_graph(*folders, include_external_packages=True, cache_dir=None)
    missing = []
    for module in sorted(graph.modules):
        if not graph.is_module_squashed(module) or module.partition(".")[0] in sys.stdlib_module_names:
            continue
        importers = graph.find_modules_that_directly_import(module)
        needed_by = sorted(
            name for name in importers if not name.startswith(("app.", "graph_store.neo4j", "search.mcp."))
        )
        allowed = core | OPTIONAL | (set() if needed_by else app)
        names = distributions.get(module, {module.replace("_", "-")})
        if not names & allowed and not all("build_" in name for name in importers):
            missing.append(f"{module}, imported by {', '.join(sorted(importers)[:3])}")
    assert missing == []


def test_no_core_requirement_is_left_over(root: Path, distributions: dict[str, set[str]]) -> None:
    code = "\n".join(
        file.read_text("utf-8") for folder in root.glob("*/__init__.py") for file in folder.parent.rglob("*.py")
    )
    used = {name for module in set(re.findall(r"[A-Za-z_]\w+", code)) for name in distributions.get(module, ())}
    assert named_in(root / "requirements-core.txt") - used == set()
