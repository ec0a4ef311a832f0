"""The web app: `streamlit run app_streamlit.py` (or `make app`). Puts the frame around a page; the pages are in app/views."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app.demo import make_demo_store
from app.frame import Frame, choose_language, explained, let_in, open_or_explain, show_language_switch
from app.settings import read_settings
from app.views import ask, compare, documents, explore
from app.words import Words

_PARTS = Path(__file__).resolve().parent / "app"


def main() -> None:
    """One run of the app."""
    settings = read_settings()
    words = Words(choose_language())
    st.set_page_config(page_title=words("frame.title"), page_icon=str(_PARTS / "icon.svg"), layout="wide")
    st.html(_PARTS / "style.css")
    if words.language == "zh":
        st.html(_PARTS / "style_zh.css")
    frame: list[Frame] = []
    views = {"ask": ask.show, "explore": explore.show, "compare": compare.show, "documents": documents.show}
    pages = {name: _page(name, show, frame, words) for name, show in views.items()}
    page = st.navigation(list(pages.values()), position="top")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(
            f'<div class="pa-top"><b>{words("frame.title")}</b><span class="pa-dim">{words("frame.subtitle")}</span></div>'
            f'<script>document.documentElement.lang = "{words.language}"</script>',  # for readers that speak the page
            width="content",
            unsafe_allow_javascript=True,
        )
        show_language_switch(words)
    with st.container(horizontal=True, gap="small", key="pages"):  # on a phone, where the bar at the top is folded away
        for name, there in pages.items():
            label = words(f"page.{name}")
            st.page_link(there, label=f"**{label}**" if there is page else label)
    if not let_in(settings, words):
        return
    explained(words, lambda: make_demo_store(settings, words))
    engine = open_or_explain(settings, words)
    if engine is not None:
        frame.append(Frame(settings, words, engine, pages))
        page.run()
    elif not settings.readonly:
        documents.show_upload(settings, words)


def _page(name: str, show: Callable[[Frame], None], frame: list[Frame], words: Words) -> StreamlitPage:
    def run() -> None:
        show(frame[0])

    return st.Page(run, title=words(f"page.{name}"), url_path=name, default=name == "ask")


main()
