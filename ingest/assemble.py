"""Facts of all documents -> the graph's rows. A pure function: the same facts and data files, the same rows.

Nothing is guessed here: identity comes from the resolvers, every asserted row carries its quote.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph_schema.ids import make_id
from graph_schema.tables import Edge, GraphTables, Node, Provenance
from ingest.facts import Citation, Facts, Span, Target, Task, UnitMention
from ingest.mapped import quote
from ingest.passages import read_passages
from ingest.resolve_places import Jurisdiction, jurisdiction_of, resolve_jurisdictions
from ingest.resolve_plans import PlanResolver, ReadPlan
from ingest.resolve_units import ResolvedUnit, UnitResolver
from reference.bodies import load_bodies
from reference.places import load_gazetteer


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document ready for assembly: its file name, its decoded text, its facts."""

    name: str
    text: str
    facts: Facts


@dataclass(slots=True)
class Assembly:
    """The rows, and what resolution could not settle (one line each, by document name)."""

    tables: GraphTables
    doubts: dict[str, list[str]] = field(default_factory=dict)
    units: list[ResolvedUnit] = field(default_factory=list)


class _Rows:
    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.provenance: list[Provenance] = []

    def node(self, type_: str, identifier: str, **properties: object) -> str:
        values = {name: value for name, value in properties.items() if value is not None and value != ""}
        self.nodes.append(Node(identifier, type_, values))  # type: ignore[arg-type]
        return identifier

    def edge(self, type_: str, source: str, target: str, **properties: object) -> str:
        values = {name: value for name, value in properties.items() if value is not None and value != ""}
        edge = Edge(type_, source, target, values)  # type: ignore[arg-type]
        self.edges.append(edge)
        return edge.id


class _DocumentAssembler:
    """Adds one document's rows."""

    def __init__(self, rows: _Rows, document: DocumentFacts, resolvers: "_Resolvers", units: "_Units") -> None:
        self._rows = rows
        self._units = units
        self._text = document.text
        self._facts = document.facts
        self._document = make_id("document", document.facts.document.sha256)
        self._name = document.name
        self.jurisdictions, self.doubts = resolve_jurisdictions(document.facts, document.text)
        self._resolver = resolvers.resolver(self.jurisdictions)
        self._apart = self._resolver.side_by_side(_lists(document.facts))
        self._plan = make_id("plan", *plan_identity(document.facts, self.jurisdictions))
        self.read = ReadPlan(self._plan, document.facts.plan, self.jurisdictions)
        self._ids: dict[str, str] = {"plan": self._plan}
        self.units: dict[str, ResolvedUnit] = {}
        self._seen: dict[tuple[str, ...], int] = {}

    def _say(self, subject: str, span: Span, page: int | None = None) -> None:
        words = quote(self._text, span)
        if words:
            self._rows.provenance.append(Provenance(subject, self._document, span[0], span[1], words, page))

    def assemble(self, plans: PlanResolver) -> None:
        """All rows of the document. plans: all that were read, for those that it names."""
        self._header()
        for citation in self._facts.plan.cites:
            self._citation("CITES", citation, plans)
        for citation in self._facts.plan.replaces:
            self._citation("REPLACES", citation, plans)
        for action in self._facts.actions:
            self._action(action.id)
        for position, task in enumerate(self._facts.tasks, start=1):
            self._task(task, position)
        for target in self._facts.targets:
            self._target(target)
        self._passages()

    def _places(self) -> None:
        for place in self.jurisdictions:
            add_place(self._rows, place)

    def _header(self) -> None:
        rows, plan, info = self._rows, self._facts.plan, self._facts.document
        self._places()
        rows.node(
            "Document", self._document, name=self._name, sha256=info.sha256, format=info.format, encoding=info.encoding,
            characters=info.characters, text=self._text,
        )  # fmt: skip
        rows.node(
            "Plan", self._plan, title=plan.title or self._name, doc_number=plan.doc_number, issued_on=plan.issued_on,
            period_start=plan.period.start, period_end=plan.period.end, effective_from=plan.effective.from_,
            effective_to=plan.effective.to, status=plan.status, lead_rule=plan.lead_rule, collective_units=plan.collective_units,
        )  # fmt: skip
        spans = dict(plan.spans)
        title = plan.title_span if plan.title_span[1] > plan.title_span[0] else self._first_words()
        self._say(self._plan, title)
        if "lead_rule" in spans:
            self._say(self._plan, spans["lead_rule"])
        self._say(rows.edge("FROM", self._plan, self._document), title)
        for place in self.jurisdictions:
            self._say(rows.edge("APPLIES_TO", self._plan, place.id), title)
        for name in plan.issuers:
            span = spans.get("issuers", title)
            unit = self._unit(name, span)
            self._say(rows.edge("ISSUED_BY", self._plan, unit.id, name_as_written=name), span)
        for mention in self._facts.collective_mentions:
            unit = self._unit(mention.name, mention.span, mention.page)
            self._say(
                rows.edge("TAKES_PART_IN", unit.id, self._plan, name_as_written=mention.name),
                mention.span,
                mention.page,
            )

    def _first_words(self) -> Span:
        body = self._text.lstrip()
        start = len(self._text) - len(body)
        return start, start + max(1, min(40, len(body.rstrip())))

    def _citation(self, kind: str, citation: Citation, plans: PlanResolver) -> None:
        """An edge to the plan that is named; one that was not read gets a node with what is said of it here."""
        named = plans.resolve(citation, self.jurisdictions)
        if named == self._plan:
            return
        if named is None:
            named = make_id("plan", "cited", citation.doc_number or citation.title)
            self._rows.node("Plan", named, title=citation.title, doc_number=citation.doc_number)
            self._say(named, citation.span)
        self._say(self._rows.edge(kind, self._plan, named, title_as_written=citation.title), citation.span)

    def _action(self, identifier: str) -> None:
        position, action = next((i, a) for i, a in enumerate(self._facts.actions, start=1) if a.id == identifier)
        node = self._ids[identifier] = make_id("action", self._plan, *action.path)
        self._rows.node(
            "Action", node, number=action.number, title=action.title, section=action.section, position=position
        )
        self._say(node, action.span)
        self._say(self._rows.edge("HAS_ACTION", self._plan, node), action.span)

    def _task(self, task: Task, position: int) -> None:
        rows = self._rows
        node = self._ids[task.id] = make_id("task", self._plan, *task.path)
        rows.node(
            "Task", node, number=task.number, title=task.title, text=task.text, deadline=task.deadline, position=position,
            is_subtask=False,
        )  # fmt: skip
        whole = (
            (min(task.span[0], task.title_span[0]), task.span[1])
            if task.title_span and task.title_span[0] < task.span[0]
            else task.span
        )
        if whole[1] - whole[0] > 3 * len(task.text) + 400:
            whole = task.span
        self._say(node, whole, task.page)
        holder = self._ids.get(task.action or "plan", self._plan)
        self._say(rows.edge("HAS_TASK", holder, node), whole, task.page)
        for mention in task.units:
            self._responsible(mention, node)
        for index, part in enumerate(task.subtasks, start=1):
            below = self._ids[part.id] = make_id("task", node, *(part.path or (str(index),)), str(index))
            rows.node(
                "Task",
                below,
                number=part.number,
                text=part.text,
                deadline=part.deadline,
                position=index,
                is_subtask=True,
            )
            self._say(below, part.span, part.page)
            self._say(rows.edge("HAS_SUBTASK", node, below), part.span, part.page)
            for mention in part.units:
                self._responsible(mention, below)

    def _unit(self, name: str, span: Span, page: int | None = None) -> ResolvedUnit:
        """The body that `name` means here; a branch brings the body it is a branch of."""
        unit = self.units.get(name)
        if unit is None:
            unit = self.units[name] = self._resolver.resolve(name, of_its_time=name in self._apart)
        self._units.add(unit)
        self._say(unit.id, span, page)
        if unit.branch_of is not None:
            parent = self._resolver.resolve(unit.branch_of)
            self._units.add(parent, written=False)
            self._say(parent.id, span, page)
            self._rows.edge("BRANCH_OF", unit.id, parent.id)
        return unit

    def _responsible(self, mention: UnitMention, task: str) -> None:
        unit = self._unit(mention.name, mention.span, mention.page)
        kind = "LEADS" if mention.role == "lead" else "SUPPORTS"
        edge = self._rows.edge(kind, unit.id, task, basis=mention.basis, name_as_written=mention.name)
        self._say(edge, mention.evidence or mention.span, mention.page)

    def _target(self, target: Target) -> None:
        rows = self._rows
        owner = self._ids.get(target.owner, self._plan)
        identity = (owner, target.indicator, str(target.year), target.scope or "", target.frequency or "", target.op)
        node = self._ids[target.id] = self._unique_target(identity)
        rows.node(
            "Target", node, indicator=target.indicator, op=target.op, value=float(target.value), value_to=target.value_to, unit=target.unit,
            year=target.year, frequency=target.frequency, scope=target.scope, quote=target.quote,
        )  # fmt: skip
        self._say(node, target.span, target.page)
        for span in target.also:
            self._say(node, span)
        self._say(rows.edge("SETS", owner, node), target.span, target.page)
        indicator = rows.node(
            "Indicator", make_id("indicator", target.indicator, target.unit), name=target.indicator, unit=target.unit
        )
        self._say(rows.edge("MEASURES", node, indicator), target.span, target.page)
        for place in self._target_places(target):
            self._say(rows.edge("FOR", node, place), target.span, target.page)
        for mention in target.units:
            unit = self._unit(mention.name, mention.span, mention.page)
            edge = rows.edge(
                "ACCOUNTABLE_FOR", unit.id, node, role=mention.role, basis=mention.basis, name_as_written=mention.name
            )
            self._say(edge, mention.span, mention.page)

    def _unique_target(self, identity: tuple[str, ...]) -> str:
        count = self._seen[identity] = self._seen.get(identity, 0) + 1
        return make_id("target", *identity, str(count))

    def _target_places(self, target: Target) -> list[str]:
        """The town a target is broken down to, where the gazetteer knows it; else the plan's own places."""
        if target.scope and not _WHOLE.fullmatch(target.scope) and self.jurisdictions and self.jurisdictions[0].code:
            gazetteer = load_gazetteer()
            within = self.jurisdictions[0].code
            town = gazetteer.resolve(target.scope, within) if ":" not in within else None
            if town is not None and town.parent_code == within:
                place = jurisdiction_of(town, gazetteer)
                add_place(self._rows, place)
                return [place.id]
            return []
        return [place.id for place in self.jurisdictions]

    def _passages(self) -> None:
        for position, passage in enumerate(read_passages(self._facts, self._text), start=1):
            owner = self._ids[passage.owner]
            node = make_id("passage", owner, passage.kind, passage.text, str(passage.span[0]))
            self._rows.node("Passage", node, text=passage.text, kind=passage.kind, position=position)
            self._say(node, passage.span)
            self._rows.edge("ABOUT", node, owner)


_WHOLE = re.compile("(?:全|我|本|整个)[省市县区州盟旗镇乡]")
"""全市: the plan's own place."""


def plan_identity(facts: Facts, jurisdictions: Sequence[Jurisdiction]) -> tuple[str, ...]:
    """What makes a plan this plan: its places, its number or (without one) its title; a draft is another plan."""
    places = sorted(place.id for place in jurisdictions)
    name = facts.plan.doc_number or facts.plan.title or facts.document.sha256
    return (*places, name, facts.plan.status)


def add_place(rows: _Rows, place: Jurisdiction) -> None:
    """The place's node and those above it."""
    gazetteer = load_gazetteer()
    current: Jurisdiction | None = place
    while current is not None:
        rows.node(
            "Jurisdiction", current.id, name=current.name, short_name=current.short_name, code=current.code, level=current.level,
            name_en=current.name_en, pinyin=current.pinyin,
        )  # fmt: skip
        parent = gazetteer.by_code(current.parent) if current.parent else None
        above = jurisdiction_of(parent, gazetteer) if parent else None
        if above is not None:
            rows.edge("PART_OF", current.id, above.id)
        current = above


class _Units:
    """The bodies of all documents: a name is settled when every form in which they are written is known."""

    def __init__(self) -> None:
        self._first: dict[str, ResolvedUnit] = {}
        self._written: dict[str, set[str]] = {}
        self._full: dict[str, Counter[str]] = {}

    def add(self, unit: ResolvedUnit, *, written: bool = True) -> None:
        """One mention of a body; not written: it is only known as what another is a branch of."""
        self._first.setdefault(unit.id, unit)
        self._written.setdefault(unit.id, set())
        self._full.setdefault(unit.id, Counter())[unit.name] += 1 if written else 0
        if written:
            self._written[unit.id].add(unit.written)

    def emit(self, rows: _Rows) -> None:
        """The nodes, each with its commonest full form (ties by text), and where each belongs."""
        bodies = load_bodies()
        for identifier in sorted(self._first):
            unit = self._first[identifier]
            name = min(self._full[identifier].items(), key=lambda item: (-item[1], item[0]))[0]
            place = unit.jurisdiction
            english = bodies.english(name, unit.place_en).text if unit.place_en else ""
            rows.node(
                "Unit", identifier, name=name, names=tuple(sorted(self._written[identifier])), name_en=english, kind=unit.kind,
                level=place.level, collective=unit.collective,
            )  # fmt: skip
            add_place(rows, place)
            rows.edge("BELONGS_TO", identifier, place.id)


def _lists(facts: Facts) -> Iterator[list[str]]:
    """The names that stand side by side: those of each task and each subtask."""
    for task in facts.tasks:
        yield [mention.name for mention in task.units]
        for part in task.subtasks:
            yield [mention.name for mention in part.units]


class _Resolvers:
    """One unit resolver for each set of places."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], UnitResolver] = {}

    def resolver(self, places: Sequence[Jurisdiction]) -> UnitResolver:
        key = tuple(place.id for place in places)
        if key not in self._known:
            self._known[key] = UnitResolver(tuple(places))
        return self._known[key]


def assemble(documents: Iterable[DocumentFacts]) -> Assembly:
    """The graph that the documents make up, whatever their order."""
    rows = _Rows()
    resolvers = _Resolvers()
    registry = _Units()
    doubts: dict[str, list[str]] = {}
    units: list[ResolvedUnit] = []
    ordered = sorted(documents, key=lambda item: (item.facts.document.sha256, item.name))
    parts = [_DocumentAssembler(rows, document, resolvers, registry) for document in ordered]
    plans = PlanResolver(part.read for part in parts)
    for document, part in zip(ordered, parts, strict=True):
        part.assemble(plans)
        units.extend(part.units.values())
        if part.doubts:
            doubts[document.name] = part.doubts
    registry.emit(rows)
    return Assembly(GraphTables.of(rows.nodes, rows.edges, rows.provenance), doubts, units)
