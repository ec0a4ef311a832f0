"""Documents in 《》 that the plan rests on or carries out. Knows sentences, not the outline."""

import re
from dataclasses import dataclass

from ingest.facts import Citation, Span
from ingest.header.bodies import spaced
from ingest.header.lines import bare_key, title_key
from ingest.header.numbers import find_numbers, printed
from ingest.mapped import MappedText, map_span

CITED_NAME = re.compile(r"《((?:[^《》]|《[^《》]{1,90}》){2,160}?)》")
_LINKED = re.compile(r"\[([^\[\]]{2,160})\]\s*[（(]\s*(?:https?|/)[^）)\s]{0,300}[）)]")
_NUMBER_BEHIND = re.compile(r"\s*（(?P<inside>[^（）]{2,60}(?:（[^（）]{1,20}）[^（）]{0,40})?)）")
_OTHER_NUMBER = re.compile(
    r"[A-Z]{1,5}\d{0,4}(?:/[A-Z]{1,3})?\s?\d{1,6}(?:[.-]\d{1,4})*[-—](?:19|20)\d\d|[^，；、。]{0,24}?(?:令|公告|通告)?\s*第?\s*\d{1,5}\s*号(?:令|公告)?"
)
_DOCUMENT = re.compile(
    r"(?:法|法典|条例|办法|规定|意见|方案|计划|规划|纲要|通知|决定|决议|措施|细则|要点|标准|规范|指南|目录|名录|清单|报告|公告|批复|函|战略|协定|协议|政策|"
    r"导则|规程|准则|章程|框架|责任书|议定书|指引|纪要|备忘录|20[2-6]\d|行动|举措|安排|任务|条|讲话|宣言|公约|通则|体系|要求|制度|预案|总则|工程|建议|思路|部署|分工|责任制|规则|目标(?:任务)?)"
    r"[〉>]?(?:（[^（）]{1,40}）)*$"
)
_LAW = re.compile(r"(?:法|条例|规定|办法|标准|规范|规程|导则|准则|目录|名录)(?:（[^（）]{1,20}）)?$")
_BASIS = re.compile(
    r"根据|依据|按照|依照|遵照|贯彻|落实|执行|遵循|遵守|对照|参照|参考|对标|结合|衔接|实施|推进|围绕|响应|承接|对接|细化|依(?!托|靠|赖)|按(?!时|期|月|季|年|劳)"
)
_WEAK_BASIS = re.compile(r"推动|紧扣|以|为|加快|完成|坚持|深化|推行|宣传|学习|用好|抓好|做好|严守|兑现")
_MAKING = re.compile(
    r"(?:制定|制订|出台|编制|修订|起草|研究|印发|发布|编写|编印|拟定|拟订|完善|修编|修改|颁布|公布|签订|签署|提交|报送|填写|填报|申请|取得|获得|核发|办理|领取|换发|废止|替代|"
    r"刊发|出版|公开|建立|形成|汇编|更新|发放)(?:了|本|的|好|并)?[^，。；]{0,6}$"
)
_THRESHOLD = re.compile(
    r"(?:(?:不再|停止|暂停|暂不|免于)(?:执行|适用|实施)|(?:纳入|列入)[^，。；：]{0,14}(?:批准|审批|印发|公布|发布)的)$|(?:违反|符合|不符合|达到|未达到|满足|超过|低于|高于|列入|纳入|属于|通过|优于|参见|详见|见|不适用|适用|除|有|指|所称|按规定取得)"
    r"(?:了|国家|省|市|现行|最新|相关|《[^》]*》|[、和及或与]|上述){0,4}$"
)
_AFTER = re.compile(
    r"(?:（[^（）]{1,60}）)?(?:等)?(?:相关|有关|系列|文件|政策|法律法规|法规)*(?:的)?(?:文件)?"
    r"(?:精神|要求|部署|规定|提出|安排|为(?:引领|统领|指导|依据|纲领|基础|准)|明确|确定|的通知|任务|目标|工作|决策|落地|落实|落细|实施|贯彻)"
)
_LISTED_AFTER = re.compile(
    r"[》）]\s*(?:等(?:有关|相关|法律|法规|规章|规定|文件|政策|和|及|、)*)?[、，和及与以及并暨]{0,3}\s*(?:[省市县区]|国家)?(?:委|政府|人民政府|国务院)?(?:办公[室厅])?(?:关于|印发|的)?$"
)
_GENERIC = re.compile(
    r"(?:本|该|总体|实施|行动|工作|建设|若干|管理|三年|专项|指导|推进|[省市县区])*"
    r"(?:方案|计划|规划|意见|办法|措施|要点|纲要|通知|条例|细则|规定|清单|任务|标准|目录|办法|政策|决定|条|指南|指引)"
)
_ALIAS = re.compile(r"(?:以下)?(?:统称|简称|即|又称)[：“]?$")
_DEFINES = re.compile(
    r"(?:（[^（）]{1,40}）)?(?:等)?(?:的)?(?:标准|规定|口径|要求)?(?:进行|予以|来)?(?:认定|界定|划分|划型|确定标准|为准)"
)
"""按《中小企业划型标准规定》认定: a mere definition of who is meant."""
_CLOSED = re.compile(
    r"(?:（[^（）]{1,40}）)?(?:自[^。，]{0,12})?(?:起|后)?[^。，]{0,6}(?:同时)?(?:废止|失效|停止执行|不再执行)"
)
# 推进《…》编制: still to be made; 根据《…》制定 is not.
_STILL_MADE = re.compile(
    r"(?:（[^（）]{1,40}）)?(?:的)?(?:编制|修订|制定|制订|立法|出台|起草|修编|报批|修改|申报|创作)"
)
_REVISED = re.compile(
    r"(?<![制编])(?<!制定)(?<!制定、)(?<!制订、)(?<!编制、)(?:修订|修编|修改|修正)(?:完善|出台|印发|实施|好)?$"
)
_STILL_REVISED = re.compile(r"(?:（[^（）]{1,40}）)?(?:的)?(?:修订|修编|修改)(?:工作|完善|，|。|；)")
_ENACTED = re.compile(r"(?:条例|(?<!办)法)(?:（[^（）]{1,20}）)?$")
"""修订《…条例》: a law in force that is to be changed is one that the plan speaks of; a document to be made is not."""
_RESTS_ON = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|执行|参照|对照|结合|依|按")
_CARRIED_OUT = re.compile(r"(?:实施|落实|执行|贯彻|依据)[^，]{0,8}$")
_ISSUED = re.compile(r"(?:印发|出台|发布|公布|制定|颁布)(?:实施)?的$")
_RESTS_ON_NOTICE = re.compile(r"(?:根据|依据|按照|遵照|贯彻|落实)[^，。；《》]{0,24}关于印发$")
_GOES_ON = re.compile(r"(?:[、和及与：]|(?:精神|要求|部署|指示|讲话|规定|决定)，)$")
_PUNISHES = re.compile(r"(?:等)?(?:的)?(?:有关|相关)?规定(?:，)?(?:给予|予以|依法|追究|处罚|处理|查处|进行处)")
"""A law mentioned in passing: 按照《…法》的规定给予处罚."""
_SENT_NAME = re.compile(r"(?:印发|转发|下发|发布)(?:[<〈《]([^<>〈〉《》]{4,80})[>〉》]|([^<>〈〉《》]{6,80}))的通知$")
"""A notice that is cited by its own name and sends the document that is named again later."""
_ITEM = re.compile(
    r"\s*(?:附件|附表|附)?\s*[：]?\s*(?:[（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）]?)?\s*[.、：]?\s*"
)
_LINK = re.compile(r"解读|图解|一图读懂|链接|下载|上一篇|下一篇|新闻发布会")
_LINE = 60
_ABOVE = 600
_CLAUSE = 60
_CLAUSE_BEFORE = 160
_LIST_GAP = 60


@dataclass(slots=True)
class _Found:
    title: str
    number: str | None
    span: Span


def read_citations(document: str, normal: str, own: tuple[str, ...]) -> tuple[Citation, ...]:
    """Cited documents in order, each once (with its number, wherever that stands). own: names of the plan itself."""
    mine = {key for name in own for key in (title_key(name), bare_key(name)) if len(key) > 4}
    found: dict[str, _Found] = {}
    cited: bool | None = None
    last_end = -_LIST_GAP
    for match in CITED_NAME.finditer(normal):
        if match.start() - last_end > _LIST_GAP:
            cited = None
        last_end = match.end()
        if document.startswith(">", document.rfind("\n", 0, match.start()) + 1):
            continue  # a collector's note above the text
        title = cited_title(document, match)
        if _ALIAS.search(normal[max(0, match.start() - 8) : match.start()]):
            mine.update((title_key(title.text), bare_key(title.text)))
            continue
        if _GENERIC.fullmatch(title.text):
            continue
        if _skipped(normal, match, title.text, mine):
            cited = False
            continue
        cited = _is_cited(normal, match, title.text, cited)
        if not cited:
            continue
        number = number_behind(normal, document, match.end())
        known = found.setdefault(title_key(title.text), _Found(spaced(document, title), number, match.span()))
        known.number = known.number or number
    sent = [
        (title_key(inner[1] or inner[2]), title_key(item.title))
        for item in found.values()
        if (inner := _SENT_NAME.search(item.title))
    ]
    return tuple(
        Citation(item.title, item.number, item.span)
        for key, item in found.items()
        if not any(_is_sent(key, *notice) for notice in sent)
    )


def _is_sent(key: str, inner: str, notice: str) -> bool:
    """Whether a name is that of the document which a cited notice sends, with the notice's place before it or without."""
    return key == inner or (key.endswith(inner) and notice.startswith(key[: -len(inner)]) and len(key) < len(notice))


def cited_title(document: str, match: re.Match[str]) -> MappedText:
    """The name inside the marks; of a Markdown link its words."""
    linked = _LINKED.search(match[1])
    if linked is None:
        return map_span(document, match.start(1), match.end(1))
    return map_span(document, match.start(1) + linked.start(1), match.start(1) + linked.end(1))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"[\t|]|\n\s*\n", "。", text))


def number_behind(normal: str, document: str, end: int) -> str | None:
    """The document number in brackets right behind a name that ends at `end`."""
    match = _NUMBER_BEHIND.match(normal, end, end + 140)
    if match is None:
        return None
    inside = map_span(document, *match.span("inside"))
    for span in find_numbers(inside.text, 0, len(inside)):
        return printed(inside.raw, span)
    number = _OTHER_NUMBER.match(inside.text)
    return printed(inside.raw, number.span()) if number else None


def _is_cited(normal: str, match: re.Match[str], title: str, before_cited: bool | None) -> bool:
    """Whether the text around a name in 《》 makes it a basis of the plan or something to be carried out.

    before_cited: what was decided of the name just before, which a list hands on.
    """
    before = _squeezed(normal[max(0, match.start() - 2 * _CLAUSE_BEFORE) : match.start()])[-_CLAUSE_BEFORE:]
    behind = _squeezed(normal[match.end() : match.end() + 100])
    if not _DOCUMENT.search(title) or _CLOSED.match(behind):
        return False
    if before_cited is not None and _LISTED_AFTER.search(before[-14:]):
        return before_cited
    if (_PUNISHES.match(behind) or _DEFINES.match(behind)) and _LAW.search(title):
        return False
    clause = re.split(r"[。；！？]", before)[-1]
    near = re.split(r"[，：]", clause)[-1]
    if _ENACTED.search(title) and (_REVISED.search(near) or _STILL_REVISED.match(behind)):
        return True
    if _THRESHOLD.search(near) or (_STILL_MADE.match(behind) and not _RESTS_ON.search(clause)):
        return False
    if _MAKING.search(near) and not _CARRIED_OUT.search(near):
        if (_ISSUED.search(near) and _RESTS_ON.search(near)) or _RESTS_ON_NOTICE.search(near):
            return True
        return _AFTER.match(behind) is not None and bool(_ISSUED.search(near) or _BASIS.search(clause))
    if _BASIS.search(near) or (_WEAK_BASIS.search(near) and _AFTER.match(behind)):
        return True
    if _AFTER.match(behind) and not _LAW.search(title):
        return True
    return _BASIS.search(clause) is not None and _GOES_ON.search(clause) is not None


def _skipped(normal: str, match: re.Match[str], title: str, mine: set[str]) -> bool:
    """The plan itself, a name in a list of annexes, or a link of the website."""
    if title_key(title) in mine or bare_key(title) in mine:
        return True
    opening = normal[max(0, match.start() - _LINE) : match.start()].rpartition("\n")[2]
    closing = normal[match.end() : match.end() + _LINE].partition("\n")[0]
    if len(opening) < _LINE and _ITEM.fullmatch(opening) and not closing.strip("。；，、 \t"):
        above = normal[max(0, match.start() - len(opening) - _ABOVE) : match.start() - len(opening)]
        if opening.strip() or "附件" in above:
            return above.rfind("依据") <= above.rfind("附件")
    return _LINK.search(opening[-12:]) is not None or _LINK.search(closing[:10]) is not None
