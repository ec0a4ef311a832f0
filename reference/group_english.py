"""English of names that stand for groups: 各县（市、区）政府 -> governments of all counties, cities and districts."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern

_WORDS = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "group_words.csv"
_PARTS = ("place", "organ", "noun", "modifier")
_STATE_COUNCIL = "国务院"
_BETWEEN = lazy_pattern(r"[（）()〔〕\[\]<>＜＞、，/和及与以]+")


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Chinese words of groups' names with their English, by what they name: a kind of place, organ, body; or a modifier."""

    by_part: dict[str, dict[str, str]]
    token: re.Pattern[str]


@lru_cache(maxsize=1)
def read_group_words(path: Path = _WORDS) -> GroupWords:
    """The words of a CSV file of part, chinese, english. Raises DataFileError naming the line that is malformed."""
    by_part: dict[str, dict[str, str]] = {part: {} for part in _PARTS}
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the lexicon ({exc}); restore the file") from exc
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != 3 or row[0] not in _PARTS or not row[1]:
            raise DataFileError(f"{path}, line {number}: needs part ({', '.join(_PARTS)}), chinese, english")
        by_part[row[0]][row[1]] = row[2]
    words = sorted({word for part in by_part.values() for word in part}, key=lambda word: (-len(word), word))
    return GroupWords(by_part, re.compile("|".join(map(re.escape, words))))


def gloss_group(words: str, place: str) -> str | None:
    """The English of a group's name without its place; place: the English of the place ("" for none). None where a
    word of it is unknown."""
    known = read_group_words()
    tokens: list[str] = []
    position = 0
    while position < len(words):
        between = _BETWEEN.match(words, position)
        if between:
            position = between.end()
            continue
        token = known.token.match(words, position)
        if token is None:
            return None
        tokens.append(token.group())
        position = token.end()
    if _STATE_COUNCIL in tokens:
        tokens.remove(_STATE_COUNCIL)
        place = "the State Council"
    phrase = _phrase(tokens, known, every="各" in words or words.startswith(("全体", "所有")))
    if not phrase:
        return None
    text = f"{phrase} of {place}" if place else phrase
    return text[0].upper() + text[1:]


def _phrase(tokens: list[str], known: GroupWords, *, every: bool) -> str:
    places, organs, nouns, modifiers = (_each(tokens, known.by_part[part]) for part in _PARTS)
    heads = _listed([*organs, *nouns])
    described = " ".join([*modifiers, heads]).strip()
    if places and heads:
        return f"{described} of {'all ' if every else ''}{_listed(places)}"
    if places:
        return " ".join(["all"] * every + [*modifiers, _listed(places)])
    return ("all " if every else "") + described if heads else ""


def _each(tokens: Iterable[str], words: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(words[token] for token in tokens if words.get(token)))


def _listed(words: list[str]) -> str:
    """A, B and C."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)
