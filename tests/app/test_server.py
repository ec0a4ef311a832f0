"""The app on a Neo4j server: the same pages, and what is added meanwhile is seen."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from app.documents import Upload, add_uploads, list_loaded
from app.engine import look_again
from app.settings import Settings
from graph_store.neo4j_server import LocalServer
from pipeline.update import Silent
from tests.app.test_documents import PLAN
from tests.app.test_pages import errors, html_of, visit
from tests.neo4j_server import Address

QUESTION = "海沧县哪些单位牵头清理河道"


def shown(app: AppTest) -> str:
    assert not errors(app)
    return html_of(app)


def test_the_pages_on_a_server(
    neo4j_environment: LocalServer, new_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundle: None
) -> None:
    address = str(new_address())
    (tmp_path / "河湖.txt").write_text(PLAN, encoding="utf-8")
    pipeline.add(address, [tmp_path / "河湖.txt"])
    monkeypatch.setenv("PLAN_APP_STORE", address)
    assert "海沧县水利局" in shown(visit(q=QUESTION))
    settings = Settings(address, readonly=False, password=None, uploads=tmp_path / "uploads", most_megabytes=1)
    (row,) = list_loaded(settings)
    assert "河湖" in shown(visit("documents")) and row["title"] in shown(visit("explore", start=row["plan"]))
    add_uploads(settings, [Upload("新.txt", PLAN.replace("海沧", "海湾").encode())], replace=False, progress=Silent())
    look_again(address)
    assert "海湾县水利局" in shown(visit(q=QUESTION.replace("海沧", "海湾")))


def test_a_server_that_is_away_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_APP_STORE", "bolt://127.0.0.1:9")
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", "nothing")
    said = errors(visit())
    assert "数据库打不开" in said and "服务器没有回应" in said
