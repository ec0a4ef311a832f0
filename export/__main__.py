"""`python -m export`: writes a piece of the graph to a file, and prints how to cite it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from graph_schema.command import reported, write_utf8

if TYPE_CHECKING:
    from export import Selection

_CITED = 20
FORMAT_NAMES = ("graphml", "gexf", "csv", "json", "jsonl", "cypher", "turtle", "parquet", "xlsx")


class _PrintVocabulary(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from export.vocabulary import vocabulary_text

        with reported():
            sys.stdout.write(vocabulary_text())
        parser.exit()


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
    parser.add_argument("--format", required=True, choices=FORMAT_NAMES)
    parser.add_argument("-o", "--output", required=True, metavar="PATH")
    parser.add_argument(
        "--store", default=".store", help="the store: a folder, or the address of a Neo4j server (default .store)"
    )
    parser.add_argument(
        "--encoder",
        default="bundled",
        help="with --question: the embedding model of the store's index (default bundled)",
    )
    parser.add_argument(
        "--text", action="store_true", help="with the full text of the documents, that the evidence's spans refer to"
    )
    parser.add_argument("--force", action="store_true", help="replace what is at PATH")
    parser.add_argument("--vocabulary", action=_PrintVocabulary, nargs=0, help="print the terms of turtle, and stop")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return parser


def main() -> None:
    """Run the command; exit code 1 and one line on standard error where it cannot be done."""
    write_utf8()  # also for the help, which is printed before there is work
    parser = _parser()
    wanted = parser.parse_args()
    if wanted.hops is not None and wanted.node is None:
        parser.error("--hops goes with --node")
    if not wanted.store.strip():
        parser.error("--store is empty; name a folder, or the address of a Neo4j server")
    with reported(debug=wanted.debug):
        _run(wanted)


def _run(wanted: argparse.Namespace) -> None:
    import export
    from export.writing import require_free

    require_free(wanted.output, wanted.format, force=wanted.force)  # before the work, not after it
    with _selected(wanted) as selection:
        written = export.write(selection, wanted.format, wanted.output, force=wanted.force, text=wanted.text)
    sys.stderr.write(
        f"{written.path}: {written.nodes} nodes, {written.edges} edges, {written.evidence} quotes, {written.bytes} bytes\n"
    )
    sys.stdout.write(written.citation.text(most=_CITED))


@contextmanager
def _selected(wanted: argparse.Namespace) -> "Iterator[Selection]":
    """What is asked for; its store is open meanwhile."""
    import export

    if wanted.question is not None:
        import search

        with search.open_store(wanted.store, encoder=wanted.encoder) as engine:
            yield export.select_question(engine, wanted.question)
        return
    from graph_store.opening import open_store

    with closing(open_store(wanted.store)) as graph:
        if wanted.node is not None:
            yield export.select_nodes(graph, [wanted.node], hops=1 if wanted.hops is None else wanted.hops)
        elif wanted.plan is not None:
            yield export.select_plan(graph, wanted.plan)
        elif wanted.jurisdiction is not None:
            yield export.select_jurisdiction(graph, wanted.jurisdiction)
        else:
            yield export.select_all(graph)


if __name__ == "__main__":
    main()
