"""The words of comparison around a quantity, and the operator they state."""

import re
from functools import lru_cache
from typing import Literal

from ingest.facts import Operator
from ingest.values import dataclass

Sense = Literal[">=", ">", "<=", "<", "=", "~", "increase", "decrease", "growth"]

_NEGATED = "不应 不能 不宜 不可 不准 不许 不要 严禁 禁止 避免 不得".split()
_BEFORE: dict[Sense, str] = {
    ">=": (
        "不低于 不得低于 不少于 不得少于 不小于 不得小于 不短于 不弱于 不差于 至少达到 至少 最低 "
        "最少 大于等于 大于或等于 高于或等于 达到或超过 ≥ >= 达到不低于 保持不低于"
    ),
    ">": "突破 超过 超 过 超出 大于 高于 多于 优于 > 超额达到 跨越 跨过",
    "<=": (
        "不超过 不超 不得超过 不高于 不得高于 不大于 不得大于 不多于 不得多于 不突破 至多 最多 最高 "
        "小于等于 小于或等于 低于或等于 ≤ <= 控制在 控制到 严控在 压控在 上限为 上限"
    ),
    "<": "低于 小于 少于 < 短于",
    "~": "约 大约 约为 接近 近 大致 大约为 约占",
    "increase": "提高 提升 增加 上升 提速 扩大 增长了 提高了 提升了 增加了 新增了 扩增 改善 增幅 高出",
    "decrease": "下降 减少 降低 降 减 压减 削减 压缩 缩减 缩短 缩小 下调 回落 下降了 降低了 减少了 压降 精简 降幅",
    "growth": "增长 递增 增速 增长率 增幅",
    "=": (
        "达到 达 达成 实现 实现了 为 是 至 到 增至 增长到 增长至 增加到 增加至 提高到 提高至 提升到 "
        "提升至 提升为 上升到 上升至 扩大到 扩大至 发展到 发展至 壮大到 壮大至 扩大为 保持在 保持 "
        "稳定在"
        " 维持在 恢复到 降到 降至 下降到 下降至 降低到 降低至 降为 压减到 压减至 压缩到 压缩至 "
        "压缩为 压至 减少到 减少至 减至 缩短到 缩短至 缩短为 缩小到 缩小至 缩减到 缩减至 做到 力达 = "
        "共计 合计 总计 占 占到 占比 超过或达到"
        " 按 定为 确定为 设为 翻至 推进到 调整为 调整到 推动到 增至约 稳步达到 位列 位居 进入 跻身 挺进 冲刺 挺进到"
    ),
}
_SENSES: dict[str, Sense] = {
    form: sense
    for sense, words in _BEFORE.items()
    for word in words.split()
    for form in (word, word.replace("于", "於"))
}
_SENSES.update(
    {no + word: "<=" for no in _NEGATED for word in ("超过", "高于", "大于", "多于", "长于", "超出", "突破")}
)
_SENSES.update({no + word: ">=" for no in _NEGATED for word in ("低于", "少于", "小于", "短于")})
_KEPT = frozenset("增长 递增 增速 增长率 增幅 降幅 占 占比 完成 占到 约占 改善".split())
"""Words that state the sense and belong to the indicator's name as well."""
_ORDER = sorted(_SENSES, key=lambda word: (-len(word), word))
_DONE_TO = frozenset("提升 提高 扩大 改善 提速 扩增".split())
_WORK = re.compile("(?:改造|整治|修复|巩固|改建|加固|更新|优化|提质)$")
"""改造提升3万亩: two verbs of work, no rise."""
_COMPOUNDS = frozenset(
    "通过 经过 不过 路过 走过 来过 去过 节约 签约 集约 制约 预约 契约 赶超 附近 最近 作为 行为 成为 直达 抵达 邻近 下至 低至".split()
)
_LONGEST = max(len(word) for word in _ORDER)
_BY_LENGTH = tuple(range(_LONGEST, 0, -1))
PER_UNITS = "平方公里|立方米|平方米|公里|千米|公顷|亩|吨|千瓦时|千瓦"
"""What an amount may be per, written before it (每公里2000万元)."""
_FILLER_WORDS = (
    "力争 争取 确保 分别 每月 每人每月 都 各 将 要 应 须 需 必须 逐步 稳步 基本 一般 原则上 统一 也 再 努力 累计 全面 年均 平均每年 "
    "每年 预计 总体 平均 进一步 持续 明显 显著 大幅 同步 分年 再次 合计 共计 的"
).split()
_FILLERS = re.compile(rf"(?:每(?:{PER_UNITS})|(?<![人生户亩村床次])均|{'|'.join(_FILLER_WORDS)})$")
_COMPARED = re.compile(
    r"(?:(?:较|比|与|相比|同|相较于?|对比)(?:上年|去年|上一年|上年度|上年同期|前三年|(?:19|"
    r"20)\d\d年[底末]?|基期|同期|上一?个?[^，、]{1,5}[期年]|十[一二三四]五末)(?:同期|水平|相比|"
    r"年均)?(?:分别|再|年均|累计)?|同比|环比"
    r"|(?:在|以)(?:19|20)\d\d年[底末]?(?:的?基础上|为基数|为基期|水平上)(?:再)?|(?:19|"
    r"20)\d\d年[底末]?的|原来的|上年的|上年)$"
)

_ENDS = frozenset("年度期底末平比均别再计上数的") | {
    word[-1] for word in (*_SENSES, *_FILLER_WORDS, *PER_UNITS.split("|"))
}
"""The last characters of all these words: behind any other there is nothing to look for."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words before a quantity state: `sense` (None where they state none) and where they begin."""

    sense: Sense | None
    start: int
    word: str


@lru_cache(maxsize=1 << 6)  # rule after rule asks it of the same quantity
def read_before(text: str, begin: int, position: int) -> Comparison:
    """The words of comparison that end at `position`, not reaching back beyond `begin`.

    Of several (提升到不低于) the strongest counts; "start" is where the first of them begins.
    """
    start = position
    sense: Sense | None = None
    first_word = ""
    while start > begin and text[start - 1] in _ENDS:
        filler = _FILLERS.search(text, max(begin, start - 6), start)
        if filler is not None and filler.start() > begin:
            start = filler.start()
            continue
        compared = _COMPARED.search(text, max(begin, start - 24), start)
        if compared is not None:
            start = compared.start()
            continue
        word = _word_before(text, begin, start)
        if word is None:
            break
        if word in _DONE_TO and _WORK.search(text, max(begin, start - 4), start - len(word)) is not None:
            break
        found = _SENSES[word]
        sense = _stronger(sense, found)
        first_word = first_word or word
        if word in _KEPT:
            break
        start -= len(word)
    return Comparison(sense, start, first_word)


def operator(before: Sense | None, after: Operator | None, *, ranged: bool) -> Operator:
    """The operator that the words on both sides state together."""
    if ranged:
        return "between"
    if before == "growth":
        return after or "="
    if before in ("increase", "decrease"):
        return before
    if before in (">=", "<", ">"):
        return before
    if before == "<=":
        return after if after in (">=", "~") else "<="
    if before == "~" and after is None:
        return "~"
    return after or "="


def _word_before(text: str, begin: int, end: int) -> str | None:
    lengths = _BY_LENGTH if text[max(begin, end - 2) : end] not in _COMPOUNDS else _BY_LENGTH[:-2]
    for length in lengths:
        if end - length >= begin and (word := text[end - length : end]) in _SENSES:
            return word
    return None


def _stronger(current: Sense | None, found: Sense) -> Sense:
    """Reading backwards: 提升近20% is an increase, 提升到20% a level, 不低于 behind 达到 stays."""
    if current is None:
        return found
    if found in ("increase", "decrease"):
        return current if current == "=" else found
    return found if current == "=" and found != "growth" else current
