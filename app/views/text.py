"""A document's text with tasks, units and targets marked, opened at a sentence."""

from functools import partial
from html import escape

import streamlit as st

from app.document_marks import marks_of
from app.frame import Frame
from app.marked_text import WINDOW, Segment, Window, mark_text, window_of
from app.text_component import show_text
from app.views.export import show_export
from export import select_plan


def is_document(frame: Frame, document: str) -> bool:
    """Whether the store has a document of this id."""
    node = frame.engine.graph.nodes([document]).get(document)
    return node is not None and node.type == "Document"


def show_document(frame: Frame, document: str, at: str) -> None:
    """The text of a document that the store has; at: "start-end", the characters to show and highlight."""
    words, graph = frame.words, frame.engine.graph
    node = graph.nodes([document], large=True)[document]
    frame.link("documents", words("text.back"), icon=":material/arrow_back:", all="1")
    text = str(node.properties["text"])
    hit = span_of(at, len(text))
    plans = graph.nodes([edge.source for edge in graph.edges(targets=[document], types=["FROM"])])
    title = "、".join(str(plan.properties["title"]) for plan in plans.values()) or str(node.properties["name"])
    name = escape(str(node.properties["name"]))
    st.html(
        f'<div class="pa-card"><div class="pa-head"><b>{escape(title)}</b></div><div class="pa-line pa-dim">{name}</div></div>'
    )
    if at and hit is None:
        st.warning(words("text.no_place"))
    window = _choose_window(frame, document, window_of(len(text), hit[0] if hit else 0))
    segments = mark_text(text, marks_of(graph, document), window, hit)
    _show_legend(frame)
    rows = [(segment.text, segment.kinds, _saying(frame, segment), segment.subject) for segment in segments]
    clicked = show_text(f"text {document}", rows, label=words("text.label", title=title))
    if clicked:
        frame.go("explore", start=clicked)
    for plan in plans.values():
        show_export(
            frame,
            f"plan {plan.id}",
            f"{frame.engine.snapshot} {plan.id}",
            partial(select_plan, graph, plan.id),
        )


def span_of(at: str, length: int) -> tuple[int, int] | None:
    """The characters that an address names; None where it names none of this text."""
    start, dash, end = at.partition("-")
    if not dash or not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or len(at) > 24:
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= length else None


def _choose_window(frame: Frame, document: str, window: Window) -> Window:
    """Long texts are shown in parts."""
    if window.length <= WINDOW:
        return window
    parts = list(range(0, window.length, WINDOW))
    chosen = st.selectbox(
        frame.words("text.part"), parts, index=parts.index(window.start), key=f"part {document} {window.start}",
        format_func=lambda start: frame.words("text.characters", start=start + 1, end=min(window.length, start + WINDOW), length=window.length),
    )  # fmt: skip
    return Window(chosen, min(window.length, chosen + WINDOW), window.length)


def _saying(frame: Frame, segment: Segment) -> str:
    words = frame.words
    edges = {"lead": "LEADS", "support": "SUPPORTS"}
    nodes = {"unit": "Unit", "target": "Target", "task": "Task", "action": "Action", "title": "Plan"}
    names = {kind: words.edge_type(name) for kind, name in edges.items()} | {
        kind: words.node_type(name) for kind, name in nodes.items()
    }
    names["hit"] = words("text.hit")
    return words("list.comma").join(names[kind] for kind in segment.kinds)


def _show_legend(frame: Frame) -> None:
    words = frame.words
    items = [(words.edge_type(name), kind) for name, kind in (("LEADS", "lead"), ("SUPPORTS", "support"))]
    items += [
        (words.node_type(name), kind) for name, kind in (("Target", "target"), ("Task", "task"), ("Action", "action"))
    ]
    keys = "".join(f'<span class="pa-key-{kind}">{escape(name)}</span>' for name, kind in items)
    st.html(f'<div class="pa-legend">{keys} {escape(words("text.click"))}</div>')
