"""All Cypher of this package. Values are parameters; labels, types and property names come from the schema and from
the store's name (letters, digits, _) alone.

Rows carry the versions in which they are there: `_since` <= version < `_until`. A row whose properties change keeps
them and bears the new ones as JSON (`_next`, from version `_next_since`) until the new version is in force. Rows that
a writer has touched and not settled yet carry a label of their own (on an edge's behalf its source does).

Every query for readers ends by reading `oldest`, after all rows have been read: nothing of a version that is not older
was taken away before. The aggregation (`collect`) is what puts the two in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.schema import Schema, load_schema

NEVER = 2**40
"""`_until` of rows that are there to stay. Small enough to be kept beside the property's name in the server's files."""
INTERNAL = ("_since", "_until", "_next", "_next_since")
LINK_FIELDS = ("_owner", "_plan", "_tasks", "_characters")
"""Properties of passages that search filters by and hands on: ids of what they are about; and their characters."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels and index names of one store; those of two stores have none in common."""

    name: str

    @property
    def node(self) -> str:
        """On every node of the store."""
        return "PlanGraph" if self.name == "default" else f"PlanGraph_{self.name}"

    @property
    def passage(self) -> str:
        """On its passages, for the search indexes."""
        return f"{self.node}__Passage"

    @property
    def said(self) -> str:
        """On its provenance."""
        return f"{self.node}__Provenance"

    @property
    def facts(self) -> str:
        """On the facts read from its documents."""
        return f"{self.node}__Facts"

    @property
    def staged(self) -> str:
        """On what a writer has touched and not settled."""
        return f"{self.node}__Staged"

    @property
    def removed(self) -> str:
        """On what is left of a removed node because others have joined something to it."""
        return f"{self.node}__Removed"

    def index(self, what: str) -> str:
        """The name of an index or constraint; "" gives what all these names begin with."""
        return f"{self.node.lower()}__{what}"


# --- the server and the store's own node -------------------------------------------------------------------------

SERVER = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0], edition"
DATABASE = "CALL db.info() YIELD name RETURN name"
STORE_STATE = "MATCH (store:PlanGraphStore {name: $store}) RETURN properties(store)"
STORE_NAMES = "MATCH (store:PlanGraphStore) WHERE store.version > 0 RETURN store.name ORDER BY store.name"
TAKE_OVER = """MERGE (store:PlanGraphStore {name: $store})
ON CREATE SET store.version = 0, store.oldest = 0, store.fence = 0, store.format = $format
SET store.fence = store.fence + 1
RETURN store.fence"""
# Setting what is there already takes the write lock: whoever takes over waits for this transaction, and then stops us.
STILL_OURS = "MATCH (store:PlanGraphStore {name: $store}) WHERE store.fence = $fence SET store.fence = $fence RETURN count(store)"
SET_STATE = (
    "MATCH (store:PlanGraphStore {name: $store}) WHERE store.fence = $fence SET store += $values RETURN count(store)"
)
HOLD = "MERGE (lock:PlanGraphLock {name: $store}) SET lock.held = $token"

# --- constraints and indexes ---------------------------------------------------------------------------------------

SHOW_INDEXES = """SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties, options
RETURN name, state, type, labelsOrTypes, properties, options"""
INDEX_PROGRESS = """SHOW INDEXES YIELD name, state, populationPercent WHERE name STARTS WITH $prefix
RETURN name, state, populationPercent ORDER BY name"""
STORE_CONSTRAINTS = (
    "CREATE CONSTRAINT plangraph_store IF NOT EXISTS FOR (n:PlanGraphStore) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT plangraph_lock IF NOT EXISTS FOR (n:PlanGraphLock) REQUIRE n.name IS UNIQUE",
)


def create_indexes(labels: Labels, schema: Schema) -> dict[str, str]:
    """CREATE for the constraint and the indexes of a store, but for the vectors; by name."""
    node, said = labels.node, labels.said
    created = {
        labels.index("id"): f"CREATE CONSTRAINT {{name}} IF NOT EXISTS FOR (n:{node}) REQUIRE n.id IS UNIQUE",
        labels.index("said_subject"): f"CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{said}) ON (n.subject)",
        labels.index("said_document"): f"CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{said}) ON (n.document)",
        labels.index("facts"): f"CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{labels.facts}) ON (n.key)",
        labels.index("passage_owner"): f"CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{labels.passage}) ON (n._owner)",
        labels.index("passage_plan"): f"CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{labels.passage}) ON (n._plan)",
        labels.index("words"): (
            f"CREATE FULLTEXT INDEX {{name}} IF NOT EXISTS FOR (n:{labels.passage}) ON EACH [n.text, n._owner, n._plan, n._characters] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
        ),
    }
    names = sorted({name for kind in schema.nodes.values() for name, prop in kind.properties.items() if prop.indexed})
    for name in names:
        created[labels.index(f"by_{name}")] = f"CREATE INDEX {{name}} IF NOT EXISTS FOR (n:{node}) ON (n.{name})"
    return {name: text.replace("{name}", name) for name, text in created.items()}


def vector_index(labels: Labels, field: str) -> str:
    """The name of the vector index over a property of passages."""
    return labels.index(field.strip("_"))


def create_vector_index(labels: Labels, field: str, dimension: int, *, tuned: bool) -> str:
    """CREATE for it. tuned: the server knows the settings that make it nearly exact."""
    # Vectors of one language lie close together: rounded to 8 bits a value they change places.
    more = ", `vector.quantization.enabled`: false, `vector.hnsw.m`: 32, `vector.hnsw.ef_construction`: 200"
    return (
        f"CREATE VECTOR INDEX {vector_index(labels, field)} IF NOT EXISTS FOR (n:{labels.passage}) ON (n.{field}) "
        f"OPTIONS {{indexConfig: {{`vector.dimensions`: {int(dimension)}, `vector.similarity_function`: 'cosine'"
        f"{more if tuned else ''}}}}}"
    )


def drop_index(name: str) -> str:
    """Drop an index of ours by name."""
    return f"DROP INDEX {name} IF EXISTS"


# --- reading ------------------------------------------------------------------------------------------------------

_THERE = "{0}._since <= $version AND {0}._until > $version"
_CHECKED = "MATCH (store:PlanGraphStore {name: $store})\nRETURN rows, store.oldest"


def _properties(alias: str, *, large: bool, links: bool = False) -> str:
    """The properties of a node, without vectors; large ones and the links of passages only when asked for."""
    cases = ""
    for kind in load_schema().nodes.values():
        kept = [name for name, prop in kind.properties.items() if large or not prop.large]
        if kind.name == "Passage" and links:
            kept.extend(LINK_FIELDS)
        if kind.name == "Passage" or len(kept) < len(kind.properties):
            fields = ", ".join(f".{name}" for name in ("id", *kept, *INTERNAL))
            cases += f"WHEN {alias}:{kind.name} THEN {alias} {{{fields}}} "
    return f"CASE {cases}ELSE properties({alias}) END"


def nodes_by_id(labels: Labels, *, large: bool) -> str:
    """Nodes of a list of ids: their properties."""
    return f"""MATCH (n:{labels.node}) WHERE n.id IN $ids AND {_THERE.format("n")}
WITH collect({_properties("n", large=large)}) AS rows
{_CHECKED}"""


def page_of_nodes(
    labels: Labels, kind: str, *, where: Iterable[str] = (), large: bool = False, links: bool = False
) -> str:
    """The next nodes of a type behind the id `after` and before `end`, by id: their properties.

    where: properties that have the value of the parameter `is_<name>` (null: are missing). Rows that are about to
    change come too: what they will be, only their reader knows.
    """
    conditions = "".join(
        f" AND (n._next IS NOT NULL OR n.{name} = $is_{name} OR (n.{name} IS NULL AND $is_{name} IS NULL))"
        for name in where
    )
    return f"""MATCH (n:{labels.node}) WHERE n.id > $after AND n.id < $end AND n:{kind} AND {_THERE.format("n")}{conditions}
WITH n ORDER BY n.id LIMIT $limit
WITH collect({_properties("n", large=large, links=links)}) AS rows
{_CHECKED}"""


_EDGE = "[type(e), a.id, b.id, properties(e)]"


def edges_at(labels: Labels, types: Iterable[str], *, sources: bool, targets: bool) -> str:
    """Edges of these types that start at `sources` and end at `targets`, of which one may be left out, unordered."""
    conditions = [text for wanted, text in ((sources, "a.id IN $sources"), (targets, "b.id IN $targets")) if wanted]
    label = f":{labels.node}"
    return f"""MATCH (a{label if sources else ""})-[e:{"|".join(types)}]->(b{label if targets else ""})
WHERE {" AND ".join(conditions)} AND {_THERE.format("e")}
WITH collect({_EDGE}) AS rows
{_CHECKED}"""


def first_edges_at(labels: Labels, types: Iterable[str], *, of_sources: bool) -> str:
    """For each of `ids` the first `limit` edges of each type that start (or end) there, by the other end's id."""
    near, far = ("a", "b") if of_sources else ("b", "a")
    parts = " + ".join(
        f"""COLLECT {{ MATCH (a)-[e:{name}]->(b) WHERE {_THERE.format("e")} RETURN {_EDGE} ORDER BY {far}.id LIMIT $limit }}"""
        for name in types
    )
    return f"""MATCH ({near}:{labels.node}) WHERE {near}.id IN $ids
WITH {parts} AS found
UNWIND found AS edge
WITH collect(edge) AS rows
{_CHECKED}"""


def page_of_edges(labels: Labels, kind: str) -> str:
    """The next nodes behind the id `after` and before `end`, by id, each with its edges of this type, by target."""
    return f"""MATCH (a:{labels.node}) WHERE a.id > $after AND a.id < $end
WITH a ORDER BY a.id LIMIT $limit
WITH collect([a.id, COLLECT {{
  MATCH (a)-[e:{kind}]->(b) WHERE {_THERE.format("e")} RETURN [b.id, properties(e)] ORDER BY b.id
}}]) AS rows
{_CHECKED}"""


def degrees(labels: Labels, types: Iterable[str]) -> str:
    """For each of `ids`, how many edges of each type meet it."""
    return f"""MATCH (n:{labels.node})-[e:{"|".join(types)}]-() WHERE n.id IN $ids AND {_THERE.format("e")}
WITH n.id AS id, type(e) AS type, count(e) AS number
WITH collect([id, type, number]) AS rows
{_CHECKED}"""


_SAID = "[p.subject, p.document, p.start, p.end, p.quote, p.page]"


def provenance_of_subjects(labels: Labels) -> str:
    """Provenance of a list of subjects, unordered."""
    return f"""MATCH (p:{labels.said}) WHERE p.subject IN $ids AND {_THERE.format("p")}
WITH collect({_SAID}) AS rows
{_CHECKED}"""


def provenance_of_document(labels: Labels) -> str:
    """Provenance of a document, unordered."""
    return f"""MATCH (p:{labels.said}) WHERE p.document = $document AND {_THERE.format("p")}
WITH collect({_SAID}) AS rows
{_CHECKED}"""


def page_of_provenance(labels: Labels) -> str:
    """The provenance of the next subjects behind the id `after`, by subject."""
    return f"""MATCH (p:{labels.said}) WHERE p.subject > $after
WITH DISTINCT p.subject AS subject ORDER BY subject LIMIT $limit
WITH collect([subject, COLLECT {{ MATCH (p:{labels.said}) WHERE p.subject = subject AND {_THERE.format("p")} RETURN {_SAID} }}]) AS rows
{_CHECKED}"""


# --- writing --------------------------------------------------------------------------------------------------------


def create_nodes(labels: Labels, kind: str, *, staged: bool) -> str:
    """Nodes of a type from `rows` of properties."""
    more = f":{labels.passage}" if kind == "Passage" else ""
    return f"UNWIND $rows AS row CREATE (n:{kind}:{labels.node}{more}{_staged(labels, staged)}) SET n = row"


def create_edges(labels: Labels, kind: str, *, staged: bool) -> str:
    """Edges of a type from `rows` of source, target and properties."""
    return f"""UNWIND $rows AS row
MATCH (a:{labels.node} {{id: row.source}})
MATCH (b:{labels.node} {{id: row.target}})
CREATE (a)-[e:{kind}]->(b) SET e = row.properties{f" SET a:{labels.staged}" if staged else ""}"""


def create_provenance(labels: Labels, *, staged: bool) -> str:
    """Provenance from `rows` of properties."""
    return f"UNWIND $rows AS row CREATE (p:{labels.said}{_staged(labels, staged)}) SET p = row"


def set_vectors(labels: Labels, field: str) -> str:
    """The vectors of passages from `rows` of id and vector."""
    return f"""UNWIND $rows AS row
MATCH (n:{labels.node} {{id: row.id}})
CALL db.create.setNodeVectorProperty(n, '{field}', row.vector)"""


def end_nodes(labels: Labels) -> str:
    """Nodes of `rows` of id are there no longer from the version on."""
    return f"UNWIND $rows AS row MATCH (n:{labels.node} {{id: row.id}}) SET n._until = $version, n:{labels.staged}"


def end_edges(labels: Labels, kind: str) -> str:
    """Edges of `rows` of source and target are there no longer from the version on."""
    return f"{_edge_of_row(labels, kind)} SET e._until = $version, a:{labels.staged}"


def end_provenance(labels: Labels) -> str:
    """Provenance of `rows` is there no longer from the version on."""
    return f"""UNWIND $rows AS row
MATCH (p:{labels.said} {{subject: row.subject}})
WHERE p.document = row.document AND p.start = row.start AND p.end = row.end AND p.quote = row.quote
  AND coalesce(p.page, 0) = coalesce(row.page, 0) AND p._until = {NEVER}
SET p._until = $version, p:{labels.staged}"""


def change_nodes(labels: Labels) -> str:
    """Nodes of `rows` of id and next have other properties from the version on."""
    return f"""UNWIND $rows AS row MATCH (n:{labels.node} {{id: row.id}})
SET n._next = row.next, n._next_since = $version, n:{labels.staged}"""


def change_edges(labels: Labels, kind: str) -> str:
    """Edges of `rows` of source, target and next have other properties from the version on."""
    return f"{_edge_of_row(labels, kind)} SET e._next = row.next, e._next_since = $version, a:{labels.staged}"


def _edge_of_row(labels: Labels, kind: str) -> str:
    return f"""UNWIND $rows AS row
MATCH (a:{labels.node} {{id: row.source}})-[e:{kind}]->(b:{labels.node} {{id: row.target}}) WHERE e._until = {NEVER}"""


def _staged(labels: Labels, staged: bool) -> str:
    return f":{labels.staged}" if staged else ""


# --- settling what was staged: forward once the version is in force, backward after a crash before it was ------------


def delete_edges(labels: Labels, *, touched: str, gone: str) -> str:
    """Delete up to `limit` edges for good; returns how many."""
    return f"MATCH (a:{touched})-[e]->() WHERE {_gone('e', gone)} WITH e LIMIT $limit DELETE e RETURN count(*)"


def delete_provenance(labels: Labels, *, touched: str, gone: str) -> str:
    """Delete up to `limit` rows of provenance for good; returns how many."""
    return f"MATCH (p:{labels.said}{touched}) WHERE {_gone('p', gone)} WITH p LIMIT $limit DELETE p RETURN count(*)"


def delete_nodes(labels: Labels, *, touched: str, gone: str) -> str:
    """Delete up to `limit` nodes that nothing is joined to for good; returns how many."""
    return f"""MATCH (n:{touched}) WHERE {_gone("n", gone)} AND n:{labels.node} AND NOT EXISTS {{ (n)--() }}
WITH n LIMIT $limit DELETE n RETURN count(*)"""


def strip_nodes(labels: Labels, *, touched: str, gone: str) -> str:
    """Take all that is ours, but the id, from up to `limit` gone nodes that others have joined something to."""
    types = ":".join(load_schema().nodes)
    return f"""MATCH (n:{touched}) WHERE {_gone("n", gone)} AND n:{labels.node}
WITH n LIMIT $limit SET n += $nothing
REMOVE n:{types}:{labels.node}:{labels.passage}:{labels.staged} SET n:{labels.removed} RETURN count(*)"""


def _gone(alias: str, gone: str) -> str:
    """ended: was there in older versions only. begun: would have come with the version that was never in force."""
    return {"ended": f"{alias}._until <= $version", "begun": f"{alias}._since = $version"}[gone]


def changed_nodes(labels: Labels) -> str:
    """Up to `limit` nodes whose next properties are in force: id, next."""
    return f"MATCH (n:{labels.staged}) WHERE n._next_since <= $version WITH n LIMIT $limit RETURN n.id, n._next"


def changed_edges(labels: Labels) -> str:
    """Up to `limit` edges whose next properties are in force: type, source, target, next."""
    return f"""MATCH (a:{labels.staged})-[e]->(b) WHERE e._next_since <= $version
WITH a, e, b LIMIT $limit RETURN type(e), a.id, b.id, e._next"""


def settle_nodes(labels: Labels) -> str:
    """Nodes of `rows` of id and properties (null for those that go) get them."""
    return f"UNWIND $rows AS row MATCH (n:{labels.node} {{id: row.id}}) SET n += row.properties"


def settle_edges(labels: Labels, kind: str) -> str:
    """Edges of `rows` of source, target and properties (null for those that go) get them."""
    return f"{_edge_of_row(labels, kind)} SET e += row.properties"


def revive(labels: Labels) -> tuple[str, ...]:
    """What was to end or change with the version that was never in force stays as it is; `limit` at a time."""
    ended = f"{{0}}._until = $version SET {{0}}._until = {NEVER}"
    changed = "{0}._next_since = $version REMOVE {0}._next, {0}._next_since"
    found = ((f"(n:{labels.staged})", "n"), (f"(:{labels.staged})-[e]->()", "e"))
    return tuple(
        f"MATCH {pattern} WHERE {condition.split(' ')[0].format(alias)} = $version WITH {alias} LIMIT $limit "
        f"{condition.partition('$version ')[2].format(alias)} RETURN count(*)"
        for pattern, alias in found
        for condition in (ended, changed)
    )


def unstage(labels: Labels) -> str:
    """Take the mark of what is touched from up to `limit` nodes; returns from how many."""
    return f"MATCH (n:{labels.staged}) WITH n LIMIT $limit REMOVE n:{labels.staged} RETURN count(*)"


# --- what search adds to passages, and the facts of documents ----------------------------------------------------------


def page_of_links(labels: Labels) -> str:
    """The next passages behind the id `after` and before `end`, by id: id, and the values of LINK_FIELDS."""
    return f"""MATCH (n:{labels.node}) WHERE n.id > $after AND n.id < $end AND n:Passage AND {_THERE.format("n")}
WITH n ORDER BY n.id LIMIT $limit
WITH collect([n.id, n._next, n._next_since, {", ".join(f"n.{name}" for name in LINK_FIELDS)}]) AS rows
{_CHECKED}"""


def without_vector(labels: Labels, field: str) -> str:
    """Ids of passages that are to stay and have no vector in this property."""
    return f"MATCH (n:{labels.passage}) WHERE n._until = {NEVER} AND n.{field} IS NULL RETURN n.id ORDER BY n.id"


def texts_of_passages(labels: Labels) -> str:
    """The texts of passages by their ids: id, text."""
    return f"MATCH (n:{labels.node}) WHERE n.id IN $ids RETURN n.id, n.text"


def remove_vectors(labels: Labels, field: str) -> str:
    """Take the vectors in this property from up to `limit` passages; returns from how many."""
    return (
        f"MATCH (n:{labels.passage}) WHERE n.{field} IS NOT NULL WITH n LIMIT $limit REMOVE n.{field} RETURN count(*)"
    )


def facts_of_key(labels: Labels) -> str:
    """The facts kept under a key."""
    return f"MATCH (f:{labels.facts} {{key: $key}}) RETURN f.value LIMIT 1"


def put_facts(labels: Labels) -> str:
    """Keep facts under a key."""
    return f"MERGE (f:{labels.facts} {{key: $key}}) SET f.value = $value"


def keys_of_facts(labels: Labels) -> str:
    """All keys that facts are kept under."""
    return f"MATCH (f:{labels.facts}) RETURN f.key"


def delete_facts(labels: Labels) -> str:
    """Delete the facts of `rows` of key."""
    return f"UNWIND $rows AS row MATCH (f:{labels.facts} {{key: row.key}}) DELETE f"


# --- passages by meaning and by words ----------------------------------------------------------------------------------

_HIT = "[n.id, score, n.kind, n._owner, n._tasks]"


def _restricted(alias: str, *, plans: bool, owners: bool, kinds: bool) -> str:
    """Conditions for the filters that there are: what is not asked for costs no index."""
    parts = [f"{alias}._plan IN $plans"] if plans else []
    parts += [f"{alias}._owner IN $owners"] if owners else []
    parts += [f"{alias}.kind IN $kinds"] if kinds else []
    return " AND ".join([*parts, _THERE.format(alias)])


def count_passages(labels: Labels, *, plans: bool, owners: bool, kinds: bool) -> str:
    """How many passages the filters allow."""
    return f"""MATCH (n:{labels.passage}) WHERE {_restricted("n", plans=plans, owners=owners, kinds=kinds)}
WITH count(n) AS rows
{_CHECKED}"""


def nearest_of_all(labels: Labels, *, plans: bool, owners: bool, kinds: bool) -> str:
    """Of the `reach` passages nearest to `vector` by the index, those that the filters allow: id, cosine, kind, links."""
    return f"""CALL db.index.vector.queryNodes($index, $reach, $vector) YIELD node AS n, score AS found
WHERE {_restricted("n", plans=plans, owners=owners, kinds=kinds)}
WITH n, 2 * found - 1 AS score ORDER BY score DESC, n.id LIMIT $limit
WITH collect({_HIT}) AS rows
{_CHECKED}"""


def nearest_of_some(labels: Labels, field: str, *, plans: bool, owners: bool, kinds: bool) -> str:
    """Of the passages that the filters allow, all compared, the nearest to `vector`: id, cosine, kind, links."""
    return f"""MATCH (n:{labels.passage}) WHERE {_restricted("n", plans=plans, owners=owners, kinds=kinds)}
WITH n, 2 * vector.similarity.cosine(n.{field}, $vector) - 1 AS score ORDER BY score DESC, n.id LIMIT $limit
WITH collect({_HIT}) AS rows
{_CHECKED}"""


def with_words(labels: Labels, *, plans: bool, owners: bool, kinds: bool) -> str:
    """Of the first `reach` hits of a full-text query, those that the filters allow: id, score, kind, links; and how
    many hits there were."""
    return f"""CALL db.index.fulltext.queryNodes($index, $query, {{limit: $reach}}) YIELD node AS n, score
WITH collect([n, score]) AS hits
WITH size(hits) AS number, [hit IN hits WHERE {_restricted("hit[0]", plans=plans, owners=owners, kinds=kinds)}] AS kept
UNWIND CASE WHEN kept = [] THEN [null] ELSE kept END AS hit
WITH number, hit[0] AS n, hit[1] AS score ORDER BY score DESC, n.id
WITH number, collect(CASE WHEN n IS NULL THEN null ELSE {_HIT} END) AS found
WITH [number, found] AS rows
{_CHECKED}"""


FREQUENCIES = """UNWIND $queries AS query
CALL { WITH query CALL db.index.fulltext.queryNodes($index, query, {limit: $limit}) YIELD node RETURN count(node) AS hits }
RETURN query, hits"""
