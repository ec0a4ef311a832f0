"""What can be found and quoted."""

from ingest.mapped import quote
from ingest.passages import read_passages, sentences
from tests.ingest.plan_reading import chapter, facts

TEXT = chapter(
    "（一）完善网络",
    "1.建设集配中心。在城东规划建设集配中心3个；配套公共\n冷库。（责任单位：县商务局）",
    "2.改造冷库。分批改造乡镇冷库。（责任单位：县供销社）",
)


def test_sentences_are_cut_at_stops_and_keep_their_place() -> None:
    text = "甲事已经办妥。乙事正在\n办理；丙事尚未开始办理"
    found = sentences(text, (0, len(text)))
    assert [body for body, _ in found] == ["甲事已经办妥。", "乙事正在办理；", "丙事尚未开始办理"]
    assert all(quote(text, span) == body for body, span in found)


def test_a_long_sentence_is_cut_at_commas_and_nothing_is_left_out() -> None:
    text = "，".join(["完善冷链物流基础设施建设"] * 60) + "。"
    found = sentences(text, (0, len(text)))
    assert len(found) > 1
    assert all(len(body) <= 240 for body, _ in found)
    assert "".join(body for body, _ in found) == text


def test_passages_lead_to_the_plan_its_headings_tasks_and_targets() -> None:
    found = [(passage.owner, passage.kind, passage.text) for passage in read_passages(facts(TEXT), TEXT)]
    assert ("plan", "title", "南河县冷链物流发展实施方案") in found
    assert ("a1", "title", "完善网络") in found
    assert ("t1", "title", "建设集配中心") in found
    assert ("t1", "sentence", "配套公共冷库。") in found
    assert [owner for owner, kind, _ in found if kind == "target"] == ["g1"]


def test_every_passage_is_what_the_document_says() -> None:
    for passage in read_passages(facts(TEXT), TEXT):
        assert quote(TEXT, passage.span) == "".join(passage.text.split())
