"""`python -m export`: writes a piece of the graph to a file, and prints how to cite it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graph_schema.errors import PlanGraphError

if TYPE_CHECKING:
    from export import Selection
    from graph_store.protocol import GraphStore

_CITED = 20
_NAMES = ("graphml", "gexf", "csv", "json", "jsonl", "cypher", "turtle", "parquet", "xlsx")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m export",
        description="Write a piece of the graph to a file, with its evidence and its citation; the citation is printed as well.",
        epilog="csv and parquet are several files: PATH is a folder, or one file where it ends in .zip. "
        "SOURCE_DATE_EPOCH sets the date; all else depends on the store and the selection alone.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--question", metavar="Q", help="what the answer to a question rests on")
    what.add_argument("--node", metavar="ID", help="a node; with --hops, what lies around it")
    what.add_argument("--plan", metavar="ID|TITLE", help="a plan, by id, document number, title or part of one")
    what.add_argument("--jurisdiction", metavar="NAME", help="the plans of a place and of the places within it")
    what.add_argument("--all", action="store_true", help="the whole graph, streamed")
    parser.add_argument("--hops", type=int, metavar="N", help="with --node: so many edges around it (default 1)")
    parser.add_argument("--format", required=True, choices=_NAMES)
    parser.add_argument("-o", "--output", required=True, metavar="PATH")
    parser.add_argument(
        "--store", default=".store", help="the store: a folder, or the address of a Neo4j server (default .store)"
    )
    parser.add_argument(
        "--text", action="store_true", help="with the full text of the documents, that the evidence's spans refer to"
    )
    parser.add_argument("--force", action="store_true", help="replace what is at PATH")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return parser


def main() -> None:
    """Run the command; exit code 1 and one line on standard error where it cannot be done."""
    parser = _parser()
    wanted = parser.parse_args()
    if wanted.hops is not None and wanted.node is None:
        parser.error("--hops goes with --node")
    try:
        _run(wanted)
    except PlanGraphError as exc:
        if wanted.debug:
            raise
        sys.stderr.write(f"error: {' '.join(str(exc).split())}\n")
        sys.exit(1)


def _run(wanted: argparse.Namespace) -> None:
    import export
    from graph_store.opening import open_store

    graph = open_store(wanted.store)
    try:
        written = export.write(
            _selected(wanted, graph), wanted.format, Path(wanted.output), force=wanted.force, text=wanted.text
        )
    finally:
        graph.close()
    sys.stderr.write(
        f"{written.path}: {written.nodes} nodes, {written.edges} edges, {written.evidence} quotes, {written.bytes} bytes\n\n"
    )
    sys.stdout.write(written.citation.text(most=_CITED))


def _selected(wanted: argparse.Namespace, graph: "GraphStore") -> "Selection":
    import export

    if wanted.node is not None:
        return export.select_nodes(graph, [wanted.node], hops=1 if wanted.hops is None else wanted.hops)
    if wanted.plan is not None:
        return export.select_plan(graph, wanted.plan)
    if wanted.jurisdiction is not None:
        return export.select_jurisdiction(graph, wanted.jurisdiction)
    if wanted.question is not None:
        raise PlanGraphError("not yet")
    return export.select_all(graph)


if __name__ == "__main__":
    main()
