"""English glosses of unit names: from the lexicon where it knows the body, else word by word, else pinyin."""

import re
from dataclasses import dataclass, replace

from reference.areas import AREA_KINDS, AREA_WORD, area_kind
from reference.body import Matcher
from reference.group_english import gloss_group
from reference.patterns import lazy_pattern
from reference.place import Place
from reference.places import Gazetteer
from reference.readings import romanise
from reference.unit_kinds import is_collective, unit_kind
from reference.unit_names import UnitName, decompose_unit

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
_TITLE_RANKS = lazy_pattern(r"\s+(City|Province|Autonomous Region|Autonomous Prefecture|Prefecture)$")
_RANK_ADJECTIVES = {
    "City": "Municipal",
    "Province": "Provincial",
    "Autonomous Region": "Regional",
    "Autonomous Prefecture": "Prefectural",
    "Prefecture": "Prefectural",
}
_LONGEST_WORD = 8
_LONGEST_PLACE = 24


@dataclass(frozen=True, slots=True)
class Gloss:
    """An English gloss; `is_exact` is false where put together word by word, `has_pinyin` where some is pinyin."""

    text: str
    is_exact: bool
    has_pinyin: bool = False


def gloss_unit(parts: UnitName, place_en: str, *, words: dict[str, str], gazetteer: Gazetteer, match: Matcher) -> Gloss:
    """The gloss of a decomposed name; place_en overrides the English of its place."""
    group = _group(parts, place_en, gazetteer) if _GROUP_WORDS.search(parts.text) else None
    if group is not None:
        return Gloss(group, True)
    stationed = _STATIONED.fullmatch(parts.text)
    if stationed:
        return _stationed(stationed, place_en, words, gazetteer, match)
    if parts.text in words and parts.text.endswith(_WHOLE_NAMES):
        return Gloss(words[parts.text], True)
    parts = _with_place_inside(_with_town(parts, place_en), gazetteer, match)
    chain = _chain(parts, place_en, words, gazetteer)
    if chain is not None:
        return chain
    core, exact, pinyin = _core(parts, words)
    place = _place_phrase(parts, place_en, gazetteer, words)
    if (
        parts.body is not None
        and parts.body.kind == "party"
        and parts.body.name.startswith("委")
        and len(parts.body.name) > 1
    ):
        core = core.removesuffix(" of the Party Committee")
        text = f"{core} of the CPC {place} Committee".replace("  ", " ") if place else core
    elif " of the " in core and place:
        head, _, tail = core.rpartition(" of the ")
        text = f"{head} of the {place} {tail}"
    else:
        text = f"{place} {core}".strip()
    owner = match(parts.owner) if parts.owner else None
    if parts.owner and not (owner is not None and parts.body is not None and owner.function == parts.body.function):
        text += f", {owner.english[0] if owner is not None and owner.english else _words(parts.owner, words)[0]}"
    if parts.branch:
        text += f", {_branch(parts, gazetteer)}"
    if parts.office:
        text = f"Office of the {text}" if parts.office.startswith("办公") else text
    if parts.bracket:
        inner, inner_exact, inner_pinyin = _words(parts.bracket, words)
        text, exact, pinyin = f"{text} ({inner})", exact and inner_exact, pinyin or inner_pinyin
    return Gloss(text, exact, pinyin)


_NATION = "China"
_GROUP_WORDS = lazy_pattern(
    "[各全所][^国校]|有关|相关|成员|部门|单位|[省市县区]直|[省市县区]级|乡镇|镇街|街道|平台|企业|高校"
)
"""What a group's name has; most names of single bodies have none of it."""
_OF_THE_NATION = ("民航", "中国", "国家", "中华", "全国")
_WHOLE_NAMES = ("大学", "兵团", "集团")
_CHAINS = frozenset({"power_company", "telecom_company", "central_bank"})
_CHAIN = lazy_pattern("(?:公司|集团|银行|分行|支行)$")


def _chain(parts: UnitName, place_en: str, words: dict[str, str], gazetteer: Gazetteer) -> Gloss | None:
    """国网平湖市供电公司, 中国移动郑州分公司: the company's own name stands before the place."""
    at = parts.text.find(parts.place) if parts.place else 0
    known = parts.body is not None and not parts.body.is_kin and parts.body.function not in _CHAINS
    if at < 1 or parts.bracket or parts.owner or known or not _CHAIN.search(parts.text):
        return None
    head, tail = parts.text[:at], parts.text[at + len(parts.place) :]
    title = _TITLE_RANKS.sub("", place_en) or _place_phrase(parts, place_en, gazetteer, words)
    glosses = [_words(part, words) for part in (head, tail)]
    text = " ".join(part for part in (glosses[0][0], title, glosses[1][0]) if part)
    return Gloss(text, False, any(has_pinyin for _, _, has_pinyin in glosses))


_TOWN = lazy_pattern("(?P<town>[\u4e00-\u9fff]{1,5}?(?:镇|乡|街道))(?=.)")
_TOWN_EN = lazy_pattern(r" (?:Town|Township|Subdistrict)$")


def _with_town(parts: UnitName, place_en: str) -> UnitName:
    """吴泾镇房管所 of Wujing Town: the town's name in front, which the gazetteer's lists of larger places do not have."""
    town = _TOWN.match(parts.text) if not parts.place and _TOWN_EN.search(place_en) else None
    if town is None or not parts.form.startswith(town.group("town")):
        return parts
    return replace(parts, place=town.group("town"), form=parts.form.removeprefix(town.group("town")))


def _with_place_inside(parts: UnitName, gazetteer: Gazetteer, match: Matcher) -> UnitName:
    """中国人民政治协商会议临沂市委员会: a body whose place stands inside its name."""
    if parts.body is not None:
        return parts
    for mention in gazetteer.find_in_text(parts.text):
        form = parts.text[: mention.start] + parts.text[mention.end :]
        body = match(form) if mention.start else None
        if body is not None and body.place_at == mention.start:
            place = parts.text[mention.start : mention.end]
            return UnitName(parts.text, place=place, place_code=mention.place.code, form=form, body=body)
    return parts


_STATIONED = lazy_pattern(
    r"(?P<of>.{2,20}?)(?:派?驻)(?P<at>.{2,20}?)(?P<what>纪检监察组|纪检组|纪检监察工委|督察组|督导组|工作组|专员办|办事处|联络处|代表处)"
)
"""市纪委监委驻市农业农村局纪检监察组: a group that one body keeps at another."""


def _stationed(
    found: re.Match[str], place_en: str, words: dict[str, str], gazetteer: Gazetteer, match: Matcher
) -> Gloss:
    """Discipline Inspection Group of X at Y."""
    what, exact, pinyin = _words(found.group("what"), words)
    places = gazetteer.by_name(found.group("at"))
    names = ("of",) if places else ("of", "at")
    parts = [decompose_unit(found.group(name), match, gazetteer, within=None) for name in names]
    glosses = [gloss_unit(part, place_en, words=words, gazetteer=gazetteer, match=match) for part in parts]
    at = f"in {places[0].title_en}" if places else f"at the {glosses[1].text}"
    return Gloss(
        f"{what} of the {glosses[0].text} {at}",
        exact and all(gloss.is_exact for gloss in glosses),
        pinyin or any(gloss.has_pinyin for gloss in glosses),
    )


def _group(parts: UnitName, place_en: str, gazetteer: Gazetteer) -> str | None:
    """All counties, cities and districts of Zhoushan City; None where a word of the group's name is unknown."""
    words = parts.text
    while (mentions := gazetteer.find_in_text(words[:_LONGEST_PLACE])) and not mentions[0].start:
        place_en = place_en or mentions[0].place.title_en
        words = words[mentions[0].end :]
    if not is_collective(parts.text) and not is_collective(words):
        return None
    zone = AREA_WORD.search(words, 0, _LONGEST_PLACE)
    if zone and not words.startswith("各") and "各" not in words[: zone.end()] and len(words) > zone.end():
        words = words[zone.end() :]
    return gloss_group(words, "" if place_en == _NATION else place_en)


def _bare(parts: UnitName, place_en: str, gazetteer: Gazetteer) -> str:
    """The place's name alone where the unit prints it so: Zhejiang of 浙江大学, Jiaxing of 嘉兴海关; else ""."""
    if not parts.place or parts.level_word or not place_en:
        return ""
    place = gazetteer.by_code(parts.place_code) if parts.place_code else None
    short = parts.place == place.short_name != place.name if place else not _RANKED_PLACE.search(parts.place)
    return _RANK.sub("", place_en) if short else ""


_RANKED_PLACE = lazy_pattern("(?:[省市县区州盟旗镇乡]|街道|自治区|新城|基地|园|港)$")
_RANK = lazy_pattern(
    r"\s+(?:City|Province|Autonomous Region|Autonomous Prefecture|Autonomous County|Prefecture|District|County|Banner|Town|Township|Subdistrict)$"
)
_NAMED_ALONE = frozenset({"company", "university"})


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
        if not word and text[position] == "局" and not unread and pieces:
            word, english = "局", "Bureau"
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
    bare = _bare(parts, place_en, gazetteer)
    if bare:
        return bare
    if not parts.place and not adjective and _has_own_name(parts):
        return ""
    if parts.body is not None and parts.body.level == "nation":
        return ""
    if not place_en and parts.place_code:
        place = gazetteer.by_code(parts.place_code) or gazetteer.area(parts.place)
        if place is not None and parts.place.endswith(place.short_name) and place.short_name != place.name:
            return f"{place.name_en} {adjective}".strip()  # 舟山海关: written without its rank
        place_en = _title(place) if place is not None else ""
    if not place_en and parts.place:
        place_en = _words(parts.place, words)[0]
    if not place_en or place_en == _NATION:
        return adjective
    rank = _TITLE_RANKS.search(place_en)
    zone = _zone(parts, place_en, gazetteer, words)
    if zone:
        return f"{_RANK.sub('', place_en)} {zone}"
    if rank:
        return f"{place_en[: rank.start()]} {_RANK_ADJECTIVES[rank[1]]}"
    if adjective and not place_en.endswith(adjective):
        return f"{place_en} {adjective}"
    return place_en


def _has_own_name(parts: UnitName) -> bool:
    """Whether a body that prints no place is not the plan's place's own: 三峡大学, 民航西北地区管理局."""
    standing = parts.body is not None and not parts.body.is_kin and not parts.branch
    own = parts.text.startswith(_OF_THE_NATION) or unit_kind(parts.text, None) in _NAMED_ALONE
    return own and not standing


def _zone(parts: UnitName, place_en: str, gazetteer: Gazetteer, words: dict[str, str]) -> str:
    """Dushangang Economic Development Zone: the zone that the place words end in, if the place is not that zone itself."""
    kind = area_kind(parts.place) if parts.place else None
    if kind is None or AREA_KINDS[kind][0].rsplit(" ", 1)[-1] in place_en:
        return ""
    mentions = gazetteer.find_in_text(parts.place)
    stem = parts.place[mentions[0].end if mentions and not mentions[0].start else 0 :].removesuffix(kind)
    return f"{_words(stem, words)[0]} {AREA_KINDS[kind][0]}".strip()


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
