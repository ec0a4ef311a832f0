"""The marks that documents set behind 责任单位 (a dash, a stroke, 为, 是, quotation marks), all in one form: the colon.

Works character for character, so that every place stays. Does not know where lists end or what they say.
"""

import re
from dataclasses import replace

from ingest.mapped import MappedText
from ingest.unit_shape import looks_like_unit

_NOUNS = "单位|部门|主体|处室|科室|股室|司局"
_ROLES = (
    "第[一二]责任|次要责任|责任|总?牵头|配合|主办|协办|主责|承办|实施|落实|参与|参加|协同|协助|协作|支持|指导|督办|督导|监督|执行|主管|负责|"
    "包联|包抓|包保|帮扶|监管|建设|业主|运营|组织(?=单位)"
)
HEAD = f"(?:(?:{_ROLES})(?:责任)?(?:{_NOUNS}))"
"""责任单位, 牵头部门: what a list of bodies is headed by."""
_HEAD = re.compile(HEAD)
PREFIX = "(?:(?:本|该|此|这|各)(?:项|条)?(?:工作|任务|措施|行动|项目)的?)?(?:[省市县区]级)?"
"""本项工作(责任单位): what goes with the head."""
_OPENS = re.compile(PREFIX + HEAD)
_STROKES = "[—―~…-]{1,2}|[|/=→]|”：+"
_VERBS = "(?:分别|均|都|共同|主要)?(?:是|为|系|有|含|包括|由)：?"
_SLIPS = "[；.]"
_MARK = re.compile(
    f"(?P<head>{HEAD}(?:（[^（）]{{1,24}}）)?)(?:(?P<stroke>{_STROKES})|(?P<verb>{_VERBS})|(?P<slip>{_SLIPS}))(?=[\u4e00-\u9fff])"
)
"""责任单位—县民政局, 责任单位是县民政局, 责任单位；县民政局."""
_WORD = re.compile("(?P<head>(?:牵头|配合|责任|主办|协办|主责|承办))(?P<stroke>[—―-]{1,2})(?=[\u4e00-\u9fff])")
"""牵头——县民政局."""
_PERSONS = re.compile(
    f"(?P<head>{HEAD})(?:[及和与、/](?:主要|具体|第一|直接)?(?:责任人|负责人|责任领导|联系人)|[\\d①-⑩])(?=：)"
)
"""责任单位及责任人：, 责任单位2：."""
_QUOTED = re.compile(f"“({HEAD})”")
_ENCLOSED = re.compile(
    f"《(?=(?:{PREFIX}{HEAD}|牵头|配合|主办|协办)[：])(?P<title>[^《》]{{3,600}})》"
    f"|“(?=(?:{PREFIX}{HEAD}|牵头|配合|主办|协办)[：])(?P<quoted>[^“”]{{3,600}})”"
    f"|<(?=(?:{PREFIX}{HEAD}|牵头|配合|主办|协办)[：])(?P<pointed>[^<>]{{3,600}})>"
    "|《(?=由?[\u4e00-\u9fff、]{2,40}(?:牵头|负责)(?:，[^《》。，]{2,40}(?:配合|参与|参加|协助))?》)(?P<said>[^《》]{3,100})》"
)
"""《责任单位：…》, “牵头单位：…”: a list set between marks that are no brackets."""
_LIMIT_HEAD = re.compile("【((?:完成|办结|整改|推进)?(?:时限|时间|期限))】(?!$)")
"""【完成时限】2025年6月底前, beside 【牵头单位】县统计局."""
_BEGINS = re.compile(
    "(?:^|[^\u4e00-\u9fff])(?:(?:本|该|此|这|各|上述|以上)(?:项|条)?(?:工作|任务|措施|行动|项目)?的?|(?:工作|任务)的?)?(?:[省市县区]级)?$"
)
"""What may stand before the head of a list: a mark, or 本项工作的."""
_SELDOM = re.compile("(?:建设|业主|运营|监管|主管|执行|支持|负责)(?!单位)")
"""建设主体为各类园区 tells of what kind they are, and gives nobody work."""
_MAYBE = re.compile(
    f"(?:{_NOUNS})(?:（[^（）]{{1,24}}）)?(?:[—―~…|/=→”；.\\d①-⑩-]|[及和与、](?:主要|具体|第一|直接)?(?:责任|负责|联系)|{_VERBS})|[头合任办责][—―-]"
)
"""What every text has that any of the patterns above changes, at a first look."""
_ROLE_WORD = re.compile("牵头|配合|责任|主办|协办|主责|承办")
_NAME_ENDS = re.compile("[、，；。|/&+：（）]")
_GOES_ON = re.compile("等|按|担任|承担|负责|牵头|配合|落实|实施|分别|共同|以及|[和及与&+•—-]")
"""What may stand behind a name: what the body does, or the next name."""
_LONGEST_NAME = 40
_NEAR = 12


def plain_cues(text: MappedText) -> MappedText:
    """`text` with a colon for whatever mark parts the head of a list from the names behind it."""
    plain = text.text
    if "【" in plain and _LIMIT_HEAD.search(plain) is not None:
        plain = _LIMIT_HEAD.sub(r"；\1：", plain)
        text = replace(text, text=plain)
    enclosed = _ENCLOSED.search(plain) is not None if any(mark in plain for mark in "《“<") else False
    if enclosed:
        plain = _ENCLOSED.sub(lambda found: f"（{found.group()[1:-1]}）", plain)
        text = replace(text, text=plain)
    if _MAYBE.search(plain) is None:
        return text
    changed = _QUOTED.sub(r"【\1】", _PERSONS.sub(_colon, plain))
    changed = _MARK.sub(lambda found: _checked(found, text.gaps), changed)
    changed = _WORD.sub(lambda found: _checked(found, text.gaps), changed)
    return text if changed == plain else replace(text, text=changed)


def _colon(found: re.Match[str]) -> str:
    head = found.group("head")
    return head + "：" * (len(found.group()) - len(head))


def _checked(found: re.Match[str], gaps: str) -> str:
    """The match with a colon for its mark, where names stand behind it and what stands before lets a list begin."""
    text, start = found.string, found.start()
    if not names_follow(text, found.end(), gaps):
        return found.group()
    groups = found.groupdict()
    begins = (gaps and gaps[start] != ".") or _BEGINS.search(text[max(0, start - _NEAR) : start]) is not None
    fits = begins or ("verb" in groups and groups["stroke"] is not None)
    if groups.get("verb") and _SELDOM.match(found.group("head")):
        fits = False
    return _colon(found) if fits else found.group()


def opens_list(text: str) -> bool:
    """Whether a text begins with what a list is headed by, whatever follows it."""
    return _OPENS.match(text) is not None


def heads_list(text: str) -> bool:
    """Whether what a list is headed by stands anywhere in a text."""
    return _HEAD.search(text) is not None


def is_name_up_to_mark(text: str, start: int, gaps: str) -> bool:
    """Whether what stands between `start` and the next mark or white space is one body's name."""
    piece = _piece(text, start, gaps)
    return looks_like_unit(piece) and not _HEAD.match(piece)


def names_follow(text: str, start: int, gaps: str) -> bool:
    """Whether the first words from `start` on are a body's name."""
    piece = _piece(text, start, gaps)
    if _HEAD.match(piece) or _ROLE_WORD.match(piece):
        return False
    return looks_like_unit(piece) or any(looks_like_unit(piece[: found.start()]) for found in _GOES_ON.finditer(piece))


def _piece(text: str, start: int, gaps: str) -> str:
    """What stands between `start` and the next mark or white space."""
    piece = _NAME_ENDS.split(text[start : start + _LONGEST_NAME], maxsplit=1)[0]
    return piece[: next((at for at in range(1, len(piece)) if gaps and gaps[start + at] != "."), len(piece))]
