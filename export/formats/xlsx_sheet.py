"""One sheet of a workbook: headings, widths, links, and text that no program takes for a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from export.values import defused, required, xml_text
from graph_schema.schema import Schema

_MOST_LINKS = 65_000
"""Excel takes a sheet with more than 65,530 links for a damaged one."""
_MOST_CHARACTERS = 32_767
_CUT = "…（过长，已截断 cut）"
_WIDTH = 22
_WIDE = {"原文 quote": 60, "出处原文 evidence": 60, "内容 text": 60, "文字 text": 60, "标题 title": 40, "id": 14}
_SOURCES = {"Document": "来源 sources"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a row of a sheet."""

    text: str
    sheet: str
    row: int


def sheet_names(schema: Schema) -> Mapping[str, str]:
    """The sheet of each node type: 任务 tasks; that of the documents is called 来源 sources."""
    return {
        kind.name: _SOURCES.get(kind.name, f"{kind.labels.zh} {kind.labels.en.lower()}s")
        for kind in schema.nodes.values()
    }


class Sheet:
    """A sheet that rows are appended to. title: its name; rows: how many it has, headings and all."""

    def __init__(self, sheet: Any, headings: Sequence[str], *, widths: Sequence[int] = ()) -> None:
        self._sheet = sheet
        self.title = str(sheet.title)
        self._cells = required("openpyxl.cell", format="xlsx")
        self._links = required("openpyxl.worksheet.hyperlink", format="xlsx")
        styles = required("openpyxl.styles", format="xlsx")
        letters = required("openpyxl.utils", format="xlsx")
        self._link_font = styles.Font(color="0563C1", underline="single")
        self._width = letters.get_column_letter(len(headings))
        self._linked = 0
        self.rows = 1
        sheet.freeze_panes = "A2"
        for number, name in enumerate(headings, start=1):
            width = widths[number - 1] if widths else _WIDE.get(name, _WIDTH)
            sheet.column_dimensions[letters.get_column_letter(number)].width = width
        bold = styles.Font(bold=True)
        sheet.append([self._styled(name, bold) for name in headings])

    def append(self, values: Sequence[Any]) -> None:
        """Add a row of texts, numbers, booleans, None and Linked texts."""
        self.rows += 1
        self._sheet.append([self._cell(value) for value in values])

    def close(self) -> None:
        """Finish the sheet: filters over all rows."""
        self._sheet.auto_filter.ref = f"A1:{self._width}{self.rows}"

    def _cell(self, value: Any) -> Any:
        if isinstance(value, Linked):
            return self._link(value)
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> Any:
        """A cell that holds text whatever it looks like: neither formula nor error code."""
        shown = xml_text(defused(text))
        if len(shown) > _MOST_CHARACTERS:
            shown = shown[: _MOST_CHARACTERS - len(_CUT)] + _CUT
        if not shown.startswith("#"):
            return shown
        held = self._cells.WriteOnlyCell(self._sheet, value=shown)
        held.data_type = "s"
        return held

    def _link(self, value: Linked) -> Any:
        if self._linked == _MOST_LINKS:
            return self._text(value.text)
        self._linked += 1
        held = self._styled(xml_text(defused(value.text))[:_MOST_CHARACTERS], self._link_font)
        held.hyperlink = self._links.Hyperlink(ref="", location=f"'{value.sheet}'!A{value.row}")
        return held

    def _styled(self, text: str, font: Any) -> Any:
        held = self._cells.WriteOnlyCell(self._sheet, value=text)
        held.data_type = "s"
        held.font = font
        return held
