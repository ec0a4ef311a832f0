"""The graph as SQL tables, indexes and views, written from the schema. Knows no connection."""

import json
from collections.abc import Iterator

from graph_schema.schema import EdgeType, NodeType, PropertyType, Schema
from graph_schema.tables import Value
from graph_schema.views import create_views

SqlValue = str | int | float | None

_COLUMN_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "strings": "TEXT",
}


def node_table(name: str) -> str:
    """The table of a node type: Task -> node_task."""
    return f"node_{name.lower()}"


def edge_table(name: str) -> str:
    """The table of an edge type: LEADS -> edge_leads."""
    return f"edge_{name.lower()}"


_CREATE_PROVENANCE = f"""CREATE TABLE provenance ( -- where a document says that a node or an edge is so
  subject TEXT NOT NULL /* id of the node or edge that is said */,
  position INTEGER NOT NULL /* from 0, within the subject */,
  document TEXT NOT NULL REFERENCES {node_table("Document")} (id) /* the document that says it */,
  "start" INTEGER NOT NULL /* first character, counted in the document's text */,
  "end" INTEGER NOT NULL /* the character behind the last */,
  quote TEXT NOT NULL /* the words there */,
  page INTEGER /* from 1, where the format has pages */,
  PRIMARY KEY (subject, position)
) WITHOUT ROWID"""

_CREATE_ABOUT = """CREATE TABLE about ( -- what this file is
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID"""


def columns(kind: NodeType | EdgeType, *, large: bool = True) -> tuple[str, ...]:
    """The property columns of a table, in its order: large ones last, so that rows are read without them."""
    small = tuple(name for name, declared in kind.properties.items() if not declared.large)
    return small + tuple(name for name, declared in kind.properties.items() if declared.large and large)


def to_sql(value: Value | None) -> SqlValue:
    """A property's value as SQL holds it: sets of strings as a JSON list, booleans as 0 and 1."""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def is_encoded(kind: PropertyType) -> bool:
    """Whether SQL holds the values of this property in another form, so that they need `from_sql`."""
    return kind.type in ("strings", "boolean")


def from_sql(value: Value, kind: PropertyType) -> Value:
    """The value that `to_sql` wrote. Raises ValueError for what it cannot have written."""
    if kind.type == "strings":
        return tuple(json.loads(str(value)))
    return bool(value) if kind.type == "boolean" else value


def create_tables(schema: Schema) -> tuple[str, ...]:
    """CREATE TABLE for everything that rows are written to. Fill them in the order of their keys."""
    return (
        *(_create_node_table(kind) for kind in schema.nodes.values()),
        *(_create_edge_table(kind) for kind in schema.edges.values()),
        _CREATE_PROVENANCE,
        _CREATE_ABOUT,
    )


def create_indexes(schema: Schema) -> tuple[str, ...]:
    """CREATE INDEX for every way in that a table's own key does not give; run after the rows are in."""
    return (
        *(text for kind in schema.nodes.values() for text in _indexes(kind, node_table(kind.name))),
        *(
            text
            for kind in schema.edges.values()
            for text in (
                f"CREATE INDEX {edge_table(kind.name)}_backward ON {edge_table(kind.name)} (target, source)",
                *_indexes(kind, edge_table(kind.name)),
            )
        ),
        'CREATE INDEX provenance_document ON provenance (document, "start", "end", subject, position)',
    )


def data_definition(schema: Schema) -> str:
    """All of it as one script: what `python -m graph_schema --sql` prints."""
    return "".join(f"{text};\n\n" for text in (*create_tables(schema), *create_indexes(schema), *create_views(schema)))


def _indexes(kind: NodeType | EdgeType, table: str) -> Iterator[str]:
    for name, declared in kind.properties.items():
        if declared.indexed:
            yield f'CREATE INDEX {table}_{name} ON {table} ("{name}")'


def _create_node_table(kind: NodeType) -> str:
    head = f"CREATE TABLE {node_table(kind.name)} ( -- {kind.labels.zh} {kind.labels.en}: {kind.description}\n"
    return head + ",\n".join(_lines("  id TEXT PRIMARY KEY NOT NULL", kind)) + "\n)"


def _create_edge_table(kind: EdgeType) -> str:
    head = f"CREATE TABLE {edge_table(kind.name)} ( -- {kind.labels.zh} {kind.labels.en}: {kind.description}\n"
    source, target = _reference(kind.sources), _reference(kind.targets)
    first = f"  source TEXT NOT NULL{source},\n  target TEXT NOT NULL{target},\n  id TEXT NOT NULL"
    lines = ",\n".join([*_lines(first, kind), "  PRIMARY KEY (source, target)"])
    return f"{head}{lines}\n) WITHOUT ROWID"


def _reference(ends: frozenset[str]) -> str:
    """A link that database browsers follow; an end of several types has none."""
    return f" REFERENCES {node_table(next(iter(ends)))} (id)" if len(ends) == 1 else ""


def _lines(first: str, kind: NodeType | EdgeType) -> list[str]:
    return [first, *(_column(name, kind.properties[name]) for name in columns(kind))]


def _column(name: str, kind: PropertyType) -> str:
    required = " NOT NULL" if kind.required else ""
    return f'  "{name}" {_COLUMN_TYPES[kind.type]}{required} /* {kind.zh}: {kind.description.replace("*/", "* /")} */'
