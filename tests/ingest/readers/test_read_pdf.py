"""PDF files."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from graph_schema.errors import DocumentError
from ingest.readers import read_document
from ingest.readers.layout import GridCell
from ingest.readers.page_text import _cell_text, _goes_on
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf_footnotes import split_footnotes
from ingest.readers.pdf_lines import make_rows
from ingest.readers.pdf_page import Char, Segment
from ingest.readers.pdf_tables import find_tables
from ingest.source import SourceDocument
from tests.ingest.readers.make_fixtures import BODY, FIXTURES, HEADER, ROWS


def _grid(document: SourceDocument, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[number].rows]


def test_wrapped_lines_stay_lines_and_paragraphs_are_parted() -> None:
    document = read_document(FIXTURES / "plan.pdf")
    paragraphs = document.text[: document.tables[0].start].split("\n\n")
    assert paragraphs[0] == "青溪县碧水行动方案"
    assert [part.replace("\n", "") for part in paragraphs[1:]] == [
        "一、总体要求",
        "".join(BODY[1:4]).strip(),
        "二、重点任务",
        "".join(BODY[5:7]).strip(),
        BODY[7].strip(),
    ]
    assert not document.lines_are_paragraphs


def test_running_heads_and_page_numbers_are_removed_and_noted() -> None:
    document = read_document(FIXTURES / "plan.pdf")
    assert "青溪县人民政府文件" not in document.text
    assert "—" not in document.text
    assert document.notes == (
        "page numbers removed from 3 pages",
        "running head removed from 3 pages: 青溪县人民政府文件",
    )


def test_a_table_over_page_breaks_is_one_and_its_header_is_printed_once() -> None:
    document = read_document(FIXTURES / "plan.pdf")
    assert len(document.tables) == 1
    assert _grid(document) == [HEADER, *ROWS]
    rows = document.tables[0].rows
    assert [document.page_of(rows[i][0].start) for i in (1, 8, 9, 38, 39, 40)] == [1, 1, 2, 2, 3, 3]
    assert document.page_of(document.text.index("本方案自")) == 3
    assert document.text.count("牵头单位") == 1


def test_cells_point_into_the_text() -> None:
    document = read_document(FIXTURES / "plan.pdf")
    for cell in (cell for row in document.tables[0].rows for cell in row):
        assert document.text[cell.start : cell.end] == cell.text


def test_columns_are_read_one_after_the_other() -> None:
    lines = [line for line in read_document(FIXTURES / "columns.pdf").text.splitlines() if line]
    assert lines[0].startswith("云岭市")
    assert [line[:5] for line in lines[1:]] == [f"{side}栏第{n:02d}" for side in "左右" for n in range(1, 31)]


def test_a_page_on_its_side_with_merged_cells() -> None:
    document = read_document(FIXTURES / "sideways.pdf")
    assert document.text.startswith("附件 任务分工表\n序号\t任务\t")
    assert [row[1] for row in _grid(document)] == ["任务", "任务乙", "任务乙", "任务丁", "任务丁", "任务己", "任务己"]


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(DocumentError, match="encrypted PDF"):
        read_document(FIXTURES / "locked.pdf")


def test_a_pdf_without_text_is_refused() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.rect(100, 100, 50, 50)
    canvas.save()
    with pytest.raises(DocumentError, match="no text"):
        read_pdf(buffer.getvalue(), "x.pdf")


def test_slanting_watermarks_are_left_out_and_noted() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(72, 700, "Plan of 2025")
    canvas.rotate(45)
    canvas.drawString(300, 100, "DRAFT")
    canvas.save()
    document = read_pdf(buffer.getvalue(), "x.pdf")
    assert document.text == "Plan of 2025\n"
    assert document.notes == ("5 characters set aslant left out (a watermark or stamp)",)


def test_a_table_open_at_its_sides_is_found() -> None:
    across = [Segment(0, y, 300, y) for y in (0, 20, 40)]
    down = [Segment(x, 0, x, 40) for x in (100, 200)]
    (table,) = find_tables(across + down)
    assert (len(table.xs), len(table.ys)) == (4, 3)
    assert table.cell_at(50, 10) != table.cell_at(150, 10)


def test_a_frame_around_the_page_is_no_table() -> None:
    sides = [Segment(0, 0, 500, 0), Segment(0, 800, 500, 800), Segment(0, 0, 0, 800), Segment(500, 0, 500, 800)]
    assert find_tables(sides) == []


def test_bold_by_printing_twice_is_read_once() -> None:
    chars = [Char(c, 10 * i + shift, 10 * i + 10 + shift, 100, 10) for i, c in enumerate("总体") for shift in (0, 0.3)]
    assert [piece.text for row in make_rows(chars) for piece in row] == ["总体"]


def test_digits_of_another_font_stay_on_their_line() -> None:
    chars = [Char("到", 0, 10, 100, 12), Char("2", 10, 15, 100.4, 9), Char("年", 15, 25, 100, 12)]
    assert [piece.text for row in make_rows(chars) for piece in row] == ["到2年"]


def _line(text: str, base: float, *, size: float = 10.0, x: float = 50.0) -> list[Char]:
    return [Char(char, x + size * i, x + size * (i + 1), base, size) for i, char in enumerate(text)]


def test_a_small_raised_digit_is_no_part_of_the_number_beside_it() -> None:
    raised = [Char("1", 110, 114, 95.5, 6)]
    ((piece,),) = make_rows([*_line("基地30万亩", 100), *raised, *_line("，培育", 100, x=115)])
    assert piece.text == "基地30万亩¹，培育"
    ((level,),) = make_rows([*_line("面积", 100), Char("2", 70, 74, 100, 6)])
    assert level.text == "面积2"


def test_footnotes_are_told_by_their_mark_and_their_size() -> None:
    text = [
        *_line("产值一千亿元", 100),
        Char("1", 110, 114, 95.5, 6),
        *_line("，综合排名", 120),
        *_line("进入前五十位", 140),
    ]
    note = [*_line("1指规模以上企业", 700, size=8), *_line("的年产值。", 712, size=8)]
    found = split_footnotes(make_rows([*text, *note]))
    assert [row[0].text for row in found.below] == ["1指规模以上企业", "的年产值。"]
    assert len(found.above) == 3
    unmarked = [*_line("产值一千亿元", 100), *_line("，综合排名", 120), *_line("进入前五十位", 140)]
    assert split_footnotes(make_rows([*unmarked, *note])).below == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["市发改", "委"], "市发改委"),  # the first fills the cell of three characters
        (["市财", "市局"], "市财\n市局"),
        (["各县", "（区）"], "各县（区）"),  # brackets end no line
        (["每年", "1200家"], "每年1200家"),  # a number is not parted
    ],
)
def test_a_line_of_a_cell_goes_on_where_what_follows_had_no_room(lines: list[str], text: str) -> None:
    chars = [char for i, line in enumerate(lines) for char in _line(line, 20 + 14 * i, x=5)]
    assert _cell_text(chars, 0, 40) == text


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        (["3", "每万人发", "6.8", "市市"], ["", "明专利", "", "管局"], True),
        (["环境", "达标率", "86.7", "93.3"], ["", "（%）", "", ""], True),
        (["环境", "达标率", "86.7", "93.3"], ["", "优良率", "98.6", "100"], False),
        (["3", "治河", "县水利局", ""], ["4", "修路", "县交通局", ""], False),
    ],
)
def test_a_row_cut_by_a_page_break_goes_on(above: list[str], below: list[str], goes_on: bool) -> None:
    assert _goes_on([GridCell(text) for text in above], [GridCell(text) for text in below]) is goes_on
