"""Ask: one box, the answer with its units and tasks, what was understood, and the graph beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import TypeVar

import streamlit as st

from app import address, cards
from app.chips import without
from app.drawing import draw
from app.engine import Engine, row_quote
from app.exploration import Scene
from app.frame import Frame, explained, plain
from app.graph_panel import show_graph
from app.requests import PAGE, ROLES, TYPES, Request, read_request
from app.views import correct
from app.views.export import show_export
from app.views.plans import show_plans
from export import select_answer
from search.results import Answer, Evidence, PlanRow, TargetRow, TaskRow, Understood, UnitRow

_Row = TypeVar("_Row")

_REQUEST = "request"
_BOX = "question"
_MOST = 300


def show(frame: Frame) -> None:
    """The page."""
    came = address.arrived("ask")
    if came and came.get("q"):
        _ask(read_request(came))
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
    _show_chips(frame, request, answer.understood)
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


def _show_chips(frame: Frame, request: Request, understood: Understood) -> None:
    words = frame.words
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.caption(words("ask.understood"), width="content")
        _type_chip(frame, request, understood)
        for place in understood.jurisdictions:
            _place_chip(frame, request, place.name)
        for unit in understood.units:
            _plain_chip(frame, request, "unit", unit.name, ":material/apartment:")
        for plan in understood.plans:
            _plain_chip(frame, request, "plan", plan.name, ":material/description:")
        _role_chip(frame, request, understood.role)
        for year in understood.years:
            _plain_chip(frame, request, "year", str(year), ":material/calendar_today:")
        if understood.topic:
            _topic_chip(frame, request, understood.topic)
    for note in understood.notes:
        st.caption(plain(note))


def _type_chip(frame: Frame, request: Request, understood: Understood) -> None:
    words = frame.words
    asked = request.type or understood.asks_for
    with st.popover(words.value("asks", asked), icon=":material/help:"):
        for name in TYPES:
            st.button(
                words.value("asks", name),
                key=f"type {name}",
                disabled=name == asked,
                on_click=_ask,
                args=[replace(request, type=name, limit=PAGE)],
            )
        if request.type:
            st.button(
                words("chip.as_asked"), key="type none", on_click=_ask, args=[replace(request, type=None, limit=PAGE)]
            )


def _place_chip(frame: Frame, request: Request, name: str) -> None:
    words, catalogue = frame.words, frame.engine.catalogue
    with st.popover(plain(name), icon=":material/location_on:"):
        places = sorted(
            {catalogue.full_name(place) for plan in catalogue.plans.values() for place in plan.places} - {name}
        )
        for other in places[:12]:
            st.button(
                plain(other),
                key=f"place {name} {other}",
                on_click=_ask,
                args=[replace(request, place=other, limit=PAGE)],
            )
        st.button(
            words("chip.remove"),
            key=f"remove place {name}",
            icon=":material/close:",
            on_click=_remove,
            args=[frame, request, "place", name],
        )


def _role_chip(frame: Frame, request: Request, role: str | None) -> None:
    words = frame.words
    label = words.value("role", role) if role else words("chip.any_role")
    with st.popover(label, icon=":material/badge:"):
        for name in ROLES:
            st.button(
                words.value("role", name),
                key=f"role {name}",
                disabled=name == role,
                on_click=_ask,
                args=[replace(request, role=name, limit=PAGE)],
            )
        if role:
            st.button(
                words("chip.remove"),
                key="remove role",
                icon=":material/close:",
                on_click=_remove,
                args=[frame, request, "role", role],
            )


def _topic_chip(frame: Frame, request: Request, topic: str) -> None:
    words = frame.words
    with st.popover(plain(topic), icon=":material/label:"):
        st.text_input(
            words("chip.topic"), value=topic, key=f"topic {topic}", on_change=_topic_changed, args=[request, topic]
        )
        st.button(
            words("chip.remove"),
            key="remove topic",
            icon=":material/close:",
            on_click=_remove,
            args=[frame, request, "topic", topic],
        )


def _topic_changed(request: Request, topic: str) -> None:
    wanted = " ".join(st.session_state[f"topic {topic}"].split())
    if wanted:
        question = (
            request.question.replace(topic, wanted) if topic in request.question else f"{request.question} {wanted}"
        )
        _ask(replace(request, question=question, limit=PAGE))


def _plain_chip(frame: Frame, request: Request, kind: str, value: str, icon: str) -> None:
    with st.popover(plain(value), icon=icon):
        st.button(
            frame.words("chip.remove"),
            key=f"remove {kind} {value}",
            icon=":material/close:",
            on_click=_remove,
            args=[frame, request, kind, value],
        )


def _remove(frame: Frame, request: Request, kind: str, value: str) -> None:
    """Take a chip out: the filter that set it, and the words of the question that say it."""
    cleared = {"place": "place", "role": "role", "year": "year"}.get(kind)
    changed = replace(request, limit=PAGE, **({cleared: None} if cleared else {}))  # type: ignore[arg-type]
    shorter = without(request.question, kind, value, frame.engine.store.understand)
    if shorter:
        changed = replace(changed, question=shorter)
    elif changed == replace(request, limit=PAGE):
        st.toast(frame.words("chip.cannot"), icon=":material/info:")
    _ask(changed)


def _show_nearby(frame: Frame) -> None:
    """Nothing was found: what there is instead."""
    st.caption(frame.words("ask.instead"))
    show_plans(frame)


def _show_lists(frame: Frame, request: Request, answer: Answer) -> None:
    rows = {"units": answer.units, "tasks": answer.tasks, "targets": answer.targets, "plans": answer.plans}
    first = {"unit": "units", "target": "targets", "comparison": "targets", "plan": "plans", "citation": "plans"}
    asked = first.get(request.type or answer.understood.asks_for, "tasks" if answer.tasks else "units")
    order = [asked, *(name for name in rows if name != asked)]
    for name in order:
        if rows[name]:
            _show_list(frame, request, answer, name)


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
