"""Unit names in their parts, what sort of unit they are, and where text names one."""

import time

import pytest

from reference.bodies import load_bodies

BODIES = load_bodies()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("市财政局", {"level_word": "市", "form": "财政局"}),
        ("市市场监管局", {"level_word": "市", "form": "市场监管局"}),
        ("市场监管局", {"form": "市场监管局"}),
        ("台州市场监管局", {"place": "台州", "form": "市场监管局"}),
        (
            "温州市生态环境局瑞安分局",
            {"place": "温州市", "form": "生态环境局", "branch": "瑞安分局", "branch_place": "瑞安"},
        ),
        ("市公安局经开区分局", {"level_word": "市", "form": "公安局", "branch": "经开区分局"}),
        ("区住建局（人防办）", {"level_word": "区", "form": "住建局", "bracket": "人防办"}),
        ("人行温岭市支行", {"place": "温岭市", "form": "人行支行"}),
        ("国家税务总局温岭市税务局", {"owner": "国家税务总局", "place": "温岭市", "form": "税务局"}),
        ("台州湾新区管委会", {"place": "台州湾新区", "form": "管委会"}),
        ("县委办公室", {"level_word": "县", "form": "委办公室"}),
        ("县民政局", {"level_word": "县", "form": "民政局"}),
        ("市政务服务中心", {"level_word": "市", "form": "政务服务中心"}),
        ("中共玉环市委宣传部", {"place": "玉环市", "form": "委宣传部"}),
        ("和平镇人民政府", {"place": "和平镇", "form": "人民政府"}),
        ("县教育科技和体育局", {"level_word": "县", "form": "教育科技和体育局"}),
        ("团区委", {"level_word": "区", "form": "团委"}),
        ("市交通局机关", {"level_word": "市", "form": "交通局", "office": "机关"}),
        ("县清溪水库建设指挥部", {"level_word": "县", "form": "清溪水库建设指挥部"}),
        ("县文旅局 ", {"level_word": "县", "form": "文旅局"}),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: dict[str, str]) -> None:
    read = BODIES.decompose(name)
    names = ("owner", "place", "level_word", "form", "branch", "branch_place", "office", "bracket")
    found = {part: getattr(read, part) for part in names if getattr(read, part)}
    found.pop("branch_place", None) if "branch_place" not in parts else None
    assert found == parts


def test_a_merged_bureau_has_the_function_of_its_first_part() -> None:
    body = BODIES.decompose("县教育科技和体育局").body
    assert body is not None and (body.function, body.is_kin) == ("education", True)


def test_the_place_of_a_name_has_its_code() -> None:
    assert BODIES.decompose("玉环市发改局").place_code == "331083"
    assert BODIES.decompose("普陀区财政局").place_code is None
    assert BODIES.decompose("普陀区财政局", within="330900").place_code == "330903"


@pytest.mark.parametrize(
    "name",
    [
        "各乡镇", "各县（市、区）人民政府", "各县〔市、区〕政府", "各镇（街道）", "各镇<街道>",
        "市级有关部门", "县级有关单位", "各有关单位", "相关部门", "各成员单位", "领导小组成员单位",
        "功能区管委会", "产业平台", "县（市、区）政府", "有关乡镇（街道）", "市直有关部门", "国务院有关部门",
        "属地政府", "各地", "各银行机构", "市有关单位", "其他相关部门", "乡镇人民政府", "区县政府",
    ],
)  # fmt: skip
def test_group_terms_are_collective(name: str) -> None:
    assert BODIES.is_collective(name)
    assert BODIES.kind(name) == "group"
    assert BODIES.looks_like_unit(name)


@pytest.mark.parametrize(
    "name",
    [
        "县政府",
        "市政府",
        "市监局",
        "市场监管局",
        "综合执法局",
        "县行政审批局",
        "城东街道",
        "金山镇",
        "市金融监管局",
        "县委",
        "区司法局",
    ],
)
def test_single_bodies_are_not_collective(name: str) -> None:
    assert not BODIES.is_collective(name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("县财政局", "government"),
        ("市委宣传部", "party"),
        ("县人大常委会", "assembly"),
        ("县人民法院", "court"),
        ("市大数据中心", "institution"),
        ("国网玉环市供电公司", "company"),
        ("市建筑业协会", "association"),
        ("温州大学", "university"),
        ("区人武部", "military"),
        ("县钢铁集团", "company"),
        ("分管副县长", "person"),
        ("王小明", "person"),
        ("各乡镇", "group"),
    ],
)
def test_the_kind_of_a_unit(name: str, kind: str) -> None:
    assert BODIES.kind(name) == kind


@pytest.mark.parametrize("text", ["加快建设", "到2025年", "提升产业能级", "工业用地。县财政局", "土地改革", ""])
def test_other_words_do_not_look_like_units(text: str) -> None:
    assert not BODIES.looks_like_unit(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("舟山市资规局和县发改委牵头哪些任务", ["舟山市资规局", "县发改委"]),
        ("市场监管局负责什么", ["市场监管局"]),
        ("台州市场监管局", ["台州市场监管局"]),
        ("市资源规划局定海分局配合", ["市资源规划局定海分局"]),
        ("人行温岭市支行", ["人行温岭市支行"]),
        ("自然资源部门牵头", ["自然资源部门"]),
        ("推进移动办公", []),
        ("", []),
    ],
)
def test_bodies_in_chinese_text(text: str, found: list[str]) -> None:
    assert [mention.name for mention in BODIES.find_in_chinese(text)] == found


@pytest.mark.parametrize(
    ("text", "function", "level", "explicit"),
    [
        ("the county Finance Bureau", "finance", "county", True),
        ("Municipal Ecology and Environment Bureau", "environment", "city", True),
        ("Bureau of Ecology and Environment", "environment", None, True),
        ("Reform and Development Commission", "development_reform", None, True),
        ("the natural resources and planning bureau", "natural_resources", None, True),
        ("planning & natural resources bureau", "natural_resources", None, True),
        ("Finance Bureau of the county", "finance", "county", True),
        ("Provincial Department of Transportation", "transport", "province", True),
        ("Ministry of Finance", "finance", "nation", True),
        ("NDRC", "development_reform", "nation", True),
        ("human resources and social security", "human_resources", None, False),
        ("Market Supervision Administration", "market_regulation", None, True),
        ("district government", "government", "county", True),
        ("the Investment Promotion Center", "investment_promotion", None, True),
        ("Federation of Trade Unions", "trade_union", None, True),
    ],
)
def test_bodies_in_english_text(text: str, function: str, level: str | None, explicit: bool) -> None:
    mention = BODIES.find_in_english(text)[0]
    assert (mention.functions[0], mention.level, mention.is_explicit) == (function, level, explicit)


@pytest.mark.parametrize(
    "text", ["which units lead land reform", "finance for small firms", "raise the number of jobs"]
)
def test_topics_are_no_bodies(text: str) -> None:
    assert BODIES.find_in_english(text) == []


def test_several_english_bodies_stay_apart() -> None:
    text = "Science and Technology Bureau, Finance Bureau and the Commerce Bureau"
    assert [m.functions[0] for m in BODIES.find_in_english(text)] == ["science", "finance", "commerce"]


def test_hostile_names_take_no_time() -> None:
    start = time.process_time()
    for name in ("县区" * 50_000, "（" * 100_000, "相关" + "县区" * 30 + "x", "镇乡" * 40 + "x"):
        BODIES.is_collective(name)
        BODIES.looks_like_unit(name)
        BODIES.decompose(name)
    assert time.process_time() - start < 2
