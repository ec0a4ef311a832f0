"""The web app: `streamlit run app_streamlit.py` (or `make app`). Puts the frame around a page; the pages are in app/views."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from app.demo import make_demo_store
from app.engine import is_open
from app.frame import Frame, choose_language, explained, let_in, open_or_explain, show_language_switch
from app.settings import read_settings
from app.words import Words

_PARTS = Path(__file__).resolve().parent / "app"


def main() -> None:
    """One run of the app."""
    settings = read_settings()
    words = Words(choose_language())
    st.set_page_config(page_title=words("frame.title"), page_icon=str(_PARTS / "icon.svg"), layout="wide")
    st.html(_PARTS / "style.css")
    frame: list[Frame] = []
    pages = {name: _page(name, frame, words) for name in ("ask", "explore", "compare", "documents")}
    page = st.navigation(list(pages.values()), position="top")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(
            f'<div class="pa-top"><b>{words("frame.title")}</b><span class="pa-dim">{words("frame.subtitle")}</span></div>'
            f'<script type="text/javascript">({_page_language()})("{words.language}")</script>',
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
    waiting = st.empty()
    if not is_open(settings.store):
        waiting.skeleton(height=320)
    engine = open_or_explain(settings, words)
    waiting.empty()
    if engine is not None:
        frame.append(Frame(settings, words, engine, pages))
        page.run()
    elif not settings.readonly:
        import_module("app.views.documents").show_upload(settings, words)


@lru_cache(maxsize=1)
def _page_language() -> str:
    """The script that puts Streamlit's own words into the page's language, an expression."""
    return (_PARTS / "page_language.js").read_text(encoding="utf-8").strip().rstrip(";")


def _page(name: str, frame: list[Frame], words: Words) -> StreamlitPage:
    def run() -> None:
        import_module(f"app.views.{name}").show(
            frame[0]
        )  # charts and readers are imported with the page that needs them

    return st.Page(run, title=words(f"page.{name}"), url_path=name, default=name == "ask")


main()
