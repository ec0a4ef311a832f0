"""A part of a web page as lines and table grids, as a browser shows them; knows nothing of plans."""

import re

from ingest.readers.html_tree import BLOCKS, Element
from ingest.readers.layout import Grid, GridCell, expand_spans
from ingest.readers.numbering import format_number

Block = str | Grid

_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBERED = re.compile(r"[\s（(〔【]?(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4}|[①-⑳]|第)")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD))
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIST_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "none": "none",
}
_LAYOUT_CELL = 1000
_MAX_NESTING = 12


def render(root: Element, *, nesting: int = 0) -> list[Block]:
    """Lines and table grids of `root` in order. White space is collapsed as a browser does; lines are not empty."""
    return _Renderer(nesting).run(root)


class _Renderer:
    """One pass over a tree with its own stack, so that depth of nesting costs nothing."""

    def __init__(self, nesting: int) -> None:
        self.blocks: list[Block] = []
        self._nesting = nesting
        self._line: list[str] = []
        self._marker = ""
        self._markers: dict[Element, str] = {}
        self._preformatted = 0

    def run(self, root: Element) -> list[Block]:
        stack: list[Element | str | None] = []
        closing: list[Element] = []
        _push(stack, root)
        while stack:
            node = stack.pop()
            if node is None:
                self._close(closing.pop())
            elif isinstance(node, str):
                self._add_text(node)
            elif self._open(node):
                stack.append(None)
                closing.append(node)
                _push(stack, node)
        self._end_line()
        return self.blocks

    def _open(self, element: Element) -> bool:
        """Begin an element; False where its content is done with."""
        if element.tag == "br":
            self._end_line()
            return False
        if element.tag == "sup":
            text = element.text().strip()
            self._line.append(text.translate(_SUPERSCRIPT) if text.isascii() else text)
            return False
        if element.tag in BLOCKS:
            self._end_line()
        if element.tag == "table" and self._nesting < _MAX_NESTING and not is_layout_table(element):
            self._add_table(element)
            return False
        if element.tag in {"ol", "ul"}:
            self._markers.update(_markers_of(element))
        if element.tag == "li":
            self._marker = self._markers.pop(element, "")
        self._preformatted += element.tag == "pre"
        return True

    def _close(self, element: Element) -> None:
        self._preformatted -= element.tag == "pre"
        if element.tag in BLOCKS:
            self._end_line()

    def _add_text(self, text: str) -> None:
        if not self._preformatted:
            self._line.append(text)
            return
        first, *rest = text.split("\n")
        self._line.append(first)
        for line in rest:
            self._end_line()
            self._line.append(line)

    def _end_line(self) -> None:
        if not self._line:
            return
        line = _SPACE.sub(_collapse, "".join(self._line).translate(_INVISIBLE)).strip()
        self._line.clear()
        if line:
            self.blocks.append(self._marker + line)
            self._marker = ""

    def _add_table(self, table: Element) -> None:
        for element in table.children:
            if isinstance(element, Element) and element.tag == "caption":
                self.blocks.extend(render(element, nesting=self._nesting + 1))
        rows = [[self._cell(cell) for cell in row] for row in _rows_of(table)]
        self.blocks.append(expand_spans(rows))

    def _cell(self, cell: Element) -> tuple[GridCell, int, int]:
        lines = (
            block if isinstance(block, str) else " ".join(c.text for row in block for c in dict.fromkeys(row))
            for block in render(cell, nesting=self._nesting + 1)
        )
        return GridCell("\n".join(lines)), _span(cell, "colspan", 1, 1000), _span(cell, "rowspan", 0, 65534)


def _push(stack: list[Element | str | None], element: Element) -> None:
    stack.extend(reversed(element.children))


def _collapse(match: re.Match[str]) -> str:
    """White space as a browser shows it; a line end in the source between two wide characters is nothing."""
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match.group() and start and end < len(text) and text[start - 1] > "\u2e7f" and text[end] > "\u2e7f":
        return ""
    return " "


def _span(cell: Element, name: str, least: int, most: int) -> int:
    value = cell.attributes.get(name, "").strip()
    return min(max(int(value), least), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _rows_of(table: Element) -> list[list[Element]]:
    """The cells of the table's own rows, not those of tables inside it."""
    rows: list[list[Element]] = []
    stack: list[Element | str] = list(reversed(table.children))
    while stack:
        node = stack.pop()
        if isinstance(node, Element) and node.tag == "tr":
            rows.append([cell for cell in node.children if isinstance(cell, Element) and cell.tag in {"td", "th"}])
        elif isinstance(node, Element) and node.tag in {"thead", "tbody", "tfoot", "form"}:
            stack.extend(reversed(node.children))
    return rows


def is_layout_table(table: Element) -> bool:
    """Whether a table only arranges the page: one column, a cell that holds the article, a data table inside."""
    if table.attributes.get("role") == "presentation":
        return True
    rows = [[cell for cell in row if cell.chars] for row in _rows_of(table)]
    cells = [cell for row in rows for cell in row]
    if len(cells) <= 1 or all(len(row) <= 1 for row in rows):
        return True
    if any(e.tag == "table" and e.chars > 0 for cell in cells for e in cell.elements()):
        return True
    largest = max(cells, key=lambda cell: cell.chars)
    if largest.chars < _LAYOUT_CELL or largest.chars * 5 < table.chars * 4:
        return False
    return sum(e.tag in BLOCKS or e.tag == "br" for e in largest.elements()) >= 5


def _markers_of(parent: Element) -> dict[Element, str]:
    """The number that a browser shows before each item of a list; nothing where it shows none."""
    items = [child for child in parent.children if isinstance(child, Element) and child.tag == "li" and child.chars]
    style = _list_style(parent)
    if parent.tag != "ol" or style == "none" or all(_NUMBERED.match(item.text().lstrip()) for item in items[:3]):
        return {}
    markers = {}
    number = _integer(parent.attributes.get("start"), 1)
    for item in items:
        number = _integer(item.attributes.get("value"), number)
        markers[item] = format_number(number, style) + ("、" if style == "chineseCounting" else ". ")
        number += 1
    return markers


def _list_style(parent: Element) -> str:
    css = parent.attributes.get("style", "").replace(" ", "").lower()
    for name in ("list-style-type:", "list-style:"):
        if name in css:
            value = css.partition(name)[2].partition(";")[0]
            return _LIST_STYLES.get(value, "decimal")
    return _LIST_STYLES.get(parent.attributes.get("type", "1"), "decimal")


def _integer(value: str | None, default: int) -> int:
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
