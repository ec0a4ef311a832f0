"""Places as questions name them: every form in every frame, for the places of data/documents and tests/gold/made.

Only the reading of the question is measured; the plans are made up.
"""

from collections.abc import Iterator
from itertools import islice

import pytest

from reference.places import load_gazetteer
from search.catalogue import Catalogue, PlaceEntry, PlanEntry
from search.understanding.understand import Understander

WITH_PLANS = {
    "330900": "舟山市", "330902": "定海区", "330922": "嵊泗县", "330482": "平湖市", "330602": "越城区",
    "530927": "巍山彝族回族自治县", "130500": "邢台市", "510000": "四川省", "520600": "铜仁市", "340200": "芜湖市",
    "370900": "泰安市", "510107": "武侯区", "331181": "龙泉市", "150600": "鄂尔多斯市", "321322": "沭阳县",
    "222400": "延边朝鲜族自治州", "230822": "桦南县", "522722": "荔波县", "500106": "沙坪坝区", "440305": "南山区",
}  # fmt: skip
ALSO = {"330000": "浙江省", "330400": "嘉兴市", "330600": "绍兴市", "370923": "东平县", "370983": "肥城市"}
"""Places that the graph has and that have no plan of their own."""
ZONES = {
    "330600:滨海新区": ("绍兴滨海新区", "Shaoxing Binhai New Area", "330600"),
    "350128:综合试验区": ("平潭综合实验区", "Pingtan Comprehensive Experimental Zone", "350128"),
    "330482106": ("广陈镇", "Guangchen Town", "330482"),
    "330482102": ("新埭镇", "Xindai Town", "330482"),
}
FRAMES_ZH = (
    "{P}哪些部门牵头老旧小区改造？",
    "老旧小区改造在{P}由谁牵头？",
    "{P}的老旧小区改造由谁负责？",
    "{P} 老旧小区改造 牵头单位",
    "请问{P}财政局牵头哪些任务？",
)
FRAMES_EN = (
    "Which units lead the renovation of old housing in {P}?", "In {P}, who leads the renovation of old housing?",
    "What does the Finance Bureau of {P} lead?", "Which tasks does the Finance Bureau lead in {P}?",
)  # fmt: skip
RANKS = {"市": "City", "区": "District", "县": "County", "省": "Province"}


@pytest.fixture(scope="module")
def understander() -> Understander:
    gazetteer = load_gazetteer()
    places: dict[str, PlaceEntry] = {}
    plans: dict[str, PlanEntry] = {}
    listed = {**WITH_PLANS, **ALSO, "350128": "平潭县"}
    for code, name in listed.items():
        known = gazetteer.require(gazetteer.by_name(name)[0].code if len(gazetteer.by_name(name)) == 1 else code)
        above = next((up.name for up in gazetteer.ancestors(known.code) if up.name in listed.values()), None)
        places[name] = PlaceEntry(
            name, name, known.short_name, known.code, known.level, known.title_en, known.pinyin, above
        )
    for code, (name, english, parent) in ZONES.items():
        places[name] = PlaceEntry(
            name, name, name, code, "town", english, "", next(e.name for e in places.values() if e.code == parent)
        )
    for name in [*WITH_PLANS.values(), "绍兴滨海新区", "平潭综合实验区"]:
        plans[name] = PlanEntry(name, f"{name}方案", None, None, (None, None), (None, None), None, None, (name,))
    below: dict[str, list[str]] = {}
    for entry in places.values():
        below.setdefault(entry.parent or "", []).append(entry.id)
    catalogue = Catalogue(places, {}, plans, {}, {}, frozenset(), below, {name: [name] for name in plans})
    return Understander(catalogue, lambda pair: False, lambda pairs: set())


def chinese_forms(name: str, short: str, above: list[str]) -> Iterator[str]:
    yield name
    yield short
    for upper in above:
        yield upper + name
        yield f"{upper}的{name}"
        yield f"{upper}下辖的{name}"
        yield f"{name}（{upper}）"
    if len(above) > 1:
        yield above[1] + above[0] + name


def english_forms(name: str, english: str, above: list[str]) -> Iterator[str]:
    full = f"{english} {RANKS[name[-1]]}" if name[-1] in RANKS and len(name) < 6 else english
    yield from (full, full.lower(), english, english.lower(), english.upper())
    if name[-1] in RANKS and len(name) < 6:
        yield f"the {RANKS[name[-1]].lower()} of {english}"
    for upper in above:
        yield from (
            f"{full}, {upper}",
            f"{full} in {upper}",
            f"{upper}'s {full}",
            f"{upper} {full}",
            f"{full} ({upper})",
        )
    if len(above) > 1:
        yield f"{full}, {above[0]}, {above[1]}"


def questions() -> Iterator[tuple[str, str]]:
    """Each question and the one place it names."""
    gazetteer = load_gazetteer()
    number = 0
    for code, name in WITH_PLANS.items():
        known = next((place for place in gazetteer.by_name(name) if place.code == code), gazetteer.by_name(name)[0])
        above = [up for up in gazetteer.ancestors(known.code) if up.level in ("city", "province")]
        for form in chinese_forms(name, known.short_name, [up.name for up in above]):
            yield FRAMES_ZH[number % len(FRAMES_ZH)].format(P=form), name
            number += 1
        for form in english_forms(name, known.name_en, [up.name_en for up in above]):
            yield FRAMES_EN[number % len(FRAMES_EN)].format(P=form), name
            number += 1


def test_forms_of_places_name_the_place(understander: Understander) -> None:
    asked = list(islice(questions(), 600))
    wrong = [
        (question, found)
        for question, name in asked
        if (found := [place.name for place in understander.understand(question).places]) != [name]
    ]
    assert len(asked) > 300
    assert len(wrong) <= 0.02 * len(asked), wrong


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("滨海新区由谁牵头招商引资？", ["绍兴滨海新区"]),
        ("Who leads investment promotion in Binhai New Area?", ["绍兴滨海新区"]),
        ("平湖广陈制造业投资目标是多少？", ["广陈镇"]),
        ("广陈的制造业投资目标是多少？", ["广陈镇"]),
        ("What is the target for manufacturing investment in Guangchen?", ["广陈镇"]),
        ("Who leads investment promotion in ping hu?", ["平湖市"]),
        ("Who leads investment promotion in Ding-hai?", ["定海区"]),
        ("在川，招商引资由谁牵头？", ["四川省"]),
        ("川渝两地招商引资由谁牵头？", ["四川省", "重庆市"]),
        ("定海、平湖和嵊泗哪些部门牵头招商引资？", ["定海区", "平湖市", "嵊泗县"]),
        ("Who leads investment promotion in Pinghu, Dinghai and Xingtai?", ["平湖市", "定海区", "邢台市"]),
        ("Which units lead investment promotion in Zhoushan but not Dinghai?", ["舟山市"]),
        ("除定海区外，舟山市招商引资由谁牵头？", ["舟山市"]),
        ("阿旗哪些部门牵头草产业？", ["阿鲁科尔沁旗"]),
        ("鞍山市的铁西区由谁牵头招商引资？", ["铁西区"]),
        ("Who leads grain storage in Ganluo County of Liangshan?", ["甘洛县"]),
        ("云梯县哪些部门牵头招商引资？", ["云梯县"]),
        ("招商引资在柏林由谁牵头？", ["柏林"]),
        ("Who leads investment promotion in Tokyo?", ["东京"]),
        ("平湖市新仓镇由谁牵头招商引资？", ["新仓镇"]),
        ("守护绿水青山由谁牵头？", []),
        ("哪些部门牵头开展邮快合作？", []),
        ("推进以县城为重要载体的城镇化由谁牵头？", []),
        ("哪些乡镇有制造业投资的目标？", []),
        ("老旧小区和城镇社区改造由谁牵头？", []),
        ("宁愿少收费也要稳就业，由谁牵头？", []),
    ],
)
def test_places_of_every_kind(understander: Understander, question: str, places: list[str]) -> None:
    assert [place.name for place in understander.understand(question).places] == places


def test_a_tie_of_two_places_of_one_name_goes_to_the_one_with_a_plan(understander: Understander) -> None:
    found = understander.understand("Who leads investment promotion in Nanshan District?").places
    assert [(place.name, place.code) for place in found] == [("南山区", "440305")]
