"""Word documents: paragraphs as Word shows them, one a line, with their numbers; tables; notes. Nothing of plans."""

from hashlib import sha256

from graph_schema.errors import DocumentError
from ingest.readers.docx_body import Block, Body, TableBlock, flatten_cell, is_layout
from ingest.readers.docx_numbering import parse_numbering
from ingest.readers.layout import GridCell, Layout
from ingest.readers.ooxml import Package, child
from ingest.source import SourceDocument


def read_docx(data: bytes, path: str) -> SourceDocument:
    """Read a .docx file. Insertions are kept and deletions dropped; notes follow the text. Raises DocumentError."""
    package = Package(data, path)
    main = package.targets("").get("officeDocument", "word/document.xml")
    root = package.xml(main)
    if root is None:
        raise DocumentError(f"{path}: damaged file (no part {main}); save it again from its program")
    parts = package.targets(main)
    numbering_part, styles_part = parts.get("numbering", ""), parts.get("styles", "")
    styles = package.xml(styles_part)
    body = Body(parse_numbering(package.xml(numbering_part), styles), styles)
    blocks = body.read(child(root, "body"))
    for kind in ("footnotes", "endnotes"):
        blocks += body.read_notes(package.xml(parts.get(kind, "")), kind[:-1])
    layout = Layout(notes=body.notes())
    _print(layout, blocks)
    document = layout.to_document(
        path=path,
        sha256=sha256(data).hexdigest(),
        format="docx",
        encoding=None,
        lines_are_paragraphs=True,
    )
    if not document.text.strip():
        raise DocumentError(f"{path}: the document holds no text; if it is a scan, save it as PDF")
    return document


def _print(layout: Layout, blocks: list[Block]) -> None:
    pending = list(reversed(blocks))
    while pending:
        block = pending.pop()
        if isinstance(block, str):
            layout.add_line(block)
        elif is_layout(block):
            pending.extend(
                inner for row in reversed(block.rows) for cell in reversed(_once(row)) for inner in reversed(cell)
            )
        else:
            _print_table(layout, block)


def _once(row: list[list[Block]]) -> list[list[Block]]:
    return list({id(cell): cell for cell in row}.values())


def _print_table(layout: Layout, table: TableBlock) -> None:
    cells: dict[int, GridCell] = {}
    for row in table.rows:
        for cell in row:
            if id(cell) not in cells:
                cells[id(cell)] = GridCell(flatten_cell(cell))
    layout.add_table([[cells[id(cell)] for cell in row] for row in table.rows])
