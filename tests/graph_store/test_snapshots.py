import json
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph_schema.errors import InputError, SchemaError, StoreError, StoreVersionError
from graph_schema.ids import make_id
from graph_schema.tables import GraphTables, Node
from graph_store.opening import open_graph, open_store
from graph_store.snapshots import Publication, SnapshotStore
from graph_store.whole import tables_of
from tests.graph_store.sample import documents_for, tables_for


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "store")


def publish(store: SnapshotStore, *places: str, **options: object) -> Publication:
    return store.publish(tables_for(places), documents=documents_for(places), **options)  # type: ignore[arg-type]


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the time of its last change."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def folders(store: SnapshotStore) -> set[str]:
    return {path.name for path in (store.root / "snapshots").iterdir()}


def held(root: Path) -> GraphTables:
    with open_graph(root) as graph:
        return tables_of(graph)


def test_what_is_published_is_in_force(store: SnapshotStore) -> None:
    done = publish(store, "清江", "白石")
    assert done.written
    assert held(store.root) == tables_for(["清江", "白石"])
    with store.open_current() as snapshot:
        assert snapshot.id == done.id == tables_for(["清江", "白石"]).content_hash()
        assert set(snapshot.documents) == set(documents_for(["清江", "白石"]))
        assert snapshot.check() == []
    assert store.history() == (done.id,)


def test_publishing_the_same_again_changes_no_file(store: SnapshotStore) -> None:
    first = publish(store, "清江", "白石")
    before = files(store.root)
    second = publish(store, "白石", "清江")
    assert (second.id, second.folder, second.written) == (first.id, first.folder, False)
    assert files(store.root) == before


def test_two_stores_of_the_same_documents_have_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        publish(SnapshotStore(tmp_path / name), "清江", "白石")
    one, two = ({name: data for name, (data, _) in files(tmp_path / side).items()} for side in ("one", "two"))
    assert one == two


def test_a_document_that_moved_changes_its_record_and_nothing_else(store: SnapshotStore) -> None:
    publish(store, "清江")
    before = files(store.root)
    moved = [record.__class__(record.document, "elsewhere/清江.txt", 10, 2) for record in documents_for(["清江"])]
    done = store.publish(tables_for(["清江"]), documents=moved)
    assert not done.written
    after = files(store.root)
    assert [name for name in after if after[name] != before.get(name)] == [f"snapshots/{done.id}/documents.json"]
    with store.open_current() as snapshot:
        assert snapshot.documents == tuple(moved)


def test_a_store_is_made_only_by_publishing(store: SnapshotStore) -> None:
    assert not store.exists()
    assert store.history() == ()
    with pytest.raises(StoreError, match=r"holds no store yet; make it with `python -m ingest add PATH...`"):
        store.open_current()
    assert not store.root.exists()


def test_a_folder_with_other_files_is_not_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match="is no store and not empty"):
        publish(SnapshotStore(tmp_path), "清江")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_graph_that_breaks_the_schema_is_not_published(store: SnapshotStore) -> None:
    done = publish(store, "清江")
    loose = GraphTables.of([Node("unit-1", "Unit", {"name": "局", "collective": False})], [], [])
    with pytest.raises(SchemaError, match="has no provenance"):
        store.publish(loose, documents=[])
    assert store.history() == (done.id,)


def test_the_last_three_snapshots_are_kept(store: SnapshotStore) -> None:
    ids = [publish(store, place).id for place in ("清江", "白石", "云岭", "南溪")]
    assert store.history() == (ids[3], ids[2], ids[1])
    assert folders(store) == set(ids[1:])
    with store.open_snapshot(ids[1]) as older:
        assert older.check() == []
    with pytest.raises(StoreError, match=f"holds no snapshot {ids[0]}; it holds {ids[3]}"):
        store.open_snapshot(ids[0])


def test_going_back_to_a_kept_snapshot_writes_only_the_pointer(store: SnapshotStore) -> None:
    first, second = publish(store, "清江"), publish(store, "清江", "白石")
    before = files(store.root)
    back = publish(store, "清江")
    assert (back.id, back.written) == (first.id, False)
    after = files(store.root)
    assert [name for name in after if after[name] != before.get(name)] == ["CURRENT"]
    assert store.history() == (first.id, second.id)


def test_a_reader_finishes_on_the_snapshot_it_began_on(store: SnapshotStore) -> None:
    publish(store, "清江")
    with open_graph(store.root) as graph:
        began = graph.snapshot_id
        for place in ("白石", "云岭", "南溪", "北塘", "西沟"):
            publish(store, place)
        assert tables_of(graph) == tables_for(["清江"])
        assert began in folders(store)
        assert len(folders(store)) == 4
    publish(store, "东桥")
    assert began not in folders(store)
    assert len(folders(store)) == 3


def test_closing_the_graph_lets_go_of_the_snapshot(store: SnapshotStore) -> None:
    began = publish(store, "清江").id
    graph = open_graph(store.root)
    graph.close()
    for place in ("白石", "云岭", "南溪"):
        publish(store, place)
    assert began not in folders(store)


def test_other_stages_add_files_that_the_manifest_knows(store: SnapshotStore) -> None:
    def index(folder: Path) -> None:
        assert (folder / "graph.sqlite").is_file()
        (folder / "index" / "words").mkdir(parents=True)
        (folder / "index" / "words" / "segment").write_bytes(b"1234")

    done = publish(store, "清江", extra_writers=[index])
    manifest = json.loads((done.folder / "manifest.json").read_text())
    assert manifest["files"]["index/words/segment"]["size"] == 4
    assert sorted(manifest["files"]) == ["graph.sqlite", "index/words/segment"]


def test_another_encoder_builds_the_same_graph_anew(store: SnapshotStore) -> None:
    first = publish(store, "清江", built_with={"encoder": "a"})
    assert not publish(store, "清江", built_with={"encoder": "a"}).written
    second = publish(store, "清江", built_with={"encoder": "b"})
    assert second.written
    assert second.id == first.id
    assert second.folder != first.folder
    assert folders(store) == {second.folder.name}
    assert store.history() == (first.id,)
    with store.open_current() as snapshot:
        assert snapshot.manifest.built_with == {"encoder": "b"}


def test_what_an_extra_writer_raises_is_passed_on_and_nothing_changes(store: SnapshotStore) -> None:
    publish(store, "清江")
    before = files(store.root)

    def failing(folder: Path) -> None:
        (folder / "index").write_bytes(b"half")
        raise ZeroDivisionError("in the index")

    with pytest.raises(ZeroDivisionError, match="in the index"):
        publish(store, "白石", extra_writers=[failing])
    assert files(store.root) == before
    assert publish(store, "白石").written


def test_a_full_disk_is_one_line_and_nothing_changes(store: SnapshotStore) -> None:
    publish(store, "清江")
    before = files(store.root)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match=r"could not be written \(.*No space left on device\); nothing was changed"):
        publish(store, "白石", extra_writers=[full])
    assert files(store.root) == before


def test_what_a_stopped_writer_left_is_swept_away(store: SnapshotStore) -> None:
    publish(store, "清江")
    for name in (".writing-0123", ".removing-4567"):
        (store.root / "snapshots" / name / "index").mkdir(parents=True)
    done = publish(store, "清江")
    assert folders(store) == {done.id}


@pytest.mark.parametrize("name", ["graph.sqlite", "index"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_snapshot_is_noticed_and_the_next_publication_mends_it(
    store: SnapshotStore, name: str, damage: str
) -> None:
    def index(folder: Path) -> None:
        (folder / "index").write_bytes(b"abc" * 100)

    path = publish(store, "清江", extra_writers=[index]).folder / name
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(data[:-7] if damage == "cut" else data[:-7] + bytes(byte ^ 1 for byte in data[-7:]))
    if damage == "changed":  # only reading all of it can tell
        with store.open_current() as snapshot:
            assert snapshot.check() == [f"{path}: is not what was published"]
    else:
        with pytest.raises(StoreError, match=rf"{name}: (is missing|has \d+ bytes).*run `python -m ingest add`"):
            store.open_current()
    assert publish(store, "清江", extra_writers=[index]).written
    with store.open_current() as snapshot:
        assert snapshot.check() == []
    assert len(folders(store)) == 1


def test_check_compares_the_graph_with_the_list_of_documents(store: SnapshotStore) -> None:
    store.publish(tables_for(["清江"]), documents=documents_for(["白石"]))
    with store.open_current() as snapshot:
        assert snapshot.check() == [
            f"{make_id('document', '清江')}: is in the graph but not among the documents",
            f"{make_id('document', '白石')}: is among the documents but not in the graph",
        ]


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        (b"", "is damaged or not of this program"),
        (b"\xff\xfe", "cannot be read"),
        (b"something else\n", "is damaged or not of this program"),
        (b"plan-graph-store 1\n", "it names no snapshot"),
        (b"plan-graph-store 1\n../../etc\n", "it names no snapshot"),
        (b"plan-graph-store 1\n00000000000000000000\n", "names the snapshot 00000000000000000000, which is not there"),
    ],
)
def test_a_bad_pointer_says_what_to_do(store: SnapshotStore, pointer: bytes, message: str) -> None:
    publish(store, "清江")
    (store.root / "CURRENT").write_bytes(pointer)
    with pytest.raises(StoreError, match=message) as caught:
        store.open_current()
    assert "python -m ingest add" in str(caught.value)


def test_a_lost_pointer_is_found_again_without_writing_the_graph(store: SnapshotStore) -> None:
    publish(store, "清江")
    (store.root / "CURRENT").unlink()
    assert not publish(store, "清江").written
    assert held(store.root) == tables_for(["清江"])


def test_a_store_of_a_newer_version_is_left_alone(store: SnapshotStore) -> None:
    publish(store, "清江")
    pointer = store.root / "CURRENT"
    pointer.write_bytes(pointer.read_bytes().replace(b"store 1", b"store 2"))
    before = files(store.root)
    with pytest.raises(StoreVersionError, match="format 2, this program reads 1; update the program"):
        store.open_current()
    with pytest.raises(StoreVersionError):
        publish(store, "白石")
    assert files(store.root) == before


def test_a_snapshot_of_a_newer_version_is_refused(store: SnapshotStore) -> None:
    manifest = publish(store, "清江").folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"format": 1', b'"format": 2'))
    with pytest.raises(StoreVersionError, match="format 2"):
        store.open_current()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"format": "one"}', b"{\xff", b'{"format": 1}'])
def test_a_damaged_manifest_is_one_line(store: SnapshotStore, data: bytes) -> None:
    (publish(store, "清江").folder / "manifest.json").write_bytes(data)
    with pytest.raises(StoreError, match=r"manifest\.json: is (missing or )?damaged") as caught:
        store.open_current()
    assert "\n" not in str(caught.value)


def test_a_second_writer_waits_then_says_so(store: SnapshotStore) -> None:
    other = SnapshotStore(store.root)
    with store.writing():
        with pytest.raises(StoreError, match="another process is writing to this store"), other.writing(wait=0.1):
            pass
        publish(store, "清江")  # the one that holds the lock does not wait for itself
    with other.writing(wait=0.1):
        pass


def test_threads_of_one_store_take_turns(store: SnapshotStore) -> None:
    inside: list[int] = []

    def add(number: int) -> None:
        with store.writing():
            inside.append(number)
            publish(store, f"清{number}")
            assert inside[-1] == number

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(8)))
    assert sorted(inside) == list(range(8))


def test_the_lock_goes_with_the_process_that_held_it(store: SnapshotStore) -> None:
    publish(store, "清江")
    code = (
        "import sys, time; from pathlib import Path; from graph_store.snapshots import SnapshotStore\n"
        "with SnapshotStore(Path(sys.argv[1])).writing():\n    print('held', flush=True); time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(store.root)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreError, match="another process is writing"), store.writing(wait=0.1):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert publish(store, "白石").written


def test_readers_meet_only_whole_snapshots_while_others_publish(store: SnapshotStore) -> None:
    states = [("清江",), ("清江", "白石"), ("云岭",), ("白石", "云岭"), ("南溪",)]
    expected = {tables_for(places).content_hash() for places in states}
    publish(store, *states[0])
    stop = threading.Event()

    def read() -> int:
        opened = 0
        while not stop.is_set():
            with open_graph(store.root) as graph:
                assert graph.snapshot_id in expected
                assert tables_of(graph).content_hash() == graph.snapshot_id
            opened += 1
        return opened

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for turn in range(20):
            publish(store, *states[turn % len(states)])
        stop.set()
        assert all(reader.result() > 0 for reader in readers)
    publish(store, "东桥")
    assert len(folders(store)) == 3


def test_a_store_can_be_read_where_nothing_can_be_written(store: SnapshotStore, tmp_path: Path) -> None:
    publish(store, "清江")
    copy = tmp_path / "copy"
    shutil.copytree(store.root, copy)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = files(copy)
    assert held(copy) == tables_for(["清江"])
    assert files(copy) == before


def test_an_address_that_is_no_store_is_refused_without_repeating_it() -> None:
    with pytest.raises(InputError, match="name a folder, or one of neo4j") as caught:
        open_store("https://user:secret@example.org")
    assert "secret" not in str(caught.value)


def test_a_store_is_opened_by_its_folder(store: SnapshotStore) -> None:
    publish(store, "清江")
    for location in (store.root, os.fspath(store.root)):
        graph = open_store(location)
        assert graph.counts().nodes["Plan"] == 1
        graph.close()


def test_a_writer_that_comes_to_nothing_leaves_nothing(tmp_path: Path) -> None:
    with SnapshotStore(tmp_path / "a" / "b" / "store").writing():
        pass
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty").mkdir()
    with SnapshotStore(tmp_path / "empty").writing():
        pass
    assert files(tmp_path) == {} and (tmp_path / "empty").is_dir()


def test_the_next_writer_does_not_stumble_over_a_folder_that_is_taken_back(tmp_path: Path) -> None:
    def come_to_nothing(_: int) -> None:
        with SnapshotStore(tmp_path / "store").writing():
            pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(come_to_nothing, range(40)))
    assert files(tmp_path) == {}  # an empty folder may stay: who found it there does not take it away


def test_no_folder_is_made_at_the_top_of_the_file_system() -> None:
    """What `--store $UNSET/north` names."""
    for root in (Path("/no-such-place-for-plans"), Path("/no-such-place-for-plans/north")):
        store = SnapshotStore(root)
        with pytest.raises(StoreError, match="/no-such-place-for-plans is not there"), store.writing():
            pass
    assert not Path("/no-such-place-for-plans").exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("一", "utf-8")
    for root in (tmp_path / "plan.txt", tmp_path / "plan.txt" / "store"):
        store = SnapshotStore(root)
        with pytest.raises(StoreError, match="is a file or lies in one"):
            store.open_current()
        with pytest.raises(StoreError, match="is a file or lies in one"), store.writing():
            pass
