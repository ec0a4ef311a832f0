"""Responsibility: every way in which plans name who leads and who supports."""

import time

import pytest

from ingest.mapped import map_span
from ingest.responsibility import read_responsibility
from ingest.sentence_roles import read_sentences
from tests.ingest.plan_reading import Unit, listed, named, unit

LEAD, SUPPORT = "lead", "support"


@pytest.mark.parametrize("pair", ["（）", "()", "〔〕", "[]", "【】", "<>", "﹝﹞", "［］"])
@pytest.mark.parametrize("separators", ["：、", ":、", "：，", ":,", "：；", "： "])
def test_brackets_and_separators_of_any_kind(pair: str, separators: str) -> None:
    colon, comma = separators
    text = f"完善冷链网络。{pair[0]}责任单位{colon}市商务局{comma}市交通运输局{comma}市邮政管理局{pair[1]}"
    assert named(text) == {"lead": ["市商务局"], "support": ["市交通运输局", "市邮政管理局"]}


@pytest.mark.parametrize(
    "content",
    [
        "牵头单位：县水利局；配合单位：县财政局、县住建局",
        "牵头单位：县水利局，配合单位：县财政局，县住建局",
        "牵头单位：县水利局。配合单位：县财政局、县住建局。",
        "牵头单位：县水利局 配合单位：县财政局 县住建局",
        "牵头单位：县水利局/配合单位：县财政局/县住建局",
        "牵头单位—县水利局；配合单位－县财政局、县住建局",
        "牵头部门：县水利局、参与部门：县财政局、县住建局",
        "主办单位:县水利局;协办单位:县财政局、县住建局",
        "牵头责任单位：县水利局；配合责任单位：县财政局、县住建局",
        "主责单位：县水利局；参加单位：县财政局、县住建局",
        "牵头单位为县水利局，配合单位为县财政局、县住建局",
        "牵头单位：县水利局；责任单位：县财政局、县住建局",
        "县水利局牵头，县财政局、县住建局配合",
        "县水利局牵头；县财政局、县住建局参与",
        "县水利局牵头负责，县财政局、县住建局配合实施",
        "由县水利局牵头，县财政局、县住建局协同配合",
        "县水利局牵头，县财政局、县住建局等按职责分工负责",
        "县水利局牵头，县财政局、县住建局等部门按照职责分工负责",
        "县水利局牵头，会同县财政局、县住建局落实",
        "县水利局主办，县财政局、县住建局协办",
        "县水利局（牵头）、县财政局、县住建局",
        "县水利局（牵头）、县财政局（配合）、县住建局（配合）",
    ],
)
def test_role_words_before_and_behind_the_names(content: str) -> None:
    assert listed(f"整治河道。（{content}）") == [
        ("县水利局", LEAD, "stated"),
        ("县财政局", SUPPORT, "stated"),
        ("县住建局", SUPPORT, "stated"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "主办单位：区商务局、区交通局",
        "主要责任单位：区商务局，区交通局",
        "责任单位：区商务局、区交通局",
        "责任部门：区商务局，区交通局",
        "责任主体：区商务局、区交通局",
        "实施单位：区商务局、区交通局",
        "落实单位：区商务局、区交通局",
        "主管部门和责任单位：区商务局、区交通局",
        "区商务局、区交通局负责",
        "区商务局、区交通局等负责",
        "区商务局、区交通局按职责分工负责",
        "区商务局、区交通局等按职责分工负责",
        "区商务局、区交通局按照各自职责负责",
        "区商务局、区交通局等单位共同负责",
        "区商务局、区交通局",
        "区商务局，区交通局",
    ],
)
def test_without_role_words_the_first_is_only_first_listed(content: str) -> None:
    assert listed(f"建设货运枢纽。（{content}）") == [
        ("区商务局", LEAD, "first_listed"),
        ("区交通局", SUPPORT, "listed"),
    ]


RULES = [
    "列第一位的为牵头单位，下同",
    "列第一位者为牵头单位，下同",
    "列首位者为牵头单位，下同",
    "列在首位的为牵头单位，下同",
    "排名第一的为牵头单位，下同",
    "排在第一的为牵头单位",
    "排在第一位的单位为牵头单位，以下同",
    "排首位的为牵头部门，下同",
    "排序第一的是牵头单位",
    "居首位的为牵头单位，下同",
    "第一个单位为牵头单位，下同",
    "首列单位为牵头单位，下同",
    "首位单位为牵头单位，以下均同",
    "第一位为主要责任单位，下同",
    "列第一位的单位牵头，下同",
    "排在首位的牵头负责，下同",
    "涉及多个部门的，列第一位的为牵头单位，下同",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "shape",
    [
        "责任单位：市农业农村局、市林业局，{}",
        "责任单位：市农业农村局、市林业局。{}",
        "责任单位：市农业农村局、市林业局；{}",
        "责任单位：市农业农村局、市林业局（{}）",
        "责任单位：市农业农村局、市林业局〔{}〕",
        "市农业农村局、市林业局负责。{}",
        "市农业农村局、市林业局按职责分工负责，{}",
    ],
)
def test_a_rule_that_position_decides_is_declared(shape: str, rule: str) -> None:
    assert listed(f"发展林下经济。（{shape.format(rule)}）") == [
        ("市农业农村局", LEAD, "declared"),
        ("市林业局", SUPPORT, "listed"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "各项任务列第一位的责任单位为牵头单位。",
        "以下任务中排在首位的单位为牵头单位，其余为配合单位。",
        "责任单位中排名第一的为牵头单位，负责统筹协调。",
    ],
)
def test_a_rule_may_stand_in_a_sentence(sentence: str) -> None:
    text = f"明确责任分工。{sentence}"
    assert read_responsibility(map_span(text, 0, len(text))).declares


def test_a_rule_does_not_overrule_a_role_word() -> None:
    text = "建设示范点。（牵头单位：县林业局、县文旅局；配合单位：县财政局）"
    assert listed(text, rule=True) == [
        ("县林业局", LEAD, "stated"),
        ("县文旅局", LEAD, "stated"),
        ("县财政局", SUPPORT, "stated"),
    ]


def test_all_leads_of_a_stated_list_are_leads() -> None:
    assert named("（市教育局、市科技局、市人社局牵头，各区配合）") == {
        "lead": ["市教育局", "市科技局", "市人社局"],
        "support": ["各区"],
    }


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("各县（市、区）政府、市有关部门按职责分工负责", ["各县（市、区）政府", "市有关部门"]),
        ("各县〔市、区〕人民政府，市级有关单位按职责分工负责", ["各县〔市、区〕人民政府", "市级有关单位"]),
        ("各镇（街道）、县级有关部门负责", ["各镇（街道）", "县级有关部门"]),
        ("责任单位：各镇<街道>、园区管委会", ["各镇<街道>", "园区管委会"]),
        ("各县市区人民政府，市直有关单位", ["各县市区人民政府", "市直有关单位"]),
        (
            "各省、自治区、直辖市人民政府，国务院有关部门按职责分工负责",
            ["各省、自治区、直辖市人民政府", "国务院有关部门"],
        ),
        ("各省、自治区、直辖市人民政府和国务院有关部门负责", ["各省、自治区、直辖市人民政府", "国务院有关部门"]),
        ("各乡镇人民政府、街道办事处负责", ["各乡镇人民政府", "街道办事处"]),
    ],
)
def test_collective_bodies_of_a_list_are_units_of_the_task(content: str, names: list[str]) -> None:
    assert [name for name, _, _ in listed(f"压实责任。（{content}）")] == names


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("发展改革委、工业和信息化部、国家能源局按职责分工负责", ["发展改革委", "工业和信息化部", "国家能源局"]),
        ("国家发展改革委牵头，财政部、中国人民银行参与", ["国家发展改革委", "财政部", "中国人民银行"]),
        (
            "责任单位：市纪委监委派驻市住建局纪检监察组、市中级人民法院、市检察院",
            ["市纪委监委派驻市住建局纪检监察组", "市中级人民法院", "市检察院"],
        ),
        (
            "责任单位：县人武部、县消防救援大队、国网平江县供电公司",
            ["县人武部", "县消防救援大队", "国网平江县供电公司"],
        ),
        (
            "责任单位：江海大学、市物流协会、市交投集团、中国农业银行南河分行",
            ["江海大学", "市物流协会", "市交投集团", "中国农业银行南河分行"],
        ),
        (
            "责任单位：市委宣传部、团市委、市妇联、市总工会、市残联",
            ["市委宣传部", "团市委", "市妇联", "市总工会", "市残联"],
        ),
        ("责任单位：区经信局(金融办)、区市场监管局（知识产权局）", ["区经信局(金融办)", "区市场监管局（知识产权局）"]),
        ("责任单位：新区招商一局、二局、三局", ["新区招商一局", "新区招商二局", "新区招商三局"]),
        ("责任单位：市教育局、财政局、人社局", ["市教育局", "财政局", "人社局"]),
        ("责任单位：经信局、和平区政府、经开区管委会", ["经信局", "和平区政府", "经开区管委会"]),
        ("责任单位：市卫生健康委等相关部门", ["市卫生健康委", "相关部门"]),
        ("责任单位：市自然资源和规划局、市文化和旅游局", ["市自然资源和规划局", "市文化和旅游局"]),
        ("责任单位：市公安局和市司法局、市税务局及各区政府", ["市公安局", "市司法局", "市税务局", "各区政府"]),
    ],
)
def test_bodies_of_every_kind(content: str, names: list[str]) -> None:
    assert [name for name, _, _ in listed(f"健全机制。（{content}）")] == names


@pytest.mark.parametrize(
    "line",
    [
        "责任单位：县农业农村局、县供销社",
        "责任部门：县农业农村局、县供销社。",
        "【责任单位】县农业农村局、县供销社",
        "责任单位：县农业农村局 县供销社",
        "**责任单位：** 县农业农村局、县供销社",
        "　　责任单位　：县农业农村局、县供销社",
        "（责任单位：县农业农村局、县供销社。）",
    ],
)
def test_a_line_of_its_own(line: str) -> None:
    assert named(line.replace("**", "")) == {"lead": ["县农业农村局"], "support": ["县供销社"]}


@pytest.mark.parametrize(
    "text",
    [
        "建设粮库。（责任领导：王某某；责任单位：县发改局；完成时限：2025年底前）",
        "建设粮库。（牵头领导：王某某，责任单位：县发改局，完成时间：2025年底前）",
        "建设粮库。（分管领导：王某某 责任单位：县发改局 时限要求：2025年底前）",
        "建设粮库。责任领导：王某某。责任单位：县发改局。完成时限：2025年底前。",
    ],
)
def test_persons_are_no_units_and_the_deadline_of_a_list_is_kept(text: str) -> None:
    found = read_responsibility(map_span(text, 0, len(text)))
    assert listed(text) == [("县发改局", LEAD, "first_listed")]
    assert found.deadline is not None
    assert found.deadline.rstrip("。") == "2025年底前"
    assert [warning.kind for warning in found.warnings] == ["responsible_person"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("建设粮库。（责任单位：县发改局）", "建设粮库。"),
        ("建设粮库（责任单位：县发改局）。", "建设粮库。"),
        ("新建粮库3座（县发改局牵头，各镇配合），改造2座。", "新建粮库3座，改造2座。"),
        ("建设粮库。责任单位：县发改局。", "建设粮库。"),
        ("加强（含改造）粮库建设。（责任单位：县发改局）", "加强（含改造）粮库建设。"),
    ],
)
def test_the_body_is_the_paragraph_without_its_list(text: str, body: str) -> None:
    found = read_responsibility(map_span(text, 0, len(text)))
    assert found.body.text == body
    assert next(name.name for group in found.groups for name in group.names) == "县发改局"


@pytest.mark.parametrize(
    "text",
    [
        "推动企业落实主体责任。",
        "建立责任单位联席会议制度，形成工作合力。",
        "健全牵头部门负责、配合部门协同的工作机制。",
        "引进总部企业（含区域总部）5家。",
        "提升服务（包括线上线下）水平。",
        "新增用地（不含海域）200亩。",
        "加快港口（码头）建设。",
        "支持企业（单位）参与标准制定。",
        "由政府引导、企业负责的运营模式逐步成熟。",
    ],
)
def test_prose_is_no_list(text: str) -> None:
    found = read_responsibility(map_span(text, 0, len(text)))
    assert not found.groups
    assert found.body.text == text


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("以下各项工作均需各乡镇共同推进，不再单独列出", ["各乡镇"]),
        ("以下任务均需各镇（街道）配合落实，不再一一列出", ["各镇（街道）"]),
        ("以下各项均由各县（市、区）政府组织实施，不再列出", ["各县（市、区）政府"]),
    ],
)
def test_bodies_named_once_for_everything_are_collective(note: str, names: list[str]) -> None:
    text = f"建设市场。（责任单位：县商务局、县供销社，{note}）"
    found = read_responsibility(map_span(text, 0, len(text)))
    assert [mention.name for mention in found.collective] == names
    assert named(text) == {"lead": ["县商务局"], "support": ["县供销社"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由市发改委牵头，建立项目储备库。", [("市发改委", LEAD, "stated")]),
        ("建立专班，由市商务局牵头，统筹推进招商工作。", [("市商务局", LEAD, "stated")]),
        ("市教育局负责编制学位供给计划。", [("市教育局", LEAD, "first_listed")]),
        (
            "市水利局牵头编制规划，市财政局、市住建局配合做好资金保障。",
            [("市水利局", LEAD, "stated"), ("市财政局", SUPPORT, "stated"), ("市住建局", SUPPORT, "stated")],
        ),
        (
            "由市民政局牵头，会同市财政局、市人社局制定办法。",
            [("市民政局", LEAD, "stated"), ("市财政局", SUPPORT, "stated"), ("市人社局", SUPPORT, "stated")],
        ),
        ("推进项目建设，确保任务落实。", []),
        ("企业主要负责人要切实履行职责。", []),
        ("建立部门牵头负责制度。", []),
    ],
)
def test_sentences_that_name_who_does_it(text: str, expected: list[Unit]) -> None:
    assert [unit(mention) for mention in read_sentences(map_span(text, 0, len(text)))] == expected


def test_a_list_that_breaks_across_lines_and_spaces() -> None:
    text = "强化监管。（责任单位：市市场监\n管局、市 公 安 局、市农业\n\n农村局）"
    assert [name for name, _, _ in listed(text)] == ["市市场监管局", "市公安局", "市农业农村局"]


def test_every_name_is_what_stands_at_its_span() -> None:
    text = "强化监管。（牵头单位：市市场监\n管局；配合单位：市 公安局、各镇（街道））"
    found = read_responsibility(map_span(text, 0, len(text)))
    for group in found.groups:
        for name in group.names:
            start, end = name.span
            assert "".join(text[start:end].split()) == name.name


def test_a_cue_without_a_body_warns() -> None:
    text = "强化监管。（责任单位：）"
    found = read_responsibility(map_span(text, 0, len(text)))
    assert [warning.kind for warning in found.warnings] == ["cue_without_unit"]


@pytest.mark.parametrize("piece", ["（", "）", "（）", "〔【（", "列", "（牵头", "市发改委、", "由市发改委"])
def test_a_megabyte_without_a_list_takes_about_a_second(piece: str) -> None:
    text = map_span((piece * 1_000_000)[:1_000_000], 0, 1_000_000)
    began = time.process_time()
    read_responsibility(text)
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    "piece",
    ["（责任单位：", "责任单位：", "【责任单位】", "（责任单位：市发改委）", "（市发改委负责）。", "责任单位：甲局，"],
)
def test_time_grows_with_the_number_of_lists(piece: str) -> None:
    text = map_span((piece * 50_000)[:50_000], 0, 50_000)
    began = time.process_time()
    read_responsibility(text)
    assert time.process_time() - began < 12
