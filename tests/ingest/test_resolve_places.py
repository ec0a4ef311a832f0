"""Which places a plan's place names mean."""

import pytest

from ingest.facts import Facts, Plan, SourceInfo
from ingest.resolve_places import Jurisdiction, resolve_jurisdictions


def resolve(
    *names: str, title: str = "行动方案", issuers: tuple[str, ...] = (), text: str = "", path: str = "plan.txt"
) -> tuple[list[Jurisdiction], list[str]]:
    plan = Plan(title, issuers=issuers, jurisdictions=names)
    return resolve_jurisdictions(Facts(SourceInfo(path, "0" * 64, "txt", "utf-8", len(text)), plan), text)


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("定海区", "330902", "county"),
        ("舟山市", "330900", "city"),
        ("平湖市", "330482", "county"),
        ("开化县", "330824", "county"),
        ("浙江省", "330000", "province"),
        ("全国", "000000", "country"),
        ("广西壮族自治区", "450000", "province"),
        ("恩施土家族苗族自治州", "422800", "city"),
        ("锡林郭勒盟", "152500", "city"),
    ],
)
def test_names_that_stand_for_one_place(name: str, code: str, level: str) -> None:
    (place,), doubts = resolve(name)
    assert (place.name, place.code, place.level, doubts) == (name, code, level, [])


@pytest.mark.parametrize(
    ("path", "name", "code"),
    [
        ("舟山市定海区", "定海区", "330902"),
        ("浙江省嘉兴市平湖市", "平湖市", "330482"),
        ("徐州市鼓楼区", "鼓楼区", "320302"),
    ],
)
def test_a_place_by_its_path(path: str, name: str, code: str) -> None:
    (place,), doubts = resolve(path)
    assert (place.name, place.code, doubts) == (name, code, [])


@pytest.mark.parametrize(
    ("hint", "code"), [("南京市", "320106"), ("徐州市", "320302"), ("福州市", "350102"), ("开封市", "410204")]
)
def test_a_name_that_several_places_bear_is_told_by_the_header_or_the_text(hint: str, code: str) -> None:
    for found in (
        resolve("鼓楼区", title=f"{hint}鼓楼区行动方案"),
        resolve("鼓楼区", issuers=(f"{hint}鼓楼区人民政府",)),
        resolve("鼓楼区", text=f"根据{hint}有关部署，{hint}各部门配合。"),
        resolve("鼓楼区", path=f"{hint}/plan.txt"),
    ):
        assert [place.code for place in found[0]] == [code]
        assert found[1] == []


def test_without_a_hint_it_stays_open() -> None:
    (place,), doubts = resolve("鼓楼区")
    assert (place.code, doubts) == ("", ["鼓楼区"])


def test_a_place_that_no_gazetteer_knows_is_kept_with_a_doubt() -> None:
    (place,), doubts = resolve("云上新区")
    assert (place.name, place.code, doubts) == ("云上新区", "", ["云上新区"])
    assert resolve("云上新区")[0][0].id == place.id


def test_an_area_lies_in_its_place() -> None:
    (place,), _ = resolve("海宁经济开发区")
    assert place.parent == "330481"


def test_several_places_of_one_plan() -> None:
    places, doubts = resolve("定海区", "普陀区")
    assert ([place.code for place in places], doubts) == (["330902", "330903"], [])
