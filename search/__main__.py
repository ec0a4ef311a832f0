"""`python -m search`: asks one question, rebuilds the indexes or runs a question set. Composes; all work is elsewhere."""

import gc
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_SHOWN = 20
_MEASURES = ("questions", "right", "recall", "precision", "f1", "status")


@app.command()
def main(
    question: Annotated[str | None, typer.Argument(help="A question in Chinese or English.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
    jurisdiction: Annotated[str | None, typer.Option(help="Only this place and the places within it.")] = None,
    role: Annotated[str | None, typer.Option(help="lead or support.")] = None,
    year: Annotated[int | None, typer.Option(help="Only plans and targets of this year.")] = None,
    type: Annotated[str | None, typer.Option("--type", help="What to list: unit, task, target or plan.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Only plans in force on this day, YYYY-MM-DD.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Rows shown (20; of --sql and --cypher 100).")] = None,
    offset: Annotated[int, typer.Option(min=0, help="Rows left out before.")] = 0,
    sql: Annotated[str | None, typer.Option(help="A SELECT over the store, read-only.")] = None,
    cypher: Annotated[str | None, typer.Option(help="A MATCH ... RETURN over a Neo4j store, read-only.")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long --sql and --cypher may take.")] = 30.0,
    index: Annotated[bool, typer.Option("--index", help="Rebuild the indexes from the graph.")] = False,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Serve the tools for a language model on stdin and stdout.")
    ] = False,
    evaluate: Annotated[Path | None, typer.Option(help="Run a question set (JSONL) and print the measures.")] = None,
    questions: Annotated[Path | None, typer.Option(help="Ask every question of a file: a line each, or JSONL.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Answers: .xlsx, .jsonl or .csv.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file given with -o.")] = False,
    store: Annotated[str, typer.Option(help="The store: a folder, or neo4j://host:port.")] = ".store",
    encoder: Annotated[str, typer.Option(help="bundled, sentence-transformers:NAME or openai:URL#MODEL.")] = "bundled",
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Ask the plans in a store: which units lead what, with the sentences that say so; one question, or a file of them."""
    asked = [value for value in (question, evaluate, questions, sql, cypher) if value is not None]
    if len(asked) + index + mcp != 1:
        raise typer.BadParameter(
            "give one of: a question in quotes, --questions FILE, --sql, --cypher, --index, --evaluate FILE, --mcp"
        )
    if (questions is None) != (output is None):
        raise typer.BadParameter("--questions FILE and -o FILE go together")
    if not store.strip():
        raise typer.BadParameter("--store is empty; name a folder, or neo4j://host:port")
    from graph_schema.command import reported
    from search.damage import damage_named

    if question is None:
        gc.enable()  # only one question ends before garbage counts
    filters = {"jurisdiction": jurisdiction, "role": role, "year": year, "type": type, "as_of": as_of}
    _require_use(filters, offset, one=question is not None, many=questions is not None)
    with reported(debug=debug, let_through=(typer.Exit, typer.BadParameter)), damage_named(store):
        if sql is not None or cypher is not None:
            _query(store, sql=sql, cypher=cypher, limit=limit, seconds=seconds, as_json=as_json)
        elif index:
            _index(store, encoder, as_json=as_json)
        elif mcp:
            _serve(store, encoder)
        elif evaluate is not None:
            _evaluate(store, encoder, evaluate, as_json=as_json)
        elif questions is not None and output is not None:
            _ask_all(store, encoder, questions, output, filters, limit=limit or _SHOWN, force=force, as_json=as_json)
        else:
            _ask(store, encoder, question or "", filters, limit=limit or _SHOWN, offset=offset, as_json=as_json)


def _require_use(filters: dict[str, Any], offset: int, *, one: bool, many: bool) -> None:
    """Refuse filters that nothing would be done with: what is shown would be taken for filtered."""
    given = [name for name, value in filters.items() if value is not None and not (one or many)]
    given += ["offset"] if offset and not one else []
    if given:
        raise typer.BadParameter(f"--{given[0].replace('_', '-')} goes with a question; leave it out here")


def _ask(
    store: str, encoder: str, question: str, filters: dict[str, Any], *, limit: int, offset: int, as_json: bool
) -> None:
    from search.engine import open_store
    from search.understanding.text import clean_question

    clean_question(question)
    with open_store(store, encoder=encoder) as engine:
        answer = engine.ask(question, limit=limit, offset=offset, **filters)
    if as_json:
        sys.stdout.write(json.dumps(answer.to_json(), ensure_ascii=False, indent=1) + "\n")
        return
    from search.terminal import AnswerView

    AnswerView(offset=offset).show(answer)


def _ask_all(
    store: str,
    encoder: str,
    path: Path,
    output: Path,
    filters: dict[str, Any],
    *,
    limit: int,
    force: bool,
    as_json: bool,
) -> None:
    """Every question of a file, answered into another; filters hold for questions that bring none of their own."""
    from export.values import defused, xml_text
    from graph_schema.errors import InputError
    from search.batch import ask_all, read_batch, report_of
    from search.batch_files import answer_file
    from search.engine import open_store
    from search.progress import Progress

    questions = read_batch(path)
    given = {name: value for name, value in filters.items() if value is not None}
    questions = [replace(asked, filters={**given, **asked.filters}) for asked in questions]
    went: list[tuple[int, str, str | None]] = []
    with (
        answer_file(output, force=force, safe=lambda text: xml_text(defused(text))) as add,
        open_store(store, encoder=encoder) as engine,
        Progress(len(questions)) as progress,
    ):
        for item in ask_all(engine, questions, limit=limit):
            add(item)
            went.append((item.asked.number, item.answer.status if item.answer else "error", item.error))
            progress.step()
    report = report_of(went)
    if as_json:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{output}: {report.answered} answered, {report.no_match} without a match\n")
    if report.errors:
        number, error = report.errors[0]
        raise InputError(
            f"{len(report.errors)} of {len(went)} questions could not be asked; question {number}: {error}"
        )


def _query(
    store: str, *, sql: str | None, cypher: str | None, limit: int | None, seconds: float, as_json: bool
) -> None:
    from graph_store.query_table import DEFAULT_ROWS
    from search.query_terminal import show_table

    rows = limit or DEFAULT_ROWS
    if sql is not None:
        from graph_store.sqlite_query import run_sql

        show_table(run_sql(store, sql, limit=rows, seconds=seconds), as_json=as_json)
    else:
        from graph_store.neo4j_query import run_cypher

        show_table(run_cypher(store, cypher or "", limit=rows, seconds=seconds), as_json=as_json)


def _index(store: str, encoder: str, *, as_json: bool) -> None:
    from graph_store.neo4j_address import is_address

    if is_address(store):
        from search.server_index import rebuild_server_index

        server = rebuild_server_index(store, encoder)
        snapshot, written = server.id, server.written
    else:
        from search.reindex import rebuild_index

        done = rebuild_index(Path(store), encoder)
        snapshot, written = done.id, done.written
    if as_json:
        sys.stdout.write(json.dumps({"snapshot": snapshot, "written": written}) + "\n")
    else:
        sys.stdout.write(f"{'index written' if written else 'index is up to date'}: snapshot {snapshot}\n")


def _serve(store: str, encoder: str) -> None:
    """The tools over the Model Context Protocol, until the input ends."""
    from importlib.util import find_spec

    from graph_schema.errors import MissingDependencyError

    if find_spec("mcp") is None:
        raise MissingDependencyError("--mcp needs the package mcp: `pip install -r requirements.txt` brings it")
    from export.version import PROGRAM, VERSION
    from search.mcp.server import serve

    serve(store, encoder, name=PROGRAM, version=VERSION)


def _evaluate(store: str, encoder: str, path: Path, *, as_json: bool) -> None:
    from search.engine import open_store
    from search.evaluation import evaluate, read_questions, report_lines

    questions = read_questions(path)
    with open_store(store, encoder=encoder) as engine:
        report = evaluate(engine, questions)
    if as_json:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(report_lines(report)) + "\n")


if __name__ == "__main__":
    gc.disable()  # looking for garbage takes a tenth of the time of one question, and what is loaded stays needed
    app()
