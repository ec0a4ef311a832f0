"""Documents: what is loaded and how it was read, a document's text with its marks, adding and removing."""

from html import escape
from typing import Any

import streamlit as st

from app import address, cards
from app.documents import Upload, add_uploads, list_loaded, remove_document, report_of
from app.engine import look_again
from app.frame import Frame, explained
from app.messages import contradiction_text, fault_text, note_text
from app.progress import PageProgress
from app.settings import Settings
from app.views.export import show_export
from app.views.text import is_document, show_document
from app.words import Words, plain
from export import select_all
from graph_schema.errors import PlanGraphError
from pipeline.update import FileResult

_RESULTS = "upload results"
_MOST = 30
"""As many documents are listed at once."""


def show(frame: Frame) -> None:
    """The page."""
    came = address.arrived("documents")
    if came is not None:
        st.session_state["document"] = {key: came[key] for key in ("doc", "at") if key in came}
        address.tell_unread(frame.words, came, set(came) - {"doc", "at", "all"})
    shown: dict[str, str] = st.session_state.get("document", {})
    if shown.get("doc") and not is_document(frame, shown["doc"]):
        st.error(frame.words("text.gone"), icon=":material/error:")
        _show_overview(frame)
        shown = {}
    elif shown.get("doc"):
        explained(frame.words, lambda: show_document(frame, shown["doc"], shown.get("at", "")))
    else:
        _show_overview(frame)
    address.write("documents", frame.words.language, shown)


def _show_overview(frame: Frame) -> None:
    words = frame.words
    if frame.may_edit:
        show_upload(frame.settings, words)
    else:
        st.caption(words("documents.readonly"))
    rows = _rows(frame.engine.snapshot, frame.settings)
    st.markdown(f"#### {words('documents.loaded', n=len(rows))}")
    for row in _chosen(frame, rows):
        _show_row(frame, row)
    show_export(frame, "all", frame.engine.snapshot, lambda: select_all(frame.engine.graph))


def _chosen(frame: Frame, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where there are many, those that a visitor looks for; never more than a page can hold."""
    words = frame.words
    if len(rows) <= _MOST:
        return rows
    wanted = st.text_input(words("documents.filter"), key="document filter").strip().lower()
    kinds = ("title", "name", "jurisdiction", "doc_number")
    found = [row for row in rows if any(wanted in str(row.get(kind) or "").lower() for kind in kinds)]
    if len(found) > _MOST:
        st.caption(words("documents.first", shown=_MOST, total=len(found)))
    return found[:_MOST]


@st.cache_resource(show_spinner=False, max_entries=4)
def _rows(snapshot: str, settings: Settings) -> list[dict[str, Any]]:
    return list_loaded(settings)


@st.cache_resource(show_spinner=False, max_entries=200)
def _report(snapshot: str, settings: Settings, document: str) -> dict[str, Any]:
    return report_of(settings, document)


def _show_row(frame: Frame, row: dict[str, Any]) -> None:
    words = frame.words
    with st.container(border=True):
        title = row.get("title") or row["name"]
        draft = cards.badge(words.value("status", "draft"), "draft") if row.get("status") == "draft" else ""
        about = [
            row.get("jurisdiction"),
            row.get("doc_number"),
            words("documents.counts", tasks=row["tasks"], targets=row["targets"]) if "tasks" in row else "",
        ]
        line = escape(" · ".join(str(part) for part in about if part))
        st.html(
            f'<div class="pa-card"><div class="pa-head"><b>{escape(str(title))}</b>{draft}</div><div class="pa-line pa-dim">{line}</div>'
            f'<div class="pa-line pa-dim">{escape(str(row["name"]))}</div></div>'
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            frame.link("documents", words("documents.read"), icon=":material/article:", doc=row["id"])
            if row.get("plan"):
                frame.link("explore", words("link.graph"), icon=":material/hub:", start=row["plan"])
            if frame.may_edit:
                st.button(
                    words("documents.remove"),
                    key=f"remove {row['id']}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=_ask_removal,
                    args=[row["id"]],
                )
        if st.session_state.get("removing") == row["id"]:
            _confirm_removal(frame, row)
        report = st.expander(
            words("documents.report"), icon=":material/fact_check:", key=f"report {row['id']}", on_change="rerun"
        )
        if report.open:
            with report:
                explained(words, lambda: _show_report(frame, row["id"]))


def _show_report(frame: Frame, document: str) -> None:
    words = frame.words
    report = _report(frame.engine.snapshot, frame.settings, document)
    with st.container(horizontal=True):
        for key in ("tasks", "subtasks", "targets"):
            st.metric(words(f"documents.{key}"), report[key], width="content")
        st.metric(
            words("documents.outside"),
            f"{report['text_in_no_section']:.1%}",
            width="content",
            help=words("documents.outside_help"),
        )
    for key in ("tasks_without_unit", "tasks_without_lead", "cue_lines_unread", "contradictions"):
        if report[key]:
            st.markdown(f"**{words(f'documents.{key}')}** · {len(report[key])}")
            said = [
                contradiction_text(words, item) if key == "contradictions" else str(item) for item in report[key][:40]
            ]
            st.html(f'<ul class="pa-line">{"".join(f"<li>{escape(item)}</li>" for item in said)}</ul>')
    for warning in report["warnings"][:40]:
        start, end = warning["span"]
        with st.container(horizontal=True, vertical_alignment="center"):
            note = note_text(words, warning["kind"], warning["message"])
            badge = cards.badge(words("documents.warning"), "weak")
            st.html(f'<div class="pa-line">{badge}{escape(note)}</div>', width="content")
            frame.link(
                "documents", words("link.source"), icon=":material/format_quote:", doc=document, at=f"{start}-{end}"
            )
    if not report["warnings"]:
        st.caption(words("documents.no_warnings"))


def _ask_removal(document: str) -> None:
    st.session_state["removing"] = document


def _confirm_removal(frame: Frame, row: dict[str, Any]) -> None:
    words = frame.words
    st.warning(plain(words("documents.sure", name=row.get("title") or row["name"])), icon=":material/warning:")
    with st.container(horizontal=True):
        if st.button(words("documents.yes_remove"), key=f"sure {row['id']}", type="primary"):
            progress = PageProgress(words)
            try:
                remove_document(frame.settings, row["id"], progress=progress)
            except PlanGraphError as exc:
                progress.end()
                st.error(plain(words("frame.failed", error=fault_text(words, exc))))
                return
            look_again(frame.settings.store)
            st.session_state["removing"] = None
            st.session_state[_RESULTS] = [
                ("success", plain(words("documents.removed", name=row.get("title") or row["name"])))
            ]
            st.rerun()
        st.button(words("documents.keep"), key=f"keep {row['id']}", on_click=_ask_removal, args=[None])


def show_upload(settings: Settings, words: Words) -> None:
    """The form that takes files, and what became of them."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            words("documents.upload"),
            accept_multiple_files=True,
            help=words("documents.formats"),
            max_upload_size=settings.most_megabytes,
        )
        replace = st.checkbox(words("documents.replace"))
        sent = st.form_submit_button(words("documents.add"), icon=":material/upload:", type="primary")
    for kind, text in st.session_state.pop(_RESULTS, ()):
        {"success": st.success, "warning": st.warning, "error": st.error}[kind](text)
    if not sent:
        return
    if not files:
        st.info(words("documents.none_chosen"))
        return
    progress = PageProgress(words)
    try:
        results, report = add_uploads(
            settings, [Upload(file.name, file.getvalue()) for file in files], replace=replace, progress=progress
        )
    except PlanGraphError as exc:
        progress.end()
        st.error(plain(words("frame.failed", error=fault_text(words, exc))))
        return
    look_again(settings.store)
    st.session_state[_RESULTS] = [_result_line(words, result) for result in results]
    if report is not None and report.written:
        st.session_state[_RESULTS].append(
            (
                "success",
                words("documents.published", nodes=report.nodes, edges=report.edges, seconds=round(report.seconds, 1)),
            )
        )
    st.rerun()


def _result_line(words: Words, result: FileResult) -> tuple[str, str]:
    name = result.path.replace("\\", "/").rsplit("/", 1)[-1]
    if result.status == "failed":
        return "error", plain(words("documents.failed", name=name, error=fault_text(words, result.error or "")))
    kind = "success" if result.tasks or result.targets else "warning"
    text = words(
        f"documents.{result.status}",
        name=name,
        tasks=result.tasks,
        units=result.units,
        targets=result.targets,
        warnings=result.warnings,
    )
    return kind, plain(text if kind == "success" else f"{text} {words('documents.nothing_found')}")
