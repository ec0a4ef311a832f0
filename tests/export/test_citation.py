from pathlib import Path

import pytest

import export
from export.version import VERSION
from graph_schema.errors import InputError
from graph_store.sqlite_store import SqliteGraphStore
from tests.export.reading import READERS
from tests.export.sample import QUESTION
from tests.export.test_choose import QINGJIANG_TASK

GOLDEN = Path(__file__).parent / "golden"


def question(store: SqliteGraphStore) -> export.Selection:
    return export.select_answer(store, {"question": QUESTION, "status": "answered", "tasks": [{"id": QINGJIANG_TASK}]})


def test_the_text_is_that_of_the_golden_file(store: SqliteGraphStore) -> None:
    texts = [export.cite(chosen).text() for chosen in (question(store), export.select_all(store))]
    assert "\n=====\n".join(texts) == (GOLDEN / "citations.txt").read_text("utf-8")


def test_the_day_is_that_of_source_date_epoch(store: SqliteGraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert export.cite(export.select_all(store)).date == "2025-06-15"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert export.cite(export.select_all(store)).date == "1970-01-01"
    assert export.cite(export.select_all(store), day="2024-02-29").date == "2024-02-29"


@pytest.mark.parametrize("value", ["tomorrow", "1e9", "99999999999999999999"])
def test_a_source_date_epoch_that_is_no_time_is_refused(
    store: SqliteGraphStore, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        export.cite(export.select_all(store))


def test_documents_are_named_with_number_and_issuer(store: SqliteGraphStore) -> None:
    documents = {document.name: document for document in export.cite(export.select_all(store)).documents}
    (plan,) = documents['=evil"<name>.pdf'].plans
    assert plan.doc_number == "=1+1〔2023〕1号"
    assert plan.issuers == ('=HYPERLINK("http://evil.example","点我")',)


@pytest.mark.parametrize("format", sorted(set(READERS) - {"gexf", "xlsx"}))
def test_every_file_carries_the_citation(format: str, store: SqliteGraphStore, tmp_path: Path) -> None:
    path = tmp_path / f"out.{format}"
    export.write(question(store), format, path)
    found = READERS[format](path).citation
    assert found["question"] == " ".join(QUESTION.split())
    assert (found["snapshot"], found["version"]) == (store.snapshot_id, VERSION)
    if format != "turtle":
        assert found["date"] == "2025-06-15"
        assert [document["name"] for document in found["documents"]] == ["清江.txt"]


@pytest.mark.parametrize("format", ["gexf", "cypher", "turtle"])
def test_files_for_people_carry_the_reference(format: str, store: SqliteGraphStore, tmp_path: Path) -> None:
    path = tmp_path / "out"
    export.write(export.select_plan(store, "清江"), format, path)
    text = path.read_text("utf-8")
    for part in ("清江县耕地保护方案", store.snapshot_id, "2025-06-15", VERSION, "清江.txt"):
        assert part in text


def test_the_version_is_that_of_the_changelog(root: Path) -> None:
    assert f"## [{VERSION}]" in (root / "CHANGELOG.md").read_text("utf-8")


def test_a_long_list_of_plans_is_cut_with_notice(store: SqliteGraphStore) -> None:
    text = export.cite(export.select_all(store)).text(most=1)
    assert text.count("[A]") == 1
    assert "2 more plans" in text
