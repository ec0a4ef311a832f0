"""The loaded plans as cards, to begin with: where a page has nothing else to show yet."""

from html import escape

import streamlit as st

from app import cards
from app.engine import Engine
from app.frame import Frame
from search.catalogue import PlanEntry

_MOST = 12


@st.cache_resource(show_spinner=False, max_entries=4)
def _files(_engine: Engine, snapshot: str, plans: tuple[str, ...]) -> dict[str, str]:
    """The document of each of these plans."""
    return {edge.source: edge.target for edge in _engine.graph.edges(sources=list(plans), types=["FROM"])}


def show_plans(frame: Frame) -> None:
    """The first plans by place and title, each with its graph and its text; how many more there are."""
    words, catalogue = frame.words, frame.engine.catalogue
    held = sorted(catalogue.plans.values(), key=lambda plan: (catalogue.joined_names(plan.places), plan.title, plan.id))
    shown = held[:_MOST]
    files = _files(frame.engine, frame.engine.snapshot, tuple(plan.id for plan in shown))
    for start in range(0, len(shown), 2):
        for column, plan in zip(st.columns(2), shown[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                _show_plan(frame, plan, files.get(plan.id))
    if len(held) > len(shown):
        frame.link("documents", words("plans.more", n=len(held) - len(shown)), icon=":material/article:", all="1")


def _show_plan(frame: Frame, plan: PlanEntry, document: str | None) -> None:
    words = frame.words
    period = "–".join(dict.fromkeys(str(year) for year in plan.period if year))
    about = [frame.engine.catalogue.joined_names(plan.places), plan.doc_number, plan.issued_on, period]
    draft = cards.badge(words.value("status", "draft"), "draft") if plan.status == "draft" else ""
    st.html(
        f'<div class="pa-card"><div class="pa-head"><b>{escape(plan.title)}</b>{draft}</div>'
        f'<div class="pa-line pa-dim">{escape(" · ".join(part for part in about if part))}</div></div>'
    )
    with st.container(horizontal=True, gap="small"):
        frame.link("explore", words("link.graph"), icon=":material/hub:", start=plan.id)
        if document:
            frame.link("documents", words("documents.read"), icon=":material/article:", doc=document)
