"""Ruling lines of a table on a picture of a page: long straight runs of dark dots. Nothing of text."""

from typing import TYPE_CHECKING

from ingest.readers.pdf_page import Segment

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_MAX_SEGMENTS = 20_000
_DARK = 0.72
"""A dot is dark below this part of the paper's brightness: grey rules count, shaded cells do not."""
_FILLED = 0.96
"""So much of a run has to be dark: print and scanning leave gaps."""
_ACROSS, _DOWN = 2.5, 1.4
"""Shortest lines, in heights of the text: longer than any stroke of a character."""


def find_segments(grey: "NDArray[numpy.uint8]", *, text_height: float, scale: float) -> tuple[Segment, ...]:
    """The horizontal and vertical lines of a picture (rows by columns, 0 = black). `scale`: points a dot."""
    import numpy

    dark = grey < _DARK * float(numpy.median(grey))
    across = _runs(dark, max(20, round(_ACROSS * text_height)))
    down = _runs(dark.T, max(20, round(_DOWN * text_height)))
    if len(across) + len(down) > _MAX_SEGMENTS:
        return ()  # a photograph, not a table
    return (
        *(Segment(start * scale, place * scale, end * scale, place * scale) for place, start, end in across),
        *(Segment(place * scale, start * scale, place * scale, end * scale) for place, start, end in down),
    )


def _runs(dark: "NDArray[numpy.bool_]", length: int) -> list[tuple[int, int, int]]:
    """(row, from, to) of runs of dark dots along the rows that are at least `length` dots long."""
    import numpy

    rows, columns = dark.shape
    if columns < length:
        return []
    sums = numpy.zeros((rows, columns + 1), numpy.int32)
    numpy.cumsum(dark, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= _FILLED * length
    edges = numpy.zeros((rows, full.shape[1] + 2), numpy.int8)
    edges[:, 1:-1] = full
    change = numpy.diff(edges, axis=1)
    places, starts = numpy.nonzero(change == 1)
    _, ends = numpy.nonzero(change == -1)
    found = zip(places.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return [(place, start, end + length - 1) for place, start, end in found]
