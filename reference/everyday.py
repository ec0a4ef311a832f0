"""What people say in everyday words, with the words that plans have for it (摄像头: 监控, 视频监控). Knows no documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.terms import DATA

FILE = DATA / "everyday_words.tsv"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class EverydayWords:
    """The plans' words by what people say. longest: how many characters the longest of these has."""

    plan_words: Mapping[str, tuple[str, ...]]
    longest: int

    def of(self, word: str) -> tuple[str, ...]:
        """The words that plans have for an everyday one, the usual one first; () where it is none."""
        return self.plan_words.get(word, ())

    def at(self, run: str, place: int) -> str:
        """The longest everyday word of two characters or more that stands at a place of a run of Chinese; or empty."""
        lengths = range(min(self.longest, len(run) - place), _SHORTEST - 1, -1)
        return next((run[place : place + n] for n in lengths if run[place : place + n] in self.plan_words), "")


@lru_cache(maxsize=1)
def load_everyday(path: Path = FILE) -> EverydayWords:
    """The list shipped in data/lexicon, read once. Raises DataFileError."""
    found: dict[str, dict[str, None]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the everyday words ({exc}); restore the file") from exc
    for number, line in enumerate(lines[1:], start=2):
        said, tab, plans = line.partition("\t")
        if not tab or not said or not plans:
            raise DataFileError(
                f"{path}, line {number}: wants what is said, a tab and the plans' words; correct the line"
            )
        for word in said.split(";"):
            found.setdefault(word, {}).update(dict.fromkeys(form for form in plans.split(";") if form != word))
    words = {word: tuple(forms) for word, forms in found.items()}
    return EverydayWords(words, max(map(len, words), default=0))
