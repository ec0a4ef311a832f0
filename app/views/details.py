"""What is known of the node, edge or path that is selected: properties, sentences, and where to go from there."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from app import cards
from app.captions import full_caption
from app.drawing import Drawing
from app.engine import row_quote, text_of
from app.exploration import QUIET, edge_types
from app.frame import Frame
from app.grouping import holder_of, is_group
from app.words import plain
from graph_schema.schema import load_schema
from graph_schema.tables import Edge, Node, Provenance
from graph_store.walk import GraphPath

Act = Callable[[Mapping[str, Any]], None]
_QUOTES, _MORE_QUOTES = 3, 10
_SHORT = 16
"""Quotes with fewer characters are shown with what stands around them."""
_LEFT_OUT = {
    "sha256",
    "position",
    "is_subtask",
    "collective_units",
    "name_en",
    "names",
    "title",
    "name",
    "text",
    "quote",
}


def show_selection(
    frame: Frame, selection: Mapping[str, Sequence[str]], drawing: Drawing, *, start: str, on_act: Act
) -> None:
    """The panel beside the graph: what is selected, else what the graph began with."""
    nodes, edges = list(selection.get("nodes") or ()), list(selection.get("edges") or ())
    shown = {row["id"] for row in drawing.nodes}
    nodes = [identifier for identifier in nodes if identifier in shown]
    st.caption(frame.words("details.hint"))
    if not nodes and not edges and start in shown:
        nodes = [start]
    if len(nodes) == 1:
        _show_node(frame, nodes[0], drawing, on_act)
    elif len(nodes) == 2:
        _show_two(frame, nodes, drawing, on_act)
    elif not nodes and len(edges) == 1:
        _show_edge(frame, edges[0], drawing)
    _show_list(frame, drawing, on_act)


def _show_node(frame: Frame, identifier: str, drawing: Drawing, act: Act) -> None:
    words, graph = frame.words, frame.engine.graph
    node = graph.nodes([holder_of(identifier)]).get(holder_of(identifier))
    if node is None:
        st.warning(words("explore.gone", n=1))
        return
    st.html(node_card(frame, node))
    with st.container(horizontal=True, gap="xsmall"):
        if is_group(identifier):
            st.button(
                words("details.open_group"),
                key=f"open {identifier}",
                on_click=act,
                args=[{"action": "expand", "id": identifier}],
            )
            return
        st.button(
            words("details.start"),
            key=f"start {identifier}",
            icon=":material/flag:",
            on_click=act,
            args=[{"action": "start", "id": identifier}],
        )
        st.button(
            words("details.hide"),
            key=f"hide {identifier}",
            icon=":material/visibility_off:",
            on_click=act,
            args=[{"action": "hide", "ids": [identifier]}],
        )
    if node.type == "Unit":
        frame.link("compare", words("link.load"), icon=":material/bar_chart:", by="unit", unit=identifier)
    if node.type == "Document":
        frame.link("documents", words("link.source"), icon=":material/description:", doc=identifier)
    _show_connections(frame, node, drawing, act)
    _show_way_from(frame, node, drawing, act)
    show_quotes(frame, graph.provenance([identifier]).get(identifier, ()))


def node_card(frame: Frame, node: Node) -> str:
    """A node's name and properties as markup."""
    words = frame.words
    kind = load_schema().node(node.type)
    held = node.properties
    rows = []
    for name, declared in kind.properties.items():
        value = held.get(name)
        if value is None or name in _LEFT_OUT or declared.large or value is False:
            continue
        label = declared.zh if words.language == "zh" else declared.en
        text = (
            words("list.comma").join(value)
            if isinstance(value, tuple)
            else words("details.yes")
            if value is True
            else words.value(name, str(value))
        )
        rows.append(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>")
    names = held.get("names")
    if isinstance(names, tuple) and names != (held.get("name"),):
        rows.append(f"<dt>{escape(words('details.written'))}</dt><dd>{escape(words('list.comma').join(names))}</dd>")
    words_of_task = held.get("text")
    body = (
        f'<div class="pa-line">{escape(words_of_task)}</div>'
        if isinstance(words_of_task, str) and node.type == "Task" and words_of_task != held.get("title")
        else ""
    )
    return (
        f'<div class="pa-card"><div class="pa-head">{cards.badge(words.node_type(node.type))}<b>{escape(full_caption(node, words))}</b></div>'
        f'{body}<dl class="pa-facts">{"".join(rows)}</dl></div>'
    )


def _show_connections(frame: Frame, node: Node, drawing: Drawing, act: Act) -> None:
    """Its edges by type, with how many: a click brings the next of them."""
    words, graph = frame.words, frame.engine.graph
    degrees = graph.degrees([node.id], types=edge_types(quiet=True)).get(node.id, {})
    if not degrees:
        return
    shown: dict[str, int] = {}
    for edge in drawing.edges:
        if node.id in (edge["source"], edge["target"]):
            shown[edge["type"]] = shown.get(edge["type"], 0) + 1
    st.caption(words("details.connections"))
    with st.container(horizontal=True, gap="xsmall"):
        for name, count in degrees.items():
            left = count - shown.get(name, 0)
            label = words("details.edges", name=words.edge_type(name), shown=shown.get(name, 0), total=count)
            st.button(
                plain(label), key=f"expand {node.id} {name}", disabled=left <= 0, on_click=act,
                args=[{"action": "expand", "id": node.id, "types": [name]}], help=words("details.quiet") if name in QUIET else None,
            )  # fmt: skip


def _show_way_from(frame: Frame, node: Node, drawing: Drawing, act: Act) -> None:
    words = frame.words
    labels = {row["id"]: row["full"] for row in drawing.nodes if row["id"] != node.id and not row.get("group")}
    key = f"way from {node.id}"
    st.selectbox(
        words("details.way_to"), sorted(labels, key=labels.__getitem__), index=None, format_func=lambda item: labels.get(item, ""), key=key,
        placeholder=words("explore.choose"), on_change=lambda: act({"action": "path", "ids": [node.id, st.session_state[key]]}),
    )  # fmt: skip


def _show_two(frame: Frame, ids: list[str], drawing: Drawing, act: Act) -> None:
    words = frame.words
    found = frame.engine.graph.nodes([holder_of(identifier) for identifier in ids])
    for node in found.values():
        st.html(node_card(frame, node))
    st.button(
        words("graph.path"),
        key="way of two",
        icon=":material/route:",
        type="primary",
        on_click=act,
        args=[{"action": "path", "ids": ids}],
    )


def _show_edge(frame: Frame, identifier: str, drawing: Drawing) -> None:
    row = next((edge for edge in drawing.edges if edge["id"] == identifier), None)
    if row is None:
        return
    graph = frame.engine.graph
    for edge in graph.edges(sources=[row["source"]], targets=[row["target"]], types=[row["type"]]):
        show_edge(frame, edge)


def show_edge(frame: Frame, edge: Edge) -> None:
    """An edge in words, how it is known, and the sentences that say it."""
    words, graph = frame.words, frame.engine.graph
    ends = graph.nodes([edge.source, edge.target])
    names = [escape(full_caption(ends[key], words)) if key in ends else "?" for key in (edge.source, edge.target)]
    kind = load_schema().edge(edge.type)
    facts = []
    for name, declared in kind.properties.items():
        value = edge.properties.get(name)
        if value is not None:
            label = declared.zh if words.language == "zh" else declared.en
            facts.append(f"<dt>{escape(label)}</dt><dd>{escape(words.value(name, str(value)))}</dd>")
    badge = cards.badge(words.edge_type(edge.type), {"LEADS": "lead", "SUPPORTS": "support"}.get(edge.type, ""))
    st.html(
        f'<div class="pa-card"><b>{names[0]}</b><br>{badge}<br><b>{names[1]}</b><dl class="pa-facts">{"".join(facts)}</dl></div>'
    )
    show_quotes(frame, graph.provenance([edge.id]).get(edge.id, ()))


def show_quotes(frame: Frame, rows: Sequence[Provenance]) -> None:
    """Sentences with links that open the documents there."""
    if not rows:
        return
    key = f"quotes of {rows[0].subject}"
    most = st.session_state.get(key, _QUOTES)
    for row in rows[:most]:
        cells = row_quote(frame.engine, row.document, row.start, row.end)
        if len(row.quote) < _SHORT and not cells:
            text = text_of(frame.engine, frame.engine.snapshot, row.document)
            st.html(cards.quote_within(text, row.start, row.end))
        else:
            st.html(cards.quote_of(cells or row.quote))
        frame.link(
            "documents",
            frame.words("link.source"),
            icon=":material/format_quote:",
            doc=row.document,
            at=f"{row.start}-{row.end}",
        )
    if len(rows) > most:
        label = frame.words("details.more_quotes", n=len(rows) - most)
        st.button(label, key=f"more {key}", on_click=_show_more, args=[key, most + _MORE_QUOTES])


def _show_more(key: str, most: int) -> None:
    st.session_state[key] = most


def show_way(frame: Frame, way: GraphPath, *, on_close: Callable[[], None]) -> None:
    """The way between two nodes, hop after hop, with the sentence at each."""
    words = frame.words
    with st.container(border=True):
        st.markdown(f"**{plain(words('details.way', n=len(way.edges)))}**")
        for place, edge in enumerate(way.edges):
            here, there = way.nodes[place], way.nodes[place + 1]
            arrow = "→" if edge.source == here.id else "←"
            st.html(
                f'<div class="pa-line"><b>{escape(full_caption(here, words))}</b> {arrow} {cards.badge(words.edge_type(edge.type))} {arrow} '
                f"<b>{escape(full_caption(there, words))}</b></div>"
            )
            show_quotes(frame, frame.engine.graph.provenance([edge.id]).get(edge.id, ())[:1])
        st.button(words("details.close_way"), key="close way", on_click=on_close)


def _show_list(frame: Frame, drawing: Drawing, act: Act) -> None:
    """All nodes as a table, for readers without the picture; a chosen row is selected in the graph."""
    words = frame.words
    with st.expander(words("details.list", n=len(drawing.nodes)), icon=":material/list:"):
        rows = [
            {
                words("details.type"): words.node_type(row["type"]),
                words("details.name"): row["full"].split("：" if words.language == "zh" else ": ", 1)[-1],
            }
            for row in drawing.nodes
        ]
        ids = [row["id"] for row in drawing.nodes]

        def chosen() -> None:
            picked = st.session_state["node list"]["selection"]["rows"]
            if picked and picked[0] < len(ids):
                act({"action": "look", "id": ids[picked[0]]})

        st.dataframe(rows, hide_index=True, key="node list", on_select=chosen, selection_mode="single-row", height=260)
