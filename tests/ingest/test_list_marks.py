"""Lists of bodies however they are marked: the mark behind the cue, numbers, bullets, what parts the names."""

import pytest

from tests.ingest.plan_reading import chapter, facts, units

PAIR = [("县民政局", "lead", "first_listed"), ("县残联", "support", "listed")]
ROLES = [("县民政局", "lead", "stated"), ("县残联", "support", "stated")]
_ITEM, _NEXT = "（一）建设助餐网络。新建老年食堂12家。", "（二）培训护理人员。培训护理员100人。"


def _read(printed: str, *, within: bool = False) -> list[object]:
    """The bodies of an item that this list follows, on a line of its own or `within` its paragraph."""
    first = [_ITEM + printed] if within else [_ITEM, *printed.split("\n")]
    found = facts(chapter(*first, _NEXT))
    assert [task.title for task in found.tasks] == ["建设助餐网络", "培训护理人员"], printed
    assert not found.tasks[1].units
    return list(units(found.tasks[0]))


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize(
    "printed",
    [
        "责任单位—县民政局、县残联", "责任单位——县民政局、县残联", "责任单位-县民政局、县残联", "责任单位/县民政局、县残联",
        "责任单位|县民政局|县残联", "责任单位＝县民政局、县残联", "责任单位→县民政局、县残联", "责任单位∶县民政局、县残联",
        "责任单位；县民政局、县残联", "责任单位是县民政局和县残联。", "责任单位系县民政局、县残联", "责任单位有县民政局、县残联",
        "责任单位分别为县民政局、县残联", "责任单位包括县民政局、县残联等", "责任单位由县民政局、县残联承担", "责任单位为：县民政局、县残联",
        "本项工作责任单位：县民政局、县残联", "本任务的责任单位是县民政局、县残联", "责任单位及责任人：县民政局（王某）、县残联（赵六）",
        "责任单位和责任人：县民政局 王五、县残联 赵六", "责任单位1：县民政局；责任单位2：县残联", "“责任单位”：县民政局、县残联",
        "〖责任单位：县民政局、县残联〗", "｛责任单位：县民政局、县残联｝", "责任单位（部门）：县民政局、县残联",
        "责任单位：县民政局&县残联", "责任单位：县民政局+县残联", "责任单位：县民政局＆县残联", "责任单位：县民政局•县残联",
        "责任单位：县民政局—县残联", "责任单位：县民政局\\县残联", "责任单位：1.县民政局；2.县残联", "责任单位：（1）县民政局（2）县残联",
        "责任单位：①县民政局②县残联", "责任单位：一是县民政局，二是县残联", "责任单位：县民政局（0571-7654321）、县残联",
        "责任单位：县民政局、县残联 联系电话：87654321", "分管领导：李四 责任单位：县民政局 县残联", "包抓单位：县民政局、县残联",
        "建设单位：县民政局、县残联", "责任落实：县民政局、县残联", "工作责任：县民政局、县残联",
    ],
)  # fmt: skip
def test_a_list_is_read_whatever_mark_it_has(printed: str, within: bool) -> None:
    assert _read(printed, within=within) == PAIR


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize(
    "printed",
    [
        "牵头单位｜县民政局 配合单位｜县残联", "牵头单位 / 县民政局；配合单位 / 县残联", "牵头单位是县民政局，配合单位是县残联",
        "牵头单位为：县民政局；配合单位为：县残联。", "“牵头单位”县民政局“配合单位”县残联", "责任单位（牵头）：县民政局；责任单位（配合）：县残联",
        "第一责任单位：县民政局；第二责任单位：县残联", "任务分工：牵头——县民政局；配合——县残联", "★牵头单位：县民政局 ★配合单位：县残联",
        "①牵头单位：县民政局 ②配合单位：县残联", "（县民政局*、县残联）",
    ],
)  # fmt: skip
def test_roles_are_read_whatever_mark_they_have(printed: str, within: bool) -> None:
    assert _read(printed, within=within) == ROLES


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        ("1）责任单位：县民政局、县残联", PAIR),
        ("（1）牵头单位：县民政局\n（2）配合单位：县残联", ROLES),
        ("1.牵头单位：县民政局\n2.配合单位：县残联", ROLES),
        ("◆牵头单位：县民政局\n◆配合单位：县残联", ROLES),
        ("责任单位：\n1.县民政局\n2.县残联", PAIR),
        ("责任单位：县民政局；\n县残联", PAIR),
    ],
)
def test_numbers_and_breaks_within_a_list_begin_no_items(printed: str, bodies: list[object]) -> None:
    assert _read(printed) == bodies


@pytest.mark.parametrize(
    ("printed", "bodies"),
    [
        ("牵头单位\n县民政局\n配合单位\n县残联", ROLES),
        ("【牵头单位】\n县民政局\n【配合单位】\n县残联", ROLES),
        ("（一）责任单位\n县民政局、县残联", PAIR),
        ("责任单位：县民政局\n　　　　　县残联", PAIR),
        ("主要责任单位：县民政局\n次要责任单位：县残联", ROLES),
        ("责任单位：（牵头）县民政局；（配合）县残联", ROLES),
        ("牵头市级部门：县民政局；配合市级部门：县残联", ROLES),
        ("牵头（责任）单位：县民政局；配合单位：县残联", ROLES),
        ("牵头、责任单位：县民政局；配合单位：县残联", ROLES),
        ("主办、协办单位：县民政局、县残联", PAIR),
        ("牵头单位由县民政局担任，县残联为成员单位。", ROLES),
        ("责任单位为县民政局，县残联予以配合。", [PAIR[0], ROLES[1]]),
        ("牵头单位：县民政局\n县残联配合", ROLES),
        ("县民政局（牵头）、县残联（配合）", ROLES),
        ("县民政局（牵头）、县残联", ROLES),
        ("1）责任单位：\n县民政局，县残联", PAIR),
        ("（1）责任单位——县民政局、\n县残联", PAIR),
        ("责任单位　县民政局\n县残联。", PAIR),
        ("责任单位：\n县民政局\n县残联，联系电话：87654321", PAIR),
        ("组织单位：县民政局、县残联", PAIR),
    ],
)
def test_cues_of_several_words_and_on_lines_of_their_own(printed: str, bodies: list[object]) -> None:
    assert _read(printed) == bodies


def test_names_behind_a_remark_within_a_list_are_read() -> None:
    found = _read("责任单位：县民政局（排第一位的为牵头单位，下同）、县残联。", within=True)
    assert found == [("县民政局", "lead", "declared"), ("县残联", "support", "listed")]


def test_who_leads_by_a_sentence_is_kept_beside_a_bracket_of_those_who_help() -> None:
    found = _read("由县民政局牵头制定方案（县财政局、县残联配合），报县政府审定。", within=True)
    assert found == [ROLES[0], ("县财政局", "support", "stated"), ROLES[1]]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("职能部门：县民政局、县残联", "cue_unread"),
        ("责任单位#县民政局、县残联", "cue_unread"),
        ("落实“县民政局牵头、县残联配合”工作机制。", "sentence_unread"),
    ],
)
def test_what_no_form_reads_is_warned_of(printed: str, kind: str) -> None:
    found = facts(chapter(_ITEM, printed, _NEXT))
    assert found.tasks[0].units == ()
    assert kind in [warning.kind for warning in found.warnings]


def test_addressees_and_sentences_of_tasks_with_lists_are_not_warned_of() -> None:
    found = facts(chapter(_ITEM + "县残联配合做好登记。（责任单位：县民政局）", "各有关单位：", _NEXT))
    assert not {"cue_unread", "sentence_unread"} & {warning.kind for warning in found.warnings}


def test_a_bracket_behind_the_cue_may_say_that_position_decides() -> None:
    found = _read("责任单位（排名第一的为牵头单位）：县民政局、县残联")
    assert found == [("县民政局", "lead", "declared"), ("县残联", "support", "listed")]


@pytest.mark.parametrize(
    "sentence",
    [
        "推动“互联网+政务服务中心”建设，完善服务。",
        "落实企业安全生产主体责任，加强巡查。",
        "责任单位是落实任务的关键，各方要各尽其责。",
        "统筹建设—运营—管理中心各环节。",
    ],
)
def test_the_same_marks_in_sentences_make_no_list(sentence: str) -> None:
    assert _read(sentence) == []


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize(
    "printed",
    [
        "《牵头单位：县民政局；配合单位：县残联》",
        "“牵头单位：县民政局，配合单位：县残联”",
        "「牵头单位：县民政局；配合单位：县残联」",
        "<牵头单位：县民政局；配合单位：县残联>",
        "《由县民政局牵头，县残联配合》",
    ],
)
def test_a_list_set_between_marks_that_are_no_brackets(printed: str, within: bool) -> None:
    assert _read(printed, within=within) == ROLES
