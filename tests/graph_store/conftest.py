"""A store on the real server, shared by the tests that need one: a new one would cost each of them seconds."""

from collections.abc import Iterator

import pytest

from graph_store.server_store import ServerStore
from tests.neo4j_server import Address


@pytest.fixture(scope="session")
def server_store(new_address: Address) -> Iterator[ServerStore]:
    """A store that holds what the last test left."""
    with ServerStore(new_address()) as store:
        yield store
