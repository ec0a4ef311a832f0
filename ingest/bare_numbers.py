"""Items whose numbers have no mark behind them: 01 新建, 1 新建. Knows a document's lines, neither paragraphs nor tree."""

import re
from collections.abc import Iterable, Mapping

from ingest.mapped import MappedText
from ingest.numbering import Marker, read_marker

_NUMBER = re.compile(r"(?P<number>\d{1,2})(?=[\u4e00-\u9fff“《])")
_FEWEST = 4
"""Lines that must count on, one by one from 1, before their bare numbers are those of items."""


def find_bare_numbers(lines: Iterable[MappedText]) -> Mapping[int, Marker]:
    """The numbers of lines that are items by counting on, by where the line begins; 3年 and 12个 count on from nothing.

    A number is apart from its text by a space, or has a zero before it. A table of contents, whose titles the document
    prints again, has no items.
    """
    runs: list[dict[int, tuple[Marker, str]]] = [{}]
    printed: set[str] = set()
    for line in lines:
        match = _NUMBER.match(line.text)
        if match is None or not (match["number"].startswith("0") or _is_apart(line, match.end())):
            marker = read_marker(line.text)
            printed.add(line.text[marker.length :] if marker is not None else line.text)
            continue
        value = int(match["number"])
        if value == 1:
            runs.append({})
        if value == len(runs[-1]) + 1:
            runs[-1][line.origin[0]] = Marker("arabic", value, match.end()), line.text[match.end() :]
    return {
        start: marker
        for run in runs
        if len(run) >= _FEWEST and sum(title in printed for _, title in run.values()) * 2 < len(run)
        for start, (marker, _) in run.items()
    }


def _is_apart(line: MappedText, position: int) -> bool:
    gap = line.gaps[position : position + 1]
    return bool(gap) and gap != "."
