"""Reads every format back by a library that is not ours, into one form that can be compared with the tables."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pandas
import pyarrow.parquet
import rdflib

from graph_schema.schema import EdgeType, NodeType, load_schema
from graph_schema.tables import GraphTables

SCHEMA = load_schema()
_HEAD = {"id", "type", "label", "source", "target", "evidence", "viz", "key"}
Quote = tuple[str, int, int, str, int | None]


@dataclass
class Content:
    """Nodes by id: type and properties. Edges by id: type, ends and properties. Quotes by subject."""

    nodes: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    edges: dict[str, tuple[str, str, str, dict[str, Any]]] = field(default_factory=dict)
    evidence: dict[str, list[Quote]] = field(default_factory=lambda: defaultdict(list))
    citation: dict[str, Any] = field(default_factory=dict)

    def quotes(self, subject: str, value: object) -> None:
        rows = json.loads(value) if isinstance(value, str) else value
        assert isinstance(rows, Iterable)
        for row in rows:
            self.evidence[subject].append((row["document"], row["start"], row["end"], row["quote"], row.get("page")))


def expected(tables: GraphTables) -> Content:
    """What the tables hold, without the full text of documents."""
    content = Content()
    for node in tables.nodes:
        small = {
            name: value for name, value in node.properties.items() if not SCHEMA.node(node.type).properties[name].large
        }
        content.nodes[node.id] = (node.type, small)
    for edge in tables.edges:
        content.edges[edge.id] = (edge.type, edge.source, edge.target, dict(edge.properties))
    for row in tables.provenance:
        content.evidence[row.subject].append((row.document, row.start, row.end, row.quote, row.page))
    return content


def _properties(values: Mapping[str, Any], kind: NodeType | EdgeType) -> dict[str, Any]:
    """The properties that have a value, in the types of the schema."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in _HEAD or value is None or value == "" or (isinstance(value, float) and value != value):
            continue
        match kind.properties[name].type:
            case "strings":
                found[name] = tuple(sorted(json.loads(value) if isinstance(value, str) else value))
            case "boolean":
                found[name] = (
                    {"true": True, "false": False}.get(value, value) if isinstance(value, str) else bool(value)
                )
            case "integer":
                found[name] = int(value)
            case "number":
                found[name] = float(value)
            case _:
                found[name] = str(value)
    return found


def _of_networkx(graph: Any) -> Content:
    content = Content()
    for identifier, data in graph.nodes(data=True):
        content.nodes[identifier] = (data["type"], _properties(data, SCHEMA.node(data["type"])))
        content.quotes(identifier, data.get("evidence", []))
    for source, target, key, data in graph.edges(keys=True, data=True):
        content.edges[key] = (data["type"], source, target, _properties(data, SCHEMA.edge(data["type"])))
        content.quotes(key, data.get("evidence", []))
    return content


def read_graphml(path: Path) -> Content:
    graph = networkx.read_graphml(path, force_multigraph=True)
    content = _of_networkx(graph)
    content.citation = json.loads(graph.graph["citation"])
    return content


def read_gexf(path: Path) -> Content:
    graph = networkx.read_gexf(path)
    return _of_networkx(networkx.MultiDiGraph(graph) if graph.is_multigraph() else _with_keys(graph))


def _with_keys(graph: Any) -> Any:
    keyed = networkx.MultiDiGraph()
    keyed.add_nodes_from(graph.nodes(data=True))
    for source, target, data in graph.edges(data=True):
        keyed.add_edge(source, target, key=data["id"], **data)
    return keyed


def read_json(path: Path) -> Content:
    graph = networkx.node_link_graph(json.loads(path.read_bytes()), edges="edges")
    content = _of_networkx(graph)
    content.citation = graph.graph["citation"]
    return content


def read_jsonl(path: Path) -> Content:
    content = Content()
    for line in path.read_bytes().decode().split("\n")[:-1]:
        row = json.loads(line)
        record = row.pop("record")
        if record == "citation":
            content.citation = row
        elif record == "node":
            content.nodes[row["id"]] = (row["type"], _properties(row, SCHEMA.node(row["type"])))
        else:
            kind = SCHEMA.edge(row["type"])
            content.edges[row["id"]] = (row["type"], row["source"], row["target"], _properties(row, kind))
        content.quotes(row["id"] if record != "citation" else "", row.get("evidence", []))
    content.evidence.pop("", None)
    return content


def undefused(value: Any) -> Any:
    """The text that stands behind the apostrophe, as the citation's file tells."""
    return value[1:] if isinstance(value, str) and value.startswith("'") else value


def read_csv(path: Path) -> Content:
    content = Content(citation=json.loads((path / "citation.json").read_bytes()))
    tables = {
        name: pandas.read_csv(path / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig").to_dict(
            "records"
        )
        for name in ("nodes", "edges", "evidence")
    }
    for row in tables["nodes"]:
        kind = SCHEMA.node(row["type"])
        held = {name: undefused(row[name]) for name in kind.properties}
        content.nodes[row["id"]] = (row["type"], _properties(held, kind))
    for row in tables["edges"]:
        edge = SCHEMA.edge(row["type"])
        held = {name: undefused(row[name]) for name in edge.properties}
        content.edges[row["id"]] = (row["type"], row["source"], row["target"], _properties(held, edge))
    for row in tables["evidence"]:
        page = int(row["page"]) if row["page"] else None
        quote = (row["document"], int(row["start"]), int(row["end"]), undefused(row["quote"]), page)
        content.evidence[row["subject"]].append(quote)
    return content


def read_parquet(path: Path) -> Content:
    content = Content()
    for name in ("nodes", "edges"):
        table = pyarrow.parquet.read_table(path / f"{name}.parquet")
        content.citation = json.loads(table.schema.metadata[b"citation"])
        for row in table.to_pylist():
            kind: Any = (SCHEMA.node if name == "nodes" else SCHEMA.edge)(row["type"])
            held = _properties({key: value for key, value in row.items() if value is not None}, kind)
            if name == "nodes":
                content.nodes[row["id"]] = (row["type"], held)
            else:
                content.edges[row["id"]] = (row["type"], row["source"], row["target"], held)
            content.quotes(row["id"], row["evidence"])
    return content


_PG = "urn:plan-graph:term:"
_ID = "urn:plan-graph:id:"


def _camel(name: str) -> str:
    first, *rest = name.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)


def read_turtle(path: Path) -> Content:
    graph = rdflib.Graph().parse(path, format="turtle")
    rdf, prov = rdflib.RDF, rdflib.PROV
    pg, content = rdflib.Namespace(_PG), Content()
    names = {_camel(name): name for name in SCHEMA.edges}
    for name, kind in SCHEMA.nodes.items():
        for subject in graph.subjects(rdf.type, pg[name]):
            content.nodes[str(subject).removeprefix(_ID)] = (name, _rdf_properties(graph, subject, kind))
    for subject in graph.subjects(rdf.type, pg.Relation):
        source, target, predicate = (graph.value(subject, part) for part in (rdf.subject, rdf.object, rdf.predicate))
        assert (source, predicate, target) in graph
        type = names[str(predicate).removeprefix(_PG)]
        held = _rdf_properties(graph, subject, SCHEMA.edge(type))
        ends = (str(source).removeprefix(_ID), str(target).removeprefix(_ID))
        content.edges[str(subject).removeprefix(_ID)] = (type, *ends, held)
    for quotation in graph.subjects(rdf.type, pg.Quotation):
        (subject,) = graph.subjects(prov.wasDerivedFrom, quotation)
        page = graph.value(quotation, pg.page)
        values = [graph.value(quotation, part) for part in (prov.wasQuotedFrom, pg.start, pg.end, prov.value)]
        document, start, end, quote = values
        row = (
            str(document).removeprefix(_ID),
            int(str(start)),
            int(str(end)),
            str(quote),
            int(str(page)) if page else None,
        )
        content.evidence[str(subject).removeprefix(_ID)].append(row)
    (about,) = graph.subjects(rdf.type, pg.Export)
    content.citation = {name: str(graph.value(about, pg[name])) for name in ("snapshot", "version", "question")}
    return content


def _rdf_properties(graph: Any, subject: Any, kind: NodeType | EdgeType) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for name, declared in kind.properties.items():
        values = [str(value) for value in graph.objects(subject, rdflib.URIRef(_PG + _camel(name)))]
        if values:
            held[name] = values if declared.type == "strings" else values[0]
    return _properties(held, kind)


def read_xlsx(path: Path) -> Content:
    book = openpyxl.load_workbook(path)
    content = Content()
    names = {f"{kind.labels.zh} {kind.labels.en}s": kind for kind in SCHEMA.nodes.values()}
    names |= {"来源 sources": SCHEMA.node("Document")}
    for sheet in book:
        for row in _records(sheet):
            if sheet.title == "关系 relations":
                edge = SCHEMA.edge(row["类型 type"])
                ends = (row["起点 source id"], row["终点 target id"])
                content.edges[row["id"]] = (edge.name, *ends, _xlsx_properties(row, edge))
            elif sheet.title in names:
                kind = names[sheet.title]
                content.nodes[row["id"]] = (kind.name, _xlsx_properties(row, kind))
    documents = {
        undefused(data["name"]): identifier for identifier, (type, data) in content.nodes.items() if type == "Document"
    }
    for row in _records(book["证据 evidence"]):
        quote = (
            documents[undefused(row["出处 document"])],
            row["起 start"],
            row["止 end"],
            undefused(row["出处原文 evidence"]),
            row["页码 page"],
        )
        content.evidence[row["id"]].append(quote)
    return content


def _records(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    assert len(set(head)) == len(head), f"two columns of one name in {sheet.title}"
    return [dict(zip(head, row, strict=True)) for row in rows]


def _xlsx_properties(row: dict[str, Any], kind: NodeType | EdgeType) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for name, declared in kind.properties.items():
        value = undefused(row.get(f"{declared.zh} {name}"))
        held[name] = value.split("、") if declared.type == "strings" and isinstance(value, str) else value
    return _properties(held, kind)


READERS: Mapping[str, Callable[[Path], Content]] = {
    "graphml": read_graphml,
    "gexf": read_gexf,
    "csv": read_csv,
    "json": read_json,
    "jsonl": read_jsonl,
    "parquet": read_parquet,
    "turtle": read_turtle,
    "xlsx": read_xlsx,
}
