"""Learns from documents whose titles stand apart how titles end and texts begin; for building the table only.

python -m ingest.learn_titles FOLDER...     writes data/lexicon/title_joints.tsv
"""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from ingest.blocks import read_blocks
from ingest.glued_titles import JOINTS, NO_TITLE, joint_features, title_places
from ingest.outline import read_outline
from ingest.readers import read_document
from ingest.reading import NodeReading, RuleState, read_node

Example = tuple[str, int]
"""A text and where its title ends; 0 for a text without one."""

_SUFFIXES = frozenset({".txt", ".md", ".html", ".pdf", ".docx"})
_TITLE = re.compile(r"[\u4e00-\u9fff“《（][^。；：]{3,39}")
_USUAL = (
    "指导思想 基本原则 工作原则 总体要求 总体思路 总体目标 工作目标 主要目标 发展目标 目标任务 工作任务 重点任务 主要任务 工作内容 主要内容 实施内容 "
    "工作要求 有关要求 工作措施 主要措施 保障措施 政策措施 组织领导 组织保障 组织机构 组织实施 实施步骤 工作步骤 方法步骤 时间安排 进度安排 职责分工 "
    "责任分工 任务分工 实施范围 建设标准 建设内容 投资规模 资金来源 资金筹措 资金保障 资金投入 督查考核 监督检查 考核验收 宣传引导 宣传发动 检查验收"
).split()
_TIMES, _STRIDE = 5, 37
_SHORTEST_TEXT, _TEXT = 15, 120
_ROUNDS, _RATE, _COOLING, _DECAY = 12, 0.3, 0.4, 0.98
_FEWEST = 3
"""Times that a whole title must come before it counts as one that plans use."""
_LIGHTEST = 0.35
"""Weights nearer to nothing are left out of the table."""


def add_usual(examples: Sequence[Example]) -> Iterator[Example]:
    """The headings that every plan has, each above some of the texts."""
    texts = [text for text, right in examples if right == 0]
    for turn, title in enumerate(_USUAL * _TIMES):
        if texts:
            yield title + texts[turn * _STRIDE % len(texts)], len(title)


def read_examples(paths: Iterable[Path]) -> Iterator[Example]:
    """Titles with the texts behind them, and the same texts without, from documents that part the two."""
    seen: set[tuple[str, str]] = set()
    for path in paths:
        outline = read_outline(read_blocks(read_document(path)))
        if outline.lost_breaks:
            continue
        state = RuleState(outline)
        for node in [node for part in outline.parts for node in part.nodes]:
            for title, text in _titled(read_node(node, state)):
                if (title, text[:30]) not in seen:
                    seen.add((title, text[:30]))
                    yield title + text, len(title)
                    yield text, 0


def _titled(reading: NodeReading) -> Iterator[tuple[str, str]]:
    title, text = reading.title.text, reading.body[0].text[:_TEXT] if reading.body else ""
    if len(text) >= _SHORTEST_TEXT and _TITLE.fullmatch(title):
        yield title, text
    for child in reading.children:
        yield from _titled(child)


def learn_weights(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of features by which the right place of each example is the likeliest (a conditional logit)."""
    weights: dict[str, float] = defaultdict(float)
    whole = Counter(f"title {text[:right]}" for text, right in examples)
    known = {title for title, count in whole.items() if count >= _FEWEST}

    def features_at(text: str, place: int) -> list[str]:
        return [f for f in joint_features(text, place) if not f.startswith("title ") or f in known]

    choices = []
    for text, right in examples:
        places = title_places(text)
        if right == 0 or right in places:
            choices.append(([(place, features_at(text, place)) for place in places] + [(0, [NO_TITLE])], right))
    random = Random(0)
    for turn in range(_ROUNDS):
        random.shuffle(choices)
        rate = _RATE / (1 + turn * _COOLING)
        for options, right in choices:
            odds = [math.exp(sum(weights[feature] for feature in features)) for _, features in options]
            total = sum(odds)
            for (place, features), odd in zip(options, odds, strict=True):
                step = rate * ((place == right) - odd / total)
                for feature in features:
                    weights[feature] += step
        for feature in weights:
            weights[feature] *= _DECAY
    return {feature: round(weight, 1) for feature, weight in sorted(weights.items()) if abs(weight) >= _LIGHTEST}


def main(folders: Sequence[str]) -> None:
    """Learn from the documents in `folders` and write the table."""
    paths = [path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.suffix in _SUFFIXES]
    examples = list(read_examples(paths))
    examples.extend(list(add_usual(examples)))
    weights = learn_weights(examples)
    lines = ["feature\tweight", *(f"{feature}\t{weight}" for feature, weight in weights.items())]
    JOINTS.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
