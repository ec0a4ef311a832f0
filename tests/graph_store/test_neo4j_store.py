"""The store on a real Neo4j server keeps the contract of every store, whatever it held before."""

from dataclasses import replace

import pytest

from graph_schema.tables import GraphTables
from graph_store.neo4j_state import read_state
from graph_store.neo4j_store import Neo4jGraphStore
from graph_store.neo4j_writer import Writer, counts_of
from graph_store.server_store import ServerStore
from tests.graph_store.contract import GraphStoreContract, Opened


class TestNeo4jStore(GraphStoreContract):
    """One store for all: each test's graph is made of the last one's by their difference."""

    @pytest.fixture
    def opened(self, server_store: ServerStore) -> Opened:
        def open_tables(tables: GraphTables) -> Neo4jGraphStore:
            put(server_store, tables)
            return server_store.open_current().open_graph()

        return open_tables


def put(store: ServerStore, tables: GraphTables) -> None:
    """Publish tables as they are: the contract also asks for shapes that the schema's checks would refuse."""
    with store.writing():
        writer = Writer(store.connection)
        writer.take_over()
        state = writer.repair(read_state(store.connection))
        writer.prepare()
        writer.stage(state, writer.plan(state, tables, None), None)
        version = state.version + 1
        wanted = replace(state, snapshot=tables.content_hash(), counts=counts_of(tables))
        writer.settle(writer.switch(replace(wanted, version=version, oldest=version, pending=version)))
