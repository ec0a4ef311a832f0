"""Lines that say who issued a document and when: signatures, footers, letterheads. Knows lines, decides nothing."""

import re

from ingest.facts import Span
from ingest.header.bodies import Named, split_names
from ingest.header.dates import find_date
from ingest.header.numbers import find_numbers
from ingest.header.view import View
from ingest.values import dataclass

_LETTERHEAD = re.compile(r"(?P<who>[\u4e00-\u9fff、·（） \u3000]{3,80}?)[ \u3000]*(?:文[ \u3000]*件|(?<=政府)令)")
_BESIDE = re.compile(
    r"（(?:代章|盖章|印章|章|公章|印|本文有删减|此件[\u4e00-\u9fff]{2,8})）|印\s*发|签发|[>#*]|(?<![\u4e00-\u9fff])[（）]|[（）](?![\u4e00-\u9fff])"
)
"""中国（上海）自由贸易试验区管理委员会 keeps its bracket."""
_SAYS_MORE = re.compile("[。：？！《》]")
"""What stands in no name, no date and no number."""
_MAY_BE_DATE = re.compile(r"[年\-./]")
_MOST_LINES = 14
_LONGEST = 160
_LETTERHEAD_LENGTH = 120


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line that holds only names of bodies, a date, a document number, or several of these.

    printed: the date is that of printing (…印发). number: it holds a document number.
    """

    names: tuple[Named, ...]
    date: str | None
    date_span: Span | None
    printed: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when, and the first and last of the lines that say so."""

    names: tuple[Named, ...]
    date: str
    date_span: Span
    lines: tuple[int, int]


def read_signature_line(normal: str, start: int, end: int) -> SignatureLine | None:
    """What a line from `start` to `end` of a text in the normal form holds; None where it holds anything else."""
    if end - start > _LONGEST:
        return None
    line = normal[start:end]
    if _SAYS_MORE.search(line) or ("）" in line and "（" not in line):
        return None  # a bracket that only closes is the end of a list whose beginning stands on the line above
    rest = list(line)
    numbers = find_numbers(normal, start, end)
    for left, right in numbers:
        rest[left - start : right - start] = " " * (right - left)
    found = find_date(line)
    if found:
        rest[found.start : found.end] = " " * (found.end - found.start)
    remains = _BESIDE.sub(lambda match: " " * len(match.group()), "".join(rest))
    names = split_names(remains, start) if remains.strip() else ()
    if names is None or not (names or found or numbers):
        return None
    date, span = (found.iso, (start + found.start, start + found.end)) if found else (None, None)
    printed = found is not None and re.search(r"印\s*发", line) is not None
    return SignatureLine(names, date, span, printed, bool(numbers))


def signatures(view: View) -> list[Signature]:
    """All signatures in order: names with a date on the same line or below them, dates alone too; no footers."""
    found: list[Signature] = []
    for index, (start, end) in enumerate(view.spans):
        if end - start > _LONGEST or not _MAY_BE_DATE.search(view.normal, start, end):
            continue
        line = read_signature_line(view.normal, start, end)
        if line is None or line.date is None or line.date_span is None or line.printed or line.number:
            continue
        names, first = list(line.names), index
        for above in range(index - 1, max(-1, index - _MOST_LINES), -1):
            upper = read_signature_line(view.normal, *view.spans[above])
            if upper is None or upper.date or upper.number or not upper.names:
                break
            names[:0] = upper.names
            first = above
        found.append(Signature(tuple(names), line.date, line.date_span, (first, index)))
    return found


def footers(view: View) -> list[SignatureLine]:
    """Footers (某某办公室 2023年4月21日印发), in order."""
    found = []
    for start, end in view.spans:
        if end - start <= _LONGEST and view.normal.find("印", start, end) >= 0:
            line = read_signature_line(view.normal, start, end)
            if line is not None and line.date and line.printed:
                found.append(line)
    return found


def letterhead(view: View, limit: int) -> tuple[Named, ...]:
    """The bodies that the letterhead names (某某人民政府文件), within the first `limit` lines; () without one."""
    above: list[Named] = []
    for start, end in view.spans[:limit]:
        line = view.normal[start:end]
        match = None
        if end - start <= _LETTERHEAD_LENGTH:
            for left, right in find_numbers(view.normal, start, end):
                line = line[: left - start] + " " * (right - left) + line[right - start :]
            match = _LETTERHEAD.fullmatch(line.strip(" \t\u3000>#*"))
        if match is not None:
            names = split_names(match["who"], view.normal.index(match["who"], start))
            if names:
                return (*above, *names)
        upper = read_signature_line(view.normal, start, end)
        above = [*above, *upper.names] if upper and upper.names and not upper.date and not upper.number else []
    return ()
