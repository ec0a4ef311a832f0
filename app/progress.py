"""The steps of an update on the page. Brings in all that reads documents: imported by whoever is about to read one."""

from pathlib import Path

import streamlit as st

from app.words import Words
from pipeline.update import FileResult, Progress


class PageProgress(Progress):
    """The steps of an update on the page."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._bar = st.progress(0.0, words("progress.begin"))

    def file(self, done: int, total: int, result: FileResult) -> None:
        """One more file is read."""
        name = Path(result.path).name
        self._bar.progress(0.6 * done / max(1, total), self._words("progress.file", done=done, total=total, name=name))

    def stage(self, name: str) -> None:
        """A new stage begins."""
        share = {"assemble": 0.62, "embed": 0.65, "publish": 0.95}.get(name, 0.65)
        self._bar.progress(share, self._words(f"progress.{name}"))

    def embedded(self, done: int, total: int) -> None:
        """So many of the new passages are embedded."""
        self._bar.progress(0.65 + 0.3 * done / max(1, total), self._words("progress.embedded", done=done, total=total))

    def end(self) -> None:
        """Take the bar away."""
        self._bar.empty()
