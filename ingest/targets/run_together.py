"""Tables of indicators whose cells a copy has run together (…万吨158180预期性3…): read where each row's end is told.

The rows are numbered and end in a word of nature; a figure before the plan and one to reach stand side by side, and are
parted where they are nearest to each other. What cannot be parted is set aside, never read as prose.
"""

import math
import re
from dataclasses import dataclass

from ingest.facts import NotTarget, Operator, Target
from ingest.mapped import MappedText, quote
from ingest.targets.measures import kind_of
from ingest.targets.model import TargetContext, TargetReading

_HEAD = re.compile(
    r"(?:序号)?指标(?:名称|内容)?(?:计量)?(?P<unit>单位)?"
    r"(?:“?十[二三四]五”?末?)?(?P<first>(?:19|20)\d\d)年[^\d，。]{0,6}(?P<second>(?:19|20)\d\d)年[^\d，。；]{0,6}?"
    r"(?:(?P<nature>(?:指标)?(?:属性|性质))|(?:19|20)\d\d年[^\d，。；]{0,4}(?:19|20)\d\d年[^\d，。；]{0,6}|增长|年均[^\d，。；]{0,8})?(?=[一-龥、]{0,12}1[^\d.])"
)
_NATURE = re.compile("预期性|约束性|导向性|引导性")
_TAIL = re.compile(r"[<>≥≤~\-—\d.,:∶]+$")
_RATIO = re.compile(r"(?P<first>\d{1,3}(?:\.\d{1,3})?)[:∶]1(?P<second>\d{1,3}(?:\.\d{1,3})?)[:∶]1")
_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_SIGNED = re.compile(r"(?P<first>[<>≥≤]?[\d.]+)(?P<sign>[<>≥≤])(?P<second>[\d.]+)")
_SIGNS: dict[str, Operator] = {"<": "<", ">": ">", "≥": ">=", "≤": "<=", "": "="}
_NOTES = "注："
_LONGEST_ROW = 120
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class RunTogether:
    """Where a table stands in a paragraph (`start` to `end`) and what it states."""

    start: int
    end: int
    reading: TargetReading


def read_run_together(paragraph: MappedText, context: TargetContext, document: str) -> RunTogether | None:
    """The first such table of a paragraph of objectives; None where there is none."""
    text = paragraph.text
    head = _HEAD.search(text)
    if head is None:
        return None
    notes = text.find(_NOTES, head.end())
    if head["nature"] is None:
        end = notes if notes >= 0 else len(text)
        return RunTogether(head.start(), end, _set_aside(paragraph, head.start(), end, document))
    targets: list[Target] = []
    position, number, end = head.end(), 1, head.end()
    while (nature := _NATURE.search(text, position, position + _LONGEST_ROW)) is not None:
        target = _row(paragraph, position, nature.start(), number, int(head["second"]), context, document)
        if target is not None:
            targets.append(target)
        position = end = nature.end()
        number += 1
    return RunTogether(head.start(), end, TargetReading(tuple(targets)))


def _set_aside(paragraph: MappedText, start: int, end: int, document: str) -> TargetReading:
    span = paragraph.span(start, end)
    return TargetReading((), (NotTarget(quote(document, span), span, "other"),))


def _row(
    paragraph: MappedText, start: int, end: int, number: int, year: int, context: TargetContext, document: str
) -> Target | None:
    """One row: its number, its name, its measure, the figure before and the figure to reach."""
    text = paragraph.text
    place = text.find(str(number), start, end)
    if place < 0 or re.search(r"\d", text[start:place]) is not None:
        return None
    begin = place + len(str(number))
    tail = _TAIL.search(text, begin, end)
    figure = _to_reach(tail.group()) if tail is not None else None
    if tail is None or figure is None:
        return None
    sign, value = figure
    name, unit = _name_and_unit(text[begin : tail.start()])
    if len(name) < 2:
        return None
    span = paragraph.span(begin, end)
    return Target(
        "", context.owner, name, _SIGNS[sign], float(value), None, unit, year, None, None, quote(document, span), span
    )


def _name_and_unit(words: str) -> tuple[str, str]:
    """The longest measure that closes the words is the row's unit."""
    bracket = re.search(r"（([^（）]{1,12})）$", words)
    if bracket is not None and kind_of(bracket.group(1)) != "unknown":
        return words[: bracket.start()], bracket.group(1)
    for length in range(min(_LONGEST_UNIT, len(words) - 2), 0, -1):
        unit = words[-length:]
        if kind_of(unit) != "unknown" or (
            ("/" in unit or "／" in unit) and kind_of(re.split("[/／]", unit)[0]) != "unknown"
        ):
            return words[:-length], unit
    return words, ""


def _to_reach(tail: str) -> tuple[str, str] | None:
    """The second of two figures run together, with its sign."""
    figures = tail.lstrip("—-")
    ratio = _RATIO.fullmatch(figures)
    if ratio is not None:
        return "", ratio["second"]
    signed = _SIGNED.fullmatch(figures)
    if signed is not None:
        return signed["sign"], signed["second"]
    best: tuple[float, str] | None = None
    for cut in range(1, len(figures)):
        first, second = figures[:cut], figures[cut:]
        if _PLAIN.fullmatch(first) is None or _PLAIN.fullmatch(second) is None or not float(first) or not float(second):
            continue
        apart = abs(math.log(float(second) / float(first)))
        if best is None or apart < best[0]:
            best = apart, second
    return None if best is None else ("", best[1])
