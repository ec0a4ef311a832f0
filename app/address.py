"""What the browser's address carries: language, question, filters, start of a graph. Rubbish in it is dropped, and the visitor told so.

An address that the visitor brings (a bookmark, a link) is taken into the session once; after that the session writes it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from app.words import LANGUAGES, Language, Words, plain

_WRITTEN = "_address_written"
_SHOWN = 40
_MOST_SHOWN = 6
MOST_CHARACTERS = 2000


def arrived(page: str) -> Mapping[str, str] | None:
    """The address's parameters where the visitor has brought new ones to this page; None where we wrote them."""
    here = {key: value[:MOST_CHARACTERS] for key, value in st.query_params.to_dict().items()}
    here.pop("lang", None)
    if st.session_state.get(_WRITTEN) == (page, here):
        return None
    st.session_state[_WRITTEN] = (page, here)
    return here


def write(page: str, language: Language, values: Mapping[str, Any]) -> None:
    """Put these parameters in the address, without those that are empty."""
    wanted = {key: str(value) for key, value in values.items() if value not in (None, "", ())}
    st.session_state[_WRITTEN] = (page, wanted)
    full = {"lang": language, **wanted}
    if st.query_params.to_dict() != full:
        st.query_params.from_dict(full)


def language_asked() -> Language | None:
    """The language that the address names."""
    asked = st.query_params.get("lang")
    return next((language for language in LANGUAGES if language == asked), None)


def tell_unread(words: Words, parameters: Mapping[str, str], unread: Iterable[str]) -> None:
    """Say on the page which of the parameters a visitor brought were left out, with what they said."""
    parts = [f"{name[:_SHOWN]}={parameters[name][:_SHOWN]}" for name in sorted(unread)]
    if parts:
        shown = words("list.comma").join(parts[:_MOST_SHOWN])
        st.warning(plain(words("address.unread", parts=shown)), icon=":material/link_off:")


def one_of(value: str | None, known: tuple[str, ...]) -> str | None:
    """The value where it is one of those known, else None."""
    return value if value in known else None


def number(value: str | None, *, least: int, most: int) -> int | None:
    """A whole number within bounds, else None."""
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 9:
        return None
    return int(value) if least <= int(value) <= most else None
