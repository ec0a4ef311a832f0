"""Headers broken by the width of a page or run into the text: words cut in two, bodies before a second printing."""

import pytest

from tests.ingest.header.header_reading import BODY, cited, plan


@pytest.mark.parametrize("rest", ["见", "意见"])
def test_a_title_broken_inside_its_last_word_is_one_title(rest: str) -> None:
    whole = "国务院关于加快发展冷链物流的指导意见"
    text = f"{whole.removesuffix(rest)}\n{rest}\n国发〔2031〕4号\n各省、自治区、直辖市人民政府：\n" + BODY
    found = plan(text)
    assert (found.title, found.issuers) == (whole, ("国务院",))


def test_a_notice_broken_inside_its_last_word_wraps_the_plan() -> None:
    text = (
        "东河区人民政府办公室\n关于印发东河区冷链物流三年行动方案（2031—2033年）的通\n知\n东政办发〔2031〕4号\n各镇人民政府：\n"
        "现将《东河区冷链物流三年行动方案（2031—2033年）》印发给你们。\n东河区人民政府办公室\n2031年3月4日\n" + BODY
    )
    assert plan(text).title == "东河区冷链物流三年行动方案（2031—2033年）"


@pytest.mark.parametrize("span", ["（2031、2032）", "（2031和2032年）", "（2031年、2032年）"])
def test_two_years_in_a_title_are_its_period(span: str) -> None:
    found = plan(f"东河县环卫设施建设两年行动方案{span}\n" + BODY)
    assert (found.period.start, found.period.end) == (2031, 2032)


def test_the_body_that_one_printing_of_the_title_has_before_it_issued_the_plan() -> None:
    title = "关于进一步扩大有效投资的实施意见"
    text = (
        f"标题: {title}\n时间：2031-07-02 东管综〔2031〕4号东河新区管委会{title}区直各单位：为扩大投资，制定本意见。"
        + BODY
    )
    assert plan(text).issuers == ("东河新区管委会",)


def test_what_only_defines_who_is_meant_is_not_cited() -> None:
    text = (
        "东河县支持企业若干措施"
        + BODY
        + "本措施所称中小企业按《中小企业划型标准规定》（工信部联企〔2011〕300号）认定。"
    )
    assert cited(text) == []


@pytest.mark.parametrize("inner", ["东河省水污染防治方案", "水污染防治方案"])
def test_a_cited_notice_and_the_document_it_sends_are_one(inner: str) -> None:
    text = (
        f"东河县水污染防治实施意见\n根据《东河省人民政府关于印发水污染防治方案的通知》（东政〔2031〕4号）要求，落实《{inner}》，"
        "制定本意见。" + BODY
    )
    assert cited(text) == [("东河省人民政府关于印发水污染防治方案的通知", "东政〔2031〕4号")]


def test_a_bracket_below_the_title_may_hold_number_issuer_and_date() -> None:
    found = plan("东河市冷链物流建设方案\n（东商发〔2031〕8号  东河市商务局 2031年4月8日）\n" + BODY)
    assert (found.title, found.doc_number, found.issuers, found.issued_on) == (
        "东河市冷链物流建设方案",
        "东商发〔2031〕8号",
        ("东河市商务局",),
        "2031-04-08",
    )


def test_a_paper_of_several_bodies_that_another_forwards() -> None:
    title = "东河县高标准农田建设三年行动方案"
    text = (
        f"东河县人民政府办公室关于转发县农业农村局等部门{title}的通知\n东政办〔2031〕40号\n各乡镇人民政府：\n"
        f"现转发给你们。\n2031年6月1日\n{title}\n县农业农村局　县财政局\n" + BODY
    )
    assert (plan(text).title, plan(text).issuers) == (title, ("东河县人民政府办公室",))


def test_a_decree_names_who_issued_it_and_from_when_it_is_in_force() -> None:
    text = (
        "东河市人民政府令\n第35号\n《东河市绿化攻坚办法》已经2031年3月2日市政府常务会议通过，现予公布，自2031年5月1日起施行。\n"
        "市长　王某某\n2031年3月10日\n东河市绿化攻坚办法" + BODY
    )
    found = plan(text)
    assert (found.title, found.issuers, found.effective.from_) == (
        "东河市绿化攻坚办法",
        ("东河市人民政府",),
        "2031-05-01",
    )


def test_a_body_s_own_programme_for_a_year_is_issued_by_it() -> None:
    assert plan("东河市住建局2031年工作要点\n" + BODY).issuers == ("东河市住建局",)


def test_the_plan_that_a_notice_sends_has_its_title_below_the_notice() -> None:
    text = (
        "中共东河县委东河县人民政府关于开展2031年为民办实事工作的通知\n各乡镇党委、政府：\n"
        "现将《2031年县委、县政府为民办实事工作计划》印发给你们，请认真组织实施。\n中共东河县委\n东河县人民政府\n2031年2月\n"
        "2031年县委、县政府为民办实事工作计划" + BODY
    )
    found = plan(text)
    assert (found.title, found.issuers) == ("2031年县委、县政府为民办实事工作计划", ("中共东河县委", "东河县人民政府"))


def test_a_second_line_of_a_title_may_name_what_is_listed_with_it() -> None:
    text = "东河市2031年46件民生实事\n项目及牵头责任单位\n一、促进就业\n1.新增就业三万人（牵头责任单位：市人社局）。\n"
    assert plan(text).title == "东河市2031年46件民生实事项目及牵头责任单位"


def test_a_title_that_begins_with_a_year_names_its_place() -> None:
    assert plan("2031年宝山区垃圾分类工作任务清单\n" + BODY).jurisdictions == ("宝山区",)


@pytest.mark.parametrize("date", ["二○三一年四月六日", "二〇三一年四月六日（此件公开发布）", "2031年4月6日"])
def test_a_plan_on_one_line_is_parted_from_the_date_before_it(date: str) -> None:
    text = (
        "东河市人民政府关于印发2031年重点工作任务分解意见的通知各县区人民政府：现将《2031年重点工作任务分解意见》印发你们，请落实。"
        f"东河市人民政府{date}2031年重点工作任务分解意见为做好工作，制定本意见。一、工业经济（一）抓项目。新建项目5个。（市发改委负责）"
        "（二）抓企业。新增企业9家。（市工信局负责）二、农业农村（一）抓粮食。稳定面积。（市农业农村局负责）"
        + "压实责任，抓好落实。"
        * 20
    )
    found = plan(text)
    assert (found.title, found.issued_on, found.issuers) == (
        "2031年重点工作任务分解意见",
        "2031-04-06",
        ("东河市人民政府",),
    )
