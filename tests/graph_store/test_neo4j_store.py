"""The store on a real Neo4j server keeps the contract of every store."""

from collections.abc import Iterator

import pytest

from graph_schema.tables import GraphTables
from graph_store.neo4j_state import read_state
from graph_store.neo4j_store import Neo4jGraphStore
from graph_store.neo4j_writer import Writer, counts_of
from graph_store.server_store import ServerStore
from tests.graph_store.contract import GraphStoreContract, Opened
from tests.neo4j_server import Address


class TestNeo4jStore(GraphStoreContract):
    @pytest.fixture
    def opened(self, new_address: Address) -> Iterator[Opened]:
        stores: list[ServerStore] = []

        def open_tables(tables: GraphTables) -> Neo4jGraphStore:
            stores.append(ServerStore(new_address()))
            put(stores[-1], tables)
            return stores[-1].open_current().open_graph()

        yield open_tables
        for store in stores:
            store.close()


def put(store: ServerStore, tables: GraphTables) -> None:
    """Publish tables as they are: the contract also asks for shapes that the schema's checks would refuse."""
    from dataclasses import replace

    with store.writing():
        writer = Writer(store.connection)
        state = read_state(store.connection)
        writer.take_over()
        writer.prepare()
        writer.stage(state, writer.plan(state, tables, None), None)
        version = state.version + 1
        wanted = replace(state, snapshot=tables.content_hash(), counts=counts_of(tables))
        writer.settle(writer.switch(replace(wanted, version=version, oldest=version, pending=version)))
