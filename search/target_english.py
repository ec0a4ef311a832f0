"""Targets for readers of English: what an indicator is called, as far as the lexicon has all its words, and plain numbers.

Knows words and units only, no graph. A name that is known in part only is left in Chinese: half a name misleads.
"""

from functools import lru_cache

from reference.glosses import load_glosses
from reference.patterns import lazy_pattern
from search.results import TargetRow
from search.understanding.numbers import base_value
from search.wording import value_text

_BRACKETS = lazy_pattern("[（(][^（）()]{0,40}[）)]")
_PLAIN = lazy_pattern("[A-Za-z0-9.+%-]+")
_LONGEST = 12
_PARTS = {
    "新增": "new", "新建": "new", "新改建": "new and rebuilt", "改扩建": "rebuilt and enlarged", "改造": "renovated",
    "建设": "", "建成": "", "打造": "", "完成": "", "实施": "", "开展": "", "推进": "", "实现": "", "达到": "", "培育": "",
    "年均": "average annual", "城镇": "urban", "人均": "per capita", "增长": "growth", "占": "in", "率": "rate", "数": "number",
    "和": "and", "与": "and", "及": "and", "、": ",", "的": "",
}  # fmt: skip
"""Words as they read inside a name: verbs that say no more than that something is done are left out."""
_ENGLISH_OF = {
    "平方公里": "square kilometres", "平方千米": "square kilometres", "平方米": "square metres", "立方米": "cubic metres",
    "公顷": "hectares", "公里": "kilometres", "千米": "kilometres", "米": "metres", "亩": "mu", "元": "yuan", "吨": "tonnes",
    "吨标准煤": "tonnes of standard coal", "千瓦时": "kilowatt-hours", "千瓦": "kilowatts", "个百分点": "percentage points",
    "个工作日": "working days", "工作日": "working days", "小时": "hours", "分钟": "minutes", "天": "days", "周": "weeks",
    "人": "people", "名": "people", "人次": "person-times", "户": "households",
}  # fmt: skip
_SCALED = lazy_pattern("^(?:[十百千]?[万亿]|[百千]万)")


@lru_cache(maxsize=1 << 12)
def indicator_english(indicator: str) -> str | None:
    """The name of an indicator word by word; None where the lexicon lacks a part of it."""
    text = _BRACKETS.sub("", indicator)
    known = load_glosses().english_of
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())]
    for end in range(1, len(text) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST), end):
            before, part = best[start], text[start:end]
            said = _PARTS.get(part, known(part))
            if said is None and _PLAIN.fullmatch(part):
                said = part
            if before is not None and said is not None:
                ways.append((before[0] + 1, (*before[1], said)))
        best.append(min(ways, key=lambda way: way[0]) if ways else None)
    words = " ".join(word for word in best[-1][1] if word) if best[-1] else ""
    return words.replace(" ,", ",") or None


def target_english(target: TargetRow) -> tuple[str, str]:
    """What a target is of and its value, both with English in brackets where there is any: 停车位 (parking space), 3万个 (30,000)."""
    said = indicator_english(target.indicator)
    value, plain = value_text(target, chinese=False), _plain_value(target)
    return f"{target.indicator} ({said})" if said else target.indicator, f"{value} ({plain})" if plain else value


def _plain_value(target: TargetRow) -> str:
    """A value in plain numbers and English units; "" where it says no more than the printed one does."""
    unit = target.unit or ""
    values = [target.value] if target.value_to is None else [target.value, target.value_to]
    bases = [base_value(value, unit) for value in values]
    english = _ENGLISH_OF.get(bases[0][1], "")
    if not english and _SCALED.match(unit) is None:
        return ""
    numbers = " to ".join(_number(value) for value, _ in bases)
    return f"{numbers} {english}".strip()


def _number(value: float) -> str:
    """A number as English has it: 12,000, 4.94 million."""
    for scale, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale:
            return f"{value / scale:,.8g} {name}"
    return f"{value:,.8g}"
