"""Looking into a store: its documents, how names were resolved, whether it is whole, what was read of each document."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from graph_schema.errors import DocumentError, InputError
from graph_schema.tables import Node
from graph_store.manifest import DocumentRecord
from graph_store.opening import open_snapshot
from graph_store.protocol import GraphStore
from ingest.aliases import read_aliases
from ingest.corrections import DocumentCorrections, corrections_of, load_corrections
from ingest.diff import Difference, compare
from ingest.extract import extract_file
from ingest.facts import Facts
from ingest.mapped import quote
from pipeline.facts_cache import ReadDocument, file_hash, find_cached, read_cached
from pipeline.inspect_text import OF_ALL, fact_spans, share_text
from pipeline.places import Place, place_at
from pipeline.update import document_id

_CUE = re.compile(r"(?:责任|牵头|配合|主办|协办|负责)(?:单位|部门|主体)\s*[：:]")


def _by_source(graph: GraphStore, type_: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for edge in graph.stream_edges(type_):
        found.setdefault(edge.source, []).append(edge.target)
    return found


def list_documents(store: str | Path) -> list[dict[str, Any]]:
    """One row a document: id, path, title, places, number, status, counts."""
    with open_snapshot(store) as snapshot, closing(snapshot.open_graph()) as graph:
        plans = {document: plan for plan, documents in _by_source(graph, "FROM").items() for document in documents}
        return [_document_row(graph, record, plans.get(record.document)) for record in snapshot.documents]


def _document_row(graph: GraphStore, record: DocumentRecord, plan: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {"id": record.document, "path": record.path, "plan": plan}
    if plan is None:
        return row
    node = graph.nodes([plan])[plan]
    actions = [edge.target for edge in graph.edges(sources=[plan], types=["HAS_ACTION"])]
    tasks = graph.edges(sources=[plan, *actions], types=["HAS_TASK"])
    owners = [plan, *(edge.target for edge in tasks)]
    places = graph.nodes([edge.target for edge in graph.edges(sources=[plan], types=["APPLIES_TO"])])
    return row | {
        "title": node.properties.get("title"),
        "doc_number": node.properties.get("doc_number"),
        "status": node.properties.get("status"),
        "jurisdiction": "、".join(str(place.properties["name"]) for place in places.values()),
        "tasks": len(tasks),
        "targets": len(graph.edges(sources=owners, types=["SETS"])),
    }


def check_store(store: str | Path) -> list[str]:
    """What is wrong with the store, one line each: its files, its graph, its documents on disk."""
    with open_snapshot(store) as snapshot:
        return [*snapshot.check(), *_changed_documents(snapshot.documents)]


def _changed_documents(records: Iterable[DocumentRecord]) -> list[str]:
    problems = []
    for record in records:
        try:
            same = document_id(file_hash(Path(record.path))) == record.document
        except DocumentError as exc:
            problems.append(f"{exc}; it is in the store: restore it, or `python -m ingest remove {record.document}`")
            continue
        if not same:
            problems.append(f"{record.path}: has changed since it was read; run `python -m ingest add {record.path}`")
    return problems


def list_units(store: str | Path) -> list[dict[str, Any]]:
    """One row a body: its names, place, how many tasks it leads and supports, and bodies that look alike."""
    with open_snapshot(store) as snapshot, closing(snapshot.open_graph()) as graph:
        units = list(graph.stream_nodes("Unit"))
        places = {node.id: str(node.properties["name"]) for node in graph.stream_nodes("Jurisdiction")}
        home = {source: targets[0] for source, targets in _by_source(graph, "BELONGS_TO").items()}
        leads = Counter(edge.source for edge in graph.stream_edges("LEADS"))
        supports = Counter(edge.source for edge in graph.stream_edges("SUPPORTS"))
    alike = _alike(units, home)
    decided = {alias.written for alias in read_aliases()}
    rows = []
    for unit in units:
        names = list(unit.properties.get("names") or ())  # type: ignore[arg-type]
        rows.append(
            {
                "id": unit.id,
                "name": unit.properties["name"],
                "name_en": unit.properties.get("name_en"),
                "names": names,
                "jurisdiction": places.get(home.get(unit.id, ""), ""),
                "kind": unit.properties.get("kind"),
                "collective": unit.properties["collective"],
                "tasks_led": leads[unit.id],
                "tasks_supported": supports[unit.id],
                "merged": len(names) > 1,
                "by_alias": any(name in decided for name in names),
                "alike": alike.get(unit.id, []),
            }
        )
    return sorted(rows, key=lambda row: (str(row["jurisdiction"]), str(row["name"])))


def _alike(units: Iterable[Node], home: dict[str, str]) -> dict[str, list[str]]:
    """Bodies of one place whose names share all but a few characters and were not merged: for a person to decide."""
    from rapidfuzz import fuzz

    by_place: dict[str, list[Node]] = {}
    for unit in units:
        if not unit.properties["collective"]:
            by_place.setdefault(home.get(unit.id, ""), []).append(unit)
    found: dict[str, list[str]] = {}
    for group in by_place.values():
        for index, left in enumerate(group):
            for right in group[index + 1 :]:
                names = str(left.properties["name"]), str(right.properties["name"])
                if fuzz.ratio(*names) >= 85:
                    found.setdefault(left.id, []).append(names[1])
                    found.setdefault(right.id, []).append(names[0])
    return found


def report_documents(store: str | Path, selector: str = "") -> list[dict[str, Any]]:
    """What was read of each document and what was not (of one, where `selector` names a path, file name or id)."""
    with open_snapshot(store) as snapshot:
        records = [r for r in snapshot.documents if not selector or selector in (r.document, r.path, Path(r.path).name)]
    if not records:
        raise InputError(f"{selector}: no such document in the store; see `python -m ingest list`")
    corrections = load_corrections()
    with closing(place_at(store)) as place:
        return [
            report(read_cached(Path(record.path), record.document, place.facts), record.path, corrections)
            for record in records
        ]


def report(read: ReadDocument, path: str, corrections: tuple[DocumentCorrections, ...] = ()) -> dict[str, Any]:
    """A document's coverage: tasks without bodies or leads, cues and lines unread, numbers explained, where the text went."""
    facts = read.facts
    shared = share_text(facts, read.text)
    return {
        "path": path,
        "title": facts.plan.title,
        "tasks": len(facts.tasks),
        "subtasks": sum(len(task.subtasks) for task in facts.tasks),
        "targets": len(facts.targets),
        "not_targets": dict(sorted(Counter(item.reason for item in facts.not_targets).items())),
        "tasks_without_unit": [task.title or task.text[:30] for task in facts.tasks if not task.units],
        "tasks_without_lead": [
            task.title or task.text[:30]
            for task in facts.tasks
            if task.units and all(unit.role != "lead" for unit in task.units)
        ],
        "cue_lines_unread": _unread_cues(facts, read.text),
        "lines_unread": [{"quote": quote(read.text, span), "span": list(span)} for span in shared.unread],
        "contradictions": [contradiction.what for contradiction in facts.contradictions],
        "warnings": [{"kind": w.kind, "message": w.message, "span": list(w.span)} for w in facts.warnings],
        "corrections": [
            {"file": c.path, "reason": c.reason} for c in corrections_of(facts, Path(path).name, corrections)
        ],
        "text": {place: share for place, share in shared.shares.items() if share},
        "text_in_no_section": shared.shares["unread"],
    }


def _unread_cues(facts: Facts, text: str) -> list[str]:
    """Responsibility cues behind which no fact and no warning stands."""
    covered = bytearray(len(text))
    for start, end in (*fact_spans(facts), *(w.span for w in facts.warnings if w.kind not in OF_ALL)):
        covered[start:end] = b"\1" * (end - start)
    return [
        "".join(text[cue.start() : cue.end() + 30].split())
        for cue in _CUE.finditer(text)
        if not any(covered[cue.end() : cue.end() + 24])
    ]


def diff(store: str | Path, old: str, new: str) -> list[tuple[str, Difference]]:
    """Differences between two files, or between two snapshots of the store (by id), each with the plan it is in."""
    files = [name for name in (old, new) if Path(name).is_file()]
    if len(files) == 2:
        before, after = extract_file(Path(old)), extract_file(Path(new))
        return [(after.plan.title, difference) for difference in compare(before, after)]
    if files:
        other = new if files == [old] else old
        raise InputError(f"{other or 'an empty name'}: is no file; compare {files[0]} with another file")
    with closing(place_at(store)) as place:
        return _diff_of_snapshots(place, store, old, new)


def _diff_of_snapshots(place: Place, store: str | Path, old: str, new: str) -> list[tuple[str, Difference]]:
    history = place.history()
    for name in (old, new):
        if name not in history:
            raise InputError(
                f"{name}: neither a file nor a snapshot kept in {store}; it keeps {', '.join(history) or 'none'}"
            )
    left, right = (_facts_by_path(place, name) for name in (old, new))
    found: list[tuple[str, Difference]] = []
    for path in sorted(left.keys() | right.keys()):
        if path not in right:
            found.append((left[path].plan.title, Difference("removed", "plan", path, left[path].plan.title, None)))
        elif path not in left:
            found.append((right[path].plan.title, Difference("added", "plan", path, None, right[path].plan.title)))
        elif left[path].document.sha256 != right[path].document.sha256:
            found.extend((right[path].plan.title, difference) for difference in compare(left[path], right[path]))
    return found


def _facts_by_path(place: Place, name: str) -> dict[str, Facts]:
    facts: dict[str, Facts] = {}
    for record in place.documents_of(name):
        read = find_cached(Path(record.path), record.document, place.facts)
        if read is None:
            raise InputError(
                f"{record.path}: its facts of snapshot {name} are no longer kept; compare the two files instead"
            )
        facts[record.path] = read.facts
    return facts
