"""Which body a name means, seen from the places of its plan: 市资源规划局 in a Dinghai plan is Zhoushan's.

By rule and lexicon; `data/aliases.csv`, which people edit, overrules both.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_schema.ids import make_id
from ingest.aliases import Alias, read_aliases
from ingest.resolve_places import NATION, Jurisdiction, jurisdiction_of, unknown_jurisdiction
from ingest.unit_forms import (
    GENERAL_UNIVERSITY,
    MANY_LEVELS,
    NATIONAL_NAMES,
    as_written,
    group_form,
    names_of_all,
    parts_level,
    stem,
)
from reference.bodies import Body, BodyLexicon, UnitName, load_bodies
from reference.place import Place
from reference.places import Gazetteer, load_gazetteer

_VERTICAL = frozenset(
    {
        "customs",
        "maritime",
        "financial_regulation",
        "securities",
        "central_bank",
        "environment",
        "post",
        "communications",
    }
)
"""Functions whose local offices are run from above and are named with the bare place: 上海海关, 象州生态环境局."""
_REGULATOR = frozenset({"金融监管局", "金融监督管理局"})
"""With a bare place the state's regulator since 2023 (上海金融监管局); with 省 or 市 the place's own."""
_OF_GOVERNMENT = re.compile(r"(?P<level>[省市县区州旗])(?:人民)?政府(?!办(?:公[室厅])?$)(?=.{1,14}办(?:公室)?$)")
"""市政府外办: an office of the government that has a name of its own."""
_BRACKETS = str.maketrans("<>〈〉＜＞()[]〔〕", "（）" * 6)
"""各镇<街道> and 各镇（街道） are one group."""
_PARTY_COMMITTEE = re.compile(r"中(?:国共产党|共)(?P<place>[\u4e00-\u9fff]{2,12}[省市县区镇乡州旗])委员会")
_WHOLE_PLACE = re.compile(r"(?!各|全|本|某)[\u4e00-\u9fff]{1,11}(?:省|自治区|市|县|区|旗|州)")
_OWN = re.compile("^本[省市县区州旗](?=..)")
_KIND_OF_BODY = re.compile("(?:部门|机关|人民政府|政府|党委|党委政府)$")
_GOVERNED = frozenset({"province", "city", "county"})
_ZONE_BOARD = re.compile(
    "(?P<zone>(?:国家级?)?(?:经开区|高新区|经济技术开发区|经济开发区|高新技术产业开发区|综保区|综合保税区))(?:管委会|管理委员会)"
)
_OWN_ZONE = re.compile(r"(?:实验区|试验区|新区|高新区|经开区|开发区|示范区|园区|合作区|保税区|管理区|度假区)$")
_NATIONAL_CHAINS = frozenset({"power_company", "telecom_company", "civil_aviation", "post_company", "railway_company"})
"""Functions of national companies whose local offices are named after them first: 国网河南省电力公司."""
_ONE_A_PLACE = {"power_company": "供电公司"}
"""Functions of which a place has one body, whatever of its names is printed: 市供电公司 is 国网平湖市供电公司."""
_MOST_RENAMED = 4
_XINJIANG = "650000"
"""Where a division of the corps and its city are one (师市)."""
_DIVISION_CITY = re.compile("第[一二三四五六七八九十]{1,3}师(?=[\u4e00-\u9fff]{2,6}市)")
"""第三师图木舒克市: a division of the corps and its city are one."""
_CORPS = "新疆生产建设兵团"
_SELF_NAMED = {
    "市": "市",
    "县": "县",
    "区": "区",
    "旗": "旗",
    "镇": "镇",
    "乡": "乡",
    "街道": "街道",
    "州": "州",
    "盟": "盟",
}
_ABOVE = {"nation": 0, "province": 1, "city": 2, "county": 3, "town": 4, "area": 5}


@dataclass(frozen=True, slots=True)
class ResolvedUnit:
    """A body within its jurisdiction. name: the full form of this mention; bodies of one id are one, whatever the form.

    rule: how it was resolved ("lexicon", "as written", "group", "alias"). branch_of: the name, in the plan's own words,
    of the body it is a branch of.
    """

    id: str
    name: str
    kind: str
    collective: bool
    jurisdiction: Jurisdiction
    rule: str
    written: str
    branch_of: str | None = None
    place_en: str = ""
    """English name of the place in the body's name: for a branch, that of the body it is a branch of."""


class UnitResolver:
    """Resolves names for plans of the same places."""

    def __init__(self, places: tuple[Jurisdiction, ...], aliases: tuple[Alias, ...] | None = None) -> None:
        self._places = places
        self._gazetteer: Gazetteer = load_gazetteer()
        self._bodies: BodyLexicon = load_bodies()
        self._aliases = read_aliases() if aliases is None else aliases
        self._own = next((place for place in places if place.code), places[0] if places else self._nation())
        self._chain: list[Place] = self._places_above()
        self._known: dict[tuple[str, bool], ResolvedUnit] = {}
        self._name_of_all = names_of_all(self._bodies)

    def _nation(self) -> Jurisdiction:
        return jurisdiction_of(self._gazetteer.require(NATION), self._gazetteer)

    def _places_above(self) -> list[Place]:
        """The plan's own place and those above it, nearest first; the nation last."""
        own = self._gazetteer.by_code(self._own.code) if self._own.code else None
        if own is not None:
            return [own, *self._gazetteer.ancestors(own.code)]
        parent = self._gazetteer.by_code(self._own.parent) if self._own.parent else None
        if parent is not None:
            return [parent, *self._gazetteer.ancestors(parent.code)]
        return [self._gazetteer.require(NATION)]

    def resolve(self, name: str, *, of_its_time: bool = False) -> ResolvedUnit:
        """The body that `name`, as written in these places' plans, means.

        of_its_time: the body as it was, not the one that it was renamed to.
        """
        key = name, of_its_time
        if key not in self._known:
            self._known[key] = self._resolve(name, of_its_time=of_its_time)
        return self._known[key]

    def _resolve(self, name: str, *, of_its_time: bool) -> ResolvedUnit:
        alias = self._alias(name)
        spoken = alias or self._spoken(name)
        within = self._own.code if self._own.code and ":" not in self._own.code else None
        parts = self._bodies.decompose(spoken, within=within or (self._chain[0].code if self._chain else None))
        if self._is_elsewhere(parts):
            parts = UnitName(spoken, form=spoken)
        rule = "alias" if alias else "lexicon" if parts.body is not None else "as written"
        if not alias and self._own.code and self._is_of_many(spoken, parts):
            return self._many(name)
        if self._bodies.is_collective(spoken):
            return self._group(name, spoken, parts, "alias" if alias else "group")
        if parts.level_word == "兵团" or (parts.text.startswith(_CORPS) and len(parts.text) > len(_CORPS)):
            return self._of_corps(name, parts)
        if parts.branch and parts.form:
            return self._branch(name, spoken, parts, rule)
        place = self._place(parts)
        body = self._body(parts, place)
        title = self._title(parts, place, body)
        standing = body if body is None or of_its_time else self._today(body)
        if body is None and parts.body is not None and not parts.form and place.level == "town":
            standing = parts.body  # 新埭镇 among bodies is its government
        identity = (
            _ONE_A_PLACE.get(standing.function) or stem(self._name_of_all.get(standing.name, standing.name))
            if standing is not None
            else as_written(parts, place)
        )
        owner = "" if standing is not None and self._is_head_of(parts.owner, standing) else parts.owner
        identifier = make_id(
            "unit", place.id, standing.function if standing is not None else "", identity, owner, parts.office
        )
        if not parts.place and not parts.level_word and self._is_own_name(title.removeprefix(place.name)):
            title = title.removeprefix(place.name)
        if _OF_GOVERNMENT.match(name) and not title.startswith(f"{place.name}人民政府"):
            title = title.replace(place.name, f"{place.name}人民政府", 1)
        return ResolvedUnit(identifier, title, self._bodies.kind(spoken), False, place, rule, name, None, place.name_en)

    def _is_own_name(self, name: str) -> bool:
        """Whether a university or firm has a name of its own, which no place stands before: 三峡大学, 晨光集团."""
        kind = self._bodies.kind(name)
        if kind == "university" and name.endswith("大学"):
            return GENERAL_UNIVERSITY.search(name) is None
        return kind in ("company", "university") and self._bodies.english(name).has_pinyin

    def _is_head_of(self, owner: str, body: Body) -> bool:
        """Whether `owner` is the national head of the body's own line: 国家税务总局 before 平湖市税务局 makes no other body."""
        head = self._bodies.match(owner) if owner else None
        return head is not None and head.function == body.function

    def _alias(self, name: str) -> str | None:
        codes = {place.code for place in self._chain} | {self._own.code}
        names = {place.name for place in self._chain} | {place.name for place in self._places}
        for alias in self._aliases:
            if alias.written == name and (not alias.place or alias.place in codes or alias.place in names):
                return alias.canonical
        return None

    def _group(self, name: str, spoken: str, parts: UnitName, rule: str) -> ResolvedUnit:
        """各乡镇, 市级有关部门: a collective body of the plan's place (or of the level it names)."""
        place = self._place(parts) if parts.level_word and not spoken.startswith("各") else self._own
        words = spoken.removeprefix(parts.level_word) if not spoken.startswith("各") else spoken
        words = _OWN.sub("", words)
        known = words.startswith((place.name, place.short_name)) or place.code == NATION
        title = (words if known else place.name + words).translate(_BRACKETS)
        return ResolvedUnit(
            make_id("unit", place.id, "group", group_form(title)),
            title,
            "group",
            True,
            place,
            rule,
            name,
            None,
            place.name_en,
        )

    def _is_of_many(self, spoken: str, parts: UnitName) -> bool:
        """Whether a name means the bodies of all places of lower levels: 县级人民政府 in a province's plan, 市县财政部门."""
        if MANY_LEVELS.match(spoken):
            return True
        below = parts.level_word.endswith("级") and self._by_level(parts.level_word) is None
        return below or (bool(parts.level_word) and _KIND_OF_BODY.search(spoken) is not None
                         and self._by_level(parts.level_word) is None)  # fmt: skip

    def _many(self, name: str) -> ResolvedUnit:
        """The bodies of one kind in all places of a level, as the plan names them."""
        known = self._own.code == NATION or name.startswith((self._own.name, self._own.short_name))
        title = (name if known else self._own.name + name).translate(_BRACKETS)
        identifier = make_id("unit", self._own.id, "group", group_form(title))
        return ResolvedUnit(identifier, title, "group", True, self._own, "group", name, None, self._own.name_en)

    def _of_corps(self, name: str, parts: UnitName) -> ResolvedUnit:
        """兵团发展改革委: a body of the corps, which is none of the region's own."""
        words = parts.text.removeprefix(_CORPS).removeprefix("兵团")
        body = self._bodies.match(words)
        title = _CORPS + (body.name if body is not None and not body.is_kin and not body.place_at else words)
        place = jurisdiction_of(self._gazetteer.require(_XINJIANG), self._gazetteer)
        identifier = make_id("unit", place.id, _CORPS, stem(title))
        rule = "lexicon" if body is not None else "as written"
        kind = self._bodies.kind(words)
        return ResolvedUnit(
            identifier, title, kind, False, place, rule, name, None, "Xinjiang Production and Construction Corps"
        )

    def _branch(self, name: str, spoken: str, parts: UnitName, rule: str) -> ResolvedUnit:
        """市资源规划局定海分局: the bureau's branch; it sits in the branch's place."""
        head = spoken.split(parts.branch)[0]
        parent = self.resolve(head) if head and head != spoken else None
        place = self._branch_place(parts) or (parent.jurisdiction if parent else self._own)
        above = parent.name if parent else head
        title = above + parts.branch
        identifier = make_id("unit", parent.id if parent else "", "branch", parts.branch)
        return ResolvedUnit(
            identifier, title, self._bodies.kind(spoken), False, place, rule, name, head if parent is not None else None,
            parent.place_en if parent else place.name_en,
        )  # fmt: skip

    def _branch_place(self, parts: UnitName) -> Jurisdiction | None:
        if not parts.branch_place:
            return None
        circles = [place.code for place in self._chain if ":" not in place.code]
        found = self._gazetteer.resolve(parts.branch_place, circles[0] if circles else None)
        return jurisdiction_of(found, self._gazetteer) if found else None

    def _place(self, parts: UnitName) -> Jurisdiction:
        """Whose body it is: the place the name spells out, the place its level word means here, else the plan's own."""
        if parts.place:
            listed = next((place for place in self._places if place.name.endswith(parts.place)), None)
            if listed is not None:
                return listed
            found = self._spelt_out(parts)
            if found is not None:
                return jurisdiction_of(found, self._gazetteer)
            if _WHOLE_PLACE.fullmatch(parts.place):
                return self._one_of_several(parts.place)
        if parts.level_word:
            by_level = self._by_level(parts.level_word)
            if by_level is not None:
                return by_level
        if parts.body is not None and parts.body.level == "nation":
            return self._nation()
        return self._own

    def _one_of_several(self, name: str) -> Jurisdiction:
        """A place whose name several places bear: the one in the plan's province, else one that stays open."""
        own = self._chain[0].code
        near = [place for place in self._gazetteer.by_name(name) if place.code[:2] == own[:2]]
        return jurisdiction_of(near[0], self._gazetteer) if len(near) == 1 else unknown_jurisdiction(name, None)

    def _spelt_out(self, parts: UnitName) -> Place | None:
        """The place that a name spells out; 绍兴滨海新区 is an area of Shaoxing, not the 滨海新区 of another city."""
        near = self._chain[0].code if ":" not in self._chain[0].code else None
        place = self._place_of_code(parts.place_code, parts.place, near) if parts.place_code else None
        if place is not None and self._fits(parts.place, place):
            return place
        return self._gazetteer.area(parts.place, near) or self._gazetteer.resolve(parts.place, near)

    def _place_of_code(self, code: str, printed: str, near: str | None) -> Place | None:
        if ":" in code:
            parent, name = code.split(":", 1)
            named = self._gazetteer.area(printed, parent or near)
            return named if named is not None and named.code == code else self._gazetteer.area(name, parent or near)
        return self._gazetteer.by_code(code)

    def _fits(self, words: str, place: Place) -> bool:
        """Whether all of `words` names the place: what stands before its own name must name a place above it."""
        tail = next((name for name in (place.name, place.short_name, *place.other_names) if words.endswith(name)), None)
        if tail is None:
            return ":" in place.code
        head = words.removesuffix(tail)
        above = {name for higher in self._gazetteer.ancestors(place.code) for name in (higher.name, higher.short_name)}
        return not head or head in above or any(head.endswith(name) for name in above)

    def _by_level(self, word: str) -> Jurisdiction | None:
        """The place that a bare 市, 县, 区 … means here: the plan's own if it is one, else the nearest above."""
        if word in ("国家",):
            return self._nation()
        for listed in self._places:
            if listed.name.endswith(word) and (
                word != "区" or listed.level == "county" or _OWN_ZONE.search(listed.name)
            ):
                return listed
        bare = word.removesuffix("级")
        for place in self._chain:
            if place.name.endswith(_SELF_NAMED.get(bare, bare)) or (bare == "省" and place.level == "province"):
                return jurisdiction_of(place, self._gazetteer)
        level = parts_level(bare)
        for place in self._chain:
            if level is not None and place.level == level:
                return jurisdiction_of(place, self._gazetteer)
        if not self._places and bare in (*_SELF_NAMED, "省"):
            return unknown_jurisdiction(bare, None)  # whose 市发改委 it is, a plan without a place does not say
        return None

    def _body(self, parts: UnitName, place: Jurisdiction) -> Body | None:
        """The standing body that the name means, in the form of its time; None for one that only its name tells."""
        body = parts.body
        if body is None or not parts.form:
            return None
        if place.code == NATION:
            body = self._national(body, parts.form)
        elif parts.form in _REGULATOR and parts.place == place.short_name:
            body = self._bodies.match("国家金融监督管理总局监管局") or body
        elif parts.form == "法院" and place.level == "province":
            body = self._bodies.match("高级人民法院") or body
        return None if body.is_kin else body

    def _title(self, parts: UnitName, place: Jurisdiction, body: Body | None) -> str:
        """The full name with its place. A body that is run from above keeps the bare place it prints (上海海关)."""
        if body is None:
            return as_written(parts, place, printed=parts.place)
        if place.code == NATION:
            of_all = "全国" if parts.text.startswith("全国") and body.level is None else ""
            return f"{of_all}{parts.owner}{body.name}{parts.office}"
        if body.function in _NATIONAL_CHAINS and parts.text.startswith(NATIONAL_NAMES) and parts.place:
            return parts.text
        bare = parts.place == place.short_name and body.function in _VERTICAL
        prefix = parts.place if bare else place.name
        cut = body.place_at or 0
        name = body.name
        if not cut and body.kind == "party" and parts.form.startswith("委") and not name.startswith("委"):
            name = "委" + name
        return f"{parts.owner}{name[:cut]}{prefix}{name[cut:]}{parts.office}"

    def side_by_side(self, lists: Iterable[Sequence[str]]) -> frozenset[str]:
        """Names that one list gives side by side and that would be one body: they are those of their time (国土局、规划局)."""
        apart: set[str] = set()
        for names in lists:
            first: dict[str, str] = {}
            for name in dict.fromkeys(names):
                other = first.setdefault(self.resolve(name).id, name)
                if other != name:
                    apart.update((other, name))
        return frozenset(apart)

    def _spoken(self, name: str) -> str:
        """The name as the rules read it: the office of a government by itself, a place as its government."""
        of_government = _OF_GOVERNMENT.match(name)
        if of_government:
            return of_government.group("level") + name[of_government.end() :]
        division = _DIVISION_CITY.match(name)
        if division and any(place.code == _XINJIANG for place in self._chain):
            return name[division.end() :]
        if name.startswith("师市") and any(place.code == _XINJIANG for place in self._chain):
            return name[1:]
        committee = _PARTY_COMMITTEE.fullmatch(name)
        if committee:
            return committee.group("place") + "党委"
        zone = _ZONE_BOARD.fullmatch(name)
        if zone and self._own.code:
            # 经开区管委会: the board of the place's own zone.
            area = self._gazetteer.area(zone.group("zone"), self._own.code.split(":")[0])
            if area is not None:
                return area.name + "管委会"
        if _WHOLE_PLACE.fullmatch(name):
            place = self._gazetteer.resolve(name, self._chain[0].code)
            if place is not None and place.level in _GOVERNED:
                return name + "人民政府"
            if place is not None and place.level == "area" and _OWN_ZONE.search(name):
                return name + "管委会"
        return name

    def _is_elsewhere(self, parts: UnitName) -> bool:
        """Whether what reads as a place is a common word here: 平安建设办公室 in a plan from nowhere near 平安区."""
        mentions = self._gazetteer.find_in_text(parts.place) if parts.place else []
        if not mentions or mentions[0].start or self._chain[0].code == NATION:
            return False
        place = mentions[0].place
        printed = parts.place[: mentions[0].end]
        own = self._chain[0].code.split(":")[0]
        return printed != place.name and len(mentions[0].places) > 0 and place.code[:2] != own[:2]

    def _today(self, body: Body) -> Body:
        """What a renamed body is called now: 国土资源局 and 自然资源局 of one place are one."""
        for _ in range(_MOST_RENAMED):
            later = self._bodies.successors(body) if body.until is not None else []
            if not later or later[0].function != body.function:
                # What took its work over is another body: 乡村振兴局 is not 农业农村局, they stand side by side.
                break
            body = later[0]
        return body

    def _national(self, body: Body, form: str) -> Body:
        """发展改革委 in a plan of the State Council or a ministry is 国家发展改革委, 人民银行 no branch of it."""
        found = self._bodies.match(form, level="nation") if form else None
        if found is None or found.level != "nation":
            found = self._bodies.match(f"国家{body.name}")
        return found if found is not None and found.level == "nation" else body
