"""A table that a query gave: for people in a terminal, tab-separated where the output is piped, or as JSON."""

import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph_store.query_table import QueryTable


def show_table(table: QueryTable, *, as_json: bool) -> None:
    """Print it on standard output; on standard error, that there is more than was asked for."""
    if as_json:
        sys.stdout.write(json.dumps(table.to_json(), ensure_ascii=False, indent=1) + "\n")
        return
    rows = [[_text(value) for value in row] for row in table.rows]
    console = Console(file=sys.stdout, highlight=False)
    if console.is_terminal:
        drawn = Table(show_edge=False, pad_edge=False)
        for column in table.columns:
            drawn.add_column(Text(_text(column)), overflow="fold")
        for row in rows:
            drawn.add_row(*map(Text, row))
        console.print(drawn)
    else:
        for row in [[_text(column) for column in table.columns], *rows]:
            sys.stdout.write("\t".join(row) + "\n")
    if table.cut:
        sys.stdout.flush()  # the rows come first also where both go into one file
        sys.stderr.write(f"The first {len(rows)} rows; there are more: --limit N shows N of them.\n")


def _text(value: Any) -> str:
    """One line without control characters: what a document holds must not steer a terminal."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(mark if mark.isprintable() else " " for mark in text)
