"""The plan's own title: inside the notice that wraps it, printed above the plan, or the document's own."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.header.bodies import is_body, names_before
from ingest.header.lines import (
    DRAFT_MARK,
    DRAFT_TAIL,
    JOIN_MOST,
    LINK,
    NAVIGATION,
    TITLE_BRACKET,
    TITLE_MOST,
    HeadLines,
    bare_key,
    clean_title,
    title_key,
)
from ingest.header.metadata import Metadata, without_site
from ingest.header.notice import Notice, find_notice
from ingest.header.signatures import read_signature_line
from ingest.header.view import HEAD_LENGTH, View
from ingest.mapped import EMPTY, MappedText, join

Block = tuple[int, int]
_STRONG = re.compile(
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|通知|决定|清单|政策|举措|条例|细则|规定|安排|分工|任务|目标|责任书|任务书|工作法|若干条|\d+条|分解表|"
    r"实事|图谱|路线图|指引|指南|行动|预案|制度)[》”〉]?(?:（[^（）]{1,40}）)*$"
)
_OPENS = re.compile(
    r"关于|中共|国务院|国家|全国|[\u4e00-\u9fff]{1,10}?(?:省|自治区|自治州|市|县|自治县|镇|街道|新区|区(?!块|域))(?!场)|\d{4}年|“"
)
_GENERIC = re.compile(
    r"(?:重点|主要|工作|目标|任务|责任|分工|实施|行动|年度|附|清单|一览|分解|台账|汇总|计划|方案|措施|表|进度|安排|具体|sheet|工作表|\d)+",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"(?:(?:和|及|与|暨|以及).{4,40}|(?:项目|任务|工作|事项)(?:和|及|与|暨).{2,20}(?:单位|分工|清单|名单|表)|(?:三年|五年|两年|专项|重点|工作|实施|行动|攻坚|建设|发展|任务)*"
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|清单|分工|分解表))(?:（[^（）]{1,40}）)*$"
)
_ANNOUNCED = re.compile(
    r"《(?P<title>[^《》]{6,120}(?:《[^《》]{2,60}》[^《》]{0,20})?)》(?:[^。《》]|《[^《》]{4,80}》){0,90}?"
    r"(?:印发|转发|下发|予以公布|公布实施|全文公布)"
)
_NO_TITLE = frozenset({"chapter", "meta", "residue", "mark", "date", "bracket", "draft"})
_YEARLY = re.compile(r"^[\u4e00-\u9fff]{0,12}20\d\d年(?:度)?[^，。；：]{2,30}(?:工程|项目|事项|实事|工作)$")
"""东港市2026年20项民心工程: a title without the name of a kind of document."""
_REPORTS = re.compile(r"出台|推出|发布|公布")
"""What a newspaper writes above a document."""
_ALIKE = 0.55
_BODY_MOST = 24
_BROKEN_REST = 3
"""Characters of a title's last word that a full line leaves over."""
_ANNOUNCED_LINES = 40
_SIGNATURE_WITHIN = 60


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The title as printed, what wraps it, the lines of the heading that prints it, whether it is a draft.

    names: other names under which the document speaks of itself.
    """

    title: MappedText
    notice: Notice | None
    heading: Block | None
    draft: bool
    names: tuple[str, ...]


def read_title(view: View, metadata: Metadata) -> TitleReading:
    """The plan's title and what wraps it. A document without any title gets its best line."""
    lines = HeadLines(view, metadata)
    notice = find_notice(lines)
    if notice is not None and not _repeats_below(lines, notice):
        return _wrapped_title(lines, notice)
    announced = _announced(lines)
    block = _own_heading(lines)
    if announced is not None:
        below = block is not None and view.spans[block[0]][0] <= announced.origin[0]
        block = _find_exact(lines, _keys(announced.text), block[1] + 1 if block and below else 0) or block
    printed = _joined(lines, block) if block is not None else announced
    title = _in_full(lines, clean_title(printed if printed is not None else _best_line(lines)))
    draft = _has_draft_mark(lines, block) or (announced is not None and DRAFT_MARK.search(announced.text) is not None)
    names = (announced.text,) if announced is not None else ()
    return TitleReading(_best_printing(view, title), None, block, draft, names)


def _in_full(lines: HeadLines, title: MappedText) -> MappedText:
    """The metadata's title where the text's is only the end of it (its first lines passed for a value of the metadata)."""
    for value, span in lines.metadata.get("title"):
        known = clean_title(lines.view.printing(*span))
        if len(title) >= 4 and len(value) > len(title) and title_key(known.text).endswith(title_key(title.text)):
            end = title_key(known.text).removesuffix(title_key(title.text))
            return known if _OPENS.match(known.text) and not is_body(end) else title
    return title


def _repeats_below(lines: HeadLines, notice: Notice) -> bool:
    """Whether the notice stands below the plan's own title, as a link to it or a text quoted in it does."""
    own = _own_heading(lines)
    if own is None or own[1] >= notice.first:
        return False
    return any(lines.kind(at) == "chapter" for at in range(own[1] + 1, notice.first))


def _keys(*titles: str) -> frozenset[str]:
    return frozenset(key for title in titles for key in (title_key(title), bare_key(title)) if len(key) > 5)


def _wrapped_title(lines: HeadLines, notice: Notice) -> TitleReading:
    draft = notice.solicits or DRAFT_MARK.search(notice.text.text) is not None
    inner = _without_bodies(clean_title(notice.inner), notice.text.text[: notice.text.text.find(notice.inner.text)])
    names = (clean_title(notice.inner).text, inner.text, notice.text.text)
    if notice.several:
        quoted = re.findall(r"《([^《》]+)》", notice.inner.text) or re.split(r"和|及|与|、", notice.inner.text)
        return TitleReading(_best_printing(lines.view, notice.text), notice, None, draft, (*names, *quoted))
    after = _after_signature(lines, notice)
    block = _find_exact(lines, _keys(inner.text, names[0]), after) or _find_heading(lines, after, inner)
    block = block or _find_exact(lines, _keys(inner.text, names[0]), notice.last + 1)
    block = block or _find_heading(lines, notice.last + 1, inner)
    if block is None and not notice.solicits and _says_all_itself(lines, notice):
        return TitleReading(_best_printing(lines.view, notice.text), None, None, draft, names)
    title = inner
    if block is not None:
        own = clean_title(_joined(lines, block))
        shorter = title_key(own.text) in title_key(inner.text)
        title = inner if shorter and len(title_key(own.text)) < len(title_key(inner.text)) else own
        draft = draft or _has_draft_mark(lines, block)
    return TitleReading(_best_printing(lines.view, title), notice, block, draft, names)


def _says_all_itself(lines: HeadLines, notice: Notice) -> bool:
    """Whether a notice wraps nothing and is the plan itself: 现将有关事项通知如下, then its chapters."""
    for at in range(notice.last + 1, lines.view.head.stop):
        text = lines.text(at).text
        if _SENT.search(text) or (lines.kind(at) == "date" and "号" not in text):
            return False
        if lines.kind(at) == "chapter":
            return False
        if _AS_FOLLOWS.search(text):
            return True
    return False


_SENT = re.compile(r"(?:印发|转发|下发|发|印送)给?你们|遵照执行|贯彻执行")
_AS_FOLLOWS = re.compile(r"(?:通知|明确|公告|通告)如下[：。]?$")
_PATH = re.compile(r"https?：?|[A-Za-z0-9_]+/[A-Za-z0-9_]+|\.(?:s?html?|pdf|docx?)\b")
"""Addresses and folders of files, which end like the title that they are named after."""
_MADE_BY = re.compile(
    r"(?P<who>[^，。；：《》]{2,24}?)(?:等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位))?"
    r"(?:联合|牵头|研究)?(?:制定|制订|起草|拟订|拟定|编制|修订|草拟|提出|报送|上报)的"
)


_AND_OTHERS = re.compile(r"(?P<who>[^，。；：《》]{3,24}?)等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位)")


def _without_bodies(inner: MappedText, verb: str) -> MappedText:
    """A forwarded document's title without the bodies that wrote it: 转发国家发展改革委等部门关于…的意见."""
    made = _MADE_BY.match(inner.text)
    if made and is_body(made["who"]):
        return inner.slice(made.end(), len(inner))
    about = inner.text.find("关于")
    if about > 3 and (names_before(inner.slice(0, about)) or inner.text[:about].endswith(("部门", "单位"))):
        return inner.slice(about, len(inner))
    if "转发" not in verb:
        return inner
    others = _AND_OTHERS.match(inner.text)
    if others and is_body(others["who"]):
        return inner.slice(others.end(), len(inner))
    for cut in range(min(len(inner) - 8, _BODY_MOST), 3, -1):
        if is_body(inner.text[:cut]) and _OPENS.match(inner.text, cut):
            return inner.slice(cut, len(inner))
    return inner


def _after_signature(lines: HeadLines, notice: Notice) -> int:
    """The line after the notice's signature date, or after the notice's title where it has none."""
    for index in range(notice.last + 1, min(lines.view.head.stop, notice.last + _SIGNATURE_WITHIN)):
        if lines.kind(index) == "date":
            signed = read_signature_line(lines.view.normal, *lines.view.spans[index])
            if signed and signed.date and not signed.number:
                return index + 1
    return notice.last + 1


def _find_exact(lines: HeadLines, wanted: frozenset[str], start: int) -> Block | None:
    """The lines from `start` on whose join is one of the wanted titles."""
    stop = lines.view.head.stop
    for first in range(start, stop):
        if lines.kind(first) not in ("text", "org"):
            continue
        joined = ""
        for last in range(first, min(first + JOIN_MOST, stop)):
            if lines.kind(last) not in ("text", "bracket", "org", "draft"):
                break
            joined += without_site(lines.text(last).text)
            if title_key(joined) in wanted or bare_key(joined) in wanted:
                return first, _with_bracket(lines, last)
    return None


def _with_bracket(lines: HeadLines, last: int) -> int:
    """The next line too where it is the title's bracket of years or trial."""
    below = last + 1
    if below in lines.view.head and TITLE_BRACKET.fullmatch(lines.text(below).text):
        return below
    return last


def _find_heading(lines: HeadLines, start: int, inner: MappedText) -> Block | None:
    """The first title block from `start` on that resembles the announced title, before any sentence or chapter."""
    for last in range(start, lines.view.head.stop):
        if lines.kind(last) == "chapter" or (
            lines.kind(last) == "sentence" and not _SENT.search(lines.text(last).text)
        ):
            return None
        block = _block_at(lines, last)
        if block is None or block[0] < start:
            continue
        ours, theirs = title_key(_joined(lines, block).text), title_key(inner.text)
        if SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE:
            return block
    return None


def _own_heading(lines: HeadLines) -> Block | None:
    """The title of a document that no notice wraps: a marked heading before all, else the first title block."""
    plain: Block | None = None
    generic: Block | None = None
    signed: Block | None = None
    for last in lines.view.head:
        kind = lines.kind(last)
        if kind == "chapter" and plain is not None:
            break
        if kind == "sentence" and signed is not None:
            break
        block = _block_at(lines, last) if kind in ("text", "org") else None
        if block is None:
            continue
        if _GENERIC.fullmatch(_joined(lines, block).text):
            generic = generic or block
        elif lines.view.heading(block[0]) == 1:
            return block
        else:
            plain = plain or block
            if lines.kind(block[0]) == "org" and block[0] != block[1]:
                signed = signed or block
    if plain and signed and _REPORTS.search(_joined(lines, plain).text):
        return signed
    return plain or generic


def _block_at(lines: HeadLines, last: int) -> Block | None:
    """The lines of a title that ends at `last`, a bracket below it included; None where it is none."""
    text = DRAFT_MARK.sub("", without_site(lines.text(last).text))
    first = last - 1 if _ends_broken_title(lines, last) else last
    if first == last and (lines.kind(last) not in ("text", "org") or not _STRONG.search(text) or len(text) < 4):
        return None
    if LINK.search(text) or NAVIGATION.search(text) or _PATH.search(text):
        return None
    while first > 0 and last - first < JOIN_MOST - 2 and _joins_upward(lines, first):
        first -= 1
    below = last + 1
    if below in lines.view.head and lines.kind(below) == "text" and _CONTINUES.match(lines.text(below).text):
        last = below
    return first, _with_bracket(lines, last)


def _ends_broken_title(lines: HeadLines, last: int) -> bool:
    """Whether a line is the rest of a title that the width of the page broke inside its last word: …指导意 / 见"""
    text = lines.text(last).text
    if not 0 < len(text) <= _BROKEN_REST or last == 0 or lines.kind(last - 1) != "text":
        return False
    above = lines.text(last - 1).text
    return len(above) > _BROKEN_REST and not _STRONG.search(above) and _STRONG.search(above[-8:] + text) is not None


def _joins_upward(lines: HeadLines, first: int) -> bool:
    """Whether the line above `first` is the beginning of the same title."""
    above, here = lines.text(first - 1).text, lines.text(first).text
    if lines.view.heading(first) and not lines.view.heading(first - 1):
        return False
    if lines.kind(first - 1) == "org":
        return here.startswith(("关于", "印发")) or lines.kind(first) == "org"
    if lines.kind(first - 1) != "text" or _STRONG.search(above) or NAVIGATION.search(above) or LINK.search(above):
        return False
    if re.match(r"关于|中共|国务院", here) and "关于" not in above:
        return False
    if title_key(re.split("[，,|_-]", above)[0]) in title_key(here):
        return False  # the page's own name above the title: 关于…的意见，国务院
    return len(above) >= 6 and (_OPENS.match(above) is not None or _OPENS.match(here) is None)


def _joined(lines: HeadLines, block: Block) -> MappedText:
    return join(lines.text(at) for at in range(block[0], block[1] + 1) if lines.kind(at) != "draft")


def _has_draft_mark(lines: HeadLines, block: Block | None) -> bool:
    if block is None:
        return False
    for at in range(block[0], min(block[1] + 3, lines.view.head.stop)):
        if lines.kind(at) == "draft" or (at <= block[1] and DRAFT_MARK.search(lines.text(at).text)):
            return True
    return DRAFT_TAIL.search(lines.text(block[1]).text) is not None


def _announced(lines: HeadLines) -> MappedText | None:
    """《X》已经…同意，现印发给你们 in a notice whose own title is missing."""
    joined = join(lines.text(at) for at in lines.view.head[:_ANNOUNCED_LINES])
    match = _ANNOUNCED.search(joined.text)
    return joined.slice(*match.span("title")) if match else None


def _best_line(lines: HeadLines) -> MappedText:
    """Metadata's title, else the first heading, else the first line that is text."""
    for value, span in lines.metadata.get("title"):
        if len(value) >= 6:
            return clean_title(lines.view.printing(*span))
    for at in lines.view.head:
        if lines.view.heading(at) and len(lines.text(at)):
            return clean_title(lines.text(at))
    for at in lines.view.head[:_ANNOUNCED_LINES]:
        if lines.kind(at) == "text" and _YEARLY.search(lines.text(at).text):
            return clean_title(lines.text(at))
    for unwanted in (_NO_TITLE | {"org", "sentence", "addressee"}, _NO_TITLE, frozenset[str]()):
        for at in lines.view.head:
            if lines.kind(at) not in unwanted and len(lines.text(at)) >= 2:
                return lines.text(at).slice(0, TITLE_MOST)
    return lines.text(0) if lines.view.head else EMPTY


def _best_printing(view: View, title: MappedText) -> MappedText:
    """The same title where the document's head prints it with full-width marks, if it does so anywhere."""
    pieces = [
        r"[—\-~―─–]" if character in "—-~―─" else re.escape(character)
        for character in title.text
        if not character.isspace() and character not in _NAME_MARKS
    ]
    if not pieces:
        return title
    best = title
    for match in re.finditer(rf"[\s{_NAME_MARKS}]*".join(pieces), view.normal[: min(view.head_end, 2 * HEAD_LENGTH)]):
        printing = view.printing(*match.span())
        if _marks(printing) < _marks(best):
            continue
        if _half_width(printing) < _half_width(best) or (
            _half_width(printing) == _half_width(best) and _marks(printing) > _marks(best)
        ):
            best = printing
    return best


_NAME_MARKS = "《》〈〉"


def _marks(text: MappedText) -> int:
    return sum(text.text.count(mark) for mark in _NAME_MARKS)


def _half_width(text: MappedText) -> int:
    return sum(1 for raw in text.raw if raw in "(),:;–~-")
