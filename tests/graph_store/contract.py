"""What every store must do. A store's test class inherits this and gives the fixture `opened`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph_schema.errors import InputError, SchemaError, StoreError
from graph_schema.ids import edge_id, make_id
from graph_schema.tables import Edge, GraphTables, Node, Provenance
from graph_store.protocol import GraphStore
from graph_store.walk import GraphPath, neighbourhood, shortest_path
from graph_store.whole import check_graph, tables_of
from tests.graph_store.sample import tables_for

Opened = Callable[[GraphTables], GraphStore]
PLACES = ("清江", "白石", "云岭")


def star(leaves: int) -> GraphTables:
    """A unit that leads `leaves` tasks, and a second that leads one more; not whole by the schema, only a shape."""
    units = [Node(f"unit-{n}", "Unit", {"name": f"局{n}", "collective": False}) for n in range(2)]
    tasks = [Node(f"task-{n:03}", "Task", {"is_subtask": False}) for n in range(leaves + 1)]
    edges = [Edge("LEADS", "unit-0", task.id, {"basis": "stated"}) for task in tasks[:leaves]]
    edges.append(Edge("LEADS", "unit-1", tasks[leaves].id, {"basis": "listed"}))
    return GraphTables.of([*units, *tasks], edges, [])


class GraphStoreContract:
    """The contract of GraphStore; `opened` publishes tables in a fresh store and opens it."""

    @pytest.fixture
    def tables(self) -> GraphTables:
        return tables_for(PLACES)

    @pytest.fixture
    def store(self, opened: Opened, tables: GraphTables) -> GraphStore:
        return opened(tables)

    def test_what_was_put_in_comes_out(self, store: GraphStore, tables: GraphTables) -> None:
        assert tables_of(store) == tables
        assert store.snapshot_id == tables.content_hash()
        assert check_graph(store) == []

    def test_values_keep_their_types(self, opened: Opened) -> None:
        node = Node(
            "plan-1", "Plan", {"title": "甲'\"`\n\0乙😀", "period_start": 2021, "collective_units": ("乙", "甲")}
        )
        other = Node("target-1", "Target", {"indicator": "亩均", "op": "~", "value": 5, "quote": "约5"})
        unit = Node("unit-1", "Unit", {"name": "局", "collective": True})
        store = opened(GraphTables.of([node, other, unit], [], []))
        found = store.nodes(["plan-1", "target-1", "unit-1"])
        assert found["plan-1"] == node
        assert type(found["plan-1"].properties["period_start"]) is int
        assert type(found["target-1"].properties["value"]) is float
        assert found["unit-1"].properties["collective"] is True

    def test_an_empty_graph_can_be_asked(self, opened: Opened) -> None:
        store = opened(GraphTables.of([], [], []))
        assert store.counts().all_nodes == store.counts().all_edges == store.counts().provenance == 0
        assert store.nodes(["task-1"]) == {}
        assert store.edges(sources=["task-1"]) == []
        assert list(store.stream_nodes("Task")) == []
        assert tables_of(store) == GraphTables()

    def test_counts_are_right_for_every_type(self, store: GraphStore, tables: GraphTables) -> None:
        counts = store.counts()
        assert counts.nodes["Task"] == 3
        assert counts.nodes["Jurisdiction"] == 4
        assert counts.nodes["Passage"] == 0
        assert counts.edges["SUPPORTS"] == 6
        assert counts.all_nodes == len(tables.nodes)
        assert counts.all_edges == len(tables.edges)
        assert counts.provenance == len(tables.provenance)

    def test_nodes_come_in_the_order_asked_for_once_each(self, store: GraphStore) -> None:
        ids = [
            make_id("task", "清江", "1"),
            "task-unknown",
            make_id("plan", "白石"),
            make_id("task", "清江", "1"),
            "",
            "😀",
        ]
        assert list(store.nodes(ids)) == [ids[0], ids[2]]

    def test_large_properties_come_only_when_asked_for(self, store: GraphStore) -> None:
        document = make_id("document", "清江")
        assert "text" not in store.nodes([document])[document].properties
        assert str(store.nodes([document], large=True)[document].properties["text"]).startswith("清江县")
        assert all("text" not in node.properties for node in store.stream_nodes("Document"))

    def test_the_units_of_a_task_with_role_and_evidence(self, store: GraphStore) -> None:
        task = make_id("task", "清江", "1")
        edges = store.edges(targets=[task], types=["SUPPORTS", "LEADS"])
        assert [edge.type for edge in edges] == ["LEADS", "SUPPORTS", "SUPPORTS"]
        units = store.nodes(edge.source for edge in edges)
        assert units[edges[0].source].properties["name"] == "清江县农业农村局"
        assert edges[0].properties == {"basis": "stated", "name_as_written": "县农业农村局"}
        said = store.provenance([edge.id for edge in edges])
        assert [row.quote for row in said[edges[0].id]] == ["县农业农村局"]
        assert said[edges[0].id][0].document == make_id("document", "清江")

    def test_edges_are_ordered_by_type_source_and_target(self, store: GraphStore, tables: GraphTables) -> None:
        everything = [node.id for node in tables.nodes]
        order = ["LEADS", "SUPPORTS", "HAS_TASK", "SETS", "MEASURES", "APPLIES_TO", "FROM", "BELONGS_TO", "PART_OF"]
        expected = sorted(tables.edges, key=lambda edge: (order.index(edge.type), edge.source, edge.target))
        assert store.edges(sources=everything) == expected
        assert store.edges(targets=reversed(everything)) == expected
        assert store.edges(sources=everything, targets=everything) == expected

    def test_both_ends_given_means_edges_between_them(self, store: GraphStore, tables: GraphTables) -> None:
        some = [node.id for node in tables.nodes if node.type in ("Task", "Unit")][::2]
        expected = {edge.id for edge in tables.edges if edge.source in some and edge.target in some}
        assert {edge.id for edge in store.edges(sources=some, targets=some)} == expected
        assert store.edges(sources=some, targets=[]) == []

    def test_a_limit_holds_for_each_end_and_type(self, opened: Opened) -> None:
        store = opened(star(9))
        found = store.edges(sources=["unit-1", "unit-0"], limit=2)
        assert [edge.target for edge in found] == ["task-000", "task-001", "task-009"]
        assert len(store.edges(targets=["task-000", "task-001"], limit=1)) == 2
        assert len(store.edges(sources=["unit-0"], limit=100)) == 9

    def test_edges_without_an_end_or_with_a_limit_on_pairs_are_refused(self, store: GraphStore) -> None:
        with pytest.raises(ValueError, match="sources or targets"):
            store.edges()
        with pytest.raises(ValueError, match="not with both"):
            store.edges(sources=["task-1"], targets=["task-1"], limit=1)

    def test_names_that_the_schema_does_not_have_are_refused(self, store: GraphStore) -> None:
        with pytest.raises(SchemaError, match="no edge type 'LEADS; DROP TABLE node_task'"):
            store.edges(sources=["unit-1"], types=["LEADS; DROP TABLE node_task"])
        with pytest.raises(SchemaError, match="no node type 'Spaceship'"):
            store.stream_nodes("Spaceship")
        with pytest.raises(SchemaError, match='no property name" = name --'):
            store.stream_nodes("Unit", where={'name" = name --': 1})

    def test_degrees_count_both_directions_by_type(self, store: GraphStore) -> None:
        task, place = make_id("task", "清江", "1"), make_id("jurisdiction", "东川市")
        degrees = store.degrees([task, place, "task-unknown"])
        assert degrees == {task: {"LEADS": 1, "SUPPORTS": 2, "HAS_TASK": 1, "SETS": 1}, place: {"PART_OF": 3}}
        assert store.degrees([task], types=["SETS"]) == {task: {"SETS": 1}}

    def test_nodes_of_a_type_can_be_chosen_by_value(self, store: GraphStore) -> None:
        names = [node.properties["name"] for node in store.stream_nodes("Unit", where={"collective": True})]
        assert names == ["各乡镇"] * 3
        assert [node.id for node in store.stream_nodes("Unit")] == sorted(
            node.id for node in store.stream_nodes("Unit")
        )
        assert len(list(store.stream_nodes("Jurisdiction", where={"pinyin": None, "level": "county"}))) == 3
        assert list(store.stream_nodes("Unit", where={"name": "' OR 1=1 --"})) == []

    def test_provenance_of_several_documents_is_kept_apart(self, opened: Opened) -> None:
        rows = [
            Provenance("plan-1", "document-2", 0, 2, "甲乙"),
            Provenance("plan-1", "document-1", 5, 7, "丙丁", 3),
            Provenance("plan-1", "document-1", 1, 2, "丁"),
        ]
        store = opened(GraphTables.of([Node("plan-1", "Plan", {"title": "甲"})], [], rows))
        assert store.provenance(["plan-1", "plan-2"]) == {"plan-1": (rows[2], rows[1], rows[0])}
        assert list(store.stream_provenance(document="document-1")) == [rows[2], rows[1]]

    def test_provenance_of_a_document_follows_its_text(self, store: GraphStore, tables: GraphTables) -> None:
        document = make_id("document", "白石")
        found = list(store.stream_provenance(document=document))
        assert found == sorted(found, key=lambda row: (row.start, row.end, row.subject))
        assert set(found) == {row for row in tables.provenance if row.document == document}

    def test_a_neighbourhood_has_what_lies_around_and_says_what_it_leaves_out(self, store: GraphStore) -> None:
        task = make_id("task", "清江", "1")
        near = neighbourhood(store, [task])
        assert near.nodes[0].id == task
        assert sorted(node.type for node in near.nodes[1:]) == ["Plan", "Target", "Unit", "Unit", "Unit"]
        assert len(near.edges) == 5
        assert near.omitted[make_id("plan", "清江")] == 2  # FROM and APPLIES_TO
        assert task not in near.omitted

    def test_a_neighbourhood_grows_by_hops_up_to_everything(self, store: GraphStore, tables: GraphTables) -> None:
        task = make_id("task", "清江", "1")
        sizes = [len(neighbourhood(store, [task], hops=hops).nodes) for hops in range(8)]
        assert sizes == sorted(sizes)
        assert sizes[0] == 1
        whole = neighbourhood(store, [task], hops=9)
        assert {node.id for node in whole.nodes} == {node.id for node in tables.nodes}
        assert {edge.id for edge in whole.edges} == {edge.id for edge in tables.edges}
        assert whole.omitted == {}

    def test_a_hub_does_not_crowd_out_the_others(self, opened: Opened) -> None:
        store = opened(star(50))
        near = neighbourhood(store, ["unit-0", "unit-1"], limit=6)
        assert [node.id for node in near.nodes] == ["unit-0", "unit-1", "task-000", "task-050", "task-001", "task-002"]
        assert near.omitted == {"unit-0": 47}

    def test_edge_types_bound_a_neighbourhood(self, store: GraphStore) -> None:
        near = neighbourhood(store, [make_id("task", "清江", "1")], hops=3, types=["LEADS"])
        assert [node.type for node in near.nodes] == ["Task", "Unit"]
        assert near.omitted == {}

    def test_nodes_that_are_gone_are_left_out_of_a_neighbourhood(self, store: GraphStore) -> None:
        assert neighbourhood(store, ["task-gone", "rubbish"]).nodes == ()

    def test_a_path_joins_its_ends_by_edges(self, store: GraphStore) -> None:
        start, end = make_id("unit", "清江", "各乡镇"), make_id("unit", "白石", "县财政局")
        way = shortest_path(store, start, end)
        assert isinstance(way, GraphPath)
        assert (way.nodes[0].id, way.nodes[-1].id) == (start, end)
        assert [node.type for node in way.nodes] == ["Unit", "Jurisdiction", "Jurisdiction", "Jurisdiction", "Unit"]
        for edge, left, right in zip(way.edges, way.nodes, way.nodes[1:], strict=False):
            assert {edge.source, edge.target} == {left.id, right.id}
        assert shortest_path(store, start, end) == way
        back = shortest_path(store, end, start)
        assert back is not None
        assert len(back.edges) == len(way.edges)

    def test_no_path_is_none(self, store: GraphStore) -> None:
        start, end = make_id("unit", "清江", "各乡镇"), make_id("unit", "白石", "县财政局")
        assert shortest_path(store, start, end, max_hops=3) is None
        assert shortest_path(store, start, end, types=["LEADS"]) is None
        assert shortest_path(store, start, "unit-gone") is None

    def test_a_node_is_its_own_path(self, store: GraphStore) -> None:
        task = make_id("task", "清江", "1")
        way = shortest_path(store, task, task)
        assert way is not None
        assert [node.id for node in way.nodes] == [task]
        assert way.edges == ()

    def test_a_path_over_too_many_nodes_says_so(self, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
        store = opened(star(50))
        monkeypatch.setattr("graph_store.walk._MOST_VISITED", 20)
        with pytest.raises(InputError, match="too many nodes: choose fewer edge types"):
            shortest_path(store, "unit-0", "unit-1")

    def test_threads_may_ask_at_once(self, store: GraphStore) -> None:
        tasks = [make_id("task", place, "1") for place in PLACES]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: store.edges(targets=tasks), range(200)))
        assert all(answer == answers[0] for answer in answers)

    def test_streams_may_run_side_by_side(self, store: GraphStore) -> None:
        pairs = list(zip(store.stream_nodes("Unit"), store.stream_edges("BELONGS_TO"), strict=True))
        assert all(node.id == edge.source for node, edge in pairs)

    def test_a_closed_store_says_so(self, store: GraphStore) -> None:
        store.close()
        store.close()
        with pytest.raises(StoreError, match="is closed"):
            store.nodes([edge_id("LEADS", "a", "b"), "task-1"])
