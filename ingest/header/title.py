"""The plan's own title: inside the notice that wraps it, printed above the plan, or the document's own. Knows no other field."""

import re
from dataclasses import dataclass

from ingest.header.issuers import names_before, read_signature_line
from ingest.header.metadata import Metadata, without_site
from ingest.header.view import View
from ingest.mapped import EMPTY, MappedText, join
from ingest.numbering import read_marker
from ingest.residue import is_page_number, is_web_residue

_NOUN = (
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|通知|决定|条例|细则|规定|清单|任务|安排|政策|举措|行动|分工|指南|指引|报告|公告|批复|目标|路线图|任务书|责任书|预案|"
    r"制度|体系|重点工作|台账|一览表|分解表|若干事项|工作|工程|项目|实事|战略|蓝图|设想|思路|倡议|机制|函|建议|事项|条|须知|规则|规程|标准|分解|部署)"
)
_BRACKETS = r"(?:（[^（）]{1,40}）|〔[^〔〕]{1,40}〕|\[[^\[\]]{1,40}\])*"
_ENDS_TITLE = re.compile(rf".*{_NOUN}{_BRACKETS}[》”]?{_BRACKETS}(?:的(?:通知|函|批复|决定|公告))?{_BRACKETS}", re.DOTALL)
_STRONG = re.compile(r".*(?:方案|计划|规划|意见|办法|措施|要点|纲要|通知|决定|清单|政策|举措|条例|细则|规定|安排|分工|任务)[》”]?(?:（[^（）]{1,40}）)*")
_NOTICE = re.compile(
    r"(?P<who>[^，。；：《》]{0,90}?)(?:关于)?(?:公开)?(?P<verb>印发|转发|批转|下发|发布|公布|颁发|颁布)(?P<inner>.{4,240}?)的?(?P<kind>通知|函|公告|通告|决定|通报)(?P<rest>（[^（）]{2,30}）)?"
)
_NEWS = re.compile(r"(?P<who>[^，。；：《》]{4,60}?)(?P<verb>印发|发布|出台|公布)(?P<inner>《[^《》]{6,120}》)(?P<kind>)(?P<rest>)")
_SOLICIT = re.compile(
    r"(?P<who>[^，。；：《》]{0,60}?)(?:关于|就|对)?(?:面?向?社会|公开|再次|广泛|公众|重新|第[一二三]次|就|对)*(?:征求|征集|听取)?(?:对|关于)?(?P<inner>《.{4,160}》|.{6,120}?)(?:（[^（）]{2,12}稿）)?"
    r"(?:面?向?社会|公开|再次|广泛|公众|各界|各方|修改|的|进行)*(?:(?:征求|征集|听取).{0,12})?(?:意见|建议)(?:建议|的)*(?P<kind>公告|通知|函|启事|公示|通告|说明)?"
)
_DRAFT = r"(?:公开)?(?:再次)?(?:社会)?(?:征求|征询)(?:社会|公众)?意见(?:稿|建议稿)?|(?:修订|修改)?草案(?:稿|[一二三]次.{0,4}稿)?|送审稿|讨论稿|代拟稿|审议稿|初稿|公示稿|上会稿|评审稿|报批稿|意见征集稿|修改稿|建议稿"
DRAFT_MARK = re.compile(rf"[（〔\[【](?:{_DRAFT})[）〕\]】]")
_DRAFT_LINE = re.compile(rf"[（〔\[【]?(?:{_DRAFT})[）〕\]】]?")
_DRAFT_TAIL = re.compile(r"(?:征求意见稿|送审稿|讨论稿|草案)$")
_BRACKET_LINE = re.compile(r"（[^（）。，]{2,30}）")
_TITLE_BRACKET = re.compile(r"（(?:.{0,6}(?:\d{4}|[一二][〇○零一二三四五六七八九]{3}|十[一二三四五六]五).{0,20}|试行|暂行|修订.{0,4}|第.{1,6}版|.{1,4}年版|.{0,6}版)）")
_MARKS = re.compile(
    r"（?(?:此件|本文|此文)[^。]{2,20}）?|附件[\d一二三四五六七八九十]{0,3}[：:]?|附[：:]|目录|目次|正文|（[^（）]{2,40}(?:通过|审议|批准|修订|印发|发布)）|"
    r"政府信息公开|主动公开|依申请公开|.{0,12}文件|特急|急件|(?:加急|平急|机密|秘密|内部)[★☆.\d年]{0,8}"
)
_ADDRESSEE = re.compile(r".*(?:政府|部门|单位|办事处|委员会|各|局|公司|机构|委|部|厅|学校|同志|镇|街道|乡).*：")
_SENTENCE = re.compile(r"[。；！？]|，.{0,60}，|^(?:为|根据|按照|经|现将|现就).{14,}")
_JOIN_MOST = 6
_TITLE_MOST = 160
_NAVIGATION = re.compile(r"(?:首页|政务公开|政务服务|互动交流|无障碍|长者模式|网站|门户|登录|注册|搜索|手机版|简体|繁体|English|智能问答|当前位置|要闻)")
_LINK = re.compile(r"(?:图解|解读|一图|文字解读|政策解读|【.{0,6}解读】|新闻发布|问答|下载|附件下载)")


@dataclass(frozen=True, slots=True)
class Notice:
    """What wraps a plan: the notice's own title, who stands before it, the plan's title in it, where the lines end.

    several: it carries more than one plan. solicits: it asks the public for opinions.
    """

    text: MappedText
    who: MappedText
    inner: MappedText
    first: int
    last: int
    several: bool
    solicits: bool


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The title as printed, its place, what wraps it, and the line at which the printed heading ends (None without)."""

    title: MappedText
    notice: Notice | None
    heading: tuple[int, int] | None
    draft: bool
    names: tuple[str, ...]
    """Other names under which the document speaks of itself."""


def title_key(text: str) -> str:
    """A title without marks, white space, quotes and draft notes: what two printings share."""
    plain = DRAFT_MARK.sub("", text)
    return re.sub(r"[^\w]|_", "", _DRAFT_TAIL.sub("", plain)).lower()


def bare_key(text: str) -> str:
    """As `title_key`, also without the last bracket of years or trial."""
    return title_key(re.sub(r"(?:（[^（）]*）)+$", "", DRAFT_MARK.sub("", text)))


class _Lines:
    """The head's lines by what they can be in the search for titles."""

    def __init__(self, view: View, metadata: Metadata) -> None:
        self.view = view
        self.metadata = metadata
        self._kinds: dict[int, str] = {}

    def text(self, index: int) -> MappedText:
        return self.view.text(index)

    def kind(self, index: int) -> str:
        """text, org, date, mark, draft, bracket, sentence, chapter, meta, residue."""
        if index not in self._kinds:
            self._kinds[index] = self._kind(index)
        return self._kinds[index]

    def _kind(self, index: int) -> str:
        start, end = self.view.spans[index]
        text = self.text(index).text
        if not text or is_page_number(text) or is_web_residue(text) or re.fullmatch(r"[-=_*|—:]+", text):
            return "residue"
        if any(left < end and start < right for left, right in self.metadata.spans):
            return "meta"
        if _DRAFT_LINE.fullmatch(text):
            return "draft"
        if _MARKS.fullmatch(text):
            return "mark"
        if _BRACKET_LINE.fullmatch(text):
            return "bracket"
        signed = read_signature_line(self.view.normal, start, end)
        if signed is not None:
            return "date" if signed.date or signed.number else "org"
        marker = read_marker(text)
        if marker is not None and marker.style in ("han", "chapter", "part", "han_bracket", "article", "section"):
            return "chapter"
        if _ADDRESSEE.fullmatch(text):
            return "addressee"
        if len(text) > _TITLE_MOST or (_SENTENCE.search(text) and not _NOTICE.fullmatch(text)):
            return "sentence"
        return "text"


def _inner(text: MappedText, start: int, end: int) -> tuple[MappedText, bool]:
    """The plan's title inside a notice's, without its outer 《》, and whether there are several."""
    inner = text.slice(start, end)
    names = re.findall(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", inner.text)
    if len(names) > 1:
        return inner, True
    if len(names) == 1:
        at = inner.text.index(names[0])
        several = re.match(r"等[\d一二三四五六七八九十两]+(?:个|项|部|件)", inner.text[at + len(names[0]) :]) is not None
        return inner.slice(at + 1, at + len(names[0]) - 1), several
    several = re.search(r"等[\d一二三四五六七八九十两]+(?:个|项|部|件)[^，。]{0,8}$", inner.text) is not None
    for match in re.finditer(rf"(?:方案|计划|规划|意见|办法|措施|要点|清单)(?:（[^（）]{{1,30}}）)?(?:和|及|与|以及|、)(?=.{{4,}}{_NOUN}{_BRACKETS}$)", inner.text):
        several = several or match.end() > 8
    return inner, several


def _as_notice(text: MappedText, first: int, last: int) -> Notice | None:
    plain = without_site(text.text)
    match = _NOTICE.fullmatch(plain) or _NEWS.fullmatch(plain)
    if match is not None:
        who = text.slice(*match.span("who"))
        if len(who) > 4 and not names_before(who) and not who.text.endswith(("部门", "单位")):
            return None
        inner, several = _inner(text, *match.span("inner"))
        if not _ENDS_TITLE.fullmatch(inner.text) and match["verb"] not in ("印发", "转发"):
            return None
        return Notice(text.slice(0, match.end()), who, inner, first, last, several, solicits=False)
    if re.search(r"征求|征集|听取", plain) and re.search(r"意见|建议", plain) and "》" in plain or re.search(r"征求.{0,60}意见的?(?:公告|通知|函|启事|公示)$", plain):
        match = _SOLICIT.fullmatch(plain)
        if match is not None:
            inner, several = _inner(text, *match.span("inner"))
            return Notice(text, text.slice(*match.span("who")), inner, first, last, several, solicits=True)
    return None


def _windows(lines: _Lines, last: int, kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    """Runs of up to _JOIN_MOST lines that end at `last`, shortest first, all of the given kinds."""
    found = []
    for first in range(last, max(-1, last - _JOIN_MOST), -1):
        if lines.kind(first) not in kinds:
            break
        found.append((first, last))
    return found


def find_notice(lines: _Lines) -> Notice | None:
    """The first notice title in the head."""
    for last in lines.view.head:
        tail = lines.text(last).text
        if lines.kind(last) not in ("text", "bracket") or not re.search(r"通知|函|公告|通告|决定|通报|意见|》|建议|公示|启事", tail):
            continue
        for first, _ in _windows(lines, last, ("text", "org", "bracket")):
            notice = _as_notice(join(lines.text(at) for at in range(first, last + 1)), first, last)
            if notice is not None:
                return _with_issuer_above(lines, notice)
    return None


def _with_issuer_above(lines: _Lines, notice: Notice) -> Notice:
    first = notice.first
    while len(notice.who) == 0 and first > 0 and lines.kind(first - 1) == "org" and notice.first - first < 6:
        first -= 1
    if first == notice.first or not notice.text.text.startswith("关于"):
        return notice
    who = join(lines.text(at) for at in range(first, notice.first))
    return Notice(join((who, notice.text)), who, notice.inner, first, notice.last, notice.several, notice.solicits)


def _block_at(lines: _Lines, last: int) -> tuple[int, int] | None:
    """The lines of a title that ends at `last`, a line of years or of trial below it included; None where it is none."""
    if lines.kind(last) not in ("text", "org") or not _STRONG.fullmatch(without_site(lines.text(last).text)):
        return None
    first = last
    while first > 0 and last - first < _JOIN_MOST - 2 and _joins_upward(lines, first):
        first -= 1
    end = last
    if last + 1 < len(lines.view.spans) and _TITLE_BRACKET.fullmatch(lines.text(last + 1).text):
        end = last + 1
    return first, end


def _joins_upward(lines: _Lines, first: int) -> bool:
    """Whether the line above `first` is the beginning of the same title."""
    above, here = lines.text(first - 1).text, lines.text(first).text
    if lines.view.heading(first) and not lines.view.heading(first - 1):
        return False
    if lines.kind(first - 1) == "org":
        return here.startswith(("关于", "印发"))
    if lines.kind(first - 1) != "text" or _STRONG.fullmatch(above) or _NAVIGATION.search(above) or _LINK.search(above):
        return False
    if re.match(r"关于|中共|国务院", here) and "关于" not in above:
        return False
    return len(above) >= 6 and (_opens_title(above) or not _opens_title(here))


def _opens_title(text: str) -> bool:
    return re.match(r"关于|中共|国务院|国家|全国|[\u4e00-\u9fff]{1,10}?(?:省|自治区|自治州|市|县|自治县|镇|街道|新区|区(?!块|域))(?!场)", text) is not None


def _find_exact(lines: _Lines, wanted: frozenset[str], start: int) -> tuple[int, int] | None:
    """The lines from `start` on whose join is one of the wanted titles."""
    for first in range(start, lines.view.head.stop):
        if lines.kind(first) not in ("text", "org"):
            continue
        joined = ""
        for last in range(first, min(first + _JOIN_MOST, lines.view.head.stop)):
            if lines.kind(last) not in ("text", "bracket", "org", "draft"):
                break
            joined += lines.text(last).text
            if title_key(joined) in wanted or bare_key(joined) in wanted:
                after = last + 1
                if after < lines.view.head.stop and _TITLE_BRACKET.fullmatch(lines.text(after).text):
                    last = after
                return first, last
    return None


def _find_heading(lines: _Lines, start: int) -> tuple[int, int] | None:
    """The first title block from `start` on, before any sentence or chapter."""
    for last in range(start, lines.view.head.stop):
        kind = lines.kind(last)
        if kind in ("sentence", "chapter"):
            return None
        if _LINK.search(lines.text(last).text) or _NAVIGATION.search(lines.text(last).text):
            continue
        block = _block_at(lines, last)
        if block is not None and block[0] >= start:
            return block
    return None


def _own_heading(lines: _Lines) -> tuple[int, int] | None:
    """The title of a document that no notice wraps: a marked heading before all, else the first title block."""
    plain: tuple[int, int] | None = None
    for last in lines.view.head:
        kind = lines.kind(last)
        text = lines.text(last).text
        if kind == "chapter" and plain is not None:
            break
        if kind not in ("text", "org") or _LINK.search(text) or _NAVIGATION.search(text) or len(text) < 4:
            continue
        block = _block_at(lines, last)
        if block is None:
            continue
        if lines.view.heading(block[0]) == 1:
            return block
        plain = plain or block
    return plain


def _clean(text: MappedText) -> MappedText:
    """Without 《》 around it, draft notes and the site's name."""
    kept = text.slice(0, len(without_site(text.text)))
    if kept.text.startswith("《") and kept.text.endswith("》") and kept.text.count("《") == 1:
        kept = kept.slice(1, len(kept) - 1)
    pieces = []
    position = 0
    for match in DRAFT_MARK.finditer(kept.text):
        pieces.append(kept.slice(position, match.start()))
        position = match.end()
    kept = join([*pieces, kept.slice(position, len(kept))])
    tail = _DRAFT_TAIL.search(kept.text)
    kept = kept.slice(0, tail.start()) if tail and tail.start() > 6 else kept
    if kept.text.startswith("《") and kept.text.endswith("》") and kept.text.count("《") == 1:
        kept = kept.slice(1, len(kept) - 1)
    return kept.strip("：，。 ")


def _joined(lines: _Lines, block: tuple[int, int]) -> MappedText:
    return join(lines.text(at) for at in range(block[0], block[1] + 1) if lines.kind(at) != "draft")


def _best_printing(view: View, title: MappedText) -> MappedText:
    """The same title where the document prints it with full-width marks, if it does so anywhere in its head."""
    pieces = []
    for character in title.text:
        if character in "—-~―─":
            pieces.append(r"[—\-~―─]")
        elif not character.isspace():
            pieces.append(re.escape(character))
    pattern = re.compile(r"\s*".join(pieces))
    best = title
    for match in pattern.finditer(view.normal, 0, view.spans[view.head.stop - 1][1] if view.spans else 0):
        printing = view.printing(*match.span())
        if _half_width(printing) < _half_width(best):
            best = printing
    return best


def _half_width(text: MappedText) -> int:
    return sum(1 for raw in text.raw if raw in "(),:;-–~")


def _after_signature(lines: _Lines, notice: Notice) -> int:
    """The line after the notice's signature date, or after the notice's title where it has none."""
    for index in range(notice.last + 1, min(lines.view.head.stop, notice.last + 60)):
        if lines.kind(index) == "date":
            signed = read_signature_line(lines.view.normal, *lines.view.spans[index])
            if signed and signed.date and not signed.number:
                return index + 1
        if lines.kind(index) == "chapter":
            break
    return notice.last + 1


def read_title(view: View, metadata: Metadata) -> TitleReading:
    """The plan's title and what wraps it. A document without any title gets its best line."""
    lines = _Lines(view, metadata)
    notice = find_notice(lines)
    draft = notice is not None and (notice.solicits or DRAFT_MARK.search(notice.text.text) is not None)
    if notice is not None:
        return _wrapped_title(lines, notice, draft=draft)
    quoted = _announced(lines)
    block = _own_heading(lines)
    if quoted is not None and (block is None or view.spans[block[0]][0] > quoted.origin[0]):
        wanted = frozenset((title_key(quoted.text), bare_key(quoted.text)))
        block = _find_exact(lines, wanted, 0) or block
    title = _clean(_joined(lines, block)) if block else EMPTY
    if block is None:
        title = _clean(quoted) if quoted is not None else _fallback(lines, metadata)
    draft = _has_draft_mark(lines, block) or (quoted is not None and DRAFT_MARK.search(quoted.text) is not None)
    names = (quoted.text,) if quoted is not None else ()
    return TitleReading(_best_printing(view, title) if len(title) else title, None, block, draft, names)


def _wrapped_title(lines: _Lines, notice: Notice, *, draft: bool) -> TitleReading:
    inner = _clean(notice.inner)
    names: tuple[str, ...] = (inner.text, notice.text.text)
    if notice.several:
        quoted = re.findall(r"《([^《》]+)》", notice.inner.text) or re.split(r"和|及|与|、", notice.inner.text)
        return TitleReading(notice.text, notice, None, draft, (*names, *quoted))
    bare = re.sub(r"^[^《》“”]{4,40}?(?=关于)", "", inner.text)
    wanted = frozenset(key for text in (inner.text, bare) for key in (title_key(text), bare_key(text)) if len(key) > 5)
    block = _find_exact(lines, wanted, notice.last + 1) or _find_heading(lines, _after_signature(lines, notice))
    title = inner if bare == inner.text or not names_before(inner.slice(0, len(inner) - len(bare))) else inner.slice(len(inner) - len(bare), len(inner))
    if block is not None:
        own = _clean(_joined(lines, block))
        title = own if not title_key(title.text).startswith(title_key(own.text)) else title
        draft = draft or _has_draft_mark(lines, block)
    return TitleReading(_best_printing(lines.view, title), notice, block, draft, names)


def _has_draft_mark(lines: _Lines, block: tuple[int, int] | None) -> bool:
    if block is None:
        return False
    around = range(block[0], min(block[1] + 3, len(lines.view.spans)))
    return any(lines.kind(at) == "draft" or (at <= block[1] and DRAFT_MARK.search(lines.text(at).text)) for at in around) or bool(
        _DRAFT_TAIL.search(lines.text(block[1]).text)
    )


def _announced(lines: _Lines) -> MappedText | None:
    """《X》已经…同意，现印发给你们 / 现将《X》印发 in a notice whose own title is missing."""
    pattern = re.compile(r"(?:现将|将)?《(?P<title>[^《》]{6,120}(?:《[^《》]{2,60}》[^《》]{0,20})?)》.{0,80}?(?:印发|转发|下发)(?:给|你们|执行|实施)|(?:现将)《(?P<other>[^《》]{6,120})》.{0,20}(?:印发|予以公布|公布)")
    joined = join(lines.text(at) for at in lines.view.head[:40])
    match = pattern.search(joined.text)
    if match is None:
        return None
    return joined.slice(*match.span("title" if match["title"] else "other"))


def _fallback(lines: _Lines, metadata: Metadata) -> MappedText:
    """Metadata's title, else the first heading, else the first line that is text."""
    for value, span in metadata.get("title"):
        if len(value) >= 6:
            return lines.view.printing(*span)
    headings = [at for at in lines.view.head if lines.view.heading(at) and len(lines.text(at))]
    if headings:
        return lines.text(headings[0])
    for wanted in (("text",), ("text", "org", "sentence", "addressee"), ("chapter", "meta", "residue", "mark", "date", "bracket", "draft")):
        for at in lines.view.head:
            if lines.kind(at) in wanted and len(lines.text(at)) >= 2:
                return lines.text(at).slice(0, _TITLE_MOST)
    return EMPTY
