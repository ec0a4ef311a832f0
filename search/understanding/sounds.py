"""Names that an English question spells by their sound (Paojiang, pinzibiao): the words of the plans that sound so."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

_FEWEST_LETTERS, _MOST_LETTERS = 5, 24
_MOST_SYLLABLES = 5
_MOST_PAIRS = 4_000
_MOST_NAMES = 6
_FIRST, _LAST = 0xB0, 0xF7
"""The rows of GB 2312 that hold Han characters: those in use."""

PairsHeld = Callable[[Iterable[str]], set[str]]
"""Tells which pairs of characters stand side by side anywhere in the plans."""


def words_that_sound(name: str, pairs_held: PairsHeld) -> tuple[str, ...]:
    """Words of the plans that sound like `name`, a run of pinyin without tones; none where it is no pinyin or no plan has one."""
    letters = name.lower().replace("'", "").replace("’", "")
    if not (_FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS and letters.isascii() and letters.isalpha()):
        return ()
    for syllables in _cut(letters):
        found = _chains(syllables, pairs_held)
        if found:
            return found
    return ()


def _chains(syllables: tuple[str, ...], pairs_held: PairsHeld) -> tuple[str, ...]:
    """Words whose every two neighbouring characters the plans have side by side."""
    table = _characters()
    words = list(table[syllables[0]])
    for syllable in syllables[1:]:
        ends = sorted({word[-1] for word in words})
        pairs = [end + following for end in ends for following in table[syllable]]
        if not pairs or len(pairs) > _MOST_PAIRS:
            return ()
        held = pairs_held(pairs)
        words = [word + pair[1] for word in words for pair in sorted(held) if pair[0] == word[-1]]
    return tuple(words) if len(words) <= _MOST_NAMES else ()


def _cut(letters: str) -> list[tuple[str, ...]]:
    """The ways to cut a run of letters into two syllables and more, the fewest first."""
    table = _characters()
    ways: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    ways[0] = [()]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            if letters[start:end] in table:
                ways[end] += [(*way, letters[start:end]) for way in ways[start] if len(way) < _MOST_SYLLABLES]
    return sorted((way for way in ways[len(letters)] if len(way) > 1), key=lambda way: (len(way), way))


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """The characters in use by their usual sound, without tones."""
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {}
    for row in range(_FIRST, _LAST + 1):
        for column in range(0xA1, 0xFF):
            character = bytes((row, column)).decode("gb2312", errors="ignore")
            if character:
                sound = lazy_pinyin(character)[0].replace("ü", "v")
                found[sound] = found.get(sound, "") + character
    return found
