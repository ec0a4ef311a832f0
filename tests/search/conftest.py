"""The bundled encoder, loaded once, and sentences of the shipped plans."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.encoders.bundled import BundledEncoder
from search.encoders.container import Container, read_container
from search.encoders.model_files import encoder_folder, find_container

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
