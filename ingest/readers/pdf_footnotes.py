"""Footnotes: smaller lines at the foot of a page that begin with a mark which stands raised in the text above."""

import re
from dataclasses import dataclass
from statistics import median

from ingest.readers.pdf_lines import Row

_SMALLER = 0.93
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_MARK = re.compile(rf"([{_RAISED}]{{1,3}}|\d{{1,3}})(?!\d)")
_MARKS = re.compile(rf"[{_RAISED}]{{1,3}}")


@dataclass(frozen=True, slots=True)
class PageRows:
    """A page's rows, parted at its first footnote; `below` is empty where it has none."""

    above: list[Row]
    below: list[Row]


def split_footnotes(rows: list[Row]) -> PageRows:
    """The rows of the text and those of the footnotes below it."""
    if len(rows) < 3:
        return PageRows(rows, [])
    usual = median(piece.size for row in rows for piece in row)
    small = len(rows)
    while small and rows[small - 1][0].size < _SMALLER * usual:
        small -= 1
    marks = {mark.translate(_PLAIN) for row in rows[:small] for piece in row for mark in _MARKS.findall(piece.text)}
    for index in range(small, len(rows)):
        found = _MARK.match(rows[index][0].text)
        if found and found.group(1).translate(_PLAIN) in marks:
            return PageRows(rows[:index], rows[index:])
    return PageRows(rows, [])
