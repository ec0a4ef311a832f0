"""Fits what a question asks for (search/understanding/ask_model.py) to question sets and frames. Run by hand only.

    python -m search.learn_asks STORE FILE [STORE FILE ...]

Each FILE is a question set about the documents of the STORE before it; data/lexicon/ask_frames.tsv has frames with their names masked
as well. Same input, same bytes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from search.engine import Engine
from search.evaluation import Question
from search.fitting import Floats, read_sets
from search.understanding.ask_choice import masked_names
from search.understanding.ask_model import WEIGHTS, signs_of, tokens_of
from search.understanding.text import Reading, clean_question, language_of

FRAMES = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "ask_frames.tsv"
_ASKS = {
    "units": "unit", "tasks": "task", "targets": "target", "count": "count", "comparison": "comparison", "plans": "plan",
    "deadline": "deadline", "citation": "citation", "place": "place", "yes_no": "yes_no",
}  # fmt: skip
_FEWEST = {"en": 4, "zh": 6}
"""How many questions a word has to be in to be a sign by itself; others are part of a topic."""
_PENALTY, _STEPS, _RATE = 0.3, 300, 0.05
_LEAST = 0.12
"""The weight below which a sign is left out."""

Example = tuple[str, str, str]
"""The language of a question, what it asks for, its text with the names masked."""


def frames(path: Path = FRAMES) -> Iterator[Example]:
    """The frames of the file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, ask, texts = line.split("\t")
            yield from ((language, ask, text) for text in texts.split("|"))


def examples(engine: Engine, questions: Sequence[Question]) -> Iterator[Example]:
    """The questions of a set that ask for one thing."""
    for question in questions:
        if question.kind in _ASKS:
            text = clean_question(question.question)
            reading = Reading(text, language_of(text))
            engine._understander._read_names(reading, frozenset())
            yield reading.language, _ASKS[question.kind], masked_names(reading)


def fit(found: Sequence[Example], language: str, asks: Sequence[str]) -> dict[str, Floats]:
    """The weights of each sign: multinomial logistic regression by Adam."""
    said = [(ask, tokens_of(text, language)) for own, ask, text in found if own == language]
    held = Counter(token for _, tokens in said for token in set(tokens))
    words = frozenset(token for token, count in held.items() if count >= _FEWEST[language])
    signs = [signs_of(tokens, words) for _, tokens in said]
    counts = Counter(sign for row in signs for sign in row)
    place = {sign: number for number, sign in enumerate(sorted(s for s, n in counts.items() if n > 2 or " " not in s))}
    rows = np.zeros((len(signs), len(place)), dtype=np.float32)
    for number, row in enumerate(signs):
        rows[number, [place[sign] for sign in row if sign in place]] = 1.0
    truth = np.eye(len(asks), dtype=np.float32)[[asks.index(ask) for ask, _ in said]]
    weights = np.zeros((len(place), len(asks)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        values = rows @ weights
        odds = np.exp(values - values.max(1, keepdims=True))
        slope = rows.T @ (odds / odds.sum(1, keepdims=True) - truth) + _PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        weights = weights - _RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {sign: np.asarray(weights[number], np.float64) for sign, number in place.items()}


def main() -> None:
    """Fit on the stores and sets given and on the frames, and write the weights."""
    found = list(frames())
    for engine, questions in read_sets("search.learn_asks", __doc__ or ""):
        found += examples(engine, questions)
    asks = sorted(set(_ASKS.values()))
    lines = ["language\tsign\t" + "\t".join(asks)]
    for language in ("en", "zh"):
        for sign, weights in fit(found, language, asks).items():
            if " " not in sign or np.abs(weights).max() >= _LEAST:
                lines.append(f"{language}\t{sign}\t" + "\t".join(f"{weight:.2f}" for weight in weights))
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
