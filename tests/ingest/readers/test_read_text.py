"""Decoding at the door."""

import codecs
from pathlib import Path

import pytest

from graph_schema.errors import DocumentError
from ingest.readers import limits, read_document
from ingest.readers.text import decode

PLAN = (
    "青溪县人民政府关于印发《青溪县水网建设三年行动计划》的通知\n一、总体要求\n（一）到2026年，建成碧道35公里。\n" * 5
)
TRADITIONAL = "青溪縣人民政府關於印發水網建設三年行動計畫的通知，請認真組織實施。\n一、總體要求\n" * 5


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (PLAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PLAN.encode(), "utf-8-sig"),
        (PLAN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), "utf-16"),
        (PLAN.encode("utf-16-le"), "utf-16-le"),
        (PLAN.encode("utf-16-be"), "utf-16-be"),
        (PLAN.encode("gbk"), "gb18030"),
        (PLAN.encode("gb18030"), "gb18030"),
    ],
)
def test_encoding_is_found_and_recorded(raw: bytes, encoding: str) -> None:
    assert decode(raw, "plan.txt") == (PLAN, encoding)


def test_big5_only_where_it_is_clearly_so() -> None:
    assert decode(TRADITIONAL.encode("big5"), "plan.txt") == (TRADITIONAL, "big5")
    assert decode(TRADITIONAL.encode("gb18030"), "plan.txt") == (TRADITIONAL, "gb18030")


@pytest.mark.parametrize("word", ["联通", "中文", "一、", "（一）", "通知"])
def test_a_few_characters_of_gbk_are_read(word: str) -> None:
    assert decode(word.encode("gbk"), "short.txt")[0] == word


def test_undecodable_byte_is_named_by_offset() -> None:
    good = PLAN.encode()
    cut = len(PLAN[:100].encode())
    with pytest.raises(DocumentError, match=rf"plan\.txt: byte {cut} \(0xff\)"):
        decode(good[:cut] + b"\xff" + good[cut:], "plan.txt")
    gbk = PLAN.encode("gbk")
    cut = 2 * len("青溪县人民政府")
    with pytest.raises(DocumentError, match=rf"byte {cut} \(0xff\) is not valid gb18030"):
        decode(gbk[:cut] + b"\xff\xff" + gbk[cut:], "plan.txt")


@pytest.mark.parametrize(
    "raw", [b"\x7fELF\x02\x01\x01\0\0\0\0" * 40, bytes(range(256)) * 20, b"\x01\x02\x03abc" * 50, b"abc\0def"]
)
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="binary"):
        decode(raw, "x.txt")


@pytest.mark.parametrize("raw", [b" \n\t", codecs.BOM_UTF8, "　\n".encode()])
def test_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match="no text"):
        decode(raw, "x.txt")


def test_line_ends_become_newlines_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("甲\r\n乙\r丙\n　丁 \u00a0**戊**\n".encode())
    document = read_document(path)
    assert document.text == "甲\n乙\n丙\n　丁 \u00a0**戊**\n"
    assert (document.format, document.encoding, document.pages, document.tables) == ("txt", "utf-8", (), ())


def test_markdown_keeps_front_matter_and_tables(tmp_path: Path) -> None:
    text = "---\ntitle: 计划\n---\n# 一、总体要求\n\n| 任务 | 单位 |\n|---|---|\n| 甲 | 乙 |\n"
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    assert (read_document(path).text, read_document(path).format) == (text, "md")


def test_missing_empty_and_too_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, large = tmp_path / "empty.txt", tmp_path / "large.txt"
    empty.touch()
    with large.open("wb") as out:
        out.truncate(limits.MAX_FILE_MB * 1024 * 1024 + 1)
    for path, said in ((tmp_path / "none.txt", "cannot be read"), (empty, "empty"), (large, "MAX_FILE_MB = 50")):
        with pytest.raises(DocumentError, match=said):
            read_document(path)
