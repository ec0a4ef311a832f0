"""Writes the plain blocks of a made document as txt, md, html, xlsx or pdf (docx: docx_writer.py).

It owns only the shapes of files; what the text means is markup.py's.
"""

import html
import io
import re
from typing import Any

from markup import Block, Source
from openpyxl import Workbook
from openpyxl.styles import Alignment
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table
from zips import settle

FONT = "STSong-Light"


def spans(rows: list[list[str]]) -> list[tuple[int, int, int, int, str]]:
    """Cells as (row, column, row span, column span, text); `^` joins a cell to the one above, `<` to the one left."""
    cells = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text in ("^", "<"):
                continue
            high, wide = 1, 1
            while y + high < len(rows) and rows[y + high][x] == "^":
                high += 1
            while x + wide < len(row) and row[x + wide] == "<":
                wide += 1
            cells.append((y, x, high, wide, text))
    return cells


def table_lines(block: Block) -> list[str]:
    """A table as lines of text: pipes, tabs, or flattened to one cell a line."""
    rows = [["" if cell in ("^", "<") else cell for cell in row] for row in block.rows]
    if block.style == "pipes":
        lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
        return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]
    if block.style == "flat":
        merged = [[cell for cell in row if cell not in ("^", "<")] for row in block.rows]
        return [part for row in merged for cell in row for part in cell.split("\n")]
    return ["\t".join(cell.replace("\n", "") for cell in row) for row in rows]


def wrapped(line: str, width: int) -> list[str]:
    """A paragraph hard-wrapped at about `width` characters: numbers stay whole, no line starts with a closing mark."""
    lines, at = [], 0
    while len(line) - at > width:
        end = at + width
        while end > at + 1 and re.fullmatch(r"[\w.,%]{2}", line[end - 1 : end + 1], re.ASCII):
            end -= 1
        while end < len(line) and line[end] in "，。、；：）》】”’%":
            end += 1
        lines.append(line[at:end])
        at = end
    return [*lines, line[at:]]


def text_lines(source: Source) -> list[str]:
    """All lines of a text document, wrapped and paged as its options say."""
    width = int(source.meta.get("wrap", 0))
    indent = "\u3000\u3000" if source.meta.get("indent") else ""
    lines: list[str] = []
    for block in source.blocks:
        if block.kind == "table":
            lines.extend(table_lines(block))
            continue
        body = indent + block.text if indent and block.text and not block.style else block.text
        lines.extend(wrapped(body, width) if width else [body])
    every = int(source.meta.get("page_lines", 0))
    if not every:
        return lines
    paged: list[str] = []
    for at, line in enumerate(lines):
        if at and at % every == 0:
            mark = str(source.meta["page_mark"]).replace("{n}", str(at // every))
            paged.extend(["", *mark.split("\\n"), ""] if source.meta.get("page_blank", True) else mark.split("\\n"))
        paged.append(line)
    return paged


def write_text(source: Source) -> bytes:
    """txt and md, in the encoding and with the line ends that the source names."""
    lines = text_lines(source)
    if "oneline" in source.meta:
        text = str(source.meta["oneline"]).join(line.strip() for line in lines if line.strip())
    else:
        text = "\n".join(lines).replace("\n", "\r\n" if source.meta.get("crlf") else "\n") + "\n"
    for old, new in dict(source.meta.get("swap", {})).items():
        text = text.replace(old, new)
    encoding = source.meta.get("encoding", "utf-8")
    return text.encode(encoding)


def html_table(rows: list[list[str]]) -> str:
    """An HTML table with row and column spans."""
    lines: dict[int, list[str]] = {y: [] for y in range(len(rows))}
    for y, _, high, wide, text in spans(rows):
        extra = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
        inner = html.escape(text, quote=False).replace("\n", "<br/>")
        lines[y].append(f"<td{extra}><p>{inner}</p></td>")
    body = "\n".join("<tr>" + "".join(cells) + "</tr>" for cells in lines.values())
    return f'<table border="1" cellspacing="0"><tbody>\n{body}\n</tbody></table>'


def write_html(source: Source) -> bytes:
    """A saved page: raw lines as they are, other lines as paragraphs, tables with spans."""
    out = []
    for block in source.blocks:
        if block.kind == "table":
            out.append(html_table(block.rows))
        elif block.kind == "html" or block.text.startswith("<"):
            out.append(block.text)
        elif block.text:
            text = html.escape(block.text, quote=False)
            for old, new in dict(source.meta.get("swap", {})).items():
                text = text.replace(old, new)
            kind = {"c": ' style="text-align: center;"', "r": ' style="text-align: right;"'}.get(block.style, "")
            text = f"<strong>{text}</strong>" if block.style == "b" else text
            tag = block.style if block.style.startswith("h") else "p"
            out.append(text if source.meta.get("plain") else f"<{tag}{kind}>{text}</{tag}>")
    joined = str(source.meta.get("joined", "\n")).join(out)
    return joined.encode(source.meta.get("encoding", "utf-8"))


def write_xlsx(source: Source) -> bytes:
    """A workbook: `%sheet` starts a sheet, lines are rows over its whole width, tables keep their merged cells."""
    book = Workbook()
    book.remove(book.active)
    widest = max(len(row) for block in source.blocks if block.kind == "table" for row in block.rows)
    at = 1
    for block in source.blocks:
        if block.kind == "sheet":
            sheet = book.create_sheet(block.text)
            at = 1
        elif block.kind == "table":
            for y, x, high, wide, text in spans(block.rows):
                value: Any = text
                if source.meta.get("numbers") and re.fullmatch(r"\d+(\.\d+)?", text):
                    value = float(text) if "." in text else int(text)
                sheet.cell(at + y, x + 1, value or None).alignment = Alignment(wrap_text=True)
                if high > 1 or wide > 1:
                    sheet.merge_cells(
                        start_row=at + y, start_column=x + 1, end_row=at + y + high - 1, end_column=x + wide
                    )
            at += len(block.rows)
        elif block.text:
            sheet.cell(at, 1, block.text)
            sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=widest)
            at += 1
    target = io.BytesIO()
    book.save(target)
    return settle(target.getvalue())


def pdf_style(style: str, indent: bool) -> ParagraphStyle:
    """Paragraph style of a line by its style mark."""
    size = {"h1": 18, "c": 14, "h2": 13}.get(style, 11)
    place = {"c": TA_CENTER, "h1": TA_CENTER, "r": TA_RIGHT}.get(style, 0)
    first = 2 * size if indent and style in ("", "b") else 0
    return ParagraphStyle(
        style or "body", fontName=FONT, fontSize=size, leading=size * 1.7, alignment=place, wordWrap="CJK",
        firstLineIndent=first,
    )  # fmt: skip


def pdf_table(block: Block, width: float) -> Table:
    """A ruled table that breaks over pages and repeats its heading row."""
    body = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    grid = [
        [Paragraph(html.escape(cell).replace("\n", "<br/>"), body) if cell not in ("^", "<") else "" for cell in row]
        for row in block.rows
    ]
    rules: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for y, x, high, wide, _ in spans(block.rows):
        if high > 1 or wide > 1:
            rules.append(("SPAN", (x, y), (x + wide - 1, y + high - 1)))
    shares = [float(part) for part in block.style.split()] or [1.0] * len(block.rows[0])
    widths = [width * share / sum(shares) for share in shares]
    return Table(grid, colWidths=widths, repeatRows=1, style=rules)


def write_pdf(source: Source) -> bytes:
    """A text PDF with running head, page numbers, and one or two columns."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    columns = int(source.meta.get("columns", 1))
    page_w, page_h = A4
    gap, inner_w = 8 * mm, page_w - 50 * mm
    width = (inner_w - gap * (columns - 1)) / columns
    frames = [
        Frame(25 * mm + at * (width + gap), 25 * mm, width, page_h - 55 * mm, 0, 0, 0, 0) for at in range(columns)
    ]

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 9)
        if source.meta.get("head"):
            canvas.drawString(25 * mm, page_h - 18 * mm, str(source.meta["head"]))
        foot = str(source.meta.get("foot", "— {n} —")).replace("{n}", str(document.page))
        canvas.drawCentredString(page_w / 2, 14 * mm, foot)

    document = BaseDocTemplate(target, pagesize=A4, invariant=1, title=str(source.meta.get("pdf_title", "")))
    document.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
    story: list[Flowable] = []
    for block in source.blocks:
        if block.kind == "table":
            story.append(pdf_table(block, width))
        elif block.text:
            story.append(Paragraph(html.escape(block.text), pdf_style(block.style, columns == 1)))
        else:
            story.append(Spacer(1, 6))
    document.build(story)
    return target.getvalue()
