"""Correcting a unit or its role at its card."""

from app.frame import Frame
from search.results import Answer, UnitRow


def unit_button(frame: Frame, answer: Answer, row: UnitRow) -> None:
    """A button that opens the correction of a unit."""
