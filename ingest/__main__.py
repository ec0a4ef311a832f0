"""`python -m ingest`: the commands for documents. Composes stages and prints; all work is done elsewhere."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_schema.command import complain
from ingest import console
from ingest.console import Debug, Json, Store

app = typer.Typer(
    help="Read plans into a store: add, remove, list, check, extract, score.",
    no_args_is_help=True,
    add_completion=False,
)
_Encoder = Annotated[
    str, typer.Option("--encoder", help="Embedding model: bundled, sentence-transformers:NAME, openai:URL#MODEL.")
]


@app.command("add")
def add_command(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or zip archives.")],
    store: Store = Path(".store"),
    as_json: Json = False,
    encoder: _Encoder = "bundled",
    debug: Debug = False,
) -> None:
    """Add or update documents and publish them."""
    if not all(path.strip() for path in paths):  # would be taken for the folder one is in
        raise typer.BadParameter("a path is empty; name files, folders or zip archives")
    with console.errors(debug=debug):
        import pipeline

        with console.UpdateView(quiet=as_json) as view:
            report = pipeline.add(store, [Path(path) for path in paths], encoder=encoder, progress=view)
        failures = [
            {"path": result.path, "error": result.error} for result in report.files if result.status == "failed"
        ]
        if as_json:
            documents = {status: report.count(status) for status in ("added", "updated", "unchanged", "failed")}
            console.print_json(
                {"documents": documents, "failures": failures, "snapshot": report.snapshot, "nodes": report.nodes, "edges": report.edges,
                 "seconds": report.seconds}
            )  # fmt: skip
        else:
            view.summary(report)
        if failures:
            if len(report.files) == 1:
                complain(f"{failures[0]['error']}; nothing was changed")
            raise typer.Exit(1)


@app.command("remove")
def remove_command(
    documents: Annotated[list[str], typer.Argument(metavar="PATH|DOC_ID...", help="What to remove.")],
    store: Store = Path(".store"),
    as_json: Json = False,
    encoder: _Encoder = "bundled",
    debug: Debug = False,
) -> None:
    """Remove documents; nothing of them stays in the store's graph or indexes."""
    with console.errors(debug=debug):
        import pipeline

        with console.UpdateView(quiet=as_json) as view:
            report = pipeline.remove(store, documents, encoder=encoder, progress=view)
        if as_json:
            console.print_json(
                {"removed": list(report.removed), "snapshot": report.snapshot, "nodes": report.nodes, "edges": report.edges,
                 "seconds": report.seconds}
            )  # fmt: skip
        else:
            view.summary(report)


@app.command("list")
def list_command(store: Store = Path(".store"), as_json: Json = False, debug: Debug = False) -> None:
    """List the documents in the store."""
    with console.errors(debug=debug):
        from pipeline.inspect import list_documents

        rows = list_documents(store)
        if as_json:
            console.print_json(rows)
        else:
            console.table(rows, ("title", "jurisdiction", "doc_number", "status", "tasks", "targets", "path"))


@app.command("check")
def check_command(store: Store = Path(".store"), as_json: Json = False, debug: Debug = False) -> None:
    """Check that the store is whole and matches its documents."""
    with console.errors(debug=debug):
        from pipeline.inspect import check_store

        problems = check_store(store)
        if as_json:
            console.print_json({"ok": not problems, "problems": problems})
        else:
            console.say("\n".join(problems) if problems else "The store is whole and matches its documents.")
        if problems:
            raise typer.Exit(1)


@app.command("extract")
def extract_command(
    file: Annotated[Path, typer.Argument(readable=False, help="The document to read.")],
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Read one file and print its facts; nothing is stored."""
    with console.errors(debug=debug):
        from ingest.extract import extract_file

        facts = extract_file(file)
        if as_json:
            console.print_json(facts.to_json())
        else:
            console.show_facts(facts)


@app.command("score")
def score_command(
    gold: Annotated[Path, typer.Option("--gold", help="Folder of gold annotations.")] = Path("tests/gold"),
    documents: Annotated[Path, typer.Option("--documents", help="Folder of their documents.")] = Path("data/documents"),
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Compare extraction with gold annotations: precision, recall and F1 a kind."""
    with console.errors(debug=debug):
        from ingest.score import score_folder, totals

        scores = score_folder(gold, documents)
        rows: list[dict[str, Any]] = []
        for name, by_kind in [*scores.items(), ("all", totals(scores))]:
            for kind, score in by_kind.items():
                rows.append(
                    {"document": name, "kind": kind, "precision": round(score.precision, 4), "recall": round(score.recall, 4),
                     "f1": round(score.f1, 4), "missed": score.missed, "wrong": score.wrong}
                )  # fmt: skip
        if as_json:
            console.print_json(rows)
        else:
            console.table(rows, ("document", "kind", "precision", "recall", "f1"))


@app.command("units")
def units_command(store: Store = Path(".store"), as_json: Json = False, debug: Debug = False) -> None:
    """List how unit names were resolved, and what looks alike but was not merged."""
    with console.errors(debug=debug):
        from pipeline.inspect import list_units

        rows = list_units(store)
        if as_json:
            console.print_json(rows)
        else:
            console.table(rows, ("name", "names", "jurisdiction", "kind", "tasks_led", "tasks_supported", "alike"))


@app.command("report")
def report_command(
    document: Annotated[str, typer.Argument(metavar="[DOC]", help="Path, file name or id; all without.")] = "",
    store: Store = Path(".store"),
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show what was read of each document and what was not."""
    with console.errors(debug=debug):
        from pipeline.inspect import report_documents

        rows = report_documents(store, document)
        if as_json:
            console.print_json(rows)
        else:
            for row in rows:
                console.say(json.dumps(row, ensure_ascii=False, indent=1))


@app.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file, or a snapshot's id.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A file, or a snapshot's id.")],
    store: Store = Path(".store"),
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Compare two versions of a plan, or two snapshots, fact by fact."""
    with console.errors(debug=debug):
        from dataclasses import asdict

        from pipeline.inspect import diff

        rows = [{"plan": plan} | asdict(difference) for plan, difference in diff(store, old, new)]
        if as_json:
            console.print_json(rows)
        elif not rows:
            console.say("No fact differs.")
        else:
            console.table(rows, ("change", "what", "where", "old", "new", "old_quote", "new_quote"))


if __name__ == "__main__":
    app()
