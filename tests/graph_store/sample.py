"""A small graph of made-up plans, whole by the schema: what the store's tests put in and ask for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_schema.ids import make_id
from graph_schema.tables import Edge, GraphTables, Node, Provenance, Value
from graph_store.manifest import DocumentRecord

TEXT = """清江县耕地保护方案
1.开展耕地核查。（牵头单位：县农业农村局；配合单位：县财政局、各乡镇）
到2026年，核查耕地12万亩以上。
"""


@dataclass
class Rows:
    """Rows in the making; `said` gives what a document asserts its provenance."""

    document: str
    text: str
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)

    def said(self, subject: str, quote: str) -> None:
        start = self.text.index(quote)
        self.provenance.append(Provenance(subject, self.document, start, start + len(quote), quote))

    def node(self, identifier: str, type: str, quote: str | None = None, /, **properties: Value) -> str:
        self.nodes.append(Node(identifier, type, properties))
        if quote is not None:
            self.said(identifier, quote)
        return identifier

    def edge(self, type: str, source: str, target: str, quote: str | None = None, /, **properties: Value) -> str:
        edge = Edge(type, source, target, properties)
        self.edges.append(edge)
        if quote is not None:
            self.said(edge.id, quote)
        return edge.id


def plan_rows(place: str, *, text: str = TEXT) -> Rows:
    """One plan of one place, with one task, three units and one target."""
    text = text.replace("清江", place)
    document = make_id("document", place)
    rows = Rows(document, text)
    rows.node(document, "Document", name=f"{place}.txt", sha256="0" * 64, format="txt", characters=len(text), text=text)
    town = rows.node(make_id("jurisdiction", place), "Jurisdiction", name=f"{place}县", level="county")
    above = rows.node(
        make_id("jurisdiction", "东川市"), "Jurisdiction", name="东川市", level="city", pinyin="dongchuan"
    )
    rows.edge("PART_OF", town, above)
    title = f"{place}县耕地保护方案"
    plan = rows.node(
        make_id("plan", place), "Plan", title, title=title, status="issued", collective_units=("各乡镇", "各部门")
    )
    rows.edge("FROM", plan, document, title)
    rows.edge("APPLIES_TO", plan, town, title)
    task = rows.node(
        make_id("task", place, "1"), "Task", "1.开展耕地核查", number="1", title="开展耕地核查", is_subtask=False
    )
    rows.edge("HAS_TASK", plan, task, "1.开展耕地核查")
    for role, name in (("LEADS", "县农业农村局"), ("SUPPORTS", "县财政局"), ("SUPPORTS", "各乡镇")):
        unit = rows.node(
            make_id("unit", place, name), "Unit", name, name=name.replace("县", f"{place}县"), names=(name,),
            collective=name == "各乡镇",
        )  # fmt: skip
        rows.edge("BELONGS_TO", unit, town)
        rows.edge(role, unit, task, name, basis="stated", name_as_written=name)
    quote = "核查耕地12万亩以上"
    target = rows.node(
        make_id("target", place), "Target", quote,
        indicator="核查耕地", op=">=", value=12, unit="万亩", year=2026, quote=quote,
    )  # fmt: skip
    indicator = rows.node(make_id("indicator", "核查耕地"), "Indicator", name="核查耕地", unit="万亩")
    rows.edge("SETS", task, target, quote)
    rows.edge("MEASURES", target, indicator, quote)
    return rows


def tables_for(places: Iterable[str]) -> GraphTables:
    """The graph of these places' plans."""
    parts = [plan_rows(place) for place in places]
    return GraphTables.of(
        (row for part in parts for row in part.nodes),
        (row for part in parts for row in part.edges),
        (row for part in parts for row in part.provenance),
    )


def documents_for(places: Iterable[str]) -> list[DocumentRecord]:
    """Where those plans were read from."""
    return [DocumentRecord(make_id("document", place), f"plans/{place}.txt", 10, 1) for place in places]
