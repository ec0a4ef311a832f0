"""Facts become rows: every asserted row has a quote that the document confirms, ids do not depend on other documents."""

from dataclasses import replace

from graph_schema.checks import require_valid
from graph_schema.tables import GraphTables
from ingest.assemble import DocumentFacts, assemble
from ingest.mapped import quote
from reference.bodies import load_bodies
from tests.ingest.plan_reading import facts
from tests.pipeline.store import COLD_CHAIN, ELDERLY, LOW_ALTITUDE


def document(name: str, text: str, sha: str) -> DocumentFacts:
    found = facts(text)
    return DocumentFacts(name, text, replace(found, document=replace(found.document, sha256=sha * 64)))


COLD, LOW, OLD = (
    document("c.txt", COLD_CHAIN, "a"),
    document("l.txt", LOW_ALTITUDE, "b"),
    document("e.txt", ELDERLY, "c"),
)


def said_by(tables: GraphTables, name: str) -> set[tuple[str, int, int, str]]:
    ids = {node.id for node in tables.nodes if node.type == "Document" and node.properties["name"] == name}
    return {(row.subject, row.start, row.end, row.quote) for row in tables.provenance if row.document in ids}


def test_rows_obey_the_schema() -> None:
    require_valid(assemble([COLD, LOW, OLD]).tables)


def test_every_quote_is_what_the_document_says() -> None:
    tables = assemble([COLD]).tables
    assert tables.provenance
    assert all(quote(COLD_CHAIN, (row.start, row.end)) == "".join(row.quote.split()) for row in tables.provenance)


def test_every_asserted_edge_has_a_quote() -> None:
    tables = assemble([COLD]).tables
    said = {row.subject for row in tables.provenance}
    asserted = {"LEADS", "SUPPORTS", "HAS_TASK", "HAS_ACTION", "SETS", "MEASURES", "ISSUED_BY", "APPLIES_TO", "FROM"}
    assert [edge for edge in tables.edges if edge.type in asserted and edge.id not in said] == []


def test_ids_are_stable_when_another_document_comes() -> None:
    assert said_by(assemble([COLD]).tables, "c.txt") == said_by(assemble([COLD, LOW, OLD]).tables, "c.txt")


def test_the_order_of_documents_does_not_matter() -> None:
    assert assemble([COLD, LOW, OLD]).tables.content_hash() == assemble([OLD, LOW, COLD]).tables.content_hash()


def test_an_edited_sentence_changes_only_its_plan_s_rows() -> None:
    edited = document("c.txt", COLD_CHAIN.replace("产地冷库20座", "产地冷库25座"), "a")
    before, after = assemble([COLD, LOW, OLD]).tables, assemble([edited, LOW, OLD]).tables
    assert said_by(before, "l.txt") == said_by(after, "l.txt")
    assert said_by(before, "e.txt") == said_by(after, "e.txt")
    assert said_by(before, "c.txt") != said_by(after, "c.txt")


def test_a_name_that_ends_in_a_conjunction_has_an_english_gloss() -> None:
    assert isinstance(load_bodies().english("开化县发展和", "Kaihua County").text, str)
