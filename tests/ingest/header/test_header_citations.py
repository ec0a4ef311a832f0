"""Which documents a plan cites."""

import pytest

from tests.ingest.header.header_reading import BODY, cited


def test_lists_with_numbers() -> None:
    text = (
        "青岚县水利方案\n为贯彻落实《云岭省水利条例》《云岭省节水行动方案(2023—2027年)》(云政发〔2023〕4号)、《水污染防治行动计\n"
        "划》（国\n发〔2015〕17号）和水利部等九部门《河湖长制意见》精神，制定本方案。\n一、目标\n严格按照《闲置土地处置办法》进行处置。\n"
        "落实《云岭省水利条例》（云岭省人大常委会公告第12号）。\n"
    )
    assert cited(text) == [
        ("云岭省水利条例", "云岭省人大常委会公告第12号"),
        ("云岭省节水行动方案(2023—2027年)", "云政发〔2023〕4号"),
        ("水污染防治行动计划", "国发〔2015〕17号"),
        ("河湖长制意见", None),
        ("闲置土地处置办法", None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《云岭省水利规划》，制定本方案。",
        "严格落实《云岭省水利规划》。",
        "全面实施《云岭省水利规划》，加快建设。",
        "推动《云岭省水利规划》落地见效。",
        "省政府印发的《云岭省水利规划》要求，各地要加快建设。",
        "制定并落实《云岭省水利规划》。",
        "对照《云岭省水利规划》补短板。",
    ],
)
def test_bases_and_what_is_carried_out(sentence: str) -> None:
    assert cited(f"青岚县水库方案\n一、任务\n1.抓建设。{sentence}\n") == [("云岭省水利规划", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "出台《青岚县水利管理办法》。",
        "编制《青岚县水资源规划》，修订《青岚县防洪预案》。",
        "不得违反《中华人民共和国水法》。",
        "水质达到《地表水环境质量标准》。",
        "符合《产业结构调整指导目录》要求的项目优先。",
        "打造《印象青岚》演艺项目，出版《青岚县志》。",
        "本目录指《鼓励发展产业目录》中的产业。",
        "《青岚县水利办法》（青政发〔2018〕1号）同时废止。",
        "按照《方案》要求推进，落实《实施意见》。",
        "取得《排污许可证》的企业，签订《目标责任书》。",
    ],
)
def test_what_is_no_citation(sentence: str) -> None:
    assert cited(f"青岚县水库方案\n一、任务\n1.抓建设。{sentence}\n") == []


def test_the_plan_itself_annexes_and_links_are_no_citations() -> None:
    text = (
        "青岚县人民政府关于印发《青岚县水库方案（2023—2025年）》的通知\n各乡镇：\n《青岚县水库方案（2023—2025年）》已经同意，现印发给你们，请贯彻落实《青岚县水库方案》。\n"
        "青岚县人民政府\n2023年4月3日\n青岚县水库方案（2023—2025年）\n根据《云岭省水库意见》（以下简称《省意见》），制定本方案。\n一、目标\n按照《省意见》建成。\n"
        "附件：1.《青岚县水库建设实施计划》\n2.《青岚县水库任务清单》\n一图读懂《云岭省水库规划》\n"
    )
    assert cited(text) == [("云岭省水库意见", None)]


def test_spaces_between_bodies_are_kept() -> None:
    assert cited("青岚县水库方案\n根据《中共中央 国务院关于治水的意见》制定。\n") == [
        ("中共中央 国务院关于治水的意见", None)
    ]


def test_markdown_links_give_their_words() -> None:
    assert cited("青岚县水库方案\n为落实《[云岭省水库规划（2023—2025）](http://www.example.cn/)》，制定本方案。\n") == [
        ("云岭省水库规划（2023—2025）", None)
    ]


def test_a_list_of_bases_is_cited_and_a_list_of_annexes_is_not() -> None:
    text = (
        "青岚县水库规划\n一、总则\n（一）编制依据\n1.《中华人民共和国水法》\n2.《云岭省水库条例》（云岭省人大公告第12号）\n"
        "（二）目标\n以《云岭省水库规划》为引领。推进《青岚县志》编制和《青岚县河道条例》立法。\n"
        "附件：1.《青岚县水库管理实施细则》\n"
    )
    assert cited(text) == [
        ("中华人民共和国水法", None),
        ("云岭省水库条例", "云岭省人大公告第12号"),
        ("云岭省水库规划", None),
    ]


def test_a_collectors_note_cites_nothing() -> None:
    note = "> 依据《中华人民共和国著作权法》第五条，本文不受保护。\n\n"
    assert cited(note + "青岚县水产振兴方案\n根据《省渔业条例》要求，制定本方案。\n" + BODY) == [("省渔业条例", None)]


@pytest.mark.parametrize("said", ["加快推动修订《云岭省湿地保护条例》。", "启动《云岭省湿地保护条例》修订工作。"])
def test_a_law_in_force_that_is_to_be_revised_is_cited(said: str) -> None:
    assert cited(f"青岚县湿地方案\n{BODY}（二）抓制度。{said}\n") == [("云岭省湿地保护条例", None)]


def test_a_law_still_to_be_made_is_not() -> None:
    assert cited(f"青岚县湿地方案\n{BODY}（二）抓制度。制定修订《云岭省湿地保护条例》。\n") == []
