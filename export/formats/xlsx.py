"""An Excel workbook: citation, a sheet for each kind of thing, relations, evidence, with links between them.

Rows are streamed to the file; ids and labels are held in memory, for links need them (Excel ends at a million rows).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, BinaryIO

from export.archive import TimelessZip
from export.formats.xlsx_relations import Relations, read_relations
from export.formats.xlsx_sheet import Linked, Sheet, sheet_names
from export.job import Job
from export.selection import NodeRow
from export.values import required
from graph_schema.errors import InputError
from graph_schema.schema import NodeType, PropertyType, load_schema
from graph_schema.tables import Provenance, Value

_MOST_ROWS = 1_048_575
_FIRST = ("Unit", "Task", "Target", "Document")
_RELATIONS = "关系 relations"
_EVIDENCE = "证据 evidence"
_SAID = ("出处 document", "页码 page", "出处原文 evidence")


def write_xlsx(job: Job, out: BinaryIO) -> None:
    """Raises InputError for what does not fit into a workbook: too many rows, the full text of documents."""
    _require_room(job)
    excel = required("openpyxl", format="xlsx")
    writer = required("openpyxl.writer.excel", format="xlsx")
    book = excel.Workbook(write_only=True)
    day = datetime.fromisoformat(job.citation.date)
    book.properties.creator = f"{job.citation.program} {job.citation.version}"
    book.properties.title = job.citation.name
    book.properties.created = book.properties.modified = day
    try:
        _Book(job, book).write()
    finally:
        for sheet in book.worksheets:  # a sheet that is left open complains when it is forgotten
            with suppress(OSError):
                sheet.close()
    with TimelessZip(out) as archive:  # closed here where it cannot be written, and not when it is forgotten
        writer.ExcelWriter(book, archive).save()


def _require_room(job: Job) -> None:
    if job.text:
        raise InputError(
            "xlsx cannot hold the full text of documents (32,767 characters a cell); leave --text out or choose jsonl"
        )
    most = max([*job.selection.node_counts().values(), sum(job.selection.edge_counts().values())], default=0)
    if most > _MOST_ROWS:
        raise InputError(
            f"xlsx holds {_MOST_ROWS:,} rows a sheet, this selection needs {most:,}; choose csv or parquet"
        )


class _Book:
    """The workbook in the making."""

    def __init__(self, job: Job, book: Any) -> None:
        self._job = job
        self._book = book
        self._names = sheet_names(load_schema())
        self._documents = job.document_names()
        self._labels: dict[str, str] = {}
        self._places: dict[str, Linked] = {}
        self._order: dict[str, list[str]] = {}
        self._relations = Relations()

    def write(self) -> None:
        self._find_places()
        self._citation()
        relations = self._relation_sheet()
        evidence = self._new(_EVIDENCE, ("id", "内容 label", *_SAID[:1], "起 start", "止 end", *_SAID[1:]))
        for name, ids in self._order.items():
            sheet = self._node_sheet(name)
            for row in self._job.selection.nodes_by_id(ids):
                sheet.append([*self._node_cells(row)])
                self._quotes(evidence, row.node.id, self._labels[row.node.id], row.evidence)
            sheet.close()
        for edge in self._job.edges():
            kind = load_schema().edge(edge.edge.type)
            held = self._properties(edge.edge.properties, _edge_columns())
            ids = [edge.edge.source, edge.edge.target]
            ends = [self._link(identifier) for identifier in ids]
            relations.append([edge.id, kind.name, kind.labels.zh, *ends, *held, *self._said(edge.evidence), *ids])
            label = f"{self._labels[edge.edge.source]} {kind.labels.zh} {self._labels[edge.edge.target]}"
            self._quotes(evidence, edge.id, label, edge.evidence)
        for sheet in (relations, evidence):
            sheet.close()
            self._book.move_sheet(sheet.title, len(self._order) + 1)  # to the end

    def _find_places(self) -> None:
        """Where every node will stand: below a line of headings, in the order of plans and of their outlines."""
        ids: dict[str, list[str]] = {}
        positions: dict[str, int] = {}
        for row in self._job.nodes():
            ids.setdefault(row.node.type, []).append(row.node.id)
            self._labels[row.node.id] = row.label
            position = row.node.properties.get("position")
            if isinstance(position, int):
                positions[row.node.id] = position
        self._relations = read_relations(self._job.selection, self._labels, positions)
        for name in sorted(ids, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
            self._order[name] = sorted(ids[name], key=self._relations.order)
            for number, identifier in enumerate(self._order[name], start=2):
                self._places[identifier] = Linked(self._labels[identifier], self._names[name], number)

    def _citation(self) -> None:
        citation = self._job.citation
        sheet = self._new("引用 citation", ("项目 item", "内容 content"), widths=(24, 120))
        rows: list[tuple[str, str | None]] = [
            ("名称 name", citation.name), ("问题 question", citation.question), ("快照 snapshot", citation.snapshot),
            ("日期 date", citation.date), ("版本 version", f"{citation.program} {citation.version}"),
            *(("GB/T 7714-2025", text) for text in citation.gbt7714),
            *(("BibTeX", text.strip()) for text in citation.bibtex),
        ]  # fmt: skip
        for name, text in rows:
            sheet.append([name, text])
        sheet.close()

    def _node_sheet(self, name: str) -> Sheet:
        kind = load_schema().node(name)
        names = [f"{declared.zh} {key}" for key, declared in _small(kind).items()]
        return self._new(self._names[name], ("id", *self._relations.headings(name), *names, *_SAID))

    def _relation_sheet(self) -> Sheet:
        schema = load_schema()
        names = []
        for name in _edge_columns():
            declared = next(kind.properties[name] for kind in schema.edges.values() if name in kind.properties)
            names.append(f"{declared.zh} {name}")
        head = (
            "id",
            "类型 type",
            "关系 relation",
            "从 from",
            "到 to",
            *names,
            *_SAID,
            "起点 source id",
            "终点 target id",
        )
        return self._new(_RELATIONS, head)

    def _new(self, title: str, head: Sequence[str], *, widths: Sequence[int] = ()) -> Sheet:
        return Sheet(self._book.create_sheet(title), head, widths=widths)

    def _node_cells(self, row: NodeRow) -> Iterator[Any]:
        yield row.node.id
        for part in self._relations.cells(row.node.type, row.node.id):
            yield self._link(part) if part in self._places else part
        yield from self._properties(row.node.properties, _small(load_schema().node(row.node.type)))
        yield from self._said(row.evidence)

    def _properties(self, held: Mapping[str, Value], names: Mapping[str, object]) -> Iterator[Value | None]:
        for name in names:
            value = held.get(name)
            yield "、".join(value) if isinstance(value, tuple) else value

    def _said(self, rows: Sequence[Provenance]) -> list[Any]:
        return [self._link(rows[0].document), rows[0].page, rows[0].quote] if rows else [None, None, None]

    def _quotes(self, sheet: Sheet, subject: str, label: str, rows: Sequence[Provenance]) -> None:
        for row in rows:
            if sheet.rows > _MOST_ROWS:
                raise InputError(
                    f"xlsx holds {_MOST_ROWS:,} rows a sheet, this selection has more quotes; choose csv or parquet"
                )
            shown = self._places.get(subject, label)
            sheet.append([subject, shown, self._link(row.document), row.start, row.end, row.page, row.quote])

    def _link(self, identifier: str) -> Linked | str:
        return self._places.get(identifier) or self._documents.get(identifier, identifier)


def _small(kind: NodeType) -> dict[str, PropertyType]:
    return {name: declared for name, declared in kind.properties.items() if not declared.large}


def _edge_columns() -> dict[str, None]:
    return dict.fromkeys(name for kind in load_schema().edges.values() for name in kind.properties)
