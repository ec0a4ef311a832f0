"""A graph of two ordinary plans and one whose every text is hostile: quotes, newlines, markup, formulas, other scripts."""

from graph_schema.ids import make_id
from graph_schema.tables import GraphTables, Provenance
from tests.graph_store.sample import Rows, plan_rows

HOSTILE = (
    '=HYPERLINK("http://evil.example","点我")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "'already quoted",
    "＝１＋１",
    "\ttabbed",
    "#REF!",
    "'); MATCH (n) DETACH DELETE n; //",
    "\\' }) DETACH DELETE n //",
    "\\u0027 }) RETURN 1 //",
    "a\\\\u0027b\\",
    'say "hello", <b>bold</b> & <script>alert(1)</script> ]]>',
    "first line\nsecond line\r\nthird line\rfourth",
    '""" . <urn:x> <urn:y> "z',
    "{braces} $1 `ticks` ; -- comment /* more */",
    "한글 日本語 العربية 𠮷野家 🏙️ \u2028 sep",
    "trailing space ",
    "=",
    "'",
)
QUESTION = '哪些单位牵头“耕地”核查？ "quoted" </graph>\n第二行 \\u0027'


def hostile_rows() -> Rows:
    """One plan with a task, a unit and a target for each hostile text, on pages."""
    text = "\n".join(HOSTILE)
    rows = Rows(make_id("document", "hostile"), text)
    rows.node(
        rows.document, "Document", name='=evil"<name>.pdf', sha256="f" * 64, format="pdf", characters=len(text), text=text
    )  # fmt: skip
    place = rows.node(make_id("jurisdiction", "敌县"), "Jurisdiction", name="敌县", short_name="敌", level="county")
    plan = rows.node(
        make_id("plan", "hostile"), "Plan", HOSTILE[0],
        title=HOSTILE[12], doc_number="=1+1〔2023〕1号", issued_on="2023-02-28", status="draft",
        collective_units=("各镇<街道>", '“甲”,"乙"', "a|b;c"),
    )  # fmt: skip
    rows.edge("FROM", plan, rows.document, HOSTILE[0])
    rows.edge("APPLIES_TO", plan, place, HOSTILE[0])
    indicator = rows.node(make_id("indicator", "=x"), "Indicator", name="=x", unit="%")
    for number, quote in enumerate(HOSTILE):
        task = rows.node(
            make_id("task", "hostile", str(number)), "Task", quote,
            number=str(number), title=quote, text=quote * 2, position=number + 1, is_subtask=bool(number % 2),
        )  # fmt: skip
        unit = rows.node(
            make_id("unit", "hostile", str(number)), "Unit", quote,
            name=quote, names=(quote, "另名"), collective=False,
        )  # fmt: skip
        target = rows.node(
            make_id("target", "hostile", str(number)), "Target", quote, indicator=quote, op="=" if number % 2 else "decrease",
            value=-0.5 * number, value_to=1e16 * (number + 1), quote=quote,
        )  # fmt: skip
        rows.edge("BELONGS_TO", unit, place)
        rows.edge("HAS_TASK", plan, task, quote)
        rows.edge("LEADS", unit, task, quote, basis="stated", name_as_written=quote)
        rows.edge("SETS", task, target, quote)
        rows.edge("MEASURES", target, indicator, quote)
    rows.edge("ISSUED_BY", plan, make_id("unit", "hostile", "0"), HOSTILE[0])
    rows.provenance = [
        Provenance(row.subject, row.document, row.start, row.end, row.quote, page=row.start % 7 + 1)
        for row in rows.provenance
    ]
    return rows


def sample_tables() -> GraphTables:
    """The whole graph."""
    parts = [plan_rows("清江"), plan_rows("白石"), hostile_rows()]
    shared = make_id("unit", "清江", "县财政局")
    first, second = make_id("task", "清江", "1"), make_id("task", "白石", "1")
    parts[1].edge("SUPPORTS", shared, second, "县财政局", basis="listed")
    parts[1].said(shared, "县财政局")
    parts[1].edge("ALIGNED_WITH", min(first, second), max(first, second), score=0.875)
    return GraphTables.of(
        (row for part in parts for row in part.nodes),
        (row for part in parts for row in part.edges),
        (row for part in parts for row in part.provenance),
    )
