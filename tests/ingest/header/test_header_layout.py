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
