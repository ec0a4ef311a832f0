"""A document's text on the page, with marks that can be clicked and one place that is scrolled to. Knows no store."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def _sources() -> tuple[str, str]:
    return (_FOLDER / "text.js").read_text(encoding="utf-8"), (_FOLDER / "text.css").read_text(encoding="utf-8")


def show_text(key: str, segments: Sequence[Sequence[Any]], *, label: str, height: int = 620) -> str | None:
    """Show segments (text, kinds of mark, what a mark says, node id or ""); the id of a mark that was just clicked."""
    script, style = _sources()
    component = st.components.v2.component(
        "plan_text", html='<div class="pt-root" role="document" tabindex="0"></div>', css=style, js=script
    )
    data = {"segments": [list(segment) for segment in segments], "label": label, "height": height}
    result = component(key=key, data=data, on_event_change=_ignore, height="content")
    event = result.get("event") if result else None
    return str(event["id"]) if isinstance(event, Mapping) and event.get("id") else None


def _ignore() -> None:
    """A click needs no more than the run it causes."""
