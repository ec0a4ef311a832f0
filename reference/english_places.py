"""Finds places in English text and in pinyin: Zhoushan, Dinghai District, zhou shan shi, Inner Mongolia."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reference.patterns import lazy_pattern
from reference.place import Place, PlaceMention, code_prefix
from reference.towns import Towns

_TOKEN = lazy_pattern(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-zÀ-ÖØ-öø-ÿ]+)*")
_SYLLABLE = lazy_pattern(
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|"
    "ua|ue|ui|un|uo|[aeiouv])"
)
_LETTERS = lazy_pattern(r"[^a-zà-öø-ÿ]")
_MAX_WORDS = 5
# Rank words and the last characters of the names they can stand for.
_RANKS: dict[str, str] = {
    "city": "市", "municipality": "市", "municipal": "市", "shi": "市", "cities": "市",
    "district": "区", "qu": "区", "county": "县旗", "xian": "县", "banner": "旗", "qi": "旗",
    "province": "省区市", "provincial": "省", "sheng": "省", "prefecture": "州区盟市", "zhou": "州", "league": "盟",
    "meng": "盟", "region": "区", "diqu": "区", "xinqu": "区", "zizhiqu": "区",
    "zizhizhou": "州", "zizhixian": "县",
}  # fmt: skip
_TOWN_RANKS: dict[str, tuple[str, ...]] = {
    "town": ("镇",),
    "zhen": ("镇",),
    "township": ("乡", "镇"),
    "xiang": ("乡",),
    "subdistrict": ("街道",),
    "street": ("街道",),
    "jiedao": ("街道",),
}
_MOST_TOWNS = 20
_ATTACHED = ("zizhizhou", "zizhixian", "zizhiqu", "xinqu", "diqu", "sheng", "xian", "shi", "qu")
_AUTONOMOUS = frozenset({"region", "prefecture", "county", "banner"})
_OF = frozenset(
    {"city", "county", "district", "province", "municipality", "prefecture", "government", "cities", "counties"}
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str  # lower case letters only


class EnglishPlaceFinder:
    """Longest match over English names and pinyin, on word boundaries."""

    def __init__(self, places: Iterable[Place], english_syllables: frozenset[str], towns: Towns) -> None:
        self._syllables = english_syllables
        self._towns = towns
        names: dict[str, dict[str, Place]] = defaultdict(dict)
        self._written: set[str] = set()  # names of several words: inner mongolia, hong kong
        self._single: set[str] = set()
        for place in places:
            single = _is_bare(place)
            for form in (place.name_en, *place.other_names_en, *(() if place.code == "610000" else (place.pinyin,))):
                key = _LETTERS.sub("", form.lower())
                names[key][place.code] = place
                if " " in form or "-" in form:
                    self._written.add(form.lower().replace("-", " "))
                if single and key != place.pinyin:
                    self._single.add(key)
        self._names = {
            key: tuple(sorted(found.values(), key=lambda place: place.sort_key)) for key, found in names.items() if key
        }
        # 云县 is Yun County and yunxian, but Yun alone is no place; Xian stays Xi'an though 献县 is Xian County.
        self._single = {key for key in self._single if all(_is_bare(place) for place in self._names[key])}

    def find(self, text: str, *, prefix: str | None) -> list[PlaceMention]:
        """Mentions in order, none overlapping; prefix prefers places whose code begins with it."""
        tokens = _tokens(text)
        mentions: list[PlaceMention] = []
        index = 0
        while index < len(tokens):
            found = self._match(text, tokens, index, prefix)
            if found is None:
                index += 1
                continue
            mention, index = found
            mentions.append(mention)
        if any(token.word in _TOWN_RANKS for token in tokens[1:]):
            mentions = self._with_towns(text, tokens, mentions, prefix or "")
        return _narrow(text, mentions)

    def _with_towns(
        self, text: str, tokens: list[_Token], mentions: list[PlaceMention], prefix: str
    ) -> list[PlaceMention]:
        """Adds towns named with their rank (Jintang Town), read by the other places of the text."""
        stems = [code_prefix(mention.place.code) for mention in mentions if len(mention.places) == 1] or [prefix]
        for index, token in enumerate(tokens):
            endings = _TOWN_RANKS.get(token.word)
            for count in (3, 2, 1) if endings else ():
                part = tokens[max(0, index - count) : index + 1]
                if len(part) != count + 1 or not _adjoining(text, part):
                    continue
                key = "".join(each.word for each in part[:-1])
                places = [town for stem in stems for town in self._towns.by_pinyin(key, endings or (), prefix=stem)]
                if 0 < len(places) <= _MOST_TOWNS:
                    start, end = part[0].start, token.end
                    mentions = [old for old in mentions if old.end <= start or old.start >= end]
                    mentions.append(PlaceMention(start, end, tuple(places)))
                    break
        return sorted(mentions, key=lambda mention: mention.start)

    def _match(
        self, text: str, tokens: list[_Token], index: int, prefix: str | None
    ) -> tuple[PlaceMention, int] | None:
        for count in range(min(_MAX_WORDS, len(tokens) - index), 0, -1):
            part = tokens[index : index + count]
            if not _adjoining(text, part):
                continue
            found = self._read(text, tokens, index, count)
            if found is not None:
                places, end, certain = found
                inside = [place for place in places if prefix and place.code.startswith(prefix)]
                ordered = inside + [place for place in places if place not in inside]
                return PlaceMention(part[0].start, tokens[end - 1].end, tuple(ordered), certain), end
        return None

    def _read(self, text: str, tokens: list[_Token], index: int, count: int) -> tuple[list[Place], int, bool] | None:
        """Places, the index after the last token used, and certainty, for `count` tokens read as one name."""
        part = tokens[index : index + count]
        key = "".join(token.word for token in part)
        written = text[part[0].start : part[-1].end]
        places, rank, end = self._names.get(key, ()), "", index + count
        if count > 1 and places and " ".join(token.word for token in part) not in self._written:
            places = places if all(_is_spoken(token.word) for token in part) else ()
        if not places and count == 1:
            key, rank = _detach(key, self._names)
            places = self._names.get(key, ()) if rank else ()
        if not places:
            return None
        if not rank and end < len(tokens) and _adjoining(text, tokens[end - 1 : end + 1]):
            rank, end = _rank_after(text, tokens, end)
        if not rank and index >= 2 and tokens[index - 1].word == "of" and _is_rank_alone(text, tokens, index - 2):
            rank = _RANKS.get(tokens[index - 2].word, "")
        fitting = [place for place in places if place.name[-1] in rank] if rank else list(places)
        if not rank:
            fitting = [place for place in fitting if not _is_bare(place)] or fitting
        current = [place for place in fitting if not place.is_former] or fitting
        if self._needs_rank(key, part, places, written):
            if not rank or not current:
                return None
        elif not current:
            current, end = [place for place in places if not place.is_former] or list(places), index + count
        return current, end, bool(rank) or key != "national"

    def _needs_rank(self, key: str, part: list[_Token], places: tuple[Place, ...], written: str) -> bool:
        small = not any(place.level in ("province", "city", "nation") for place in places)
        if key in self._single or (len(key) < 4 and small):
            return True
        if len(part) > 1 and all(token.word in self._syllables for token in part):
            return True
        return any(place.is_word_en for place in places) and "'" not in written and "’" not in written


def _is_rank_alone(text: str, tokens: list[_Token], at: int) -> bool:
    """Whether a rank belongs to the name behind it (the county of Liangshan), not to one before (Ganluo County of …)."""
    if tokens[at].word not in _OF:
        return False
    before = tokens[at - 1] if at and _adjoining(text, tokens[at - 1 : at + 1]) else None
    return before is None or before.word == "the" or not text[before.start].isupper()


def _is_spoken(word: str) -> bool:
    """Whether a word is made of whole pinyin syllables: zhou, not and."""
    end = 0
    while found := _SYLLABLE.match(word, end):
        end = found.end()
    return end == len(word)


def _is_bare(place: Place) -> bool:
    """Whether the name is one character and its rank (云县), which nobody shortens."""
    return place.level == "county" and len(place.name) == 2


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        word, end = match[0].lower().replace("’", "'"), match.end()
        if word.endswith("'s"):
            word, end = word[:-2], end - 2
        tokens.append(_Token(match.start(), end, word.replace("'", "")))
    return tokens


def _adjoining(text: str, part: list[_Token]) -> bool:
    return all(text[left.end : right.start] in (" ", "-", "  ", "\u00a0") for left, right in pairwise(part))


def _detach(key: str, names: dict[str, tuple[Place, ...]]) -> tuple[str, str]:
    """zhoushanshi -> zhoushan and its rank."""
    for suffix in _ATTACHED:
        if key.endswith(suffix) and key[: -len(suffix)] in names and len(key) > len(suffix) + 1:
            return key[: -len(suffix)], _RANKS[suffix]
    return key, ""


def _rank_after(text: str, tokens: list[_Token], end: int) -> tuple[str, int]:
    """Rank characters named by the words from end on, and the index after them."""
    word = tokens[end].word
    if word == "new" and end + 1 < len(tokens) and tokens[end + 1].word in ("area", "district"):
        return "区", end + 2
    for stop in range(end, min(end + 7, len(tokens))):
        word = tokens[stop].word
        if word in _AUTONOMOUS and tokens[stop - 1].word in ("autonomous", "administrative"):
            return ("省区" if word == "region" else _RANKS[word]), stop + 1
        if word != "and" and not text[tokens[stop].start].isupper():
            break
    word = tokens[end].word
    return (_RANKS[word], end + 1) if word in _RANKS else ("", end)


def _narrow(text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Reads an ambiguous name by the other names of the same text: Putuo beside Zhoushan is Zhoushan's."""
    mentions = list(mentions)
    for place in range(len(mentions) - 1):
        left, right = mentions[place : place + 2]
        if _NESTING.fullmatch(text[left.end : right.start].strip().lower()):
            mentions[place], mentions[place + 1] = _kindred(left, right)
    sure = [mention.place.code for mention in mentions if len(mention.places) == 1 and mention.place.level != "nation"]
    found = []
    for number, mention in enumerate(mentions):
        kin = [place for place in mention.places if any(_related(place.code, code) for code in sure)]
        if kin and _is_joined(text, mentions, number):
            kin += [place for place in mention.places if place not in kin]  # Chengguan and Gansu: two places
        found.append(PlaceMention(mention.start, mention.end, tuple(kin), mention.certain) if kin else mention)
    return found


_NESTING = lazy_pattern(r"|'s|’s|,|\(|-|(?:in|of|within)(?: the)?")
_JOINING = lazy_pattern(r"(?:,? ?(?:and|or|versus|vs\.?|with|than|against|&|plus)(?: in| of)?(?: the)?)")


def _is_joined(text: str, mentions: list[PlaceMention], number: int) -> bool:
    """Whether a name is joined with the next or the last one as another place beside it."""
    pairs = [(place, place + 1) for place in (number - 1, number) if 0 <= place < len(mentions) - 1]
    return any(_JOINING.fullmatch(text[mentions[a].end : mentions[b].start].strip().lower()) for a, b in pairs)


def _kindred(left: PlaceMention, right: PlaceMention) -> tuple[PlaceMention, PlaceMention]:
    """Two names side by side, each read as those of its places that lie in or around one of the other's."""
    pairs = [(low, high) for low in left.places for high in right.places if _related(low.code, high.code)]
    if not pairs:
        return left, right
    lows, highs = tuple(dict.fromkeys(low for low, _ in pairs)), tuple(dict.fromkeys(high for _, high in pairs))
    return (
        PlaceMention(left.start, left.end, lows, left.certain),
        PlaceMention(right.start, right.end, highs, right.certain),
    )


def _related(code: str, other: str) -> bool:
    return code != other and (code.startswith(code_prefix(other)) or other.startswith(code_prefix(code)))
