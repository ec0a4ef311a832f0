"""Tables of indicators whose cells a copy has run together (…万吨158180预期性3…): read where each row's end is told.

The rows end in a word of nature or in a change with its measure; the figure before the plan and the one to reach stand
side by side and are parted where the change is right, or where they are nearest to each other. Makes grids; a row whose
figures cannot be parted is left out.
"""

import math
import re
from dataclasses import dataclass

from ingest.mapped import MappedText, map_span
from ingest.source import Cell, Table
from ingest.targets.measures import kind_of

_START = re.compile(
    r"(?:序\s{0,4}号\s{0,4}指|指)\s{0,4}标\s{0,4}(?:名\s{0,4}称|内\s{0,4}容)?(?:\s|计量|单位|“|十[二三四五]五|(?:19|20)\d\d)"
)
_NAME = re.compile(r"(?:序号)?指标(?:名称|内容)?")
_COLUMN = re.compile(
    r"(?P<unit>(?:计量)?单位)|(?P<nature>(?:指标)?(?:属性|性质))|"
    r"(?P<change>(?:19|20)\d\d年?(?:比|较)(?:19|20)\d\d年?[^\d，。]{0,2}(?:增长|下降|变化|增减|提高)|(?:累计|总)?(?:增长|增减|变化|增速|增幅)|年均[^\d，。]{2,4})(?:（%）|%)?|"
    r"(?P<figure>(?:“?十[二三四五]五”?[末期]?)?(?:19|20)\d\d年?[^\d，。比较单属性年增指]{0,6})"
)
_NATURE = re.compile("预期性|约束性|导向性|引导性")
_CHANGE = re.compile(r"[<>≥≤~\-—+\d.,:∶]{3,40}(?:%|个百分点)")
_TAIL = re.compile(r"[<>≥≤~\-—\d.,:∶]+$")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])[^\d]{2,16}(?=\d)")
_RATIO = re.compile(r"(?P<first>\d{1,3}(?:\.\d{1,3})?[:∶]1)(?P<second>\d{1,3}(?:\.\d{1,3})?[:∶]1)")
_PLAIN = re.compile(r"[<>≥≤]?(?:0|[1-9]\d*)(?:\.\d+)?")
_STEP = re.compile(r"[-+—]?\d+(?:\.\d+)?$")
_NOTE = re.compile(r"(?:备注|注)：(?:[^。①-⑳]{0,200}。)?(?:[①-⑳][^①-⑳]{1,400}?。(?=[①-⑳]|$|[^①-⑳]))*")
"""The notes under a table, which end no line of their own."""
_LONGEST_ROW, _LONGEST_UNIT, _FEWEST_ROWS = 140, 8, 3
_LONGEST_HEAD = 120
_MOST_FAILURES = 50
"""After so many heads without rows no more are tried: bounds the time."""
_REACH = 8000
"""Characters behind a head in which its rows stand."""
_SHORTEST = 60
_UNLIKE = 0.15
_TOLERANCE = 0.06
"""By how much, of a change, two figures may differ from it."""


@dataclass(frozen=True, slots=True)
class _Head:
    roles: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    end: int


def find_glued_figures(text: str) -> list[Table]:
    """The tables of indicators in `text` whose cells nothing parts, in order."""
    tables: list[Table] = []
    end = failures = 0
    for match in _START.finditer(text):
        if failures >= _MOST_FAILURES:
            break
        if _head(map_span(text, match.start(), min(len(text), match.start() + _LONGEST_HEAD))) is None:
            continue
        stop = text.find("\n", match.start(), match.start() + _REACH)
        stop = stop if stop >= 0 else min(len(text), match.start() + _REACH)
        if match.start() < end or stop - match.start() < _SHORTEST:
            continue
        line = map_span(text, match.start(), stop)
        head = _head(line)
        table = _table(text, line, head) if head is not None else None
        failures += table is None
        if table is not None:
            tables.append(table)
            end = table.end
    return tables


def _head(line: MappedText) -> _Head | None:
    """The columns: a name, one or two figures, a nature or a change that ends the row."""
    name = _NAME.match(line.text)
    if name is None:
        return None
    roles, spans = ["name"], [name.span()]
    position = name.end()
    while (column := _COLUMN.match(line.text, position)) is not None:
        roles.append(next(role for role, words in column.groupdict().items() if words))
        spans.append(column.span())
        position = column.end()
    ends = roles[-1] == "nature" or roles[-1] == "change"
    if roles.count("figure") != 2 or not ends or len(roles) != len(set(roles)) + 1:
        return None
    return _Head(tuple(roles), tuple(spans), position)


def _table(text: str, line: MappedText, head: _Head) -> Table | None:
    ending = _NATURE if head.roles[-1] == "nature" else _CHANGE
    rows: list[tuple[Cell, ...]] = []
    position = reach = head.end
    while (found := ending.search(line.text, position, position + _LONGEST_ROW)) is not None:
        heading = _HEADING.match(line.text, position)
        row = _row(text, line, heading.end() if heading else position, found, head)
        if row is not None:
            rows.append(row)
        elif "。" in line.text[position : found.start()]:
            break
        position = reach = found.end()
    if len(rows) < _FEWEST_ROWS:
        return None
    cells = tuple(_cell(text, line, span) for span in head.spans)
    note = _NOTE.match(line.text, reach)
    return Table((cells, *rows), cells[0].start, line.span(0, note.end() if note else reach)[1])


def _cell(text: str, line: MappedText, span: tuple[int, int]) -> Cell:
    begin, end = line.span(*span)
    return Cell(text[begin:end], begin, end)


def _row(text: str, line: MappedText, start: int, found: re.Match[str], head: _Head) -> tuple[Cell, ...] | None:
    """One row: its name without its number, its measure, the two figures, its end."""
    words = line.text
    begin = start
    while begin < found.start() and words[begin].isdigit():
        begin += 1
    changes = head.roles[-1] == "change"
    tail = found if changes else _TAIL.search(words, begin, found.start())
    if tail is None or tail.start() - begin < 2:
        return None
    figures = words[tail.start() : found.end() if changes else found.start()].lstrip("—-")
    at = (found.end() if changes else found.start()) - len(figures)
    cut = _by_change(figures) if changes else _nearest(figures)
    name = _name_end(words[begin : tail.start()])
    if cut is None or name is None:
        return None
    closing = (at + cut[1], found.end()) if changes else (found.start(), found.end())
    measured = [(begin, begin + name[0]), (begin + name[1], begin + name[2])]
    named = measured if "unit" in head.roles else [(begin, tail.start())]
    place = line.span(begin, begin + 1)[0]
    return tuple(
        _cell(text, line, span) if span[1] > span[0] else Cell("", place, place)
        for span in (*named, (at, at + cut[0]), (at + cut[0], at + cut[1]), closing)
    )


def _name_end(words: str) -> tuple[int, int, int] | None:
    """Where the name ends and where the measure stands: a bracket, or the longest measure that closes the words."""
    bracket = re.search(r"（([^（）]{1,12})）$", words)
    if bracket is not None and kind_of(bracket.group(1)) != "unknown":
        return bracket.start(), bracket.start(1), bracket.end(1)
    for length in range(min(_LONGEST_UNIT, len(words) - 2), 0, -1):
        unit = words[-length:]
        if kind_of(unit) != "unknown" or ("/" in unit and kind_of(unit.split("/")[0]) != "unknown"):
            return len(words) - length, len(words) - length, len(words)
    return (len(words), len(words), len(words)) if len(words) > 1 else None


def _number(figure: str) -> float:
    return float(figure.lstrip("<>≥≤"))


def _splits(figures: str) -> list[int]:
    """Where two figures run together can be parted: before a sign, else wherever both are numbers."""
    signed = [place for place in range(1, len(figures)) if figures[place] in "<>≥≤"]
    places = signed[:1] or range(1, len(figures))
    return [
        place
        for place in places
        if _PLAIN.fullmatch(figures[:place])
        and _PLAIN.fullmatch(figures[place:])
        and _number(figures[:place]) > 0
        and _number(figures[place:]) > 0
    ]


def _nearest(figures: str) -> tuple[int, int] | None:
    """Two figures parted where they are nearest to each other: where the first ends, where the second does."""
    ratio = _RATIO.fullmatch(figures)
    if ratio is not None:
        return ratio.end("first"), len(figures)
    places = _splits(figures)
    if not places:
        return None
    apart = {place: _apart(figures[:place], figures[place:]) for place in places}
    return min(places, key=lambda place: (apart[place], place)), len(figures)


def _apart(first: str, second: str) -> float:
    """How far two figures are from each other, and how unlike their decimals."""
    decimals = [len(figure.partition(".")[2]) for figure in (first, second)]
    return abs(math.log(_number(second) / _number(first))) + _UNLIKE * abs(decimals[0] - decimals[1])


def _by_change(figures: str) -> tuple[int, int] | None:
    """Two figures and the change from one to the other, parted so that the change is right."""
    points = figures.endswith("个百分点")
    plain = figures.removesuffix("个百分点").removesuffix("%")
    best: tuple[float, int, int] | None = None
    for start in range(2, len(plain)):
        step = _STEP.match(plain, start)
        if step is None or plain[start - 1] in "-+—." or (plain[start].isdigit() and plain[start - 1] in "<>≥≤"):
            continue
        change = float(step.group().lstrip("+").replace("—", "-"))
        for place in _splits(plain[:start]):
            first, second = _number(plain[:place]), _number(plain[place:start])
            real = second - first if points else 100 * (second - first) / first
            error = abs(real - change) / max(abs(change), 1.0)
            if error <= _TOLERANCE and (best is None or (error, place) < best[:2]):
                best = error, place, start
    return None if best is None else (best[1], best[2])
