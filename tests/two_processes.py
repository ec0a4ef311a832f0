"""How `make test` spreads the tests over its two processes: what shares something costly stays together and begins first."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

TOGETHER: tuple[tuple[str, ...], ...] = (
    (  # a Neo4j server
        "tests/graph_store/",
        "tests/search/test_both_stores.py",
        "tests/search/test_server_encoders.py",
        "tests/search/test_own_queries.py",
        "tests/export/test_cypher_on_neo4j.py",
        "tests/app/test_server.py",
    ),
    ("tests/search/", "tests/export/test_question.py"),  # the store of the five plans
    ("tests/app/",),  # the app, its store, a browser
    ("tests/test_readme.py",),  # nothing, but its commands take a minute
)
"""Beginnings of the tests' paths. The first that fits counts; every other file is a group of its own. A test in the wrong
group is no mistake: it makes once more what the other group has."""


def group_of(node: str) -> str:
    """The name of the group of a test."""
    return next((group[0] for group in TOGETHER if node.startswith(group)), node.partition("::")[0])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The large groups first: nobody waits for them alone in the end."""
    names = [group[0] for group in TOGETHER]
    items.sort(key=lambda item: names.index(group) if (group := group_of(item.nodeid)) in names else len(names))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> "LoadScopeScheduling":
    """Groups are handed out whole, in their order, to whichever process has nothing left to do."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log)
