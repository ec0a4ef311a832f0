"""Cuts a paragraph into sentences and clauses without being misled by brackets and quotation marks."""

import re
from collections.abc import Iterator

FILL = "\u0001"
"""Stands for a character within brackets or quotation marks in a masked text."""

_PAIRS = {
    "（": "）",
    "“": "”",
    "‘": "’",
    "《": "》",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "〈": "〉",
}
_MARKS = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_PAIRS.values())) + "]")
_DEEPEST = 6
_QUOTING = frozenset("“‘《「『〈")
_LONGEST = 300


def nested_runs(text: str) -> tuple[tuple[int, int, bool], ...]:
    """The outermost bracketed or quoted runs: (start, end, quoted). A run longer than a few hundred characters is none:
    its opening or its close is a slip of the pen."""
    pairs: list[tuple[int, int]] = []
    open_at: list[int] = []
    for match in _MARKS.finditer(text):
        character = match.group()
        if character in _PAIRS:
            open_at.append(match.start())
            continue
        for index in range(len(open_at) - 1, max(-1, len(open_at) - _DEEPEST), -1):
            if _PAIRS[text[open_at[index]]] == character:
                if match.start() - open_at[index] < _LONGEST:
                    pairs.append((open_at[index], match.start() + 1))
                del open_at[index:]
                break
    runs: list[tuple[int, int, bool]] = []
    for begin, end in sorted(pairs):
        if not runs or begin >= runs[-1][1]:
            runs.append((begin, end, text[begin] in _QUOTING))
    return tuple(runs)


def mask(text: str, runs: tuple[tuple[int, int, bool], ...], *, keep_brackets: bool = False) -> str:
    """`text` with the inside of `runs` blanked out, character for character."""
    characters = list(text)
    for start, end, quoted in runs:
        if keep_brackets and not quoted:
            continue
        for index in range(start + 1, end - 1):
            characters[index] = FILL
    return "".join(characters)


def sentences(masked: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences between `start` and `end`, stop included."""
    yield from _split(masked, start, len(masked) if end is None else end, "。！？")


def clauses(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the clauses of a sentence: cut at commas, semicolons, colons and double dashes, which are left out."""
    begin = start
    index = start
    while index < end:
        character = masked[index]
        if character in "，；：。！？" or (character == "—" and masked[index + 1 : index + 2] == "—"):
            if index > begin:
                yield begin, index
            index += 2 if character == "—" else 1
            begin = index
            continue
        index += 1
    if end > begin:
        yield begin, end


def _split(masked: str, start: int, end: int, stops: str) -> Iterator[tuple[int, int]]:
    begin = start
    for index in range(start, end):
        if masked[index] in stops:
            yield begin, index + 1
            begin = index + 1
    if begin < end:
        yield begin, end
