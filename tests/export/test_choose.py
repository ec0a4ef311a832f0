import pytest

import export
from export.selection import Selection
from graph_schema.errors import InputError
from graph_schema.ids import make_id
from graph_store.sqlite_store import SqliteGraphStore
from tests.export.sample import HOSTILE

QINGJIANG_TASK = make_id("task", "清江", "1")
FINANCE = make_id("unit", "清江", "县财政局")


def labels(selection: Selection) -> set[str]:
    return {row.label for row in selection.nodes()}


def quoted_documents(selection: Selection) -> set[str]:
    rows = [*selection.nodes(), *selection.edges()]
    return {said.document for row in rows for said in row.evidence}


def test_a_plan_brings_all_that_it_holds_and_nothing_of_another(store: SqliteGraphStore) -> None:
    chosen = export.select_plan(store, "清江县耕地保护方案")
    assert labels(chosen) == {
        "清江县耕地保护方案", "开展耕地核查", "清江县农业农村局", "清江县财政局", "各乡镇", "核查耕地12万亩以上", "核查耕地",
        "清江县", "东川市", "清江.txt",
    }  # fmt: skip
    assert chosen.node_counts()["Unit"] == 3
    assert chosen.edge_counts()["SUPPORTS"] == 2


def test_evidence_of_a_shared_unit_is_only_that_of_the_plan(store: SqliteGraphStore) -> None:
    assert len(store.provenance([FINANCE])[FINANCE]) == 2
    assert quoted_documents(export.select_plan(store, "清江县耕地保护方案")) == {make_id("document", "清江")}


@pytest.mark.parametrize(
    "name", ["清江县耕地保护方案", "《清江县耕地保护方案》", " 清江县 耕地保护方案", "清江", make_id("plan", "清江")]
)
def test_a_plan_answers_to_title_part_of_it_and_id(store: SqliteGraphStore, name: str) -> None:
    assert export.select_plan(store, name).title == "清江县耕地保护方案"


def test_a_plan_answers_to_its_number_in_any_brackets(store: SqliteGraphStore) -> None:
    assert export.select_plan(store, "=1+1[2023]1号").title == HOSTILE[12]


def test_a_name_of_two_plans_is_refused_with_both(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match=r"2 plans are called '耕地保护': .*清江.*白石|2 plans .*白石.*清江"):
        export.select_plan(store, "耕地保护")


def test_an_unknown_plan_is_refused_with_those_that_are_like_it(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match=r"nothing to export.*清江县耕地保护方案"):
        export.select_plan(store, "清江县林地保护办法")


@pytest.mark.parametrize("name", ["", "  ", "《》"])
def test_no_plan_named_is_refused(store: SqliteGraphStore, name: str) -> None:
    with pytest.raises(InputError, match="no plan is named"):
        export.select_plan(store, name)


@pytest.mark.parametrize("name", ["东川市", "dongchuan", "Dongchuan", make_id("jurisdiction", "东川市")])
def test_a_place_means_the_places_within_it(store: SqliteGraphStore, name: str) -> None:
    chosen = export.select_jurisdiction(store, name)
    assert chosen.title == "东川市"
    assert chosen.node_counts()["Plan"] == 2
    assert {"清江县", "白石县"} <= labels(chosen)


def test_a_place_without_plans_is_refused_with_those_that_have_some(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match=r"the store knows no place '火星'; it has plans of 敌县、清江县、白石县"):
        export.select_jurisdiction(store, "火星")


def test_hops_go_in_every_direction(store: SqliteGraphStore) -> None:
    alone = export.select_nodes(store, [QINGJIANG_TASK])
    assert labels(alone) == {"开展耕地核查", "清江.txt"}
    around = export.select_nodes(store, [QINGJIANG_TASK], hops=1)
    assert {"清江县耕地保护方案", "清江县财政局", "核查耕地12万亩以上"} <= labels(around)
    assert around.node_counts()["Task"] == 2  # the task of the other place that is aligned with it


def test_nodes_that_are_gone_are_left_out_and_all_gone_is_refused(store: SqliteGraphStore) -> None:
    gone = make_id("task", "gone")
    assert export.select_nodes(store, [gone, QINGJIANG_TASK]).node_counts()["Task"] == 1
    with pytest.raises(InputError, match=f"nothing to export: the store has no node {gone}"):
        export.select_nodes(store, [gone])
    with pytest.raises(InputError, match="nothing to export"):
        export.select_nodes(store, [])


def test_a_lone_unit_brings_all_that_is_said_of_it(store: SqliteGraphStore) -> None:
    documents = {make_id("document", place) for place in ("清江", "白石")}
    assert quoted_documents(export.select_nodes(store, [FINANCE])) == documents


def test_an_answer_brings_its_rows_and_what_holds_them(store: SqliteGraphStore) -> None:
    answer = {
        "question": "谁来\n核查耕地", "status": "answered",
        "units": [{"id": FINANCE, "tasks": [QINGJIANG_TASK]}], "tasks": [], "targets": [{"id": make_id("target", "清江")}],
        "plans": [], "neighbourhood": {"nodes": [], "edges": []},
    }  # fmt: skip
    chosen = export.select_answer(store, answer)
    assert chosen.title == "谁来 核查耕地"
    assert {"清江县耕地保护方案", "开展耕地核查", "清江县财政局", "核查耕地", "清江县", "清江.txt"} == labels(
        chosen
    ) - {"核查耕地12万亩以上"}
    assert quoted_documents(chosen) == {make_id("document", "清江")}


def test_a_question_without_an_answer_is_refused_with_the_reason(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match=r"nothing to export: 库中没有火星的方案"):
        export.select_answer(store, {"question": "火星", "status": "no_match", "answer": "库中没有火星的方案。"})


def test_hops_beyond_the_graph_end_with_it(store: SqliteGraphStore) -> None:
    assert export.select_nodes(store, [QINGJIANG_TASK], hops=10**12).node_counts()["Task"] > 1


def test_a_negative_number_of_hops_is_refused(store: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match="-1 hops"):
        export.select_nodes(store, [QINGJIANG_TASK], hops=-1)
