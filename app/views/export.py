"""Export, the same at the foot of every view: format, what it holds and how big it is, the citation, the file."""

from collections.abc import Callable

import streamlit as st

import export
from app.frame import Frame, explained
from export import FORMATS, Selection

_LARGEST = 200_000_000


def show_export(frame: Frame, key: str, name: str, choose: Callable[[], Selection]) -> None:
    """The export of what `choose` selects. name: tells one selection from another."""
    words = frame.words
    opened = st.expander(words("export.title"), icon=":material/download:", key=f"export open {key}", on_change="rerun")
    if opened.open:
        with opened:
            _show_alone(frame, key, name, choose)


@st.fragment
def _show_alone(frame: Frame, key: str, name: str, choose: Callable[[], Selection]) -> None:
    explained(frame.words, lambda: _show(frame, key, name, choose))


def _show(frame: Frame, key: str, name: str, choose: Callable[[], Selection]) -> None:
    words = frame.words
    format = st.selectbox(
        words("export.format"), list(FORMATS), key=f"export format {key}",
        format_func=lambda item: f"{item} · {FORMATS[item].zh if words.language == 'zh' else FORMATS[item].en}",
    )  # fmt: skip
    selection = choose()
    preview = export.preview(selection)
    size = preview.bytes.get(format)
    about = words("export.holds", nodes=preview.all_nodes, edges=preview.all_edges)
    st.caption(about + (words("export.size", size=size_text(size)) if size else ""))
    comma = words("list.comma")
    st.caption(comma.join(f"{words.node_type(kind)} {count}" for kind, count in preview.nodes.items()))
    if size and size > _LARGEST:
        st.warning(words("export.large", size=size_text(size)))
        return
    ready = f"export ready {key}"
    if st.button(words("export.make"), key=f"export make {key}", icon=":material/build:"):
        st.session_state[ready] = (name, format, *export.to_bytes(selection, format))
    made = st.session_state.get(ready)
    if made and made[:2] == (name, format):
        st.download_button(
            words("export.save", name=made[2], size=size_text(len(made[3]))), data=made[3], file_name=made[2], mime=FORMATS[format].media_type,
            key=f"export save {key}", icon=":material/download:", type="primary", on_click="ignore",
        )  # fmt: skip
    st.markdown(f"**{words('export.cite')}**")
    st.code(export.cite(selection).text(most=5), language=None, wrap_lines=True)


def size_text(count: int) -> str:
    """Bytes as people read them."""
    for unit in ("B", "KB", "MB", "GB"):
        if count < 1024 or unit == "GB":
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count = count / 1024  # type: ignore[assignment]
    return ""
