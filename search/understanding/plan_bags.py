"""Reads questions that hold a plan's name and otherwise only words that questions about plans are made of, in whatever order.

Knows no place, unit or plan; the words stand in data/lexicon/plan_question_words.tsv.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern
from search.understanding.closed import is_closed

PATH = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "plan_question_words.tsv"
_HAN = lazy_pattern("[\u3400-\u9fff]+")
_LATIN = lazy_pattern(r"[a-z][a-z'-]*")
_FOREIGN = lazy_pattern(r"[A-Za-z0-9]")
_OR_NOT = lazy_pattern(r"\bor (?:not|no)\b")
_NUMBER_OF = lazy_pattern(
    r"\b(?:total )?number of (?=(?:[a-z]+ )?(?:documents|papers|texts|tasks|things|items|measures|projects)\b)"
)
_LONGEST = 6
_SAYS_PLAN = frozenset(("issue", "number", "date", "name", "term", "draft", "final"))
_NOT_YET = frozenset(("没", "没有", "未", "尚未", "not"))
_MORE = frozenset(("number", "date", "issue", "cite", "task", "count"))
_ASKS_OPENLY = frozenset(("open", "count"))


@dataclass(frozen=True, slots=True)
class Bag:
    """asks: what for. says: "issued?", "holds?" or "gone?" where a yes or no is asked for, or "own" where what the plan itself cites is."""

    asks: tuple[str, ...]
    says: str = ""


@lru_cache(maxsize=2)
def kinds_of_words(language: str, path: Path = PATH) -> dict[str, frozenset[str]]:
    """The kinds of each word of a language. Raises DataFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(
            f"{path}: cannot read the words of questions about plans ({exc}); restore the file"
        ) from exc
    held: dict[str, set[str]] = {}
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3:
            raise DataFileError(f"{path}, line {number}: expected language, kind and words, separated by tabs")
        for word in fields[2].split("|") if fields[0] == language else ():
            held.setdefault(word, set()).add(fields[1])
    return {word: frozenset(kinds) for word, kinds in held.items()}


def read_bag(masked: str, language: str, *, has_time: bool, of_list: bool = False) -> Bag | None:
    """What is asked where names are masked and all other words are known; None where a word is not. has_time: a day or year is named.

    of_list: the plan is called by what it lists, so that what or how many asks for its tasks.
    """
    masked = _NUMBER_OF.sub("how many ", _OR_NOT.sub(" ", masked))
    words = _words_en(masked) if language == "en" else _words_zh(masked)
    if words is None:
        return None
    known = kinds_of_words(language)
    kinds = frozenset(kind for word in words for kind in known.get(word, ()))
    opens = bool(kinds & _ASKS_OPENLY)
    asks_closed = "closed" in kinds and not opens and "either" not in kinds
    if language == "en":
        asks_closed = asks_closed and _opens_closed(masked)
    asks_closed |= not opens and bool(kinds & {"draft", "final"}) and not kinds & _MORE and "either" not in kinds
    if asks_closed and (closed := _closed(kinds, words, language, has_time=has_time)):
        return closed
    if asks_closed and "cite" in kinds:
        return None
    if of_list and opens and not kinds & _SAYS_PLAN:
        return Bag(("count",) if "count" in kinds else ("task",))
    return _open(kinds)


def read_place_bag(masked: str, language: str) -> Bag | None:
    """Whether nothing but the plans of a place is asked for, where no plan is named."""
    words = _words_en(masked) if language == "en" else _words_zh(masked)
    if words is None:
        return None
    known = kinds_of_words(language)
    kinds = {kind for word in words for kind in known.get(word, ())}
    papers = "papers" in kinds and not kinds & {"cite", "count", "term", "holds", "gone", "draft"}
    return Bag(("plan",)) if papers and not any(known.get(word, frozenset()) == {"task"} for word in words) else None


def _closed(kinds: frozenset[str], words: list[str], language: str, *, has_time: bool) -> Bag | None:
    """Whether a plan holds, or is out."""
    known = kinds_of_words(language)
    if has_time and kinds & {"holds", "gone"}:
        gone = any("gone" in known.get(word, ()) and "holds" not in known[word] for word in words)
        return Bag(("yes_no", "plan"), "gone?" if gone else "holds?")
    if "cite" in kinds or has_time:
        return None
    if "draft" in kinds or _is_denied(words, known):
        return Bag(("yes_no", "plan"))
    return Bag(("yes_no", "plan"), "issued?") if "final" in kinds and "number" not in kinds else None


def _is_denied(words: list[str], known: dict[str, frozenset[str]]) -> bool:
    """Whether a plan is said not to be out: 是不是还没印发, not 印发了没有."""
    denied = next((at for at, word in enumerate(words) if word in _NOT_YET), len(words))
    return any("final" in known.get(word, ()) for word in words[denied:])


def _open(kinds: frozenset[str]) -> Bag | None:
    """What is asked about a plan, or of its tasks."""
    counts = {"task", "count"} <= kinds
    if "number" in kinds and not counts:
        return Bag(("plan",))
    if "cite" in kinds or {"cite.weak", "paper", "open"} <= kinds:
        asks = ("plan", "citation") if "date" in kinds else ("citation",)
        if "count" in kinds:
            return Bag(("count",), "cited") if "paper" in kinds else None
        return Bag(asks, "own")
    if counts or ("task" in kinds and not kinds & {"date", "draft", "issue"}):
        return Bag(("count",) if counts else ("task",))
    return Bag(("plan",)) if kinds & _SAYS_PLAN and ("count" not in kinds or "term" in kinds) else None


def _opens_closed(masked: str) -> bool:
    """Whether an English question, or what follows a sign in it, begins with a word that asks for yes or no."""
    closed = {word for word, kinds in kinds_of_words("en").items() if "closed" in kinds}
    starts = (_LATIN.search(part.lower()) for part in re.split(r"[,:;]", masked))
    return any(first is not None and first[0] in closed for first in starts) or masked.rstrip(" ?").endswith("isn't it")


def _words_en(masked: str) -> list[str] | None:
    known = kinds_of_words("en")
    if _HAN.search(masked):
        return None
    words = _LATIN.findall(masked)
    return words if all(word.strip("'") in known or word == "s" or is_closed(word) for word in words) else None


def _words_zh(masked: str) -> list[str] | None:
    """The words of all runs; None where one cannot be cut into known ones."""
    if _FOREIGN.search(masked):
        return None
    words: list[str] = []
    for run in _HAN.findall(masked):
        cut = _cut(run, kinds_of_words("zh"))
        if cut is None:
            return None
        words += ["还", "是", *cut[1:]] if cut[0] == "还是" else cut
    return words


def _cut(run: str, known: dict[str, frozenset[str]]) -> list[str] | None:
    """A run cut into as few known words as can be."""
    best: list[tuple[int, int] | None] = [(0, 0)]
    for end in range(1, len(run) + 1):
        best.append(min(_reached(run, end, best, known), default=None))
    if best[-1] is None:
        return None
    words: list[str] = []
    end = len(run)
    while end:
        held = best[end]
        assert held is not None
        words.append(run[held[1] : end])
        end = held[1]
    return words[::-1]


def _reached(
    run: str, end: int, best: list[tuple[int, int] | None], known: dict[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    for start in range(max(0, end - _LONGEST), end):
        held = best[start]
        if held is not None and run[start:end] in known:
            yield held[0] + 1, start
