"""The node that a text names: by id, or as the full name of a unit, a plan or a place. Guesses nothing."""

from collections import defaultdict
from collections.abc import Iterable

from graph_schema.errors import InputError
from search.analyser import folded
from search.engine import Engine

_NEAR = 3
_NAMED = 5


def find_node(engine: Engine, text: str) -> str:
    """The id of the node that is meant. Raises InputError where there is none, with what is near, or more than one."""
    if text in engine.graph.nodes([text]):
        return text
    catalogue = engine.catalogue
    names = _plan_names(engine)
    names += [(unit.name, unit.id) for unit in catalogue.units.values()]
    names += [(name, place.id) for place in catalogue.places.values() for name in (place.name, place.short_name)]
    return _one(text, names, "node")


def find_plan(engine: Engine, text: str) -> str:
    """The id of the plan that is meant: by id, title or document number. Raises InputError as `find_node` does."""
    return text if text in engine.catalogue.plans else _one(text, _plan_names(engine), "plan")


def _plan_names(engine: Engine) -> list[tuple[str, str]]:
    plans = engine.catalogue.plans.values()
    return [(name, plan.id) for plan in plans for name in (plan.title, plan.doc_number) if name]


def _one(text: str, names: Iterable[tuple[str, str]], kind: str) -> str:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, identifier in names:
        found[_plain(name)][identifier] = name
    meant = sorted(found.get(_plain(text), {}))
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise InputError(f"{text[:40]!r}: {len(meant)} have this name: {', '.join(meant[:_NAMED])}; give the id")
    raise InputError(f"{text[:40]!r}: no such {kind} in this store{_hint(text, found)}; give an id or a full name")


def _hint(text: str, found: dict[str, dict[str, str]]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(_plain(text), list(found), scorer=fuzz.ratio, limit=_NEAR, score_cutoff=50)
    names = [name for key, _, _ in near for name in dict.fromkeys(found[key].values())]
    return f"; near it are {', '.join(names)}" if names else ""


def _plain(text: str) -> str:
    """Letters and digits alone: brackets, quotation marks and widths differ from writer to writer."""
    return "".join(char for char in folded(text) if char.isalnum())
