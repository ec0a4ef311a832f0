"""Lines that open an annex, list the attachments, close a document: signatures, dates, validity, remarks of the page.

Knows single lines; does not know the tree.
"""

import re
from dataclasses import replace

from ingest.blocks import OPENING, Paragraph
from ingest.numbering import read_marker
from ingest.source import Table

ANNEX = re.compile(r"(?:附件|附表|附录)[\d一二三四五六七八九十]{0,3}(?:[：-]\d)?[：.、]?")
_NUMBERED_ANNEX = re.compile(
    r"(?P<label>(?:附件|附表|附录)[\d一二三四五六七八九十]{1,3})(?P<title>[：.、]?[^。；]{2,60})"
)
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^?\d+\][：]?|注\d*：|【注】")
_ATTACHMENT = re.compile(r"[1一][.、][^。；]{4,60}")
_ANNEX_LIST = re.compile(r"附件[：]?\s*(?:1[.、]|[《\u4e00-\u9fff]).*|附件：.+")
_CLOSING = re.compile(
    r"(?:抄送|主送|联系人|联系电话|联系方式|通讯地址|邮箱)[：].*|（?(?:此件|本文)[^。]{2,16}）?|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发|"
    r"(?:\d{4}|[〇○零一二三四五六七八九十O0]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:印发)?"
)
_VALIDITY = re.compile(
    r"本(?:[^，。]{0,12})(?:方案|意见|办法|计划|规划|措施|通知|细则|规定|政策|文件|行动|要点|纲要)[^，。]{0,10}自.{2,40}(?:施行|实施|执行|生效)|"
    r".{0,20}有效期(?:至|为|到|[一二三四五\d])"
)
_SIGNATURE = re.compile(
    r"(?!(?:责任|牵头|配合|主办|协办|承办)(?:责任)?(?:单位|部门))(?:国务院|中共中央|(?:中共中央)?国务院|[^，。；：、]{2,30}人民政府|[^，。；：、]{4,30}(?:政府办公室|政府办公厅|委员会|办公室|办公厅|局|厅|部|委|管委会|领导小组|指挥部)(?:\s|（(?:代章|印章)）)*)"
)
_SIGNED = re.compile(
    r"(?<=[。）])(?:[\u4e00-\u9fff]{2,40}(?:人民政府|政府|办公室|办公厅|委员会|管委会|指挥部|领导小组|局|厅|部|委)|国务院|中共中央[\u4e00-\u9fff]{0,12})"
    r"(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?(?:印发)?)?(?:（[^（）]{2,16}）)?$"
)
_SIGNED_LINE = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:人民政府|政府|办公室|办公厅|委员会|管委会|指挥部|领导小组|局|厅|部|委)20\d\d年\d{1,2}月(?:\d{1,2}日)?"
)
PLAN_TITLE = re.compile(r"[^。；]{6,70}(?:方案|计划|意见|规划|办法|措施|纲要|要点|通知|决定)(?:（[^（）]{1,24}）)*")
_NAMED_ANNEX = re.compile(
    r"(?P<label>附件|附表|附录|附)(?P<title>：(?!1[.、])[^。；《》]{2,60}|(?<=件)(?![：\d])[^。；《》]{0,24}(?:分工|职责|清单|分解|任务|表))"
)
_ANNEX_TAIL = re.compile(
    r"(?<=[。）])附件：?(?:1[.、][^。]{4,200}(?:2[.、][^。]{4,300})?|《[^《》。]{4,60}》|：[^。；，]{6,60}(?:表|清单|方案|图))。?$"
)
"""The list of attachments behind the last sentence of a document whose line breaks are lost."""
_PAGE_TAIL = re.compile(
    r"(?:来源|信息来源|稿件来源)：[\u4e00-\u9fff]{2,12}(?:附件下载|打印本页|关闭窗口|责任编辑.{0,12})?$"
)


def opens_attachments(text: str, following: Paragraph | Table | None) -> bool:
    """Whether 附件： heads the list of attachments, a line each."""
    return (
        text == "附件：" and isinstance(following, Paragraph) and _ATTACHMENT.fullmatch(following.text.text) is not None
    )


def lists_attachments(text: str) -> bool:
    """Whether a line names the attachments: 附件：1.任务清单"""
    return text.startswith("附件") and _ANNEX_LIST.fullmatch(text) is not None and "。" not in text[:-1]


def is_signature(text: str) -> bool:
    """Whether a line is the name of who issued the document."""
    return _SIGNATURE.fullmatch(text) is not None


def closes(text: str) -> bool:
    """Whether a line ends the text: a date, a signature, a remark on validity, a footnote."""
    if (len(text) <= 200 and (_CLOSING.fullmatch(text) or _VALIDITY.match(text))) or _FOOTNOTE.match(text):
        return True
    if len(text) > 40 or text[:1] in OPENING:
        return False  # 【牵头单位】县商务局 is a list
    signed = _SIGNATURE.fullmatch(text) or _SIGNED_LINE.fullmatch(text)
    return signed is not None and read_marker(text) is None


def cut_signature(paragraph: Paragraph, *, one_line: bool) -> tuple[Paragraph, list[Paragraph]]:
    """The paragraph without the issuer and date that end a document whose line breaks are lost, and what was cut."""
    cut: list[Paragraph] = []
    page = _PAGE_TAIL.search(paragraph.text.text)
    if page is not None and page.start():
        cut.append(Paragraph(paragraph.text.slice(page.start(), len(paragraph.text)), 0, 0))
        paragraph = replace(paragraph, text=paragraph.text.slice(0, page.start()))
    tail = _SIGNED.search(paragraph.text.text)
    if tail is not None and (one_line or "年" in tail.group()):
        cut.append(Paragraph(paragraph.text.slice(tail.start(), len(paragraph.text)), 0, 0))
        paragraph = replace(paragraph, text=paragraph.text.slice(0, tail.start()))
    annexes = _ANNEX_TAIL.search(paragraph.text.text) if one_line else None
    if annexes is not None:
        cut.append(Paragraph(paragraph.text.slice(annexes.start(), len(paragraph.text)), 0, 0))
        paragraph = replace(paragraph, text=paragraph.text.slice(0, annexes.start()))
    return paragraph, cut


def heads_annex(text: str, following: Paragraph | Table | None, *, numbered: bool) -> re.Match[str] | None:
    """附件1 攻坚任务清单, 附件：责任分工 above what they name (groups `label`, `title`), not in a list of attachments.

    `numbered`: only with a number, as before the plan itself.
    """
    found = _NUMBERED_ANNEX.fullmatch(text)
    if found is None and not numbered and not _is_title(following):
        found = _NAMED_ANNEX.fullmatch(text)
    return found if found is not None and _goes_on(following) else None


def _is_title(following: Paragraph | Table | None) -> bool:
    return isinstance(following, Paragraph) and PLAN_TITLE.fullmatch(following.text.text) is not None


def _goes_on(following: Paragraph | Table | None) -> bool:
    if following is None or isinstance(following, Table):
        return following is not None
    text = following.text.text
    return (
        not text.startswith("附")
        and not closes(text)
        and (len(text) > 30 or "。" in text or read_marker(text) is not None)
    )


def leaves_attachments(text: str) -> bool:
    """Whether a line is no line of the list of attachments any more."""
    marker = read_marker(text)
    return "。" in text or len(text) > 90 or (marker is not None and marker.style in ("han", "chapter", "han_bracket"))
