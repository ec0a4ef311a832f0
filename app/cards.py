"""Rows of an answer as markup: every text escaped, colours from the page. Knows no widget."""

from collections.abc import Iterable
from html import escape

from app.captions import value_text
from app.words import Words
from search.results import PlanRow, TargetRow, TaskRow, UnitRow

_MOST_QUOTE = 260
_AROUND = 36


def badge(text: str, kind: str = "") -> str:
    """A small label; kind: lead, support, weak, draft, or none."""
    return f'<span class="pa-badge{f" pa-{kind}" if kind else ""}">{escape(text)}</span>'


def quote_of(text: str) -> str:
    """A sentence of a plan, cut where it is long."""
    flat = " ".join(text.split())
    return f'<blockquote class="pa-quote">{escape(flat if len(flat) <= _MOST_QUOTE else flat[:_MOST_QUOTE] + "…")}</blockquote>'


def quote_within(text: str, start: int, end: int) -> str:
    """Some words of a document with what stands around them, for those that say little alone."""
    before = " ".join(text[max(0, start - _AROUND) : start].split())
    after = " ".join(text[end : end + _AROUND].split())
    middle = " ".join(text[start:end].split())
    return f'<blockquote class="pa-quote">…{escape(before)}<mark>{escape(middle)}</mark>{escape(after)}…</blockquote>'


def unit_card(row: UnitRow, words: Words) -> str:
    """A unit: role and how it is known, full name, names as written, place, number of tasks."""
    english = f'<div class="pa-gloss">{escape(row.name_en)}</div>' if words.language == "en" and row.name_en else ""
    written = [name for name in row.names if name != row.name]
    lines = [
        f'<div class="pa-head">{badge(words.value("role", row.role), row.role)}<b>{escape(row.name)}</b></div>{english}',
        f'<div class="pa-line">{escape(words("unit.known", basis=words.value("basis", row.basis)))}</div>',
    ]
    if written:
        lines.append(
            f'<div class="pa-line">{escape(words("unit.written", names=words("list.comma").join(written)))}</div>'
        )
    about = [row.jurisdiction] if row.jurisdiction else []
    if row.collective:
        about.append(words("unit.collective"))
    if row.tasks:
        about.append(words("unit.tasks", n=len(row.tasks)))
    lines.append(f'<div class="pa-line pa-dim">{escape(" · ".join(about))}</div>')
    return f'<div class="pa-card">{"".join(lines)}</div>'


def task_card(row: TaskRow, words: Words) -> str:
    """A task: title, where it stands, who leads and supports it, by when, the sentence."""
    title = " ".join(part for part in (row.number, row.title or row.text[:60]) if part)
    where = " › ".join(part for part in (row.jurisdiction, row.plan, row.action) if part)
    lines = [f'<div class="pa-head"><b>{escape(title)}</b></div>', f'<div class="pa-line pa-dim">{escape(where)}</div>']
    for role, names in (("lead", row.leads), ("support", row.supports)):
        if names:
            weak = role == "lead" and {held.basis for held in row.responsibilities if held.role == "lead"} == {
                "first_listed"
            }
            note = f" {badge(words.value('basis', 'first_listed'), 'weak')}" if weak else ""
            lines.append(
                f'<div class="pa-line">{badge(words.value("role", role), role)}{escape(words("list.comma").join(names))}{note}</div>'
            )
    if row.deadline:
        lines.append(f'<div class="pa-line">{escape(words("task.deadline", when=row.deadline))}</div>')
    for like in row.aligned_with:
        said = words("task.aligned", place=like.jurisdiction, title=like.title, score=round(like.score * 100))
        lines.append(f'<div class="pa-line">{escape(said)}</div>')
    if row.evidence and row.evidence.quote:
        lines.append(quote_of(row.evidence.quote))
    lines.extend(
        f'<div class="pa-line pa-part">{escape(" ".join(part for part in (sub.number, sub.text) if part)[:160])}</div>'
        for sub in row.subtasks
    )
    return f'<div class="pa-card">{"".join(lines)}</div>'


def target_card(row: TargetRow, words: Words, *, quote: str = "") -> str:
    """A target: indicator, value with comparator, year, place, the sentence (or `quote`, where that reads better)."""
    value = value_text(
        {"op": row.op, "value": row.value, "value_to": row.value_to, "unit": row.unit, "frequency": row.frequency},
        words,
    )
    year = f" · {row.year}" if row.year else ""
    scope = row.scope if row.scope != row.jurisdiction else None
    where = " › ".join(part for part in (row.jurisdiction, scope, row.plan) if part)
    said = quote_of(quote or row.evidence.quote) if row.evidence else ""
    return (
        f'<div class="pa-card"><div class="pa-head"><b>{escape(row.indicator)}</b><span class="pa-value">{escape(value)}{year}</span></div>'
        f'<div class="pa-line pa-dim">{escape(where)}</div>{said}</div>'
    )


def plan_card(row: PlanRow, words: Words) -> str:
    """A plan: title, number, issuers, dates, status, what it cites."""
    period = "–".join(str(year) for year in row.period if year)
    about = [
        part
        for part in (row.jurisdiction, row.doc_number, row.issued_on, period, words("list.comma").join(row.issuers))
        if part
    ]
    draft = badge(words.value("status", "draft"), "draft") if row.status == "draft" else ""
    replaced = ""
    if row.replaced_by:
        basis = row.replaced_basis or "edition"
        replaced = f'<div class="pa-line">{escape(words(f"plan.replaced.{basis}", title=row.replaced_by.name))}</div>'
    cites = "".join(
        f'<div class="pa-line">{escape(words("plan.cites", title=cited.title))}{escape(f"（{cited.doc_number}）" if cited.doc_number else "")}</div>'
        for cited in row.cites
    )
    return (
        f'<div class="pa-card"><div class="pa-head"><b>{escape(row.title)}</b>{draft}</div>'
        f'<div class="pa-line pa-dim">{escape(" · ".join(about))}</div>{replaced}{cites}</div>'
    )


def grid(cards: Iterable[str]) -> str:
    """Cards side by side where there is room."""
    return f'<div class="pa-grid">{"".join(cards)}</div>'
