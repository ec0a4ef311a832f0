"""What belongs to a plan and to a place, by walking the edge types that say so. Knows no names and no formats."""

from collections.abc import Iterable, Sequence

from export.selection import in_batches
from graph_store.protocol import GraphStore

_BATCH = 1000


def outgoing(store: GraphStore, ids: Iterable[str], types: Sequence[str] | None = None) -> set[str]:
    """The nodes that edges of these types lead to from the nodes `ids`."""
    batches = in_batches(sorted(ids), _BATCH)
    return {edge.target for batch in batches for edge in store.edges(sources=batch, types=types)}


def incoming(store: GraphStore, ids: Iterable[str], types: Sequence[str] | None = None) -> set[str]:
    """The nodes that edges of these types come from into the nodes `ids`."""
    batches = in_batches(sorted(ids), _BATCH)
    return {edge.source for batch in batches for edge in store.edges(targets=batch, types=types)}


def plan_contents(store: GraphStore, plans: Iterable[str]) -> set[str]:
    """The ids of these plans and of all that they hold: outline, tasks, targets, sentences, the units and places named
    there with those above them, the documents, and the plans that are cited (not what those hold)."""
    own = set(plans)
    actions = outgoing(store, own, ["HAS_ACTION"])
    tasks = outgoing(store, own | actions, ["HAS_TASK"])
    tasks |= _all_steps(store, tasks, "HAS_SUBTASK")
    targets = outgoing(store, own | tasks, ["SETS"])
    content = own | actions | tasks | targets
    units = incoming(store, own | tasks | targets, ["LEADS", "SUPPORTS", "TAKES_PART_IN", "ACCOUNTABLE_FOR"])
    units |= outgoing(store, own, ["ISSUED_BY"])
    units |= _all_steps(store, units, "BRANCH_OF")
    places = outgoing(store, own | targets | units, ["APPLIES_TO", "FOR", "BELONGS_TO"])
    places |= places_above(store, places)
    about = incoming(store, content, ["ABOUT"])
    return content | units | places | about | outgoing(store, own | targets, ["MEASURES", "FROM", "CITES", "REPLACES"])


def holders(store: GraphStore, ids: Iterable[str]) -> set[str]:
    """What ties these nodes together: the tasks, headings and plans above them, what their targets measure, and the
    places of their units and plans."""
    chosen = set(ids)
    new = chosen
    while new:
        new = incoming(store, new, ["HAS_SUBTASK", "HAS_TASK", "HAS_ACTION", "SETS"]) - chosen
        chosen = chosen | new
    return chosen | outgoing(store, chosen, ["MEASURES", "BELONGS_TO", "APPLIES_TO", "FOR"])


def places_below(store: GraphStore, places: Iterable[str]) -> set[str]:
    """These places and all within them."""
    found = set(places)
    new = found
    while new:
        new = incoming(store, new, ["PART_OF"]) - found
        found = found | new
    return found


def places_above(store: GraphStore, places: Iterable[str]) -> set[str]:
    """The places that these lie in, at every level."""
    return _all_steps(store, places, "PART_OF")


def _all_steps(store: GraphStore, start: Iterable[str], type: str) -> set[str]:
    found: set[str] = set()
    new = set(start)
    while new:
        new = outgoing(store, new, [type]) - found
        found |= new
    return found
