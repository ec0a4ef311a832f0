"""Ask: one box, the answer with its units and tasks, what was understood, and the graph beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TypeVar

import streamlit as st

from app import address, cards
from app.drawing import draw
from app.engine import Engine, row_quote
from app.exploration import Scene
from app.frame import Frame, explained
from app.graph_panel import show_graph
from app.requests import Request, read_request, unread
from app.views import correct
from app.views.export import show_export
from app.views.plans import show_plans
from app.views.understood import show_understood
from app.words import plain
from export import select_answer
from graph_schema.errors import InputError
from search.results import Answer, Evidence, PlanRow, TargetRow, TaskRow, UnitRow

_Row = TypeVar("_Row")

_REQUEST = "request"
_BOX = "question"
_MOST = 300


def show(frame: Frame) -> None:
    """The page."""
    came = address.arrived("ask")
    if came:
        _take(frame, came)
    request: Request = st.session_state.setdefault(_REQUEST, Request())
    st.session_state.setdefault(_BOX, request.question)
    words = frame.words
    st.text_input(
        words("ask.box"),
        key=_BOX,
        placeholder=words("ask.placeholder"),
        on_change=_box_changed,
        icon=":material/search:",
    )
    if not request.question:
        _show_start(frame)
    else:
        explained(words, lambda: _show_answer(frame, request))
    address.write("ask", words.language, st.session_state[_REQUEST].parameters())


def _take(frame: Frame, came: Mapping[str, str]) -> None:
    """Ask what an address asks; what cannot be read in it is said and left out."""
    request = read_request(came)
    left_out = set(unread(came, request))
    if request.place and not _is_known(frame, request.place):
        request, left_out = replace(request, place=None), left_out | {"place"}
    if request.question:
        _ask(request)
    address.tell_unread(frame.words, came, left_out)


def _is_known(frame: Frame, place: str) -> bool:
    try:
        frame.engine.store.place(place)
    except InputError:
        return False
    return True


def _ask(request: Request) -> None:
    st.session_state[_REQUEST] = request
    st.session_state[_BOX] = request.question


def _box_changed() -> None:
    st.session_state[_REQUEST] = Request(question=" ".join(st.session_state[_BOX].split()))


def _show_start(frame: Frame) -> None:
    words, catalogue = frame.words, frame.engine.catalogue
    st.caption(words("ask.examples"))
    with st.container(horizontal=True):
        for number in range(1, 7):
            example = words(f"ask.example.{number}")
            st.button(plain(example), key=f"example {number}", on_click=_ask, args=[Request(question=example)])
    counts = frame.engine.graph.counts().nodes
    st.caption(
        words(
            "ask.loaded",
            plans=len(catalogue.plans),
            tasks=counts.get("Task", 0),
            units=counts.get("Unit", 0),
            targets=counts.get("Target", 0),
        )
    )
    show_plans(frame)


@st.cache_resource(show_spinner=False, max_entries=200)
def _answer(_engine: Engine, snapshot: str, request: Request) -> Answer:
    """The answer; kept, so that a click elsewhere on the page asks nothing again."""
    return _engine.store.ask(
        request.question,
        jurisdiction=request.place,
        role=request.role,
        year=request.year,
        type=request.type,
        limit=min(request.limit, _MOST),
    )


def _show_answer(frame: Frame, request: Request) -> None:
    waiting = st.skeleton(height=320)
    try:
        answer = _answer(frame.engine, frame.engine.snapshot, request)
    finally:
        waiting.empty()
    st.html(f'<div class="pa-answer" role="status">{escape(answer.answer)}</div>')
    show_understood(frame, request, answer.understood, _ask)
    if answer.status == "no_match":
        _show_nearby(frame)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _show_lists(frame, request, answer)
    with right, st.container(key="beside"):
        _show_picture(frame, request, answer)
        show_export(
            frame,
            "ask",
            f"{frame.engine.snapshot} {request}",
            lambda: select_answer(frame.engine.graph, answer.to_json()),
        )


def _show_nearby(frame: Frame) -> None:
    """Nothing was found: what there is instead."""
    st.caption(frame.words("ask.instead"))
    show_plans(frame)


def _show_lists(frame: Frame, request: Request, answer: Answer) -> None:
    rows = {"units": answer.units, "tasks": answer.tasks, "targets": answer.targets, "plans": answer.plans}
    first = {"unit": "units", "target": "targets", "comparison": "targets", "plan": "plans", "citation": "plans"}
    if answer.understood.asks_for == "place" and not request.type:
        _show_places(frame, answer)
    asked = first.get(request.type or answer.understood.asks_for, "tasks" if answer.tasks else "units")
    order = [asked, *(name for name in rows if name != asked)]
    for name in order:
        if rows[name]:
            _show_list(frame, request, answer, name)


def _show_places(frame: Frame, answer: Answer) -> None:
    """The places that were asked for, each a link to its graph."""
    words = frame.words
    total = max(answer.totals.get("places", 0), len(answer.places))
    key = "ask.places" if len(answer.places) < total else "ask.places_all"
    st.markdown(f"#### {plain(words(key, shown=len(answer.places), total=total))}")
    with st.container(horizontal=True, gap="small"):
        for place in answer.places:
            if place.id:
                frame.link("explore", place.name, icon=":material/location_on:", start=place.id)


def _show_list(frame: Frame, request: Request, answer: Answer, name: str) -> None:
    words = frame.words
    rows = getattr(answer, name)[: request.limit]
    total = max(answer.totals.get(name, len(rows)), len(rows))
    heading = (
        words(f"ask.{name}", shown=len(rows), total=total)
        if len(rows) < total
        else words(f"ask.{name}_all", total=total)
    )
    st.markdown(f"#### {plain(heading)}")
    if name == "units":
        two_columns(rows, lambda row: _show_unit(frame, answer, row))
    elif name == "tasks":
        for row in rows:
            with st.container(border=True):
                _show_row(frame, row, cards.task_card(row, words))
    elif name == "targets":
        two_columns(
            rows,
            lambda row: _show_row(frame, row, cards.target_card(row, words, quote=quote_in_row(frame, row.evidence))),
        )
    else:
        two_columns(rows, lambda row: _show_row(frame, row, cards.plan_card(row, words)))
    if len(rows) < total:
        more = min(request.limit * 2, request.limit + 100)
        st.button(
            words("ask.more", n=total - len(rows)),
            key=f"more {name}",
            on_click=_ask,
            args=[replace(request, limit=more)],
        )


def two_columns(rows: Sequence[_Row], show_row: Callable[[_Row], None]) -> None:
    """Cards side by side, row by row, so that they are read in their order."""
    for start in range(0, len(rows), 2):
        for column, row in zip(st.columns(2), rows[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                show_row(row)


def _show_unit(frame: Frame, answer: Answer, row: UnitRow) -> None:
    words = frame.words
    st.html(cards.unit_card(row, words))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        frame.link("explore", words("link.graph"), icon=":material/hub:", start=row.id)
        frame.link("compare", words("link.load"), icon=":material/bar_chart:", by="unit", unit=row.id)
        correct.unit_button(frame, answer, row)


def _show_row(frame: Frame, row: TaskRow | TargetRow | PlanRow, card: str) -> None:
    st.html(card)
    with st.container(horizontal=True, gap="small"):
        evidence_link(frame, row.evidence)
        frame.link("explore", frame.words("link.graph"), icon=":material/hub:", start=row.id)


def quote_in_row(frame: Frame, evidence: Evidence | None) -> str:
    """A quote from a table, its cells apart; "" for all others."""
    return row_quote(frame.engine, evidence.document_id, *evidence.span) if evidence else ""


def evidence_link(frame: Frame, evidence: Evidence | None) -> None:
    """A link that opens the document at the sentence."""
    if evidence is None:
        return
    label = frame.words("link.source") if evidence.page is None else frame.words("link.source_page", page=evidence.page)
    frame.link(
        "documents",
        label,
        icon=":material/format_quote:",
        doc=evidence.document_id,
        at=f"{evidence.span[0]}-{evidence.span[1]}",
    )


def _linkable(request: Request) -> dict[str, str | None]:
    return {name: str(value) if value else None for name, value in request.parameters().items() if name != "limit"}


def _show_picture(frame: Frame, request: Request, answer: Answer) -> None:
    ids = tuple(node.id for node in answer.neighbourhood.nodes)
    drawing = draw(frame.engine.graph, Scene(start=request.question, nodes=ids), frame.words)
    show_graph("ask graph", drawing, frame.words, scene=f"{request}", height=460, note=request.question)
    frame.link(
        "explore",
        frame.words("link.explore"),
        icon=":material/travel_explore:",
        **_linkable(request),
    )
