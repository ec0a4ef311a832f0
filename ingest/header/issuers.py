"""Bodies that issue documents: recognised by name, split out of signature lines, letterheads and titles."""

import re
from dataclasses import dataclass

from ingest.facts import Span
from ingest.header.dates import find_date
from ingest.header.numbers import find_numbers
from ingest.header.view import View
from ingest.mapped import MappedText

_SUFFIX = (
    r"(?:人民政府|政府|委员会|办公室|办公厅|管委会|公署|局|厅|部|委|署|院|中心|指挥部|领导小组|工作组|工作专班|专班|党组|党工委|办事处|总队|支队|大队|集团|公司|"
    r"联合会|总会|协会|工会|妇联|残联|工商联|科协|团委|法院|检察院|银行|分行|支行|海关|兵团|政协|人大|办|会议|联席会议|总社|供销社|联社|大学|学院|"
    r"军区|警备区|人武部|证监会|处|所|站)"
)
_ORG = re.compile(rf"(?!.*(?:关于|印发|的|通知$|方案|本局|特此|附件|部门：|各))[\u4e00-\u9fff“”·（）]{{2,40}}{_SUFFIX}(?:（(?:代章|盖章|印章|章)）)?")
_SHORT = frozenset(
    "教育部 财政部 科技部 民政部 司法部 商务部 水利部 公安部 外交部 国家民委 审计署 人社部 工信部 农业部 交通部 住建部 证监会 全国工商联 文旅部 自然资源部 国资委 税务总局 国务院".split()
)
_STAMP = re.compile(r"（(?:代章|盖章|印章|章|公章)）")
_LETTERHEAD = re.compile(r"(?P<who>[\u4e00-\u9fff、·（） \u3000]{3,80}?)[ \u3000]*文[ \u3000]*件")
_AND_OTHERS = re.compile(r"等(?:[一二三四五六七八九十\d]{1,3}(?:个)?)?(?:部门|单位|委局|部委|厅局|机关|委办局)$")
_SEPARATOR = re.compile(r"[、，,;；/]")
_MOST_SIGNATURE_LINES = 14


@dataclass(frozen=True, slots=True)
class Named:
    """A body by name, as written, and where."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line that holds only names of bodies, a date, a number, or several of these.

    printed: the date is that of printing (…印发).
    """

    names: tuple[Named, ...]
    date: str | None
    date_span: Span | None
    printed: bool
    number: bool


def is_body(name: str) -> bool:
    """Whether `name` can be the name of a public body."""
    return name in _SHORT or (len(name) >= 4 and _ORG.fullmatch(name) is not None)


def split_names(text: str, start: int) -> tuple[Named, ...] | None:
    """The bodies that `text` (normal form, white space kept) consists of; None where anything else stands in it.

    start: the offset of `text` in the document. Letters set apart (财 政 部) are joined; a name may not be cut by spaces
    otherwise, except before a bare 办公室.
    """
    found: list[Named] = []
    held = ""
    held_at = 0
    for match in re.finditer(r"[^\s、，,;；/]+", text):
        token = _STAMP.sub("", match.group())
        if not token:
            continue
        if not held:
            held_at = start + match.start()
        if token in ("办公室", "办公厅") and not held and found:
            last = found.pop()
            found.append(Named(last.name + token, (last.span[0], start + match.end())))
            continue
        held += token
        if is_body(held):
            found.append(Named(held, (held_at, start + match.end())))
            held = ""
        elif len(held) > 40:
            return None
    return tuple(found) if found and not held else None


def read_signature_line(normal: str, start: int, end: int) -> SignatureLine | None:
    """What a line from `start` to `end` of a text in the normal form holds, where it is nothing but a signature's parts."""
    if end - start > 160:
        return None
    line = normal[start:end]
    rest = list(line)
    number = False
    for left, right in find_numbers(normal, start, end):
        rest[left - start : right - start] = " " * (right - left)
        number = True
    found = find_date(line)
    printed = False
    if found:
        rest[found.start : found.end] = " " * (found.end - found.start)
        after = line[found.end :].strip()
        printed = after.startswith("印发") or "印发" in line
    remains = re.sub(r"印\s*发|签发|[>#*（）]", lambda match: " " * len(match.group()), "".join(rest))
    if not remains.strip():
        names: tuple[Named, ...] | None = ()
    else:
        names = split_names(remains, start)
    if names is None or not (names or found or number):
        return None
    span = (start + found.start, start + found.end) if found else None
    return SignatureLine(names, found.iso if found else None, span, printed, number)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and the lines (first, last) that say so."""

    names: tuple[Named, ...]
    date: str | None
    date_span: Span | None
    lines: tuple[int, int]


def signatures(view: View) -> list[Signature]:
    """All signatures of the document in order: names with a date on the same line or below; no footers (…印发)."""
    found: list[Signature] = []
    for index, (start, end) in enumerate(view.spans):
        if end - start > 160 or view.normal.find("年", start, end) < 0 and view.normal.find("20", start, end) < 0:
            continue
        line = read_signature_line(view.normal, start, end)
        if line is None or line.date is None or line.printed or line.number:
            continue
        names = list(line.names)
        first = index
        for above in range(index - 1, max(-1, index - _MOST_SIGNATURE_LINES), -1):
            upper = read_signature_line(view.normal, *view.spans[above])
            if upper is None or upper.date or upper.number or not upper.names:
                break
            names[:0] = upper.names
            first = above
        found.append(Signature(tuple(names), line.date, line.date_span, (first, index)))
    return found


def printed_dates(view: View) -> list[tuple[str, Span, tuple[Named, ...]]]:
    """Footers (某某办公室 2023年4月21日印发): date, where, who."""
    found = []
    for start, end in view.spans:
        if end - start <= 160 and view.normal.find("印", start, end) >= 0:
            line = read_signature_line(view.normal, start, end)
            if line and line.date and line.date_span and line.printed:
                found.append((line.date, line.date_span, line.names))
    return found


def letterhead(view: View, limit: int) -> tuple[Named, ...]:
    """The bodies that the letterhead names (某某人民政府文件), within the first `limit` lines."""
    for index in range(min(limit, len(view.spans))):
        start, end = view.spans[index]
        if end - start > 120:
            continue
        line = view.normal[start:end]
        for left, right in find_numbers(view.normal, start, end):
            line = line[: left - start] + " " * (right - left) + line[right - start :]
        match = _LETTERHEAD.fullmatch(line.strip(" \t\u3000>#*"))
        if match:
            names = split_names(match["who"], view.normal.index(match["who"], start))
            if names:
                return names
    return ()


def names_before(text: MappedText) -> tuple[Named, ...]:
    """The bodies that open a title (国家发展改革委 财政部关于…; 某某部等七部门关于…): white space is gone, so cut by suffix."""
    who = _AND_OTHERS.sub("", text.text.strip("：、，"))
    if not who:
        return ()
    pieces: list[Named] = []
    position = 0
    for part in _SEPARATOR.split(who):
        start = who.index(part, position)
        position = start + len(part)
        pieces.extend(_cut_names(text, start, position))
    return tuple(pieces)


def _cut_names(text: MappedText, start: int, end: int) -> list[Named]:
    """Names that follow each other without a mark are told apart by the white space that stood between them."""
    if start >= end:
        return []
    cuts = [start] + [at for at in range(start + 1, end) if text.origin[at] - text.origin[at - 1] > 1] + [end]
    found: list[Named] = []
    begin = start
    for stop in cuts[1:]:
        name = text.text[begin:stop]
        if name in ("办公室", "办公厅") and found:
            last = found.pop()
            found.append(Named(last.name + name, (last.span[0], text.origin[stop - 1] + 1)))
            begin = stop
        elif is_body(name):
            found.append(Named(name, text.span(begin, stop)))
            begin = stop
    if begin < end and not found and is_body(text.text[start:end]):
        return [Named(text.text[start:end], text.span(start, end))]
    return found
