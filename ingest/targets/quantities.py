"""Puts numbers and measures together: quantities with ranges and the words of comparison behind them."""

import re
from dataclasses import replace

from ingest.facts import Operator
from ingest.targets.measures import Kind, Measure, read_measure
from ingest.targets.numerals import Numeral, find_numerals
from ingest.values import dataclass

_RANGE = re.compile(r"(?:-{1,2}|—{1,2}|~|至|到)(?=[\d一二三四五六七八九十两百千])")
_AFTER = re.compile(
    r"(?P<least>及其?以上|（含）以上|以上（含(?:本数)?）|以上|之上|起|\+|（?及?以上）)|(?P<most>及其?以下|（含）以下|以下（含(?:本数)?）|"
    r"以下|以内|之内|内(?=[，。；、）]|$|完成(?:审批)?(?:[，。；、）]|$)|办[完好成]|办结|办理|响应|处置|答复|反馈|到达|叫应|送达|审结|得到|"
    r"启动|出车|出动|到场|到位|抵达|救援|受理)|之下|封顶)"
    r"|(?P<about>左右|上下|上下浮动)|之间"
)
_SPECIAL = re.compile(
    r"(?:翻(?P<times>[一两二三])?番|(?P<zero>(?:(?<=为)零(?=[，。；、）]|$)|零(?:发生|事故|死亡|"
    r"伤亡)(?=[，。；、）]|$)|(?<=“)清零(?=”(?:[，。；、）]|$))|清零(?!”))(?!行动|计划|专项|攻坚|工作|任务|方案|机制|工程|"
    r"[“])))(?P<more>以上)?"
)
_POPULATION = re.compile(r"/1?0{0,3}[百千万]|/10{2,6}")
_PROPORTION = re.compile(r"(?P<first>\d{1,4}(?:\.\d{1,3})?)[:：∶](?P<second>\d{1,4}(?:\.\d{1,3})?)(?![:：∶\d])")
_MONTH = re.compile(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])")
_LATIN = re.compile(r"[A-Za-z]")
_JOINED = "+×*"
_DATE = re.compile(r"(?:-?\d{0,2})?(?:年代|年|月|日|世纪|号(?=[，。；、]))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINALS = re.compile(
    "第[一二三四五六七八九十百零〇\\d]{1,5}(?:[、和至到—-][一二三四五六七八九十百零〇\\d]{1,5}){0,12}[、和至到—-]$"
)
"""第二十二、二十三、二十四条."""
_CAPTION = re.compile("(?:专栏|附[件表录]|(?:^|[（(见如，。；])[表图])$")
_CAPTION_ENDS = frozenset("栏件表录图")
_ROAD = re.compile("(?:国道|省道|县道|乡道)[GSXY]?$")
_HOTLINE = re.compile(
    "(?:1[12]\\d|12[13]\\d\\d)(?=等?(?:平台|热线|电话|举报|投诉|指挥|政务|急救|服务热线|便民|系统|消费|[、/]1[12]))"
)
"""110, 12345: numbers that are dialled."""
_HEADING = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.]|[多余]?[万亿千百%％‰倍元]|平方|公[里顷斤]|立方|个百分|亩|吨|[千兆吉]瓦|.{1,3}(?:以[上下内]|左右))(?=[\u4e00-\u9fff]{4})"
)
"""1.2等级划分 at the head of a paragraph."""
_ADDRESS = re.compile(r"(?:https?[:：]//|www\.)[!-~：？；]+(?:，%[!-~：？；]+)*|[\w.+-]{1,64}@[\w-]+\.[\w.]+", re.ASCII)
"""Addresses of the net and of the post: their figures count nothing."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure at `start` to `end` (words of comparison behind it included).

    number_end: behind the figure. after: the operator that the words behind it state. written: "arabic", "words", or
    "implicit" where no figure stands (亿元以上).
    """

    start: int
    end: int
    value: float
    value_to: float | None
    unit: str
    kind: Kind
    after: Operator | None
    written: str
    plain_end: int
    """Behind the measure, before the words of comparison."""


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in order: dates, ordinals, version numbers and letters' figures (5G) left out."""
    numerals = [numeral for numeral in find_numerals(text) if not _is_label(text, numeral)]
    said = "翻" in text or "零" in text
    found: list[Quantity] = [_special(text, match) for match in _SPECIAL.finditer(text)] if said else []
    special = {position for quantity in found for position in range(quantity.start, quantity.end)}
    if "@" in text or "//" in text or "www." in text:
        special.update(position for match in _ADDRESS.finditer(text) for position in range(*match.span()))
    taken = 0
    index = 0
    while index < len(numerals):
        following = numerals[index + 1] if index + 1 < len(numerals) else None
        if numerals[index].start < taken or numerals[index].start in special:
            index += 1
            continue
        quantity, used = _assemble(text, numerals[index], following)
        if quantity is not None:
            found.append(quantity)
            taken = quantity.end
        index += used
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _special(text: str, match: re.Match[str]) -> Quantity:
    """翻番 is twice, 翻两番 four times; 清零 is nought."""
    after: Operator | None = ">=" if match["more"] else None
    if match["zero"]:
        said = text[max(0, match.start() - 1) : match.start()] == "“" and text[match.end() : match.end() + 1] == "”"
        start, end = match.start() - said, match.end() + said
        return Quantity(start, end, 0.0, None, "", "bare", after, "words", end)
    times = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3}[match["times"] or ""]
    return Quantity(match.start(), match.end(), float(2**times), None, "倍", "count", after, "words", match.end())


def _is_label(text: str, numeral: Numeral) -> bool:
    before = text[numeral.start - 1] if numeral.start else ""
    after = text[numeral.end : numeral.end + 1]
    if before and before in "、和至到-—" and _ORDINALS.search(text, max(0, numeral.start - 40), numeral.start):
        return True
    if before and (before in "第" or (before in _JOINED and numeral.arabic)):
        return True
    if numeral.arabic and _is_number_of_text(text, numeral):
        return True
    if not numeral.arabic:
        return before == "每" and numeral.implicit
    if before and (_LATIN.match(before) or before in "〔[№") and not _is_unit_letter(text, numeral.start - 1):
        return True
    return bool(after) and (
        after in _JOINED and text[numeral.end + 1 : numeral.end + 2] not in ("", "，", "。", "个", "家")
    )


def _is_number_of_text(text: str, numeral: Numeral) -> bool:
    """专栏1, 表3, 7.2 and 6.2.1 at the head of a paragraph, 12345平台: figures that number or name, and measure nothing."""
    start = numeral.start
    before = text[start - 1 : start]
    if (before in _CAPTION_ENDS and _CAPTION.search(text, max(0, start - 4), start)) or (
        start > 1 and before == "." and text[start - 2].isdigit()
    ):
        return True
    if before and before in "道GSXY" and _ROAD.search(text, max(0, start - 3), start):
        return True
    if _HOTLINE.match(text, start) is not None:
        return True
    return start == 0 and _HEADING.match(text) is not None


def _is_unit_letter(text: str, position: int) -> bool:
    """GDP10% is a figure after a word in letters: three letters or more are a word, one or two a label."""
    begin = position
    while begin and _LATIN.match(text[begin - 1]):
        begin -= 1
    return position - begin >= 2


def _assemble(text: str, numeral: Numeral, following: Numeral | None) -> tuple[Quantity | None, int]:
    """The quantity that begins with `numeral`, and how many numerals it takes."""
    measure = _measure(text, numeral)
    gap_start = measure.end if measure is not None else numeral.end
    gap = _RANGE.match(text, gap_start)
    if following is not None and gap is not None and gap.end() == following.start and not _changes(text, numeral):
        upper = _measure(text, following)
        if upper is not None and (measure is None or _same(measure, upper)):
            joined = replace(following, start=numeral.start)
            return _finish(text, joined, upper, numeral.value, following.value), 2
        if upper is None and measure is None:
            bare = _finish(text, following, None, numeral.value, following.value)
            return (None if bare is None else replace(bare, start=numeral.start)), 2
    return _finish(text, numeral, measure, numeral.value, numeral.value_to), 1


def _same(first: Measure, second: Measure) -> bool:
    return first.unit == second.unit or second.unit.endswith(first.unit) or first.unit in ("万", "亿")


def _changes(text: str, numeral: Numeral) -> bool:
    """由7%到15% is a change, no range."""
    return numeral.start > 0 and text[numeral.start - 1] in "由从"


def _measure(text: str, numeral: Numeral) -> Measure | None:
    if (rate := _POPULATION.match(text, numeral.end)) is not None:
        return Measure(rate.group(), rate.end(), "share")
    if numeral.unit:
        return Measure(numeral.unit, numeral.end, "share")
    if _YEAR.fullmatch(text[numeral.start : numeral.end]) and text[numeral.end : numeral.end + 1] in (
        "年",
        "-",
        "—",
        "至",
    ):
        return Measure("年", numeral.end + 1, "time")
    return read_measure(text, numeral.end, numeral.scale, figures=numeral.arabic)


def _finish(text: str, numeral: Numeral, measure: Measure | None, low: float, high: float | None) -> Quantity | None:
    if measure is not None and numeral.implicit and (measure.kind == "unknown" or measure.unit.endswith(("兆", "里"))):
        return None
    if measure is not None and measure.unit == "方" and not numeral.arabic:
        return None  # 四方山, 三方协议
    if measure is not None and measure.unit in ("批", "轮") and numeral.value == 1 and not numeral.arabic:
        return None
    if measure is None and _MONTH.fullmatch(text, numeral.start, numeral.end):
        return None
    if measure is None and not numeral.arabic and not (numeral.start and text[numeral.start - 1] == "前"):
        return None
    end = numeral.end if measure is None else measure.end
    if measure is None and (proportion := _PROPORTION.match(text, numeral.start)) is not None:
        first, second = float(proportion["first"]), float(proportion["second"])
        numeral = replace(numeral, end=proportion.end(), value=second if first == 1 else first)
        low, end = numeral.value, proportion.end()
    if measure is None and (text[end : end + 1] in ("版", ".", ":", "∶") or _LATIN.match(text, end)):
        return None
    after: Operator | None = ">" if measure is not None and measure.more else None
    match = _AFTER.match(text, end)
    stop = end
    if match is not None and not (
        match.group() == "起" and text[match.end() : match.end() + 1] not in ("", "，", "。", "；", "、")
    ):
        stop = match.end()
        after = ">=" if match["least"] else "<=" if match["most"] else "~" if match["about"] else after
    kind: Kind = "bare" if measure is None else measure.kind
    written = "implicit" if numeral.implicit else "arabic" if numeral.arabic else "words"
    unit = "" if measure is None else measure.unit
    if high is not None and high < low:
        high = None
    return Quantity(numeral.start, stop, low, high, unit, kind, after, written, end)
