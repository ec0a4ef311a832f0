"""Text of documents is nobody's code: not a spreadsheet's, not a server's, not a parser's."""

import csv
import re
import zipfile
from pathlib import Path

import networkx
import openpyxl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import export
from export.formats.cypher import cypher_text
from export.values import defused, xml_text
from export.vocabulary import literal
from graph_schema.ids import make_id
from graph_schema.tables import GraphTables, Node
from graph_store.sqlite_store import SqliteGraphStore
from graph_store.sqlite_writer import write_graph
from tests.export.reading import undefused

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")


@given(_TEXT | st.text("=+-@'\t\r\n＝ a", max_size=6))
def test_a_defused_text_begins_like_no_formula_and_gives_itself_back(text: str) -> None:
    shown = defused(text)
    assert not (_FORMULA.match(shown) and len(shown) > 1)
    assert undefused(shown) == text or (len(text) == 1 and shown == text)


def test_no_cell_of_a_csv_file_is_a_formula(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "csv", tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for line in csv.reader(file) for cell in line]
        bad = [cell for cell in cells if _FORMULA.match(cell) and len(cell) > 1 and not _is_number(cell)]
        assert bad == []


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+(e[+-][0-9]+)?", text) is not None


def test_csv_files_begin_with_a_byte_order_mark(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "csv", tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_cell_of_a_workbook_is_a_formula_an_error_or_a_foreign_link(store: SqliteGraphStore, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export.write(export.select_all(store), "xlsx", path)
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert [text for text in texts if _FORMULA.match(text) and len(text) > 1] == []
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in member or b'TargetMode="External"' in member for member in members.values())


def test_links_of_a_workbook_lead_to_the_row_of_their_text(store: SqliteGraphStore, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export.write(export.select_all(store), "xlsx", path)
    book = openpyxl.load_workbook(path)
    links = [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert len(links) > 100
    for cell in links:
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        row = book[sheet.strip("'")][int(place.removeprefix("A"))]
        assert cell.value in [other.value for other in row]


@given(_TEXT | st.text("\\u0027'\n`{}", max_size=12))
def test_a_cypher_text_is_literals_that_no_escape_can_leave(text: str) -> None:
    shown = cypher_text(text)
    parts = re.findall(r"'((?:[^'\\\n]|\\u[0-9a-f]{4}|\\[^u])*)'", shown)
    assert " + ".join(f"'{part}'" for part in parts) == shown
    # Cypher turns \uXXXX into a character first of all, whatever stands before it.
    first = (
        re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), "".join(parts))
        if "\\\\" not in shown
        else None
    )
    if first is not None:
        names = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "'": "'"}
        assert re.sub(r"\\(.)", lambda match: names[match[1]], first) == text
    assert not re.search(r"\\u(?!00[01][0-9a-f]|007f)", shown)


@given(_TEXT)
def test_a_turtle_literal_gives_itself_back(text: str) -> None:
    graph = rdflib.Graph().parse(data=f"<urn:a> <urn:b> {literal(text)} .", format="turtle")
    assert [str(value) for value in graph.objects()] == [text]


@given(_TEXT)
def test_xml_text_keeps_all_that_xml_can_hold(text: str) -> None:
    kept = xml_text(text)
    assert len(kept) == len(text)
    assert all(
        old == new or (new == "�" and (ord(old) < 32 or ord(old) in (0xFFFE, 0xFFFF)))
        for old, new in zip(text, kept, strict=True)
    )


@pytest.mark.parametrize("format", ["graphml", "gexf", "xlsx"])
def test_control_characters_do_not_break_xml(format: str, tmp_path: Path) -> None:
    name = "bell\x07 null\x00 \ufffe end"
    node = Node(make_id("indicator", "x"), "Indicator", {"name": name})
    write_graph(tmp_path / "graph.sqlite", GraphTables.of([node], [], []))
    path = tmp_path / f"out.{format}"
    with SqliteGraphStore(tmp_path / "graph.sqlite") as store:
        export.write(export.select_all(store), format, path)
    shown = "bell� null� � end"
    if format == "xlsx":
        assert shown in [cell.value for row in openpyxl.load_workbook(path)["指标 indicators"] for cell in row]
    else:
        graph = networkx.read_graphml(path) if format == "graphml" else networkx.read_gexf(path)
        assert [data["name"] for _, data in graph.nodes(data=True)] == [shown]
