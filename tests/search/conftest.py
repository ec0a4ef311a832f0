"""The bundled encoder, loaded once, sentences of the shipped plans, and a store of them, open for questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_store.neo4j_address import ServerAddress
from graph_store.neo4j_server import LocalServer
from search.encoders.bundled import BundledEncoder
from search.encoders.container import Container, read_container
from search.encoders.model_files import encoder_folder, find_container
from search.engine import Engine, open_store
from tests.neo4j_server import Address

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


@pytest.fixture(scope="session")
def encoder_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder_cache")


@pytest.fixture(scope="session")
def encoder(encoder_cache: Path) -> BundledEncoder:
    return BundledEncoder(cache_dir=encoder_cache)


@pytest.fixture(scope="session")
def container(encoder_cache: Path) -> Iterator[Container]:
    yield read_container(find_container(encoder_folder(encoder_cache)))


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """All sentences of the shipped plans that have at least six characters, about a thousand."""
    found: dict[str, None] = {}
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for line in path.read_text("utf-8-sig").splitlines():
            found.update(dict.fromkeys(part.strip() for part in line.split("。") if len(part.strip()) >= 6))
    return list(found)


@pytest.fixture(scope="session")
def five_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the five plans that are shipped."""
    from pipeline.update import add

    store = tmp_path_factory.mktemp("five_plans") / "store"
    add(store, [DOCUMENTS])
    return store


@pytest.fixture(scope="session")
def engine(five_plans: Path) -> Iterator[Engine]:
    """The store of the five plans, open for questions."""
    with open_store(five_plans) as opened:
        yield opened


@dataclass(frozen=True, slots=True)
class ServerPlans:
    """A store on the real server: as `--store` names it, its name within its database, and how to log in."""

    location: str
    name: str
    address: ServerAddress


@pytest.fixture(scope="session")
def ingested_server(five_plans: Path, neo4j_server: LocalServer, new_address: Address) -> ServerPlans:
    """The five plans ingested into a store on the server, as `python -m ingest add --store neo4j://...` does it."""
    from pipeline.update import add

    address = new_address()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.environment.items():
            patch.setenv(name, value)
        patch.delenv("NEO4J_DATABASE", raising=False)
        # The vectors of these texts are there already: embedding is tested elsewhere.
        patch.setattr("pipeline.server_place.embeddings_folder", lambda: five_plans / "cache")
        add(str(address), [DOCUMENTS])
    return ServerPlans(str(address), address.name, address)


@pytest.fixture
def server_plans(ingested_server: ServerPlans, neo4j_environment: LocalServer) -> ServerPlans:
    """That store, with what the commands read from the environment set."""
    return ingested_server
