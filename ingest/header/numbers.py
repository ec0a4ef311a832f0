"""Document numbers (嵊政办发〔2023〕26号) in any bracket: found in text, and which one is the document's own."""

import re

from ingest.facts import Span

_OPEN = r"[〔\[（(【〈<﹝［{「『„]"
_CLOSE = r"[〕\]）)】〉>﹞］}」』‟]"
NUMBER = re.compile(
    rf"(?P<prefix>[\u4e00-\u9fffA-Za-z]{{2,24}})[ \t\u3000]*{_OPEN}\s*(?P<year>(?:19|20)\s?\d\s?\d)\s*年?\s*{_CLOSE}"
    r"[ \t\u3000]*(?P<ordinal>第)?\s*\d(?:\s?\d){0,4}[ \t\u3000]*号"
)
_SPACED = re.compile(
    rf"(?:[\u4e00-\u9fff][ \u3000]{{1,3}}){{2,8}}[\u4e00-\u9fff][ \u3000]*{_OPEN}\s*(?:19|20)\d\d\s*{_CLOSE}"
    r"\s*第?\s*\d{1,5}\s*号"
)
_GLUED = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{0,4}[省市县区州旗](?:纪委|监委|人民政府|委员会)(?=[\u4e00-\u9fff]{2,8}$)|.*(?:文件|通知|方案|意见|规划|计划|文号|字号|编号|日期|门户网站|标识码)(?=.{2})|号(?=.{3})"
)
_NO_OWN_PREFIX = re.compile(r"(?:通知|方案|意见|规划|计划|办法|公告|决定)$")
"""A title whose number's letters stand elsewhere: 关于印发方案的通知〔2024〕37号."""
_STANDS_FREE = re.compile(r"(?:^|[\s\u3000：|】\]>*#《]|(?<!》)[（(]|文件|通知|方案|意见|规划|计划|文号|字号|编号)\s*$")
_IN_SENTENCE = re.compile(r"\s*[）)]?\s*(?:文件|精神|要求|规定|的(?!通知)|、|，以下)")
_NO_PREFIX = re.compile(r"[为实据照落于]|根据|贯彻")
_LONGEST_PREFIX = 12
_YEAR_BRACKET = re.compile(rf"{_OPEN}((?:19|20)\d\d)年?{_CLOSE}")


def find_numbers(normal: str, start: int, end: int) -> list[Span]:
    """Spans of the document numbers between two offsets of a text in the normal form, glued words cut off."""
    if normal.find("号", start, end) < 0:
        return []
    spans: list[Span] = []
    for match in NUMBER.finditer(normal, start, end):
        glued = _GLUED.match(match["prefix"])
        if _NO_OWN_PREFIX.search(match["prefix"].strip()):
            continue
        spans.append((match.start() + (glued.end() if glued else 0), match.end()))
    for match in _SPACED.finditer(normal, start, end):
        if not any(left <= match.start() < right for left, right in spans):
            spans = [span for span in spans if not (span[0] >= match.start() and span[1] <= match.end())]
            spans.append(match.span())
    return sorted(spans)


def own_number(normal: str, start: int, end: int, beside: tuple[Span, ...] = ()) -> Span | None:
    """The first number between two offsets that stands free of sentences and outside the spans `beside` (metadata)."""
    for left, right in find_numbers(normal, start, end):
        prefix = re.split(_OPEN, normal[left:right])[0].strip()
        if any(first <= left < last for first, last in beside) or _IN_SENTENCE.match(normal, right):
            continue
        if len("".join(prefix.split())) > _LONGEST_PREFIX or _NO_PREFIX.search(prefix):
            continue
        if _STANDS_FREE.search(normal[max(0, left - 40) : left].rpartition("\n")[2]):
            return left, right
    return None


def printed(document: str, span: Span) -> str:
    """The number as printed, without white space and with the year in 〔〕, the form by which documents are cited."""
    return _YEAR_BRACKET.sub(r"〔\1〕", "".join(document[span[0] : span[1]].split()))
