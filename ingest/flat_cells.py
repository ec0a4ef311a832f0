"""The pieces of a division table that lost its cells: what each looks like, and which column it stood in.

Works on the pieces of one row; where rows begin, `ingest.run_tables` finds.
"""

import re
from dataclasses import dataclass

from ingest.facts import Span
from ingest.unit_shape import looks_like_unit

NUMBER, TEXT, UNITS, DEADLINE, OTHER = "NTUDX"
"""Kinds of columns and pieces: a row's number, work, bodies, time limit, anything else."""

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
_COST = {
    (TEXT, TEXT): 0.0, (TEXT, OTHER): 0.6, (TEXT, DEADLINE): 3.0, (TEXT, UNITS): _MISFIT,
    (UNITS, UNITS): 0.0, (UNITS, TEXT): 1.5, (UNITS, OTHER): 0.8, (UNITS, DEADLINE): _MISFIT,
    (DEADLINE, DEADLINE): 0.0, (DEADLINE, TEXT): 1.5, (DEADLINE, OTHER): 0.8, (DEADLINE, UNITS): _MISFIT,
    (OTHER, TEXT): 2.0, (OTHER, UNITS): 0.1, (OTHER, DEADLINE): 0.1, (OTHER, OTHER): 0.0,
}  # fmt: skip
_EMPTY = {TEXT: 2.0, UNITS: 1.4, DEADLINE: 1.0, OTHER: 0.3}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a row: where it stands, and what it looks like."""

    start: int
    end: int
    kind: str


def kind_of_piece(text: str) -> str:
    """What `text` looks like: bodies, a time limit, a mark for none (OTHER), else work."""
    if _NONE.fullmatch(text):
        return OTHER
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
    if not pieces or len(pieces) > _LONGEST_ROW:
        return None
    holds = _best(pieces, kinds)
    if holds is None:
        return None
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
    return spans


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


def _best(pieces: list[Piece], kinds: str) -> list[int] | None:
    """The column of each piece, in order, at the least cost; None where a piece fits no column."""
    width, unreachable = len(kinds), float("inf")
    skipped = [0.0]
    for index, kind in enumerate(kinds):
        first_of_work = kind == TEXT and kinds.find(TEXT) == index and kinds.count(TEXT) > 1
        skipped.append(skipped[-1] + (1.0 if first_of_work else _EMPTY.get(kind, 0.0)))
    best: list[list[tuple[float, int]]] = []
    for row, piece in enumerate(pieces):
        line: list[tuple[float, int]] = []
        for column, kind in enumerate(kinds):
            cost = _COST.get((piece.kind, kind), _MISFIT)
            if row == 0:
                line.append((skipped[column] + cost, -1))
                continue
            again = 0.3 if kind == TEXT and kinds.rfind(TEXT) == column else 0.5
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
    return places[::-1]
