"""What a plan cites or ends is joined to the plan that was read, where it is surely that one."""

from dataclasses import replace

import pytest

from graph_schema.tables import GraphTables
from ingest.assemble import DocumentFacts, assemble
from tests.ingest.plan_reading import facts

PROVINCE = """浙江省人民政府关于印发浙江省冷链物流发展行动方案（2023—2027年）的通知
浙政发〔2023〕4号

浙江省冷链物流发展行动方案（2023—2027年）

一、主要任务
1.建设骨干冷链基地。建设省级基地。（责任单位：省发展改革委）
"""
COUNTY = """嵊泗县冷链物流发展行动方案（2024—2027年）
嵊政办发〔2024〕9号

根据{cited}精神，结合我县实际，制定本方案。

一、主要任务
1.建设渔港冷库。在中心渔港建设冷库。（责任单位：县海洋与渔业局）

二、附则
本方案自印发之日起施行，{ended}同时废止。

嵊泗县人民政府办公室
2024年3月1日
"""
OLD = """嵊泗县渔港冷库建设方案（2020—2022年）
嵊政办发〔2020〕3号

一、主要任务
1.改造冷库。改造老旧冷库。（责任单位：县海洋与渔业局）

嵊泗县人民政府办公室
2020年5月1日
"""
DRAFT = PROVINCE.replace("浙政发〔2023〕4号\n", "").replace("（2023—2027年）", "（2023—2027年）（征求意见稿）")


def tables(*texts: str) -> GraphTables:
    documents = []
    for number, text in enumerate(texts):
        found = facts(text)
        sha = f"{number:x}" * 64
        documents.append(
            DocumentFacts(f"{number}.txt", text, replace(found, document=replace(found.document, sha256=sha)))
        )
    return assemble(documents).tables


def named(graph: GraphTables, kind: str) -> list[tuple[str, bool]]:
    """Titles of the plans that edges of a type lead to, and whether each was read."""
    read = {edge.source for edge in graph.edges if edge.type == "FROM"}
    return [
        (str(graph.node_by_id[edge.target].properties["title"]), edge.target in read)
        for edge in graph.edges
        if edge.type == kind
    ]


def county(cited: str, ended: str = "《嵊泗县渔港冷库建设方案（2020—2022年）》（嵊政办发〔2020〕3号）") -> str:
    return COUNTY.format(cited=cited, ended=ended)


BY_NUMBER = "《浙江省冷链物流发展行动方案》（浙政发〔2023〕4号）"
BY_NOTICE = "《浙江省人民政府关于印发浙江省冷链物流发展行动方案（2023-2027年）的通知》"


@pytest.mark.parametrize("cited", [BY_NUMBER, BY_NUMBER.replace("〔2023〕", "[2023]"), BY_NOTICE])
def test_what_was_read_is_cited_itself(cited: str) -> None:
    graph = tables(county(cited), PROVINCE, OLD)
    assert named(graph, "CITES") == [("浙江省冷链物流发展行动方案（2023—2027年）", True)]
    assert named(graph, "REPLACES") == [("嵊泗县渔港冷库建设方案（2020—2022年）", True)]
    assert sum(node.type == "Plan" for node in graph.nodes) == 3


def test_an_edge_keeps_the_title_as_it_is_written_and_its_sentence() -> None:
    graph = tables(county(BY_NUMBER), PROVINCE)
    edge = next(edge for edge in graph.edges if edge.type == "CITES")
    assert edge.properties["title_as_written"] == "浙江省冷链物流发展行动方案"
    assert [row.quote for row in graph.provenance if row.subject == edge.id] == ["《浙江省冷链物流发展行动方案》"]


@pytest.mark.parametrize(
    "cited",
    [
        "《浙江省冷链物流发展行动方案（2023—2027年）》（浙政发〔2022〕4号）",
        "《浙江省冷链物流发展行动方案（2018—2022年）》",
        "《江西省冷链物流发展行动方案（2023—2027年）》",
    ],
)
def test_another_number_edition_or_place_is_another_plan(cited: str) -> None:
    assert [read for _, read in named(tables(county(cited), PROVINCE, OLD), "CITES")] == [False]


def test_a_draft_is_never_meant() -> None:
    assert [read for _, read in named(tables(county(BY_NOTICE), DRAFT), "CITES")] == [False]


def test_a_title_of_two_plans_settles_nothing() -> None:
    other = PROVINCE.replace("浙政发〔2023〕4号", "浙政办发〔2023〕17号")
    assert [read for _, read in named(tables(county(BY_NOTICE), PROVINCE, other), "CITES")] == [False]
    assert [read for _, read in named(tables(county(BY_NUMBER), PROVINCE, other), "CITES")] == [True]


def test_the_number_alone_is_enough_to_end_a_plan() -> None:
    graph = tables(county(BY_NUMBER, "原嵊政办发〔2020〕3号文件"), PROVINCE, OLD)
    assert named(graph, "REPLACES") == [("嵊泗县渔港冷库建设方案（2020—2022年）", True)]
