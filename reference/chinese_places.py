"""Finds places in Chinese text: longest match, with the rules that keep a place apart from the words around it."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from reference.areas import AREA_WORD, make_area
from reference.place import Place, PlaceMention, code_prefix
from reference.towns import Towns

# A rank character that begins the next word: 舟山|市场监管局, 定海|区域, 嵊泗|县城. With the characters that undo it.
_NEXT_WORD = {
    "市": {"场": "", "长": "期远效江三兴", "容": "", "值": "", "民": "政族宗营生用办主意间"},
    "县": {"长": "期远效", "域": "", "城": "市建管投"},
    "区": {"域": "", "长": "期远效", "间": "", "位": "", "块": ""},
    "省": {"长": "期远效"},
}
_ALONE = frozenset("和与及大新小高老多")
# What makes another name of a short one: 独山港, 小黄龙.
_AFTER_SHORT = frozenset("港岛河湖江路桥村湾山溪塘洋")
_BEFORE_SHORT = frozenset("小大老新")
_OWNS = frozenset(("", "的", "下辖的", "下属的", "所辖的", "辖区的"))
_TOWN_ENDINGS = ("街道", "苏木", "镇", "乡")
_MAX_TOWN = 10
_MAX_STEM = 6
# Characters that end what stands before the name of a zone: 推进高新区, 在新区, 和开发区.
_STEM_STOP = frozenset("的和与及在对向由从到各市县区省镇乡、，。；：（）()《》“”,;: \t\n")


class ChinesePlaceFinder:
    """Longest match over full, short and other Chinese names."""

    def __init__(
        self, places: Iterable[Place], neighbours: Callable[[], dict[str, tuple[str, str]]], towns: Towns
    ) -> None:
        names: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            for name in dict.fromkeys((place.name, place.short_name, *place.other_names)):
                names[name].append(place)
        for found in names.values():
            if len(found) > 1:
                found.sort(key=lambda place: place.sort_key)
        self.names = dict(names)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self.names:
            lengths[name[:2]].add(len(name))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self._neighbours = neighbours
        self._towns = towns

    def find(self, text: str, *, prefix: str | None, towns: bool) -> list[PlaceMention]:
        """Mentions in order, none overlapping. prefix prefers places whose code begins with it."""
        mentions: list[PlaceMention] = []
        position = 0
        while position < len(text) - 1:
            mention = self._match(text, position, prefix)
            if mention is None or (prefix and self._yields(text, mention, prefix)):
                position += 1
                continue
            if mentions and text[mentions[-1].end : mention.start] in _OWNS:
                mention = _narrow(mentions, mention)
            mentions.append(mention)
            position = mention.end
        if towns:
            mentions = self._with_towns(text, mentions, prefix or "")
        return mentions

    def _yields(self, text: str, mention: PlaceMention, prefix: str) -> bool:
        """Whether a name from elsewhere hides one of here that begins inside it: 金|平湖 seen from 平湖."""
        if mention.end - mention.start > 2 or mention.place.code.startswith(prefix):
            return False
        following = self._match(text, mention.start + 1, prefix)
        return following is not None and following.place.code.startswith(prefix)

    def _match(self, text: str, start: int, prefix: str | None) -> PlaceMention | None:
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            places = self.names.get(text[start:end]) if end <= len(text) else None
            if not places or (start and text[start:end] == "和县" and text[start - 1].isalpha()):
                continue
            if _cut_short(text, end) and length > 2:
                shorter = self.names.get(text[start : end - 1])
                if shorter is None:
                    continue
                end, places = end - 1, [place for place in shorter if place in places] or shorter
            return self._mention(text, start, end, places, prefix)
        return None

    def _mention(self, text: str, start: int, end: int, places: list[Place], prefix: str | None) -> PlaceMention | None:
        name = text[start:end]
        current = [place for place in places if not place.is_former] or places
        ranked = [
            place for place in current if place.name == name and (place.short_name != name or place.level == "nation")
        ]
        inside = [place for place in current if prefix and place.code.startswith(prefix)]
        if not ranked and end - start == 2 and self._is_straddled(text, start, end):
            return None
        other = not ranked and (_at(text, end) in _AFTER_SHORT or _at(text, start - 1) in _BEFORE_SHORT)
        certain = bool(ranked or inside) or not (current[0].is_word or other)
        if name == "中国" or (not ranked and len(name) == 2 and current[0].short_name == name == current[0].name):
            certain = not any(place.is_word for place in current) and name != "中国"
        # A full name means its own bearer before the bearers of the same short name (海南区 is no short form).
        ordered = ranked + [place for place in current if place not in ranked]
        if inside:
            ordered = [place for place in ordered if place in inside] + [
                place for place in ordered if place not in inside
            ]
        return PlaceMention(start, end, tuple(ordered), certain)

    def _is_straddled(self, text: str, start: int, end: int) -> bool:
        """Whether two everyday words meet inside the name: 创新|干部 is not 新干."""
        table = self._neighbours()
        left = start > 0 and text[start - 1] in table.get(text[start], ("", ""))[0]
        right = end < len(text) and text[end] in table.get(text[end - 1], ("", ""))[1]
        # 更新|和, 和|政策, 扩大|新船, 大|城市: a character that stands alone needs a word on its other side only.
        return (left and (right or text[end - 1] in _ALONE)) or (right and text[start] in _ALONE)

    def _with_towns(self, text: str, mentions: list[PlaceMention], prefix: str) -> list[PlaceMention]:
        found = list(mentions)
        for ending in _TOWN_ENDINGS:
            at = text.find(ending)
            while at > 0:
                town = self._town(text, at + len(ending), mentions, prefix)
                if town is not None:
                    found = [old for old in found if old.end <= town.start or old.start >= town.end]
                    found.append(town)
                at = text.find(ending, at + 1)
        return sorted(found, key=lambda mention: mention.start)

    def _town(self, text: str, end: int, mentions: list[PlaceMention], prefix: str) -> PlaceMention | None:
        before = next((mention for mention in reversed(mentions) if mention.end < end), None)
        for start in range(max(0, end - _MAX_TOWN), end - 1):
            name = text[start:end]
            if not self._towns.has_name(name):
                continue
            places = self._towns.by_name(name, prefix=code_prefix(before.place.code) if before is not None else prefix)
            places = places or self._towns.by_name(name, prefix=prefix)
            if places:
                return PlaceMention(start, end, tuple(places), len(name) > 2)
        return None

    def find_areas(self, text: str, mentions: list[PlaceMention], within: Place | None) -> list[PlaceMention]:
        """Functional areas named after a mentioned place (舟山高新区), or bare (经开区) where within says whose."""
        found = []
        for match in AREA_WORD.finditer(text):
            before = _owner([mention for mention in mentions if mention.end <= match.start()], text)
            stem = text[before.end : match.start()] if before is not None else ""
            if before is not None and len(stem) <= _MAX_STEM and not _STEM_STOP & set(stem):
                parent, start = before.place, before.start
            elif within is not None:
                parent, start, stem = within, match.start(), ""
            else:
                continue
            if parent.level in ("nation", "area"):
                continue
            area = make_area(parent, text[start : match.end()], stem, match[0])
            found.append(PlaceMention(start, match.end(), (area,), bool(stem) or parent is not within))
        return found


def _owner(mentions: list[PlaceMention], text: str) -> PlaceMention | None:
    """The last place, or the one right before it where the last is a short form from elsewhere: 平湖市|独山港区."""
    if not mentions:
        return None
    last, above = mentions[-1], mentions[-2] if len(mentions) > 1 else None
    word = text[last.start : last.end] != last.place.name and above is not None and above.end == last.start
    return above if above is not None and word and not _is_below(last.place, above.place) else last


def _at(text: str, position: int) -> str:
    return text[position] if 0 <= position < len(text) else ""


def _cut_short(text: str, end: int) -> bool:
    """Whether the rank character before end belongs to the next word."""
    undo = _NEXT_WORD.get(text[end - 1], {}).get(text[end : end + 1])
    return undo is not None and (not undo or text[end + 1 : end + 2] not in undo or end + 1 >= len(text))


def _narrow(mentions: list[PlaceMention], mention: PlaceMention) -> PlaceMention:
    """Reads a name after the name of the place above it (舟山普陀), and that one by the name below it."""
    above = mentions[-1]
    pairs = [(up, place) for up in above.places for place in mention.places if _is_below(place, up)]
    if not pairs:
        return mention
    uppers, lowers = tuple(dict.fromkeys(up for up, _ in pairs)), tuple(dict.fromkeys(low for _, low in pairs))
    mentions[-1] = PlaceMention(above.start, above.end, uppers, True)
    return PlaceMention(mention.start, mention.end, lowers, True)


def _is_below(place: Place, upper: Place) -> bool:
    return place.code != upper.code and place.code.startswith(code_prefix(upper.code))
