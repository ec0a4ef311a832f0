"""The story of a Word document as blocks: lines and tables, in reading order; knows nothing of plans."""

from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from ingest.readers.docx_numbering import Numbering
from ingest.readers.ooxml import attribute, child, local_name

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HOLDERS = frozenset(
    {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "r"}
    | {"body", "footnote", "endnote", "tc", "txbxContent", "ruby", "rubyBase", "oMathPara"}
)
_MAX_WIDTH = 256

Block: TypeAlias = "str | TableBlock"


@dataclass(eq=False, slots=True)
class TableBlock:
    """A table as a grid of cells, each a list of blocks; a merged cell is the same list in every place."""

    rows: list[list[list[Block]]]


class Body:
    """Reads the stories of one document: its body, its notes. Numbers count on from one to the next."""

    def __init__(self, numbering: Numbering, styles: etree._Element | None) -> None:
        self._numbering = numbering
        self._contents_styles = _contents_styles(styles)
        self._marks: dict[tuple[str, str], int] = {}
        self._pictures = 0
        self._embedded = 0
        self._contents = 0

    def notes(self) -> list[str]:
        """What could not be represented, one line each."""
        said = (
            (self._pictures, "pictures not read"),
            (self._embedded, "embedded documents not read"),
            (self._contents, "lines of a table of contents left out"),
        )
        return [f"{count} {what}" for count, what in said if count]

    def read(self, holder: etree._Element | None) -> list[Block]:
        """The blocks of whatever holds paragraphs and tables."""
        blocks: list[Block] = []
        for element in holder if holder is not None else ():
            name = local_name(element)
            if name == "p":
                blocks.extend(self._paragraph(element))
            elif name == "tbl":
                blocks.append(self._table(element))
            elif name == "AlternateContent":
                blocks.extend(self.read(_choose(element)))
            elif name == "altChunk":
                self._embedded += 1
            elif name in _HOLDERS and not _is_contents(element):
                blocks.extend(self.read(element))
        return blocks

    def read_notes(self, root: etree._Element | None, kind: str) -> list[Block]:
        """The footnotes or endnotes that the text refers to, each after its mark, in the order of the marks."""
        by_id = {attribute(note, "id"): note for note in root if local_name(note) == kind} if root is not None else {}
        blocks: list[Block] = []
        for (of_kind, note_id), number in list(self._marks.items()):
            if of_kind == kind and note_id in by_id:
                lines = self.read(by_id[note_id])
                if lines and isinstance(lines[0], str):
                    lines[0] = f"{str(number).translate(_SUPERSCRIPT)} {lines[0]}"
                blocks.extend(lines)
        return blocks

    def _paragraph(self, paragraph: etree._Element) -> list[Block]:
        properties = child(paragraph, "pPr")
        parts: list[str] = []
        boxes: list[Block] = []
        self._run(paragraph, parts, boxes)
        text = "".join(parts)
        deleted = child(properties, "rPr", "del") is not None and not text.strip()
        label = "" if deleted else self._numbering.label(properties)
        if attribute(child(properties, "pStyle"), "val") in self._contents_styles and text.strip():
            self._contents += 1
            return boxes
        lines: list[Block] = [line for line in map(_clean, text.split("\n")) if line]
        if lines:
            lines[0] = f"{label}{lines[0]}"
        return lines + boxes

    def _run(self, holder: etree._Element, parts: list[str], boxes: list[Block]) -> None:
        """Collect the text of runs and whatever holds runs; text boxes are set aside."""
        for element in holder:
            name = local_name(element)
            if name == "t":
                parts.append(element.text or "")
            elif name == "r" and _is_on(child(element, "rPr", "vanish")):
                continue
            elif name in _SIGNS:
                parts.append(_SIGNS[name])
            elif name in {"footnoteReference", "endnoteReference"}:
                parts.append(self._mark(name.removesuffix("Reference"), attribute(element, "id") or ""))
            elif name in {"drawing", "pict", "object"}:
                self._picture(element, boxes)
            elif name == "AlternateContent":
                chosen = _choose(element)
                if chosen is not None:
                    self._run(chosen, parts, boxes)
            elif name == "oMath":
                parts.extend(inner.text or "" for inner in element.iter() if local_name(inner) == "t")
            elif name in _HOLDERS:
                self._run(element, parts, boxes)

    def _mark(self, kind: str, note_id: str) -> str:
        known = sum(of_kind == kind for of_kind, _ in self._marks)
        number = self._marks.setdefault((kind, note_id), known + 1)
        return str(number).translate(_SUPERSCRIPT)

    def _picture(self, element: etree._Element, boxes: list[Block]) -> None:
        found = False
        pending = [element]
        while pending:
            inner = pending.pop()
            if local_name(inner) == "txbxContent":
                boxes.extend(self.read(inner))
                found = True
            elif local_name(inner) == "AlternateContent":
                chosen = _choose(inner)
                pending.extend([chosen] if chosen is not None else [])
            else:
                pending.extend(reversed(inner))
        self._pictures += not found

    def _table(self, table: etree._Element) -> TableBlock:
        rows: list[list[list[Block]]] = []
        for row in _rows(table):
            if child(row, "trPr", "del") is not None:
                continue
            line: list[list[Block]] = [[] for _ in range(_number(child(row, "trPr", "gridBefore"), 0))]
            for cell in _cells(row):
                properties = child(cell, "tcPr")
                merged = child(properties, "vMerge")
                above = rows[-1][len(line)] if rows and len(line) < len(rows[-1]) else None
                content = self.read(cell)
                if merged is not None and attribute(merged, "val") != "restart" and above is not None and not content:
                    content = above
                beside = child(properties, "hMerge")
                if beside is not None and attribute(beside, "val") != "restart" and line and not content:
                    content = line[-1]
                wide = _number(child(properties, "gridSpan"), 1)
                line.extend([content] * max(min(wide, _MAX_WIDTH - len(line)), 1))
            rows.append(line)
        return TableBlock(rows)


_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def _clean(line: str) -> str:
    return line.replace("\u200b", "").replace("\ufeff", "").strip()


def _is_on(toggle: etree._Element | None) -> bool:
    return toggle is not None and attribute(toggle, "val") not in {"0", "false", "off"}


def _choose(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that is read: the first that holds text, so that nothing is read twice."""
    branches = [branch for branch in alternate if local_name(branch) in {"Choice", "Fallback"}]
    with_text = (
        branch for branch in branches if any(local_name(inner) == "t" and inner.text for inner in branch.iter())
    )
    return next(with_text, branches[0] if branches else None)


def _is_contents(element: etree._Element) -> bool:
    gallery = attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val")
    return gallery == "Table of Contents"


def _contents_styles(styles: etree._Element | None) -> set[str]:
    found = set()
    for style in styles if styles is not None else ():
        name = (attribute(child(style, "name"), "val") or "").lower()
        if name.startswith(("toc ", "table of figures")) and name != "toc heading":
            found.add(attribute(style, "styleId") or "")
    return found


def _rows(table: etree._Element) -> list[etree._Element]:
    return _inner(table, "tr")


def _cells(row: etree._Element) -> list[etree._Element]:
    return _inner(row, "tc")


def _inner(holder: etree._Element, wanted: str) -> list[etree._Element]:
    """The children by one name, those wrapped in content controls, insertions or custom XML included."""
    found = []
    for element in holder:
        name = local_name(element)
        if name == wanted:
            found.append(element)
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            found.extend(_inner(element, wanted))
    return found


def _number(element: etree._Element | None, default: int) -> int:
    value = attribute(element, "val") or ""
    return min(int(value), _MAX_WIDTH) if value.isascii() and value.isdigit() and len(value) < 9 else default


def is_layout(table: TableBlock) -> bool:
    """Whether a table only arranges the page: one column, or a table of several columns inside a cell."""
    filled = [{id(cell): cell for cell in row if cell} for row in table.rows]
    if all(len(row) <= 1 for row in filled):
        return True
    return any(
        isinstance(block, TableBlock) and any(len(row) > 1 for row in block.rows)
        for row in filled
        for cell in row.values()
        for block in cell
    )


def flatten_cell(cell: list[Block]) -> str:
    """A cell's blocks as lines of text; a table inside it gives one line a row."""
    lines = []
    for block in cell:
        if isinstance(block, str):
            lines.append(block)
        else:
            rows = ({id(inner): inner for inner in row}.values() for row in block.rows)
            lines.extend(" ".join(filter(None, map(flatten_cell, row))) for row in rows)
    return "\n".join(lines)
