"""`python -m graph_store.neo4j_server`: a Neo4j server for trying out, until Ctrl-C."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from graph_schema.errors import PlanGraphError
from graph_store.neo4j_server.server import LocalServer


def main() -> int:
    """Start a server, print how to reach it, wait for Ctrl-C, stop it."""
    parser = argparse.ArgumentParser(
        prog="python -m graph_store.neo4j_server", description="A Neo4j Community server on this machine (loopback)."
    )
    parser.add_argument("--data", type=Path, help="keep its data in this folder (default: a temporary one)")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--memory", default="1g", help="of the Java heap (default: 1g)")
    options = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    sys.stderr.write("Starting Neo4j (the first time its parts are fetched: 160 MB) …\n")
    try:
        with LocalServer(options.data, port=options.port, memory=options.memory) as server:
            for name, value in server.environment.items():
                sys.stdout.write(f"{name}={value}\n")
            sys.stdout.flush()
            sys.stderr.write("Ready; Ctrl-C stops it.\n")
            while not stopped.wait(0.5):
                if not server.is_running:
                    sys.stderr.write("error: the Neo4j server ended by itself; start it again\n")
                    return 1
    except PlanGraphError as exc:
        sys.stderr.write(f"error: {exc}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
