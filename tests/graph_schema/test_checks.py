from dataclasses import replace

import pytest

from graph_schema.checks import check_tables, require_valid
from graph_schema.errors import SchemaError
from graph_schema.tables import Edge, GraphTables, Node, Provenance, Value

TEXT = "白石县土地改革方案\n1.推进土地整治，\n  盘活存量。"
DOCUMENT = Node(
    "document-1",
    "Document",
    {"name": "白石.txt", "sha256": "0" * 64, "format": "txt", "characters": len(TEXT), "text": TEXT},
)
PLAN = Node("plan-1", "Plan", {"title": "白石县土地改革方案"})
TASK = Node("task-1", "Task", {"text": "推进土地整治，盘活存量。", "is_subtask": False})
HAS_TASK = Edge("HAS_TASK", "plan-1", "task-1")
SAID = (
    Provenance("plan-1", "document-1", 0, 9, "白石县土地改革方案"),
    Provenance("task-1", "document-1", 12, 27, "推进土地整治，盘活存量。"),
    Provenance(HAS_TASK.id, "document-1", 10, 27, "1.推进土地整治，盘活存量。"),
)


def tables(
    nodes: tuple[Node, ...] = (DOCUMENT, PLAN, TASK),
    edges: tuple[Edge, ...] = (HAS_TASK,),
    said: tuple[Provenance, ...] = SAID,
) -> GraphTables:
    return GraphTables.of(nodes, edges, said)


def messages(graph: GraphTables) -> list[str]:
    return [str(problem) for problem in check_tables(graph)]


def test_a_whole_graph_has_no_problems() -> None:
    assert messages(tables()) == []
    require_valid(tables())


def test_white_space_may_differ_between_quote_and_text_and_nothing_else() -> None:
    assert messages(tables(said=(*SAID, Provenance("plan-1", "document-1", 0, 9, "白石县 土地\n改革方案")))) == []
    found = messages(tables(said=(*SAID, Provenance("plan-1", "document-1", 0, 9, "白石县土地改革方案。"))))
    assert found == ["plan-1: its quote '白石县土地改革方案。' is not what stands at 0-9: '白石县土地改革方案'"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (replace(SAID[0], document="document-2"), "names a document that is not there: document-2"),
        (replace(SAID[0], document="task-1"), "names a document that is not there: task-1"),
        (replace(SAID[0], quote=" \n"), "its quote at 0-9 is empty"),
        (replace(SAID[0], end=900), "its span 0-900 lies outside the document's 27 characters"),
        (replace(SAID[0], start=-1), "lies outside"),
        (replace(SAID[0], start=9), "lies outside"),
        (replace(SAID[0], subject="task-9"), "task-9: has provenance but is no node or edge"),
    ],
)
def test_provenance_leads_to_a_sentence_of_a_document(row: Provenance, message: str) -> None:
    assert any(message in found for found in messages(tables(said=(*SAID, row))))


@pytest.mark.parametrize("left_out", range(3))
def test_what_a_document_asserts_has_provenance(left_out: int) -> None:
    (found,) = messages(tables(said=SAID[:left_out] + SAID[left_out + 1 :]))
    assert found.startswith(SAID[left_out].subject)
    assert found.endswith("has no provenance")


@pytest.mark.parametrize(
    ("edge", "message"),
    [
        (Edge("HAS_TASK", "plan-1", "task-9"), "names a node that is not there: task-9"),
        (Edge("HAS_TASK", "plan-9", "task-1"), "names a node that is not there: plan-9"),
        (Edge("HAS_TASK", "task-1", "plan-1"), "HAS_TASK may not join Task to Plan"),
        (Edge("CITES", "plan-1", "plan-1"), "joins plan-1 to itself"),
        (Edge("ALIGNED_WITH", "task-1", "task-1", {"score": 1}), "from the smaller id to the larger"),
        (Edge("LEADS", "plan-1", "task-1"), "LEADS lacks 'basis'"),
        (
            Edge("LEADS", "plan-1", "task-1", {"basis": "guessed"}),
            "first_listed, not 'guessed'",
        ),
    ],
)
def test_edges_join_what_the_schema_says(edge: Edge, message: str) -> None:
    assert any(message in found for found in messages(tables(edges=(HAS_TASK, edge))))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", 5, "Plan.title must be of type string, not '5'"),
        ("title", "\ud800", "Plan.title must be of type string"),
        ("title", None, "Plan lacks 'title'"),
        ("title", "", "Plan lacks 'title'"),
        ("period_start", "2021", "of type integer"),
        ("period_start", True, "of type integer"),
        ("period_start", 2**63, "of type integer"),
        ("issued_on", "2023-2-30", "a day as YYYY-MM-DD, not '2023-2-30'"),
        ("issued_on", "20230203", "a day as YYYY-MM-DD"),
        ("status", "planned", "one of issued, draft"),
        ("collective_units", "各乡镇", "a set of strings"),
    ],
)
def test_values_have_the_type_of_their_property(name: str, value: Value, message: str) -> None:
    plan = Node(PLAN.id, "Plan", {**PLAN.properties, name: value})
    assert any(message in found for found in messages(tables(nodes=(DOCUMENT, plan, TASK))))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "12", True])
def test_a_number_is_finite(value: Value) -> None:
    target = Node("target-1", "Target", {"indicator": "甲", "op": "=", "value": value, "quote": "甲"})
    assert any("Target.value must be of type number" in found for found in messages(tables(nodes=(target,))))


def test_the_id_of_a_node_tells_its_type() -> None:
    node = Node("unit-1", "Plan", {"title": "甲"})
    assert "unit-1: the id of a Plan begins with 'plan'" in messages(tables(nodes=(DOCUMENT, PLAN, TASK, node)))


def test_what_no_document_asserts_is_joined_to_something() -> None:
    place = Node("jurisdiction-1", "Jurisdiction", {"name": "白石县", "level": "county"})
    assert messages(tables(nodes=(DOCUMENT, PLAN, TASK, place))) == [
        "jurisdiction-1: Jurisdiction is joined to nothing"
    ]


def test_rows_that_stand_twice_are_found() -> None:
    whole = tables()
    twice = GraphTables((*whole.nodes, PLAN), (*whole.edges, HAS_TASK), whole.provenance)
    assert [f"{row}: stands 2 times in the tables" for row in ("plan-1", HAS_TASK.id)] == messages(twice)


def test_a_graph_that_breaks_the_schema_is_refused_in_one_line() -> None:
    with pytest.raises(SchemaError, match=r"the graph breaks its schema: plan-1: .*; and 4 more$") as caught:
        require_valid(
            tables(said=(), edges=(HAS_TASK, Edge("HAS_TASK", "task-1", "plan-1"), Edge("CITES", "a-1", "b")))
        )
    assert "\n" not in str(caught.value)
