"""Readers that need a program or package that may not be installed."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

from graph_schema.errors import DocumentError, MissingDependencyError
from ingest.diff import compare
from ingest.extract import extract, extract_file
from ingest.readers import read_document
from tests.ingest.readers.make_fixtures import FIXTURES

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


@pytest.mark.parametrize("name", ["plan.png", "scan.pdf"])
def test_pictures_are_read_by_ocr_or_name_the_missing_package(name: str) -> None:
    if importlib.util.find_spec("rapidocr_onnxruntime") is None:
        with pytest.raises(MissingDependencyError, match="rapidocr-onnxruntime"):
            read_document(FIXTURES / name)
    else:
        document = read_document(FIXTURES / name)
        assert "".join(document.text.split()) == "PLAN2025WATER1234"
        assert document.page_of(0) == 1
