"""Word documents."""

import pytest

from graph_schema.errors import DocumentError
from ingest.readers import read_document
from ingest.readers.docx import read_docx
from ingest.readers.numbering import format_number
from tests.ingest.readers.make_fixtures import FIXTURES, LISTS, cell, docx, level, paragraph, table


def _lines(body: str, **parts: str) -> list[str]:
    return read_docx(docx(body, **parts), "plan.docx").text.splitlines()


def _list(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def test_document_reads_as_word_shows_it() -> None:
    document = read_document(FIXTURES / "plan.docx")
    assert document.text.splitlines() == [
        "青溪县碧水行动方案",
        "一、总体要求",
        "用五年时间，水质达标率达到95%以上¹。",
        "二、重点任务",
        "（一）治河",
        "1. 清淤河道。",
        "2. 加固堤防。",
        "（二）治污",
        "3. 改造管网。",
        "① 其一；",
        "② 其二。",
        "（责任单位：县水利局）",
        "说明",
        "专栏1 碧水工程",
        "序号\t任务分工\t\t时限",
        "\t任务\t牵头单位\t",
        "1\t清淤\t县水利局 县财政局\t2025年",
        "2\t\t县城管局\t",
        "¹ 指国控断面。",
    ]
    assert (document.format, document.encoding, document.lines_are_paragraphs) == ("docx", None, True)
    assert [[c.text for c in row] for row in document.tables[0].rows] == [
        ["序号", "任务分工", "任务分工", "时限"],
        ["序号", "任务", "牵头单位", "时限"],
        ["1", "清淤", "县水利局 县财政局", "2025年"],
        ["2", "清淤", "县城管局", ""],
    ]


def test_a_deeper_level_restarts_and_shows_those_above() -> None:
    body = "".join(paragraph("x", number=(2, depth)) for depth in (0, 1, 1, 0, 1))
    assert _lines(body, numbering=LISTS) == ["1 x", "1.1 x", "1.2 x", "2 x", "2.1 x"]


def test_a_list_with_a_start_of_its_own_counts_from_there() -> None:
    body = paragraph("x", number=(2, 0)) + paragraph("x", number=(3, 0)) + paragraph("x", number=(3, 0))
    assert _lines(body, numbering=LISTS) == ["1 x", "7 x", "8 x"]


def test_a_level_used_before_those_above_it_shows_their_start() -> None:
    assert _lines(paragraph("x", number=(2, 1)), numbering=LISTS) == ["1.1 x"]


def test_bullets_and_unnumbered_paragraphs_show_nothing() -> None:
    lists = _list(level(0, "bullet", "\uf0b7"))
    assert _lines(paragraph("x", number=(1, 0)) + paragraph("y", number=(0, 0)), numbering=lists) == ["x", "y"]


def test_legal_numbering_is_decimal_above() -> None:
    lists = _list(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    body = paragraph("x", number=(1, 0)) + paragraph("y", number=(1, 1))
    assert _lines(body, numbering=lists) == ["第一章 x", "1.1 y"]


def test_a_style_gives_number_and_level_to_styles_based_on_it() -> None:
    lists = _list(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", more='<w:pStyle w:val="Item"/>'))
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Item">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Same"><w:basedOn w:val="Item"/></w:style>'
    )
    body = paragraph("x", number=(1, 0)) + paragraph("y", style="Item") + paragraph("z", style="Same")
    assert _lines(body, numbering=lists, styles=styles) == ["一、x", "1. y", "2. z"]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("decimal", "12"),
        ("chineseCounting", "十二"),
        ("chineseCountingThousand", "十二"),
        ("ideographDigital", "一二"),
        ("decimalEnclosedCircle", "⑫"),
        ("decimalEnclosedParen", "⑿"),
        ("lowerLetter", "l"),
        ("upperRoman", "XII"),
        ("decimalFullWidth", "１２"),
        ("chineseLegalSimplified", "壹拾贰"),
        ("ideographZodiac", "亥"),
        ("bullet", ""),
        ("hex", "12"),
    ],
)
def test_number_formats(number_format: str, shown: str) -> None:
    assert format_number(12, number_format) == shown


@pytest.mark.parametrize(("number", "shown"), [(1, "一"), (10, "十"), (20, "二十"), (35, "三十五"), (101, "一百零一")])
def test_chinese_counting(number: int, shown: str) -> None:
    assert format_number(number, "chineseCountingThousand") == shown


def test_deleted_hidden_and_moved_text_is_not_read() -> None:
    moved = "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    assert _lines(paragraph("甲", moved, hidden, "乙")) == ["甲新处乙"]


def test_a_frame_of_one_cell_is_no_table() -> None:
    inner = table([cell("任务"), cell("单位")], [cell("清淤"), cell("县水利局")])
    document = read_docx(docx(table([cell(paragraph("专栏2") + inner)])), "plan.docx")
    assert document.text == "专栏2\n任务\t单位\n清淤\t县水利局\n"
    assert len(document.tables) == 1


def test_numbers_in_table_cells_are_shown() -> None:
    rows = [[cell(paragraph("<w:r/>", "事项", number=(2, 0))), cell("县水利局")] for _ in range(2)]
    assert _lines(table(*rows), numbering=LISTS) == ["1 事项\t县水利局", "2 事项\t县水利局"]


def test_a_table_of_contents_is_left_out_and_noted() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    document = read_docx(docx(paragraph("一、目标\t1", style="T1") + paragraph("一、目标"), styles=styles), "plan.docx")
    assert document.text == "一、目标\n"
    assert document.notes == ("1 lines of a table of contents left out",)


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="no text"):
        read_docx(docx(paragraph()), "plan.docx")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    raw = docx(paragraph("甲"))
    assert read_docx(raw, "x").text == "甲\n"
    from tests.ingest.readers.make_fixtures import pack

    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"{bomb}<w:document {spaces}><w:body><w:p><w:r><w:t>甲&b;</w:t></w:r></w:p></w:body></w:document>"
    assert "aaaa" not in read_docx(pack({"word/document.xml": xml}), "x").text
