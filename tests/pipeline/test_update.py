"""Documents in, snapshot out, on the real engine with the bundled encoder: what changes and what does not."""

import json
import shutil
from pathlib import Path

import pytest

import pipeline
from graph_schema.errors import InputError, StoreError
from graph_store.snapshots import SnapshotStore
from pipeline.facts_cache import facts_key, file_hash
from pipeline.places import FACTS_CACHE
from pipeline.update import document_id
from search.damage import damage_named
from tests.pipeline.store import COLD_CHAIN, LOW_ALTITUDE, hashes, write_plans


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three plans in `plans` and a store of them in `store`; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("built")
    write_plans(folder / "plans")
    pipeline.add(folder / "store", [folder / "plans"])
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """A copy of that folder; the plans stay where the store read them from."""
    shutil.copytree(built / "store", tmp_path / "store")
    return tmp_path


def rows(store: Path) -> dict[str, set[str]]:
    """What each plan file asserts in the graph in force: node or edge, place and words."""
    with SnapshotStore(store).open_current() as snapshot, snapshot.open_graph() as graph:
        names = {node.id: str(node.properties["name"]) for node in graph.stream_nodes("Document")}
        found: dict[str, set[str]] = {}
        for entry in graph.stream_provenance():
            proof = f"{entry.subject} {entry.start} {entry.end} {entry.quote}"
            found.setdefault(names[entry.document], set()).add(proof)
        return found


def test_the_second_add_changes_not_one_byte(built: Path, place: Path) -> None:
    before = hashes(place / "store", cache=True)
    report = pipeline.add(place / "store", [built / "plans"])
    assert [result.status for result in report.files] == ["unchanged"] * 3
    assert not report.written
    assert hashes(place / "store", cache=True) == before


def test_two_builds_in_two_folders_have_the_same_bytes(built: Path, tmp_path: Path) -> None:
    write_plans(tmp_path / "other" / "plans")
    report = pipeline.add(tmp_path / "second", [tmp_path / "other" / "plans"])
    left, right = hashes(built / "store"), hashes(tmp_path / "second")
    assert report.snapshot == SnapshotStore(built / "store").history()[0]
    graph = f"snapshots/{report.snapshot}/graph.sqlite"
    vectors = f"snapshots/{report.snapshot}/index/vectors.faiss"
    assert left[graph] == right[graph]
    assert left[vectors] == right[vectors]


def test_the_order_of_adding_does_not_matter(built: Path, place: Path, tmp_path: Path) -> None:
    for name in ("elderly.txt", "cold_chain.txt", "low_altitude.txt"):
        report = pipeline.add(tmp_path / "one_by_one", [built / "plans" / name])
    assert report.snapshot == SnapshotStore(built / "store").history()[0]


def test_an_edited_sentence_changes_only_its_plan_s_rows(place: Path, tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans")
    pipeline.add(tmp_path / "edited", [plans])
    before = rows(tmp_path / "edited")
    (plans / "cold_chain.txt").write_text(COLD_CHAIN.replace("产地冷库20座", "产地冷库25座"), "utf-8")
    report = pipeline.add(tmp_path / "edited", [plans])
    after = rows(tmp_path / "edited")
    assert {Path(result.path).name: result.status for result in report.files} == {
        "cold_chain.txt": "updated",
        "elderly.txt": "unchanged",
        "low_altitude.txt": "unchanged",
    }
    assert {name: ids for name, ids in before.items() if name != "cold_chain.txt"} == {
        name: ids for name, ids in after.items() if name != "cold_chain.txt"
    }
    kept = before["cold_chain.txt"] & after["cold_chain.txt"]
    assert len(kept) > 0.8 * len(before["cold_chain.txt"])


def test_ids_do_not_change_when_another_document_comes(built: Path, tmp_path: Path) -> None:
    pipeline.add(tmp_path / "store", [built / "plans" / "elderly.txt"])
    before = rows(tmp_path / "store")["elderly.txt"]
    pipeline.add(tmp_path / "store", [built / "plans"])
    assert rows(tmp_path / "store")["elderly.txt"] == before


def test_nothing_of_a_removed_plan_is_left(place: Path) -> None:
    store = place / "store"
    report = pipeline.remove(store, ["low_altitude.txt"])
    assert [Path(path).name for path in report.removed] == ["low_altitude.txt"]
    assert sorted(rows(store)) == ["cold_chain.txt", "elderly.txt"]
    words = [
        word.encode(code) for word in ("低空", "常山", "无人机", "low_altitude") for code in ("utf-8", "utf-16-le")
    ]
    words += [word.encode("unicode_escape") for word in ("低空", "常山", "无人机")]
    for path in sorted(store.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            assert not [word for word in words if word in data], path


def test_removing_is_the_same_as_never_adding(built: Path, place: Path, tmp_path: Path) -> None:
    pipeline.remove(place / "store", ["low_altitude.txt"])
    pipeline.add(tmp_path / "never", [built / "plans" / "cold_chain.txt", built / "plans" / "elderly.txt"])
    assert SnapshotStore(place / "store").history() == SnapshotStore(tmp_path / "never").history()


def test_a_plan_is_removed_by_path_by_id_and_by_folder(built: Path, place: Path) -> None:
    store = place / "store"
    with SnapshotStore(store).open_current() as snapshot:
        identifiers = {Path(record.path).name: record.document for record in snapshot.documents}
    pipeline.remove(store, [str(built / "plans" / "elderly.txt"), identifiers["cold_chain.txt"]])
    assert sorted(rows(store)) == ["low_altitude.txt"]
    report = pipeline.remove(store, [str(built / "plans")])
    assert len(report.removed) == 1
    assert rows(store) == {}


def test_what_was_removed_can_be_added_again(built: Path, place: Path) -> None:
    before = SnapshotStore(place / "store").history()[0]
    pipeline.remove(place / "store", ["elderly.txt"])
    report = pipeline.add(place / "store", [built / "plans"])
    assert report.snapshot == before


def test_removing_what_is_not_there_changes_nothing(place: Path) -> None:
    before = hashes(place / "store", cache=True)
    with pytest.raises(InputError, match=r"nothing\.txt: no such document in the store"):
        pipeline.remove(place / "store", ["elderly.txt", "nothing.txt"])
    assert hashes(place / "store", cache=True) == before


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_added(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans")
    (plans / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    (plans / "empty.txt").write_bytes(b"")
    report = pipeline.add(tmp_path / "store", [plans])
    failed = {Path(result.path).name: result.error for result in report.files if result.status == "failed"}
    assert sorted(failed) == ["broken.docx", "empty.txt"]
    assert all(error and name in error and "\n" not in error for name, error in failed.items())
    assert report.count("added") == 3
    assert len(rows(tmp_path / "store")) == 3


def test_a_plan_that_becomes_unreadable_stays_as_it_was(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans")
    pipeline.add(tmp_path / "store", [plans])
    before = hashes(tmp_path / "store")
    (plans / "elderly.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    report = pipeline.add(tmp_path / "store", [plans])
    assert [result.status for result in report.files] == ["unchanged", "failed", "unchanged"]
    assert hashes(tmp_path / "store") == before


def test_where_nothing_can_be_read_there_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"empty\.txt"):
        pipeline.add(tmp_path / "store", [tmp_path / "empty.txt"])
    assert not SnapshotStore(tmp_path / "store").exists()


def test_a_text_that_is_no_plan_is_added_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("各位同事：\n明天下午三点在二楼会议室开会，请准时参加。\n", "utf-8")
    report = pipeline.add(tmp_path / "store", [tmp_path / "letter.txt"])
    (result,) = report.files
    assert (result.status, result.tasks, result.warnings) == ("added", 0, 1)


def test_a_file_added_by_another_spelling_of_its_path_is_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = write_plans(tmp_path / "plans")
    pipeline.add(tmp_path / "store", [plans / "elderly.txt"])
    monkeypatch.chdir(plans)
    assert pipeline.add(tmp_path / "store", [Path("elderly.txt")]).files[0].status == "unchanged"
    Path("elderly.txt").write_text(LOW_ALTITUDE, "utf-8")
    assert pipeline.add(tmp_path / "store", [Path("elderly.txt")]).files[0].status == "updated"
    assert len(rows(tmp_path / "store")) == 1


def test_two_copies_of_one_plan_are_one_document(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans")
    shutil.copy(plans / "elderly.txt", plans / "copy.txt")
    pipeline.add(tmp_path / "store", [plans])
    assert len(rows(tmp_path / "store")) == 3
    pipeline.remove(tmp_path / "store", ["copy.txt"])
    assert len(rows(tmp_path / "store")) == 3


def _break_facts(store: Path, plan: Path, **header: object) -> None:
    """Facts of `plan` in the store's cache with other values in its header, that no parser of ours gives."""
    cache = SnapshotStore(store).cache(FACTS_CACHE)
    key = facts_key(plan, document_id(file_hash(plan)))
    value = json.loads(cache.get(key) or b"")
    value["facts"]["plan"] |= header
    cache.put(key, json.dumps(value, ensure_ascii=False).encode())


def test_a_document_that_breaks_the_schema_is_refused_alone(built: Path, tmp_path: Path) -> None:
    store, plans = tmp_path / "store", built / "plans"
    shutil.copytree(built / "store" / "cache", store / "cache")
    _break_facts(store, plans / "cold_chain.txt", issued_on="2024-02-31")
    report = pipeline.add(store, [plans])
    failed = [result for result in report.files if result.status == "failed"]
    assert (report.count("added"), [Path(result.path).name for result in failed]) == (2, ["cold_chain.txt"])
    assert "2024-02-31" in str(failed[0].error)
    assert sorted(rows(store)) == ["elderly.txt", "low_altitude.txt"]


def test_a_fault_in_a_damaged_store_names_the_damaged_file(place: Path) -> None:
    store = place / "store"
    with pytest.raises(ValueError, match="as it is"), damage_named(store):
        raise ValueError("as it is")
    index = next(store.glob("snapshots/*/index/vectors.faiss"))
    index.chmod(0o644)
    index.write_bytes(index.read_bytes()[::-1])
    with pytest.raises(StoreError, match=r"vectors\.faiss.*search --index"), damage_named(store):
        raise ValueError("what a library says of it")


def test_a_fault_in_reading_one_document_leaves_the_others(built: Path, tmp_path: Path) -> None:
    store, plans = tmp_path / "store", built / "plans"
    shutil.copytree(built / "store" / "cache", store / "cache")
    _break_facts(store, plans / "elderly.txt", status="neither")
    report = pipeline.add(store, [plans])
    failed = [result for result in report.files if result.status == "failed"]
    assert (report.count("added"), [Path(result.path).name for result in failed]) == (2, ["elderly.txt"])
    assert "internal fault" in str(failed[0].error)
