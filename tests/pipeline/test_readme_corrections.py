"""The corrections that README shows can be made: they load, and change in its plan what they name."""

import re
from pathlib import Path

from ingest.aliases import read_aliases
from ingest.corrections import apply_corrections, corrections_of, load_corrections
from ingest.extract import extract
from ingest.readers import read_document


def block(root: Path, language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", (root / "README.md").read_text("utf-8"), re.M | re.S)
    (shown,) = [part for part in found if "赣" in part]
    return shown


def test_the_yaml_corrects_the_plan_it_names(root: Path, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "ganzhou.yaml").write_text(block(root, "yaml"), "utf-8")
    source = read_document(gold / "made" / "06_shi_business_html.html")
    facts = extract(source)
    chosen = corrections_of(facts, "business.html", load_corrections(tmp_path))
    corrected = apply_corrections(facts, source.text, chosen)
    tasks = {task.title: task for task in corrected.tasks}
    assert (tasks["推行包容审慎监管"].units[0].name, tasks["推行包容审慎监管"].units[0].basis) == ("市司法局", "stated")
    assert [unit.name for unit in tasks["工作要求"].units] == ["市行政审批局"]
    changed = set(corrected.targets) - set(facts.targets)
    assert [(target.indicator, target.op, target.value) for target in changed] == [("企业开办时间", "<=", 0.5)]


def test_the_csv_is_a_table_of_aliases(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text(block(root, "csv"), "utf-8")
    assert [alias.written for alias in read_aliases(path)] == ["人行赣州市中心支行"]
