"""Folders, archives, and what a file really is."""

import io
import zipfile
from pathlib import Path

import pytest

from graph_schema.errors import DocumentError, PlanGraphError
from ingest.readers import READERS, expand_paths, limits, read_document
from ingest.readers.archive import READ, read_bytes
from ingest.readers.sniff import sniff
from tests.ingest.readers.make_fixtures import FIXTURES, pack

TEXT = "青溪县碧水行动方案\n一、总体要求\n"


def test_members_of_an_archive_have_paths_and_are_read() -> None:
    archive = FIXTURES / "plans.zip"
    paths = expand_paths([archive])
    assert [path.as_posix().removeprefix(f"{archive.as_posix()}!/") for path in paths] == [
        "a/page.html",
        "b.txt",
        "inner.zip!/deep.txt",
        "方案一二三A.txt",
    ]
    assert [read_document(path).text.splitlines()[0] for path in paths[1:]] == ["青溪县碧水行动方案"] * 3
    assert read_document(paths[3]).encoding == "gb18030"
    assert read_document(paths[2]).path == str(paths[2])


def test_folders_are_walked_in_order_without_what_is_no_document(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.html",
        ".hidden/x.txt",
        ".x.txt",
        "~$b.docx",
        "README.md",
        "style.css",
        "page.html",
        "page_files/frame.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "z.zip").write_bytes(pack({"inner.txt": TEXT}))
    names = [path.relative_to(tmp_path).as_posix() for path in expand_paths([tmp_path, tmp_path / "b.txt"])]
    assert names == ["a.md", "b.txt", "page.html", "z.zip!/inner.txt", "sub/c.html"]


def test_a_file_that_is_named_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("README.md", ".hidden.txt", "plan", "plan.2024"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        assert expand_paths([tmp_path / name]) == [tmp_path / name]
        assert read_document(tmp_path / name).text == TEXT


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        expand_paths([tmp_path / "none"])
    (tmp_path / "a.zip").write_bytes(pack({"b.txt": TEXT}))
    with pytest.raises(DocumentError, match="no such file in the archive"):
        read_document(Path(f"{tmp_path / 'a.zip'}!/c.txt"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\x.txt"])
def test_members_never_lead_out_of_the_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").write_bytes(pack({name: TEXT, "b.txt": TEXT}))
    assert [path.name for path in expand_paths([tmp_path / "a.zip"])] == ["b.txt"]


def test_an_archive_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(pack({"zeros.txt": b"0" * (20 << 20)}))
    assert expand_paths([path]) == [path]
    with pytest.raises(DocumentError, match="MAX_UNPACK_RATIO"):
        read_document(path)
    with pytest.raises(DocumentError, match="MAX_UNPACK_RATIO"):
        read_bytes(Path(f"{path}!/zeros.txt"))


def test_a_header_that_lies_about_the_size_costs_nothing(tmp_path: Path) -> None:
    packed = pack({"zeros.txt": b"0" * (5 << 20)})
    lied = packed.replace((5 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    (tmp_path / "bomb.zip").write_bytes(lied)
    try:
        assert len(read_bytes(Path(f"{tmp_path / 'bomb.zip'}!/zeros.txt"))) <= 1000
    except DocumentError as exc:
        assert "bomb.zip" in str(exc)


def test_damaged_empty_encrypted_and_crowded_archives_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.archive.MAX_MEMBERS", 3)
    good = pack({"b.txt": TEXT})
    locked = bytearray(good)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[good.index(signature) + at] |= 1
    for raw, said in (
        (good[:-10], "damaged zip"),
        (pack({"style.css": "x"}), "no documents"),
        (pack({f"{n}.txt": TEXT for n in range(4)}), "MAX_MEMBERS"),
    ):
        (tmp_path / "a.zip").write_bytes(raw)
        with pytest.raises(DocumentError, match=said):
            read_document(tmp_path / "a.zip")
    (tmp_path / "a.zip").write_bytes(locked)
    with pytest.raises(DocumentError, match="encrypted"):
        read_document(Path(f"{tmp_path / 'a.zip'}!/b.txt"))


def test_archives_too_deep_in_archives_are_refused(tmp_path: Path) -> None:
    raw = pack({"c.txt": TEXT})
    for _ in range(limits.MAX_NESTED_ZIPS + 1):
        raw = pack({"a.zip": raw})
    (tmp_path / "a.zip").write_bytes(raw)
    inner = "!/a.zip" * (limits.MAX_NESTED_ZIPS + 1)
    with pytest.raises(DocumentError, match="MAX_NESTED_ZIPS"):
        read_document(Path(f"{tmp_path / 'a.zip'}{inner}!/c.txt"))


@pytest.mark.parametrize(
    ("fixture", "name", "format_"),
    [
        ("plan.html", "plan.doc", "html"),
        ("plan.html", "plan.txt", "html"),
        ("old_page.html", "plan", "html"),
        ("plan.docx", "plan.doc", "docx"),
        ("plan.docx", "plan.zip", "docx"),
        ("plan.xlsx", "plan.xls", "xlsx"),
        ("plan.pdf", "plan.docx", "pdf"),
        ("plan.csv", "plan.csv", "csv"),
    ],
)
def test_content_counts_more_than_the_name(tmp_path: Path, fixture: str, name: str, format_: str) -> None:
    (tmp_path / name).write_bytes((FIXTURES / fixture).read_bytes())
    assert read_document(tmp_path / name).format == format_


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "plan.docx"),
        (pack({"ppt/presentation.xml": "<p/>"}), "plan.pptx"),
        (pack({"OFD.xml": "<ofd/>"}), "plan.ofd"),
        (b"\x7fELF" + bytes(200), "plan.docx"),
        (b"", "plan.pdf"),
        (b"%PDF-1.4\n%broken", "plan.pdf"),
        (b"PK\x03\x04broken", "plan.xlsx"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, raw: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(PlanGraphError) as caught:
        read_document(path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_zip_made_in_memory_is_the_same_each_time() -> None:
    assert zipfile.ZipFile(io.BytesIO(pack({"a": "b"}))).read("a") == b"b"
    assert pack({"a": "b"}) == pack({"a": "b"})


def test_folders_give_exactly_what_has_a_reader() -> None:
    assert set(READERS) - READ == {".zip"}
    assert set(READERS) >= READ


def test_what_has_no_reader_is_refused_by_name_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.ofd").write_bytes(pack({"OFD.xml": "<x/>"}))
    (tmp_path / "b.pptx").write_bytes(pack({"ppt/presentation.xml": "<x/>"}))
    (tmp_path / "c.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(20))
    (tmp_path / "d.ceb").write_bytes(b"Founder CEB" + bytes(20))
    (tmp_path / "e.exe").write_bytes(b"MZ" + bytes(20))
    said = {}
    for path in expand_paths([tmp_path]):
        with pytest.raises(DocumentError) as caught:
            read_document(path)
        said[path.name] = str(caught.value).partition(": ")[2]
    advice = "; save it as docx, pdf, xlsx, html or txt"
    assert said == {
        "a.ofd": f"no reader for ofd files{advice}",
        "b.pptx": f"no reader for pptx files{advice}",
        "c.rar": "rar archives are not opened; unpack it, or pack it as zip",
        "d.ceb": f"no reader for ceb files{advice}",
    }


@pytest.mark.parametrize(
    ("kind", "suffix"), [("text", ".odt"), ("spreadsheet", ".ods"), ("presentation", ".odp"), ("", ".odt")]
)
def test_open_documents_are_told_apart(kind: str, suffix: str) -> None:
    parts: dict[str, str | bytes] = {"content.xml": "<x/>"}
    if kind:
        parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", **parts}
    assert sniff(pack(parts), ".xlsx") == suffix
