"""Division tables that a text carries with nothing between their cells.

Finds head and rows; what the pieces of a row look like, `ingest.flat_cells` decides. Does not know what a table says.
"""

from ingest.facts import Span
from ingest.flat_cells import UNITS, settle_bodies
from ingest.joined_rows import JoinedRows, Spans
from ingest.run_heads import RunHead, find_heads
from ingest.source import Cell, Table

_FEWEST_ROWS = 2


def find_run_tables(text: str) -> list[Table]:
    """The division tables in `text` that lost their cells, in order."""
    tables: list[Table] = []
    end = 0
    for head in find_heads(text):
        if head.words[0][0] < end:
            continue
        rows = JoinedRows(text, head).rows()
        if len(rows) >= _FEWEST_ROWS and any(row[head.kinds.find(UNITS)] for row in rows):
            settle_bodies(rows, head.kinds, text)
            tables.append(_table(text, head, rows))
            end = tables[-1].end
    return tables


def _table(text: str, head: RunHead, rows: list[Spans]) -> Table:
    grid = [tuple(_cell(text, word) for word in head.words)]
    for row in rows:
        at = next(span for span in row if span)[0]
        grid.append(tuple(_cell(text, span) if span else Cell("", at, at) for span in row))
    return Table(tuple(grid), head.words[0][0], max(span[1] for span in rows[-1] if span))


def _cell(text: str, span: Span) -> Cell:
    raw = text[slice(*span)]
    start = span[0] + len(raw) - len(raw.lstrip())
    return Cell(raw.strip(), start, start + len(raw.strip()))
