"""Where a graph begins: a unit, a plan or a place, found by its name."""

import streamlit as st

from app.engine import Engine
from app.frame import Frame

_KINDS = ("Unit", "Plan", "Jurisdiction")
_MOST = 3000


@st.cache_resource(show_spinner=False, max_entries=4)
def names(_engine: Engine, snapshot: str, kind: str, language: str) -> dict[str, str]:
    """What can be started from, by id: the name to choose it by, sorted by place and name."""
    catalogue = _engine.catalogue
    if kind == "Unit":
        rows = {
            unit.id: (
                catalogue.joined_names([unit.place] if unit.place else []),
                unit.name,
                unit.name_en if language == "en" else "",
            )
            for unit in catalogue.units.values()
        }
    elif kind == "Plan":
        rows = {
            plan.id: (catalogue.joined_names(plan.places), plan.title, plan.doc_number or "")
            for plan in catalogue.plans.values()
        }
    else:
        rows = {
            place.id: ("", catalogue.full_name(place.id), place.name_en if language == "en" else "")
            for place in catalogue.places.values()
        }
    ordered = sorted(rows.items(), key=lambda item: (item[1], item[0]))
    return {
        key: " · ".join(part for part in (name, place if place not in name else "", more) if part)
        for key, (place, name, more) in ordered
    }


def choose_start(frame: Frame, *, opened: bool) -> str | None:
    """The id of what a visitor has just chosen to begin with; None on all other runs."""
    words = frame.words
    with st.expander(words("explore.start"), expanded=opened, icon=":material/flag:"):
        kind = st.segmented_control(
            words("explore.kind"),
            _KINDS,
            default="Unit",
            format_func=words.node_type,
            key="start kind",
            required=True,
            width="content",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = choose_named(frame, kind or "Unit", f"start {kind}", words("explore.from"))
            if st.button(words("explore.begin"), disabled=chosen is None, type="primary", key="begin"):
                return chosen
    return None


def choose_named(frame: Frame, kind: str, key: str, label: str, *, default: str | None = None) -> str | None:
    """A unit, plan or place chosen by name; where there are thousands, by a part of the name first."""
    known = names(frame.engine, frame.engine.snapshot, kind, frame.words.language)
    options = list(known)
    if len(options) > _MOST:
        part = st.text_input(frame.words("explore.part"), key=f"{key} part").strip()
        options = [identifier for identifier in options if part in known[identifier]][:_MOST]
    index = options.index(default) if default in options else None
    return st.selectbox(
        label,
        options,
        index=index,
        format_func=lambda item: known.get(item, ""),
        key=key,
        placeholder=frame.words("explore.choose"),
    )
