"""Documents that a plan says cease to be in force: 《…》（…号）同时废止. Knows sentences, not the outline."""

import re

from ingest.facts import Citation, Span
from ingest.header.bodies import spaced
from ingest.header.citations import CITED_NAME, cited_title, number_behind
from ingest.header.lines import bare_key, title_key
from ingest.header.numbers import find_numbers, printed

_SENTENCE = re.compile(r"[^。；！？]{2,400}")
_ENDS = r"(?:废止|失效|停止(?:执行|施行|实施|使用)|不再(?:执行|施行|实施|有效|适用)|终止(?:执行|实施))"
_END = re.compile(_ENDS)
_AT_ONCE = re.compile(r"同时|即行|一并|相应|之日|日起|予以|施行|实施之|原有|[，。]原|^原|此前|以前")
"""An ending that this document itself brings about, now or on its day."""
_INTENDED = re.compile(
    r"清理|梳理|研究|推动|及时|适时|应当?|可以|探索|评估|审查|的(?:规定|条款|内容|政策|文件|措施)|未|不得|如|若|凡|须|制修订|修订"
)
"""Ending rules is a task here, or a condition."""
_BEHIND = re.compile(
    r"(?:（(?:[^（）]|（[^（）]{0,12}）){1,60}）)?(?:等)?(?:[一二两三四五六七八九十\d]{1,3}[个件份]?)?(?:文件)?"
    rf"(?:[，]?自[^。，]{{0,24}}?起|于[^。，]{{0,16}}?|从[^。，]{{0,16}}?起)?[，]?(?:同时|即行|即|一并|相应|予以|均|也|已|届时|随之|自动|自行|停止|宣布)*{_ENDS}"
)
_JOINED = re.compile(
    r"(?:（(?:[^（）]|（[^（）]{0,12}）){1,60}）)?[、，和及与以并]{0,3}(?:原|此前|[^《》。；]{0,20}?(?:印发|发布|制定|出台|下发)的)?"
)
_BEFORE = re.compile(
    r"(?:同时|即行|一并)(?:予以)?废止(?:了)?(?:原|此前|以下文件|下列文件|[^《》。；，]{0,20}的)?[：]?$"
)
_NUMBER_BEHIND = re.compile(rf"(?:文件|文|通知)?[，]?(?:同时|即行|一并|予以|相应)+{_ENDS}")


def read_replaced(document: str, normal: str, own: tuple[str, ...]) -> tuple[Citation, ...]:
    """Documents that this one ends, in order, each once, by title or by number alone. own: names of the plan itself."""
    mine = {key for name in own for key in (title_key(name), bare_key(name)) if len(key) > 4}
    found: dict[str, Citation] = {}
    for sentence in _SENTENCE.finditer(normal) if _END.search(normal) else ():
        if not _END.search(sentence[0]) or not _AT_ONCE.search(sentence[0]):
            continue
        for citation in _in_sentence(document, normal, sentence.span()):
            key = title_key(citation.title)
            if key not in mine and bare_key(citation.title) not in mine:
                found.setdefault(key, citation)
    return tuple(found.values())


def _in_sentence(document: str, normal: str, sentence: Span) -> list[Citation]:
    names = list(CITED_NAME.finditer(normal, *sentence))
    ended: list[re.Match[str]] = []
    following = False
    for index in range(len(names) - 1, -1, -1):
        behind = normal[names[index].end() : sentence[1]]
        gap = normal[names[index].end() : names[index + 1].start()] if index + 1 < len(names) else ""
        ends = _BEHIND.match(behind)
        before = normal[sentence[0] : names[index].start()]
        if ends and not _INTENDED.search(ends[0]) and not _INTENDED.search(before[-12:]):
            following = True
        elif not (following and _JOINED.fullmatch(gap)):
            following = False
        if following:
            ended.append(names[index])
    ended.reverse()
    for index, name in enumerate(names):  # 同时废止《甲》《乙》
        gap = normal[names[index - 1].end() : name.start()] if index else ""
        listed = index > 0 and names[index - 1] in ended and _JOINED.fullmatch(gap)
        if name not in ended and (listed or _BEFORE.search(normal[sentence[0] : name.start()])):
            ended.append(name)
    if ended:
        return [
            Citation(
                spaced(document, cited_title(document, name)), number_behind(normal, document, name.end()), name.span()
            )
            for name in ended
        ]
    return _by_number(document, normal, sentence)


def _by_number(document: str, normal: str, sentence: Span) -> list[Citation]:
    """原浙政发〔2018〕1号文件同时废止: a document known by its number alone."""
    spans = [
        (left + 1 if normal[left] == "原" else left, right)
        for left, right in find_numbers(normal, *sentence)
        if _NUMBER_BEHIND.match(normal, right)
    ]
    return [Citation(printed(document, span), printed(document, span), span) for span in spans]
