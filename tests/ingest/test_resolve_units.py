"""Which body a name means, seen from the place of its plan."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from ingest.aliases import Alias, read_aliases
from ingest.resolve_units import ResolvedUnit, UnitResolver
from tests.ingest.test_resolve_places import resolve as places


def resolver(*names: str, aliases: tuple[Alias, ...] = ()) -> UnitResolver:
    return UnitResolver(tuple(places(*names)[0]), aliases)


def body(place: str, name: str) -> ResolvedUnit:
    return resolver(place).resolve(name)


@pytest.mark.parametrize(
    ("place", "name", "full", "home"),
    [
        ("定海区", "市资源规划局", "舟山市自然资源和规划局", "舟山市"),
        ("定海区", "区经信局", "定海区经济和信息化局", "定海区"),
        ("定海区", "省发展改革委", "浙江省发展和改革委员会", "浙江省"),
        ("定海区", "国家发展改革委", "国家发展和改革委员会", "全国"),
        ("舟山市", "市经信局", "舟山市经济和信息化局", "舟山市"),
        ("平湖市", "市经信局", "平湖市经济和信息化局", "平湖市"),
        ("平湖市", "嘉兴市财政局", "嘉兴市财政局", "嘉兴市"),
        ("平湖市", "经信局", "平湖市经济和信息化局", "平湖市"),
        ("开化县", "县人力社保局", "开化县人力资源和社会保障局", "开化县"),
        ("开化县", "团县委", "共青团开化县委员会", "开化县"),
        ("浙江省", "省财政厅", "浙江省财政厅", "浙江省"),
        ("全国", "发展改革委", "国家发展和改革委员会", "全国"),
        ("全国", "工业和信息化部", "工业和信息化部", "全国"),
        ("全国", "能源局", "国家能源局", "全国"),
        ("全国", "人民银行", "中国人民银行", "全国"),
        ("全国", "扶贫办", "国务院扶贫开发领导小组办公室", "全国"),
        ("全国", "海洋局", "国家海洋局", "全国"),
        ("全国", "供销合作总社", "中华全国供销合作总社", "全国"),
        ("重庆市", "市经济信息委", "重庆市经济和信息化委员会", "重庆市"),
        ("重庆市", "市政府外办", "重庆市人民政府外事办公室", "重庆市"),
        ("重庆市", "市中新项目管理局", "重庆市中新项目管理局", "重庆市"),
        ("重庆市", "重庆海关", "重庆海关", "重庆市"),
        ("重庆市", "人行重庆营管部", "中国人民银行重庆营业管理部", "重庆市"),
        ("浙江省", "浙江银保监局", "中国银行保险监督管理委员会浙江监管局", "浙江省"),
        ("浙江省", "省法院", "浙江省高级人民法院", "浙江省"),
        ("上海市", "市委网信办", "上海市委网络安全和信息化委员会办公室", "上海市"),
        ("上海市", "中国人民银行上海总部", "中国人民银行上海总部", "上海市"),
        ("上海市", "东方枢纽管理局", "上海市东方枢纽管理局", "上海市"),
        ("舟山市", "定海区", "定海区人民政府", "定海区"),
        ("开化县", "开化生态环境局", "开化生态环境局", "开化县"),
        ("开化县", "平安建设办公室", "开化县平安建设办公室", "开化县"),
        ("开化县", "和平区政府", "和平区人民政府", "和平区"),
        ("山东省", "青岛高新区管委会", "青岛高新区管理委员会", "青岛高新区"),
        ("重庆市", "涪陵高新区管委会", "涪陵高新区管理委员会", "涪陵高新区"),
        ("重庆市", "保税港区管委会", "重庆保税港区管理委员会", "重庆保税港区"),
        ("杭州市", "杭州钱塘新区管委会", "杭州钱塘新区管理委员会", "杭州钱塘新区"),
        ("河南省", "国网河南省电力公司", "国网河南省电力公司", "河南省"),
        ("涪陵区", "区城市管理委", "涪陵区城市管理委员会", "涪陵区"),
        ("全国", "全国老龄办", "全国老龄工作委员会办公室", "全国"),
    ],
)
def test_a_name_in_full_within_its_place(place: str, name: str, full: str, home: str) -> None:
    found = body(place, name)
    assert (found.name, found.jurisdiction.name, found.collective) == (full, home, False)


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("开化县", ["县发改局", "县发改委", "县发展改革局", "县发展和改革局", "发改局", "开化县发改局"]),
        ("开化县", ["县资源规划局", "县自然资源和规划局", "县资规局", "县自然资源局", "县国土资源局"]),
        ("开化县", ["县卫健局", "县卫生健康局", "县卫健委", "县卫计局", "县卫生计生局"]),
        ("开化县", ["县市场监管局", "县市监局", "县市场监督管理局", "县工商局"]),
        ("开化县", ["县生态环境局", "县环保局"]),
        ("平湖市", ["市人社局", "市人力社保局", "市人力资源社会保障局"]),
        ("定海区", ["区经信局(金融办)", "区经信局"]),
        ("全国", ["发展改革委", "国家发展改革委", "国家发展和改革委员会"]),
        ("全国", ["扶贫办", "国务院扶贫办"]),
        ("重庆市", ["市外办", "市政府外办"]),
        ("浙江省", ["有关部门", "省级有关部门"]),
    ],
)
def test_forms_and_former_names_of_one_body_are_one(place: str, names: list[str]) -> None:
    among = resolver(place)
    assert len({among.resolve(name).id for name in names}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("平湖市", "市经信局"), ("舟山市", "市经信局")),
        (("定海区", "市财政局"), ("定海区", "区财政局")),
        (("开化县", "县教育局"), ("开化县", "县财政局")),
        (("定海区", "市资源规划局"), ("定海区", "市资源规划局定海分局")),
        (("开化县", "各乡镇"), ("开化县", "各部门")),
        (("开化县", "县政府"), ("开化县", "县政府办公室")),
        (("开化县", "县乡村振兴局"), ("开化县", "县农业农村局")),
        (("开化县", "县物价局"), ("开化县", "县发改局")),
        (("上海市", "上海金融监管局"), ("上海市", "市地方金融监管局")),
        (("全国", "国务院扶贫办"), ("全国", "农业农村部")),
    ],
)
def test_different_bodies_stay_apart(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert body(*left).id != body(*right).id


def test_the_same_body_named_from_two_places_is_one() -> None:
    assert body("定海区", "市经信局").id == body("舟山市", "市经信局").id
    assert body("定海区", "省经信厅").id == body("平湖市", "省经信厅").id


def test_a_branch_sits_in_its_place_and_knows_its_bureau() -> None:
    found = body("定海区", "市资源规划局定海分局")
    assert found.name == "舟山市自然资源和规划局定海分局"
    assert (found.jurisdiction.name, found.branch_of) == ("定海区", "市资源规划局")


@pytest.mark.parametrize(
    "name", ["各乡镇", "各镇（街道）", "各县（市、区）政府", "市级有关部门", "各有关单位", "相关部门"]
)
def test_groups_are_collective(name: str) -> None:
    found = body("舟山市", name)
    assert (found.collective, found.kind, found.jurisdiction.name) == (True, "group", "舟山市")


def test_a_group_is_one_whatever_its_brackets() -> None:
    forms = ("各镇（街道）", "各镇<街道>", "各镇〔街道〕", "各镇(街道)")
    found = [body("舟山市", form) for form in forms]
    assert {(unit.id, unit.name) for unit in found} == {(found[0].id, "舟山市各镇（街道）")}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("国网开化县供电公司", "company"), ("县委组织部", "party"), ("县总工会", "association"), ("县法院", "court")],
)
def test_kinds_are_kept_apart(name: str, kind: str) -> None:
    assert body("开化县", name).kind == kind


def test_a_county_level_city_calls_itself_a_city() -> None:
    assert body("平湖市", "市财政局").jurisdiction.name == "平湖市"
    assert body("平湖市", "嘉兴市生态环境局平湖分局").jurisdiction.name == "平湖市"


def test_people_overrule_the_rules() -> None:
    decided = (Alias("开化县", "农投公司", "开化县农业投资集团有限公司"), Alias("", "两山合作社", "生态资产经营公司"))
    found = resolver("开化县", aliases=decided).resolve("农投公司")
    assert (found.name, found.rule) == ("开化县农业投资集团有限公司", "alias")
    assert resolver("定海区", aliases=decided).resolve("农投公司").rule != "alias"
    assert resolver("定海区", aliases=decided).resolve("两山合作社").rule == "alias"


def test_an_alias_joins_two_names() -> None:
    decided = (Alias("330824", "县营商办", "县发改局"),)
    among = resolver("开化县", aliases=decided)
    assert among.resolve("县营商办").id == among.resolve("县发展和改革局").id


def _write(folder: Path, text: str) -> Path:
    path = folder / "aliases.csv"
    path.write_text(text, "utf-8")
    return path


def test_aliases_are_read_from_a_file_that_people_edit(tmp_path: Path) -> None:
    path = _write(tmp_path, "\ufeffjurisdiction,written,canonical,note\n开化县, 农投公司 ,农业投资集团,电话核实\n,,,\n")
    assert read_aliases(path) == (Alias("开化县", "农投公司", "农业投资集团"),)
    assert read_aliases(tmp_path / "nothing.csv") == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "line 1"),
        ("written,canonical\n甲,乙\n", "line 1"),
        ("jurisdiction,written,canonical\n开化县,农投公司\n", "line 2"),
        ("jurisdiction,written,canonical\n,甲,乙\n开化县,,农业投资集团\n", "line 3"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(DataFileError, match=f"aliases.csv, {where}"):
        read_aliases(_write(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_bytes("jurisdiction,written,canonical\n开化县,甲,乙\n".encode("gb18030"))
    with pytest.raises(DataFileError, match="UTF-8"):
        read_aliases(path)


def test_what_a_list_names_side_by_side_is_two_bodies() -> None:
    among = resolver("开化县")
    apart = among.side_by_side([["县规划局", "县国土资源局"], ["县发改局", "县财政局"]])
    assert apart == {"县规划局", "县国土资源局"}
    assert among.resolve("县规划局").id == among.resolve("县国土资源局").id
    assert len({among.resolve(name, of_its_time=True).id for name in apart}) == 2


def test_a_zone_that_calls_itself_a_district() -> None:
    assert body("平潭综合实验区", "区财政金融局").jurisdiction.name == "平潭综合实验区"


@pytest.mark.parametrize(
    ("place", "one", "other"),
    [
        ("平湖市", "市税务局", "国家税务总局平湖市税务局"),
        ("平湖市", "新埭镇", "新埭镇人民政府"),
        ("平湖市", "当湖街道", "当湖街道办事处"),
        ("平湖市", "经开区管委会", "平湖经济技术开发区管委会"),
        ("平湖市", "平湖经济技术开发区", "平湖经济技术开发区管委会"),
        ("平湖市", "各镇街道", "各镇（街道）"),
        ("平湖市", "市级相关部门", "市级各有关部门"),
        ("平湖市", "国网平湖市供电公司", "市供电公司"),
        ("平湖市", "市金融办", "市地方金融监管局"),
        ("平湖市", "市农业局", "市农业农村局"),
        ("平湖市", "市文广新局", "市文化和旅游局"),
        ("图木舒克市", "第三师图木舒克市农业农村局", "师市农业农村局"),
        ("图木舒克市", "兵团农业农村局", "新疆生产建设兵团农业农村局"),
    ],
)
def test_forms_of_one_body_are_one(place: str, one: str, other: str) -> None:
    assert body(place, one).id == body(place, other).id


@pytest.mark.parametrize(
    ("place", "one", "other"),
    [
        ("图木舒克市", "兵团农业农村局", "自治区农业农村厅"),
        ("平湖市", "市乡村振兴局", "市农业农村局"),
        ("平湖市", "各镇", "各镇（街道）"),
        ("平湖市", "嘉兴海关", "平湖海关"),
    ],
)
def test_bodies_that_only_look_alike_stay_apart(place: str, one: str, other: str) -> None:
    assert body(place, one).id != body(place, other).id


@pytest.mark.parametrize(
    ("place", "name", "full"),
    [
        ("巴东县", "三峡大学", "三峡大学"),
        ("西安市", "西北农林科技大学", "西北农林科技大学"),
        ("平湖市", "晨光集团有限公司", "晨光集团有限公司"),
        ("平湖市", "老年大学", "平湖市老年大学"),
        ("平湖市", "水务集团", "平湖市水务集团"),
        ("图木舒克市", "兵团发展改革委", "新疆生产建设兵团发展和改革委员会"),
    ],
)
def test_a_name_of_its_own_takes_no_place(place: str, name: str, full: str) -> None:
    assert body(place, name).name == full


@pytest.mark.parametrize(("name", "full"), [("市发改委", "市发展和改革委员会"), ("省财政厅", "省财政厅")])
def test_bodies_of_a_plan_without_a_place_are_none_of_the_nation_s(name: str, full: str) -> None:
    found = UnitResolver(()).resolve(name)
    assert (found.name, found.jurisdiction.code) == (full, "")


def test_a_level_inside_a_name_is_no_place() -> None:
    assert body("遂宁市", "人行市中心支行").name == "中国人民银行遂宁市中心支行"


@pytest.mark.parametrize(
    ("place", "name", "full"),
    [
        ("全国", "省级农业农村部门", "省级农业农村部门"),
        ("全国", "县级人民政府", "县级人民政府"),
        ("全国", "设区的市级人民政府", "设区的市级人民政府"),
        ("全国", "地方财政部门", "地方财政部门"),
        ("湖北省", "县级教育部门", "湖北省县级教育部门"),
        ("湖北省", "市县财政部门", "湖北省市县财政部门"),
        ("湖北省", "县级以上人民政府", "湖北省县级以上人民政府"),
        ("平湖市", "镇级农业农村部门", "平湖市镇级农业农村部门"),
        ("象州县", "乡镇级路长办公室", "象州县乡镇级路长办公室"),
        ("全国", "有关地方人民政府", "有关地方人民政府"),
    ],
)
def test_bodies_of_lower_levels_are_many_and_not_the_plan_s_own(place: str, name: str, full: str) -> None:
    found = body(place, name)
    assert (found.name, found.collective, found.kind) == (full, True, "group")


@pytest.mark.parametrize(
    ("place", "name", "full"),
    [
        ("湖北省", "省级农业农村部门", "湖北省农业农村厅"),
        ("平湖市", "教育部门", "平湖市教育局"),
        ("松江区", "区建管委", "松江区建设和管理委员会"),
        ("怀化市", "市政府金融办", "怀化市人民政府金融工作办公室"),
        ("湖北省", "省市场监管局", "湖北省市场监督管理局"),
        ("开化县", "县乡村振兴局", "开化县乡村振兴局"),
        ("平湖市", "市区域合作办公室", "平湖市区域合作办公室"),
        ("昆明市", "滇池投资有限责任公司", "昆明市滇池投资有限责任公司"),
        ("平湖市", "市地方金融监管局", "平湖市地方金融监督管理局"),
    ],
)
def test_a_department_is_the_body_of_its_place(place: str, name: str, full: str) -> None:
    found = body(place, name)
    assert (found.name, found.collective) == (full, False)
