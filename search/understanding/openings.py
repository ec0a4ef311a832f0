"""How Chinese questions open and close: calls, courtesy, what the asker wants done with the answer. Knows no place and no unit.

A clause that opens so (麻烦您帮我查一下…, 能不能告诉我…) is read token by token from a closed table; a clause at the end that
holds nothing else (…，列个清单，谢谢) is read the same way.
"""

from reference.patterns import lazy_pattern
from reference.terms import load_terms
from search.understanding.object_asked_zh import mark_object
from search.understanding.text import Reading
from search.understanding.words import QuestionWords

_CALL = (
    "嗯+|呃+|额+|哎+呀?|诶|喂|嘿|哦|噢|那什么|对了|话说|你好|您好|大家好|各位好?|老师好?(?=[您你，,：:！! 请问]|$)"
    "|同志们?|领导(?=[们您你，,：:！! ]|$)|亲们?|急+问?(?=[，,：:！! 求]|$)|求助|求问|跪求|请指教|在线等|在吗|弱弱"
)
_PLEASE = "(?:请问|请教|请|麻烦|劳烦|烦请|有劳|拜托|劳驾|辛苦|有请)(?:您|你|各位|大家|老师|同志)?们?(?:一下)?"
_CAN = (
    "(?:不知道?)?(?:您|你|你们)?(?:能不能够?|可不可以|能否|可否|是否可以|是否能够?|可以|能够?|方便|会不会)(?:再|先|请)?"
)
_TO = "(?:我们|我|咱们|咱|俺|大家|大伙儿?|同事|领导)"
_HELP = f"(?:(?:帮忙|帮着|帮|给|替){_TO}?|(?:为|跟|和|向|对){_TO})"
_WANT = f"{_TO}?(?:现在|今天|就|只|也|还|主要|最)?(?:是)?(?:想要|想|需要|希望|打算|得|很想|特别想)(?:先|再|请)?"
_KNOW = "(?:谁|有谁|有人|有没有人|哪位|有哪位|你们?|您|大家)(?:能|会)?(?:知道|晓得|清楚|了解)"
_ACT = (
    "(?:看|查|找|列|数|算|说|讲|问|写|报|点|瞧|翻|调|挑|筛|摘|理|搜|聊|弄|搞|统计|汇总|整理|梳理|盘点|归纳|核实|核对|核查|确认|介绍|解释"
    "|说明|回答|答复|告知|告诉|提供|检索|查询|查看|查阅|查找|查明|打听|了解|咨询|请教|搜索|展示|显示|列举|列出|列明|找出|查出|筛选|罗列|描述|概括|总结"
    "|知道|弄清|搞清|弄明白|搞明白|明确)"
)
_BARE = "(?:看|查|找|列|数|搜|问|列出|查找|查询|检索|搜索|统计|汇总|列举|盘点|告诉)"
_DONE = (
    "(?:一下子?|一下儿|下|一(?:看|查|找|列|数|算|说|讲|问|瞧|理|搜)|(?:看|查|找|列|数|算|说|讲|问|瞧|理|搜)(?=[^看查找列数算说讲问瞧理搜])"
    "|出来?|清楚|明白|到|个|一份|一个|份|了|着|过|的是)"
)
_ACTED = f"(?:{_PLEASE}|{_CAN}|{_WANT}|{_HELP}|来|去)++{_ACT}{_DONE}*{_TO}?{_DONE}?|{_ACT}{_DONE}+{_TO}?|{_ACT}{_TO}"
_TOKEN = lazy_pattern(f"(?:{_CALL}|{_KNOW}|{_ACTED}|{_PLEASE}|{_CAN}{_HELP})")
_GAP = lazy_pattern(r"[\s,，:：。.!！~…—、]*")
_ONLY_BARE = lazy_pattern(_BARE)
_ALL = "(?:都|全|全都|全部|统统|完整|逐一|逐项|一并|分别|详细|简单|具体|尽量)?"
_THING = "(?:清单|名单|名字|名称|数字?|数量|总数|结果|情况|原文|出处|依据|来源|明细|表格?|单子|全)"
_CLOSING = lazy_pattern(
    f"(?:{_CALL}|{_KNOW}|{_PLEASE}|{_CAN}|{_WANT}|{_HELP}|{_ALL}(?:{_ACT}{_DONE}*)++{_TO}?|{_ALL}{_THING}|给个|出个|要个|来个|要"
    "|谢谢(?:您|你|啦|了|大家|各位)?|多谢|感谢|感激不尽|感恩|在线等|挺急的?|比较急|急|就行了?|就好了?|即可|就可以了?|就成|为(?:盼|感|荷)"
    "|好吗|行吗|可以吗|好不好|行不行|可不可以|吗|呢|吧|呗|哈|啊|呀|啦|哦|喔|嘛|了|的)++"
)
_CLAUSE = lazy_pattern(r"[^，,。.!！?？;；~…—]+")


def mark_openings(reading: Reading) -> None:
    """Mark how a Chinese question opens and closes as polite, and note what it asks a role of; names are marked already."""
    if reading.language != "zh":
        return
    clauses = [match.span() for match in _CLAUSE.finditer(reading.text)]
    for start, end in clauses[1:]:
        held = reading.text[start:end].strip()
        at = start + (len(reading.text[start:end]) - len(reading.text[start:end].lstrip()))
        if held and _CLOSING.fullmatch(held):
            reading.take(at, at + len(held), "polite")
    for start, end in clauses:
        reached = _opened(reading, start, end)
        if reached > start:
            reading.take(start, reached, "polite")
    mark_object(reading)


def mark_courtesy(reading: Reading, words: QuestionWords) -> None:
    """Mark words of courtesy; what may name a matter as well (法律咨询, 新型显示) counts in Chinese only where a clause begins."""
    for start, end in words.find(reading.lower, reading.language, "polite"):
        word = reading.lower[start:end]
        if word == "list" and reading.lower.endswith(" to ", 0, start):  # ready to list
            continue
        if reading.language == "en" or _ONLY_COURTESY.search(word) or _begins_clause(reading, start):
            reading.take(start, end, "polite")


_ONLY_COURTESY = lazy_pattern("[我您你问谢劳拜烦]|想[知了查请]|能否|可否|在线等|打扰|[一]下")


def _begins_clause(reading: Reading, start: int) -> bool:
    """Whether nothing but courtesy stands before a place in its clause."""
    before = reading.text[:start].rstrip()
    if not before or _CLAUSE.fullmatch(before[-1]) is None:
        return True
    return any(piece.kind == "polite" and piece.end == len(before) for piece in reading.pieces)


def _opened(reading: Reading, start: int, end: int) -> int:
    """Where the tokens end that a clause opens with; `start` where it opens with none."""
    text = reading.text
    position = _GAP.match(text, start, end).end()  # type: ignore[union-attr]
    reached = start
    while match := _TOKEN.match(text, position, end):
        if match.end() == match.start() or not reading.is_free(position, match.end()) or _is_torn(reading, match.end()):
            break
        reached = match.end()
        position = _GAP.match(text, reached, end).end()  # type: ignore[union-attr]
    bare = _ONLY_BARE.match(text, position, end)
    if bare and reading.is_free(*bare.span()) and _is_name_next(reading, bare.end()):
        return bare.end()
    return reached


def _is_torn(reading: Reading, at: int) -> bool:
    """Whether a word of the dictionary goes on across this place, outside of names: 看台."""
    if at >= len(reading.text) or not reading.is_free(at, at + 1):
        return False
    return load_terms().is_chinese_word(reading.text[at - 1 : at + 1])


def _is_name_next(reading: Reading, at: int) -> bool:
    """Whether a name, a quotation or a colon stands here: 查：平湖…."""
    rest = reading.text[at:].lstrip()
    if rest[:1] in tuple(':：“"《「'):
        return True
    position = at + len(reading.text[at:]) - len(rest)
    return any(piece.start == position and piece.kind in ("place", "unit", "plan", "year") for piece in reading.pieces)
