"""The store for a first look: made of the plans that come with the program when there is none."""

from pathlib import Path

import streamlit as st

from app.engine import store_exists
from app.settings import Settings
from app.words import Words

_DOCUMENTS = Path(__file__).resolve().parent.parent / "data" / "documents"


def make_demo_store(settings: Settings, words: Words) -> None:
    """Read the plans that come with the program, where there is no store yet and one may be written."""
    if settings.readonly or store_exists(settings.store):
        return
    # What reads documents takes long to import: only who has none waits for it.
    import pipeline
    from app.progress import PageProgress

    st.info(words("demo.making"), icon=":material/hourglass_top:")
    progress = PageProgress(words)
    pipeline.add(settings.store, [_DOCUMENTS], progress=progress)
    progress.end()
    st.rerun()
