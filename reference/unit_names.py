"""Takes a unit's name apart: 市资规局定海分局 is the 资规局 of a 市 and its 定海分局. Knows no lexicon of its own."""

import re
from dataclasses import dataclass, replace

from reference.areas import AREA_WORD
from reference.body import Body, Matcher
from reference.patterns import lazy_pattern
from reference.places import Gazetteer

_WORDS_BY_LEVEL = {
    "province": ("自治区", "省", "省级", "兵团"),
    "city": ("市", "市级", "州", "盟", "地区"),
    "county": ("县", "县级", "区", "区级", "旗"),
    "town": ("镇", "乡", "街道"),
    "area": ("新区", "经开区", "高新区", "开发区"),
}
LEVEL_WORDS: dict[str, str] = {word: level for level, words in _WORDS_BY_LEVEL.items() for word in words}
_ORDERED_LEVELS = sorted(LEVEL_WORDS, key=lambda word: (-len(word), word))
_OURS = ("中国共产党", "中共", "我", "本", "全")
# Words whose first character is no level: 市场监管专班, 区域协调办.
_NO_LEVEL = lazy_pattern(
    "市(?:场|容|值|域|政(?!府|务|协|法|研|数|办))|县(?:域|城(?!管|市|建|投|发))|区(?:域|块|位|间)|省(?:会)"
)
_BRACKETS = lazy_pattern(r"[（(〔\[【<＜《]([^（()）〔〕\[\]【】<>＜＞《》]{1,40})[）)〕\]】>＞》]$")
_BRANCH = lazy_pattern(
    "(?:分局|支局|分中心|中心支行|支行|分行|分公司|支公司|支队|大队|中队|分队|分院|分站|分部|办事处|管理处|管理所|派出所|工作站|服务站|所|站|分会|支会|营业部|管理部)$"
)
_HEAD_ENDINGS = lazy_pattern("局|委员会|中心|公司|总队|支队|银行|集团|法院|检察院|协会|学会|海关|厅|署|部(?!门)")
_TOWN = lazy_pattern("([\u4e00-\u9fff]{1,12}?(?:街道(?=$|办)|镇$|乡$))(?:办事处|办)?")
_TOWN_HEAD = lazy_pattern("[\u4e00-\u9fff]{2,6}?(?:街道(?!办$)|镇|乡)(?=人民|政府|党|办事|街道|综合|人大|社|经|村|农)")
_LEVEL_CHARS = frozenset("市县区省州盟旗各")
_LEAGUE = lazy_pattern("(?:共青)?(团)([省市县区州旗]|[\u4e00-\u9fff]{2,8}[省市县区州旗])委")
_OFFICES = ("办公室", "办公厅", "机关", "党组", "党委", "工会")
_MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class UnitName:
    """The parts of a unit's name, in the order they are written; absent parts are empty.

    `owner` is a body that stands before the place or the department (国家税务总局 in 国家税务总局舟山市税务局);
    `place` the place words (舟山市, 浙江省舟山市, 石化基地), `place_code` the last place's code where it is sure;
    `level_word` a bare 市, 县, 区; `form` the body as written; `branch` its local office (定海分局), `branch_place` the
    place words in it; `office` a trailing 办公室 beside the form; `bracket` what stands in brackets at the end.
    """

    text: str
    owner: str = ""
    place: str = ""
    place_code: str | None = None
    level_word: str = ""
    form: str = ""
    body: Body | None = None
    branch: str = ""
    branch_place: str = ""
    office: str = ""
    bracket: str = ""

    @property
    def level(self) -> str | None:
        """The level that the level word names (city, county, ...); None without one."""
        return LEVEL_WORDS.get(self.level_word)

    @property
    def full_name(self) -> str:
        """The name with its body written in full: 市自然资源和规划局定海分局; unchanged where the body is unknown."""
        body, place = self.body, self.place + self.level_word
        if body is None or body.is_kin:
            return self.text
        if not self.form:
            return self.place + ("办事处" if self.place.endswith("街道") else "人民政府")
        name = body.name
        if self.form.startswith(("委", "党委")) and not body.place_at:
            name = ("党委" if self.form[0] == "党" else "委") + name.removeprefix("党委").removeprefix("委")
        core = name[: body.place_at] + place + name[body.place_at :] if body.place_at else place + name
        bracket = self.text[self.text.rfind(self.bracket) - 1 :] if self.bracket else ""
        return f"{self.owner}{core}{self.office}{self.branch}{bracket}"


@dataclass(frozen=True, slots=True)
class _Prefix:
    """What stands before the body, up to `end`."""

    place: str
    level_word: str
    end: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reading a name needs besides the name."""

    match: Matcher
    gazetteer: Gazetteer
    within: str | None

    def code(self, place: str) -> str | None:
        """The code of place words where they mean one place, an area found by rule included."""
        mentions = self.gazetteer.find_in_text(place, within=self.within)
        if mentions and mentions[-1].end == len(place):
            last = mentions[-1]
            if len(last.places) == 1:
                return last.place.code
            found = self.gazetteer.resolve(place[last.start : last.end], self.within) if self.within else None
            return found.code if found is not None else None
        if _TOWN.fullmatch(place):
            town = place[mentions[-1].end :] if mentions else place
            towns = self.gazetteer.by_name(town, mentions[-1].place.code if mentions else self.within)
            return towns[0].code if len(towns) == 1 else None
        area = self.gazetteer.area(place, self.within)
        return area.code if area is not None else None


def decompose_unit(name: str, match: Matcher, gazetteer: Gazetteer, *, within: str | None) -> UnitName:
    """The parts of a unit's name as far as rules and the lexicon tell."""
    text = re.sub(r"\s+", "", name)[:_MAX_NAME]
    found = _BRACKETS.search(text)
    core, bracket = (text[: found.start()], found[1]) if found and found.start() else (text, "")
    reader = _Reader(match, gazetteer, within)
    whole = match(core)
    if whole is not None and (whole.level == "nation" or not (whole.is_kin or core[:1] in "市县区省")):
        best = UnitName(text, form=core, body=whole)
    elif (town := _TOWN.fullmatch(core)) and core[:1] not in "各有相市县区":
        body = match("街道办事处" if town[1].endswith("街道") else "人民政府")
        best = UnitName(text, place=town[1], body=body)
    else:
        readings = [_read_rest(text, core, prefix, reader) for prefix in _prefixes(core, reader)]
        best = min(readings, key=_rank)
    code = best.place_code or (reader.code(best.place) if best.place else None)
    return replace(best, bracket=bracket, place_code=code)


def _rank(read: UnitName) -> tuple[bool, bool, int]:
    """Readings with a known body first, those that only know its function later, then those with a place."""
    return (read.body is None, read.body is not None and read.body.is_kin, len(read.form) - (20 if read.place else 0))


def _prefixes(core: str, reader: _Reader) -> list[_Prefix]:
    """Ways to cut places and a level word off the front, longest first, the empty prefix last."""
    own = "" if core.startswith("全国") else next((word for word in _OURS if core.startswith(word)), "")
    start = len(own) if len(core) > len(own) + 1 else 0
    cuts, end = [_Prefix("", "", start)], start
    for mention in reader.gazetteer.find_in_text(core[:40], within=reader.within):
        if mention.start != end or mention.end >= len(core):
            break
        if core[mention.start] in _LEVEL_CHARS and not mention.certain:
            break  # 市中新项目管理局 is no body of 市中
        end = mention.end
        cuts.append(_Prefix(core[start:end], "", end))
    for pattern, first in ((_TOWN_HEAD, start), (_TOWN_HEAD, end), (AREA_WORD, end)):
        found = pattern.search(core, first, 40)
        if found is not None and first < found.end() < len(core) and core[start] not in _LEVEL_CHARS:
            cuts.append(_Prefix(core[start : found.end()], "", found.end()))
    for cut in list(cuts):
        word = _level_word(core, cut.end)
        if word and not (cut.place and LEVEL_WORDS[word] == "town"):
            cuts.append(_Prefix(cut.place, word, cut.end + len(word)))
    return sorted(cuts, key=lambda cut: -cut.end)


def _level_word(core: str, at: int) -> str:
    for word in _ORDERED_LEVELS:
        if core.startswith(word, at) and len(core) > at + len(word):
            return "" if _NO_LEVEL.match(core, at) else word
    return ""


def _read_rest(text: str, core: str, prefix: _Prefix, reader: _Reader) -> UnitName:
    rest, level = core[prefix.end :], LEVEL_WORDS.get(prefix.level_word)
    base = UnitName(text, place=prefix.place, level_word=prefix.level_word, form=rest)
    league = _LEAGUE.fullmatch(rest)
    if league:
        body = reader.match("团委")
        place, word = (base.place, league[2]) if league[2] in LEVEL_WORDS else (league[2], "")
        return replace(base, place=place, level_word=word, form="团委", body=body)
    body = reader.match(rest, level=level)
    if body is not None:
        return replace(base, body=body)
    for office in _OFFICES:
        stem = rest.removesuffix(office)
        body = reader.match(stem, level=level) if 1 < len(stem) < len(rest) else None
        if body is not None:
            return replace(base, form=stem, body=body, office=office)
    split = _split_head(rest, reader)
    if split is not None:
        return _read_split(base, split, reader)
    branch = _unknown_branch(rest)
    return replace(base, form=rest[: len(rest) - len(branch)], branch=branch)


@dataclass(frozen=True, slots=True)
class _Split:
    """A known body at the head of a name, the place or level word after it, and the tail."""

    head: str
    body: Body
    middle: str
    tail: str


def _read_split(base: UnitName, split: _Split, reader: _Reader) -> UnitName:
    """A branch (定海分局), a name in two parts (人行|县|支行), or a head's department (国家税务总局|舟山市|税务局)."""
    place, word = ("", split.middle) if split.middle in LEVEL_WORDS else (split.middle, "")
    joined = reader.match(split.head + split.tail) if split.middle and not base.place else None
    if joined is not None:
        return replace(base, place=place, level_word=word or base.level_word, form=split.head + split.tail, body=joined)
    department = reader.match(split.tail)
    if department is not None and split.tail != "委" and not _BRANCH.search(split.tail):
        owner = base.place + base.level_word + split.head
        return replace(base, owner=owner, place=place, level_word=word, form=split.tail, body=department)
    branch = split.middle + split.tail
    return replace(base, form=split.head, body=split.body, branch=branch, branch_place=split.middle)


def _split_head(rest: str, reader: _Reader) -> _Split | None:
    """The longest known body at the start of rest that leaves a tail which makes sense."""
    for end in range(len(rest) - 1, 1, -1):
        head, tail = rest[:end], rest[end:]
        body = reader.match(head)
        if body is None or head.endswith("部门"):
            continue
        middle = _middle(tail, reader)
        last = tail[len(middle) :]
        if _BRANCH.search(tail) or reader.match(last) is not None or reader.match(head + last) is not None:
            return _Split(head, body, middle, last)
    return None


def _middle(tail: str, reader: _Reader) -> str:
    """The place words or level word that a tail begins with."""
    end = 0
    for mention in reader.gazetteer.find_in_text(tail, within=reader.within):
        if mention.start != end or mention.end >= len(tail):
            break
        if tail[mention.start] in _LEVEL_CHARS and not mention.certain:
            break  # 人行市中心支行 is no branch of 市中
        end = mention.end
    if end:
        return tail[:end]
    word = _level_word(tail, 0)
    if word:
        return word
    found = _BRANCH.search(tail)
    return tail[: found.start()] if found else ""


def _unknown_branch(rest: str) -> str:
    """The branch part of a body the lexicon does not know: 某某管理局东城分局."""
    branch = _BRANCH.search(rest)
    if branch is None:
        return ""
    heads = [found.end() for found in _HEAD_ENDINGS.finditer(rest, 1, branch.start())]
    return rest[heads[-1] :] if heads and len(rest) - heads[-1] <= 12 else ""
