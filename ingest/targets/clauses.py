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
_SENTENCE_END = re.compile("[。！？]")
_CLAUSE_END = re.compile("[，；：。！？]|——")
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
    parts: list[str] = []
    position = 0
    for start, end, quoted in runs:
        if keep_brackets and not quoted:
            continue
        parts.append(text[position : start + 1])
        parts.append(FILL * (end - start - 2))
        position = end - 1
    return "".join([*parts, text[position:]]) if parts else text


def sentences(masked: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences between `start` and `end`, stop included."""
    begin, stop = start, len(masked) if end is None else end
    for match in _SENTENCE_END.finditer(masked, start, stop):
        yield begin, match.end()
        begin = match.end()
    if begin < stop:
        yield begin, stop


def clauses(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of the clauses of a sentence: cut at commas, semicolons, colons and double dashes, which are left out."""
    begin = start
    for match in _CLAUSE_END.finditer(masked, start, end):
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if end > begin:
        yield begin, end
