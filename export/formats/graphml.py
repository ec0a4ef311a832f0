"""GraphML: for networkx, igraph, Cytoscape, yEd. Streams."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from export.job import Job
from export.values import columns, evidence_json, flat, json_text, plain_text, required, xml_text
from graph_schema.schema import ValueType, load_schema
from graph_schema.tables import Value

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: dict[ValueType, str] = {"integer": "long", "number": "double", "boolean": "boolean"}


def write_graphml(job: Job, out: BinaryIO) -> None:
    """Sets of strings and evidence are JSON in text; the citation is the graph's own data."""
    etree = required("lxml.etree", format="graphml")
    schema = load_schema()
    node_keys = {"type": "string", "label": "string", **_keys(columns(schema.nodes.values())), "evidence": "string"}
    edge_keys = {"type": "string", "label": "string", **_keys(columns(schema.edges.values())), "evidence": "string"}
    about = _about(job)
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", xmlns=_NAMESPACE):
            for scope, keys in (("graph", dict.fromkeys(about, "string")), ("node", node_keys), ("edge", edge_keys)):
                for name, type in keys.items():
                    key = {"id": f"{scope}_{name}", "for": scope, "attr.name": name, "attr.type": type}
                    _write(xml, etree.Element("key", key))
            with xml.element("graph", edgedefault="directed", id="plan-graph"):
                for name, text in about.items():
                    _write(xml, _data(etree, f"graph_{name}", text))
                _write_rows(etree, xml, job)


def _keys(found: Mapping[str, ValueType]) -> dict[str, str]:
    return {name: _TYPES.get(type, "string") for name, type in found.items()}


def _about(job: Job) -> dict[str, str]:
    citation = job.citation
    return {
        "name": citation.name,
        "question": citation.question or "",
        "snapshot": citation.snapshot,
        "date": citation.date,
        "version": citation.version,
        "cite_as": "\n".join(citation.gbt7714),
        "citation": json_text(citation.to_json()),
    }


def _write_rows(etree: Any, xml: Any, job: Job) -> None:
    labels = {kind.name: kind.labels.zh for kind in load_schema().edges.values()}
    for node in job.nodes():
        element = etree.Element("node", id=node.node.id)
        head = {"type": node.node.type, "label": node.label}
        _add(etree, element, "node", head | dict(node.node.properties), evidence_json(node.evidence))
        _write(xml, element)
    for row in job.edges():
        edge = row.edge
        element = etree.Element("edge", id=row.id, source=edge.source, target=edge.target)
        head = {"type": edge.type, "label": labels[edge.type]}
        _add(etree, element, "edge", head | dict(edge.properties), evidence_json(row.evidence))
        _write(xml, element)


def _add(etree: Any, element: Any, scope: str, values: Mapping[str, Value], evidence: Iterable[object]) -> None:
    for name, value in values.items():
        element.append(_data(etree, f"{scope}_{name}", plain_text(flat(value))))
    if evidence:
        element.append(_data(etree, f"{scope}_evidence", json_text(evidence)))


def _data(etree: Any, key: str, text: str) -> Any:
    data = etree.Element("data", key=key)
    data.text = xml_text(text)
    return data


def _write(xml: Any, element: Any) -> None:
    element.tail = "\n"
    xml.write(element)
