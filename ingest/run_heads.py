"""Heads of tables that lost their cells: words of columns in a row, parted by blanks or by nothing.

Knows the words of heads, nothing of rows.
"""

import re
from collections.abc import Iterator

from ingest.facts import Span
from ingest.flat_cells import DEADLINE, NUMBER, OTHER, TEXT, UNITS
from ingest.table_columns import UNIT_COLUMNS, column_of
from ingest.values import dataclass

_NOUN = (
    "(?:主要|重点|具体)工作(?:任务|措施|举措|内容)|工作任务|目标任务|任务来源|任务分解|任务清单|工作内容|工作措施|工作举措|工作目标|工作要点|工作要求|工作事项|工作类别|工作进度|"
    "重点工作|主要工作|项目名称|指标名称|建设地址|责任主体|责任分工|责任领导|时间节点|时间安排|时间要求|进度安排|进度要求|完成时间|责任人|"
    "任务|内容|措施|举措|事项|要点|名称|单位|部门|主体|时限|时间|期限|进度|节点|目标值?|实事|类别|领域|分工|来源|指标|备注|片区|地址|地点|说明|"
    "套数|户数|规模|投资|处室|科室|领导|工作|项目"
)
_MODIFIER = (
    "主要|重点|具体|本?年度|目标|责任|牵头|配合|协同|协办|会办|主办|承办|参与|参加|负责|落实|实施|主责|[省市县区][级直]|时间|进度|完成|所属|"
    "所在|第一|其他|其它|任务|改革|政策|整改|建设|推进|细化|分解|项目|发展|预期|攻坚|整治|治理|创建|惠民|民生|序时"
)
_WORD = rf"(?:序号|编号|项次|(?:{_MODIFIER}){{0,3}}?(?:{_NOUN})(?:\s?[（(][^（）()\n]{{1,14}}[）)])?)"
_PARTED = re.compile(rf"(?<!\S){_WORD}(?:[ \t\u3000\xa0]{{1,8}}{_WORD}){{2,9}}(?!\S)")
_FIRST = re.compile(
    r"(?<!\S)(?:序号|编号|项次|类别|领域|指标(?:名称)?|地区|责任单位)(?=[ \t\u3000]{1,8}(?:[^\s，。；]{2,16}[ \t\u3000\n]{1,8}){2})"
)
"""The first word of a head whose other words may be any."""
_JOINED = re.compile(rf"(?:序号|编号|项次){_WORD}{{2,9}}")
_WORDS = re.compile(_WORD)


@dataclass(frozen=True, slots=True)
class RunHead:
    """The words of a head, which nothing parts, and what stands in each column."""

    words: tuple[Span, ...]
    kinds: str


def find_heads(text: str) -> Iterator[RunHead]:
    """The heads in `text` that name bodies and work, in order."""
    for match in _JOINED.finditer(text):
        words = tuple(word.span() for word in _WORDS.finditer(text, *match.span()))
        kinds = "".join(_kind(text[slice(*word)]) for word in words)
        if UNITS in kinds and TEXT in kinds and kinds.count(NUMBER) <= 1:
            yield RunHead(words, kinds)


def find_parted(text: str) -> Iterator[int]:
    """Where heads in `text` begin whose words blanks part on one line, in order."""
    starts = {match.start() for match in _PARTED.finditer(text)} | {match.start() for match in _FIRST.finditer(text)}
    return iter(sorted(starts))


def _kind(word: str) -> str:
    column = column_of(re.sub(r"\s|[（(].*", "", word))
    if column in UNIT_COLUMNS:
        return UNITS
    return {"number": NUMBER, "title": TEXT, "content": TEXT, "deadline": DEADLINE}.get(column, OTHER)
