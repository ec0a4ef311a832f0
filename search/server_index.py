"""What a store with indexes of its own is given to search by, and such a store opened for questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from graph_store.neo4j_address import parse_address
from graph_store.neo4j_store import Neo4jGraphStore
from graph_store.searchable import PassageLinks, Searchable
from graph_store.server_store import ServerPublication, ServerStore
from graph_store.whole import tables_of
from search.analyser import Analyser
from search.encoders import Vectors, make_encoder
from search.indexing import INDEX_VERSION, IndexedGraph, embed_graph
from search.retrieval.neo4j_search import Neo4jSearch

_ANALYSER = Analyser()


def embeddings_folder() -> Path:
    """Where this machine keeps what it embedded for stores on servers: the user's cache folder."""
    return user_cache_path("plan-graph")


def searchable_of(whole: IndexedGraph) -> Searchable:
    """The passages of a graph, with their vectors, for a store that keeps them itself."""
    nodes = sorted(node.id for node in whole.tables.nodes if node.type == "Passage")
    links = {
        identifier: PassageLinks(
            passage.owner, passage.plan, passage.tasks, " ".join(_ANALYSER.terms(passage.text).characters)
        )
        for identifier, passage in zip(nodes, whole.passages, strict=True)
    }
    places = {passage.text: passage.number for passage in whole.passages}

    def embed(texts: Sequence[str]) -> Vectors:
        chosen: Vectors = whole.vectors[[places[text] for text in texts]]
        return chosen

    return Searchable(whole.encoder, int(whole.vectors.shape[1]), embed, links)


def rebuild_server_index(location: object, encoder: str = "bundled") -> ServerPublication:
    """Publish the graph in force with vectors by `encoder`; nothing is written where they are there already."""
    chosen = make_encoder(encoder)
    with ServerStore(parse_address(location)) as store, store.writing():
        snapshot = store.open_current()
        with snapshot.open_graph() as graph:
            tables = tables_of(graph)
        built_with = {**snapshot.built_with, "encoder": chosen.name, "index": INDEX_VERSION}
        whole = embed_graph(tables, chosen, embeddings_folder())
        searchable = searchable_of(whole)
        return store.publish(whole.tables, documents=snapshot.documents, searchable=searchable, built_with=built_with)


@dataclass(frozen=True, slots=True)
class OpenServer:
    """A store on a server opened for questions. paths: where each document was read from, by its id."""

    graph: Neo4jGraphStore
    search: Neo4jSearch
    paths: dict[str, str]


def open_server(location: object, encoder: str) -> OpenServer:
    """The graph in force at an address and its search; the connection ends when the graph is closed."""
    store = ServerStore(parse_address(location))
    try:
        snapshot = store.open_current()
        paths: dict[str, str] = {}
        for record in sorted(snapshot.documents, key=lambda row: (row.document, row.path)):
            paths.setdefault(record.document, record.path)
        graph = snapshot.open_graph(on_close=store.close)
        return OpenServer(graph, Neo4jSearch(graph, make_encoder(encoder)), paths)
    except BaseException:
        store.close()
        raise
