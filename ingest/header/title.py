"""The plan's own title: inside the notice that wraps it, printed above the plan, or the document's own."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.header.bodies import is_body, names_before
from ingest.header.lines import (
    DRAFT_MARK,
    DRAFT_TAIL,
    JOIN_MOST,
    NAVIGATION,
    TITLE_MOST,
    HeadLines,
    bare_key,
    clean_title,
    title_key,
)
from ingest.header.metadata import Metadata, without_site
from ingest.header.notice import Notice, find_notice, is_notice
from ingest.header.signatures import read_signature_line
from ingest.header.title_blocks import OPENS_TITLE, Block, block_at, joined_lines, own_heading, with_bracket
from ingest.header.view import HEAD_LENGTH, View
from ingest.mapped import EMPTY, MappedText, join
from ingest.numbering import read_marker

_ANNOUNCED = re.compile(
    r"《(?P<title>[^《》]{6,120}(?:《[^《》]{2,60}》[^《》]{0,20})?)》(?:[^。《》]|《[^《》]{4,80}》){0,90}?"
    r"(?:印发|转发|下发|予以公布|公布实施|全文公布)"
)
_NO_TITLE = frozenset({"chapter", "meta", "residue", "mark", "date", "bracket", "draft"})
_YEARLY = re.compile(r"^[\u4e00-\u9fff]{0,12}20\d\d年(?:度)?[^，。；：]{2,30}(?:工程|项目|事项|实事|工作)$")
"""东港市2026年20项民心工程: a title without the name of a kind of document."""
_YEARLY_PAPER = re.compile(
    r"[\u4e00-\u9fff]{0,16}20\d\d年(?:度)?[^，。；：]{2,40}(?:安排|方案|计划|清单|任务分解|责任分解|要点)"
)
_NAMES_NOTHING = re.compile(
    r"(?:sheet|工作表|表格?)[\s_-]*[\d一二三四五六七八九十]{0,3}|首页|正文|其他|查看原文|附[件表录][\d一二三四五六七八九十]{0,3}[：:]?",
    re.IGNORECASE,
)
"""The name that a program gives a sheet, a word of the page."""
_SAYS_SOMETHING = re.compile("。.|^.{0,40}(?:局|委|办|厅|部|中心|政府|街道|公司)：|。$")
"""A sentence, or what a body is to do: no title."""
_CELL_END = re.compile(r"[\t|]")
_CELLS = 2
"""Marks between cells from which on a line is a row of a table."""
_NEWS = re.compile(
    r"(?:^|[，。！!：])(?P<title>[\u4e00-\u9fff]{1,16}20\d\d年(?:度)?[\d\u4e00-\u9fff“”]{2,30}?(?:工程|项目|事项|实事|清单|方案|计划))"
    r"(?:正式|全新|重磅|今日|现已)?(?:出炉|来了|来啦|公布|发布|揭晓|敲定|亮相)[了啦！!。]*$"
)
_ALIKE = 0.55
_BODY_MOST = 24
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
    block = own_heading(lines)
    if announced is not None:
        below = block is not None and view.spans[block[0]][0] <= announced.origin[0]
        block = _find_exact(lines, _keys(announced.text), block[1] + 1 if block and below else 0) or block
    printed = joined_lines(lines, block) if block is not None else announced
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
            return known if OPENS_TITLE.match(known.text) and not is_body(end) else title
    return title


def _repeats_below(lines: HeadLines, notice: Notice) -> bool:
    """Whether the notice stands below the plan's own title, as a link to it or a text quoted in it does."""
    own = own_heading(lines)
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
        own = clean_title(joined_lines(lines, block))
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
        if is_body(inner.text[:cut]) and OPENS_TITLE.match(inner.text, cut):
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
                return first, with_bracket(lines, last)
    return None


def _find_heading(lines: HeadLines, start: int, inner: MappedText) -> Block | None:
    """The first title block from `start` on that resembles the announced title, before any sentence or chapter."""
    for last in range(start, lines.view.head.stop):
        if lines.kind(last) == "chapter" or (
            lines.kind(last) == "sentence" and not _SENT.search(lines.text(last).text)
        ):
            return None
        block = block_at(lines, last)
        if block is None or block[0] < start:
            continue
        printed = joined_lines(lines, block).text
        if is_notice(printed) or (printed.endswith("表") and not inner.text.endswith("表")):
            continue  # the notice's title again, the caption of the table below it
        ours, theirs = title_key(printed), title_key(inner.text)
        if SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _ALIKE:
            return block
    return None


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
    """Metadata's title, else the first heading, else the first line that is text; EMPTY where all lines are sentences or
    duties (县财政局：…): a plan that prints no title has none."""
    for value, span in lines.metadata.get("title"):
        if len(value) >= 6:
            return clean_title(lines.view.printing(*span))
    for at in lines.view.head:
        if lines.view.heading(at) and len(lines.text(at)) and not _NAMES_NOTHING.fullmatch(lines.text(at).text):
            return clean_title(lines.text(at))
    for at in lines.view.head[:_ANNOUNCED_LINES]:
        if lines.kind(at) == "text" and _YEARLY.search(lines.text(at).text):
            return clean_title(lines.text(at))
    named = _numbered_title(lines) or _in_the_news(lines)
    if named is not None:
        return named
    for unwanted in (_NO_TITLE | {"org", "sentence", "addressee"}, _NO_TITLE, frozenset[str]()):
        for at in lines.view.head:
            text = lines.text(at)
            if lines.kind(at) in unwanted or len(text) < 2 or _NAMES_NOTHING.fullmatch(text.text):
                continue
            if _is_of_table(lines, at):
                continue
            return text.slice(0, TITLE_MOST) if not _SAYS_SOMETHING.search(text.text) else EMPTY
    return EMPTY if not lines.view.head or _NAMES_NOTHING.fullmatch(lines.text(0).text) else lines.text(0)


def _is_of_table(lines: HeadLines, at: int) -> bool:
    """Whether a line is a row of a table, or a cell that stands on a line of its own, its mark behind it or on the next line."""
    raw = lines.view.raw(at)
    below = lines.view.raw(at + 1) if at + 1 < len(lines.view.head) else ""
    return len(_CELL_END.findall(raw)) >= _CELLS or raw.rstrip().endswith("|") or below.strip() == "|"


def _in_the_news(lines: HeadLines) -> MappedText | None:
    """重磅！东港2031年20项民心工程来了: the plan's name in what a newspaper says of it."""
    for at in lines.view.head[:_ANNOUNCED_LINES]:
        text = lines.text(at)
        found = _NEWS.search(text.text)
        if found is not None:
            return text.slice(*found.span("title"))
    return None


def _of_page(lines: HeadLines, at: int) -> bool:
    """Whether a line is a word of the page and says nothing of the document."""
    text = lines.text(at).text
    return NAVIGATION.search(text) is not None or _NAMES_NOTHING.fullmatch(text) is not None


def _numbered_title(lines: HeadLines) -> MappedText | None:
    """二、2031年十件实事工作安排 at the head of a page that is a piece of a longer document."""
    first = next(
        (at for at in lines.view.head if lines.kind(at) not in _NO_TITLE - {"chapter"} and not _of_page(lines, at)),
        None,
    )
    if first is None or lines.kind(first) != "chapter":
        return None
    text = lines.text(first)
    marker = read_marker(text.text)
    rest = text.slice(marker.length if marker else 0, len(text))
    yearly = _YEARLY.search(rest.text) or _YEARLY_PAPER.fullmatch(rest.text)
    return clean_title(rest) if yearly else None


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
