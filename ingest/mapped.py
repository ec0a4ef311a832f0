"""Text that remembers where it came from: rules read one normal form, answers quote the document.

Owns the character-level normal form. Knows nothing of lines, headings or plans.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ingest.facts import Span
from ingest.values import dataclass
from reference.simplified import simplified_characters

_PUNCTUATION = {
    ",": "，",
    "(": "（",
    ")": "）",
    ":": "：",
    ";": "；",
    "?": "？",
    "!": "！",
    "％": "%",
    "﹪": "%",
    "／": "/",
    "＋": "+",
    "﹣": "-",
    "－": "-",
    "–": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "．": ".",
    "≧": "≥",
    "⩾": "≥",
    "≦": "≤",
    "⩽": "≤",
    "＜": "<",
    "＞": ">",
    "﹤": "<",
    "﹥": ">",
    "＝": "=",
    "｡": "。",
    "､": "、",
    "∶": "：",
    "︰": "：",
    "﹕": "：",
    "﹑": "、",
    "＂": '"',
    "＊": "*",
    "＃": "#",
    "｜": "|",
    "＆": "&",
}
_FULL_WIDTH = {
    code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_QUOTES = {
    "〖": "【",
    "〗": "】",
    "｛": "【",
    "｝": "】",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "［": "[",
    "］": "]",
    "﹝": "〔",
    "﹞": "〕",
}
_CHANGED = simplified_characters() | str.maketrans({**_PUNCTUATION, **_QUOTES}) | _FULL_WIDTH
_NORMAL = [_CHANGED.get(code, chr(code)) for code in range(0x10000)]
"""The form of each character by its code, but for rare ones: a dictionary is slow to answer for characters it lacks."""
_SOLID = re.compile("[^\\s\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad]+")
_BETWEEN_DIGITS = re.compile(r"[，：](?<=\d.)(?=\d)")
_WORD = re.compile(r"[A-Za-z0-9]")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def normalise(text: str) -> str:
    """The normal form of `text`, character for character: traditional characters to simplified, full-width letters and
    digits to half-width, half-width punctuation to Chinese, except `1,250` and `3:1` between digits."""
    rare = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
    form = text.translate(_CHANGED if rare else _NORMAL)
    return _BETWEEN_DIGITS.sub(lambda m: "," if m.group() == "，" else ":", form)


@dataclass(frozen=True, slots=True)
class MappedText:
    """A run of text without layout.

    text: the normal form, for rules. raw: the same characters as the document has them (the same object where they do
    not differ). origin: the offset of each in the document, a range where nothing is left out. gaps: what was left out
    before each: " " (a space), "\t" (more or wider space), "\n" (a line break) or "." (nothing); "" where nothing is
    left out before any, or that is not known. All have one length but for this.
    """

    text: str
    raw: str
    origin: Sequence[int]
    gaps: str = ""

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> "MappedText":
        """Characters `start` to `end` of this text."""
        if start == 0 and end >= len(self.text):
            return self
        text, gaps = self.text[start:end], self.gaps and _told(self.gaps[start:end])
        raw = text if self.raw is self.text else self.raw[start:end]
        return MappedText(text, raw, self.origin[start:end], gaps)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where characters `start` to `end` stand in the document. An empty run has no place: ValueError."""
        stop = len(self.text) if end is None else end
        if start >= stop:
            raise ValueError(f"empty run {start}:{stop}")
        return self.origin[start], self.origin[stop - 1] + 1

    def strip(self, characters: str) -> "MappedText":
        """Without any of `characters` (of the normal form) at either end."""
        text = self.text
        if not text or (text[0] not in characters and text[-1] not in characters):
            return self
        start = len(text) - len(text.lstrip(characters))
        return self.slice(start, max(start, len(text.rstrip(characters))))


def _told(gaps: str) -> str:
    """`gaps` as `MappedText.gaps` holds them: "" for nothing but dots."""
    return gaps if gaps.strip(".") else ""


EMPTY = MappedText("", "", range(0))


def full_stop(offset: int) -> MappedText:
    """A 。 that the document does not print, placed at `offset`: it parts a title from its text."""
    return MappedText("。", "。", range(offset, offset + 1))


def join(parts: Iterable[MappedText]) -> MappedText:
    """The parts one after another."""
    items = [part for part in parts if part.text]
    if len(items) == 1:
        return items[0]
    text = "".join([part.text for part in items])
    same = all(part.raw is part.text for part in items)
    raw = text if same else "".join([part.raw for part in items])
    told = any(part.gaps for part in items)
    gaps = "".join([part.gaps or "." * len(part.text) for part in items]) if told else ""
    return MappedText(text, raw, _joined(items), gaps)


def _joined(items: Sequence[MappedText]) -> Sequence[int]:
    """The offsets of `items` one after another: four bytes each, or a range where each begins where the last ended."""
    if not items:
        return range(0)
    end = items[0].origin[0]
    for part in items:
        if not isinstance(part.origin, range) or part.origin.start != end:
            break
        end = part.origin.stop
    else:
        return range(items[0].origin[0], end)
    origin = array("I")
    for part in items:
        origin.extend(part.origin)
    return origin


def map_span(document: str, start: int, end: int, *, skip: frozenset[int] = frozenset()) -> MappedText:
    """Characters `start` to `end` of `document` without white space and invisible characters.

    White space stays (as one space) only between two Latin words or numbers, where Chinese text would need it too.
    `skip` holds offsets to leave out (markup such as `**`).
    """
    if "<" in document[start:end]:
        breaks = [range(*match.span()) for match in _BREAK.finditer(document, start, end)]
        skip = skip.union(*breaks)
    kept = array("I")
    raw: list[str] = []
    gaps: list[str] = []
    position = start
    for begin, stop in _solid_runs(document, start, end, skip):
        gap, space = _gap(document, position, begin, skip)
        if space is not None and kept and _WORD.match(document[kept[-1]]) and _WORD.match(document[begin]):
            kept.append(space)
            raw.append(" ")
            gaps.append(".")
        kept.extend(range(begin, stop))
        raw.append(document[begin:stop])
        gaps.append(gap + "." * (stop - begin - 1))
        position = stop
    if not kept:
        return EMPTY
    joined = "".join(raw)
    text = normalise(joined)
    whole = kept[-1] - kept[0] + 1 == len(kept)
    origin = range(kept[0], kept[-1] + 1) if whole else kept
    return MappedText(text, text if text == joined else joined, origin, _told("".join(gaps)))


def _solid_runs(document: str, start: int, end: int, skip: frozenset[int]) -> Iterator[Span]:
    """The runs of characters that are neither white space nor invisible nor in `skip`."""
    left_out = sorted(skip)
    for match in _SOLID.finditer(document, start, end):
        begin = match.start()
        if left_out:
            for offset in left_out[bisect_left(left_out, begin) : bisect_left(left_out, match.end())]:
                if begin < offset:
                    yield begin, offset
                begin = offset + 1
        if begin < match.end():
            yield begin, match.end()


def _gap(document: str, start: int, end: int, skip: frozenset[int]) -> tuple[str, int | None]:
    """(what the stretch between two runs leaves out, as in `MappedText.gaps`; the offset of its first white space)."""
    gap, space = ".", None
    for offset in range(start, end):
        character = document[offset]
        if character.isspace() and offset not in skip:
            space = offset if space is None else space
            gap = "\n" if character == "\n" or gap == "\n" else " " if gap == "." and character in " \xa0" else "\t"
        elif document.startswith(("<br", "<BR"), offset):
            gap = "\n"
    return gap, space


def quote(document: str, span: Span) -> str:
    """What the document says at `span`, white space removed (the contract's form of a quote)."""
    return "".join(document[span[0] : span[1]].split())
