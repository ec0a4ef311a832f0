"""Adding and removing documents as the page does it: hostile names, empty and unknown files, two at once."""

import threading
from pathlib import Path

import pytest

from app.documents import Upload, add_uploads, list_loaded, remove_document, safe_name
from app.settings import Settings
from graph_schema.errors import PlanGraphError
from pipeline.update import Silent

PLAN = """海沧县河湖治理行动方案（2024—2026年）

一、主要任务
1.清理河道。到2025年，清理河道120公里以上。（责任单位：县水利局、县财政局〔列第一位的为牵头单位，下同〕）
2.修建堤防。（责任单位：县水利局、各乡镇）
"""


def settings(store: Path, **more: object) -> Settings:
    held: dict[str, object] = {
        "store": str(store),
        "readonly": False,
        "password": None,
        "uploads": store.parent / "uploads",
        "most_megabytes": 1,
    }
    return Settings(**{**held, **more})  # type: ignore[arg-type]


def names(store: Path) -> set[str]:
    return {row["name"] for row in list_loaded(settings(store))}


def test_a_plan_is_added_and_removed_with_its_file(own_store: Path) -> None:
    before = names(own_store)
    results, report = add_uploads(
        settings(own_store), [Upload("河湖.txt", PLAN.encode())], replace=False, progress=Silent()
    )
    assert [result.status for result in results] == ["added"] and results[0].tasks == 2
    assert report is not None and report.written
    assert names(own_store) == before | {"河湖.txt"}
    document = next(row["id"] for row in list_loaded(settings(own_store)) if row["name"] == "河湖.txt")
    remove_document(settings(own_store), document, progress=Silent())
    assert names(own_store) == before
    assert not list((own_store.parent / "uploads").rglob("*.txt"))


def test_a_shipped_document_that_is_removed_stays_on_disk(own_store: Path, documents: Path) -> None:
    row = next(row for row in list_loaded(settings(own_store)) if "pinghu" in row["name"])
    remove_document(settings(own_store), row["id"], progress=Silent())
    assert (documents / row["name"]).exists()


def test_files_that_cannot_be_read_are_named_and_the_others_kept(own_store: Path) -> None:
    uploads = [
        Upload("empty.txt", b""), Upload("huge.txt", b"x" * 1_000_001), Upload("what.xyz", b"\x00\x01\x02"), Upload("bad.docx", b"PK\x03\x04 broken"),
        Upload("bad.pdf", b"%PDF-1.4 nothing"), Upload("河湖.txt", PLAN.encode()),
    ]  # fmt: skip
    results, _ = add_uploads(settings(own_store), uploads, replace=False, progress=Silent())
    by_name = {Path(result.path).name: result for result in results}
    assert by_name["河湖.txt"].status == "added"
    assert all(
        by_name[name].status == "failed" and by_name[name].error
        for name in ("empty.txt", "huge.txt", "bad.docx", "bad.pdf")
    )
    kept = {path.name for path in (own_store.parent / "uploads").rglob("*") if path.is_file()}
    assert "bad.docx" not in kept and "河湖.txt" in kept


def test_nothing_but_bad_files_changes_nothing(own_store: Path) -> None:
    before = names(own_store)
    try:
        results, _ = add_uploads(
            settings(own_store), [Upload("bad.docx", b"PK\x03\x04 broken")], replace=False, progress=Silent()
        )
        assert {result.status for result in results} == {"failed"}
    except PlanGraphError as exc:
        assert "bad.docx" in str(exc)
    assert names(own_store) == before
    assert not [path for path in (own_store.parent / "uploads").rglob("*") if path.is_file()]


def test_two_visitors_at_once_lose_nothing(own_store: Path) -> None:
    def add(number: int) -> None:
        plan = PLAN.replace("海沧", ["海沧", "青原"][number])
        add_uploads(settings(own_store), [Upload("方案.txt", plan.encode())], replace=False, progress=Silent())

    threads = [threading.Thread(target=add, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([row for row in list_loaded(settings(own_store)) if row["name"] == "方案.txt"]) == 2


def test_a_new_version_replaces_the_uploaded_one_when_asked(own_store: Path) -> None:
    chosen = settings(own_store)
    add_uploads(chosen, [Upload("方案.txt", PLAN.encode())], replace=False, progress=Silent())
    add_uploads(chosen, [Upload("方案.txt", PLAN.replace("120", "150").encode())], replace=True, progress=Silent())
    assert len([row for row in list_loaded(chosen) if row["name"] == "方案.txt"]) == 1
    assert len(list((own_store.parent / "uploads").rglob("方案.txt"))) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.txt",
        "/root/a.txt",
        "a\x00b\nc.txt",
        ".hidden",
        "",
        "..",
        "x" * 500 + ".txt",
        "<b>.html",
        "方案.txt",
    ],
)
def test_names_of_files_lead_nowhere(name: str, tmp_path: Path) -> None:
    safe = safe_name(name)
    assert safe and "/" not in safe and "\\" not in safe and safe not in (".", "..") and len(safe) < 140
    assert safe.isprintable() and (tmp_path / safe).resolve().parent == tmp_path.resolve()
    assert safe_name("方案.txt") == "方案.txt"


def test_a_store_for_reading_takes_nothing(own_store: Path) -> None:
    reading = settings(own_store, readonly=True)
    with pytest.raises(PlanGraphError, match="reading only"):
        add_uploads(reading, [Upload("河湖.txt", PLAN.encode())], replace=False, progress=Silent())
    with pytest.raises(PlanGraphError, match="reading only"):
        remove_document(reading, "document-x", progress=Silent())
