"""Cuts a paragraph into sentences and clauses without being misled by brackets and quotation marks."""

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
_QUOTING = frozenset("“‘《「『〈")
_LONGEST = 300


def nested_runs(text: str) -> tuple[tuple[int, int, bool], ...]:
    """The outermost bracketed or quoted runs: (start, end, quoted). An opening that finds no close within a few
    hundred characters opens nothing."""
    runs: list[tuple[int, int, bool]] = []
    position = 0
    while position < len(text):
        close = _PAIRS.get(text[position])
        end = -1 if close is None else _matching(text, position, text[position], close)
        if end < 0:
            position += 1
            continue
        runs.append((position, end + 1, text[position] in _QUOTING))
        position = end + 1
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


def _matching(text: str, start: int, opening: str, close: str) -> int:
    depth = 0
    for index in range(start, min(len(text), start + _LONGEST)):
        if text[index] == opening:
            depth += 1
        elif text[index] == close:
            depth -= 1
            if depth == 0:
                return index
    return -1
