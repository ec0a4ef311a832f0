"""From a question to an answer: encoders, passage indexes, understanding, ranking, the walk over the graph.

from search import open_store

with open_store(".store") as engine:
    answer = engine.ask("which units lead land reform in Zhoushan")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.engine import Engine, open_store
    from search.results import Answer, Neighbourhood

__all__ = ["Answer", "Engine", "Neighbourhood", "open_store"]
_HOMES = {
    "open_store": "search.engine",
    "Engine": "search.engine",
    "Answer": "search.results",
    "Neighbourhood": "search.results",
}


def __getattr__(name: str) -> Any:
    """Public names are imported when first used: a command that shows its help loads no index library."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
