"""Turns what was selected into the rows of an answer, with names and evidence. Ranks nothing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from graph_schema.tables import Edge, Node
from graph_store.protocol import GraphStore
from search.analyser import folded
from search.catalogue import Catalogue, number_of, text_of
from search.responsibilities import LEAD, ROLES, SUPPORT, SaidBy, basis_of, plans_of_tasks
from search.results import (
    AlignedRow,
    Citation,
    Evidence,
    Named,
    PlanRow,
    Responsibility,
    SubtaskRow,
    TargetRow,
    TaskRow,
)
from search.retrieval.find_targets import RankedTarget
from search.retrieval.relevance import WeightedConcept, coverage
from search.selected import Alignment, Pick
from search.sources import Sources


class RowBuilder:
    """Builds rows from one graph."""

    def __init__(self, graph: GraphStore, catalogue: Catalogue, sources: Sources) -> None:
        self._graph = graph
        self._catalogue = catalogue
        self._sources = sources

    # Tasks

    def tasks(self, picks: Sequence[Pick], said_by: SaidBy, concepts: Sequence[WeightedConcept]) -> list[TaskRow]:
        """One row a task, in the order given, each with the sentence that fits best and all its responsibilities."""
        owners = [owner for pick in picks for owner in (pick.parts or (pick.id,))]
        edges = {owner: said_by[owner] for owner in owners if owner in said_by}
        nodes = self._graph.nodes([*(pick.id for pick in picks), *owners])
        held = {
            edge.target: edge.source
            for edge in self._graph.edges(targets=[pick.id for pick in picks], types=["HAS_TASK"])
        }
        headings = self._graph.nodes(sorted(holder for holder in set(held.values()) if holder.startswith("action-")))
        said = self._sources.first_of([edge.id for found in edges.values() for edge in found])
        evidence = self._task_evidence(picks, concepts)
        return [
            self._task(pick, nodes, headings.get(held.get(pick.id, "")), edges, said, evidence)
            for pick in picks
            if pick.id in nodes
        ]

    def _task(
        self,
        pick: Pick,
        nodes: dict[str, Node],
        heading: Node | None,
        edges: dict[str, list[Edge]],
        said: dict[str, Evidence],
        evidence: dict[str, Evidence],
    ) -> TaskRow:
        node = nodes[pick.id]
        responsibilities = [
            self._responsibility(edge, said.get(edge.id))
            for owner in (pick.parts or (pick.id,))
            for edge in edges.get(owner, ())
        ]
        responsibilities.sort(
            key=lambda item: (item.role != LEAD, item.evidence.span[0] if item.evidence else 0, item.name)
        )
        names = {
            role: dict.fromkeys(item.name for item in responsibilities if item.role == role) for role in (LEAD, SUPPORT)
        }
        plan = self._catalogue.plans.get(pick.plan)
        return TaskRow(
            id=pick.id,
            title=text_of(node, "title") or None,
            number=text_of(node, "number") or None,
            action=text_of(heading, "title") if heading else None,
            plan=plan.title if plan else "",
            plan_id=pick.plan,
            jurisdiction=self._catalogue.joined_names(plan.places) if plan else "",
            leads=tuple(names[LEAD]),
            supports=tuple(name for name in names[SUPPORT] if name not in names[LEAD]),
            deadline=text_of(node, "deadline") or None,
            score=pick.score,
            evidence=evidence.get(pick.id),
            text=text_of(node, "text"),
            subtasks=tuple(self._subtask(nodes[part], evidence.get(part)) for part in pick.parts if part in nodes),
            responsibilities=tuple(responsibilities),
        )

    def _responsibility(self, edge: Edge, evidence: Evidence | None) -> Responsibility:
        entry = self._catalogue.units[edge.source]
        written = edge.properties.get("name_as_written")
        return Responsibility(
            unit=edge.source,
            name=entry.name,
            role=ROLES[edge.type],
            basis=basis_of(edge),
            written=written if isinstance(written, str) else entry.name,
            task=edge.target,
            evidence=evidence,
        )

    @staticmethod
    def _subtask(node: Node, evidence: Evidence | None) -> SubtaskRow:
        return SubtaskRow(node.id, text_of(node, "number") or None, text_of(node, "text"), evidence)

    def _task_evidence(self, picks: Sequence[Pick], concepts: Sequence[WeightedConcept]) -> dict[str, Evidence]:
        """For each task and each piece found the passage that covers the topic best, else its title, else all of it."""
        owners = list(dict.fromkeys(owner for pick in picks for owner in (pick.id, *pick.parts)))
        about: dict[str, list[str]] = defaultdict(list)
        for edge in self._graph.edges(targets=owners, types=["ABOUT"]):
            about[edge.target].append(edge.source)
        passages = self._graph.nodes([passage for found in about.values() for passage in found])
        chosen: dict[str, str] = {}
        for pick in picks:
            pieces = [passage for part in pick.parts for passage in about[part]]
            best = self._best_passage(pieces or about[pick.id], passages, concepts)
            chosen[pick.id] = best or pick.id
            for part in pick.parts:
                chosen[part] = self._best_passage(about[part], passages, concepts) or part
        said = self._sources.first_of([*chosen.values(), *owners])
        found = {owner: said.get(passage) or said.get(owner) for owner, passage in chosen.items()}
        return {owner: evidence for owner, evidence in found.items() if evidence is not None}

    @staticmethod
    def _best_passage(ids: Sequence[str], nodes: dict[str, Node], concepts: Sequence[WeightedConcept]) -> str | None:
        def fitness(node: Node) -> tuple[float, bool, float, str]:
            position = number_of(node, "position") or 0
            covered = round(coverage(concepts, folded(text_of(node, "text"))), 1)
            return (-covered, text_of(node, "kind") != "sentence", position, node.id)

        known = [nodes[identifier] for identifier in ids if identifier in nodes]
        return min(known, key=fitness).id if known else None

    # Targets

    def targets(
        self,
        ranked: Sequence[RankedTarget],
        plans: dict[str, str],
        places: dict[str, list[str]],
        parents: dict[str, str],
    ) -> list[TargetRow]:
        """One row a target, in the order given. plans: by owner; places: by target; parents: tasks by subtask."""
        said = self._sources.first_of([target.node.id for target in ranked])
        return [
            self._target(
                target, plans.get(target.owner, ""), places.get(target.node.id, []), parents, said.get(target.node.id)
            )
            for target in ranked
        ]

    def _target(
        self, target: RankedTarget, plan_id: str, places: list[str], parents: dict[str, str], evidence: Evidence | None
    ) -> TargetRow:
        node, plan = target.node, self._catalogue.plans.get(plan_id)
        year = number_of(node, "year")
        return TargetRow(
            id=node.id,
            indicator=text_of(node, "indicator"),
            op=text_of(node, "op"),
            value=number_of(node, "value") or 0.0,
            value_to=number_of(node, "value_to"),
            unit=text_of(node, "unit"),
            year=int(year) if year is not None else None,
            frequency=text_of(node, "frequency") or None,
            scope=text_of(node, "scope") or None,
            jurisdiction=self._catalogue.joined_names(places or (plan.places if plan else ())),
            plan=plan.title if plan else "",
            plan_id=plan_id,
            task=parents.get(target.owner, target.owner) if target.owner.startswith("task-") else None,
            score=target.score,
            evidence=evidence,
        )

    # Plans

    def plans(self, ids: Sequence[str]) -> list[PlanRow]:
        """One row a plan, in the order given, with what it cites and who issued it."""
        cites: dict[str, list[Edge]] = defaultdict(list)
        for edge in self._graph.edges(sources=ids, types=["CITES"]):
            cites[edge.source].append(edge)
        issued: dict[str, list[str]] = defaultdict(list)
        for edge in self._graph.edges(sources=ids, types=["ISSUED_BY"]):
            issued[edge.source].append(edge.target)
        cited = self._graph.nodes([edge.target for edges in cites.values() for edge in edges])
        nodes = self._graph.nodes(ids)
        said = self._sources.first_of([*ids, *(edge.id for edges in cites.values() for edge in edges)])
        rows = []
        for plan in ids:
            entry = self._catalogue.plans.get(plan)
            if entry is None:
                continue
            collective = nodes[plan].properties.get("collective_units", ())
            edges = sorted(cites[plan], key=lambda edge: said[edge.id].span if edge.id in said else (0, 0))
            rows.append(
                PlanRow(
                    id=plan,
                    title=entry.title,
                    doc_number=entry.doc_number,
                    jurisdiction=self._catalogue.joined_names(entry.places),
                    status=entry.status,
                    issued_on=entry.issued_on,
                    period=entry.period,
                    effective=entry.effective,
                    lead_rule=entry.lead_rule,
                    issuers=tuple(self._catalogue.units[unit].name for unit in issued[plan]),
                    collective_units=collective if isinstance(collective, tuple) else (),
                    cites=tuple(_citation(edge, cited, said) for edge in edges if edge.target in cited),
                    evidence=said.get(plan),
                    replaced_by=self._replacement(plan),
                    replaced_basis=self._replaced_basis(plan),
                )
            )
        return rows

    def _replacement(self, plan: str) -> Named | None:
        newer = self._catalogue.replaced_by.get(plan)
        return Named(newer, self._catalogue.plans[newer].title) if newer else None

    def _replaced_basis(self, plan: str) -> Literal["stated", "edition"] | None:
        if plan not in self._catalogue.replaced_by:
            return None
        return "stated" if plan in self._catalogue.ended else "edition"

    def with_alignments(self, rows: Sequence[TaskRow], alignments: Sequence[Alignment]) -> list[TaskRow]:
        """Task rows with the tasks that they were found by."""
        anchors = {alignment.task: alignment for alignment in alignments}
        ids = sorted({alignment.anchor for alignment in alignments})
        nodes, plans = self._graph.nodes(ids), plans_of_tasks(self._graph, ids)
        said = self._sources.first_of(ids)

        def aligned(task: str) -> tuple[AlignedRow, ...]:
            found = anchors.get(task)
            node = nodes.get(found.anchor) if found else None
            plan = self._catalogue.plans.get(plans.get(found.anchor, "")) if found else None
            if found is None or node is None or plan is None:
                return ()
            title = text_of(node, "title") or text_of(node, "text")[:24]
            places = self._catalogue.joined_names(plan.places)
            return (AlignedRow(node.id, title, plan.title, places, found.score, said.get(node.id)),)

        return [replace(row, aligned_with=aligned(row.id)) for row in rows]


def _citation(edge: Edge, cited: dict[str, Node], said: dict[str, Evidence]) -> Citation:
    node = cited[edge.target]
    title = edge.properties.get("title_as_written") or text_of(node, "title")
    return Citation(node.id, str(title), text_of(node, "doc_number") or None, said.get(edge.id))
