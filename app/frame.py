"""What every page has: language, password, the store, the way to other pages. Knows no view's contents."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from app import address
from app.engine import Engine, open_engine
from app.messages import fault_text
from app.settings import Settings
from app.words import LANGUAGES, Language, Words, plain
from graph_schema.errors import PlanGraphError


@dataclass(frozen=True)
class Frame:
    """A run of a page: settings, words in its language, the engine, the pages by name."""

    settings: Settings
    words: Words
    engine: Engine
    pages: Mapping[str, Any] = field(default_factory=dict)

    def renewed(self) -> "Frame":
        """The frame on what is in force now: a part of the page that runs alone may outlive its snapshot."""
        return replace(self, engine=open_engine(self.settings.store))

    @property
    def may_edit(self) -> bool:
        """Whether documents and corrections can be written here."""
        return not self.settings.readonly

    def link(
        self, page: str, label: str, *, icon: str | None = None, help: str | None = None, **values: object
    ) -> None:
        """A link to a page of the app, with its parameters; it can be copied and opened elsewhere."""
        held = {
            "lang": self.words.language,
            **{key: str(value) for key, value in values.items() if value not in (None, "")},
        }
        st.page_link(self.pages[page], label=plain(label), icon=icon, help=help, query_params=held)

    def go(self, page: str, **values: object) -> None:
        """Leave for another page of the app."""
        held = {
            "lang": self.words.language,
            **{key: str(value) for key, value in values.items() if value not in (None, "")},
        }
        st.switch_page(self.pages[page], query_params=held)


def choose_language() -> Language:
    """The language of this run: as chosen on the page, else by the address, else by the browser."""
    if "language" not in st.session_state:
        browser = (st.context.locale or "").lower()
        st.session_state["language"] = address.language_asked() or ("zh" if browser.startswith("zh") else "en")
    elif (asked := address.language_asked()) and asked != st.session_state.get("_language_written"):
        st.session_state["language"] = asked
    chosen = st.session_state["language"]
    language: Language = next((known for known in LANGUAGES if known == chosen), "en")
    st.session_state["_language_written"] = language
    return language


def show_language_switch(words: Words) -> None:
    """中文 | English, at the top of every page."""
    st.segmented_control(
        words("frame.language"),
        LANGUAGES,
        format_func={"zh": "中文", "en": "English"}.__getitem__,
        key="language",
        label_visibility="collapsed",
        required=True,
        on_change=_language_chosen,
    )


def _language_chosen() -> None:
    st.session_state["_language_written"] = st.session_state["language"]
    st.query_params["lang"] = st.session_state["language"]


def let_in(settings: Settings, words: Words) -> bool:
    """Whether the visitor may see the app; asks for the password where there is one."""
    if settings.password is None or st.session_state.get("let_in"):
        return True
    with st.form("password", width=420):
        given = st.text_input(words("frame.password"), type="password")
        if st.form_submit_button(words("frame.enter"), type="primary"):
            if hmac.compare_digest(given.encode(), settings.password.encode()):
                st.session_state["let_in"] = True
                st.rerun()
            st.error(words("frame.wrong_password"))
    return False


def open_or_explain(settings: Settings, words: Words) -> Engine | None:
    """The engine, or on the page what is wrong with the store and what to do."""
    try:
        return open_engine(settings.store)
    except PlanGraphError as exc:
        st.error(words("frame.no_store", error=plain(fault_text(words, exc))), icon=":material/error:")
        return None


def explained(words: Words, act: Callable[[], None]) -> None:
    """Run a part of a page; what it cannot do is said in one line on the page."""
    try:
        act()
    except PlanGraphError as exc:
        st.error(words("frame.failed", error=plain(fault_text(words, exc))), icon=":material/error:")
