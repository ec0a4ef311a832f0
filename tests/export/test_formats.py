import json
from pathlib import Path

import networkx
import openpyxl
import pyarrow.parquet
import pytest
import rdflib
from lxml import etree

import export
from export.__main__ import FORMAT_NAMES
from export.values import columns
from export.vocabulary import CLASSES, RELATIONS, term, vocabulary_text
from graph_schema.schema import load_schema
from graph_store.sqlite_store import SqliteGraphStore
from tests.export.sample import HOSTILE

_OURS = {"record", "id", "key", "type", "label", "source", "target", "evidence", "start", "end", "page", "viz"}


def test_the_command_offers_every_format() -> None:
    assert tuple(export.FORMATS) == FORMAT_NAMES


def test_no_property_of_the_schema_has_a_name_that_formats_use() -> None:
    schema = load_schema()
    assert not _OURS & {*columns(schema.nodes.values()), *columns(schema.edges.values())}


def test_rdf_terms_are_all_different() -> None:
    schema = load_schema()
    names = {*columns(schema.nodes.values()), *columns(schema.edges.values())}
    terms = [
        *(term(name) for name in (*names, *schema.edges)),
        "pg:start",
        "pg:end",
        "pg:page",
        "pg:snapshot",
        "pg:version",
        "pg:question",
    ]
    assert len(set(terms)) == len(terms)
    assert set(CLASSES) <= set(schema.nodes)
    assert set(RELATIONS) <= set(schema.edges)


def test_the_published_vocabulary_is_that_of_the_schema(root: Path) -> None:
    published = (root / "export" / "vocabulary.ttl").read_text("utf-8")
    assert published == vocabulary_text(), "run `python -m export --vocabulary > export/vocabulary.ttl`"


def test_every_term_in_use_is_in_the_vocabulary(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "turtle", tmp_path / "out.ttl")
    graph = rdflib.Graph().parse(tmp_path / "out.ttl")
    ours = "urn:plan-graph:term:"
    used = {str(term) for triple in graph for term in triple[1:] if str(term).startswith(ours)}
    defined = {str(term) for term in rdflib.Graph().parse(data=vocabulary_text(), format="turtle").subjects()}
    assert used <= defined


def test_gexf_has_the_colours_of_the_schema(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "gexf", tmp_path / "out.gexf")
    graph = networkx.read_gexf(tmp_path / "out.gexf")
    for _, data in graph.nodes(data=True):
        colour = data["viz"]["color"]
        shown = f"#{colour['r']:02x}{colour['g']:02x}{colour['b']:02x}"
        assert shown == load_schema().node(data["type"]).colour


def test_gexf_is_what_its_schema_allows(store: SqliteGraphStore, tmp_path: Path) -> None:
    """The names and orders that the RELAX NG of GEXF 1.3 gives, ids used once, values of the declared types."""
    export.write(export.select_all(store), "gexf", tmp_path / "out.gexf")
    root = etree.parse(tmp_path / "out.gexf").getroot()
    space, viz = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
    graph = root.find(f"{space}graph")
    assert graph is not None and set(graph.attrib) == {"defaultedgetype", "mode"} and root.get("version") == "1.3"
    assert [part.tag for part in graph] == [f"{space}{name}" for name in ("attributes", "attributes", "nodes", "edges")]
    is_of = {"string": str, "long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__}
    for kind, attributes in (("node", graph[0]), ("edge", graph[1])):
        types = {str(held.get("id")): str(held.get("type")) for held in attributes}
        elements = list(graph.iter(f"{space}{kind}"))
        ids = [element.get("id") for element in elements]
        assert attributes.get("class") == kind and len(set(ids)) == len(ids) == len(elements)
        allowed = {"id", "label"} | ({"source", "target", "type", "kind"} if kind == "edge" else set())
        for element in elements:
            assert set(element.attrib) == allowed
            assert {part.tag for part in element} <= {f"{space}attvalues", f"{viz}color", f"{viz}size"}
            for held in element[0]:
                is_of[types[str(held.get("for"))]](str(held.get("value")))


def test_labels_are_names_never_ids(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "json", tmp_path / "out.json")
    rows = json.loads((tmp_path / "out.json").read_bytes())["nodes"]
    assert all(row["label"] and row["label"] != row["id"] for row in rows)


def test_parquet_has_the_types_of_the_schema(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "parquet", tmp_path / "out")
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(tmp_path / "out" / "nodes.parquet")}
    assert types["issued_on"].startswith("date32")
    assert types["value"] == "double"
    assert types["position"] == "int64"
    assert types["collective"] == "bool"
    assert types["names"].startswith("list")
    assert types["evidence"].startswith("list<element: struct<document: string, start: int64")


@pytest.mark.parametrize("format", sorted(export.FORMATS))
def test_formats_say_what_they_are_good_for_in_both_languages(format: str) -> None:
    kind = export.FORMATS[format]
    assert kind.zh
    assert kind.en
    assert (kind.write_file is None) != (kind.write_folder is None)


def test_a_workbook_follows_the_outline_of_its_plans(store: SqliteGraphStore, tmp_path: Path) -> None:
    export.write(export.select_all(store), "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames[:5] == ["引用 citation", "单位 units", "任务 tasks", "目标 targets", "来源 sources"]
    assert book.sheetnames[-2:] == ["关系 relations", "证据 evidence"]
    for name in ("任务 tasks", "目标 targets"):
        head, *rows = book[name].iter_rows(values_only=True)
        plans = [row[head.index("规划 plan")] for row in rows]
        assert plans == sorted(plans)
    head, *rows = book["任务 tasks"].iter_rows(values_only=True)
    hostile = [row[head.index("位置 position")] for row in rows if row[head.index("位置 position")]]
    assert hostile == list(range(1, len(HOSTILE) + 1))
    (task,) = (row for row in rows if str(row[head.index("规划 plan")]).startswith("清江"))
    shown = dict(zip(head, task, strict=True))
    assert (shown["牵头单位 leads"], shown["配合单位 supports"]) == ("清江县农业农村局", "清江县财政局、各乡镇")
