"""Until when a task is to be done, as its text says it. Knows no targets: "到2025年，" is the year of a goal."""

import re

from ingest.mapped import MappedText

_BRACKET = re.compile(
    r"[（〔【](?:完成时[限间]：)?(?P<limit>(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|中旬|上旬|下旬)?前?(?:完成|取得|实现)?[^（）]{0,12}|"
    r"长期坚持|持续推进|持续实施|长期|全年推进|常态化[^（）]{0,8})[）〕】]$"
)
_STANDING = re.compile(r"[，。；](?P<limit>长期坚持|持续推进|常态化推进)$")
_SEASONS = "主?汛期?|春节|元旦|国庆节?|秋季开学|秋季学期开学|开学|入冬|供暖[期季]?|采暖[期季]?"
_LIMIT = re.compile(
    # a limit begins with no other character: most places are left at once
    r"(?=[\d底末上中以前今当年一二三四五六七八九十两汛主春元国秋开入供采])"
    r"(?P<limit>(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|上半年|中旬)?[之以]?前|20\d\d年[\u4e00-\u9fff]{2,4}(?<![目以之此年])前|(?:今|当)?年底以?前|"
    rf"(?:20\d\d年|[今明当]年)?(?:{_SEASONS})前(?=，|全面|全部|基本|完成|建成|投[入用]|到位|竣工|交付|整改|修复|完工)|"
    r"(?<![\d第后])[\d一二三四五两六七八九十]{1,3}年(?:之)?内)(?![^，。；]{0,6}的)(?!\d)"
)
_DATED = re.compile(rf"20\d\d年|\d{{1,2}}月|年底|年末|年(?:之)?内$|(?:{_SEASONS})前$")
_DONE = "完成|建成|出台|印发|制定|竣工|投用|投入使用|投入运行|投入运营|开工|启动|通车|交付|落成|形成|上线|建立|总结"
_BY_DATE = re.compile(
    r"(?:^|(?<=[。；]))(?:力争|确保|计划)?(?P<limit>(?:到|至|于|在)?20\d\d年(?:年?[底末]|(?:\d{1,2}月份?|第?[一二三四1-4]季度|[上下]半年)[底末中]?)|(?:于|在)?20\d\d年)，?"
    rf"(?=[^，。；：\d了已]{{0,20}}(?:{_DONE})[^，。；：\d了]{{0,40}}[，。；])"
)
"""到2028年底，完成平台投用: what is done by then is no figure, so that the date is the work's and no goal's."""
_STAGE = re.compile(
    r"^(?P<limit>20\d\d年(?:\d{1,2}月(?:\d{1,2}日|底|份)?|第?[一二三四1-4]季度|[上下]半年))，|^(?P<quarter>第[一二三四]季度|[上下]半年)$"
)
"""2026年12月，… or 第一季度: the time of a stage, with which its text begins, or which is its title."""


_TIME = re.compile(
    r"(?:于|在|到|至)?(?:20\d\d(?:年|[./\-](?=\d)))?(?:度|第?[一二三四1-4]季度|[上下]半年|全年|年?[初中底末]|\d{1,2}(?:月份?|[./\-]\d{1,2}))?"
    r"(?:\d{1,2}日|底|末|[初上中下]旬?)?(?:之|以)?前?(?:全面|全部)?(?:完成|建成|完工|竣工|投用|交付)?"
    r"|(?:长期|持续|常态|全年|立行立改|即知即改|立即).{0,8}"
)
"""A cell that is nothing but a time."""


_SPAN_OF_STAGE = re.compile(
    r"（(?P<limit>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[初底])?(?:[—–~至-]{1,2}|到)(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|[初底])?|年?底|年末))）$"
)
"""集中整治阶段（2025年4月—10月）: the time of a stage behind its name."""


def of_columns(cells: list[tuple[str, str]]) -> str | None:
    """The time limit that cells below heads of time give, (head, cell) each, from left to right.

    One cell says it. Of several that are nothing but times the last is the end (开工时间 | 竣工时间; 上半年: 完成选址 | 全年: 2025年9月底);
    where all say what each stage is to bring, the stages stand with it (上半年：完成选址；全年：建成投用).
    """
    filled = [(head, "".join(cell.split())) for head, cell in cells]
    if len(filled) < 2:
        return filled[0][1] if filled else None
    times = [cell for _, cell in filled if _TIME.fullmatch(cell)]
    return times[-1] if times else "；".join(f"{head}：{cell}" if head else cell for head, cell in filled)


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
    for pattern in (_SPAN_OF_STAGE, _STAGE, _BY_DATE):
        if dated := pattern.search(text.text):
            return text.raw[dated.start(dated.lastgroup or 0) : dated.end(dated.lastgroup or 0)]
    standing = _STANDING.search(text.text.rstrip("。；"))
    return text.raw[standing.start("limit") : standing.end("limit")] if standing else None
