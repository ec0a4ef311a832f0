"""Correcting a unit or its role at its card: writes the corrections file and builds the graph anew."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.corrections import UnitChange, correct
from app.engine import look_again
from app.frame import Frame
from app.messages import fault_text
from app.words import plain
from graph_schema.errors import PlanGraphError
from search.results import Answer, Responsibility, TaskRow, UnitRow

_CHOICES = ("lead", "support", "none")


@dataclass(frozen=True)
class _Place:
    """A task that names the unit in this role."""

    task: TaskRow
    said: Responsibility

    @property
    def words(self) -> str:
        """The task by number and title, as corrections name it."""
        return " ".join(part for part in (self.task.number, self.task.title) if part) or self.task.id


def unit_button(frame: Frame, answer: Answer, row: UnitRow) -> None:
    """A button that opens the correction of a unit, where editing is on."""
    places = [
        _Place(task, said)
        for task in answer.tasks
        for said in task.responsibilities
        if said.unit == row.id and said.role == row.role and said.task == task.id
    ]
    if not frame.may_edit or not places:
        return
    key = f"correct {row.id} {row.role}"
    if st.button(frame.words("correct.open"), key=key, icon=":material/edit:", type="tertiary"):
        _dialog_of(frame, places, row)


def _dialog_of(frame: Frame, places: list[_Place], row: UnitRow) -> None:
    words = frame.words

    @st.dialog(words("correct.title"))
    def dialog() -> None:
        index = st.selectbox(words("correct.task"), range(len(places)), format_func=lambda place: places[place].words)
        place = places[index or 0]
        st.caption(plain(words("correct.now", name=place.said.written or row.name, role=words.value("role", row.role))))
        role = st.radio(
            words("correct.role"),
            _CHOICES,
            index=_CHOICES.index(row.role),
            horizontal=True,
            format_func=lambda item: words(f"correct.{item}"),
        )
        name = st.text_input(words("correct.name"), value=place.said.written or row.name)
        reason = st.text_input(words("correct.reason"), placeholder=words("correct.reason_hint"))
        if st.button(words("correct.save"), type="primary"):
            _save(frame, place, row, role=role or row.role, name=name, reason=reason)

    dialog()


def _save(frame: Frame, place: _Place, row: UnitRow, *, role: str, name: str, reason: str) -> None:
    words = frame.words
    evidence = place.task.evidence
    if evidence is None:
        return
    document = frame.engine.graph.nodes([evidence.document_id])[evidence.document_id]
    change = UnitChange(
        document=str(document.properties["sha256"]), task=place.words, name=place.said.written or row.name, reason=reason,
        role=role if role not in ("none", row.role) else None, rename=name, remove=role == "none",
    )  # fmt: skip
    # What reads documents takes long to import: only who corrects waits for it.
    import pipeline
    from app.progress import PageProgress

    progress = PageProgress(words)
    try:
        correct(change, lambda: pipeline.add(frame.settings.store, [Path(evidence.document)], progress=progress))
    except PlanGraphError as exc:
        progress.end()
        st.error(plain(words("frame.failed", error=fault_text(words, exc))))
        return
    look_again(frame.settings.store)
    st.toast(words("correct.done"), icon=":material/check:")
    st.rerun()
