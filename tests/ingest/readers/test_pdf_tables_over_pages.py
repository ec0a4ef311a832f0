"""Tables of a PDF that go on over page ends: rows that the end cuts, repeated heads, rules that are missing there."""

import io

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from ingest.extract import extract
from ingest.readers.pdf import read_pdf

FONT = "STSong-Light"
WORK = [
    "改造老旧小区，完善配套设施",
    "建设公共冷库与分拣线，降低流通损耗",
    "修缮灌溉渠道，提升高标准农田建设质量，确保旱涝保收",
]
BODIES = ["县住房城乡建设局", "县商务局", "县农业农村局", "各乡镇人民政府", "县市场监管局（县知识产权局）"]
ROWS = [
    (str(n + 1), f"{WORK[n % 3]}，完成第{n + 1}批任务", [BODIES[(n + k) % 5] for k in range(1 + n % 4)])
    for n in range(40)
]


def _pdf(separator: str, *, repeat: int, split: int, wide: bool, ruled: str = "GRID") -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=11, leading=17, wordWrap="CJK")
    rows = [("序号", "重点工作", "负责单位"), *((number, work, separator.join(names)) for number, work, names in ROWS)]
    grid = [[Paragraph(cell.replace("\n", "<br/>"), style) for cell in row] for row in rows]
    widths = [45, 380, 250] if wide else [45, 240, 160]
    look = [(ruled, (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP" if split else "MIDDLE")]
    look.append(("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black))
    table = Table(grid, colWidths=widths, repeatRows=repeat, splitInRow=split, style=look)
    story: list[Flowable] = [Paragraph("南河县2025年重点工作分工方案", style), table]
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=landscape(A4) if wide else A4).build(story)
    return target.getvalue()


@pytest.mark.parametrize(
    ("separator", "repeat", "split", "wide"),
    [("、", 1, 0, False), ("、", 0, 0, False), ("、", 0, 1, False), ("\n", 1, 1, True), ("，", 1, 1, False)],
)
def test_every_row_is_read_with_its_bodies(separator: str, repeat: int, split: int, wide: bool) -> None:
    found = extract(read_pdf(_pdf(separator, repeat=repeat, split=split, wide=wide), "table.pdf"))
    assert [(task.number, task.text, [unit.name for unit in task.units]) for task in found.tasks] == ROWS


def test_rules_that_part_only_the_rows_leave_the_columns_to_the_white_between_them() -> None:
    found = extract(read_pdf(_pdf("、", repeat=1, split=0, wide=False, ruled="LINEBELOW"), "table.pdf"))
    assert [(task.number, [unit.name for unit in task.units]) for task in found.tasks] == [
        (number, names) for number, _, names in ROWS
    ]
