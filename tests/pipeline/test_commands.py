"""`python -m ingest` as a person or a script meets it: results on standard output, one line for what went wrong."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.store import PLANS, Ran, hashes, ingest, ingest_apart, write_plans


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three plans in `plans`, a store of them in `store`, what `add --json` printed in `added.json`."""
    place = tmp_path_factory.mktemp("commands")
    write_plans(place / "plans")
    ran = ingest_apart("add", place / "plans", "--store", place / "store", "--json")
    assert ran.code == 0, ran.err
    (place / "added.json").write_text(ran.out, "utf-8")
    return place


def assert_refused(ran: Ran, *words: str, code: int = 1) -> None:
    """Nothing on standard output, one line on standard error that says these words, never a traceback."""
    assert ran.code == code, (ran.out, ran.err)
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    assert "Traceback" not in ran.err
    assert [word for word in words if word not in ran.err] == []


def test_add_prints_counts_and_the_snapshot(folder: Path) -> None:
    added = json.loads((folder / "added.json").read_text("utf-8"))
    assert added["documents"] == {"added": 3, "updated": 0, "unchanged": 0, "failed": 0}
    assert added["failures"] == []
    assert added["nodes"] > 50
    assert added["edges"] > 50
    assert added["snapshot"]


def test_adding_again_says_unchanged_and_shows_each_file(folder: Path) -> None:
    before = hashes(folder / "store", cache=True)
    ran = ingest("add", folder / "plans", "--store", folder / "store")
    assert ran.code == 0
    assert "3 unchanged" in ran.out
    assert "\x1b[" not in ran.out + ran.err
    assert all(f"[{number}/3] unchanged" in ran.err for number in (1, 2, 3))
    assert hashes(folder / "store", cache=True) == before


def test_list_names_the_documents(folder: Path) -> None:
    rows = ingest("list", "--store", folder / "store", "--json").json()
    assert [(Path(row["path"]).name, row["jurisdiction"], row["tasks"], row["targets"]) for row in rows] == [
        ("cold_chain.txt", "开化县", 3, 4),
        ("elderly.txt", "龙游县", 2, 2),
        ("low_altitude.txt", "常山县", 2, 2),
    ]
    plain = ingest("list", "--store", folder / "store").out
    assert "开化县冷链物流发展实施方案" in plain
    assert "开政办发〔2024〕8号" in plain


def test_units_says_how_names_were_resolved(folder: Path) -> None:
    rows = {row["name"]: row for row in ingest("units", "--store", folder / "store", "--json").json()}
    assert rows["开化县农业农村局"]["names"] == ["县农业农村局"]
    assert rows["开化县农业农村局"]["jurisdiction"] == "开化县"
    assert (rows["开化县农业农村局"]["tasks_led"], rows["开化县农业农村局"]["tasks_supported"]) == (1, 1)
    assert "常山县农业农村局" in rows


def test_report_says_what_was_read_and_what_was_not(folder: Path) -> None:
    (row,) = ingest("report", "elderly.txt", "--store", folder / "store", "--json").json()
    assert (row["title"], row["tasks"], row["targets"]) == ("龙游县养老服务提升计划", 2, 2)
    assert (row["tasks_without_unit"], row["tasks_without_lead"], row["cue_lines_unread"]) == ([], [], [])
    assert row["text_in_no_section"] < 0.4
    assert len(ingest("report", "--store", folder / "store", "--json").json()) == 3


def test_extract_prints_the_facts_and_stores_nothing(folder: Path, tmp_path: Path) -> None:
    ran = ingest_apart("extract", folder / "plans" / "low_altitude.txt", "--json", cwd=tmp_path)
    found = ran.json()
    assert found["plan"]["title"] == "常山县低空经济发展行动方案"
    assert set(found["plan"]["effective"]) == {"from", "to"}
    assert {"document", "plan", "actions", "tasks", "targets", "not_targets", "contradictions", "warnings"} <= set(
        found
    )
    assert ran.err == ""
    assert list(tmp_path.iterdir()) == []


def test_extract_for_people(folder: Path) -> None:
    out = ingest("extract", folder / "plans" / "low_altitude.txt").out
    assert "县发改局[lead, stated]" in out
    assert "\x1b[" not in out


def test_check_finds_a_whole_store_whole(folder: Path) -> None:
    assert ingest("check", "--store", folder / "store", "--json").json() == {"ok": True, "problems": []}


def test_check_finds_changed_and_missing_documents(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans")
    ingest("add", plans, "--store", tmp_path / "store")
    (plans / "elderly.txt").write_text(PLANS["elderly.txt"].replace("200张", "300张"), "utf-8")
    (plans / "cold_chain.txt").unlink()
    ran = ingest("check", "--store", tmp_path / "store", "--json")
    problems = ran.json()["problems"]
    assert ran.code == 1
    assert len(problems) == 2
    assert "cold_chain.txt" in problems[0]
    assert "remove" in problems[0]
    assert "elderly.txt: has changed" in problems[1]
    ran = ingest("remove", plans / "cold_chain.txt", "--store", tmp_path / "store", "--json")
    assert ran.code == 0
    assert [Path(path).name for path in ran.json()["removed"]] == ["cold_chain.txt"]


def test_some_files_fail_and_the_rest_is_added(tmp_path: Path) -> None:
    plans = write_plans(tmp_path / "plans")
    (plans / "empty.txt").write_bytes(b"")
    ran = ingest("add", plans, "--store", tmp_path / "store", "--json")
    found = ran.json()
    assert ran.code == 1
    assert found["documents"] == {"added": 3, "updated": 0, "unchanged": 0, "failed": 1}
    assert [Path(failure["path"]).name for failure in found["failures"]] == ["empty.txt"]
    assert len(ran.err.strip().splitlines()) == 1


BAD_FILES: dict[str, tuple[bytes | None, tuple[str, ...]]] = {
    "missing.txt": (None, ("missing.txt",)),
    "empty.txt": (b"", ("empty.txt", "empty")),
    "blank.txt": (b" \n\t\n", ("blank.txt",)),
    "binary.txt": (bytes(range(256)) * 40, ("binary.txt",)),
    "undecodable.txt": (
        "一、总体要求\n".encode() * 50 + b"\xff\xfe\xff\x81" + "坚持\n".encode() * 50,
        ("undecodable.txt", "byte 950"),
    ),
    "broken.docx": (b"PK\x03\x04 this is no archive", ("broken.docx",)),
    "broken.pdf": (b"%PDF-1.7 this is no document", ("broken.pdf",)),
    "broken.xlsx": (b"PK\x03\x04", ("broken.xlsx",)),
    "broken.zip": (b"PK\x05\x06", ("broken.zip",)),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_line_and_the_store_is_left(folder: Path, tmp_path: Path, name: str) -> None:
    content, words = BAD_FILES[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = hashes(folder / "store", cache=True)
    ran = ingest("add", tmp_path / name, "--store", folder / "store", "--json")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1, ran.err
    assert [word for word in words if word not in ran.err] == []
    assert hashes(folder / "store", cache=True) == before


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_bad_file_without_a_store_is_one_line_too(tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = ingest("add", tmp_path / "empty.txt", "--store", tmp_path / "store", *options)
    assert_refused(ran, "empty.txt: the file is empty", "nothing was added")
    assert not (tmp_path / "store").exists()


def test_a_bad_file_is_said_once_whatever_is_printed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = ingest("add", tmp_path / "empty.txt", "--store", folder / "store")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ran.err.startswith("error: ") and "nothing was changed" in ran.err


def test_odd_names_are_files_like_others_and_printed_as_they_are(tmp_path: Path) -> None:
    """A mark of archives in a folder's name, a line's end, an escape of terminals, bytes that are no UTF-8."""
    names = ["a!/b.txt", "two\nlines.txt", "\x1b[31mred.txt", "[bold] %s {}.txt", os.fsdecode(b"\xff.txt"), "嵊😀.txt"]
    plans = tmp_path / "plans"
    (plans / "a!").mkdir(parents=True)
    for number, name in enumerate(names):
        (plans / name).write_text(f"{PLANS['elderly.txt']}第{number}份\n", "utf-8")
    (plans / "loop").symlink_to(plans, target_is_directory=True)
    (plans / "gone.txt").symlink_to("nowhere")
    ran = ingest_apart("add", plans, "--store", tmp_path / "store")
    assert "\x1b" not in ran.err and r"\x1b[31mred.txt: " in ran.err and r"two\nlines.txt: " in ran.err
    assert ran.code == 1 and "5 added, 2 failed" in ran.out, ran.err
    listed = ingest_apart("list", "--store", tmp_path / "store")
    assert (listed.code, len(listed.out.splitlines()), "\x1b" in listed.out) == (0, 5, False)


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    """An empty path, as an unset variable of a shell gives, is not the folder one is in."""
    assert ingest("add", "", "--store", tmp_path / "store").code == 2
    assert_refused(ingest("add", "x" * 300 + ".txt", "--store", tmp_path / "store"), "too long", "check the path")
    assert not (tmp_path / "store").exists()


def test_names_that_are_empty(folder: Path) -> None:
    """An unset variable of a shell names neither all documents nor the folder one is in."""
    before = hashes(folder / "store", cache=True)
    assert_refused(ingest("remove", "elderly.txt", "", "--store", folder / "store"), "name is empty")
    assert hashes(folder / "store", cache=True) == before
    assert ingest("list", "--store", "").code == 2


def test_a_file_over_the_limit_is_refused_by_the_limit_s_name(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(53_000_000)
    assert_refused(ingest_apart("extract", tmp_path / "huge.txt"), "huge.txt", "MAX_FILE_MB = 50")


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert_refused(ingest("add", tmp_path / "plans", "--store", tmp_path / "store"), "no document found")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("command", [("list",), ("check",), ("units",), ("report",), ("remove", "elderly.txt")])
def test_a_store_that_is_not_there(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert_refused(ingest(*command, "--store", tmp_path / "nowhere"), "nowhere", "python -m ingest add")
    assert not (tmp_path / "nowhere").exists()


def _damaged(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(folder / "store", tmp_path / "store")
    (snapshot,) = (tmp_path / "store" / "snapshots").iterdir()
    return tmp_path / "store", snapshot


def test_a_damaged_store_is_named(folder: Path, tmp_path: Path) -> None:
    store, snapshot = _damaged(folder, tmp_path)
    graph = snapshot / "graph.sqlite"
    graph.write_bytes(graph.read_bytes()[:5000])
    assert_refused(ingest("list", "--store", store), "graph.sqlite", "python -m ingest add")


def _cut_graph(snapshot: Path) -> None:
    (snapshot / "graph.sqlite").write_bytes((snapshot / "graph.sqlite").read_bytes()[:5000])


def _spoil_graph(snapshot: Path) -> None:
    """Of the same size, so that only reading it shows the damage."""
    data = bytearray((snapshot / "graph.sqlite").read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    (snapshot / "graph.sqlite").write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [_cut_graph, _spoil_graph, lambda snapshot: shutil.rmtree(snapshot / "index"), lambda snapshot: (snapshot / "manifest.json").unlink()],
    ids=["graph cut", "graph spoilt", "no index", "no manifest"],
)  # fmt: skip
def test_add_mends_a_damaged_store_as_its_errors_say(
    folder: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    """Whatever is added then: the documents that were there are read anew with it."""
    store, snapshot = _damaged(folder, tmp_path)
    damage(snapshot)
    assert ingest("list", "--store", store).code == 1
    ran = ingest("add", folder / "plans" / "elderly.txt", "--store", store, "--json")
    assert (ran.code, ran.json()["snapshot"]) == (0, json.loads((folder / "added.json").read_bytes())["snapshot"])
    assert ingest("check", "--store", store).code == 0


def test_a_store_that_lost_its_list_of_documents_says_what_helps(folder: Path, tmp_path: Path) -> None:
    store, snapshot = _damaged(folder, tmp_path)
    (snapshot / "documents.json").write_text("[")
    assert_refused(ingest("add", folder / "plans", "--store", store), "documents.json", f"move {store} away")


def test_a_store_of_a_newer_version_is_refused(folder: Path, tmp_path: Path) -> None:
    store, snapshot = _damaged(folder, tmp_path)
    manifest = snapshot / "manifest.json"
    value = json.loads(manifest.read_text("utf-8"))
    value["format"] = 99
    manifest.write_text(json.dumps(value), "utf-8")
    before = hashes(store, cache=True)
    assert_refused(ingest("list", "--store", store), "newer")
    assert_refused(ingest("add", folder / "plans", "--store", store), "newer")
    assert hashes(store, cache=True) == before


def test_a_folder_of_other_things_is_no_store(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert_refused(ingest("add", folder / "plans", "--store", tmp_path), "not empty")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_comparing_what_cannot_be_compared(folder: Path) -> None:
    plan, store = folder / "plans" / "elderly.txt", folder / "store"
    snapshot = ingest("list", "--store", store, "--json").json()[0]["id"]
    assert_refused(ingest("diff", plan, "gone.txt", "--store", store), "gone.txt: is no file", str(plan))
    assert_refused(ingest("diff", snapshot, plan, "--store", store), f"{snapshot}: is no file")
    assert_refused(ingest("diff", "one", "two", "--store", store), "one: neither a file nor a snapshot")


def test_no_gold_is_no_perfect_score(tmp_path: Path) -> None:
    assert_refused(ingest("score", "--gold", tmp_path), "holds no gold annotations")
    (tmp_path / "a.txt").write_text("一", "utf-8")
    for content, words in (("{}", "is no gold annotation"), ("{", "cannot be read as JSON")):
        (tmp_path / "a.json").write_text(content, "utf-8")
        assert_refused(ingest("score", "--gold", tmp_path, "--documents", tmp_path), "a.json", words)


@pytest.mark.parametrize("arguments", [(), ("extract",), ("frobnicate",), ("add", "--unknown", "x"), ("list", "extra")])
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    ran = ingest(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    ran = ingest_apart("extract", tmp_path / "missing.txt", "--debug")
    assert ran.code == 1
    assert "Traceback" in ran.err
    assert "DocumentError" in ran.err
