"""A store by its name: a folder on this machine, or an address of a Neo4j server."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graph_store.neo4j_address import is_address, parse_address
from graph_store.protocol import GraphStore
from graph_store.snapshot import Snapshot
from graph_store.snapshots import SnapshotStore
from graph_store.sqlite_store import SqliteGraphStore

if TYPE_CHECKING:
    from graph_store.server_store import ServerSnapshot


def open_graph(root: Path) -> SqliteGraphStore:
    """The graph in force in the store at `root`. Its snapshot stays on disk until the graph is closed."""
    snapshot = SnapshotStore(root).open_current()
    try:
        return snapshot.open_graph(on_close=snapshot.close)
    except BaseException:
        snapshot.close()
        raise


def open_store(location: str | Path) -> GraphStore:
    """The graph that `--store` names: a folder, or an address (neo4j://, neo4j+s://, bolt://, bolt+s://)."""
    if is_address(location):
        # The driver takes long to import: only who names a server waits for it.
        from graph_store.server_store import open_server_graph

        return open_server_graph(location)
    return open_graph(Path(location))


@contextmanager
def open_snapshot(location: str | Path) -> Iterator["Snapshot | ServerSnapshot"]:
    """What is in force in the store that `--store` names: its documents, its graph, whether it is whole."""
    if is_address(location):
        from graph_store.server_store import ServerStore

        with closing(ServerStore(parse_address(location))) as store:
            yield store.open_current()
    else:
        with SnapshotStore(Path(location)).open_current() as snapshot:
            yield snapshot
