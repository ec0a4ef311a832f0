"""Choosing what to export: an answer, nodes with what lies around them, a plan, a place, everything. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from export.closure import holders, incoming, outgoing, places_above, places_below, plan_contents
from export.places import find_places
from export.selection import Selection, in_batches, label_of
from graph_schema.errors import InputError
from graph_schema.schema import load_schema
from graph_schema.tables import Node
from graph_store.protocol import GraphStore

if TYPE_CHECKING:
    from search import Engine

_SHARED = frozenset({"Jurisdiction", "Unit", "Indicator"})
"""Node types that many documents speak of: what else they say of them is no part of a selection."""
_MOST_NODES = 1_000_000
_NAMED = 5
_BATCH = 1000


def select_all(store: GraphStore) -> Selection:
    """The whole graph."""
    return Selection(store, "all", "")


def select_nodes(store: GraphStore, ids: Iterable[str], *, hops: int = 0, title: str | None = None) -> Selection:
    """These nodes, what lies within `hops` edges of them in any direction, and the documents that say so.

    Ids that the graph does not have are left out. Raises InputError where none is left, or where it grows beyond a
    million nodes. title: what to call it in the citation; without one, the labels of the nodes.
    """
    wanted = list(dict.fromkeys(ids))
    found = store.nodes(wanted)
    if not any(name.strip() for name in wanted):
        raise InputError("nothing to export: no node is named; give the id of one, as answers and exports have it")
    if not found:
        named = ", ".join(wanted[:_NAMED])
        raise InputError(f"nothing to export: the store has no node {named}; ids change when a document does, ask anew")
    if hops < 0:
        raise InputError(f"{hops} hops: the number of hops must be 0 or more")
    chosen = set(found)
    frontier = set(found)
    for _ in range(hops):
        if not frontier:
            break
        frontier = (outgoing(store, frontier) | incoming(store, frontier)) - chosen
        chosen |= frontier
        if len(chosen) > _MOST_NODES:
            raise InputError(f"more than {_MOST_NODES} nodes lie within {hops} hops: choose fewer hops, or --all")
    if title is None:
        labels = [label_of(node) for node in list(found.values())[:_NAMED]]
        title = "、".join(labels) + ("等" if len(found) > _NAMED else "")
        title += f"（{hops}步以内）" if hops else ""
    return _with_documents(store, Selection(store, "nodes", _one_line(title), frozenset(chosen)))


def select_plan(store: GraphStore, name: str) -> Selection:
    """A plan by id, document number, title or part of a title: all that it holds and all who are named in it.

    Raises InputError where no plan or more than one answers to that name.
    """
    plan = _find_plan(store, name)
    return _of_plans(store, [plan.id], Selection(store, "plan", str(plan.properties["title"])))


def select_jurisdiction(store: GraphStore, name: str) -> Selection:
    """A place by name (Chinese, short, English, pinyin), code or id: the plans of it and of the places within it.

    Raises InputError where the graph knows no such place, several of that name, or no plan of it.
    """
    place = _find_place(store, name)
    within = places_below(store, {place.id})
    plans = incoming(store, within, ["APPLIES_TO"])
    if not plans:
        raise InputError(
            f"nothing to export: the store has no plan of {place.properties['name']}; {_places_with_plans(store)}"
        )
    chosen = _of_plans(store, sorted(plans), Selection(store, "jurisdiction", str(place.properties["name"])))
    around = (within & _with_plans_or_targets(store, within)) | places_above(store, {place.id}) | {place.id}
    return Selection(store, chosen.kind, chosen.title, (chosen.ids or frozenset()) | around, chosen.documents)


def select_question(engine: "Engine", question: str, **filters: Any) -> Selection:
    """What the answer to a question rests on, however long its lists are. filters: those of `Engine.ask`.

    Raises InputError, with the answer's words, where there is none.
    """
    return select_answer(engine.graph, engine.ask(question, limit=_MOST_NODES, **filters).to_json())


def select_answer(store: GraphStore, answer: Mapping[str, Any]) -> Selection:
    """What an answer rests on: its units, tasks, targets and plans, its neighbourhood, and what holds these together.

    answer: the JSON value of an answer, as `python -m search --json` prints it. Raises InputError, saying why, where
    the answer is that there is none.
    """
    question = _one_line(str(answer.get("question", "")))
    around = answer.get("neighbourhood") or {}
    rows = [row for part in ("units", "tasks", "targets", "plans", "places") for row in answer.get(part, ())]
    ids = {str(row["id"]) for row in (*around.get("nodes", ()), *rows) if row.get("id")}
    for row in rows:
        ids |= {str(row["plan_id"])} if row.get("plan_id") else set()
        ids |= {str(task) for task in row.get("tasks", ())} | {str(part["id"]) for part in row.get("subtasks", ())}
    found = {identifier for batch in in_batches(sorted(ids), _BATCH) for identifier in store.nodes(batch)}
    if answer.get("status") == "no_match" or not found:
        raise InputError(f"nothing to export: {answer.get('answer') or 'the question has no answer in this store'}")
    return _with_documents(store, Selection(store, "question", question, frozenset(found | holders(store, found))))


def _of_plans(store: GraphStore, plans: Sequence[str], selection: Selection) -> Selection:
    contents = plan_contents(store, plans)
    documents = frozenset(outgoing(store, set(plans), ["FROM"]))
    if not documents:  # a plan that others cite: what they say of it
        return _with_documents(store, Selection(store, selection.kind, selection.title, frozenset(contents)))
    return Selection(store, selection.kind, selection.title, frozenset(contents), documents)


def _with_documents(store: GraphStore, selection: Selection) -> Selection:
    """The selection with the documents that assert it, and with their sentences alone as evidence.

    A unit or place that none of these documents asserts brings its own.
    """
    schema = load_schema()
    documents: set[str] = set()
    shared: list[frozenset[str]] = []
    for row in selection.nodes():
        said = frozenset(part.document for part in row.evidence)
        if row.node.type in _SHARED:
            shared.append(said)
        else:
            documents |= said
    for edge in selection.edges():
        documents |= {part.document for part in edge.evidence}
    documents |= {
        identifier for identifier in selection.ids or () if schema.node_type_of(identifier) is schema.node("Document")
    }
    for said in [said for said in shared if not said & documents]:
        documents |= said
    ids = (selection.ids or frozenset()) | documents
    return Selection(selection.store, selection.kind, selection.title, ids, frozenset(documents))


def _one_line(text: str) -> str:
    """Text on one line, without the half characters that no file can hold."""
    return " ".join(text.split()).encode("utf-8", "replace").decode()


def _find_plan(store: GraphStore, name: str) -> Node:
    wanted = _plain(name)
    if not wanted:
        raise InputError("no plan is named; name one by its title, its document number or its id")
    by_id = store.nodes([name.strip()]).get(name.strip())
    if by_id is not None and by_id.type == "Plan":
        return by_id
    plans = list(store.stream_nodes("Plan"))
    same = [
        node
        for node in plans
        if wanted in (_plain(node.properties["title"]), _plain(node.properties.get("doc_number")))
    ]
    found = same or [node for node in plans if wanted in _plain(node.properties["title"])]
    if len(found) > 1:  # one that was read before those that are only cited
        read = {edge.source for edge in store.edges(sources=[node.id for node in found], types=["FROM"])}
        found = [node for node in found if node.id in read] or found
    if len(found) == 1:
        return found[0]
    if found:
        named = "; ".join(f"{node.properties['title']} ({node.id})" for node in found[:_NAMED])
        raise InputError(f"{len(found)} plans are called {name!r}: {named}; name one by its id")
    titles = [str(node.properties["title"]) for node in plans]
    near = get_close_matches(name, titles, n=3, cutoff=0.3) or sorted(titles)[:_NAMED]
    raise InputError(f"nothing to export: the store has no plan {name!r}; it has {'; '.join(near) or 'none'}")


def _plain(text: object) -> str:
    """A title without what people leave out or write otherwise: white space, book-title marks, full-width brackets."""
    plain = "".join(str(text or "").split()).strip("《》").casefold()
    return plain.translate(str.maketrans("（）〔〕[]－—–", "()()()---"))


def _find_place(store: GraphStore, name: str) -> Node:
    found = find_places(store, name)
    if not found:
        raise InputError(f"nothing to export: the store knows no place {name!r}; {_places_with_plans(store)}")
    if len(found) > 1:
        named = "、".join(f"{node.properties['name']} ({node.id})" for node in found[:_NAMED])
        raise InputError(f"{len(found)} places are called {name!r}: {named}; give the full name or the id")
    return found[0]


def _places_with_plans(store: GraphStore) -> str:
    ids = {edge.target for edge in store.stream_edges("APPLIES_TO")}
    names = sorted(str(node.properties["name"]) for node in store.nodes(sorted(ids)).values())
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return f"it has plans of {'、'.join(names[:10])}{more}" if names else "it has no plans at all"


def _with_plans_or_targets(store: GraphStore, places: set[str]) -> set[str]:
    return {edge.target for edge in store.edges(targets=sorted(places), types=["APPLIES_TO", "FOR", "BELONGS_TO"])}
