import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.difference import apply_difference, difference
from graph_schema.errors import SchemaError
from graph_schema.ids import edge_id, make_id, prefix_of
from graph_schema.tables import Edge, GraphTables, Node, Provenance

TEXTS = st.text(st.sampled_from("发改局 \t\0ab\U0001f600"), max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(TEXTS, min_size=1, max_size=4))
def test_two_identities_share_an_id_only_when_they_are_the_same(left: list[str], right: list[str]) -> None:
    assert (make_id("task", *left) == make_id("task", *right)) == (left == right)


def test_an_id_is_the_same_on_every_machine_and_says_its_type() -> None:
    assert make_id("unit", "330900", "舟山市财政局") == "unit-0395d11e5acdedc192ee"
    assert prefix_of(edge_id("HAS_TASK", "a", "b")) == "has-task"


def test_an_id_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one part"):
        make_id("task")


def unit(name: str, **properties: object) -> Node:
    return Node(make_id("unit", name), "Unit", {"name": name, "collective": False, **properties})  # type: ignore[dict-item]


def test_rows_of_one_identity_become_one_row_whatever_their_order() -> None:
    rows = [unit("市财政局", names=("市财政局",)), unit("市财政局", names=("财政局", "市财政局"), level="city")]
    forward, backward = GraphTables.of(rows, [], []), GraphTables.of(rows[::-1], [], [])
    assert forward == backward
    assert forward.nodes[0].properties == {
        "name": "市财政局",
        "collective": False,
        "names": ("市财政局", "财政局"),
        "level": "city",
    }


def test_the_strongest_basis_wins_when_an_edge_is_said_twice() -> None:
    edges = [
        Edge("LEADS", "unit-1", "task-1", {"basis": "first_listed", "name_as_written": "甲"}),
        Edge("LEADS", "unit-1", "task-1", {"basis": "stated"}),
    ]
    assert GraphTables.of([], edges, []).edges[0].properties == {"basis": "stated", "name_as_written": "甲"}


def test_missing_values_are_left_out_and_whole_numbers_become_numbers() -> None:
    node = Node("target-1", "Target", {"value": 5, "value_to": None, "unit": ""})  # type: ignore[dict-item]
    properties = GraphTables.of([node], [], []).nodes[0].properties
    assert properties == {"value": 5.0}
    assert type(properties["value"]) is float


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (Node("x-1", "Spaceship"), "no node type 'Spaceship'"),
        (Node("unit-1", "Unit", {"colour": "red"}), "no property 'colour'"),
    ],
)
def test_what_the_schema_does_not_have_is_refused(node: Node, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        GraphTables.of([node], [], [])


def test_one_id_of_two_types_is_refused() -> None:
    with pytest.raises(SchemaError, match="is both a Plan and a Unit"):
        GraphTables.of([Node("unit-1", "Unit"), Node("unit-1", "Plan")], [], [])


NODES = st.builds(
    lambda n, title: Node(f"plan-{n}", "Plan", {"title": title}), st.integers(0, 6), st.sampled_from(["甲", "乙", "丙"])
)
EDGES = st.builds(
    lambda s, t, title: Edge("CITES", f"plan-{s}", f"plan-{t}", {"title_as_written": title}),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(["", "甲", "乙"]),
)
PROVENANCE = st.builds(
    Provenance,
    st.sampled_from(["plan-1", "plan-2"]),
    st.just("document-1"),
    st.integers(0, 3),
    st.integers(4, 6),
    st.sampled_from(["甲", "乙"]),
    st.sampled_from([None, 1]),
)
TABLES = st.builds(GraphTables.of, st.lists(NODES), st.lists(EDGES), st.lists(PROVENANCE))


@given(TABLES, TABLES)
def test_applying_the_difference_gives_the_new_tables(old: GraphTables, new: GraphTables) -> None:
    change = difference(old, new)
    assert apply_difference(old, change) == new
    assert bool(change) == (old != new)
    assert apply_difference(old, change).content_hash() == new.content_hash()


@given(st.lists(NODES), st.lists(EDGES), st.lists(PROVENANCE), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_shows(nodes: list[Node], edges: list[Edge], said: list[Provenance], random) -> None:  # type: ignore[no-untyped-def]
    before = GraphTables.of(nodes, edges, said)
    for rows in (nodes, edges, said):
        random.shuffle(rows)
    after = GraphTables.of(nodes, edges, said)
    assert before == after
    assert before.content_hash() == after.content_hash()


@given(TABLES, TABLES)
def test_two_graphs_share_a_hash_only_when_they_are_the_same(left: GraphTables, right: GraphTables) -> None:
    assert (left.content_hash() == right.content_hash()) == (left == right)
