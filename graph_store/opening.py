"""A store by its name: a folder on this machine."""

from pathlib import Path

from graph_schema.errors import StoreError
from graph_store.protocol import GraphStore
from graph_store.snapshots import SnapshotStore
from graph_store.sqlite_store import SqliteGraphStore


def open_graph(root: Path) -> SqliteGraphStore:
    """The graph in force in the store at `root`. Its snapshot stays on disk until the graph is closed."""
    snapshot = SnapshotStore(root).open_current()
    try:
        return snapshot.open_graph(on_close=snapshot.close)
    except BaseException:
        snapshot.close()
        raise


def open_store(location: str | Path) -> GraphStore:
    """The graph that `--store` names: a folder. StoreError for an address: this version has no store on a server."""
    if isinstance(location, str) and "://" in location:
        scheme = location.partition("://")[0]
        raise StoreError(f"a store at a {scheme}:// address is not part of this version; name a folder with --store")
    return open_graph(Path(location))
