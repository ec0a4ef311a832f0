"""The gazetteer: look-up by code and name, resolution by context."""

import subprocess
import sys
import time

import pytest

from graph_schema.errors import DataFileError, InputError
from reference.places import NATION, load_gazetteer, read_gazetteer

GAZETTEER = load_gazetteer()


def test_every_division_has_a_parent_and_a_unique_code() -> None:
    codes = [place.code for place in GAZETTEER]
    assert len(codes) == len(set(codes)) > 3400
    assert all(GAZETTEER.by_code(place.parent_code) for place in GAZETTEER if place.code != NATION)
    assert len(GAZETTEER.children(NATION)) == 34


@pytest.mark.parametrize(
    ("name", "within", "codes"),
    [
        ("舟山", None, ["330900"]),
        ("舟山市", None, ["330900"]),
        ("普陀区", None, ["310107", "330903"]),
        ("普陀", "330000", ["330903"]),
        ("金塘镇", "330900", ["330902100"]),
        ("全国", None, ["000000"]),
        ("双江县", None, ["530925"]),
        ("东乡县", None, ["622926"]),
        ("东乡县", "361000", ["361029"]),
        ("鄂温克旗", None, ["150724"]),
        ("前郭县", None, ["220721"]),
        ("科左中旗", None, ["150521"]),
        ("内蒙古", None, ["150000"]),
        ("江干区", None, ["330104"]),
        ("无此地", None, []),
    ],
)
def test_places_are_found_by_full_short_and_other_names(name: str, within: str | None, codes: list[str]) -> None:
    assert [place.code for place in GAZETTEER.by_name(name, within)] == codes


def test_a_name_of_two_characters_has_no_short_form() -> None:
    yun = GAZETTEER.require("530922")
    assert (yun.name, yun.short_name, yun.title_en) == ("云县", "云县", "Yun County")


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("330902", "Dinghai District"),
        ("330922", "Shengsi County"),
        ("330000", "Zhejiang Province"),
        ("610000", "Shaanxi Province"),
        ("140000", "Shanxi Province"),
        ("150000", "Inner Mongolia Autonomous Region"),
        ("310000", "Shanghai"),
        ("310115", "Pudong New Area"),
        ("650100", "Urumqi City"),
        ("222400", "Yanbian Autonomous Prefecture"),
        ("410104", "Guancheng District"),
    ],
)
def test_english_titles(code: str, title: str) -> None:
    assert GAZETTEER.require(code).title_en == title


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("舟山", "330902", "330900"),
        ("普陀区", "330902", "330903"),
        ("普陀区", None, None),
        ("鼓楼区", "350000", "350102"),
        ("经开区", "330900", "330900:经开区"),
        ("舟山经济开发区", None, "330900:经开区"),
        ("舟山市经济技术开发区", "330000", "330900:经开区"),
        ("合肥高新区", None, "340176"),
        ("定海工业园区", "330900", "330902:工业园区"),
        ("滨海新区", None, "120116"),
        ("金海湾新区", "371000", "371000:金海湾新区"),
        ("某某局", "330900", None),
    ],
)
def test_a_name_is_resolved_from_its_context(name: str, within: str | None, code: str | None) -> None:
    found = GAZETTEER.resolve(name, within)
    assert (found.code if found else None) == code


def test_ancestors_and_descendants() -> None:
    assert [place.name for place in GAZETTEER.ancestors("330902100")] == ["定海区", "舟山市", "浙江省", "全国"]
    assert [place.name for place in GAZETTEER.ancestors("330900:高新区")] == ["舟山市", "浙江省", "全国"]
    assert [place.name for place in GAZETTEER.children("330900")] == ["定海区", "普陀区", "岱山县", "嵊泗县"]
    assert GAZETTEER.is_within("330902", "330000") and not GAZETTEER.is_within("330902", "330482")


def test_an_unknown_code_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="999999"):
        GAZETTEER.require("999999")


def test_a_malformed_line_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "divisions.tsv").write_text("head\n330900\t舟山市\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 2"):
        read_gazetteer(tmp_path)


def test_loading_is_quick_and_import_reads_nothing() -> None:
    code = (
        "import time; import reference.places as p; s = time.process_time(); g = p.load_gazetteer(); g.by_name('舟山');"
        "print(time.process_time() - s)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 0.5  # 0.03 s on an idle machine


def test_reading_a_long_text_takes_linear_time() -> None:
    text = "（" * 300_000 + "舟山市"
    start = time.process_time()
    assert len(GAZETTEER.find_in_text(text)) == 1
    assert time.process_time() - start < 3
