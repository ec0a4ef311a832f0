"""English glosses of unit names: from the lexicon where it knows the body, else word by word, else pinyin."""

import re
from dataclasses import dataclass

from reference.body import Matcher
from reference.place import Place
from reference.places import Gazetteer
from reference.readings import romanise
from reference.unit_names import UnitName

_ADJECTIVES = {
    "省": "Provincial", "自治区": "Regional", "市": "Municipal", "州": "Prefectural", "盟": "League", "县": "County",
    "区": "District", "旗": "Banner", "镇": "Town", "乡": "Township", "街道": "Subdistrict", "新区": "New Area",
    "经开区": "Economic Development Zone", "高新区": "High-tech Zone", "开发区": "Development Zone", "国家": "National",
    "省级": "Provincial", "市级": "Municipal", "县级": "County", "区级": "District", "地区": "Prefectural",
}  # fmt: skip
_BRANCHES = (
    ("中心支行", "Central Sub-branch"), ("分中心", "Branch Centre"), ("分公司", "Branch"), ("支公司", "Branch"),
    ("分局", "Branch"), ("支局", "Sub-branch"), ("支行", "Sub-branch"), ("分行", "Branch"), ("大队", "Brigade"),
    ("支队", "Detachment"), ("中队", "Squad"), ("分院", "Branch"), ("办事处", "Office"),
    ("管理处", "Management Office"),
    ("派出所", "Police Station"), ("管理所", "Management Station"), ("工作站", "Station"),
    ("服务站", "Service Station"), ("所", "Station"), ("站", "Station"),
)  # fmt: skip
_TITLE_RANKS = re.compile(r"\s+(City|Province|Autonomous Region|Autonomous Prefecture|Prefecture)$")
_RANK_ADJECTIVES = {
    "City": "Municipal",
    "Province": "Provincial",
    "Autonomous Region": "Regional",
    "Autonomous Prefecture": "Prefectural",
    "Prefecture": "Prefectural",
}
_LONGEST_WORD = 8


@dataclass(frozen=True, slots=True)
class Gloss:
    """An English gloss; `is_exact` is false where put together word by word, `has_pinyin` where some is pinyin."""

    text: str
    is_exact: bool
    has_pinyin: bool = False


def gloss_unit(parts: UnitName, place_en: str, *, words: dict[str, str], gazetteer: Gazetteer, match: Matcher) -> Gloss:
    """The gloss of a decomposed name; place_en overrides the English of its place."""
    core, exact, pinyin = _core(parts, words)
    place = _place_phrase(parts, place_en, gazetteer, words)
    if (
        parts.body is not None
        and parts.body.kind == "party"
        and parts.body.name.startswith("委")
        and len(parts.body.name) > 1
    ):
        text = f"{core} of the CPC {place} Committee".replace("  ", " ") if place else core
    else:
        text = f"{place} {core}".strip()
    if parts.owner:
        head = match(parts.owner)
        text += f", {head.english[0] if head is not None and head.english else _words(parts.owner, words)[0]}"
    if parts.branch:
        text += f", {_branch(parts, gazetteer)}"
    if parts.office:
        text = f"Office of the {text}" if parts.office.startswith("办公") else text
    if parts.bracket:
        inner, inner_exact, inner_pinyin = _words(parts.bracket, words)
        text, exact, pinyin = f"{text} ({inner})", exact and inner_exact, pinyin or inner_pinyin
    return Gloss(text, exact, pinyin)


def _core(parts: UnitName, words: dict[str, str]) -> tuple[str, bool, bool]:
    body = parts.body
    if body is not None and not parts.form:
        return ("Office" if parts.place.endswith("街道") else "Government"), True, False
    if body is not None and not body.is_kin and body.english:
        return body.english[0], True, False
    return _words(parts.form, words)


def _words(text: str, words: dict[str, str]) -> tuple[str, bool, bool]:
    """Word-by-word English of a Chinese name: the text, whether it is listed whole, whether pinyin is in it."""
    if text in words:
        return words[text], True, False
    pieces: list[str] = []
    unread, position, has_pinyin = "", 0, False
    while position < len(text):
        word = _word_at(text, position, words)
        english = words.get(word, "")
        if not word and text[position] in "和与及" and not unread and _word_at(text, position + 1, words):
            word, english = text[position], "and"
        if not word:
            unread, has_pinyin = unread + text[position], has_pinyin or text[position].isalnum()
            position += 1
            continue
        pieces += [romanise(unread), english]
        unread, position = "", position + len(word)
    pieces.append(romanise(unread))
    return " ".join(piece for piece in pieces if piece), False, has_pinyin


def _word_at(text: str, position: int, words: dict[str, str]) -> str:
    """The longest listed word at a position; one character only at the end of the name, or 各 at its start."""
    for length in range(min(_LONGEST_WORD, len(text) - position), 1, -1):
        if text[position : position + length] in words:
            return text[position : position + length]
    char = text[position : position + 1]
    is_end = position + 1 >= len(text) or not text[position + 1].isalnum()
    return char if char in words and (is_end or (char == "各" and position == 0)) else ""


def _place_phrase(parts: UnitName, place_en: str, gazetteer: Gazetteer, words: dict[str, str]) -> str:
    """Zhoushan Municipal, Dinghai District, or a bare County where the place is not known."""
    adjective = _ADJECTIVES.get(parts.level_word, "")
    if parts.body is not None and parts.body.level == "nation":
        return ""
    if not place_en and parts.place_code:
        place = gazetteer.by_code(parts.place_code) or gazetteer.area(parts.place)
        if place is not None and parts.place.endswith(place.short_name) and place.short_name != place.name:
            return f"{place.name_en} {adjective}".strip()  # 舟山海关: written without its rank
        place_en = _title(place) if place is not None else ""
    if not place_en and parts.place:
        place_en = _words(parts.place, words)[0]
    if not place_en:
        return adjective
    rank = _TITLE_RANKS.search(place_en)
    if rank:
        return f"{place_en[: rank.start()]} {_RANK_ADJECTIVES[rank[1]]}"
    if adjective and not place_en.endswith(adjective):
        return f"{place_en} {adjective}"
    return place_en


def _title(place: Place) -> str:
    return f"{place.name_en} Municipal" if place.level == "province" and not place.rank_en else place.title_en


def _branch(parts: UnitName, gazetteer: Gazetteer) -> str:
    tail = parts.branch.removeprefix(parts.branch_place)
    english = next((word for suffix, word in _BRANCHES if tail.endswith(suffix)), romanise(tail))
    if not parts.branch_place:
        stem = next((tail.removesuffix(suffix) for suffix, _ in _BRANCHES if tail.endswith(suffix)), "")
        return f"{romanise(stem)} {english}".strip()
    if parts.branch_place in _ADJECTIVES:
        return f"{_ADJECTIVES[parts.branch_place]} {english}"
    places = gazetteer.by_name(parts.branch_place)
    return f"{places[0].name_en if places else romanise(parts.branch_place)} {english}"
