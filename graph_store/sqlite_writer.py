"""Writes a whole graph into one new SQLite file. The same tables give the same bytes."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from graph_schema.errors import StoreError
from graph_schema.schema import Schema, load_schema
from graph_schema.sql import SqlValue, columns, create_indexes, create_tables, to_sql
from graph_schema.tables import GraphTables, Provenance
from graph_schema.views import create_views
from graph_store import sql_queries


def write_graph(path: Path, tables: GraphTables) -> None:
    """Write the tables to the new file `path`: rows in the order of their keys, indexes afterwards.

    The file is of no use until this returns: write it aside, then move it. Raises StoreError when it cannot be
    written or is there already.
    """
    if path.exists():
        raise StoreError(f"{path}: is there already; a graph file is written once and never changed")
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            _write(connection, tables, load_schema())
        finally:
            connection.close()
    except sqlite3.Error as exc:
        raise StoreError(f"{path}: could not be written ({exc}); is the disk full?") from exc


def _write(connection: sqlite3.Connection, tables: GraphTables, schema: Schema) -> None:
    for statement in (*sql_queries.PREPARE_WRITING, sql_queries.BEGIN, *create_tables(schema)):
        connection.execute(statement)
    _write_nodes(connection, tables, schema)
    _write_edges(connection, tables, schema)
    connection.executemany(sql_queries.INSERT_PROVENANCE, _provenance_rows(tables.provenance))
    connection.executemany(sql_queries.INSERT_ABOUT, _about(tables, schema))
    for statement in (*create_indexes(schema), *create_views(schema), sql_queries.ANALYZE, sql_queries.COMMIT):
        connection.execute(statement)


def _write_nodes(connection: sqlite3.Connection, tables: GraphTables, schema: Schema) -> None:
    rows: dict[str, list[tuple[SqlValue, ...]]] = {name: [] for name in schema.nodes}
    names = {name: columns(kind) for name, kind in schema.nodes.items()}
    for node in tables.nodes:
        values = (to_sql(node.properties.get(name)) for name in names[node.type])
        rows[node.type].append((node.id, *values))
    for name, kind in schema.nodes.items():
        connection.executemany(sql_queries.insert_node(kind), rows[name])


def _write_edges(connection: sqlite3.Connection, tables: GraphTables, schema: Schema) -> None:
    for name, group in groupby(tables.edges, key=lambda edge: edge.type):
        kind = schema.edge(name)
        names = columns(kind)
        connection.executemany(
            sql_queries.insert_edge(kind),
            (
                (edge.source, edge.target, edge.id, *(to_sql(edge.properties.get(column)) for column in names))
                for edge in group
            ),
        )


def _provenance_rows(rows: Iterable[Provenance]) -> Iterator[tuple[SqlValue, ...]]:
    for subject, group in groupby(rows, key=lambda row: row.subject):
        for position, row in enumerate(group):
            yield subject, position, row.document, row.start, row.end, row.quote, row.page


def _about(tables: GraphTables, schema: Schema) -> tuple[tuple[str, str], ...]:
    nodes = dict.fromkeys(schema.nodes, 0)
    for node in tables.nodes:
        nodes[node.type] += 1
    edges = dict.fromkeys(schema.edges, 0)
    for edge in tables.edges:
        edges[edge.type] += 1
    return (
        ("edges", json.dumps(edges)),
        ("nodes", json.dumps(nodes)),
        ("provenance", json.dumps(len(tables.provenance))),
        ("snapshot", tables.content_hash()),
    )
