"""Charts of targets and of a unit's load; each stands beside a table of the same values."""

import math
from collections import Counter
from collections.abc import Sequence

import altair as alt
import streamlit as st

from app.captions import value_text
from app.words import Words
from search.comparison import LoadRow
from search.results import TargetRow

_COLOURS = ["#b23640", "#456de6", "#008500", "#946300", "#9200fa", "#008563", "#c20081", "#6b7280"]
_MOST_PLACES = 24


def show_targets(targets: Sequence[TargetRow], words: Words) -> None:
    """Values by year, a line for each place; a picture for each measure. Without years or with one: bars by place."""
    by_unit: dict[str, list[TargetRow]] = {}
    for row in targets:
        by_unit.setdefault(row.unit or "", []).append(row)
    for unit, rows in sorted(by_unit.items(), key=lambda item: (-len(item[1]), item[0])):
        data = [_cells(row, words) for row in rows]
        years = {row.year for row in rows if row.year}
        title = unit or words("compare.no_unit")
        st.altair_chart(_lines(data, title, words) if len(years) > 1 else _bars(data, title, words))


def _cells(row: TargetRow, words: Words) -> dict[str, object]:
    held = {"op": row.op, "value": row.value, "value_to": row.value_to, "unit": row.unit, "frequency": row.frequency}
    place = row.jurisdiction + (f"（{row.scope}）" if row.scope and row.scope not in row.jurisdiction else "")
    return {
        "place": place,
        "year": str(row.year or "–"),
        "value": row.value,
        "text": value_text(held, words),
        "indicator": row.indicator,
    }


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("place:N", title=words("compare.place")), alt.Tooltip("year:N", title=words("compare.year")),
        alt.Tooltip("text:N", title=words("compare.value")), alt.Tooltip("indicator:N", title=words.node_type("Indicator")),
    ]  # fmt: skip


def _lines(data: Sequence[dict[str, object]], title: str, words: Words) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(
            alt.InlineData(values=list(data)), height=260 + 28 * math.ceil(len({row["place"] for row in data}) / 4)
        )
        .mark_line(point=alt.OverlayMarkDef(size=70))
        .encode(
            x=alt.X("year:O", title=words("compare.year"), axis=alt.Axis(labelAngle=0)),
            y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=False)),
            color=alt.Color(
                "place:N",
                title=None,
                scale=alt.Scale(range=_COLOURS),
                legend=alt.Legend(orient="bottom", columns=4, labelLimit=240, symbolLimit=0),
            ),
            tooltip=_tooltip(words),
        )
    )
    return chart


def _bars(data: Sequence[dict[str, object]], title: str, words: Words) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=list(data[:_MOST_PLACES])), height=alt.Step(26))
        .mark_bar(color=_COLOURS[1])
        .encode(
            y=alt.Y("place:N", title=None, sort="-x", axis=alt.Axis(labelLimit=320)),
            x=alt.X("value:Q", title=title),
            tooltip=_tooltip(words),
        )
    )
    return chart


def show_load(rows: Sequence[LoadRow], words: Words) -> None:
    """How many tasks a unit leads and supports, by plan and action."""
    counts = Counter((row.action or row.plan, row.role) for row in rows)
    data = [
        {"action": action, "role": words.value("role", role), "n": n} for (action, role), n in sorted(counts.items())
    ]
    roles = [words.value("role", role) for role in ("lead", "support")]
    chart = (
        alt.Chart(alt.InlineData(values=data), height=alt.Step(26))
        .mark_bar()
        .encode(
            y=alt.Y("action:N", title=None, sort="-x", axis=alt.Axis(labelLimit=320)),
            x=alt.X("n:Q", title=words("compare.tasks"), axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color(
                "role:N",
                title=None,
                scale=alt.Scale(domain=roles, range=["#b23640", "#456de6"]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("action:N", title=words.node_type("Action")),
                alt.Tooltip("role:N", title=words("explore.roles")),
                alt.Tooltip("n:Q", title=words("compare.tasks")),
            ],
        )
    )
    st.altair_chart(chart)
