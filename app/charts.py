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
_NO_YEAR = "–"


def show_targets(targets: Sequence[TargetRow], words: Words) -> None:
    """For each measure: places with several years as lines over the years, all others as bars, with comparator and value."""
    by_unit: dict[str, list[TargetRow]] = {}
    for row in targets:
        by_unit.setdefault(row.unit or "", []).append(row)
    for unit, rows in sorted(by_unit.items(), key=lambda item: (-len(item[1]), item[0])):
        data = _different([_cells(row, words) for row in rows])
        years: dict[object, set[object]] = {}
        for cells in data:
            years.setdefault(cells["place"], set()).add(cells["year"])
        title = unit or words("compare.no_unit")
        over_years = [cells for cells in data if len(years[cells["place"]]) > 1]
        if over_years:
            st.altair_chart(_lines(over_years, title, words))
        alone = [cells for cells in data if len(years[cells["place"]]) == 1]
        if alone:
            st.altair_chart(_bars(alone, _title_of_bars(alone, title, words), words))


def _title_of_bars(data: Sequence[dict[str, object]], title: str, words: Words) -> str:
    """The measure, with the year where all bars are of the same one; else each bar names its own."""
    held = {cells["year"] for cells in data}
    only = held.pop() if len(held) == 1 else _NO_YEAR
    return title if only == _NO_YEAR else words("charts.of_year", title=title, year=only)


def _different(data: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """What several sentences say alike, once."""
    return list({tuple(cells.items()): cells for cells in data}.values())


def _cells(row: TargetRow, words: Words) -> dict[str, object]:
    held = {"op": row.op, "value": row.value, "value_to": row.value_to, "unit": row.unit, "frequency": row.frequency}
    place = row.jurisdiction + (f"（{row.scope}）" if row.scope and row.scope not in row.jurisdiction else "")
    return {
        "place": place,
        "year": str(row.year or _NO_YEAR),
        "value": row.value,
        "text": value_text(held, words),
        "indicator": row.indicator,
    }


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("place:N", title=words("compare.place")), alt.Tooltip("year:N", title=words("compare.year")),
        alt.Tooltip("text:N", title=words("compare.value")), alt.Tooltip("indicator:N", title=words.node_type("Indicator")),
    ]  # fmt: skip


def _lines(data: Sequence[dict[str, object]], title: str, words: Words) -> alt.LayerChart | alt.FacetChart:
    places = list(dict.fromkeys(str(cells["place"]) for cells in data))
    lines = (
        alt.Chart(alt.InlineData(values=list(data)), height=240 + 26 * math.ceil(len(places) / 2))
        .mark_line(point=alt.OverlayMarkDef(size=70))
        .encode(
            x=alt.X("year:O", title=words("compare.year"), axis=alt.Axis(labelAngle=0)),
            y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=False, padding=24)),
            color=alt.Color("place:N", title=None, scale=alt.Scale(domain=places, range=_COLOURS), legend=_legend_of(places)),
            shape=alt.Shape("place:N", title=None, scale=alt.Scale(domain=places), legend=_legend_of(places)),
            tooltip=_tooltip(words),
        )
    )  # fmt: skip
    return alt.layer(
        lines, lines.mark_text(dy=-13, fontSize=12).encode(text="text:N", shape=alt.Undefined, color=alt.value(_ink()))
    )


def _ink() -> str:
    """The colour of text on the page: charts do not take the theme's for words beside bars and points."""
    return "#fafafa" if st.context.theme.type == "dark" else "#31333f"


def _legend_of(places: Sequence[str]) -> alt.Legend:
    return alt.Legend(orient="bottom", columns=1 if max(map(len, places)) > 10 else 2, labelLimit=300)


def _bars(data: Sequence[dict[str, object]], title: str, words: Words) -> alt.LayerChart | alt.FacetChart:
    """A bar for each place and value; what several sentences say alike stands once."""
    names = _names_of_bars(data)
    rows = {name: {**cells, "name": name} for name, cells in zip(names, data, strict=True)}
    values = sorted(rows.values(), key=lambda cells: (-float(str(cells["value"])), str(cells["name"])))[:_MOST_PLACES]
    most, least = (pick(float(str(cells["value"])) for cells in values) for pick in (max, min))
    room = alt.Scale(domain=[min(0.0, least * 1.3), max(0.0, most * 1.3)], nice=False)  # for the words behind the bars
    base = alt.Chart(alt.InlineData(values=values), height=alt.Step(26)).encode(
        y=alt.Y("name:N", title=None, sort=[str(cells["name"]) for cells in values], axis=alt.Axis(labelLimit=320)),
        x=alt.X("value:Q", title=title, stack=None, scale=room, axis=alt.Axis(tickCount=8)),
        tooltip=_tooltip(words),
    )
    return alt.layer(
        base.mark_bar(color=_COLOURS[1]),
        base.mark_text(align="left", dx=5, fontSize=12, color=_ink()).encode(text="text:N"),
    )


def _names_of_bars(data: Sequence[dict[str, object]]) -> list[str]:
    """Place, and what tells its values apart: the year, the indicator, at last the value."""
    years, indicators = {cells["year"] for cells in data}, {cells["indicator"] for cells in data}
    parts = ["place", *(["year"] if len(years) > 1 else []), *(["indicator"] if len(indicators) > 1 else [])]
    names = [" · ".join(str(cells[part]) for part in parts) for cells in data]
    texts: dict[str, set[object]] = {}
    for name, cells in zip(names, data, strict=True):
        texts.setdefault(name, set()).add(cells["text"])
    return [
        f"{name} · {cells['text']}" if len(texts[name]) > 1 else name for name, cells in zip(names, data, strict=True)
    ]


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
