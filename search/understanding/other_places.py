"""Places that neither the graph nor the list of divisions leads to: provinces by one character (粤), towns without a plan,
names that nobody knows (云梯县). Knows which words stand where a place stands."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern
from reference.place import Place
from reference.places import Gazetteer
from reference.terms import load_terms

_ELSEWHERE = Path(__file__).resolve().parent.parent.parent / "data" / "gazetteer" / "elsewhere.tsv"
IsPhrase = Callable[[str], bool]

_ONE_CHARACTER = {
    "京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "蒙": "150000", "辽": "210000", "沪": "310000",
    "苏": "320000", "浙": "330000", "皖": "340000", "闽": "350000", "赣": "360000", "鲁": "370000", "豫": "410000",
    "鄂": "420000", "湘": "430000", "粤": "440000", "桂": "450000", "琼": "460000", "渝": "500000", "川": "510000",
    "蜀": "510000", "黔": "520000", "滇": "530000", "陕": "610000", "甘": "620000", "吉": "220000", "黑": "230000",
    "贵": "520000", "云": "530000", "藏": "540000", "青": "630000", "宁": "640000", "新": "650000",
}  # fmt: skip
"""Provinces by one character."""
_ALSO_WORDS = frozenset("吉黑贵云藏青宁新甘")
"""Those that are words as well: they name a province only before its rank, or beside another."""
_BEFORE = r"(?:^|(?<=[在，,、：: ])|(?<=请问)|(?<=一下)|(?<=[和与及跟比]))"
_AFTER = r"(?=$|[，,。？?：: 的有由谁哪多牵负配参]|关于|在|方面|两[省地]|[三四]省)"
_ONE = lazy_pattern(f"{_BEFORE}([{''.join(_ONE_CHARACTER)}])(?:(省)(?![级直])|{_AFTER})")
_SIDE_BY_SIDE = lazy_pattern(
    f"{_BEFORE}([{''.join(_ONE_CHARACTER)}](?:[、和与及]?[{''.join(_ONE_CHARACTER)}]){{1,3}}){_AFTER}"
)

_RANKED = lazy_pattern("[\u4e00-\u9fff]{2,8}?(?:街道|苏木|[省市州县区旗镇乡])")
_OF = frozenset(("", "的", "下辖的", "下属的", "所辖的"))
_TOWN = lazy_pattern("(?:街道|苏木|镇|乡)")
_LONGEST_TOWN = 7
_RANKED_EN = lazy_pattern(
    r"\b[Ii]n (?:the )?((?:[A-Z][\w'’-]+ ){1,2}(?:City|County|District|Province|Prefecture|Banner|Town|Township))(?=\s*(?:[?.,]|$))"
)
_STARTS = lazy_pattern(r"$|.*(?:[在，,、：: 和与及跟比对]|请问|一下|谁在|方面|比较|相较|看看|知道|那么)$", re.DOTALL)
_GOES_ON = lazy_pattern(
    r"$|[，,。？?：:、 （）()的哪由有谁多几和与及跟在\d]|关于|方面|什么|牵头|负责|怎么|这边|那边|[\u4e00-\u9fff]{2,12}?[局委办厅](?:[哪谁有负牵主]|$)"
)


def provinces(text: str) -> Iterator[tuple[int, int, str]]:
    """Where provinces are named by one character, and their codes: 在粤, 川渝."""
    for match in _SIDE_BY_SIDE.finditer(text):
        for place in range(match.start(1), match.end(1)):
            if text[place] in _ONE_CHARACTER:
                yield place, place + 1, _ONE_CHARACTER[text[place]]
    for match in _ONE.finditer(text):
        if match[2] or match[1] not in _ALSO_WORDS:
            yield match.start(), match.end(), _ONE_CHARACTER[match[1]]


def stands_as_place(text: str, start: int, end: int, after: int | None = None) -> bool:
    """Whether text[start:end] stands where a question names its place: at its start or behind 在, before 的, 由, 哪 and the like.

    after: where another place named right before it ends.
    """
    begins = begins_as_place(text, start, -1 if after is None else after)
    return begins and _GOES_ON.match(text, end) is not None


def follows(text: str, after: int, start: int) -> bool:
    """Whether text[start] stands right behind a place that ends at `after`, or behind 的."""
    return 0 <= after <= start and text[after:start] in _OF


def begins_as_place(text: str, start: int, after: int) -> bool:
    """Whether a place can begin at text[start], the place named before ending at `after`."""
    return follows(text, after, start) or _STARTS.match(text[max(0, start - 4) : start]) is not None


def towns(
    text: str, gazetteer: Gazetteer, is_phrase: IsPhrase, within: list[tuple[int, str]]
) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Towns that the graph does not have, named in full: those of the place named right before, or of the places `within`.

    within: for each place that may have them, where its name in the text ends (-1 where it is not named) and its code.
    A name that the plans speak of is left to the topic.
    """
    for rank in _TOWN.finditer(text):
        for start in range(max(0, rank.end() - _LONGEST_TOWN), rank.start() - 1):
            name = text[start : rank.end()]
            named = [code for end, code in within if follows(text, end, start)]
            if not named and not stands_as_place(text, start, rank.end()):
                continue
            if load_terms().is_chinese_word(name) or _spoken_of(name, is_phrase):
                continue
            found = [place for code in named or [code for _, code in within] for place in gazetteer.by_name(name, code)]
            found = found or ([] if named else gazetteer.by_name(name))
            if found:
                yield start, rank.end(), tuple(dict.fromkeys(found))
                break


def unknown_place(text: str, gazetteer: Gazetteer, is_phrase: IsPhrase) -> str | None:
    """A name with a rank, standing as a place, that no list and no plan has: 云梯县; None where there is none."""
    named = _RANKED_EN.search(text)
    if named and not any(load_terms().translate(word) for word in named[1].split()[:-1]):
        return named[1]
    for match in _RANKED.finditer(text):
        starts = range(match.end() - 3, match.start() - 1, -1)
        start = next((at for at in starts if stands_as_place(text, at, match.end())), None)
        if start is None:
            continue
        name = text[start : match.end()]
        if not 3 <= len(name) <= 5 or gazetteer.find_in_text(name) or load_terms().is_chinese_word(name[-2:]):
            continue
        if not is_phrase(name[-2:]) and not _spoken_of(name[:-1], is_phrase) and not load_terms().has_term(name[:-1]):
            return name
    return None


@lru_cache(maxsize=1)
def _elsewhere() -> dict[str, str]:
    """Places outside China by each of their names, the English ones in lower case."""
    try:
        lines = _ELSEWHERE.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{_ELSEWHERE}: cannot read the places ({exc}); restore the file") from exc
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: chinese for chinese, english in rows for name in (chinese, *english.lower().split(";"))}


@lru_cache(maxsize=1)
def _elsewhere_names() -> re.Pattern[str]:
    names = sorted(_elsewhere(), key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in names))


def place_abroad(text: str, is_phrase: IsPhrase) -> str | None:
    """A place outside China that a question is about, which the plans do not speak of; None where there is none."""
    lower = text.lower()
    for match in _elsewhere_names().finditer(lower):
        name = match[0]
        if name.isascii():
            if _IN_EN.search(lower, 0, match.start()) and _ENDS_EN.match(lower, match.end()):
                return _elsewhere()[name]
        elif stands_as_place(text, match.start(), match.end()) and not _spoken_of(name, is_phrase):
            return name
    return None


_IN_EN = lazy_pattern(r"\bin $")
_ENDS_EN = lazy_pattern(r"\s*(?:[?.,!]|$)")


def _spoken_of(name: str, is_phrase: IsPhrase) -> bool:
    """Whether the plans may have a name: all its characters stand side by side in them."""
    return all(is_phrase(name[place : place + 2]) for place in range(len(name) - 1))
