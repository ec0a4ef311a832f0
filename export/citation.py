"""How an export is cited: what was selected from which snapshot, and which documents it rests on. Writes no files."""

import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from export.selection import Kind, Selection, in_batches
from export.version import PROGRAM, VERSION
from graph_schema.errors import InputError
from graph_schema.tables import Node
from graph_store.protocol import GraphStore

_BATCH = 500
_STANDARD = "GB/T 7714-2025"
_TITLE = "地方政府规划知识图谱"
_WHAT: dict[Kind, str] = {
    "question": "问题“{}”的答案",
    "nodes": "“{}”及其关系",
    "plan": "《{}》",
    "jurisdiction": "{}的规划",
    "all": "全部内容",
}


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """A plan that was read from a document. issuers: full names. issued_on: YYYY-MM-DD."""

    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    issued_on: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that an export rests on, and the plans read from it."""

    id: str
    name: str
    sha256: str
    plans: tuple[SourcePlan, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything that a reader needs to find what was exported again.

    selection: kind of what was selected; title: its question or name; snapshot: hash of the graph's content;
    date: YYYY-MM-DD of the export; version: of this program.
    """

    selection: Kind
    title: str
    snapshot: str
    date: str
    program: str
    version: str
    documents: tuple[SourceDocument, ...]

    @property
    def question(self) -> str | None:
        """The question, where one was asked."""
        return self.title if self.selection == "question" else None

    @property
    def name(self) -> str:
        """What the export is called in a reference."""
        return f"{_TITLE}：{_WHAT[self.selection].format(self.title)}"

    @property
    def key(self) -> str:
        """A short name of what was selected from which snapshot, the same whenever it is exported."""
        selected = blake2b(self.title.encode(), digest_size=3).hexdigest()
        return f"{self.snapshot[:8]}-{self.selection}-{selected}"

    def to_json(self) -> dict[str, Any]:
        """All of it as a JSON value, with the texts of the references."""
        value = {key: part for key, part in asdict(self).items() if key != "documents"}
        documents = [asdict(document) for document in self.documents]
        return {**value, "question": self.question, "cite_as": self.gbt7714[0], "documents": documents}

    @property
    def gbt7714(self) -> tuple[str, ...]:
        """References by GB/T 7714-2025, one a line: of the export itself, then of each plan that it rests on.

        In it the full stop and square brackets are narrow, all other marks wide; a data set has version, platform and
        day, a record its number and the day it was made.
        """
        export = f"{PROGRAM}. {self.name}[DS]. V{self.version}. 快照{self.snapshot}（{self.date}）."
        return (export, *(_gbt_plan(document, plan) for document, plan in self._plans()))

    @property
    def bibtex(self) -> tuple[str, ...]:
        """References as BibTeX entries (UTF-8): of the export itself, then of each plan that it rests on."""
        export = {
            "author": f"{{{_tex(PROGRAM)}}}",
            "title": f"{{{_tex(self.name)}}}",
            **_day(self.date),
            "version": _tex(self.version),
            "note": _tex(f"Snapshot {self.snapshot}, exported {self.date} with {PROGRAM} {self.version}"),
            "entrytypeid": "DS",
        }
        entries = [_entry(f"{PROGRAM}-{self.key}", export)]
        entries.extend(_bibtex_plan(document, plan, number) for number, (document, plan) in enumerate(self._plans(), 1))
        return tuple(entries)

    def text(self, *, most: int | None = None) -> str:
        """Both forms as a readable text; `most` cuts the number of plans named in each."""
        cut = None if most is None else most + 1
        left = len(self.gbt7714) - (cut or len(self.gbt7714))
        more = f"\n… {left} more plans: all of them stand in the exported file\n" if left > 0 else ""
        return (
            f"{_STANDARD}\n"
            + "\n".join(self.gbt7714[:cut])
            + f"\n{more}\nBibTeX\n"
            + "\n".join(self.bibtex[:cut])
            + more
        )

    def _plans(self) -> Iterator[tuple[SourceDocument, SourcePlan]]:
        for document in self.documents:
            for plan in document.plans:
                yield document, plan


def cite(selection: Selection, *, day: str | None = None) -> Citation:
    """The citation of a selection.

    day: YYYY-MM-DD; without one the day that SOURCE_DATE_EPOCH names (UTC), else today. Raises InputError where
    SOURCE_DATE_EPOCH is no time.
    """
    documents = tuple(_source_documents(selection))
    snapshot = selection.store.snapshot_id
    return Citation(selection.kind, selection.title, snapshot, day or today(), PROGRAM, VERSION, documents)


def today() -> str:
    """The day that SOURCE_DATE_EPOCH names (in UTC), else today's date here; YYYY-MM-DD."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.fromtimestamp(time.time()).isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as exc:
        raise InputError(f"SOURCE_DATE_EPOCH is {epoch!r}: must be seconds since 1970, or not be set") from exc


def _source_documents(selection: Selection) -> Iterator[SourceDocument]:
    store = selection.store
    if selection.ids is None:
        documents = list(store.stream_nodes("Document"))
    else:
        wanted = sorted(selection.documents or ())
        documents = [node for batch in in_batches(wanted, _BATCH) for node in store.nodes(batch).values()]
    documents.sort(key=lambda node: (str(node.properties["name"]), node.id))
    for batch in in_batches(documents, _BATCH):
        plans = _plans_from(store, [node.id for node in batch])
        for node in batch:
            name, sha256 = str(node.properties["name"]), str(node.properties["sha256"])
            yield SourceDocument(node.id, name, sha256, tuple(plans.get(node.id, ())))


def _plans_from(store: GraphStore, documents: list[str]) -> dict[str, list[SourcePlan]]:
    read = store.edges(targets=documents, types=["FROM"])
    nodes = store.nodes([edge.source for edge in read])
    issued = store.edges(sources=list(nodes), types=["ISSUED_BY"])
    units = store.nodes([edge.target for edge in issued])
    issuers: dict[str, list[str]] = {}
    for edge in issued:
        names = (str(units[edge.target].properties["name"]), str(edge.properties.get("name_as_written", "")))
        issuers.setdefault(edge.source, []).append(max(names, key=len))  # the fuller one: 市政府办公室 says too little
    found: dict[str, list[SourcePlan]] = {}
    for edge in read:
        plan = _source_plan(nodes[edge.source], tuple(sorted(issuers.get(edge.source, ()))))
        found.setdefault(edge.target, []).append(plan)
    return found


def _source_plan(node: Node, issuers: tuple[str, ...]) -> SourcePlan:
    def text(name: str) -> str | None:
        value = node.properties.get(name)
        return value if isinstance(value, str) else None

    return SourcePlan(text("title") or "", text("doc_number"), issuers, text("issued_on"), text("status"))


def _gbt_plan(document: SourceDocument, plan: SourcePlan) -> str:
    issuers = f"{'，'.join(plan.issuers)}. " if plan.issuers else ""
    number = f"：{plan.doc_number}" if plan.doc_number else ""
    draft = "（征求意见稿）" if plan.status == "draft" and "征求意见" not in plan.title else ""
    day = f" {plan.issued_on}." if plan.issued_on else ""
    return f"{issuers}{plan.title}{draft}{number}[A].{day} 文件：{document.name}."


def _bibtex_plan(document: SourceDocument, plan: SourcePlan, number: int) -> str:
    fields = {"title": f"{{{_tex(plan.title)}}}"}
    if plan.issuers:
        fields["author"] = " and ".join(f"{{{_tex(name)}}}" for name in plan.issuers)
    if plan.doc_number:
        fields["number"] = _tex(plan.doc_number)
    if plan.issued_on:
        fields |= _day(plan.issued_on)
    about = [plan.doc_number] if plan.doc_number else []  # most styles leave out the number of a @misc
    about += ["Draft for comment"] if plan.status == "draft" else []
    fields["note"] = _tex(". ".join([*about, f"File {document.name}, SHA-256 {document.sha256}"]))
    fields["entrytypeid"] = "A"
    return _entry(f"{document.id}-{number}", fields)


def _day(day: str) -> dict[str, str]:
    """A day (YYYY-MM-DD) for styles that read whole dates, and for those that read years and months."""
    return {"date": day, "year": day[:4], "month": str(int(day[5:7]))}


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}}}\n"


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in " ".join(text.split()))
