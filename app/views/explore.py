"""Explore: a graph that starts from an answer, a unit, a plan or a place, and grows by clicks."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app import address, exploration
from app.drawing import Drawing, Filters, draw
from app.events import apply
from app.exploration import History
from app.frame import Frame, explained
from app.graph_component import TOOLS
from app.graph_panel import LAYOUTS, show_graph
from app.requests import read_request, unread
from app.views import details
from app.views.export import show_export
from app.views.plans import show_plans
from app.views.start import choose_start
from app.words import plain
from export import select_nodes

_HISTORY, _WAY, _MESSAGE, _LAYOUT, _FOCUS = "history", "way", "explore message", "layout", "focus"
_GRAPH = "explore graph"
_PARAMETERS = "explore parameters"


def show(frame: Frame) -> None:
    """The page."""
    came = address.arrived("explore")
    if came:
        explained(frame.words, lambda: _begin(frame, came))
        address.tell_unread(frame.words, came, _unread(came))
    history: History = st.session_state.setdefault(_HISTORY, History())
    begun = choose_start(frame, opened=not history.present.nodes)
    if begun:
        explained(frame.words, lambda: _begin(frame, {"start": begun}))
        if st.session_state[_HISTORY].present.nodes:
            st.rerun()  # so that the choice folds away above the graph
    if st.session_state[_HISTORY].present.nodes:
        _explorer(frame)
        ids = st.session_state[_HISTORY].present.nodes
        show_export(
            frame, "explore", f"{frame.engine.snapshot} {hash(ids)}", lambda: select_nodes(frame.engine.graph, ids)
        )
    else:
        st.caption(frame.words("explore.or_plan"))
        show_plans(frame)
    address.write("explore", frame.words.language, st.session_state.get(_PARAMETERS, {}))


def _begin(frame: Frame, parameters: Mapping[str, str]) -> None:
    """A new scene from an address or a choice."""
    graph = frame.engine.graph
    layout = address.one_of(parameters.get("layout"), LAYOUTS)
    if layout:
        st.session_state[_LAYOUT] = layout
    if start := parameters.get("start"):
        scene = exploration.start_at(graph, [start])
    elif parameters.get("q"):
        request = read_request(parameters)
        answer = frame.engine.store.ask(
            request.question,
            jurisdiction=request.place,
            role=request.role,
            year=request.year,
            type=request.type,
            limit=request.limit,
        )
        scene = exploration.Scene(start=request.question, nodes=tuple(node.id for node in answer.neighbourhood.nodes))
        if not scene.nodes:
            st.session_state[_HISTORY] = History()
            st.info(plain(answer.answer))
            return
    else:
        return
    left_out = _unread(parameters)
    st.session_state[_PARAMETERS] = {key: value for key, value in parameters.items() if key not in left_out}
    st.session_state[_HISTORY] = st.session_state.get(_HISTORY, History()).go(scene)
    st.session_state[_WAY] = None
    st.session_state[_MESSAGE] = None


def _unread(parameters: Mapping[str, str]) -> list[str]:
    """Parameters that do not say where a graph begins or how it is laid out."""
    asked = {key: value for key, value in parameters.items() if key not in ("start", "layout")}
    strange = unread(asked, read_request(asked))
    layout = parameters.get("layout")
    return [*strange, *(["layout"] if layout and layout not in LAYOUTS else [])]


@st.fragment
def _explorer(frame: Frame) -> None:
    """Graph, filters and details; a click runs this part alone."""
    explained(frame.words, lambda: _draw(frame.renewed()))


def _draw(frame: Frame) -> None:
    words, graph = frame.words, frame.engine.graph
    history: History = st.session_state[_HISTORY]
    way = st.session_state.get(_WAY)
    drawing = draw(graph, history.present, words, _filters())
    with st.container():  # always there, so that the graph keeps its place on the page and is not made anew
        _show_message(frame, drawing)
    left, right = st.columns([5, 2], gap="medium")
    with left, st.container(key="explorer"):
        _show_filters(frame, drawing)
        drawing = draw(graph, history.present, words, _filters())
        marked = [*(node.id for node in way.nodes), *(edge.id for edge in way.edges)] if way else []
        selection = show_graph(
            _GRAPH, drawing, words, scene=history.present.start, layout=st.session_state.get(_LAYOUT, "force"), height=620, tools=TOOLS,
            way=marked, focus=st.session_state.get(_FOCUS), undo=(bool(history.past), bool(history.future)), note=_note(frame, history),
            on_event=lambda: _event_came(frame),
        )  # fmt: skip
    with right:
        if way:
            details.show_way(frame, way, on_close=_forget_way)
        details.show_selection(
            frame, selection, drawing, start=history.present.start, on_act=lambda event: _act_now(frame, event)
        )


def _event_came(frame: Frame) -> None:
    """The component has sent an event."""
    state = st.session_state.get(_GRAPH)
    event = state.get("event") if state else None
    if isinstance(event, Mapping):
        _act_now(frame, event)


def _act_now(frame: Frame, event: Mapping[str, Any]) -> None:
    explained(frame.words, lambda: act(frame.renewed(), event))


def act(frame: Frame, event: Mapping[str, Any]) -> None:
    """Do what an event asks for, from the graph or from a button beside it."""
    if event.get("action") == "look":
        st.session_state[_FOCUS] = {"id": event.get("id"), "seq": st.session_state.get(_FOCUS, {"seq": 0})["seq"] + 1}
        return
    if event.get("action") == "start":
        explained(frame.words, lambda: _begin(frame, {"start": str(event.get("id"))}))
        return
    outcome = apply(frame.engine.graph, st.session_state[_HISTORY], event, frame.words)
    st.session_state[_HISTORY] = outcome.history
    st.session_state[_MESSAGE] = (outcome.message, outcome.values) if outcome.message else None
    if outcome.layout in LAYOUTS:
        st.session_state[_LAYOUT] = outcome.layout
    if outcome.way or event.get("action") in ("undo", "redo"):
        st.session_state[_WAY] = outcome.way


def _forget_way() -> None:
    st.session_state[_WAY] = None


def _note(frame: Frame, history: History) -> str:
    return f"{frame.words('frame.title')} · {frame.engine.snapshot[:8]} · {history.present.start}"[:120]


def _filters() -> Filters:
    roles = st.session_state.get("filter roles") or ()
    years = st.session_state.get("filter years") or ()
    return Filters(roles=frozenset(roles), years=frozenset(years))


def _show_filters(frame: Frame, drawing: Drawing) -> None:
    words = frame.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.pills(
            words("explore.roles"), ["LEADS", "SUPPORTS", "TAKES_PART_IN"], selection_mode="multi", key="filter roles", format_func=words.edge_type,
            width="content",
        )  # fmt: skip
        if drawing.years:
            known = sorted(set(drawing.years) | set(st.session_state.get("filter years") or ()))
            st.multiselect(
                words("explore.years"), known, key="filter years", placeholder=words("explore.all_years"), width=300
            )


def _show_message(frame: Frame, drawing: Drawing) -> None:
    words = frame.words
    if drawing.gone:
        st.warning(words("explore.gone", n=drawing.gone), icon=":material/history:")
    if drawing.grouped:
        st.info(words("explore.grouped"), icon=":material/workspaces:")
    message = st.session_state.get(_MESSAGE)
    if message:
        st.caption(words(message[0], **message[1]))
