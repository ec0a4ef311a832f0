"""The header of a plan: who issued what, when, for where, until when, on what basis. Knows no tasks and no targets.

`read_header` is the one entry. `lead_rule` and `collective_units` of the plan are left to those who read the tasks.
"""

from dataclasses import dataclass

from ingest.facts import ParseWarning, Period, Plan, Span, Validity
from ingest.header.bodies import printed_name, spaced
from ingest.header.citations import read_citations
from ingest.header.dates import find_any_date
from ingest.header.issue import LETTERHEAD_LINES, IssueReader
from ingest.header.metadata import Metadata, read_metadata
from ingest.header.numbers import NUMBER, own_number, printed
from ingest.header.period import period_of_text, period_of_title
from ingest.header.place import read_jurisdictions
from ingest.header.replaced import read_replaced
from ingest.header.signatures import letterhead
from ingest.header.title import TitleReading, read_title
from ingest.header.validity import read_validity
from ingest.header.view import HEAD_LENGTH, View
from ingest.outline_tree import Outline
from ingest.source import SourceDocument

__all__ = ["HeaderReading", "read_header"]

_CHAPTERS = frozenset({"han", "chapter", "part", "han_bracket"})
_SITE_LINES = 6
_OPENING = 20_000
"""Characters of the text in which a document without issuer may name its place."""


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """The plan's header and what was doubtful in it."""

    plan: Plan
    warnings: tuple[ParseWarning, ...]


def read_header(source: SourceDocument, outline: Outline) -> HeaderReading:
    """The header of a document. Works on any text: what it does not find is None or empty.

    The title of a text that is no plan is its best line. Warnings: "header_conflict" where text and metadata disagree.
    """
    view = View(source)
    body = min(_body_start(outline, view), HEAD_LENGTH)
    metadata = read_metadata(view.normal, body)
    reading = read_title(view, metadata)
    issue = IssueReader(view, metadata, reading)
    named = issue.issuers()
    issued = issue.issued_on()
    number, conflicts = _number(view, metadata, body)
    number_text = printed(view.document, number) if number else None
    period = _period(view, reading, _chapters(outline, reading))
    effective = _effective(view, metadata, issued[0] if issued else None)
    title = reading.title
    spans = {
        "title": title.span() if len(title) else None,
        "doc_number": number,
        "issuers": (min(name.span[0] for name in named), max(name.span[1] for name in named)) if named else None,
        "issued_on": issued[1] if issued else None,
        "period": period[1],
        "effective": effective[1],
        "status": _draft_span(view) if reading.draft else None,
    }
    plan = Plan(
        title=spaced(view.document, title),
        doc_number=number_text,
        issuers=tuple(dict.fromkeys(printed_name(view.document, name) for name in named)),
        issued_on=issued[0] if issued else None,
        period=period[0],
        effective=effective[0],
        status="draft" if reading.draft else "issued",
        jurisdictions=read_jurisdictions(
            tuple(name.name for name in named),
            title.text,
            number_text,
            _beside(view, metadata, reading),
            view.normal[:_OPENING],
        ),
        cites=read_citations(view.document, view.normal, _own_names(reading, metadata)),
        replaces=read_replaced(view.document, view.normal, _own_names(reading, metadata)),
        title_span=spans["title"] or (0, 0),
        spans=tuple((name, span) for name, span in spans.items() if span is not None),
    )
    return HeaderReading(plan, (*conflicts, *issue.warnings))


def _body_start(outline: Outline, view: View) -> int:
    """Where the first chapter of the main text begins; the text's end where there is none."""
    for part in outline.parts:
        for node in part.nodes:
            if node.style in _CHAPTERS and len(node.lead):
                return node.lead.origin[0]
    return len(view.normal)


def _own_names(reading: TitleReading, metadata: Metadata) -> tuple[str, ...]:
    return (reading.title.text, *reading.names, *(value for value, _ in metadata.get("title")))


def _number(view: View, metadata: Metadata, body: int) -> tuple[Span | None, list[ParseWarning]]:
    """The document's own number; where the metadata gives another one, the text's counts and a warning says so."""
    labelled = [
        (match.start() + span[0], match.end() + span[0])
        for value, span in metadata.get("doc_number")
        if (match := NUMBER.search(value))
    ]
    own = own_number(view.normal, 0, body, metadata.spans)
    span = own or (labelled[0] if labelled else None)
    if span is None:
        return None, []
    taken = printed(view.document, span)
    warnings = []
    for left, right in labelled:
        other = printed(view.document, (left, right))
        if [character for character in other if character.isalnum()] != [c for c in taken if c.isalnum()]:
            message = f"document number {taken} in the text, {other} in the metadata; the text's is taken"
            warnings.append(ParseWarning("header_conflict", message, (left, right)))
    return span, warnings


def _chapters(outline: Outline, reading: TitleReading) -> tuple[int, ...]:
    """Where the chapters behind the plan's title begin, in order."""
    after = reading.title.origin[-1] if len(reading.title) else 0
    nodes = (node for part in outline.parts for node in part.nodes)
    return tuple(sorted(n.lead.origin[0] for n in nodes if len(n.lead) and n.lead.origin[0] > after))


def _period(view: View, reading: TitleReading, chapters: tuple[int, ...]) -> tuple[Period, Span | None]:
    titles = [reading.title]
    if reading.notice is not None:
        titles += [reading.notice.inner, reading.notice.text]
    for title in titles:
        found = period_of_title(title.text)
        if found:
            return found[0], title.span(found[1], found[2])
    said = period_of_text(view.normal, chapters)
    return said if said else (Period(), None)


def _effective(view: View, metadata: Metadata, issued_on: str | None) -> tuple[Validity, Span | None]:
    """Validity as the text gives it; metadata fills the ends that it leaves open."""
    validity, span = read_validity(view.normal, issued_on)
    ends = {"from": validity.from_, "to": validity.to}
    for name in ("from", "to"):
        for text, where in metadata.get(name):
            found = find_any_date(text)
            if found and ends[name] is None:
                ends[name] = found.iso
                span = span or where
    return Validity(ends["from"], ends["to"]), span


def _draft_span(view: View) -> Span | None:
    """Where the document first calls itself a draft."""
    places = [view.normal.find(word, 0, view.head_end) for word in ("征求意见", "草案", "送审稿", "讨论稿", "征求")]
    first = min((place for place in places if place >= 0), default=None)
    return (first, first + 2) if first is not None else None


def _beside(view: View, metadata: Metadata, reading: TitleReading) -> tuple[str, ...]:
    """Names that tell the place where issuers and title do not: notice, metadata, letterhead, the site's lines."""
    names = [reading.notice.who.text] if reading.notice and len(reading.notice.who) else []
    for field in ("issuer", "title", "site", "source"):
        names.extend(value for value, _ in metadata.get(field))
    names.extend(name.name for name in letterhead(view, LETTERHEAD_LINES))
    lines = (view.text(index).text for index in view.head[:_SITE_LINES])
    names.extend(line for line in lines if "，" not in line and "。" not in line)
    return tuple(names)
