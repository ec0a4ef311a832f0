"""What an English question asks a role of: behind who leads, which units are responsible for, up to a further question.

All of it is the topic, however it is put (people who …, how much …, where fungus bags hang): no word of it asks for anything.
Knows words only, no place and no unit.
"""

import re
from functools import lru_cache

from reference.patterns import lazy_pattern
from search.understanding.text import Reading
from search.understanding.words import load_question_words

_BODIES = (
    r"(?:units?|departments?|bureaus?|bureaux|agenc(?:y|ies)|authorit(?:y|ies)|bod(?:y|ies)|offices?|commissions?|ministr(?:y|ies)"
    r"|organi[sz]ations?|governments?|institutions?)"
)
_WHO = rf"\b(?:who|(?:which|what)(?: of the)?(?: [\w'’-]+){{0,5}}? {_BODIES})(?:'s|'ll)?\b"
_LIGHT = (
    r"(?:is|are|was|were|be|been|being|will|would|should|must|shall|has|have|had|to|does|do|did|can|the|a|an|actually|exactly|mainly|primarily"
    r"|currently|there|it|that|really|supposed|meant|expected"
    r"|(?:besides?|apart from|other than|aside from|in addition to) the lead(?:er|ing)?"
    r"|(?:in|of|at|within|from) [\w'’-]+(?: (?:city|county|district|province|prefecture|banner|zone|new area))?)"
)
_ROLES = ("role.lead", "role.responsible", "role.support", "role.part", "role.all")
_DUTY = r"(?: first| (?:the )?(?:primary|main|overall|full|principal|chief|lead|leading) (?:responsibility|role)| responsibility)"
_OF = (
    rf"{_DUTY}?(?: {_BODIES}(?= (?:is|are|was|for|of|on|in|with|to)\b))?"
    r"(?: (?:is|are|was|were|(?:will|should|must) be|involved))?(?: (?:for|of|on|in|with|to))?"
)
"""(who the lead) department is for, (bears) primary responsibility for."""
_QUESTION = (
    r"(?:also |then )?(?:who(?:m|se)?|which|what|when|how|where|why|whether|is|are|does|do|did|has|have|should|must|will"
    r"|please|thanks|list|tell|show|give|its|their|the (?:deadline|target|lead|supporting|date|basis)"
    r"|(?:by|until|till|since|before|in|under|on|for|at|with|per|from|within|as of|according to) (?:when|what|which|whom?|whose|how))\b"
)
_FURTHER = lazy_pattern(
    rf"[?？;!]|\s*[,.:(–—-]\s*(?:(?:and|but|or|plus) )?{_QUESTION}|\s+(?:and|but|or|plus|&) {_QUESTION}"
    r"|\s+(?:by|until|till|since|in|under|on|at|with|per|from|within|according to|as of) (?:when|what|which|whom|whose|how)\b",
    re.IGNORECASE,
)
_ASKS = lazy_pattern(
    r"\s*(?:what|which|whom|(?:how many|the most|most|the fewest|all|any|all the|the|more|fewer) (?:of the |of )?"
    r"(?:tasks?|plans?|actions?|projects?|items?|measures?|jobs?|work)\b\W*(?:$|in|of|under|than|across))",
    re.IGNORECASE,
)
"""Which units lead how many tasks: a question of its own."""


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    words = load_question_words()
    listed = {word for role in _ROLES for how in ("", ".weak") for word in words.words("en", role + how)}
    roles = "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))
    return re.compile(
        rf"{_WHO}(?: {_LIGHT})*? (?:{roles})(?:,? (?:and|or) (?:{_LIGHT} )*?(?:{roles}))*\b{_OF}", re.IGNORECASE
    )


def object_asked(reading: Reading) -> tuple[int, int] | None:
    """Where the first thing stands that a role is asked of; None where none is asked so, and in Chinese."""
    text = reading.text
    opening = _opening().search(text) if reading.language == "en" else None
    if opening is None:
        return None
    further = _FURTHER.search(text, opening.end())
    end = further.start() if further else len(text)
    is_named = text[opening.end() : end].strip() and not _ASKS.match(text, opening.end())
    return (opening.end(), end) if is_named else None


_BESIDE_BODY = lazy_pattern(
    r"\b(?:with|by|besides?|alongside|than|except(?: for)?|from|under|at|within|in|through|to)(?: (?:the|its|their|our))*\s*$",
    re.IGNORECASE,
)
_BODY = lazy_pattern(
    r"(?:bureau|department|commission|office|administration|committee|government|ministry)\W*$", re.IGNORECASE
)
_OF_BODY = lazy_pattern(r"\s+(?!(?:on|in|with|for|at|by|of|about|over|under|and|or|to|as)\b)[a-z]")
"""(public security bureau) welfare: a body only says whose."""
_ARTICLES = lazy_pattern(r"\W*(?:the|a|an|its|their|our|all)?\W*", re.IGNORECASE)


def names_work(reading: Reading, start: int, end: int, placed: int) -> bool:
    """Whether words that may name a body are part of what is led: public disclosure of government affairs, police welfare.

    placed: where the name of the body's place begins, that stands right before it; `start` where none does.
    """
    text, topical = reading.text, reading.topical
    if topical is None or not topical[0] <= start < topical[1]:
        return False
    if _ARTICLES.fullmatch(text, topical[0], max(topical[0], placed)):
        return _BODY.search(text, start, end) is None or _OF_BODY.match(text, end) is not None
    return _BESIDE_BODY.search(text, topical[0], placed) is None
