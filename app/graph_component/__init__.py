"""The graph on the page: a Streamlit component of our own around Cytoscape.js. Knows no plans, only what it is given to draw."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from graph_schema.errors import MissingDependencyError

_FOLDER = Path(__file__).resolve().parent
_BUNDLE = _FOLDER / "dist" / "plan_graph.js"
_NOTHING: dict[str, list[str]] = {"nodes": [], "edges": []}
TOOLS = (
    "find",
    "layout",
    "nearer",
    "farther",
    "fit",
    "large",
    "again",
    "expand",
    "hide",
    "pin",
    "path",
    "undo",
    "redo",
    "png",
    "svg",
    "types",
)
READING_TOOLS = ("find", "layout", "nearer", "farther", "fit", "large", "png", "svg")


@lru_cache(maxsize=1)
def _sources() -> tuple[str, str]:
    if not _BUNDLE.exists():
        raise MissingDependencyError(
            "the graph's JavaScript is not built yet: run `make app`, or `python -m app.graph_component.build`"
        )
    return _BUNDLE.read_text(encoding="utf-8"), (_FOLDER / "src" / "style.css").read_text(encoding="utf-8")


def plan_graph(
    key: str, data: Mapping[str, Any], *, on_event: Callable[[], None] | None = None
) -> Mapping[str, Sequence[str]]:
    """Draw a graph; what is selected comes back as ids of nodes and edges.

    data: see `app.graph_panel`. on_event is called for an expand, a hide, a path …, which then stands in
    `st.session_state[key]["event"]`. Raises MissingDependencyError where the bundle was not built.
    """
    script, style = _sources()
    component = st.components.v2.component("plan_graph", html='<div class="pg-root"></div>', css=style, js=script)
    result = component(
        key=key,
        data=dict(data),
        default={"selection": _NOTHING},
        on_selection_change=_ignore,
        on_event_change=on_event or _ignore,
        height="content",
    )
    selection = result.get("selection") if result else None
    return selection if isinstance(selection, dict) else _NOTHING


def _ignore() -> None:
    """A change that needs no more than the run it causes."""
