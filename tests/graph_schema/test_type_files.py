from itertools import combinations
from pathlib import Path

import pytest

from graph_schema.errors import SchemaError
from graph_schema.markdown import schema_markdown
from graph_schema.schema import Schema, load_schema, read_schema

NODE = """node: Thing
order: 1
labels: {zh: 物, en: thing}
colour: "#6b7280"
caption: [name]
description: A thing.
properties:
  name: {type: string, zh: 名, en: name, description: Its name}
"""
EDGE = """edge: LINKS
order: 2
labels: {zh: 连, en: links}
colour: "#6b7280"
description: A link.
ends:
  - {source: Thing, target: Thing}
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_schema_has_what_the_design_names() -> None:
    schema = load_schema()
    assert list(schema.nodes) == [
        *("Jurisdiction", "Plan", "Action", "Task", "Unit", "Indicator", "Target", "Document", "Passage"),
    ]
    assert schema.edge("SETS").joins("Plan", "Target")
    assert not schema.edge("SETS").joins("Target", "Plan")
    assert schema.edge("LEADS").properties["basis"].values == ("stated", "declared", "first_listed")


def test_an_id_tells_its_node_type() -> None:
    schema = load_schema()
    assert schema.node_type_of("task-0123") is schema.node("Task")
    assert schema.node_type_of("has-task-0123") is None
    assert schema.node_type_of("") is None


def test_a_node_is_captioned_by_the_first_property_that_has_a_value() -> None:
    task = load_schema().node("Task")
    assert task.caption_of({"title": "土地整治", "text": "……"}) == "土地整治"
    assert task.caption_of({"text": "推进低效用地整治"}) == "推进低效用地整治"
    assert task.caption_of({}) == ""


def test_orders_are_unique_so_that_lists_are_stable(schema: Schema) -> None:
    orders = [kind.order for kind in (*schema.nodes.values(), *schema.edges.values())]
    assert len(set(orders)) == len(orders)


@pytest.fixture
def schema() -> Schema:
    return load_schema()


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_can_be_read_on_white_and_seen_on_a_dark_page(schema: Schema) -> None:
    dark = luminance("#0e1117")
    for kind in (*schema.nodes.values(), *schema.edges.values()):
        assert 1.05 / (luminance(kind.colour) + 0.05) >= 4.5, kind.name
        assert (luminance(kind.colour) + 0.05) / (dark + 0.05) >= 3, kind.name


def test_node_colours_are_far_apart(schema: Schema) -> None:
    def channels(colour: str) -> tuple[int, int, int]:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

    for left, right in combinations(schema.nodes.values(), 2):
        distance = sum(abs(a - b) for a, b in zip(channels(left.colour), channels(right.colour), strict=True))
        assert distance >= 70, (left.name, right.name)


def test_leading_and_supporting_look_different(schema: Schema) -> None:
    assert schema.edge("LEADS").colour != schema.edge("SUPPORTS").colour


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#6b7280", "grey", "colour"),
        ("type: string", "type: text", "properties.name.type"),
        ("caption: [name]", "caption: [title]", "caption names no property: title"),
        ("name: {", "Name: {", "must be lower_case"),
        ("name: {", "id: {", "must be lower_case"),
        ("zh: 名,", "", "properties.name.zh"),
        ("order: 1", "order: 1\nshape: round", "shape"),
        ("node: Thing", "nod: Thing", "must begin with"),
        ("node: Thing", "node: Thing\n- bad", "line 2"),
        ("type: string", "type: integer, values: [a]", "are for properties of type string"),
        ("node: Thing", "node: Other", "name the file Other.yaml"),
    ],
)
def test_a_malformed_type_file_is_refused_by_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = written(tmp_path, Thing=NODE.replace(old, new).replace("caption: [id]", "caption: [name]"))
    with pytest.raises(SchemaError, match=message) as caught:
        read_schema(folder)
    assert "Thing.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_edge_to_a_type_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, Thing=NODE, LINKS=EDGE.replace("target: Thing", "target: Ghost"))
    with pytest.raises(SchemaError, match="joins Ghost, which is no node type"):
        read_schema(folder)


def test_type_files_are_read_in_the_order_they_give(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        Thing=NODE,
        Alone=NODE.replace("Thing", "Alone").replace("order: 1", "order: 9"),
        LINKS=EDGE,
    )
    assert list(read_schema(folder).nodes) == ["Thing", "Alone"]


def test_a_type_without_name_is_asked_for_in_words() -> None:
    with pytest.raises(SchemaError, match="no edge type 'LEAD'; it has LEADS, SUPPORTS"):
        load_schema().edge("LEAD")


def test_the_markdown_names_every_type_and_property(schema: Schema) -> None:
    text = schema_markdown(schema)
    assert text == schema_markdown(schema)
    for kind in (*schema.nodes.values(), *schema.edges.values()):
        row = next(line for line in text.splitlines() if line.startswith(f"| **{kind.name}** "))
        assert kind.labels.zh in row
        assert all(f"`{name}`" in row for name in kind.properties)
