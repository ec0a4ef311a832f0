"""What was understood, as chips: each can be removed or changed, which asks again. Knows no answer."""

from collections.abc import Callable
from dataclasses import replace
from zlib import crc32

import streamlit as st

from app.chips import instead_of, without
from app.frame import Frame
from app.requests import PAGE, ROLES, TYPES, Request
from app.words import plain
from search.results import Understood

Ask = Callable[[Request], None]
_MOST_BUTTONS = 12


def show_understood(frame: Frame, request: Request, understood: Understood, ask: Ask) -> None:
    """The chips of a question, and what the engine noted about it."""
    chips = _Chips(frame, request, ask)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.caption(frame.words("ask.understood"), width="content")
        chips.show_type(request.type or understood.asks_for)
        for place in understood.jurisdictions:
            chips.show_place(place.name)
        if not understood.jurisdictions:
            chips.show_place(None)
        for unit in understood.units:
            chips.show_part("unit", unit.name, ":material/apartment:")
        for plan in understood.plans:
            chips.show_part("plan", plan.name, ":material/description:")
        chips.show_role(understood.role)
        for year in understood.years:
            chips.show_year(year)
        if not understood.years:
            chips.show_year(None)
        if understood.topic:
            chips.show_part("topic", understood.topic, ":material/label:")
    if understood.as_of:
        st.caption(frame.words("ask.as_of", day=understood.as_of))
    for note in understood.notes:
        st.caption(plain(note))


class _Chips:
    """The chips of one question; a click on what they hold asks another."""

    def __init__(self, frame: Frame, request: Request, ask: Ask):
        self.frame, self.words, self.request, self.ask = frame, frame.words, replace(request, limit=PAGE), ask
        self.of = f"{crc32(repr(request).encode()):x}"
        """Tells the chips of one request from those of another, so that what was open closes when another is asked."""

    def show_type(self, asked: str) -> None:
        """What is asked for."""
        with st.popover(self.words.value("asks", asked), icon=":material/help:", key=f"chip type {self.of}"):
            for name in TYPES:
                self._choice(
                    self.words.value("asks", name), f"type {name}", replace(self.request, type=name), name == asked
                )
            if self.request.type:
                self._choice(self.words("chip.as_asked"), "type none", replace(self.request, type=None))

    def show_place(self, name: str | None) -> None:
        """A place, or that there is none."""
        label = self._place(name) if name else self.words("chip.any_place")
        with st.popover(plain(label), icon=":material/location_on:", key=f"chip place {name} {self.of}"):
            catalogue = self.frame.engine.catalogue
            known = {catalogue.full_name(place) for plan in catalogue.plans.values() for place in plan.places} - {name}
            self._choices("place", name, {place: self._place(place) for place in sorted(known)})
            if name:
                self._removal("place", name)

    def show_role(self, role: str | None) -> None:
        """Who leads, who supports, or either."""
        label = self.words.value("role", role) if role else self.words("chip.any_role")
        with st.popover(label, icon=":material/badge:", key=f"chip role {self.of}"):
            for name in ROLES:
                self._choice(
                    self.words.value("role", name), f"role {name}", replace(self.request, role=name), name == role
                )
            if role:
                self._removal("role", role)

    def show_year(self, year: int | None) -> None:
        """A year, or that there is none."""
        label = str(year) if year else self.words("chip.any_year")
        with st.popover(label, icon=":material/calendar_today:", key=f"chip year {year} {self.of}"):
            spans = [plan.period for plan in self.frame.engine.catalogue.plans.values()]
            known = {
                at for start, end in spans if start and end and end - start < 30 for at in range(start, end + 1)
            } - {year}
            self._choices("year", str(year) if year else None, {str(at): str(at) for at in sorted(known)})
            if year:
                self._removal("year", str(year))

    def show_part(self, kind: str, value: str, icon: str) -> None:
        """A part of the question that is changed by writing it in other words."""
        with st.popover(plain(value), icon=icon, key=f"chip {kind} {value} {self.of}"):
            key = f"{kind} {value}"
            st.text_input(
                self.words("chip.change"), value=value, key=key, on_change=self._write_instead, args=[kind, value, key]
            )
            self._removal(kind, value)

    def _place(self, name: str) -> str:
        if self.words.language == "zh":
            return name
        catalogue = self.frame.engine.catalogue
        english = {catalogue.full_name(entry.id): entry.name_en for entry in catalogue.places.values()}.get(name)
        return f"{name} ({english})" if english else name

    def _choices(self, kind: str, of: str | None, labels: dict[str, str]) -> None:
        """As buttons, or where there are many as a list that can be typed into."""
        if len(labels) <= _MOST_BUTTONS:
            for value, label in labels.items():
                self._choice(plain(label), f"{kind} {of} {value}", self._with(kind, of, value))
            return
        key = f"{kind} of {of}"
        st.selectbox(
            self.words("chip.change"), list(labels), index=None, format_func=labels.__getitem__, key=key,
            placeholder=self.words("explore.choose"), on_change=self._take_chosen, args=[kind, of, key],
        )  # fmt: skip

    def _with(self, kind: str, of: str | None, value: str) -> Request:
        """The request with this in the place of what was said: in the question's own words, else as a filter."""
        written = next((form for form in self._forms(kind, of) if form in self.request.question), None)
        if written:
            question = self.request.question.replace(written, value, 1)
            return replace(
                self.request,
                question=question,
                place=None if kind == "place" else self.request.place,
                year=None if kind == "year" else self.request.year,
            )
        return replace(self.request, place=value) if kind == "place" else replace(self.request, year=int(value))

    def _forms(self, kind: str, of: str | None) -> list[str]:
        """How a question may write this place or year, longest first."""
        if of is None or kind == "year":
            return [of] if of else []
        catalogue = self.frame.engine.catalogue
        entries = [entry for entry in catalogue.places.values() if catalogue.full_name(entry.id) == of]
        return sorted({of, *(form for entry in entries for form in (entry.name, entry.short_name) if form)}, key=len)[
            ::-1
        ]

    def _take_chosen(self, kind: str, of: str | None, key: str) -> None:
        if chosen := st.session_state.get(key):
            self.ask(self._with(kind, of, chosen))

    def _choice(self, label: str, key: str, request: Request, disabled: bool = False) -> None:
        st.button(label, key=key, disabled=disabled, on_click=self.ask, args=[request])

    def _removal(self, kind: str, value: str) -> None:
        st.button(
            self.words("chip.remove"),
            key=f"remove {kind} {value}",
            icon=":material/close:",
            on_click=self._remove,
            args=[kind, value],
        )

    def _remove(self, kind: str, value: str) -> None:
        """Take a chip out: the filter that set it, and the words of the question that say it."""
        kept = self.request
        changed = replace(
            kept,
            place=None if kind == "place" else kept.place,
            role=None if kind == "role" else kept.role,
            year=None if kind == "year" else kept.year,
        )
        shorter = without(changed.question, kind, value, self.frame.engine.store.understand)
        if shorter:
            changed = replace(changed, question=shorter)
        elif changed == kept:
            st.toast(self.words("chip.cannot"), icon=":material/info:")
        self.ask(changed)

    def _write_instead(self, kind: str, value: str, key: str) -> None:
        """Ask with other words in the place of those that said this."""
        wanted = " ".join(str(st.session_state[key]).split())
        if wanted and wanted != value:
            question = instead_of(self.request.question, kind, value, wanted, self.frame.engine.store.understand)
            self.ask(replace(self.request, question=question))
