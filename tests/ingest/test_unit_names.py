"""A list of bodies cut into names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mapped import map_span
from ingest.unit_names import split_names
from ingest.unit_shape import looks_like_unit


def names(text: str) -> list[str]:
    return [name.name for name in split_names(map_span(text, 0, len(text))).names]


@pytest.mark.parametrize("mark", ["、", "，", ",", "；", ";", "/", "|", " ", "　", "\n", "·", "、 ", "，\n"])
def test_any_separator(mark: str) -> None:
    assert names(f"市教育局{mark}市财政局{mark}市公安局") == ["市教育局", "市财政局", "市公安局"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市公安局和市司法局", ["市公安局", "市司法局"]),
        ("市公安局、市司法局及市税务局", ["市公安局", "市司法局", "市税务局"]),
        ("市公安局，以及各区政府", ["市公安局", "各区政府"]),
        ("县发改局会同县财政局", ["县发改局", "县财政局"]),
        ("市自然资源和规划局", ["市自然资源和规划局"]),
        ("市住房和城乡建设局、市文化和旅游局", ["市住房和城乡建设局", "市文化和旅游局"]),
        ("市人力资源和社会保障局", ["市人力资源和社会保障局"]),
        ("和平区政府、和田地区行署", ["和平区政府", "和田地区行署"]),
        ("经信局、经开区管委会", ["经信局", "经开区管委会"]),
    ],
)
def test_conjunctions_part_bodies_and_not_words(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("区经信局(金融办)、区商务局", ["区经信局(金融办)", "区商务局"]),
        ("各县（市、区）政府、市直部门", ["各县（市、区）政府", "市直部门"]),
        ("各镇<街道>", ["各镇<街道>"]),
        ("市教育局（下同）、市财政局（列第一位的为牵头单位）", ["市教育局", "市财政局"]),
        ("市教育局）、市财政局", ["市教育局", "市财政局"]),
        ("（市教育局、市财政局", ["市教育局", "市财政局"]),
    ],
)
def test_brackets_of_a_name_stay_and_notes_go(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("各省、自治区、直辖市人民政府和新疆生产建设兵团", ["各省、自治区、直辖市人民政府", "新疆生产建设兵团"]),
        ("各市、县（区）人民政府、市直部门", ["各市、县（区）人民政府", "市直部门"]),
        ("各镇、街道，园区管委会", ["各镇、街道", "园区管委会"]),
        ("各镇（街道）、各行政村", ["各镇（街道）", "各行政村"]),
    ],
)
def test_levels_named_together_are_one_group(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新区招商一局、二局", ["新区招商一局", "新区招商二局"]),
        ("县纪委监委第一纪检监察室、第二纪检监察室", ["县纪委监委第一纪检监察室", "第二纪检监察室"]),
        ("市教育局、财政局", ["市教育局", "财政局"]),
        ("江安县、兴文县人民政府", ["江安县人民政府", "兴文县人民政府"]),
    ],
)
def test_names_that_cannot_stand_alone_are_completed(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市卫健委等部门", ["市卫健委"]),
        ("市卫健委等", ["市卫健委"]),
        ("市卫健委等相关部门", ["市卫健委", "相关部门"]),
        ("市卫健委等市级有关单位", ["市卫健委", "市级有关单位"]),
        ("市卫健委等8个部门", ["市卫健委"]),
        ("市卫健委等部门按职责分工", ["市卫健委"]),
    ],
)
def test_and_others(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("text", ["", "、、", "/", "—", "无", "2025年底", "1", "（）"])
def test_marks_for_none_are_no_names(text: str) -> None:
    assert names(text) == []


def test_the_same_body_counts_once() -> None:
    assert names("市教育局、市财政局、市教育局") == ["市教育局", "市财政局"]


def test_a_sentence_is_rejected_and_not_lost() -> None:
    text = "市教育局、要进一步压实各方面责任并且形成齐抓共管的强大工作合力确保各项目标任务按照时间节点如期完成到位见效"
    found = split_names(map_span(text, 0, len(text)))
    assert [name.name for name in found.names] == ["市教育局"]
    assert [piece.text[:4] for piece in found.rejected] == ["要进一步"]


@pytest.mark.parametrize(
    "name",
    [
        "市发改委",
        "各乡镇",
        "国网南河供电公司",
        "市中级人民法院",
        "江海大学",
        "市总工会",
        "团市委",
        "各县（市、区）政府",
        "新区管委会",
        "省委网信办",
        "银保监分局",
    ],
)
def test_what_looks_like_a_body(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize(
    "name", ["", "局", "推进市场建设", "完善。市教育局", "“十四五”", "增长速度", "加快建设的中心工作要求"]
)
def test_what_does_not(name: str) -> None:
    assert not looks_like_unit(name)


BODIES = st.sampled_from(
    "市发改委 县财政局 区住建局 市公安局 县人武部 各乡镇 市税务局 县供电公司 市总工会 团县委 江海大学 高新区管委会".split()
)


@given(st.lists(BODIES, min_size=1, max_size=8, unique=True), st.sampled_from("、，；/|"))
def test_a_list_is_read_back(bodies: list[str], mark: str) -> None:
    assert names(mark.join(bodies)) == bodies


@given(st.text(alphabet="市县发改委财政局、，（）〔〕<>和及各等部门 \n。A1", max_size=60))
def test_every_name_stands_at_its_span(text: str) -> None:
    found = split_names(map_span(text, 0, len(text)))
    for name in found.names:
        start, end = name.span
        assert 0 <= start < end <= len(text)
        if not name.completed:
            written = "".join(text[start:end].split())
            assert set("".join(name.name.split())) <= set(written)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("区规划局区经发局区环土局", ["区规划局", "区经发局", "区环土局"]),
        ("县残联县妇联县总工会各乡镇", ["县残联", "县妇联", "县总工会", "各乡镇"]),
        ("省科技厅（省外专局）省财政厅", ["省科技厅（省外专局）", "省财政厅"]),
        ("各市、县（区）人民政府 省商务厅 省市场监管局（省知识产权局） 省水利厅",
         ["各市、县（区）人民政府", "省商务厅", "省市场监管局（省知识产权局）", "省水利厅"]),
        ("国家税务总局省税务局", ["国家税务总局省税务局"]),
        ("市公安局市南分局", ["市公安局市南分局"]),
        ("市委市直机关工委", ["市委市直机关工委"]),
        ("市发展改革委市场处", ["市发展改革委市场处"]),
        ("县减灾委员会各成员单位", ["县减灾委员会各成员单位"]),
        ("国务院有关部门", ["国务院有关部门"]),
    ],
)  # fmt: skip
def test_names_run_together_by_a_table_cell_are_parted_at_their_levels(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("高新区、经开区、度假区管委会", ["高新区管委会", "经开区管委会", "度假区管委会"]),
        ("东湖、西山街道办事处", ["东湖街道办事处", "西山街道办事处"]),
        ("金井、南湾片区管理局", ["金井片区管理局", "南湾片区管理局"]),
        ("各有关部门、单位", ["各有关部门、单位"]),
        ("市政府有关部门、中央、省驻市有关单位", ["市政府有关部门", "中央、省驻市有关单位"]),
        ("各市、县〔区〕人民政府、省财政厅", ["各市、县〔区〕人民政府", "省财政厅"]),
        ("各镇（以下简称镇（街）、园区）、市财政局", ["各镇", "市财政局"]),
    ],
)
def test_names_that_share_an_end_or_are_one_group(text: str, found: list[str]) -> None:
    assert names(text) == found
