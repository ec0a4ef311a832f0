"""Paragraphs: hard-wrapped lines joined, sentences mended over page breaks, headings kept apart."""

import textwrap

import pytest

from tests.ingest.plan_reading import paragraphs

HEADING = "（一）完善冷链物流骨干网络"
FIRST = (
    "1.建设县级集配中心。在城东片区规划建设冷链集配中心，配套公共冷库、分拣包装线和信息平台，实现产地预冷、干线运输、城市配送有效衔接，"
    "到2026年建成投用县级集配中心1个、镇级集配点8个。（责任单位：县商务局、县农业农村局、县交通运输局、县供销社、各镇人民政府）"
)
SECOND = (
    "2.培育冷链龙头企业。支持骨干企业通过兼并重组、战略合作等方式延伸产业链条，鼓励发展共同配送、统仓统配等集约化模式，"
    "推动冷链企业规模化、网络化发展，每年新增规模以上冷链企业2家。（责任单位：县商务局、县市场监管局）"
)
PLAN = [
    "南河县冷链物流发展实施方案",
    "为加快冷链物流高质量发展，结合我县实际，制定本方案。",
    "一、总体要求",
    "坚持政府引导、市场主导，完善网络、补齐短板，推动冷链物流提质增效，为乡村振兴提供有力支撑，更好满足群众需要。",
    "二、主要任务",
    HEADING,
    FIRST,
    SECOND,
    "三、保障措施",
    "（一）加强组织领导。建立联席会议制度，定期研究解决重大问题，确保各项任务落到实处、取得成效。",
]
JOINED = ["".join(line.split()) for line in PLAN]


def wrapped(width: int, indent: str) -> list[str]:
    lines: list[str] = []
    for paragraph in PLAN:
        lines.extend(textwrap.wrap(indent + paragraph, width, drop_whitespace=False))
    return lines


@pytest.mark.parametrize("width", [24, 28, 33, 40])
@pytest.mark.parametrize("indent", ["　　", ""])
def test_hard_wrapped_lines_are_joined(width: int, indent: str) -> None:
    assert paragraphs("\n".join(wrapped(width, indent))) == JOINED


@pytest.mark.parametrize("width", [26, 34])
def test_page_numbers_inside_sentences_do_not_cut_them(width: int) -> None:
    lines = wrapped(width, "　　")
    for at, page in ((8, "- 1 -"), (15, "— 2 —"), (22, "3")):
        lines.insert(at, page)
    assert paragraphs("\n".join(lines)) == JOINED


@pytest.mark.parametrize("width", [26, 34])
def test_running_heads_and_blank_lines_inside_sentences_do_not_cut_them(width: int) -> None:
    lines = wrapped(width, "　　")
    for at in (9, 17, 25):
        lines[at:at] = ["", "南河县人民政府办公室文件", ""]
    assert paragraphs("\n".join(lines)) == JOINED


def test_blank_lines_inside_sentences_of_lines_that_are_not_wrapped() -> None:
    text = "\n".join(PLAN).replace("，鼓励发展共同配送", "，鼓励\n\n发展共同配送")
    assert paragraphs(text) == JOINED


def test_blank_lines_between_all_paragraphs() -> None:
    assert paragraphs("\n\n".join(PLAN)) == JOINED


def test_a_list_that_a_page_break_cuts_in_two() -> None:
    text = "\n".join(PLAN).replace("、县交通运输局、县供销社", "、县交\n\n- 5 -\n\n通运输局、县供销社")
    assert paragraphs(text) == JOINED


def test_a_bracket_that_stays_open_goes_on_in_the_next_line() -> None:
    text = "\n".join(PLAN).replace("（责任单位：县商务局、县市场监管局）", "（责任单位：县商务局、\n县市场监管局）")
    assert paragraphs(text) == JOINED


@pytest.mark.parametrize(
    "cue",
    [
        "责任单位：县商务局",
        "牵头单位：县商务局；配合单位：县财政局",
        "（责任单位：县商务局）",
        "完成时限：2025年底",
        "责任领导：王某某",
        "牵头部门：县商务局",
    ],
)
def test_a_cue_begins_a_paragraph_of_its_own(cue: str) -> None:
    text = "\n".join(
        [*PLAN[:6], "1.建设集配中心", "在城东片区规划建设冷链集配中心，配套公共冷库和分拣线", cue, "2.培育龙头企业"]
    )
    assert cue in paragraphs(text)


def test_bold_and_markdown_headings_stand_alone() -> None:
    text = "# 南河县冷链物流发展实施方案\n\n## 二、主要任务\n\n### （一）完善网络\n\n**1. 建设集配中心。** 在城东片区规划建设\n"
    assert paragraphs(text) == [
        "南河县冷链物流发展实施方案",
        "二、主要任务",
        "（一）完善网络",
        "1.建设集配中心。在城东片区规划建设",
    ]


def test_an_item_begins_a_paragraph_also_within_wrapped_text() -> None:
    found = paragraphs("\n".join(wrapped(30, "")))
    assert [line[:4] for line in found[6:8]] == ["1.建设", "2.培育"]


def test_a_figure_at_the_beginning_of_a_wrapped_line_is_no_item() -> None:
    text = "\n".join(
        [
            "　　在城东片区规划建设冷链集配中心，配套公共冷库，总面积达到",
            "3.5万平方米，总投资约2亿元，建成后年冷藏周转能力可以达到约",
            "12.8万吨，辐射周边三个县区并且带动农户增加收入超过五百余户。",
        ]
        * 4
    )
    assert len(paragraphs(text)) == 4


def test_crlf_and_form_feeds_are_line_ends() -> None:
    assert paragraphs("\r\n".join(PLAN)) == JOINED
    assert paragraphs("\n\f".join(PLAN)) == JOINED


def test_half_width_punctuation_and_wide_letters_are_one_form() -> None:
    text = "一、总体要求\n坚持统筹,完善网络;到２０２６年,建成(含改造)８个。"
    assert paragraphs(text) == ["一、总体要求", "坚持统筹，完善网络；到2026年，建成（含改造）8个。"]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "-1-\n"])
def test_an_empty_text_has_no_paragraphs(text: str) -> None:
    assert paragraphs(text) == []


def test_one_line_with_spaces_where_lines_were() -> None:
    assert paragraphs(" ".join([*PLAN, *PLAN[6:8] * 3]))[:6] == JOINED[:6]


@pytest.mark.parametrize("number", ["1.", "（一）", "一、", "①", "第一条"])
def test_a_number_on_a_line_of_its_own_belongs_to_the_next_line(number: str) -> None:
    text = "\n".join(
        [
            *PLAN[:6],
            number,
            "建设集配中心。在城东片区规划建设冷链集配中心。",
            "（二）培育龙头企业。支持骨干企业做大做强。",
        ]
    )
    assert f"{number}建设集配中心。在城东片区规划建设冷链集配中心。" in paragraphs(text)


def test_short_lines_of_one_length_are_not_wrapped() -> None:
    lines = [
        "一、总体要求",
        "坚持统筹兼顾。",
        "二、主要任务",
        "建设冷链中心。",
        "培育龙头企业。",
        "完善配送网络。",
        "三、保障措施",
        "加强组织领导。",
        "强化要素保障。",
    ]
    assert paragraphs("\n".join(lines)) == lines
