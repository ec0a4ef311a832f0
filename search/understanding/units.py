"""The units a question names: as written in plans, by full name, abbreviation or English name, by what they do."""

import re
from collections.abc import Iterable

from reference.areas import AREA_KINDS
from reference.bodies import BodyLexicon, BodyMention, load_bodies
from reference.patterns import lazy_pattern
from search.catalogue import Catalogue
from search.understanding.object_asked import names_work
from search.understanding.places import FoundPlace
from search.understanding.query import UnitRef
from search.understanding.text import Reading, has_han
from search.understanding.unit_choice import GENERAL_FUNCTIONS, FoundUnit, UnitChoice
from search.understanding.unit_index import UnitIndex
from search.understanding.units_en import EnglishUnitReader

# A form that ends otherwise (产业平台, 公安) may be a topic and needs a place, a level or a role beside it.
_SURE_ENDING = lazy_pattern(
    r"(?:局|委|办|厅|院|署|中心|部门|办公室|委员会|政府|分局|支队|大队|集团|公司|银行|支行|联合会|总工会|协会|联|法院|检察院|管委会|指挥部|组|部|会|行|社|所|站|队|校)$"
)
_OF_THE_NATION = lazy_pattern("国家|国务院|中央|全国|最高人民")
"""国家卫健委 is the nation's alone."""
# Bodies that are also what plans are about: they are units only as the subject of a sentence.
_COMMON = frozenset(
    (
        "高校 院校 学校 中小学 幼儿园 医院 卫生院 乡镇卫生院 村卫生室 养老院 "
        "养老机构 企业 银行 社区 园区 政府部门 产业平台 行业协会 协会 商会 服务中心"
    ).split()
)
_LEVEL_CHARS = frozenset("省市县区旗州镇乡")
_FOR = ("给", "为", "向", "对", "帮")
"""Before those for whom something is done: 给乡镇卫生院培养多少医学生."""


class UnitReader:
    """Finds units for one catalogue."""

    def __init__(self, catalogue: Catalogue, index: UnitIndex) -> None:
        self._catalogue = catalogue
        self._index = index
        self._choice = UnitChoice(catalogue, index)
        self._english = EnglishUnitReader(catalogue, index)
        self._bodies: BodyLexicon = load_bodies()

    def read(self, reading: Reading, places: list[FoundPlace]) -> list[FoundUnit]:
        """All units named, in order, none overlapping; nothing is marked in the reading.

        A unit without a place of its own is one of the places named, else of any place.
        """
        found: list[FoundUnit] = []
        if has_han(reading.text):
            written = self._by_written_name(reading, places)
            bodies = self._chinese(reading, places)
            found += self._agreed(written, bodies, places)
            shortened = self._by_shortened_name(reading, found)
            if shortened is not None:
                found = [unit for unit in found if unit.end <= shortened.start or shortened.end <= unit.start]
                found.append(shortened)
        if reading.language == "en" or not has_han(reading.text):
            found += self._english.read(reading, places, found)
        found = [unit for unit in found if not _is_work(reading, unit, places)]
        return sorted((unit for unit in found if not _is_no_actor(reading.text, unit)), key=lambda unit: unit.start)

    def _agreed(self, written: list[FoundUnit], bodies: list[FoundUnit], places: list[FoundPlace]) -> list[FoundUnit]:
        """Units by written name and by function in one list; where both read the same words, the one that fits them best."""
        found = [
            self._better(unit, [body for body in bodies if body.start < unit.end and unit.start < body.end], places)
            for unit in written
        ]
        found += [
            body for body in bodies if not any(body.start < other.end and other.start < body.end for other in found)
        ]
        kept: list[FoundUnit] = []
        for unit in found:
            if not any(unit.start < other.end and other.start < unit.end for other in kept):
                kept.append(unit)
        return kept

    def _better(self, unit: FoundUnit, bodies: list[FoundUnit], places: list[FoundPlace]) -> FoundUnit:
        """The unit, or what its words mean by function: where that is of a place named and the unit is of another."""
        scope = [place.ref.id for place in places if place.ref.id]
        elsewhere = bool(scope and unit.ref.ids) and self._distance(unit, scope) > 2
        body = next((body for body in bodies if body.ref.ids or elsewhere), None)
        if body is None:
            return unit
        reaches = body.start <= unit.start and unit.end <= body.end
        if reaches and not unit.ref.ids:
            return body
        if unit.ref.ids and unit.start <= body.start and body.end <= unit.end and _is_whole(unit):
            return unit
        if reaches and places and set(unit.ref.ids) <= set(body.ref.ids):
            return FoundUnit(body.start, body.end, UnitRef(body.ref.written, unit.ref.ids), body.places)
        if reaches and (elsewhere or (scope and self._distance(body, scope) < self._distance(unit, scope))):
            return body
        return body if _covers(body, unit) else unit

    def _distance(self, unit: FoundUnit, scope: list[str]) -> int:
        """How far from the places named units are: 0 of them, 1 within, 2 above, 3 elsewhere."""
        ids = list(unit.ref.ids)
        if self._index.at(ids, scope, exactly=True):
            return 0
        if self._index.at(ids, scope, exactly=False):
            return 1
        return 2 if self._index.nearest(ids, scope) else 3

    def _by_written_name(self, reading: Reading, places: list[FoundPlace]) -> list[FoundUnit]:
        """Names just as the graph has them, longest first."""
        text, names = reading.text, self._index.by_name
        found: list[FoundUnit] = []
        position = 0
        while position < len(text):
            step = 1
            for length in range(min(self._index.longest_name, len(text) - position), 2, -1):
                name = text[position : position + length]
                ids = names.get(name)
                if not ids or not self._is_name_here(reading, position, name, ids):
                    continue
                start = next((place.start for place in places if place.start < position < place.end), position)
                inside, beside = _around(places, start, position + length, text)
                scope = [place.ref.id for place in (beside or inside) if place.ref.id]
                scope = scope or [place.ref.id for place in places if place.ref.id and place not in inside]
                chosen = self._index.nearest(ids, scope) or ids
                owner = next((place for place in [*inside, *beside] if place.start < position), None)
                if any(place.start >= position for place in inside):
                    owner, chosen = None, ids  # a whole name; what stands before it only says where the place lies
                if owner is not None:  # 杭州市公安局 is not that of another city
                    placeless = [unit for unit in ids if not self._catalogue.units[unit].place]
                    here = (
                        self._choice.of_place(ids, [owner.ref.id])
                        if owner.ref.id
                        else self._choice.named_after(owner, ids)
                    )
                    chosen = here or placeless
                start = self._with_level_word(text, start, chosen)
                written = text[start : position + length]
                found.append(
                    FoundUnit(start, position + length, UnitRef(written, tuple(chosen)), tuple(inside + beside))
                )
                step = length
                break
            position += step
        return found

    def _with_level_word(self, text: str, start: int, ids: Iterable[str]) -> int:
        """Where a name begins with the level word before it: 在芜湖市，市|文旅投资公司."""
        ids = list(ids)
        word = text[start - 1 : start]
        free = start == 1 or text[start - 2 : start - 1] in "，,由是让请给和与、：:“ "
        fits = bool(ids) and word in _LEVEL_CHARS and all(self._index.is_level(unit, word) for unit in ids)
        return start - 1 if start and free and fits else start

    def _by_shortened_name(self, reading: Reading, known: list[FoundUnit]) -> FoundUnit | None:
        """The subject of a sentence that leaves out characters of a unit's name: 港航中心金塘分中心."""
        match = _SUBJECT.match(reading.text)
        if match is None or not _SURE_ENDING.search(match[1]):
            return None
        phrase, start, end = match[1], match.start(1), match.end(1)
        if any(unit.ref.ids and unit.end >= end for unit in known):
            return None
        fitting = [
            name
            for name in self._index.by_name
            if len(phrase) < len(name) <= 3 * len(phrase) and name[-2:] == phrase[-2:] and _is_within(phrase, name)
        ]
        if not fitting:
            return None
        ids = dict.fromkeys(unit for name in fitting for unit in self._index.by_name[name])
        return FoundUnit(start, end, UnitRef(phrase, tuple(ids))) if len(ids) == 1 else None

    def _is_name_here(self, reading: Reading, position: int, name: str, ids: Iterable[str]) -> bool:
        collective = all(self._catalogue.units[identifier].collective for identifier in ids)
        if collective and reading.text[:position].endswith(_FOR):
            return False
        if collective and not name.startswith("各") and not _SURE_ENDING.search(name):
            return _is_subject(reading, position, position + len(name))
        return (
            bool(_SURE_ENDING.search(name))
            or name.startswith("各")
            or _is_subject(reading, position, position + len(name))
        )

    def _chinese(self, reading: Reading, places: list[FoundPlace]) -> list[FoundUnit]:
        found: list[FoundUnit] = []
        for mention in self._bodies.find_in_chinese(reading.text):
            start, end = mention.start, mention.end
            subject = _is_subject(reading, start, end)
            marked = bool(mention.level_word or mention.places)
            if mention.body.function in GENERAL_FUNCTIONS and not marked and not subject:
                continue
            sure = _SURE_ENDING.search(mention.name) and mention.form not in _COMMON
            if not (subject or marked) and mention.body.kind == "institution" and reading.text[:start].endswith(_FOR):
                continue
            if not subject and not sure and (not marked or mention.form in _COMMON):
                continue
            if not subject and not sure and not _ENDS_HERE.match(reading.text, end):
                continue  # 静安|消防车
            level = mention.level_word
            over = next((place for place in places if place.start < start < place.end), None)
            if over is not None:  # 平潭综合实验|区公安局
                start, level, marked = over.start, "", True
            own = [place for place in places if start <= place.start and place.end <= end] if over is None else [over]
            own = own or [place for place in places if place.end == start - 1 and reading.text[place.end] == "的"]
            ids = self._index.by_function.get(mention.body.function, [])
            if mention.branch_places:  # 市资规局定海分局 lies in 定海
                ids = [unit for unit in ids if self._catalogue.units[unit].branch_of] or ids
                level = ""
            if self._is_national(mention):
                ids = [unit for unit in ids if self._index.is_level(unit, "nation")]
            others = [place for place in places if place not in own]
            chosen = self._choice.chosen(ids, level, own, others)
            if not chosen:
                chosen = self._choice.chosen(self._of_successors(mention), level, own, others)
            if not chosen and not subject:
                continue
            found.append(FoundUnit(start, end, UnitRef(reading.text[start:end], tuple(chosen)), tuple(own)))
        return found

    def _of_successors(self, mention: BodyMention) -> list[str]:
        """The units with the functions of those that took over a body which is no more: 工商局 is the 市场监管局."""
        functions = {body.function for body in self._bodies.successors(mention.body)} - {mention.body.function}
        return [unit for function in sorted(functions) for unit in self._index.by_function.get(function, ())]

    def _is_national(self, mention: BodyMention) -> bool:
        """国家卫健委, 工信部: a body of the nation alone, not those of places that do the same."""
        if mention.places or mention.branch_places or mention.level_word:
            return False
        if _OF_THE_NATION.match(mention.name):
            return True
        body = self._bodies.match(mention.form, level="nation") if mention.form.endswith("部") else None
        return body is not None and body.level == "nation" and body.kind == "government"


def without_bodies(text: str, places: list[FoundPlace]) -> list[FoundPlace]:
    """The places that are not words of what a body does: 公安 of 公安局 is no county."""
    if not has_han(text):
        return places
    forms = [
        (body.end - len(body.form) - len(body.level_word), body.end) for body in load_bodies().find_in_chinese(text)
    ]

    def is_word(place: FoundPlace, start: int, end: int) -> bool:
        if (place.start, place.end) == (start, end) and text[start:end] in AREA_KINDS:
            return _ACTS_ZH.match(text, end) is not None  # 经开区牵头的任务, 经开区的制造业投资目标
        return start <= place.start and place.end <= end

    return [place for place in places if not any(is_word(place, start, end) for start, end in forms)]


_ACTS_ZH = lazy_pattern(
    "(?:都|主要|具体|一共|共|也|要|是否|有没有)?(?:牵头|负责|配合|参与|参加|承担|主抓|协助|管|做|干)"
)


_ENDS_HERE = lazy_pattern(
    "$|[ ，,。？?、；;:：()的和与及跟是在有要都也应该需能会做干管该主承联共分单怎如为被由参配协]|部门|单位|机构|系统|具体|一共|哪些|什么|牵头|负责"
)
"""What follows a name in the middle of a sentence; other words go on with it."""
_SUBJECT = lazy_pattern(
    r"(?:请问)?([\u4e00-\u9fff()（）]{4,20}?)(?:在[^，,]{1,8})?(?:都|主要|具体)?(?:牵头|负责|配合|参与|参加|承担|主抓|协助|的任务|的职责|有哪些任务)"
)


_WHOSE = lazy_pattern(
    "(?:应该?|要|该|都|主要|具体|工程|项目|建设|的?改造|的?扩建|的?运营|的?筹建){0,2}(?:由|归|让|交由|是)(?:谁|哪|什么)"
)
"""残疾人服务中心由哪个单位建设: what stands before it is what work is done on."""
_BUILT = lazy_pattern("(?:中心|[院馆站校园所场厂港社]|学校|医院|基地|公司)$")
"""Bodies that are also things built: the others (局, 委) are none."""
_RANK_BEFORE = lazy_pattern(r"\b(?:municipal|county|district|city|provincial|prefectural|regional) ?$", re.IGNORECASE)
_NATION = lazy_pattern("(?:the )?state council|国务院", re.IGNORECASE)
"""It issues plans and has no tasks in them; its name says that the nation's plans are meant."""


def rank_before(text: str, unit: FoundUnit) -> tuple[int, int] | None:
    """Where the word for its level stands right before an English name: the regional Department of Education."""
    match = _RANK_BEFORE.search(text, 0, unit.start)
    return match.span() if match else None


def _is_work(reading: Reading, unit: FoundUnit, places: list[FoundPlace]) -> bool:
    """Whether a name is part of what an English question asks a role of; its place stands before it or at its head."""
    before = reading.text[: unit.start].rstrip(" '’s")
    placed = next((place.start for place in places if place.end == len(before)), unit.start)
    return names_work(reading, unit.start, unit.end, placed)


def _is_no_actor(text: str, unit: FoundUnit) -> bool:
    """Whether a name is not that of a body asked about: of something to be built, or of the plans' issuer."""
    if _NATION.fullmatch(unit.ref.written):
        return True
    return _BUILT.search(unit.ref.written) is not None and _WHOSE.match(text, unit.end) is not None


def _is_within(phrase: str, name: str) -> bool:
    """Whether the characters of a phrase stand in a name in their order."""
    letters = iter(name)
    return all(letter in letters for letter in phrase)


def _around(places: list[FoundPlace], start: int, end: int, text: str) -> tuple[list[FoundPlace], list[FoundPlace]]:
    """Places inside a unit's name, and those right before it (嵊泗县经信局)."""
    inside = [place for place in places if start <= place.start and place.end <= end]
    beside = [place for place in places if place.end <= start and text[place.end : start] in ("", "的", " ")]
    return inside, beside[-1:]


def _is_whole(unit: FoundUnit) -> bool:
    """Whether a name has its place in it: no other place can be meant."""
    return any(place.end > unit.start for place in unit.places)


def _covers(longer: FoundUnit, shorter: FoundUnit) -> bool:
    """Whether one name reaches beyond another: 民政部门 is not the 民政部."""
    overlap = longer.start < shorter.end and shorter.start < longer.end
    return overlap and longer.end - longer.start > shorter.end - shorter.start and bool(longer.ref.ids)


def _is_subject(reading: Reading, start: int, end: int) -> bool:
    """Whether a role word follows a name, as after the subject of a sentence (产业平台负责哪些任务)."""
    after = reading.text[end : end + 4]
    before = reading.text[max(0, start - 2) : start]
    in_a_plan = start == 0 and re.match(
        r"在[^，,？?]{2,24}?(?:牵头|负责|配合|参与|承担|要?做|的任务|任务)", reading.text[end : end + 32]
    )
    return bool(
        in_a_plan or re.match(r"\s*(?:牵头|负责|配合|参与|承担|主抓|主管|协助|要做|做)", after)
    ) or before.endswith(("由", "是否由"))
