"""Questions typed in pinyin (zhoushan tudi gaige shui qiantou): put into Chinese by the words that questions and plans use."""

import re
from collections.abc import Iterable
from functools import lru_cache

from reference.bodies import load_bodies
from reference.places import load_gazetteer
from reference.terms import load_terms
from search.understanding.topic import general_words
from search.understanding.words import QuestionWords, load_question_words

_WORD = re.compile(r"[A-Za-zÀ-ÿü]+(?:'[A-Za-z]+)?|\d+")
_SIGNS = frozenset(
    "shui naxie nage danwei bumen qiantou fuze peihe canyu renwu mubiao shenme duoshao jixiang neixie fangan zhibiao".split()
)
_LONGEST = 10
_KNOWN_SHARE = 0.75


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
