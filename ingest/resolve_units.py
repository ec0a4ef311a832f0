"""Which body a name means, seen from the places of its plan: 市资源规划局 in a Dinghai plan is Zhoushan's.

By rule and lexicon; `data/aliases.csv`, which people edit, overrules both.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from graph_schema.ids import make_id
from ingest.resolve_places import NATION, Jurisdiction, jurisdiction_of, unknown_jurisdiction
from reference.bodies import Body, BodyLexicon, UnitName, load_bodies
from reference.place import Place
from reference.places import Gazetteer, load_gazetteer

ALIASES = Path(__file__).resolve().parent.parent / "data" / "aliases.csv"
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
_WHOLE_PLACE = re.compile(r"(?!各|全|本|某)[\u4e00-\u9fff]{1,7}(?:省|自治区|市|县|区|旗|州)")
_GOVERNED = frozenset({"province", "city", "county"})
_OWN_ZONE = re.compile(r"(?:实验区|试验区|新区|高新区|经开区|开发区|示范区|园区|合作区|保税区|管理区|度假区)$")
_NATIONAL_NAMES = ("中国", "国家", "中华", "全国", "中共中央", "国网", "民航", "南方电网")
_NATIONAL_CHAINS = frozenset({"power_company", "telecom_company", "civil_aviation", "post_company", "railway_company"})
"""Functions of national companies whose local offices are named after them first: 国网河南省电力公司."""
_KIND_OF_ORGAN = re.compile(r"(?:委员会|局|厅|委|办公室|办)$")
_MOST_RENAMED = 4
_XINJIANG = "650000"
"""Where a division of the corps and its city are one (师市)."""
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


@dataclass(frozen=True, slots=True)
class Alias:
    """A line of aliases.csv: in `place` (name or code; "" everywhere) `written` means `canonical`."""

    place: str
    written: str
    canonical: str


@lru_cache(maxsize=4)
def read_aliases(path: Path = ALIASES) -> tuple[Alias, ...]:
    """What people decided about names. Raises DataFileError naming the line that is malformed."""
    if not path.exists():
        return ()
    aliases = []
    try:
        rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as exc:
        raise DataFileError(f"{path}: cannot be read ({exc}); save it as CSV in UTF-8") from exc
    if not rows or rows[0][:3] != ["jurisdiction", "written", "canonical"]:
        raise DataFileError(f"{path}, line 1: the header must begin jurisdiction,written,canonical")
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 3 or not row[1].strip() or not row[2].strip():
            raise DataFileError(f"{path}, line {number}: needs jurisdiction (may be empty), written, canonical")
        aliases.append(Alias(row[0].strip(), row[1].strip(), row[2].strip()))
    return tuple(aliases)


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
        self._name_of_all = _names_of_all(self._bodies)

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
        if self._bodies.is_collective(spoken):
            return self._group(name, spoken, parts, "alias" if alias else "group")
        if parts.branch and parts.form:
            return self._branch(name, spoken, parts, rule)
        place = self._place(parts)
        body = self._body(parts, place)
        title = self._title(parts, place, body)
        standing = body if body is None or of_its_time else self._today(body)
        identity = (
            _stem(self._name_of_all.get(standing.name, standing.name))
            if standing is not None
            else _as_written(parts, place)
        )
        identifier = make_id(
            "unit", place.id, standing.function if standing is not None else "", identity, parts.owner, parts.office
        )
        title = title.replace(place.name, f"{place.name}人民政府", 1) if _OF_GOVERNMENT.match(name) else title
        return ResolvedUnit(identifier, title, self._bodies.kind(spoken), False, place, rule, name, None, place.name_en)

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
        known = words.startswith((place.name, place.short_name)) or place.code == NATION
        title = (words if known else place.name + words).translate(_BRACKETS)
        return ResolvedUnit(
            make_id("unit", place.id, "group", title), title, "group", True, place, rule, name, None, place.name_en
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
        stem = word.removesuffix("级")
        for place in self._chain:
            if place.name.endswith(_SELF_NAMED.get(stem, stem)) or (stem == "省" and place.level == "province"):
                return jurisdiction_of(place, self._gazetteer)
        level = parts_level(stem)
        for place in self._chain:
            if level is not None and place.level == level:
                return jurisdiction_of(place, self._gazetteer)
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
            return _as_written(parts, place, printed=parts.place)
        if place.code == NATION:
            of_all = "全国" if parts.text.startswith("全国") and body.level is None else ""
            return f"{of_all}{parts.owner}{body.name}{parts.office}"
        if body.function in _NATIONAL_CHAINS and parts.text.startswith(_NATIONAL_NAMES) and parts.place:
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
        if name.startswith("师市") and any(place.code == _XINJIANG for place in self._chain):
            return name[1:]
        committee = _PARTY_COMMITTEE.fullmatch(name)
        if committee:
            return committee.group("place") + "党委"
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


def _names_of_all(bodies: BodyLexicon) -> dict[str, str]:
    """Names of which a place has one: 国土资源局 became 自然资源局 here and 自然资源和规划局 there. Each with the first."""
    return {name: body.successors[0] for body in bodies if body.until is not None for name in body.successors}


def parts_level(word: str) -> str | None:
    """The level of government that a level word names."""
    return {
        "省": "province",
        "自治区": "province",
        "市": "city",
        "州": "city",
        "盟": "city",
        "地区": "city",
        "县": "county",
        "区": "county",
        "旗": "county",
    }.get(word)


def _as_written(parts: UnitName, place: Jurisdiction, printed: str = "") -> str:
    """The name of a body that no list knows, behind the place it belongs to (`printed`: in the form it has there)."""
    rest = parts.text if not parts.form else f"{parts.owner}{parts.form}{parts.office}{parts.branch}"
    known = rest.startswith(tuple(name for name in (place.name, place.short_name) if name))
    if rest.startswith(_NATIONAL_NAMES):
        return parts.text
    if known or place.code == NATION:
        return rest
    return (printed if printed == place.short_name and printed else place.name) + rest


def _stem(name: str) -> str:
    """What 发展和改革局 and 发展和改革委员会 of one place have in common: they are one body."""
    return _KIND_OF_ORGAN.sub("", name) or name
