"""Writes a made document as docx: automatic numbers, merged cells, text boxes, footnotes."""

import html
import io
import re
import zipfile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from markup import Source
from writers import spans
from zips import settle

NS = nsdecls("w")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
PLACES = {"c": WD_ALIGN_PARAGRAPH.CENTER, "h1": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}


def numbering(run_through: bool) -> str:
    """An abstract list of three levels; `run_through`: its third level does not restart."""
    levels = ""
    for at, (kind, text) in enumerate(LEVELS):
        restart = '<w:lvlRestart w:val="0"/>' if run_through and at == 2 else ""
        levels += (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{restart}'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    return f'<w:abstractNum {NS} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


def add_runs(paragraph: object, text: str, bold: bool) -> None:
    """Runs of a paragraph, with footnote references where the text has a note mark."""
    for part in re.split("(\ue000\\d+\ue001)", text):
        if part.startswith("\ue000"):
            run = paragraph.add_run()  # type: ignore[attr-defined]
            run._r.append(parse_xml(f'<w:footnoteReference {NS} w:id="{part[1:-1]}"/>'))
        elif part:
            run = paragraph.add_run(part)  # type: ignore[attr-defined]
            run.bold = bold or None


def text_box(text: str) -> str:
    """A run that holds a text box (VML, which every version of Word reads)."""
    return (
        f'<w:r {NS} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:300pt;height:60pt">'
        f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )


def footnote_parts(data: bytes, notes: list[str]) -> dict[str, str]:
    """The parts of the archive that change when a document has footnotes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    body = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{html.escape(note)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for at, note in enumerate(notes, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return {
        "[Content_Types].xml": types.replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
        ),
        "word/_rels/document.xml.rels": links.replace(
            "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{FOOTNOTES}" Target="footnotes.xml"/></Relationships>',
        ),
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{body}</w:footnotes>',
    }


def write_docx(source: Source) -> bytes:
    """The document's bytes."""
    document = Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(numbering(bool(source.meta.get("run_through")))))
    root.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for block in source.blocks:
        if block.kind == "table":
            table = document.add_table(len(block.rows), len(block.rows[0]))
            table.style = "Table Grid"
            for y, x, high, wide, text in spans(block.rows):
                cell = table.cell(y, x)
                if high > 1 or wide > 1:
                    cell = cell.merge(table.cell(y + high - 1, x + wide - 1))
                cell.text = text
            continue
        if block.kind == "box":
            document.add_paragraph()._p.append(parse_xml(text_box(block.text)))
            continue
        if not block.text:
            continue
        heading = block.style in ("h2", "h3")
        paragraph = document.add_paragraph(style=f"Heading {int(block.style[1]) - 1}" if heading else None)
        if block.style in PLACES:
            paragraph.alignment = PLACES[block.style]
        if re.fullmatch(r"n\d", block.style):
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{block.style[1]}"/><w:numId w:val="77"/></w:numPr>')
            )
            assert properties.find(qn("w:numPr")) is not None
        add_runs(paragraph, block.text, block.style in ("b", "n0"))
    target = io.BytesIO()
    document.save(target)
    data = target.getvalue()
    return settle(data, footnote_parts(data, source.notes) if source.notes else None)
