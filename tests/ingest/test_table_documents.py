"""Documents that are a table, in every form in which offices publish them: the same facts from each."""

from pathlib import Path

import pytest

from ingest.extract import extract_file
from tests.ingest.table_documents import DOCUMENTS, FORMATS, TableDocument


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_table_says_the_same_in_every_form(document: TableDocument, form: str, tmp_path: Path) -> None:
    found = extract_file(FORMATS[form](document, tmp_path))
    tasks = []
    for task in found.tasks:
        names = {role: "、".join(unit.name for unit in task.units if unit.role == role) for role in ("lead", "support")}
        tasks.append((task.number, "".join(task.text.split()), names["lead"], names["support"], task.deadline or ""))
    wanted = [tuple(line.split(";")) for line in document.tasks]
    assert [(number, *rest) for number, _, *rest in tasks] == [(number, *rest) for number, _, *rest in wanted]
    assert all(text.startswith(begins) for (_, text, *_), (_, begins, *_) in zip(tasks, wanted, strict=True))
    targets = {(t.indicator, t.op, t.value, t.unit, t.year, t.scope) for t in found.targets}
    assert targets == set(document.targets)
