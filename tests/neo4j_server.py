"""A real Neo4j server for the tests, started once a session: its fixtures are imported by tests/conftest.py."""

import itertools
from collections.abc import Callable, Iterator

import pytest

from graph_store.neo4j_address import ServerAddress
from graph_store.neo4j_server import LocalServer

Address = Callable[[], ServerAddress]
_NAMES = itertools.count(1)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[LocalServer]:
    """The server. Where Java or Maven is missing the tests that need it fail and say what is missing."""
    # The quick compiler alone: the tests ask a thousand different questions once each, which another never repays.
    with LocalServer(java_options=["-XX:TieredStopAtLevel=1"]) as server:
        yield server


@pytest.fixture(scope="session")
def new_address(neo4j_server: LocalServer) -> Address:
    """The address of a store that nobody has used yet."""

    def make() -> ServerAddress:
        name = f"test{next(_NAMES)}"
        return ServerAddress(neo4j_server.uri, name, "neo4j", "neo4j", neo4j_server.password)

    return make


@pytest.fixture
def neo4j_environment(neo4j_server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    """The server, with what the commands read from the environment set."""
    for name, value in neo4j_server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    return neo4j_server
