"""From documents to the file of an answer: the whole way, as a user goes it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import export
import pipeline
import search

PLAN = """云溪市水网建设实施方案（2024—2026年）
云溪市人民政府
为加快水网建设，制定本方案。
一、主要任务
（一）完善供水体系
1.改造老旧供水管网。到2026年，改造老旧供水管网120公里以上。（牵头单位：市水利局；配合单位：市财政局、市住建局）
2.建设应急备用水源。（牵头单位：市生态环境局；配合单位：市水利局）
"""
QUESTION = "哪些单位牵头改造老旧供水管网"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("question")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    pipeline.add(folder / "store", [folder / "plan.txt"])
    return folder / "store"


def test_an_answer_is_exported_with_all_that_it_lists(store: Path) -> None:
    with search.open_store(store) as engine:
        answer = engine.ask(QUESTION, limit=100).to_json()
        chosen = export.select_question(engine, QUESTION)
        ids = {row.node.id for row in chosen.nodes()}
        edges = {row.edge.type for row in chosen.edges()}
    assert answer["units"]
    assert ids >= {row["id"] for part in ("units", "tasks", "targets", "plans") for row in answer[part]}
    assert ids >= {node["id"] for node in answer["neighbourhood"]["nodes"]}
    assert edges >= {"LEADS", "HAS_TASK", "HAS_ACTION", "FROM", "BELONGS_TO"}


def test_the_command_asks_and_cites_the_question(store: Path, root: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "export",
        "--question",
        QUESTION,
        "--format",
        "json",
        "-o",
        str(tmp_path / "out.json"),
    ]
    done = subprocess.run([*command, "--store", str(store)], capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stderr
    value = json.loads((tmp_path / "out.json").read_bytes())
    assert value["graph"]["citation"]["question"] == QUESTION
    assert "云溪市水利局" in {node["label"] for node in value["nodes"]}
    assert f"问题“{QUESTION}”的答案[DS]" in done.stdout


def test_a_question_that_matches_nothing_is_one_line_and_no_file(store: Path, root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "export", "--question", "哈尔滨市的养老服务谁牵头", "--format", "json"]
    command += ["-o", str(tmp_path / "out.json"), "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: nothing to export: ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
