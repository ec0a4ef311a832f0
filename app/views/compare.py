"""Compare: an indicator over places and years, two plans side by side, a unit's whole load."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from app import address, cards, charts
from app.captions import value_text
from app.engine import Engine
from app.frame import Frame, explained
from app.views.ask import evidence_link, quote_in_row, two_columns
from app.views.details import show_quotes
from app.views.export import show_export
from app.views.start import choose_named
from app.words import Words, plain
from export import select_nodes
from graph_schema.tables import Node
from search.comparison import (
    IndicatorRow,
    LoadRow,
    PlanComparison,
    compare_plans,
    list_indicators,
    load_of,
    most_alike,
    targets_of,
)
from search.results import TargetRow

_WAYS = ("indicator", "plans", "unit")
_MOST_CARDS = 30


def show(frame: Frame) -> None:
    """The page."""
    came = address.arrived("compare")
    if came:
        _take(frame, came)
    words = frame.words
    by = st.segmented_control(
        words("compare.by"), _WAYS, default="indicator" if "compare by" not in st.session_state else None, key="compare by",
        format_func=lambda way: words(f"compare.{way}"), required=True,
    ) or "indicator"  # fmt: skip
    parts = {"indicator": _show_indicator, "plans": _show_plans, "unit": _show_unit}
    held: dict[str, object] = {"by": by}
    explained(words, lambda: held.update(parts[by](frame)))
    address.write("compare", words.language, held)


def _take(frame: Frame, parameters: Mapping[str, str]) -> None:
    """What an address asks to compare; what the store does not have is said and left out."""
    catalogue = frame.engine.catalogue
    known = {
        "by": lambda value: value in _WAYS,
        "indicator": lambda value: bool(value.strip()),
        "unit": catalogue.units.__contains__,
        "left": catalogue.plans.__contains__,
        "right": catalogue.plans.__contains__,
    }
    read = {name: value for name, value in parameters.items() if name in known and known[name](value)}
    if "by" in read:
        st.session_state["compare by"] = read["by"]
    for name in ("indicator", "unit", "left", "right"):
        if name in read:
            st.session_state[f"compare {name} wanted"] = read[name]
            st.session_state.pop(f"compare {name}", None)
    address.tell_unread(frame.words, parameters, set(parameters) - set(read))


# An indicator


@st.cache_resource(show_spinner=False, max_entries=2)
def _indicators(_engine: Engine, snapshot: str) -> list[IndicatorRow]:
    return list_indicators(_engine.graph)


@st.cache_resource(show_spinner=False, max_entries=50)
def _targets(_engine: Engine, snapshot: str, name: str, alike: bool) -> list[TargetRow]:
    """Targets of the indicators of this name; with those that the search finds to mean the same."""
    exact = [row.id for row in _indicators(_engine, snapshot) if row.name == name]
    rows = targets_of(_engine.graph, _engine.catalogue, exact) if exact else []
    if alike or not rows:
        known = {row.id for row in rows}
        found = _engine.store.ask(name, type="target", limit=200).targets
        rows = [*rows, *(row for row in found if row.id not in known)]
    return rows


def _show_indicator(frame: Frame) -> dict[str, object]:
    words = frame.words
    rows = _indicators(frame.engine, frame.engine.snapshot)
    labels: dict[str, str] = {}
    for row in rows:
        labels.setdefault(row.name, words("compare.indicator_row", name=row.name, unit=row.unit or "–", n=row.targets))
    wanted = st.session_state.pop("compare indicator wanted", None)
    options = list(labels)
    if wanted and wanted not in options:
        options.insert(0, wanted)
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    with left:
        name = st.selectbox(
            words("compare.which_indicator"), options, index=options.index(wanted) if wanted else 0 if options else None, key="compare indicator",
            format_func=lambda item: labels.get(item, item), accept_new_options=True, placeholder=words("explore.choose"),
        )  # fmt: skip
    with right:
        alike = st.toggle(words("compare.alike"), value=False, key="compare alike", help=words("compare.alike_help"))
    if not name:
        st.info(words("compare.no_targets"))
        return {}
    targets = _targets(frame.engine, frame.engine.snapshot, " ".join(name.split()), alike)
    targets = _choose_places(frame, targets)
    if not targets:
        st.info(words("compare.no_targets"))
        return {"indicator": name}
    charts.show_targets(targets, words)
    widths = {words("compare.scope"): 110, words("compare.place"): 110, _heading(words, "Plan"): 300}
    st.dataframe(
        [_target_cells(row, frame) for row in targets], hide_index=True, height="content" if len(targets) < 12 else 420,
        column_config={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
    )  # fmt: skip
    st.markdown(f"#### {words('compare.quotes')}")
    two_columns(targets[:_MOST_CARDS], lambda row: _show_target(frame, row))
    ids = [row.id for row in targets]
    show_export(
        frame,
        "indicator",
        f"{frame.engine.snapshot} {name} {len(ids)}",
        lambda: select_nodes(frame.engine.graph, ids, hops=1, title=name),
    )
    return {"indicator": name}


def _show_target(frame: Frame, row: TargetRow) -> None:
    st.html(cards.target_card(row, frame.words, quote=quote_in_row(frame, row.evidence)))
    evidence_link(frame, row.evidence)


def _choose_places(frame: Frame, targets: list[TargetRow]) -> list[TargetRow]:
    places = sorted({row.jurisdiction for row in targets})
    if len(places) < 2:
        return targets
    chosen = st.pills(frame.words("compare.places"), places, selection_mode="multi", key="compare places")
    return [row for row in targets if not chosen or row.jurisdiction in chosen]


def _target_cells(row: TargetRow, frame: Frame) -> dict[str, object]:
    words = frame.words
    held = {"op": row.op, "value": row.value, "value_to": row.value_to, "unit": row.unit, "frequency": row.frequency}
    scope = row.scope if row.scope and row.scope != row.jurisdiction else ""
    said = quote_in_row(frame, row.evidence) or (row.evidence.quote if row.evidence else "")
    return {
        words("compare.place"): row.jurisdiction, words("compare.year"): str(row.year or "–"), _heading(words, "Indicator"): row.indicator,
        words("compare.value"): value_text(held, words), words("compare.scope"): scope, _heading(words, "Plan"): row.plan,
        words("compare.quote"): said,
    }  # fmt: skip


def _heading(words: Words, node_type: str) -> str:
    name = words.node_type(node_type)
    return name[:1].upper() + name[1:]


# Two plans


@st.cache_resource(show_spinner=False, max_entries=4)
def _most_alike(_engine: Engine, snapshot: str) -> tuple[str | None, str | None]:
    return most_alike(_engine.graph, _engine.catalogue)


def _show_plans(frame: Frame) -> dict[str, object]:
    words = frame.words
    left_column, right_column = st.columns(2)
    first = _most_alike(frame.engine, frame.engine.snapshot)
    with left_column:
        left = choose_named(
            frame,
            "Plan",
            "compare left",
            words("compare.left"),
            default=st.session_state.pop("compare left wanted", first[0]),
        )
    with right_column:
        right = choose_named(
            frame,
            "Plan",
            "compare right",
            words("compare.right"),
            default=st.session_state.pop("compare right wanted", first[1]),
        )
    if not left or not right or left == right:
        st.info(words("compare.two_plans"))
        return {"left": left, "right": right}
    found = compare_plans(frame.engine.graph, left, right)
    st.caption(words("compare.aligned" if found.aligned else "compare.by_title"))
    _show_pairs(frame, found)
    left_column, right_column = st.columns(2)
    for column, tasks, plan in ((left_column, found.only_left, left), (right_column, found.only_right, right)):
        with column:
            st.markdown(
                f"#### {plain(words('compare.only', plan=frame.engine.catalogue.plans[plan].title, n=len(tasks)))}"
            )
            for task in tasks:
                _show_task(frame, task)
    show_export(
        frame,
        "plans",
        f"{frame.engine.snapshot} {left} {right}",
        lambda: select_nodes(frame.engine.graph, [left, right], hops=3),
    )
    return {"left": left, "right": right}


def _show_pairs(frame: Frame, found: PlanComparison) -> None:
    words = frame.words
    st.markdown(f"#### {words('compare.both', n=len(found.pairs))}")
    for pair in found.pairs:
        with st.container(border=True):
            st.caption(words("compare.likeness", score=round(pair.score * 100)))
            for column, task in zip(st.columns(2), (pair.left, pair.right), strict=True):
                with column:
                    _show_task(frame, task)


def _show_task(frame: Frame, task: Node) -> None:
    words, graph = frame.words, frame.engine.graph
    edges = graph.edges(targets=[task.id], types=["LEADS", "SUPPORTS"])
    units = graph.nodes([edge.source for edge in edges])
    lines = []
    for name, role in (("LEADS", "lead"), ("SUPPORTS", "support")):
        names = [str(units[edge.source].properties["name"]) for edge in edges if edge.type == name]
        if names:
            lines.append(
                f'<div class="pa-line">{cards.badge(words.value("role", role), role)}{escape(words("list.comma").join(names))}</div>'
            )
    title = " ".join(str(part) for part in (task.properties.get("number"), _title(task)) if part)
    st.html(f'<div class="pa-card"><b>{escape(title)}</b>{"".join(lines)}</div>')
    said = graph.provenance([task.id]).get(task.id, ())
    if said:
        at = f"{said[0].start}-{said[0].end}"
        frame.link("documents", words("link.source"), icon=":material/format_quote:", doc=said[0].document, at=at)


def _title(task: Node) -> str:
    return str(task.properties.get("title") or str(task.properties.get("text") or "")[:60])


# A unit


def _show_unit(frame: Frame) -> dict[str, object]:
    words, engine = frame.words, frame.engine
    wanted = st.session_state.pop("compare unit wanted", None)
    unit = choose_named(frame, "Unit", "compare unit", words("compare.which_unit"), default=wanted)
    if not unit:
        st.info(words("compare.choose_unit"))
        return {}
    rows = load_of(engine.graph, engine.catalogue, unit)
    led, supported = sum(row.role == "lead" for row in rows), sum(row.role == "support" for row in rows)
    entry = engine.catalogue.units[unit]
    plans = len({row.plan_id for row in rows})
    summary = words("compare.load", name=entry.name, led=led, supported=supported, plans=plans)
    st.html(f'<div class="pa-answer">{escape(summary)}</div>')
    if not rows:
        return {"unit": unit}
    charts.show_load(rows, words)
    for plan in dict.fromkeys(row.plan for row in rows):
        st.markdown(f"#### {plain(plan)}")
        for row in [row for row in rows if row.plan == plan]:
            _show_load_row(frame, row)
    show_export(frame, "unit", f"{engine.snapshot} {unit}", lambda: select_nodes(engine.graph, [unit], hops=1))
    return {"unit": unit}


def _show_load_row(frame: Frame, row: LoadRow) -> None:
    words = frame.words
    name = " ".join(str(part) for part in (row.task.properties.get("number"), _title(row.task)) if part)
    with st.expander(f"**{words.value('role', row.role)}** · {plain(name)}"):
        about = [
            part
            for part in (row.action, words("unit.known", basis=words.value("basis", row.basis)), *row.parts)
            if part
        ]
        st.html("".join(f'<div class="pa-line">{escape(part)}</div>' for part in about))
        show_quotes(frame, frame.engine.graph.provenance([row.task.id]).get(row.task.id, ())[:1])
        frame.link("explore", words("link.graph"), icon=":material/hub:", start=row.task.id)
