"""The same documents in a folder and on a real Neo4j server: the same commands give the same, the same questions the same.

Rows may change places only where their scores are nearly alike (ALIKE): the two rank words by different engines.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import export.__main__
import ingest.__main__
from search.engine import Engine, open_store
from search.evaluation import LIMIT, Question, Report, evaluate, read_questions
from tests.search.conftest import ServerPlans

pytestmark = pytest.mark.timeout(
    900
)  # a server is started and filled in the first test's set-up: minutes where the machine is busy
QUESTIONS = Path(__file__).parents[2] / "data" / "questions" / "five_plans.jsonl"
EVERY = 10
"""Every so many of the question set is asked here, and one of each kind that these leave out."""
ALIKE = 0.02
SAME_SCORE = 0.01


@dataclass(frozen=True, slots=True)
class Both:
    """One store each way."""

    embedded: Engine
    server: Engine


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    everything = read_questions(QUESTIONS)
    chosen = everything[::EVERY]
    kinds = {question.kind for question in chosen}
    return chosen + [one for kind, one in {row.kind: row for row in everything}.items() if kind not in kinds]


@pytest.fixture(scope="module")
def both(engine: Engine, ingested_server: ServerPlans) -> Iterator[Both]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", ingested_server.address.user or "")
        patch.setenv("NEO4J_PASSWORD", ingested_server.address.password or "")
        patch.delenv("NEO4J_DATABASE", raising=False)
        server = open_store(ingested_server.location)
    with server:
        yield Both(engine, server)


def content(answer: dict[str, Any]) -> dict[str, Any]:
    """What an answer says, without order, scores and times."""
    lists = {
        name: sorted(repr({key: value for key, value in row.items() if key != "score"}) for row in answer[name])
        for name in ("units", "tasks", "targets", "plans")
    }
    near = answer["neighbourhood"]
    pieces = {
        "nodes": sorted(node["id"] for node in near["nodes"]),
        "edges": sorted(repr(edge) for edge in near["edges"]),
    }
    return {name: answer[name] for name in ("status", "understood", "total", "count")} | lists | pieces


def out_of_order(mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[str]:
    """Ids of rows that stand elsewhere in the other list though the score is not nearly that of the row there."""
    return [
        str(one["id"])
        for one, other in zip(mine, theirs, strict=True)
        if one["id"] != other["id"] and abs(one["score"] - other["score"]) > ALIKE
    ]


def test_the_same_documents_make_the_same_snapshot(both: Both) -> None:
    assert both.server.graph.snapshot_id == both.embedded.graph.snapshot_id
    assert both.server.graph.counts() == both.embedded.graph.counts()


def test_the_same_questions_have_the_same_answers(both: Both, questions: list[Question]) -> None:
    for question in questions:
        mine = both.embedded.ask(question.question, limit=LIMIT).to_json()
        theirs = both.server.ask(question.question, limit=LIMIT).to_json()
        assert content(theirs) == content(mine), question.question
        for name in ("units", "tasks"):
            assert out_of_order(mine[name], theirs[name]) == [], question.question


def test_the_question_set_scores_alike(both: Both, questions: list[Question]) -> None:
    def measures(report: Report) -> tuple[float, float, float]:
        found = report.groups["all"]
        return found.right, found.recall, found.precision

    mine, theirs = measures(evaluate(both.embedded, questions)), measures(evaluate(both.server, questions))
    assert all(abs(one - other) <= SAME_SCORE for one, other in zip(mine, theirs, strict=True))


def test_neighbourhoods_and_paths_are_the_same(both: Both) -> None:
    units = sorted(node.id for node in both.embedded.graph.stream_nodes("Unit"))
    for unit in units[::40]:
        assert both.server.neighbourhood(unit, hops=2) == both.embedded.neighbourhood(unit, hops=2)
    assert both.server.path(units[0], units[-1]) == both.embedded.path(units[0], units[-1])


@pytest.mark.parametrize(
    "arguments",
    [["list", "--json"], ["check"], ["units", "--json"], ["report", "--json"]],
    ids=" ".join,
)
def test_the_commands_say_the_same_of_both(arguments: list[str], five_plans: Path, server_plans: ServerPlans) -> None:
    printed = []
    for store in (str(five_plans), server_plans.location):
        done = CliRunner().invoke(ingest.__main__.app, [*arguments, "--store", store])
        assert done.exit_code == 0, done.stderr
        printed.append(done.stdout)
    assert printed[0] == printed[1] != ""


@pytest.mark.parametrize("format", ["json", "turtle"])
def test_exports_are_the_same_to_the_byte(
    format: str, five_plans: Path, server_plans: ServerPlans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []
    for number, store in enumerate((str(five_plans), server_plans.location)):
        path = tmp_path / str(number)
        asked = ["--jurisdiction", "嵊泗", "--format", format, "-o", str(path), "--store", store]
        monkeypatch.setattr("sys.argv", ["export", *asked])
        export.__main__.main()
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_a_second_ingest_writes_nothing(server_plans: ServerPlans, documents: Path) -> None:
    done = CliRunner().invoke(ingest.__main__.app, ["add", str(documents), "--store", server_plans.location])
    assert done.exit_code == 0, done.stderr
    assert "5 unchanged; nothing changed" in done.stdout + done.stderr
