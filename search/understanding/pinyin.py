"""Questions typed in pinyin (zhoushan tudi gaige shui qiantou): put into Chinese by the words that questions and plans use."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reference.bodies import load_bodies
from reference.patterns import lazy_pattern
from reference.places import load_gazetteer
from reference.terms import load_terms
from search.understanding.topic import general_words
from search.understanding.words import QuestionWords, load_question_words

_WORD = lazy_pattern(r"[A-Za-zÀ-ÿü]+(?:'[A-Za-z]+)?|\d+")
_SIGNS = frozenset(
    "shui naxie nage danwei bumen qiantou fuze peihe canyu renwu mubiao shenme duoshao jixiang neixie fangan zhibiao".split()
)
_LONGEST = 10
_KNOWN_SHARE = 0.75
_ENDINGS = (
    "ju",
    "wei",
    "ting",
    "ban",
    "shu",
    "yuan",
    "hui",
    "zhongxin",
    "ke",
    "fu",
    "suo",
    "zhan",
    "dui",
    "bu",
    "xing",
)
"""局, 委, 厅, 办, 署, 院, 会, 中心 … in pinyin."""
_SHORTEST_BODY = 3


def from_pinyin(text: str) -> str | None:
    """The question in Chinese where it is pinyin, words that no list knows left as typed; None where it is not."""
    words = [match.group().lower() for match in _WORD.finditer(text)]
    if len(words) < 2 or not any(word in _SIGNS for word in words):
        return None
    table = _table()
    places = load_gazetteer().find_in_english(text)
    spans = {mention.start: (mention.end, mention.place.name) for mention in places}
    tokens = list(_WORD.finditer(text))
    parts: list[str] = []
    known = index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.start() in spans:
            end, name = spans[token.start()]
            parts.append(name)
            while index < len(tokens) and tokens[index].start() < end:
                index, known = index + 1, known + 1
            continue
        count, word = _longest([match.group().lower() for match in tokens[index : index + _LONGEST]], table)
        known += count if word else int(token.group().isdigit())
        parts.append(word or f" {token.group()} ")
        index += max(1, count)
    return "".join(parts) if known >= _KNOWN_SHARE * len(tokens) else None


@dataclass(frozen=True, slots=True)
class TypedBody:
    """The name of a body as typed in pinyin, and the Chinese name it was taken for."""

    typed: str
    meant: str


def with_bodies(text: str, places: Iterable[tuple[int, int, str]] = ()) -> list[tuple[str, TypedBody]]:
    """The text with the first body typed in pinyin (jiaoyuju, jiaoyu ju) in Chinese, one text for each body that sounds so.

    places: where places are named, and their Chinese names; one right before the body becomes part of its name.
    """
    tokens = list(_WORD.finditer(text))
    for start in range(len(tokens)):
        for count in range(min(_LONGEST, len(tokens) - start), 0, -1):
            run = tokens[start : start + count]
            sound = "".join(token.group().lower() for token in run)
            meant = _bodies_by_sound().get(sound, ()) if sound.endswith(_ENDINGS) else ()
            first, last = run[0].start(), run[-1].end()
            if meant and all(letter.isalpha() or letter in " -'" for letter in text[first:last]):
                before = [place for place in places if place[1] <= first and text[place[1] : first] in (" ", "'s ")]
                start_of_name, owner = (before[-1][0], before[-1][2]) if before else (first, "")
                typed = text[start_of_name:last]
                return [
                    (text[:start_of_name] + owner + name + text[last:], TypedBody(typed, owner + name))
                    for name in meant
                ]
    return []


@lru_cache(maxsize=1)
def _bodies_by_sound() -> dict[str, tuple[str, ...]]:
    """Names of bodies by their pinyin, one for each function that sounds so: shuiwuju is 税务局 and 水务局."""
    from pypinyin import lazy_pinyin

    found: dict[str, dict[str, str]] = {}
    for body in load_bodies():
        for form in (body.name, *body.forms):
            sound = "".join(lazy_pinyin(form))
            if len(form) >= _SHORTEST_BODY and sound.isascii() and sound.endswith(_ENDINGS):
                found.setdefault(sound, {}).setdefault(body.function, form)
    return {sound: tuple(forms.values()) for sound, forms in found.items()}


def _longest(words: list[str], table: dict[str, str]) -> tuple[int, str]:
    for count in range(len(words), 0, -1):
        found = table.get("".join(words[:count]))
        if found:
            return count, found
    return 1, ""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Chinese words by their pinyin without tones; where several sound alike, the word of the first list."""
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {}
    for word in _vocabulary(load_question_words()):
        sound = "".join(lazy_pinyin(word))
        if sound.isascii() and sound.isalpha():
            found.setdefault(sound, word)
    return found


def _vocabulary(words: QuestionWords) -> Iterable[str]:
    for prefix in ("ask.", "role."):
        for kind in words.kinds("zh", prefix):
            yield from words.words("zh", kind)
    yield from load_terms().chinese_words()
    for body in load_bodies():
        yield from (body.name, *body.forms)
    yield from general_words()
    for kind in ("stop", "edge"):
        yield from words.words("zh", kind)
