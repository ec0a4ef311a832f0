"""Until when a task is to be done, as its text says it. Knows no targets: "到2025年，" is the year of a goal."""

import re

from ingest.mapped import MappedText

_BRACKET = re.compile(
    r"[（〔【](?:完成时[限间]：)?(?P<limit>(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|中旬|上旬|下旬)?前?(?:完成|取得|实现)?[^（）]{0,12}|"
    r"长期坚持|持续推进|持续实施|长期|全年推进|常态化[^（）]{0,8})[）〕】]$"
)
_STANDING = re.compile(r"[，。；](?P<limit>长期坚持|持续推进|常态化推进)$")
_LIMIT = re.compile(
    r"(?=[\d底末上中以前今当年一二三四五六七八九十两])"  # a limit begins with no other character: most places are left at once
    r"(?P<limit>(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|上半年|中旬)?以?前|20\d\d年[\u4e00-\u9fff]{2,4}(?<![目以之此年])前|(?:今|当)?年底以?前|"
    r"(?<![\d第])[\d一二三四五两六七八九十]{1,3}年(?:之)?内)(?![^，。；]{0,6}的)(?!\d)"
)
_DATED = re.compile(r"20\d\d年|\d{1,2}月|年底|年末|年(?:之)?内$")


def take_bracket(text: MappedText) -> tuple[str, MappedText] | None:
    """A time limit in a bracket at the end of the text (2024年6月底前完成), and the text without it."""
    match = _BRACKET.search(text.text.rstrip("。"))
    if match is None:
        return None
    limit = match.group("limit")
    if not (_DATED.search(limit) or "长期" in limit or "持续" in limit or "常态" in limit):
        return None
    return text.raw[match.start("limit") : match.end("limit")], text.slice(0, match.start())


def find_deadline(text: MappedText) -> str | None:
    """The first time limit that the text states (2027年底前, 2024年汛期前, 3年内; 持续推进 at its end)."""
    for match in _LIMIT.finditer(text.text) if "前" in text.text or "内" in text.text else ():
        if _DATED.search(match.group()):
            return text.raw[match.start("limit") : match.end("limit")]
    standing = _STANDING.search(text.text.rstrip("。；"))
    return text.raw[standing.start("limit") : standing.end("limit")] if standing else None
