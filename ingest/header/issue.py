"""Who issued a plan and when: the sources in their order of trust (signature, letterhead, title, metadata, footer)."""

import re

from ingest.facts import ParseWarning, Span
from ingest.header.bodies import Named, is_body, names_before, split_names
from ingest.header.dates import find_any_date, find_date
from ingest.header.metadata import Metadata
from ingest.header.signatures import Signature, footers, letterhead, read_signature_line, signatures
from ingest.header.title import TitleReading
from ingest.header.view import View
from ingest.numbering import read_marker

LETTERHEAD_LINES = 30
_BELOW_TITLE = 4
_OF_ANOTHER_ACT = re.compile(r"通过|修订|修正|会议")
_LONGEST_BODY = 40
_MONTH = re.compile(r"20\d\d年\d{1,2}月")
_ENDS_IN_MONTH = re.compile(r"\s*20\d\d\s?年\s?\d{1,2}\s?月$")
_LONGEST_MONTH = 16
_NOTICE_LINES = 4
_YEAR = re.compile(r"20\d\d年")
_LAST_RUN = re.compile(r"(?:(?<=号)|(?<![\u4e00-\u9fff（）])(?!号))[\u4e00-\u9fff（）]+?$")
"""The unbroken words before a place, those behind a document's number alone."""
_STAMP = re.compile(r"20\d\d-\d\d?-\d\d?(?= ?\d\d:\d\d|$|【)")


class IssueReader:
    """Reads issuers and the date of issue of one document; `warnings` says where its sources disagree."""

    def __init__(self, view: View, metadata: Metadata, reading: TitleReading) -> None:
        self._view = view
        self._metadata = metadata
        self._reading = reading
        self._signature = self._find_signature()
        self.warnings: list[ParseWarning] = []

    def issuers(self) -> tuple[Named, ...]:
        """The bodies that issued the document, from the best source that names any."""
        if self._signature and self._signature.names:
            return self._signature.names
        return (
            letterhead(self._view, LETTERHEAD_LINES)
            or self._in_title()
            or self._above_heading()
            or self._before_title()
            or self._below_title()
            or self._labelled("issuer")
            or next((line.names for line in footers(self._view) if line.names), ())
            or self._last_line()
            or self._labelled("source")
            or self._opens_title()
        )

    def issued_on(self) -> tuple[str, Span] | None:
        """The date of issue (ISO) and where it stands."""
        if self._signature:
            self._compare(self._signature.date)
            return self._signature.date, self._signature.date_span
        return (
            self._date_below_title()
            or self._labelled_date("issued")
            or next(((line.date, line.date_span) for line in footers(self._view) if line.date and line.date_span), None)
            or self._labelled_date("published")
            or self._stamp_below_title()
        )

    def _find_signature(self) -> Signature | None:
        """The signature of the notice or the plan: one with names before one without, the first of its kind."""
        after = self._reading.notice.last if self._reading.notice else -1
        found = [item for item in signatures(self._view) if item.lines[0] > after and not self._is_metadata(item)]
        named = [item for item in found if item.names]
        bare = [item for item in found if item.lines[0] in self._view.head]
        return next(iter([*named, *bare]), None)

    def _is_metadata(self, signature: Signature) -> bool:
        start, end = signature.date_span
        return any(left <= start and end <= right for left, right in self._metadata.spans)

    def _in_title(self) -> tuple[Named, ...]:
        notice = self._reading.notice
        if notice is not None and len(notice.who):
            return names_before(notice.who)
        about = self._reading.title.text.find("关于")
        return names_before(self._reading.title.slice(0, about)) if about > 2 else ()

    def _above_heading(self) -> tuple[Named, ...]:
        """Names on lines right above the plan's title, where a notice ends without a date or with a month alone."""
        heading = self._reading.heading
        names: list[Named] = []
        for index in range(heading[0] - 1 if heading else -1, -1, -1):
            line = read_signature_line(self._view.normal, *self._view.spans[index])
            if line is not None and line.names and not line.number:
                names[:0] = line.names
            elif names or _MONTH.fullmatch(self._view.text(index).text) is None:
                break
        return tuple(names) if heading and self._closes_notice(heading[0] - len(names)) else ()

    def _closes_notice(self, before: int) -> bool:
        """Whether running text stands above line `before`, so that what follows it closes a notice."""
        return any("。" in self._view.text(index).text for index in range(max(0, before - _NOTICE_LINES), before))

    def _opens_title(self) -> tuple[Named, ...]:
        """The body whose own programme for a year it is: 某某市住建局2031年工作要点."""
        year = _YEAR.search(self._reading.title.text)
        return names_before(self._reading.title.slice(0, year.start())) if year else ()

    def _before_title(self) -> tuple[Named, ...]:
        """The body that a printing of the title has before it where a shorter one was taken for the title."""
        title = self._reading.title.raw
        document = self._view.document
        at = document.find(title, 0, self._view.head_end) if title.startswith("关于") else -1
        while at >= 0:
            before = _LAST_RUN.search(self._view.normal, max(0, at - _LONGEST_BODY), at)
            if before and is_body(before.group()):
                return (Named(before.group(), before.span()),)
            at = document.find(title, at + len(title), self._view.head_end)
        return ()

    def _lines_below_title(self) -> range:
        heading, notice = self._reading.heading, self._reading.notice
        last = heading[1] if heading else notice.last if notice else None
        return range(last + 1, min(last + 1 + _BELOW_TITLE, len(self._view.spans))) if last is not None else range(0)

    def _below_title(self) -> tuple[Named, ...]:
        """Names alone on a line right below the title."""
        for index in self._lines_below_title():
            if read_marker(self._view.text(index).text) is not None:
                break
            line = read_signature_line(self._view.normal, *self._view.spans[index])
            if line is not None and line.names:
                return line.names
            if line is None and len(self._view.text(index)) > 40:
                break
        return ()

    def _date_below_title(self) -> tuple[str, Span] | None:
        """A date right below the title, in brackets or beside names: （2023年1月5日）."""
        for index in self._lines_below_title():
            text = self._view.text(index)
            found = find_date(text.text)
            if found and re.fullmatch(r"（[^（）]{8,60}）", text.text) and not _OF_ANOTHER_ACT.search(text.text):
                return found.iso, text.span(found.start, found.end)
        return None

    def _stamp_below_title(self) -> tuple[str, Span] | None:
        """The page's own time stamp right below the title: 2025-03-04 09:49:09."""
        for index in self._lines_below_title():
            text = self._view.text(index)
            match = _STAMP.match(text.text)
            found = find_any_date(match.group()) if match else None
            if found:
                return found.iso, text.span(found.start, found.end)
        return None

    def _last_line(self) -> tuple[Named, ...]:
        """A name alone on the document's last line: a signature that lacks its date."""
        if not self._view.spans:
            return ()
        start, end = self._view.spans[-1]
        month = _ENDS_IN_MONTH.search(self._view.normal, max(start, end - _LONGEST_MONTH), end)
        line = read_signature_line(self._view.normal, start, month.start() if month else end)
        return line.names if line and not line.number else ()

    def _labelled(self, field: str) -> tuple[Named, ...]:
        for value, span in self._metadata.get(field):
            names = split_names(value, span[0])
            if names:
                return names
            first = re.match(r"\S+", value)
            if first and is_body(first.group()):
                return (Named(first.group(), (span[0], span[0] + first.end())),)
        return ()

    def _labelled_date(self, field: str) -> tuple[str, Span] | None:
        for value, span in self._metadata.get(field):
            found = find_any_date(value)
            if found:
                return found.iso, (span[0] + found.start, span[0] + found.end)
        return None

    def _compare(self, signed: str) -> None:
        for value, span in self._metadata.get("issued"):
            found = find_any_date(value)
            if found and found.iso != signed:
                message = f"signed {signed}, the metadata says {found.iso}; the signature is taken"
                self.warnings.append(ParseWarning("header_conflict", message, span))
