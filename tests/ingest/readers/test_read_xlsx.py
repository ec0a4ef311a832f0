"""Spreadsheets and separated values."""

import io

import openpyxl
import pytest

from graph_schema.errors import DocumentError
from ingest.readers import read_document
from ingest.readers.xlsx import read_csv, read_xlsx
from tests.ingest.readers.make_fixtures import FIXTURES


def _book(*rows: list[object], number_format: str = "General") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            cell.number_format = number_format
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_every_sheet_is_a_title_line_and_a_table() -> None:
    document = read_document(FIXTURES / "plan.xlsx")
    assert document.text.splitlines() == [
        "任务清单",
        "青溪县碧水行动任务清单",
        "类别\t任务\t牵头单位\t完成时限",
        "治河\t清淤河道35公里\t县水利局\t2025年底",
        "\t加固堤防\t县水利局、 县财政局\t",
        "指标",
        "指标\t单位\t现状\t2025年\t填报日期",
        "河道\t公里\t35\t40.5\t2024-03-05",
        "达标率\t\t85.6%\t95%\t",
        "投资\t亿元\t1234567.89\t3\t",
        "备注",
        "数据为初步统计。",
    ]
    assert document.notes == ("sheet 备注 is hidden",)
    assert [row[0].text for row in document.tables[0].rows] == ["类别", "治河", "治河"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (35.0, "General", "35"),
        (0.1 + 0.2, "General", "0.3"),
        (0.285, "0%", "28%"),
        (0.35, "0.00%", "35%"),
        (1234.5, "#,##0.0", "1234.5"),
        (12, '0"个"', "12个"),
        (2.6, "0", "3"),
        (1e20, "General", "1e+20"),
        (True, "General", "是"),
    ],
)
def test_numbers_as_excel_shows_them(value: object, number_format: str, shown: str) -> None:
    text = read_xlsx(_book([value, "x"], number_format=number_format), "x.xlsx").text
    assert text.splitlines()[1].split("\t")[0] == shown


def test_tables_under_one_another_are_parted_by_an_empty_row_and_a_title() -> None:
    raw = _book(["甲", "乙"], ["1", "2"], [], ["附表"], ["丙", "丁"], ["3", "4"])
    document = read_xlsx(raw, "x.xlsx")
    assert document.text.splitlines()[1:] == ["甲\t乙", "1\t2", "附表", "丙\t丁", "3\t4"]
    assert len(document.tables) == 2


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(DocumentError, match="no text"):
        read_xlsx(_book(), "x.xlsx")


def test_separated_values_with_quotes_and_line_breaks() -> None:
    document = read_document(FIXTURES / "plan.csv")
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["指标", "2025年", "责任单位"],
        ["河道（公里）", "35", "县水利局、 县财政局"],
        ["达标率", "95%", ""],
    ]
    assert read_csv("甲\t乙\n1,2\t3\n".encode("gbk"), "x.tsv").text == "甲\t乙\n1,2\t3\n"
