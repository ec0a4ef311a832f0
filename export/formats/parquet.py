"""Parquet files, typed: nodes.parquet and edges.parquet. Stream, a row group at a time."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from export.job import Job
from export.selection import in_batches
from export.values import columns, edge_json, json_text, node_json, required
from graph_schema.schema import ValueType, load_schema

_ROWS = 20_000
_Row = TypeVar("_Row")


def write_parquet(job: Job, folder: Path) -> None:
    """Each property in its type, sets as lists, evidence as a list of structs; the citation is in each file's metadata
    (key "citation", JSON)."""
    schema = load_schema()
    node_columns, edge_columns = columns(schema.nodes.values()), columns(schema.edges.values())
    _write(job, folder / "nodes.parquet", ("id", "type", "label"), node_columns, job.nodes(), node_json)
    _write(job, folder / "edges.parquet", ("id", "type", "source", "target"), edge_columns, job.edges(), edge_json)


def _write(
    job: Job,
    path: Path,
    head: tuple[str, ...],
    properties: dict[str, ValueType],
    rows: Iterable[_Row],
    to_json: Callable[[_Row], dict[str, Any]],
) -> None:
    arrow = required("pyarrow", format="parquet")
    parquet = required("pyarrow.parquet", format="parquet")
    schema = _schema(arrow, job, head, properties)
    days = [name for name, type in properties.items() if type == "date"]
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in in_batches(rows, _ROWS):
            values = [_with_days(to_json(row), days) for row in batch]
            writer.write_table(arrow.Table.from_pylist(values, schema=schema))


def _schema(arrow: Any, job: Job, head: tuple[str, ...], properties: dict[str, ValueType]) -> Any:
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "strings": arrow.list_(arrow.string()),
    }
    quote = {"document": arrow.string(), "start": arrow.int64(), "end": arrow.int64(), "quote": arrow.string()}
    evidence = arrow.list_(arrow.struct(list((quote | {"page": arrow.int64()}).items())))
    fields = [(name, arrow.string()) for name in head]
    fields += [(name, types[type]) for name, type in properties.items()]
    citation = {"citation": json_text(job.citation.to_json()), "cite_as": job.citation.text()}
    return arrow.schema([*fields, ("evidence", evidence)], metadata=citation)


def _with_days(value: dict[str, Any], days: list[str]) -> dict[str, Any]:
    for name in days:
        if name in value:
            value[name] = date.fromisoformat(value[name])
    return value
