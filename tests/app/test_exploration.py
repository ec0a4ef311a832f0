"""Steps of exploring, on the graph of the five plans."""

import pytest

from app import exploration
from app.drawing import Filters, draw
from app.events import apply
from app.exploration import History, Scene
from app.grouping import group_nodes, holder_of, is_group
from app.words import Words
from graph_schema.errors import InputError
from graph_schema.schema import load_schema
from graph_store.sqlite_store import SqliteGraphStore

WORDS = Words("zh")


@pytest.fixture
def unit(graph: SqliteGraphStore) -> str:
    return next(node.id for node in graph.stream_nodes("Unit") if node.properties["name"] == "嵊泗县经济和信息化局")


@pytest.fixture
def scene(graph: SqliteGraphStore, unit: str) -> Scene:
    return exploration.start_at(graph, [unit])


@pytest.mark.parametrize("kind", ["Unit", "Plan", "Jurisdiction", "Task", "Indicator", "Target", "Document"])
def test_every_type_of_node_can_be_a_start(graph: SqliteGraphStore, kind: str) -> None:
    for node in list(graph.stream_nodes(kind))[:3]:
        begun = exploration.start_at(graph, [node.id])
        assert node.id in begun.nodes
        assert len(begun.nodes) <= exploration.START
        drawn = draw(graph, begun, WORDS)
        shown = {row["id"] for row in drawn.nodes}
        assert all({row["source"], row["target"]} <= shown for row in drawn.edges)


def test_a_start_that_is_gone_is_said(graph: SqliteGraphStore) -> None:
    with pytest.raises(InputError, match="no longer there"):
        exploration.start_at(graph, ["unit-00000000000000000000"])


def test_expanding_brings_at_most_the_cap_and_says_how_many_are_left(graph: SqliteGraphStore) -> None:
    place = max(
        (node.id for node in graph.stream_nodes("Jurisdiction")),
        key=lambda one: sum(graph.degrees([one]).get(one, {}).values()),
    )
    grown = exploration.expand(graph, Scene(nodes=(place,)), place, cap=5)
    assert grown.added == 5
    degrees = graph.degrees([place], types=exploration.edge_types())[place]
    shown = len(graph.edges(sources=grown.scene.nodes, targets=grown.scene.nodes, types=exploration.edge_types()))
    assert grown.left >= sum(degrees.values()) - shown
    again = exploration.expand(graph, grown.scene, place, cap=10_000)
    assert again.left == 0


def test_expanding_by_one_edge_type(graph: SqliteGraphStore, unit: str) -> None:
    grown = exploration.expand(graph, Scene(nodes=(unit,)), unit, types=["LEADS"])
    led = {edge.target for edge in graph.edges(sources=[unit], types=["LEADS"])}
    assert set(grown.scene.nodes) == {unit} | led


def test_undo_and_redo_are_exact(graph: SqliteGraphStore, scene: Scene, unit: str) -> None:
    history = History().go(scene)
    hidden = apply(graph, history, {"action": "hide", "ids": [unit]}, WORDS).history
    assert unit not in hidden.present.nodes
    assert apply(graph, hidden, {"action": "undo"}, WORDS).history.present == scene
    back = apply(graph, hidden, {"action": "undo"}, WORDS).history
    assert apply(graph, back, {"action": "redo"}, WORDS).history == hidden
    assert History().undo() == History() and History().redo() == History()


def test_a_new_step_forgets_what_was_undone(scene: Scene) -> None:
    history = History().go(scene).go(exploration.hide(scene, scene.nodes[:1])).undo()
    assert not history.go(exploration.hide(scene, scene.nodes[1:2])).future


def test_a_hidden_type_is_not_drawn_and_not_brought_by_expanding(
    graph: SqliteGraphStore, scene: Scene, unit: str
) -> None:
    without = exploration.toggle(scene, "Task")
    assert not any(row["type"] == "Task" for row in draw(graph, without, WORDS).nodes)
    legend = {row["type"]: row["hidden"] for row in draw(graph, without, WORDS).legend if row["kind"] == "node"}
    assert legend["Task"] and not legend["Unit"]
    assert exploration.expand(graph, exploration.toggle(Scene(nodes=(unit,)), "Task"), unit, types=["LEADS"]).added == 0
    assert exploration.toggle(without, "Task") == scene
    assert exploration.toggle(scene, "NoSuchType") == scene


def test_path_adds_what_lies_on_it(graph: SqliteGraphStore, unit: str) -> None:
    other = graph.edges(targets=[graph.edges(sources=[unit], types=["LEADS"])[0].target], types=["SUPPORTS"])
    history = History().go(Scene(nodes=(unit, other[0].source)))
    outcome = apply(graph, history, {"action": "path", "ids": [unit, other[0].source]}, WORDS)
    assert outcome.way is not None
    assert {node.id for node in outcome.way.nodes} <= set(outcome.history.present.nodes)


@pytest.mark.parametrize(
    "event",
    [
        {}, {"action": "explode"}, {"action": "expand"}, {"action": "expand", "id": 5}, {"action": "expand", "id": "task-gone"},
        {"action": "hide", "ids": None}, {"action": "hide", "ids": [None, 3]}, {"action": "path", "ids": ["one"]},
        {"action": "path", "ids": ["task-gone", "unit-gone"]}, {"action": "toggle"}, {"action": "expand", "id": "x", "types": ["'; DROP"]},
    ],
)  # fmt: skip
def test_events_that_make_no_sense_change_nothing(
    graph: SqliteGraphStore, scene: Scene, event: dict[str, object]
) -> None:
    history = History().go(scene)
    assert apply(graph, history, event, WORDS).history == history


def test_role_filter_takes_units_that_hang_on_nothing_else(graph: SqliteGraphStore) -> None:
    task = next(edge.target for edge in graph.stream_edges("SUPPORTS"))
    begun = exploration.start_at(graph, [task])
    led = draw(graph, begun, WORDS, Filters(roles=frozenset({"LEADS"})))
    assert not any(row["type"] == "SUPPORTS" for row in led.edges)
    supporters = {edge.source for edge in graph.edges(targets=[task], types=["SUPPORTS"])}
    leaders = {edge.source for edge in graph.edges(targets=[task], types=["LEADS"])}
    assert not (supporters - leaders) & {row["id"] for row in led.nodes}


def test_year_filter_keeps_targets_of_these_years(graph: SqliteGraphStore) -> None:
    targets = [node for node in graph.stream_nodes("Target") if node.properties.get("year") in (2023, 2025)]
    drawn = draw(graph, Scene(nodes=tuple(node.id for node in targets)), WORDS, Filters(years=frozenset({2025})))
    assert {row["id"] for row in drawn.nodes} == {node.id for node in targets if node.properties["year"] == 2025}
    assert drawn.years == (2023, 2025)


def test_nodes_that_are_gone_are_counted(graph: SqliteGraphStore, unit: str) -> None:
    drawn = draw(graph, Scene(nodes=(unit, "task-00000000000000000000")), WORDS)
    assert drawn.gone == 1 and len(drawn.nodes) == 1


def test_labels_are_whole_names_and_never_ids(graph: SqliteGraphStore) -> None:
    ids = [node.id for kind in load_schema().nodes for node in graph.stream_nodes(kind)]
    for start in range(0, len(ids), 1500):
        for row in draw(graph, Scene(nodes=tuple(ids[start : start + 1500])), WORDS).nodes:
            assert row["label"].strip() and row["id"] not in row["label"]
            if row["type"] in ("Unit", "Plan", "Action"):
                assert not row["label"].endswith("…")


def test_too_many_nodes_are_grouped_by_plan_and_place(graph: SqliteGraphStore) -> None:
    ids = tuple(
        node.id for kind in ("Plan", "Action", "Task", "Target", "Unit", "Passage") for node in graph.stream_nodes(kind)
    )
    nodes = graph.nodes(ids)
    groups = group_nodes(graph, nodes, WORDS)
    in_groups = {member for members in groups.members.values() for member in members}
    assert {key for key, node in nodes.items() if node.type in ("Task", "Target", "Action")} <= in_groups
    assert all(
        is_group(row["id"]) and holder_of(row["id"]) in graph.nodes([holder_of(row["id"])]) for row in groups.rows
    )
    everything = Scene(nodes=(*ids, *(node.id for node in graph.stream_nodes("Indicator"))))
    if len(everything.nodes) > 2000:
        drawn = draw(graph, everything, WORDS)
        assert drawn.grouped and len(drawn.nodes) < 2000
