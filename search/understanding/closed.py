"""Words of closed classes, and light words: what a question is put with and what names nothing. Knows no place and no unit.

Chinese is cut into words for this alone, by as few words of the dictionary as can be: 有 of 有机肥 is no word there.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern
from reference.terms import load_terms
from search.understanding.words import load_question_words

PATH = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "closed_words.tsv"
_LONGEST = 6
_UNKNOWN = 1.4
"""What a character that begins no word costs where a word costs 1."""
_HAN_RUN = lazy_pattern("[\u3400-\u9fff〇]+")
_CLASSIFIERS = "个件项条份家块摊档桩码回次种类样些位层点段套门批方路头边"
_COUNTED = lazy_pattern(f"(?:[这那哪此某每各]|[这那哪此某每各]?(?:[一两几半多]|好几))[{_CLASSIFIERS}][子儿]?")
"""一块儿, 这档子, 那几条: so much of a thing, no thing."""
_ADVERB = lazy_pattern("[a-z]{4,}ly")


@lru_cache(maxsize=2)
def closed_words(language: str, path: Path = PATH) -> frozenset[str]:
    """The words of closed classes of a language. Raises DataFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the closed words ({exc}); restore the file") from exc
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(word for row in rows if row[0] == language for word in row[-1].split("|"))


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return closed_words("zh").union(load_question_words().words("zh", "light"))


def is_closed(word: str) -> bool:
    """Whether an English word is of a closed class, or an adverb (approximately)."""
    word = word.lower()
    return word in closed_words("en") or _ADVERB.fullmatch(word) is not None


def words_of(run: str) -> list[str]:
    """Chinese characters cut into words: as few as can be, those of closed classes first."""
    lexicon, light = load_terms(), _light()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        found = (best[end - 1][0] + (1.0 if run[end - 1] in light else _UNKNOWN), end - 1)
        for start in range(max(0, end - _LONGEST), end - 1):
            word = run[start:end]
            if word in light or _COUNTED.fullmatch(word):
                cost = 0.95
            elif lexicon.is_chinese_word(word):
                cost = 1.0
            else:
                continue
            found = min(found, (best[start][0] + cost, start))
        best.append(found)
    words: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return words[::-1]


def without_closed(text: str, keep: tuple[str, ...] = ()) -> str:
    """A Chinese text without words of closed classes and light words at the ends of each of its runs.

    keep: words that nothing is cut off of.
    """
    return re.sub(r"\s+", " ", _HAN_RUN.sub(lambda match: _trimmed(match[0], keep), text)).strip()


def _trimmed(run: str, keep: tuple[str, ...]) -> str:
    if not _may_be_trimmed(run):
        return run
    words = words_of(run)
    first = _loose(words, lambda rest: "".join(rest).startswith(keep))
    last = _loose(words[: first - 1 if first else None : -1], lambda rest: "".join(reversed(rest)).endswith(keep))
    return "".join(words[first : len(words) - last])


def _loose(words: list[str], is_kept: Callable[[list[str]], bool]) -> int:
    """How many words at the head may go. A lone character goes only with all of its word: 来 of 来料加工 stays."""
    number = 0
    while number < len(words) and _is_light(words[number]) and not is_kept(words[number:]):
        behind = words[number + 1 : number + 2]
        if len(words[number]) == 1 and behind and len(behind[0]) == 1 and not _is_light(behind[0]):
            break
        number += 1
    return number


def _may_be_trimmed(run: str) -> bool:
    """Whether a run begins or ends with letters of such a word; else no dictionary has to be read."""
    longest = min(_LONGEST, len(run))
    return any(_is_light(run[:length]) or _is_light(run[-length:]) for length in range(1, longest + 1))


def _is_light(word: str) -> bool:
    return word in _light() or _COUNTED.fullmatch(word) is not None
