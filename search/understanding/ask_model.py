"""What a question asks for by the words around its names: a fitted choice, for wordings that no rule knows. Knows no place, unit or plan.

`python -m search.learn_asks` fits the weights to question sets and to data/lexicon/ask_frames.tsv.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "ask_model.tsv"
LONGEST = 3
"""How many words (of Chinese: characters) stand together in a sign at most."""
_WORD = lazy_pattern(r"[a-z]+(?:['’][a-z]+)?|[§¤¶‡·*]|[,;:?]")
_LETTER = lazy_pattern(r"[\u3400-\u9fff]|[§¤¶‡·*]|[a-z0-9]+|[，。？、；]")
_TOPIC = "*"


@dataclass(frozen=True, slots=True)
class AskModel:
    """weights: of each sign for each thing asked for, in the order of `asks`; words: those that are signs by themselves."""

    asks: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    words: frozenset[str]


@lru_cache(maxsize=2)
def load_ask_model(language: str, path: Path = WEIGHTS) -> AskModel:
    """The weights of a language. Raises DataFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        asks = tuple(lines[0].split("\t")[2:])
        rows = (line.split("\t") for line in lines[1:])
        weights = {sign: tuple(map(float, values)) for own, sign, *values in rows if own == language}
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as exc:
        raise DataFileError(f"{path}: cannot read the weights of what is asked ({exc}); restore the file") from exc
    if not weights or any(len(values) != len(asks) for values in weights.values()):
        raise DataFileError(f"{path}: lacks weights of {language}; restore the file")
    return AskModel(asks, weights, frozenset(sign for sign in weights if " " not in sign))


def tokens_of(masked: str, language: str) -> list[str]:
    """The words of a question whose names are masked; of a Chinese one the characters."""
    found = (_LETTER if language == "zh" else _WORD).findall(masked.lower())
    return [
        token for place, token in enumerate(found) if not (place and token == found[place - 1] and token in "§¤¶‡·*")
    ]


def signs_of(tokens: Iterable[str], words: frozenset[str] | None) -> list[str]:
    """The runs of up to three tokens, those that are no `words` as a topic between them; the ends are marked."""
    kept: list[str] = ["^"]
    for token in tokens:
        token = token if words is None or token in words else _TOPIC
        if token != _TOPIC or kept[-1] != _TOPIC:
            kept.append(token)
    kept.append("$")
    return list(
        dict.fromkeys(
            " ".join(kept[start : start + length])
            for length in range(1, LONGEST + 1)
            for start in range(len(kept) - length + 1)
        )
    )


def likely_asks(masked: str, language: str) -> dict[str, float]:
    """How likely each thing is asked for, all together 1."""
    model = load_ask_model(language)
    values = [0.0] * len(model.asks)
    for sign in signs_of(tokens_of(masked, language), model.words):
        for place, weight in enumerate(model.weights.get(sign, ())):
            values[place] += weight
    top = max(values)
    odds = [math.exp(value - top) for value in values]
    total = sum(odds)
    return {ask: value / total for ask, value in zip(model.asks, odds, strict=True)}
