"""Reads whether the same work in other places is asked for, from words around the name of a place. Knows no place itself."""

from reference.patterns import lazy_pattern
from search.understanding.frame import compiled
from search.understanding.text import Reading

_PLACE = "§"
_AREAS_ZH = "(?:地方|地区|市县|县区|区县|城市|省市|县市|省份|市|县|区|省|方案|规划)"
_SAME_ZH = "(?:一样|相同|类似|同样|相似|相近|同类|差不多|那样|一致|雷同)"
_DO_ZH = "(?:在|也在|都在|也)?(?:做|搞|抓|推|推进|推动|开展|干|弄|部署|安排|提出|提|有)"
_APART_ZH = f"(?:(?:除了?|除开|除去){_PLACE}+[市县区]?(?:以外|之外|外)?|{_PLACE}+[市县区]?(?:以外|之外|除外))"
_WHETHER_ZH = "(?:有没有|有无|是否有|还有|也有?|有)"
_WHO_ZH = f"(?:谁|哪里|哪儿|哪家|哪几家|(?:哪些|哪个|什么){_AREAS_ZH})"
_ZH = (
    f"{_APART_ZH}[，, ]?(?:还有?|另外|其他|其它|别的)?{_WHO_ZH}(?:也|还|同样)*{_DO_ZH}了?",
    f"(?:跟|和|与|同|像|如){_PLACE}+[市县区]?的?(?:做法|工作|任务|情况|部署)?{_SAME_ZH}地?(?:{_DO_ZH}了?)?的?",
    f"(?:做法|任务|工作)?{_SAME_ZH}的(?:地方|地区|任务|工作|做法|部署|安排|举措)",
    (
        f"{_WHETHER_ZH}?(?:其他|其它|别的|另外的?|兄弟){_AREAS_ZH}的?{_WHETHER_ZH}?(?:{_SAME_ZH}|对应|相应|同类)?的?"
        "(?:任务|工作|做法|部署|安排|内容)?"
    ),
    "(?:有没有|有无)?(?:别处|别地|外地|他处)(?:有没有|有无|也有?|还有)?",
    f"(?:与之)?(?:对应|同类|相应)的?(?:其他|其它|别的)?{_AREAS_ZH}?的?(?:任务|工作|做法|部署)",
    f"{_WHO_ZH}(?:也|同样|还){_DO_ZH}了?(?=[?？。 ]*$)",
    f"还有(?:哪几家|哪里|哪儿|哪些{_AREAS_ZH})(?:也|同样)?(?:{_DO_ZH})?",
)
_APART_EN = "(?:besides|beside|apart from|aside from|other than|except(?: for)?|outside(?: of)?)"
_OTHERS_EN = (
    r"(?:other|further|any other) (?:[a-z-]+ )?(?:places?|plans?|cit(?:y|ies)|count(?:y|ies)|districts?|provinces?|governments?"
    r"|localit(?:y|ies)|regions?|jurisdictions?|areas?|towns?)"
)
_DO_EN = r"(?:does?|do|doing|did|works? on|working on|deals? with|dealing with|plans?(?: for)?|planning|has|have|pursues?|tackles?)"
_EN = (
    rf"\b{_APART_EN} {_PLACE}+,? (?:who {_DO_EN}|where|which (?:places|cities|counties|districts|provinces))\b",
    r"\b(?:who|where|anyone|anybody|someone|somebody|what|which) else\b",
    rf"\b(?:is|are|does|do|has|have) (?:there )?(?:any|anyone|anybody|someone) else\b(?: {_DO_EN})?",
    rf"\b(?:do|does|are there|in|which|what|have|has|are|is|what do) {_OTHERS_EN}\b",
    rf"(?<!\bto )(?<!\bfrom )(?<!\binto ){_OTHERS_EN}\b",
    r"\belsewhere\b",
    r"\bcounterparts?(?: (?:in|of|to))?(?: other plans)?",
    r"\b(?:something |anything |a task |tasks |work )?(?:similar|comparable|equivalent|akin|parallel) to\b",
    r"\bresembl(?:e|es|ing)\b",
    rf"\b(?:do|does|doing|did) (?:the same|what|as|likewise)(?: as| like)?(?= {_PLACE})",
    r"\b(?:the )?same (?:task|work|thing|tasks) as\b",
)
_LEAVES_OUT_EN = lazy_pattern(
    rf"\b(?:besides|beside|apart from|aside from|other than|except(?: for)?|outside)(?: of| in)? (?={_PLACE})"
)
_ANCHOR_EN = lazy_pattern(
    rf"\b(?:like|as|than|what) (?={_PLACE})|(?<={_PLACE})(?:'s)?(?: (?:does|do|has|tasks?|work|plans?))?(?: (?:on|for|about|of))?\b"
    r"|\bin other places\b"
    r"|\bon the agenda\b|\bworks? on\b|\bdeals? with\b|\bhave a task on\b|\bfind\b"
)
_SAYS_OTHERS_EN = lazy_pattern(
    rf"\b(?:besides|beside|apart from|aside from|other than|except(?: for)?) {_PLACE}|{_OTHERS_EN}|\belsewhere\b|\bcounterparts?\b"
    rf"|\b(?:similar|comparable|equivalent|akin|parallel) to\b|\bresembl|\b(?:like|as) {_PLACE}|\bsame (?:task|work|thing|tasks) as\b"
)
"""Who else leads it in § asks for bodies there, who else besides § does it for places."""


_MORE_OF_ITS_EN = lazy_pattern(
    rf"\bother (?:plans?|documents?) (?:does|do|has|have|are there|from|of)\b[^?.;]{{0,12}}{_PLACE}"
)
"""What other plans does § have."""


def read_elsewhere(reading: Reading) -> bool:
    """Whether the same work elsewhere is asked for; the words that say so are marked. A place has to be named, and no unit."""
    if not reading.of_kind("place") or reading.of_kind("unit"):
        return False
    letters = list(reading.lower)
    for piece in reading.pieces:
        letters[piece.start : piece.end] = [_PLACE if piece.kind == "place" else "·"] * (piece.end - piece.start)
    text = "".join(letters)
    if reading.language == "en" and (_SAYS_OTHERS_EN.search(text) is None or _MORE_OF_ITS_EN.search(text)):
        return False
    found = False
    for pattern in _EN if reading.language == "en" else _ZH:
        for match in compiled(pattern).finditer(text):
            found |= _mark(reading, *match.span())
    if found and reading.language == "en":
        for match in (*_LEAVES_OUT_EN.finditer(text), *_ANCHOR_EN.finditer(text)):
            _mark(reading, *match.span())
    return found


def _mark(reading: Reading, start: int, end: int) -> bool:
    taken = [
        reading.take(max(start, first), min(end, last), "ask")
        for first, last in list(reading.free_parts())
        if first < end and start < last and reading.text[max(start, first) : min(end, last)].strip()
    ]
    return any(taken)
