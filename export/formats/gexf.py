"""GEXF 1.3 with the schema's colours: for Gephi. Streams."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from export.job import Job
from export.values import columns, evidence_json, flat, json_text, plain_text, required, xml_text
from graph_schema.schema import EdgeType, NodeType, ValueType, load_schema
from graph_schema.tables import Value

_NAMESPACE = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_TYPES: dict[ValueType, str] = {"integer": "long", "number": "double", "boolean": "boolean"}
_SIZES = {"Plan": 20.0, "Jurisdiction": 16.0, "Action": 12.0, "Unit": 12.0, "Task": 8.0}
_SMALL = 5.0


def write_gexf(job: Job, out: BinaryIO) -> None:
    """Sets of strings and evidence are JSON in text; the citation stands in the file's description."""
    etree = required("lxml.etree", format="gexf")
    schema = load_schema()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_NAMESPACE}}}gexf", version="1.3", nsmap={None: _NAMESPACE, "viz": _VIZ}):
            _write(xml, _meta(etree, job))
            with xml.element("graph", defaultedgetype="directed", mode="static"):
                _write(xml, _attributes(etree, "node", schema.nodes.values()))
                _write(xml, _attributes(etree, "edge", schema.edges.values()))
                _write_rows(etree, xml, job)


def _meta(etree: Any, job: Job) -> Any:
    citation = job.citation
    meta = etree.Element("meta", lastmodifieddate=citation.date)
    question = f"Question: {citation.question}\n" if citation.question else ""
    about = f"{question}Snapshot: {citation.snapshot}\nDate: {citation.date}\nVersion: {citation.version}\n"
    for name, text in (
        ("creator", f"{citation.program} {citation.version}"),
        ("keywords", json_text(citation.to_json())),
        ("description", f"{citation.name}\n{about}\n{citation.text()}"),
    ):
        etree.SubElement(meta, name).text = xml_text(text)
    return meta


def _attributes(etree: Any, scope: str, kinds: Iterable[NodeType | EdgeType]) -> Any:
    attributes = etree.Element("attributes", {"class": scope})
    types = {"type": "string", **{name: _TYPES.get(type, "string") for name, type in columns(kinds).items()}}
    for name, type in (types | {"evidence": "string"}).items():
        etree.SubElement(attributes, "attribute", id=name, title=name, type=type)
    return attributes


def _write_rows(etree: Any, xml: Any, job: Job) -> None:
    schema = load_schema()
    with xml.element("nodes"):
        for node in job.nodes():
            element = etree.Element("node", id=node.node.id, label=xml_text(node.label))
            values = {"type": node.node.type, **node.node.properties}
            _add(etree, element, values, evidence_json(node.evidence))
            _colour(etree, element, schema.node(node.node.type).colour)
            etree.SubElement(element, f"{{{_VIZ}}}size", value=str(_SIZES.get(node.node.type, _SMALL)))
            _write(xml, element)
    with xml.element("edges"):
        for row in job.edges():
            edge, kind = row.edge, schema.edge(row.edge.type)
            ends = {"source": edge.source, "target": edge.target}
            element = etree.Element("edge", id=row.id, **ends, type="directed", kind=edge.type, label=kind.labels.zh)
            _add(etree, element, {"type": edge.type, **edge.properties}, evidence_json(row.evidence))
            _colour(etree, element, kind.colour)
            _write(xml, element)


def _add(etree: Any, element: Any, values: Mapping[str, Value], evidence: list[dict[str, Any]]) -> None:
    held = etree.SubElement(element, "attvalues")
    for name, value in values.items():
        etree.SubElement(held, "attvalue", {"for": name, "value": xml_text(plain_text(flat(value)))})
    if evidence:
        etree.SubElement(held, "attvalue", {"for": "evidence", "value": xml_text(json_text(evidence))})


def _colour(etree: Any, element: Any, colour: str) -> None:
    red, green, blue = (str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    etree.SubElement(element, f"{{{_VIZ}}}color", r=red, g=green, b=blue)


def _write(xml: Any, element: Any) -> None:
    element.tail = "\n"
    xml.write(element)
