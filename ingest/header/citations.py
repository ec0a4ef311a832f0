"""Documents in 《》 that the plan rests on or carries out. Knows sentences, not the outline."""

import re
from dataclasses import dataclass

from ingest.facts import Citation, Span
from ingest.header.numbers import NUMBER
from ingest.header.title import bare_key, title_key
from ingest.mapped import map_span

_NAME = re.compile(r"《((?:[^《》\n]|\n|《[^《》]{1,90}》|〈[^〈〉]{1,90}〉){2,160}?)》")
_NUMBER_BEHIND = re.compile(r"\s*（(?P<inside>[^（）]{2,60}(?:（[^（）]{1,20}）[^（）]{0,40})?)）")
_OTHER_NUMBER = re.compile(r"[^，；、。]{0,24}?(?:令|公告|通告)?\s*第?\s*\d{1,5}\s*号(?:令|公告)?")
_DOCUMENT = re.compile(
    r"(?:法|法典|条例|办法|规定|意见|方案|计划|规划|纲要|通知|决定|决议|措施|细则|要点|标准|规范|指南|目录|名录|清单|报告|公告|批复|函|战略|协定|协议|政策|导则|规程|准则|章程|框架|"
    r"责任书|议定书|指引|行动|举措|安排|任务|条|讲话|宣言|公约|通则|体系|要求|制度|预案|总则|工程|建议|思路|部署|分工|责任制|若干规定|规则)(?:（[^（）]{1,40}）|\([^()]{1,40}\))*$"
)
_LAW = re.compile(r"(?:法|条例|规定|办法|标准|规范|规程|导则|准则|目录|名录)(?:（[^（）]{1,20}）)?$")
_BASIS = re.compile(
    r"根据|依据|按照|依照|遵照|贯彻|落实|执行|遵循|遵守|对照|参照|对标|结合|衔接|实施|推进|推动|围绕|紧扣|响应|按|依|以|为|加快|细化|完成|坚持|对接|承接|深化|推行|宣传|学习|用好|依托|全面|严守|兑现|抓好|做好"
)
_STRONG_BASIS = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|执行|遵循|遵守|对照|参照|对标|结合|衔接|实施|推进|围绕|响应|承接|对接|细化|依|按")
_MAKING = re.compile(r"(?:制定|制订|出台|编制|修订|起草|研究|印发|发布|编写|编印|拟定|拟订|完善|修编|修改|组织编制|颁布|公布|签订|签署|提交|报送|填写|填报|申请|取得|获得|核发|办理|领取|换发|废止|替代|刊发|出版|公开)(?:了|本|的|好|并)?[^，。；]{0,6}$")
_THRESHOLD = re.compile(r"(?:违反|符合|不符合|达到|未达到|满足|超过|低于|高于|列入|纳入|属于|通过|优于|参见|详见|见|不适用|适用|除|有)(?:了|国家|省|市|现行|最新|《[^》]*》|[、和及或与]|上述){0,4}$")
_AFTER = re.compile(r"\s*(?:（[^（）]{1,60}）)?(?:等)?(?:相关|有关|系列|文件|政策|法律法规|法规)*(?:的)?(?:文件)?(?:精神|要求|部署|规定|安排|明确|确定|的通知|任务|目标|工作|决策)")
_JOINED = re.compile(r"[》）]\s*[、，和及与以及并暨]{0,3}\s*(?:省|市|县|区|国家)?(?:委|政府|人民政府|国务院)?(?:办公[室厅])?(?:关于|印发|的)?\s*$")
_ALIAS = re.compile(r"(?:以下)?(?:统称|简称|即|又称)[：“]?\s*$")
_CLOSED = re.compile(r"(?:起|后)[^。]{0,6}(?:废止|失效)|同时废止|停止执行|不再执行|予以废止")
_ATTACHMENT = re.compile(r"^\s*(?:附件|附表|附)?\s*[：]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[.、：]?\s*$")
_LINK = re.compile(r"解读|图解|一图读懂|链接|下载|上一篇|下一篇|新闻发布会")
_CLAUSE = 60


@dataclass(slots=True)
class _Found:
    title: str
    number: str | None
    span: Span


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _number_behind(normal: str, document: str, end: int) -> str | None:
    match = _NUMBER_BEHIND.match(normal, end, end + 140)
    if match is None:
        return None
    start = match.start("inside")
    number = NUMBER.search(normal, start, match.end("inside"))
    if number:
        return _squeezed(document[number.start() : number.end()])
    other = _OTHER_NUMBER.match(normal, start, match.end("inside"))
    return _squeezed(document[other.start() : other.end()]) if other else None


def _is_cited(normal: str, match: re.Match[str], *, before_cited: bool | None) -> bool:
    """Whether the text around a name in 《》 makes it a basis of the plan or something to be carried out."""
    before = _squeezed(normal[max(0, match.start() - 2 * _CLAUSE) : match.start()])[-_CLAUSE:]
    behind = _squeezed(normal[match.end() : match.end() + 100])
    title = _squeezed(match[1])
    if _ALIAS.search(before) or not _DOCUMENT.search(title) or _CLOSED.match(behind):
        return False
    if before_cited is not None and _JOINED.search(before[-14:]):
        return before_cited
    clause = re.split(r"[。；！？]", before)[-1]
    near = re.split(r"[，：]", clause)[-1]
    if _THRESHOLD.search(near):
        return False
    if _MAKING.search(near) and not re.search(r"(?:实施|落实|执行|贯彻)[^，]{0,8}$", near):
        return _AFTER.match(behind) is not None and _STRONG_BASIS.search(clause) is not None
    if _STRONG_BASIS.search(near) or (_BASIS.search(near) and _AFTER.match(behind)):
        return True
    if _AFTER.match(behind) and not _LAW.search(title):
        return True
    return _STRONG_BASIS.search(clause) is not None and re.search(r"[、和及与]$", near) is not None


def read_citations(document: str, normal: str, own: tuple[str, ...]) -> tuple[Citation, ...]:
    """Cited documents in order, each once (with its number, wherever that stands). own: names of the plan itself."""
    mine = {key for name in own for key in (title_key(name), bare_key(name)) if len(key) > 4}
    found: dict[str, _Found] = {}
    cited: bool | None = None
    last_end = -1
    for match in _NAME.finditer(normal):
        if match.start() - last_end > 60:
            cited = None
        last_end = match.end()
        if _skipped(normal, match, mine):
            cited = False
            continue
        cited = _is_cited(normal, match, before_cited=cited)
        if not cited:
            continue
        title = map_span(document, match.start(1), match.end(1)).raw
        number = _number_behind(normal, document, match.end())
        key = title_key(title)
        if key not in found:
            found[key] = _Found(title, number, match.span())
        elif number and found[key].number is None:
            found[key].number = number
    return tuple(Citation(item.title, item.number, item.span) for item in found.values())


def _skipped(normal: str, match: re.Match[str], mine: set[str]) -> bool:
    """The plan itself, a name in a list of annexes, or a link of the website."""
    key = title_key(_squeezed(match[1]))
    if key in mine or bare_key(_squeezed(match[1])) in mine:
        return True
    line_start = normal.rfind("\n", 0, match.start()) + 1
    line_end = normal.find("\n", match.end())
    line_end = len(normal) if line_end < 0 else line_end
    if _ATTACHMENT.match(normal[line_start : match.start()]) and not normal[match.end() : line_end].strip("。；，、 \t"):
        return match.start() - line_start > 0 or "附件" in normal[max(0, line_start - 200) : line_start]
    nearby = normal[max(line_start, match.start() - 12) : match.start()] + normal[match.end() : min(line_end, match.end() + 10)]
    return _LINK.search(nearby) is not None
