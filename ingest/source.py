"""What a reader hands to the parser: one decoded text, its pages and its tables. All offsets refer to that text.

Readers produce it, the parser reads it; neither knows the other.
"""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text as it stands in the document, and where.

    A merged cell appears in every grid position it covers, each time with the same span; `start == end` marks an
    empty cell.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a rectangular grid; `start` and `end` bound it in the document's text."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document after decoding, before any understanding.

    path: as given by the caller. sha256: of the file's bytes. format: "txt", "md", "html", "docx", "pdf", "xlsx" …
    encoding: of text formats, else None. text: everything that can be quoted, lines ended by "\\n".
    pages: offset at which each page begins (page 1 first); empty where the format has no pages.
    tables: those that the format itself marks, in the text's order; text formats leave them to the parser.
    lines_are_paragraphs: True where the format marks paragraphs (HTML, DOCX), so that no line is a hard wrap.
    notes: what the reader could not represent, one line each ("2 pictures without text").
    """

    path: str
    sha256: str
    format: str
    encoding: str | None
    text: str
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    lines_are_paragraphs: bool = False
    notes: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The page (from 1) that holds the character at `offset`, or None where the format has no pages."""
        return bisect_right(self.pages, offset) if self.pages else None
