"""Own queries, --sql and --cypher: README's twenty give the same on both stores; they read and do nothing else."""

import json
import re
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph_schema.errors import InputError, StoreError
from graph_store.neo4j_connection import Connection
from graph_store.neo4j_query import run_cypher
from graph_store.sqlite_query import run_sql
from search.__main__ import app
from tests.graph_store.server_data import run
from tests.search.conftest import ServerPlans

pytestmark = pytest.mark.timeout(
    900
)  # a server is started and filled in the first test's set-up: minutes where the machine is busy
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def queries(language: str) -> list[str]:
    """README's queries in a language; those of the Python example are none."""
    return [textwrap.dedent(text) for text in re.findall(rf"^ *```{language}\n(.*?)^ *```", README, re.M | re.S)]


def of_store(cypher: str, store: str) -> str:
    """The query for one of several stores in a database, as README says: with the label of the store's own."""
    labelled = re.sub(r"\((\w*):([A-Z]\w+)", rf"(\1:\2:PlanGraph_{store}", cypher)
    return re.sub(r":PlanGraph__Provenance:PlanGraph_\w+", f":PlanGraph_{store}__Provenance", labelled)


def test_readme_has_ten_questions_in_both_languages() -> None:
    assert len(queries("sql")) == len(queries("cypher")) == 10


@pytest.mark.parametrize("number", range(10))
def test_a_question_in_sql_and_in_cypher_has_one_answer(
    number: int, five_plans: Path, server_plans: ServerPlans
) -> None:
    sql, cypher = queries("sql")[number], of_store(queries("cypher")[number], server_plans.name)
    embedded = run_sql(five_plans, sql)
    assert embedded.rows
    assert run_cypher(server_plans.location, cypher) == embedded


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("DELETE FROM node_task", "would do DELETE, and --sql only reads"),
        ("INSERT INTO about VALUES ('a', 'b')", "would do INSERT"),
        ("WITH x AS (SELECT 1) UPDATE node_task SET title = ''", "would do UPDATE"),
        ("DROP TABLE node_task", "only reads"),
        ("CREATE TEMP TABLE mine AS SELECT 1", "only reads"),
        ("ATTACH '{new}' AS other", "would do ATTACH"),
        ("VACUUM INTO '{new}'", "only reads|authorized|attached"),
        ("PRAGMA query_only = OFF", "would do PRAGMA"),
        ("PRAGMA writable_schema = ON", "would do PRAGMA"),
        ("BEGIN EXCLUSIVE", "would do a transaction"),
        ("SELECT load_extension('x')", "cannot be run"),
        ("SELECT 1; DELETE FROM node_task", "one statement at a time"),
        ("SELEC 1", 'near "SELEC": syntax error'),
        ("SELECT * FROM tasks", "no such table: tasks.*graph_schema --sql"),
        ("-- nothing", "gives no table; begin it with SELECT"),
        ("SELECT zeroblob(900000000)", "too big"),
    ],
)
def test_sql_that_does_not_read_is_refused(query: str, message: str, five_plans: Path, tmp_path: Path) -> None:
    before = {path: path.stat() for path in sorted(five_plans.rglob("*"))}
    with pytest.raises(InputError, match=message):
        run_sql(five_plans, query.replace("{new}", str(tmp_path / "new.db")))
    assert {path: path.stat() for path in sorted(five_plans.rglob("*"))} == before
    assert list(tmp_path.iterdir()) == []


def test_sql_may_ask_for_names_of_columns_and_open_lists(five_plans: Path) -> None:
    assert ("title",) in run_sql(five_plans, "SELECT name FROM pragma_table_info('node_task')").rows
    opened = run_sql(five_plans, "SELECT DISTINCT j.type FROM node_unit u, json_each(u.names) j")
    assert opened.rows == (("text",),)


def test_sql_that_takes_too_long_is_ended(five_plans: Path) -> None:
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"
    with pytest.raises(InputError, match=r"did not finish within 0.2 s; narrow it"):
        run_sql(five_plans, endless, seconds=0.2)


def test_rows_beyond_the_limit_are_cut_and_counted_as_more(five_plans: Path) -> None:
    some = run_sql(five_plans, "SELECT id FROM node_task ORDER BY id", limit=3)
    assert len(some.rows) == 3
    assert some.cut
    assert not run_sql(five_plans, "SELECT 1 UNION SELECT 2", limit=2).cut


def test_values_that_json_lacks_are_told_by_name(five_plans: Path) -> None:
    assert run_sql(five_plans, "SELECT x'00ff', 9e999, NULL, 1.5").rows == (("00ff", "inf", None, 1.5),)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("CREATE (n:Mine) RETURN n", "would do more than read \\(Create"),
        ("MATCH (n:Task) SET n.title = ''", "would do more than read .*SetProperty"),
        ("MATCH (n) DETACH DELETE n", "would do more than read .*DetachDelete"),
        ("CREATE INDEX mine FOR (n:Mine) ON (n.x)", "would do more than read"),
        ("CALL db.createLabel('Mine')", "would do more than read .*ProcedureCall"),
        ("SHOW USERS", "would do more than read"),
        ("TERMINATE TRANSACTION 'neo4j-transaction-1'", "would do more than read .*Terminate"),
        ("LOAD CSV FROM 'file:///x' AS line RETURN line", "would do more than read .*LoadCSV"),
        ("MATCH (n)\nRETURN m", "Variable `m` not defined, line 2, column 8"),
        ("MATC (n) RETURN n", "Invalid input 'MATC', line 1, column 1"),
        ("RETURN 1; MATCH (n) DELETE n", "exactly one statement"),
        ("RETURN $x", "Expected parameter"),
        ("", "cannot be run"),
    ],
)
def test_cypher_that_does_not_read_is_refused(query: str, message: str, server_plans: ServerPlans) -> None:
    with pytest.raises(InputError, match=message):
        run_cypher(server_plans.location, query)


def test_the_servers_transaction_itself_refuses_to_write(server_plans: ServerPlans) -> None:
    with (
        closing(Connection(server_plans.address)) as connection,
        pytest.raises(InputError, match="would write"),
        connection.read_only(seconds=10.0) as transaction,
    ):
        transaction.run("CREATE (n:Mine) RETURN n").consume()


def test_cypher_that_takes_too_long_is_ended(server_plans: ServerPlans) -> None:
    with pytest.raises(InputError, match="did not finish within 1 s; narrow it"):
        run_cypher(server_plans.location, "UNWIND range(1, 1000000000000) AS n RETURN max(n)", seconds=1.0)


def test_nodes_and_paths_come_without_what_we_keep_for_ourselves(server_plans: ServerPlans) -> None:
    label = f"PlanGraph_{server_plans.name}"
    one = run_cypher(server_plans.location, f"MATCH (n:Passage:{label}) RETURN n ORDER BY n.id LIMIT 1")
    [[passage]] = one.rows
    assert set(passage) == {"labels", "id", "text", "kind", "position"}
    way = f"MATCH p = (u:Unit:{label})-[:LEADS]->() RETURN p, date('2024-05-01'), point({{x: 1, y: 2}}) LIMIT 1"
    [[path, day, point]] = run_cypher(server_plans.location, way).rows
    assert [node["labels"] for node in path["nodes"]] == [["Unit"], ["Task"]]
    assert path["edges"][0]["type"] == "LEADS"
    assert day == "2024-05-01"
    assert point["coordinates"] == [1.0, 2.0]


def test_cypher_waits_for_no_publication_but_says_that_there_is_one(server_plans: ServerPlans) -> None:
    set_pending = "MATCH (s:PlanGraphStore {name: $name}) SET s.pending = $pending"
    with closing(Connection(server_plans.address)) as connection:
        run(connection, set_pending, name=server_plans.name, pending=99)
        try:
            with pytest.raises(StoreError, match="is being brought up to date; ask again"):
                run_cypher(server_plans.location, "RETURN 1")
        finally:
            run(connection, set_pending, name=server_plans.name, pending=None)


def test_each_language_asks_its_own_kind_of_store(five_plans: Path) -> None:
    with pytest.raises(InputError, match="is a Neo4j server: ask it with --cypher"):
        run_sql("neo4j://localhost", "SELECT 1")
    with pytest.raises(InputError, match="is a folder: ask it with --sql"):
        run_cypher(five_plans, "RETURN 1")


def command(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments), prog_name="python -m search")
    return done.exit_code, done.stdout, done.stderr


def test_the_command_prints_lines_or_json(five_plans: Path) -> None:
    query = "SELECT name, collective FROM node_unit ORDER BY name LIMIT 3"
    code, lines, told = command("--store", str(five_plans), "--sql", query, "--limit", "2")
    assert code == 0
    assert [line.split("\t")[-1] for line in lines.splitlines()] == ["collective", "0", "0"]
    assert told == "The first 2 rows; there are more: --limit N shows N of them.\n"
    code, printed, _ = command("--store", str(five_plans), "--sql", query, "--json")
    found = json.loads(printed)
    assert (found["columns"], len(found["rows"]), found["cut"]) == (["name", "collective"], 3, False)


def test_a_value_cannot_steer_a_terminal(five_plans: Path) -> None:
    _, lines, _ = command("--store", str(five_plans), "--sql", "SELECT 'a' || char(27) || '[2J' || char(9) || 'b' AS x")
    assert lines == "x\na [2J b\n"


def test_the_command_refuses_in_one_line(five_plans: Path) -> None:
    code, printed, told = command("--store", str(five_plans), "--sql", "DELETE FROM node_task")
    assert (code, printed) == (1, "")
    assert told.startswith("error: the SQL would do DELETE")
    assert told.count("\n") == 1
    code, _, told = command("--store", str(five_plans), "--sql", "SELECT 1", "--cypher", "RETURN 1")
    assert code == 2


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store yet"):
        run_sql(tmp_path, "SELECT 1")
