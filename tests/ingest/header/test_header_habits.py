"""Heads of real plans: forwarded papers, pages and newspapers around them, what they rest on, whose they are."""

import pytest

from tests.ingest.plan_reading import facts


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        (
            "南浦区人民政府办公室关于转发区水务局制订的《南浦区河湖整治2024年度计划》的通知",
            "南浦区河湖整治2024年度计划",
        ),
        ("北溪县人民政府办公室转发县教育局等三部门联合制定的《北溪县校车管理方案》的通知", "北溪县校车管理方案"),
        ("东山市人民政府办公厅关于转发市商务局拟订的东山市早餐工程实施方案的通知", "东山市早餐工程实施方案"),
    ],
)
def test_a_plan_that_another_body_drew_up_and_the_government_forwards(notice: str, title: str) -> None:
    text = f"{notice}\n各镇人民政府：\n现转发给你们，请执行。\n2024年3月1日\n{title}\n一、重点工作\n（一）排查底数。建立台账。\n"
    assert facts(text).plan.title == title


def test_a_span_counted_from_its_first_year() -> None:
    text = "关于培育匠人的意见\n为壮大队伍，提出意见。\n一、总体目标\n2019年起3年内，实施两大计划。\n二、任务\n（一）办学。\n"
    assert (facts(text).plan.period.start, facts(text).plan.period.end) == (2019, 2021)


def cited(sentence: str) -> list[str]:
    text = f"南浦市人民政府关于印发南浦市节水行动方案的通知\n各县区政府：\n{sentence}\n一、目标\n到2025年，用水总量不超过3亿立方米。\n"
    return [citation.title for citation in facts(text).plan.cites]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("依据《取水条例》、《节水办法》等法律、法规，以及《东江省节水实施意见》，制定本方案。", ["取水条例", "节水办法", "东江省节水实施意见"]),
        ("为落实省委重要讲话精神，《东江省水网建设规划》《南浦市水网建设意见》，制定本方案。", ["东江省水网建设规划", "南浦市水网建设意见"]),
        ("根据国务院办公厅关于印发《节水责任制实施办法》，健全制度。", ["节水责任制实施办法"]),
        ("违规取水的，由水利部门按照《取水条例》的规定给予处罚。", []),
        ("对港口用水，不再执行《水运用水管理规定》中的限额。", []),
        ("根据《关于印发〈节水评价细则〉的通知》，对照《节水评价细则》规定开展评价。", ["关于印发〈节水评价细则〉的通知"]),
    ],
)  # fmt: skip
def test_what_is_cited_as_a_basis(sentence: str, titles: list[str]) -> None:
    assert cited(sentence) == titles


def test_numbers_of_standards_behind_their_names() -> None:
    text = "北溪县危房整治方案\n一、任务\n（一）鉴定危房。按照《房屋检测规程》（DB31/T12-2018）和《危房鉴定标准》（JGJ125-2016）鉴定。\n"
    assert [citation.doc_number for citation in facts(text).plan.cites] == ["DB31/T12-2018", "JGJ125-2016"]


def test_a_notice_that_wraps_nothing_is_the_plan() -> None:
    text = "关于印发落实《公平审查细则》措施的通知\n各区政府：\n为落实《公平审查细则》，经市政府同意，现将有关事项通知如下。\n一、加强领导\n（一）健全制度。定期会商。\n"
    assert facts(text).plan.title == "关于印发落实《公平审查细则》措施的通知"
    sent = text.replace("现将有关事项通知如下", "现印发给你们，请贯彻执行")
    assert facts(sent).plan.title == "落实《公平审查细则》措施"


def test_a_print_s_own_line_above_the_title_is_no_part_of_it() -> None:
    text = "关于发展夜间经济的意见，国务院\n国务院关于发展夜间经济的意见国发〔2015〕24号\n各省人民政府：\n提出以下意见：\n一、要求\n（一）放开准入。简化手续。\n"
    assert facts(text).plan.title == "国务院关于发展夜间经济的意见"


@pytest.mark.parametrize(
    ("basis", "places"),
    [
        ("根据《中共绍兴市委、绍兴市人民政府关于建设水城的决定》，提升我市水环境，全市联动，", ("绍兴市",)),
        ("根据《浙江省人民政府关于建设水城的决定》，提升我县水环境，", ()),
        ("借鉴杭州市、宁波市经验，提升我市水环境，", ()),
    ],
)
def test_a_plan_without_issuer_names_its_place_in_what_it_rests_on(basis: str, places: tuple[str, ...]) -> None:
    text = (
        f"关于推进水城建设的实施意见\n{basis}提出意见。\n一、总体目标\n河道清洁。\n二、任务\n（一）清淤。疏浚河道。\n"
    )
    assert tuple(facts(text).plan.jurisdictions) == places


def test_a_zone_keeps_the_bracket_of_its_name() -> None:
    body = "中国（福建）自由贸易试验区福州片区管理委员会"
    text = f"关于印发《福州片区口岸提效方案》的通知\n各单位：\n现印发给你们。\n{body}\n2023年2月3日\n福州片区口岸提效方案\n一、任务\n（一）建网。\n"
    plan = facts(text).plan
    assert plan.issuers == (body,)
    assert plan.jurisdictions == ("中国（福建）自由贸易试验区",)


def test_a_division_of_the_corps_and_its_city_are_one() -> None:
    text = (
        "新疆生产建设兵团第一师阿拉尔市棉花产业实施意见\n一、任务\n（一）良种。（师市农业农村局牵头，师市财政局配合）\n"
    )
    assert facts(text).plan.jurisdictions == ("阿拉尔市",)


def test_a_line_of_the_page_s_folders_is_no_title_and_a_breadcrumb_no_issuer() -> None:
    text = (
        "标题: 关于保障供水的实施意见\n本地目录: zwgk/zxwj/2504_关于保障供水的实施意见\n==== 正文 ====\n"
        "当前位置： 首页政务公开最新文件县政府文件 关于保障供水的实施意见 时间：2015-04-30 09:58\n关于保障供水的实施意见\n各乡镇：\n一、任务\n（一）改管网。更换管网。\n"
    )
    plan = facts(text).plan
    assert plan.title == "关于保障供水的实施意见"
    assert not any("首页" in name for name in plan.issuers)


def test_a_yearly_list_of_works_has_a_title_and_a_year() -> None:
    plan = facts("往期阅读\n当前版：02版\n东港市2026年20项民心工程\n一、就业\n1.新建驿站。建十家。\n").plan
    assert (plan.title, plan.period.start) == ("东港市2026年20项民心工程", 2026)


def test_a_newspaper_s_headline_above_a_document_is_not_its_title() -> None:
    text = (
        "东江省委省政府出台稳企业30条意见\n中共东江省委\n东江省人民政府\n关于稳企业稳经济的若干意见\n（2020年2月10日）\n"
        "为稳住经济，现提出如下意见。\n一、稳住企业\n1.减免房租。减免三个月。\n"
    )
    assert facts(text).plan.issuers == ("中共东江省委", "东江省人民政府")
    assert facts(text).plan.title.endswith("关于稳企业稳经济的若干意见")
    assert "出台" not in facts(text).plan.title


def test_the_body_before_a_cited_number_is_no_part_of_it() -> None:
    text = "南河县廉政工作分工\n根据《南河县廉政建设意见》（县纪委南纪办〔2012〕2号）要求，制定本分工。\n一、任务\n1.监督检查。开展检查。\n"
    assert [citation.doc_number for citation in facts(text).plan.cites] == ["南纪办〔2012〕2号"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("加快我市供水改造，修订《绍兴市供水专项规划》，惠及全市居民。", ("绍兴市",)),
        ("提升我市环境，全市联动。绍兴市名师、绍兴市工匠优先，支持绍兴市重点企业。", ("绍兴市",)),
        ("提升我市环境，全市联动。组织赴绍兴市考察，学习绍兴市经验。", ()),
        ("提升我市环境，全市联动。绍兴市名师、杭州市名师互派，绍兴市工匠与杭州市工匠结对。", ()),
        ("落实《绍兴市人才工作的通知》，我市全市联动。", ()),
        ("改善全县路网，我县各乡镇落实。编制《嵊泗县路网规划》。", ("嵊泗县",)),
        ("改善全县路网，我县各乡镇落实。按照《舟山市路网规划》推进。", ()),
        ("自治区农牧厅负责，自治区财政厅配合，自治区水利厅参与。内蒙古电力集团、国网内蒙古东部公司落实。", ("内蒙古自治区",)),
        ("自治区农牧厅负责，自治区财政厅配合，自治区水利厅参与。", ()),
    ],
)  # fmt: skip
def test_a_plan_that_says_only_our_city_is_of_the_one_place_it_names(text: str, places: tuple[str, ...]) -> None:
    plan = facts(f"2024年民生实事\n一、任务\n（一）改善环境。整治沟渠。\n（二）提升服务。{text}\n").plan
    assert tuple(plan.jurisdictions) == places
