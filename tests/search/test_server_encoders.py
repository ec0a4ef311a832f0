"""Another encoder for a store on a real Neo4j server: what is needed is embedded anew, and the index keeps to it."""

from pathlib import Path

import pytest

from graph_schema.errors import IndexMismatchError
from graph_store.neo4j_address import ServerAddress
from graph_store.neo4j_connection import Connection
from graph_store.server_store import ServerStore
from pipeline.update import add
from search.engine import open_store
from search.server_index import rebuild_server_index
from tests.neo4j_server import Address, LocalServer
from tests.pipeline.store import write_plans
from tests.search.embedding_server import Server, embedding_server

pytestmark = pytest.mark.timeout(
    900
)  # a server is started and filled in the first test's set-up: minutes where the machine is busy
__all__ = ["embedding_server"]


@pytest.fixture
def address(
    new_address: Address, neo4j_environment: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ServerAddress:
    """A store of three short plans on the server; what is embedded is kept in a folder of this test's own."""
    for module in ("pipeline.server_place", "search.server_index"):
        monkeypatch.setattr(f"{module}.embeddings_folder", lambda: tmp_path / "embedded")
    found = new_address()
    add(str(found), [write_plans(tmp_path / "plans")])
    return found


def embedded(server: Server) -> list[str]:
    """The texts that the server was sent, but for the one that tells how long its vectors are."""
    return [text for request in server.requests for text in request["input"] if text != "1"]


def vector_indexes(connection: Connection, store: str) -> list[str]:
    """The fields of passages of a store that have a vector index."""
    query = "SHOW VECTOR INDEXES YIELD labelsOrTypes, properties WHERE labelsOrTypes = [$label] RETURN properties[0]"
    return [row[0] for row in connection.rows(query, label=f"PlanGraph_{store}__Passage")]


def test_another_encoder_embeds_anew_and_takes_the_place_of_the_first(
    address: ServerAddress, embedding_server: Server
) -> None:
    location, spec = str(address), f"openai:{embedding_server.url}#tiny"
    with ServerStore(address) as store:
        passages = store.open_current().state.passages
        before = vector_indexes(store.connection, address.name)
        with pytest.raises(IndexMismatchError, match=r"needed is openai:.*search --index"):
            open_store(location, encoder=spec)
        assert rebuild_server_index(location, spec).written
        assert 0 < len(set(embedded(embedding_server))) == len(embedded(embedding_server)) <= passages
        after = vector_indexes(store.connection, address.name)
        assert len(before) == len(after) == 1
        assert before != after
        asked = len(embedded(embedding_server))
        assert not rebuild_server_index(location, spec).written
        assert len(embedded(embedding_server)) == asked  # all known: nothing is embedded again
        with open_store(location, encoder=spec) as engine:
            assert "开化县商务局" in {unit.name for unit in engine.ask("谁牵头建设冷链集配中心").units}
        with pytest.raises(IndexMismatchError, match=r"has encoder openai:.*needed is bundled"):
            open_store(location)
        assert store.open_current().check() == []
