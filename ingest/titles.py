"""Where the title of an item ends and its text begins; which levels of a document have no titles at all."""

import re

from ingest.blocks import Paragraph
from ingest.brackets import depths
from ingest.mapped import MappedText

_TITLE_LENGTH = 60
_CLEAN_LENGTH = 34
_COLON_TITLE_LENGTH = 24
_LONGEST_TITLE = 44
"""Characters of a title that a 。 parts from the text behind it."""
_MEASURED = re.compile(r"\d+(?:\.\d+)?(?:[%个家项亩件万亿元公里套户人台座所名辆艘吨处]|以上|年底前|月底前)")
_PLAIN_LENGTH = 26
_OBLIGES = re.compile(
    r"[\u4e00-\u9fff）]{2}(?:(?<![适供响效反对相呼顺叫感照接策回因])应(?![急用对届收征诉税试变援聘邀激答])|必须|须(?!知))"
)
"""县级部门应加强…: a sentence that tells someone to do something."""
_BODY_DOES = re.compile(
    r"(?:[市县区省州]|国务院)[\u4e00-\u9fff]{0,12}?(?:局|委|办|厅|部门|财政|政府|单位)(?:要|会同|负责|牵头|统筹|组织|每|将|按|定期)"
)
"""市商务局会同有关部门建立…: a sentence whose subject is a body."""
_MUST = re.compile(
    r"(?:(?!要)[\u4e00-\u9fff]{2,8}?(?<![主重需只必纪摘简次概首紧])|[\u4e00-\u9fff、]{0,20}?各[\u4e00-\u9fff]{1,6}?)"
    r"要(?=严格|认真|积极|主动|切实|按|把|因地|坚决|及时|充分|加强|做好|严守|自觉|定期|高度|建立|抓好|在|对)"
)
"""农户要严格遵守…: a sentence that tells someone what to do."""
_DONE_BY = re.compile(r"由[^，。由]{1,12}?(?:局|委|办|厅|部|政府|中心|街道|乡镇)(?:负责|牵头|成立|安排|组织|会同|统筹)")
"""由县卫健局成立指导组: a sentence again."""
_OPENS_SENTENCE = re.compile(
    r"根据|按照|依照|依据|遵照|为(?:了|进一步|贯彻|落实|切实|确保)|鉴于|由于|对于|针对|自20|从20|到20|截至|目前|近年|20\d\d年"
)
"""Words that open a sentence and no title."""
_HAN = re.compile(r"[\u4e00-\u9fff”]")
_BRACKETED = re.compile(r"【([^【】]{2,30})】")

Split = tuple[MappedText, MappedText]


def split_title(paragraph: Paragraph, text: MappedText, *, alone: bool = False) -> Split:
    """The title of an item and the text behind it: a bold run, 【…】, a heading line, or the words before the first 。

    text: the paragraph without its lists. alone: the format marks the line as a heading.
    """
    plain = text.text
    if paragraph.bold_end and paragraph.bold_end < len(plain):
        return text.slice(0, paragraph.bold_end).strip("。：；【】"), _behind(text, paragraph.bold_end)
    bracketed = _BRACKETED.match(plain)
    if bracketed and bracketed.end() < len(plain):
        return text.slice(*bracketed.span(1)), _behind(text, bracketed.end())
    if paragraph.heading or alone:
        return text.strip("。：；"), text.slice(0, 0)
    return _colon_title(text) or _spaced_title(text) or _before_stop(text)


def _behind(text: MappedText, end: int) -> MappedText:
    """The text behind a title, without the mark that parts them."""
    rest = text.text[end:]
    return text.slice(len(text) - len(rest.lstrip("。：】")), len(text))


def _spaced_title(text: MappedText) -> Split | None:
    """1. 打造旅游景区　推进… : wide space, or the only space of the paragraph, ends a title without a stop."""
    if " " not in text.gaps and "\t" not in text.gaps:
        return None
    inner = [
        i for i, gap in enumerate(text.gaps) if i and gap in " \t" and not (text.text[i - 1] + text.text[i]).isascii()
    ]
    spots = [i for i in inner if _HAN.match(text.text[i - 1]) and _HAN.match(text.text[i])]
    if not spots or (len(spots) > 1 and text.gaps[spots[0]] != "\t"):
        return None
    stop = spots[0]
    if not 4 <= stop <= 30 or len(text) - stop < 12 or set(text.text[:stop]) & set("，。；：、"):
        return None
    if any(text.text.count(mark, 0, stop) > text.text.count(end, 0, stop) for mark, end in ("《》", "“”", "（）")):
        return None
    return text.slice(0, stop), text.slice(stop, len(text))


def _before_stop(text: MappedText) -> Split:
    plain = text.text
    head = plain[: _TITLE_LENGTH + 1]  # a stop behind it ends no title
    level = depths(head) if "。" in head else []
    stop = head.find("。")
    while stop != -1 and (level[stop] or _quoted(head, stop)):
        stop = head.find("。", stop + 1)
    if stop == -1:
        if len(plain) <= _TITLE_LENGTH and not plain.endswith("；"):
            return text.strip("：；"), text.slice(0, 0)
        return text.slice(0, 0), text
    if stop <= _TITLE_LENGTH:
        rest = text.slice(stop + 1, len(text))
        if len(rest.strip("。；")) and _could_be_title(plain[:stop]):
            return text.slice(0, stop), rest
        if len(rest.strip("。；")):
            return text.slice(0, 0), text
        return (
            (text.slice(0, stop), text.slice(0, 0))
            if stop <= 36 and plain.count("，") <= 2
            else (text.slice(0, 0), text)
        )
    return text.slice(0, 0), text


def _could_be_title(sentence: str) -> bool:
    """Whether the words before the first 。 are short and simple enough for a title."""
    commas = sentence.count("，")
    if _is_parallel(sentence):
        return True
    if commas and _OPENS_SENTENCE.match(sentence):
        return False
    return len(sentence) <= _LONGEST_TITLE and (commas <= 1 or (commas == 2 and len(sentence) <= _CLEAN_LENGTH))


def _is_parallel(title: str) -> bool:
    """提高认识，加强领导，明确责任，落实任务: phrases of one length are a title, however many they are."""
    phrases = title.split("，")
    lengths = {len(phrase) for phrase in phrases}
    return len(phrases) > _FEWEST_PHRASES and len(lengths) == 1 and lengths <= _PHRASE_LENGTHS


_FEWEST_PHRASES = 2
_PHRASE_LENGTHS = frozenset(range(4, 9))


def _colon_title(text: MappedText) -> Split | None:
    """加强组织领导：成立… : a short phrase before a colon is the title."""
    stop = text.text.find("：")
    if 2 <= stop <= _COLON_TITLE_LENGTH and not set(text.text[:stop]) & set("，。；、《（") and stop + 1 < len(text):
        return text.slice(0, stop), text.slice(stop + 1, len(text))
    return None


def _quoted(text: str, index: int) -> bool:
    """Whether the character stands inside quotation marks."""
    return text.count("“", 0, index) > text.count("”", 0, index)


def is_clean_title(title: str, body: str) -> bool:
    """Whether what stands before the first 。 reads as a title and not as the item's first sentence."""
    if not title:
        return False
    if not body:
        return len(title) <= _CLEAN_LENGTH
    if tells_someone(title):
        return False
    simple = title.count("，") <= 1 or _is_parallel(title)
    return len(title) <= _CLEAN_LENGTH and simple and _MEASURED.search(title) is None


def says_how_much(title: str) -> bool:
    """Whether a line without a stop says what is to be reached (新建泵站30座) and names no work."""
    return _MEASURED.search(title) is not None


def tells_someone(title: str) -> bool:
    """Whether the words tell a body what it must do (乡镇应加强监管): a sentence, whatever its length."""
    obliges = ("应" in title or "须" in title) and _OBLIGES.search(title) is not None
    done_by = "由" in title and _DONE_BY.search(title) is not None
    return obliges or done_by or _BODY_DOES.match(title) is not None or _MUST.match(title) is not None


def is_plain_title(title: str, body: str) -> bool:
    """Whether what stands before the first 。 is a title even where most items of the level have none."""
    return len(title) <= _PLAIN_LENGTH and "，" not in title and len(body) > len(title) and is_clean_title(title, body)
