"""What is to be marked in a document: what the graph says stands where, units with the role they have there. Knows no page."""

from collections import defaultdict

from app.marked_text import Mark
from graph_schema.tables import Provenance
from graph_store.protocol import GraphStore

_ROLES = {"LEADS": "lead", "SUPPORTS": "support", "TAKES_PART_IN": "support"}
_KINDS = {"action": "action", "task": "task", "target": "target"}


def marks_of(graph: GraphStore, document: str) -> list[Mark]:
    """The marks of a document. A unit's name is marked by its role in the clause that it stands in."""
    units: list[Provenance] = []
    clauses: dict[str, list[Provenance]] = defaultdict(list)
    marks: list[Mark] = []
    titled: set[str] = set()
    for row in graph.stream_provenance(document=document):
        prefix = row.subject.rpartition("-")[0]
        if prefix == "unit":
            units.append(row)
        elif prefix in ("leads", "supports", "takes-part-in"):
            clauses[row.subject].append(row)
        elif prefix in _KINDS:
            marks.append(Mark(row.start, row.end, _KINDS[prefix], row.subject))
        elif prefix == "plan" and row.subject not in titled:  # where it stands first is its title
            titled.add(row.subject)
            marks.append(Mark(row.start, row.end, "title", row.subject))
    return marks + _units(graph, units, clauses)


def _units(graph: GraphStore, units: list[Provenance], clauses: dict[str, list[Provenance]]) -> list[Mark]:
    sources = sorted({row.subject for row in units})
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for edge in graph.edges(sources=sources, types=list(_ROLES)) if sources else ():
        spans[edge.source].extend((row.start, row.end, _ROLES[edge.type]) for row in clauses.get(edge.id, ()))
    marks = []
    for row in units:
        roles = {role for start, end, role in spans[row.subject] if start <= row.start and row.end <= end}
        marks.append(
            Mark(row.start, row.end, "lead" if "lead" in roles else "support" if roles else "unit", row.subject)
        )
    return marks
