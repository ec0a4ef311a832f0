"""Readers that need a program or package that may not be installed."""

import os
import shutil
from pathlib import Path

import numpy
import pytest
from PIL import Image

from graph_schema.errors import DocumentError, MissingDependencyError
from ingest.diff import compare
from ingest.extract import extract, extract_file
from ingest.readers import read_document
from ingest.readers.ruling import find_segments
from tests.ingest.readers.make_fixtures import FIXTURES
from tests.ingest.readers.make_scans import LINES, TABLE

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")


def _install(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program named soffice that takes LibreOffice's arguments; the output folder is $OUT."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    find_out = 'while [ "$1" != --outdir ]; do shift; done\nOUT="$2"\n'
    program.write_text(f"#!/bin/sh\n{find_out}{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("raw", "name"), [(OLD_WORD, "plan.doc"), (OLD_EXCEL, "plan.xls"), (b"{\\rtf1 x}", "plan.rtf")]
)
def test_old_formats_say_that_libreoffice_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(MissingDependencyError, match="LibreOffice"):
        read_document(tmp_path / name)


def test_old_word_is_read_through_the_converted_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(tmp_path, f'cp "{FIXTURES / "plan.docx"}" "$OUT/document.docx"', monkeypatch)
    path = tmp_path / "plan.doc"
    path.write_bytes(OLD_WORD)
    document = read_document(path)
    assert (document.format, document.path) == ("doc", str(path))
    assert document.text == read_document(FIXTURES / "plan.docx").text
    assert document.sha256 != read_document(FIXTURES / "plan.docx").sha256


@pytest.mark.parametrize(("script", "said"), [("exit 0", "damaged or encrypted"), ("exit 3", "could not convert")])
def test_a_failed_conversion_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    _install(tmp_path, script, monkeypatch)
    (tmp_path / "plan.doc").write_bytes(OLD_WORD)
    with pytest.raises(DocumentError, match=said):
        read_document(tmp_path / "plan.doc")


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.doc.TIMEOUT_SECONDS", 0.2)
    _install(tmp_path, "exec sleep 5", monkeypatch)
    (tmp_path / "plan.doc").write_bytes(OLD_WORD)
    with pytest.raises(DocumentError, match="took over"):
        read_document(tmp_path / "plan.doc")


@pytest.fixture(scope="module")
def libreoffice() -> str:
    """LibreOffice as the system has it."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    packages = "libreoffice-writer-nogui libreoffice-calc-nogui"
    assert path, f"old formats are tested in LibreOffice, which is not installed: apt-get install {packages}"
    return path


@pytest.mark.parametrize(
    ("old", "new"), [("health.doc", "07_sheng_health_docx.docx"), ("forest.xls", "10_xian_forest_xlsx.xlsx")]
)
def test_libreoffice_s_old_formats_give_the_facts_of_the_new_ones(
    old: str, new: str, libreoffice: str, gold: Path
) -> None:
    document, facts = read_document(FIXTURES / old), extract_file(gold / "made" / new)
    assert compare(extract(document), facts) == []
    assert document.format == Path(old).suffix[1:]
    assert facts.tasks
    assert facts.targets


def test_a_format_is_told_by_its_content_whatever_the_file_is_called(tmp_path: Path, libreoffice: str) -> None:
    """As Word writes it, in the code page of Chinese: a numbered list whose numbers are not in the text."""
    (tmp_path / "plan.txt").write_bytes(
        rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}"
        rb"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc37\levelnfcn37\leveljc0\levelfollow2\levelstartat1"
        rb"{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}}{\listname ;}\listid1}}"
        rb"{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
        rb"\pard\ls1\ilvl0 {\f0 \'d7\'dc\'cc\'e5\'d2\'aa\'c7\'f3}\par"
        rb"\pard\ls1\ilvl0 {\f0 \'d6\'d8\'b5\'e3\'c8\'ce\'ce\'f1}\par}"
    )
    document = read_document(tmp_path / "plan.txt")
    assert (document.text.splitlines(), document.format) == (["一、总体要求", "二、重点任务"], "rtf")


@pytest.mark.parametrize("name", ["scanned.png", "scanned.pdf"])
def test_a_scan_gives_the_facts_of_its_text_ruled_tables_too(name: str, tmp_path: Path) -> None:
    """The first lies on its side, the second leans; in both the numbers, brackets and bodies are what the page says."""
    path = FIXTURES / name
    if name == "scanned.png":
        path = tmp_path / name
        with Image.open(FIXTURES / name) as image:
            image.transpose(Image.Transpose.ROTATE_270).save(path)
    document = read_document(path)
    lines = [line for line in document.text.splitlines() if line and "\t" not in line]
    assert [_alike(line) for line in lines] == [_alike(line) for _, line in LINES]
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [list(row) for row in TABLE]
    assert document.page_of(len(document.text) - 1) == 1
    assert any("read by OCR" in note for note in document.notes)
    facts = extract(document)
    assert [(unit.name, unit.role) for task in facts.tasks for unit in task.units] == [
        ("县发展改革局", "lead"),
        ("县交通运输局", "support"),
        ("县财政局", "support"),
        ("县交通运输局", "lead"),
        ("县公安局", "support"),
    ]
    assert {1200, 30, 75, 500, 90} == {target.value for target in facts.targets}


def _alike(line: str) -> str:
    """Print does not show how wide a colon is."""
    return line.replace(":", "：").replace(";", "；").replace(" ", "")


@pytest.mark.parametrize("name", ["plan.png", "scan.pdf"])
def test_pictures_without_ocr_name_the_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(MissingDependencyError, match=r"OCR.*pip install rapidocr"):
        read_document(FIXTURES / name)


def test_ruling_lines_of_a_picture_are_told_from_text() -> None:
    picture = numpy.full((200, 400), 250, numpy.uint8)
    picture[50:52, 20:380] = 0
    picture[50:150, 20:22] = 0
    picture[80:110, 100:130] = 0  # a stroke as thick as a character
    segments = find_segments(picture, text_height=30, scale=0.5)
    across = [segment for segment in segments if segment.y0 == segment.y1]
    down = [segment for segment in segments if segment.x0 == segment.x1]
    assert [(segment.x0, segment.x1) for segment in across] == [pytest.approx((10, 190), abs=2)] * 2
    assert {segment.y0 for segment in across} == {25, 25.5}
    assert {segment.x0 for segment in down} == {10, 10.5}
