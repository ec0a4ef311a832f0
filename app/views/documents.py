"""Placeholder while the view is written."""

from app.frame import Frame


def show(frame: Frame) -> None:
    """The page."""
