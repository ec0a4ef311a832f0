"""Where the titles of items end that nothing parts from their texts (加强组织领导各镇要…), by how titles end and texts begin.

The weights are data (`data/lexicon/title_joints.tsv`, made by `ingest.learn_titles`); knows no outline.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError

JOINTS = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "title_joints.tsv"
NO_TITLE = "none"
"""The feature of a text that has no title."""
_FIRST = "一是"
"""With this a text begins and no title goes on."""
_SHORTEST, _LONGEST, _LONGEST_WHOLE = 4, 36, 8
_OPENING, _CLOSING = frozenset("“《（"), frozenset("”》）")
_NO_END, _NO_START = frozenset("，、为将对在由把和与及以从被向并的要照"), frozenset("，、。；：）”》的及和与等")
_YET_END = frozenset("行为 作为 应对 自由 参与 普及 方向 导向 转向 需要 纪要 证照 执照".split())
"""Words of which the last character alone would part no title from its text."""
_LONGEST_LABELLED = 60
_RESPONSIBLE = re.compile(r"责任|牵头|配合|单位|部门")
_FEWEST_LABELS = 2
_LABELS = range(3, 9)
"""Characters of a word that introduces the text of an item."""
_LIKELY_NONE = 0.6
"""Probability from which on a text passes for one without a title."""
_FEWEST_HEADINGS = 2
"""Mere headings beside them show that items have titles."""


_USUAL_END = re.compile(
    r"(?:平台|资金|项目|机制|体系|建设|工作|能力|水平|规划|改造|制度|典型|管理|治理|整治|服务|保障|生产|质量|提升|发展|模式|水价|结构|格局|环境|"
    r"行为|监管|培训|宣传|氛围|领导|责任|投入|考核|督查|督导|支撑|创新|改革|产业|基地|网络|力度|效率|功能|工程|行动|基础|设施|队伍|人才|融合|合作|"
    r"开放|安全|风险|指导|协调|统筹|评价|监测|保护|修复|利用|供给|需求|消费|市场|主体|品牌|技术|研发|转化|标准|试点|示范|推广|政策|支持|扶持|减负|"
    r"成本|负担|融资|就业|创业|收入|面积|产量|品种|乡村|社会|文化|生态|污染|排放|防控|防治|应急|救援|执法|审批|流程|效能|作风|教育|医疗|养老|住房|交通|物流|数据)$"
)
_USUAL_START = re.compile(
    r"由[市县区省州各本]|各[村镇街行]|[市县区局][\u4e00-\u9fff]{0,6}?(?:局|委|办|站|中心)(?:要|负责|牵头|成立|安排)|依托|为[加进推贯落切确全深认做有]|按照|根据|围绕|坚持|着力|构建|大力|积极|充分|严格|全面|进一步|切实|鼓励|支持|改进|重点|要[按以加把在对进坚]|各级|各地|各有|各相|各部|各单|各乡|"
    r"建立|健全|完善|推动|推进|加快|加强|加大|深入|实施|开展|落实|强化|优化|引导|探索|制定|以“|以[^及后上下来]|通过|对于|对[^接口外标]|在(?!线)|针对|结合|发挥|组织|"
    r"统筹|谋划|广泛|认真|定期|增强|提高|提升|促进|继续|持续|聚焦|立足|突出|抓好|抓住|打造|培育|扩大|深化|到20|力争|采取|充实|压实"
)


def title_places(text: str) -> list[int]:
    """The places at which a title could end: before the first stop, in no bracket or quotation."""
    places = []
    depth = 0
    for place in range(1, min(len(text) - _SHORTEST, _LONGEST) + 1):
        character = text[place - 1]
        if character in "。；：" or text.startswith(_FIRST, place - len(_FIRST)):
            break
        depth += (character in _OPENING) - (character in _CLOSING)
        if place < _SHORTEST or depth or text[place] in _NO_START or (character + text[place]).isascii():
            continue
        if character not in _NO_END or text[place - 2 : place] in _YET_END:
            places.append(place)
    return places


def joint_features(text: str, place: int) -> list[str]:
    """What speaks for or against a title that ends at `place`: its last words, the text's first ones, its length,
    the whole of a short one, and whether its two halves are equally long (提高认识，加强领导)."""
    features = [
        f"end {text[place - 2 : place]}",
        f"end {text[place - 1]}",
        f"start {text[place : place + 2]}",
        f"start {text[place]}",
        f"length {place // 2}",
    ]
    if _USUAL_END.search(text, place - 2, place):
        features.append("usual end")
    if _USUAL_START.match(text, place):
        features.append("usual start")
    if place <= _LONGEST_WHOLE:
        features.append(f"title {text[:place]}")
    comma = text.rfind("，", 0, place)
    if comma > 0:
        features.append(f"halves {comma}" if place - comma - 1 == comma else "halves unequal")
    return features


@lru_cache(maxsize=1)
def load_joints() -> dict[str, float]:
    """The weight of each feature. Raises DataFileError where the table is damaged."""
    weights: dict[str, float] = {}
    try:
        for line in JOINTS.read_text("utf-8").splitlines()[1:]:
            feature, weight = line.split("\t")
            weights[feature] = float(weight)
    except (OSError, ValueError) as exc:
        raise DataFileError(f"{JOINTS}: {exc}; make it anew with python -m ingest.learn_titles") from exc
    return weights


def cut_titles(texts: Sequence[str], *, headings: int = 0) -> list[int]:
    """Where the titles of items end that stand side by side: all of them have one (0 where no place is fit), or none has.

    Most must read as a title and a text; a list of sentences gives zeros. headings: how many of their siblings are mere
    headings over items.
    """
    weights = load_joints()
    scored = [
        [
            (sum(weights.get(feature, 0.0) for feature in joint_features(text, place)), place)
            for place in title_places(text)
        ]
        for text in texts
    ]
    without = weights.get(NO_TITLE, 0.0)
    shares = [_share_without(scores, without) for scores in scored]
    titled = sum(1 for share in shares if share < _LIKELY_NONE)
    most = titled * 2 > len(texts) or (titled * 2 == len(texts) and sum(shares) * 2 < len(texts))
    if not most and headings < max(_FEWEST_HEADINGS, len(texts)):
        return [0] * len(texts)
    return [max(scores, default=(0.0, 0))[1] for scores in scored]


def _share_without(scores: list[tuple[float, int]], without: float) -> float:
    """The probability that a text has no title."""
    return 1.0 / (1.0 + sum(math.exp(score - without) for score, _ in scores))


def cut_before_labels(texts: Sequence[str]) -> list[int]:
    """Where titles end before a word that introduces each item's text (…社区实施项目：…); [] where no such word recurs."""
    heads = [
        text[: text.find("：", 0, _LONGEST_LABELLED)] if "：" in text[:_LONGEST_LABELLED] else "" for text in texts
    ]
    heads = ["" if set(head) & set("。，；") else head for head in heads]
    counts = Counter(head[-size:] for head in heads for size in _LABELS if len(head) >= size + 2)
    label, count = max(counts.items(), key=lambda item: (item[1], len(item[0])), default=("", 0))
    if _RESPONSIBLE.search(label) or count < _FEWEST_LABELS or count * 2 < len(texts):
        return []
    return [len(head) - len(label) if head.endswith(label) else 0 for head in heads]
