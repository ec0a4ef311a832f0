"""The pieces of a division table that lost its cells: what each looks like, and which column it stood in.

Works on the pieces of one row; where rows begin, `ingest.run_tables` finds.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.facts import Span
from ingest.targets.labels import looks_like_unit as is_measure
from ingest.unit_shape import looks_like_unit

NUMBER, TEXT, UNITS, DEADLINE, OTHER, FIGURE, MEASURE, NATURE = "NTUDXFMC"
"""Kinds of columns and pieces: a row's number, work, bodies, time limit, anything else; of tables of figures: a figure,
its measure, its nature (预期性)."""

LEVEL = (
    r"(?:省(?![直属级份])|(?<![城都超上])市(?![场政民容直属级辖区县域内])|"
    r"(?<![验新园片地社城校灾库小发聚能作范景辖山矿港林牧])区(?![域块划县直属级内])|县(?![域直属级区])|州(?![直属级])|旗|"
    r"(?:各|相关|有关|各有关|各相关)(?:[市县区镇乡州旗盟]|街道|地|片区)|国家(?!级))"
)
"""Where the name of a body of a level begins, and no other word with that character."""
_ENDS = r"(?:局|委|办|部|厅|院|会|政府|中心|站|处|公司|集团|支队|大队|总队|街道|乡镇|管委会|联社|银行|残联|妇联|工商联|委员会|办公室|办事处)"
_BOUND = rf"(?:(?=$|[、，；,;\s\d/—-])|(?={LEVEL}))"
_NAME = rf"{LEVEL}(?:(?!{LEVEL})[\u4e00-\u9fff]){{1,14}}?{_ENDS}(?:（[^（）]{{1,16}}）)?"
_CUT = r"(?=(?!办|公室|委|局|室|会|中心|机关|党组|分局)[\u4e00-\u9fff《（])"
NAMES = re.compile(rf"(?:{_NAME}{_BOUND}[、，；,;\s]?)*{_NAME}(?:{_BOUND}|{_CUT})")
"""Bodies of a named level, one behind the other, with or without marks between them."""
LIMIT = re.compile(
    r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日|上半年|下半年|第?[一二三四1-4]季度)?[底末]?(?:[上中下]旬)?以?前?(?:完成)?|"
    r"\d{1,2}月(?:\d{1,2}日|[上中下]旬)?[底末]?以?前?(?:完成)?|全年|长期(?:坚持|推进|实施)?|持续(?:推进|实施|开展)|"
    r"常态化(?:推进|开展)?|年[底内]以?前?|第[一二三四]季度|[上下]半年|每[季月年]度?"
)
_NONE = re.compile(r"[/／—–－\-无]{1,3}")
_SEPARATORS = re.compile("[、，；,;·\\s]+")
_LONGEST_ROW = 60
_MISFIT = 10.0
_NO_WORK = 4.0
_ILL = 3.0
"""From this cost on the pieces stand better in their order, where there is one for each column."""
_COST = {
    (TEXT, TEXT): 0.0, (TEXT, OTHER): 0.6, (TEXT, DEADLINE): 3.0, (TEXT, UNITS): _MISFIT,
    (UNITS, UNITS): 0.0, (UNITS, TEXT): 1.5, (UNITS, OTHER): 0.8, (UNITS, DEADLINE): _MISFIT,
    (DEADLINE, DEADLINE): 0.0, (DEADLINE, TEXT): 1.5, (DEADLINE, OTHER): 0.8, (DEADLINE, UNITS): _MISFIT,
    (OTHER, TEXT): 2.0, (OTHER, UNITS): 0.1, (OTHER, DEADLINE): 0.1, (OTHER, OTHER): 0.0,
    (OTHER, FIGURE): 0.1, (OTHER, MEASURE): 0.1, (OTHER, NATURE): 0.1, (TEXT, FIGURE): 1.5,
    (FIGURE, FIGURE): 0.0, (FIGURE, TEXT): 1.5, (FIGURE, OTHER): 0.3, (FIGURE, DEADLINE): 3.0,
    (MEASURE, MEASURE): 0.0, (MEASURE, TEXT): 1.0, (MEASURE, OTHER): 0.5,
    (NATURE, NATURE): 0.0, (NATURE, OTHER): 0.1, (NATURE, TEXT): 2.0,
}  # fmt: skip
_EMPTY = {TEXT: 2.0, UNITS: 1.4, DEADLINE: 1.0, OTHER: 0.3, FIGURE: 1.5, MEASURE: 0.5, NATURE: 0.5}
_FIGURE = re.compile(
    r"[\[〔【（(]?[<>≥≤≧≦＜＞≈约+-]?\d[\d.,]{0,15}(?:[%％‰]|[\u4e00-\u9fff/]{1,6})?(?:左右|以上|以下|以内)?[\]〕】）)]?"
)
_NATURE = re.compile("(?:预期|约束|导向|引导|指导)性?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a row: where it stands, and what it looks like."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=1 << 12)
def kind_of_piece(text: str, kinds: str = "") -> str:
    """What `text` looks like: bodies, a time limit, a mark for none (OTHER), else work; in a table with columns of
    figures (`kinds` of its columns) also a figure, a measure, a nature."""
    if _NONE.fullmatch(text):
        return OTHER
    if FIGURE in kinds and _FIGURE.fullmatch(text):
        return FIGURE
    if NATURE in kinds and _NATURE.fullmatch(text):
        return NATURE
    if MEASURE in kinds and is_measure(text):
        return MEASURE
    if LIMIT.fullmatch(text):
        return DEADLINE
    names = [name for name in _SEPARATORS.split(text.strip("、，；")) if name]
    plain = [re.sub(r"等(?:[^、，]{0,6}(?:单位|部门))?$", "", name) or name for name in names]
    if any(re.search(r"\d|^第", name) for name in plain):
        return TEXT
    return UNITS if plain and all(looks_like_unit(name) for name in _whole(plain)) else TEXT


def _whole(names: list[str]) -> list[str]:
    """Names that separators inside brackets cut in two (各县〔市、区〕政府) put together."""
    whole: list[str] = []
    for name in names:
        if whole and len(re.findall("[（〔(]", whole[-1])) > len(re.findall("[）〕)]", whole[-1])):
            whole[-1] += "、" + name
        elif whole and re.fullmatch("各[省市县区镇乡州旗]", whole[-1]):
            whole[-1] = name
        else:
            whole.append(name)
    return whole


def align(pieces: list[Piece], kinds: str, text: str) -> list[Span | None] | None:
    """Where each column of `kinds` stands in the row, None for an empty one; None where the pieces fit no columns.

    Columns of bodies that stand side by side are left empty where nothing shows which body stood in which.
    """
    found = fit(pieces, kinds, text)
    return None if found is None else found[1]


def fit(pieces: list[Piece], kinds: str, text: str) -> tuple[float, list[Span | None]] | None:
    """How ill the pieces fit the columns of `kinds` (0: well), and where each column stands as `align` says it."""
    if not pieces or len(pieces) > _LONGEST_ROW:
        return None
    in_order = float("inf")
    placed: list[Span | None] = [(piece.start, piece.end) if piece.end > piece.start else None for piece in pieces]
    if len(pieces) == len(kinds):
        in_order = sum(_COST.get((piece.kind, kind), _MISFIT) for piece, kind in zip(pieces, kinds, strict=True))
        if in_order < _MISFIT:
            return in_order, placed
    best = _best(pieces, kinds)
    if in_order < 2 * _MISFIT and (best is None or best[0] >= _ILL):
        return in_order, placed  # a cell for each column, one of which says what such columns do not say elsewhere
    if best is None:
        return None
    cost, holds = best
    spans: list[Span | None] = [None] * len(kinds)
    for column in range(len(kinds)):
        inside = [piece for piece, place in zip(pieces, holds, strict=True) if place == column]
        if inside:
            spans[column] = inside[0].start, inside[-1].end
    for first, last in _side_by_side(kinds):
        bodies = [piece for piece, place in zip(pieces, holds, strict=True) if first <= place <= last]
        lists = _lists(bodies, text)
        spans[first : last + 1] = lists if len(lists) == last - first + 1 else [None] * (last - first + 1)
        if len(lists) == 1:
            spans[first] = lists[0]
    return cost, spans


def settle_bodies(rows: list[list[Span | None]], kinds: str, text: str) -> None:
    """Rows with one list where two columns of bodies stand side by side and other rows fill both: the list is of the
    column in which it, and as many bodies as it names, stand elsewhere; a merged cell above then fills the first column.
    Where nothing shows which, the row names no one."""
    for first, last in _side_by_side(kinds):
        whole = [row for row in rows if row[first] and row[last] and row[first] != row[last]]
        if last != first + 1 or not whole:
            continue
        leads = {_plain(text, row[first]) for row in whole}
        supports = {_plain(text, row[last]) for row in whole}
        single = not any(re.search("[、，,；;]", lead) for lead in leads)
        above: Span | None = None
        for row in rows:
            lead, support = row[first], row[last]
            if lead is None or lead == support:
                above = None
            elif support is None:
                words = _plain(text, lead)
                is_list = single and re.search("[、，,；;]|^各", words) is not None
                if (is_list or words in supports - leads) and above is not None:
                    row[first], row[last] = above, lead
                elif words not in leads - supports:
                    row[first] = None
            else:
                above = lead


def _plain(text: str, span: Span | None) -> str:
    return "".join(text[slice(*span)].split()) if span else ""


def _side_by_side(kinds: str) -> list[Span]:
    """The first and last of columns of bodies that stand side by side."""
    return [(match.start(), match.end() - 1) for match in re.finditer(f"{UNITS}{{2,}}", kinds)]


def _lists(bodies: list[Piece], text: str) -> list[Span | None]:
    """The pieces as lists: one that ends or begins with a mark goes on."""
    lists: list[Span | None] = []
    open_list = False
    for piece in bodies:
        last = lists[-1] if lists else None
        if last is not None and (open_list or text[piece.start] in "、，"):
            lists[-1] = last[0], piece.end
        else:
            lists.append((piece.start, piece.end))
        open_list = text[piece.end - 1] in "、，,;；"
    return lists


def _best(pieces: list[Piece], kinds: str) -> tuple[float, list[int]] | None:
    """The least cost and the column of each piece, in order; None where a piece fits no column."""
    width, unreachable = len(kinds), float("inf")
    skipped = [0.0]
    for index, kind in enumerate(kinds):
        first_of_work = kind == TEXT and kinds.find(TEXT) == index and kinds.count(TEXT) > 1
        last_of_work = kind == TEXT and kinds.rfind(TEXT) == index
        skipped.append(skipped[-1] + (1.0 if first_of_work else _NO_WORK if last_of_work else _EMPTY.get(kind, 0.0)))
    best: list[list[tuple[float, int]]] = []
    for row, piece in enumerate(pieces):
        line: list[tuple[float, int]] = []
        for column, kind in enumerate(kinds):
            cost = _COST.get((piece.kind, kind), _MISFIT)
            if row == 0:
                line.append((skipped[column] + cost, -1))
                continue
            last_of_work = kind == TEXT and kinds.rfind(TEXT) == column
            again = _MISFIT if kind == FIGURE else 0.3 if last_of_work or kind == UNITS else 0.5
            options = [
                (best[-1][before][0] + (skipped[column] - skipped[before + 1] if before < column else again), before)
                for before in range(column + 1)
            ]
            value, place = min(options) if options else (unreachable, -1)
            line.append((value + cost, place))
        best.append(line)
    total, column = min((best[-1][c][0] + skipped[width] - skipped[c + 1], c) for c in range(width))
    if total >= _MISFIT:
        return None
    places = []
    for line in reversed(best):
        places.append(column)
        column = line[column][1]
    return total, places[::-1]
