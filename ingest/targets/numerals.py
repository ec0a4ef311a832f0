"""Finds numbers in normalised Chinese text, in digits and in words. Knows nothing of measures or of what is counted."""

import re
from functools import lru_cache

import cn2an

from ingest.values import dataclass

_DIGITS = "零〇一二三四五六七八九两"
_ARABIC = r"\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?"
_CHINESE = f"[{_DIGITS}十百千万亿]++"
_BEGINS = re.compile(rf"[\d{_DIGITS}十百千万亿半过]")
"""Characters with which a number may begin."""
_TOKEN = re.compile(
    rf"(?P<whole>百分百|百分之百|百分之一百)"
    rf"|(?P<share>[百千万])分之(?P<part>{_ARABIC}|[{_DIGITS}十百点]++)"
    rf"|(?P<below>[{_DIGITS}十]++)分之(?P<above>[{_DIGITS}十]++)"
    r"|(?P<over>[1-9])/(?P<under>[1-9])(?=以上|左右|以下|的|[，。；、）])"
    rf"|(?P<half>一半|半数|过半)"
    rf"|(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})"
)
_TENTH = re.compile(
    rf"成(?P<half>半|(?P<more>[一二三四五六七八九])(?![{_DIGITS}十百千万亿]))?(?=以上|左右|以下|"
    rf"以内|的|[，。；、）：]|$)"
)
_SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4}
_COUNTED = re.compile("[户家个人名件]")
"""What 一万户 counts: a number written out in words, where 三万亩 keeps its multiplier with the measure."""
_SI = re.compile("[千百](?:瓦|克|米|伏|帕|卡|兆|赫|分点)")
_VAGUE = "数几多若"
_PLAN_NAMES = re.compile("十[一二三四五六]五")
_NEAR = re.compile(r"(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tens>[十百千]?)(?P<scale>万|亿)?")
_LONGEST = 60
"""Characters; a longer run of digits is no number that anybody set as a target, and might not fit into one."""
_VALUE_OF = {character: index for index, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text, characters `start` to `end`.

    value_to: the upper end where the words name two ("三五家"). unit: the measure that the words contain ("八成" is 80
    "%"), else "". scale: a multiplier that belongs to the measure ("一千亿" is 1000 with scale "亿"). implicit: True
    where no figure is written ("亿元以上", "百家").
    """

    start: int
    end: int
    value: float
    value_to: float | None = None
    unit: str = ""
    scale: str = ""
    arabic: bool = True
    implicit: bool = False


@lru_cache(maxsize=1 << 12)
def chinese_value(run: str) -> float | None:
    """The value of a number in words ("一百二十"), None where the characters make none."""
    if len(run) > _LONGEST:
        return None
    if all(character in _VALUE_OF for character in run):
        if len(run) == 2 and "〇" not in run and "零" not in run:
            return None  # 三二分段, 五五开: digits side by side say no number
        return float("".join(str(_VALUE_OF[character]) for character in run))
    if "点" in run:
        whole, _, rest = run.partition("点")
        base = chinese_value(whole) if whole else 0.0
        if base is None or not rest or any(character not in _VALUE_OF for character in rest):
            return None
        return float(f"{int(base)}." + "".join(str(_VALUE_OF[character]) for character in rest))
    if len(run) > 24:
        return None
    try:
        return float(cn2an.cn2an("一" + run if run[0] in "百千万亿" else run, "normal"))
    except (ValueError, KeyError):
        return None


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numbers of `text` in order, none overlapping."""
    found: list[Numeral] = []
    position = 0
    while (begin := _BEGINS.search(text, position)) is not None:
        match = _TOKEN.match(text, begin.start())
        if match is None:
            position = begin.end()
            continue
        numeral = _read(text, match) if match.end() - match.start() <= _LONGEST else None
        position = match.end() if numeral is None else numeral.end
        if numeral is not None:
            found.append(numeral)
    return tuple(found)


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["whole"] is not None:
        return Numeral(start, end, 100.0, unit="%", arabic=False)
    if (share := match["share"]) is not None:
        part = match["part"]
        value = float(part.replace(",", "")) if part[0].isdigit() and part[0] not in _DIGITS else chinese_value(part)
        unit = {"百": "%", "千": "‰", "万": "万分之"}[share]
        return None if value is None else Numeral(start, end, value, unit=unit, arabic=False)
    if match["below"] is not None:
        below, above = chinese_value(match["below"]), chinese_value(match["above"])
        if not below or above is None:
            return None
        return Numeral(start, end, round(100 * above / below, 2), unit="%", arabic=False)
    if match["over"] is not None:
        return Numeral(start, end, round(100 * int(match["over"]) / int(match["under"]), 2), unit="%", arabic=False)
    if match["half"] is not None:
        return Numeral(start, end, 50.0, unit="%", arabic=False)
    if match["arabic"] is not None:
        return _tenths(text, Numeral(start, end, float(match["arabic"].replace(",", ""))))
    return _read_words(text, start, match["chinese"])


def _read_words(text: str, start: int, run: str) -> Numeral | None:
    end = start + len(run)
    if len(run) == 1 and _SI.match(text, start):
        return None
    if run == "十" and text.startswith("分", end):
        return None  # 十分重要
    if run in ("零", "〇", "二") or _is_vague(text, start, run) or _PLAN_NAMES.fullmatch(run):
        return None
    near = _NEAR.fullmatch(run)
    if near is not None and near["low"] != near["high"]:
        low, high = _VALUE_OF[near["low"]], _VALUE_OF[near["high"]]
        if low < high <= low + 2:
            factor = {"": 1, "十": 10, "百": 100, "千": 1000}[near["tens"]]
            scale = near["scale"] or ""
            return Numeral(start, end, float(low * factor), float(high * factor), scale=scale, arabic=False)
    implicit = run[0] in "百千万亿"
    for scale, size in _SCALES.items():
        if run.endswith(scale):
            total = chinese_value(run)
            if total is None:
                return None
            if scale == "万" and not implicit and _COUNTED.match(text, end):
                break
            return Numeral(start, end, total / size, scale=scale, arabic=False, implicit=implicit)
    value = chinese_value(run)
    if value is None:
        return None
    return _tenths(text, Numeral(start, end, value, arabic=False, implicit=implicit))


def _is_vague(text: str, start: int, run: str) -> bool:
    """数十, 几百, 成千上万 name no number, nor does 新一轮."""
    before = text[start - 1] if start else ""
    if run == "一" and before != "" and before in "新上下每任同统唯逐专单归首万":
        return True
    return before != "" and (before in _VAGUE or (before in "上成" and run[0] in "百千万亿"))


def _tenths(text: str, numeral: Numeral) -> Numeral:
    """八成, 7成, 七成五: tenths are written as per cent."""
    match = _TENTH.match(text, numeral.end)
    if match is None or numeral.value > 10:
        return numeral
    more = 5 if match["half"] == "半" else _VALUE_OF[match["more"]] if match["more"] else 0
    value_to = None if numeral.value_to is None else numeral.value_to * 10
    return Numeral(numeral.start, match.end(), numeral.value * 10 + more, value_to, unit="%", arabic=False)
