"""The head's lines by what they can be in a search for titles. Knows kinds of lines, chooses no title."""

import re
from collections.abc import Iterator

from ingest.header.metadata import Metadata, without_site
from ingest.header.signatures import read_signature_line
from ingest.header.view import View
from ingest.mapped import MappedText, join
from ingest.numbering import read_marker
from ingest.residue import is_page_number, is_web_residue

JOIN_MOST = 6
"""No title is wrapped over more lines than this."""
TITLE_MOST = 160
"""No title has more characters than this."""
BRACKETS = r"(?:（[^（）]{1,40}）|〔[^〔〕]{1,40}〕|\[[^\[\]]{1,40}\])*"
_DRAFT = (
    r"(?:公开)?(?:再次)?(?:社会)?(?:征求|征询)(?:社会|公众)?意见(?:稿|建议稿)?|(?:修订|修改)?草案(?:稿|[一二三]次.{0,4}稿)?|送审稿|讨论稿|代拟稿|"
    r"审议稿|初稿|公示稿|上会稿|评审稿|报批稿|意见征集稿|修改稿|建议稿"
)
DRAFT_MARK = re.compile(rf"[（〔\[【](?:{_DRAFT})[）〕\]】]")
DRAFT_TAIL = re.compile(r"(?:征求意见稿|送审稿|讨论稿|草案)$")
TITLE_BRACKET = re.compile(
    r"（(?!\d{4}年\d{1,2}月\d{1,2}日）|[^）]{0,60}(?:\d号|\d月\d{1,2}日|\d\d月\d{1,2}日))(?:.{0,6}(?:\d{4}|[一二][〇○零一二三四五六七八九]{3}|十[一二三四五六]五).{0,20}|试行|暂行|修订.{0,4}|第.{1,6}版|.{1,4}年版|.{0,6}版)）"
)
NAVIGATION = re.compile(
    r"首页|往期阅读|(?:当前|上一|下一)(?:版|篇)|放大|缩小|导航菜单|政务公开|政务服务|互动交流|无障碍|长者模式|网站|门户|登录|注册|搜索|手机版|简体|繁体|English|智能问答|当前位置|要闻|公开指南|公开目录"
)
LINK = re.compile(r"图解|解读|一图|新闻发布|问答|附件下载|下载附件|相关(?:附件|文件|链接)")
_DRAFT_LINE = re.compile(rf"[（〔\[【]?(?:{_DRAFT})[）〕\]】]?")
_BRACKET_LINE = re.compile(r"（[^（）。，]{2,30}）")
_MARKS = re.compile(
    r"（?(?:此件|本文|此文)[^。]{2,20}）?|附件[\d一二三四五六七八九十]{0,3}[：:]?|附[：:]|目录|目次|正文|"
    r"（[^（）]{2,40}(?:通过|审议|批准|修订|印发|发布)）|政府信息公开|主动公开|依申请公开|.{0,12}文件|特急|急件|"
    r"(?:加急|平急|机密|秘密|内部)[★☆.\d年]{0,8}"
)
_ADDRESSEE = re.compile(r"(?:政府|部门|单位|办事处|委员会|各|局|公司|机构|委|部|厅|学校|同志|镇|街道|乡).*：$")
_SENTENCE = re.compile(r"[。；！？]|，[^，]{0,60}，|^(?:为|根据|按照|经|现将|现就).{14,}")
_ANNOUNCES = re.compile(r"印发|转发|批转|下发|发布|公布|征求|征集")
_ANNEX_PREFIX = re.compile(r"附件?[\d一二三四五六七八九十]{0,3}[：.、]+")
_BRACKET_END = re.compile(r"[^（）]{0,40}）(?=[\u4e00-\u9fff“]{6})")
"""The rest of a bracket whose beginning stands on the line above: 联系电话：…）某某市…方案"""
_BUTTONS = re.compile(
    r"(?<=[案划见法施点要定则知）])(?:政策咨询|政策问答|政策解读|图解|打印|分享|收藏|关闭|我要咨询|在线咨询|语音播报|文件下载|阅读模式){1,4}$"
)
"""The page's buttons behind a title."""
_NOTHING = re.compile(r"[-=_*|—：]+")
_CHAPTER_STYLES = frozenset({"han", "chapter", "part", "han_bracket", "article", "section"})


class HeadLines:
    """The lines of a document's head with their kinds; `text` leaves out an annex's number before a title."""

    def __init__(self, view: View, metadata: Metadata) -> None:
        self.view = view
        self.metadata = metadata
        self._kinds: dict[int, str] = {}

    def text(self, index: int) -> MappedText:
        """Line `index`, without white space, markup and a leading 附件1：."""
        text = self.view.text(index)
        button = _BUTTONS.search(text.text)
        if button:
            text = text.slice(0, button.start())
        prefix = _ANNEX_PREFIX.match(text.text) or _BRACKET_END.match(text.text)
        return text.slice(prefix.end(), len(text)) if prefix and prefix.end() < len(text) else text

    def join(self, first: int, last: int) -> MappedText:
        """Lines `first` to `last` (included) as one text."""
        return join(self.text(at) for at in range(first, last + 1))

    def kind(self, index: int) -> str:
        """text, org, date, mark, draft, bracket, sentence, chapter, addressee, meta or residue."""
        if index not in self._kinds:
            self._kinds[index] = self._kind(index)
        return self._kinds[index]

    def _kind(self, index: int) -> str:
        start, end = self.view.spans[index]
        text = self.view.text(index).text
        if not text or is_page_number(text) or is_web_residue(text) or _NOTHING.fullmatch(text):
            return "residue"
        if any(left < end and start < right for left, right in self.metadata.spans):
            return "meta"
        for kind, pattern in (("draft", _DRAFT_LINE), ("mark", _MARKS), ("bracket", _BRACKET_LINE)):
            if pattern.fullmatch(text):
                return kind
        signed = read_signature_line(self.view.normal, start, end)
        if signed is not None:
            return "date" if signed.date or signed.number else "org"
        marker = read_marker(text)
        if marker is not None and marker.style in _CHAPTER_STYLES:
            return "chapter"
        return self._kind_of_words(text)

    @staticmethod
    def _kind_of_words(text: str) -> str:
        if len(text) > TITLE_MOST:
            return "sentence"
        if _ADDRESSEE.search(text):
            return "addressee"
        if _SENTENCE.search(text) and not (_ANNOUNCES.search(text) and "。" not in text):
            return "sentence"
        return "text"

    def windows(self, last: int, kinds: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Runs of lines that end at `last`, shortest first, all of the given kinds."""
        for first in range(last, max(-1, last - JOIN_MOST), -1):
            if self.kind(first) not in kinds:
                return
            yield first, last


def title_key(text: str) -> str:
    """A title without marks, white space, quotes and draft notes: what its printings share."""
    return re.sub(r"[^\w]|_", "", DRAFT_TAIL.sub("", DRAFT_MARK.sub("", text))).lower()


def bare_key(text: str) -> str:
    """As `title_key`, also without the brackets of years or trial at its end."""
    return title_key(re.sub(r"(?:（[^（）]*）)+$", "", DRAFT_MARK.sub("", text)))


_MARK_BEFORE = re.compile(r"（(?:(?:此件|本文)[^（）]{2,12}|[\u4e00-\u9fff]{2,8}(?:省|自治区|市))）(?=.{6})")
"""（此件公开发布） of the notice above, （东江省） of a collection."""


def clean_title(text: MappedText) -> MappedText:
    """A title without 《》 around it, draft notes and the site's name."""
    mark = _MARK_BEFORE.match(text.text)
    kept = unquoted(text.slice(mark.end() if mark else 0, len(without_site(text.text))))
    half = len(kept) // 2
    if half > 8 and kept.text[:half] == kept.text[half:]:
        kept = kept.slice(0, half)  # printed twice, with nothing between
    pieces = []
    position = 0
    for match in DRAFT_MARK.finditer(kept.text):
        pieces.append(kept.slice(position, match.start()))
        position = match.end()
    kept = join([*pieces, kept.slice(position, len(kept))])
    tail = DRAFT_TAIL.search(kept.text)
    if tail and tail.start() > 6 and kept.text[tail.start() - 1] not in "的和、（":
        kept = kept.slice(0, tail.start())
    return unquoted(kept).strip("：，。 ")


def unquoted(text: MappedText) -> MappedText:
    """Without 《》 or 〈〉 where they hold the whole text."""
    for opening, closing in (("《", "》"), ("〈", "〉")):
        if text.text.startswith(opening) and text.text.find(closing) == len(text) - 1:
            return text.slice(1, len(text) - 1)
        if text.text.startswith(opening) and text.text.endswith(closing) and _wraps(text.text, opening, closing):
            return text.slice(1, len(text) - 1)
    return text


def _wraps(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for position, character in enumerate(text):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return position == len(text) - 1
    return False
