"""Builds the indexes of a store's graph anew: after a change of encoder, or where they are missing. Reads no documents."""

from pathlib import Path

from graph_store.snapshots import Publication, SnapshotStore
from graph_store.whole import tables_of
from search.encoders import make_encoder
from search.indexing import INDEX_VERSION, embed_graph


def rebuild_index(root: Path, encoder: str = "bundled") -> Publication:
    """Publish the graph in force with indexes by `encoder`; nothing is written where they are whole and by it already."""
    store = SnapshotStore(root)
    chosen = make_encoder(encoder)
    store.open_current().close()  # where there is none, no folder is made
    with store.writing(), store.open_current() as snapshot:
        with snapshot.open_graph() as graph:
            tables = tables_of(graph)
        built_with = {**snapshot.manifest.built_with, "encoder": chosen.name, "index": INDEX_VERSION}
        whole = embed_graph(tables, chosen, root / "cache")
        return store.publish(
            whole.tables, documents=snapshot.documents, extra_writers=[whole.write], built_with=built_with
        )
