"""The header of a plan: who issued what, when, for where, until when, on what basis. Knows no tasks and no targets.

`read_header` is the one entry. `lead_rule` and `collective_units` of the plan are left to those who read the tasks.
"""

from dataclasses import dataclass, replace

from ingest.facts import ParseWarning, Period, Plan, Span, Validity
from ingest.header.citations import read_citations
from ingest.header.dates import find_any_date, find_date
from ingest.header.issuers import Named, Signature, is_body, letterhead, names_before, printed_dates, signatures, split_names
from ingest.header.metadata import Metadata, read_metadata
from ingest.header.numbers import NUMBER, own_number, printed
from ingest.header.place import read_jurisdictions
from ingest.header.title import TitleReading, read_title
from ingest.header.validity import period_of_text, period_of_title, read_validity
from ingest.header.view import HEAD_LENGTH, View
from ingest.mapped import MappedText
from ingest.outline import Outline
from ingest.source import SourceDocument

__all__ = ["HeaderReading", "read_header"]

_LETTERHEAD_LINES = 30


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """The plan's header and what was doubtful in it."""

    plan: Plan
    warnings: tuple[ParseWarning, ...]


@dataclass(slots=True)
class _Fields:
    """What has been found so far, by field, and where."""

    spans: list[tuple[str, Span]]
    warnings: list[ParseWarning]

    def mark(self, name: str, span: Span | None) -> None:
        if span is not None:
            self.spans.append((name, span))


def read_header(source: SourceDocument, outline: Outline) -> HeaderReading:
    """The header of the document. Works on any text: what it does not find is None or empty."""
    view = View(source)
    body = _body_start(outline, view)
    metadata = read_metadata(view.normal, min(HEAD_LENGTH, len(view.normal), body))
    reading = read_title(view, metadata)
    fields = _Fields([], [])
    if len(reading.title):
        fields.mark("title", reading.title.span())
    number = _number(view, metadata, body, fields)
    signed = signatures(view)
    signature = _signature(signed, reading, view)
    issuers = _issuers(view, metadata, reading, signature, fields)
    issued_on = _issued_on(view, metadata, reading, signature, fields)
    period = _period(view, reading, fields)
    effective = _effective(view, metadata, issued_on, fields)
    title = reading.title.raw
    own = (title, *reading.names, *(value for value, _ in metadata.get("title")))
    beside = _beside(view, metadata, reading)
    plan = Plan(
        title=title,
        doc_number=number,
        issuers=tuple(dict.fromkeys(name.name for name in issuers)),
        issued_on=issued_on,
        period=period,
        effective=effective,
        status="draft" if reading.draft else "issued",
        jurisdictions=read_jurisdictions(tuple(name.name for name in issuers), reading.title.text, number, beside),
        cites=read_citations(source.text, view.normal, own),
        title_span=reading.title.span() if len(reading.title) else (0, 0),
        spans=tuple(fields.spans),
    )
    return HeaderReading(plan, tuple(fields.warnings))


def _body_start(outline: Outline, view: View) -> int:
    """Where the first chapter of the main text begins; the text's end where there is none."""
    for part in outline.parts:
        for node in part.nodes:
            if node.style in ("han", "chapter", "part", "han_bracket") and len(node.lead):
                return node.lead.origin[0]
    return len(view.normal)


def _number(view: View, metadata: Metadata, body: int, fields: _Fields) -> str | None:
    labelled = [
        (match.start() + span[0], match.end() + span[0])
        for value, span in metadata.get("doc_number")
        if (match := NUMBER.search(value))
    ]
    own = own_number(view.normal, 0, min(body, HEAD_LENGTH))
    span = own or (labelled[0] if labelled else None)
    if span is None:
        return None
    fields.mark("doc_number", span)
    found = printed(view.document, span)
    for left, right in labelled:
        other = printed(view.document, (left, right))
        if _digits(other) != _digits(found):
            message = f"the text's number is {found}, the metadata's {other}; the text's is taken"
            fields.warnings.append(ParseWarning("header_conflict", message, (left, right)))
    return found


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isalnum())


def _signature(found: list[Signature], reading: TitleReading, view: View) -> Signature | None:
    """The signature that belongs to the notice or the plan: with names before without, the first one."""
    after = reading.notice.last if reading.notice else -1
    named = [signature for signature in found if signature.names and signature.lines[0] > after]
    if named:
        return named[0]
    bare = [signature for signature in found if after < signature.lines[0] and signature.lines[0] in view.head]
    return bare[0] if bare else None


def _issuers(
    view: View, metadata: Metadata, reading: TitleReading, signature: Signature | None, fields: _Fields
) -> tuple[Named, ...]:
    names: tuple[Named, ...] = signature.names if signature else ()
    names = names or letterhead(view, _LETTERHEAD_LINES) or _title_issuers(reading) or _lines_below(view, reading)
    if not names:
        names = _labelled_issuers(metadata, "issuer")
    if not names:
        names = next((names for _, _, names in printed_dates(view) if names), ())
    if not names:
        names = _labelled_issuers(metadata, "source")
    if names:
        fields.mark("issuers", (min(name.span[0] for name in names), max(name.span[1] for name in names)))
    return names


def _title_issuers(reading: TitleReading) -> tuple[Named, ...]:
    if reading.notice is not None and len(reading.notice.who):
        return names_before(reading.notice.who)
    about = reading.title.text.find("关于")
    return names_before(reading.title.slice(0, about)) if about > 3 else ()


def _lines_below(view: View, reading: TitleReading) -> tuple[Named, ...]:
    """Names alone on the lines right below the title (and above it)."""
    if reading.heading is None:
        return ()
    for index in range(reading.heading[1] + 1, min(reading.heading[1] + 4, len(view.spans))):
        start, end = view.spans[index]
        text = view.text(index).text
        names = _names_of_line(view, start, end) if end - start <= 160 else ()
        if names:
            return names
        if len(text) > 40:
            break
    return ()


def _names_of_line(view: View, start: int, end: int) -> tuple[Named, ...]:
    from ingest.header.issuers import read_signature_line

    line = read_signature_line(view.normal, start, end)
    return line.names if line else ()


def _labelled_issuers(metadata: Metadata, field: str) -> tuple[Named, ...]:
    for value, span in metadata.get(field):
        names = split_names(value, span[0])
        if names:
            return names
        first = value.split()[0] if value.split() else ""
        if is_body(first):
            return (Named(first, (span[0], span[0] + len(first))),)
    return ()


def _issued_on(
    view: View, metadata: Metadata, reading: TitleReading, signature: Signature | None, fields: _Fields
) -> str | None:
    if signature and signature.date:
        fields.mark("issued_on", signature.date_span)
        for value, span in metadata.get("issued"):
            found = find_any_date(value)
            if found and found.iso != signature.date:
                message = f"signed {signature.date}, the metadata says {found.iso}; the signature is taken"
                fields.warnings.append(ParseWarning("header_conflict", message, span))
        return signature.date
    bracketed = _bracketed_date(view, reading)
    if bracketed:
        fields.mark("issued_on", bracketed[1])
        return bracketed[0]
    for value, span in metadata.get("issued"):
        found = find_any_date(value)
        if found:
            fields.mark("issued_on", (span[0] + found.start, span[0] + found.end))
            return found.iso
    for iso, span, _ in printed_dates(view):
        fields.mark("issued_on", span)
        return iso
    for value, span in metadata.get("published"):
        found = find_any_date(value)
        if found:
            fields.mark("issued_on", (span[0] + found.start, span[0] + found.end))
            return found.iso
    return None


def _bracketed_date(view: View, reading: TitleReading) -> tuple[str, Span] | None:
    """A date in brackets right below the title: （2023年1月5日）."""
    anchors = [block[1] for block in (reading.heading,) if block] + ([reading.notice.last] if reading.notice else [])
    for anchor in anchors:
        for index in range(anchor + 1, min(anchor + 5, len(view.spans))):
            text: MappedText = view.text(index)
            found = find_date(text.text)
            if found and text.text.startswith("（") and len(text) <= 40:
                return found.iso, text.span(found.start, found.end)
    return None


def _period(view: View, reading: TitleReading, fields: _Fields) -> Period:
    for title in (reading.title, *((reading.notice.inner, reading.notice.text) if reading.notice else ())):
        found = period_of_title(title.text)
        if found:
            fields.mark("period", title.span(found[1], found[2]))
            return found[0]
    said = period_of_text(view.normal, min(len(view.normal), HEAD_LENGTH))
    if said:
        fields.mark("period", said[1])
        return said[0]
    return Period()


def _effective(view: View, metadata: Metadata, issued_on: str | None, fields: _Fields) -> Validity:
    validity, span = read_validity(view.normal, issued_on)
    fields.mark("effective", span)
    for name in ("from", "to"):
        value = validity.from_ if name == "from" else validity.to
        for text, where in metadata.get(name):
            found = find_any_date(text)
            if found and value is None:
                value = found.iso
                validity = replace(validity, from_=value) if name == "from" else replace(validity, to=value)
                if span is None:
                    span = where
                    fields.mark("effective", where)
    return validity


def _beside(view: View, metadata: Metadata, reading: TitleReading) -> tuple[str, ...]:
    """Names that tell the place where the issuers do not: notice's title, metadata, the letterhead, the site's own lines."""
    names = [reading.notice.who.text] if reading.notice and len(reading.notice.who) else []
    for field in ("issuer", "site", "source"):
        names.extend(value for value, _ in metadata.get(field))
    names.extend(name.name for name in letterhead(view, _LETTERHEAD_LINES))
    names.extend(view.text(index).text for index in view.head[:6])
    return tuple(names)
