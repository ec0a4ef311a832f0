"""CSV files that Excel opens well: nodes.csv, edges.csv, evidence.csv. Stream."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from export.job import Job
from export.selection import EdgeRow, NodeRow
from export.values import columns, defused, first_evidence, flat, plain_text
from graph_schema.schema import EdgeType, load_schema
from graph_schema.tables import Provenance, Value

_FIRST = ("evidence_count", "evidence_document", "evidence_page", "evidence_quote")
_EVIDENCE = ("subject", "document", "document_name", "start", "end", "page", "quote")


def write_csv(job: Job, folder: Path) -> None:
    """UTF-8 with a byte order mark, so that Excel shows Chinese; text that looks like a formula is defused.

    Sets of strings are JSON lists. evidence.csv has a line for each quote; nodes and edges show their first.
    """
    schema = load_schema()
    names = job.document_names()
    node_columns, edge_columns = _places(columns(schema.nodes.values())), _places(columns(schema.edges.values()))
    with _table(folder / "evidence.csv", _EVIDENCE) as said:
        with _table(folder / "nodes.csv", ("id", "type", "label", *node_columns, *_FIRST)) as nodes:
            for node in job.nodes():
                nodes.writerow(_node_line(node, node_columns, names))
                said.writerows(_evidence_lines(node.evidence, names))
        with _table(folder / "edges.csv", ("id", "type", "label", "source", "target", *edge_columns, *_FIRST)) as edges:
            for edge in job.edges():
                edges.writerow(_edge_line(edge, schema.edge(edge.edge.type), edge_columns, names))
                said.writerows(_evidence_lines(edge.evidence, names))


@contextmanager
def _table(path: Path, header: tuple[str, ...]) -> Iterator[Any]:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        yield writer


def _node_line(row: NodeRow, places: Mapping[str, int], documents: Mapping[str, str]) -> list[object]:
    values = _values(row.node.properties, places)
    return [row.node.id, row.node.type, defused(row.label), *values, *_first(row.evidence, documents)]


def _edge_line(row: EdgeRow, kind: EdgeType, places: Mapping[str, int], documents: Mapping[str, str]) -> list[object]:
    edge = row.edge
    values = _values(edge.properties, places)
    return [row.id, edge.type, kind.labels.zh, edge.source, edge.target, *values, *_first(row.evidence, documents)]


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _values(held: Mapping[str, Value], places: Mapping[str, int]) -> list[str]:
    """The properties' cells: most of a line is empty, for its columns are those of all types."""
    cells = [""] * len(places)
    for name, value in held.items():
        shown = flat(value)
        cells[places[name]] = defused(shown) if isinstance(shown, str) else plain_text(shown)
    return cells


def _first(rows: tuple[Provenance, ...], documents: Mapping[str, str]) -> tuple[object, ...]:
    count, document, page, quote = first_evidence(rows, documents)
    return count, defused(document), page, defused(quote)


def _evidence_lines(rows: tuple[Provenance, ...], names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        name = defused(names.get(row.document, ""))
        yield row.subject, row.document, name, row.start, row.end, row.page, defused(row.quote)
