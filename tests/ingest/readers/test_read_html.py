"""Saved web pages."""

import pytest

from graph_schema.errors import DocumentError
from ingest.readers import read_document
from ingest.readers.html import read_html, read_mhtml
from ingest.source import SourceDocument
from tests.ingest.readers.make_fixtures import FIXTURES


def _read(body: str, *, head: str = "") -> SourceDocument:
    return read_html(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), "page.html")


def _grid(document: SourceDocument, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[number].rows]


def test_page_gives_metadata_title_article_and_nothing_of_the_site() -> None:
    document = read_document(FIXTURES / "plan.html")
    assert document.text.split("\n") == [
        "索引号：\t11330000/2024-00012\t发布机构：\t青溪县人民政府",
        "成文日期：\t2024-03-05\t文号：\t青政发〔2024〕5号",
        "青溪县人民政府关于印发碧水行动方案的通知",
        "各乡镇人民政府，县政府有关部门：",
        "一、总体要求",
        "到2026年，湿地面积达到10km²，水质达标率95%以上。",
        "二、重点任务",
        "1. 清淤河道。",
        "2. 加固堤防。",
        "任务分工见下表。（责任单位：县水利局）",
        "序号\t任务分工\t\t时限",
        "\t任务\t牵头单位\t",
        "1\t清淤\t县水利局 县财政局\t2025年",
        "2\t\t县城管局\t",
        "专栏1 碧水工程",
        "建设泵站3座。",
        "建设水库1座。",
        "青溪县人民政府",
        "2024年3月5日",
        "附件：任务清单.docx",
        "",
    ]
    assert (document.format, document.encoding, document.lines_are_paragraphs) == ("html", "utf-8", True)


def test_row_and_column_spans_fill_the_grid() -> None:
    assert _grid(read_document(FIXTURES / "plan.html"), 1) == [
        ["序号", "任务分工", "任务分工", "时限"],
        ["序号", "任务", "牵头单位", "时限"],
        ["1", "清淤", "县水利局 县财政局", "2025年"],
        ["2", "清淤", "县城管局", ""],
    ]


def test_merged_cells_share_one_span_and_spans_point_into_the_text() -> None:
    document = read_document(FIXTURES / "plan.html")
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row):
            assert document.text[cell.start : cell.end] == cell.text
            assert table.start <= cell.start <= cell.end <= table.end
    rows = document.tables[1].rows
    assert rows[2][1] == rows[3][1]
    assert rows[3][3].start == rows[3][3].end


def test_layout_tables_are_not_data_tables() -> None:
    document = read_document(FIXTURES / "old_page.html")
    assert document.encoding == "gb18030"
    assert document.text.startswith("云岭市节水行动方案\n一、总体目标\n")
    assert "首页" not in document.text
    assert _grid(document) == [
        ["指标", "2025年", "责任单位"],
        ["用水总量", "12亿立方米", "市水务局"],
        ["再生水利用率", "35%", "市住建局"],
    ]


def test_a_second_part_after_the_article_is_kept() -> None:
    body = "".join(
        f"<div><p>第{n}部分：加强河道治理，落实责任到人，确保按期完成全部建设任务。</p></div>" for n in range(3)
    )
    body += "<div><p>责任单位：县水利局</p></div><div><p>2024年5月</p></div>"
    assert [f"第{n}部分" in _read(body).text for n in range(3)] == [True] * 3
    assert _read(body).text.endswith("责任单位：县水利局\n2024年5月\n")


def test_an_article_hidden_until_a_script_shows_it_is_kept() -> None:
    assert "一、目标" in _read('<div style="display: none"><p>一、目标</p><p>到2025年，建成碧道35公里。</p></div>').text


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ('<ol start="3"><li>甲</li><li>乙</li></ol>', ["3. 甲", "4. 乙"]),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲</li><li>乙</li></ol>', ["一、甲", "二、乙"]),
        ("<ol><li>1.甲</li><li>2.乙</li></ol>", ["1.甲", "2.乙"]),
        ('<ol style="list-style:none"><li>甲</li></ol>', ["甲"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ('<ol type="a"><li>甲</li><li value="5">乙</li></ol>', ["a. 甲", "e. 乙"]),
    ],
)
def test_list_numbers_are_those_that_a_browser_shows(markup: str, lines: list[str]) -> None:
    assert _read(markup).text.splitlines() == lines


def test_source_line_ends_inside_a_sentence_are_nothing() -> None:
    assert _read("<p>各市（州）人民\n政府，ABC\nDEF：</p>").text == "各市（州）人民政府，ABC DEF：\n"


def test_title_that_only_a_script_shows_is_taken_from_the_metadata() -> None:
    document = _read("<p>一、目标。建成碧道。</p>", head='<meta name="ArticleTitle" content="青溪县碧水方案">')
    assert document.text.startswith("青溪县碧水方案\n")


def test_mime_page_is_read() -> None:
    raw = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        b"Content-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "<p>一、目标。建成碧道。</p>".encode("gbk")
        + b"\r\n--B--\r\n"
    )
    assert read_mhtml(raw, "page.mht").text == "一、目标。建成碧道。\n"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="no text"):
        _read("<script>load()</script><img src=a.png>")


def test_absurd_nesting_is_refused_or_read() -> None:
    with pytest.raises(DocumentError, match="unclosed"):
        _read("<div>" * 100_000 + "一")
    assert _read("<div>" * 5_000 + "<p>一、目标</p>").text == "一、目标\n"


@pytest.mark.parametrize("rows", [200, 3000])
def test_a_span_bomb_stays_small(rows: int) -> None:
    cells = '<td colspan="1000" rowspan="65534">一</td>'
    document = _read(f"<table>{f'<tr>{cells}{cells}<td>二</td></tr>' * rows}</table>")
    assert sum(len(row) for table in document.tables for row in table.rows) < 2_000_000
